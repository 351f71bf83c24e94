"""Minutes and agendas of council sessions: items, opinions, votes, positions, and what was not read.

The reader follows the text line by line: a heading opens an item, "je mets aux voix" names what is voted, an outcome
closes the vote. What does not fit is listed with its line, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from toolkit.act_numbers import MONTHS, SESSION, canonical_acts, find_acts, find_agenda_numbers
from toolkit.errors import refuse
from toolkit.lost_letters import readable
from toolkit.sources.documents import read_document
from toolkit.sources.outcomes import AMENDED
from toolkit.sources.votes import ANY_SESSION, COUNTS, TOO_LONG, Statement, check_counts, read_sentence

_SESSION_WORDS = re.compile(rf"(?i)\b({'|'.join(MONTHS)})\s+((?:19|20)\d\d)\b")
_SENTENCE_END = re.compile(
    r"(?<!\bM\.)(?<!\bMM\.)(?<!\bM\. [A-ZÉ]\.)(?<!\bMme [A-ZÉ]\.)(?<!\bn°\.)(?<!\bV\.)(?<!\bD\.)(?<!\bGM\.)(?<!\bart\.)"
    r"(?:(?<=[.?!…])|(?<=[.?!…]\)))\s+"
    r"(?=[A-ZÀ-Ý0-9«\"]|\((?!(?:19|20)\d\d))"
)
_SPEAKER = re.compile(r"^(?:M\.|Mme|Mlle|MM\.)\s[^.]{1,90}?\.\s?[-–—]\s?")
_ORDER = re.compile(r"^\s*(?:\d{1,3}\s?[-–]\s?)?[(\[]?")
_AFTER_NUMBER = re.compile(r"^[\])]?\s*(?:[-–—:.]+\s*|\s+)")
_WISH_HEADING = re.compile(r"^(?:Vœu|Amendement|Proposition de (?:délibération|vœu))\b")
_PUT_TO_VOTE = re.compile(r"(?i)\bmet(?:s|tons)\b[^.]{0,40}\baux voix\b|\bnous (?:passons au|procédons au) vote\b")
_NEXT_ITEM = re.compile(r"(?i)\bnous (?:passons|abordons|examinons)\b|\bavis\b[^.]{0,30}\bsur l[ea']")
_FOLLOW = re.compile(r"(?i)\bsuivante?s?\b\s*:?\s*$|:\s*$")
_KINDS = re.compile(
    r"(?i)\b(?:(?P<amendement>(?:sous-)?amendements?)|(?:(?:projets?|propositions?) de )?(?P<vœu>vœux?)"
    r"|(?P<act>projets?|délibérations?|communications?|propositions?))\b"
)
_BIS = re.compile(r"(?i)\b(?P<bis>bis|ter)\b|\bexécutif\b")
_PLURAL = re.compile(r"(?i)\b(?:les|ces|ils|elles|ensemble|tou(?:s|tes))\b")
_ADOPTED_AS = re.compile(r"\d{4} V \d")
_VOTE_WORD = re.compile(r"(?i)\b(?:adopt|approuv|rejet|repouss|retir|ajourn|report|renvoy)ée?s?\b")
_TRAILING_OUTCOME = re.compile(
    r"(?i)(?:^|[.\s(:-]+)(?:(?:vœu|amendement|projet|texte)\s)?"
    r"(?:adopté|approuvé|rejeté|repoussé|retiré)e?(?: amendée?)?(?: à (?:l'unanimité|la majorité))?"
    r"(?:,? par \d[^.;]*|\s?\([^)]*\d[^)]*\))?\W*$"
)
TITLE_AS_NAME = 120
"""Letters of a title that name a wish without a number."""
COUNTS_AFTER = "counts stand after the outcome"
"""Why a person should look whose counts they are."""
NO_ITEM = "an outcome, and it is not said of which item"
"""Why an outcome is not written down."""
NO_OUTCOME = "a word of voting, no clear outcome"
"""Why a sentence is listed as unread; what takes it back is said behind it."""
NO_SESSION = "no month with a year: agenda numbers stand without their session; give it with --session 2023-03"
"""Why agenda numbers of a document are not keyed."""
EVENT_COLUMNS = [
    "item", "outcome", "mode", "executive_opinion", "for", "against", "abstaining", "not_voting",
    "voting", "enrolled", "manner", "groups", "adopted_as", "session", "line", "sentence", "check",
]  # fmt: skip


@dataclass(frozen=True)
class Minutes:
    """What was read from one or more documents.

    Parameters
    ----------
    acts : DataFrame
        `act_id, title, session, line`: items with their numbers.
    vote_events : DataFrame
        One row for each item and outcome, columns `EVENT_COLUMNS`; counts are empty where none were given, `check`
        says what does not add up.
    positions : DataFrame
        `item, who, position, session, line`: groups and people named, also where no outcome was seen.
    unread : DataFrame
        `line, text, reason`: what looked like a vote and could not be read.
    """

    acts: pd.DataFrame
    vote_events: pd.DataFrame
    positions: pd.DataFrame
    unread: pd.DataFrame


@dataclass
class _Reading:
    """The state of reading: what item is open, what is being voted, what was found."""

    session: str
    heading: list[str] = field(default_factory=list)
    recent: dict[str, list[str]] = field(default_factory=dict)
    voted: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    mode: str = ""
    opinion: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    groups: list[tuple[str, str, int]] = field(default_factory=list)
    amended: bool = False
    listing: Statement | None = None
    acts: list[dict[str, object]] = field(default_factory=list)
    events: list[dict[str, object]] = field(default_factory=list)
    positions: list[dict[str, object]] = field(default_factory=list)
    unread: list[dict[str, object]] = field(default_factory=list)

    @property
    def year(self) -> int | None:
        """Year of the session, if it is known."""
        return int(self.session[:4]) if self.session else None

    def agenda_numbers(self, text: str) -> list[str]:
        """Find agenda numbers, keyed by the session if it is known."""
        found = (str(number) for number in find_agenda_numbers(text, self.session or ANY_SESSION))
        return [number if self.session else number.removeprefix(f"{ANY_SESSION} ") for number in found]


def read_minutes(text: str, session: str = "") -> Minutes:
    """Read the minutes or the agenda of one session.

    Parameters
    ----------
    text : str
        Text of the document; lost letters are restored.
    session : str
        Year and month, "2023-03"; found in the text (the first month with a year) when empty.

    Without a session, agenda numbers stand alone (`vœu 17 bis`), which tells them apart within this document only, and
    the first row of `unread` says so.

    Raises
    ------
    InputError
        If the session given is not a year and a month.
    """
    if session and not SESSION.fullmatch(session):
        raise refuse("session", f"{session!r} is no year and month", "Give --session, for instance 2023-03")
    source = readable(text)
    reading = _Reading(session or session_of(source))
    if not reading.session:
        reading.unread.append({"line": 0, "text": "", "reason": NO_SESSION})
    for number, line in enumerate(source.splitlines(), start=1):
        if line.strip():
            _read_line(reading, number, " ".join(line.split()))
    _place_groups(reading, reading.voted or reading.heading)
    _mark_repeated(reading.events)
    return Minutes(
        pd.DataFrame(reading.acts, columns=["act_id", "title", "session", "line"]),
        pd.DataFrame(reading.events, columns=EVENT_COLUMNS).astype(dict.fromkeys(COUNTS, "Int64")),
        pd.DataFrame(reading.positions, columns=["item", "who", "position", "session", "line"]),
        pd.DataFrame(reading.unread, columns=["line", "text", "reason"]),
    )


def sentences(text: str) -> list[str]:
    """Part a text into sentences: not after abbreviations, nor before the number in brackets that ends one."""
    return _SENTENCE_END.split(text)


def session_of(text: str) -> str:
    """Find the session in a text: the first month that has a year, "" if there is none."""
    match = _SESSION_WORDS.search(text)
    return f"{match[2]}-{MONTHS.index(match[1].lower()) + 1:02d}" if match else ""


def _read_line(reading: _Reading, number: int, line: str) -> None:
    """Read one line: a heading, an entry of a list, or sentences."""
    heading = _heading(reading, line)
    if heading:
        items, title = heading
        if reading.listing:
            _close(reading, number, line, reading.listing, items)
        else:
            _place_groups(reading, reading.voted or reading.heading)
            reading.heading, reading.voted, reading.counts, reading.amended = items, [], {}, False
            _remember(reading, items)
        named = _TRAILING_OUTCOME.sub("", title)
        for item in items:
            own = "" if item == title[:TITLE_AS_NAME] else item
            reading.acts.append({"act_id": own, "title": named, "session": reading.session, "line": number})
        outcome = title[len(named) :].strip(" .(:-")
        if outcome and not reading.listing:
            _take(reading, number, outcome, read_sentence(outcome), to_come=True)
        return
    reading.listing = None
    said = [(sentence, read_sentence(sentence)) for sentence in sentences(_SPEAKER.sub("", line))]
    ends = [place for place, (_, told) in enumerate(said) if any(statement.outcome for statement in told)]
    for place, (sentence, told) in enumerate(said):
        _take(reading, number, sentence, told, to_come=bool(ends) and place < ends[-1])


def _heading(reading: _Reading, line: str) -> tuple[list[str], str] | None:
    """Recognise a line that opens an item: its numbers and its title."""
    mentions = find_acts(line, reading.year if reading.listing else None)
    start = _ORDER.match(line)
    first = start.end() if start else 0
    if mentions and mentions[0].start <= first:
        items, end = [], first
        for mention in mentions:
            if mention.start - end > 4:
                break
            items.append(str(mention.act))
            end = mention.end
        return items, _AFTER_NUMBER.sub("", line[end:])
    if _WISH_HEADING.match(line) and not read_sentence(_TRAILING_OUTCOME.sub("", line))[0].outcome:
        numbers = reading.agenda_numbers(line[:160])[:1]
        return numbers or [line[:TITLE_AS_NAME]], line
    return None


def _kind(item: str) -> str:
    """Tell a wish or an amendment from an act, by its number or its title."""
    return next((kind for kind in ("amendement", "vœu") if re.search(rf"(?i)\b{kind}\b", item)), "act")


def _remember(reading: _Reading, items: list[str]) -> None:
    """Note the last items of each kind: "le projet est adopté" may come after a wish."""
    reading.named += items
    for kind in dict.fromkeys(map(_kind, items)):
        reading.recent[kind] = [item for item in items if _kind(item) == kind]


def _meant(reading: _Reading, about: str) -> list[str]:
    """Say which items words are about that name none: those of the kind they name, else those at hand.

    Nobody can tell which of several wishes "the wish" is, nor which wish "the Executive's bis" is that was never named:
    then nothing is meant.
    """
    at_hand = reading.voted or reading.heading
    kind = next((str(match.lastgroup) for match in _KINDS.finditer(about)), "")
    items = [item for item in at_hand if _kind(item) == kind] if kind else at_hand
    items = items or (reading.recent.get(kind, []) if kind else [])
    if kind == "vœu" and (bis := _BIS.search(about)):
        own = [item for item in [*items, *reading.named] if item.endswith((" bis", " ter"))]
        items = own[-1:] or ([] if bis["bis"] else items)
    several = len(items) > 1 and items != reading.heading and not _PLURAL.search(about)
    return [] if several else items


def _take(reading: _Reading, number: int, sentence: str, told: Sequence[Statement], to_come: bool) -> None:
    """Take from one sentence what it states; its counts are not of the vote before if theirs is still to come."""
    for statement in told:
        about = statement.subject
        named = [*canonical_acts(about, reading.year), *reading.agenda_numbers(about)]
        _remember(reading, [item for item in named if not _ADOPTED_AS.match(item)])
        if _PUT_TO_VOTE.search(about):
            _place_groups(reading, reading.voted or reading.heading)
            reading.voted, reading.counts = named or _meant(reading, about), {}
            reading.amended = bool(AMENDED.search(about))
        elif named and not statement.outcome and _NEXT_ITEM.search(about):
            reading.voted = named
        reading.mode = statement.mode or reading.mode
        reading.counts |= statement.counts
        _note_opinion(reading, statement, named)
        _note_positions(reading, number, sentence, statement, named)
        if statement.outcome:
            _close(reading, number, sentence, statement, named)
        elif statement.counts and not reading.voted and reading.events and not to_come:
            _add_late_counts(reading)
        elif statement.doubt == TOO_LONG or (_VOTE_WORD.search(sentence) and _KINDS.search(sentence)):
            reason = ": ".join(filter(None, [NO_OUTCOME, statement.doubt]))
            reading.unread.append({"line": number, "text": sentence, "reason": reason})


def _note_opinion(reading: _Reading, statement: Statement, named: list[str]) -> None:
    """Remember the opinion of the Executive for the items it is about."""
    opinion = statement.executive_opinion
    for item in named or reading.voted or reading.heading or [""]:
        repeated = opinion == "favourable" and reading.opinion.get(item) == "favourable if amended"
        if opinion and not repeated:
            reading.opinion[item] = opinion


def _note_positions(reading: _Reading, number: int, sentence: str, statement: Statement, named: list[str]) -> None:
    """Remember who takes which position, on the item voted or on a list that follows."""
    if not statement.positions:
        return
    if _FOLLOW.search(sentence) and not statement.outcome and not named:
        reading.listing = statement
        return
    reading.groups += [(who, position, number) for who, position in statement.positions]
    if named and not statement.outcome:
        _place_groups(reading, named)


def _place_groups(reading: _Reading, items: list[str]) -> None:
    """Write down the positions that wait, for the items they turn out to be about."""
    for who, position, line in reading.groups:
        for item in items or [""]:
            row = {"item": item, "who": who, "position": position, "session": reading.session, "line": line}
            reading.positions.append(row)
    reading.groups = []


def _close(reading: _Reading, number: int, sentence: str, statement: Statement, named: list[str]) -> None:
    """Write down the outcome of a vote for the items it is about."""
    if not statement.outcome:
        reading.positions += [
            {"item": item, "who": who, "position": position, "session": reading.session, "line": number}
            for item in named
            for who, position in statement.positions
        ]
        return
    numbered = [item for item in named if _ADOPTED_AS.match(item)]
    items = [item for item in named if item not in numbered] or _meant(reading, statement.subject) or numbered
    if _FOLLOW.search(sentence) and not named and reading.listing is not statement:
        reading.listing = statement
        return
    if not items:
        reading.unread.append({"line": number, "text": sentence, "reason": NO_ITEM})
        return
    for item in items:
        reading.events.append(_event(reading, number, sentence, statement, item, " ; ".join(numbered)))
    _place_groups(reading, items)
    if reading.listing is None:
        reading.voted, reading.mode, reading.counts, reading.amended = [], "", {}, False


def _event(
    reading: _Reading, number: int, sentence: str, statement: Statement, item: str, adopted_as: str
) -> dict[str, object]:
    """Make one vote event."""
    counts = reading.counts
    amended = reading.amended and statement.outcome == "adopted"
    return {
        "item": item,
        "outcome": "adopted as amended" if amended else statement.outcome,
        "mode": statement.mode or reading.mode,
        "executive_opinion": reading.opinion.get(item, ""),
        **{name: counts.get(name) for name in COUNTS},
        "manner": statement.manner,
        "groups": " ; ".join(dict.fromkeys(f"{who}: {position}" for who, position, _ in reading.groups if who)),
        "adopted_as": adopted_as if adopted_as != item else "",
        "session": reading.session,
        "line": number,
        "sentence": sentence,
        "check": check_counts(counts),
    }


def _add_late_counts(reading: _Reading) -> None:
    """Give counts that follow an outcome to it, if it has none of them yet, and say so: they may be the next one's."""
    last = reading.events[-1]
    if any(last[name] is not None for name in reading.counts):
        return
    last |= reading.counts
    counts = {name: votes for name in COUNTS if isinstance(votes := last[name], int)}
    last["check"] = "; ".join(filter(None, [COUNTS_AFTER, check_counts(counts)]))
    reading.counts = {}


def _mark_repeated(events: list[dict[str, object]]) -> None:
    """Say where an item has two different outcomes; both stay."""
    outcomes: dict[object, set[object]] = {}
    for event in events:
        outcomes.setdefault(event["item"], set()).add(event["outcome"])
    for event in events:
        if len(outcomes[event["item"]]) > 1:
            names = " and ".join(sorted(map(str, outcomes[event["item"]])))
            event["check"] = "; ".join(filter(None, [str(event["check"]), f"two outcomes: {names}"]))


def read_documents(paths: Sequence[Path], session: str = "") -> Minutes:
    """Read several documents one after the other; their file names stand in the column `document`."""
    read = [(path.name, read_minutes(read_document(path), session)) for path in paths]
    return Minutes(*(_joined(read, name) for name in ("acts", "vote_events", "positions", "unread")))


def _joined(read: Sequence[tuple[str, Minutes]], name: str) -> pd.DataFrame:
    """Put one table of several documents together."""
    tables: Iterator[pd.DataFrame] = (getattr(minutes, name).assign(document=document) for document, minutes in read)
    return pd.concat(list(tables), ignore_index=True)
