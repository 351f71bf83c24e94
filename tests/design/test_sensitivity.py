import numpy as np
import pytest

from toolkit.design.scenario import read_design
from toolkit.design.sensitivity import (
    ASSUMPTIONS,
    indices,
    legendre_terms,
    one_at_a_time,
    scale_response,
    sensitivity,
    set_gradient,
)

PARIS = read_design("paris_2023")


def test_the_gradient_is_stretched_in_equal_ratios():
    response = set_gradient(PARIS, 8.0).response["diploma"]
    assert response["higher_education"] / response["none_or_brevet"] == pytest.approx(8)
    assert response["bac"] / response["cap_bep"] == pytest.approx((3.08 / 1.75) ** (2.0794415 / 1.6863990))


def test_a_gradient_of_one_makes_everyone_alike():
    assert set(set_gradient(PARIS, 1.0).response["diploma"].values()) == {1.0}


def test_who_never_answers_never_answers():
    some = PARIS.model_copy(update={"response": {"sex": {"women": 0.0, "men": 2.0}, "age": {"16-17": 1.0, "65+": 4.0}}})
    assert set_gradient(some, 3.0).response == {
        "sex": {"women": 0, "men": 1},
        "age": {"16-17": 1, "65+": pytest.approx(3)},
    }


def test_a_scaled_response_opens_the_number_of_volunteers():
    frame = scale_response(PARIS, 0.5).frames[0]
    assert frame.response == pytest.approx(0.0374)
    assert frame.volunteers is None


def test_the_indices_of_a_function_that_can_be_integrated_by_hand():
    """2 x + y + x y on [−1, 1]²: variances 4/3, 1/3 and 1/9 of 16/9; a third assumption does nothing."""
    x = 2 * np.random.default_rng(0).random((200, 3)) - 1
    terms, owners = legendre_terms(x)
    first, total, explained = indices(terms, owners, 2 * x[:, 0] + x[:, 1] + x[:, 0] * x[:, 1])
    assert first == pytest.approx([0.75, 0.1875, 0], abs=1e-9)
    assert total == pytest.approx([0.8125, 0.25, 0], abs=1e-9)
    assert explained == pytest.approx(1)


@pytest.mark.slow
def test_chance_widens_the_indices_and_does_not_shift_them():
    """The same function with as much noise as signal: the mean of 60 estimates is within .02 of the truth."""
    found = []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        x = 2 * rng.random((400, 2)) - 1
        values = 2 * x[:, 0] + x[:, 1] + x[:, 0] * x[:, 1] + rng.normal(0, 4 / 3, 400)
        found.append(indices(*legendre_terms(x), values)[1])
    assert np.mean(found, axis=0) == pytest.approx([0.8125, 0.25], abs=0.02)


def test_terms_have_variance_one_and_nothing_in_common():
    x = np.stack(np.meshgrid(*[np.linspace(-1, 1, 401)] * 2), axis=-1).reshape(-1, 2)
    terms, owners = legendre_terms(x)
    assert terms.T @ terms / len(x) == pytest.approx(np.eye(5), abs=0.03)
    assert owners.tolist() == [[True, False], [False, True], [True, False], [False, True], [True, True]]


@pytest.mark.slow
def test_the_number_of_volunteers_depends_on_the_response_alone():
    table = sensitivity(PARIS, seed=1, points=80).set_index(["outcome", "assumption"])
    assert table.loc[("volunteers", "response to letters"), "total"] > 0.97
    for assumption in ASSUMPTIONS[1:]:
        assert table.loc[("volunteers", assumption.name), "total"] < 0.03
    assert (table["total_low"] <= table["total"]).all() and (table["first_order"] <= table["total"] + 1e-12).all()
    assert table.loc["volunteers", "explained"].iloc[0] > 0.95


@pytest.mark.slow
def test_more_departures_empty_more_seats_and_take_the_composition_away():
    table = one_at_a_time(PARIS, seed=2, runs=25).set_index(["outcome", "assumption"])
    leave = table.xs("share who leave", level="assumption")
    assert leave.loc["seats_filled", "at_high"] < leave.loc["seats_filled", "at_low"]
    assert leave.loc["distance_end", "at_high"] > leave.loc["distance_end", "as_designed"]
    assert leave.loc["volunteers", "at_high"] == leave.loc["volunteers", "at_low"]
