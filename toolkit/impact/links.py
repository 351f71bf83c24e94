"""Candidate links between recommendations and council acts: exact citations first, then BM25 on French lemmas.

A candidate is a question to a person, never a finding. The score of a pair depends on that pair and the acts searched
only, not on which other recommendations were asked.

BM25: Robertson and Zaragoza 2009, doi:10.1561/1500000019, with their usual k1 = 1.2 and b = 0.75.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.act_numbers import canonical_acts
from toolkit.errors import refuse
from toolkit.impact.words import concepts, lemmas
from toolkit.language import bilingual

K1 = 1.2
B = 0.75
VOCABULARY_WEIGHT = 0.7
"""Weight of a word that the city vocabulary adds; a word of the recommendation weighs 1."""
FAMILY_WEIGHT = 0.4
"""Weight of a word of the same family (isoler, isolation), told by its first letters."""
FAMILY_LETTERS = 4
Progress = Callable[[Iterable[Any]], Iterable[Any]]


def _silent(steps: Iterable[Any]) -> Iterable[Any]:
    return steps


@dataclass(frozen=True)
class LexicalIndex:
    """The titles of the acts, ready to be searched.

    Parameters
    ----------
    terms : dict of lemma to column
        Every lemma of the titles.
    weights : sparse matrix, terms × acts
        BM25 weight of a lemma in a title.
    idf : array of shape (terms,)
        Rarity of each lemma, positive.
    families : dict of first letters to lemmas
        Lemmas that begin alike.
    """

    terms: dict[str, int]
    weights: sparse.csr_array
    idf: np.ndarray
    families: dict[str, list[str]]

    def scores(self, query: Sequence[dict[str, float]]) -> np.ndarray:
        """Score every act for one query: the share, 0 to 1, of the largest score that a title could reach.

        An act meets each word of the query by the word itself, by one of its family or by one that says the same,
        whichever counts most.

        Parameters
        ----------
        query : sequence of dict of lemma to weight
            As `toolkit.impact.words.concepts` gives it.
        """
        reached = np.zeros(self.weights.shape[1])
        for concept in query:
            places, weights = self._best_of(self._with_family(concept))
            reached[places] += weights
        return reached / self._largest(query) if reached.any() else reached

    def _with_family(self, concept: dict[str, float]) -> dict[str, float]:
        """Add the relatives of the word that a concept begins with, as far as they are known."""
        word = next(iter(concept))
        family = dict.fromkeys(self.families.get(word[:FAMILY_LETTERS], ()), FAMILY_WEIGHT)
        return {known: weight for known, weight in (family | concept).items() if known in self.terms}

    def _best_of(self, words: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
        """Give the acts that hold any of the words, each with its largest weight."""
        if not words:
            return np.empty(0, dtype=np.int32), np.empty(0)
        places = np.concatenate([self.acts_with(word) for word in words])
        weights = np.concatenate([weight * self._weights_of(word) for word, weight in words.items()])
        order = np.lexsort((weights, places))
        last = np.append(np.diff(places[order]) != 0, True)
        return places[order][last], weights[order][last]

    def acts_with(self, word: str) -> np.ndarray:
        """Give the places of the acts that hold a lemma."""
        row = self.terms[word]
        return self.weights.indices[self.weights.indptr[row] : self.weights.indptr[row + 1]]

    def _weights_of(self, word: str) -> np.ndarray:
        row = self.terms[word]
        return self.weights.data[self.weights.indptr[row] : self.weights.indptr[row + 1]]

    def _largest(self, query: Sequence[dict[str, float]]) -> float:
        """Give the score of a title that repeats the query's own words without end; unknown words count as rare."""
        rarest = float(self.idf.max())
        own = (self.terms.get(next(iter(concept))) for concept in query)
        return sum(rarest if row is None else float(self.idf[row]) for row in own) * (K1 + 1)


def index_titles(titles: Sequence[str]) -> LexicalIndex:
    """Index titles for BM25.

    Parameters
    ----------
    titles : sequence of str
        One title (with its text, if known) for each act.
    """
    counts = [Counter(lemmas(title)) for title in titles]
    terms = {word: column for column, word in enumerate(dict.fromkeys(word for count in counts for word in count))}
    rows = np.fromiter((terms[word] for count in counts for word in count), dtype=np.int32)
    columns = np.repeat(np.arange(len(counts), dtype=np.int32), [len(count) for count in counts])
    times = np.fromiter((n for count in counts for n in count.values()), dtype=np.float32)
    length = np.array([sum(count.values()) for count in counts], dtype=np.float32)
    holding = np.bincount(rows, minlength=len(terms))
    idf = np.log1p((len(titles) - holding + 0.5) / (holding + 0.5)).astype(np.float32)
    norm = K1 * (1 - B + B * length / max(float(length.mean()), 1.0)) if len(titles) else length
    weights = idf[rows] * times * (K1 + 1) / (times + norm[columns])
    matrix = sparse.csr_array((weights, (rows, columns)), shape=(len(terms), len(titles)))
    matrix.sort_indices()
    families: dict[str, list[str]] = {}
    for word in terms:
        families.setdefault(word[:FAMILY_LETTERS], []).append(word)
    return LexicalIndex(terms, matrix, idf, families)


def best(scores: np.ndarray, top: int) -> np.ndarray:
    """Give the places of the highest positive scores, highest first; ties go to the earlier place."""
    chosen = np.flatnonzero(scores > 0)
    if top < len(chosen):
        floor = np.partition(scores[chosen], -top)[-top]
        chosen = chosen[scores[chosen] >= floor]
    return chosen[np.argsort(-scores[chosen], kind="stable")][:top]


def link(
    recommendations: pd.DataFrame,
    acts: pd.DataFrame,
    top: int = 20,
    vocabulary: Sequence[Sequence[str]] = (),
    index: LexicalIndex | None = None,
    progress: Progress = _silent,
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
        City vocabulary: sets of terms with one meaning.
    index : LexicalIndex, optional
        Index of the same acts, made before; made here when omitted.
    progress : callable
        Wrapper of an iterable, for a progress bar.

    Returns
    -------
    DataFrame
        `recommendation_id, act_id, rank, score, way, shared`: score between 0 and 1, way "citation" or "words",
        shared the lemmas that both have. Rows with equal scores stand in the order of `acts`.
    """
    index = index or index_titles(searchable(acts))
    ids = list(acts["act_id"])
    place = {act: number for number, act in reversed(list(enumerate(ids)))}
    meanings = [[lemmas(term) for term in terms] for terms in vocabulary]
    rows: list[tuple[object, ...]] = []
    for recommendation, text in progress(list(recommendations[["recommendation_id", "text"]].itertuples(index=False))):
        query = concepts(lemmas(text), meanings, VOCABULARY_WEIGHT)
        scores = index.scores(query)
        cited = [place[number] for number in canonical_acts(text) if number in place]
        ranked = [*cited, *(number for number in best(scores, top + len(cited)) if number not in cited)][:top]
        shared = _shared(index, query, ranked)
        for rank, number in enumerate(ranked, start=1):
            way, score = ("citation", 1.0) if number in cited else ("words", round(float(scores[number]), 4))
            rows.append((recommendation, ids[number], rank, score, way, shared[rank - 1]))
    return pd.DataFrame(rows, columns=["recommendation_id", "act_id", "rank", "score", "way", "shared"])


def _shared(index: LexicalIndex, query: Sequence[dict[str, float]], ranked: Sequence[int]) -> list[str]:
    """Name the lemmas of the query, or that say the same, which each of the acts ranked has."""
    words: list[list[str]] = [[] for _ in ranked]
    for word in dict.fromkeys(word for concept in query for word in concept):
        if word in index.terms:
            holding = index.acts_with(word)
            spots = np.searchsorted(holding, ranked)
            for place in np.flatnonzero(np.take(holding, spots, mode="clip") == ranked):
                words[place].append(word)
    return [" ".join(found) for found in words]


def searchable(acts: pd.DataFrame) -> list[str]:
    """Give the text of each act that is searched: its title, and its text where there is one."""
    titles = acts["title"].fillna("")
    return list(titles + " " + acts["text"].fillna("")) if "text" in acts else list(titles)


def vocabulary_sets(vocabulary: pd.DataFrame) -> list[list[str]]:
    """Turn the table of city vocabulary (`term, same_subject`) into sets of terms."""
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
        If a bound is given and the acts have no dates.
    """
    if not since and not until:
        return acts
    if "date" not in acts:
        raise refuse("acts", "there is no column date", "Add one, or leave out --since and --until")
    dates = acts["date"].fillna("").astype(str)
    early = (dates != "") & (dates.str.cat(["~"] * len(dates)) < since) if since else dates.isna()
    late = (dates != "") & (dates > until + "~") if until else dates.isna()
    return acts[~early & ~late].reset_index(drop=True)
