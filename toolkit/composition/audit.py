"""The verdict on each criterion and day: met, met on paper only, not met, or not demonstrable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from toolkit.composition.criteria import Register, check_roster, distance, rounding_floor, target_shares
from toolkit.composition.disclosure import SMALLEST, shown_count
from toolkit.composition.membership import Membership
from toolkit.composition.significance import (
    LEVEL,
    absence_power,
    binomial_power,
    excess_p_value,
    holm,
    is_within,
    power_in_words,
    two_sided_p_value,
)
from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Shown

MET = "met"
ON_PAPER = "met on paper, not in the room"
NOT_MET = "not met"
NOT_DEMONSTRABLE = "not demonstrable"
VERDICTS = (MET, ON_PAPER, NOT_MET, NOT_DEMONSTRABLE)

ROOM_TOLERANCE = 0.05
"""How far a class may fall short of its quota among those present, as a share of the room."""

FALL = 2 / 3
"""Power is stated for a fall to two thirds of the share, about 22 seats to 15."""

ABSENCE_ODDS = 2.0
"""Power is stated for members of a class who stay away with twice the odds of others."""


@dataclass(frozen=True)
class Audit(Shown):
    """Verdicts with the seats behind them.

    Attributes
    ----------
    table : DataFrame
        One row per criterion and day: `criterion`, `date`, `verdict`, `statistic` (distance D, 0 to 1),
        `power` (0 to 1), `floor` (D*), `value` (the class at issue), its `seats`, `least`, `most`, `share`
        aimed at, `present`, `room` (people present), `session`, `p_value` (of its absences, or of its seats
        if it has no quota; after Holm), `sentence`.
    bands : DataFrame
        One row per class, day and body: `date`, `body`, `criterion`, `value`, `seats`, `total`, `least`,
        `most`, `share`.
    text : Message
        How many verdicts of each kind on the last day.
    """

    table: pd.DataFrame
    bands: pd.DataFrame
    text: Message


def audit_composition(
    membership: Membership,
    register: Register,
    population: pd.DataFrame | None,
    days: Iterable[pd.Timestamp],
    room_tolerance: float = ROOM_TOLERANCE,
) -> Audit:
    """Judge every criterion on every day.

    A criterion with quotas is *not met* when a class of those enrolled is outside its band: a count, not a
    test. It is *met on paper, not in the room* when the bands hold but a class falls short of its quota among
    those present by more than `room_tolerance` and its absences exceed what chance explains (exact, Holm over
    classes); if chance can explain them it is *not demonstrable*. A criterion without quotas is tested
    against its shares: *not met* if it differs, *met* if every class is shown to lie within `room_tolerance`,
    else *not demonstrable*.

    Parameters
    ----------
    membership : Membership
        Who was a member when, and who came.
    register : Register
        What the assembly set itself.
    population : DataFrame or None
        `criterion`, `value`, `share`; needed for criteria whose register gives no shares.
    days : iterable of Timestamp
        Days to judge. The room is that of the last session up to the day.
    room_tolerance : float
        Share of the room, 0 to 1.

    Raises
    ------
    InputError
        If people and register, or register and population, do not fit together.
    """
    check_roster(membership.people, register)
    days = list(days)
    if not days:
        raise refuse("days", "there is none to judge", "Give days, or members and sessions that have some")
    rows, bands = [], []
    for day in days:
        for criterion, classes in _day(membership, register.on(day), population, day).groupby("criterion", sort=False):
            rows.append({"criterion": criterion, "date": day, **_verdict(classes, room_tolerance)})
            bands += _band_rows(classes, day)
    table = pd.DataFrame(rows)
    band_table = pd.DataFrame(bands)
    for frame in (table, band_table):
        frame.attrs["synthetic"] = membership.synthetic
    return Audit(table, band_table, _count_verdicts(table, days))


def _day(
    membership: Membership, held: pd.DataFrame, population: pd.DataFrame | None, day: pd.Timestamp
) -> pd.DataFrame:
    """Describe all classes of all criteria on one day, their p-values corrected for their number (Holm)."""
    parts = [_classes(membership, held, population, name, day) for name in dict.fromkeys(held["criterion"])]
    parts = [part for part in parts if part["seats"].sum() > 0]
    if not parts:
        return pd.DataFrame(columns=["criterion"])
    classes = pd.concat(parts, ignore_index=True)
    return classes.assign(p_value=holm(classes["p_value"].to_numpy()))


def _classes(
    membership: Membership, held: pd.DataFrame, population: pd.DataFrame | None, criterion: str, day: pd.Timestamp
) -> pd.DataFrame:
    """Put a criterion's classes on one day side by side: quota, share, people enrolled and present."""
    shares = target_shares(held, population, criterion)
    rows = held[held["criterion"] == criterion].set_index("value")
    enrolled = membership.on(day)[criterion].value_counts()
    session = max((s for s in membership.sessions if s <= day), default=None)
    classes = rows[["least", "most", "tolerance"]].assign(share=shares)
    classes["seats"] = enrolled.reindex(classes.index, fill_value=0)
    classes["session"] = session if session is not None else pd.NaT
    for column, body in (("on_roll", "enrolled"), ("present", "present")):
        people = membership.on(session, body)[criterion].value_counts() if session is not None else enrolled * 0
        classes[column] = people.reindex(classes.index, fill_value=0)
    classes.insert(0, "criterion", criterion)
    return classes.rename_axis("value").reset_index().assign(p_value=_chances(classes))


def _chances(classes: pd.DataFrame) -> list[float]:
    """Give each class its p-value: of its seats if it has no quota, of its absences if it has one."""
    seats, roll, came = int(classes["seats"].sum()), int(classes["on_roll"].sum()), int(classes["present"].sum())
    if classes["least"].isna().any():
        return [two_sided_p_value(int(line["seats"]), seats, line["share"]) for line in classes.to_dict("records")]
    if came == 0:
        return [np.nan] * len(classes)
    absent = (classes["on_roll"] - classes["present"]).to_numpy(int)
    groups = zip(absent, classes["on_roll"], strict=True)
    return [excess_p_value(int(gone), int(group), roll - came, roll) for gone, group in groups]


def _verdict(classes: pd.DataFrame, room_tolerance: float) -> dict[str, Any]:
    """Judge one criterion on one day."""
    seats = int(classes["seats"].sum())
    common = {
        "statistic": distance(classes["seats"], classes["share"]),
        "floor": rounding_floor(seats, classes["share"]),
    }
    if classes["least"].isna().any():
        judged = _without_quota(classes, seats, room_tolerance)
    elif (_gaps(classes) > classes["tolerance"].to_numpy()).any():
        judged = _outside_band(classes, seats)
    elif classes["present"].sum() == 0:
        judged = _inside_band(classes, seats)
    else:
        judged = _in_the_room(classes, seats, room_tolerance)
    order = ["verdict", "statistic", "power", "floor", "value", "seats", "least", "most", "share", "present", "room"]
    return {name: {**common, **judged}[name] for name in [*order, "session", "p_value", "sentence"]}


def _at_issue(classes: pd.DataFrame, row: int) -> dict[str, Any]:
    """Describe the class that decides."""
    one = classes.iloc[row]
    recorded = bool(classes["present"].sum())
    return {
        "value": one["value"],
        "seats": int(one["seats"]),
        "least": one["least"],
        "most": one["most"],
        "share": float(one["share"]),
        "present": int(one["present"]) if recorded else None,
        "room": int(classes["present"].sum()) if recorded else None,
        "session": one["session"],
        "p_value": float(one["p_value"]),
    }


def _outside_band(classes: pd.DataFrame, seats: int) -> dict[str, Any]:
    """Judge a criterion of which a class has too few or too many seats."""
    issue = _at_issue(classes, int((_gaps(classes) - classes["tolerance"].to_numpy()).argmax()))
    words, power = _fall(seats, issue)
    sentence = say(
        "{value}: {seats} seats for a quota of {least} to {most} ({power}).",
        value=issue["value"],
        seats=issue["seats"],
        least=int(issue["least"]),
        most=int(issue["most"]),
        power=words,
    )
    return {**issue, "verdict": NOT_MET, "power": power, "sentence": sentence}


def _gaps(classes: pd.DataFrame) -> np.ndarray:
    """Count the seats by which each class is below or above its band (0 or less: inside)."""
    below, above = classes["least"] - classes["seats"], classes["seats"] - classes["most"]
    return np.maximum(below.to_numpy(), above.to_numpy())


def _inside_band(classes: pd.DataFrame, seats: int) -> dict[str, Any]:
    """Judge a criterion that is met by those enrolled, while nobody recorded who came."""
    issue = _at_issue(classes, int(classes["share"].to_numpy().argmin()))
    words, power = _fall(seats, issue)
    sentence = say("Every class has its seats; who came is not recorded ({power}).", power=words)
    return {**issue, "verdict": MET, "power": power, "sentence": sentence}


def _fall(seats: int, issue: dict[str, Any]) -> tuple[Message, float]:
    """State the power of an exact test against a fall to two thirds."""
    share = float(issue["share"])
    return power_in_words(seats, share, share * FALL), binomial_power(seats, share, share * FALL)


def _in_the_room(classes: pd.DataFrame, seats: int, tolerance: float) -> dict[str, Any]:
    """Judge a criterion that is met by those enrolled, by those who came."""
    roll, came = int(classes["on_roll"].sum()), int(classes["present"].sum())
    short = (classes["least"] / seats - classes["present"] / came).to_numpy()
    row = int(short.argmax())
    issue = _at_issue(classes, row)
    power = absence_power(int(classes["on_roll"].iloc[row]), roll - came, roll, ABSENCE_ODDS)
    unequal = ON_PAPER if issue["p_value"] <= LEVEL else NOT_DEMONSTRABLE
    verdict = MET if short[row] <= tolerance else unequal
    return {**issue, "verdict": verdict, "power": power, "sentence": _room_sentence(verdict, issue, power)}


def _room_sentence(verdict: str, issue: dict[str, Any], power: float) -> Message:
    """Say what the room looked like."""
    words = say("twice the odds of staying away would be noticed in {power:.0%} of cases", power=power)
    values = {name: issue[name] for name in ("value", "seats", "room")}
    values["present"] = shown_count(issue["present"])
    if verdict == MET:
        return say(
            "Every class has its seats, also in the room; furthest behind – {value}: {seats} seats, {present} of "
            "{room} people present ({power}).",
            **values,
            power=words,
        )
    if verdict == ON_PAPER:
        return say(
            "Every class has its seats, but not in the room – {value}: {seats} seats, {present} of {room} people "
            "present, more absences than chance explains ({power}).",
            **values,
            power=words,
        )
    return say(
        "Every class has its seats; in the room one falls short, which chance can explain – {value}: {seats} seats, "
        "{present} of {room} people present ({power}).",
        **values,
        power=words,
    )


def _without_quota(classes: pd.DataFrame, seats: int, tolerance: float) -> dict[str, Any]:
    """Judge a criterion that has no quota by exact tests of each class, corrected (Holm)."""
    row = int(classes["p_value"].to_numpy().argmin())
    issue = _at_issue(classes, row)
    words, power = _fall(seats, issue)
    values = {"value": issue["value"], "seats": issue["seats"], "expected": seats * float(classes["share"].iloc[row])}
    counts = zip(classes["seats"], classes["share"], strict=True)
    shown = all(is_within(int(count), seats, float(share), tolerance) for count, share in counts)
    if issue["p_value"] <= LEVEL:
        sentence = say("{value}: {seats} seats where {expected:.1f} were due ({power}).", **values, power=words)
        return {**issue, "verdict": NOT_MET, "power": power, "sentence": sentence}
    if shown:
        sentence = say("Every class is shown to be close to its share ({power}).", power=words)
        return {**issue, "verdict": MET, "power": power, "sentence": sentence}
    sentence = say(
        "There is no quota and no class differs more than chance explains; {seats} seats are too few to "
        "show that none does ({power}).",
        seats=seats,
        power=words,
    )
    return {**issue, "verdict": NOT_DEMONSTRABLE, "power": power, "sentence": sentence}


def _band_rows(classes: pd.DataFrame, day: pd.Timestamp) -> list[dict[str, Any]]:
    """List a criterion's classes for those enrolled, and for those present if that day is a session."""
    bodies = [("enrolled", "seats")]
    if (classes["session"] == day).all():
        bodies.append(("present", "present"))
    return [
        {
            "date": day,
            "body": body,
            "criterion": line.criterion,
            "value": line.value,
            "seats": int(getattr(line, column)),
            "total": int(classes[column].sum()),
            "least": line.least,
            "most": line.most,
            "share": line.share,
        }
        for body, column in bodies
        for line in classes.itertuples(index=False)
    ]


def _count_verdicts(table: pd.DataFrame, days: list[pd.Timestamp]) -> Message:
    """Count the verdicts of the last day."""
    last_day = table["date"].max() if len(table) else max(days)
    last = table[table["date"] == last_day]["verdict"].value_counts() if len(table) else pd.Series(dtype=int)
    return say(
        "On {day:long}, of {total} criteria: {met} met, {paper} met on paper only, {unmet} not met, {open} not "
        "demonstrable.",
        day=last_day.date(),
        total=int(last.sum()),
        met=int(last.get(MET, 0)),
        paper=int(last.get(ON_PAPER, 0)),
        unmet=int(last.get(NOT_MET, 0)),
        open=int(last.get(NOT_DEMONSTRABLE, 0)),
    )


def bands_on(bands: pd.DataFrame, day: pd.Timestamp, smallest: int = SMALLEST) -> pd.DataFrame:
    """Put seats held and people present side by side on one day.

    Parameters
    ----------
    bands : DataFrame
        `Audit.bands`.
    day : Timestamp
        One of its days.
    smallest : int
        Classes of which 1 to `smallest` − 1 people came have no `in_room`.

    Returns
    -------
    DataFrame
        `criterion`, `value`, `least`, `most`, `seats`, `in_room`: people present, scaled to all seats (missing if that
        day is not a session).
    """
    today = bands[bands["date"] == day]
    keys = ["criterion", "value"]
    held = today[today["body"] == "enrolled"]
    present = today[today["body"] == "present"].set_index(keys)
    few = (present["seats"] > 0) & (present["seats"] < smallest)
    scaled = (present["seats"] / present["total"]).mask(few)
    seen = scaled.reindex(pd.MultiIndex.from_frame(held[keys])).to_numpy(float)
    table = held[[*keys, "least", "most", "seats"]].assign(in_room=seen * held["total"].to_numpy())
    table.attrs.update(bands.attrs)
    return table.reset_index(drop=True)
