"""Coding by people: how far coders agree, and where a reading differs from what was coded."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from toolkit.errors import refuse

RIGHT, UNREAD, WRONG = "right", "unread", "wrong"


def compare_readings(read: pd.DataFrame, coded: pd.DataFrame, key: str) -> pd.DataFrame:
    """Compare what a reader found with what was coded by hand, field by field.

    Parameters
    ----------
    read, coded : DataFrame
        One row for each item named by `key`; the fields are the columns that both have.
    key : str
        Column that names the items.

    Returns
    -------
    DataFrame
        `field, stated, right, unread, wrong`: items where the field was coded; of these read alike or not read; and
        items read otherwise, including those where nothing was coded.
    """
    coded = coded.set_index(key)
    read = read.set_index(key).loc[coded.index]
    fields = [name for name in coded.columns if name in read.columns]
    return pd.DataFrame([(name, *_count_readings(read[name], coded[name])) for name in fields]).set_axis(
        ["field", "stated", RIGHT, UNREAD, WRONG], axis=1
    )


def _count_readings(read: pd.Series, coded: pd.Series) -> tuple[int, int, int, int]:
    """Count readings of one field; an empty cell is not stated."""
    found, truth = read.astype(object).fillna(""), coded.astype(object).fillna("")
    stated, alike = truth != "", found.astype(str) == truth.astype(str)
    return (
        int(stated.sum()),
        int((stated & alike).sum()),
        int((stated & (found == "")).sum()),
        int((~alike & (found != "")).sum()),
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
    values = order or sorted(pd.unique(units.stack().dropna()))
    strange = sorted(set(units.stack().dropna()) - set(values))
    if strange:
        raise refuse("codes", f"{', '.join(map(str, strange))} is not in the order given", "Add it to the order")
    counts = np.array([[(row == value).sum() for value in values] for row in units.to_numpy(dtype=object)], dtype=float)
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        raise refuse("codes", "no unit was coded twice", "Let a second coder judge some of the same units")
    return _alpha(counts, _ordinal_distance if order else _nominal_distance)


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
    coded = units[units.notna().sum(axis=1) >= 2]
    samples = [
        krippendorff_alpha(coded.iloc[rng.integers(len(coded), size=len(coded))], order or sorted(_values(coded)))
        if order
        else krippendorff_alpha(coded.iloc[rng.integers(len(coded), size=len(coded))])
        for _ in range(draws)
    ]
    tail = (1 - confidence) / 2
    low, high = np.quantile(samples, [tail, 1 - tail])
    return float(low), float(high)


def _values(units: pd.DataFrame) -> set[str]:
    return set(units.stack().dropna())


def disagreements(units: pd.DataFrame) -> pd.DataFrame:
    """List the units on which coders differ, for a third person to decide."""
    return units[units.nunique(axis=1) > 1]


def open_questions(questions: pd.DataFrame, language: str = "en") -> pd.DataFrame:
    """Give the questions that wait for a person, in one language.

    Returns
    -------
    DataFrame
        `question_id, rec_ids, question, for_it, against_it, judgement, judged_by`.
    """
    ending = "_fr" if language == "fr" else ""
    texts = {name: questions[name + ending] for name in ("question", "for_it", "against_it")}
    columns = ["question_id", "rec_ids", *texts, "judgement", "judged_by"]
    return questions.assign(**texts)[columns]
