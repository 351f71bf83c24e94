"""Every criterion on every day: the seats held, who was in the room and who spoke, each with its verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.composition.attendance import TURNOUT, shown_turnout, turnout
from toolkit.composition.criteria import Register, check_roster, target_shares
from toolkit.composition.disclosure import SMALLEST, suppress
from toolkit.composition.membership import Membership
from toolkit.composition.significance import holm, two_sided_p_value
from toolkit.composition.verdict import (
    FALLS_SHORT,
    MET,
    NOT_DEMONSTRABLE,
    NOT_MET,
    NOT_RECORDED,
    ON_PAPER,
    Rule,
    judge,
)
from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Shown

IN_THE_ROOM = ("present", "speaking")


@dataclass(frozen=True)
class Audit(Shown):
    """Verdicts with the seats and the marks behind them.

    Attributes
    ----------
    table : DataFrame
        One row per criterion and day: `criterion`, `date`, `verdict`, `statistic` (distance D, 0 to 1),
        `power` (0 to 1), `floor` (D*), `value` (the class at issue), its `seats`, `least`, `most`, `share` aimed
        at, `enrolled`, `present`, `speaking` (what is found on each body), `p_value` (of the class at issue, after
        Holm; missing where seats were counted), `sentence`, `speech` (on those who spoke).
    seats : DataFrame
        One row per class and day: `date`, `criterion`, `value`, `seats`, `total`, `least`, `most`, `share`.
    rooms : DataFrame
        One row per class, day and body, over the sessions of the period up to the day: what
        `toolkit.composition.attendance.turnout` gives, `p_holm`, and `suppressed` (whether telling the row would tell
        about a few people).
    text : tuple of Message
        How many verdicts of each kind on the last day, and what was found on those who spoke.
    """

    table: pd.DataFrame
    seats: pd.DataFrame
    rooms: pd.DataFrame
    text: tuple[Message, ...]


def audit_composition(
    membership: Membership,
    register: Register,
    population: pd.DataFrame | None,
    days: Iterable[pd.Timestamp],
    rng: np.random.Generator,
    rule: Rule | None = None,
) -> Audit:
    """Judge every criterion on every day.

    A criterion with quotas is *not met* when a class of those enrolled is outside its band: a count, not a test. It is
    *met on paper, not in the room* when the bands hold but a class falls short among those present: over all sessions
    since the rules changed last, it made up less than its quota by more than `rule.room_tolerance` of that quota, and
    so few seldom come about by chance (people shuffled over classes, Holm over all classes of the day). If chance can
    explain the shortfall it is *not demonstrable*. A criterion without quotas is tested against its shares: *not met*
    if it differs, *met* if every class is shown to lie within `rule.margin`, else *not demonstrable*. Those who spoke
    are judged like those present, in a column of their own; the verdict does not depend on them.

    Parameters
    ----------
    membership : Membership
        Who was a member when, who came and who spoke.
    register : Register
        What the assembly set itself.
    population : DataFrame or None
        `criterion`, `value`, `share`; needed for criteria whose register gives no shares.
    days : iterable of Timestamp
        Days to judge.
    rng : Generator
        Source of randomness.
    rule : Rule, optional
        What is close enough.

    Raises
    ------
    InputError
        If people and register, or register and population, do not fit together.
    """
    check_roster(membership.people, register)
    days, rule = list(days), rule or Rule()
    if not days:
        raise refuse("days", "there is none to judge", "Give days, or members and sessions that have some")
    rows: list[dict[str, object]] = []
    seats, rooms = [], []
    for day in days:
        classes = _classes(membership, register.on(day), population, day)
        criteria, period = list(dict.fromkeys(classes["criterion"])), (register.unchanged_since(day), day)
        bodies = {
            body: _corrected(turnout(membership, criteria, rng, body, period, rule.shuffles), rule.smallest)
            for body in IN_THE_ROOM
        }
        for criterion, group in classes.groupby("criterion", sort=False):
            found = {body: _rows_of(room, group) for body, room in bodies.items()}
            rows.append({"criterion": criterion, "date": day, **judge(group, found, rule)})
        seats.append(classes.assign(date=day))
        rooms += [room.assign(date=day, body=body) for body, room in bodies.items()]
    table = pd.DataFrame(rows)
    kept = ["date", "criterion", "value", "seats", "total", "least", "most", "share"]
    audit = Audit(
        table,
        pd.concat(seats, ignore_index=True)[kept],
        pd.concat(rooms, ignore_index=True)[["date", "body", *TURNOUT, "p_holm", "suppressed"]],
        _in_words(table, days),
    )
    for frame in (audit.table, audit.seats, audit.rooms):
        frame.attrs["synthetic"] = membership.synthetic
    return audit


def _classes(
    membership: Membership, held: pd.DataFrame, population: pd.DataFrame | None, day: pd.Timestamp
) -> pd.DataFrame:
    """List all classes of all criteria that hold on a day, with the seats they have; none if nobody is enrolled."""
    people = membership.on(day)
    tables = []
    for criterion in dict.fromkeys(held["criterion"] if len(people) else ()):
        shares = target_shares(held, population, criterion)
        table = held[held["criterion"] == criterion].assign(share=shares.to_numpy(), total=len(people))
        counts = people[criterion].value_counts()
        tables.append(table.assign(seats=table["value"].map(counts).fillna(0).astype(int)))
    if not tables:
        return held.head(0).assign(seats=0, total=0, p_value=np.nan)
    classes = pd.concat(tables, ignore_index=True)
    chances = [
        np.nan if np.isfinite(line.least) else two_sided_p_value(line.seats, line.total, line.share)
        for line in classes.itertuples()
    ]
    return classes.assign(p_value=holm(chances))


def _corrected(room: pd.DataFrame, smallest: int) -> pd.DataFrame:
    """Correct the p-values of all classes for their number, and mark the classes that must not be told."""
    hidden = suppress(room, "people", "criterion", smallest=smallest)["suppressed"]
    return room.assign(p_holm=holm(room["p_value"].to_numpy(float)), suppressed=hidden)


def _rows_of(room: pd.DataFrame, classes: pd.DataFrame) -> pd.DataFrame | None:
    """Take one criterion's rows of a room, in the order of its classes; nobody of a class may have been a member."""
    mine = room[room["criterion"] == classes["criterion"].iloc[0]].set_index("value")
    if mine.empty:
        return None
    first = mine["sessions"].iloc[0]
    counts = {"members": 0, "people": 0, "room": 0.0, "power": 0.0, "sessions": first, "suppressed": False}
    return mine.reindex(classes["value"]).fillna(counts).reset_index()


def _in_words(table: pd.DataFrame, days: list[pd.Timestamp]) -> tuple[Message, ...]:
    """Count the verdicts of the last day, and what was found on those who spoke."""
    last_day = table["date"].max() if len(table) else max(days)
    last = table[table["date"] == last_day] if len(table) else pd.DataFrame(columns=["verdict", "speaking"])
    verdicts, speech = last["verdict"].value_counts(), last["speaking"].value_counts()
    counted = say(
        "On {day:long}, of {total} criteria: {met} met, {paper} met on paper only, {unmet} not met, {open} not "
        "demonstrable.",
        day=last_day.date(),
        total=len(last),
        met=int(verdicts.get(MET, 0)),
        paper=int(verdicts.get(ON_PAPER, 0)),
        unmet=int(verdicts.get(NOT_MET, 0)),
        open=int(verdicts.get(NOT_DEMONSTRABLE, 0)),
    )
    missed = last["criterion"][last["verdict"].isin([NOT_MET, ON_PAPER])].tolist() if len(last) else []
    counted = say("{counted} To be mended: {criteria}.", counted=counted, criteria=missed) if missed else counted
    if speech.get(NOT_RECORDED, 0) == len(last):
        return counted, say("Who spoke is not recorded.")
    spoke = say(
        "Among those who spoke, {met} of {total} criteria {met:is|are} met, {short} {short:falls|fall} short, {open} "
        "cannot be told.",
        met=int(speech.get(MET, 0)),
        total=len(last),
        short=int(speech.get(FALLS_SHORT, 0)),
        open=int(speech.get(NOT_DEMONSTRABLE, 0)),
    )
    return counted, spoke


def three_compositions(audit: Audit, day: pd.Timestamp) -> pd.DataFrame:
    """Put seats held, people present and people who spoke side by side on one day.

    Parameters
    ----------
    audit : Audit
        What `audit_composition` gives.
    day : Timestamp
        One of its days.

    Returns
    -------
    DataFrame
        `criterion`, `value`, `least`, `most`, `seats`, `in_room`, `speaking`: those present and those who spoke over
        the period, scaled to all seats; missing if not recorded, or if telling it would tell about a few people.
    """
    held = audit.seats[audit.seats["date"] == day]
    table = held[["criterion", "value", "least", "most", "seats"]].reset_index(drop=True)
    places = pd.MultiIndex.from_frame(table[["criterion", "value"]])
    told = audit.rooms[(audit.rooms["date"] == day) & ~audit.rooms["suppressed"].astype(bool)]
    for body, column in (("present", "in_room"), ("speaking", "speaking")):
        shares = told[told["body"] == body].set_index(["criterion", "value"])["room"]
        table[column] = shares.reindex(places).to_numpy(float) * held["total"].to_numpy()
    table.attrs.update(audit.seats.attrs)
    return table


def shown_rooms(audit: Audit, smallest: int = SMALLEST) -> pd.DataFrame:
    """Give what may be told of those present and those who spoke up to the last day.

    Earlier days, and counts of people, are left out unless `smallest` is 0: differences between days, or between the
    people who ever came and the seats, would tell about a few.
    """
    if smallest == 0:
        return audit.rooms
    last = audit.rooms[audit.rooms["date"] == audit.rooms["date"].max()]
    bodies = [shown_turnout(rows, smallest) for _, rows in last.groupby("body", sort=False)]
    return pd.concat(bodies, ignore_index=True) if bodies else last
