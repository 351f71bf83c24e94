from itertools import combinations_with_replacement

import numpy as np
import pandas as pd
import pytest

from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.errors import InputError
from toolkit.sortition.pool import Selection
from toolkit.sortition.replacement import (
    _best_numbers,
    _least_missed,
    _situation,
    choose_alternates,
    quotas_left,
    replacement_selection,
)

ROWS = [("f", "a"), ("f", "b"), ("m", "a"), ("m", "b")] * 3
QUOTAS = quotas_of(("sex", "f", 2, 2), ("sex", "m", 2, 2), ("age", "a", 1, 3), ("age", "b", 2, 3))


@pytest.fixture
def selection():
    homes = ["x", "", "", "", "x", "", "", "", "", "", "", ""]
    return Selection(pool_of(ROWS, ["sex", "age"], homes), QUOTAS, 4, must_exclude={"p11": "past member"})


def test_quotas_left_are_what_members_do_not_hold():
    members = pool_of([("f", "a"), ("f", "a"), ("m", "a")], ["sex", "age"]).people
    left = quotas_left(QUOTAS, members).table
    assert left[["min", "max"]].to_numpy().tolist() == [[0, 0], [1, 1], [0, 0], [2, 3]]


def test_the_free_seats_are_drawn_from_those_who_could_still_sit(selection):
    rest = replacement_selection(selection, ["p0", "p1"], former=["p2"])
    assert rest.seats == 2
    assert rest.pool.ids.tolist() == ["p3", "p5", "p6", "p7", "p8", "p9", "p10"]
    assert rest.quotas.table[["min", "max"]].to_numpy().tolist() == [[0, 0], [2, 2], [0, 2], [1, 2]]


def test_without_a_free_seat_nothing_is_drawn(selection):
    with pytest.raises(InputError, match="No seat is free"):
        replacement_selection(selection, ["p0", "p1", "p2", "p3"])
    with pytest.raises(InputError, match="1 members are not in the pool"):
        replacement_selection(selection, ["p0", "stranger"])


@pytest.mark.parametrize("seed", range(8))
def test_chosen_alternates_are_as_good_as_the_best_of_all_choices(selection, seed):
    rng = np.random.default_rng(seed)
    panel = ["p0", "p1", "p2", "p3"]
    candidates = selection.pool.people.drop([*panel, "p4", "p11"])
    situation, _ = _situation(selection, panel, candidates)
    leaving = rng.random((6, 4)) < 0.4
    _, loss, bound = _best_numbers(situation, leaving, 2, 20.0)
    assert bound == pytest.approx(loss)
    losses = []
    for pick in combinations_with_replacement(range(len(situation.available)), 2):
        numbers = np.bincount(pick, minlength=len(situation.available))
        if (numbers <= situation.available).all():
            losses.append(_least_missed(situation, leaving, numbers).mean())
    assert loss <= min(losses) + 1e-7


def test_the_alternate_of_the_only_member_who_leaves_is_like_that_member(selection):
    panel = ["p0", "p1", "p2", "p3"]
    dropout = pd.Series([0.0, 1.0, 0.0, 0.0], index=panel)
    chosen = choose_alternates(selection, panel, dropout, 1, np.random.default_rng(0), departures=5, trials=20)
    assert selection.pool.people.loc[chosen.people[0]].tolist() == ["f", "b"]
    found = chosen.table.set_index("alternates")
    assert found.loc["chosen"].tolist() == [0.0, 1.0]
    assert found.loc["none", "missed_seats"] > found.loc["chosen", "missed_seats"]


def test_alternates_share_no_address_with_members_or_each_other(selection):
    panel = ["p1", "p2", "p3", "p8"]
    dropout = pd.Series(0.3, index=panel)
    chosen = choose_alternates(selection, panel, dropout, 6, np.random.default_rng(0), departures=5, trials=20)
    assert not {"p0", "p4"} <= set(chosen.people) and "p11" not in chosen.people


@pytest.mark.parametrize(("dropout", "count", "message"), [(1.2, 1, "not between 0 and 1"), (0.2, 50, "50 asked for")])
def test_impossible_wishes_are_refused(selection, dropout, count, message):
    panel = ["p0", "p1", "p2", "p3"]
    with pytest.raises(InputError, match=message):
        choose_alternates(selection, panel, pd.Series(dropout, index=panel), count, np.random.default_rng(0))
