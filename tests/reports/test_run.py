import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.reports.conftest import CLOSING, copy_of, small_notebook
from toolkit.errors import InputError
from toolkit.language import Language
from toolkit.reports.plan import declared_parameters, plan
from toolkit.reports.report import WIDGET, read_blocks
from toolkit.reports.run import make_reports, store


def toolkit(*arguments, cwd, hash_seed="0"):
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-m", "toolkit", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def made(small_project):
    result = toolkit("reports", "--assembly", "small", cwd=small_project)
    assert result.returncode == 0, result.stderr
    return small_project / "reports" / "small"


def test_reports_and_index_stand_in_both_languages(made):
    assert {path.name for path in made.glob("*.html")} == {"01_small.fr.html", "01_small.en.html", "index.html"}
    index = (made / "index.html").read_text()
    assert 'href="01_small.fr.html"' in index and 'href="01_small.en.html"' in index


def test_a_report_holds_its_parts_in_its_language(made):
    text = (made / "01_small.fr.html").read_text()
    for part in ("Tous les rapports", "22 novembre 2026", "12,5\u202f%", "Tableau 1. Versions", "Figure 1. Sommaire"):
        assert part in text
    assert text.index('id="summary"') < text.index('id="versions"') < text.index('id="limits"')
    assert "Aller au rapport</h2>" not in text  # a heading with nothing below it


def test_a_report_needs_nothing_from_elsewhere_and_runs_no_code(made):
    for page in made.glob("*.html"):
        text = page.read_text()
        assert not re.search(r"<script|<link|@import|url\(|src=\"(?!data:)|href=\"https?:", text)
        assert "&lt;b&gt;bold&lt;/b&gt;" in text


def test_a_report_states_what_it_was_made_from(made):
    text = (made / "01_small.en.html").read_text()
    assert "data/raw/small/facts.csv" in text and "python run.py reports --assembly small --only 01_small" in text
    assert '<th scope="row">seed</th><td>5</td>' in text
    assert str(made) not in text


def test_what_has_not_changed_is_not_run_again(made):
    before = {path: path.stat().st_mtime_ns for path in made.glob("0*.html")}
    result = toolkit("reports", "--assembly", "small", cwd=made.parents[1])
    assert "reports written: 0, current: 2" in result.stdout
    assert {path: path.stat().st_mtime_ns for path in made.glob("0*.html")} == before


def test_the_same_inputs_give_the_same_bytes_in_another_process(made, tmp_path):
    toolkit("reports", "--assembly", "small", "--out", str(tmp_path), cwd=made.parents[1], hash_seed="12345")
    again = sorted(
        path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.suffix in (".html", ".csv", ".png")
    )
    assert len(again) == 3 + 2 + 2
    for path in again:
        assert (tmp_path / path).read_bytes() == (made / path).read_bytes(), path


def test_a_notebook_that_stops_is_named_with_its_cell_and_spares_the_others(small_project, tmp_path):
    project = copy_of(small_project, tmp_path / "project")
    nbformat.write(small_notebook("undefined_name"), project / "notebooks" / "02_broken.ipynb")
    result = toolkit("reports", "--assembly", "small", "--language", "en", cwd=project)
    assert result.returncode == 2
    assert "02_broken.en.html was not made: 02_broken.ipynb, cell 6: NameError" in result.stderr
    assert "Traceback" not in result.stderr
    assert [path.name for path in (project / "reports/small").glob("0*.html")] == ["01_small.en.html"]


def english(project, monkeypatch, **options):
    """Make the English report in this process."""
    monkeypatch.chdir(project)
    return make_reports("small", ["en"], **options)


def test_an_output_that_is_not_from_the_page_is_refused(small_project, tmp_path, monkeypatch):
    project = copy_of(small_project, tmp_path / "project")
    nbformat.write(small_notebook(CLOSING + "\nprint('stray')"), project / "notebooks" / "01_small.ipynb")
    errors = english(project, monkeypatch, formats=()).errors
    assert list(errors) == ["01_small.en.html"] and "did not come from page" in errors["01_small.en.html"]


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("as_of: 2026-11-22\nnotebooks: {01_small: {sead: 5}}", r"sead: notebook 01_small has no such parameter.*seed"),
        ("as_of: 2026-11-22\nnotebooks: {09_none: {}}", "09_none: there is no such notebook"),
        ("notebooks: {}", "as_of: a date is expected"),
        ("as_of: [", r"row 1\): not valid YAML"),
        ("- a", "expected names and values"),
        ("as_of: 2026-11-22\nas_off: 1\nnotebooks: {}", "as_off: is not known. The names are as_of, theme, notebooks"),
        ("as_of: 2026-11-22\nnotebooks: {01_small: [seed]}", "01_small: names and values are expected"),
        ("as_of: 2026-11-22\nnotebooks: [01_small]", "a section per notebook is expected"),
        ("as_of: 2026-11-22\ntheme: lyon\nnotebooks: {}", "theme 'lyon': there is no such file"),
        ("!!python/object/apply:os.system ['true']", "not valid YAML"),
    ],
)
def test_wrong_parameters_are_refused_before_anything_runs(small_project, tmp_path, monkeypatch, yaml, message):
    project = copy_of(small_project, tmp_path / "project")
    (project / "parameters/small.yaml").write_text(yaml)
    monkeypatch.chdir(project)
    with pytest.raises(InputError, match=message):
        make_reports("small")
    assert not (project / "reports").exists()


def test_an_unknown_assembly_or_notebook_is_refused(small_project, monkeypatch):
    monkeypatch.chdir(small_project)
    with pytest.raises(InputError, match="there is no such file"):
        make_reports("lyon")
    with pytest.raises(InputError, match="there is no notebook 07_none"):
        make_reports("small", only=["07_none"])


def test_the_parameters_cell_declares_what_may_be_told(small_project):
    declared = declared_parameters(small_project / "notebooks" / "01_small.ipynb")
    assert declared == ["assembly", "language", "seed", "output"]


def runs_in(folder):
    """Say when each executed notebook was written: a notebook that did not run has the same time."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / ".state").glob("*.ipynb")}


def test_a_new_look_or_form_lays_the_report_out_again_and_runs_nothing(made, small_project, tmp_path, monkeypatch):
    project = copy_of(small_project, tmp_path / "project")
    folder = shutil.copytree(made, project / "reports" / "small")
    ran = runs_in(folder)
    (project / "parameters" / "themes").mkdir()
    (project / "parameters/themes/city.yaml").write_text('title: Our city\ncolours: {accent: "#8a2f5c"}\n')
    told = "as_of: 2026-11-23\ntheme: city\nnotebooks:\n  01_small: {seed: 5}\n"
    (project / "parameters/small.yaml").write_text(told)
    assert english(project, monkeypatch, formats=()).written == (folder / "01_small.en.html",)
    page = (folder / "01_small.en.html").read_text()
    assert "Our city" in page and "#8a2f5c" in page and "23 November 2026" in page
    assert "Our city" in (folder / "index.html").read_text()
    assert "parameters/themes/city.yaml" in page and runs_in(folder) == ran
    (folder / "01_small.en.pdf").unlink()
    assert english(project, monkeypatch, formats=("pdf",)).written and (folder / "01_small.en.pdf").is_file()
    assert runs_in(folder) == ran


def test_what_was_finished_before_an_interruption_is_not_done_again(small_project, tmp_path, monkeypatch):
    project = copy_of(small_project, tmp_path / "project")
    monkeypatch.chdir(project)

    def power_cut(ended, total):
        for finished in ended:
            yield finished
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_reports("small", formats=(), progress=power_cut)
    assert sorted(run.is_current() for run in plan("small", ["fr", "en"], (), None, ())) != [False, False]


def test_a_failure_keeps_the_run_with_its_error_and_the_report_that_stood(made, small_project, tmp_path, monkeypatch):
    project = copy_of(small_project, tmp_path / "project")
    folder = shutil.copytree(made, project / "reports" / "small")
    before = (folder / "01_small.en.html").read_bytes()
    nbformat.write(small_notebook("1 / 0"), project / "notebooks" / "01_small.ipynb")
    error = english(project, monkeypatch, formats=()).errors["01_small.en.html"]
    assert "cell 6: ZeroDivisionError: division by zero" in error
    failed = Path(re.search(r"\(see ([^)]+)\)", error)[1])
    assert "ZeroDivisionError" in failed.read_text() and "01_small.en.html" in (folder / "index.html").read_text()
    assert (folder / "01_small.en.html").read_bytes() == before
    nbformat.write(small_notebook(), project / "notebooks" / "01_small.ipynb")
    mended = english(project, monkeypatch, formats=())
    assert mended.written and not mended.errors and not failed.exists()


def test_a_notebook_whose_process_is_ended_is_named_with_what_may_be_wrong(small_project, tmp_path, monkeypatch):
    project = copy_of(small_project, tmp_path / "project")
    nbformat.write(small_notebook("import os; os._exit(9)"), project / "notebooks" / "01_small.ipynb")
    error = english(project, monkeypatch, formats=()).errors["01_small.en.html"]
    assert error.startswith("01_small.ipynb: Kernel died. This machine is short of memory")


def entries(folder):
    return json.loads((folder / "manifest.json").read_text())


def test_the_manifest_keeps_what_other_reports_that_stand_were_made_from(made, small_project, tmp_path, monkeypatch):
    """One language is made anew from other inputs; what is said of the other is still true."""
    project = copy_of(small_project, tmp_path / "project")
    folder = shutil.copytree(made, project / "reports" / "small")
    before = entries(folder)
    assert set(before) == {"01_small.en.html", "01_small.fr.html"}
    (project / "parameters/small.yaml").write_text("as_of: 2026-11-22\nnotebooks:\n  01_small: {seed: 6}\n")
    assert english(project, monkeypatch, formats=()).written
    after = entries(folder)
    assert after["01_small.en.html"]["parameters"]["seed"] == 6
    assert after["01_small.fr.html"] == before["01_small.fr.html"]


def test_the_manifest_says_nothing_of_reports_that_it_does_not_know(made, small_project, tmp_path, monkeypatch):
    """Once damaged, it knows only what is made from today's inputs; a report that was removed is not listed."""
    project = copy_of(small_project, tmp_path / "project")
    folder = shutil.copytree(made, project / "reports" / "small")
    (project / "parameters/small.yaml").write_text("as_of: 2026-11-22\nnotebooks:\n  01_small: {seed: 6}\n")
    (folder / "manifest.json").write_text("[")
    english(project, monkeypatch, formats=())
    assert set(entries(folder)) == {"01_small.en.html"}
    (folder / "01_small.en.html").unlink()
    make_reports("small", ["fr"], formats=())
    assert set(entries(folder)) == {"01_small.fr.html"}


def test_what_a_store_that_was_killed_left_behind_is_removed_by_the_next(small_project, tmp_path):
    project = copy_of(small_project, tmp_path / "project")
    path = project / "notebooks" / "01_small.ipynb"
    left = path.with_name(".01_small.abcd_123.part.ipynb")
    left.write_text("{")
    store(path)
    assert [part.name for part in path.parent.iterdir()] == [path.name]


def test_a_notebook_is_stored_with_its_outputs_and_without_the_traces_of_the_run(small_project, tmp_path, monkeypatch):
    project = copy_of(small_project, tmp_path / "project")
    path = project / "notebooks" / "01_small.ipynb"
    bar = "from tqdm.auto import tqdm\nfor _ in tqdm([1, 2]): pass\n"
    nbformat.write(small_notebook(bar + CLOSING), path)
    store(path)
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == [1, 2, 3, 4, 5]
    assert all(set(cell.metadata) <= {"tags"} for cell in cells)
    assert [output.output_type for output in cells[-1].outputs] == ["display_data"] * 3  # no progress bar


def test_a_progress_bar_is_for_those_who_watch_and_not_in_the_report():
    bar = new_output("display_data", data={WIDGET: {}, "text/plain": "fairest lottery: 0it [00:00, ?it/s]"})
    cell = new_code_cell("pass", execution_count=1, outputs=[bar])
    assert read_blocks(new_notebook(cells=[cell]), Language("en")) == []
