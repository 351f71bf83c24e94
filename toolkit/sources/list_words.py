"""How people write lists: headers in two languages, days, numbers, yes and no, and classes spelled in several ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import Fault, InputError
from toolkit.sources.delimited import rows_of

HEADERS = {
    "person_id": (
        "person_id",
        "id",
        "identifiant",
        "membre",
        "member",
        "personne",
        "id_personne",
        "member_id",
        "numero",
    ),
    "event": ("event", "evenement"),
    "date": ("date", "jour", "day", "seance", "session"),
    "reason": ("reason", "motif", "raison"),
    "replaces": ("replaces", "remplace"),
    "channel": ("channel", "canal", "voie", "recrutement"),
    "present": ("present", "presence", "attendance", "attended"),
    "spoke": ("spoke", "parole", "a_pris_la_parole", "prise_de_parole", "speaking", "speech", "intervention"),
    "criterion": ("criterion", "critere", "feature"),
    "value": ("value", "valeur", "classe", "class", "modalite"),
    "least": ("least", "min", "minimum", "au_moins"),
    "most": ("most", "max", "maximum", "au_plus"),
    "tolerance": ("tolerance",),
    "share": ("share", "part", "target", "cible"),
    "percent": ("percent", "pourcentage", "share_pct", "pct", "percentage"),
    "count": ("count", "effectif", "effectifs", "population", "nombre", "people"),
    "since": ("since", "from", "depuis", "a_partir_de"),
    "until": ("until", "to", "jusqu_a", "jusqu_au"),
    "set_by": ("set_by", "fixe_par", "decide_par"),
    "source": ("source",),
}
"""What each column may be called, written without accents and with underscores."""

Names = Mapping[str, Sequence[str]]

YES = {"1", "x", "oui", "o", "yes", "y", "true", "vrai", "present", "presente", "pres", "p", "v"}
NO = {
    "0",
    "non",
    "n",
    "no",
    "false",
    "faux",
    "absent",
    "absente",
    "abs",
    "a",
    "excuse",
    "excusee",
    "excused",
    "e",
}
TICKS = {"✓": "1", "✔": "1", "☑": "1", "✗": "0", "✘": "0"}

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january janvier jan janv",
            "february fevrier feb fev fevr",
            "march mars mar",
            "april avril apr avr",
            "may mai",
            "june juin jun",
            "july juillet jul juil",
            "august aout aug",
            "september septembre sep sept",
            "october octobre oct",
            "november novembre nov",
            "december decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}

OLD_QUOTAS = {"category": "criterion", "feature": "value"}
"""The older header of quota files, `category,feature,min,max`, where `feature` is the value."""


def plain(text: object) -> str:
    """Write a header or word without accents, capitals and punctuation, joined by underscores."""
    spaced = re.sub(r"[\W_]", " ", unicodedata.normalize("NFC", str(text)))
    stripped = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    return "_".join(re.findall(r"[a-z0-9]+", stripped))


def column_name(name: str) -> str:
    """Give the English name of a column, or the name as it is."""
    simple = plain(name)
    return next((known for known, forms in HEADERS.items() if simple in forms), name)


def renamed(cells: pd.DataFrame, path: Path, needed: Sequence[str], keep: Sequence[str] = ()) -> pd.DataFrame:
    """Bring headers to their English names and check that those needed are there.

    Raises
    ------
    InputError
        Listing columns that are missing and names that two columns share.
    """
    kept: Mapping[str, str] = {plain(name): name for name in keep}
    names = {name: kept.get(plain(name), column_name(name)) for name in cells.columns}
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


def name_columns(table: pd.DataFrame, needed: Names, path: Path, optional: Names | None = None) -> pd.DataFrame:
    """Give columns the names used here, found without regard to capitals, accents, spaces and signs.

    Parameters
    ----------
    table : DataFrame
        As read.
    needed, optional : mapping of str to sequence of str
        A name used here, and those that files give the same column.
    path : Path
        The file, for messages.

    Raises
    ------
    InputError
        If a needed column is missing; all that are, and what there is.
    """
    found = {plain(column): str(column) for column in reversed(list(table.columns))}
    chosen = {
        name: next((found[other] for other in map(plain, (name, *others)) if other in found), None)
        for name, others in {**needed, **(optional or {})}.items()
    }
    listed = ", ".join(map(str, table.columns))
    faults = [
        Fault(
            str(path), f"column {name} is missing; there are {listed}", f"Name a column {' or '.join((name, *others))}"
        )
        for name, others in needed.items()
        if chosen[name] is None
    ]
    if faults:
        raise InputError(faults)
    return table.rename(columns={column: name for name, column in chosen.items() if column is not None})


def named_classes(cells: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Bring a table of classes to the columns `criterion` and `value`, also from the older header of quota files."""
    if {"category", "feature"} <= {plain(name) for name in cells.columns}:
        cells = cells.rename(columns={name: OLD_QUOTAS.get(plain(name), name) for name in cells.columns})
    return renamed(cells, path, ("criterion", "value"))


def spelled_like(words: pd.Series, known: Sequence[str]) -> pd.Series:
    """Give words the spelling of a list if they differ from it by accents, capitals, spaces or dashes only.

    A word that could be two of the list, or none, stays as it is.
    """
    forms = pd.Series(list(dict.fromkeys(known)), dtype=object)
    simple = forms.map(_bare)
    single = forms[~simple.duplicated(keep=False) & (simple != "")]
    spelling = dict(zip(single.map(_bare), single, strict=True))
    return words.map(lambda word: word if word in set(forms) else spelling.get(_bare(word), word))


def _bare(text: object) -> str:
    """Write a class without accents, capitals and punctuation, yet with the signs that change its meaning."""
    return plain(text) + "".join(re.findall(r"[+<>≤≥%]|[-–—](?=\s*$)", str(text)))


def day_of(text: object) -> Any:
    """Read a day written 2023-09-16, 16/09/2023, 16.9.23 or 16 septembre 2023; anything else is missing.

    Of two numbers the day comes first, as in Europe.
    """
    cleaned = re.sub(r"[ T]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?$", "", str(text).strip())
    if found := re.fullmatch(r"((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})", cleaned):
        year, month, day = found.groups()
    elif found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d|\d\d)", cleaned):
        day, month, year = found.groups()
    elif (found := re.fullmatch(r"(\d{1,2})(?:er|st|nd|rd|th)? (\S+) ((?:19|20)\d\d)", cleaned)) and (
        plain(found[2]) in MONTHS
    ):
        day, month, year = found[1], str(MONTHS[plain(found[2])]), found[3]
    else:
        return pd.NaT
    century = "20" if len(year) == 2 else ""
    return pd.to_datetime(f"{century}{year}-{int(month):02d}-{int(day):02d}", format="%Y-%m-%d", errors="coerce")


def days_of(column: pd.Series, place: str, faults: list[Fault], empty: bool = False) -> pd.Series:
    """Read a column of days, noting what is none."""
    days = column.map(day_of)
    bad = days.isna() & ~((column == "") & empty)
    if bad.any():
        found = ", ".join(sorted({repr(value) for value in column[bad]})[:4])
        faults.append(Fault(place, f"{found} is not a day", "Write 2023-09-16 or 16/09/2023", rows_of(bad)))
    return pd.to_datetime(days)


def read_days(texts: Sequence[str], place: str) -> list[pd.Timestamp]:
    """Read days as they stand on a command line.

    Raises
    ------
    InputError
        If one is not a day.
    """
    faults: list[Fault] = []
    days = days_of(pd.Series(list(texts), dtype=str), place, faults)
    if faults:
        raise InputError([Fault(place, fault.problem, fault.remedy) for fault in faults])
    return list(days)


def without_thousands(column: pd.Series) -> pd.Series:
    """Write numbers with digits and a decimal point alone, whatever parts their thousands; `%` and `€` are dropped."""
    text = column.str.replace(r"(?<=\d)[\s’'](?=\d{3}(?!\d))|[\s%€]", "", regex=True)
    text = text.str.replace(r"(?<=\d)([.,])(?=\d{3}(?:\1\d{3})*(?!\1)[.,]\d+$)", "", regex=True)
    grouped = text.str.fullmatch(r"-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")
    return text.where(~grouped, text.str.replace(r"[.,]", "", regex=True)).str.replace(",", ".")


def numbers_of(column: pd.Series, place: str, faults: list[Fault], counts: bool = False) -> pd.Series:
    """Read a column of numbers, with comma or point, perhaps with a per cent sign; an empty cell is missing.

    Two or more groups of three digits are thousands. Of `counts` a single one is none and no fraction either: 12.500
    may be both, unless another cell has decimals.
    """
    text = without_thousands(column)
    numbers = pd.to_numeric(text.replace("", None), errors="coerce")
    grouped = text.str.fullmatch(r"[1-9]\d{0,2}\.\d{3}") if counts else pd.Series(False, index=column.index)
    if grouped.any() and not (text.str.contains(".", regex=False) & ~grouped).any():
        found = column[grouped].iloc[0]
        faults.append(
            Fault(place, f"{found!r} may mean thousands or a fraction", "Write the digits alone", rows_of(grouped))
        )
    bad = numbers.isna() & (column != "")
    if bad.any():
        found = ", ".join(sorted({repr(value) for value in column[bad]})[:4])
        faults.append(Fault(place, f"{found} is not a number", "Correct it", rows_of(bad)))
    return numbers


def marks_of(column: pd.Series, rows: pd.Series, place: str, faults: list[Fault]) -> pd.Series:
    """Read marks that mean yes or no; an empty cell is missing."""
    words = column.map(lambda mark: TICKS.get(mark, plain(mark)))
    bad = ~words.isin(YES | NO) & (column.str.strip() != "")
    if bad.any():
        found = ", ".join(sorted({repr(value) for value in column[bad]})[:4])
        lines = sorted({int(row) for row in rows[bad]})
        faults.append(Fault(place, f"{found} means neither yes nor no", "Write 1 or 0", lines))
    return words.isin(YES).where(words != "", None).astype("boolean")
