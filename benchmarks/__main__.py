"""Measure the toolkit beside its peers: `python run.py bench [SECTION …]` writes docs/benchmarks.md.

Sections are modules of this folder: sortition, scaling, retrieval, minutes, composition, design. Instances are read
from ../shared/instances, beside the working copy (or `--instances FOLDER`). With names of sections the others stay as
they are written.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.measuring import ROOT, SEED, Options

SECTIONS = ("sortition", "scaling", "retrieval", "minutes", "composition", "design")
VERSIONS = (
    "highspy", "numpy", "scipy", "pandas", "scikit-learn", "statsmodels", "rank-bm25", "sortition-algorithms", "mip",
    "gurobipy",
)  # fmt: skip
PAGE = ROOT / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `python run.py bench`. Every measurement is a process of its own with one thread; times are of the work
alone, after imports and reading. CPU seconds say more than wall seconds where other work goes on. Ratios are between
measurements of the same run. Peak memory is that of the whole process, with Python and its packages (about 140 MiB).
"""


def machine(load: float) -> str:
    """Describe the machine by what matters for speed, and by nothing that tells whose it is."""
    names = re.findall(r"^model name\s*: (.*)$", _text("/proc/cpuinfo"), re.MULTILINE) or [platform.machine()]
    memory = int((re.findall(r"MemTotal:\s*(\d+) kB", _text("/proc/meminfo")) or ["0"])[0]) / 2**20
    return (
        f"{os.cpu_count()} × {names[0]}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}; "
        f"load average {load:.1f} before the run"
    )


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""


def versions() -> str:
    """Name the versions of what is measured."""
    found = []
    for name in VERSIONS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def measured(name: str, options: Options, load: float) -> str:
    """Measure a section, between marks by which a later run finds it."""
    made = [section.markdown() for section in import_module(f"benchmarks.{name}").sections(options)]
    told = f"_{name}: {machine(load)}. {versions()}._\n"
    return "\n".join([f"<!-- {name} -->", *made, told])


def known(page: str) -> dict[str, str]:
    """Find the sections of a page written before."""
    parts = re.split(r"^<!-- (\w+) -->\n", page, flags=re.MULTILINE)
    return {name: f"<!-- {name} -->\n{text.strip()}\n" for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help=f"of {', '.join(SECTIONS)}; all when omitted")
    parser.add_argument("--instances", type=Path, default=ROOT.parent / "shared" / "instances")
    parser.add_argument("--quick", action="store_true", help="the smallest case of each section, written nowhere")
    parser.add_argument("--seed", type=int, default=SEED, help="where invented pools come from")
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in SECTIONS]
    if unknown:
        parser.error(f"no such section: {', '.join(unknown)}. Choose from {', '.join(SECTIONS)}")
    if not given.instances.is_dir():
        parser.error(f"{given.instances}: there is no such folder; name one with --instances")
    load = os.getloadavg()[0]
    parts = known(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "")
    for name in given.names or SECTIONS:
        print(f"measuring {name}", file=sys.stderr, flush=True)
        parts[name] = measured(name, Options(given.instances, given.quick, given.seed), load)
        print(parts[name])
        if not given.quick:
            _write(parts)
    return 0


def _write(parts: dict[str, str]) -> None:
    from toolkit.project import write_text

    write_text("\n".join([HEAD, *(parts[name].strip() + "\n" for name in SECTIONS if name in parts)]), PAGE)


if __name__ == "__main__":
    sys.exit(main())
