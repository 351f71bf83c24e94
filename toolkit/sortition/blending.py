"""Blending: mix panels that several peelings found.

Peeling is greedy and can end with mass that no panel fits, although the chances are possible. Then the panels found
are mixed as well as they can be (a linear program that minimises the sum of all errors), and peeling starts again
from the far side: from the point beyond the wanted counts, seen from the mixture. Mixing both is usually exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from toolkit.sortition.peeling import MASS, peel
from toolkit.sortition.progress import Deadline
from toolkit.sortition.solver import INFINITY, Program
from toolkit.sortition.types import Types

ROUNDS = 30
"""Most peelings in a row; each must make the error a third smaller, so far fewer are needed."""

NEARLY = 0.99
"""Share of the way to the border that the far side lies at: just inside, where fewer rows are tight."""


@dataclass(frozen=True, eq=False)
class Blend:
    """Panels as counts of types, their weights, the sum of all errors of chances, and the price of each type.

    A panel whose counts at these prices are worth more than `offer` would lower the error.
    """

    panels: np.ndarray
    weights: np.ndarray
    error: float
    prices: np.ndarray
    offer: float


def blend(types: Types, counts: np.ndarray, panels: np.ndarray) -> Blend:
    """Mix panels so that the expected counts come as near to `counts` as they can.

    minimise  Σ_t |Σ_B λ_B B_t - counts_t| / size_t   subject to   Σ λ = 1,  λ >= 0
    """
    many, kinds = panels.shape
    unit = sparse.identity(kinds)
    errors = sparse.hstack([unit, -unit, sparse.csr_matrix(panels.T)])
    total = sparse.csr_matrix(np.concatenate([np.zeros(2 * kinds), np.ones(many)]))
    sides = np.append(counts, 1.0)
    width = 2 * kinds + many
    program = Program(sparse.vstack([errors, total]), sides, sides, np.zeros(width), np.full(width, INFINITY))
    costs = np.concatenate([-1 / types.sizes, -1 / types.sizes, np.zeros(many)])
    found = program.maximise(costs)
    weights = np.maximum(found.columns[2 * kinds :], 0.0)
    return Blend(panels, weights, max(0.0, -found.value), -found.duals[:-1], float(found.duals[-1]))


def widen(types: Types, counts: np.ndarray, panels: np.ndarray, tolerance: float, deadline: Deadline) -> Blend:
    """Add panels found by peeling from the far side until the blend is exact or no longer improves."""
    best = blend(types, counts, panels)
    for _ in range(ROUNDS):
        if best.error <= tolerance or deadline.passed:
            break
        found = peel(types, _far_side(types, counts, best), deadline).panels
        richer = blend(types, counts, np.unique(np.concatenate([best.panels, found]), axis=0))
        stalled = richer.error > best.error * 2 / 3
        best = richer
        if stalled:
            break
    return best


def _far_side(types: Types, counts: np.ndarray, mixed: Blend) -> np.ndarray:
    """Go from the blend through the wanted counts almost to the border, without leaving the face they are on."""
    sums, matrix = types.matrix @ counts, types.matrix.toarray()
    tight = np.minimum(sums - types.low, types.high - sums) < 100 * MASS
    free = (counts > 100 * MASS) & (types.sizes - counts > 100 * MASS)
    ahead = np.where(free, counts - mixed.weights @ mixed.panels, 0.0)
    walls = matrix[tight][:, free]
    ahead[free] -= np.linalg.lstsq(walls, walls @ ahead[free], rcond=None)[0]
    speed = types.matrix @ ahead
    room = np.concatenate([types.high - sums, sums - types.low, types.sizes - counts, counts])
    pace = np.concatenate([speed, -speed, ahead, -ahead])
    meets = (pace > MASS * MASS) & (room > 100 * MASS)
    way = (room[meets] / pace[meets]).min() if meets.any() else 0.0
    return np.clip(counts + NEARLY * way * ahead, 0.0, types.sizes)
