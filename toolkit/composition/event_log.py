"""The event log of an assembly: the words it may use, the spells and marks it implies, and all that contradicts itself.

Nothing is guessed: events that cannot all be true are listed with their rows, for the person who keeps the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
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

SPELL_COLUMNS = ["person_id", "start", "end", "channel", "exit", "reason", "replaces"]
MARK_COLUMNS = ["person_id", "date", "present", "spoke"]
PLACE = "members"

Mandate = tuple[pd.Timestamp, pd.Timestamp] | None


def read_log(
    events: pd.DataFrame, people: pd.DataFrame, attendance: pd.DataFrame | None = None, mandate: Mandate = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read spells and marks off an event log, or list everything in it that cannot be true.

    Parameters
    ----------
    events, people, attendance, mandate
        As for `toolkit.composition.membership.build_membership`.

    Returns
    -------
    spells, marks : DataFrame
        What `toolkit.composition.membership.Membership` holds of spells and of attendance.

    Raises
    ------
    InputError
        Listing all contradictions at once.
    """
    log = _complete(events)
    noted = _notes(log, attendance)
    faults = _unknown_words(log) + _outside(log.assign(place=PLACE), mandate) + _outside(noted, mandate)
    spells, contradictions = _spells(log)
    faults += contradictions + _strangers(log.assign(place=PLACE), people) + _strangers(noted, people)
    faults += _silent(log, people) + _bad_replacements(spells) + _never_members(noted, spells) + _both_ways(noted)
    if faults:
        raise InputError(faults)
    marks = noted.groupby(["person_id", "date"], sort=True)[["present", "spoke"]].max().reset_index()
    marks["present"] = marks["present"].mask(marks["spoke"].fillna(False), True)
    return spells, marks[MARK_COLUMNS]


def _complete(events: pd.DataFrame) -> pd.DataFrame:
    """Add the columns that may be left out and put the log in order: by person, then day, departures first.

    On the first day of a person the entry comes first: somebody may join and leave on one day.
    """
    log = events.copy()
    for column in ("channel", "reason", "replaces"):
        log[column] = log[column].astype(object).fillna("").astype(str) if column in log else ""
    log["row"] = log["row"] if "row" in log else range(2, len(log) + 2)
    new = log["date"] == log.groupby("person_id")["date"].transform("min")
    log["later"] = log["event"].isin(EXITS) == new
    return log.sort_values(["person_id", "date", "later", "row"], kind="stable").drop(columns="later")


def _unknown_words(log: pd.DataFrame) -> list[Fault]:
    """List events that have no meaning here."""
    bad = log[~log["event"].isin(EVENTS)]
    if bad.empty:
        return []
    found = ", ".join(sorted(set(bad["event"].astype(str))))
    return [Fault(f"{PLACE}, column event", f"{found} is not an event", f"Use {', '.join(EVENTS)}", list(bad["row"]))]


def _outside(noted: pd.DataFrame, mandate: Mandate) -> list[Fault]:
    """List dates that are missing or outside the mandate."""
    faults = []
    for place, rows in noted.groupby("place", sort=True):
        missing = rows["date"].isna()
        if missing.any():
            lines = list(rows.loc[missing, "row"])
            faults.append(Fault(f"{place}, column date", "a date is missing", "Fill it in", lines))
        if mandate:
            first, last = mandate
            outside = rows[(rows["date"] < first) | (rows["date"] > last)]
            if len(outside):
                problem = f"the date is outside the mandate, {first:%Y-%m-%d} to {last:%Y-%m-%d}"
                lines = sorted(set(outside["row"]))
                faults.append(Fault(str(place), problem, "Correct the date or the mandate", lines))
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


def _notes(log: pd.DataFrame, sheet: pd.DataFrame | None) -> pd.DataFrame:
    """Bring presence and speech from the log and from session lists into one table, with the place of each note."""
    rows = log[log["event"].isin(ATTENDANCE)]
    spoke = (rows["event"] == "spoke").where(rows["event"] == "spoke", None)
    tables = [rows[["person_id", "date", "row"]].assign(present=rows["event"] != "absent", spoke=spoke, place=PLACE)]
    if sheet is not None:
        given = {"row": range(2, len(sheet) + 2), "place": "attendance", "present": None, "spoke": None}
        tables.append(sheet.assign(**{name: value for name, value in given.items() if name not in sheet}))
    kinds = {"present": "boolean", "spoke": "boolean"}
    return pd.concat([table[[*MARK_COLUMNS, "row", "place"]].astype(kinds) for table in tables], ignore_index=True)


def _strangers(noted: pd.DataFrame, people: pd.DataFrame) -> list[Fault]:
    """List people who are noted somewhere but not among the members."""
    faults = []
    for place, strange in noted[~noted["person_id"].isin(people["person_id"])].groupby("place", sort=True):
        names = _some(sorted(set(strange["person_id"].astype(str))))
        remedy = "Add the person or correct the identifier"
        faults.append(Fault(str(place), f"unknown member {names}", remedy, list(strange["row"])))
    return faults


def _silent(log: pd.DataFrame, people: pd.DataFrame) -> list[Fault]:
    """List people of whom no entry is known."""
    silent = sorted(set(people["person_id"]) - set(log["person_id"]))
    if not silent:
        return []
    return [Fault(PLACE, f"no event for {_some(silent)}", "Say when the person was drawn or joined")]


def _some(names: list[str]) -> str:
    """Name up to five people, and say how many more there are."""
    return ", ".join(str(name) for name in names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _bad_replacements(spells: pd.DataFrame) -> list[Fault]:
    """List replacements of people who are unknown, never left, left later, or were replaced as often as they left."""
    faults: list[Fault] = []
    left = {person: list(days.dropna()) for person, days in spells.groupby("person_id")["end"]}
    replaced = Counter[str]()
    for spell in spells[spells["replaces"] != ""].sort_values(["start", "row"], kind="stable").to_dict("records"):
        leaver = spell["replaces"]
        replaced[leaver] += 1
        if leaver not in left:
            problem = ", who was never a member"
        elif not left[leaver]:
            problem = ", who has not left"
        elif all(spell["start"] < day for day in left[leaver]):
            problem = f" from {spell['start']:%Y-%m-%d}, before the departure"
        elif replaced[leaver] > sum(not spell["start"] < day for day in left[leaver]):
            problem = ", who is already replaced"
        else:
            continue
        words = f"{spell['person_id']} replaces {leaver}{problem}"
        faults.append(Fault(f"{PLACE}, column replaces", words, "Correct the identifier or the dates", [spell["row"]]))
    return faults


def _never_members(noted: pd.DataFrame, spells: pd.DataFrame) -> list[Fault]:
    """List notes on people who were not members that day."""
    known = noted[noted["person_id"].isin(spells["person_id"])]
    held = known.merge(spells[["person_id", "start", "end"]], on="person_id")
    inside = (held["start"] <= held["date"]) & (held["end"].isna() | (held["date"] < held["end"]))
    covered = held[inside][["person_id", "date"]].drop_duplicates().assign(member=True)
    checked = known.merge(covered, on=["person_id", "date"], how="left")
    faults = []
    for place, rows in checked[checked["member"].isna() & checked["date"].notna()].groupby("place", sort=True):
        shown = _some([f"{line.person_id} on {line.date:%Y-%m-%d}" for line in rows.itertuples()])
        problem = f"presence, absence or speech is recorded for somebody who was not a member that day: {shown}"
        faults.append(Fault(str(place), problem, "Correct the date or the spell", sorted(set(rows["row"]))))
    return faults


def _both_ways(noted: pd.DataFrame) -> list[Fault]:
    """List people noted as both present and absent, silent and speaking, or absent and speaking, on one day."""
    keys = ["person_id", "date"]
    least, most = (getattr(noted.groupby(keys)[["present", "spoke"]], end)() for end in ("min", "max"))
    clashes = {
        "both present and absent": least["present"] != most["present"],
        "both speaking and silent": least["spoke"] != most["spoke"],
        "absent and yet speaking": ~most["present"] & most["spoke"],
    }
    faults = []
    for words, clash in clashes.items():
        for person, day in clash.index[clash.fillna(False)]:
            rows = noted[(noted["person_id"] == person) & (noted["date"] == day)]
            place, lines = " and ".join(sorted(set(rows["place"]))), sorted(set(rows["row"]))
            faults.append(Fault(place, f"{person} is {words} on {day:%Y-%m-%d}", "Keep one", lines))
    return faults
