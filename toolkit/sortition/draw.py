"""The draw: one panel of the lottery, chosen by a number that nobody could foresee and everybody can recompute.

A public draw goes in two steps. First inputs and lottery are frozen and their hash is published. Then a number comes up
that no one controls (a lottery result, a throw of dice in public). Both together give a point in [0, 1), which lies in
the interval of exactly one panel. Or the lottery is first turned into M equally likely numbered panels, and balls from
urns say the number.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from itertools import accumulate

from toolkit.sortition.numbering import NumberedPanels, number_panels

__all__ = ["NumberedPanels", "digest", "number_panels", "panel_at", "seed_point"]


def digest(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def seed_point(announced: str, inputs: str) -> Fraction:
    """Turn the announced number and the hash of the frozen inputs into a point in [0, 1), exactly."""
    return Fraction(int(digest(f"{inputs}\n{announced}"), 16), 2**256)


def panel_at(probabilities: list[float], point: Fraction) -> int:
    """Find the panel whose interval holds a point, in exact arithmetic.

    Parameters
    ----------
    probabilities : list of float
        In the order of the lottery; taken relative to their sum.
    point : Fraction
        In [0, 1).

    Returns
    -------
    int
        Position in the list, from 0.
    """
    ends = list(accumulate(map(Fraction, probabilities)))
    return next(place for place, end in enumerate(ends) if point * ends[-1] < end)
