"""What a picture shows, in words for readers who do not see it: axes, rows and columns, panels and the key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

from toolkit.language import Language, Message, say

LISTED = 8
"""Names that are read out one by one; of more, the first and the last."""


def spoken(figure: Figure, language: Language) -> str:
    """Say what a drawn figure shows; its finding stands in the caption.

    Parameters
    ----------
    figure : Figure
        The figure, drawn in the language of the reader.
    language : Language
        Language of the reader.
    """
    sentences = [say("Chart.")]
    for ax in figure.axes:
        sentences += _of_axes(ax)
    said = dict.fromkeys(language.render(sentence) for sentence in sentences)  # what panels share is said once
    return " ".join(said)


def _of_axes(ax: Axes) -> Iterator[Message]:
    """Say what one panel shows."""
    if title := ax.get_title(loc="left"):
        yield say("Panel: {name}.", name=_line(title))
    if label := ax.get_xlabel():
        yield say("Across: {name}.", name=_line(label))
    if label := ax.get_ylabel():
        yield say("Upwards: {name}.", name=_line(label))
    yield from _listed("Rows", _ticks(ax.yaxis))
    yield from _listed("Columns", _ticks(ax.xaxis))
    yield from _listed("Key", _words(legend.get_texts() if (legend := ax.get_legend()) else ()))
    if not (ax.get_xlabel() or ax.get_ylabel() or _ticks(ax.yaxis)):
        yield from _listed("Written in it", _words(ax.texts))


def _ticks(axis: Axis) -> list[str]:
    """Give the names along an axis, none where it measures."""
    names = _words(axis.get_ticklabels()) if isinstance(axis.get_major_locator(), FixedLocator) else []
    return names if any(sign.isalpha() for sign in "".join(names)) else []


def _words(texts: Sequence[Text]) -> list[str]:
    """Give the words of texts, each once."""
    return list(dict.fromkeys(filter(None, (_line(text.get_text()) for text in texts))))


def _line(text: str) -> str:
    """Put words on one line, without the full stop that the sentence brings."""
    return " ".join(text.split()).rstrip(".")


def _listed(what: str, names: list[str]) -> Iterator[Message]:
    """Read out names, or how many there are."""
    if len(names) > LISTED:
        yield say("{what}: {n}, from {first} to {last}.", what=what, n=len(names), first=names[0], last=names[-1])
    elif names:
        yield say("{what}: {names}.", what=what, names="; ".join(names))
