"""Search by words: BM25 on French lemmas, through families of words and a vocabulary of city subjects.

A word of a question is met in a title by itself, by a word of its family, or by any term of a subject that the question
names (`bébé` names early childhood, and so does `halte-garderie`); the strongest of the three counts. A subject and a
family are as rare as the titles that hold them, and are weighed like a word of that rarity.

BM25: Robertson and Zaragoza 2009, doi:10.1561/1500000019, with their usual k1 = 1.2; b = 0.4, since titles are short.
Subjects as index terms of their own: the descriptors of a thesaurus, Salton and Lesk 1968, doi:10.1145/321439.321441.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce

import numpy as np
from scipy import sparse

from toolkit.impact.words import FORMULAS, lemmas, root, telling

K1 = 1.2
B = 0.4
SUBJECT_WEIGHT = 1.0
"""Weight of a subject beside a word of the same rarity; a shared word also names the subject and is rarer."""
FAMILY_WEIGHT = 0.5
"""Weight of a word of the same family: isoler, isolation."""
KEPT = 512
"""Words whose acts are kept in memory, since questions repeat them."""

Postings = tuple[np.ndarray, np.ndarray]
"""Places of acts, in order, and what each of them gains."""


@dataclass(frozen=True)
class LexicalIndex:
    """The titles of the acts, ready to be searched.

    Parameters
    ----------
    terms : dict of lemma to row
        Every lemma of the titles.
    weights : sparse matrix, terms × acts
        BM25 weight of a lemma in a title.
    idf : array of shape (terms,)
        Rarity of each lemma, positive.
    norm : array of shape (acts,)
        How much the length of a title dampens its words.
    families : dict of root to lemmas
        Lemmas of one family.
    """

    terms: dict[str, int]
    weights: sparse.csr_array
    idf: np.ndarray
    norm: np.ndarray
    families: dict[str, list[str]]

    def acts_with(self, term: Iterable[str]) -> np.ndarray:
        """Give the places of the acts that hold every lemma of a term, in order."""
        words = list(term)
        if not words or any(word not in self.terms for word in words):
            return np.empty(0, dtype=np.int32)
        rarest_first = sorted((self._places(self.terms[word]) for word in words), key=len)
        return reduce(lambda found, places: np.intersect1d(found, places, assume_unique=True), rarest_first)

    def of_word(self, word: str) -> Postings:
        """Give the acts that hold a lemma, with its weight in each."""
        row = self.terms[word]
        return self._places(row), self.weights.data[self.weights.indptr[row] : self.weights.indptr[row + 1]]

    def of_any(self, terms: Iterable[Iterable[str]], weight: float) -> Postings:
        """Give the acts that hold any of the terms, weighed as one word that is as rare as all of them together."""
        held = np.zeros(len(self.norm), dtype=bool)
        for term in terms:
            held[self.acts_with(term)] = True
        places = np.flatnonzero(held)
        gain = weight * _rarity(len(places), len(self.norm)) * (K1 + 1)
        return places, (gain / (1 + self.norm[places])).astype(np.float32)

    def _places(self, row: int) -> np.ndarray:
        return self.weights.indices[self.weights.indptr[row] : self.weights.indptr[row + 1]]


def _rarity(holding: int | np.ndarray, total: int) -> np.ndarray:
    """Give the inverse document frequency of something that `holding` of `total` titles have; always positive."""
    return np.log1p((total - holding + 0.5) / (holding + 0.5))


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
    length = np.array(
        [sum(n for word, n in count.items() if word not in FORMULAS) for count in counts], dtype=np.float32
    )
    idf = _rarity(np.bincount(rows, minlength=len(terms)), len(titles)).astype(np.float32)
    norm = K1 * (1 - B + B * length / max(float(length.mean()), 1.0)) if len(titles) else length
    weights = idf[rows] * times * (K1 + 1) / (times + norm[columns])
    matrix = sparse.csr_array((weights, (rows, columns)), shape=(len(terms), len(titles)))
    matrix.sort_indices()
    families: dict[str, list[str]] = {}
    for word in terms:
        families.setdefault(root(word), []).append(word)
    return LexicalIndex(terms, matrix, idf, norm, families)


class Vocabulary:
    """Subjects of a city, each a set of terms that speak of it.

    Parameters
    ----------
    subjects : sequence of sequences of str
        The terms of each subject; the first one is its name.
    """

    def __init__(self, subjects: Sequence[Sequence[str]]):
        self.names = [terms[0] for terms in subjects]
        split = [dict.fromkeys(tuple(dict.fromkeys(lemmas(term))) for term in terms) for terms in subjects]
        self.terms = [[term for term in terms if len(term) > 1 or telling(term)] for terms in split]
        self._by_first_word: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for number, terms in enumerate(self.terms):
            for term in terms:
                self._by_first_word.setdefault(term[0], []).append((number, term))

    def named(self, words: Sequence[str]) -> dict[int, tuple[str, ...]]:
        """Find the subjects that a question names, each with the longest of its terms that stands in the question."""
        present = frozenset(words)
        found: dict[int, tuple[str, ...]] = {}
        for word in words:
            for number, term in self._by_first_word.get(word, ()):
                if len(term) > len(found.get(number, ())) and present.issuperset(term):
                    found[number] = term
        return found


class Search:
    """The acts of an index, seen through a vocabulary.

    Parameters
    ----------
    index : LexicalIndex
        The titles.
    vocabulary : Vocabulary
        Subjects of the city.
    """

    def __init__(self, index: LexicalIndex, vocabulary: Vocabulary):
        self.index, self.vocabulary = index, vocabulary
        self._of_subject = lru_cache(maxsize=None)(self._find_subject)
        self._of_unit = lru_cache(maxsize=KEPT)(self._find_unit)

    def scores(self, words: Sequence[str]) -> np.ndarray:
        """Score every act for one question: the share, 0 to 1, of the largest score that a title could reach.

        Parameters
        ----------
        words : sequence of str
            Lemmas of the question; repeated ones count once.
        """
        reached, largest = np.zeros(len(self.index.norm), dtype=np.float32), 0.0
        for unit in self._units(words):
            (places, gains), most = self._of_unit(unit)
            reached[places] += gains
            largest += most
        return reached / largest if largest else reached

    def shared(self, words: Sequence[str], ranked: Sequence[int]) -> list[str]:
        """Say for each of the acts ranked which words it shares with the question, and after ≈ which subjects."""
        said: list[list[str]] = [[] for _ in ranked]
        for word in telling(dict.fromkeys(words)):
            _note(said, word, self.index.acts_with((word,)), ranked)
        for number in self.vocabulary.named(words):
            _note(said, f"≈{self.vocabulary.names[number]}", self._of_subject(number)[0], ranked)
        return [" ".join(found) for found in said]

    def _units(self, words: Sequence[str]) -> list[tuple[str, tuple[int, ...]]]:
        """Split a question into what counts once: words with the subjects they name, and subjects of several words."""
        named = self.vocabulary.named(list(dict.fromkeys(words)))
        units = [
            (word, tuple(number for number, term in named.items() if term == (word,)))
            for word in telling(dict.fromkeys(words))
        ]
        return units + [("", (number,)) for number, term in named.items() if len(term) > 1]

    def _find_unit(self, unit: tuple[str, tuple[int, ...]]) -> tuple[Postings, float]:
        """Give the acts that meet a unit in any way, each with the most it gains, and the most that any could gain."""
        word, subjects = unit
        ways = [self._of_subject(number) for number in subjects]
        family = self.index.families.get(root(word), [])
        if any(relative != word for relative in family):
            ways.append(self.index.of_any(([relative] for relative in family), FAMILY_WEIGHT))
        if word in self.index.terms:
            ways.append(self.index.of_word(word))
        known = self.index.idf[self.index.terms[word]] if word in self.index.terms else self._rarest(ways)
        return _strongest(ways, len(self.index.norm)), float(known) * (K1 + 1)

    def _rarest(self, ways: Sequence[Postings]) -> float:
        """Give the rarity of a word that no title has: that of the rarest way in which it is met, if there is one."""
        met = [_rarity(len(places), len(self.index.norm)) for places, _ in ways if len(places)]
        return float(max(met, default=self.index.idf.max(initial=0.0)))

    def _find_subject(self, number: int) -> Postings:
        return self.index.of_any(self.vocabulary.terms[number], SUBJECT_WEIGHT)


def _strongest(ways: Sequence[Postings], acts: int) -> Postings:
    """Join ways to meet a word: every act once, with the most that it gains."""
    gains = np.zeros(acts, dtype=np.float32)
    for places, weights in ways:
        gains[places] = np.maximum(gains[places], weights)
    places = np.flatnonzero(gains > 0)
    return places, gains[places]


def _note(said: list[list[str]], what: str, holding: np.ndarray, ranked: Sequence[int]) -> None:
    """Note for the acts ranked that are among those holding it."""
    if len(holding):
        spots = np.searchsorted(holding, ranked)
        for place in np.flatnonzero(np.take(holding, spots, mode="clip") == ranked):
            said[place].append(what)


def best(scores: np.ndarray, top: int) -> np.ndarray:
    """Give the places of the highest positive scores, highest first; ties go to the earlier place."""
    chosen = np.flatnonzero(scores > 0)
    if top < len(chosen):
        floor = np.partition(scores[chosen], -top)[-top]
        chosen = chosen[scores[chosen] >= floor]
    return chosen[np.argsort(-scores[chosen], kind="stable")][:top]
