"""What the commands of a draw have in common: the options that say what is to be drawn, and reading these files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.errors import Fault, InputError, refuse

if TYPE_CHECKING:
    from toolkit.sortition.pool import Selection

POOL = Annotated[
    list[Path], typer.Option(help="volunteers (CSV, Excel, LibreOffice); FRAME=FILE, repeated, for several frames")
]
QUOTAS = Annotated[Path, typer.Option(help="feature,value,min,max or category,feature,min,max")]
SIZE = Annotated[int, typer.Option(help="seats of the panel")]
IDENTIFIER = Annotated[str | None, typer.Option("--id", help="column of the identifier; found by name when omitted")]
ADDRESS = Annotated[str, typer.Option(help="columns that tell who lives together, comma between, the street first")]
INCLUDE = Annotated[Path | None, typer.Option(help="people who must sit: identifier and, if wanted, reason")]
EXCLUDE = Annotated[Path | None, typer.Option(help="people who may not sit, past members say")]


@dataclass(frozen=True)
class SelectionOptions:
    """The files and columns that say what is to be drawn."""

    pool: list[Path]
    quotas: Path
    size: int
    identifier: str | None = None
    same_address: str = ""
    include: Path | None = None
    exclude: Path | None = None
    seated: Path | None = None

    @property
    def addresses(self) -> list[str]:
        """Columns that together tell who lives together."""
        return [name.strip() for name in self.same_address.split(",") if name.strip()]

    @property
    def files(self) -> list[Path]:
        """Every file that is read."""
        return [*(_path(name) for name in self.pool), self.quotas, *filter(None, self.lists)]

    @property
    def lists(self) -> tuple[Path | None, ...]:
        """Lists of people beside the pool."""
        return self.include, self.exclude, self.seated

    def read(self) -> Selection:
        """Read the files; faults name them."""
        from toolkit.sortition.pool import Pool, Quotas, Selection
        from toolkit.sources.selection_files import read_person_list, read_selection

        frames = self._frames()
        files = read_selection(frames, self.quotas, self.identifier, self.addresses)
        include = read_person_list(self.include, "must sit") if self.include else {}
        exclude = read_person_list(self.exclude, "may not sit") if self.exclude else {}
        barred = {person: why for person, why in exclude.items() if person in files.people.index}
        with self.named(files.origin):
            people = Pool(files.people, files.households)
            selection = Selection(people, Quotas(files.quotas), self.size, include, barred)
            return selection if self.seated is None else self._beside(selection, self.seated)

    def _frames(self) -> dict[str, Path]:
        """Give the file of each frame; with several files each needs a name of its own."""
        frames = [_frame(name) for name in self.pool]
        if len(self.pool) > 1 and ("" in frames or len(set(frames)) < len(frames)):
            problem = f"{len(self.pool)} files, and not each with a frame of its own"
            raise refuse("--pool", problem, "Write --pool FRAME=FILE for each; or put the people into one file")
        return dict(zip(frames, map(_path, self.pool), strict=True))

    def _beside(self, selection: Selection, seated: Path) -> Selection:
        """Leave the seats and quotas that people who are seated already do not fill."""
        from toolkit.sortition.replacement import seats_beside
        from toolkit.sources.selection_files import read_people

        people, households = read_people(seated, selection.quotas.margins, self.identifier, self.addresses)
        return seats_beside(selection, people, households)

    @contextmanager
    def named(self, origin: Mapping[str, Sequence[tuple[str, int]]] | None = None) -> Iterator[None]:
        """Put the names of the files, and the rows in them, into the faults that are found in their tables."""
        places = {
            "pool": ", ".join(str(_path(name)) for name in self.pool),
            "quotas": str(self.quotas),
            "seats": "--size",
            "seated": f"--seated {self.seated}",
            "must_include": f"--include {self.include}",
            "must_exclude": f"--exclude {self.exclude}",
        }
        with told_of_files(places, origin):
            yield


def _frame(argument: Path) -> str:
    """Give the frame of FRAME=FILE, "" where there is only a file."""
    frame, equals, _ = str(argument).partition("=")
    return frame if equals and not argument.exists() else ""


def _path(argument: Path) -> Path:
    """Give the file of FRAME=FILE or FILE."""
    return Path(str(argument).partition("=")[2]) if _frame(argument) else argument


@contextmanager
def told_of_files(
    places: Mapping[str, str], origin: Mapping[str, Sequence[tuple[str, int]]] | None = None
) -> Iterator[None]:
    """Put the names of files in the place of the names of tables, in the faults found in a block."""
    try:
        yield
    except InputError as error:
        raise InputError(_named(error, places, origin or {})) from None


def _named(
    error: InputError, places: Mapping[str, str], origin: Mapping[str, Sequence[tuple[str, int]]]
) -> Iterator[Fault]:
    """Put the names of the files before the faults; a fault with rows in several files is said of each."""
    for fault in error.faults:
        table = fault.place.split(",")[0]
        column = fault.place[len(table) :]
        found = [origin[table][row - 2] for row in fault.rows] if table in origin else []
        for file in dict.fromkeys(file for file, _ in found):
            yield replace(fault, place=file + column, rows=[row for other, row in found if other == file])
        if not found:
            yield replace(fault, place=places.get(table, table) + column)


def hashes(paths: Iterable[Path]) -> dict[str, str]:
    """Hash files, by their bare names."""
    import hashlib

    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def bar(what: str) -> Callable[[Iterable[Any]], Iterable[Any]]:
    """Give a progress bar on the terminal; there is none where nobody watches."""
    from functools import partial

    from tqdm import tqdm

    return partial(tqdm, desc=what, leave=False, disable=None)


def number_of(seed: str | None) -> str:
    """Give the announced number, or one that this computer draws."""
    import secrets

    if seed is not None and not seed.strip():
        raise refuse("--seed", "the number announced is empty", "Give it as it was announced, or leave the option out")
    return seed if seed is not None else str(secrets.randbelow(10**12))
