"""French words as the search sees them: lemmas without accents, without the formulas of council titles."""

from __future__ import annotations

import re
import unicodedata
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

_FORMULAS = """
    vœu voeu amendement projet deliberation deposer groupe executif relatif relative ville paris parisien parisienne
    conseil maire signer signature autorisation convention avenant subvention euro montant attribution titre annuel
    pari article modalite communication suite cadre pluriannuel objectif association donner mettre place mise œuvre
"""
FORMULAS = frozenset(_FORMULAS.split())
"""Lemmas of council formulas: nearly every title has them, so they tell nothing."""

_STOP_WORDS = """
    a afin ainsi alors ai apres au aucun aussi autre aux avant avec avoir ce cela celui ces cet cette chaque comme
    comment contre d dans de depuis des dont du elle en encore entre est et etre eux faire faut il ils j je l la le les
    leur leurs lors lui m mais me meme mes moins mon n ne ni nos notre nous on ont or ou par pas peu peut plus pour
    pouvoir puis qu quand que quel qui quoi s sa sans se ses si sien soit son sont sous sur t ta te tel tous tout toute
    tres tu un une vers via vos votre vous y lier liee lie agir traiter creer etablir etendre poursuivre organiser
    favoriser permettre engager lancer
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


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
    mended = readable(title)
    if "œu" in mended or "mendement" in mended or "uestion" in mended or "roposition" in mended:
        mended = _TABLED_BY.sub(" ", mended)
    return _AMOUNT.sub(" ", mended) if any(unit in mended for unit in ("euro", "€", "%", " F")) else mended


def lemmas(text: str) -> list[str]:
    """Split a title or a recommendation into the lemmas that carry meaning, in order."""
    found = (lemma(word) for word in _WORD.findall(subject(text)))
    return [word for word in found if len(word) > 1 and word not in STOP_WORDS and word not in FORMULAS]


def concepts(
    words: Sequence[str], meanings: Iterable[Sequence[Sequence[str]]], weight: float
) -> list[dict[str, float]]:
    """Give each word of a query with the words that say the same.

    Parameters
    ----------
    words : sequence of str
        Lemmas of a query; repeated ones count once.
    meanings : iterable
        City vocabulary: each a set of terms with one meaning, a term as its lemmas. A set is used where the query
        holds all words of one of its terms.
    weight : float
        Weight of a word that the vocabulary adds, divided by the root of the length of the term that called it.

    Returns
    -------
    list of dict of lemma to weight
        One for each word, which weighs 1 and stands first.
    """
    own = list(dict.fromkeys(words))
    present = set(own)
    added: dict[str, dict[str, float]] = {word: {} for word in own}
    for terms in meanings:
        for term in terms:
            if term and present.issuperset(term):
                for word in term:
                    for other in (other for same in terms for other in same if other not in present):
                        called = weight / len(term) ** 0.5
                        added[word][other] = max(added[word].get(other, 0.0), called)
    return [{word: 1.0} | added[word] for word in own]
