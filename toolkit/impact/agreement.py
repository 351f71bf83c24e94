"""How far coders agree: Krippendorff's alpha, with a bootstrap over units.

Alpha is 1 for perfect agreement and 0 for what chance gives. It needs two people who judged some of the same units: a
rule that codes a second time is no coder. Krippendorff 2004, Content Analysis, chapter 11; Hayes and Krippendorff 2007,
doi:10.1080/19312450709336664.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import DegenerateDataWarning, bootstrap

from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Shown


@dataclass(frozen=True)
class Agreement(Shown):
    """How far coders agree on each thing they coded.

    Parameters
    ----------
    table : DataFrame
        `coded, coders, units, coded_twice, alpha, low, high`: alpha (nominal) and its 95 % interval are missing where
        nothing was coded twice.
    text : Message
        The same in a sentence.
    """

    table: pd.DataFrame
    text: Message


def agreement(rng: np.random.Generator, **codes: pd.DataFrame) -> Agreement:
    """Measure how far coders agree, or say that there is but one.

    Parameters
    ----------
    rng : Generator
        Randomness of the bootstrap.
    **codes : DataFrame
        What was coded, under its name: one row for each code, columns `unit`, `coder` and `value`.
    """
    rows = [(name, *_agreement(table, rng)) for name, table in codes.items()]
    table = pd.DataFrame(rows, columns=["coded", "coders", "units", "coded_twice", "alpha", "low", "high"])
    return Agreement(table, _sentence(table))


def _agreement(codes: pd.DataFrame, rng: np.random.Generator) -> tuple[int, int, int, float, float, float]:
    """Count coders and units, and measure alpha where it can be."""
    laid = codes.drop_duplicates(["unit", "coder"], keep="last").pivot(index="unit", columns="coder", values="value")
    twice = int((laid.notna().sum(axis=1) >= 2).sum())
    measured = (krippendorff_alpha(laid), *alpha_interval(laid, rng)) if twice else (np.nan, np.nan, np.nan)
    return laid.shape[1], len(laid), twice, *measured


def _sentence(table: pd.DataFrame) -> Message:
    """Say how far coders agree."""
    known = table.dropna(subset=["alpha"])
    if known.empty:
        return say(
            "Krippendorff's alpha cannot be computed: {units} units were coded by one person each. A second person "
            "codes them without seeing the first; what was coded by rule does not count as a coder.",
            units=int(table["units"].sum()),
        )
    worst = known.sort_values("alpha", kind="stable").iloc[0]
    return say(
        "Coders agree least on {coded}: alpha {alpha:.2f} (95% interval {low:.2f} to {high:.2f}, {units} units coded "
        "twice); 0.8 is asked for before conclusions are drawn.",
        coded=str(worst["coded"]).replace("_", " "),
        units=int(worst["coded_twice"]),
        **{name: float(worst[name]) for name in ("alpha", "low", "high")},
    )


def krippendorff_alpha(units: pd.DataFrame, order: list[str] | None = None) -> float:
    """Measure the agreement of coders, 1 for perfect, 0 for chance (Krippendorff 2004; missing codes are left out).

    Parameters
    ----------
    units : DataFrame
        One row for each unit, one column for each coder; empty (NaN) where a coder gave no code.
    order : list of str, optional
        Values from lowest to highest for the ordinal measure; the nominal one when omitted.

    Raises
    ------
    InputError
        If a value is not in `order`, or no unit has two codes.
    """
    return _alpha(_counts(units, order), _ordinal_distance if order else _nominal_distance)


def _counts(units: pd.DataFrame, order: list[str] | None) -> np.ndarray:
    """Count how often each value was given to each unit that was coded twice or more."""
    values = order or sorted(_values(units))
    strange = sorted(_values(units) - set(values))
    if strange:
        raise refuse("codes", f"{', '.join(map(str, strange))} is not in the order given", "Add it to the order")
    codes = units.to_numpy(dtype=object)
    counts = (
        np.stack([(codes == value).sum(axis=1) for value in values], axis=1).astype(float)
        if values
        else np.empty((0, 0))
    )
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        raise refuse("codes", "no unit was coded twice", "Let a second coder judge some of the same units")
    return counts


def _alpha(counts: np.ndarray, distance: Callable[[np.ndarray], np.ndarray]) -> float:
    """Compute alpha from a table of units × values that holds how often each value was given."""
    coders = counts.sum(axis=1, keepdims=True)
    pairs = (counts.T @ (counts / (coders - 1))) - np.diag((counts / (coders - 1)).sum(axis=0))
    totals = pairs.sum(axis=0)
    gap = distance(totals)
    expected = (np.outer(totals, totals) * gap).sum() / (totals.sum() - 1)
    return 1.0 if expected == 0 else float(1 - (pairs * gap).sum() / expected)


def _nominal_distance(totals: np.ndarray) -> np.ndarray:
    """Tell values apart or not."""
    return 1.0 - np.eye(len(totals))


def _ordinal_distance(totals: np.ndarray) -> np.ndarray:
    """Count what lies between two values, half of the ends included, squared."""
    reach = np.cumsum(totals)
    between = np.abs(reach[:, None] - reach[None, :] - (totals[:, None] - totals[None, :]) / 2)
    return np.square(between)


def alpha_interval(
    units: pd.DataFrame,
    rng: np.random.Generator,
    order: list[str] | None = None,
    draws: int = 1000,
    confidence: float = 0.95,
) -> tuple[float, float]:
    """Give a bootstrap interval of alpha by drawing units with replacement.

    Corrected for bias and skewness (BCa: Efron 1987, doi:10.1080/01621459.1987.10478410), since the plain percentiles
    hold the truth too seldom where few units were coded. Where all coders agree there is nothing to draw from, and both
    ends are alpha itself.

    Parameters
    ----------
    units, order
        As for `krippendorff_alpha`.
    rng : Generator
        Randomness.
    draws : int
        Resamples.
    confidence : float
        Between 0 and 1.
    """
    counts = _counts(units, order)
    distance = _ordinal_distance if order else _nominal_distance
    alpha = _alpha(counts, distance)
    if alpha == 1.0 or len(np.unique(counts, axis=0)) == 1:
        return alpha, alpha
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DegenerateDataWarning)
        drawn = bootstrap(
            (np.arange(len(counts)),),
            lambda chosen: _alpha(counts[chosen], distance),
            vectorized=False,
            n_resamples=draws,
            confidence_level=confidence,
            method="BCa",
            rng=rng,
        ).confidence_interval
    return float(np.nan_to_num(drawn.low, nan=alpha)), float(np.nan_to_num(drawn.high, nan=alpha))


def _values(units: pd.DataFrame) -> set[Any]:
    """Give all codes used."""
    return {code for code in units.to_numpy(dtype=object).ravel() if pd.notna(code)}


def disagreements(units: pd.DataFrame) -> pd.DataFrame:
    """List the units on which coders differ, for a third person to decide."""
    return units[units.nunique(axis=1) > 1]
