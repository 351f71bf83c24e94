"""What an objective is: chances it asks for, a bound that proves them best, and a worth to compare lotteries by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from toolkit.sortition.types import Types


@dataclass(frozen=True, eq=False)
class Ideal:
    """The best that an objective could have over the relaxation of the panels.

    Parameters
    ----------
    chances : ndarray of float, shape (types,)
        Chance of each person of a type.
    floors : ndarray of float, shape (types,)
        Least chance of each type in any lottery that is as good; for leximin the chances themselves, for maximin
        the smallest of them, empty for objectives that are not about floors.
    bound : float
        Proven bound on the worth of any lottery.
    """

    chances: np.ndarray
    floors: np.ndarray
    bound: float


@dataclass(frozen=True, eq=False)
class Mixed:
    """The best mixture of some panels for an objective.

    No lottery is worth more than value + Σ prices · (counts - its own expected counts), whatever its counts.

    Parameters
    ----------
    weights : ndarray of float, shape (panels,)
        Probabilities.
    value : float
        What the mixture is worth.
    prices : ndarray of float, shape (types,)
        What one expected seat more of a type adds to the worth (a supergradient).
    """

    weights: np.ndarray
    value: float
    prices: np.ndarray


@dataclass(frozen=True)
class Objective:
    """An objective of a lottery.

    Parameters
    ----------
    name : str
        leximin, maximin, nash, goldilocks or target.
    ideal : callable
        Types -> Ideal.
    worth : callable
        Positions of the people whom the objective is about, chances of the whole pool -> one number, the larger
        the better; concave in the chances.
    mix : callable, optional
        Types, panels (shape (panels, types)) -> Mixed; objectives about floors need none.
    """

    name: str
    ideal: Callable[[Types], Ideal]
    worth: Callable[[np.ndarray, np.ndarray], float]
    mix: Callable[[Types, np.ndarray], Mixed] | None = None


def smallest(people: np.ndarray, chances: np.ndarray) -> float:
    """Give the smallest chance among these people."""
    return float(chances[people].min())
