"""Measure the sortition solver beside its peer: `python -m benchmarks [NAME …]` writes docs/benchmarks.md.

Instances are read from ../shared/instances, beside the working copy (or `--instances FOLDER`). Every measurement is
a process of its own with one thread; its time is CPU seconds after imports and reading, so that a busy machine
disturbs little. Ratios compare measurements of one run only.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).parents[1]
OWN = ("leximin", "nash", "goldilocks")
PEERED = ("sa_fixture_150", "sa_bench_300", "sa_bench_500")
WELFARE = ("paris_like_2000",)
PATIENCE = 600


def selection_of(folder: Path) -> Any:
    """Read an instance."""
    from toolkit.sortition.pool import Pool, Quotas, Selection

    meta = json.loads((folder / "meta.json").read_text())
    quotas = Quotas(pd.read_csv(folder / "categories.csv", dtype={"feature": str, "value": str}))
    cells = pd.read_csv(folder / "respondents.csv", dtype=str, keep_default_na=False).set_index("id")
    households, columns = None, meta.get("address_columns") or []
    if columns:
        lines = cells[columns].apply(lambda column: column.str.strip().str.casefold())
        households = lines.agg("|".join, axis=1).where(lines.ne("").all(axis=1), "")
    return Selection(Pool(cells[quotas.margins], households), quotas, int(meta["k"]))


def measure_own(folder: Path, objective: str) -> dict[str, Any]:
    """Find a lottery and say what it took."""
    from importlib import import_module

    find = getattr(import_module(f"toolkit.sortition.{objective}"), f"{objective}_lottery")
    selection = selection_of(folder)
    start = time.process_time()
    lottery = find(selection)
    seconds = time.process_time() - start
    certificate = lottery.certificate
    return {
        "people": len(selection.pool),
        "seats": selection.seats,
        "seconds": seconds,
        "panels": len(lottery),
        "smallest": lottery.smallest_chance,
        "gap": certificate.gap,
        "left_out": len(certificate.unplaceable),
    }


def measure_peer(folder: Path, backend: str) -> dict[str, Any]:
    """Let sortition-algorithms find its maximin distribution."""
    from sortition_algorithms import Settings, read_in_features, read_in_people
    from sortition_algorithms.committee_generation import find_distribution_maximin

    meta = json.loads((folder / "meta.json").read_text())
    quotas = pd.read_csv(folder / "categories.csv", dtype=str)
    cells = pd.read_csv(folder / "respondents.csv", dtype=str, keep_default_na=False)
    columns = list(meta.get("address_columns") or [])
    features, *_ = read_in_features(list(quotas.columns), quotas.to_dict("records"))
    settings = Settings(
        id_column="id", columns_to_keep=columns, check_same_address=bool(columns), check_same_address_columns=columns
    )
    people, _ = read_in_people(list(cells.columns), cells.to_dict("records"), features, settings)
    start = time.process_time()
    panels, weights, _ = find_distribution_maximin(features, people, int(meta["k"]), columns, backend)
    seconds = time.process_time() - start
    chances = dict.fromkeys(cells["id"], 0.0)
    for panel, weight in zip(panels, weights, strict=True):
        for person in panel:
            chances[person] += weight
    return {"seconds": seconds, "panels": len(panels), "smallest": min(chances.values())}


def child(kind: str, way: str, folder: Path, python: str = sys.executable) -> dict[str, Any]:
    """Measure in a process of its own; an error or too long a wait is a result as well."""
    command = [python, "-m", "benchmarks", "--child", kind, way, str(folder)]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    try:
        run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return {"failed": f"no answer within {PATIENCE} s"}
    if run.returncode:
        return {"failed": (run.stderr.strip().splitlines() or ["no message"])[-1][:80]}
    return dict(json.loads(run.stdout.strip().splitlines()[-1]))


def answer_as_child(kind: str, way: str, folder: Path) -> None:
    """Measure once and print the result as one line of JSON."""
    found = measure_own(folder, way) if kind == "own" else measure_peer(folder, way)
    found["mebibytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))


def table_of_times(instances: list[Path]) -> tuple[list[str], dict[str, float]]:
    """Measure leximin on every instance."""
    lines = [
        "| instance | people | seats | CPU s | panels | smallest chance | gap | fit in no panel | peak MiB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    seconds = {}
    for folder in instances:
        row = child("own", "leximin", folder)
        if "failed" in row:
            lines.append(f"| {folder.name} | {row['failed']} | | | | | | | |")
            continue
        seconds[folder.name] = row["seconds"]
        lines.append(
            f"| {folder.name} | {row['people']} | {row['seats']} | {row['seconds']:.2f} | {row['panels']} "
            f"| {row['smallest']:.7f} | {row['gap']:.0e} | {row['left_out']} | {row['mebibytes']:.0f} |"
        )
    return lines, seconds


def table_of_ratios(instances: list[Path], seconds: dict[str, float], python: str, peered: list[str]) -> list[str]:
    """Measure the peer's maximin, with each open solver it has, beside our leximin."""
    lines = ["| instance | solver of the peer | peer, maximin, CPU s | ours, leximin, CPU s | ratio |"]
    lines.append("| --- | --- | ---: | ---: | ---: |")
    for folder in [folder for folder in instances if folder.name in peered and folder.name in seconds]:
        for backend in ("highspy", "mip"):
            row = child("peer", backend, folder, python)
            own = seconds[folder.name]
            if "failed" in row:
                lines.append(f"| {folder.name} | {backend} | {row['failed']} | {own:.3f} | |")
            else:
                ratio = row["seconds"] / own
                lines.append(f"| {folder.name} | {backend} | {row['seconds']:.1f} | {own:.3f} | {ratio:,.0f} × |")
    return lines


def table_of_welfare(instances: list[Path]) -> list[str]:
    """Measure the other objectives."""
    lines = ["| instance | objective | CPU s | smallest chance | gap of the objective |"]
    lines.append("| --- | --- | ---: | ---: | ---: |")
    for folder in [folder for folder in instances if folder.name in WELFARE]:
        for objective in OWN[1:]:
            row = child("own", objective, folder)
            cells = (
                (row["failed"], "", "")
                if "failed" in row
                else (f"{row['seconds']:.2f}", f"{row['smallest']:.6f}", f"{row['gap']:.0e}")
            )
            lines.append(f"| {folder.name} | {objective} | {' | '.join(cells)} |")
    return lines


def report(instances: list[Path], python: str, peered: list[str]) -> str:
    """Measure everything and write it down."""
    before = os.getloadavg()[0]
    times, seconds = table_of_times(instances)
    ratios, welfare = table_of_ratios(instances, seconds, python, peered), table_of_welfare(instances)
    load = f"{before:.1f} before and {os.getloadavg()[0]:.1f} after on {os.cpu_count()} processors"
    head = [
        "# Benchmarks",
        "",
        "Written by `python run.py bench`. CPU seconds after imports and reading, one thread, one process for each",
        "measurement, HiGHS as the solver. Ratios are between measurements of the same run; absolute times depend on",
        f"the machine and on what else it does (load average {load}).",
        "",
        "## Leximin, with proof",
        "",
        "The gap is the largest distance, over all levels, between a chance and its proven bound.",
        "",
    ]
    peers = ["", "## Beside sortition-algorithms 0.12.15", "", *ratios]
    peers.append("")
    peers.append("Its maximin raises only the smallest chance; its leximin needs a commercial solver.")
    return "\n".join([*head, *times, *peers, "", "## Other objectives", "", *welfare, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="instances; all when omitted")
    parser.add_argument("--instances", type=Path, default=ROOT.parent / "shared" / "instances")
    parser.add_argument("--peer-python", default=sys.executable, help="Python in which the peer is installed")
    parser.add_argument("--peered", nargs="*", default=list(PEERED), help="instances on which the peer runs as well")
    parser.add_argument("--child", nargs=3, metavar=("KIND", "WAY", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        answer_as_child(given.child[0], given.child[1], Path(given.child[2]))
        return
    if not given.instances.is_dir():
        parser.error(f"{given.instances}: there is no such folder; name one with --instances")
    found = sorted(folder for folder in given.instances.iterdir() if (folder / "meta.json").is_file())
    wanted = [folder for folder in found if not given.names or folder.name in given.names]
    text = report(wanted, given.peer_python, given.peered)
    from toolkit.project import write_text

    write_text(text, ROOT / "docs" / "benchmarks.md")
    print(text)


if __name__ == "__main__":
    main()
