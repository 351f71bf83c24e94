"""JupyterLab as a researcher meets it: it opens on the welcome notebook, and notebooks run to their end."""

import re

import nbformat
import pandas as pd
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, TOKEN

RUN = 120_000
"""Milliseconds that a notebook may take on a busy machine."""
STDERR = '[data-mime-type="application/vnd.jupyter.stderr"]'
"""Warnings, and errors too."""
NUMBERED = "/\\d/.test([...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].at(-1).innerText)"


def stored_outputs(name):
    """Count the outputs of each code cell in the committed notebook."""
    cells = nbformat.read(ROOT / "notebooks" / name, as_version=4).cells
    return [len(cell.outputs) for cell in cells if cell.cell_type == "code"]


@pytest.fixture
def page(browser, lab):
    page = browser.new_page(viewport={"width": 1500, "height": 950})
    page.set_default_timeout(RUN)
    yield page
    page.close()


def open_notebook(page, lab, name):
    page.goto(f"{lab}/lab/tree/notebooks/{name}?token={TOKEN}&reset")
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").first.wait_for()
    page.get_by_text("| Idle").wait_for()
    assert page.locator(".jp-Dialog").count() == 0, page.locator(".jp-Dialog").first.inner_text()


def run_all(page):
    """Run all cells by the menu; give their prompts once the last has a number, or something went wrong."""
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt")
    assert not re.search(r"\d", "".join(prompts.all_inner_texts())), "a number must come from this run alone"
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(f"document.querySelector('{STDERR}') || {NUMBERED}")
    page.get_by_text("| Idle").wait_for()
    return prompts.all_inner_texts()


def shown_outputs(page):
    return [cell.locator(".jp-OutputArea-child").count() for cell in page.locator(".jp-CodeCell").all()]


def check_run(page, name):
    counts = stored_outputs(name)
    prompts = run_all(page)
    assert page.locator(STDERR).all_inner_texts() == []
    assert prompts == [f"[{number}]:" for number in range(1, len(counts) + 1)]
    return counts


def test_it_opens_on_the_welcome_notebook_which_runs_to_its_end(page, lab):
    page.goto(f"{lab}/?token={TOKEN}")
    page.wait_for_url("**/lab/tree/notebooks/welcome.ipynb")
    open_notebook(page, lab, "welcome.ipynb")
    assert page.get_by_role("heading", name="Welcome · Bienvenue").is_visible()
    counts = check_run(page, "welcome.ipynb")
    assert shown_outputs(page) == counts
    assert page.get_by_text("No lottery can do better than").is_visible()
    assert page.locator(".Toastify__toast").all_inner_texts() == []  # nothing asks for news or updates


def test_the_template_runs_with_progress_bars_and_a_form_that_records_a_judgement(page, lab, project):
    open_notebook(page, lab, "templates/own_assembly.ipynb")
    counts = check_run(page, "templates/own_assembly.ipynb")
    page.get_by_text("4/4").wait_for()
    ended = page.locator(".jp-OutputArea-child .widget-hprogress .progress-bar-success")
    expect(ended).to_have_count(2)  # the lottery's bar and that of the waves of letters, both green at their end
    assert sum(shown_outputs(page)) == sum(counts) + 3  # neither the two bars nor the form is stored
    results = project / "reports" / "own_assembly"
    assert (results / "figures" / "own_assembly" / "candidates.csv").is_file()
    judge(page, results / "judgements" / "judgements-me.csv")


def judge(page, file):
    """Record one judgement in the form, as a coder does."""
    form = page.locator(".jp-OutputArea-child", has=page.get_by_role("button", name="Record"))
    form.get_by_text("0 of 10 pairs judged").wait_for()
    form.get_by_role("button", name="Record").click()  # without a choice nothing happens
    assert not file.exists()
    form.get_by_role("radio").first.check()
    form.get_by_placeholder("Reason, page or passage").fill("=the title says so")
    form.get_by_role("button", name="Record").click()
    form.get_by_text("1 of 10 pairs judged").wait_for()
    judged = pd.read_csv(file)
    assert judged[["recommendation_id", "act_id", "coder"]].to_numpy().tolist() == [["F1", "2025 DASCO 9", "me"]]
    assert judged.loc[0, "note"] == "'=the title says so"


def in_french(project, name):
    """Say "fr" in the cell of parameters, as a reader of French does; give the notebook's new name."""
    notebook = nbformat.read(project / "notebooks" / name, as_version=4)
    (told,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    told.source = told.source.replace('language = "en"', 'language = "fr"')
    french = name.replace(".ipynb", "_fr.ipynb")
    nbformat.write(notebook, project / "notebooks" / french)
    return french


def test_a_question_runs_to_its_end_in_french_and_leaves_its_numbers(page, lab, project):
    open_notebook(page, lab, in_french(project, "04_impact.ipynb"))
    counts = check_run(page, "04_impact.ipynb")
    assert shown_outputs(page) == counts and sum(counts) > 10
    assert page.get_by_text(re.compile("^Tableau 1\\. ")).is_visible()
    assert page.get_by_text(re.compile("^Table 1\\. ")).count() == 0
    assert page.locator("mjx-container").count() >= 1  # the formula is set, not shown as TeX
    assert (project / "reports/paris/figures/04_impact/recommendations.csv").is_file()


def test_the_template_speaks_french_and_so_does_its_form(page, lab, project):
    open_notebook(page, lab, in_french(project, "templates/own_assembly.ipynb"))
    check_run(page, "templates/own_assembly.ipynb")
    form = page.locator(".jp-OutputArea-child", has=page.get_by_role("button", name="Enregistrer"))
    form.get_by_role("button", name="Enregistrer").wait_for()
    assert page.get_by_role("button", name="Record").count() == 0


def test_a_mistake_is_one_line_in_a_cell(page, lab, project):
    cell = nbformat.v4.new_code_cell("from toolkit.language import Language\nLanguage('de')")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata = nbformat.read(ROOT / "notebooks" / "welcome.ipynb", as_version=4).metadata
    nbformat.write(notebook, project / "notebooks" / "mistake.ipynb")
    open_notebook(page, lab, "mistake.ipynb")
    run_all(page)
    (shown,) = page.locator(STDERR).all_inner_texts()
    assert shown.strip() == "ToolkitError: language: 'de' is not available. Choose one of fr, en."
