"""The HTML reports as a reader's browser shows them: whole, quiet, accessible, and no wider than the screen."""

import datetime
import re

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.browser.conftest import ROOT
from toolkit.plots.style import new_axes
from toolkit.reports import open_page
from toolkit.reports import page as page_module
from toolkit.reports.html import render_index, render_report
from toolkit.reports.provenance import Provenance
from toolkit.reports.report import introduce, read_report
from toolkit.reports.run import make_reports

AS_OF = datetime.date(2026, 11, 22)
WIDTHS = (360, 900, 1600)
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HOSTILE = ("<script>document.title = 'taken'</script>", "=HYPERLINK(0)", "\u202eright to left", "x" * 10_000)
PROVENANCE = Provenance(
    inputs={f"data/raw/small/{'a_long_name_of_a_table_' * 4}.csv": "0f" * 32},
    code="f0" * 32,
    versions={"python": "3.11"},
    parameters={"seed": 3},
    command="python run.py reports --assembly small --only 01_small",
)
NOTEBOOKS = [path.stem for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))]
PAGES = ["index", *(f"{name}.{code}" for name in ("hostile", *NOTEBOOKS) for code in ("fr", "en"))]
OURS = "h1, h2, h3, main > p, caption, figcaption .caption, th, .summary li, .limits li"
"""Words that are the toolkit's own, and not those of a source."""


def draw(frame, language):
    axes = new_axes()
    axes.plot([1, 2], [3, 4])
    return axes


def hostile_notebook(folder, language):
    """Put a page whose tables hold hostile text into a notebook that looks executed."""
    outputs = []

    def keep(data, raw, metadata):
        outputs.append(new_output("display_data", data=data, metadata=metadata))

    frame = pd.DataFrame({"Summary": HOSTILE, **{name: [0.125] * 4 for name in ("Limits", "Sources", "Versions")}})
    frame.attrs["synthetic"] = True
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_module, "display", keep)
        page = open_page("small", "small", language, str(folder))
        page.summary("Summary")
        page.table(frame, "t", caption="Versions", formats=dict.fromkeys(frame.columns[1:], ".1%"), source="Sources")
        page.figure(draw, frame, "f", caption="Contents")
        page.limits("Limits")
    parts = ["## Contents", "## Versions", "## Reports"]
    cells = [new_markdown_cell("# Reports\n\nAll reports")]
    for part in parts:
        cells += [new_markdown_cell(part), new_code_cell("page", execution_count=1, outputs=outputs)]
    return new_notebook(cells=cells)


def notebook_of(name, folder):
    """Give an executed notebook: a committed one, whose outputs are English, or the hostile one."""
    if name.startswith("hostile"):
        return hostile_notebook(folder / name, name[-2:])
    return nbformat.read(ROOT / "notebooks" / f"{name[:-3]}.ipynb", as_version=4)


def lay_out(name, folder):
    """Lay out one page without running anything."""
    if name == "index":
        pages = [page for page in PAGES if page != "index"]
        introductions = [introduce(notebook_of(page, folder), page[-2:], f"{page}.html") for page in pages]
        text = render_index(introductions, AS_OF)
    else:
        report = read_report(notebook_of(name, folder), name[-2:], AS_OF, PROVENANCE)
        other = "en" if name.endswith("fr") else "fr"
        text = render_report(report, f"{name[:-2]}{other}.html", [f"{name}.pdf", f"{name}.docx"])
    path = folder / f"{name}.html"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def heard():
    """What the browser says and asks for while a page is open."""
    return []


@pytest.fixture
def page(browser, heard):
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 800})
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("request", lambda request: heard.append(f"request: {request.url[:100]}"))
    yield page
    page.close()


def check(page, heard, path):
    """Look at one page at all widths, and ask axe-core about the narrowest."""
    from axe_playwright_python.sync_playwright import Axe

    page.goto(path.as_uri())
    title = page.title()
    requests = [line for line in heard if not line.startswith("request: data:")]
    assert requests == [f"request: {path.as_uri()}"[:109]]
    found = Axe().run(page, options={"runOnly": LEVELS, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"wider than {width} pixels"
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[0], "wider than the screen once opened"
    assert page.title() == title != "taken"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_accessible_and_fits_the_screen(page, heard, tmp_path, name):
    check(page, heard, lay_out(name, tmp_path))


@pytest.fixture(scope="module")
def french(tmp_path_factory):
    """Run the five notebooks in French."""
    folder = tmp_path_factory.mktemp("reports")
    outcome = make_reports(languages=["fr"], output=folder, formats=())
    assert outcome.errors == {}
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_report_made_in_french_is_quiet_accessible_fits_the_screen_and_is_french(page, heard, french, name):
    check(page, heard, french / f"{name}.fr.html")
    words = page.locator(OURS).all_inner_texts()
    assert len(words) > 20
    assert [text for text in words if re.search(r"\b(the|and|with|from|which|seats?)\b", text)] == []


def test_the_checker_finds_what_is_wrong(page, tmp_path):
    """A checker that finds nothing in a bad page would prove nothing."""
    from axe_playwright_python.sync_playwright import Axe

    bad = tmp_path / "bad.html"
    bad.write_text('<p style="color: #ddd; background: #fff">pale</p><img src="data:,">')
    page.goto(bad.as_uri())
    found = Axe().run(page, options={"runOnly": LEVELS})
    assert {rule["id"] for rule in found.response["violations"]} >= {"color-contrast", "html-has-lang", "image-alt"}
