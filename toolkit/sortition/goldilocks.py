"""Goldilocks: no chance too small, which is unfair, and none too large, which invites manipulation.

    minimise  (n / k) u + γ (k / n) / z    subject to   z <= p_i <= u for everyone

with n people and k seats: 1 + γ if all chances are equal. The second term is replaced by tangents in z; each linear
program gives a bound, and the next tangent is laid where it found its solution.

Source: Baharav, Flanigan 2024, Fair, manipulation-robust, and transparent sortition, doi:10.1145/3670865.3673527.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from scipy import sparse

from toolkit.sortition.decomposition import lottery_of
from toolkit.sortition.lottery import Lottery
from toolkit.sortition.objective import Ideal, Objective
from toolkit.sortition.pool import Selection
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.solver import INFINITY, Program
from toolkit.sortition.types import Types

CLOSE = 1e-9
"""Relative gap at which no more tangents are laid."""

TANGENTS = 100
"""Most tangents; the program is convex in one variable, so that a dozen usually suffice."""


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
    objective = Objective("goldilocks", partial(_ideal, seats, gamma), partial(_worth, seats, gamma))
    return lottery_of(selection, objective, tolerance=tolerance, time_limit=time_limit, progress=progress)


def _worth(seats: int, gamma: float, people: np.ndarray, chances: np.ndarray) -> float:
    own, even = chances[people], seats / len(people)
    return -float(own.max() / even + gamma * even / own.min()) if own.min() > 0 else -float("inf")


def _ideal(seats: int, gamma: float, types: Types) -> Ideal:
    """Solve with columns p_1 … p_T, z, u and the height of the second term."""
    even = seats / types.sizes.sum()
    program, costs = _program(types), np.zeros(len(types) + 3)
    costs[-2:] = -1 / even, -1.0
    z = even
    for _ in range(TANGENTS):
        tangent = np.zeros(len(costs))
        tangent[-3], tangent[-1] = gamma * even / z**2, 1.0
        program.add_row(tangent, 2 * gamma * even / z, INFINITY)
        found = program.maximise(costs)
        z, height = max(found.columns[-3], even * 1e-6), found.columns[-1]
        if gamma * even / z - height <= CLOSE * -found.value:
            break
    return Ideal(found.columns[: len(types)], np.array([]), found.value)


def _program(types: Types) -> Program:
    """Lay the rows of the quotas, z <= p_t and p_t <= u."""
    kinds = len(types)
    unit, ones = sparse.identity(kinds), np.ones((kinds, 1))
    none = sparse.csr_matrix((kinds, 1))
    matrix = sparse.vstack(
        [
            sparse.hstack([types.scaled, sparse.csr_matrix((len(types.low), 3))]),
            sparse.hstack([unit, sparse.csr_matrix(-ones), none, none]),
            sparse.hstack([-unit, none, sparse.csr_matrix(ones), none]),
        ]
    )
    low = np.concatenate([types.low, np.zeros(2 * kinds)])
    high = np.concatenate([types.high, np.full(2 * kinds, INFINITY)])
    bottom = np.concatenate([types.least, np.zeros(3)])
    return Program(matrix, low, high, bottom, np.concatenate([np.ones(kinds + 2), [INFINITY]]))
