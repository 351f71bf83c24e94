"""How well the search does where the answer is known, and what it finds where nothing is to be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.impact.calibration import Calibration
from toolkit.impact.effects import clopper_pearson
from toolkit.impact.links import LexicalIndex, Progress, link, silent
from toolkit.impact.words import lemmas, telling
from toolkit.language import Message, say

SURE = 0.5


@dataclass(frozen=True)
class Placebo:
    """Links above the threshold, among real recommendations and among placebos.

    Parameters
    ----------
    table : DataFrame
        `kind, recommendations, linked, share`.
    excess : float
        Share of real recommendations linked, minus that of placebos.
    text : Message
        The same in a sentence.
    """

    table: pd.DataFrame
    excess: float
    text: Message


def shuffled(recommendations: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Deal the words of all recommendations out again: as many words each, the same words in all, no meaning kept."""
    split = [telling(lemmas(text)) for text in recommendations["text"]]
    dealt = rng.permutation([word for words in split for word in words])
    ends = np.cumsum([len(words) for words in split])
    texts = [" ".join(part) for part in np.split(dealt, ends[:-1])]
    return recommendations.assign(text=texts)


def linked_share(links: pd.DataFrame, recommendations: int) -> float:
    """Give the share of recommendations with a candidate above the threshold."""
    sure = links.loc[links["probability"] > SURE, "recommendation_id"].nunique()
    return sure / recommendations if recommendations else 0.0


def compare_with_placebo(
    recommendations: pd.DataFrame,
    acts: pd.DataFrame,
    calibration: Calibration,
    vocabulary: Sequence[Sequence[str]],
    index: LexicalIndex,
    rng: np.random.Generator,
    rounds: int = 20,
    progress: Progress = silent,
) -> Placebo:
    """Compare real recommendations with the same words dealt out at random.

    Parameters
    ----------
    recommendations, acts, vocabulary, index
        As for `toolkit.impact.links.link`.
    calibration : Calibration
        Turns scores into probabilities; a link counts above one half.
    rng : Generator
        Randomness of the deals.
    rounds : int
        Deals.
    """
    many = len(recommendations)
    real = calibration.probabilities(link(recommendations, acts, vocabulary=vocabulary, index=index))
    shares = []
    for _ in progress(range(rounds)):
        dealt = link(shuffled(recommendations, rng), acts, vocabulary=vocabulary, index=index)
        shares.append(linked_share(calibration.probabilities(dealt), many))
    real_share, placebo_share = linked_share(real, many), float(np.mean(shares))
    rows = [
        ("recommendations", many, round(real_share * many), real_share),
        ("shuffled words", many * rounds, round(placebo_share * many * rounds), placebo_share),
    ]
    table = pd.DataFrame(rows, columns=["kind", "recommendations", "linked", "share"]).round(4)
    text = say(
        "{real:.1%} of the recommendations have a candidate that is more likely right than not, {placebo:.1%} of their "
        "shuffled words do: an excess of {excess:.1%}.",
        real=real_share,
        placebo=placebo_share,
        excess=real_share - placebo_share,
    )
    return Placebo(table, real_share - placebo_share, text)


def by_period(links: pd.DataFrame, acts: pd.DataFrame, since: str) -> pd.DataFrame:
    """Compare what the search expects among acts that may follow and among acts that cannot, since they are older.

    Parameters
    ----------
    links : DataFrame
        Candidates with their `probability`, for all acts at once.
    acts : DataFrame
        `act_id, date`; undated acts are left out. Leave the assembly's own texts out beforehand.
    since : str
        First date at which an act may follow from a recommendation, "2021-11".

    Returns
    -------
    DataFrame
        `period, acts, expected, per_hundred_acts`: expected number of matches, the sum of probabilities.
    """
    dated = acts[acts["date"].fillna("") != ""]
    later = (dated["date"] + "~") >= since
    rows = []
    for period, chosen in (("acts before the assembly", dated[~later]), ("acts since", dated[later])):
        expected = float(links.loc[links["act_id"].isin(chosen["act_id"]), "probability"].sum())
        per_hundred = 100 * expected / len(chosen) if len(chosen) else np.nan
        rows.append((period, len(chosen), round(expected, 2), round(per_hundred, 2)))
    return pd.DataFrame(rows, columns=["period", "acts", "expected", "per_hundred_acts"])


def success(links: pd.DataFrame, queries: pd.DataFrame, top: int = 10) -> pd.DataFrame:
    """Say how often the right act stands among the first candidates, by kind of question.

    Parameters
    ----------
    links : DataFrame
        Of `link`, for questions whose `recommendation_id` is their `query_id`.
    queries : DataFrame
        `query_id, row_id, kind, split`: questions and the act that answers each.
    top : int
        Candidates that count.

    Returns
    -------
    DataFrame
        `kind, split, queries, found, share, low, high`, with the exact 95 % interval of the share.
    """
    first = links[links["rank"] <= top]
    hits = set(zip(first["recommendation_id"], first["act_id"], strict=True))
    found = [pair in hits for pair in zip(queries["query_id"], queries["row_id"], strict=True)]
    groups = (
        queries.assign(found=found).groupby(["kind", "split"])["found"].agg(queries="size", found="sum").reset_index()
    )
    low, high = zip(
        *(clopper_pearson(int(k), int(n)) for k, n in zip(groups["found"], groups["queries"], strict=True)), strict=True
    )
    return groups.assign(share=groups["found"] / groups["queries"], low=low, high=high).round(4)
