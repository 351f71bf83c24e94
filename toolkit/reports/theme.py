"""A city's own title, logo, colours and font for its reports; colours that cannot be read are refused."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any
from xml.etree import ElementTree

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from toolkit.errors import Fault, InputError, refuse
from toolkit.project import there_is
from toolkit.sources.parameter_files import read_parameters

LEAST_CONTRAST = 4.5
"""Contrast that text needs to be read (WCAG 2.2, success criterion 1.4.3, level AA)."""
PAPER = "#ffffff"
LARGEST_LOGO = 500_000
LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
PNG_START = b"\x89PNG\r\n\x1a\n"
DRAWING = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "title", "desc"}
DRAWING |= {"linearGradient", "radialGradient", "stop", "clipPath"}
"""Elements of an SVG that only draw: no scripts, styles, links, fonts, foreign content or pictures from elsewhere."""

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Words = str | dict[str, str]


class Colours(BaseModel):
    """Colours of a report, `#rrggbb`.

    Parameters
    ----------
    accent : str
        Headings, links and lines.
    ink, muted : str
        Text, and small print.
    wash : str
        Ground of the summary.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    accent: Colour = "#00588a"
    ink: Colour = "#1f2933"
    muted: Colour = "#56616d"
    wash: Colour = "#f3f6f9"


class Theme(BaseModel):
    """How the reports of an assembly look.

    Parameters
    ----------
    title : str or mapping of language to str
        Name of the assembly, above every report.
    introduction : str or mapping of language to str
        Paragraph that opens the index; "" for a general one.
    colours : Colours
        Colours of headings, text and grounds; figures keep theirs, which colour-blind readers can tell apart.
    font : str
        Family for text; where it is not installed, the shipped one is used.
    logo : Path, optional
        SVG or PNG beside the theme file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Words = "Citizens’ assembly"
    introduction: Words = ""
    colours: Colours = Colours()
    font: Annotated[str, Field(pattern=r"^[\w -]{0,60}$")] = ""
    logo: Path | None = None

    def title_in(self, code: str) -> str:
        """Give the name of the assembly in one language."""
        return _in_language(self.title, code)

    def introduction_in(self, code: str) -> str:
        """Give the paragraph that opens the index in one language."""
        return _in_language(self.introduction, code)

    @property
    def logo_address(self) -> str:
        """The logo itself as an address, so that a page needs nothing else; "" if there is none."""
        if self.logo is None:
            return ""
        return f"data:{LOGO_TYPES[self.logo.suffix]};base64,{b64encode(self.logo.read_bytes()).decode('ascii')}"


PLAIN = Theme()
"""The look of an assembly that names no theme."""


def _in_language(words: Words, code: str) -> str:
    return words if isinstance(words, str) else words.get(code) or next(iter(words.values()), "")


def read_theme(path: Path) -> Theme:
    """Read a theme file, its logo checked and its colours measured.

    Parameters
    ----------
    path : Path
        YAML file with the names of `Theme`.

    Raises
    ------
    InputError
        Naming every value that is unknown or wrong, every pair of colours below 4.5:1, and what is unsafe in a logo.
    """
    told = read_parameters(path)
    if told.get("logo"):
        told["logo"] = path.parent / str(told["logo"])
    try:
        theme = Theme(**told)
    except ValidationError as error:
        raise InputError(_fault(path.name, problem) for problem in error.errors()) from None
    if faults := [*_pale(path.name, theme.colours), *_unsafe(theme.logo)]:
        raise InputError(faults)
    return theme


def _fault(place: str, problem: Any) -> Fault:
    """Say one value that a theme cannot have."""
    name = ".".join(str(part) for part in problem["loc"][:2])
    if problem["type"] == "extra_forbidden":
        return Fault(f"{place}, {name}", "is not known", f"The names are {', '.join(Theme.model_fields)}")
    if problem["type"] == "string_pattern_mismatch" and name.startswith("colours"):
        return Fault(f"{place}, {name}", f"{problem['input']!r} is no colour", 'Write it as "#00588a", in quotes')
    return Fault(
        f"{place}, {name}", f"{problem['msg']}, found {problem['input']!r}", "See parameters/themes/paris.yaml"
    )


def _pale(place: str, colours: Colours) -> Iterator[Fault]:
    """Give the pairs of colours that are too alike to be read."""
    for ground, under in (("white", PAPER), ("wash", colours.wash)):
        for name in ("accent", "ink", "muted"):
            found = contrast(getattr(colours, name), under)
            if found < LEAST_CONTRAST:
                pair = f"{name} {getattr(colours, name)} on {ground} {under}"
                problem = f"{pair} has a contrast of {found:.1f}:1, and text needs {LEAST_CONTRAST}:1 (WCAG 2.2, 1.4.3)"
                yield Fault(f"{place}, colours", problem, f"Choose a darker {name}")


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours `#rrggbb`, from 1 (the same) to 21 (black on white), after WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Give the relative luminance, 0 to 1 (WCAG 2.2, after IEC 61966-2-1)."""
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _unsafe(logo: Path | None) -> Iterator[Fault]:
    """Give what a logo has that a report may not carry."""
    if logo is None:
        return
    if not there_is(logo) or logo.suffix not in LOGO_TYPES:
        yield Fault(f"logo {logo.name}", "there is no such SVG or PNG file", "Put it beside the theme file")
    elif logo.stat().st_size > LARGEST_LOGO:
        yield Fault(f"logo {logo.name}", "it is larger than 500 kB, and every report carries it", "Make it smaller")
    elif logo.suffix == ".png" and not logo.read_bytes().startswith(PNG_START):
        yield Fault(f"logo {logo.name}", "it is no PNG picture", "Save it as PNG")
    elif logo.suffix == ".svg":
        yield from (Fault(f"logo {logo.name}", problem, "Save it as plain SVG") for problem in _beyond_drawing(logo))


def _beyond_drawing(logo: Path) -> Iterator[str]:
    """Name what an SVG does beyond drawing: run code, load or link something, or hide text in entities."""
    text = logo.read_bytes()
    if re.search(rb"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        yield "it declares a document type"
        return
    try:
        elements = list(ElementTree.fromstring(text).iter())
    except ElementTree.ParseError as error:
        yield f"it is no SVG ({error})"
        return
    for element in elements:
        name = str(element.tag).rpartition("}")[2]
        if name not in DRAWING:
            yield f"it holds <{name}>, which does more than draw"
        for key, value in element.attrib.items():
            if key.lower().startswith("on") or key.endswith("href") or re.search(r"url\((?!\s*['\"]?#)", value):
                yield f"<{name}> runs or loads something ({key.rpartition('}')[2]})"


def theme_of(root: Path, told: dict[str, Any], assembly: str) -> tuple[Theme, list[Path]]:
    """Find the theme that the parameters of an assembly name, and the files it consists of.

    Parameters
    ----------
    root : Path
        The project's folder.
    told : dict
        Parameters of the assembly; `theme` names a file below parameters/themes.
    assembly : str
        Title where no theme is named.
    """
    if "theme" not in told:
        return PLAIN.model_copy(update={"title": assembly}), []
    known = {path.stem: path for path in sorted((root / "parameters" / "themes").glob("*.yaml"))}
    path = known.get(str(told["theme"]))
    if path is None:
        remedy = f"Choose from {', '.join(known)}"
        raise refuse(f"theme {told['theme']!r}", "there is no such file in parameters/themes", remedy)
    theme = read_theme(path)
    return theme, [path, *([theme.logo] if theme.logo else [])]
