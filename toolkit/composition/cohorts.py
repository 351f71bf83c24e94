"""Do the promotions of a permanent assembly differ from each other?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.composition.significance import LEVEL, holm
from toolkit.language import say
from toolkit.shown import Finding


def compare_cohorts(
    people: pd.DataFrame,
    criteria: Sequence[str],
    rng: np.random.Generator,
    with_quota: Sequence[str] = (),
    replicates: int = 10_000,
) -> Finding:
    """Compare the shares of each class between cohorts, by shuffling who belongs to which.

    Parameters
    ----------
    people : DataFrame
        `cohort` and the criteria's columns, one row per member drawn.
    criteria : sequence of str
        Criteria and traits to compare.
    rng : Generator
        Source of randomness.
    with_quota : sequence of str
        Criteria that had quotas: cohorts filled to the same quotas are alike by construction and get no p-value.
    replicates : int
        Shuffles.

    Returns
    -------
    Finding
        `criterion`, `distance` (largest between two cohorts, 0 to 1), `p_value` (chi-squared statistic under
        shuffling), `p_holm`.
    """
    cohort = pd.factorize(people["cohort"], sort=True)[0]
    rows = []
    for criterion in criteria:
        value = pd.factorize(people[criterion], sort=True)[0]
        chance = np.nan if criterion in with_quota else _shuffled(cohort, value, rng, replicates)
        rows.append({"criterion": criterion, "distance": _largest_distance(cohort, value), "p_value": chance})
    table = pd.DataFrame(rows)
    table["p_holm"] = holm(table["p_value"].to_numpy())
    table.attrs["synthetic"] = bool(people.attrs.get("synthetic"))
    text = say(
        "Between {cohorts} cohorts, {odd} of {tested} criteria without a quota differ more than chance explains.",
        cohorts=int(cohort.max()) + 1,
        odd=int((table["p_holm"] <= LEVEL).sum()),
        tested=int(table["p_value"].notna().sum()),
    )
    return Finding(table, text)


def _counts(cohort: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Count people by cohort and class."""
    shape = (int(cohort.max()) + 1, int(value.max()) + 1)
    return np.bincount(cohort * shape[1] + value, minlength=shape[0] * shape[1]).reshape(shape)


def _largest_distance(cohort: np.ndarray, value: np.ndarray) -> float:
    """Give the largest distance D between two cohorts."""
    counts = _counts(cohort, value)
    shares = counts / counts.sum(axis=1, keepdims=True)
    return float(max(np.abs(a - b).sum() / 2 for a in shares for b in shares))


def _shuffled(cohort: np.ndarray, value: np.ndarray, rng: np.random.Generator, replicates: int) -> float:
    """Give the share of shuffles with a chi-squared statistic as large as the one seen."""
    counts = _counts(cohort, value)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()

    def statistic(order: np.ndarray) -> float:
        return float(((_counts(order, value) - expected) ** 2 / expected).sum())

    seen = statistic(cohort)
    reached = sum(statistic(rng.permutation(cohort)) >= seen * (1 - 1e-12) for _ in range(replicates))
    return (1 + reached) / (replicates + 1)
