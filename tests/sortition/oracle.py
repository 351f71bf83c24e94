"""An oracle for small pools: all panels are listed, and the objectives solved over them, with none of our code."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from toolkit.sortition.pool import CROSS, Pool, Quotas, Selection


def random_selection(rng: np.random.Generator) -> Selection:
    """Make a pool of 5 to 10 people with quotas around a panel of it, so that at least that panel is possible."""
    n, features = int(rng.integers(5, 11)), int(rng.integers(1, 4))
    k = int(rng.integers(1, min(n, 6)))
    ids = [f"p{i}" for i in range(n)]
    people = pd.DataFrame(
        {f"f{j}": rng.choice([f"v{v}" for v in range(rng.integers(2, 4))], n) for j in range(features)}, index=ids
    )
    if rng.random() < 0.4:
        people["frame"] = rng.choice(["rolls", "residents"], n, p=[0.7, 0.3])
    panel = rng.choice(n, k, replace=False)
    quotas = Quotas(pd.DataFrame(quota_rows(rng, people, panel), columns=["feature", "value", "min", "max"]))
    households = None
    if rng.random() < 0.5:
        address = rng.integers(0, n // 2 + 1, n).astype(str)
        address[rng.random(n) < 0.3] = ""
        address[panel] = [f"own{i}" for i in panel]
        households = pd.Series(address, index=ids)
    others = [i for i in range(n) if i not in panel]
    include = {ids[panel[0]]: "speaks for the city"} if rng.random() < 0.15 else {}
    exclude = {ids[others[0]]: "sat before"} if others and rng.random() < 0.15 else {}
    return Selection(Pool(people, households), quotas, k, include, exclude)


def quota_rows(rng: np.random.Generator, people: pd.DataFrame, panel: np.ndarray) -> list[tuple[str, str, int, int]]:
    """Lay quotas around the seats of one panel: exact for the frame, up to one seat wider for the others."""
    columns = {name: people[name] for name in people}
    if "f1" in people and rng.random() < 0.5:
        columns[f"f0{CROSS}f1"] = people["f0"] + CROSS + people["f1"]
    rows = []
    for name, values in columns.items():
        for value in sorted(set(values)):
            seats = int((values.to_numpy()[panel] == value).sum())
            below, above = (0, 0) if name == "frame" else (int(rng.integers(0, 2)), int(rng.integers(0, 2)))
            rows.append((name, value, max(0, seats - below), seats + above))
    return rows


def tight_selection(rng: np.random.Generator) -> Selection:
    """Make a pool of 14 to 20 people with exact quotas on five features, where the relaxation promises too much."""
    n, k = int(rng.integers(14, 21)), int(rng.integers(4, 7))
    ids = [f"p{i}" for i in range(n)]
    people = pd.DataFrame({f"f{j}": rng.choice(["a", "b", "c"][: rng.integers(2, 4)], n) for j in range(5)}, index=ids)
    panel = rng.choice(n, k, replace=False)
    rows = [
        (name, value, int((values.to_numpy()[panel] == value).sum()), int((values.to_numpy()[panel] == value).sum()))
        for name, values in people.items()
        for value in sorted(set(values))
    ]
    return Selection(Pool(people), Quotas(pd.DataFrame(rows, columns=["feature", "value", "min", "max"])), k)


def middling_selection(people: int = 60, seed: int = 3) -> Selection:
    """Make a pool in which the closing of levels has work to do."""
    rng = np.random.default_rng(seed)
    table = pd.DataFrame({f"f{j}": rng.choice(list("abcd"), people) for j in range(6)})
    table.index = pd.Index([f"p{i}" for i in range(people)])
    panel = rng.choice(people, 10, replace=False)
    rows = []
    for name, values in table.items():
        for value in sorted(set(values)):
            seats = int((values.to_numpy()[panel] == value).sum())
            rows.append((name, value, seats, seats))
    return Selection(Pool(table), Quotas(pd.DataFrame(rows, columns=["feature", "value", "min", "max"])), 10)


def all_panels(selection: Selection) -> np.ndarray:
    """List every lawful panel as a row of zeros and ones, checked rule by rule."""
    pool, n = selection.pool, len(selection.pool)
    panels = np.array(list(combinations(range(n), selection.seats)))
    lawful = np.ones(len(panels), dtype=bool)
    for person in selection.must_include:
        lawful &= (pool.ids.to_numpy()[panels] == person).any(axis=1)
    for person in selection.must_exclude:
        lawful &= (pool.ids.to_numpy()[panels] != person).all(axis=1)
    if pool.households is not None:
        for address in sorted(set(pool.households) - {""}):
            lawful &= (pool.households.to_numpy()[panels] == address).sum(axis=1) <= 1
    for quota in selection.quotas.rows:
        has = np.ones(n, dtype=bool)
        for name, value in zip(quota.feature.split(CROSS), quota.value.split(CROSS), strict=True):
            has &= (pool.people[name] == value).to_numpy()
        seats = has[panels].sum(axis=1)
        lawful &= (seats >= quota.min) & (seats <= quota.max)
    rows = np.zeros((len(panels), n))
    np.put_along_axis(rows, panels, 1.0, axis=1)
    return rows[lawful]


def leximin_by_listing(panels: np.ndarray) -> np.ndarray:
    """Find the leximin chances of the people who sit in some panel, one person at a time (slow and simple)."""
    table = panels[:, panels.any(axis=0)]
    floors = np.full(table.shape[1], np.nan)
    while np.isnan(floors).any():
        free = np.isnan(floors)
        z = best_floor(table, floors, free, raised=None)
        for person in np.flatnonzero(free):
            if best_floor(table, np.where(free, z - 1e-9, floors), np.zeros(len(free), bool), raised=person) < z + 1e-7:
                floors[person] = z - 1e-9
    return floors


def best_floor(table: np.ndarray, floors: np.ndarray, free: np.ndarray, raised: int | None) -> float:
    """Maximise the least chance of the free people, or the chance of one person, above the floors of the others."""
    many = len(table)
    goal = np.zeros(many + 1)
    rows = np.hstack([-table.T, free[:, None].astype(float)])
    sides = np.where(free, 0.0, -np.nan_to_num(floors))
    if raised is None:
        goal[-1] = -1
    else:
        goal[:many] = -table[:, raised]
    total = np.append(np.ones(many), 0.0)[None]
    found = linprog(goal, rows, sides, total, [1.0], bounds=[(0, None)] * many + [(0, 1)], method="highs")
    return float(-found.fun)


def best_step(panels: np.ndarray, chances: np.ndarray, slopes: np.ndarray) -> float:
    """Say how steeply a smooth function of the chances can rise towards any panel: 0 or less only at its maximum."""
    placed = panels.any(axis=0)
    return float(((panels - chances) @ np.where(placed, slopes, 0.0)).max())


def goldilocks_by_listing(panels: np.ndarray, seats: int, gamma: float = 1.0) -> float:
    """Minimise u / even + gamma even / z over all mixtures of panels, by more and more tangents of the second term."""
    table = panels[:, panels.any(axis=0)]
    many, people = table.shape
    even, z = seats / people, seats / people
    none, ones = np.zeros((people, 1)), np.ones((people, 1))
    rows = [np.hstack([-table.T, ones, none, none]), np.hstack([table.T, none, -ones, none])]
    sides = [np.zeros(2 * people)]
    goal = np.concatenate([np.zeros(many + 1), [1 / even, 1.0]])
    total = np.append(np.ones(many), np.zeros(3))[None]
    bounds = [(0, None)] * many + [(1e-9, 1), (0, 1), (0, None)]
    while True:
        rows.append(np.concatenate([np.zeros(many), [-gamma * even / z**2, 0.0, -1.0]])[None])
        sides.append(np.array([-2 * gamma * even / z]))
        found = linprog(goal, np.vstack(rows), np.concatenate(sides), total, [1.0], bounds=bounds, method="highs")
        z, height = float(found.x[-3]), float(found.x[-1])
        if gamma * even / z - height < 3e-7 * found.fun:
            return -float(found.fun)
