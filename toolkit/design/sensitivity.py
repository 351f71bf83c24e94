"""Which assumption matters: the share of an outcome's variance that each one explains.

Sobol indices by polynomial chaos (Sudret 2008, doi:10.1016/j.ress.2007.04.002): a seeded Latin hypercube over the
ranges of the assumptions (`scipy.stats.qmc`), one simulated mandate at each point, and a polynomial of second degree
fitted to them, whose coefficients are the shares of the variance. Sampling the indices directly (Saltelli et al. 2010)
takes ten times the points for the same width, because every single mandate is so much a matter of chance.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import qmc

from toolkit.design.scenario import Design
from toolkit.design.simulation import OUTCOMES, Chain, run_generator, simulate_once

RESAMPLES = 200
"""Resamples of the points for the intervals of the indices."""

FLAT = 1e-9
"""Range, relative to the values, below which an outcome does not vary."""


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
    """Stretch the relative propensities of every feature so that the largest is `fold` times the smallest above 0."""
    response = {}
    for feature, by_value in design.response.items():
        answering = [weight for weight in by_value.values() if weight > 0]
        spread = np.log(max(answering) / min(answering)) if answering else 0.0
        power = np.log(fold) / spread if spread > 0 else 0.0
        response[feature] = {value: float(weight**power) if weight else 0.0 for value, weight in by_value.items()}
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


def outcome_at(
    chain: Chain, assumptions: Sequence[Assumption], point: np.ndarray, runs: Iterable[int], seed: int
) -> np.ndarray:
    """Give the mean outcomes of some numbered runs at one point of the ranges, shape (outcomes,)."""
    design = chain.design
    for assumption, value in zip(assumptions, point, strict=True):
        design = assumption.change(design, float(value))
    varied = chain.with_design(design)
    results = [list(simulate_once(varied, run_generator(seed, run)).values()) for run in runs]
    return np.mean(results, axis=0)


def sensitivity(
    design: Design,
    seed: int,
    points: int = 400,
    assumptions: Sequence[Assumption] = ASSUMPTIONS,
    progress: Callable[[Iterable[int]], Iterable[int]] = iter,
) -> pd.DataFrame:
    """Give the Sobol indices of every outcome, with their intervals.

    Each point of a Latin hypercube over the ranges is lived through once, with random numbers of its own; the mean
    outcome is a polynomial of second degree fitted to all points.

    Parameters
    ----------
    design : Design
        The design around which assumptions vary.
    points : int
        Points, several times the terms of the polynomial (21 for five assumptions).
    progress : callable
        Wrapper of the iterable of points, such as tqdm.

    Returns
    -------
    DataFrame
        outcome, assumption, low, high, first_order, total (shares of the variance of the mean outcome), total_low,
        total_high (nine in ten of 200 resamples of the points), explained (share of the variance of single runs that
        the polynomial explains; the rest is chance). Outcomes that do not vary are left out.
    """
    chain, rng = Chain(design), np.random.default_rng(seed)
    unit = qmc.LatinHypercube(len(assumptions), rng=rng).random(points)
    ranges = np.array([(assumption.low, assumption.high) for assumption in assumptions])
    reached = ranges[:, 0] + unit * np.ptp(ranges, axis=1)
    outcomes = np.array([outcome_at(chain, assumptions, reached[n], [n], seed) for n in progress(range(points))])
    terms, owners = legendre_terms(2 * unit - 1)
    draws = [rng.integers(points, size=points) for _ in range(RESAMPLES)]
    rows = []
    for outcome, values in zip(OUTCOMES, outcomes.T, strict=True):
        if np.ptp(values) < FLAT * max(1.0, np.abs(values).max()):
            continue
        first, total, explained = indices(terms, owners, values)
        spread = np.array([indices(terms[draw], owners, values[draw])[1] for draw in draws])
        low, high = np.quantile(spread, (0.05, 0.95), axis=0)
        low = np.minimum(low, total)  # resampling adds chance to indices near 0
        for j, a in enumerate(assumptions):
            rows.append((outcome, a.name, a.low, a.high, first[j], total[j], low[j], high[j], explained))
    names = ["outcome", "assumption", "low", "high", "first_order", "total", "total_low", "total_high", "explained"]
    table = pd.DataFrame(rows, columns=names)
    table.attrs["synthetic"] = True
    return table


def legendre_terms(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the Legendre polynomials of first and second degree and the products of two, each of variance 1.

    Parameters
    ----------
    x : ndarray, shape (points, assumptions)
        Between −1 and 1.

    Returns
    -------
    ndarray, shape (points, terms)
    ndarray of bool, shape (terms, assumptions)
        Which assumptions a term belongs to.
    """
    number = x.shape[1]
    first, second = np.sqrt(3) * x, np.sqrt(5) * (3 * x**2 - 1) / 2
    pairs = list(itertools.combinations(range(number), 2))
    products = [first[:, [i]] * first[:, [j]] for i, j in pairs]
    owners = np.vstack([np.eye(number), np.eye(number), *[np.eye(number)[[i]] + np.eye(number)[[j]] for i, j in pairs]])
    return np.column_stack([first, second, *products]), owners.astype(bool)


def indices(terms: np.ndarray, owners: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Read first-order and total indices off the fitted polynomial; chance in the coefficients is taken out.

    The terms have variance 1 and nothing in common, so the variance of the polynomial is the sum of its squared
    coefficients, and an assumption's share is that of the terms it stands in (Sudret 2008).

    Returns
    -------
    ndarray, shape (assumptions,)
        First-order indices.
    ndarray, shape (assumptions,)
        Total indices.
    float
        Share of the variance of the values that the polynomial explains.
    """
    matrix = np.column_stack([np.ones(len(values)), terms])
    fit, *_ = np.linalg.lstsq(matrix, values, rcond=None)
    rest = values - matrix @ fit
    noise = (rest @ rest) / (len(values) - matrix.shape[1])
    error = noise * np.diag(np.linalg.pinv(matrix.T @ matrix))
    parts = np.maximum(fit**2 - error, 0.0)[1:]
    whole = parts.sum() or 1.0
    alone = owners & (owners.sum(axis=1) == 1)[:, None]
    return parts @ alone / whole, parts @ owners / whole, float(1 - rest @ rest / (len(values) * values.var() or 1.0))


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
    middle = outcome_at(chain, (), np.empty(0), range(runs), seed)
    rows = []
    for assumption in assumptions:
        ends = [
            outcome_at(chain, [assumption], np.array([value]), range(runs), seed)
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
