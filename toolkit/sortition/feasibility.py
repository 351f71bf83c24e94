"""Can the quotas be met, and how many seats can each value have? If not: what clashes, and what could give way.

Whatever an answer proposes has been met by a whole panel, not only by a relaxation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.errors import InputError, refuse
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.clash import Clash, find_clash
from toolkit.sortition.pool import Selection, contradictions
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.proof import panel_exists, panel_program
from toolkit.sortition.relaxation import Relaxation, relax
from toolkit.sortition.solver import INFINITY
from toolkit.sortition.types import types_of


@dataclass(frozen=True, eq=False)
class Feasibility(Shown):
    """Whether a panel exists.

    Parameters
    ----------
    feasible : bool
        Whether at least one panel meets all quotas.
    table : DataFrame
        For a feasible selection what `seat_ranges` gives, else the relaxation's table.
    clash : Clash or None
        What cannot hold together.
    relaxation : Relaxation or None
        What would have to give way.
    """

    feasible: bool
    table: pd.DataFrame
    clash: Clash | None = None
    relaxation: Relaxation | None = None

    @property
    def text(self) -> tuple[Message, ...]:
        """The answer in sentences."""
        if self.clash is None or self.relaxation is None:
            return (say("A panel that meets all quotas exists."),)
        moved = self.relaxation.seats_moved
        head = say("No panel meets all quotas. {clash}", clash=self.clash.text)
        return (
            head,
            say("Smallest change of the quotas that lets a panel exist, in seats: {n}.", n=moved),
            *self.relaxation.text,
        )


def examine(selection: Selection, progress: Progress = identity) -> Feasibility:
    """Tell whether a panel exists; if none does, what clashes and what to change.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.

    Raises
    ------
    InputError
        If no change of the quotas could help (too few households, housemates who must both be included).
    """
    if has_panel(selection):
        return Feasibility(True, seat_ranges(selection, progress))
    relaxation = relax(selection)
    return Feasibility(False, relaxation.table, find_clash(selection, progress=progress), relaxation)


def require_feasible(selection: Selection) -> None:
    """Let a selection pass that has a panel.

    Raises
    ------
    InputError
        If quotas contradict each other by their sums, or no panel exists; with the clash and the relaxation.
    """
    faults = contradictions(selection)
    if faults:
        raise InputError(faults)
    if has_panel(selection):
        return
    answer = examine(selection)
    raise refuse("quotas", " ".join(map(str, answer.text)).rstrip("."), "Change the quotas or enlarge the pool")


def has_panel(selection: Selection) -> bool:
    """Look for any panel."""
    return panel_exists(types_of(selection))


def seat_ranges(selection: Selection, progress: Progress = identity) -> pd.DataFrame:
    """Say for each quota how many seats panels can give its value when all other quotas hold.

    Returns
    -------
    DataFrame
        feature, value, min, max, pool (people with the value), least_possible, most_possible (seats). A quota that
        holds this range whole adds nothing to the others; one far inside it constrains the draw.
    """
    types = types_of(selection)
    program, table = panel_program(types), selection.quotas.table
    in_pool = selection.quotas.counted(selection.pool.people).sum(axis=1)
    ranges = []
    for q in progress(range(len(table))):
        row, free = np.array([1 + q]), np.array([INFINITY])
        program.bound_rows(row, -free, free)
        members = types.matrix[1 + q].toarray().ravel()
        ranges.append([round(sign * program.maximise(sign * members).value) for sign in (-1, 1)])
        program.bound_rows(row, types.low[row], types.high[row])
    fewest, most = zip(*ranges, strict=True)
    return table[["feature", "value", "min", "max"]].assign(pool=in_pool, least_possible=fewest, most_possible=most)
