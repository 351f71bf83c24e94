"""The verdict on one criterion: on paper by counting seats, in the room and among those who spoke by their marks.

A class falls short in the room if, over all sessions of the period together, it made up less than four fifths of its
quota's share of those present, and so few seldom come about by chance. The four-fifths rule is that of the Uniform
Guidelines on Employee Selection Procedures (1978, 29 CFR 1607.4 D), which also ask for both: size and evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from toolkit.composition.attendance import FEWER, REPLICATES
from toolkit.composition.criteria import distance, rounding_floor
from toolkit.composition.disclosure import SMALLEST
from toolkit.composition.significance import LEVEL, binomial_power, is_within, power_in_words
from toolkit.errors import refuse
from toolkit.language import Message, say

MET = "met"
ON_PAPER = "met on paper, not in the room"
NOT_MET = "not met"
NOT_DEMONSTRABLE = "not demonstrable"
VERDICTS = (MET, ON_PAPER, NOT_MET, NOT_DEMONSTRABLE)

FALLS_SHORT = "falls short"
NOT_RECORDED = "not recorded"

CHANGE = 1 / 3
"""Power is stated for a share that falls, or rises, by a third: from about 22 seats to 15."""


@dataclass(frozen=True)
class Rule:
    """What is close enough.

    Parameters
    ----------
    room_tolerance : float
        How far a class may fall short among those present, as a share of its own quota, 0 to 1.
    margin : float
        How close to its share a class without a quota must be shown to be, as a share of all seats, 0 to 1.
    shuffles : int
        Times that people are shuffled over classes for one p-value.
    level : float
        Level of the tests, after correction for their number, above 0 to below 1.
    smallest : int
        Sentences do not tell about 1 to `smallest` − 1 people, nor what they could be computed from; 0 tells all.
    """

    room_tolerance: float = 0.2
    margin: float = 0.05
    shuffles: int = REPLICATES
    level: float = LEVEL
    smallest: int = SMALLEST

    def __post_init__(self) -> None:
        for name, value in (("room_tolerance", self.room_tolerance), ("margin", self.margin), ("level", self.level)):
            if not 0 <= value < 1:
                raise refuse(name, f"{value} is not a share", "Give a number from 0 to below 1, such as 0.2")


@dataclass(frozen=True)
class Judgement:
    """What is found on one body of one criterion.

    Attributes
    ----------
    word : str
        One of `VERDICTS`, `FALLS_SHORT` or `NOT_RECORDED`.
    row : int
        The class that decides.
    power, p_value : float
        0 to 1, of that class; missing where nothing was tested.
    sentence : Message
        The finding in words.
    """

    word: str
    row: int
    power: float
    p_value: float
    sentence: Message


def judge(classes: pd.DataFrame, rooms: Mapping[str, pd.DataFrame | None], rule: Rule) -> dict[str, Any]:
    """Judge one criterion on one day.

    Parameters
    ----------
    classes : DataFrame
        One row per class: `value`, `seats`, `least`, `most`, `tolerance`, `share`, `p_value` (of the seats, where
        there is no quota).
    rooms : mapping of body to DataFrame or None
        For "present" and "speaking": one row per class in the same order, `people`, `sessions`, `room`, `p_holm`,
        `power`, `suppressed`; None if nothing is recorded.
    rule : Rule
        What is close enough.
    """
    seats = int(classes["seats"].sum())
    due = (classes["least"] / seats).fillna(classes["share"]).to_numpy(float)
    enrolled = _on_paper(classes, seats, rule)
    came, spoke = (_in_body(classes, due, rooms[body], rule, body) for body in ("present", "speaking"))
    decides = came if enrolled.word == MET and came.word != NOT_RECORDED else enrolled
    issue = classes.iloc[decides.row]
    return {
        "verdict": ON_PAPER if decides.word == FALLS_SHORT else decides.word,
        "statistic": distance(classes["seats"], classes["share"]),
        "power": decides.power,
        "floor": rounding_floor(seats, classes["share"]),
        "value": issue["value"],
        **{name: issue[name] for name in ("seats", "least", "most", "share")},
        "enrolled": enrolled.word,
        "present": came.word,
        "speaking": spoke.word,
        "p_value": decides.p_value,
        "sentence": decides.sentence,
        "speech": spoke.sentence,
    }


def _on_paper(classes: pd.DataFrame, seats: int, rule: Rule) -> Judgement:
    """Judge the seats: by counting where there are quotas, by exact tests where there are none."""
    held = classes["seats"].to_numpy(float)
    gaps = np.maximum(classes["least"].to_numpy(float) - held, held - classes["most"].to_numpy(float))
    beyond = gaps - classes["tolerance"].to_numpy(float)
    if (beyond > 0).any():
        return _outside_band(classes, seats, int(np.nanargmax(beyond)))
    open_classes = classes["least"].isna()
    if open_classes.any():
        return _without_quota(classes, open_classes.to_numpy(), seats, rule)
    row = int(classes["share"].to_numpy().argmin())
    words, power = _change(seats, float(classes["share"].iloc[row]), -1)
    sentence = say("Every class has its seats; who came is not recorded ({power}).", power=words)
    return Judgement(MET, row, power, np.nan, sentence)


def _outside_band(classes: pd.DataFrame, seats: int, row: int) -> Judgement:
    """Judge a criterion of which a class has too few or too many seats."""
    issue = classes.iloc[row]
    words, power = _change(seats, float(issue["share"]), 1 if issue["seats"] > issue["most"] else -1)
    sentence = say(
        "{value}: {seats} {seats:seat|seats} for a quota of {least} to {most} ({power}).",
        value=issue["value"],
        seats=int(issue["seats"]),
        least=int(issue["least"]),
        most=int(issue["most"]),
        power=words,
    )
    return Judgement(NOT_MET, row, power, np.nan, sentence)


def _without_quota(classes: pd.DataFrame, tested: np.ndarray, seats: int, rule: Rule) -> Judgement:
    """Judge the classes that have no quota by two-sided exact tests of each, corrected (Holm)."""
    row = int(np.nanargmin(classes["p_value"].to_numpy()))
    issue, p_value = classes.iloc[row], float(classes["p_value"].min())
    expected = seats * float(issue["share"])
    words, power = _change(seats, float(issue["share"]), 1 if issue["seats"] > expected else -1, two_sided=True)
    pairs = classes.loc[tested, ["seats", "share"]].itertuples(index=False)
    if p_value <= rule.level:
        sentence = say(
            "{value}: {seats} {seats:seat|seats} where {expected:.1f} were due ({power}).",
            value=issue["value"],
            seats=int(issue["seats"]),
            expected=expected,
            power=words,
        )
        return Judgement(NOT_MET, row, power, p_value, sentence)
    if all(is_within(int(count), seats, float(share), rule.margin, rule.level) for count, share in pairs):
        sentence = say("Every class is shown to be close to its share ({power}).", power=words)
        return Judgement(MET, row, power, p_value, sentence)
    sentence = say(
        "There is no quota and no class differs more than chance explains; {seats} seats are too few to "
        "show that none does ({power}).",
        seats=seats,
        power=words,
    )
    return Judgement(NOT_DEMONSTRABLE, row, power, p_value, sentence)


def _change(seats: int, share: float, direction: int, two_sided: bool = False) -> tuple[Message, float]:
    """State the power of an exact test against a share that falls (−1) or rises (1) by a third."""
    then = min(1.0, share * (1 + direction * CHANGE))
    return (
        power_in_words(seats, share, then, two_sided=two_sided),
        binomial_power(seats, share, then, two_sided=two_sided),
    )


def _in_body(classes: pd.DataFrame, due: np.ndarray, room: pd.DataFrame | None, rule: Rule, body: str) -> Judgement:
    """Judge those present, or those who spoke, over the period."""
    if room is None:
        return Judgement(NOT_RECORDED, 0, np.nan, np.nan, say("Who spoke is not recorded."))
    ratio = np.divide(room["room"].to_numpy(float), due, out=np.ones(len(due)), where=due > 0)
    short = ratio < 1 - rule.room_tolerance
    proven = short & (room["p_holm"].to_numpy(float) <= rule.level)
    word = FALLS_SHORT if proven.any() else NOT_DEMONSTRABLE if short.any() else MET
    row = int(np.where(proven, ratio, np.inf).argmin() if proven.any() else ratio.argmin())
    one = room.iloc[row]
    values = {
        "value": classes["value"].iloc[row],
        "period": _period(int(one["sessions"])),
        "numbers": _numbers(one, float(due[row]), body, rule.smallest),
        "power": _power(float(one["power"]), body),
    }
    sentence = _sentence(word, body, rule.room_tolerance, values)
    p_value = np.nan if one["suppressed"] else float(one["p_holm"])
    return Judgement(word, row, float(one["power"]), p_value, sentence)


def _power(power: float, body: str) -> Message:
    """Say how often a class that came, or spoke, a fifth less often would be noticed."""
    if body == "speaking":
        return say(
            "a class that speaks {fewer:.0%} less would be noticed in {power:.0%} of cases", fewer=FEWER, power=power
        )
    return say("a class that comes {fewer:.0%} less would be noticed in {power:.0%} of cases", fewer=FEWER, power=power)


def _period(sessions: int) -> Message:
    """Say how many sessions were taken together."""
    return say("at one session") if sessions == 1 else say("over {n} {n:session|sessions together}", n=sessions)


def _numbers(one: pd.Series, due: float, body: str, smallest: int) -> Message:
    """Say what a class made up and what was due, unless that would tell about a few people."""
    if one["people"] < smallest:
        return say("fewer than {n} people", n=smallest)
    if one["suppressed"]:
        return say("not shown, so that a class of fewer than {n} people cannot be computed", n=smallest)
    values = {"room": float(one["room"]), "due": due}
    if body == "speaking":
        return say("{room:.1%} of those who spoke where {due:.1%} are due", **values)
    return say("{room:.1%} of those present where {due:.1%} are due", **values)


def _sentence(word: str, body: str, tolerance: float, values: dict[str, Any]) -> Message:
    """Say what the room, or the speeches, looked like."""
    if body == "speaking":
        return {
            MET: say(
                "Among those who spoke, {period}, no class fell more than {tolerance:.0%} below its quota; furthest "
                "behind – {value}: {numbers} ({power}).",
                tolerance=tolerance,
                **values,
            ),
            FALLS_SHORT: say("{value} spoke less than chance explains, {period}: {numbers} ({power}).", **values),
            NOT_DEMONSTRABLE: say(
                "{value} spoke little, which chance can explain, {period}: {numbers} ({power}).", **values
            ),
        }[word]
    return {
        MET: say(
            "Every class has its seats, also in the room: {period} none fell more than {tolerance:.0%} below its "
            "quota; furthest behind – {value}: {numbers} ({power}).",
            tolerance=tolerance,
            **values,
        ),
        FALLS_SHORT: say(
            "Every class has its seats, but not in the room – {value}, {period}: {numbers}, less than chance explains "
            "({power}).",
            **values,
        ),
        NOT_DEMONSTRABLE: say(
            "Every class has its seats; in the room one falls short, which chance can explain – {value}, {period}: "
            "{numbers} ({power}).",
            **values,
        ),
    }[word]
