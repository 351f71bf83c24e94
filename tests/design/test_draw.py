import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.design.draw import QuotaTable, draw_panel


def quota_table(rows):
    return pd.DataFrame(rows, columns=["feature", "value", "min", "max"])


def a_panel_exists(table, seats):
    people = range(len(table.counts))
    panels = (table.counts[list(panel)].sum(axis=0) for panel in itertools.combinations(people, seats))
    return any(((held >= table.least) & (held <= table.most)).all() for held in panels)


def random_instance(seed):
    rng = np.random.default_rng(seed)
    pool = pd.DataFrame({"sex": rng.choice(["w", "m"], 10), "age": rng.choice(["a", "b", "c"], 10)})
    rows = []
    for feature, values in {"sex": "wm", "age": "abc"}.items():
        for value in values:
            least = int(rng.integers(0, 3))
            rows.append((feature, value, least, least + int(rng.integers(0, 3))))
    return QuotaTable.of(pool, quota_table(rows))


def test_a_panel_is_found_exactly_when_brute_force_finds_one():
    agree = 0
    for seed in range(150):
        table = random_instance(seed)
        found = draw_panel(table, 5, np.random.default_rng(seed)).shortfall == 0
        exists = a_panel_exists(table, 5)
        assert exists or not found
        agree += found == exists
    assert agree == 150


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_the_shortfall_reported_is_the_one_counted_by_hand(seed):
    table = random_instance(seed)
    panel = draw_panel(table, 5, np.random.default_rng(seed))
    assert len(set(panel.rows.tolist())) == 5
    held = [sum(int(table.counts[person][quota]) for person in panel.rows) for quota in range(5)]
    missed = sum(
        max(least - count, 0) + max(count - most, 0)
        for count, least, most in zip(held, table.least, table.most, strict=True)
    )
    assert panel.shortfall == missed


def test_a_pool_smaller_than_the_assembly_sits_whole():
    table = QuotaTable.of(pd.DataFrame({"sex": ["w", "m"]}), quota_table([("sex", "w", 3, 5), ("sex", "m", 0, 5)]))
    panel = draw_panel(table, 5, np.random.default_rng(0))
    assert sorted(panel.rows.tolist()) == [0, 1]
    assert panel.shortfall == 2


def test_everyone_of_one_kind_is_seated_equally_often():
    pool = pd.DataFrame({"sex": ["w"] * 4 + ["m"] * 6})
    table = QuotaTable.of(pool, quota_table([("sex", "w", 2, 2), ("sex", "m", 2, 2)]))
    rng = np.random.default_rng(3)
    seats = np.zeros(10)
    for _ in range(3000):
        seats[draw_panel(table, 4, rng).rows] += 1
    assert seats[:4] / 3000 == pytest.approx(np.full(4, 1 / 2), abs=0.04)
    assert seats[4:] / 3000 == pytest.approx(np.full(6, 1 / 3), abs=0.04)
