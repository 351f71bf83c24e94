"""The smallest change of quotas that lets a panel exist, by an integer program over the types of a pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pulp
from scipy import sparse

from toolkit.errors import SolverError, refuse
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.pool import Quotas, Selection
from toolkit.sortition.types import Types, types_of


@dataclass(frozen=True, eq=False)
class Relaxation(Shown):
    """The smallest change of quotas that lets a panel exist.

    Parameters
    ----------
    table : DataFrame
        The quotas that change: feature, value, min, max, new_min, new_max (seats).
    quotas : Quotas
        All quotas with the changes made.
    within_flex : bool
        Whether `min_flex` and `max_flex` are respected; False when no panel exists within them.
    """

    table: pd.DataFrame
    quotas: Quotas
    within_flex: bool

    @property
    def seats_moved(self) -> int:
        """Seats by which minima are lowered and maxima raised, summed."""
        changes = self.table
        return int((changes["min"] - changes["new_min"] + changes["new_max"] - changes["max"]).sum())

    @property
    def text(self) -> tuple[Message, ...]:
        """The changes, one sentence each."""
        sentences = [_change_in_words(row) for row in self.table.itertuples()]
        if not self.within_flex:
            sentences.append(say("This goes beyond the limits min_flex and max_flex: within them no panel exists."))
        return tuple(sentences)


def _change_in_words(row: Any) -> Message:
    """Say one change of a quota."""
    where = {"feature": row.feature, "value": row.value}
    parts = []
    if row.new_min < row.min:
        parts.append(say("at least {new} seats instead of {old}", new=row.new_min, old=row.min))
    if row.new_max > row.max:
        parts.append(say("at most {new} seats instead of {old}", new=row.new_max, old=row.max))
    if len(parts) == 2:
        return say("{feature}, {value}: {first}, {second}.", **where, first=parts[0], second=parts[1])
    return say("{feature}, {value}: {first}.", **where, first=parts[0])


def relax(selection: Selection) -> Relaxation:
    """Find the smallest change of quotas that lets a panel exist.

    The program, over whole counts c of the types: minimise Σ (1 + 1/min_q) lowered_q + Σ raised_q subject to
    min_q − lowered_q ≤ Σ c_t ≤ max_q + raised_q. A seat more or less costs 1, and a minimum costs the more the
    smaller it is, so that a group with one or two guaranteed seats keeps them when another can give way.
    `min_flex` and `max_flex`, where given, limit the change; when no panel exists within them, the smallest change
    beyond them is given and said to be so.

    Raises
    ------
    InputError
        If no change of the quotas could help.
    """
    types = types_of(selection)
    for within_flex in (True, False):
        changes = _least_changes(selection, types, within_flex)
        if changes is not None:
            return _relaxation(selection.quotas, changes, within_flex)
    raise refuse(
        "pool",
        "no panel exists whatever the quotas: too few households, or people who must be included share an address",
        "Enlarge the pool or shorten the list of people who must be included",
    )


def _least_changes(selection: Selection, types: Types, within_flex: bool) -> np.ndarray | None:
    """Solve the relaxation: seats by which minima fall and maxima rise, shape (2, quotas); None if there is none."""
    table, seats = selection.quotas.table, selection.seats
    model = pulp.LpProblem("relaxation", pulp.LpMinimize)
    counts = [
        model.add_variable(f"type_{t}", int(types.least[t]), int(size), pulp.LpInteger)
        for t, size in enumerate(types.sizes)
    ]
    room = _room(table, seats, within_flex)
    lowered = [model.add_variable(f"lowered_{q}", 0, int(most), pulp.LpInteger) for q, most in enumerate(room[0])]
    raised = [model.add_variable(f"raised_{q}", 0, int(most), pulp.LpInteger) for q, most in enumerate(room[1])]
    costs = 1 + 1 / table["min"].clip(lower=1).to_numpy()
    model += pulp.lpDot(costs, lowered) + pulp.lpSum(raised)
    sums = [_row_sum(types.matrix, row, counts) for row in range(types.matrix.shape[0])]
    model += sums[0] == seats
    for q, (least, most) in enumerate(zip(table["min"], table["max"], strict=True)):
        model += sums[1 + q] >= int(least) - lowered[q]
        model += sums[1 + q] <= int(most) + raised[q]
    for household in sums[1 + len(table) :]:
        model += household <= 1
    if not _solved(model):
        return None
    return np.array([[round(variable.value()) for variable in side] for side in (lowered, raised)])


def _row_sum(matrix: sparse.csr_matrix, row: int, counts: list[pulp.LpVariable]) -> pulp.LpAffineExpression:
    """Sum the counts of the types of one row."""
    return pulp.lpSum(counts[t] for t in matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]])


def _room(table: pd.DataFrame, seats: int, within_flex: bool) -> tuple[np.ndarray, np.ndarray]:
    """Say how far minima may fall and maxima rise."""
    flexible = within_flex and "min_flex" in table, within_flex and "max_flex" in table
    floor = table["min_flex"] if flexible[0] else 0 * table["min"]
    ceiling = table["max_flex"].clip(upper=seats) if flexible[1] else 0 * table["max"] + seats
    return (table["min"] - floor).to_numpy(), (ceiling - table["max"]).clip(lower=0).to_numpy()


def _solved(model: pulp.LpProblem) -> bool:
    """Solve an integer program to its end with HiGHS; tell whether it has a solution.

    Raises
    ------
    SolverError
        If the solver ends without an answer.
    """
    model.solve(pulp.HiGHS(msg=False, threads=1, gapRel=0.0))
    if model.status == pulp.LpStatusInfeasible:
        return False
    if model.status != pulp.LpStatusOptimal:
        raise SolverError(f"the solver ended with {pulp.LpStatus[model.status]!r}. Try again with fewer quotas.")
    return True


def _relaxation(quotas: Quotas, changes: np.ndarray, within_flex: bool) -> Relaxation:
    """Put the changes beside the quotas."""
    table = quotas.table
    new = table.assign(min=table["min"] - changes[0], max=table["max"] + changes[1])
    beside = table[["feature", "value", "min", "max"]].assign(new_min=new["min"], new_max=new["max"])
    changed = beside[pd.Series(changes.any(axis=0))].reset_index(drop=True)
    return Relaxation(changed, Quotas(new[["feature", "value", "min", "max"]]), within_flex)
