"""A second search, by pieces of words: four letters in a row, spaces included, weighed by their rarity.

It knows nothing of lemmas, families or city vocabulary, and so misses other acts than the search by words does: what
the two find together, and apart, tells how much both may have missed (`toolkit.impact.calibration.capture_recapture`).
Salton and Buckley 1988, doi:10.1016/0306-4573(88)90021-0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.impact.words import plain

LENGTH = 4


def fragments(text: str) -> Counter[str]:
    """Count the pieces of four letters of a text, without accents and capitals."""
    words = f" {' '.join(plain(text.lower()).split())} "
    return Counter(words[start : start + LENGTH] for start in range(len(words) - LENGTH + 1))


def link_by_fragments(recommendations: pd.DataFrame, acts: pd.DataFrame, top: int = 20) -> pd.DataFrame:
    """Rank acts by the pieces of words they share with a recommendation (cosine, pieces weighed by rarity).

    Parameters
    ----------
    recommendations, acts : DataFrame
        `recommendation_id, text` and `act_id, title`.
    top : int
        Candidates kept for each recommendation.

    Returns
    -------
    DataFrame
        `recommendation_id, act_id, rank, score`: score between 0 and 1; acts that share nothing are left out.
    """
    titles = [fragments(str(title)) for title in acts["title"]]
    places = {piece: place for place, piece in enumerate(dict.fromkeys(piece for title in titles for piece in title))}
    holding = Counter(piece for title in titles for piece in title)
    rarity = np.array([np.log(len(titles) / holding[piece]) for piece in places])
    searched, ids = _vectors(titles, places, rarity), acts["act_id"].to_numpy(dtype=object)
    rows = []
    for recommendation, text in zip(recommendations["recommendation_id"], recommendations["text"], strict=True):
        asked = _vectors([fragments(str(text))], places, rarity)
        scores = (searched @ asked.T).toarray().ravel()
        best = [place for place in np.argsort(-scores, kind="stable")[:top] if scores[place] > 0]
        rows += [
            (recommendation, ids[place], rank, round(scores[place], 4)) for rank, place in enumerate(best, start=1)
        ]
    return pd.DataFrame(rows, columns=["recommendation_id", "act_id", "rank", "score"])


def _vectors(texts: Sequence[Counter[str]], places: dict[str, int], rarity: np.ndarray) -> sparse.csr_array:
    """Lay texts out as rows of unit length."""
    found = [
        (row, places[piece], count)
        for row, text in enumerate(texts)
        for piece, count in text.items()
        if piece in places
    ]
    rows, columns, counts = np.array(found or np.empty((0, 3)), dtype=int).reshape(-1, 3).T
    weights = (1 + np.log(np.maximum(counts, 1))) * rarity[columns]
    length = np.sqrt(np.bincount(rows, weights=weights**2, minlength=len(texts)))
    scaled = weights / np.where(length > 0, length, 1)[rows]
    return sparse.csr_array((scaled, (rows, columns)), shape=(len(texts), len(places)))
