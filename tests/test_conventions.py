"""The conventions of the project, as tests instead of prose."""

import ast
import datetime
import re
import string
import subprocess
import tomllib
from pathlib import Path

import nbformat
import pytest
import yaml
from babel.messages.extract import extract_python

from benchmarks import dependencies
from toolkit import tables
from toolkit.language import LANGUAGES, Language, Message, catalogue
from toolkit.reports.report import markdown_blocks

ROOT = Path(__file__).parents[1]
FLOORS = {
    0: {"errors", "lost_letters"},
    1: {"project", "language", "tables", "act_numbers"},
    2: {"shown"},
    3: {"sources", "sortition", "composition", "impact", "plots"},
    4: {"design", "reports"},
    5: {"cli"},
    6: {"__main__"},
}
FLOOR_OF = {name: floor for floor, names in FLOORS.items() for name in names}
MODULES = sorted((ROOT / "toolkit").rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
GUIDES = [ROOT / "notebooks" / "welcome.ipynb", *sorted((ROOT / "notebooks" / "templates").glob("*.ipynb"))]
ALL_NOTEBOOKS = [*NOTEBOOKS, *GUIDES]
LEAKS = (
    r"/work/|/home/[a-z]|/root/|/Users/|[A-Z]:\\\\Users|file:///",
    r"(extra-)?index-url|find-links",
    r"https?://[^/ ]*(pypi|npmjs|pythonhosted)[^/ ]*/",
)


def tracked_files():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def part_of(path):
    relative = path.relative_to(ROOT / "toolkit")
    return relative.parts[0].removesuffix(".py")


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def code_cells(notebook):
    cells = nbformat.read(notebook, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code" and cell.source.strip()]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_lower_floors_or_its_own_package(path):
    own = part_of(path)
    if own == "__init__":
        return
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] != "toolkit" or len(parts) == 1:
            continue
        assert parts[1] == own or FLOOR_OF[parts[1]] < FLOOR_OF[own], f"{own} must not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_plots_imports_matplotlib(path):
    if part_of(path) != "plots":
        assert not [name for name in imports_of(path) if name.split(".")[0] == "matplotlib"]


def test_there_are_five_notebooks():
    assert [path.stem for path in NOTEBOOKS] == [
        "01_sortition",
        "02_composition",
        "03_design",
        "04_impact",
        "05_validation",
    ]


def links_of(notebook):
    cells = nbformat.read(notebook, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]


def test_the_welcome_notebook_leads_to_every_other():
    linked = {(GUIDES[0].parent / link).resolve() for link in links_of(GUIDES[0])}
    assert linked >= {*NOTEBOOKS, *GUIDES[1:]}


@pytest.mark.parametrize("notebook", ALL_NOTEBOOKS, ids=lambda path: path.stem)
def test_what_a_notebook_links_to_is_there(notebook):
    assert [link for link in links_of(notebook) if not (notebook.parent / link).exists()] == []


@pytest.mark.parametrize("notebook", ALL_NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_executed_in_order(notebook):
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("notebook", ALL_NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_thin(notebook):
    cells = code_cells(notebook)
    assert len(cells) <= 16
    for cell in cells:
        imports = [node for node in ast.parse(cell.source).body if isinstance(node, ast.Import | ast.ImportFrom)]
        imported = {number for node in imports for number in range(node.lineno, node.end_lineno + 1)}
        lines = [line for number, line in enumerate(cell.source.splitlines(), 1) if line and number not in imported]
        assert len(lines) <= 10, cell.source
        assert not re.search(r"^\s*(def|class|lambda)\b", cell.source, re.MULTILINE), cell.source


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_output_of_a_notebook_comes_from_its_page(notebook):
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    assert outputs
    assert all(output.output_type == "display_data" and "toolkit" in output.metadata for output in outputs)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_numbers_of_every_table_and_figure_are_committed(notebook):
    shown = [output.metadata["toolkit"] for cell in code_cells(notebook) for output in cell.outputs]
    names = [note["name"] for note in shown if note["kind"] in ("table", "figure")]
    assert names and len(names) == len(set(names))
    folder = ROOT / "reports" / "paris" / "figures" / notebook.stem
    assert sorted(path.stem for path in folder.glob("*.csv")) == sorted(names)


def test_no_tracked_file_names_a_path_of_a_machine_or_an_index_address():
    found = []
    for path in tracked_files():
        if path == Path(__file__) or path.suffix in (".png", ".parquet", ".docx"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for leak in LEAKS for match in re.finditer(leak, text)]
    assert not found


def test_conda_users_get_the_same_ranges():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        f"python{project['requires-python']}",
        *project["dependencies"],
        *project["optional-dependencies"]["test"],
    ]
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["channels"][0] == "conda-forge"
    by_conda = [entry for entry in environment["dependencies"] if isinstance(entry, str) and entry != "pip"]
    by_pip = [entry for entry in environment["dependencies"][-1]["pip"] if entry != "--editable ."]
    assert sorted(by_conda + by_pip) == sorted(wanted)


def test_every_dependency_is_pinned_and_explained():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower()
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    optional = project["optional-dependencies"]
    for entry in [*project["dependencies"], *optional["test"], *optional["docs"]]:
        name = re.match(r"[a-z0-9-]+", entry)[0]
        assert re.search(rf"^{name}==", pinned, re.MULTILINE), name
        assert f"| {name} |" in explained, name


def test_no_pinned_version_has_a_weakness_of_the_list_that_ships(tmp_path):
    assert dependencies.weaknesses() == []
    (tmp_path / "old.txt").write_text("tornado==6.5.7\nmistune==3.3.4 ; python_version > '3'\npypdf==6.9.0\n")
    old = dependencies.weaknesses(tmp_path / "old.txt")
    assert [line.split(":")[0] for line in old] == ["pypdf 6.9.0"] * 6 + ["tornado 6.5.7"]


def test_no_dependency_binds_what_contains_it():
    assert dependencies.copyleft() == {}
    assert dependencies.COPYLEFT.search("GNU General Public License v3 (GPLv3)")
    assert not dependencies.COPYLEFT.search("GNU Lesser General Public License (LGPL)")


def test_the_data_dictionary_is_current():
    written = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == tables.data_dictionary(), "run: python -m toolkit dictionary"


def messages_in_code():
    for path in MODULES:
        with path.open("rb") as file:
            for _, _, template, _ in extract_python(file, {"say": None}, [], {}):
                if isinstance(template, tuple):
                    template = template[0]
                if template:
                    yield path.relative_to(ROOT).as_posix(), template


def messages_in_notebooks():
    for notebook in ALL_NOTEBOOKS:  # the words of the guides stand in both languages side by side
        for cell in nbformat.read(notebook, as_version=4).cells:
            if cell.cell_type == "markdown" and notebook in NOTEBOOKS:
                yield from ((notebook.stem, text) for _, text in markdown_blocks(cell.source) if text)
            elif cell.cell_type == "code":
                yield from ((notebook.stem, template) for template in said_in(cell.source))


def said_in(source):
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", "") == "say"
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node.args[0].value


def test_every_message_has_french_words():
    known = catalogue("fr")
    missing = [
        f"{place}: {text}" for place, text in [*messages_in_code(), *messages_in_notebooks()] if text not in known
    ]
    assert not missing, f"{len(missing)} without French words:\n" + "\n".join(missing[:20])


def test_french_words_keep_the_fields_of_the_english():
    def fields(text):  # words that agree with a number may be needed in one language only
        return sorted(name for name, form in re.findall(r"\{([a-z_0-9]+)(:[^}]*)?\}", text) if "|" not in form)

    wrong = [key for key, text in catalogue("fr").items() if fields(key) != fields(text)]
    assert not wrong


def test_french_typography_has_its_spaces():
    """Marks of two parts take a space that does not break (U+00A0 or U+202F); apostrophes are typographic."""
    wrong = []
    for text in catalogue("fr").values():
        plain = re.sub(r"\{[^}]*\}|https?://\S+|`[^`]*`", "0", text)
        if re.search(r" [;:!?%»]|« |«\w|\w[;!?»](\s|$)|\w:(\s|$)|\w'\w", plain):
            wrong.append(text)
    assert not wrong, f"{len(wrong)} of {len(catalogue('fr'))}:\n" + "\n".join(wrong[:20])


CLOCK = {"today", "now", "utcnow", "localtime", "gmtime", "ctime", "strftime", "st_mtime", "st_ctime", "getmtime"}


def test_no_code_and_no_notebook_asks_for_the_day_or_the_hour():
    timed = ROOT / "toolkit" / "sortition" / "progress.py"  # how long a search may take
    sources = {path.name: path.read_text(encoding="utf-8") for path in MODULES if path != timed}
    sources |= {path.name: "\n".join(cell.source for cell in code_cells(path)) for path in ALL_NOTEBOOKS}
    asked = [
        f"{name}:{node.lineno}"
        for name, source in sources.items()
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Attribute) and node.attr in CLOCK)
        or (isinstance(node, ast.Import) and "time" in {alias.name for alias in node.names})
        or (isinstance(node, ast.ImportFrom) and node.module == "time")
    ]
    assert not asked, "reports and draws must not depend on when they are made"


def wordings():
    """Every sentence of the code and the notebooks, in each language."""
    for template in sorted({text for _, text in [*messages_in_code(), *messages_in_notebooks()]}):
        yield from ((code, template, Language(code).wording(template)) for code in LANGUAGES)


def test_a_count_out_of_a_total_agrees_with_its_words():
    """One of five is, two of five are; French says “0 critère”. Totals are many, parts may be none or one."""
    plural = {
        "en": r"\{\w+\} of (the )?\{\w+\} [\w ]*?\b(are|were|have|show|lie|hold|follow|fit|remain|leave)\b",
        "fr": r"\{\w+\}\s(?!taux)[a-zéèœ]{3,}[sx]\s([\w’]+\s){0,4}sur\s\{|\{\w+\}\s(ne\s)?(sont|ont|restent)\b",
    }
    wrong = [f"{code}: {text}" for code, _, text in wordings() if re.search(plural[code], text)]
    assert not wrong, "write {n} {n:seat is|seats are}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_sentence_can_be_told_of_any_count(count):
    day = datetime.date(2026, 11, 22)
    for code, template, _ in wordings():
        fields = [(name, form) for _, name, form, _ in string.Formatter().parse(template) if name]
        values = {name: day if form in ("long", "short") else count for name, form in fields}
        told = Language(code).render(Message(template, values))
        assert "{" not in told and "|" not in told
