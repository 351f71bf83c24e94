"""Who was a member when: an event log, the spells it implies, and who was enrolled, present or speaking on a
day.

A spell is half-open, [start, end): a member who resigns on a day is no longer counted that day, and a
replacement may start on it. Events that contradict each other are listed for the person who keeps the list;
nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from toolkit.errors import Fault, InputError

ENTRIES = ("drawn", "joined")
EXITS = ("resigned", "excluded", "died", "left", "end_of_term")
ATTENDANCE = ("attended", "absent", "spoke")
EVENTS = (*ENTRIES, "accepted", "declined", *ATTENDANCE, *EXITS)
"""What can happen to a member; `left` is a departure whose kind is not known."""

BODIES = ("enrolled", "present", "speaking")
"""The three compositions of one assembly."""

SPELL_COLUMNS = ["person_id", "start", "end", "channel", "exit", "reason", "replaces"]
PLACE = "members"


@dataclass(frozen=True)
class Membership:
    """Everything known about who was a member when.

    Attributes
    ----------
    people : DataFrame
        One row per person: `person_id` and one column per criterion.
    spells : DataFrame
        One row per membership: `person_id`, `start`, `end` (missing: still a member), `channel`, `exit` (the
        event that ended it), `reason`, `replaces` (person_id of the member replaced).
    attendance : DataFrame
        One row per member and session recorded: `person_id`, `date`, `present`, `spoke` (missing: not
        recorded).
    synthetic : bool
        Whether these people do not exist.
    """

    people: pd.DataFrame
    spells: pd.DataFrame
    attendance: pd.DataFrame
    synthetic: bool = False

    @property
    def sessions(self) -> list[pd.Timestamp]:
        """Days for which somebody's presence or absence is recorded, in order."""
        return sorted(self.attendance["date"].unique())

    @property
    def turning_points(self) -> list[pd.Timestamp]:
        """Days on which somebody became a member or ceased to be one, in order."""
        return sorted(pd.concat([self.spells["start"], self.spells["end"].dropna()]).unique())

    def on(self, day: pd.Timestamp, body: str = "enrolled") -> pd.DataFrame:
        """Give the people enrolled, present or speaking on a day, in the order of their identifiers.

        Parameters
        ----------
        day : Timestamp
            The day.
        body : {"enrolled", "present", "speaking"}
            Which of the three compositions.
        """
        ids = self._enrolled(day) if body == "enrolled" else self._in_the_room(day, body)
        return self.people[self.people["person_id"].isin(ids)].sort_values("person_id", kind="stable")

    def _enrolled(self, day: pd.Timestamp) -> pd.Series:
        ends = self.spells["end"].isna() | (self.spells["end"] > day)
        return self.spells.loc[(self.spells["start"] <= day) & ends, "person_id"]

    def _in_the_room(self, day: pd.Timestamp, body: str) -> pd.Series:
        column = {"present": "present", "speaking": "spoke"}[body]
        rows = (self.attendance["date"] == day) & self.attendance[column].fillna(False).astype(bool)
        return self.attendance.loc[rows, "person_id"]


def build_membership(
    events: pd.DataFrame,
    people: pd.DataFrame,
    attendance: pd.DataFrame | None = None,
    mandate: tuple[pd.Timestamp, pd.Timestamp] | None = None,
    synthetic: bool = False,
) -> Membership:
    """Turn an event log into a membership, or list everything in it that cannot be true.

    Parameters
    ----------
    events : DataFrame
        `person_id`, `event` (one of `EVENTS`), `date`, and optionally `channel` (way of recruitment),
        `reason` (of leaving), `replaces` (person_id), `row` (row in the file, for messages).
    people : DataFrame
        One row per person: `person_id` and criteria.
    attendance : DataFrame, optional
        `person_id`, `date`, `present` (bool), optionally `spoke` and `row`; added to the attendance in the
        log.
    mandate : pair of Timestamp, optional
        First and last day on which anything can have happened.
    synthetic : bool
        Whether these people do not exist.

    Raises
    ------
    InputError
        Listing overlapping spells, departures without or before an entry, replacements before the departure
        or of unknown people, dates outside the mandate, attendance of people who were not members, unknown
        people.
    """
    log = _complete(events)
    present = _attendance(log, attendance)
    faults = _outside(log, mandate, PLACE) + _outside(present, mandate, "attendance") + _unknown_words(log)
    spells, contradictions = _spells(log)
    faults += contradictions + _strangers(log, present, people) + _bad_replacements(spells)
    faults += _impossible_attendance(present, spells)
    if faults:
        raise InputError(faults)
    return Membership(people.reset_index(drop=True), spells, present.drop(columns="row"), synthetic)


def compositions(
    membership: Membership, days: Iterable[pd.Timestamp], criteria: Sequence[str], bodies: Sequence[str] = BODIES
) -> pd.DataFrame:
    """Count the people of each class on each day, enrolled, present and speaking.

    Returns
    -------
    DataFrame
        `date`, `body`, `criterion`, `value`, `seats`, `total`; a body without a record that day has no rows.
    """
    tables = []
    for day in days:
        for body in bodies:
            people = membership.on(day, body)
            for criterion in criteria if len(people) else ():
                counts = people[criterion].value_counts(sort=False)
                table = counts.rename_axis("value").reset_index(name="seats")
                tables.append(table.assign(date=day, body=body, criterion=criterion, total=len(people)))
    columns = ["date", "body", "criterion", "value", "seats", "total"]
    table = pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)
    table.attrs["synthetic"] = membership.synthetic
    return table


def _complete(events: pd.DataFrame) -> pd.DataFrame:
    """Add the columns that may be left out and put the log in order: by person, then day, departures first."""
    log = events.copy()
    for column in ("channel", "reason", "replaces"):
        log[column] = log[column].astype(object).fillna("").astype(str) if column in log else ""
    log["row"] = log["row"] if "row" in log else range(2, len(log) + 2)
    log["leaves"] = ~log["event"].isin(EXITS)
    return log.sort_values(["person_id", "date", "leaves", "row"], kind="stable").drop(columns="leaves")


def _unknown_words(log: pd.DataFrame) -> list[Fault]:
    """List events that have no meaning here."""
    bad = log[~log["event"].isin(EVENTS)]
    if bad.empty:
        return []
    found = ", ".join(sorted(set(bad["event"].astype(str))))
    return [Fault(f"{PLACE}, column event", f"{found} is not an event", f"Use {', '.join(EVENTS)}", list(bad["row"]))]


def _outside(log: pd.DataFrame, mandate: tuple[pd.Timestamp, pd.Timestamp] | None, place: str) -> list[Fault]:
    """List dates that are missing or outside the mandate."""
    faults = []
    missing = log["date"].isna()
    if missing.any():
        faults.append(Fault(f"{place}, column date", "a date is missing", "Fill it in", list(log.loc[missing, "row"])))
    if mandate:
        first, last = mandate
        early = log[(log["date"] < first) | (log["date"] > last)]
        if len(early):
            problem = f"the date is outside the mandate, {first:%Y-%m-%d} to {last:%Y-%m-%d}"
            faults.append(Fault(place, problem, "Correct the date or the mandate", sorted(set(early["row"]))))
    return faults


def _spells(log: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Read spells off the log, person by person, noting what cannot be."""
    spells: list[dict[Hashable, Any]] = []
    faults: list[Fault] = []
    records = log[~log["event"].isin(ATTENDANCE)].to_dict("records")
    for _, history in groupby(records, key=itemgetter("person_id")):
        spell: dict[Hashable, Any] | None = None
        for event in history:
            leaves = event["event"] in EXITS or event["event"] == "declined"
            if leaves and spell is None:
                faults.append(_contradiction(event, "without being a member", "Add the entry or correct the dates"))
            elif leaves and spell is not None:
                if event["event"] != "declined":
                    spells.append({**spell, "end": event["date"], "exit": event["event"], "reason": event["reason"]})
                spell = None
            elif spell is None:
                spell = {**event, "start": event["date"], "accepted": event["event"] != "drawn", "reason": ""}
            elif event["event"] == "accepted" and not spell["accepted"]:
                spell = {**spell, "start": event["date"], "accepted": True}
            else:
                faults.append(_contradiction(event, "while already a member: spells would overlap", "Remove one"))
        if spell is not None:
            spells.append(spell)
    table = pd.DataFrame(spells, columns=[*SPELL_COLUMNS, "row"])
    table[["start", "end"]] = table[["start", "end"]].apply(pd.to_datetime)
    text = ["channel", "exit", "reason", "replaces"]
    table[text] = table[text].astype(object).fillna("").astype(str)
    return table, faults


def _contradiction(event: Mapping[Hashable, Any], clash: str, remedy: str) -> Fault:
    """Say that an event does not fit what came before it."""
    day = f"{event['date']:%Y-%m-%d}" if pd.notna(event["date"]) else "an unknown day"
    return Fault(
        PLACE, f"{event['person_id']} is recorded as {event['event']} on {day} {clash}", remedy, [event["row"]]
    )


def _attendance(log: pd.DataFrame, sheet: pd.DataFrame | None) -> pd.DataFrame:
    """Bring attendance from the log and from session lists into one table."""
    rows = log[log["event"].isin(ATTENDANCE)]
    spoke = (rows["event"] == "spoke").where(rows["event"] == "spoke", None)
    noted = rows[["person_id", "date", "row"]].assign(present=rows["event"] != "absent", spoke=spoke)
    tables = [noted]
    if sheet is not None:
        extra = sheet.assign(row=sheet["row"] if "row" in sheet else range(2, len(sheet) + 2))
        tables.append(extra.assign(spoke=extra.get("spoke")))
    columns = ["person_id", "date", "present", "spoke", "row"]
    both = pd.concat([table[columns].astype({"spoke": "boolean"}) for table in tables], ignore_index=True)
    return both.astype({"present": bool})


def _strangers(log: pd.DataFrame, attendance: pd.DataFrame, people: pd.DataFrame) -> list[Fault]:
    """List people who occur in the log or in attendance but not among the members, and the reverse."""
    known, faults = set(people["person_id"]), []
    for place, table in ((PLACE, log), ("attendance", attendance)):
        strange = table[~table["person_id"].isin(known)]
        if len(strange):
            names = ", ".join(sorted(set(strange["person_id"].astype(str)))[:5])
            faults.append(
                Fault(
                    place, f"unknown member {names}", "Add the person or correct the identifier", list(strange["row"])
                )
            )
    silent = sorted(known - set(log["person_id"]))
    if silent:
        names = ", ".join(str(name) for name in silent[:5])
        faults.append(Fault(PLACE, f"no event for {names}", "Say when the person was drawn or joined"))
    return faults


def _bad_replacements(spells: pd.DataFrame) -> list[Fault]:
    """List replacements of people who are unknown, never left, left later, or were replaced already."""
    faults: list[Fault] = []
    left = spells.groupby("person_id")["end"].min()
    seen: set[str] = set()
    for spell in spells[spells["replaces"] != ""].sort_values("row", kind="stable").to_dict("records"):
        before = f"{spell['person_id']} replaces {spell['replaces']}"
        if spell["replaces"] not in left:
            problem = f"{before}, who was never a member"
        elif pd.isna(left[spell["replaces"]]):
            problem = f"{before}, who has not left"
        elif spell["start"] < left[spell["replaces"]]:
            problem = f"{before} from {spell['start']:%Y-%m-%d}, before the departure"
        elif spell["replaces"] in seen:
            problem = f"{before}, who is already replaced"
        else:
            seen.add(spell["replaces"])
            continue
        faults.append(
            Fault(f"{PLACE}, column replaces", problem, "Correct the identifier or the dates", [spell["row"]])
        )
    return faults


def _impossible_attendance(attendance: pd.DataFrame, spells: pd.DataFrame) -> list[Fault]:
    """List attendance of people who were not members that day, and people both present and absent."""
    known = attendance[attendance["person_id"].isin(spells["person_id"])]
    held = known.merge(spells[["person_id", "start", "end"]], on="person_id")
    inside = (held["start"] <= held["date"]) & (held["end"].isna() | (held["date"] < held["end"]))
    covered = held[inside][["person_id", "date"]].drop_duplicates().assign(member=True)
    checked = known.merge(covered, on=["person_id", "date"], how="left")
    outside = checked[checked["member"].isna()]
    faults = []
    if len(outside):
        shown = ", ".join(f"{line.person_id} on {line.date:%Y-%m-%d}" for line in outside.head(5).itertuples())
        problem = f"presence or absence is recorded for somebody who was not a member that day: {shown}"
        faults.append(Fault("attendance", problem, "Correct the date or the spell", sorted(set(outside["row"]))))
    marks = attendance.groupby(["person_id", "date"])["present"].nunique()
    for person, day in marks[marks > 1].index:
        rows = list(attendance.loc[(attendance["person_id"] == person) & (attendance["date"] == day), "row"])
        faults.append(Fault("attendance", f"{person} is both present and absent on {day:%Y-%m-%d}", "Keep one", rows))
    return faults
