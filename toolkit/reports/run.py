"""Run the notebooks and write the reports of an assembly; what has not changed is not run again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from joblib import Parallel, cpu_count, delayed

from toolkit.errors import ToolkitError
from toolkit.language import LANGUAGES
from toolkit.project import folder_below, project_root, sole_writer, whole_file, write_text
from toolkit.reports.documents import WRITERS
from toolkit.reports.html import render_index, render_report
from toolkit.reports.plan import Run, folder_of, plan
from toolkit.reports.provenance import key_of
from toolkit.reports.report import WIDGET, introduce, read_report

KERNEL: dict[str, Any] = {
    "kernel_name": "python3",
    "progress_bar": False,
    "start_timeout": 180,  # seconds
    "extra_arguments": ["--IPKernelApp.log_level=CRITICAL"],  # a note on transport encryption says nothing to a reader
}


class NotebookError(ToolkitError):
    """A notebook stopped on an error."""


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
    usual = folder_of(assembly, output) == folder_of(assembly, None)  # else derived tables go into the same folder
    processed = sole_writer(folder_below(project_root() / "data" / "processed", assembly)) if usual else nullcontext()
    with sole_writer(folder_of(assembly, output)), processed:
        ended = dict(progress(workers(delayed(make_report)(run, again) for run in due), len(due)))
        every = plan(assembly, LANGUAGES, (), output, formats)
        write_index(folder_of(assembly, output), every)
        write_manifest(every)
    return Outcome(
        written=tuple(run.page for run in due if not ended[run.page.name]),
        current=tuple(run.page for run in runs if run not in due),
        errors={name: error for name, error in ended.items() if error},
    )


def write_index(folder: Path, runs: Sequence[Run]) -> Path:
    """Write the page that leads to the reports that stand."""
    introductions = []
    for run in runs:
        if run.page.is_file() and run.executed.is_file():
            executed = nbformat.read(run.executed, as_version=4)
            documents = [path.name for path in run.documents if path.is_file()]
            introductions.append(introduce(executed, run.language, run.page.name, documents))
    return write_text(render_index(introductions, runs[0].as_of, runs[0].theme), folder / "index.html")


def write_manifest(runs: Sequence[Run]) -> Path:
    """Write what the reports that stand were made from, in this call or earlier: hashes, versions, parameters, command."""
    path = runs[0].folder / "manifest.json"
    earlier = _entries(path)
    made = {}
    for run in runs:
        for entry in (run.provenance.entry, earlier.get(run.page.name)):
            if run.stands(key_of(entry)):
                made[run.page.name] = entry
    return write_text(json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True, default=str) + "\n", path)


def _entries(path: Path) -> dict[str, Any]:
    """Read the entries of an earlier manifest.json; none where it is not there or was damaged."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return entries if isinstance(entries, dict) else {}


def execute(notebook: Path, executed: Path, parameters: dict[str, Any]) -> None:
    """Run one notebook in the project's folder and keep the result.

    Raises
    ------
    NotebookError
        Naming the cell and the error, in one line; the run that failed is kept beside the last that did not.
    """
    import papermill

    failed = executed.with_suffix(".failed.ipynb")
    failed.unlink(missing_ok=True)
    with whole_file(executed) as part:
        try:
            papermill.execute_notebook(notebook, part, parameters, cwd=notebook.parents[1], **KERNEL)
        except papermill.PapermillExecutionError as error:
            part.replace(failed)
            place = f"{notebook.name}, cell {error.exec_count}"
            message = " ".join(str(error.evalue).split())
            raise NotebookError(f"{place}: {error.ename}: {message} (see {failed})") from None
        except RuntimeError as error:  # no kernel answered, or it was ended
            cause = "This machine is short of memory or very busy, or its firewall closes 127.0.0.1"
            raise NotebookError(f"{notebook.name}: {error}. {cause}; mend that and run the same command again.") from None


def make_report(run: Run, again: bool = False) -> tuple[str, str]:
    """Run one notebook if need be and write its report; give its name and the error, "" if all went well."""
    try:
        if again or not run.has_results():
            _make_results(run)
        _write_documents(run)
        run.remember_page()
    except ToolkitError as error:
        return run.page.name, str(error)
    return run.page.name, ""


def _make_results(run: Run) -> None:
    """Run the notebook of a report."""
    usual = folder_of(str(run.provenance.parameters["assembly"]), None)
    run.forget("results", "page")
    parameters = run.provenance.parameters | {"output": "" if run.folder == usual else str(run.folder)}
    execute(run.notebook, run.executed, parameters)
    run.remember_results()


def _write_documents(run: Run) -> None:
    """Write a report in all its forms from the executed notebook; until the last stands, none counts as current."""
    run.forget("page")
    executed = nbformat.read(run.executed, as_version=4)
    report = read_report(executed, run.language, run.as_of, run.provenance, run.theme)
    for document in run.documents:
        with whole_file(document) as part:
            WRITERS[document.suffix[1:]](report, part)
    write_text(render_report(report, run.other_page, [path.name for path in run.documents]), run.page)


def store(notebook: Path) -> None:
    """Run a notebook with its default parameters and keep the outputs in it, the reference that tests compare with."""
    import papermill

    with sole_writer(notebook.parent), whole_file(notebook) as part:
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
