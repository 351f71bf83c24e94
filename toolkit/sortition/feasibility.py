"""Can the quotas be met, and if not: which of them clash, and what is the least that must give way?

All questions are integer programs over the types of a pool (`toolkit.sortition.types`): how many people of each type
sit. Whatever an answer proposes has been met by a whole panel, not only by a relaxation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import pulp
from scipy import sparse

from toolkit.errors import InputError, SolverError, refuse
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.pool import Quotas, Selection, contradictions
from toolkit.sortition.proof import bound_smallest_chance, panel_program
from toolkit.sortition.solver import INFINITY, Infeasible, Program
from toolkit.sortition.types import Types, types_of

WHOLE = 1e-6
"""Distance from a whole number at which an integer solution of the solver is rounded, before it is checked again."""


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


def examine(selection: Selection) -> Feasibility:
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
    types = types_of(selection)
    if _has_panel(types):
        return Feasibility(True, seat_ranges(selection))
    relaxation = relax(selection)
    return Feasibility(False, relaxation.table, find_clash(selection), relaxation)


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
    if _has_panel(types_of(selection)):
        return
    answer = examine(selection)
    raise refuse("quotas", " ".join(map(str, answer.text)).rstrip("."), "Change the quotas or enlarge the pool")


def _has_panel(types: Types) -> bool:
    """Look for any panel."""
    return _can_hold(panel_program(types))


def _can_hold(program: Program) -> bool:
    """Tell whether a program has a solution."""
    try:
        program.maximise(np.zeros(program.size))
    except Infeasible:
        return False
    return True


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
    if not solved(model):
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


def solved(model: pulp.LpProblem, time_limit: float | None = None) -> bool:
    """Solve an integer program to its end with HiGHS; tell whether it has a solution.

    Raises
    ------
    SolverError
        If the solver ends without an answer.
    """
    model.solve(pulp.HiGHS(msg=False, threads=1, gapRel=0.0, timeLimit=time_limit))
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


def find_clash(selection: Selection, person: str | None = None) -> Clash:
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
    if _can_hold(program):
        raise refuse("quotas", "they do not clash: a panel exists", "There is nothing to explain")
    kept = list(sides)
    for side in sides:
        fewer = [other for other in kept if other != side]
        _let_bind(program, types, fewer, len(selection.quotas))
        if not _can_hold(program):
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


def seat_ranges(selection: Selection) -> pd.DataFrame:
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
    for q in range(len(table)):
        row, free = np.array([1 + q]), np.array([INFINITY])
        program.bound_rows(row, -free, free)
        members = types.matrix[1 + q].toarray().ravel()
        ranges.append([round(sign * program.maximise(sign * members).value) for sign in (-1, 1)])
        program.bound_rows(row, types.low[row], types.high[row])
    fewest, most = zip(*ranges, strict=True)
    return table[["feature", "value", "min", "max"]].assign(pool=in_pool, least_possible=fewest, most_possible=most)


def what_if(selection: Selection, feature: str, value: str, least: int, most: int) -> pd.DataFrame:
    """Compare the selection with one in which a single quota is another.

    Returns
    -------
    DataFrame
        Rows "as it is" and "what if": case, min, max, feasible, smallest_chance (the best that any lottery can give
        the person with the smallest chance, an upper bound from the linear relaxation over everyone in the pool; 0
        when no panel exists).

    Raises
    ------
    InputError
        If there is no such quota, or the new one is not a quota.
    """
    table = selection.quotas.table
    here = ((table["feature"] == feature) & (table["value"] == value)).to_numpy()
    if not here.any():
        known = "; ".join(map(str, selection.quotas.rows))
        raise refuse("what if", f"there is no quota {feature}: {value}", f"Choose one of {known}")
    changed = table.assign(min=table["min"].mask(here, least), max=table["max"].mask(here, most))
    other = replace(selection, quotas=Quotas(changed[["feature", "value", "min", "max"]]))
    cases = {"as it is": selection, "what if": other}
    rows = [
        (name, *case.quotas.table.loc[here, ["min", "max"]].iloc[0], *_outlook(case)) for name, case in cases.items()
    ]
    return pd.DataFrame(rows, columns=["case", "min", "max", "feasible", "smallest_chance"])


def _outlook(selection: Selection) -> tuple[bool, float]:
    """Tell whether a panel exists, and bound the smallest chance."""
    types = types_of(selection)
    if not _has_panel(types):
        return False, 0.0
    return True, bound_smallest_chance(types).value


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
