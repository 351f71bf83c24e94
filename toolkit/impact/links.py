"""Candidate links between recommendations and council acts: exact citations first, then the search by words.

A candidate is a question to a person, never a finding. The score of a pair depends on that pair and the acts searched
only, not on which other recommendations were asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from toolkit.act_numbers import canonical_acts
from toolkit.errors import refuse
from toolkit.impact.lexical import LexicalIndex, Search, Vocabulary, best, index_titles
from toolkit.impact.words import lemmas
from toolkit.language import bilingual

__all__ = ["LexicalIndex", "between", "index_titles", "judged_candidates", "link", "searchable", "vocabulary_sets"]

_NUMBER = re.compile(r"\b(?:19|20)\d\d,? ([A-Z]{2,}),? \d+")
"""A number of an act, with its department; what cites an act is not about everything of that department."""
COLUMNS = ["recommendation_id", "act_id", "rank", "score", "way", "shared"]
Progress = Callable[[Iterable[Any]], Iterable[Any]]


def silent(steps: Iterable[Any]) -> Iterable[Any]:
    """Show no progress."""
    return steps


def link(
    recommendations: pd.DataFrame,
    acts: pd.DataFrame,
    top: int = 20,
    vocabulary: Sequence[Sequence[str]] = (),
    index: LexicalIndex | None = None,
    progress: Progress = silent,
    meaning: Callable[[str], np.ndarray] | None = None,
) -> pd.DataFrame:
    """Rank candidate acts for every recommendation.

    Parameters
    ----------
    recommendations : DataFrame
        Columns `recommendation_id` and `text`.
    acts : DataFrame
        Columns `act_id` and `title`; `text` is searched too where it is given.
    top : int
        Candidates kept for each recommendation.
    vocabulary : sequence of sequences of str
        City vocabulary: sets of terms for one subject, which the first one names.
    index : LexicalIndex, optional
        Index of the same acts, made before; made here when omitted.
    progress : callable
        Wrapper of an iterable, for a progress bar.
    meaning : callable, optional
        Closeness of a text to each of the acts, of `toolkit.impact.meaning.closeness`; the score is then the mean of
        both, else that by words.

    Returns
    -------
    DataFrame
        `recommendation_id, act_id, rank, score, way, shared`: score between 0 and 1, way "citation", "words" or, where
        no word meets, "meaning", shared the lemmas that both have and, after ≈, the subjects that both name. Rows with
        equal scores stand in the order of `acts`.
    """
    search = Search(index or index_titles(searchable(acts)), Vocabulary(vocabulary))
    ids = list(acts["act_id"])
    place = {act: number for number, act in reversed(list(enumerate(ids)))}
    rows: list[tuple[object, ...]] = []
    for recommendation, text in progress(list(recommendations[["recommendation_id", "text"]].itertuples(index=False))):
        words = lemmas(_NUMBER.sub(" ", text))
        by_words = search.scores(words)
        scores = by_words if meaning is None else (by_words + meaning(text)) / 2
        cited = [place[number] for number in canonical_acts(text) if number in place]
        ranked = [*cited, *(number for number in best(scores, top + len(cited)) if number not in cited)][:top]
        shared = search.shared(words, ranked)
        for rank, number in enumerate(ranked, start=1):
            found = "words" if by_words[number] else "meaning"
            way, score = ("citation", 1.0) if number in cited else (found, round(float(scores[number]), 4))
            rows.append((recommendation, ids[number], rank, score, way, shared[rank - 1]))
    return pd.DataFrame(rows, columns=COLUMNS)


def searchable(acts: pd.DataFrame) -> list[str]:
    """Give what of each act is searched: its title, its text where there is one, the department of its number."""
    departments = acts["act_id"].astype("string").str.extract(_NUMBER)[0].fillna("")
    searched = acts["title"].fillna("").str.cat(departments, sep=" ")
    return list(searched.str.cat(acts["text"].fillna(""), sep=" ") if "text" in acts else searched)


def vocabulary_sets(vocabulary: pd.DataFrame) -> list[list[str]]:
    """Turn the table of city vocabulary (`term, same_subject`) into sets of terms, the leading one first."""
    pairs = zip(vocabulary["term"], vocabulary["same_subject"].fillna(""), strict=True)
    return [[term, *(other.strip() for other in others.split(";") if other.strip())] for term, others in pairs]


def judged_candidates(links: pd.DataFrame, judgements: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Put the judgements of people beside the ranks of the search; pairs that the search missed have no rank.

    Parameters
    ----------
    links : DataFrame
        Of `link`, from recommendations to `row_id` of council items, with their `probability`.
    judgements : DataFrame
        `rec_id, row_id, judgement, why, why_fr`.
    items : DataFrame
        `row_id, title, session_iso`.
    """
    ranks = links.rename(columns={"recommendation_id": "rec_id", "act_id": "row_id"})[
        ["rec_id", "row_id", "rank", "probability"]
    ]
    table = judgements.assign(why=bilingual(judgements, "why"))
    table = table.merge(ranks, on=["rec_id", "row_id"], how="left").merge(items[["row_id", "title", "session_iso"]])
    table = table.sort_values(["rec_id", "session_iso"], kind="stable")
    return table[["rec_id", "row_id", "session_iso", "title", "rank", "probability", "judgement", "why"]].reset_index(
        drop=True
    )


def between(acts: pd.DataFrame, since: str = "", until: str = "") -> pd.DataFrame:
    """Leave out acts dated before or after; acts without a date stay, since nothing is known of them.

    Parameters
    ----------
    acts : DataFrame
        Column `date` in ISO 8601, as precise as known; without it nothing is left out if no date is asked for.
    since, until : str
        Dates as precise as wanted; "" for no bound. A month or a year covers all its days.

    Raises
    ------
    InputError
        If a bound is no date, or is given and the acts have no dates.
    """
    for name, bound in (("--since", since), ("--until", until)):
        if bound and not re.fullmatch(r"\d{4}(-\d\d){0,2}", bound):
            raise refuse(name, f"{bound!r} is no date", "Write 2024, 2024-06 or 2024-06-11")
    if not since and not until:
        return acts
    if "date" not in acts:
        raise refuse("acts", "there is no column date", "Add one, or leave out --since and --until")
    dates = acts["date"].fillna("").astype(str)
    early = (dates != "") & (dates.str.cat(["~"] * len(dates)) < since) if since else dates.isna()
    late = (dates != "") & (dates > until + "~") if until else dates.isna()
    return acts[~early & ~late].reset_index(drop=True)
