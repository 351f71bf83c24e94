import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.composition.builders import crowd, day
from toolkit.composition.criteria import (
    Register,
    check_roster,
    distance,
    register_from_quotas,
    rounding_floor,
    target_shares,
)
from toolkit.errors import InputError

QUOTAS = pd.DataFrame({"feature": ["group"] * 2, "value": ["red", "blue"], "min": [5, 4], "max": [6, 5]})


def register(**columns):
    return Register(pd.DataFrame({"criterion": ["group"] * 2, "value": ["red", "blue"], **columns}))


def test_a_criterion_holds_from_its_first_day_to_the_day_before_its_last():
    table = pd.DataFrame(
        {
            "criterion": ["frame"] * 3,
            "value": ["rolls", "rolls", "outside the EU"],
            "least": [100, 80, 15],
            "most": [100, 80, 15],
            "since": ["2021-11-27", "2023-07-01", "2023-07-01"],
            "until": ["2023-07-01", None, None],
        }
    )
    rules = Register(table)
    assert rules.on(pd.Timestamp("2023-06-30"))["least"].tolist() == [100]
    assert rules.on(pd.Timestamp("2023-07-01"))["least"].tolist() == [80, 15]


def test_upside_down_bands_and_rows_that_overlap_are_listed_together():
    table = pd.DataFrame({"criterion": ["a", "a"], "value": ["x", "x"], "least": [5, 2], "most": [4, 3]})
    with pytest.raises(InputError) as caught:
        Register(table)
    assert "least is more than most" in str(caught.value)
    assert "two rows that hold on the same day" in str(caught.value)


def test_a_class_the_register_does_not_know_is_named_with_the_people():
    people = crowd(red=1, green=1)
    with pytest.raises(InputError, match=r"'green' \(P001\)"):
        check_roster(people, register_from_quotas(QUOTAS, 10, "us", "census"))


def test_a_criterion_without_a_population_margin_is_refused():
    with pytest.raises(InputError, match="no population margin"):
        target_shares(register(least=[5, 4], most=[6, 5]).table, None, "group")


def test_shares_that_do_not_sum_are_refused():
    with pytest.raises(InputError, match=r"sum to 0\.900"):
        target_shares(register(share=[0.5, 0.4]).table, None, "group")


def test_a_class_missing_from_the_population_is_named():
    population = pd.DataFrame({"criterion": ["group"], "value": ["red"], "share": [1.0]})
    with pytest.raises(InputError, match="no blue"):
        target_shares(register().table, population, "group")


def test_the_registers_own_shares_come_before_the_populations():
    population = pd.DataFrame({"criterion": ["group"] * 2, "value": ["red", "blue"], "share": [0.1, 0.9]})
    assert target_shares(register(share=[0.5, 0.5]).table, population, "group").tolist() == [0.5, 0.5]
    assert target_shares(register().table, population, "group").tolist() == [0.1, 0.9]


def test_expected_seats_become_shares():
    rules = register_from_quotas(QUOTAS.assign(expected=[5.5, 4.5]), 10, "us", "census", tolerance=2)
    assert rules.table["share"].tolist() == [0.55, 0.45]
    assert rules.table["tolerance"].tolist() == [2, 2]


def test_each_criterion_may_have_been_set_by_somebody_else_since_a_day_of_its_own():
    both = pd.concat([QUOTAS, QUOTAS.assign(feature="list")])
    rules = register_from_quotas(both, 10, {"group": "us", "list": "the city"}, "minutes", since=day(0).date())
    assert rules.table.groupby("criterion")["set_by"].unique().map(list).to_dict() == {
        "group": ["us"],
        "list": ["the city"],
    }
    assert len(rules.on(day(0))) == 4 and len(rules.on(day(-1))) == 0


def test_the_distance_is_the_share_of_seats_that_would_change_hands():
    assert distance([6, 4], [0.5, 0.5]) == pytest.approx(0.1)
    assert distance([10, 0], [0.0, 1.0]) == 1


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.integers(1, 7), st.lists(st.floats(0.01, 1), min_size=2, max_size=3))
def test_no_whole_seats_come_closer_than_the_rounding_floor(seats, weights):
    shares = np.array(weights) / sum(weights)
    choices = [c for c in itertools.product(range(seats + 1), repeat=len(shares)) if sum(c) == seats]
    best = min(distance(choice, shares) for choice in choices)
    assert rounding_floor(seats, shares) == pytest.approx(best, abs=1e-12)
