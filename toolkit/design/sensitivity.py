"""Which assumption matters: the share of an outcome's variance that each one explains.

Sobol indices (Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018) by `scipy.stats.sobol_indices`: a seeded Sobol
sequence over the ranges of the assumptions, the simulation as the function. Every point is simulated with the same
random numbers, so that differences come from the assumptions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import sobol_indices, uniform

from toolkit.design.scenario import Design
from toolkit.design.simulation import OUTCOMES, Chain, run_generator, simulate_once


@dataclass(frozen=True)
class Assumption:
    """A number of a design that nobody knows, with the range in which it may lie.

    Parameters
    ----------
    name : str
        Name for readers.
    low, high : float
        Range.
    change : callable
        Gives the design with the number set.
    """

    name: str
    low: float
    high: float
    change: Callable[[Design, float], Design]


def scale_response(design: Design, factor: float) -> Design:
    """Multiply the response to letters of every frame; the number of volunteers is then open."""
    frames = [
        frame.model_copy(update={"response": min(1.0, frame.response * factor), "volunteers": None})
        for frame in design.frames
    ]
    return design.model_copy(update={"frames": tuple(frames)})


def set_gradient(design: Design, fold: float) -> Design:
    """Stretch the relative propensities of every feature so that the largest is `fold` times the smallest."""
    response = {}
    for feature, by_value in design.response.items():
        spread = np.log(max(by_value.values()) / min(by_value.values()))
        power = np.log(fold) / spread if spread > 0 else 0.0
        response[feature] = {value: float(weight**power) for value, weight in by_value.items()}
    return design.model_copy(update={"response": response})


def _set_attrition(name: str) -> Callable[[Design, float], Design]:
    """Make the change of one number of the attrition."""

    def change(design: Design, value: float) -> Design:
        return design.model_copy(update={"attrition": design.attrition.model_copy(update={name: value})})

    return change


ASSUMPTIONS = (
    Assumption("response to letters", 0.6, 1.4, scale_response),
    Assumption("gradient of self-selection", 1.5, 8.0, set_gradient),
    Assumption("share who leave", 0.10, 0.54, _set_attrition("leave")),
    Assumption("share of leavers who never came", 0.0, 0.5, _set_attrition("never_attend")),
    Assumption("attendance", 0.6, 0.9, _set_attrition("attendance")),
)
"""Ranges: leaving as published (10 % to 54 %), the others ours."""


def outcome_at(chain: Chain, assumptions: Sequence[Assumption], point: np.ndarray, runs: int, seed: int) -> np.ndarray:
    """Give the mean outcomes at one point of the ranges, shape (outcomes,)."""
    design = chain.design
    for assumption, value in zip(assumptions, point, strict=True):
        design = assumption.change(design, float(value))
    varied = chain.with_design(design)
    results = [list(simulate_once(varied, run_generator(seed, run)).values()) for run in range(runs)]
    return np.mean(results, axis=0)


def sensitivity(
    design: Design,
    seed: int,
    points: int = 32,
    runs: int = 4,
    assumptions: Sequence[Assumption] = ASSUMPTIONS,
) -> pd.DataFrame:
    """Give the Sobol indices of every outcome.

    Parameters
    ----------
    design : Design
        The design around which assumptions vary.
    points : int
        Points of the Sobol sequence, a power of 2; the simulation runs points × (assumptions + 2) × runs times.
    runs : int
        Runs averaged at each point.

    Returns
    -------
    DataFrame
        outcome, assumption, low, high, first_order, total (shares of the variance; estimates are cut to 0…1). Outcomes
        that do not vary are left out.
    """
    chain = Chain(design)

    def function(x: np.ndarray) -> np.ndarray:
        return np.column_stack([outcome_at(chain, assumptions, point, runs, seed) for point in x.T])

    ranges = [uniform(a.low, a.high - a.low) for a in assumptions]
    with np.errstate(divide="ignore", invalid="ignore"):
        indices = sobol_indices(func=function, n=points, dists=ranges, rng=np.random.default_rng(seed))
    rows = [
        (outcome, a.name, a.low, a.high, float(indices.first_order[i, j]), float(indices.total_order[i, j]))
        for i, outcome in enumerate(OUTCOMES)
        for j, a in enumerate(assumptions)
    ]
    table = pd.DataFrame(rows, columns=["outcome", "assumption", "low", "high", "first_order", "total"])
    table = table.replace([np.inf, -np.inf], np.nan).dropna(ignore_index=True)
    table[["first_order", "total"]] = table[["first_order", "total"]].clip(0, 1)
    table.attrs["synthetic"] = True
    return table


def one_at_a_time(
    design: Design, seed: int, runs: int, assumptions: Sequence[Assumption] = ASSUMPTIONS
) -> pd.DataFrame:
    """Move one assumption at a time to the ends of its range, the others as designed.

    Parameters
    ----------
    runs : int
        Runs averaged at each end; every end uses the same random numbers.

    Returns
    -------
    DataFrame
        outcome, assumption, low, high, at_low, at_high, as_designed (means).
    """
    chain = Chain(design)
    middle = outcome_at(chain, (), np.empty(0), runs, seed)
    rows = []
    for assumption in assumptions:
        ends = [
            outcome_at(chain, [assumption], np.array([value]), runs, seed)
            for value in (assumption.low, assumption.high)
        ]
        for number, outcome in enumerate(OUTCOMES):
            at_low, at_high = (float(end[number]) for end in ends)
            rows.append(
                (outcome, assumption.name, assumption.low, assumption.high, at_low, at_high, float(middle[number]))
            )
    columns = ["outcome", "assumption", "low", "high", "at_low", "at_high", "as_designed"]
    table = pd.DataFrame(rows, columns=columns)
    table.attrs["synthetic"] = True
    return table
