import numpy as np
import pandas as pd
import pytest

from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.sortition.comparison import (
    chances_by_value,
    plain_chances,
    price_of_quotas,
    quotas_met_by_plain_draws,
    seats_by_value,
    sorted_chances,
)
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.pool import Quota, Selection
from toolkit.sortition.what_if import what_if

FRAMES = [("rolls", "f")] * 6 + [("rolls", "m")] * 2 + [("youth", "f")] * 2


@pytest.fixture
def selection():
    quotas = quotas_of(("frame", "rolls", 4, 4), ("frame", "youth", 1, 1), ("sex", "f", 3, 3), ("sex", "m", 2, 2))
    return Selection(pool_of(FRAMES, ["frame", "sex"]), quotas, 5)


def test_a_plain_draw_knows_the_frames_only(selection):
    assert plain_chances(selection).tolist() == [0.5] * 8 + [0.5] * 2
    bare = Selection(selection.pool, quotas_of(("sex", "f", 0, 5), ("sex", "m", 0, 5)), 4)
    assert plain_chances(bare).tolist() == [0.4] * 10


def test_mean_seats_are_sums_of_chances(selection):
    lottery = leximin_lottery(selection)
    table = seats_by_value(selection, {"plain": plain_chances(selection), "fair": lottery.marginals})
    assert table["plain"].tolist() == [4, 1, 4, 1]
    assert table["fair"].tolist() == pytest.approx([4, 1, 3, 2])
    assert table["pool"].tolist() == [8, 2, 8, 2]


def test_chances_of_a_class_are_its_members(selection):
    table = chances_by_value(leximin_lottery(selection), plain_chances(selection)).set_index("value")
    assert table.loc["m", ["people", "other", "smallest", "mean", "largest"]].tolist() == pytest.approx(
        [2, 0.5, 1, 1, 1]
    )
    assert table.loc["rolls", ["smallest", "mean"]].tolist() == pytest.approx([1 / 3, 0.5])


def test_sorted_chances_rise():
    table = sorted_chances({"x": pd.Series([0.3, 0.1]), "y": pd.Series([0.2, 0.2])})
    assert table.to_numpy().tolist() == [["x", 1, 0.1], ["x", 2, 0.3], ["y", 1, 0.2], ["y", 2, 0.2]]


def test_plain_draws_meet_quotas_as_often_as_the_hypergeometric_law_says():
    selection = Selection(
        pool_of([("f",)] * 4 + [("m",)] * 4, ["sex"]), quotas_of(("sex", "f", 2, 2), ("sex", "m", 0, 4)), 4
    )
    met = quotas_met_by_plain_draws(selection, np.random.default_rng(0), draws=20_000)
    assert met["met"].iloc[0] == pytest.approx(36 / 70, abs=0.012)
    assert met["met"].iloc[-1] == met["met"].iloc[0] and met["met"].iloc[1] == 1


def test_a_price_is_what_a_seat_of_leeway_changes():
    pool = pool_of([("f",)] * 3 + [("m",)] * 17, ["sex"])
    selection = Selection(pool, quotas_of(("sex", "f", 2, 3), ("sex", "m", 0, 5)), 6)
    prices = price_of_quotas(leximin_lottery(selection))
    assert prices[["value", "side", "seats"]].to_numpy().tolist() == [["f", "at least", 2]]
    fewer = what_if(selection, [Quota("sex", "f", 1, 3)]).table["smallest_chance"]
    assert fewer.tolist() == pytest.approx([4 / 17, 5 / 17])
    assert fewer.iloc[1] - fewer.iloc[0] == pytest.approx(prices["price"].iloc[0])
    idle = what_if(selection, [Quota("sex", "m", 0, 6)]).table["smallest_chance"]
    assert idle.iloc[0] == pytest.approx(idle.iloc[1])
