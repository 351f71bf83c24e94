"""French words as the search sees them: lemmas without accents, without the formulas of council titles."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import simplemma

from toolkit.lost_letters import readable

_WORD = re.compile(r"[^\W\d_]+|\d+(?:er|e)\b")
_TABLED_BY = re.compile(
    r"(?is)\b(?:vœux?|amendements?|propositions? de délibération|questions? d'actualité)\b[^.:]{0,160}?"
    r"\b(?:relati(?:f|ve)s? (?:à la |à l'|aux |au |à )|sur (?:la |le |les |l')|pour (?:un |une |la |le ))"
)
_AMOUNT = re.compile(r"\(?\d[\d.\s]*(?:,\d+)?\s?(?:euros?|F\b|€|%)[^)]{0,20}\)?")

FORMULAS = frozenset(
    """vœu voeu amendement projet deliberation deposer groupe executif relatif relative ville paris parisien parisienne
    conseil maire signer signature autorisation convention avenant subvention euro montant attribution titre annuel
    pari article modalite communication suite cadre pluriannuel objectif association donner mettre place mise œuvre""".split()
)
"""Lemmas of council formulas: nearly every title has them, so they tell nothing."""

STOP_WORDS = frozenset(
    """a afin ainsi alors ai apres au aucun aussi autre aux avant avec avoir ce cela celui ces cet cette chaque comme
    comment contre d dans de depuis des dont du elle en encore entre est et etre eux faire faut il ils j je l la le les
    leur leurs lors lui m mais me meme mes moins mon n ne ni nos notre nous on ont or ou par pas peu peut plus pour
    pouvoir puis qu quand que quel qui quoi s sa sans se ses si sien soit son sont sous sur t ta te tel tous tout toute
    tres tu un une vers via vos votre vous y lier liee lie agir traiter creer etablir etendre poursuivre organiser
    favoriser permettre engager lancer""".split()
)


def plain(word: str) -> str:
    """Write a word in small letters without accents; `œ` becomes `oe`."""
    spread = unicodedata.normalize("NFD", word.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Give the dictionary form of one French word, without accents."""
    return plain(simplemma.lemmatize(word.lower(), lang="fr"))


def subject(title: str) -> str:
    """Take from a title what it is about: without who tabled it and without amounts."""
    return _AMOUNT.sub(" ", _TABLED_BY.sub(" ", readable(title)))


def lemmas(text: str) -> list[str]:
    """Split a title or a recommendation into the lemmas that carry meaning, in order."""
    found = (lemma(word) for word in _WORD.findall(subject(text)))
    return [word for word in found if len(word) > 1 and word not in STOP_WORDS and word not in FORMULAS]


def expand(
    words: Sequence[str], meanings: Iterable[Sequence[Sequence[str]]], weight: float
) -> dict[str, float]:
    """Add everyday words and city terms that mean the same.

    Parameters
    ----------
    words : sequence of str
        Lemmas of a query.
    meanings : iterable
        Each a set of terms with one meaning, a term as its lemmas.
    weight : float
        Weight of an added lemma; those of the query weigh 1 for each time they occur.

    Returns
    -------
    dict of lemma to weight
    """
    weights: dict[str, float] = {word: float(count) for word, count in Counter(words).items()}
    present = set(words)
    for terms in meanings:
        if any(term and present.issuperset(term) for term in terms):
            for word in dict.fromkeys(word for term in terms for word in term):
                weights.setdefault(word, weight)
    return weights
