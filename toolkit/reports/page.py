"""A notebook's page: sentences, tables and figures in the reader's language, each with the numbers behind it.

A page displays in JupyterLab and leaves, in the metadata of each output, what the report needs to lay it out. Each
table and figure is also written as CSV, so that every number of a report can be cited and compared.
"""

from __future__ import annotations

import base64
import io
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import display

from toolkit.errors import ToolkitError
from toolkit.language import Bilingual, Language, Message, say
from toolkit.plots.spoken import spoken
from toolkit.plots.style import house_style
from toolkit.project import folder_below, project_root, whole_file, write_table
from toolkit.shown import Linked, visible

Sentence = Message | str
PNG_METADATA = {"Software": None}
RESOLUTION = 160
BEYOND_DRAWING = "Glyph .* missing from|constrained_layout not applied"
"""Warnings on names with signs that no font has (drawn as a box), or without end."""
OBEYED = re.compile(r"[\\`*\[$~]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<!\w)_|_(?!\w)|^\s*(?:[-+>#]|\d+[.)](?=\s|$))")
"""Signs that Markdown would obey."""


@dataclass
class Page:
    """One notebook's page in one language.

    Parameters
    ----------
    name : str
        Name of the notebook without its ending.
    language : Language
        Language of the reader.
    folder : Path
        Where CSV and PNG files go.
    processed : Path
        Where derived tables go.
    """

    name: str
    language: Language
    folder: Path
    processed: Path
    counts: dict[str, int] = field(default_factory=lambda: {"table": 0, "figure": 0})
    names: set[str] = field(default_factory=set)

    def summary(self, *sentences: Sentence) -> None:
        """Show the sentences that a hurried reader takes away."""
        self._show_prose("summary", sentences, heading="Summary")

    def text(self, *sentences: Sentence) -> None:
        """Show a paragraph for each sentence given."""
        self._show_prose("text", sentences)

    def limits(self, *sentences: Sentence) -> None:
        """Show what the figures do not say."""
        self._show_prose("limits", sentences, heading="Limits")

    def sources(self, *sentences: Sentence) -> None:
        """Show where data and methods come from."""
        self._show_prose("sources", sentences, heading="Sources")

    def table(
        self,
        frame: pd.DataFrame,
        name: str,
        caption: Sentence,
        formats: Mapping[str, str] | None = None,
        source: Sentence | None = None,
        synthetic: bool | None = None,
        empty: Sentence = "–",
    ) -> None:
        """Show a table and write its numbers.

        Parameters
        ----------
        frame : DataFrame
            What is shown, row by row; the index is not.
        name : str
            Name of the CSV file, unique on the page.
        caption : Message or str
            What the table shows, as a finding.
        formats : mapping of column to format, optional
            Format codes such as ".1%" or ".2f"; every column of fractions needs one, except p-values: columns whose
            names begin with `p_` are all written alike.
        source : Message or str, optional
            Where the numbers come from.
        synthetic : bool, optional
            Whether the numbers rest on people who do not exist; read from `frame.attrs` when omitted.
        empty : Message or str
            What stands in an empty cell.
        """
        self._write_numbers(frame, name)
        made_up = bool(frame.attrs.get("synthetic")) if synthetic is None else synthetic
        head = self._head("table", caption)
        notes = self._notes(source, made_up)
        body = self._table_html(frame, dict(formats or {}), self._say(empty) if empty != "–" else "–")
        html = f"<table><caption>{escape(head)}</caption>{body}</table>{notes}"
        plain = f"{head}\n{frame.shape[0]} × {frame.shape[1]}"
        self._display({"text/html": html, "text/plain": plain}, "table", name, synthetic=made_up)

    def figure(
        self,
        plot: Callable[..., Any],
        frame: pd.DataFrame,
        name: str,
        caption: Sentence,
        source: Sentence | None = None,
        synthetic: bool | None = None,
        **options: Any,
    ) -> None:
        """Draw a figure, show it, and write it with its numbers.

        Parameters
        ----------
        plot : callable
            A function of `toolkit.plots`: `plot(frame, language=..., **options)` gives Axes.
        frame : DataFrame
            The numbers drawn.
        name, caption, source, synthetic
            As for `table`.
        """
        self._write_numbers(frame, name)
        made_up = bool(frame.attrs.get("synthetic")) if synthetic is None else synthetic
        picture, shows = self._draw(plot, frame, options)
        with whole_file(self.folder / f"{name}.{self.language.code}.png") as part:
            part.write_bytes(picture)
        head = self._head("figure", caption)
        encoded = base64.b64encode(picture).decode("ascii")
        self._display({"image/png": encoded, "text/plain": head}, "figure", name, synthetic=made_up, shows=shows)
        html = f'<div class="caption">{escape(head)}</div>{self._notes(source, made_up)}'
        self._display({"text/html": html, "text/plain": head}, "figure-caption", name, synthetic=made_up)

    def keep(self, frame: pd.DataFrame, name: str) -> None:
        """Write a derived table for others to go on with; nothing is shown.

        Parameters
        ----------
        frame : DataFrame
            The table; a synthetic one says so in its file name.
        name : str
            Name of the CSV file.
        """
        mark = "synthetic_" if frame.attrs.get("synthetic") else ""
        write_table(frame, self.processed / f"{mark}{name}.csv")

    def _draw(self, plot: Callable[..., Any], frame: pd.DataFrame, options: dict[str, Any]) -> tuple[bytes, str]:
        """Draw a figure as PNG, and say in words what it shows."""
        buffer = io.BytesIO()
        with house_style(), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=BEYOND_DRAWING)
            drawn = plot(frame, language=self.language, **options)
            axes = drawn[0] if isinstance(drawn, list) else drawn
            axes.figure.savefig(buffer, format="png", dpi=RESOLUTION, metadata=PNG_METADATA)
        return buffer.getvalue(), visible(spoken(axes.figure, self.language))

    def _write_numbers(self, frame: pd.DataFrame, name: str) -> None:
        """Write the numbers behind a table or figure, messages in English."""
        if name in self.names:
            raise ToolkitError(f"the name {name!r} is used twice on this page; give the second a name of its own")
        self.names.add(name)
        plain = frame.map(_plain)
        write_table(plain, self.folder / f"{name}.csv")

    def _head(self, kind: str, caption: Sentence) -> str:
        """Number a table or figure and put its caption behind the number."""
        self.counts[kind] += 1
        template = "Table {n}. {caption}" if kind == "table" else "Figure {n}. {caption}"
        return self._say(Message(template, {"n": self.counts[kind], "caption": self._as_message(caption)}))

    def _say(self, sentence: Sentence) -> str:
        """Give a sentence in the reader's language, with nothing in it that cannot be seen."""
        return visible(self.language.render(sentence))

    @staticmethod
    def _as_message(sentence: Sentence) -> Message:
        return sentence if isinstance(sentence, Message) else Message(sentence)

    def _notes(self, source: Sentence | None, synthetic: bool) -> str:
        """Lay out what stands under a table or figure."""
        notes = ""
        if synthetic:
            badge = self._say(say("Synthetic data: these people do not exist."))
            notes += f'<div class="synthetic">{escape(badge)}</div>'
        if source is not None:
            line = self._say(say("Source: {source}", source=self._as_message(source)))
            notes += f'<div class="source">{escape(line)}</div>'
        return notes

    def _show_prose(self, kind: str, sentences: tuple[Sentence, ...], heading: str = "") -> None:
        """Show sentences as Markdown: paragraphs, or a list under a heading."""
        lines = [visible(self.language.render(sentence, escape=_literal)) for sentence in sentences]
        if heading:
            listed = "\n".join(f"- {line}" for line in lines)
            text = f"**{self.language.wording(heading)}**\n\n{listed}"
        else:
            text = "\n\n".join(lines)
        self._display({"text/markdown": text, "text/plain": text}, kind, "")

    def _display(self, data: dict[str, Any], kind: str, name: str, **known: Any) -> None:
        """Hand an output to the notebook, with what the report needs to know of it."""
        note = {"kind": kind, "name": name, "synthetic": False} | known
        display(data, raw=True, metadata={"toolkit": note})

    def _table_html(self, frame: pd.DataFrame, formats: dict[str, str], empty: str) -> str:
        """Lay out the head and body of a table; numbers to the right."""
        unknown = sorted(set(formats) - set(frame.columns))
        if unknown:
            raise ToolkitError(f"table formats name columns that are not there: {', '.join(unknown)}")
        numeric = {column: pd.api.types.is_numeric_dtype(frame[column]) for column in frame.columns}
        head = "".join(
            f'<th scope="col"{_side(numeric[column])}>{escape(self.language.heading(str(column)))}</th>'
            for column in frame.columns
        )
        formats |= {column: "p" for column in frame.columns if str(column).startswith("p_")}
        rows = []
        for cells in frame.itertuples(index=False, name=None):
            shown = (
                (column, self._cell_html(cell, formats.get(column, ""), empty, column))
                for column, cell in zip(frame.columns, cells, strict=True)
            )
            row = "".join(f"<td{_side(numeric[column])}>{html}</td>" for column, html in shown)
            rows.append(f"<tr>{row}</tr>")
        return f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"

    def _cell_html(self, cell: Any, form: str, empty: str, column: str) -> str:
        """Format one cell as HTML: words, or words that lead somewhere."""
        if isinstance(cell, list) and cell and all(isinstance(part, Linked) for part in cell):
            return ", ".join(self._cell_html(part, form, empty, column) for part in cell)
        if isinstance(cell, Linked):
            return cell.html(_breakable(visible(cell.text)))
        return _breakable(visible(self._cell(cell, form, empty, column)))

    def _cell(self, cell: Any, form: str, empty: str, column: str) -> str:
        """Format one cell."""
        if isinstance(cell, Message):
            return self.language.render(cell)
        if isinstance(cell, list | tuple):
            return self.language.format(cell) if cell else empty
        if cell is None or cell is pd.NaT or (not isinstance(cell, str) and pd.isna(cell)) or cell == "":
            return empty
        if isinstance(cell, float) and not form and cell != round(cell):
            raise ToolkitError(f"table column {column!r} holds fractions: give it a format such as '.1%' or '.2f'")
        return self.language.format(cell, form)


def _plain(cell: Any) -> Any:
    """Give a cell as it stands in a CSV file: words in English, parts of a list with semicolons between."""
    if isinstance(cell, Message | Bilingual | Linked):
        cell = str(cell)
    elif isinstance(cell, list | tuple):
        cell = " ; ".join(map(str, cell))
    return visible(cell) if isinstance(cell, str) else cell


def _literal(words: str) -> str:
    """Mark what Markdown would obey in words of the data, so that it is shown as it is, on one line."""
    return OBEYED.sub(lambda sign: f"{sign[0][:-1]}\\{sign[0][-1]}", re.sub(r"[\t-\r]+", " ", words))


def _breakable(text: str) -> str:
    """Escape text for HTML and let addresses and other long words break after their joints."""
    return re.sub(r"(?<=[/?=_.-])(?=[\w%#.-]{8})", "<wbr>", escape(text)) if "://" in text else escape(text)


def _side(is_number: bool) -> str:
    """Set numbers to the right and words to the left, in JupyterLab too."""
    return ' class="number" style="text-align: right"' if is_number else ' style="text-align: left"'


def open_page(name: str, assembly: str, language: str, output: str = "") -> Page:
    """Open a notebook's page.

    Parameters
    ----------
    name : str
        Name of the notebook without its ending.
    assembly : str
        Name of the assembly's folder.
    language : {"fr", "en"}
        Language of the reader.
    output : str
        Folder of the reports, which then holds all that is written; "" for reports/<assembly> and, for derived
        tables, data/processed/<assembly> of the project. Figures go into its folder figures/<name>.
    """
    root = project_root()
    base = Path(output) if output else folder_below(root / "reports", assembly)
    processed = base / "processed" if output else folder_below(root / "data" / "processed", assembly)
    return Page(name, Language(language), base / "figures" / name, processed)
