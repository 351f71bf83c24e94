"""The folder that `toolkit draw` writes, read back."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import refuse
from toolkit.project import OWN_PART

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class DrawFolder:
    """The files of a draw.

    Parameters
    ----------
    texts : mapping of file name to text
        Every .csv and .json file, exactly as it is on disk.
    """

    texts: Mapping[str, str]

    def table(self, name: str) -> pd.DataFrame:
        """Give one file as text cells; `name` without its ending.

        Raises
        ------
        InputError
            If the draw has no such file, or it is no table.
        """
        import pandas as pd

        text = self.texts.get(f"{name}.csv")
        if text is None:
            raise refuse(f"{name}.csv", "the draw has no such file", "Give the folder that toolkit draw wrote")
        try:
            return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
        except (pd.errors.ParserError, pd.errors.EmptyDataError):
            raise refuse(f"{name}.csv", "this is no table", "Draw again, or restore the file") from None

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Give the inputs and the lottery: pool, quotas, rules if there are any, and lottery."""
        rules = {"rules": self.table("rules")} if "rules.csv" in self.texts else {}
        return {name: self.table(name) for name in ("pool", "quotas", "lottery")} | rules

    @property
    def certificate(self) -> dict[str, Any]:
        """Give what certificate.json says.

        Raises
        ------
        InputError
            If it is missing or no JSON.
        """
        try:
            return dict(json.loads(self.texts["certificate.json"]))
        except (KeyError, ValueError):
            raise refuse("certificate.json", "it is missing or unreadable", "Draw again, or restore the file") from None


def read_draw(folder: Path) -> DrawFolder:
    """Read the folder of a draw; links to files elsewhere, and what a killed run left half-written, are no part of it.

    Parameters
    ----------
    folder : Path
        What `toolkit draw --out` was given.

    Raises
    ------
    InputError
        If there is no such folder, or it has no manifest: the draw was not finished.
    """
    if not folder.is_dir():
        raise refuse(str(folder), "there is no such folder", "Give the folder that toolkit draw wrote")
    files = sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".json"))
    files = [path for path in files if path.is_file() and not path.is_symlink() and not OWN_PART.fullmatch(path.name)]
    texts = {path.name: path.read_bytes().decode("utf-8", errors="replace") for path in files}
    if "manifest.json" not in texts:
        raise refuse(str(folder), "there is no manifest.json: no draw ended here", "Run toolkit draw again")
    return DrawFolder(texts)
