"""How large, and how many criteria: what a panel of k people can mirror by chance alone, and with quotas.

The distance between a panel and its population is D = ½ Σ |x/k − p|: the share of the seats that would have to change
hands. Under simple random sampling each count is binomial, and the mean of |X − kp| has a closed form (De Moivre 1730;
Diaconis & Zabell 1991, doi:10.1214/ss/1177011699).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from scipy.stats import binom

from toolkit.composition.criteria import largest_remainders, rounding_floor
from toolkit.composition.population import share_of


def mean_absolute_deviation(seats: int, share: float) -> float:
    """Give E|X − kp| of a binomial count: 2 (1 − p) m P(X = m) with m = ⌊kp⌋ + 1.

    Parameters
    ----------
    seats : int
        k, 1 or more.
    share : float
        p, 0 to 1.
    """
    if share <= 0 or share >= 1:
        return 0.0
    above = int(np.floor(seats * share)) + 1
    return float(2 * (1 - share) * above * binom.pmf(above, seats, share))


def expected_distance(seats: int, shares: Sequence[float] | np.ndarray) -> float:
    """Give the mean of D when `seats` people are drawn by simple random sampling, 0 to 1."""
    return sum(mean_absolute_deviation(seats, float(share)) for share in shares) / (2 * seats)


def distance_by_size(population: pd.DataFrame, features: Sequence[str], sizes: Sequence[int]) -> pd.DataFrame:
    """Compare panels drawn without quotas with panels drawn with them, by size.

    Returns
    -------
    DataFrame
        feature, seats, without_quotas (mean D of a simple random sample), with_quotas (D*, the least possible).
    """
    rows = [
        {
            "feature": feature,
            "seats": seats,
            "without_quotas": expected_distance(seats, share_of(population, feature).to_numpy()),
            "with_quotas": rounding_floor(seats, share_of(population, feature).to_numpy()),
        }
        for feature, seats in itertools.product(features, sizes)
    ]
    return pd.DataFrame(rows)


def stratified_distance(
    population: pd.DataFrame,
    feature: str,
    strata: Sequence[str],
    seats: int,
    runs: int,
    rng: np.random.Generator,
) -> float:
    """Give the mean of D on one feature when the draw is stratified by others, by simulation.

    Each stratum gets its proportional seats, rounded by largest remainders.

    Parameters
    ----------
    strata : sequence of str
        Features that make the strata; not `feature` itself.
    runs : int
        Simulated panels.
    """
    table = population.pivot_table("count", list(strata), feature, aggfunc="sum", sort=False, observed=True).fillna(0.0)
    people = table.to_numpy()
    held = largest_remainders(seats, people.sum(axis=1) / people.sum())
    counts = sum(
        rng.multinomial(number, row / row.sum(), size=runs) for number, row in zip(held, people, strict=True) if number
    )
    shares = people.sum(axis=0) / people.sum()
    return float(np.abs(counts / seats - shares).sum(axis=1).mean() / 2)


def absent_probability(share: float, sizes: Sequence[int]) -> pd.DataFrame:
    """Say how likely a group is to have no seat at all under simple random sampling: (1 − p)^k.

    Returns
    -------
    DataFrame
        share, seats, probability.
    """
    return pd.DataFrame({"share": share, "seats": list(sizes), "probability": [(1 - share) ** k for k in sizes]})


def cells_of_criteria(population: pd.DataFrame, features: Sequence[str], seats: int) -> pd.DataFrame:
    """Count, for each combination of criteria, the cells and those that can expect a seat.

    Parameters
    ----------
    seats : int
        Size of the panel.

    Returns
    -------
    DataFrame
        criteria, cells (with people in them), expecting_one (a seat or more is due), expecting_half, people_below
        (share of the residents who are in cells that are due less than half a seat).
    """
    rows = []
    for chosen in _combinations(features):
        shares = population.groupby(list(chosen), sort=False, observed=True)["count"].sum()
        shares = shares[shares > 0] / shares.sum()
        rows.append(
            {
                "criteria": " × ".join(chosen),
                "cells": len(shares),
                "expecting_one": int((seats * shares >= 1).sum()),
                "expecting_half": int((seats * shares >= 0.5).sum()),
                "people_below": float(shares[seats * shares < 0.5].sum()),
            }
        )
    return pd.DataFrame(rows)


def _combinations(features: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """List single features, pairs, …, all of them."""
    return itertools.chain.from_iterable(itertools.combinations(features, size) for size in range(1, len(features) + 1))
