"""Where things are, and how files are written: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from toolkit.errors import refuse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def project_root(start: Path | None = None) -> Path:
    """Find the project's folder: the nearest one upward that holds `notebooks/` and `data/raw/`.

    Parameters
    ----------
    start : Path, optional
        Where to start; the current folder when omitted, then the folder this toolkit was installed from.

    Raises
    ------
    InputError
        If there is no such folder.
    """
    starts = [start] if start else [Path.cwd(), Path(__file__).resolve().parent]
    for first in starts:
        for folder in (first, *first.parents):
            if (folder / "notebooks").is_dir() and (folder / "data" / "raw").is_dir():
                return folder
    raise refuse(
        str(starts[0]),
        "this folder is not inside a copy of the project (no notebooks/ and data/raw/ above it)",
        "Change to the project's folder and call again",
    )


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; rename it to `path` if the block ends well, else remove it.

    A reader sees the old file or the new one, never half of one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=f".part{path.suffix}", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_text(text: str, path: Path) -> Path:
    """Write a text file (UTF-8, `\\n`) whole or not at all."""
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")
    return path


def neutralise(value: object) -> object:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def csv_text(table: pd.DataFrame) -> str:
    """Give a table as CSV (comma, `\\n`, no index), formulas neutralised, numbers with all their digits."""
    safe = table.apply(lambda column: column if pd.api.types.is_numeric_dtype(column) else column.map(neutralise))
    safe.columns = [neutralise(name) for name in table.columns]
    return str(safe.to_csv(index=False, lineterminator="\n"))


def write_table(table: pd.DataFrame, path: Path) -> Path:
    """Write a table as CSV (UTF-8, see `csv_text`), whole or not at all."""
    return write_text(csv_text(table), path)
