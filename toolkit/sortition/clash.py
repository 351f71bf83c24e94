"""Quotas that cannot hold together: which of them clash, and which keep somebody off every panel.

All questions are put to integer programs over the types of a pool (`toolkit.sortition.types`), with limits of nodes
and never of seconds, so that every machine gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.peeling import dive
from toolkit.sortition.pool import Quotas, Selection
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.proof import panel_exists, panel_program
from toolkit.sortition.solver import INFINITY, Infeasible, OutOfTime, Program
from toolkit.sortition.types import Types, types_of

WHOLE = 1e-6
"""A violation of quotas below this is the solver's rounding."""

NODES = 2000
"""Nodes of one search for a panel that breaks only some quotas; most need fewer than a hundred."""

PANELS = 10
"""Panels that break one side alone from which people are exchanged in search of the next."""

Side = tuple[int, int]
"""A quota by its row, and 0 for its minimum or 1 for its maximum."""


@dataclass(frozen=True, eq=False)
class Clash(Shown):
    """Quotas that cannot hold together; without any one of them the others can, unless said otherwise.

    Parameters
    ----------
    table : DataFrame
        feature, value, side ("at least" or "at most"), seats.
    seats : int
        Size of the panel, which is part of every clash.
    settled : bool
        Whether each quota is needed for the clash; False when a search ended at its limit before this was known.
    """

    table: pd.DataFrame
    seats: int
    settled: bool = True

    @property
    def text(self) -> Message:
        """The clash in one sentence."""
        if not len(self.table):
            return say("The seats, the households and the people who must sit leave no panel, whatever the quotas.")
        sides = _listed(_side_in_words(row) for row in self.table.itertuples())
        if self.settled:
            return say("With {seats} seats these cannot hold together: {sides}.", seats=self.seats, sides=sides)
        return say(
            "With {seats} seats these cannot hold together, though perhaps not all are needed for that: {sides}.",
            seats=self.seats,
            sides=sides,
        )


def find_clash(selection: Selection, person: str | None = None, progress: Progress = identity) -> Clash:
    """Find an irreducible set of quotas that cannot hold together.

    Sides of quotas (the minimum of one, the maximum of another) are dropped, first those of a whole feature, then one
    by one; a side whose loss lets a panel exist is needed and is put back (the deletion filter of Chinneck and
    Dravnieks 1991, doi:10.1287/ijoc.3.2.157). A panel that breaks one side only proves it needed; exchanging one
    person of it for another often gives a panel that proves another (the model rotation of Marques-Silva and Lynce
    2011, doi:10.1007/978-3-642-21581-0_14). What is left clashes, and without any one of its members it does not.

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
    if panel_exists(types):
        raise refuse("quotas", "they do not clash: a panel exists", "There is nothing to explain")
    kept, settled = _filter(types, _binding_sides(selection, types), selection.quotas, progress)
    return Clash(_side_table(selection.quotas, sorted(kept)), selection.seats, settled)


def _filter(types: Types, sides: list[Side], quotas: Quotas, progress: Progress) -> tuple[list[Side], bool]:
    """Drop sides as long as no panel exists; tell also whether each of those left is known to be needed."""
    search, kept, needed = _Search(types), list(sides), set[Side]()
    for block in progress(_blocks(sides, quotas)):
        if not set(block) <= set(kept) - needed:
            continue
        fewer = [side for side in kept if side not in block]
        try:
            panel = search.panel(fewer, len(quotas))
            needed |= _proven_needed(types, kept, len(quotas), panel)
        except Infeasible:
            kept = fewer
        except OutOfTime:
            continue
    return kept, needed == set(kept)


class _Search:
    """Looks for a panel that keeps some sides of the quotas: by rounding the relaxation, else by an integer program."""

    def __init__(self, types: Types):
        self.types, self.whole = types, panel_program(types, NODES)
        self.relaxed = Program(types.matrix, types.low, types.high, types.least, types.sizes)
        self.costs = np.zeros(len(types))

    def panel(self, sides: list[Side], quotas: int) -> np.ndarray:
        """Find one; Infeasible if there is none, OutOfTime at the limit of nodes."""
        for program in (self.relaxed, self.whole):
            _let_bind(program, self.types, sides, quotas)
        found = dive(self.relaxed, self.costs)
        if found is None:
            found = np.round(self.whole.maximise(self.costs).columns).astype(np.int64)
        return found


def _blocks(sides: list[Side], quotas: Quotas) -> list[list[Side]]:
    """Group the sides: all maxima, the maxima of each feature, the minima of each, at last each side alone."""
    features = quotas.table["feature"].to_numpy()
    groups = [[side for side in sides if side[1]]]
    for end in (1, 0):
        for name in dict.fromkeys(features):
            groups.append([side for side in sides if side[1] == end and features[side[0]] == name])
    return [group for group in groups if len(group) > 1] + [[side] for side in sides]


def _proven_needed(types: Types, kept: list[Side], quotas: int, panel: np.ndarray) -> set[Side]:
    """Name the sides that some panel breaks alone: the one given, or one reached from it by exchanging people."""
    matrix, seen, waiting = types.matrix.toarray(), dict[Side, int](), [panel]
    while waiting:
        for side, found in _breaking_one(types, matrix, kept, quotas, waiting.pop()):
            seen[side] = seen.get(side, 0) + 1
            if seen[side] <= PANELS:
                waiting.append(found)
    return set(seen)


def _breaking_one(
    types: Types, matrix: np.ndarray, kept: list[Side], quotas: int, panel: np.ndarray
) -> Iterator[tuple[Side, np.ndarray]]:
    """List sides with a panel that breaks them and no other side kept: this one, or one exchange away from it."""
    rows, ends = np.array([(1 + quota, end) for quota, end in kept]).T
    sign, limits = np.where(ends, 1.0, -1.0), np.where(ends, types.high[rows], types.low[rows])
    joining = np.flatnonzero(panel < types.sizes)
    for leaving in np.flatnonzero(panel > types.least):
        others = np.append(leaving, joining)
        sums = (matrix @ panel - matrix[:, leaving])[:, None] + matrix[:, others]
        broken = sign[:, None] * (sums[rows] - limits[:, None]) > WHOLE
        homes = (sums[1 + quotas :] <= 1 + WHOLE).all(axis=0)
        for place in np.flatnonzero(homes & (broken.sum(axis=0) == 1)):
            found = panel.copy()
            found[leaving] -= 1
            found[others[place]] += 1
            yield kept[int(broken[:, place].argmax())], found


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


def _binding_sides(selection: Selection, types: Types) -> list[Side]:
    """List the sides of quotas that exclude anything: (quota, 0) is its minimum, (quota, 1) its maximum.

    When already the linear relaxation has no solution, the sides with a price in its least violation suffice
    (Farkas), which shortens the search.
    """
    table = selection.quotas.table
    sides = [(q, 0) for q in range(len(table)) if table["min"].iloc[q] > 0]
    sides += [(q, 1) for q in range(len(table)) if table["max"].iloc[q] < selection.seats]
    priced = _priced_sides(types, len(table))
    return [side for side in sides if side in priced] if priced else sides


def _priced_sides(types: Types, quotas: int) -> set[Side]:
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


def _let_bind(program: Program, types: Types, sides: Iterable[Side], quotas: int) -> None:
    """Let only these sides of the quotas bind; the seats and the households always do."""
    low, high = types.low.copy(), types.high.copy()
    low[1 : 1 + quotas], high[1 : 1 + quotas] = -INFINITY, INFINITY
    for quota, side in sides:
        bounds, limits = (low, types.low) if side == 0 else (high, types.high)
        bounds[1 + quota] = limits[1 + quota]
    program.bound_rows(np.arange(len(low)), low, high)


def _side_table(quotas: Quotas, sides: list[Side]) -> pd.DataFrame:
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
