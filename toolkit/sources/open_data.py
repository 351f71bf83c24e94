"""Open data of councils: SCDL deliberations, and exports of Opendatasoft portals such as opendata.paris.fr.

Files in the wild have lower-case headers, a BOM, dates as 02/07/2021 or 2021/07/02 00:00:00+00, and years that are a
date in one data set and text in another. They have counts, but neither outcomes nor groups: those stay empty.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from toolkit.act_numbers import canonical_acts
from toolkit.errors import refuse
from toolkit.project import there_is
from toolkit.sources.delimited import read_cells, rows_of
from toolkit.sources.list_words import name_columns, without_thousands
from toolkit.sources.minutes import EVENT_COLUMNS
from toolkit.sources.votes import COUNTS, check_counts

SCDL_COUNTS = {
    "vote_effectif": "enrolled",
    "vote_reel": "voting",
    "vote_pour": "for",
    "vote_contre": "against",
    "vote_abstention": "abstaining",
}
AGENDA_NAMES = {
    "act_id": ("référence", "numéro", "numero_deliberation", "delib_id"),
    "title": ("objet", "titre", "intitulé", "delib_objet"),
    "session": ("séance", "date_seance", "date_de_seance", "date"),
}
SUBSIDY_NAMES = {
    "year": ("annee_budgetaire", "exercice_comptable", "année"),
    "siret": ("numero_siret", "siret", "numero_de_siret"),
    "beneficiary": ("nom_beneficiaire", "beneficiaire", "nom_du_beneficiaire"),
    "purpose": ("objet_du_dossier", "objet", "nature_de_la_subvention"),
    "amount": ("montant_vote", "montant", "montant_de_la_subvention"),
    "department": ("direction", "direction_instructrice"),
}
SUBSIDY_MAY_NAME = {
    "act_id": ("numero_deliberation", "deliberation", "numero_de_deliberation", "reference_deliberation", "delib_id"),
}


@dataclass(frozen=True)
class CouncilData:
    """Acts and votes read from open data.

    Parameters
    ----------
    acts : DataFrame
        `act_id, title, date`; `act_id` canonical where it can be read, as written otherwise.
    vote_events : DataFrame
        Columns of `toolkit.sources.minutes.EVENT_COLUMNS`; outcomes are empty, since the data have none.
    unread : DataFrame
        `line, text, reason`: what could not be read.
    """

    acts: pd.DataFrame
    vote_events: pd.DataFrame
    unread: pd.DataFrame


def read_scdl(path: Path) -> CouncilData:
    """Read deliberations in the SCDL schema (Délibérations 2.1.2), as published or as found in the wild.

    Raises
    ------
    InputError
        If there is no number or no object of the deliberations.
    """
    table = read_cells(path).rename(columns=lambda name: str(name).strip().lower())
    _need(table, ("delib_id", "delib_objet", "delib_date"), path)
    dates = table["delib_date"].map(iso_date)
    received = table["pref_date"].map(iso_date) if "pref_date" in table else pd.Series("", index=table.index)
    numbers = table["delib_id"].map(_canonical)
    unread = list_unread(
        (table["delib_date"], (table["delib_date"] != "") & (dates == ""), "a date that cannot be read"),
        (table["delib_id"], table["delib_id"] == "", "a deliberation without a number"),
        (table["delib_id"], (received != "") & (dates > received), "dated after the prefecture received it"),
    )
    acts = pd.DataFrame({"act_id": numbers, "title": table["delib_objet"], "date": dates})
    return CouncilData(acts, _events(table, numbers, dates), unread)


def _events(table: pd.DataFrame, numbers: pd.Series, dates: pd.Series) -> pd.DataFrame:
    """Make a vote event of each deliberation that has counts."""
    counts = {name: _whole(table[column]) for column, name in SCDL_COUNTS.items() if column in table}
    events = pd.DataFrame({"item": numbers, "session": dates.str[:7], **counts}).reindex(columns=EVENT_COLUMNS)
    events = events.astype(dict.fromkeys(COUNTS, "Int64"))
    events = events.assign(line=events.index + 2)
    known = events[list(COUNTS)].notna().any(axis=1)
    text = [name for name in EVENT_COLUMNS if name not in COUNTS and name != "line"]
    events = events.astype(dict.fromkeys(text, object)).fillna(dict.fromkeys(text, ""))
    checks = [
        check_counts({str(name): int(votes) for name, votes in row.items() if pd.notna(votes)})
        for row in events[list(COUNTS)].to_dict("records")
    ]
    return events.assign(check=checks)[known].reset_index(drop=True)


def _whole(cells: pd.Series) -> pd.Series:
    """Read whole numbers below a thousand million; anything else is missing, never zero."""
    numbers = pd.to_numeric(cells.str.replace(r"[\s\u202f\u00a0]", "", regex=True), errors="coerce")
    return numbers.where(numbers.abs() < 1e9).round().astype("Int64")


def iso_date(written: str) -> str:
    """Bring a date to ISO 8601; "" if it is none.

    Examples
    --------
    >>> [iso_date(text) for text in ("02/07/2021", "2021/07/02 00:00:00+00", "2021-07-02T10:00:00", "2021", "x")]
    ['2021-07-02', '2021-07-02', '2021-07-02', '2021', '']
    """
    text = str(written).strip()
    if match := re.match(r"(\d{4})[-/](\d{2})[-/](\d{2})(?:$|[T\s])", text):
        year, month, day = match.groups()
    elif match := re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:$|\s)", text):
        day, month, year = match.groups()
    else:
        return text if re.fullmatch(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?", text) else ""
    try:
        return pd.Timestamp(int(year), int(month), int(day)).date().isoformat()
    except ValueError:
        return ""


def _canonical(written: str) -> str:
    """Give the canonical number, or what is written if it cannot be read."""
    found = canonical_acts(str(written))
    return found[0] if len(found) == 1 else str(written)


def read_export(path: Path) -> pd.DataFrame:
    """Read an Opendatasoft export, CSV or JSON, as text cells.

    Raises
    ------
    InputError
        If a JSON file is none, or holds no records.
    """
    if path.suffix.lower() != ".json":
        return read_cells(path)
    if not there_is(path):
        raise refuse(str(path), "there is no such file", "Check the name and the folder")
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise refuse(str(path), f"this is no JSON ({error})", "Export it again") from None
    records = content.get("results", content.get("records")) if isinstance(content, dict) else content
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise refuse(str(path), "there is no list of records", "Use the portal's /exports, not its /records page")
    if not records:
        raise refuse(str(path), "there are no records", "Export it again")
    rows = [record.get("fields", record.get("record", {}).get("fields", record)) for record in records]
    return pd.DataFrame(rows, dtype=object).map(lambda cell: "" if cell is None or cell != cell else str(cell).strip())


def read_agenda(path: Path) -> CouncilData:
    """Read the agenda data set of a council: numbers, titles and sessions; it has no outcomes."""
    table = name_columns(read_export(path), AGENDA_NAMES, path)
    dates = table["session"].map(iso_date)
    bad = (table["session"] != "") & (dates == "")
    acts = pd.DataFrame({"act_id": table["act_id"].map(_canonical), "title": table["title"], "date": dates})
    none = pd.DataFrame(columns=EVENT_COLUMNS)
    return CouncilData(acts, none, list_unread((table["session"], bad, "a date that cannot be read")))


def read_subsidies(path: Path) -> pd.DataFrame:
    """Read subsidies; where they carry no act number, they are joined on year, department and amount.

    Returns
    -------
    DataFrame
        `year, siret, beneficiary, purpose, amount, department, act_id`: amounts in euros, missing where not given; the
        year from text or from a date; SIRET without spaces; `act_id` canonical, "" where the file has none.
    """
    table = name_columns(read_export(path), SUBSIDY_NAMES, path, SUBSIDY_MAY_NAME)
    numbers = table["act_id"] if "act_id" in table else pd.Series("", index=table.index)
    return table[list(SUBSIDY_NAMES)].assign(
        year=read_years(table["year"]),
        siret=table["siret"].str.replace(r"\D", "", regex=True),
        amount=read_amounts(table["amount"]),
        act_id=numbers.map(_canonical),
    )


def read_amounts(cells: pd.Series) -> pd.Series:
    """Read amounts with or without spaces, a decimal comma or a euro sign; anything else is missing, never zero."""
    return pd.to_numeric(without_thousands(cells), errors="coerce")


def read_years(cells: pd.Series) -> pd.Series:
    """Read the first year of text or dates; missing where there is none."""
    return pd.to_numeric(cells.str.extract(r"((?:19|20)\d\d)")[0]).astype("Int64")


def _need(table: pd.DataFrame, columns: Sequence[str], path: Path) -> None:
    missing = [name for name in columns if name not in table]
    if missing:
        problem = f"column {', '.join(missing)} is missing"
        raise refuse(str(path), problem, "The schema is SCDL Délibérations 2.1.2; headers may be in small letters")


def list_unread(*cases: tuple[pd.Series, pd.Series, str]) -> pd.DataFrame:
    """List cells that could not be used, with their lines in the file."""
    rows = [(row, cells[row - 2], reason) for cells, bad, reason in cases for row in rows_of(bad)]
    return pd.DataFrame(rows, columns=["line", "text", "reason"])
