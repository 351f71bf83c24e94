import pytest

from toolkit.design.scenario import read_design
from toolkit.design.sensitivity import ASSUMPTIONS, one_at_a_time, scale_response, sensitivity, set_gradient

PARIS = read_design("paris_2023")


def test_the_gradient_is_stretched_in_equal_ratios():
    response = set_gradient(PARIS, 8.0).response["diploma"]
    assert response["higher_education"] / response["none_or_brevet"] == pytest.approx(8)
    assert response["bac"] / response["cap_bep"] == pytest.approx((3.08 / 1.75) ** (2.0794415 / 1.6863990))


def test_a_gradient_of_one_makes_everyone_alike():
    assert set(set_gradient(PARIS, 1.0).response["diploma"].values()) == {1.0}


def test_a_scaled_response_opens_the_number_of_volunteers():
    frame = scale_response(PARIS, 0.5).frames[0]
    assert frame.response == pytest.approx(0.0374)
    assert frame.volunteers is None


@pytest.mark.slow
def test_the_number_of_volunteers_depends_on_the_response_alone():
    table = sensitivity(PARIS, seed=1, points=16, runs=1).set_index(["outcome", "assumption"])["total"]
    assert table["volunteers", "response to letters"] == pytest.approx(1, abs=0.1)
    for assumption in ASSUMPTIONS[1:]:
        assert table["volunteers", assumption.name] < 0.05


@pytest.mark.slow
def test_more_departures_empty_more_seats_and_take_the_composition_away():
    table = one_at_a_time(PARIS, seed=2, runs=25).set_index(["outcome", "assumption"])
    leave = table.xs("share who leave", level="assumption")
    assert leave.loc["seats_filled", "at_high"] < leave.loc["seats_filled", "at_low"]
    assert leave.loc["distance_end", "at_high"] > leave.loc["distance_end", "as_designed"]
    assert leave.loc["volunteers", "at_high"] == leave.loc["volunteers", "at_low"]
