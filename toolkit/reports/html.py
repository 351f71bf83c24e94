"""An executed notebook as a page to hand over: one HTML file, no code, nothing fetched from elsewhere."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import mistune
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from nbformat import NotebookNode

from toolkit.errors import ToolkitError
from toolkit.language import LANGUAGES, Language, say
from toolkit.reports.provenance import Provenance

TEMPLATES = Path(__file__).parent / "templates"
GATHERED = ("summary", "limits", "sources")
"""Kinds of output that a report gathers in a place of their own, wherever the notebook shows them."""


class ReportError(ToolkitError):
    """A notebook holds something that a report cannot show."""


@dataclass(frozen=True)
class Block:
    """One piece of a report.

    Parameters
    ----------
    kind : str
        "heading", "text", "table", "figure", "figure-caption", "summary", "limits" or "sources".
    html : str
        The piece, safe to insert.
    level : int
        Level of a heading, else 0.
    synthetic : bool
        Whether it rests on people who do not exist.
    """

    kind: str
    html: str
    level: int = 0
    synthetic: bool = False

    @property
    def anchor(self) -> str:
        """Name of a heading for links within the page."""
        plain = unicodedata.normalize("NFKD", re.sub(r"<[^>]+>", "", self.html))
        return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


@dataclass(frozen=True)
class Introduction:
    """What the index says of one report."""

    page: str
    language: str
    title: str
    question: str
    summary: str


@cache
def templates() -> Environment:
    """Load the templates of reports; what they insert is escaped."""
    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.globals["say"] = say
    return environment


_markdown = mistune.create_markdown(escape=True)


def prose(text: str) -> str:
    """Turn Markdown into HTML; HTML inside the text is shown, not obeyed."""
    return str(_markdown(text)).strip()


def translated_blocks(source: str, language: Language) -> Iterator[str]:
    """Give the blocks of a Markdown cell in the reader's language."""
    for marks, text in markdown_blocks(source):
        yield marks + language.wording(text)


def markdown_blocks(source: str) -> Iterator[tuple[str, str]]:
    """Part a Markdown cell at blank lines into the marks of a heading ("## ", or "") and the words to translate."""
    for block in re.split(r"\n\s*\n", source.strip()):
        marks, text = re.fullmatch(r"((?:#+ )?)(.*)", block, re.DOTALL).groups()  # type: ignore[union-attr]
        if text:
            yield marks, text


def read_blocks(notebook: NotebookNode, language: Language) -> list[Block]:
    """Read the pieces of a report from an executed notebook.

    Raises
    ------
    ReportError
        If a cell did not run, or shows something that did not come from a page.
    """
    blocks: list[Block] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            blocks += [_prose_block(block) for block in translated_blocks(cell.source, language)]
        elif cell.cell_type == "code" and cell.source.strip():
            if cell.execution_count is None:
                raise ReportError(f"a cell was not run: {cell.source.splitlines()[0]!r}. Run the whole notebook.")
            blocks += [_output_block(output) for output in cell.outputs]
    return _without_empty_headings(blocks)


def _prose_block(text: str) -> Block:
    heading = re.match(r"(#+) +(.*)", text)
    if heading:
        return Block("heading", escape(heading[2]), level=len(heading[1]))
    return Block("text", prose(text))


def _output_block(output: NotebookNode) -> Block:
    """Turn one output of a page into a piece of the report."""
    note: dict[str, Any] = output.get("metadata", {}).get("toolkit", {})
    if not note:
        shown = output.get("text") or output.get("evalue") or output.get("data", {}).get("text/plain", "")
        raise ReportError(f"an output did not come from page.table, page.figure or page.text: {str(shown)[:80]!r}")
    kind, data = note["kind"], output["data"]
    if kind == "figure":
        html = f'<img alt="{escape(data["text/plain"])}" src="data:image/png;base64,{data["image/png"].strip()}">'
    elif kind in GATHERED:
        html = prose(data["text/markdown"].partition("\n\n")[2])
    else:
        html = data["text/html"] if "text/html" in data else prose(data["text/markdown"])
    return Block(kind, html, synthetic=note["synthetic"])


def _without_empty_headings(blocks: list[Block]) -> list[Block]:
    """Drop headings with nothing of their own below them."""
    kept: list[Block] = []
    for block in reversed(blocks):
        following = next((later for later in reversed(kept) if later.kind not in GATHERED), None)
        childless = following is None or (following.kind == "heading" and following.level <= block.level)
        if not (block.kind == "heading" and block.level > 1 and childless):
            kept.append(block)
    return kept[::-1]


@dataclass(frozen=True)
class Report:
    """An executed notebook, parted into what a report shows where.

    Parameters
    ----------
    title, question : str
        Title, and the paragraph below it, as HTML.
    body : sequence of Block
        What follows, in the notebook's order.
    gathered : mapping of str to list of str
        Summary, limits and sources, as HTML.
    language : Language
        Language of the reader.
    as_of : date
        Date of the record.
    provenance : Provenance
        What the report was made from.
    """

    title: str
    question: str
    body: tuple[Block, ...]
    gathered: dict[str, list[str]]
    language: Language
    as_of: datetime.date
    provenance: Provenance

    @property
    def contents(self) -> list[Block]:
        """Headings of the sections."""
        return [block for block in self.body if block.kind == "heading" and block.level == 2]

    @property
    def synthetic(self) -> bool:
        """Whether any part rests on people who do not exist."""
        return any(block.synthetic for block in self.body)


def read_report(notebook: NotebookNode, language: str, as_of: datetime.date, provenance: Provenance) -> Report:
    """Read a report from an executed notebook whose outputs come from `Page`.

    Parameters
    ----------
    notebook : NotebookNode
        The executed notebook.
    language : {"fr", "en"}
        Language of the notebook's outputs; its Markdown is translated here.
    as_of : date
        Date of the record.
    provenance : Provenance
        What the report was made from.

    Raises
    ------
    ReportError
        If a cell did not run, or shows something that did not come from a page.
    """
    reader = Language(language)
    title, question, blocks = _opening(read_blocks(notebook, reader))
    body = tuple(block for block in blocks if block.kind not in GATHERED)
    gathered = {kind: [block.html for block in blocks if block.kind == kind] for kind in GATHERED}
    return Report(title, question, body, gathered, reader, as_of, provenance)


def render_report(report: Report, other: str = "", documents: Sequence[str] = ()) -> str:
    """Lay out a report as one self-contained HTML page.

    Parameters
    ----------
    report : Report
        The report.
    other : str
        File name of the same report in the other language, "" if there is none.
    documents : sequence of str
        File names of the same report in other formats.
    """
    page = templates().get_template("report.html")
    return page.render(report=report, language=report.language, other=other, documents=documents, style=_style())


@cache
def _style() -> str:
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


def _opening(blocks: Sequence[Block]) -> tuple[str, str, list[Block]]:
    """Part a report into its title, the question below the title, and the rest."""
    if len(blocks) < 2 or blocks[0].level != 1 or blocks[1].kind != "text":
        raise ReportError("a notebook opens with a title (# …) and one paragraph that states its question")
    return blocks[0].html, blocks[1].html, list(blocks[2:])


def introduce(notebook: NotebookNode, language: str, page: str) -> Introduction:
    """Read from an executed notebook what the index says of it."""
    title, question, body = _opening(read_blocks(notebook, Language(language)))
    summary = next((block.html for block in body if block.kind == "summary"), "")
    return Introduction(page, language, title, question, summary)


def render_index(introductions: Iterable[Introduction], as_of: datetime.date) -> str:
    """Lay out the page that leads to the reports, in both languages."""
    entries = list(introductions)
    return (
        templates()
        .get_template("index.html")
        .render(
            languages=[Language(code) for code in LANGUAGES],
            entries={code: [entry for entry in entries if entry.language == code] for code in LANGUAGES},
            as_of=as_of,
            style=_style(),
        )
    )
