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

ANY_SESSION = "1900-01"
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
    """

    outcome: str = ""
    manner: str = ""
    mode: str = ""
    executive_opinion: str = ""
    positions: tuple[tuple[str, str], ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    acts: tuple[str, ...] = ()
    agenda: tuple[AgendaNumber, ...] = ()


_TEXT = r"(?:vœux?|amendements?|projets?|propositions?|délibérations?|textes?|demandes?|articles?|sous-amendements?|comptes? rendus?|procès-verb(?:al|aux)|motions?|communications?|budgets?|ils?|elles?|l'ensemble|celui-ci|celle-ci|ceux-ci|vœu)"
_BE = r"(?:est|sont|a été|ont été|a donc été|a bien été)"
_ADVERB = r"(?:\s(?:donc|ainsi|également|aussi|bien|alors|par conséquent|, par conséquent,|en conséquence|dès lors|finalement|définitivement))*"
_ADOPTED = r"(?:adopté|voté|approuvé)e?s?\b"
_REJECTED = r"(?:rejeté|repoussé)e?s?\b"
_NOT_YET = re.compile(
    r"(?i)\b(?:si|s'il|s'ils|lorsque|quand|afin que|pour que|avant que|souhait\w+ que|espèr\w+ que|demand\w+ que|à condition)\b"
    r"[^.;]{0,60}$|\b(?:avait|avaient|aurait|auraient|serait|seraient|sera|seront|soit|soient|fût|était|étaient|sera[- ]t-il)\s*(?:été\s*)?$"
)
_OUTCOMES = (
    ("rejected", re.compile(rf"(?i)\b(?:n'est|ne sont|n'a|n'ont) (?:donc )?pas (?:été )?{_ADOPTED}")),
    ("rejected", re.compile(rf"(?i)\b{_BE}{_ADVERB},?\s{_REJECTED}")),
    (
        "adopted as amended",
        re.compile(
            rf"(?i)\b(?:amendée?s?|modifiée?s?|ainsi (?:amendée?s?|modifiée?s?))\)?,? {_BE}{_ADVERB},?\s{_ADOPTED}"
        ),
    ),
    (
        "adopted as amended",
        re.compile(
            rf"(?i)\b{_BE}{_ADVERB},?\s{_ADOPTED}[^.;]{{0,40}}\b(?:tel qu'amendé|amendée?s?\b|avec (?:l'|les |des )amendements?|dans sa version (?:amendée|modifiée))"
        ),
    ),
    ("adopted", re.compile(rf"(?i)\b{_BE}{_ADVERB},?\s{_ADOPTED}")),
    ("withdrawn", re.compile(rf"(?i)\b{_BE}{_ADVERB},?\sretirée?s?\b")),
    (
        "moot",
        re.compile(
            rf"(?i)\b(?:{_BE}|devien(?:t|nent)){_ADVERB},?\s(?:devenus? )?(?:sans objet|caducs?|caduques?|satisfaite?s?)\b|\btombe(?:nt)?\b(?= *[.,;]|$)"
        ),
    ),
    ("adjourned", re.compile(rf"(?i)\b(?:{_BE}|sera|seront){_ADVERB},?\s(?:reportée?s?|renvoyée?s?|ajournée?s?)\b")),
)
_PARTICIPLE = re.compile(
    rf"(?i)^(?:et\s)?(?:les?|la|l'|ces?|cet|cette)?\s?{_TEXT}[^.;]{{0,80}}?\s(?P<word>adopté|rejeté|repoussé|retiré)e?s? (?:en|par|à)\b"
)
_MARKER = re.compile(r"^\W*(?P<word>ADOPT[EÉ]|REJET[EÉ]|REPOUSS[EÉ]|RETIR[EÉ])E?S?\b(?: +AMEND[EÉ]E?S?\b)?")
_BARE = re.compile(
    r"(?i)^\W*(?P<word>adopté|rejeté|repoussé|retiré)e?s?(?P<amended> amendée?s?)?(?: à (?:l'unanimité|la majorité))?\W*$"
)
_PRESS = re.compile(r"(?i)^\W*(?P<word>adopté|rejeté|repoussé)e?s? (?:avec|par|à)\b")
_WORDS = {"adopt": "adopted", "rejet": "rejected", "repou": "rejected", "retir": "withdrawn"}

_MANNERS = (
    ("unanimous", re.compile(r"(?i)\bà l'unanimité\b|\bunanimement\b")),
    ("without absolute majority", re.compile(r"(?i)\bsans majorité absolue\b")),
    ("majority", re.compile(r"(?i)\bà la majorité\b")),
)
_MODES = (
    ("secret ballot", re.compile(r"(?i)\bscrutin secret\b|\bà bulletins? secrets?\b")),
    ("public ballot", re.compile(r"(?i)\b(?:au |en |par |un |le |de |du )?scrutin public\b|\bappel nominal\b")),
    ("show of hands", re.compile(r"(?i)\b(?:à main levée|à mains levées)\b")),
    ("electronic vote", re.compile(r"(?i)\b(?:vote|voter|procédé au vote) (?:par voie )?électronique(?:ment)?\b")),
)
_OPINION = r"\b(?:avis|position)\b(?: de l'exécutif)?(?: (?:est|sera|reste|demeure|était))?(?: (?:donc|bien sûr|plutôt|très|tout à fait|évidemment|aussi|également))*"
_OPINIONS = (
    (
        "favourable if amended",
        re.compile(
            rf"(?i){_OPINION} favorable,? (?:sous (?:la )?(?:seule )?réserve|avec (?:des|quelques|un|une|de|l')\s?[^.;]{{0,30}}(?:modification|amendement)|à condition|si (?:vous|le|l')|s'il|moyennant)|\bfavorable[^.;]{{0,30}}\bsous réserve\b|\bfavorable (?:au vœu )?(?:ainsi |tel qu')?amendé"
        ),
    ),
    (
        "unfavourable",
        re.compile(
            rf"(?i){_OPINION} (?:défavorable|négatif)|\bdéfavorable\b(?! (?:à la|au climat))|\bpas (?:d'avis )?favorable\b|\bne (?:peux|peut|pouvons) (?:pas )?(?:être|donner un avis) favorable"
        ),
    ),
    (
        "favourable",
        re.compile(
            rf"(?i){_OPINION} (?:favorable|positif)|\b(?:donne|donnons|émets|émet|émettons|rend) (?:donc )?un avis (?:très )?favorable|\bfavorable de l'exécutif"
        ),
    ),
    (
        "left to the council",
        re.compile(r"(?i)\b(?:s'en remet|m'en remets|nous en remettons) à la sagesse\b|\bavis de sagesse\b"),
    ),
    (
        "withdrawal asked",
        re.compile(
            r"(?i)\b(?:demande|demandons|demanderai|propose|invite|souhaite)\b[^.;]{0,40}\b(?:de (?:le |la |les )?retirer|le retrait|un retrait)"
        ),
    ),
)
_POSITIONS = (
    (
        "takes no part",
        re.compile(
            r"(?i)\b(?:ne (?:prend|prends|prenons|prennent|prendra|prendrons|prendront) pas part au vote|n(?:'ayant|e prenant) pas (?:pris )?part au vote|ne participe(?:nt|ra|rons)? pas au vote)"
        ),
    ),
    (
        "against",
        re.compile(
            r"(?i)\b(?:vote|votons|votent|voterai|votera|voterons|voteront|(?:ayant|ont|a|avons) voté) (?:donc )?(?:contre|défavorablement)\b"
        ),
    ),
    (
        "abstains",
        re.compile(
            r"(?i)\b(?:s'abstien(?:t|nent)|(?:nous )?nous abstenons|m'abstiens|s'abstiendra|s'abstiendront|(?:nous )?nous abstiendrons|m'abstiendrai|s'(?:étant|est|sont) abstenue?s?)\b"
        ),
    ),
    (
        "for",
        re.compile(
            r"(?i)\b(?:vote|votons|votent|voterai|votera|voterons|voteront|(?:ayant|ont|a|avons) voté) (?:donc |bien sûr )?(?:pour|favorablement|ce vœu|cette délibération|ce projet)\b|\b(?:j'approuverai|nous approuverons|nous approuvons|j'approuve)\b"
        ),
    ),
)
_LEADING = re.compile(r"(?i)^(?:(?:et|mais|donc|dans cette mesure|en conséquence)\b,?\s?)+")
_COUNT = r"(\d{1,3}(?:[ .]\d{3})*)"
_COUNTED = {
    "enrolled": (
        rf"(?i)\b(?:nombre d'|conseillers )?inscrits\s*:?\s*{_COUNT}",
        rf"(?i)\b{_COUNT} (?:conseillers )?inscrits",
    ),
    "voting": (rf"(?i)\b(?:nombre de )?votants\s*:?\s*{_COUNT}", rf"(?i)\b{_COUNT} votants"),
    "for": (
        rf"(?i)\b(?:voix )?pour\s*:\s*{_COUNT}",
        rf"(?i)\b{_COUNT} (?:voix )?pour\b",
        rf"(?i)^\W*adoptée?s? (?:avec|par) {_COUNT} voix",
    ),
    "against": (
        rf"(?i)\b(?:voix )?contre\s*:\s*{_COUNT}",
        rf"(?i)\b{_COUNT} (?:voix )?contre\b(?! \d)",
        rf"(?i)\bqui est contre \? {_COUNT}\b",
    ),
    "abstaining": (
        rf"(?i)\babstentions?\s*:\s*{_COUNT}",
        rf"(?i)\b{_COUNT} abstentions?\b",
        rf"(?i)\bqui s'abstient \? {_COUNT}\b",
    ),
    "not_voting": (
        rf"(?i)\b(?:n\.?p\.?p\.?v\.?|ne prend pas part au vote|non[- ]participation|ne prennent pas part au vote|non[- ]votants?)\s*:\s*{_COUNT}",
        rf"(?i)\b{_COUNT} (?:n\.?p\.?p\.?v\b|non[- ]votants?)",
    ),
}
_SEVERAL = re.compile(
    r"[;,]\s(?=(?:et\s)?(?:le|la|les|l'|ce|cet|cette|ces)\s?(?:v|a|p|d|m|t|sous)\w+)|\s(?:et|mais|tandis que)\s(?=(?:le|la|les|l')\s?(?:vœu|amendement|projet|proposition|délibération|sous-amendement|texte)\w*)",
    re.IGNORECASE,
)


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
    source = " ".join(readable(sentence).split())
    parts = _SEVERAL.split(source)
    if len(parts) > 1 and sum(bool(_outcome(part)) for part in parts) > 1:
        whole = _state(source)
        return [replace(_state(part), mode=_state(part).mode or whole.mode) for part in parts if _outcome(part)]
    return [_state(source)]


def _state(source: str) -> Statement:
    """Read one part of a sentence."""
    outcome = _outcome(source)
    return Statement(
        outcome=outcome,
        manner=_which(_MANNERS, source) if outcome else "",
        mode=_which(_MODES, source),
        executive_opinion=_which(_OPINIONS, source),
        positions=_positions(source),
        counts=_counts(source),
        acts=tuple(canonical_acts(source)),
        agenda=tuple(find_agenda_numbers(source, ANY_SESSION)),
    )


def _which(choices: tuple[tuple[str, re.Pattern[str]], ...], source: str) -> str:
    """Name the first choice whose words stand in the sentence."""
    return next((name for name, pattern in choices if pattern.search(source)), "")


def _outcome(source: str) -> str:
    """Say the outcome if the sentence states one that has happened."""
    for name, pattern in _OUTCOMES:
        match = pattern.search(source)
        if match and not _NOT_YET.search(source[: match.start()]):
            return _withdrawn_for_bis(source) if name == "withdrawn" else name
    for pattern in (_MARKER, _BARE, _PRESS, _PARTICIPLE):
        if match := pattern.search(source):
            amended = re.search(r"(?i)\bamendée?s?\b", match.group())
            outcome = _WORDS[match["word"].lower().replace("é", "e")[:5]]
            return "adopted as amended" if outcome == "adopted" and amended else outcome
    return ""


def _withdrawn_for_bis(source: str) -> str:
    """Tell a plain withdrawal from one in favour of the Executive's own wish."""
    bis = re.search(r"(?i)\b(?:au profit|en faveur|au bénéfice)\b[^.;]*\b(?:bis|ter|exécutif)\b", source)
    return "withdrawn for the Executive's bis" if bis else "withdrawn"


def _positions(source: str) -> tuple[tuple[str, str], ...]:
    """Name who takes which position: the words before the verb, back to the last full stop or position."""
    found, start = [], 0
    verbs = sorted(
        ((match.start(), match.end(), name) for name, pattern in _POSITIONS for match in pattern.finditer(source))
    )
    for begin, end, name in verbs:
        who = re.split(r"(?<!\bM)(?<!\bMM)[.;:?!]\s", source[start:begin])[-1].strip(" ,")
        who = _LEADING.sub("", who).strip(" ,")
        if who.lower() != "qui":
            found.append((who, name))
        start = end
    return tuple(found)


def _counts(source: str) -> dict[str, int]:
    """Read the numbers of votes that are named."""
    counts = {}
    for name, patterns in _COUNTED.items():
        for pattern in patterns:
            if match := re.search(pattern, source):
                counts[name] = int(re.sub(r"\D", "", match[1]))
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
            for first in read_sentence(row.phrase)[:1]
        ]
    )
