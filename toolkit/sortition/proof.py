"""A proof of the upper bound that anyone can check with a pocket calculator: prices instead of a solver.

Give every person i of the pool a weight v_i ≥ 0, the weights adding up to 1 over the people the objective is about.
Whatever the lottery, the smallest chance is at most the mean of the chances with these weights, which is the expected
weight of the panel. And a panel's weight is limited by prices y for the seats, the quotas and the households:

    Σ_{i in panel} v_i  ≤  Σ_r max(y_r low_r, y_r high_r) + Σ_i max(0, v_i − Σ_{r of i} y_r).

This is weak duality of linear programs; weights and prices are the duals of  max z  s.t.  panels' rows,
c_t ≥ m_t z. Checking the inequality needs additions only.

In small pools with exact quotas whole panels cannot do what the linear program promises. Then the weights alone are
kept, and that no panel weighs more is checked by one integer program (`recheck`), as is that nobody who is said to
fit in no panel fits in one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.sortition.lottery import Lottery
from toolkit.sortition.pool import Pool
from toolkit.sortition.solver import INFINITY, Infeasible, Program
from toolkit.sortition.types import Types, types_of

COLUMNS = ["kind", "name", "price"]
EXACT = 1e-9
"""Bounds that differ by less are one bound: an integer program is solved to this accuracy."""

PROVEN = 2e-8
"""What a bound found by column generation may lie above the one stated; the chances themselves are right to 1e-6."""

UNPLACEABLE = "those who are said to fit in no panel fit in none (checked with the solver)"
BOUND = "no lottery could give a larger smallest chance than the certificate's bound (checked with the solver)"

NO_PRICE = 1e-12
"""Prices below this are the solver's rounding and are left out; the check allows for a thousand times more."""


@dataclass(frozen=True, eq=False)
class SmallestChance:
    """The best smallest chance that the linear relaxation allows, with the duals that prove it.

    Parameters
    ----------
    value : float
        Upper bound on the smallest chance over all lotteries.
    weights : ndarray, shape (types,)
        Weight of each member of a type.
    prices : ndarray, shape (rows,)
        Price of the seats, of each quota and of each household, in the order of `Types.matrix`.
    """

    value: float
    weights: np.ndarray
    prices: np.ndarray


def bound_smallest_chance(types: Types, counted: np.ndarray | None = None) -> SmallestChance:
    """Solve max z subject to the rows of panels and c_t ≥ m_t z.

    Parameters
    ----------
    types : Types
        Types and rows.
    counted : ndarray of bool, shape (types,), optional
        The types the objective is about; all when omitted. The others get no seat.

    Raises
    ------
    Infeasible
        If even the relaxation has no panel.
    """
    about = np.ones(len(types), dtype=bool) if counted is None else counted
    sizes = types.sizes * about
    shares = sparse.hstack([sparse.eye(len(types)), sparse.csr_matrix(-sizes.astype(float)[:, None])])
    panels = sparse.hstack([types.matrix, sparse.csr_matrix((types.matrix.shape[0], 1))])
    program = Program(
        sparse.vstack([panels, shares]),
        np.concatenate([types.low, np.zeros(len(types))]),
        np.concatenate([types.high, np.full(len(types), INFINITY)]),
        np.concatenate([types.least, [0.0]]),
        np.concatenate([sizes, [1.0]]),
    )
    found = program.maximise(np.concatenate([np.zeros(len(types)), [1.0]]))
    rows = types.matrix.shape[0]
    return SmallestChance(found.value, np.maximum(0.0, -found.duals[rows:]), found.duals[:rows])


def weigh_with_panels(types: Types, counted: np.ndarray, panels: np.ndarray, rounds: int = 400) -> SmallestChance:
    """Find weights of people under which no whole panel weighs more than the best smallest chance.

    The program over panels B is  max z  s.t.  Σ_B λ_B B_t ≥ m_t z,  Σ λ = 1;  its duals are weights, and the
    heaviest panel at these weights joins the program until it is no heavier than z (column generation).

    Parameters
    ----------
    counted : ndarray of bool, shape (types,)
        The types the objective is about.
    panels : ndarray of int, shape (panels, types)
        Panels to start from, such as those of the lottery.
    rounds : int
        Most panels that may join.

    Returns
    -------
    SmallestChance
        Without prices; `value` is the weight of the heaviest panel, which is a bound after any number of rounds.
    """
    pricing = panel_program(types)
    sides = np.append(np.zeros(len(types)), 1.0)
    column = sparse.csr_matrix(np.append(-types.sizes * counted, 0.0)[:, None])
    mixing = Program(column, sides, np.append(np.full(len(types), INFINITY), 1.0), np.zeros(1), np.ones(1))
    for panel in panels:
        mixing.add_column(np.append(panel, 1.0), 0.0, INFINITY)
    best = SmallestChance(1.0, counted / (types.sizes @ counted), np.array([]))
    for _ in range(rounds):
        found = mixing.maximise(np.append(1.0, np.zeros(mixing.size - 1)))
        if found.value >= 1.0 - EXACT:
            break
        weights = np.maximum(0.0, -found.duals[:-1])
        weights /= weights @ types.sizes
        heaviest = pricing.maximise(weights)
        if heaviest.bound < best.value:
            best = SmallestChance(heaviest.bound, weights, np.array([]))
        if best.value <= found.value + EXACT:
            break
        mixing.add_column(np.append(np.round(heaviest.columns), 1.0), 0.0, INFINITY)
    return best


def panel_program(types: Types, nodes: int | None = None) -> Program:
    """Put before the solver what every whole panel obeys, with a limit of nodes if there is to be one."""
    least, most = types.least.astype(float), types.sizes.astype(float)
    return Program(types.matrix, types.low, types.high, least, most, integer=True, nodes=nodes)


def panel_exists(types: Types) -> bool:
    """Tell whether any whole panel obeys every row."""
    try:
        panel_program(types).maximise(np.zeros(len(types)))
    except Infeasible:
        return False
    return True


def address_numbers(pool: Pool) -> list[str]:
    """Number the addresses that two people or more share, from 1; "" for everyone else."""
    numbers = [""] * len(pool)
    for number, group in enumerate(pool.housemates(), start=1):
        for position in group:
            numbers[position] = str(number)
    return numbers


def proof_table(lottery: Lottery) -> pd.DataFrame:
    """Write down weights of people that no whole panel exceeds, where prices alone prove the bound too little.

    Returns
    -------
    DataFrame
        kind ("integer": the bound, "person"), name (person_id), price (for a person the weight); who is not named has
        weight 0. Empty where the prices of `toolkit.sortition.prices` prove the bound.
    """
    types = types_of(lottery.selection)
    about = lottery.considered[[group[0] for group in types.members]]
    relaxed = bound_smallest_chance(types, about).value
    if relaxed <= promised(lottery.objective, lottery.certificate.upper_bound) + EXACT:
        return pd.DataFrame(columns=COLUMNS)
    placed = types.only(about)
    found = weigh_with_panels(placed, np.ones(len(placed), dtype=bool), _panels_of_types(lottery, placed))
    ids, rows = lottery.selection.pool.ids, [("integer", "", found.value)]
    for group, weight in zip(placed.members, found.weights, strict=True):
        rows += [("person", str(ids[person]), float(weight)) for person in group]
    return pd.DataFrame([row for row in rows if abs(row[2]) > NO_PRICE], columns=COLUMNS)


def _panels_of_types(lottery: Lottery, types: Types) -> np.ndarray:
    """Count types on the panels of a lottery."""
    type_of = np.zeros(len(lottery.selection.pool), dtype=np.int64)
    for t, group in enumerate(types.members):
        type_of[group] = t
    seats = type_of[lottery.panels]
    return np.unique(np.array([np.bincount(panel, minlength=len(types)) for panel in seats]), axis=0)


def promised(objective: str, upper_bound: float) -> float:
    """Say which bound on the smallest chance a certificate states; none for objectives that are about another worth."""
    return upper_bound if objective in ("leximin", "maximin") else 1.0


def recheck(lottery: Lottery, proof: pd.DataFrame) -> dict[str, str]:
    """Check with the solver the two claims that additions cannot prove, as far as the draw makes them.

    Parameters
    ----------
    lottery : Lottery
        The lottery, rebuilt from its folder.
    proof : DataFrame
        What `proof_table` wrote: kind, name, price.

    Returns
    -------
    dict of claim to finding
        An empty finding if the claim holds.
    """
    types, outcome = types_of(lottery.selection), {}
    left_out = np.array([not lottery.considered[group].all() for group in types.members])
    if left_out.any():
        seated = panel_program(types).maximise(left_out.astype(float)).bound > 0.5
        outcome[UNPLACEABLE] = "a panel seats somebody who is said to fit in none" if seated else ""
    if (proof["kind"] == "integer").any():
        bound = _heaviest_panel(lottery, types, proof[proof["kind"] == "person"])
        stated = promised(lottery.objective, lottery.certificate.upper_bound)
        holds = bound <= stated + PROVEN
        outcome[BOUND] = "" if holds else f"the weights prove {bound:.9f}, {stated:.9f} is stated"
    return outcome


def _heaviest_panel(lottery: Lottery, types: Types, people: pd.DataFrame) -> float:
    """Give the weight of the heaviest panel, relative to the people considered; infinite for weights below 0."""
    stated = pd.Series(people["price"].astype(float).to_numpy(), index=people["name"])
    weights = stated.reindex(lottery.selection.pool.ids, fill_value=0.0).to_numpy(dtype=float)
    whole = weights[lottery.considered].sum()
    if (weights < 0).any() or not whole > 0:
        return float("inf")
    heaviest = np.array([weights[group].max() for group in types.members])
    return panel_program(types).maximise(heaviest).bound / whole
