"""Agenda numbers of wishes and amendments (`vœu n° 17 bis`), keyed by the session that gives them a meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.act_numbers.acts import without_acts
from toolkit.errors import refuse
from toolkit.lost_letters import readable

_TAIL = (
    r"(?P<number>\d{1,4})(?!\d)(?i:(?P<formation>\s?G\b)?"
    r"(?:\s?(?P<suffix>bis|ter|quater|quinquies)\b)?(?P<formation_after>\sG\b)?)"
)
_HEAD = re.compile(
    r"(?:(?i:\b(?P<kind>vœu|amendement)[sx]?(?:\s+(?:technique|budgétaire|référencée?)s?)*\s*(?:n[°s]\s*)?V?)|(?<![\w.])V\s?)"
    rf"{_TAIL}(?(kind)|(?=\s*(?:$|[(,;.:)-]|et\b)))"
)
_NEXT = re.compile(
    rf"\s*(?:\([^)]*\)\s*)?(?P<link>,|;|\bet\b|&|\bà\b)\s*(?:(?:n°|V)\s?)?{_TAIL}(?!\s?(?:%|€|euros|voix|millions))"
)
_LONGEST_RANGE = 50
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
    source = without_acts(readable(text))
    found: list[AgendaNumber] = []
    for match in _HEAD.finditer(source):
        found += _chain(source, match, _session_before(source, match.start()) or session)
    return list(dict.fromkeys(found))


def _session_before(source: str, position: int) -> str:
    """Read a session written just before a number, as in the canonical form."""
    match = re.search(rf"({SESSION.pattern})\s$", source[:position])
    return match[1] if match else ""


def _chain(source: str, match: re.Match[str], session: str) -> list[AgendaNumber]:
    """Follow an enumeration of agenda numbers; `216 à 219 ter` names its two ends and all whole numbers between."""
    if not SESSION.fullmatch(session):
        remedy = "Give the session as year and month, for instance 2023-03"
        raise refuse(
            f"agenda number {match.group().strip()!r}", "has no session, and is used again at every one", remedy
        )
    kind = (match["kind"] or "vœu").lower()
    chain = [_agenda_number(match, session, kind)]
    end = match.end()
    while following := _NEXT.match(source, end):
        number = _agenda_number(following, session, kind)
        if following["link"] == "à" and number.number - chain[-1].number <= _LONGEST_RANGE:
            whole = range(chain[-1].number + 1, number.number + bool(number.suffix))
            chain += [AgendaNumber(session, kind, each) for each in whole]
        chain.append(number)
        end = following.end()
    return chain


def _agenda_number(match: re.Match[str], session: str, kind: str) -> AgendaNumber:
    """Make an agenda number from the groups of a match."""
    departmental = bool(match["formation"] or match["formation_after"])
    return AgendaNumber(session, kind, int(match["number"]), (match["suffix"] or "").lower(), departmental)
