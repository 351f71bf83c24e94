"""A proof of the upper bound that anyone can check with a pocket calculator: prices instead of a solver.

Give every person i of the pool a weight v_i ≥ 0, the weights adding up to 1 over the people the objective is about.
Whatever the lottery, the smallest chance is at most the mean of the chances with these weights, which is the expected
weight of the panel. And a panel's weight is limited by prices y for the seats, the quotas and the households:

    Σ_{i in panel} v_i  ≤  Σ_r max(y_r low_r, y_r high_r) + Σ_i max(0, v_i − Σ_{r of i} y_r).

This is weak duality of linear programs; weights and prices are the duals of  max z  s.t.  panels' rows,
c_t ≥ m_t z. Checking the inequality needs additions only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.sortition.lottery import Lottery
from toolkit.sortition.pool import Pool
from toolkit.sortition.solver import INFINITY, Program
from toolkit.sortition.types import Types, types_of

COLUMNS = ["kind", "name", "price"]
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


def address_numbers(pool: Pool) -> list[str]:
    """Number the addresses that two people or more share, from 1; "" for everyone else."""
    numbers = [""] * len(pool)
    for number, group in enumerate(pool.housemates(), start=1):
        for position in group:
            numbers[position] = str(number)
    return numbers


def proof_table(lottery: Lottery) -> pd.DataFrame:
    """Write weights and prices down, for a file that is checked without a solver.

    Returns
    -------
    DataFrame
        kind ("seats", "quota", "household", "person"), name (row of the quota from 1, number of the shared address,
        person_id), price (for a person the weight); what is not named has price 0.
    """
    types = types_of(lottery.selection)
    considered = lottery.considered
    about = np.array([bool(considered[group[0]]) for group in types.members])
    duals = bound_smallest_chance(types, about)
    pool, quotas = lottery.selection.pool, len(lottery.selection.quotas)
    ids, addresses = pool.ids, address_numbers(pool)
    rows: list[tuple[str, str, float]] = [("seats", "", duals.prices[0])]
    rows += [("quota", str(q + 1), price) for q, price in enumerate(duals.prices[1 : 1 + quotas])]
    for row, price in enumerate(duals.prices[1 + quotas :], start=1 + quotas):
        someone = types.members[types.matrix[row].indices[0]][0]
        rows.append(("household", addresses[someone], price))
    for group, weight, counted in zip(types.members, duals.weights, about, strict=True):
        rows += [("person", str(ids[person]), weight) for person in group if counted]
    return pd.DataFrame([row for row in rows if abs(row[2]) > NO_PRICE], columns=COLUMNS)
