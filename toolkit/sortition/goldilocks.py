"""Goldilocks: no chance too small, which is unfair, and none too large, which invites manipulation.

    minimise  (n / k) u + γ (k / n) / z    subject to   z <= p_i <= u for everyone

with n people and k seats: 1 + γ if all chances are equal. The second term is replaced by tangents in z; each linear
program gives a bound, and the next tangent is laid where it found its solution.

Source: Baharav, Flanigan 2024, Fair, manipulation-robust, and transparent sortition, doi:10.1145/3670865.3673527.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
from scipy import sparse

from toolkit.sortition.decomposition import lottery_of
from toolkit.sortition.lottery import Lottery
from toolkit.sortition.objective import Ideal, Mixed, Objective
from toolkit.sortition.pool import Selection
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.solver import INFINITY, Program, Solution
from toolkit.sortition.types import Types

CLOSE = 1e-9
"""Relative gap at which no more tangents are laid."""

TANGENTS = 100
"""Most tangents; the program is convex in one variable, so that a dozen usually suffice."""


LEAST = 1e-6
"""Smallest chance, relative to the even one, at which a tangent is laid: below it the second term is steep."""


class _Rows(NamedTuple):
    """low <= matrix · columns <= high."""

    matrix: sparse.spmatrix
    low: np.ndarray
    high: np.ndarray


def goldilocks_lottery(
    selection: Selection,
    *,
    gamma: float = 1.0,
    tolerance: float = 1e-6,
    time_limit: float | None = None,
    progress: Progress = identity,
) -> Lottery:
    """Find the Goldilocks lottery; value and bound are minus the sum above.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.
    gamma : float
        Weight of the smallest chance against the largest, above 0.
    tolerance, time_limit, progress
        As for `toolkit.sortition.leximin.leximin_lottery`.
    """
    seats = selection.seats
    ideal, worth, mix = partial(_ideal, seats, gamma), partial(_worth, seats, gamma), partial(_mix, seats, gamma)
    objective = Objective("goldilocks", ideal, worth, mix)
    return lottery_of(selection, objective, tolerance=tolerance, time_limit=time_limit, progress=progress)


def _worth(seats: int, gamma: float, people: np.ndarray, chances: np.ndarray) -> float:
    own, even = chances[people], seats / len(people)
    return -float(own.max() / even + gamma * even / own.min()) if own.min() > 0 else -float("inf")


def _ideal(seats: int, gamma: float, types: Types) -> Ideal:
    """Solve over the relaxation of the panels; the columns are the chances themselves."""
    even = seats / types.sizes.sum()
    panels = _Rows(types.scaled, types.low, types.high)
    found = _balance(even, gamma, sparse.identity(len(types)), panels, types.least.astype(float))
    return Ideal(found.columns[: len(types)], np.array([]), found.value)


def _mix(seats: int, gamma: float, types: Types, panels: np.ndarray) -> Mixed:
    """Solve over the mixtures of some panels; the columns are their weights."""
    even, many, kinds = seats / types.sizes.sum(), *panels.shape
    whole = _Rows(sparse.csr_matrix(np.ones((1, many))), np.ones(1), np.ones(1))
    found = _balance(even, gamma, sparse.csr_matrix((panels / types.sizes).T), whole, np.zeros(many))
    weights = np.maximum(found.columns[:many], 0.0)
    prices = found.duals[1 + kinds : 1 + 2 * kinds] - found.duals[1 : 1 + kinds]
    return Mixed(weights / weights.sum(), found.value, prices / types.sizes)


def _balance(even: float, gamma: float, chances: sparse.spmatrix, rows: _Rows, least: np.ndarray) -> Solution:
    """Lay tangents until they no longer help; after the columns given come z, u and the height of the second term.

    Parameters
    ----------
    even : float
        Seats over people.
    gamma : float
        Weight of the smallest chance against the largest.
    chances : sparse matrix, shape (types, columns)
        Chance of each type, from the columns.
    rows : _Rows
        What the columns must obey.
    least : ndarray, shape (columns,)
        Lower bounds of the columns; 1 is the upper one.
    """
    program, costs = _program(chances, rows, least), np.zeros(len(least) + 3)
    costs[-2:] = -1 / even, -1.0
    z = even
    for _ in range(TANGENTS):
        tangent = np.zeros(len(costs))
        tangent[-3], tangent[-1] = gamma * even / z**2, 1.0
        program.add_row(tangent, 2 * gamma * even / z, INFINITY)
        found = program.maximise(costs)
        z, height = max(found.columns[-3], even * LEAST), found.columns[-1]
        if gamma * even / z - height <= CLOSE * -found.value:
            break
    return found


def _program(chances: sparse.spmatrix, rows: _Rows, least: np.ndarray) -> Program:
    """Lay the rows given, z <= p_t and p_t <= u."""
    kinds, width = chances.shape
    ones, none = sparse.csr_matrix(np.ones((kinds, 1))), sparse.csr_matrix((kinds, 1))
    matrix = sparse.vstack(
        [
            sparse.hstack([rows.matrix, sparse.csr_matrix((len(rows.low), 3))]),
            sparse.hstack([chances, -ones, none, none]),
            sparse.hstack([-chances, none, ones, none]),
        ]
    )
    low = np.concatenate([rows.low, np.zeros(2 * kinds)])
    high = np.concatenate([rows.high, np.full(2 * kinds, INFINITY)])
    top = np.concatenate([np.ones(width + 2), [INFINITY]])
    return Program(matrix, low, high, np.concatenate([least, np.zeros(3)]), top)
