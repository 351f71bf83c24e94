"""Raking, beside the log-linear model of statsmodels that has the same solution; what simulation costs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.measuring import SEED, Facts, Options, Section, Work, measure

SIZES = {"60 cells": (3, 4, 5), "1,200 cells": (3, 4, 5, 20), "12,000 cells": (3, 4, 5, 20, 10)}


def sections(options: Options) -> list[Section]:
    """Measure what composition computes."""
    rows = []
    for name, classes in list(SIZES.items())[: 1 if options.quick else None]:
        for way, prepare in {"ours": rake, "statsmodels, Poisson GLM": log_linear}.items():
            row = measure(prepare, *classes)
            cells = ["", "", "", row["failed"]] if "failed" in row else _cells(row)
            rows.append([name, way, *cells])
    text = (
        "A joint table is fitted to its one-way margins. Iterative proportional fitting and a Poisson model with main "
        "effects have the same solution (Bishop, Fienberg and Holland 1975); the last column is the largest distance "
        "from a margin, as a share of the total."
    )
    columns = ["table", "by", "CPU s", "wall s", "peak MiB", "distance"]
    return [Section("Composition: raking", text, pd.DataFrame(rows, columns=columns)), _simulations(options)]


def _simulations(options: Options) -> Section:
    """Measure the two simulations that have a promise: 2 s and 10 s."""
    promised = {
        "exact multinomial test, 17 classes, 100,000 outcomes": (multinomial, 100_000, 2),
        "control chart calibrated, 18 sessions, 5,000 mandates": (control_chart, 5_000, 10),
        "who came, 100 people, 12 sessions, 35 classes, 10,000 shuffles": (shuffles, 10_000, None),
    }
    rows = []
    for name, (prepare, runs, seconds) in promised.items():
        row = measure(prepare, runs // 100 if options.quick else runs)
        cells = [row["failed"], "", ""] if "failed" in row else _cells({**row, "distance": 0})[:3]
        rows.append([name, *cells, f"{seconds} s" if seconds else "–"])
    text = "What the tests of the composition report cost that draw outcomes at random."
    columns = ["simulation", "CPU s", "wall s", "peak MiB", "promised"]
    return Section("Composition: simulations", text, pd.DataFrame(rows, columns=columns))


def _cells(row: Facts) -> list[str]:
    return [f"{row['cpu']:.3f}", f"{row['wall']:.3f}", f"{row['mebibytes']:.0f}", f"{row['distance']:.0e}"]


def _invented(classes: tuple[int, ...]) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Make up a table and the margins that it is to have."""
    from toolkit.composition.raking import every_cell

    rng = np.random.default_rng(SEED)
    names = [f"trait{number}" for number in range(len(classes))]
    cells = every_cell({name: [f"c{n}" for n in range(count)] for name, count in zip(names, classes, strict=True)})
    shares = [rng.dirichlet(np.full(count, 5.0)) * 100_000 for count in classes]
    margins = [
        pd.DataFrame({name: [f"c{n}" for n in range(len(share))], "count": share})
        for name, share in zip(names, shares, strict=True)
    ]
    return cells, margins


def _distance(table: pd.DataFrame, margins: list[pd.DataFrame]) -> float:
    """Measure how far the fitted counts are from the margins."""
    return max(
        float((table.groupby(name)["count"].sum() - margin.set_index(name)["count"]).abs().max()) / table["count"].sum()
        for margin in margins
        for name in margin.columns[:1]
    )


def rake(*classes: int) -> Work:
    """Fit by our raking."""
    from toolkit.composition.raking import fit_margins

    cells, margins = _invented(classes)
    return lambda: {"distance": _distance(fit_margins(cells, margins).table, margins)}


def log_linear(*classes: int) -> Work:
    """Fit the model of main effects to a table that has the margins already (their product), by statsmodels."""
    import statsmodels.api as sm

    cells, margins = _invented(classes)
    product = np.ones(len(cells))
    for margin in margins:
        name = margin.columns[0]
        product *= cells[name].map(margin.set_index(name)["count"] / margin["count"].sum()).to_numpy(float)
    traits = sm.add_constant(pd.get_dummies(cells, drop_first=True, dtype=float))

    def work() -> Facts:
        fitted = sm.GLM(product * 100_000, traits, family=sm.families.Poisson()).fit(tol=1e-12)
        return {"distance": _distance(cells.assign(count=fitted.fittedvalues.to_numpy()), margins)}

    return work


def multinomial(outcomes: int) -> Work:
    """Test a hundred seats over seventeen sectors."""
    from toolkit.composition.significance import multinomial_test

    rng = np.random.default_rng(SEED)
    return lambda: {"p_value": multinomial_test([6] * 15 + [5] * 2, [1 / 17] * 17, rng, outcomes)}


def control_chart(mandates: int) -> Work:
    """Calibrate the limit of the control chart."""
    from toolkit.composition.control import Process, calibrated_limit

    rng = np.random.default_rng(SEED)
    return lambda: {"limit": calibrated_limit(Process(sessions=18), rng, mandates)}


def shuffles(times: int) -> Work:
    """Shuffle a hundred people over the classes of five criteria."""
    from toolkit.composition.attendance import turnout
    from toolkit.composition.membership import build_membership

    rng = np.random.default_rng(SEED)
    ids, start = [f"P{number:03d}" for number in range(100)], pd.Timestamp("2023-09-01")
    traits = {f"trait{count}": rng.integers(count, size=100).astype(str) for count in (2, 3, 5, 8, 17)}
    people = pd.DataFrame({"person_id": ids, **traits})
    days = [start + pd.Timedelta(days=30 * number) for number in range(12)]
    sheets = [pd.DataFrame({"person_id": ids, "date": day, "present": rng.random(100) < 0.75}) for day in days]
    entries = pd.DataFrame({"person_id": ids, "event": "joined", "date": start})
    members = build_membership(entries, people, pd.concat(sheets, ignore_index=True))
    return lambda: {"classes": len(turnout(members, list(traits), rng, replicates=times))}
