"""The best mixture of panels that are known, for a sum of smooth concave functions of the chances.

    maximise Σ_t size_t f_t(p_t)   subject to   p_t = Σ_B λ_B B_t / size_t,   Σ λ = 1,  λ >= 0

A primal-dual interior point method. Newton's steps are solved over the types, of which there are far fewer than panels
(the Woodbury identity): with M = B / size, D = λ / s for the slacks s, and h the curvatures,

    (M' h M + 1/D)⁻¹ = D - D M' (1/h + M D M')⁻¹ M D.

Source: Boyd, Vandenberghe 2004, Convex Optimization, section 11.7.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from toolkit.sortition.concave import Concave
from toolkit.sortition.objective import Mixed
from toolkit.sortition.types import Types

STEPS = 80
"""Most Newton steps; fifteen to twenty-five usually suffice."""

EXACT = 1e-11
"""Relative gap at which a mixture is the best one."""

CENTRING = 0.1
"""How much of the complementarity each step leaves."""

INSIDE = 0.98
"""Share of the way to the border that a step may go."""


@dataclass(eq=False)
class _Point:
    """Weights of the panels, the slack of each panel's price, and the price of all weights together."""

    weights: np.ndarray
    slacks: np.ndarray
    total: float


def mix_smooth(types: Types, panels: np.ndarray, concave: Concave) -> Mixed:
    """Find the weights of the panels with the largest sum.

    Parameters
    ----------
    types : Types
        Types; each sits in one of the panels.
    panels : ndarray of int, shape (panels, types)
        Counts.
    concave : Concave
        The functions f, with slope and curvature.

    Returns
    -------
    Mixed
        Weights, the sum, and for one seat more of each type what it adds.
    """
    sizes = types.sizes.astype(float)
    shares = (panels / sizes).T
    point = _centre(shares, sizes * concave.slope(shares.mean(axis=1)))
    for _ in range(STEPS):
        chances = shares @ point.weights
        gains = sizes * concave.slope(chances)
        worths = gains @ shares
        reached = float(gains @ chances)
        if worths.max() - reached <= EXACT * max(1.0, abs(reached)):
            break
        _advance(point, shares, worths, -sizes * concave.curve(chances))
    chances = shares @ point.weights
    return Mixed(point.weights, float(sizes @ concave.value(chances)), concave.slope(chances))


def _centre(shares: np.ndarray, gains: np.ndarray) -> _Point:
    """Start from even weights, with slacks as large as what the best panel gains."""
    many, worths = shares.shape[1], gains @ shares
    slack = max(float(worths.max() - worths.mean()), 1e-6)
    return _Point(np.full(many, 1 / many), np.full(many, slack), float(worths.max()))


def _advance(point: _Point, shares: np.ndarray, worths: np.ndarray, bends: np.ndarray) -> None:
    """Take one Newton step towards worths + slacks = total and weights · slacks = what centring leaves."""
    weights, slacks = point.weights, point.slacks
    centre = CENTRING * (slacks @ weights) / len(weights)
    spread = weights / slacks
    factor = cho_factor(np.diag(1 / bends) + (shares * spread) @ shares.T)

    def solve(side: np.ndarray) -> np.ndarray:
        step = spread * side
        return np.asarray(step - spread * (shares.T @ cho_solve(factor, shares @ step)))

    towards, along = solve(worths - point.total + centre / weights), solve(np.ones(len(weights)))
    total = towards.sum() / along.sum()
    move = towards - total * along
    slide = centre / weights - slacks - move / spread
    length = min(_room(weights, move), _room(slacks, slide))
    point.weights = weights + length * move
    point.weights /= point.weights.sum()
    point.slacks = slacks + length * slide
    point.total += length * total


def _room(values: np.ndarray, move: np.ndarray) -> float:
    """Say how far values may move and stay positive, at most once the whole move."""
    down = move < 0
    return min(1.0, INSIDE * float((values[down] / -move[down]).min())) if down.any() else 1.0
