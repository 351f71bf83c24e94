"""The lists an assembly's secretariat keeps: members and events, attendance of each session, the criteria
register.

Headers and words may be English or French. Dates are 2023-09-16 or 16/09/2023. Names, addresses and anything
else that is not asked for are left behind here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import Fault, InputError, refuse
from toolkit.sources.delimited import read_cells

HEADERS = {
    "person_id": ("person_id", "id", "identifiant", "membre", "member", "personne", "id_personne", "member_id"),
    "event": ("event", "evenement"),
    "date": ("date", "jour", "day", "seance", "session"),
    "reason": ("reason", "motif", "raison"),
    "replaces": ("replaces", "remplace"),
    "channel": ("channel", "canal", "voie", "recrutement"),
    "present": ("present", "presence", "attendance", "attended"),
    "spoke": ("spoke", "parole", "a_pris_la_parole", "speaking", "intervention"),
    "criterion": ("criterion", "critere", "feature"),
    "value": ("value", "valeur", "classe", "class", "modalite"),
    "least": ("least", "min", "minimum", "au_moins"),
    "most": ("most", "max", "maximum", "au_plus"),
    "tolerance": ("tolerance",),
    "share": ("share", "part", "target"),
    "percent": ("percent", "pourcentage", "share_pct", "pct"),
    "count": ("count", "effectif", "population", "nombre", "people"),
    "since": ("since", "from", "depuis", "a_partir_de"),
    "until": ("until", "to", "jusqu_a", "jusqu_au"),
    "set_by": ("set_by", "fixe_par", "decide_par"),
    "source": ("source",),
}
"""What each column may be called, written without accents and with underscores."""

EVENT_WORDS = {
    "drawn": ("drawn", "selected", "tire", "tire_au_sort", "tiree_au_sort", "tirage"),
    "joined": ("joined", "entered", "start", "arrive", "arrivee", "entree", "debut"),
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

YES = {"1", "x", "oui", "o", "yes", "y", "true", "vrai", "present", "presente", "p"}
NO = {"0", "non", "n", "no", "false", "faux", "absent", "absente", "a", "excuse", "excusee", "excused", "e"}

OLD_QUOTAS = {"category": "criterion", "feature": "value"}
"""The older header of quota files, `category,feature,min,max`, where `feature` is the value."""


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


def plain(text: object) -> str:
    """Write a header or word without accents, capitals and punctuation, joined by underscores."""
    stripped = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode().lower()
    return "_".join(re.findall(r"[a-z0-9]+", stripped))


def read_members(path: Path, criteria: Sequence[str]) -> MembershipFile:
    """Read a list of members and what happened to them, one event a row.

    Parameters
    ----------
    path : Path
        Columns `person_id`, `event`, `date`, optionally `channel`, `reason`, `replaces`, and one for each
        criterion; a criterion needs to be filled in on one row of each person.
    criteria : sequence of str
        Criteria to keep; all other columns are left behind.

    Raises
    ------
    InputError
        Listing missing columns, unknown events, unreadable dates and criteria that contradict each other.
    """
    cells = _renamed(read_cells(path), path, ("person_id", "event", "date"), keep=criteria)
    cells["row"] = range(2, len(cells) + 2)
    faults: list[Fault] = []
    events = cells.assign(
        event=_events(cells, path, faults), date=_dates(cells["date"], f"{path}, column date", faults)
    )
    if (cells["person_id"] == "").any():
        rows = list(cells.loc[cells["person_id"] == "", "row"])
        faults.append(Fault(f"{path}, column person_id", "an identifier is missing", "Fill it in", rows))
    people = _people(cells, criteria, path, faults)
    if faults:
        raise InputError(faults)
    columns = ["person_id", "event", "date", "channel", "reason", "replaces", "row"]
    return MembershipFile(events.reindex(columns=columns, fill_value=""), people)


def read_attendance(path: Path) -> pd.DataFrame:
    """Read attendance, one row per member and session, or one row per member and one column per session.

    An empty cell was not recorded: it means neither present nor absent.

    Returns
    -------
    DataFrame
        `person_id`, `date`, `present` (bool), `spoke` (bool or missing), `row`.

    Raises
    ------
    InputError
        Listing missing columns, unreadable dates and marks that mean neither present nor absent.
    """
    cells = read_cells(path)
    faults: list[Fault] = []
    names = {name: _column_name(name) for name in cells.columns}
    if "date" in names.values():
        table = _renamed(cells, path, ("person_id", "date"))
        table["row"] = range(2, len(table) + 2)
        table["present"] = table.get("present", "1")  # a list without marks is a list of those present
    else:
        identifier = next((name for name, known in names.items() if known == "person_id"), None)
        days = [name for name in cells.columns if not pd.isna(_day(name))]
        if identifier is None or not days:
            problem = (
                f"neither a column `date` nor columns headed by days beside `person_id`: {', '.join(cells.columns)}"
            )
            raise refuse(str(path), problem, "Use person_id,date,present or person_id and one column per session")
        wide = cells.assign(row=range(2, len(cells) + 2)).rename(columns={identifier: "person_id"})
        table = wide.melt(["person_id", "row"], days, var_name="date", value_name="present")
    table = table[table["present"].str.strip() != ""].reset_index(drop=True)
    table["date"] = _dates(table["date"], f"{path}, column date", faults)
    table["present"] = _marks(table, "present", path, faults)
    table["spoke"] = _marks(table, "spoke", path, faults) if "spoke" in table else None
    if faults:
        raise InputError(faults)
    return table[["person_id", "date", "present", "spoke", "row"]].astype({"present": bool, "spoke": "boolean"})


def read_register(path: Path) -> pd.DataFrame:
    """Read a criteria register or a quota file.

    Returns
    -------
    DataFrame
        `criterion`, `value`, and of `least`, `most`, `tolerance`, `share`, `since`, `until`, `set_by`, `source` those
        given.
    """
    cells = read_cells(path)
    if {"category", "feature"} <= {plain(name) for name in cells.columns}:
        cells = cells.rename(columns={name: OLD_QUOTAS.get(plain(name), name) for name in cells.columns})
    table = _renamed(cells, path, ("criterion", "value"))
    faults: list[Fault] = []
    for column in ("least", "most", "tolerance", "share"):
        if column in table:
            table[column] = _numbers(table[column], f"{path}, column {column}", faults)
    for column in ("since", "until"):
        if column in table:
            table[column] = _dates(table[column], f"{path}, column {column}", faults, empty=True)
    if faults:
        raise InputError(faults)
    return table


def read_population(path: Path) -> pd.DataFrame:
    """Read population margins: a share, a percentage or a count for each class.

    Returns
    -------
    DataFrame
        `criterion`, `value`, `share` (0 to 1, summing to 1 within each criterion).

    Raises
    ------
    InputError
        If no column holds numbers, or shares of a criterion do not sum to 1 (percentages to 100) within half
        a point.
    """
    cells = read_cells(path)
    if {"category", "feature"} <= {plain(name) for name in cells.columns}:
        cells = cells.rename(columns={name: OLD_QUOTAS.get(plain(name), name) for name in cells.columns})
    table = _renamed(cells, path, ("criterion", "value"))
    measure = next((name for name in ("count", "share", "percent") if name in table), None)
    if measure is None:
        raise refuse(str(path), "no column holds counts or shares", "Name it count, share or percent")
    faults: list[Fault] = []
    numbers = _numbers(table[measure], f"{path}, column {measure}", faults)
    sums = numbers.groupby(table["criterion"]).transform("sum")
    whole = {"count": None, "share": 1.0, "percent": 100.0}[measure]
    wrong = table["criterion"][(sums - whole).abs() > 0.005 * whole] if whole else table["criterion"][sums <= 0]
    for criterion in dict.fromkeys(wrong):
        total = float(numbers[table["criterion"] == criterion].sum())
        place = f"{path}, criterion {criterion}"
        faults.append(
            Fault(place, f"the margin sums to {total:.4g}, not to {whole or 'people'}", "Complete the classes")
        )
    if table.duplicated(["criterion", "value"]).any():
        rows = [int(row) + 2 for row in table.index[table.duplicated(["criterion", "value"])]]
        faults.append(Fault(str(path), "a class stands more than once", "Add its counts up", rows))
    if faults:
        raise InputError(faults)
    return table[["criterion", "value"]].assign(share=numbers / sums)


def _column_name(name: str) -> str:
    """Give the English name of a column, or the name as it is."""
    simple = plain(name)
    return next((known for known, forms in HEADERS.items() if simple in forms), name)


def _renamed(cells: pd.DataFrame, path: Path, needed: Sequence[str], keep: Sequence[str] = ()) -> pd.DataFrame:
    """Bring headers to their English names and check that those needed are there."""
    kept: Mapping[str, str] = {plain(name): name for name in keep}
    names = {name: kept.get(plain(name), _column_name(name)) for name in cells.columns}
    table = cells.rename(columns=names)
    missing = [name for name in needed if name not in table]
    twice = sorted({name for name in table.columns if list(table.columns).count(name) > 1})
    faults = [
        Fault(str(path), f"column {name} is missing (found: {', '.join(cells.columns)})", f"Add it, e.g. as {name}")
        for name in missing
    ]
    faults += [Fault(str(path), f"two columns mean {name}", "Rename one of them") for name in twice]
    if faults:
        raise InputError(faults)
    return table


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


def _day(text: object) -> Any:
    """Read a day written 2023-09-16, 16/09/2023 or 16.09.2023; anything else is missing."""
    cleaned = re.sub(r"[ T]\d\d:\d\d(:\d\d)?$", "", str(text).strip())
    for pattern, form in ((r"\d{4}-\d\d-\d\d", "%Y-%m-%d"), (r"\d{1,2}[/.]\d{1,2}[/.]\d{4}", "%d/%m/%Y")):
        if re.fullmatch(pattern, cleaned):
            return pd.to_datetime(cleaned.replace(".", "/"), format=form, errors="coerce")
    return pd.NaT


def read_days(texts: Sequence[str], place: str) -> list[pd.Timestamp]:
    """Read days as they stand on a command line.

    Raises
    ------
    InputError
        If one is not a day.
    """
    faults: list[Fault] = []
    days = _dates(pd.Series(list(texts), dtype=str), place, faults)
    if faults:
        raise InputError([Fault(place, fault.problem, fault.remedy) for fault in faults])
    return list(days)


def _dates(column: pd.Series, place: str, faults: list[Fault], empty: bool = False) -> pd.Series:
    """Read a column of days, noting what is none."""
    days = column.map(_day)
    bad = days.isna() & ~((column == "") & empty)
    if bad.any():
        found = ", ".join(sorted({repr(value) for value in column[bad]})[:4])
        rows = [int(row) + 2 for row in column.index[bad]]
        faults.append(Fault(place, f"{found} is not a day", "Write 2023-09-16 or 16/09/2023", rows))
    return pd.to_datetime(days)


def _numbers(column: pd.Series, place: str, faults: list[Fault]) -> pd.Series:
    """Read a column of numbers, with comma or point; an empty cell is missing."""
    text = column.str.replace("\u202f", "").str.replace("\xa0", "").str.replace(" ", "").str.replace(",", ".")
    numbers = pd.to_numeric(text.replace("", None), errors="coerce")
    bad = numbers.isna() & (column != "")
    if bad.any():
        found = ", ".join(sorted({repr(value) for value in column[bad]})[:4])
        faults.append(
            Fault(place, f"{found} is not a number", "Correct it", [int(row) + 2 for row in column.index[bad]])
        )
    return numbers


def _marks(table: pd.DataFrame, column: str, path: Path, faults: list[Fault]) -> pd.Series:
    """Read marks that mean yes or no; an empty cell is missing."""
    words = table[column].map(plain)
    bad = ~words.isin(YES | NO) & (table[column].str.strip() != "")
    if bad.any():
        found = ", ".join(sorted({repr(value) for value in table.loc[bad, column]})[:4])
        rows = [int(row) for row in table.loc[bad, "row"]]
        faults.append(Fault(f"{path}, column {column}", f"{found} means neither yes nor no", "Write 1 or 0", rows))
    return words.isin(YES).where(words != "", None).astype("boolean")


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
        for person in several.index[several != 1]:
            rows = list(cells.loc[cells["person_id"] == person, "row"])
            problem = f"{person} has {'no' if several[person] == 0 else 'several'} values"
            faults.append(Fault(f"{path}, column {name}", problem, "Give one value for each person", rows))
    return groups[held].first().reset_index() if held else filled[["person_id"]].drop_duplicates()
