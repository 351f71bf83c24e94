"""The documentation site: built without the network, fetches nothing from elsewhere, and is current."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from toolkit.cli.manual import manual_text
from toolkit.language import catalogue

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
AMBIGUOUS = {
    "attrition",
    "letter",
    "pool",
    "seat",
    "speaking",
    "value",
}  # column labels of tables, with a meaning of their own there


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", str(DOCS), str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return folder


def test_the_manual_of_the_commands_is_current():
    written = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    assert written == manual_text(), "run: python -m toolkit manual"


def test_every_page_has_a_place_in_the_contents_and_every_link_an_end(site):
    """Sphinx warns of both, and a warning fails the build."""
    assert (site / "index.html").is_file()


def test_pages_fetch_nothing_from_elsewhere(site):
    elsewhere = r"""["']?\s*(?:https?:)?//"""
    loads = (
        r"<(?:script|img|iframe|source|video|audio)\b[^>]*\bsrc=" + elsewhere,
        r"<link\b(?=[^>]*\brel=.(?:stylesheet|preload|preconnect|icon|manifest))[^>]*\bhref=" + elsewhere,
        r"@import\s|url\(" + elsewhere,
    )
    pages = [*site.rglob("*.html"), *site.rglob("*.css")]
    found = [
        f"{page.relative_to(site)}: {match[0]}"
        for page in pages
        for match in re.finditer("|".join(loads), page.read_text(encoding="utf-8"))
    ]
    assert pages and not found


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("name", ["index", "tutorial", "glossary", "reference/commands", "explanation/power"])
def test_a_page_fits_the_screen_and_is_accessible(site, browser, name, width):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    violations = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"]
    assert not [(found["id"], found["nodes"][0]["html"]) for found in violations]
    assert asked and all(url.startswith(("file:", "data:")) for url in asked)
    page.close()


def test_every_module_stands_in_the_reference(site):
    shown = "".join(path.read_text(encoding="utf-8") for path in (site / "reference" / "python").glob("*.html"))
    modules = [path.relative_to(ROOT).with_suffix("") for path in (ROOT / "toolkit").rglob("*.py")]
    names = [".".join(path.parts) for path in modules if path.name not in ("__init__", "__main__")]
    assert not [name for name in names if f'id="module-{name}"' not in shown and "toolkit.cli" not in name]


def test_the_example_for_ci_is_valid_and_calls_tasks_that_exist():
    page = (DOCS / "how-to" / "continuous-integration.md").read_text(encoding="utf-8")
    workflow = yaml.safe_load(re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1])
    commands = [step["run"] for step in workflow["jobs"]["reports"]["steps"] if "run" in step]
    tasks = set(re.findall(r'^    "(\w+)":', (ROOT / "run.py").read_text(encoding="utf-8"), re.MULTILINE))
    assert commands and {command.removeprefix("python run.py ") for command in commands} <= tasks


def test_the_glossary_uses_the_french_words_of_the_reports():
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    reports = {key.replace("_", " "): words for key, words in catalogue("fr").items() if key not in AMBIGUOUS}
    pairs = [(term, words) for terms, words in rows for term in {terms, *terms.split(", ")} if term in reports]
    assert len(pairs) >= 10
    assert not [term for term, words in pairs if reports[term] not in (words, *words.split(", "))]
