"""The files that organisers of a selection have: quotas, volunteers, and lists of people who must or may not sit.

Both common headers of quota files are read, `feature,value,min,max[,min_flex,max_flex]` and the older
`category,feature,min,max` (or `category,name,min,max`). Names, e-mail and street addresses are left behind here:
what comes out is an identifier, the features that have quotas, and a key that housemates share.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from toolkit.errors import Fault, Faults, InputError, refuse
from toolkit.sources.delimited import read_cells, rows_of
from toolkit.sources.list_words import column_name, plain

CROSS = "×"
FRAME = "frame"
COUNTS = ["min", "max", "min_flex", "max_flex"]
HEADERS = ("feature", "value"), ("category", "name"), ("category", "feature")
OWN_NAMES = {"criterion": "feature", "value": "value", "least": "min", "most": "max"}
"""What criteria registers call the columns of a quota file."""
UNLIMITED = 1_000_000
"""An empty `max_flex`: a relaxation may go as far as it needs."""

IDENTIFIERS = (
    "person_id",
    "id",
    "nationbuilder_id",
    "unique_id",
    "respondent_id",
    "participant_id",
    "external_id",
    "identifiant",
    "id_personne",
)
STREET_WORDS = {
    "street": "st",
    "saint": "st",
    "sainte": "ste",
    "road": "rd",
    "avenue": "av",
    "ave": "av",
    "boulevard": "bd",
    "blvd": "bd",
    "boul": "bd",
    "place": "pl",
    "square": "sq",
    "impasse": "imp",
    "allee": "all",
    "passage": "pass",
    "faubourg": "fbg",
    "rue": "r",
    "apartment": "apt",
    "appartement": "apt",
    "appt": "apt",
    "batiment": "bat",
}
"""Long and other forms of the words of an address, brought to one short form."""


@dataclass(frozen=True, eq=False)
class SelectionFiles:
    """What was read, ready for a pool and its quotas.

    Parameters
    ----------
    people : DataFrame
        Index person_id in the order of the file; one text column for each feature that has quotas.
    households : Series or None
        person_id -> normalised address, "" where it is not known; None if no address column was named.
    quotas : DataFrame
        Columns feature, value, min, max and, where the file has them, min_flex, max_flex.
    origin : mapping of "pool" and "quotas" to sequence of (str, int)
        For each row of `people` and of `quotas` the file and the row in it, as a spreadsheet counts.
    """

    people: pd.DataFrame
    households: pd.Series | None
    quotas: pd.DataFrame
    origin: Mapping[str, Sequence[tuple[str, int]]]


def read_selection(
    pools: Mapping[str, Path], quotas: Path, id_column: str | None = None, address_columns: Sequence[str] = ()
) -> SelectionFiles:
    """Read the volunteers and the quotas of a selection.

    Parameters
    ----------
    pools : mapping of frame to Path
        One file of volunteers for each recruitment frame, such as {"electoral rolls": …, "non-EU residents": …};
        {"": …} for a single file without frames. CSV (comma, semicolon or tab; UTF-8, with or without BOM, or
        Latin-1) or Excel.
    quotas : Path
        The seats of the frames, if there are any, are the quotas of the feature `frame`.
    id_column : str, optional
        Column of the identifier; found by its name (`id`, `person_id`, …) when omitted.
    address_columns : sequence of str
        Columns that together tell who lives together, the street first: someone whose first column is empty
        shares a household with nobody.

    Raises
    ------
    InputError
        Naming the faults of all files at once; also if somebody stands in two frames.
    """
    faults = Faults()
    given = faults.of(lambda: read_quotas(quotas))
    rows = pd.DataFrame({"feature": [], "value": []}) if given is None else given
    columns = [name for name in margins(rows) if name and (name != FRAME or "" in pools)]
    tables, keys, places = [], [], []
    for frame, path in pools.items():
        read = faults.of(partial(_read_people, path, columns, id_column, address_columns))
        if read is None:
            continue
        people, households, lines = read
        tables.append(people.assign(**{FRAME: frame}) if frame else people)
        keys += [] if households is None else [households]
        places += [(str(path), line) for line in lines]
    if not faults.found:
        faults.found += [*_overlap(pools, tables), *_frames_without_seats(pools, quotas, rows)]
    faults.end()
    origin = {"pool": places, "quotas": [(str(quotas), int(place) + 2) for place in rows.index]}
    return SelectionFiles(pd.concat(tables), pd.concat(keys) if keys else None, rows, origin)


def _overlap(pools: Mapping[str, Path], tables: Sequence[pd.DataFrame]) -> Iterator[Fault]:
    """Find people who stand in two frames."""
    seen = pd.Index([]).append([table.index for table in tables])
    twice = int(seen[seen.duplicated()].nunique())
    if twice:
        people = f"{twice} people stand" if twice > 1 else "one person stands"
        yield Fault(
            ", ".join(map(str, pools.values())), f"{people} in more than one frame", "Keep everyone in one frame"
        )


def _frames_without_seats(pools: Mapping[str, Path], path: Path, quotas: pd.DataFrame) -> Iterator[Fault]:
    """Find frames that the quotas give no seats."""
    seats = set(quotas.loc[quotas["feature"] == FRAME, "value"])
    lost = [frame for frame in pools if frame and frame not in seats]
    if lost:
        remedy = f"Add a row with feature {FRAME}, the frame as value, and its seats as min and max"
        yield Fault(str(path), f"no quota for the frame {', '.join(lost)}", remedy)


def margins(quotas: pd.DataFrame) -> list[str]:
    """Name the columns that a pool must have: features, and the parts of intersections such as `sex×age`."""
    return list(dict.fromkeys(part for name in quotas["feature"] for part in str(name).split(CROSS)))


def read_quotas(path: Path) -> pd.DataFrame:
    """Read a quota file in either form.

    Returns
    -------
    DataFrame
        Columns feature, value (text), min, max (seats) and min_flex, max_flex where the file has them. Cells that
        are no whole numbers stay text, for `toolkit.sortition.pool.Quotas` to name.

    Raises
    ------
    InputError
        If the file cannot be read, or its columns are in neither form.
    """
    cells = read_cells(path).rename(columns=_quota_column)
    form = next((pair for pair in HEADERS if {*pair, "min", "max"} <= set(cells.columns)), None)
    if form is None:
        problem = f"the columns are {', '.join(cells.columns)}"
        remedy = "They must be feature,value,min,max (and min_flex,max_flex if wanted) or category,feature,min,max"
        raise refuse(str(path), problem, remedy)
    known = [name for name in COUNTS if name in cells]
    if twice := [name for name in (*form, *known) if (cells.columns == name).sum() > 1]:
        raise refuse(str(path), f"more than one column says {', '.join(twice)}", "Keep one of them")
    quotas = cells[[*form, *known]].set_axis(["feature", "value", *known], axis=1)
    totals = (quotas["value"] == "") & quotas["feature"].map(plain).str.match("(?:sub_?|sous_?)?total")
    if totals.any():
        raise refuse(str(path), "a row of totals is no quota", "Remove it", rows_of(totals))
    for name, free in {"min_flex": "0", "max_flex": str(UNLIMITED)}.items():
        if name in quotas:
            quotas[name] = quotas[name].replace("", free)
    return quotas.apply(lambda column: column.map(_whole) if column.name in COUNTS else column)


def _quota_column(name: str) -> str:
    """Name a column of a quota file, whose headers may be French and in any letters."""
    own = plain(name)
    return own if own in ("category", "feature", "name", *COUNTS) else OWN_NAMES.get(column_name(name), name)


def _whole(cell: str) -> object:
    """Turn "12", a spreadsheet's "12.0" or "12,0" and "1 200" or "1,200" into numbers; leave the rest as it is."""
    bare = re.sub(r"(?<=\d)[\s’'](?=\d{3}(?!\d))", "", cell)
    bare = re.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", bare)
    return int(re.split("[.,]", bare)[0]) if re.fullmatch(r"\d{1,9}([.,]0*)?", bare) else cell


def read_people(
    path: Path, columns: Sequence[str], id_column: str | None = None, address_columns: Sequence[str] = ()
) -> tuple[pd.DataFrame, pd.Series | None]:
    """Read people with the features named in `columns`, and who lives with whom.

    Returns
    -------
    people : DataFrame
        Index person_id, in the order of the file; the columns asked for, as text.
    households : Series or None
        As in `SelectionFiles`.

    Raises
    ------
    InputError
        Naming every missing column, empty or repeated identifier, and empty cell.
    """
    people, households, _ = _read_people(path, columns, id_column, address_columns)
    return people, households


def _read_people(
    path: Path, columns: Sequence[str], id_column: str | None, address_columns: Sequence[str]
) -> tuple[pd.DataFrame, pd.Series | None, list[int]]:
    """Read people, who lives with whom, and the row of each in the file."""
    wanted = [*columns, *address_columns, *filter(None, [id_column])]
    cells = _headed(read_cells(path), wanted)
    identifier = find_identifier(cells, id_column)
    wanted = [*columns, *address_columns]
    faults = [*_missing_columns(path, cells, identifier, id_column, wanted), *_no_people(path, cells)]
    if identifier:
        faults += _identifier_faults(path, cells[identifier])
    held = [name for name in columns if name in cells]
    faults += [*_empty_cells(path, cells, held), *_made_days(path, cells, held)]
    if faults:
        raise InputError(faults)
    index = pd.Index(cells[identifier], name="person_id")
    people = cells[list(columns)].set_axis(index)
    homes = household_keys(cells[list(address_columns)]).set_axis(index) if address_columns else None
    return people, homes, rows_of(pd.Series(True, index=cells.index))


def _headed(cells: pd.DataFrame, wanted: Sequence[str]) -> pd.DataFrame:
    """Give columns the names that they are asked for by, where only case, accents, spaces and signs differ."""
    names = list(cells.columns)
    simple = [plain(name) for name in names]
    for name in [name for name in wanted if name not in cells and simple.count(plain(name)) == 1]:
        names[simple.index(plain(name))] = name
    return cells.set_axis(names, axis=1)


def find_identifier(cells: pd.DataFrame, given: str | None) -> str | None:
    """Find the column of the identifier: the one given, one of the usual names, or the only one ending in _id."""
    if given is not None:
        return given if given in cells else None
    lower = {name.lower().replace(" ", "_"): name for name in reversed(cells.columns)}
    usual = [lower[name] for name in IDENTIFIERS if name in lower]
    ending = [name for short, name in lower.items() if short.endswith("_id")]
    return usual[0] if usual else ending[0] if len(ending) == 1 else None


def _missing_columns(
    path: Path, cells: pd.DataFrame, identifier: str | None, given: str | None, wanted: Sequence[str]
) -> Iterator[Fault]:
    sheet = f" (sheet {cells.attrs['sheet']})" if "sheet" in cells.attrs else ""
    found = ", ".join(cells.columns) + sheet
    if identifier is None and given is not None:
        yield Fault(
            str(path),
            f"there is no column {given!r}; found {found}",
            "Give the identifier's column with --id",
        )
    elif identifier is None:
        problem = f"no column is an identifier; found {found}"
        yield Fault(str(path), problem, "Name the column id or person_id, or give its name with --id")
    for name in [name for name in wanted if name not in cells]:
        crossed = re.fullmatch(r"(.+?)\s*(?:\*|\bx\b)\s*(.+)", name)
        remedy = f"Write an intersection as {crossed[1]}{CROSS}{crossed[2]}" if crossed else "Rename or add it"
        yield Fault(f"{path}, column {name}", f"there is no such column; found {found}", remedy)


def _no_people(path: Path, cells: pd.DataFrame) -> Iterator[Fault]:
    if not len(cells):
        yield Fault(str(path), "there is a header and nobody below it", "Export the people again")


def _identifier_faults(path: Path, column: pd.Series) -> Iterator[Fault]:
    place = f"{path}, column {column.name}"
    empty = column == ""
    if empty.any():
        yield Fault(place, "an identifier is missing", "Give everyone one", rows_of(empty))
    again = column.duplicated(keep=False) & ~empty
    if again.any():
        repeated = int(column[again].nunique())
        problem = f"{repeated} identifier{'s stand' if repeated > 1 else ' stands'} more than once"
        yield Fault(place, problem, "Keep one row for each person", rows_of(again))


def _empty_cells(path: Path, cells: pd.DataFrame, columns: Sequence[str]) -> Iterator[Fault]:
    for name in columns:
        empty = cells[name] == ""
        if empty.any():
            yield Fault(
                f"{path}, column {name}",
                "a value is missing",
                "Fill the cell or leave the person out",
                rows_of(empty),
            )


def _made_days(path: Path, cells: pd.DataFrame, columns: Sequence[str]) -> Iterator[Fault]:
    """Find classes such as 16-29 that a spreadsheet took for days."""
    for name in columns:
        days = cells[name].str.fullmatch(r"\d{4}-\d\d-\d\d(?: 00:00:00)?")
        if days.any():
            problem = f"the spreadsheet took {cells.loc[days, name].iloc[0]!r} for a day"
            yield Fault(
                f"{path}, column {name}", problem, "Format the column as text and write it again", rows_of(days)
            )


def household_keys(addresses: pd.DataFrame) -> pd.Series:
    """Bring addresses to one spelling, so that housemates have equal keys.

    Parameters
    ----------
    addresses : DataFrame
        Text columns, the street first.

    Returns
    -------
    Series of text
        "12 bd st michel|75005"; "" where the first column is empty, which is never a household.
    """
    spelled = addresses.map(normalised_address)
    joined = spelled.agg("|".join, axis=1) if len(spelled) else pd.Series([], dtype=str)
    return joined.where(spelled.iloc[:, 0] != "", "")


def normalised_address(text: str) -> str:
    """Drop case, accents, punctuation and long forms: "12bis, Boulevard Saint-Michel" -> "12 bis bd st michel"."""
    split = text.replace("’", " ").replace("œ", "oe").replace("Œ", "OE")
    plain = unicodedata.normalize("NFKD", split).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"\d+|[a-z]+", plain)
    return " ".join(STREET_WORDS.get(word, word) for word in words)


def read_person_list(path: Path, reason: str, id_column: str | None = None) -> dict[str, str]:
    """Read identifiers of people who must sit or may not, each with the reason.

    Parameters
    ----------
    path : Path
        A file with an identifier column and, if wanted, a column `reason`.
    reason : str
        Reason of those for whom the file gives none.
    id_column : str, optional
        As for `read_people`.

    Raises
    ------
    InputError
        As `read_people` does.
    """
    cells = read_cells(path)
    people, _ = read_people(path, [], id_column)
    stated = cells["reason"] if "reason" in cells else pd.Series("", index=cells.index)
    return {str(person): why or reason for person, why in zip(people.index, stated, strict=True)}
