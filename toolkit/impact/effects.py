"""What a handful of adopted texts proves: exact intervals, base rates, and what would have to be true.

Few clusters call for exact statements, not for random effects. Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Finding, Shown

ADOPTED = ("adopted", "adopted as amended")
"""Fates that count as adoption."""


def clopper_pearson(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """Give the exact two-sided interval of a share.

    Parameters
    ----------
    successes, trials : int
        0 ≤ successes ≤ trials; without trials nothing is known and the interval is (0, 1).
    confidence : float
        Between 0 and 1.

    Raises
    ------
    InputError
        If the counts are impossible.
    """
    if not 0 <= successes <= trials:
        raise refuse("adoptions", f"{successes} of {trials} is impossible", "Give 0 ≤ successes ≤ trials")
    alpha = 1 - confidence
    low = 0.0 if successes == 0 else float(stats.beta.ppf(alpha / 2, successes, trials - successes + 1))
    high = 1.0 if successes == trials else float(stats.beta.ppf(1 - alpha / 2, successes + 1, trials - successes))
    return low, high


@dataclass(frozen=True)
class AdoptionEvidence(Shown):
    """What a number of adoptions says against base rates.

    Parameters
    ----------
    table : DataFrame
        `base_rate, chance`: how likely at least as many adoptions are if texts pass at this rate anyway.
    adopted, texts : int
        Counts observed.
    low, high : float
        Exact 95 % interval of the adoption rate.
    largest_base_rate : float
        The base rate must be at or below this for the observation to be significant at 5 % (one-sided).
    text : tuple of Message
        The same in sentences.
    """

    table: pd.DataFrame
    adopted: int
    texts: int
    low: float
    high: float
    largest_base_rate: float
    text: tuple[Message, ...]


def adoption_evidence(adopted: int, texts: int, base_rate: float = 0.9) -> AdoptionEvidence:
    """Say what `adopted` of `texts` proves, if texts pass at an assumed rate anyway.

    Parameters
    ----------
    adopted, texts : int
        Texts of the assembly adopted, and put to the vote.
    base_rate : float
        Rate at which comparable texts might pass anyway, for the sentence; the table has rates from 0.4 to 1.
    """
    low, high = clopper_pearson(adopted, texts)
    rates = np.arange(40, 101, 5) / 100
    table = pd.DataFrame({"base_rate": rates, "chance": np.round(stats.binom.sf(adopted - 1, texts, rates), 4)})
    largest = float(stats.beta.ppf(0.05, adopted, texts - adopted + 1)) if adopted else 0.0
    sentences = (
        say(
            "{adopted} of {texts} texts of the assembly {adopted:was|were} adopted (exact 95% interval of the rate: "
            "{low:.2f} to "
            "{high:.2f}).",
            adopted=adopted,
            texts=texts,
            low=low,
            high=high,
        ),
        say(
            "If comparable texts pass at a rate of {rate:.0%} anyway, this happens with probability {chance:.2f}; only "
            "below a base rate of {largest:.3f} would it be unusual (5%, one-sided).",
            rate=base_rate,
            chance=float(stats.binom.sf(adopted - 1, texts, base_rate)),
            largest=largest,
        ),
    )
    return AdoptionEvidence(table, adopted, texts, low, high, largest, sentences)


def known_outcomes(items: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count adoptions among the items whose outcome was seen, with exact intervals.

    Parameters
    ----------
    items : DataFrame
        Column `fate` ("adopted", "adopted as amended", "rejected", …; empty: not seen) and the column `by`.
    by : str
        Column that groups the items, e.g. who tabled them.

    Returns
    -------
    DataFrame
        `by, items, seen, adopted, low, high`; groups in order of size, then of name.
    """
    seen = items["fate"].fillna("") != ""
    adopted = items["fate"].isin(ADOPTED)
    counts = (
        items.assign(seen=seen, adopted=adopted)
        .groupby(by)
        .agg(items=("seen", "size"), seen=("seen", "sum"), adopted=("adopted", "sum"))
    )
    table = counts.reset_index().sort_values(["items", by], ascending=[False, True], kind="stable")
    intervals = [clopper_pearson(int(k), int(n)) for k, n in zip(table["adopted"], table["seen"], strict=True)]
    low, high = zip(*intervals, strict=True)
    return table.assign(low=np.round(low, 4), high=np.round(high, 4)).reset_index(drop=True)


def permutation_difference(
    values: np.ndarray, group: np.ndarray, stratum: np.ndarray, rng: np.random.Generator, draws: int = 9999
) -> tuple[float, float]:
    """Compare a group with the others inside strata by shuffling labels there.

    Parameters
    ----------
    values : array of shape (n,)
        1 for adopted, 0 for not.
    group : array of bool of shape (n,)
        Items of the assembly.
    stratum : array of shape (n,)
        What is matched on (author kind, session, department, opinion of the Executive).
    rng : Generator
        Randomness.
    draws : int
        Shuffles.

    Returns
    -------
    difference, p_value : float
        Mean of the group minus that of the others, and the two-sided p-value, counting the observed order as one draw.
    """
    values, group = np.asarray(values, dtype=float), np.asarray(group, dtype=bool)
    strata = [np.flatnonzero(stratum == name) for name in pd.unique(pd.Series(stratum))]

    def difference(labels: np.ndarray) -> float:
        return float(values[labels].mean() - values[~labels].mean())

    observed, extreme = difference(group), 1
    for _ in range(draws):
        shuffled = group.copy()
        for members in strata:
            shuffled[members] = group[rng.permutation(members)]
        extreme += abs(difference(shuffled)) >= abs(observed) - 1e-12
    return observed, extreme / (draws + 1)


def shuffled_adoption(own: pd.DataFrame, others: pd.DataFrame, by: list[str], rng: np.random.Generator) -> Finding:
    """Ask whether the assembly's texts pass more often than comparable ones, by dealing the outcomes out again.

    Parameters
    ----------
    own, others : DataFrame
        Texts of the assembly and other texts: `fate` ("" where not seen) and the columns `by`.
    by : list of str
        What is kept fixed, one after the other, while outcomes are dealt out: kind of text, session, …
    rng : Generator
        Randomness.

    Returns
    -------
    Finding
        `within, own, own_adopted, others, others_adopted, base_rate, low, high, difference, p_value`: texts that have
        one of the other sort in their stratum, the rate at which the others pass with its exact interval, and the
        two-sided p-value; missing where there is none to compare with.
    """
    seen = pd.concat([own.assign(ours=True), others.assign(ours=False)], ignore_index=True).assign(within="")
    seen = seen[seen["fate"] != ""].assign(adopted=lambda texts: texts["fate"].isin(ADOPTED))
    rows = [
        (name, *_shuffled_within(seen, column, rng)) for name, column in [("", "within"), *zip(by, by, strict=True)]
    ]
    names = ["within", "own", "own_adopted", "others", "others_adopted", "base_rate", "low", "high"]
    table = (
        pd.DataFrame(rows, columns=[*names, "difference", "p_value"]).replace({"within": {"": "all texts"}}).round(4)
    )
    return Finding(table, _shuffled_sentence(table))


def _shuffled_within(seen: pd.DataFrame, column: str, rng: np.random.Generator) -> tuple[float, ...]:
    """Compare inside the strata that hold texts of both sorts."""
    both = seen.groupby(column)["ours"].transform("nunique") == 2
    compared = seen[both]
    ours, theirs = compared[compared["ours"]]["adopted"], compared[~compared["ours"]]["adopted"]
    counts = (len(ours), int(ours.sum()), len(theirs), int(theirs.sum()))
    if compared.empty:
        return *counts, *(np.nan,) * 5
    base_rate = (float(theirs.mean()), *clopper_pearson(int(theirs.sum()), len(theirs)))
    columns = (compared["adopted"].to_numpy(), compared["ours"].to_numpy(), compared[column].to_numpy())
    return *counts, *base_rate, *permutation_difference(*columns, rng)


def _shuffled_sentence(table: pd.DataFrame) -> Message:
    """Say what shuffling shows, and what it cannot."""
    everything = table.iloc[0]
    return say(
        "Dealt out at random over all texts whose outcome was seen, the outcomes give a difference as large in {p:.0%} "
        "of the deals: {own} of {all_own} texts of the assembly passed, {others} of {all_others} others. So few texts "
        "can only show a very large difference, and what is compared was not drawn at random.",
        p=float(everything["p_value"]),
        own=int(everything["own_adopted"]),
        all_own=int(everything["own"]),
        others=int(everything["others_adopted"]),
        all_others=int(everything["others"]),
    )
