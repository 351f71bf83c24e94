"""French words as the search sees them: lemmas without accents, without the formulas of council titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
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
"""Lemmas of council formulas: nearly every title has them. They only count inside names, as in `Grand Paris`."""

_STOP_WORDS = """
    a afin ainsi alors ai apres au aucun aussi autre aux avant avec avoir ce cela celui ces cet cette chaque comme
    comment contre d dans de depuis des dont du elle en encore entre est et etre eux faire faut il ils j je l la le les
    leur leurs lors lui m mais me meme mes moins mon n ne ni nos notre nous on ont or ou par pas peu peut plus pour
    pouvoir puis qu quand que quel qui quoi s sa sans se ses si sien soit son sont sous sur t ta te tel tous tout toute
    tres tu un une vers via vos votre vous y lier liee lie agir traiter creer etablir etendre poursuivre organiser
    favoriser permettre engager lancer
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

_ASKING = """
    aider soutenir encourager aller dire changer limiter offrir proposer renforcer defendre nouveau nouvelle lieu
    endroit grand petit mieux meilleur plein garder pendant gerer guider veiller nombreux certain davantage autour pres
    ensemble reussir ameliorer developper profiter finir tenir utiliser besoin chose gens face aupres parler discuter
    participer occuper sorte lutter
"""
ASKING = frozenset(_ASKING.split())
"""Lemmas with which people ask for something: rare in titles, and yet they do not tell what a title is about."""

_OWN_FORMS = frozenset({"travaux"})
"""Words that mean something else than their dictionary form: `travaux` are works, `travail` is labour."""

_ENDINGS = """
    isations isation isateurs isateur isatrice isantes isants isables isable ifications ification ifier isees isee ises
    iser ations ation ateurs ateur atrices atrice atoires atoire ances ance ences ence ements ement ments ment ites ite
    ives ive ifs if ieres iere iers ier eurs eur euses euse rices tions tion sions sion ages age elles elle els el ales
    ale aux al aires aire iques ique istes iste ismes isme esses esse ables able ibles ible eux ures ure ees ee es er ir
    re e s ants ant ents ent iennes ienne iens ien ise
"""
_LONGEST_FIRST = sorted(_ENDINGS.split(), key=len, reverse=True)
ROOT_LETTERS = (4, 6)
"""Fewest and most letters of a root."""


def plain(word: str) -> str:
    """Write a word in small letters without accents; `œ` becomes `oe`."""
    spread = unicodedata.normalize("NFD", word.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Give the dictionary form of one French word, without accents."""
    small = word.lower()
    return small if small in _OWN_FORMS else plain(simplemma.lemmatize(small, lang="fr"))


@lru_cache(maxsize=200_000)
def root(word: str) -> str:
    """Give what the words of a family have in common: a lemma without its ending (isoler, isolation: `isol`)."""
    fewest, most = ROOT_LETTERS
    ending = next((end for end in _LONGEST_FIRST if word.endswith(end) and len(word) - len(end) >= fewest), "")
    return word[: len(word) - len(ending)][:most]


def subject(title: str) -> str:
    """Take from a title what it is about: without who tabled it and without amounts."""
    mended = readable(title)
    if "œu" in mended or "mendement" in mended or "uestion" in mended or "roposition" in mended:
        mended = _TABLED_BY.sub(" ", mended)
    return _AMOUNT.sub(" ", mended) if any(unit in mended for unit in ("euro", "€", "%", " F")) else mended


def lemmas(text: str) -> list[str]:
    """Split a title or a recommendation into lemmas, in order, without stop words."""
    found = (lemma(word) for word in _WORD.findall(subject(text)) if len(word) > 1)
    return [word for word in found if len(word) > 1 and word not in STOP_WORDS]


def telling(words: Iterable[str]) -> list[str]:
    """Keep the lemmas that tell what a title or a recommendation is about: no formulas, no words of asking."""
    return [word for word in words if word not in FORMULAS and word not in ASKING]
