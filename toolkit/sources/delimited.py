"""Delimited text as people save it: commas, semicolons or tabs, with or without a BOM, UTF-8 or Latin-1, and Excel."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pandas as pd

from toolkit.errors import refuse
from toolkit.tables import Table, checked

DELIMITERS = ",;\t"


def read_cells(path: Path) -> pd.DataFrame:
    """Read a delimited or Excel file as text cells; an empty cell is an empty string.

    Parameters
    ----------
    path : Path
        A .csv, .tsv, .txt or .xlsx file whose first row names the columns.

    Raises
    ------
    InputError
        If the file is missing, empty, not text, has no delimiter, or has rows longer than its header.
    """
    if not path.is_file():
        raise refuse(str(path), "there is no such file", "Check the name and the folder")
    cells = _read_workbook(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _parse(_decode(path), path)
    cells.columns = [str(name).strip() for name in cells.columns]
    repeated = sorted({name for name in cells.columns if list(cells.columns).count(name) > 1})
    if repeated:
        raise refuse(str(path), f"column {', '.join(repeated)} stands more than once", "Rename or remove one of them")
    return cells.apply(lambda column: column.astype(str).str.strip())


def _read_workbook(path: Path) -> pd.DataFrame:
    """Read the first sheet of an Excel file as text."""
    try:
        return pd.read_excel(path, dtype=str, keep_default_na=False)
    except (ValueError, KeyError, OSError, zipfile.BadZipFile):
        raise refuse(str(path), "this is not an Excel workbook", "Save it again as .xlsx or as CSV (UTF-8)") from None


def _decode(path: Path) -> str:
    """Read text as UTF-8 (a BOM is dropped), else as Windows Latin-1."""
    content = path.read_bytes()
    if not content.strip():
        raise refuse(str(path), "the file is empty", "Export it again; the first row must name the columns")
    if b"\0" in content:
        raise refuse(str(path), "the file is not text", "Save it as CSV (UTF-8) or as .xlsx")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _parse(content: str, path: Path) -> pd.DataFrame:
    """Split text at the delimiter that its header uses most."""
    header = next((line for line in content.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=header.count)
    try:
        rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise refuse(str(path), f"a quote is not closed or stands astray ({error})", "Check the quotes") from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        raise refuse(str(path), "the file is empty", "Export it again; the first row must name the columns")
    width = len(rows[0])
    uneven = [number for number, row in enumerate(rows, start=1) if len(row) > width]
    if uneven:
        problem = f"the header has {width} columns, these rows have more"
        raise refuse(str(path), problem, "Check the delimiter and put quotes around cells that contain it", uneven)
    filled = [row + [""] * (width - len(row)) for row in rows[1:]]
    return pd.DataFrame(filled, columns=rows[0], dtype=str)


def read_table(path: Path, model: type[Table]) -> pd.DataFrame:
    """Read a file and check it against its model.

    Raises
    ------
    InputError
        As `read_cells` and `toolkit.tables.checked` do.
    """
    return checked(read_cells(path), model, str(path))
