"""The text of a document: plain text, a web page, a PDF or a text document."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from toolkit.errors import refuse
from toolkit.project import there_is
from toolkit.sources.delimited import decoded

OFFICE = (".docx", ".odt")
"""Text documents that pandoc reads."""


class _Text(HTMLParser):
    """The text of a web page, a new line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in ("script", "style")
        if tag in ("p", "br", "div", "h1", "h2", "h3", "h4", "li", "tr"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def read_document(path: Path) -> str:
    """Give the text of a document: plain text, a web page, a PDF, .docx or .odt.

    Raises
    ------
    InputError
        If the file is missing, empty or no document, or a PDF has no text (a scan).
    """
    if not there_is(path):
        raise refuse(str(path), "there is no such file", "Check the name and the folder")
    if path.suffix.lower() == ".pdf":
        return _pdf_text(path)
    if path.suffix.lower() in OFFICE:
        return _office_text(path)
    if path.suffix.lower() in (".doc", ".rtf"):
        raise refuse(str(path), "this kind of document is not read", "Save it again as .docx or as text")
    text = decoded(path.read_bytes(), path)
    if not text.strip():
        raise refuse(str(path), "the file is empty", "Save the minutes again")
    if path.suffix.lower() in (".html", ".htm"):
        parser = _Text()
        parser.feed(text)
        return "".join(parser.parts)
    return text


def _office_text(path: Path) -> str:
    """Give the text of a text document, a line for each paragraph."""
    import pypandoc

    try:
        return str(pypandoc.convert_file(str(path), "plain", extra_args=["--wrap=none", "--sandbox"]))
    except RuntimeError:
        raise refuse(str(path), "this is no text document", "Save it again as .docx or as text") from None


def _pdf_text(path: Path) -> str:
    """Give the text of a PDF, page by page."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PdfReadError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # the fault says it all
    try:
        pages = [page.extract_text() for page in PdfReader(path).pages]
    except PdfReadError as error:
        raise refuse(str(path), f"the PDF cannot be read ({error})", "Save it again or export it as text") from None
    if not any(page.strip() for page in pages):
        raise refuse(str(path), "the PDF holds no text, it may be a scan", "Run text recognition (OCR) first")
    return "\n".join(pages)
