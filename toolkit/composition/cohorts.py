"""Do the promotions of a permanent assembly, or its workshops, differ from each other?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

from toolkit.composition.disclosure import SMALLEST, suppress
from toolkit.composition.significance import LEVEL, holm
from toolkit.language import say
from toolkit.shown import Finding


def compare_groups(
    people: pd.DataFrame,
    by: str,
    criteria: Sequence[str],
    rng: np.random.Generator,
    with_quota: Sequence[str] = (),
    replicates: int = 10_000,
) -> Finding:
    """Compare the shares of each class between groups of members, by shuffling who belongs to which.

    Parameters
    ----------
    people : DataFrame
        `by` and the criteria's columns, one row per member.
    by : str
        Column of groups: promotions, workshops.
    criteria : sequence of str
        Criteria and traits to compare.
    rng : Generator
        Source of randomness.
    with_quota : sequence of str
        Criteria that every group filled by quotas of its own: the groups are alike by construction and get no p-value.
    replicates : int
        Shuffles.

    Returns
    -------
    Finding
        `criterion`, `distance` (largest between two groups, 0 to 1), `p_value` (chi-squared statistic under
        shuffling), `p_holm`.
    """
    group = pd.factorize(people[by], sort=True)[0]
    rows = []
    for criterion in criteria:
        value = pd.factorize(people[criterion], sort=True)[0]
        chance = np.nan if criterion in with_quota else _shuffled(group, value, rng, replicates)
        rows.append({"criterion": criterion, "distance": _largest_distance(group, value), "p_value": chance})
    table = pd.DataFrame(rows)
    table["p_holm"] = holm(table["p_value"].to_numpy())
    table.attrs["synthetic"] = bool(people.attrs.get("synthetic"))
    text = say(
        "Between {groups} groups, {odd} of {tested} {tested:criterion|criteria} without a quota {odd:differs|differ} "
        "more than chance explains.",
        groups=int(group.max()) + 1,
        odd=int((table["p_holm"] <= LEVEL).sum()),
        tested=int(table["p_value"].notna().sum()),
    )
    return Finding(table, text)


def group_shares(people: pd.DataFrame, by: str, criteria: Sequence[str], smallest: int = SMALLEST) -> pd.DataFrame:
    """Give the share of each class in each group, beside the range that spreading members at random leaves.

    Parameters
    ----------
    people, by, criteria
        As for `compare_groups`.
    smallest : int
        Counts from 1 to `smallest` − 1 have no share, nor have those that could be computed from totals.

    Returns
    -------
    DataFrame
        `criterion`, `value`, `group`, `share` (of the group, 0 to 1), `low`, `high` (middle 95 % of the hypergeometric
        law), `suppressed`.
    """
    sizes = people[by].value_counts().sort_index()
    tables = []
    for criterion in criteria:
        counts = pd.crosstab(people[criterion], people[by])
        table = counts.melt(ignore_index=False, var_name="group", value_name="count").rename_axis("value").reset_index()
        table = table.assign(criterion=criterion)
        everyone = table.groupby("value")["count"].transform("sum").to_numpy()
        size = table["group"].map(sizes).to_numpy()
        law = (len(people), everyone, size)
        table["share"] = table["count"] / size
        tables.append(table.assign(low=hypergeom.ppf(0.025, *law) / size, high=hypergeom.ppf(0.975, *law) / size))
    whole = pd.concat(tables, ignore_index=True)
    shown = suppress(whole, "count", ["criterion", "group"], ["share"], smallest, across=["criterion", "value"])
    shown = shown[["criterion", "value", "group", "share", "low", "high", "suppressed"]]
    shown.attrs["synthetic"] = bool(people.attrs.get("synthetic"))
    return shown


def crossed(people: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Add a trait that crosses others: `sex × age`, with values such as `women × 25-39`."""
    trait = people[list(names)].astype(str).agg(" × ".join, axis=1)
    return people.assign(**{" × ".join(names): trait})


def _counts(group: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Count people by group and class."""
    shape = (int(group.max()) + 1, int(value.max()) + 1)
    return np.bincount(group * shape[1] + value, minlength=shape[0] * shape[1]).reshape(shape)


def _largest_distance(group: np.ndarray, value: np.ndarray) -> float:
    """Give the largest distance D between two groups."""
    counts = _counts(group, value)
    shares = counts / counts.sum(axis=1, keepdims=True)
    return float(max(np.abs(a - b).sum() / 2 for a in shares for b in shares))


def _shuffled(group: np.ndarray, value: np.ndarray, rng: np.random.Generator, replicates: int) -> float:
    """Give the share of shuffles with a chi-squared statistic as large as the one seen."""
    counts = _counts(group, value)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    inside = np.eye(counts.shape[1])[value]
    orders = rng.permuted(np.tile(group, (replicates, 1)), axis=1)
    drawn = np.stack([(orders == number).astype(float) @ inside for number in range(len(counts))], axis=1)
    statistics = ((drawn - expected) ** 2 / expected).sum(axis=(1, 2))
    seen = ((counts - expected) ** 2 / expected).sum()
    return float((1 + (statistics >= seen * (1 - 1e-12)).sum()) / (replicates + 1))
