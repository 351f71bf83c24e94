"""How far coders agree: Krippendorff's alpha, with a bootstrap over units.

Alpha is 1 for perfect agreement and 0 for what chance gives. It needs two people who judged some of the same units: a
rule that codes a second time is no coder. Krippendorff 2004, Content Analysis, chapter 11; Hayes and Krippendorff 2007,
doi:10.1080/19312450709336664.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import DegenerateDataWarning, bootstrap

from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Shown

FIRM = 0.8
"""Krippendorff asks for this before conclusions are drawn, and for 0.667 before tentative ones."""


@dataclass(frozen=True)
class Coded:
    """What several people coded of one kind.

    Parameters
    ----------
    table : DataFrame
        `unit, about, coder, value`: one row for each code; about says in words what the unit is.
    order : tuple
        Values from lowest to highest, where they have an order; () for names.
    """

    table: pd.DataFrame
    order: tuple[Any, ...] = ()

    def by_coder(self) -> pd.DataFrame:
        """Lay the last word of each coder out: one row for each unit, one column for each coder."""
        last = self.table.drop_duplicates(["unit", "coder"], keep="last")
        return last.pivot(index="unit", columns="coder", values="value")


@dataclass(frozen=True)
class Agreement(Shown):
    """How far coders agree on each thing they coded.

    Parameters
    ----------
    table : DataFrame
        `coded, measure, coders, units, coded_twice, unanimous, alpha, low, high`: unanimous is the share of the units
        coded twice on which all coders say the same; alpha and its 95 % interval are missing where nothing was coded
        twice, or nobody ever gave a second value, so that there is nothing to tell apart.
    text : Message
        The same in a sentence.
    """

    table: pd.DataFrame
    text: Message


def agreement(codes: Mapping[str, Coded], rng: np.random.Generator) -> Agreement:
    """Measure how far coders agree, or say that there is but one.

    Parameters
    ----------
    codes : mapping of str to Coded
        What was coded, under its name.
    rng : Generator
        Randomness of the bootstrap.
    """
    rows = [
        (name, "ordinal" if coded.order else "nominal", *_agreement(coded.by_coder(), list(coded.order), rng))
        for name, coded in codes.items()
    ]
    names = ["coded", "measure", "coders", "units", "coded_twice", "unanimous", "alpha", "low", "high"]
    table = pd.DataFrame(rows, columns=names).round(4)
    return Agreement(table, _sentence(table))


def _agreement(
    laid: pd.DataFrame, order: list[Any], rng: np.random.Generator
) -> tuple[int, int, int, float, float, float, float]:
    """Count coders and units, and measure alpha where it can be."""
    twice = laid[laid.notna().sum(axis=1) >= 2]
    unanimous = float((twice.nunique(axis=1) == 1).mean()) if len(twice) else np.nan
    alpha = low = high = np.nan
    if len(_values(twice)) > 1:
        alpha = krippendorff_alpha(laid, order or None)
        low, high = alpha_interval(laid, rng, order or None)
    return laid.shape[1], len(laid), len(twice), unanimous, alpha, low, high


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
        "Alpha reaches the 0.8 that is asked for before conclusions are drawn for {firm} of {measured} things coded; "
        "coders agree least on {coded}: {alpha:.2f} (95% interval {low:.2f} to {high:.2f}, {units} units).",
        firm=int((known["alpha"] >= FIRM).sum()),
        measured=len(known),
        coded=str(worst["coded"]),
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


def all_disagreements(codes: Mapping[str, Coded]) -> pd.DataFrame:
    """List what coders differ on, in all that they coded.

    Returns
    -------
    DataFrame
        `coded, unit, about` and one column for each coder; empty where one did not code the unit.
    """
    parts = []
    for name, coded in codes.items():
        apart = disagreements(coded.by_coder()).reset_index()
        about = coded.table.drop_duplicates("unit").set_index("unit")["about"]
        apart.insert(1, "about", apart["unit"].map(about))
        parts.append(apart.assign(coded=name))
    coders = sorted({coder for coded in codes.values() for coder in coded.table["coder"]})
    return pd.concat(parts, ignore_index=True).reindex(columns=["coded", "unit", "about", *coders])
