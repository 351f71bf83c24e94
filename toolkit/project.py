"""Where things are, and how files are written: whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from io import FileIO
from pathlib import Path

import pandas as pd

from toolkit.errors import Fault, InputError, refuse

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CANNOT_WRITE = {
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST
}  # fmt: skip
"""Errors of the system that say: this place takes no (further) file."""
OWN_PART = re.compile(r"\..*\.[a-z0-9_]{8}\.part(\.\w+)?")
"""Names of the files that `whole_file` writes before it renames them."""


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


def folder_below(parent: Path, name: str) -> Path:
    """Give the folder `name` directly below another one, and none outside it.

    Raises
    ------
    InputError
        If the name leads elsewhere, or holds anything but letters, digits, `-` and `_`.
    """
    if not re.fullmatch(r"\w[\w-]*", name):
        raise refuse(f"assembly {name!r}", "it cannot name a folder", "Use letters, digits, - and _")
    return parent / name


def there_is(path: Path, kind: Callable[[Path], bool] = Path.is_file) -> bool:
    """Say whether there is such a file (or folder: `Path.is_dir`); a name that is too long for any names none."""
    with suppress(OSError):
        return kind(path)
    return False


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; rename it to `path` if the block ends well, else remove it.

    A reader sees the old file or the new one, never half of one, also after a power cut.

    Raises
    ------
    InputError
        If the folder is read-only or the disk is full, or holds the project's raw tables; the old file is then intact.
    """
    _refuse_raw(path)
    with writable(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=f".part{path.suffix}", dir=path.parent)
        os.close(handle)
        part = Path(name)
        try:
            yield part
            part.chmod(0o644)
            with part.open("rb+") as written:
                os.fsync(written.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _refuse_raw(path: Path) -> None:
    """Refuse to write among the raw tables, which only people change."""
    for folder in path.resolve().parents:
        if folder.name == "raw" and folder.parent.name == "data" and (folder.parents[1] / "notebooks").is_dir():
            raise refuse(str(path), "nothing is written among the raw tables", "Choose another folder")


def spare(inputs: Iterable[Path], outputs: Iterable[Path]) -> None:
    """Refuse outputs that would take the place of an input.

    Raises
    ------
    InputError
        One fault for each such output.
    """
    read = {path.resolve() for path in inputs}
    remedy = "Choose another place for what is written"
    faults = [Fault(str(path), "this input would be overwritten", remedy) for path in outputs if path.resolve() in read]
    if faults:
        raise InputError(faults)


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Say in plain words that a place cannot be written."""
    try:
        yield
    except OSError as error:
        if error.errno not in CANNOT_WRITE:
            raise
        if error.errno in (errno.EEXIST, errno.ENOTDIR):
            raise refuse(str(path.parent), "this is a file, not a folder", "Choose another folder") from None
        problem = f"it cannot be written ({(error.strerror or 'no reason given').lower()})"
        remedy = "Free some space, or choose a folder that you may write in; files that stood there are as they were"
        raise refuse(str(path), problem, remedy) from None


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Keep a folder to this process for the length of a block; remove what a killed process left half-written.

    A folder that was made for the block and is still empty at its end is removed. The system itself gives the lock
    back when a process ends, however it ends: there are no stale locks. A folder below that another process keeps to
    itself is left alone.

    Raises
    ------
    InputError
        If another process is writing there, or the folder is read-only.
    """
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    _refuse_raw(folder / ".lock")
    lock = locked(folder / ".lock")
    try:
        for part in sorted(part for below in (".*", "*/.*", "*/*/.*") for part in folder.glob(below)):
            if OWN_PART.fullmatch(part.name) and (part.parent == folder or not (part.parent / ".lock").exists()):
                part.unlink(missing_ok=True)
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file: there an empty file stays
            (folder / ".lock").unlink()
        lock.close()
        with suppress(OSError):  # a folder made for nothing goes again; one that holds anything stays
            for place in made:
                place.rmdir()


def locked(path: Path) -> FileIO:
    """Open a file for appending, made if need be, and keep it to this process until it is closed.

    Raises
    ------
    InputError
        If another process keeps it, or it cannot be written.
    """
    for _ in range(100):  # the process before may remove the file, or its folder, just when we open it
        with writable(path), suppress(FileNotFoundError):
            path.parent.mkdir(parents=True, exist_ok=True)
            file = FileIO(path, "ab")
            if not _taken(file):
                file.close()
                break
            if path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                return file
            file.close()
    remedy = "Wait until it has ended, or choose another folder"
    raise refuse(str(path.parent), "another run is writing in this folder", remedy)


def _taken(file: FileIO) -> bool:
    """Lock a file if no other process has."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def write_text(text: str, path: Path) -> Path:
    """Write a text file (UTF-8, `\\n`) whole or not at all."""
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")
    return path


def write_texts(texts: Mapping[str, str], folder: Path, seal: str = "", stale: Iterable[str] = ()) -> None:
    """Write the files of a folder together: if one cannot be written, all stay as they were.

    Parameters
    ----------
    texts : mapping of file name to text
        The files.
    folder : Path
        Where they go.
    seal : str, optional
        The file that comes last, and is away while the others change: a folder without it is not finished.
    stale : iterable of str
        Files to remove, if they are there, that belong to what stood there before.
    """
    with ExitStack() as renames:
        for name in sorted(texts, key=lambda name: name != seal):  # the last to enter is the first renamed
            part = renames.enter_context(whole_file(folder / name))
            part.write_text(texts[name], encoding="utf-8", newline="\n")
        with writable(folder):
            for name in [*filter(None, [seal]), *stale]:
                (folder / name).unlink(missing_ok=True)


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


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write the tables of a folder as CSV, together, as its only writer; names without their ending."""
    with sole_writer(folder):
        write_texts({f"{name}.csv": csv_text(table) for name, table in tables.items()}, folder)
