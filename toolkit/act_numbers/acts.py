"""Act numbers in a text: where they stand, and the one form each of them has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from toolkit.act_numbers.departments import (
    DEPARTMENTS,
    LETTER_ENDS,
    NOT_DEPARTMENTS,
    SERIES,
    WORDS,
    any_department,
    any_group,
    as_department,
    as_group,
)
from toolkit.lost_letters import readable

_DOTS = any_department(r"\.?")
_LOOSE = any_department(r"(?:-\n|\.?\s?)")
_YEAR = r"(?P<year>19[89]\d|20[0-4]\d|20\n[0-4]\d|2\s0[0-4]\d)"
_LIKE_A_YEAR = r"(?!(?:19[89]|20[0-4])\d\b)"
_SIGN = r"(?:[nN]°\s)?"
_GAP = rf"\s*(?:[-,_/–—:]|\.(?!\s))?\s*{_SIGN}"
_NUMBER = r"(?P<number>\d{1,4})(?!\d|\s\d{3}\b)(?:(?![^\W\d_])|(?=[Gg]\b|(?i:bis|ter)\b))"
_SUFFIX = r"(?:\s?(?P<suffix>(?i:bis|ter|quater))\b)?"
_PART = (
    r"(?:(?:[-–](?P<part>\d{1,2})(?![\d/]|(?!G\b)[^\W\d_])|\s?-?\s?(?P<part_degree>\d{1,2})(?=\s?[°º]))"
    r"(?:\s?[°º])?)?"
)
_FORMATION = r"(?P<formation>(?:\s|\s?[-–_])?[Gg]\b(?!\.\w)|\s?\(G\)|\s[-–]\sG(?=\s*(?:$|[-–,;:)])))?"
_TAIL = _NUMBER + _SUFFIX + _PART + _FORMATION
_JOINT = rf"(?P<joint>(?:\s?[-–/+&]\s?{_DOTS}|\set\s{_DOTS})+)?"
_TIGHT_JOINT = rf"(?P<joint>(?:[-–/]{_DOTS})+)?"
_FORMATION_FIRST = r"(?P<formation_first>\sG(?=\s?\d))?"
_WRITTEN = rf"(?P<department>{any_group()}|(?i:{_LOOSE})|[VDvd]{LETTER_ENDS}|[A-Z](?:\.?[A-Z]){{1,7}}{LETTER_ENDS})"
_YEAR_FIRST = re.compile(rf"(?<![^\W_])(?<!\d/){_YEAR}{_GAP}{_WRITTEN}{_JOINT}{_FORMATION_FIRST}\.?{_GAP}{_TAIL}")
_YEAR_AMID = re.compile(
    rf"(?<![\w.])(?P<department>{any_group()}|(?i:{_DOTS})|[VD]{LETTER_ENDS}){_TIGHT_JOINT}\.?(?:\s|[-–_/.])?{_SIGN}"
    rf"{_YEAR}(?:\s{_SIGN}|[-–_/.]|[nN]°){_LIKE_A_YEAR}(?!\d\d-\d\d\b){_TAIL}"
)
_IN_BRACKETS, _BY_SLASH = _YEAR.replace("year", "year_in"), _YEAR.replace("year", "year_by")
_YEAR_LAST = re.compile(
    rf"(?<![\w.])(?P<department>(?!DU\b){_DOTS}|V(?=\.)){_TIGHT_JOINT}\.?\s?{_SIGN}{_LIKE_A_YEAR}{_TAIL}"
    rf"(?:\sde\s{_YEAR}\b|\s?\({_IN_BRACKETS}\)|[-/]{_BY_SLASH}(?!\d|\s?[A-Z]))"
)
_YEARLESS = re.compile(
    rf"(?<![\w/.])(?<!\d\s)(?P<department>{any_group()}|{_DOTS}|[VD](?=\.)){_TIGHT_JOINT}(?![\w%])\.?\s*-?\s*{_SIGN}"
    rf"{_LIKE_A_YEAR}{_TAIL}"
)
_LISTED = r"(?=\s*(?:[,;.:…)\]&/]|(?:et|ou)\b|à\s\d|$|[-–—]\s|\n))"
_LINK = r"\s*(?P<link>[,;&/]|\b(?:et|ou|ainsi que|à)\b)\s*"
_NEXT_NUMBER = re.compile(rf"{_LINK}(?:et\s)?{_SIGN}{_LIKE_A_YEAR}{_TAIL}{_LISTED}")
_NEXT_PART = re.compile(rf"(?:{_LINK}|\s*-\s*)(?P<part>\d{{1,2}})\s?[°º]")
_NEXT_ACT = re.compile(rf"{_LINK}|\s*[-–—]\s*")
_CO_AUTHORS = re.compile(rf"(?:\s?[-–—/+&]\s?{_DOTS}(?!\.?\s?\d))+")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_MONTHS = "|".join(MONTHS)
_COUNTED = (
    "euros?|millions?|milliards?|voix|km|mètres?|m[²2]|ans?|mois|jours?|heures?|fois|points?|sièges?|places?|élus?|députés?"
    "|conseill(?:ers?|ères?)|personnes|habitants|agents|postes|exemplaires|logements|médailles|disques|films|épisodes|Mds?"
)
_PLURAL_AFTER = re.compile(r"\s(?!(?:après|alors|moins|inscrits)\b|\w+(?:é|i|u|ti[fv])e?s\b)[a-zéèêçà]{4,}[sx]\b")
_NO_NUMBER_AFTER = re.compile(
    rf"\.\d|(?:,\d+)?(?:\s?(?:%|[MmKk]?€|°C)|\s(?:{_COUNTED})\b)|\s(?i:au\s\d|{_MONTHS}|er\b)|/(?:19|20)\d\d\b|/\d\d?/\d"
    r"|(?:\s\d\d){2}\b"
)
_MONTH_BEFORE = re.compile(rf"(?i)\b(?:{_MONTHS}|en|mme|m\.)\s*$")
_CAPITALS_BEFORE = re.compile(r"[A-ZÉÈÀ]{3,}\s$")
_ACT_BEFORE = re.compile(r"(?i)\b(?:délibération|projet|proposition|communication|vœu|acte)[sx]?(?:\sn°)?[\s(,]*$")
_CLOSED = re.compile(r"\s*(?:$|[)\]:]|[-–—]\s*[^\W\d]|[A-ZÉÀ][a-zéè])")
_LINE_BEGINS = re.compile(r"(?:^|[\[(]|\n)\s*(?:\d{1,3}\s?-\s?)?$")
_VERB_OR_NONE = re.compile(
    r"\s*(?:$|[^\w\s]|[A-ZÉÀ]|(?:est|sont|a|ont|et|qui|relati\w+|portant|pour|sur|des?|du|au|aux|par|dans|avec|les?|la)\b)"
)
_MISREAD = re.compile(
    r"(?<=\d)(?:[Oo]+(?=\d)|O+\b)|(?<=\b20)[lI](?=\d)|\b[lI](?=99\d\b)|(?<=[A-Z]{2})0(?=[A-Z]|[\s.]+\d)"
)
_LONGEST_RANGE = 50
NEARBY = 200
"""Letters before and after a number that are looked at to trust it: a text without line ends may hold thousands."""


@dataclass(frozen=True, order=True)
class ActNumber:
    """The number of one council act.

    Parameters
    ----------
    year : int
        Year of the series, four digits.
    department : str
        Acronym without dots, or the name of a council group for its own proposals.
    number : int
        Number within the year and department.
    part : str
        Part of an act in several parts ("2"), or "bis", "ter", "quater"; "" if whole.
    departmental : bool
        Whether the council sat as a departmental council (`G`).
    co_authors : tuple of str
        Other departments named beside the first; no part of the canonical form.
    """

    year: int
    department: str
    number: int
    part: str = ""
    departmental: bool = False
    co_authors: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """Give the canonical form."""
        part = f"{'-' if self.part.isdigit() else ' '}{self.part}" if self.part else ""
        return f"{self.year} {self.department} {self.number}{part}{' G' if self.departmental else ''}"


@dataclass(frozen=True)
class Mention:
    """An act number found in a text.

    Parameters
    ----------
    act : ActNumber
        What was found.
    start, end : int
        Where it stands in the readable text (`toolkit.lost_letters.readable`).
    """

    act: ActNumber
    start: int
    end: int


def find_acts(text: str, year: int | None = None) -> list[Mention]:
    """Find the act numbers in a text, in order.

    Parameters
    ----------
    text : str
        Any text; lost letters are restored first, and letters that a scanner took for digits.
    year : int, optional
        Year of the session: then numbers without a year count too (`DFPE 40, 41, 42`).

    Returns
    -------
    list of Mention
        Each number once for each place where it stands.
    """
    source = _MISREAD.sub(_digits, readable(text))
    found: list[Mention] = []
    position = 0
    while match := _first(source, position, year):
        chain = list(_chain(source, match, _year(match) or year or 0))
        found += chain
        position = max(chain[-1].end, match.end())
    return found


def canonical_acts(text: str, year: int | None = None) -> list[str]:
    """Give the canonical act numbers of a text, each once, in order of appearance.

    Examples
    --------
    >>> canonical_acts("2007, DLH 10 G - DASES 469 G - Autorisation")
    ['2007 DLH 10 G', '2007 DASES 469 G']
    >>> canonical_acts("DFPE 40, 41, 42", year=2019)
    ['2019 DFPE 40', '2019 DFPE 41', '2019 DFPE 42']
    """
    return list(dict.fromkeys(str(mention.act) for mention in find_acts(text, year)))


def without_acts(source: str) -> str:
    """Blank out of a readable text what has the form of an act number with its year."""
    return _YEAR_FIRST.sub(lambda match: " " * len(match.group()), source)


def _digits(misread: re.Match[str]) -> str:
    """Give the digits that a scanner took for letters, and the letter that it took for a zero."""
    return "".join({"O": "0", "o": "0", "l": "1", "I": "1", "0": "O"}[sign] for sign in misread.group())


def _first(source: str, position: int, year: int | None) -> re.Match[str] | None:
    """Find the next number that can be trusted: with its year, or without one when the session's year is known."""
    patterns = [_YEAR_FIRST, _YEAR_AMID, _YEAR_LAST, *([] if year is None else [_YEARLESS])]
    candidates = [_next_trusted(pattern, source, position) for pattern in patterns]
    return min((match for match in candidates if match), key=lambda match: match.start(), default=None)


def _next_trusted(pattern: re.Pattern[str], source: str, position: int) -> re.Match[str] | None:
    """Skip what only looks like an act number."""
    while match := pattern.search(source, position):
        if _trusted(source, match):
            return match
        position = match.start() + 1
    return None


def _year(match: re.Match[str]) -> int | None:
    """Read the year of a number, wherever it stands."""
    named = match.groupdict()
    written = named.get("year") or named.get("year_in") or named.get("year_by")
    return int(re.sub(r"\s", "", written)) if written else None


def _trusted(source: str, match: re.Match[str]) -> bool:
    """Tell an act number from letters before a number in a sentence."""
    written, department = match["department"], as_department(match["department"])
    before = source[max(0, match.start() - NEARBY) : match.start()]
    after = source[match.end() : match.end() + NEARBY]
    if _NO_NUMBER_AFTER.match(after) or (_year(match) is None and _PLURAL_AFTER.match(after)):
        return False
    if written == "DU" and _CAPITALS_BEFORE.search(before):
        return False
    if as_group(written):
        return bool(_VERB_OR_NONE.match(after))
    alone = bool(_CLOSED.match(after) and _LINE_BEGINS.search(before))
    if written.islower() and department in SERIES | WORDS:
        return alone
    if department in SERIES:
        return not _MONTH_BEFORE.search(before)
    if department in DEPARTMENTS:
        return True
    if department in NOT_DEPARTMENTS:
        return False
    return alone or bool(re.fullmatch(r"D[A-Z]{2,7}", department) or _ACT_BEFORE.search(before))


def _chain(source: str, match: re.Match[str], year: int) -> Iterator[Mention]:
    """Follow an enumeration: more parts and numbers of the department, then more departments of the same year."""
    last = _mention(source, match, year, as_department(match["department"]))
    yield last
    while following := _following(source, last):
        link, mention = following
        if link == "à":
            mention = _last_part(last, mention)
            yield from _between(last, mention)
        last = mention
        yield last


def _following(source: str, last: Mention) -> tuple[str | None, Mention] | None:
    """Find what an enumeration names next, and the word that leads to it."""
    if part := _NEXT_PART.match(source, last.end) if last.act.part else None:
        return part["link"], Mention(replace(last.act, part=part["part"]), part.start(), part.end())
    year, department = last.act.year, last.act.department
    number = _NEXT_NUMBER.match(source, last.end)
    if number and not _NO_NUMBER_AFTER.match(source, number.end()):
        return number["link"], _mention(source, number, year, department)
    if not (link := _NEXT_ACT.match(source, last.end)):
        return None
    for pattern in (_YEARLESS, _YEAR_FIRST):
        if (act := pattern.match(source, link.end())) and _trusted(source, act):
            return link["link"], _mention(source, act, _year(act) or year, as_department(act["department"]))
    return None


def _last_part(first: Mention, last: Mention) -> Mention:
    """Read `42-1 à 3` as parts 1 to 3 of number 42: no range of numbers runs backwards."""
    if first.act.part.isdigit() and not last.act.part and last.act.number < first.act.number:
        return replace(last, act=replace(last.act, number=first.act.number, part=str(last.act.number)))
    return last


def _between(first: Mention, last: Mention) -> Iterator[Mention]:
    """Name what a range leaves out: `12 à 15` means 13 and 14 too, `42-1 à 42-3` means part 2 too."""
    one, other = first.act, last.act
    if (one.year, one.department) != (other.year, other.department):
        return
    if one.number == other.number and one.part.isdigit() and other.part.isdigit():
        between = [replace(other, part=str(part)) for part in range(int(one.part) + 1, int(other.part))]
    else:
        between = [replace(other, number=number, part="") for number in range(one.number + 1, other.number)]
    if len(between) < _LONGEST_RANGE:
        yield from (replace(last, act=act) for act in between)


def _mention(source: str, match: re.Match[str], year: int, department: str) -> Mention:
    """Make a mention from the groups of a match, with the departments that follow it."""
    parts = match.groupdict(default="")
    co_authors = _CO_AUTHORS.match(source, match.end())
    beside = parts.get("joint", "") + (co_authors.group() if co_authors else "")
    act = ActNumber(
        year,
        department,
        int(match["number"]),
        parts["suffix"].lower() or parts["part"] or parts["part_degree"],
        bool(parts["formation"] or parts.get("formation_first")),
        tuple(name.replace(".", "") for name in re.findall(r"[A-Z.]{2,}", beside)),
    )
    return Mention(act, match.start(), co_authors.end() if co_authors else match.end())
