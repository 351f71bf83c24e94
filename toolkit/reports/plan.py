"""Which reports are wanted, from which inputs: parameters are checked before anything runs."""

from __future__ import annotations

import ast
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from toolkit.errors import Fault, InputError, refuse
from toolkit.language import LANGUAGES
from toolkit.project import folder_below, project_root, write_text
from toolkit.reports.provenance import Provenance, trace_inputs
from toolkit.reports.theme import Theme, theme_of
from toolkit.sources.parameter_files import read_parameters

NAMES = ("as_of", "theme", "notebooks")
"""What a file of parameters may say."""


@dataclass(frozen=True)
class Run:
    """One notebook to be run in one language.

    Parameters
    ----------
    notebook : Path
        The notebook.
    language : {"fr", "en"}
        Language of the report.
    folder : Path
        Folder of the reports.
    as_of : date
        Date of the record that the report states.
    provenance : Provenance
        What it is made from, its parameters among it.
    theme : Theme
        How it looks.
    formats : tuple of str
        Kinds of document to write beside the HTML: "pdf", "docx".
    """

    notebook: Path
    language: str
    folder: Path
    as_of: datetime.date
    provenance: Provenance
    theme: Theme
    formats: tuple[str, ...]

    @property
    def page(self) -> Path:
        """The report."""
        return self.folder / f"{self.notebook.stem}.{self.language}.html"

    @property
    def documents(self) -> list[Path]:
        """The report in other formats."""
        return [self.page.with_suffix(f".{ending}") for ending in self.formats]

    @property
    def other_page(self) -> str:
        """File name of the same report in the other language."""
        other = next(code for code in LANGUAGES if code != self.language)
        return f"{self.notebook.stem}.{other}.html"

    @property
    def executed(self) -> Path:
        """The executed notebook, kept beside the reports."""
        return self.folder / ".state" / f"{self.notebook.stem}.{self.language}.ipynb"

    def is_current(self) -> bool:
        """Tell whether the report stands and was made from the same inputs."""
        made = all(path.is_file() for path in (self.executed, *self.documents))
        return made and self.stands(self.provenance.key)

    def stands(self, key: str) -> bool:
        """Tell whether the page stands and was made from what a key says."""
        return self.page.is_file() and _reads(self._stamp("page"), key)

    def has_results(self) -> bool:
        """Tell whether the notebook has already run to its end with the same inputs, whatever the report looks like."""
        return self.executed.is_file() and _reads(self._stamp("results"), self.provenance.results_key)

    def forget(self, *parts: str) -> None:
        """Count parts ("results", "page") no longer as current, until they are made again."""
        for part in parts:
            self._stamp(part).unlink(missing_ok=True)

    def remember_results(self) -> None:
        """Note that the notebook ran to its end."""
        write_text(self.provenance.results_key, self._stamp("results"))

    def remember_page(self) -> None:
        """Note that the report and its documents stand."""
        write_text(self.provenance.key, self._stamp("page"))

    def _stamp(self, part: str) -> Path:
        """The file with the key of what a part was last made from."""
        return self.executed.with_suffix(f".{part}.sha256")


def _reads(path: Path, text: str) -> bool:
    """Tell whether a file is there and says no more than a text."""
    return path.is_file() and path.read_text(encoding="utf-8") == text


def folder_of(assembly: str, output: Path | None) -> Path:
    """Say where the reports of an assembly go."""
    return (output or folder_below(project_root() / "reports", assembly)).resolve()


def plan(
    assembly: str, languages: Sequence[str], only: Sequence[str], output: Path | None, formats: Sequence[str]
) -> list[Run]:
    """List the runs wanted, with checked parameters."""
    root = project_root()
    parameter_file = folder_below(root / "parameters", assembly).with_suffix(".yaml")
    told = read_parameters(parameter_file)
    notebooks = {path.stem: path for path in sorted((root / "notebooks").glob("[0-9]*.ipynb"))}
    chosen = {name: notebooks[name] for name in notebooks if not only or name in only}
    folder = folder_of(assembly, output)
    _check_told(told, notebooks, parameter_file)
    _check_names(only, notebooks)
    theme, look = theme_of(root, told, assembly)
    runs = []
    for name, notebook in chosen.items():
        for language in languages:
            parameters = {"assembly": assembly} | (told["notebooks"].get(name) or {}) | {"language": language}
            provenance = trace_inputs(root, assembly, notebook, [parameter_file, *look], parameters)
            runs.append(Run(notebook, language, folder, told["as_of"], provenance, theme, tuple(formats)))
    return runs


def _check_names(only: Sequence[str], notebooks: dict[str, Path]) -> None:
    unknown = sorted(set(only) - set(notebooks))
    if unknown:
        raise refuse("--only", f"there is no notebook {', '.join(unknown)}", f"Choose from {', '.join(notebooks)}")


def _check_told(told: dict[str, Any], notebooks: dict[str, Path], place: Path) -> None:
    """Refuse parameters that no notebook declares; papermill would only warn."""
    faults = [
        Fault(f"{place.name}, {name}", "is not known", f"The names are {', '.join(NAMES)}")
        for name in told
        if name not in NAMES
    ]
    if not isinstance(told.get("as_of"), datetime.date):
        faults.append(Fault(f"{place.name}, as_of", "a date is expected", "Write as_of: 2026-11-22"))
    sections = told.get("notebooks")
    if isinstance(sections, dict):
        for name, values in sections.items():
            faults += _faults_of_section(f"{place.name}, {name}", notebooks, name, values or {})
    else:
        problem = "a section per notebook is expected"
        faults.append(Fault(f"{place.name}, notebooks", problem, "See parameters/paris.yaml"))
    if faults:
        raise InputError(faults)


def _faults_of_section(place: str, notebooks: dict[str, Path], name: str, values: Any) -> list[Fault]:
    """Say what is wrong with what one notebook is told."""
    if name not in notebooks:
        return [Fault(place, "there is no such notebook", f"Choose from {', '.join(notebooks)}")]
    if not isinstance(values, dict):
        return [Fault(place, "names and values are expected", f"Write {name}: {{seed: 1}}")]
    known = declared_parameters(notebooks[name])
    remedy = f"Its parameters are {', '.join(known)}"
    unknown = sorted(str(value) for value in set(values) - set(known))
    return [Fault(f"{place}, {value}", f"notebook {name} has no such parameter", remedy) for value in unknown]


def declared_parameters(notebook: Path) -> list[str]:
    """List the names that the cell tagged "parameters" assigns."""
    cells = nbformat.read(notebook, as_version=4).cells
    tagged = [cell.source for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    if not tagged:
        raise refuse(notebook.name, "no cell is tagged 'parameters'", "Tag the cell that sets the parameters")
    assigned = [node for node in ast.parse(tagged[0]).body if isinstance(node, ast.Assign)]
    return [target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)]
