"""The text of a document: plain text, a web page or a PDF."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from toolkit.errors import refuse


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
    """Give the text of a document: plain text, a web page or a PDF.

    Raises
    ------
    InputError
        If the file is missing, or a PDF has no text (a scan).
    """
    if not path.is_file():
        raise refuse(str(path), "there is no such file", "Check the name and the folder")
    if path.suffix.lower() == ".pdf":
        return _pdf_text(path)
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if path.suffix.lower() in (".html", ".htm"):
        parser = _Text()
        parser.feed(text)
        return "".join(parser.parts)
    return text


def _pdf_text(path: Path) -> str:
    """Give the text of a PDF, page by page."""
    from pypdf import PdfReader
    from pypdf.errors import PdfReadError

    try:
        pages = [page.extract_text() for page in PdfReader(path).pages]
    except PdfReadError as error:
        raise refuse(str(path), f"the PDF cannot be read ({error})", "Save it again or export it as text") from None
    if not any(page.strip() for page in pages):
        raise refuse(str(path), "the PDF holds no text, it may be a scan", "Run text recognition (OCR) first")
    return "\n".join(pages)
