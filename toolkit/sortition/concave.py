"""Maximise a sum of concave functions of the chances, by linear programs on grids around their solutions.

    maximise Σ_t size_t f_t(p_t)   subject to   matrix (sizes · p) within the quotas,  0 <= p <= 1

Each f_t is replaced by straight pieces between grid points; concavity fills the pieces in the right order. Then a
grid is laid around the solution, fine near it and coarse far away, and so on. The duals y of the rows give a bound
that holds whatever the grid:

    Σ_t size_t max_p [ f_t(p) - p (matrix' y)_t ]  +  Σ_r max(y_r low_r, y_r high_r).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from toolkit.sortition.solver import Program
from toolkit.sortition.types import Types

ROUNDS = 30
"""Most refinements; five or six usually suffice."""

STEPS = 0.25 ** np.arange(12.0)
"""Distances of grid points from a solution: from 1 down to 2e-7, where straight pieces are exact to 1e-13."""

CLOSE = 1e-12
"""Gap, per person, at which refining stops: worths are flat at their top, so chances right to 1e-6 need its square."""


WIDE = 1e-9
"""Gap, per person, from which refining also stops when it no longer halves the gap."""


@dataclass(frozen=True)
class Concave:
    """Concave functions, one for each type.

    Parameters
    ----------
    value, slope, curve : callable
        Chances, shape (..., types) -> f and its first two derivatives, same shape.
    best_at : callable
        Prices a, shape (types,) -> the p in [0, 1] that maximises f(p) - a p.
    grid : ndarray, shape (points,)
        First grid, ascending, from the least chance looked at to 1.
    """

    value: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]
    curve: Callable[[np.ndarray], np.ndarray]
    best_at: Callable[[np.ndarray], np.ndarray]
    grid: np.ndarray


def maximise_concave(types: Types, concave: Concave) -> tuple[np.ndarray, float]:
    """Find the chances with the largest sum, and a bound on any sum.

    Returns
    -------
    chances : ndarray, shape (types,)
    bound : float
        Proven bound on Σ size · f over all lotteries.

    Raises
    ------
    Infeasible
        If even the relaxation is empty.
    """
    grid = np.repeat(concave.grid[:, None], len(types), axis=1)
    best, bound, gap = np.array([]), np.inf, np.inf
    for _ in range(ROUNDS):
        chances, duals = _on_grid(types, concave, grid)
        bound = min(bound, _bound(types, concave, duals))
        if not len(best) or types.sizes @ (concave.value(chances) - concave.value(best)) > 0:
            best = chances
        before, gap = gap, bound - types.sizes @ concave.value(best)
        if gap <= CLOSE * types.sizes.sum() or (gap > before / 2 and gap <= WIDE * types.sizes.sum()):
            break
        grid = _around(chances, concave.grid[0])
    return best, bound


def _on_grid(types: Types, concave: Concave, grid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Solve with straight pieces between the grid points, shape (points, types)."""
    widths, rises = np.diff(grid, axis=0), np.diff(concave.value(grid), axis=0)
    slopes = np.divide(rises, widths, out=np.zeros_like(rises), where=widths > 0)
    scaled = types.scaled
    start = np.where(types.least > 0, 1.0, grid[0])
    held = scaled @ start
    widths = np.where(types.least > 0, 0.0, widths)
    matrix = sparse.hstack([scaled] * len(widths)).tocsr()
    program = Program(matrix, types.low - held, types.high - held, np.zeros(widths.size), widths.ravel())
    found = program.maximise((slopes * types.sizes).ravel())
    return start + found.columns.reshape(widths.shape).sum(axis=0), found.duals


def _bound(types: Types, concave: Concave, duals: np.ndarray) -> float:
    """Bound the sum by weak duality; holds for any duals."""
    prices = types.matrix.T @ duals
    chances = np.where(types.least > 0, 1.0, concave.best_at(prices))
    inside = types.sizes @ (concave.value(chances) - prices * chances)
    limits = np.where(duals > 0, types.high, np.where(duals < 0, types.low, 0.0))
    return float(inside + duals @ limits)


def _around(chances: np.ndarray, least: float) -> np.ndarray:
    """Lay a grid that is fine at the chances and four times coarser with each step away from them."""
    steps = np.concatenate([-STEPS, [0.0], STEPS[::-1]])
    return np.clip(chances + steps[:, None], least, 1.0)
