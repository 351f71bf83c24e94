"""A small project with one notebook, to make reports from."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).parents[2]

OPENING = """import pandas as pd
from toolkit.language import say
from toolkit.plots.style import new_axes
from toolkit.reports import open_page
page = open_page("01_small", assembly, language, output)"""
TABLE = """words = ["plain", "<script>alert(1)</script>", "=1+1"]
frame = pd.DataFrame({"Summary": words, "Limits": [0.125, 0.25, None]})
frame.attrs["synthetic"] = True
page.table(frame, name="shares", caption="Versions", formats={"Limits": ".1%"}, source="Sources")"""
FIGURE = """draw = lambda frame, language: new_axes().plot([1, 2], [seed, 4])[0].axes
page.figure(draw, frame, name="line", caption="Contents")"""
CLOSING = """page.limits("Limits")
page.sources("Sources")
page.summary(say("Table {n}. {caption}", n=1, caption="<b>bold</b>"))"""


def small_notebook(closing=CLOSING):
    cells = [
        new_markdown_cell("# Reports\n\nAll reports"),
        new_code_cell('assembly = "small"\nlanguage = "en"\nseed = 3\noutput = ""', metadata={"tags": ["parameters"]}),
        new_code_cell(OPENING),
        new_markdown_cell("## Versions"),
        new_code_cell(TABLE),
        new_markdown_cell("## Contents"),
        new_code_cell(FIGURE),
        new_markdown_cell("## Skip to the report"),
        new_code_cell(closing),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def copy_of(project, target):
    """Copy a project without what was made from it."""
    shutil.copytree(project, target, ignore=lambda folder, names: {"reports"} if Path(folder) == project else set())
    return target


def make_small_project(root):
    """Lay out a project of one notebook in a folder."""
    for folder in ("notebooks", "parameters", "data/raw/small", "data/raw/other_assemblies"):
        (root / folder).mkdir(parents=True)
    shutil.copytree(ROOT / "toolkit", root / "toolkit", ignore=shutil.ignore_patterns("__pycache__"))
    nbformat.write(small_notebook(), root / "notebooks" / "01_small.ipynb")
    (root / "data/raw/small/facts.csv").write_text("a\n1\n")
    (root / "parameters/small.yaml").write_text("as_of: 2026-11-22\nnotebooks:\n  01_small: {seed: 5}\n")
    return root


@pytest.fixture(scope="session")
def small_project(tmp_path_factory):
    return make_small_project(tmp_path_factory.mktemp("project"))
