"""Nash: make the product of all chances as large as possible.

    maximise  Σ_i log p_i    over the chances that lotteries can give

A little more for someone with a small chance counts more than the same for someone with a large one.

Source: Flanigan, Kehne, Procaccia 2021, Fair sortition made transparent (NeurIPS 34).
"""

from __future__ import annotations

import numpy as np

from toolkit.sortition.concave import Concave, maximise_concave
from toolkit.sortition.decomposition import lottery_of
from toolkit.sortition.lottery import Lottery
from toolkit.sortition.mixing import mix_smooth
from toolkit.sortition.objective import Ideal, Mixed, Objective
from toolkit.sortition.pool import Selection
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.types import Types

LEAST = 1e-7
"""Least chance looked at; the Nash chance of anyone is at least their leximin chance divided by the pool's size."""


def nash_lottery(
    selection: Selection,
    *,
    tolerance: float = 1e-6,
    time_limit: float | None = None,
    progress: Progress = identity,
) -> Lottery:
    """Find the lottery with the largest product of chances; value and bound are geometric means of chances.

    Parameters and exceptions as for `toolkit.sortition.leximin.leximin_lottery`.
    """
    objective = Objective("nash", _ideal, geometric_mean, _mix)
    return lottery_of(selection, objective, tolerance=tolerance, time_limit=time_limit, progress=progress)


def geometric_mean(people: np.ndarray, chances: np.ndarray) -> float:
    """Give the geometric mean of the chances of these people, 0 if one has none."""
    own = chances[people]
    return float(np.exp(np.log(own).mean())) if (own > 0).all() else 0.0


CONCAVE = Concave(
    value=lambda chances: np.log(np.maximum(chances, LEAST)),
    slope=lambda chances: 1 / np.maximum(chances, LEAST),
    curve=lambda chances: -1 / np.maximum(chances, LEAST) ** 2,
    best_at=lambda prices: np.clip(1 / np.maximum(prices, 1e-12), LEAST, 1.0),
    grid=np.geomspace(LEAST, 1.0, 60),
)


def _ideal(types: Types) -> Ideal:
    chances, bound = maximise_concave(types, CONCAVE)
    return Ideal(chances, np.array([]), float(np.exp(bound / types.sizes.sum())))


def _mix(types: Types, panels: np.ndarray) -> Mixed:
    """Go from the sum of logarithms to the geometric mean, which is concave as well."""
    mixed = mix_smooth(types, panels, CONCAVE)
    mean = float(np.exp(mixed.value / types.sizes.sum()))
    return Mixed(mixed.weights, mean, mixed.prices * mean / types.sizes.sum())
