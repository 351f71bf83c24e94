"""Seating: from panels as counts of types to panels of people, everyone of a type with the same chance.

Within a type the seats of all panels are laid end to end and dealt to its people in equal lengths; a panel during
which the dealing changes is split there (McNaughton's wrap-around rule for machines). Panels and people together
bound the number of panels that result.

Source: McNaughton 1959, Scheduling with deadlines and loss functions, doi:10.1287/mnsc.6.1.1.
"""

from __future__ import annotations

import numpy as np

from toolkit.sortition.types import Types

SPLIT = 1e-12
"""A panel or a part of one with a smaller probability is left out."""

DIGITS = 12
"""Decimals of a probability, so that one tenth reads as 0.1: beyond them stands the noise of the solver."""

Piece = tuple[int, float, float, int]
"""Panel, start and end inside the panel (0 to its weight), person."""


def seat(types: Types, panels: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Seat people on panels of types.

    Parameters
    ----------
    types : Types
        Types with their members.
    panels : ndarray of int, shape (panels, types)
        Counts.
    weights : ndarray of float, shape (panels,)
        Probabilities, with sum 1.

    Returns
    -------
    people : ndarray of int, shape (more panels, seats)
        Positions in the pool, ascending in each panel.
    probabilities : ndarray of float, shape (more panels,)
    """
    panels, weights = panels[weights > SPLIT], weights[weights > SPLIT]
    pieces: list[list[Piece]] = [[] for _ in weights]
    for members, counts in zip(types.members, panels.T, strict=True):
        deal = _deal_around if counts.max() - counts.min() <= 1 else _deal_level
        for piece in deal(members, counts, weights):
            pieces[piece[0]].append(piece)
    seated = [_split(own, weight) for own, weight in zip(pieces, weights, strict=True)]
    people = np.concatenate([rows for rows, _ in seated])
    probabilities = np.concatenate([lengths for _, lengths in seated])
    return people, np.round(probabilities / probabilities.sum(), DIGITS)


def _deal_around(members: np.ndarray, counts: np.ndarray, weights: np.ndarray) -> list[Piece]:
    """Deal seats whose number differs by at most one between panels.

    Panels with one seat more come first, so that whoever wraps from the end of one row of seats to the start of
    the next never sits twice in a panel: a row is at least as long as a share, or the last.
    """
    share = float(counts @ weights) / len(members)
    order = np.argsort(-counts, kind="stable")
    pieces: list[Piece] = []
    person, left = 0, share
    for row in range(int(counts.max())):
        for panel in order[counts[order] > row]:
            start, end = 0.0, float(weights[panel])
            while end - start > left and person < len(members) - 1:
                pieces.append((panel, start, start + left, members[person]))
                start, person, left = start + left, person + 1, share
            pieces.append((panel, start, end, members[person]))
            left -= end - start
    return pieces


def _deal_level(members: np.ndarray, counts: np.ndarray, weights: np.ndarray) -> list[Piece]:
    """Deal seats whose number differs by more: in each panel those sit most whose share is least served."""
    left = np.full(len(members), float(counts @ weights) / len(members))
    pieces: list[Piece] = []
    for panel in np.argsort(-counts, kind="stable"):
        weight, seats = float(weights[panel]), int(counts[panel])
        taken = left - np.clip(_level(left, weight, seats * weight), left - weight, left)
        left = left - taken
        start = 0.0
        for person in np.flatnonzero(taken > 0):
            end = start + taken[person]
            pieces.append((panel, start, min(end, weight), members[person]))
            if end > weight:
                pieces.append((panel, 0.0, end - weight, members[person]))
            start = end - weight if end >= weight else end
    return pieces


def _level(left: np.ndarray, weight: float, total: float) -> float:
    """Find the height to which the largest shares sink, each by at most `weight`, when `total` is taken."""
    heights = np.sort(np.concatenate([left, left - weight]))
    taken = np.array([np.clip(left - height, 0, weight).sum() for height in heights])
    return float(np.interp(-total, -taken, heights))


def _split(pieces: list[Piece], weight: float) -> tuple[np.ndarray, np.ndarray]:
    """Cut a panel wherever a person changes; of a panel with tiny parts only, the largest is kept."""
    starts = np.array([piece[1] for piece in pieces])
    ends = np.array([piece[2] for piece in pieces])
    people = np.array([piece[3] for piece in pieces])
    cuts = np.unique(np.concatenate([starts, ends, [0.0, weight]]))
    cuts = cuts[(cuts >= 0) & (cuts <= weight)]
    parts = np.diff(cuts)
    long = parts >= min(SPLIT, parts.max())
    middles, lengths = ((cuts[:-1] + cuts[1:]) / 2)[long], parts[long]
    seated = (starts[:, None] < middles) & (middles < ends[:, None])
    rows = [np.sort(people[column]) for column in seated.T]
    return np.array(rows), lengths
