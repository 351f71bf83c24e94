"""Small pools under many exact quotas, invented from a seed: the hardest that a lottery meets."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from benchmarks.measuring import Facts, Options, Section, Work, measure

POOLS = 12
PATIENCE = 60.0
"""Seconds of waiting, after which a lottery is given with the gap that is left."""


def section(options: Options) -> Section:
    """Find the leximin lottery of pools that nobody has seen, or say why they have no panel."""
    rows = []
    for number in range(2 if options.quick else POOLS):
        row = measure(settle, options.seed, number)
        rows.append({"pool": number + 1} | ({"answer": row["failed"]} if "failed" in row else _cells(row)))
    text = (
        f"Invented from the seed {options.seed} (`--seed` gives others): 100 to 400 people, 7 to 9 features, quotas "
        "laid around a hidden panel, exact in half of the pools, with a seat of room at some values in the others; in "
        "every fourth a seat is moved in three features, so that there may be no panel. The clash is then named and "
        f"the smallest change found. After {PATIENCE:.0f} seconds of waiting a lottery is given as it is, with its gap."
    )
    return Section("Unseen hard pools", text, pd.DataFrame(rows).fillna(""))


def _cells(row: Facts) -> dict[str, Any]:
    shown = {"people": row["people"], "seats": row["seats"], "features": row["features"], "answer": row["answer"]}
    shown |= {"CPU s": f"{row['cpu']:.2f}", "peak MiB": f"{row['mebibytes']:.0f}"}
    if "gap" in row:
        shown |= {"panels": row["panels"], "smallest chance": f"{row['smallest']:.6f}", "gap": f"{row['gap']:.0e}"}
        shown |= {"fit in no panel": row["left_out"]}
    return shown


def settle(seed: int, number: int) -> Work:
    """Find the lottery of an invented pool, or explain why there is none."""
    from toolkit.errors import InputError
    from toolkit.sortition.feasibility import examine
    from toolkit.sortition.leximin import leximin_lottery

    selection = hard_pool(np.random.default_rng([seed, number]), moved=3 if number % 4 == 3 else 0)
    about = {"people": len(selection.pool), "seats": selection.seats, "features": len(selection.quotas.features)}

    def work() -> Facts:
        try:
            lottery = leximin_lottery(selection, time_limit=PATIENCE)
        except InputError:
            answer = examine(selection)
            sides = 0 if answer.clash is None else len(answer.clash.table)
            moved = 0 if answer.relaxation is None else answer.relaxation.seats_moved
            return about | {"answer": f"no panel: {sides} limits clash, {moved} seats to move"}
        certificate = lottery.certificate
        return about | {
            "answer": "proven" if certificate.complete else "stopped",
            "panels": len(lottery),
            "gap": certificate.gap,
            "left_out": len(certificate.unplaceable),
            "smallest": float(lottery.smallest_chance),
        }

    return work


def hard_pool(rng: np.random.Generator, moved: int = 0) -> Any:
    """Invent a pool, and quotas laid around a hidden panel.

    Parameters
    ----------
    rng : Generator
        Source of randomness.
    moved : int
        In so many features a seat of the hidden panel is moved from one value to another.
    """
    from toolkit.sortition.pool import Pool, Quotas, Selection

    people, features = int(rng.integers(100, 401)), int(rng.integers(7, 10))
    seats = int(rng.integers(people // 16, people // 8 + 1))
    panel, room = rng.choice(people, seats, replace=False), float(rng.choice([0.0, 0.2]))
    columns, rows = {}, []
    for feature in range(features):
        name, column = f"feature {feature + 1}", _values(rng, people)
        columns[name], values = column, np.unique(column)
        held = (column[panel][:, None] == values).sum(axis=0)
        if feature < moved:
            held[held.argmax()] -= 1
            held[held.argmin()] += 1
        wide = rng.random(len(values)) < room
        rows += [(name, str(value), max(0, n - w), n + w) for value, n, w in zip(values, held, wide, strict=True)]
    table = pd.DataFrame(rows, columns=["feature", "value", "min", "max"])
    index = pd.Index([f"p{position:03}" for position in range(people)])
    return Selection(Pool(pd.DataFrame(columns, index=index)), Quotas(table), seats)


def _values(rng: np.random.Generator, people: int) -> np.ndarray:
    """Draw a feature of two to six values, some of them rare."""
    many = int(rng.integers(2, 7))
    return rng.choice([f"value {value + 1}" for value in range(many)], people, p=rng.dirichlet(np.full(many, 2.0)))
