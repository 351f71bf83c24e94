"""The smallest change of quotas that lets a panel exist, by an integer program over the types of a pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.errors import SolverError, refuse
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.pool import Quotas, Selection
from toolkit.sortition.solver import INFINITY, Infeasible, OutOfTime, Program
from toolkit.sortition.types import Types, types_of

NODES = 4000
"""Nodes of the search for the smallest change; pools of a few hundred people need a few hundred."""

PROVEN = 1e-6
"""A cost this close to its bound is the smallest."""


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
    smallest : bool
        Whether no smaller change exists; False when the search ended at its limit before this was proven.
    """

    table: pd.DataFrame
    quotas: Quotas
    within_flex: bool
    smallest: bool = True

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
        if not self.smallest:
            sentences.append(say("A smaller change was not found, but not ruled out either."))
        return tuple(sentences)


def _change_in_words(row: Any) -> Message:
    """Say one change of a quota."""
    where = {"feature": row.feature, "value": row.value}
    parts = []
    if row.new_min < row.min:
        parts.append(say("at least {new} {new:seat|seats} instead of {old}", new=row.new_min, old=row.min))
    if row.new_max > row.max:
        parts.append(say("at most {new} {new:seat|seats} instead of {old}", new=row.new_max, old=row.max))
    if len(parts) == 2:
        return say("{feature}, {value}: {first}, {second}.", **where, first=parts[0], second=parts[1])
    return say("{feature}, {value}: {first}.", **where, first=parts[0])


def relax(selection: Selection) -> Relaxation:
    """Find the smallest change of quotas that lets a panel exist.

    The program, over whole counts c of the types: minimise Σ (1 + 1/min_q) lowered_q + Σ raised_q subject to
    min_q − lowered_q ≤ Σ c_t ≤ max_q + raised_q. A seat more or less costs 1, and a minimum costs the more the
    smaller it is, so that a group with one or two guaranteed seats keeps them when another can give way.
    `min_flex` and `max_flex`, where given, limit the change; when no panel exists within them, the smallest change
    beyond them is given and said to be so. The search has a limit of nodes, so that its answer is the same on every
    machine.

    Parameters
    ----------
    selection : Selection
        One that has no panel: that at least one seat must change narrows the search.

    Raises
    ------
    InputError
        If no change of the quotas could help.
    """
    types = types_of(selection)
    for within_flex in (True, False):
        try:
            changes, smallest = _least_changes(selection, types, within_flex)
        except Infeasible:
            continue
        return _relaxation(selection.quotas, changes, within_flex, smallest)
    raise refuse(
        "pool",
        "no panel exists whatever the quotas: too few households, or people who must be included share an address",
        "Enlarge the pool or shorten the list of people who must be included",
    )


def _least_changes(selection: Selection, types: Types, within_flex: bool) -> tuple[np.ndarray, bool]:
    """Solve the relaxation: seats by which minima fall and maxima rise, shape (2, quotas), and if it is to the end."""
    table, kinds = selection.quotas.table, len(types)
    costs = np.concatenate([1 + 1 / table["min"].clip(lower=1), np.ones(len(table))])
    program = _program(types, np.concatenate(_room(table, selection.seats, within_flex)))
    try:
        counts, smallest = program.maximise(np.append(np.zeros(kinds), -costs)).columns, True
    except OutOfTime as end:
        if end.best is None:
            raise SolverError("no change of the quotas was found that lets a panel exist: try fewer quotas") from None
        counts, smallest = end.best, bool(costs @ end.best[kinds:] <= PROVEN - end.bound)
    return np.round(counts[kinds:]).astype(int).reshape(2, len(table)), smallest


def _program(types: Types, room: np.ndarray) -> Program:
    """Make the program of the relaxation; columns: counts, lowered, raised. One seat must change at least."""
    kinds, changes = len(types), len(room)
    give = sparse.eye(types.matrix.shape[0], changes // 2, k=-1, format="csr")
    some = sparse.csr_matrix(np.append(np.zeros(kinds), np.ones(changes)))
    return Program(
        sparse.vstack([sparse.hstack([types.matrix, give, -give]), some]),
        np.append(types.low, 1.0),
        np.append(types.high, INFINITY),
        np.append(types.least, np.zeros(changes)),
        np.append(types.sizes, room),
        integer=True,
        nodes=NODES,
    )


def _room(table: pd.DataFrame, seats: int, within_flex: bool) -> tuple[np.ndarray, np.ndarray]:
    """Say how far minima may fall and maxima rise."""
    flexible = within_flex and "min_flex" in table, within_flex and "max_flex" in table
    floor = table["min_flex"] if flexible[0] else 0 * table["min"]
    ceiling = table["max_flex"].clip(upper=seats) if flexible[1] else 0 * table["max"] + seats
    return (table["min"] - floor).to_numpy(), (ceiling - table["max"]).clip(lower=0).to_numpy()


def _relaxation(quotas: Quotas, changes: np.ndarray, within_flex: bool, smallest: bool) -> Relaxation:
    """Put the changes beside the quotas."""
    table = quotas.table
    new = table.assign(min=table["min"] - changes[0], max=table["max"] + changes[1])
    beside = table[["feature", "value", "min", "max"]].assign(new_min=new["min"], new_max=new["max"])
    changed = beside[pd.Series(changes.any(axis=0))].reset_index(drop=True)
    return Relaxation(changed, Quotas(new[["feature", "value", "min", "max"]]), within_flex, smallest)
