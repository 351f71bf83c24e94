"""Reports and their index as pages to hand over: one HTML file each, no code, nothing fetched from elsewhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from toolkit.language import LANGUAGES, Language, say
from toolkit.reports.report import Introduction, Report
from toolkit.reports.theme import PLAIN, Theme

TEMPLATES = Path(__file__).parent / "templates"


@cache
def templates() -> Environment:
    """Load the templates of reports; what they insert is escaped."""
    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.globals["say"] = say
    return environment


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
    style = _style(report.theme)
    return page.render(report=report, language=report.language, other=other, documents=documents, style=style)


def render_index(introductions: Iterable[Introduction], as_of: datetime.date, theme: Theme = PLAIN) -> str:
    """Lay out the page that leads to the reports, in both languages."""
    entries = list(introductions)
    page = templates().get_template("index.html")
    return page.render(
        languages=[Language(code) for code in LANGUAGES],
        entries={code: [entry for entry in entries if entry.language == code] for code in LANGUAGES},
        as_of=as_of,
        theme=theme,
        style=_style(theme),
    )


def _style(theme: Theme) -> str:
    """Give the style sheet with the colours and the font of a theme."""
    own = [f"--{name}: {colour}" for name, colour in theme.colours]
    if theme.font:
        own.append(f'--font: "{theme.font}"')
    return f":root {{ {'; '.join(own)}; }}\n" + (TEMPLATES / "style.css").read_text(encoding="utf-8")
