"""Look at what we depend on: `python -m benchmarks.dependencies` compares versions and lists licences.

benchmarks/advisories.csv ships with the project, so the comparison needs no network. It was gathered by hand on
2026-11-23 from public threads, each named, and holds what was found there, not every advisory there is. Where the
advisory database can be reached, ask it and take what it says into the file:

    pip-audit -r constraints.txt --no-deps --disable-pip --format json > audit.json
    python -m benchmarks.dependencies --take audit.json
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pandas as pd
from packaging.version import Version

ROOT = Path(__file__).parents[1]
ADVISORIES = Path(__file__).parent / "advisories.csv"
COPYLEFT = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
CHOICE = {"docutils": "parts are GPL, the parts used are public domain or BSD; documentation only"}
"""Packages that name the GPL among their licences, and why that binds nobody here."""


def pinned(constraints: Path = ROOT / "constraints.txt") -> dict[str, list[Version]]:
    """Read the versions that are installed; a package may have one for each Python."""
    found: dict[str, list[Version]] = {}
    for name, version in re.findall(
        r"^([a-z0-9._-]+)==([^\s;]+)", constraints.read_text(encoding="utf-8"), re.MULTILINE
    ):
        found.setdefault(name, []).append(Version(version))
    return found


def weaknesses(constraints: Path = ROOT / "constraints.txt", advisories: Path = ADVISORIES) -> list[str]:
    """Name the pinned versions that are older than the one that mended a known weakness."""
    pins = pinned(constraints)
    known = pd.read_csv(advisories, dtype=str, keep_default_na=False)
    return [
        f"{row.package} {version}: {row.advisory}, mended in {row.fixed_in or 'no version yet'}"
        for row in known.itertuples()
        for version in pins.get(str(row.package), [])
        if not row.fixed_in or version < Version(str(row.fixed_in))
    ]


def licence(name: str) -> str:
    """Read the licence that an installed package states."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return "not installed here"
    classes = [entry.split(" :: ")[-1] for entry in told.get_all("Classifier") or [] if entry.startswith("License ::")]
    text = (told.get("License") or "").strip().split("\n")[0][:60]
    return told.get("License-Expression") or "; ".join(classes) or text or "not stated"


def copyleft() -> dict[str, str]:
    """Name the installed packages whose licence would bind a work that contains them."""
    found = {name: licence(name) for name in pinned()}
    return {name: text for name, text in found.items() if COPYLEFT.search(text) and name not in CHOICE}


def take(audit: Path) -> None:
    """Add what pip-audit found to the list that ships."""
    found = json.loads(audit.read_text(encoding="utf-8"))["dependencies"]
    rows = [
        [
            entry["name"].lower(),
            " ".join([weak["id"], *weak.get("aliases", [])]),
            (weak["fix_versions"] or [""])[0],
            "",
            "pip-audit",
        ]
        for entry in found
        for weak in entry.get("vulns", [])
    ]
    known = pd.read_csv(ADVISORIES, dtype=str, keep_default_na=False)
    added = pd.DataFrame(rows, columns=known.columns)
    table = (
        pd.concat([known, added])
        .drop_duplicates(["package", "advisory"])
        .sort_values(["package", "fixed_in"], kind="stable")
    )
    table.to_csv(ADVISORIES, index=False, lineterminator="\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--take", type=Path, help="JSON of pip-audit, to be added to the list")
    given = parser.parse_args()
    if given.take:
        take(given.take)
    for name in pinned():
        print(f"{name}: {licence(name)}")
    weak, binding = weaknesses(), copyleft()
    known = pd.read_csv(ADVISORIES, dtype=str)
    print(
        f"\n{len(pinned())} packages pinned; {len(known)} weaknesses compared, of {known['package'].nunique()} of them"
    )
    print(*(weak or ["no pinned version has a weakness of the list"]), sep="\n")
    print(
        *([f"binding licence: {name}: {text}" for name, text in binding.items()] or ["no package under the GPL"]),
        sep="\n",
    )
    return 1 if weak or binding else 0


if __name__ == "__main__":
    sys.exit(main())
