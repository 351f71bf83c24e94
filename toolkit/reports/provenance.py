"""What a report was made from: hashes of the inputs, versions, seed and command."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGES = ("numpy", "pandas", "scipy", "statsmodels", "pulp", "highspy", "matplotlib", "papermill")


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
        SHA-256 of every raw table, notebook and parameter file, by path below the project.
    code : str
        One SHA-256 for the toolkit's own source.
    versions : mapping of str to str
        Python and the packages that compute.
    parameters : mapping
        What the notebook was told.
    command : str
        What makes the report again.
    """

    inputs: dict[str, str]
    code: str
    versions: dict[str, str]
    parameters: dict[str, Any]
    command: str

    @property
    def key(self) -> str:
        """One SHA-256 for all of it: if it is the same, so is the report."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


def trace_inputs(
    root: Path, assembly: str, notebook: Path, parameter_file: Path, parameters: dict[str, Any]
) -> Provenance:
    """Record what a report of an assembly is about to be made from.

    Parameters
    ----------
    root : Path
        The project's folder; paths are recorded below it.
    assembly : str
        Folder below data/raw/.
    notebook, parameter_file : Path
        The notebook and the file its parameters come from.
    parameters : dict
        The parameters themselves.
    """
    raw = root / "data" / "raw"
    tables = [path for folder in (raw / assembly, raw / "other_assemblies") for path in folder.rglob("*.csv")]
    inputs = [*sorted(tables), parameter_file, notebook]
    package = root / "toolkit"
    sources = [path for ending in ("*.py", "*.po", "*.html", "*.css") for path in package.rglob(ending)]
    return Provenance(
        inputs={path.relative_to(root).as_posix(): file_hash(path) for path in inputs},
        code=tree_hash(sources, root),
        versions={"python": platform.python_version()} | {name: version(name) for name in PACKAGES},
        parameters=parameters,
        command=f"python run.py reports --assembly {assembly} --only {notebook.stem}",
    )
