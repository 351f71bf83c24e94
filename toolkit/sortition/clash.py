"""Quotas that cannot hold together: which of them clash, and which keep somebody off every panel.

All questions are put to integer programs over the types of a pool (`toolkit.sortition.types`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.pool import Quotas, Selection
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.proof import panel_program
from toolkit.sortition.solver import INFINITY, Infeasible, Program
from toolkit.sortition.types import Types, types_of

WHOLE = 1e-6
"""A violation of quotas below this is the solver's rounding."""


@dataclass(frozen=True, eq=False)
class Clash(Shown):
    """Quotas that cannot hold together, each of them needed for the clash.

    Parameters
    ----------
    table : DataFrame
        feature, value, side ("at least" or "at most"), seats.
    seats : int
        Size of the panel, which is part of every clash.
    """

    table: pd.DataFrame
    seats: int

    @property
    def text(self) -> Message:
        """The clash in one sentence."""
        if not len(self.table):
            return say("The seats, the households and the people who must sit leave no panel, whatever the quotas.")
        sides = _listed(_side_in_words(row) for row in self.table.itertuples())
        return say("With {seats} seats these cannot hold together: {sides}.", seats=self.seats, sides=sides)


def find_clash(selection: Selection, person: str | None = None, progress: Progress = identity) -> Clash:
    """Find an irreducible set of quotas that cannot hold together.

    Sides of quotas (the minimum of one, the maximum of another) are dropped one by one; a side whose loss lets a
    panel exist is needed and is put back (the deletion filter of Chinneck and Dravnieks 1991,
    doi:10.1287/ijoc.3.2.157). What is left clashes, and without any one of its members it does not.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.
    person : str, optional
        Ask instead which quotas keep this person off every panel.

    Raises
    ------
    InputError
        If there is no clash, or none of the quotas is needed for it.
    """
    types = types_of(selection)
    if person is not None:
        types = replace(types, least=_with_person(selection, types, person))
    program = panel_program(types)
    sides = _binding_sides(selection, types)
    if can_hold(program):
        raise refuse("quotas", "they do not clash: a panel exists", "There is nothing to explain")
    kept = list(sides)
    for side in progress(sides):
        fewer = [other for other in kept if other != side]
        _let_bind(program, types, fewer, len(selection.quotas))
        if not can_hold(program):
            kept = fewer
    return Clash(_side_table(selection.quotas, sorted(kept)), selection.seats)


def _with_person(selection: Selection, types: Types, person: str) -> np.ndarray:
    """Ask for one seat for the type of a person."""
    position = selection.pool.ids.get_loc(person)
    own = [t for t, group in enumerate(types.members) if position in group]
    if not own:
        raise refuse(
            "pool", f"{person} is excluded, or shares the address of someone who must sit", "There is no clash"
        )
    least = types.least.copy()
    least[own[0]] = max(1, least[own[0]])
    return least


def _binding_sides(selection: Selection, types: Types) -> list[tuple[int, int]]:
    """List the sides of quotas that exclude anything: (quota, 0) is its minimum, (quota, 1) its maximum.

    When already the linear relaxation has no solution, the sides with a price in its least violation suffice
    (Farkas), which shortens the search.
    """
    table = selection.quotas.table
    sides = [(q, 0) for q in range(len(table)) if table["min"].iloc[q] > 0]
    sides += [(q, 1) for q in range(len(table)) if table["max"].iloc[q] < selection.seats]
    priced = _priced_sides(types, len(table))
    return [side for side in sides if side in priced] if priced else sides


def _priced_sides(types: Types, quotas: int) -> set[tuple[int, int]]:
    """Minimise the violation of the quotas in the linear relaxation; name the sides that have a price."""
    rows, columns = types.matrix.shape
    choice = sparse.eye(rows, quotas, k=-1, format="csr")
    program = Program(
        sparse.hstack([types.matrix, choice, -choice]),
        types.low,
        types.high,
        np.concatenate([types.least, np.zeros(2 * quotas)]),
        np.concatenate([types.sizes, np.full(2 * quotas, INFINITY)]),
    )
    try:
        found = program.maximise(np.concatenate([np.zeros(columns), -np.ones(2 * quotas)]))
    except Infeasible:
        return set()
    if found.value > -WHOLE:
        return set()
    prices = found.duals[1 : 1 + quotas]
    return {(q, 0 if price < 0 else 1) for q, price in enumerate(prices) if abs(price) > WHOLE}


def _let_bind(program: Program, types: Types, sides: Iterable[tuple[int, int]], quotas: int) -> None:
    """Let only these sides of the quotas bind; the seats and the households always do."""
    low, high = types.low.copy(), types.high.copy()
    low[1 : 1 + quotas], high[1 : 1 + quotas] = -INFINITY, INFINITY
    for quota, side in sides:
        bounds, limits = (low, types.low) if side == 0 else (high, types.high)
        bounds[1 + quota] = limits[1 + quota]
    program.bound_rows(np.arange(len(low)), low, high)


def _side_table(quotas: Quotas, sides: list[tuple[int, int]]) -> pd.DataFrame:
    """Put sides of quotas into a table."""
    rows = [
        (quotas.rows[q].feature, quotas.rows[q].value, ("at least", "at most")[side], quotas.rows[q][2 + side])
        for q, side in sides
    ]
    return pd.DataFrame(rows, columns=["feature", "value", "side", "seats"])


def why_not(selection: Selection, people: Iterable[str], most: int = 12) -> pd.DataFrame:
    """Say for people who fit in no panel which quotas keep them out.

    People of one type have one reason; the types with most people come first.

    Parameters
    ----------
    people : iterable of person_id
        People who fit in no panel, as a lottery's certificate names them.
    most : int
        Most reasons that are worked out.

    Returns
    -------
    DataFrame
        people (count), example (a person_id), their value of each feature, clash (Message: what cannot hold together
        when one of them sits).
    """
    types = types_of(selection)
    wanted = set(selection.pool.ids.get_indexer(pd.Index(sorted(people))))
    groups = [[member for member in group if member in wanted] for group in types.members]
    groups = sorted((group for group in groups if group), key=len, reverse=True)[:most]
    rows = []
    for group in groups:
        person = selection.pool.ids[group[0]]
        values = selection.pool.people.iloc[group[0]][selection.quotas.margins]
        rows.append({"people": len(group), "example": person, **values, "clash": find_clash(selection, person).text})
    return pd.DataFrame(rows)


def can_hold(program: Program) -> bool:
    """Tell whether a program has a solution."""
    try:
        program.maximise(np.zeros(program.size))
    except Infeasible:
        return False
    return True


def _side_in_words(row: Any) -> Message:
    """Say one side of a quota."""
    where = {"feature": row.feature, "value": row.value, "n": row.seats}
    if row.side == "at least":
        return say("{feature}, {value}: at least {n}", **where)
    return say("{feature}, {value}: at most {n}", **where)


def _listed(parts: Iterable[Message]) -> Message:
    """Join messages with semicolons."""
    first, *others = parts
    for part in others:
        first = say("{first}; {second}", first=first, second=part)
    return first
