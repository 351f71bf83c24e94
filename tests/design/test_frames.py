import numpy as np
import pandas as pd
import pytest

from toolkit.design.frames import (
    Frame,
    people_on,
    residents_for,
    response_chances,
    value_shares,
    volunteer_rates,
    weights,
)

CITY = pd.DataFrame(
    {"sex": ["women", "women", "men", "men"], "age": ["young", "old"] * 2, "count": [30.0, 20.0, 40.0, 10.0]}
)


def frame(**changes):
    return Frame(**{"name": "register", "seats": 10, "letters": 100, "response": 0.1, **changes})


def test_weights_multiply_over_features_and_default_to_one():
    assert weights(CITY, {"sex": {"women": 2.0}, "age": {"old": 3.0}}).tolist() == [2, 6, 1, 3]


def test_a_frame_reaches_only_the_values_it_is_limited_to():
    assert residents_for(frame(only={"age": ("old",)}), CITY)["count"].tolist() == [20, 10]


def test_coverage_counts_the_people_on_the_list_and_not_the_residents():
    on_list = people_on(frame(coverage={"sex": {"men": 0.5}}), CITY)
    assert on_list["count"].tolist() == [30, 20, 20, 5]


def test_the_mean_response_of_the_people_on_the_list_is_that_of_the_frame():
    chances = response_chances(frame(), CITY, {"age": {"young": 1.0, "old": 4.0}})
    assert np.average(chances, weights=CITY["count"]) == pytest.approx(0.1)
    assert chances[1] / chances[0] == pytest.approx(4)


def test_rates_add_up_to_the_response_of_a_proportional_mailing():
    rates = volunteer_rates(frame(), CITY, {"sex": {"women": 1.0, "men": 3.0}})
    assert rates.sum() == pytest.approx(0.1)


def test_a_stratified_mailing_shifts_letters_and_leaves_the_response_of_each_person():
    even, shifted = frame(), frame(mailing={"age": {"old": 2.0}})
    relative = {"age": {"young": 1.0, "old": 4.0}}
    assert response_chances(shifted, CITY, relative).tolist() == response_chances(even, CITY, relative).tolist()
    letters = volunteer_rates(shifted, CITY, {}) / 0.1
    assert letters[1] / letters[0] == pytest.approx(2 * 20 / 30)


def test_shares_keep_the_order_of_the_cells():
    shares = value_shares(CITY, ["age"], CITY["count"].to_numpy())
    assert shares["value"].tolist() == ["young", "old"]
    assert shares["share"].tolist() == pytest.approx([0.7, 0.3])
