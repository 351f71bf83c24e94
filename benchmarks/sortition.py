"""Our solver on every instance, and beside sortition-algorithms with each solver it can use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks import hard_pools
from benchmarks.measuring import SEED, Facts, Options, Section, Work, measure

PEERED = ("sa_fixture_150", "sa_bench_300", "sa_bench_500")
WELFARE = ("sa_fixture_150", "paris_like_2000")
PEERS = (
    ("maximin", "highspy", "HiGHS"),
    ("maximin", "mip-cbc", "CBC"),
    ("nash", "highspy", "HiGHS, CVXPY"),
    ("leximin", "highspy", "HiGHS, Gurobi"),
    ("legacy", "", "none"),
)
LEGACY_DRAWS = 300


def sections(options: Options) -> list[Section]:
    """Measure the lotteries."""
    folders = sorted(folder for folder in options.instances.iterdir() if (folder / "meta.json").is_file())
    if options.quick:
        folders = [folder for folder in folders if folder.name == PEERED[0]]
    return [_leximin(folders), hard_pools.section(options), _beside_peer(folders), _other_objectives(folders)]


def _leximin(folders: list[Path]) -> Section:
    rows = []
    for folder in folders:
        row = measure(find_lottery, str(folder), "leximin")
        rows.append({"instance": folder.name} | (_failed(row) or _found(row)))
    text = "The gap is the largest distance, over all levels, between a chance and its proven bound."
    return Section("Leximin, with proof", text, pd.DataFrame(rows).fillna(""))


def _failed(row: Facts) -> dict[str, str]:
    return {"people": str(row["failed"])} if "failed" in row else {}


def _found(row: Facts) -> dict[str, str]:
    return {
        "people": row["people"],
        "seats": row["seats"],
        "CPU s": f"{row['cpu']:.2f}",
        "wall s": f"{row['wall']:.2f}",
        "peak MiB": f"{row['mebibytes']:.0f}",
        "panels": row["panels"],
        "smallest chance": f"{row['smallest']:.7f}",
        "gap": f"{row['gap']:.0e}",
        "fit in no panel": row["left_out"],
    }


def _beside_peer(folders: list[Path]) -> Section:
    rows = []
    for folder in [folder for folder in folders if folder.name in PEERED]:
        own = {objective: measure(find_lottery, str(folder), objective) for objective in ("leximin", "maximin", "nash")}
        for objective, row in own.items():
            rows.append(_line(folder.name, "ours", objective, "HiGHS", row, f"proven, gap {row.get('gap', 0):.0e}"))
        for objective, backend, solver in PEERS:
            row = measure(find_peer_lottery, str(folder), objective, backend)
            line = _line(folder.name, "peer", objective, solver, row, "none written")
            rows.append(line | _ratios(row, own.get(objective, own["leximin"]), own["leximin"]))
    text = (
        "sortition-algorithms 0.12.15. The geometric mean of the chances that are not zero is what Nash raises. "
        "Leximin of the peer needs Gurobi, here with the limited licence that its package carries (2,000 variables, "
        f"2,000 rows). LEGACY draws one panel and knows no chances: the frequencies of {LEGACY_DRAWS} draws stand in "
        "for them (0 says that somebody was in none of these draws), its time is that of all these draws. The last "
        "columns divide the peer's CPU seconds by ours: for the same objective, and for our leximin, which says more "
        "than the peer's maximin."
    )
    return Section("Beside sortition-algorithms", text, pd.DataFrame(rows).fillna(""))


def _ratios(peer: Facts, same: Facts, leximin: Facts) -> dict[str, str]:
    """Divide the CPU seconds of the peer by ours, where both came to an end."""
    ours = {"peer ÷ ours": same, "peer ÷ our leximin": leximin}
    ratios = {name: peer["cpu"] / row["cpu"] for name, row in ours.items() if "cpu" in peer and "cpu" in row}
    return {name: f"{ratio:,.0f} ×" if ratio >= 10 else f"{ratio:.1f} ×" for name, ratio in ratios.items()}


def _line(instance: str, who: str, objective: str, solver: str, row: Facts, certificate: str) -> dict[str, str]:
    head = {"instance": instance, "by": who, "objective": objective, "solver": solver}
    if "failed" in row:
        return head | {"certificate": row["failed"]}
    return head | {
        "CPU s": f"{row['cpu']:.2f}",
        "wall s": f"{row['wall']:.2f}",
        "peak MiB": f"{row['mebibytes']:.0f}",
        "panels": str(row["panels"]),
        "smallest chance": f"{row['smallest']:.6f}",
        "mean": f"{row['mean']:.6f}",
        "certificate": certificate,
    }


def _other_objectives(folders: list[Path]) -> Section:
    rows = []
    for folder in [folder for folder in folders if folder.name in WELFARE]:
        for objective in ("maximin", "nash", "goldilocks"):
            row = measure(find_lottery, str(folder), objective)
            rows.append({"instance": folder.name, "objective": objective} | (_failed(row) or _found(row)))
    return Section("Other objectives", "The gap is that of the objective.", pd.DataFrame(rows).fillna(""))


def read_selection(folder: Path) -> Any:
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


def find_lottery(folder: str, objective: str) -> Work:
    """Find our lottery of an instance."""
    return lottery_of(read_selection(Path(folder)), objective)


def lottery_of(selection: Any, objective: str) -> Work:
    """Find our lottery and say what it reaches."""
    from importlib import import_module

    find = getattr(import_module(f"toolkit.sortition.{objective}"), f"{objective}_lottery")

    def work() -> Facts:
        lottery = find(selection)
        certificate = lottery.certificate
        chances = np.asarray(lottery.chances)
        return {
            "people": len(selection.pool),
            "seats": selection.seats,
            "panels": len(lottery),
            "gap": certificate.gap,
            "left_out": len(certificate.unplaceable),
            "smallest": float(lottery.smallest_chance),
            "mean": geometric_mean(chances),
        }

    return work


def geometric_mean(chances: np.ndarray) -> float:
    """Give the geometric mean of the chances that are not zero."""
    return float(np.exp(np.log(chances[chances > 0]).mean()))


def find_peer_lottery(folder: str, objective: str, backend: str) -> Work:
    """Let sortition-algorithms find a distribution, or draw panels often with its LEGACY algorithm."""
    import random
    from importlib import import_module

    from sortition_algorithms import Settings, read_in_features, read_in_people

    place = Path(folder)
    meta = json.loads((place / "meta.json").read_text())
    quotas = pd.read_csv(place / "categories.csv", dtype=str)
    cells = pd.read_csv(place / "respondents.csv", dtype=str, keep_default_na=False)
    columns = list(meta.get("address_columns") or [])
    features, *_ = read_in_features(list(quotas.columns), quotas.to_dict("records"))
    settings = Settings(
        id_column="id", columns_to_keep=columns, check_same_address=bool(columns), check_same_address_columns=columns
    )
    people, _ = read_in_people(list(cells.columns), cells.to_dict("records"), features, settings)
    module = import_module(f"sortition_algorithms.committee_generation.{objective}")
    random.seed(SEED)

    def distribution() -> tuple[list[frozenset[str]], list[float]]:
        if objective == "legacy":
            draw = module.find_random_sample_legacy
            panels = [
                draw(people, features, int(meta["k"]), columns, max_attempts=100)[0][0] for _ in range(LEGACY_DRAWS)
            ]
            return panels, [1 / LEGACY_DRAWS] * LEGACY_DRAWS
        find = getattr(module, f"find_distribution_{objective}")
        panels, weights, _ = find(features, people, int(meta["k"]), columns, backend)
        return panels, weights

    def work() -> Facts:
        panels, weights = distribution()
        chances = dict.fromkeys(cells["id"], 0.0)
        for panel, weight in zip(panels, weights, strict=True):
            for person in panel:
                chances[person] += weight
        values = np.array(list(chances.values()))
        return {"panels": len(panels), "smallest": float(values.min()), "mean": geometric_mean(values)}

    return work
