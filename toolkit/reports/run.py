"""Run the notebooks and write the reports of an assembly; what has not changed is not run again."""

from __future__ import annotations

import ast
import datetime
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import nbformat
from joblib import Parallel, cpu_count, delayed

from toolkit.errors import Fault, InputError, ToolkitError, refuse
from toolkit.language import LANGUAGES
from toolkit.project import folder_below, project_root, sole_writer, whole_file, write_text
from toolkit.reports.documents import WRITERS
from toolkit.reports.html import introduce, read_report, render_index, render_report
from toolkit.reports.provenance import Provenance, trace_inputs
from toolkit.sources.parameter_files import read_parameters

KERNEL: dict[str, Any] = {
    "kernel_name": "python3",
    "progress_bar": False,
    "extra_arguments": ["--IPKernelApp.log_level=CRITICAL"],  # a note on transport encryption says nothing to a reader
}
WIDGET = "application/vnd.jupyter.widget-view+json"


class NotebookError(ToolkitError):
    """A notebook stopped on an error."""


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
    formats : tuple of str
        Kinds of document to write beside the HTML: "pdf", "docx".
    """

    notebook: Path
    language: str
    folder: Path
    as_of: datetime.date
    provenance: Provenance
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

    @property
    def stamp(self) -> Path:
        """The key of the provenance the report was last made from."""
        return self.executed.with_suffix(".sha256")

    def is_current(self) -> bool:
        """Tell whether the report stands and was made from the same inputs."""
        made = all(path.is_file() for path in (self.page, self.executed, self.stamp, *self.documents))
        return made and self.stamp.read_text(encoding="utf-8") == self.provenance.key


@dataclass(frozen=True)
class Outcome:
    """What became of the runs: reports written, reports that were current, and errors by report."""

    written: tuple[Path, ...]
    current: tuple[Path, ...]
    errors: dict[str, str]


def make_reports(
    assembly: str = "paris",
    languages: Sequence[str] = ("fr", "en"),
    only: Sequence[str] = (),
    output: Path | None = None,
    again: bool = False,
    formats: Sequence[str] = tuple(WRITERS),
    progress: Callable[[Iterable[Any], int], Iterable[Any]] = lambda ended, total: ended,
) -> Outcome:
    """Run the notebooks of an assembly and write its reports and their index.

    Parameters
    ----------
    assembly : str
        Assembly with a folder data/raw/<assembly> and a file parameters/<assembly>.yaml.
    languages : sequence of {"fr", "en"}
        Languages wanted.
    only : sequence of str
        Names of notebooks; all when empty.
    output : Path, optional
        Folder of the reports; reports/<assembly> when omitted.
    again : bool
        Run notebooks even if nothing has changed.
    formats : sequence of {"pdf", "docx"}
        Documents to write beside each HTML page.
    progress : callable
        Wrapper of the iterable of finished runs; its second argument is their number.

    Returns
    -------
    Outcome
        Reports written and kept; errors of notebooks that stopped, whose other reports are intact.

    Raises
    ------
    InputError
        If a parameter or a notebook is not known, or another run writes in the folder.
    """
    runs = plan(assembly, languages, only, output, formats)
    due = [run for run in runs if again or not run.is_current()]
    workers = Parallel(n_jobs=min(cpu_count(), max(len(due), 1)), return_as="generator_unordered")
    with sole_writer(folder_of(assembly, output)):
        ended = dict(progress(workers(delayed(make_report)(run) for run in due), len(due)))
        write_index(folder_of(assembly, output), plan(assembly, LANGUAGES, (), output, formats))
        write_manifest(runs)
    return Outcome(
        written=tuple(run.page for run in due if not ended[run.page.name]),
        current=tuple(run.page for run in runs if run not in due),
        errors={name: error for name, error in ended.items() if error},
    )


def write_index(folder: Path, runs: Sequence[Run]) -> Path:
    """Write the page that leads to the reports that stand."""
    standing = [run for run in runs if run.page.is_file() and run.executed.is_file()]
    introductions = [
        introduce(nbformat.read(run.executed, as_version=4), run.language, run.page.name) for run in standing
    ]
    as_of = runs[0].as_of
    return write_text(render_index(introductions, as_of), folder / "index.html")


def write_manifest(runs: Sequence[Run]) -> Path:
    """Write what the reports of this call were made from: hashes of inputs, versions, parameters, commands."""
    made = {run.page.name: asdict(run.provenance) for run in runs if run.is_current()}
    path = runs[0].folder / "manifest.json"
    return write_text(json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True, default=str) + "\n", path)


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
    runs = []
    for name, notebook in chosen.items():
        for language in languages:
            parameters = {"assembly": assembly} | (told["notebooks"].get(name) or {}) | {"language": language}
            provenance = trace_inputs(root, assembly, notebook, parameter_file, parameters)
            runs.append(Run(notebook, language, folder, told["as_of"], provenance, tuple(formats)))
    return runs


def _check_names(only: Sequence[str], notebooks: dict[str, Path]) -> None:
    unknown = sorted(set(only) - set(notebooks))
    if unknown:
        raise refuse("--only", f"there is no notebook {', '.join(unknown)}", f"Choose from {', '.join(notebooks)}")


def _check_told(told: dict[str, Any], notebooks: dict[str, Path], place: Path) -> None:
    """Refuse parameters that no notebook declares; papermill would only warn."""
    faults = []
    if not isinstance(told.get("as_of"), datetime.date):
        faults.append(Fault(f"{place.name}, as_of", "a date is expected", "Write as_of: 2026-11-22"))
    sections = told.get("notebooks")
    if not isinstance(sections, dict):
        faults.append(
            Fault(f"{place.name}, notebooks", "a section per notebook is expected", "See parameters/paris.yaml")
        )
        sections = {}
    for name, values in sections.items():
        if name not in notebooks:
            faults.append(
                Fault(
                    f"{place.name}, {name}",
                    "there is no such notebook",
                    f"Choose from {', '.join(notebooks)}",
                )
            )
            continue
        known = declared_parameters(notebooks[name])
        for unknown in sorted(set(values or {}) - set(known)):
            problem = f"notebook {name} has no such parameter"
            faults.append(Fault(f"{place.name}, {unknown}", problem, f"Its parameters are {', '.join(known)}"))
    if faults:
        raise InputError(faults)


def declared_parameters(notebook: Path) -> list[str]:
    """List the names that the cell tagged "parameters" assigns."""
    cells = nbformat.read(notebook, as_version=4).cells
    tagged = [cell.source for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    if not tagged:
        raise refuse(notebook.name, "no cell is tagged 'parameters'", "Tag the cell that sets the parameters")
    assigned = [node for node in ast.parse(tagged[0]).body if isinstance(node, ast.Assign)]
    return [target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)]


def execute(notebook: Path, executed: Path, parameters: dict[str, Any]) -> None:
    """Run one notebook in the project's folder and keep the result, also if it stops on an error.

    Raises
    ------
    NotebookError
        Naming the cell and the error, in one line.
    """
    import papermill

    with whole_file(executed) as part:
        try:
            papermill.execute_notebook(notebook, part, parameters, cwd=notebook.parents[1], **KERNEL)
        except papermill.PapermillExecutionError as error:
            part.replace(executed)
            message = " ".join(str(error.evalue).split())
            raise NotebookError(f"{notebook.name}, cell {error.exec_count}: {error.ename}: {message}") from None


def make_report(run: Run) -> tuple[str, str]:
    """Run one notebook and write its report; give its name and the error, "" if all went well."""
    usual = folder_of(str(run.provenance.parameters["assembly"]), None)
    parameters = run.provenance.parameters | {"output": "" if run.folder == usual else str(run.folder)}
    try:
        execute(run.notebook, run.executed, parameters)
        executed = nbformat.read(run.executed, as_version=4)
        report = read_report(executed, run.language, run.as_of, run.provenance)
        for document in run.documents:
            with whole_file(document) as part:
                WRITERS[document.suffix[1:]](report, part)
        write_text(render_report(report, run.other_page, [path.name for path in run.documents]), run.page)
        write_text(run.provenance.key, run.stamp)
    except ToolkitError as error:
        return run.page.name, str(error)
    return run.page.name, ""


def store(notebook: Path) -> None:
    """Run a notebook with its default parameters and keep the outputs in it, the reference that tests compare with."""
    import papermill

    with whole_file(notebook) as part:
        papermill.execute_notebook(notebook, part, cwd=notebook.parents[1], **KERNEL)
        content = nbformat.read(part, as_version=4)
        content.metadata = {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": KERNEL["kernel_name"]},
            "language_info": {"name": "python"},
        }
        for cell in content.cells:
            cell.metadata = {"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {}
            if cell.cell_type == "code":  # a stored progress bar or form would show as an error
                cell.outputs = [output for output in cell.outputs if WIDGET not in output.get("data", ())]
        nbformat.write(content, part)
