"""Words that the findings of a design report share: lists of names, rhythms of renewal, frames with letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from toolkit.design.frames import Frame
from toolkit.design.scenario import Rotation
from toolkit.language import Message, say

UNREACHED = 0.005
"""Share of the residents below which a gap of the lists is not worth a sentence."""


def listed(names: Sequence[str]) -> Message:
    """Join labels with commas; each is looked up in the reader's language."""
    first, *others = names
    return reduce(
        lambda names, name: say("{names}, {name}", names=names, name=name), others, say("{names}", names=first)
    )


def amount(number: float) -> int | Message:
    """Give a whole number as it is, and any other with one decimal."""
    return int(number) if number == int(number) else say("{number:.1f}", number=number)


def rotation_in_words(rotation: Rotation) -> Message:
    """Say the rhythm of renewal."""
    if rotation.share == 1:
        return say("all seats renewed every {n} {n:month|months}", n=rotation.every_months)
    return say(
        "{share:.0%} of the seats renewed every {n} {n:month|months}", share=rotation.share, n=rotation.every_months
    )


def with_letters(frame: Frame, factor: float) -> Frame:
    """Multiply the letters of a frame; the number of volunteers is then open."""
    return frame.model_copy(update={"letters": round(frame.letters * factor), "volunteers": None})
