"""Commands that make reports and look after the notebooks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("reports")(reports)
    app.command("store", hidden=True)(store)
    app.command("dictionary", hidden=True)(dictionary)
    app.command("reference-document", hidden=True)(reference_document)


def reports(
    assembly: Annotated[str, typer.Option(help="folder below data/raw and file in parameters/")] = "paris",
    language: Annotated[list[str] | None, typer.Option(help="fr or en; both when omitted")] = None,
    only: Annotated[list[str] | None, typer.Option(help="name of a notebook, e.g. 04_impact")] = None,
    out: Annotated[Path | None, typer.Option(help="folder of the reports")] = None,
    form: Annotated[
        str, typer.Option("--format", help="html always; pdf and docx beside it, separated by commas")
    ] = "html,pdf,docx",
    again: Annotated[bool, typer.Option("--again", help="run notebooks even if nothing has changed")] = False,
) -> None:
    """Run the notebooks and write the reports (HTML, PDF, Word) with their figures and numbers."""
    from tqdm import tqdm

    from toolkit.errors import ToolkitError, refuse
    from toolkit.language import LANGUAGES, Language
    from toolkit.reports.documents import WRITERS
    from toolkit.reports.plan import folder_of
    from toolkit.reports.run import make_reports

    formats = [name for name in form.split(",") if name != "html"]
    unknown = sorted(set(formats) - set(WRITERS))
    if unknown:
        raise refuse("--format", f"{', '.join(unknown)} is not known", f"Choose from html, {', '.join(WRITERS)}")
    languages = [Language(code).code for code in language or LANGUAGES]
    outcome = make_reports(
        assembly,
        languages,
        only or (),
        out,
        again,
        formats,
        progress=lambda ended, total: tqdm(ended, total=total, unit="report", desc="reports"),
    )
    print(f"reports written: {len(outcome.written)}, current: {len(outcome.current)}")
    print(f"open {folder_of(assembly, out) / 'index.html'}")
    if outcome.errors:
        raise ToolkitError("\n".join(f"{name} was not made: {error}" for name, error in outcome.errors.items()))


def store(only: Annotated[list[str] | None, typer.Option(help="name of a notebook")] = None) -> None:
    """Run notebooks with their default parameters and keep the outputs in them (for maintainers)."""
    from toolkit.project import project_root
    from toolkit.reports.run import store as store_notebook

    folder = project_root() / "notebooks"
    for notebook in sorted([*folder.glob("[!.]*.ipynb"), *folder.glob("templates/[!.]*.ipynb")]):
        if not only or notebook.stem in only:
            print(f"running {notebook.name}", file=sys.stderr)
            store_notebook(notebook)


def dictionary() -> None:
    """Write docs/data-dictionary.md from the table models (for maintainers)."""
    from toolkit.project import project_root, write_text
    from toolkit.tables import data_dictionary

    write_text(data_dictionary(), project_root() / "docs" / "data-dictionary.md")


def reference_document() -> None:
    """Write the Word reference document, which holds the styles of Word reports (for maintainers)."""
    from toolkit.project import whole_file
    from toolkit.reports.word import REFERENCE, build_reference

    with whole_file(REFERENCE) as part:
        part.write_bytes(build_reference())
