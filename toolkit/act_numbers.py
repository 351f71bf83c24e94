"""The numbers of council acts: found in any text, brought to one canonical form.

Two kinds of number exist. An *act number* is unique: year, department, number (`2025 DVD 62`), with an optional part
(`2014 DF 1005-2`) and a final ` G` where the council sat as a departmental council (`2015 DDCT 10 G`). An *agenda
number* (`vœu n° 17 bis`) is used again at every session and means nothing without it: `2023-03 vœu 17 bis`.

The grammar follows what the pages of the Conseil de Paris show from 1995 on; the variants are listed in
`data/raw/paris/record/SOURCES.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from toolkit.errors import refuse
from toolkit.lost_letters import readable

_DEPARTMENTS = """
    AJ ASES BDP BP CAB CAS CASVP CL DAC DAE DAEE DAJ DALIAT DAPCR DARH DASCO DASES DAUC DCPA DDAEE DDATC DDCT DDEE
    DDEEES DDEES DEVE DF DFA DFAE DFAECG DFE DFPE DGIS DGJOPGE DGOM DGRI DICOM DILT DIRCOM DJOP DJS DLH DLTI DMA DOSTL
    DPA DPCR DPE DPJEV DPMP DPP DPSP DPVI DRH DRI DSCS DSIN DSOL DSP DSTI DTEC DTI DTIT DU DUCT DUS DVD DVLR DVT EPCP
    GM IG IGVP JS MG MIE MOUS PJEV PP SAJ SG SGCP SGDB SGRI TI V D
"""
DEPARTMENTS = frozenset(_DEPARTMENTS.split())
"""Acronyms of departments since 1995, as far as seen; `V`, `D` and `GM` are old series of wishes and projects."""

GROUPS = (
    "100% Paris",
    "Changer Paris",
    "Communiste et Citoyen",
    "Génération.s",
    "Groupe Écologiste de Paris",
    "Indépendants et Progressistes",
    "Les Écologistes",
    "Les Républicains",
    "MoDem",
    "Paris en commun",
    "PCF-FG",
    "RG-CI",
    "UDI-MODEM",
)
"""Council groups whose own proposals carry their name where others have a department."""

_CAPITALS = """
    ADN AESH AG AOP ARS ART BFM CAC CE CEE CM CO COP COVID CP CRC CSP DTP EN EPCI EUR EUROS FF FM G GES GPE HLM HT
    IDF II III IMGP INSEE ISO IV JO JOP KWH LED LGBT LOI LOM LR MW NO ODD ONU OQTF PCAET PIB PLH PLU PM PMR QPV RATP
    RD RER RN RSA SDF SIDA SMIC SNCF SRU T TER TGV TTC TVA UE UNESCO V VI VII VIH VTC XX XXI XIX ZAC ZFE ZTL
"""
NOT_DEPARTMENTS = frozenset(_CAPITALS.split())
"""Capitals that stand before numbers in ordinary sentences (COVID 19, COP 21, PM 10)."""

_GROUP_NAMES = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(GROUPS, key=len, reverse=True))
_KNOWN = "|".join(r"\.?".join(name) for name in sorted(DEPARTMENTS - {"V", "D"}, key=lambda name: (-len(name), name)))
_LETTER_ENDS = r"(?![^\W\d_])"
_JOINT = rf"(?P<joint>(?:[-/](?:{_KNOWN}){_LETTER_ENDS})+)?"
_YEAR = r"(?P<year>19[89]\d|20[0-4]\d)"
_DEPARTMENT = (
    rf"(?P<department>(?i:{_GROUP_NAMES})|(?i:{_KNOWN}){_LETTER_ENDS}|[VD]{_LETTER_ENDS}"
    rf"|[A-Z](?:\.?[A-Z]){{1,7}}{_LETTER_ENDS}){_JOINT}"
)
_NUMBER = r"(?P<number>\d{1,5})(?!\d|\s\d{3}\b)(?:(?![^\W\d_])|(?=G\b))"
_PART = r"(?:(?:-(?P<part>\d{1,2})(?![\d/])|\s?-\s?(?P<part_degree>\d{1,2})(?=\s?[°º]))(?:\s?[°º])?)?"
_FORMATION = r"(?P<formation>[\s-]?G\b(?!\.?[\w'’]))?"
_TAIL = _NUMBER + _PART + _FORMATION
_SEPARATOR = r"\s*[-,._/–—]?\s*(?:n°\s*)?"
_FULL = re.compile(rf"(?<![\w/]){_YEAR}{_SEPARATOR}{_DEPARTMENT}\.?{_SEPARATOR}{_TAIL}")
_YEARLESS = re.compile(
    rf"(?<![\w/.])(?P<department>(?i:{_GROUP_NAMES})|(?:{_KNOWN}){_LETTER_ENDS}|[VD](?=\.)){_JOINT}"
    rf"(?![\w%])\.?\s*-?\s*(?:n°\s*)?{_TAIL}"
)
_LISTED = r"(?=\s*(?:[,;.:…)\]&]|et\b|à\s\d|$|[-–—]\s|\n))"
_NEXT_NUMBER = re.compile(rf"\s*(?P<link>,|;|\bet\b|&|\bà\b)\s*(?:n°\s*)?(?!(?:19[89]|20[0-4])\d\b){_TAIL}{_LISTED}")
_NEXT_PART = re.compile(r"\s*(?:,|;|\bet\b|&)\s*(?P<part>\d{1,2})\s?[°º]")
_NEXT_ACT = re.compile(r"\s*(?:,|;|\bet\b|&|[-–—/])\s*")
_CO_AUTHORS = re.compile(rf"(?:\s?[-–—/]\s?(?:{_KNOWN}){_LETTER_ENDS}(?!\.?\s?\d))+")
_NO_NUMBER_AFTER = re.compile(
    r"[.,]\d|\s?(?:%|€|°C)|\s(?:euros?|millions?|milliards?|voix|km|ans|élus|personnes|exemplaires|agents)\b"
)
_MONTH_BEFORE = re.compile(
    r"(?i)\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|en|mme|m\.)\s*$"
)
_ACT_BEFORE = re.compile(r"(?i)\b(?:délibérations?|projets?|propositions?|communications?|vœux?|actes?)\s*[(,]?\s*$")
_LONGEST_RANGE = 50


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
        Part of an act in several parts, "" if whole.
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
        part = f"-{self.part}" if self.part else ""
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
        Any text; lost letters are restored first.
    year : int, optional
        Year of the session: then numbers without a year count too (`DFPE 40, 41, 42`).

    Returns
    -------
    list of Mention
        Each number once for each place where it stands.
    """
    source = readable(text)
    found: list[Mention] = []
    position = 0
    while match := _first(source, position, year):
        chain = list(_chain(source, match, int(match.groupdict().get("year") or year or 0)))
        found += chain
        position = chain[-1].end if chain else match.end()
    return found


def _first(source: str, position: int, year: int | None) -> re.Match[str] | None:
    """Find the next number that can be trusted: with its year, or without one when the session's year is known."""
    candidates = [_next_trusted(_FULL, source, position)]
    if year is not None:
        candidates.append(_next_trusted(_YEARLESS, source, position))
    return min((match for match in candidates if match), key=lambda match: match.start(), default=None)


def _next_trusted(pattern: re.Pattern[str], source: str, position: int) -> re.Match[str] | None:
    """Skip what only looks like an act number."""
    while match := pattern.search(source, position):
        if _trusted(source, match):
            return match
        position = match.start() + 1
    return None


def _trusted(source: str, match: re.Match[str]) -> bool:
    """Tell an act number from capitals before a number in a sentence."""
    department = match["department"].replace(".", "").upper()
    before, after = source[: match.start()], source[match.end() :]
    if _NO_NUMBER_AFTER.match(after):
        return False
    if department in {"V", "D"}:
        looks_like_year = "year" not in match.groupdict() and 1980 <= int(match["number"]) < 2050
        return not _MONTH_BEFORE.search(before) and not looks_like_year
    if department in DEPARTMENTS or match["department"].lower() in _GROUP_FORMS:
        return True
    if department in NOT_DEPARTMENTS:
        return False
    if re.fullmatch(r"D[A-Z]{2,7}", department) or _ACT_BEFORE.search(before):
        return True
    closed = re.match(r"\s*(?:$|[)\]:]|[-–—]\s*\S)", after) or re.match(r"\s+[A-ZÉÀ][a-zéè]", after)
    return bool(closed and re.search(r"(?:^|[\[(]|\n)\s*(?:\d{1,3}\s?-\s?)?$", before))


def _chain(source: str, match: re.Match[str], year: int) -> Iterator[Mention]:
    """Follow an enumeration: more parts and numbers of the department, then more departments of the same year."""
    department = _department(match["department"])
    last = _mention(source, match, year, department)
    yield last
    while True:
        if part := _NEXT_PART.match(source, last.end) if last.act.part else None:
            last = Mention(replace(last.act, part=part["part"]), part.start(), part.end())
        elif number := _NEXT_NUMBER.match(source, last.end):
            following = _mention(source, number, year, department)
            yield from _between(last, following, number["link"])
            last = following
        else:
            joint = _NEXT_ACT.match(source, last.end)
            act = _YEARLESS.match(source, joint.end()) if joint else None
            if not act or not _trusted(source, act):
                return
            department = _department(act["department"])
            last = _mention(source, act, year, department)
        yield last


def _between(first: Mention, last: Mention, link: str) -> Iterator[Mention]:
    """Name what a range leaves out: `12 à 15` means 13 and 14 too."""
    if link == "à" and last.act.number - first.act.number <= _LONGEST_RANGE:
        for number in range(first.act.number + 1, last.act.number):
            yield replace(last, act=replace(last.act, number=number))


def _mention(source: str, match: re.Match[str], year: int, department: str) -> Mention:
    """Make a mention from the groups of a match, with the departments that follow it."""
    parts = match.groupdict()
    co_authors = _CO_AUTHORS.match(source, match.end())
    beside = (parts.get("joint") or "") + (co_authors.group() if co_authors else "")
    names = re.findall(r"[A-Z.]+", beside.upper())
    act = ActNumber(
        year,
        department,
        int(match["number"]),
        parts.get("part") or parts.get("part_degree") or "",
        bool(match["formation"]),
        tuple(name.replace(".", "") for name in names),
    )
    return Mention(act, match.start(), _end(source, match))


def _end(source: str, match: re.Match[str]) -> int:
    """Say where a number ends, its co-authors included."""
    co_authors = _CO_AUTHORS.match(source, match.end())
    return co_authors.end() if co_authors else match.end()


_GROUP_FORMS = {name.lower(): name for name in GROUPS}


def _department(written: str) -> str:
    """Write a department without dots and in capitals, a group by its own name."""
    group = _GROUP_FORMS.get(re.sub(r"\s", " ", written).lower())
    return group or written.replace(".", "").upper()


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


_AGENDA_KINDS = {"vœu": "vœu", "vœux": "vœu", "amendement": "amendement", "amendements": "amendement"}
_AGENDA_TAIL = (
    r"(?P<number>\d{1,4})(?!\d)(?P<formation>\s?G\b)?"
    r"(?:\s?(?P<suffix>bis|ter|quater|quinquies)\b)?(?P<formation_after>\s?G\b)?"
)
_AGENDA = re.compile(
    rf"\b(?P<kind>vœux?|amendements?)\s+(?:techniques?\s+|budgétaires?\s+)?(?:référencée?s?\s+)?"
    rf"(?:n°\s*|no?s\s+)?V?{_AGENDA_TAIL}",
    re.IGNORECASE,
)
_AGENDA_SHORT = re.compile(rf"(?<![\w.])(?P<kind>V)(?:œu)?\s?{_AGENDA_TAIL}(?=\s*(?:$|[(,;.:)]|et\b|-))")
_AGENDA_NEXT = re.compile(
    rf"\s*(?:\([^)]*\)\s*)?(?P<link>,|;|\bet\b|&|\bà\b)\s*(?:(?:n°|V)\s?)?{_AGENDA_TAIL}(?!\s?(?:%|€|euros|voix|millions))"
)
SESSION = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class AgendaNumber:
    """The number of a wish or an amendment on one session's agenda.

    Parameters
    ----------
    session : str
        Year and month, `2023-03`.
    kind : str
        "vœu" or "amendement".
    number : int
        Number on the agenda.
    suffix : str
        "", "bis", "ter", "quater" or "quinquies"; a *bis* is mostly the Executive's answer to a wish.
    departmental : bool
        Whether it belongs to the departmental formation (`G`).
    """

    session: str
    kind: str
    number: int
    suffix: str = ""
    departmental: bool = False

    def __str__(self) -> str:
        """Give the canonical form."""
        formation = " G" if self.departmental else ""
        return f"{self.session} {self.kind} {self.number}{formation}{f' {self.suffix}' if self.suffix else ''}"


def find_agenda_numbers(text: str, session: str) -> list[AgendaNumber]:
    """Find the numbers of wishes and amendments in a text, in order, each once.

    Parameters
    ----------
    text : str
        Any text; lost letters are restored first.
    session : str
        Year and month of the session, `2023-03`: the numbers start again at every session. A session written in the
        text before the number is taken instead.

    Raises
    ------
    InputError
        If there are numbers and no session to key them by.
    """
    source = readable(text)
    found: list[AgendaNumber] = []
    for match in sorted(_agenda_heads(source), key=lambda head: head.start()):
        found += _agenda_chain(source, match, _session_before(source, match.start()) or session)
    return list(dict.fromkeys(found))


def _agenda_heads(source: str) -> list[re.Match[str]]:
    """Find where agenda numbers begin, long forms and `V194`, none inside another or inside an act number."""
    heads = [*_AGENDA.finditer(source), *_AGENDA_SHORT.finditer(source)]
    acts = [(match.start(), match.end()) for match in _FULL.finditer(source)]
    heads = [head for head in heads if not any(start <= head.start() < end for start, end in acts)]
    heads.sort(key=lambda head: (head.start(), -head.end()))
    return heads[:1] + [head for before, head in pairwise(heads) if head.start() >= before.end()]


def _session_before(source: str, position: int) -> str:
    """Read a session written just before a number, as in the canonical form."""
    match = re.search(rf"({SESSION.pattern})\s$", source[:position])
    return match[1] if match else ""


def _agenda_chain(source: str, match: re.Match[str], session: str) -> list[AgendaNumber]:
    """Follow an enumeration of agenda numbers; `216 à 219 ter` names its two ends and all whole numbers between."""
    if not SESSION.fullmatch(session):
        remedy = "Give the session as year and month, for instance 2023-03"
        raise refuse(
            f"agenda number {match.group().strip()!r}", "has no session, and is used again at every one", remedy
        )
    kind = _AGENDA_KINDS.get(match["kind"].lower(), "vœu")
    chain = [_agenda_number(match, session, kind)]
    end = match.end()
    while following := _AGENDA_NEXT.match(source, end):
        number = _agenda_number(following, session, kind)
        if following["link"] == "à" and 0 < number.number - chain[-1].number <= 50:
            chain += [AgendaNumber(session, kind, n) for n in range(chain[-1].number + 1, number.number)]
            chain += [AgendaNumber(session, kind, number.number)] if number.suffix else []
        chain.append(number)
        end = following.end()
    return chain


def _agenda_number(match: re.Match[str], session: str, kind: str) -> AgendaNumber:
    """Make an agenda number from the groups of a match."""
    departmental = bool(match["formation"] or match["formation_after"])
    return AgendaNumber(session, kind, int(match["number"]), (match["suffix"] or "").lower(), departmental)
