"""Pools small enough to list every panel."""

from itertools import combinations

import numpy as np
import pandas as pd

from toolkit.sortition.pool import Pool, Quotas, Selection


def pool_of(rows, columns, households=None):
    """Make a pool of people p0, p1, … from rows of values."""
    ids = [f"p{n}" for n in range(len(rows))]
    people = pd.DataFrame(rows, columns=columns, index=pd.Index(ids, name="person_id"))
    return Pool(people, None if households is None else pd.Series(households, index=people.index))


def quotas_of(*rows, flex=False):
    """Make quotas from (feature, value, min, max[, min_flex, max_flex])."""
    columns = ["feature", "value", "min", "max", "min_flex", "max_flex"]
    return Quotas(pd.DataFrame(rows, columns=columns[: 6 if flex else 4]))


QUOTAS = quotas_of(("sex", "f", 2, 2), ("sex", "m", 2, 2), ("age", "a", 1, 3), ("age", "b", 2, 3))


def random_selection(rng, people=9, seats=3, width=1, households=False):
    """Make a random pool with two features and quotas that some panel of the pool meets."""
    rows = [(("f", "m")[rng.integers(2)], ("a", "b", "c")[rng.integers(3)]) for _ in range(people)]
    chosen = rng.choice(people, seats, replace=False)
    quotas = []
    for place, (name, values) in enumerate({"sex": "fm", "age": "abc"}.items()):
        for value in values:
            if any(row[place] == value for row in rows):
                held = sum(rows[person][place] == value for person in chosen)
                low = max(0, held - int(rng.integers(width + 1)))
                quotas.append((name, value, low, held + int(rng.integers(width + 1))))
    homes = [f"h{rng.integers(people)}" for _ in rows] if households else None
    if homes:
        for person in chosen:
            homes[person] = f"own{person}"
    return Selection(pool_of(rows, ["sex", "age"], homes), quotas_of(*quotas), seats)


def every_panel(selection, quotas=True):
    """List all panels, as tuples of positions; without quotas only households and rules count."""
    counted = selection.quotas.counted(selection.pool.people).astype(int)
    low, high = selection.quotas.table["min"].to_numpy(), selection.quotas.table["max"].to_numpy()
    panels = []
    for panel in combinations(range(len(selection.pool)), selection.seats):
        held = counted[:, list(panel)].sum(axis=1)
        inside = not quotas or ((held >= low) & (held <= high)).all()
        homes = all(np.isin(group, panel).sum() <= 1 for group in selection.pool.housemates())
        rules = set(np.flatnonzero(selection.included)) <= set(panel) and not selection.excluded[list(panel)].any()
        if inside and homes and rules:
            panels.append(panel)
    return panels
