"""Results show themselves in JupyterLab: their sentences, then the first rows of their table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

import pandas as pd

from toolkit.language import Language

ROWS = 20
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Signs that cannot be seen and do harm: controls, signs that turn the direction of what follows."""


@dataclass(frozen=True)
class Linked:
    """Words that lead to a page of the web; a table shows the words, its CSV file the address behind them.

    Parameters
    ----------
    text : str
        What is read.
    address : str
        Where it leads; words with any other address than one of http or https lead nowhere.
    """

    text: str
    address: str

    def __str__(self) -> str:
        return self.text if self.address in self.text else f"{self.text} {self.address}"

    def html(self, words: str) -> str:
        """Make of words that are safe to insert a link, where the address is safe to follow."""
        safe = re.fullmatch(r"https?://\S+", self.address)
        return f'<a href="{escape(self.address)}">{words}</a>' if safe else words


class Told(Protocol):
    """A result whose table and sentences travel together."""

    @property
    def table(self) -> pd.DataFrame:
        """The numbers."""

    @property
    def text(self) -> object:
        """A sentence, or a tuple of them."""

    def _repr_html_(self) -> str: ...


class Shown:
    """A result with `.table` and `.text` that a cell shows when it ends with it."""

    def _repr_html_(self: Told) -> str:
        return sentences_html(self.text) + table_html(self.table)

    def _repr_mimebundle_(self: Told, **wanted: object) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": "\n".join(sentences(self.text))}


def visible(text: str) -> str:
    """Show signs that cannot be seen by their number, such as [U+202E] for "from right to left"."""
    return UNSEEN.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", text)


def sentences(text: object) -> list[str]:
    """Give one sentence or several as a list."""
    return [visible(str(sentence)) for sentence in (text if isinstance(text, tuple | list) else (text,))]


def sentences_html(text: object) -> str:
    """Give one sentence or several as paragraphs."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences(text))


def table_html(table: pd.DataFrame, rows: int = ROWS) -> str:
    """Give the first rows of a table, with a word on how many there are and on people who do not exist.

    Parameters
    ----------
    table : DataFrame
        Any table; its text is shown as it is, never obeyed.
    rows : int
        Rows shown at most.
    """
    right = [pd.api.types.is_numeric_dtype(table[column]) for column in table.columns]
    head = _row("th", [str(column) for column in table.columns], right)
    body = "".join(
        _row("td", [_words(cell, str(column)) for cell, column in zip(cells, table.columns, strict=True)], right)
        for cells in table.head(rows).itertuples(index=False, name=None)
    )
    more = f"<p>{len(table) - rows:,} more rows, in .table</p>" if len(table) > rows else ""
    badge = "<p><em>Synthetic data: these people do not exist.</em></p>" if table.attrs.get("synthetic") else ""
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>{more}{badge}"


def _row(tag: str, cells: list[str], right: list[bool]) -> str:
    """Lay out one row, numbers to the right and words to the left, whatever JupyterLab does with bare cells."""
    sides = ("right" if side else "left" for side in right)
    shown = (f'<{tag} style="text-align: {s}">{escape(cell)}</{tag}>' for s, cell in zip(sides, cells, strict=True))
    return f"<tr>{''.join(shown)}</tr>"


def _words(cell: object, column: str) -> str:
    """Give a cell in four digits, a p-value in three decimals, or as it is; – where there is none."""
    if isinstance(cell, float) and pd.isna(cell):
        return "–"
    if isinstance(cell, float) and column.startswith("p_"):
        return Language("en").p_value(cell)
    if isinstance(cell, float):
        return f"{cell:.4g}"
    return "–" if cell is None or cell is pd.NaT or cell is pd.NA else visible(str(cell))


@dataclass(frozen=True)
class Finding(Shown):
    """A table and what it shows.

    Parameters
    ----------
    table : DataFrame
        Numbers.
    text : Message (toolkit.language)
        The finding in a sentence.
    """

    table: pd.DataFrame
    text: Any
