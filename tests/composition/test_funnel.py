import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.composition.funnel import (
    coefficient_of_variation,
    crossed_cells,
    funnel,
    r_indicator,
    recruitment_bias,
    response_model,
    weights_needed,
)
from toolkit.errors import InputError

POPULATION = pd.DataFrame({"diploma": ["low", "high"], "count": [600.0, 400.0]})


def volunteers(low, high):
    return pd.DataFrame({"diploma": ["low"] * low + ["high"] * high})


def test_the_funnel_counts_letters_answers_and_seats():
    table = funnel(POPULATION, volunteers(30, 60), volunteers(6, 4), ["diploma"], 1000).set_index("value")
    assert table.loc["low", "letters"] == pytest.approx(600)
    assert table.loc["low", "response"] == pytest.approx(0.05)
    assert table.loc["high", "response"] == pytest.approx(0.15)
    assert table.loc["high", "seats_per_volunteer"] == pytest.approx(4 / 60)


def test_the_r_indicator_flatters_where_few_respond_and_the_coefficient_of_variation_does_not():
    shares = np.array([0.5, 0.5])
    rates = 0.0748 * np.array([1 - 0.46, 1 + 0.46])
    assert r_indicator(rates, shares) == pytest.approx(0.93, abs=0.005)
    assert coefficient_of_variation(rates, shares) == pytest.approx(0.46)


def test_equal_response_has_no_spread():
    assert coefficient_of_variation(np.array([0.1, 0.1]), np.array([0.3, 0.7])) == pytest.approx(0)
    assert r_indicator(np.array([0.1, 0.1]), np.array([0.3, 0.7])) == pytest.approx(1)


def test_biased_recruitment_is_found_and_even_recruitment_is_not():
    rng = np.random.default_rng(1)
    biased = funnel(POPULATION, volunteers(30, 60), volunteers(6, 4), ["diploma"], 1000)
    even = funnel(POPULATION, volunteers(54, 36), volunteers(6, 4), ["diploma"], 1000)
    assert recruitment_bias(biased, rng, 20_000).table.loc[0, "p_holm"] < 0.001
    assert recruitment_bias(even, rng, 20_000).table.loc[0, "p_holm"] > 0.5


def test_the_rate_of_a_few_volunteers_is_not_told():
    table = funnel(POPULATION, volunteers(2, 60), volunteers(1, 4), ["diploma"], 1000)
    told, all_of_it = (recruitment_bias(table, np.random.default_rng(1), 1000, few).table.loc[0] for few in (5, 0))
    assert told["smallest"] == told["largest"] == pytest.approx(0.15)
    assert all_of_it["smallest"] == pytest.approx(2 / 600)
    assert told["variation"] == all_of_it["variation"]


def test_the_odds_ratio_of_one_criterion_is_the_cross_product():
    cells = crossed_cells(POPULATION, volunteers(30, 60), ["diploma"], 1000)
    row = response_model(cells, ["diploma"]).table.iloc[0]
    assert row["odds_ratio"] == pytest.approx((60 / 340) / (30 / 570))
    assert row["low"] < row["odds_ratio"] < row["high"]
    assert (row["value"], row["against"]) == ("high", "low")


def test_the_sentence_names_the_two_classes_also_where_the_first_answers_most():
    cells = crossed_cells(POPULATION, volunteers(90, 20), ["diploma"], 1000)
    assert "for high they are 0.3 times those for low" in str(response_model(cells, ["diploma"]).text)


def test_weights_mirror_every_criterion_and_their_design_effect_is_kishs():
    found = weights_needed(POPULATION, volunteers(30, 60), ["diploma"])
    table = found.table.set_index("value")
    assert table["weight"].to_dict() == pytest.approx({"low": 0.6 * 90 / 30, "high": 0.4 * 90 / 60})
    effect = 90 * (30 * 1.8**2 + 60 * 0.6**2) / 90**2
    assert f"90 volunteers tell no more than {90 / effect:.0f} drawn" in str(found.text)
    assert f"design effect {effect:.1f}" in str(found.text)


@given(st.integers(0, 10_000))
@settings(derandomize=True, max_examples=20, deadline=None)
def test_the_weights_of_two_criteria_meet_both_margins(seed):
    rng = np.random.default_rng(seed)
    pool = pd.DataFrame({"sex": rng.choice(["w", "m"], 80), "age": rng.choice(["a", "b", "c"], 80)})
    population = pd.DataFrame({"sex": ["w", "m"] * 3, "age": list("aabbcc"), "count": rng.uniform(50, 500, 6)})
    table = weights_needed(population, pool, ["sex", "age"]).table
    assert (table["weight"] * table["volunteers"]).to_numpy() == pytest.approx(table["residents"].to_numpy())
    assert table.groupby("criterion")["residents"].sum().tolist() == pytest.approx([1, 1])


def test_a_class_of_which_nobody_volunteered_is_left_out():
    table = weights_needed(POPULATION, volunteers(30, 0), ["diploma"]).table
    assert table[["value", "weight"]].to_numpy().tolist() == [["low", 1.0]]


def test_more_volunteers_than_letters_are_refused():
    with pytest.raises(InputError, match="more people volunteered than were invited"):
        response_model(crossed_cells(POPULATION, volunteers(30, 60), ["diploma"], 60), ["diploma"])


def test_a_class_of_which_nobody_volunteered_has_no_odds_ratio():
    cells = pd.DataFrame(
        {"age": ["young", "old", "oldest"], "invited": [500.0, 500.0, 50.0], "volunteers": [50, 25, 0]}
    )
    found = response_model(cells, ["age"]).table
    assert found["value"].tolist() == ["old"]
    assert found["odds_ratio"].iloc[0] == pytest.approx((25 / 475) / (50 / 450))
    with pytest.raises(InputError, match="no criterion has two classes"):
        response_model(cells.tail(1), ["age"])


def test_a_pool_without_volunteers_is_refused():
    nobody = funnel(POPULATION, volunteers(0, 0), volunteers(0, 0), ["diploma"], 1000)
    with pytest.raises(InputError, match="there is none"):
        recruitment_bias(nobody, np.random.default_rng(0))
