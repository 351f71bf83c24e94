"""Tables as people save them: text with commas, semicolons, tabs or bars in any usual encoding, and workbooks."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd

from toolkit.errors import refuse
from toolkit.project import there_is
from toolkit.tables import Table, checked

DELIMITERS = ",;\t|"
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How workbooks begin: .xlsx, .xlsm and .ods are zip archives, .xls is a compound file."""
OTHER_FILES = {rb"%PDF": "a PDF", rb"\s*<(?:!|html|table|\?xml)": "a web page", rb"\s*(?:\[\s*)?\{": "JSON"}
"""How files begin that are no tables, whatever they are called."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
TABLE_HINT = "Open it and save it as .xlsx or as CSV (UTF-8)"


def read_cells(path: Path) -> pd.DataFrame:
    """Read a table as text cells; an empty cell is an empty string.

    Lines above the header (a title, a date) and empty rows and columns are left out; of a workbook the first sheet
    is read that is not hidden and holds a table.

    Parameters
    ----------
    path : Path
        Delimited text, .xlsx, .xls or .ods. The first row with more than one filled cell names the columns.

    Returns
    -------
    DataFrame
        The index is the row in the file less 2, as if the header were row 1: `rows_of` gives rows back. Of a workbook
        `.attrs["sheet"]` names the sheet.

    Raises
    ------
    InputError
        If the file is missing, empty or no table, has rows longer than its header, or columns without a name.
    """
    if not there_is(path):
        problem = "this is a folder" if there_is(path, Path.is_dir) else "there is no such file"
        raise refuse(str(path), problem, "Check the name and the folder")
    content = path.read_bytes()
    if not content.startswith(WORKBOOKS):
        return _table(_split(_decode(content, path), path), path)
    sheet, rows = _workbook(path)
    table = _table(rows, path)
    table.attrs["sheet"] = sheet
    return table


def rows_of(wrong: pd.Series) -> list[int]:
    """Give the rows of the file for which a column of truth values is true, as a spreadsheet counts them."""
    return [int(place) + 2 for place in wrong[wrong].index]


def _workbook(path: Path) -> tuple[str, list[list[str]]]:
    """Read the first sheet of a workbook that is not hidden and holds a table, else the first."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(path)
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in shown}
    except (CalamineError, OSError):
        raise refuse(str(path), "this is not an Excel workbook, or it has a password", TABLE_HINT) from None
    cells = [(name, [[_text(cell) for cell in row] for row in sheet]) for name, sheet in sheets.items()]
    return next((sheet for sheet in cells if any(_filled(row) > 1 for row in sheet[1])), (cells or [("", [])])[0])


def _text(cell: object) -> str:
    """Write a cell as a person sees it: whole numbers without a point."""
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()


def decoded(content: bytes, path: Path) -> str:
    """Read text as UTF-8 or UTF-16 (a BOM is dropped), else as Windows Latin-1.

    Raises
    ------
    InputError
        If it is no text.
    """
    try:
        text = content.decode("utf-16" if content.startswith(UTF_16) else "utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise refuse(str(path), "the file is not text", "Save it again as text (UTF-8)")
    return text.lstrip("\ufeff")


def _decode(content: bytes, path: Path) -> str:
    """Read the text of a table; other files are named for what they are."""
    other = next((name for start, name in OTHER_FILES.items() if re.match(start, content, re.IGNORECASE)), "")
    if other:
        raise refuse(str(path), f"this is {other}, no table", TABLE_HINT)
    if path.suffix.lower() in (".xlsx", ".xlsm", ".ods") and content.strip():
        raise refuse(str(path), "this is not an Excel workbook", TABLE_HINT)
    return decoded(content, path)


def _split(content: str, path: Path) -> list[list[str]]:
    """Split text at the delimiter that its header uses most: the first line that has one."""
    header = next((line for line in content.splitlines() if any(sign in line for sign in DELIMITERS)), "")
    delimiter = max(DELIMITERS, key=header.count)
    try:
        rows = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
        return [[cell.strip() for cell in row] for row in rows]
    except csv.Error as error:
        raise refuse(str(path), f"a quote is not closed or stands astray ({error})", "Check the quotes") from None


def _table(rows: list[list[str]], path: Path) -> pd.DataFrame:
    """Make a table of rows: find its header, drop what is empty, and check the rest."""
    filled = [number for number, row in enumerate(rows) if _filled(row)]
    if not filled:
        raise refuse(str(path), "the file is empty", "Export it again; the first row must name the columns")
    first = next((number for number in filled if _filled(rows[number]) > 1), filled[0])
    header = rows[first]
    below = [number for number in filled if number > first]
    longer = [number + 1 for number in below if any(rows[number][len(header) :])]
    if longer:
        problem = f"the header has {len(header)} columns, these rows have more"
        raise refuse(str(path), problem, "Check the delimiter and put quotes around cells that contain it", longer)
    cells = [(rows[number] + [""] * len(header))[: len(header)] for number in below]
    table = pd.DataFrame(cells, index=[number - 1 for number in below], columns=header, dtype=str)
    return _named_once(table, path)


def _named_once(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Drop empty columns without a name (and a first one that only counts rows); each other has a name of its own."""
    unnamed = [not name for name in table.columns]
    holding = [bare and number > 0 and (table.iloc[:, number] != "").any() for number, bare in enumerate(unnamed)]
    if any(holding):
        rows = rows_of((table.loc[:, holding] != "").any(axis=1))
        raise refuse(str(path), "a column without a name holds values", "Name it in the header or remove it", rows)
    table = table.loc[:, [not bare for bare in unnamed]]
    repeated = sorted(set(table.columns[table.columns.duplicated()]))
    if repeated:
        raise refuse(str(path), f"column {', '.join(repeated)} stands more than once", "Rename or remove one of them")
    return table


def _filled(row: list[str]) -> int:
    """Count the cells of a row that hold something."""
    return sum(map(bool, row))


def read_table(path: Path, model: type[Table]) -> pd.DataFrame:
    """Read a file and check it against its model.

    Raises
    ------
    InputError
        As `read_cells` and `toolkit.tables.checked` do.
    """
    return checked(read_cells(path), model, str(path)).reset_index(drop=True)
