"""Target: chances as near as possible to given ones, for instance those that make up for self-selection.

    minimise  Σ_i (p_i - τ_i)² / τ_i    over the chances that lotteries can give

If people volunteer with propensity q_i, chances in proportion to 1 / q_i give everyone who was invited the same
chance of a seat from end to end.

Source: Flanigan, Gölz, Gupta, Procaccia 2020, Neutralizing self-selection bias in sampling for sortition
(NeurIPS 33).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.errors import refuse
from toolkit.sortition.concave import Concave, maximise_concave
from toolkit.sortition.decomposition import lottery_of
from toolkit.sortition.lottery import Lottery
from toolkit.sortition.mixing import mix_smooth
from toolkit.sortition.objective import Ideal, Mixed, Objective
from toolkit.sortition.pool import Selection
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.types import Types


def target_lottery(
    selection: Selection,
    target: pd.Series,
    *,
    tolerance: float = 1e-6,
    time_limit: float | None = None,
    progress: Progress = identity,
) -> Lottery:
    """Find the lottery whose chances are nearest to a target; value and bound are minus the sum of squares above.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.
    target : Series
        person_id -> chance wished for, above 0 and at most 1, for everyone in the pool.
    tolerance, time_limit, progress
        As for `toolkit.sortition.leximin.leximin_lottery`.

    Raises
    ------
    InputError
        If the target does not give everyone a chance, or no panel meets the quotas.
    """
    wished = target.reindex(selection.pool.ids).to_numpy(dtype=float)
    wrong = ~((wished > 0) & (wished <= 1))
    if wrong.any():
        names = ", ".join(selection.pool.ids[wrong][:8])
        problem = f"{names}: expected a chance above 0 and at most 1"
        raise refuse("target", problem, "Give everyone in the pool such a chance")

    def ideal(types: Types) -> Ideal:
        chances, bound = maximise_concave(types, _nearness(types, wished))
        return Ideal(chances, np.array([]), bound)

    def mix(types: Types, panels: np.ndarray) -> Mixed:
        return mix_smooth(types, panels, _nearness(types, wished))

    def worth(people: np.ndarray, chances: np.ndarray) -> float:
        return -float(((chances[people] - wished[people]) ** 2 / wished[people]).sum())

    return lottery_of(
        selection,
        Objective("target", ideal, worth, mix),
        tolerance=tolerance,
        time_limit=time_limit,
        progress=progress,
        apart=wished,
    )


def _nearness(types: Types, wished: np.ndarray) -> Concave:
    """Make the functions -(p - τ)² / τ of the types; all members of a type have the same τ."""
    own = np.array([wished[group[0]] for group in types.members])
    return Concave(
        value=lambda chances: -((chances - own) ** 2) / own,
        slope=lambda chances: -2 * (chances - own) / own,
        curve=lambda chances: np.broadcast_to(-2 / own, np.shape(chances)),
        best_at=lambda prices: np.clip(own * (1 - prices / 2), 0.0, 1.0),
        grid=np.linspace(0.0, 1.0, 41),
    )


def correction(propensity: pd.Series, seats: int) -> pd.Series:
    """Give chances in proportion to 1 / propensity, none above 1, that add up to the seats.

    Parameters
    ----------
    propensity : Series
        person_id -> probability that this person volunteers when invited, above 0 and at most 1.
    seats : int
        Size of the panel, at most the number of people.
    """
    wanted = 1 / propensity.astype(float)
    chances = pd.Series(0.0, index=wanted.index, name="probability")
    free = pd.Series(True, index=wanted.index)
    while True:
        chances[free] = wanted[free] * (seats - (~free).sum()) / wanted[free].sum()
        over = free & (chances > 1)
        if not over.any():
            return chances
        chances[over] = 1.0
        free &= ~over
