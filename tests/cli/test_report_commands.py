"""The commands that make reports and what maintainers keep up to date, on a small project."""

import nbformat
import pytest

from tests.reports.conftest import CLOSING, make_small_project, small_notebook
from toolkit.cli import application
from toolkit.errors import ToolkitError
from toolkit.reports import word
from toolkit.tables import data_dictionary


def command(*arguments):
    application()([str(argument) for argument in arguments], standalone_mode=False)


@pytest.fixture
def project(tmp_path, monkeypatch):
    root = make_small_project(tmp_path / "project")
    monkeypatch.chdir(root)
    return root


def test_reports_say_what_was_written_what_was_current_and_where_to_look(project, capsys):
    call = ("reports", "--assembly", "small", "--language", "en", "--format", "html")
    command(*call)
    command(*call)
    first, index, second, _ = capsys.readouterr().out.splitlines()
    assert first == "reports written: 1, current: 0" and second == "reports written: 0, current: 1"
    assert index == f"open {project / 'reports' / 'small' / 'index.html'}"


def test_a_report_that_could_not_be_made_is_named_and_the_others_stand(project):
    nbformat.write(small_notebook("1 / 0\n" + CLOSING), project / "notebooks" / "02_broken.ipynb")
    with pytest.raises(ToolkitError, match=r"02_broken\.en\.html was not made.*ZeroDivisionError"):
        command("reports", "--assembly", "small", "--language", "en", "--format", "html")
    assert (project / "reports" / "small" / "01_small.en.html").exists()


def test_only_the_notebook_asked_for_is_stored(project, capsys):
    other = project / "notebooks" / "02_other.ipynb"
    nbformat.write(small_notebook(), other)
    before = other.read_bytes()
    command("store", "--only", "01_small")
    assert capsys.readouterr().err.count("running") == 1 and other.read_bytes() == before
    cells = nbformat.read(project / "notebooks" / "01_small.ipynb", as_version=4).cells
    assert all(cell.execution_count for cell in cells if cell.cell_type == "code")


def test_the_dictionary_of_the_tables_and_the_styles_of_word_are_written(project, monkeypatch):
    (project / "docs").mkdir()
    command("dictionary")
    assert (project / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == data_dictionary()
    shipped, copy = word.REFERENCE.read_bytes(), project / "reference.docx"
    monkeypatch.setattr(word, "REFERENCE", copy)
    command("reference-document")
    assert copy.read_bytes() == shipped
