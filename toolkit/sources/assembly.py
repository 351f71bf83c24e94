"""The folder of one assembly's raw tables, data/raw/<assembly>/."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from toolkit.errors import refuse
from toolkit.project import project_root
from toolkit.sources.delimited import read_table
from toolkit.tables import FILES, Table


@dataclass(frozen=True)
class Assembly:
    """The shipped tables of one assembly, read and checked when asked for.

    Parameters
    ----------
    name : str
        Name of the folder below data/raw/, e.g. "paris".
    folder : Path
        The folder itself.
    """

    name: str
    folder: Path

    def table(self, model: type[Table]) -> pd.DataFrame:
        """Read one table."""
        return read_table(self.path(model), model)

    def path(self, model: type[Table]) -> Path:
        """Say where a table lies."""
        return (self.folder / FILES[model]).resolve()


def open_assembly(name: str) -> Assembly:
    """Find an assembly's raw tables below the project's data/raw/.

    Raises
    ------
    InputError
        If there is no such folder; the message lists those that exist.
    """
    raw = project_root() / "data" / "raw"
    known = sorted(path.name for path in raw.iterdir() if path.is_dir())
    if name not in known:
        raise refuse("assembly", f"{name!r} has no folder below data/raw", f"Choose one of: {', '.join(known)}")
    return Assembly(name, raw / name)
