"""Pictures for the documentation: the first page of each report in each form, and JupyterLab (for maintainers).

`python run.py reports`, then `python -m tests.browser.screenshots` writes docs/images/*.png. Needs Chromium and
LibreOffice.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import typst
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import ROOT, TOKEN, copy_project, running_lab
from tests.conftest import CHROMIUM, QUIET

IMAGES = ROOT / "docs" / "images"
REPORTS = ROOT / "reports" / "paris"
WIDTH = 1280
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden) :is(.jp-RenderedMarkdown, .jp-OutputArea)"
LARGEST = 150_000
"""Bytes of a picture at most."""


def of_page(browser, path):
    """Give what a browser shows of a report, in the proportions of a sheet of paper."""
    page = browser.new_page(viewport={"width": 900, "height": 1273})
    page.goto(path.as_uri())
    picture = page.screenshot()
    page.close()
    return picture


def of_pdf(path):
    """Give the first page of a PDF."""
    sheet = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{path.name}", page: 1, width: 16cm)'
    return typst.compile(sheet.encode(), root=path.parent, format="png", ppi=144)


def of_word(path, folder):
    """Give the first page of a Word document as LibreOffice lays it out."""
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return of_pdf(folder / f"{path.stem}.pdf")


def beside(pictures):
    """Put pictures side by side on a grey ground, each as high as the first is in a third of the width."""
    width = (WIDTH - 20 * (len(pictures) + 1)) // len(pictures)
    opened = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]
    sized = [picture.resize((width, picture.height * width // picture.width)) for picture in opened]
    sheet = Image.new("RGB", (WIDTH, max(picture.height for picture in sized) + 40), "#d5dbe1")
    for number, picture in enumerate(sized):
        sheet.paste(picture, (20 + number * (width + 20), 20))
    return sheet


def keep(picture, name):
    """Write a picture with as many colours as fit into its size."""
    for colours in (256, 128, 64, 32, 16):
        buffer = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
        if buffer.tell() < LARGEST:
            break
    (IMAGES / f"{name}.png").write_bytes(buffer.getvalue())
    print(f"docs/images/{name}.png: {buffer.tell() // 1000} kB")


def reports(browser, folder):
    """Show the first page of each report as HTML, PDF and Word."""
    for path in sorted(REPORTS.glob("0*.en.html")):
        pictures = [
            of_page(browser, path),
            of_pdf(path.with_suffix(".pdf")),
            of_word(path.with_suffix(".docx"), folder),
        ]
        keep(beside(pictures), path.name.removesuffix(".en.html"))
    keep(Image.open(io.BytesIO(of_page(browser, REPORTS / "index.html"))), "index")


def run_to(page, address, notebook, text):
    """Run a notebook in JupyterLab until a text stands on the page."""
    page.goto(f"{address}/lab/tree/notebooks/{notebook}?token={TOKEN}&reset")
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").first.wait_for()
    page.get_by_text("| Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    shown = page.locator(SHOWN).get_by_text(text).first
    shown.wait_for()
    page.get_by_text("| Idle").wait_for()
    shown.scroll_into_view_if_needed()
    return Image.open(io.BytesIO(page.screenshot()))


def lab(browser, folder):
    """Show JupyterLab: the welcome, a question that has run, the form of a coder."""
    home, project = folder / "home", folder / "project"
    home.mkdir()
    with running_lab(copy_project(project), home) as address:
        page = browser.new_page(viewport={"width": WIDTH, "height": 860})
        page.set_default_timeout(300_000)
        keep(run_to(page, address, "welcome.ipynb", "Five questions"), "lab-welcome")
        keep(run_to(page, address, "04_impact.ipynb", "Figure 1."), "lab-question")
        keep(run_to(page, address, "templates/own_assembly.ipynb", "0 of 10 pairs judged"), "lab-form")


def main(wanted):
    """Make the pictures named (reports, lab), or all."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for take in (reports, lab):
            if not wanted or take.__name__ in wanted:
                take(browser, Path(name))


if __name__ == "__main__":
    main(sys.argv[1:])
