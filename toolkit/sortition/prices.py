"""Prices that prove a lottery best: the small linear programs behind proof.csv, which is checked with additions.

Let every row r of the rules (the seats, each quota, each shared address) have a price y_r, and let w_i be the sum of
the prices of the rows that person i counts for. A panel keeps low_r <= row <= high_r, so in every lottery

    Σ_i w_i q_i  ≤  Σ_r max(y_r low_r, y_r high_r),      q_i being the chance of i.        (*)

One inequality of this kind proves each claim; the prices are the duals of a linear program at the lottery found.

- leximin: for each level z of chances, maximise Σ_{i at z} q_i subject to q_j ≥ min(p_j, z). Nobody at z can have
  more unless somebody whose chance is no larger has less: w_i ≥ 1 for everybody at z, and (*) is tight.
- maximin: maximise z subject to q_i ≥ z; (*) says that no smallest chance exceeds its right side over Σ w_i.
- Nash: maximise Σ q_i / p_i; then w_i = 1 / p_i, and (*) with log q ≤ w q − log w − 1 bounds Σ log q_i.
- Goldilocks: maximise A z − B u subject to z ≤ q_i ≤ u, where A and −B are the slopes of the worth at the lottery
  found.

Sources: weak duality of linear programs; max-min fairness and leximin are one on convex sets (Radunović, Le Boudec
2007, doi:10.1109/TNET.2007.896231); Flanigan, Kehne, Procaccia 2021, Fair sortition made transparent (NeurIPS 34).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.sortition.lottery import Lottery
from toolkit.sortition.proof import NO_PRICE, address_numbers, bound_smallest_chance, proof_table
from toolkit.sortition.solver import INFINITY, Program
from toolkit.sortition.types import Types, types_of

Priced = tuple[int, np.ndarray]
"""A level, from 1, and the prices of the rows."""

COLUMNS = ["level", "kind", "name", "price"]
ONE_LEVEL = 1e-6
"""Chances that differ by less from the next one are one level; a lottery's chances are right to this."""

NOISE = 1e-9
"""What the solver itself leaves."""


def proof_of(lottery: Lottery) -> pd.DataFrame:
    """Write down the prices that prove a lottery best.

    Returns
    -------
    DataFrame
        level (1 for the smallest chances; only leximin has more), kind ("seats", "quota", "household"), name (row of
        the quota from 1, number of the shared address), price. Where additions cannot prove the smallest chance, also
        what `toolkit.sortition.proof.proof_table` gives: kinds "integer" and "person".

    Notes
    -----
    Whether prices prove anything is told by the file that checks them (`toolkit.sortition.audit_proof`).
    """
    types = types_of(lottery.selection)
    about = lottery.considered[[group[0] for group in types.members]]
    placed = types.only(about)
    chances = lottery.chances[[group[0] for group in placed.members]]
    found = _PRICES.get(lottery.objective, _none)(placed, chances)
    rows = [(level, *row) for level, prices in found for row in _named(lottery, placed, prices)]
    if lottery.objective in ("leximin", "maximin"):
        whole = proof_table(lottery)
        if len(whole):
            rows = [(1, *row) for row in whole.itertuples(index=False)] + [row for row in rows if row[0] > 1]
    return pd.DataFrame([row for row in rows if abs(row[3]) > NO_PRICE], columns=COLUMNS)


def unproven(lottery: Lottery) -> pd.DataFrame:
    """Say that the bound rests on integer programs, where whole panels cannot do what prices allow."""
    return pd.DataFrame([(1, "integer", "", lottery.certificate.upper_bound)], columns=COLUMNS)


def levels_of(chances: np.ndarray) -> np.ndarray:
    """Number the levels of chances from 0, the smallest; a level ends where the next chance is ONE_LEVEL away."""
    order = np.argsort(chances, kind="stable")
    levels = np.empty(len(chances), dtype=np.int64)
    levels[order] = np.cumsum(np.diff(chances[order], prepend=chances.min()) > ONE_LEVEL)
    return levels


def _leximin_prices(types: Types, chances: np.ndarray) -> Iterator[Priced]:
    """Price each level; whoever is certain of a seat needs no proof, and where prices prove nothing there are none.

    The columns are what types get above their floors. Rows give way by the noise of the lottery's chances, which
    would otherwise make the program infeasible.
    """
    levels, sizes = levels_of(chances), types.sizes.astype(float)
    program = Program(types.matrix, types.low, types.high, np.zeros(len(types)), sizes)
    rows, columns = np.arange(len(types.low)), np.arange(len(types))
    sums = types.matrix @ (chances * sizes)
    noise = NOISE + 2 * max((types.low - sums).max(), (sums - types.high).max(), 0.0)
    for level in range(levels.max() + 1):
        here = levels == level
        if chances[here].min() >= 1 - ONE_LEVEL:
            return
        floors = np.where(types.least > 0, 1.0, np.minimum(chances, chances[here].max()))
        held = types.matrix @ (floors * sizes)
        program.bound_rows(rows, types.low - held - noise, types.high - held + noise)
        program.bound_columns(columns, np.zeros(len(types)), np.maximum(0.0, (1 - floors) * sizes))
        prices = program.maximise(here.astype(float)).duals
        if _gain(types, np.minimum(chances, chances[here].max()), here, prices) < ONE_LEVEL / 2:
            yield level + 1, prices


def _gain(types: Types, floors: np.ndarray, here: np.ndarray, prices: np.ndarray) -> float:
    """Say how much more people of a level could have, as far as the prices tell; audit_proof.py does it by person."""
    worth, certain = types.matrix.T @ prices, types.least > 0
    limit = np.where(prices > 0, types.high, types.low) @ prices
    limit -= types.sizes @ np.where(certain, worth, np.minimum(worth, 0.0))
    kept = np.where(certain, 0.0, np.maximum(worth, 0.0))
    least = float(kept[here].min())
    return float(limit - kept @ (floors * types.sizes)) / least if least > 0 else float("inf")


def _maximin_prices(types: Types, chances: np.ndarray) -> Iterator[Priced]:
    yield 1, bound_smallest_chance(types).prices


def _nash_prices(types: Types, chances: np.ndarray) -> Iterator[Priced]:
    if (chances > 0).all():
        sizes = types.sizes.astype(float)
        program = Program(types.matrix, types.low, types.high, types.least.astype(float), sizes)
        yield 1, program.maximise(1 / chances).duals


def _goldilocks_prices(types: Types, chances: np.ndarray) -> Iterator[Priced]:
    """Solve with columns c_t, z, u; the slopes of (n / k) u + (k / n) / z at the lottery found are the worths."""
    if not (chances > 0).all():
        return
    kinds, sizes = len(types), types.sizes.astype(float)
    even = float(types.sizes @ chances) / sizes.sum()
    unit, none = sparse.identity(kinds), sparse.csr_matrix((kinds, 1))
    column = sparse.csr_matrix(sizes[:, None])
    matrix = sparse.vstack(
        [
            sparse.hstack([types.matrix, sparse.csr_matrix((len(types.low), 2))]),
            sparse.hstack([unit, -column, none]),
            sparse.hstack([-unit, none, column]),
        ]
    )
    low = np.concatenate([types.low, np.zeros(2 * kinds)])
    high = np.concatenate([types.high, np.full(2 * kinds, INFINITY)])
    bottom, top = np.append(types.least, [0.0, 0.0]), np.append(sizes, [1.0, 1.0])
    worth = np.concatenate([np.zeros(kinds), [even / chances.min() ** 2, -1 / even]])
    yield 1, Program(matrix, low, high, bottom, top).maximise(worth).duals[: len(types.low)]


def _none(types: Types, chances: np.ndarray) -> Iterator[Priced]:
    yield from ()


_PRICES = {
    "leximin": _leximin_prices,
    "maximin": _maximin_prices,
    "nash": _nash_prices,
    "goldilocks": _goldilocks_prices,
}


def _named(lottery: Lottery, types: Types, prices: np.ndarray) -> Iterator[tuple[str, str, float]]:
    """Name the prices of the seats, the quotas and the shared addresses from which somebody can sit."""
    quotas, addresses = len(lottery.selection.quotas), address_numbers(lottery.selection.pool)
    yield "seats", "", float(prices[0])
    for quota, price in enumerate(prices[1 : 1 + quotas], start=1):
        yield "quota", str(quota), float(price)
    for row, price in enumerate(prices[1 + quotas :], start=1 + quotas):
        for kind in types.matrix[row].indices[:1]:
            yield "household", addresses[types.members[kind][0]], float(price)
