"""An executed notebook read into the parts of a report: title, question, summary, body, limits, sources."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import mistune
from nbformat import NotebookNode

from toolkit.errors import ToolkitError
from toolkit.language import Language
from toolkit.reports.formulas import mathml
from toolkit.reports.provenance import Provenance
from toolkit.reports.theme import PLAIN, Theme

GATHERED = ("summary", "limits", "sources")
"""Kinds of output that a report gathers in a place of their own, wherever the notebook shows them."""

WIDGET = "application/vnd.jupyter.widget-view+json"
"""What a progress bar or a form leaves in a notebook; it belongs to those who watch and not to the report."""

LONG = 22
"""Rows of a table that fit on a page; a longer table stands in the annex, and its caption where the notebook has it."""


class ReportError(ToolkitError):
    """A notebook holds something that a report cannot show."""


@dataclass(frozen=True)
class Block:
    """One piece of a report.

    Parameters
    ----------
    kind : str
        "heading", "text", "formula", "table", "figure", "figure-caption", "summary", "limits" or "sources"; in a
        report also "annexed", which stands for a table of the annex.
    html : str
        The piece, safe to insert.
    level : int
        Level of a heading, else 0.
    number : int
        Which table of the annex is meant, from 1, else 0.
    synthetic : bool
        Whether it rests on people who do not exist.
    """

    kind: str
    html: str
    level: int = 0
    synthetic: bool = False
    number: int = 0

    @property
    def anchor(self) -> str:
        """Name of a heading for links within the page."""
        plain = unicodedata.normalize("NFKD", re.sub(r"<[^>]+>", "", self.html))
        return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


@dataclass(frozen=True)
class Introduction:
    """What the index says of one report, and whether any of it rests on people who do not exist."""

    page: str
    language: str
    title: str
    question: str
    summary: str
    documents: tuple[str, ...] = ()
    synthetic: bool = False

    @property
    def answers(self) -> list[str]:
        """The sentences of the summary; the first answers the question."""
        return re.findall(r"<li>(.*?)</li>", self.summary, re.DOTALL)


_markdown = mistune.create_markdown(escape=True)


def prose(text: str) -> str:
    """Turn Markdown into HTML; HTML inside the text is shown, not obeyed."""
    return str(_markdown(text)).strip()


def markdown_blocks(source: str) -> Iterator[tuple[str, str]]:
    """Part a Markdown cell at blank lines into marks and words.

    Words are what is translated. Marks are those of a heading ("## "), a whole formula ("$$…$$", without words), or "".
    """
    for block in filter(None, re.split(r"\n\s*\n", source.strip())):
        if block.startswith("$$") and block.endswith("$$"):
            yield block, ""
        else:
            yield re.fullmatch(r"((?:#+ )?)(.*)", block, re.DOTALL).groups()  # type: ignore[misc, union-attr]


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
            blocks += [_prose_block(marks, text, language) for marks, text in markdown_blocks(cell.source)]
        elif cell.cell_type == "code" and cell.source.strip():
            if cell.execution_count is None:
                raise ReportError(f"a cell was not run: {cell.source.splitlines()[0]!r}. Run the whole notebook.")
            shown = [output for output in cell.outputs if WIDGET not in output.get("data", ())]
            blocks += [_output_block(output) for output in shown]
    return _without_empty_headings(blocks)


def _prose_block(marks: str, text: str, language: Language) -> Block:
    """Turn a block of Markdown into a heading, a formula or a paragraph, in the reader's language."""
    if marks.startswith("$$"):
        return Block("formula", mathml(marks.strip("$ \n")))
    if marks:
        return Block("heading", escape(language.wording(text)), level=marks.count("#"))
    return Block("text", prose(language.wording(text)))


def _output_block(output: NotebookNode) -> Block:
    """Turn one output of a page into a piece of the report."""
    note: dict[str, Any] = output.get("metadata", {}).get("toolkit", {})
    if not note:
        shown = output.get("text") or output.get("evalue") or output.get("data", {}).get("text/plain", "")
        raise ReportError(f"an output did not come from page.table, page.figure or page.text: {str(shown)[:80]!r}")
    kind, data = note["kind"], output["data"]
    if kind == "figure":
        html = f'<img alt="{escape(note.get("shows") or data["text/plain"])}" src="data:image/png;base64,{data["image/png"].strip()}">'
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
    annex : sequence of Block
        Long tables.
    gathered : mapping of str to list of str
        Summary, limits and sources, as HTML.
    language : Language
        Language of the reader.
    as_of : date
        Date of the record.
    provenance : Provenance
        What the report was made from.
    theme : Theme
        How it looks.
    """

    title: str
    question: str
    body: tuple[Block, ...]
    annex: tuple[Block, ...]
    gathered: dict[str, list[str]]
    language: Language
    as_of: datetime.date
    provenance: Provenance
    theme: Theme = PLAIN

    @property
    def contents(self) -> list[Block]:
        """Headings of the sections."""
        return [block for block in self.body if block.kind == "heading" and block.level == 2]

    @property
    def synthetic(self) -> bool:
        """Whether any part rests on people who do not exist."""
        return any(block.synthetic for block in (*self.body, *self.annex))


def read_report(
    notebook: NotebookNode, language: str, as_of: datetime.date, provenance: Provenance, theme: Theme = PLAIN
) -> Report:
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
    theme : Theme
        How it looks.

    Raises
    ------
    ReportError
        If a cell did not run, or shows something that did not come from a page.
    """
    reader = Language(language)
    title, question, blocks = _opening(read_blocks(notebook, reader))
    body, annex = _with_annex([block for block in blocks if block.kind not in GATHERED])
    gathered = {kind: [block.html for block in blocks if block.kind == kind] for kind in GATHERED}
    return Report(title, question, body, annex, gathered, reader, as_of, provenance, theme)


def _with_annex(blocks: list[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Part the body from its long tables; the caption of each stays where the table was."""
    body: list[Block] = []
    annex: list[Block] = []
    for block in blocks:
        if block.kind == "table" and block.html.count("<tr>") - 1 > LONG:
            annex.append(block)
            caption = block.html.partition("<caption>")[2].partition("</caption>")[0]
            body.append(Block("annexed", caption, number=len(annex)))
        else:
            body.append(block)
    return tuple(body), tuple(annex)


def _opening(blocks: Sequence[Block]) -> tuple[str, str, list[Block]]:
    """Part a report into its title, the question below the title, and the rest."""
    if len(blocks) < 2 or blocks[0].level != 1 or blocks[1].kind != "text":
        raise ReportError("a notebook opens with a title (# …) and one paragraph that states its question")
    return blocks[0].html, blocks[1].html, list(blocks[2:])


def introduce(notebook: NotebookNode, language: str, page: str, documents: Sequence[str] = ()) -> Introduction:
    """Read from an executed notebook what the index says of it, beside the names of its page and documents."""
    title, question, body = _opening(read_blocks(notebook, Language(language)))
    summary = next((block.html for block in body if block.kind == "summary"), "")
    synthetic = any(block.synthetic for block in body)
    return Introduction(page, language, title, question, summary, tuple(documents), synthetic)
