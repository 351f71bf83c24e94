"""What a sentence of council minutes states about a vote: outcome, mode, opinion of the Executive, positions, counts.

A sentence that leaves room for doubt states nothing: the reader says "unread" rather than guess. A number that was
not given is missing, never zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import pandas as pd

from toolkit.act_numbers import AgendaNumber, canonical_acts, find_agenda_numbers
from toolkit.lost_letters import readable
from toolkit.sources import vote_words as words
from toolkit.sources.outcomes import outcome_of

ANY_SESSION = "1900-01"
LONGEST = 5_000
"""Letters of a sentence: what is longer is a list or a broken text, and is not read."""
TOO_LONG = "too long for a sentence"
COUNTS = ("enrolled", "voting", "for", "against", "abstaining", "not_voting")


@dataclass(frozen=True)
class Statement:
    """What one sentence, or one part of it, states; an empty value was not stated.

    Parameters
    ----------
    outcome : str
        "adopted", "adopted as amended", "rejected", "withdrawn", "withdrawn for the Executive's bis", "adjourned" or
        "moot".
    manner : str
        "unanimous", "majority" or "without absolute majority".
    mode : str
        "show of hands", "public ballot", "secret ballot" or "electronic vote".
    executive_opinion : str
        "favourable", "favourable if amended", "unfavourable", "withdrawal asked" or "left to the council".
    positions : tuple of (str, str)
        Who (a group or people, as written) and "for", "against", "abstains" or "takes no part".
    counts : mapping of str to int
        Those of `COUNTS` that were given.
    acts : tuple of str
        Canonical act numbers named.
    agenda : tuple of AgendaNumber
        Agenda numbers named.
    subject : str
        The words that name the text whose outcome it is; the whole part of the sentence if there is no outcome.
    doubt : str
        Why an outcome that seems to be there is not read: a condition, hearsay, another body and the like.
    """

    outcome: str = ""
    manner: str = ""
    mode: str = ""
    executive_opinion: str = ""
    positions: tuple[tuple[str, str], ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    acts: tuple[str, ...] = ()
    agenda: tuple[AgendaNumber, ...] = ()
    subject: str = ""
    doubt: str = ""


def read_sentence(sentence: str) -> list[Statement]:
    """Read one sentence; two outcomes for two texts give two statements.

    Parameters
    ----------
    sentence : str
        A sentence of minutes, with or without lost letters.

    Returns
    -------
    list of Statement
        One for each outcome; one without outcome if there is none.
    """
    if len(sentence) > LONGEST:
        return [Statement(doubt=TOO_LONG)]
    source = words.PUT_WHICH_IS.sub(r"\g<put>, il ", " ".join(readable(sentence).split()))
    source = words.WHICH_IS.sub(r"\g<before>, le \g<kind> \g<number> ", source)
    if words.CONDITION.match(source):
        return [replace(_state(source), outcome="", manner="", doubt="a condition")]
    parts = words.SEVERAL.split(source)
    parts = _whole_parts(_with_kind(parts)) if len(parts) > 1 else parts
    states = [_state(part) for part in parts] if len(parts) > 1 else []
    if not any(state.outcome for state in states):
        return [_state(source)]
    shared = _which(words.MODES, source)
    return [
        replace(state, mode=state.mode or shared) for state in states if state.outcome or state.agenda or state.acts
    ]


def _whole_parts(parts: list[str]) -> list[str]:
    """Put parts without a verb before the part that has it: "le vœu n° 12, le vœu n° 13 et le n° 14 sont adoptés"."""
    whole, waiting = [], ""
    for part in parts:
        waiting = f"{waiting}, {part}" if waiting else part
        if words.VERB.search(part) or outcome_of(part).name:
            whole.append(waiting)
            waiting = ""
    if waiting:
        whole[-1:] = [", ".join([*whole[-1:], waiting])]
    return whole


def _with_kind(parts: list[str]) -> list[str]:
    """Repeat the kind of text where only a number follows: "le vœu n° 12 est adopté, le n° 13 rejeté"."""
    kind, full = "", []
    for part in parts:
        named = re.search(r"(?i)\b(vœu|amendement)x?\b", part)
        kind = named[1] if named else kind
        full.append(re.sub(r"(?i)^((?:et )?(?:les?|la) )n°", rf"\1{kind} n°", part) if kind else part)
    return full


def _state(source: str) -> Statement:
    """Read one part of a sentence."""
    found = outcome_of(source)
    subject = found.subject if found.name else source
    return Statement(
        outcome=found.name,
        manner=_which(words.MANNERS, source) if found.name else "",
        mode=_which(words.MODES, source),
        executive_opinion=_which(words.EXECUTIVE_OPINIONS, source),
        positions=_positions(source),
        counts=_counts(source, found.name),
        acts=tuple(canonical_acts(subject)),
        agenda=tuple(find_agenda_numbers(subject, ANY_SESSION)),
        subject=subject,
        doubt=found.doubt,
    )


def _which(choices: tuple[tuple[str, re.Pattern[str]], ...], source: str) -> str:
    """Name the first choice whose words stand in the sentence."""
    return next((name for name, pattern in choices if pattern.search(source)), "")


def _positions(source: str) -> tuple[tuple[str, str], ...]:
    """Name who takes which position: the words before the verb, back to the last full stop or position."""
    found, start = [], 0
    verbs = sorted(
        ((match.start(), match.end(), name) for name, pattern in words.POSITIONS for match in pattern.finditer(source))
    )
    for begin, end, name in verbs:
        who = re.split(r"(?<!\bM)(?<!\bMM)[.;:?!]\s", source[start:begin])[-1].strip(" ,")
        who = words.LEADING_WORDS.sub("", who).strip(" ,")
        if who.lower() != "qui":
            found.append((who, name))
        start = end
    return tuple(found)


def _counts(source: str, outcome: str) -> dict[str, int]:
    """Read the numbers of votes that are named."""
    counts: dict[str, int] = {}
    if outcome and (voices := words.VOICES.search(source)):
        won, lost = ("against", "for") if outcome == "rejected" else ("for", "against")
        return {won: int(voices["most"]), lost: int(voices["fewest"])}
    for name, patterns in words.COUNTED.items():
        for pattern in patterns:
            if match := pattern.search(source):
                counts[name] = int(re.sub(r"\D", "", match["count"]))
                break
    return counts


def check_counts(counts: dict[str, int]) -> str:
    """Say what does not add up in a public ballot: voting = for + against + abstaining + not taking part.

    Returns
    -------
    str
        "" if nothing is wrong as far as the numbers are known.
    """
    parts = ("for", "against", "abstaining", "not_voting")
    total = sum(counts[name] for name in parts if name in counts)
    if "voting" in counts and all(name in counts for name in parts) and total != counts["voting"]:
        return f"{total} votes are accounted for, {counts['voting']} voting"
    if "voting" in counts and total > counts["voting"]:
        return f"{total} votes are accounted for, only {counts['voting']} voting"
    if "enrolled" in counts and counts.get("voting", total) > counts["enrolled"]:
        return f"{counts.get('voting', total)} voting, only {counts['enrolled']} enrolled"
    return ""


def read_phrases(phrases: pd.DataFrame) -> pd.DataFrame:
    """Read single phrases into one row each, as a coder would write them down.

    Parameters
    ----------
    phrases : DataFrame
        `phrase_id, phrase`.

    Returns
    -------
    DataFrame
        `phrase_id, outcome, manner, mode, executive_opinion, position, votes_for, votes_against, acts, agenda`; empty
        where the phrase does not state it; agenda numbers without session.
    """
    return pd.DataFrame(
        [
            {
                "phrase_id": row.phrase_id,
                "outcome": first.outcome,
                "manner": first.manner,
                "mode": first.mode,
                "executive_opinion": first.executive_opinion,
                "position": " ; ".join(dict.fromkeys(position for _, position in first.positions)),
                "votes_for": first.counts.get("for", ""),
                "votes_against": first.counts.get("against", ""),
                "acts": " ; ".join(first.acts),
                "agenda": " ; ".join(str(number).removeprefix(ANY_SESSION).strip() for number in first.agenda),
            }
            for row in phrases.itertuples()
            for first in read_sentence(str(row.phrase))[:1]
        ]
    )
