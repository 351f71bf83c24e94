"""Who comes: attendance over all sessions, person by person, so that one bad evening does not count for much.

Source: permutation of persons' attendance over classes (Pitman 1937, doi:10.2307/2984124).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.composition.disclosure import SMALLEST
from toolkit.composition.membership import Membership
from toolkit.composition.significance import LEVEL, holm
from toolkit.errors import refuse
from toolkit.language import say
from toolkit.shown import Finding


def personal_attendance(membership: Membership) -> pd.DataFrame:
    """Give each person's sessions while a member and the share attended.

    Returns
    -------
    DataFrame
        The people's columns, `sessions` (1 or more), `rate` (0 to 1). A session without a mark for a member counts as
        missed; people who were never members on a session day have no row.
    """
    came = membership.attendance[membership.attendance["present"]].groupby("person_id").size()
    held = pd.concat([membership.on(day)["person_id"] for day in membership.sessions]).value_counts()
    people = membership.people.assign(sessions=membership.people["person_id"].map(held)).dropna(subset="sessions")
    attended = people["person_id"].map(came).fillna(0)
    return people.assign(rate=attended / people["sessions"]).reset_index(drop=True)


def attendance_by_class(
    membership: Membership, criteria: Sequence[str], rng: np.random.Generator, replicates: int = 10_000
) -> Finding:
    """Compare, class by class, how much of their sessions people attended.

    Attendance is shuffled between people: a class is behind if so low a mean seldom comes about that way. The person is
    the unit, since somebody who misses one session is likely to miss the next.

    Parameters
    ----------
    membership : Membership
        Who was a member when, and who came.
    criteria : sequence of str
        Criteria to compare.
    rng : Generator
        Source of randomness.
    replicates : int
        Shuffles.

    Returns
    -------
    Finding
        `criterion`, `value`, `members`, `rate` (mean share of sessions attended), `low`, `high` (middle 95 % of
        shuffles), `mean` (of all people), `p_value` (one-sided), `p_holm` (over all classes).

    Raises
    ------
    InputError
        If no attendance is recorded.
    """
    if not membership.sessions:
        raise refuse("attendance", "none is recorded", "Give the lists of presence")
    people = personal_attendance(membership)
    rates = people["rate"].to_numpy(float)
    classes = pd.concat([people[name].rename(name) for name in criteria], axis=1)
    marks = pd.get_dummies(classes, prefix_sep="\0").to_numpy(float)
    names = [tuple(name.split("\0")) for name in pd.get_dummies(classes, prefix_sep="\0").columns]
    sizes = marks.sum(axis=0)
    seen = rates @ marks / sizes
    shuffled = rng.permuted(np.tile(rates, (replicates, 1)), axis=1) @ marks / sizes
    p_values = (1 + (shuffled <= seen + 1e-12).sum(axis=0)) / (replicates + 1)
    low, high = np.quantile(shuffled, [0.025, 0.975], axis=0)
    table = pd.DataFrame(names, columns=["criterion", "value"]).assign(members=sizes.astype(int), rate=seen)
    table = table.assign(low=low, high=high, mean=rates.mean(), p_value=p_values, p_holm=holm(p_values))
    table.attrs["synthetic"] = membership.synthetic
    behind = table[table["p_holm"] <= LEVEL]
    large = table[table["members"] >= SMALLEST]
    last = (large if len(large) else table).sort_values("p_value", kind="stable").iloc[0]
    text = say(
        "Members attended {mean:.0%} of their sessions on average; {behind} of {classes} classes came less than chance "
        "explains (furthest behind: {value}, {rate:.0%}).",
        mean=float(rates.mean()),
        behind=len(behind),
        classes=len(table),
        value=last["value"],
        rate=float(last["rate"]),
    )
    return Finding(table, text)
