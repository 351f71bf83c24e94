"""What a report was made from: hashes of the inputs, versions, seed and command."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGES = ("numpy", "pandas", "scipy", "statsmodels", "pulp", "highspy", "matplotlib", "papermill")
SOURCES = ("py", "po", "html", "css", "typ", "lua", "docx")
"""Endings of the files that decide what a report says and looks like."""


def file_hash(path: Path) -> str:
    """Give the SHA-256 of a file, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tree_hash(paths: Iterable[Path], root: Path) -> str:
    """Give one SHA-256 for many files: of their names below `root` and their contents, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(root).as_posix()} {file_hash(path)}\n".encode())
    return digest.hexdigest()


@dataclass(frozen=True)
class Provenance:
    """What one report was made from.

    Parameters
    ----------
    inputs : mapping of str to str
        SHA-256 of the notebook and of every raw table and design, by path below the project.
    code : str
        One SHA-256 for the toolkit's own source.
    versions : mapping of str to str
        Python and the packages that compute.
    parameters : mapping
        What the notebook was told.
    command : str
        What makes the report again.
    look : mapping of str to str
        SHA-256 of the files that decide what the report looks like and not what it finds: parameters, theme, logo.
    """

    inputs: dict[str, str]
    code: str
    versions: dict[str, str]
    parameters: dict[str, Any]
    command: str
    look: dict[str, str] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, str]:
        """SHA-256 of every file, those of the look too."""
        return self.inputs | self.look

    @property
    def key(self) -> str:
        """One SHA-256 for all of it: if it is the same, so is the report."""
        return key_of(self.entry)

    @property
    def entry(self) -> dict[str, Any]:
        """All of it, as manifest.json says it."""
        return asdict(self)

    @property
    def results_key(self) -> str:
        """One SHA-256 for all that the numbers depend on: the look of the report is left out."""
        return replace(self, look={}).key


def key_of(entry: object) -> str:
    """Give one SHA-256 for what a report was made from, whether just traced or read from manifest.json."""
    return hashlib.sha256(json.dumps(entry, sort_keys=True, default=str).encode()).hexdigest()


def trace_inputs(
    root: Path, assembly: str, notebook: Path, look: Iterable[Path], parameters: dict[str, Any]
) -> Provenance:
    """Record what a report of an assembly is about to be made from.

    Parameters
    ----------
    root : Path
        The project's folder; paths are recorded below it.
    assembly : str
        Folder below data/raw/.
    notebook : Path
        The notebook.
    look : iterable of Path
        Files that decide what the report looks like.
    parameters : dict
        What the notebook is told by parameters/<assembly>.yaml and the command line.
    """
    raw = root / "data" / "raw"
    tables = [path for folder in (raw / assembly, raw / "other_assemblies") for path in folder.rglob("*.csv")]
    designs = (root / "parameters" / "designs").glob("*.yaml")
    package = root / "toolkit"
    sources = [path for ending in SOURCES for path in package.rglob(f"*.{ending}")]
    return Provenance(
        inputs=_hashes([*sorted(tables), *sorted(designs), notebook], root),
        code=tree_hash(sources, root),
        versions={"python": platform.python_version()} | {name: version(name) for name in PACKAGES},
        parameters=parameters,
        command=f"python run.py reports --assembly {assembly} --only {notebook.stem}",
        look=_hashes(look, root),
    )


def _hashes(paths: Iterable[Path], root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): file_hash(path) for path in paths}
