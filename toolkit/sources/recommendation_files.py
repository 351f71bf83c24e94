"""Spreadsheets of recommendations, acts and statements on uptake, as people keep them: columns found by their names.

Templates lie in `docs/templates`.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from toolkit.errors import Fault, InputError
from toolkit.sources.delimited import read_cells, rows_of
from toolkit.sources.list_words import name_columns
from toolkit.sources.open_data import iso_date, read_export

RECOMMENDATION_NAMES = {
    "recommendation_id": ("rec_id", "clause_id", "id", "identifiant", "numéro", "n°"),
    "text": ("texte", "recommandation", "recommendation", "paraphrase_fr", "mesure", "intitulé"),
}
ACT_NAMES = {
    "act_id": ("delib_id", "numéro", "référence", "identifiant", "number", "id", "row_id", "act_key"),
    "title": ("titre", "delib_objet", "objet", "intitulé", "name"),
}
ACT_DATE = {"date": ("delib_date", "séance", "date_seance", "date_de_seance")}
STATEMENT_NAMES = {
    "rec_id": ("recommendation_id", "clause_id", "recommandation"),
    "axis": ("axe",),
    "value": ("valeur",),
    "date": (),
    "observer": ("observateur", "source"),
}


def read_recommendations(path: Path) -> pd.DataFrame:
    """Read recommendations or clauses.

    Returns
    -------
    DataFrame
        `recommendation_id, text` and whatever else the file has; rows with an empty text stay.

    Raises
    ------
    InputError
        If a column is missing, an identifier is empty or stands twice, or two rows have the same text.
    """
    table = name_columns(read_cells(path), RECOMMENDATION_NAMES, path)
    texts = table["text"].astype("string").where(table["text"] != "")
    faults = [
        *_unusable(table["recommendation_id"], path, "recommendation_id"),
        *_repeated(texts.str.casefold().str.split().str.join(" "), path, "text", "is a duplicate of another row"),
    ]
    if faults:
        raise InputError(faults)
    return table


def read_acts(path: Path) -> pd.DataFrame:
    """Read acts from a table, or from an export of open data (CSV or JSON): `act_id, title` and, where given,
    `text, date`, dates in ISO form.

    Agenda numbers stand for different acts at every session; where the file has another column that tells its rows
    apart (`row_id`, `act_key`), that one is taken.

    Raises
    ------
    InputError
        If a column is missing, or an identifier is empty or stands twice.
    """
    cells = read_export(path)
    own = next((name for name in ("row_id", "act_key") if name in cells), None)
    if own and "act_id" in cells and _unusable(cells["act_id"], path, "act_id"):
        cells = cells.rename(columns={"act_id": "number", own: "act_id"})
    table = name_columns(cells, ACT_NAMES, path, ACT_DATE)
    faults = _unusable(table["act_id"], path, "act_id")
    if "date" in table:
        table = table.assign(date=table["date"].map(lambda written: iso_date(written) or written))
        if rows := rows_of(~table["date"].str.match(r"\d{4}\b|$")):
            faults.append(Fault(f"{path}, column date", "this is no date", "Write 2024-06-11 or 11/06/2024", rows))
    if faults:
        raise InputError(faults)
    return table


def read_statements(path: Path) -> pd.DataFrame:
    """Read statements on uptake: `rec_id, axis, value, date, observer` and, where given, `strength, observer_kind`.

    Returns
    -------
    DataFrame
        Missing strengths are "stated", missing kinds the observer itself.

    Raises
    ------
    InputError
        If a column is missing.
    """
    table = name_columns(read_cells(path), STATEMENT_NAMES, path)
    table = table.assign(date=table["date"].map(lambda written: iso_date(written) or written))
    for column, default in (("strength", pd.Series("stated", index=table.index)), ("observer_kind", table["observer"])):
        given = table[column] if column in table else pd.Series("", index=table.index)
        table[column] = given.where(given != "", default)
    return table


def read_vocabulary(path: Path) -> pd.DataFrame:
    """Read city vocabulary: `term, same_subject`, the latter separated by `;`.

    Raises
    ------
    InputError
        If a column is missing.
    """
    return name_columns(read_cells(path), {"term": ("terme",), "same_subject": ("synonymes", "synonyms")}, path)


def _unusable(ids: pd.Series, path: Path, column: str) -> list[Fault]:
    """Name identifiers that are empty or stand twice."""
    empty = ids == ""
    faults = (
        [Fault(f"{path}, column {column}", "an identifier is empty", "Fill it", rows_of(empty))] if empty.any() else []
    )
    return faults + _repeated(ids.where(~empty), path, column, "stands more than once")


def _repeated(values: pd.Series, path: Path, column: str, problem: str) -> list[Fault]:
    """Name values that stand twice; empty ones do not count."""
    twice = values.duplicated(keep=False) & values.notna()
    if not twice.any():
        return []
    shown = ", ".join(repr(value[:60]) for value in dict.fromkeys(values[twice]))
    return [Fault(f"{path}, column {column}", f"{shown} {problem}", "Keep one of the rows", rows_of(twice))]
