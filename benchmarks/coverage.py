"""Measure which branches the tests reach: `python -m benchmarks.coverage [--out docs/coverage.md]` runs all of them.

Processes that the tests start are measured too. Notebooks are compared by `python run.py test` and not run here: what
only they reach counts as not reached. `--kept` writes the page again from the measurement of an earlier run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import coverage
import pandas as pd

from benchmarks.measuring import Section
from toolkit.project import write_text

ROOT = Path(__file__).parents[1]
DATA = ROOT / "build" / "coverage"
WANTED = 0.9
"""Share of the branches of each package that tests are to reach."""


def measure(arguments: list[str]) -> int:
    """Run the tests under coverage, in this process and in those that they start; give pytest's exit code."""
    DATA.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "coveragerc"
        lines = ["[run]", "branch = true", f"source = {ROOT / 'toolkit'}", f"data_file = {DATA}", "parallel = true"]
        settings.write_text("\n".join([*lines, "patch = subprocess", ""]), encoding="utf-8")
        command = [sys.executable, "-m", "coverage", "run", f"--rcfile={settings}", "-m", "pytest"]
        code = subprocess.call([*command, "-q", "-p", "no:cacheprovider", *arguments], cwd=ROOT)
        subprocess.check_call([sys.executable, "-m", "coverage", "combine", "-q", f"--rcfile={settings}"], cwd=ROOT)
    return code


def reached() -> pd.DataFrame:
    """Count branches and lines of each module: package, module, branches, branches_reached, lines, lines_reached."""
    measured = coverage.Coverage(data_file=str(DATA), branch=True, config_file=False)
    measured.load()
    rows = []
    for path in sorted((ROOT / "toolkit").rglob("*.py")):
        numbers = measured._analyze(str(path)).numbers
        module = path.relative_to(ROOT / "toolkit").with_suffix("").as_posix()
        package = module.partition("/")[0] if "/" in module else "(single modules)"
        branches, lines = numbers.n_branches, numbers.n_statements
        rows.append((package, module, branches, branches - numbers.n_missing_branches, lines, numbers.n_executed))
    return pd.DataFrame(rows, columns=["package", "module", "branches", "branches_reached", "lines", "lines_reached"])


def shares(counts: pd.DataFrame, by: str) -> pd.DataFrame:
    """Add counts up and give the shares as text."""
    sums = counts.groupby(by)[["branches", "branches_reached", "lines", "lines_reached"]].sum()
    if by == "package":
        sums.loc["all"] = sums.sum()
    told = {
        f"{kind} reached, %": (100 * sums[f"{kind}_reached"] / sums[kind]).map("{:.1f}".format)
        for kind in ("branches", "lines")
    }
    return sums[["branches", "lines"]].assign(**told).reset_index()


def page(counts: pd.DataFrame, tests: list[str]) -> str:
    """Write the page: shares by package, and the modules that have fewer branches reached than wanted."""
    modules = counts[counts["branches_reached"] < WANTED * counts["branches"]]
    text = f"Modules of whose branches fewer than {WANTED:.0%} are reached." if len(modules) else "None."
    sections = [
        Section("By package", "", shares(counts, "package")),
        Section("Modules below", text, shares(modules, "module") if len(modules) else pd.DataFrame()),
    ]
    command = " ".join(["python -m benchmarks.coverage", *(["--", *tests] if tests else [])])
    head = f"# Coverage: which branches do the tests reach?\n\nMade by `{command}`, in one run.\n"
    return "\n".join([head, *(section.markdown() for section in sections)])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kept", action="store_true", help="do not run the tests again")
    parser.add_argument("--out", type=Path, help="page to write")
    parser.add_argument("rest", nargs="*", help="for pytest, behind --; all tests when omitted")
    given = parser.parse_args()
    code = 0 if given.kept else measure(given.rest or ["tests"])
    made = page(reached(), given.rest)
    print(made)
    if given.out:
        write_text(made, given.out)
    return code


if __name__ == "__main__":
    sys.exit(main())
