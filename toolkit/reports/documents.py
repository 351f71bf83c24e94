"""A report as tagged PDF (typst) and as Word (pandoc); the same report gives the same bytes."""

from __future__ import annotations

import datetime
import os
import subprocess
from html import unescape
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.plots.style import FONT_FOLDER
from toolkit.reports.html import TEMPLATES, templates
from toolkit.reports.report import Report
from toolkit.reports.word import themed_reference, with_pages

MIDNIGHT = datetime.time(tzinfo=datetime.UTC)


def write_pdf(report: Report, path: Path) -> None:
    """Write a report as PDF/UA-1, which screen readers can follow.

    Parameters
    ----------
    report : Report
        The report.
    path : Path
        File to write.

    Raises
    ------
    ToolkitError
        If pandoc or typst cannot lay out the report.
    """
    import typst

    with TemporaryDirectory() as name:
        source = Path(name) / "report.typ"
        _pandoc(report, source, f"--template={TEMPLATES / 'report.typ'}", "--extract-media=media", *_look(report, name))
        moment = int(datetime.datetime.combine(report.as_of, MIDNIGHT).timestamp())
        try:
            typst.compile(
                source,
                output=path,
                root=Path(name),
                format="pdf",
                pdf_standards="ua-1",
                font_paths=[FONT_FOLDER],
                ignore_system_fonts=not report.theme.font,
                timestamp=moment,
            )
        except typst.TypstError as error:
            raise ToolkitError(f"{path.name}: typst could not lay out the report ({error})") from None


def write_docx(report: Report, path: Path) -> None:
    """Write a report as a Word document with headings, lists and tables that Word knows as such.

    Parameters
    ----------
    report : Report
        The report.
    path : Path
        File to write.

    Raises
    ------
    ToolkitError
        If pandoc cannot convert the report.
    """
    with TemporaryDirectory() as name:
        reference = Path(name) / "reference.docx"
        reference.write_bytes(themed_reference(report.theme, report.language.code))
        draft = Path(name) / "draft.docx"
        _pandoc(report, draft, f"--reference-doc={reference}")
        path.write_bytes(with_pages(draft.read_bytes()))


def _look(report: Report, folder: str) -> list[str]:
    """Give the typst template the colours, the font and the logo of a theme, the logo put into the folder."""
    words = dict(report.theme.colours) | {"font": report.theme.font}
    if report.theme.logo:
        words["logo"] = f"logo{report.theme.logo.suffix}"
        copyfile(report.theme.logo, Path(folder) / words["logo"])
    return [f"--variable={name}={value}" for name, value in words.items() if value]


def _pandoc(report: Report, target: Path, *options: str) -> None:
    """Convert a report; pictures taken out of it go beside the target."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--from=html", f"--output={target}", *options, *_metadata(report)]
    ended = subprocess.run(
        [*command, f"--lua-filter={TEMPLATES / 'document.lua'}"],
        input=templates().get_template("document.html").render(report=report, language=report.language),
        cwd=target.parent,
        env=os.environ | {"SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8"},  # else “é” in a title depends on the machine
        capture_output=True,
        encoding="utf-8",
    )
    if ended.returncode != 0:
        raise ToolkitError(f"{target.name}: pandoc could not convert the report ({ended.stderr.strip()})")


def _metadata(report: Report) -> list[str]:
    """What stands on the first page and in the properties of the document."""
    language, day = report.language, report.as_of
    words = {
        "title": unescape(report.title),
        "subtitle": report.theme.title_in(language.code),
        "date": language.render(say("Record as of {day:long}", day=day)),
        "lang": language.code,
        "iso-date": day.isoformat(),
    }
    return [f"--metadata={name}={value}" for name, value in words.items()]


WRITERS = {"pdf": write_pdf, "docx": write_docx}
"""How each kind of document is written."""
