"""Leximin: make the smallest chance as large as possible, then the next smallest, and so on.

The programs are in `toolkit.sortition.levels` (over the relaxation) and `toolkit.sortition.closing` (over panels).

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia 2021, Fair algorithms for selecting citizens' assemblies,
doi:10.1038/s41586-021-03788-6. They work on panels from the start; here the chances of types come first.
"""

from __future__ import annotations

from toolkit.sortition.decomposition import lottery_of
from toolkit.sortition.levels import leximin_chances
from toolkit.sortition.lottery import Lottery
from toolkit.sortition.objective import Ideal, Objective, smallest
from toolkit.sortition.pool import Selection
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.types import Types

__all__ = ["leximin_chances", "leximin_lottery"]


def leximin_lottery(
    selection: Selection,
    *,
    tolerance: float = 1e-6,
    time_limit: float | None = None,
    progress: Progress = identity,
) -> Lottery:
    """Find the leximin lottery of a selection.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.
    tolerance : float
        Largest difference between a chance and its proven optimum that is accepted as none.
    time_limit : float, optional
        Seconds after which the best lottery so far is returned, with its gap.
    progress : callable
        Wrapper of an iterable, such as tqdm.

    Raises
    ------
    InputError
        If no panel meets the quotas.
    """
    objective = Objective("leximin", _ideal, smallest)
    return lottery_of(selection, objective, tolerance=tolerance, time_limit=time_limit, progress=progress)


def _ideal(types: Types) -> Ideal:
    chances = leximin_chances(types)
    return Ideal(chances, chances, float(chances.min()))
