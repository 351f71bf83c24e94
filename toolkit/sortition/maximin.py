"""Maximin: make the smallest chance as large as possible, and nothing else.

    maximise z   subject to   matrix (sizes · p) within the quotas,   z <= p_t <= 1

The first stage of leximin. Everyone above the smallest chance gets whatever the solver happens to give: use leximin.

Source: Flanigan et al. 2021, doi:10.1038/s41586-021-03788-6.
"""

from __future__ import annotations

import numpy as np

from toolkit.sortition.decomposition import lottery_of
from toolkit.sortition.levels import Stages
from toolkit.sortition.lottery import Lottery
from toolkit.sortition.objective import Ideal, Objective, smallest
from toolkit.sortition.pool import Selection
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.types import Types


def maximin_lottery(
    selection: Selection,
    *,
    tolerance: float = 1e-6,
    time_limit: float | None = None,
    progress: Progress = identity,
) -> Lottery:
    """Find a lottery with the largest smallest chance.

    Parameters and exceptions as for `toolkit.sortition.leximin.leximin_lottery`.
    """
    objective = Objective("maximin", _ideal, smallest)
    return lottery_of(selection, objective, tolerance=tolerance, time_limit=time_limit, progress=progress)


def _ideal(types: Types) -> Ideal:
    chances, smallest_chance = Stages(types).first()
    floors = np.maximum(types.least, smallest_chance)
    return Ideal(chances, floors, float(floors.min()))
