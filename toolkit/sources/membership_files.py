"""The lists an assembly's secretariat keeps: members and events, and who came and who spoke at each session.

Headers and words may be English or French. Names, addresses and anything else that is not asked for are left behind
here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from toolkit.errors import Fault, InputError, refuse
from toolkit.sources.delimited import read_cells
from toolkit.sources.list_words import column_name, day_of, days_of, marks_of, plain, renamed, spelled_like

EVENT_WORDS = {
    "drawn": ("drawn", "selected", "tire", "tiree", "tire_au_sort", "tiree_au_sort", "tirage", "tirage_au_sort"),
    "joined": ("joined", "entered", "start", "arrive", "arrivee", "entree", "debut", "remplacant", "remplacante"),
    "accepted": ("accepted", "accepte", "acceptee", "acceptation"),
    "declined": ("declined", "refused", "decline", "refus", "refuse", "refusee"),
    "attended": ("attended", "present", "first_attended", "presente", "premiere_presence", "presence"),
    "absent": ("absent", "absente", "absence", "excused", "excuse", "excusee"),
    "spoke": ("spoke", "parole", "a_parle", "a_pris_la_parole", "prise_de_parole"),
    "resigned": ("resigned", "resignation", "demission", "a_demissionne", "demissionnaire", "withdrew"),
    "excluded": ("excluded", "exclu", "exclue", "exclusion", "removed"),
    "died": ("died", "deces", "decede", "decedee", "death"),
    "left": ("left", "parti", "partie", "depart", "departure", "replaced", "remplace", "remplacee"),
    "end_of_term": ("end_of_term", "fin_de_mandat", "end", "fin"),
}
"""What each event may be called."""


@dataclass(frozen=True)
class MembershipFile:
    """What a list of members and events holds.

    Attributes
    ----------
    events : DataFrame
        `person_id`, `event`, `date`, `channel`, `reason`, `replaces`, `row`.
    people : DataFrame
        `person_id` and one column for each criterion asked for.
    """

    events: pd.DataFrame
    people: pd.DataFrame


def read_members(path: Path, criteria: Sequence[str], register: pd.DataFrame | None = None) -> MembershipFile:
    """Read a list of members and what happened to them, one event a row.

    Parameters
    ----------
    path : Path
        Columns `person_id`, `event`, `date`, optionally `channel`, `reason`, `replaces`, and one for each
        criterion; a criterion needs to be filled in on one row of each person.
    criteria : sequence of str
        Criteria to keep; all other columns are left behind.
    register : DataFrame, optional
        Criteria register whose spelling classes are given where they differ by accents or capitals only.

    Raises
    ------
    InputError
        Listing missing columns, unknown events, unreadable dates and criteria that contradict each other.
    """
    cells = renamed(read_cells(path), path, ("person_id", "event", "date"), keep=criteria)
    cells["row"] = cells.index + 2
    faults: list[Fault] = [] if len(cells) else [Fault(str(path), "it has no row", "Give a row for each event")]
    events = cells.assign(
        event=_events(cells, path, faults), date=days_of(cells["date"], f"{path}, column date", faults)
    )
    if (cells["person_id"] == "").any():
        rows = list(cells.loc[cells["person_id"] == "", "row"])
        faults.append(Fault(f"{path}, column person_id", "an identifier is missing", "Fill it in", rows))
    for name in criteria if register is not None else ():
        if name in cells and register is not None:
            cells[name] = spelled_like(cells[name], list(register.loc[register["criterion"] == name, "value"]))
    people = _people(cells, criteria, path, faults)
    if faults:
        raise InputError(faults)
    columns = ["person_id", "event", "date", "channel", "reason", "replaces", "row"]
    return MembershipFile(events.reindex(columns=columns, fill_value=""), people)


def read_attendance(path: Path, mark: str = "present") -> pd.DataFrame:
    """Read who came to each session, or who spoke: a row per member and session, or a column per session.

    An empty cell was not recorded: it means neither yes nor no.

    Parameters
    ----------
    path : Path
        Columns `person_id`, `date`, and `present`, `spoke` or both; or `person_id` and columns headed by days. A list
        of people and days without marks is a list of those who came, or spoke.
    mark : {"present", "spoke"}
        What columns headed by days, or a list without marks, tell.

    Returns
    -------
    DataFrame
        `person_id`, `date`, `present`, `spoke` (bool or missing), `row`, `place` (the file).

    Raises
    ------
    InputError
        Listing missing columns, unreadable dates and marks that mean neither yes nor no.
    """
    cells = read_cells(path)
    table = _one_mark_a_row(cells.assign(row=cells.index + 2), path, mark)
    noted = pd.concat([table[name].str.strip() != "" for name in ("present", "spoke") if name in table], axis=1)
    table = table[noted.any(axis=1)].reset_index(drop=True)
    faults: list[Fault] = []
    table["date"] = _session_days(table, path, faults)
    for name in ("present", "spoke"):
        given = name in table
        table[name] = marks_of(table[name], table["row"], f"{path}, column {name}", faults) if given else None
    if faults:
        raise InputError(faults)
    kinds = {"present": "boolean", "spoke": "boolean"}
    return table[["person_id", "date", "present", "spoke", "row"]].astype(kinds).assign(place=str(path))


def _one_mark_a_row(cells: pd.DataFrame, path: Path, mark: str) -> pd.DataFrame:
    """Bring both forms of a session list to one row per person and session."""
    names = {name: column_name(name) for name in cells.columns}
    if "date" in names.values():
        table = renamed(cells, path, ("person_id", "date"))
        return table if {"present", "spoke"} & set(table) else table.assign(**{mark: "1"})
    identifier = next((name for name, known in names.items() if known == "person_id"), None)
    days = [name for name in cells.columns if not pd.isna(day_of(name))]
    if identifier is None or not days:
        found = ", ".join(name for name in cells.columns if name != "row")
        problem = f"neither a column `date` nor columns headed by days beside `person_id`: {found}"
        raise refuse(str(path), problem, f"Use person_id,date,{mark} or person_id and one column per session")
    wide = cells.rename(columns={identifier: "person_id"})[["person_id", "row", *days]]
    return wide.melt(["person_id", "row"], days, var_name="date", value_name=mark)


def _session_days(table: pd.DataFrame, path: Path, faults: list[Fault]) -> pd.Series:
    """Read the days of a session list, with the rows of the file in what is wrong."""
    found: list[Fault] = []
    days = days_of(table["date"], f"{path}, column date", found)
    for fault in found:
        rows = sorted({int(table["row"].iloc[row - 2]) for row in fault.rows})
        faults.append(Fault(fault.place, fault.problem, fault.remedy, rows))
    return days


def _events(cells: pd.DataFrame, path: Path, faults: list[Fault]) -> pd.Series:
    """Bring events to their English names."""
    known = {form: event for event, forms in EVENT_WORDS.items() for form in forms}
    events = cells["event"].map(plain).map(known)
    bad = cells[events.isna()]
    if len(bad):
        found = ", ".join(sorted({repr(word) for word in bad["event"]})[:5])
        remedy = f"Use {', '.join(EVENT_WORDS)}"
        faults.append(Fault(f"{path}, column event", f"{found} is not an event", remedy, list(bad["row"])))
    return events.fillna("left")


def _people(cells: pd.DataFrame, criteria: Sequence[str], path: Path, faults: list[Fault]) -> pd.DataFrame:
    """Collect each person's classes from all their rows."""
    missing = [name for name in criteria if name not in cells]
    if missing:
        found = ", ".join(str(name) for name in cells.columns if name != "row")
        faults.append(Fault(str(path), f"no column for {', '.join(missing)} (found: {found})", "Add it"))
    held = [name for name in criteria if name in cells]
    filled = cells[["person_id", *held]].replace("", None)
    groups = filled.groupby("person_id", sort=True)
    for name in held:
        several = groups[name].nunique()
        for number, words in ((several == 0, "no value"), (several > 1, "several values")):
            people = list(several.index[number & (several.index != "")])
            if people:
                rows = list(cells.loc[cells["person_id"].isin(people), "row"])
                who = ", ".join(people[:5]) + (f" and {len(people) - 5} more" if len(people) > 5 else "")
                faults.append(
                    Fault(f"{path}, column {name}", f"{words} for {who}", "Give one value for each person", rows)
                )
    return groups[held].first().reset_index() if held else filled[["person_id"]].drop_duplicates()
