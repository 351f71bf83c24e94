"""What if a quota were another: would a panel exist, and what could everybody be promised?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.feasibility import has_panel
from toolkit.sortition.maximin import maximin_lottery
from toolkit.sortition.pool import Quota, Quotas, Selection, contradictions
from toolkit.sortition.progress import Progress, identity

AS_IT_IS = "as it is"


@dataclass(frozen=True, eq=False)
class WhatIf(Shown):
    """A selection beside others that differ from it in one quota each.

    Parameters
    ----------
    table : DataFrame
        case ("as it is", or the other quota in words), feasible, smallest_chance (the best that a lottery can promise
        everybody who fits in a panel; 0 when no panel exists), left_out (people who fit in no panel).
    """

    table: pd.DataFrame

    @property
    def text(self) -> tuple[Message, ...]:
        """What each other quota would change, one sentence each."""
        now, *others = self.table.itertuples()
        if not now.feasible:
            return (say("As the quotas are, no panel exists."), *(_alone(other) for other in others))
        return tuple(_beside(now.smallest_chance, other) for other in others)


def parse_wish(text: str, quotas: Quotas) -> Quota:
    """Read a quota that is asked about: `age: 16-24 = 10-12`, or `= 10` for exactly ten seats.

    Raises
    ------
    InputError
        If it has another form, or there is no such quota.
    """
    found = re.fullmatch(r"(.+)=\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?", text.strip())
    if found is None:
        raise refuse("what if", f"found {text!r}", "Write feature:value=MIN-MAX, such as age:16-24=10-12")
    wanted = _plain(found[1])
    for quota in quotas.rows:
        if _plain(f"{quota.feature}:{quota.value}") == wanted:
            return Quota(quota.feature, quota.value, int(found[2]), int(found[3] or found[2]))
    known = "; ".join(map(str, quotas.rows))
    raise refuse("what if", f"there is no quota {found[1].strip()}", f"Choose one of {known}")


def _plain(name: str) -> str:
    """Drop what does not tell quotas apart: spaces and case."""
    return re.sub(r"\s+", "", name).casefold()


def what_if(selection: Selection, wishes: Iterable[Quota], progress: Progress = identity) -> WhatIf:
    """Compare a selection with others in which a single quota is another.

    Parameters
    ----------
    selection : Selection
        As it is.
    wishes : iterable of Quota
        The other quotas, each tried alone.
    progress : callable
        Wrapper of an iterable.

    Raises
    ------
    InputError
        If there is no such quota, or the new one is not a quota.
    """
    cases = {AS_IT_IS: selection}
    for wish in wishes:
        seats = f"{wish.min}" if wish.min == wish.max else f"{wish.min}–{wish.max}"
        cases[f"{wish} = {seats}"] = _with(selection, wish)
    rows = [(name, *_outlook(case)) for name, case in progress(list(cases.items()))]
    return WhatIf(pd.DataFrame(rows, columns=["case", "feasible", "smallest_chance", "left_out"]))


def _with(selection: Selection, wish: Quota) -> Selection:
    """Put one quota in place of that of the same value."""
    table = selection.quotas.table[["feature", "value", "min", "max"]]
    here = (table["feature"] == wish.feature) & (table["value"] == wish.value)
    if not here.any():
        known = "; ".join(map(str, selection.quotas.rows))
        raise refuse("what if", f"there is no quota {wish}", f"Choose one of {known}")
    changed = table.assign(min=table["min"].mask(here, wish.min), max=table["max"].mask(here, wish.max))
    return replace(selection, quotas=Quotas(changed))


def _outlook(selection: Selection) -> tuple[bool, float, int]:
    """Tell whether a panel exists, the best smallest chance, and how many people fit in no panel."""
    if contradictions(selection) or not has_panel(selection):
        return False, 0.0, len(selection.pool)
    lottery = maximin_lottery(selection)
    return True, lottery.smallest_chance, len(lottery.certificate.unplaceable)


def _alone(other: Any) -> Message:
    """Say what another quota gives where nothing can be compared."""
    if not other.feasible:
        return say("With {case} no panel exists.", case=other.case)
    return say(
        "With {case} a panel exists, and everybody who fits in one can be promised a chance of {then:.2%}.",
        case=other.case,
        then=other.smallest_chance,
    )


def _beside(now: Any, other: Any) -> Message:
    """Say what another quota would change."""
    if not other.feasible:
        return _alone(other)
    return say(
        "With {case} everybody who fits in a panel could be promised a chance of {then:.2%} instead of {now:.2%}.",
        case=other.case,
        then=other.smallest_chance,
        now=now,
    )
