import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from toolkit.design.frames import Frame, TwoStages
from toolkit.design.recruitment import (
    design_effects,
    groups_of,
    least_letters,
    letters_by_group,
    letters_jointly,
    mailing_cost,
    probability_enough,
    simulate_groups,
    volunteers_needed,
    with_reminders,
)
from toolkit.design.scenario import Costs, Reminders, read_design
from toolkit.errors import InputError

CITY = pd.DataFrame(
    {"sex": ["women", "women", "men", "men"], "age": ["young", "old"] * 2, "count": [300.0, 200, 400, 100]}
)
REGISTER = Frame(name="register", seats=10, letters=400, response=0.1)


@pytest.mark.parametrize(("rate", "needed"), [(0.05, 3), (0.3, 1), (0.012, 20), (1.0, 4)])
def test_the_least_letters_are_enough_and_one_less_is_not(rate, needed):
    letters = least_letters(rate, needed)
    assert binom.sf(needed - 1, letters, rate) >= 0.95
    assert binom.sf(needed - 1, letters - 1, rate) < 0.95


def test_nobody_needed_needs_no_letter():
    assert least_letters(0.0, 0) == 0


def test_a_group_that_cannot_be_reached_is_named():
    with pytest.raises(InputError, match="no number of letters"):
        least_letters(0.0, 1)


def test_groups_of_which_nobody_answers_are_named_together():
    groups = pd.DataFrame({"feature": "age", "value": ["a", "b", "c"], "seats": [2.0, 3, 4], "rate": [0.0, 0.1, 0]})
    with pytest.raises(InputError, match="no letter brings a volunteer of age a, age c"):
        letters_by_group(groups)


def test_whole_numbers_of_volunteers_stay_themselves():
    assert volunteers_needed(np.array([2.0, 2.1]), 3.0).tolist() == [6, 7]


def test_groups_share_seats_by_residents_and_letters_by_the_list():
    groups = groups_of(REGISTER, CITY, {"sex": {"women": 1.0, "men": 3.0}}, ["sex"])
    assert groups["seats"].tolist() == pytest.approx([5, 5])
    assert groups["rate"].tolist() == pytest.approx([0.025, 0.075])
    assert groups["response"].tolist() == pytest.approx([0.05, 0.15])


def test_the_most_demanding_group_stands_first():
    table = letters_by_group(groups_of(REGISTER, CITY, {"sex": {"women": 1.0, "men": 3.0}}, ["sex"]))
    assert table["value"].tolist() == ["women", "men"]
    assert table["letters"].iloc[0] == least_letters(0.025, 5)


@pytest.mark.slow
def test_the_closed_form_of_one_group_is_within_a_point_of_simulation():
    volunteers, _ = simulate_groups(REGISTER, CITY, {}, ["sex", "age"], 40_000, np.random.default_rng(4))
    rates = groups_of(REGISTER, CITY, {}, ["sex", "age"])["rate"]
    for number, rate in enumerate(rates):
        for needed in (8, 12, 20):
            simulated = (volunteers[:, number] >= needed).mean()
            assert simulated == pytest.approx(binom.sf(needed - 1, 400, rate), abs=0.01)


@pytest.mark.slow
def test_the_letters_found_for_all_groups_are_enough_in_an_independent_simulation():
    letters = letters_jointly(REGISTER, CITY, {}, ["sex", "age"], 2.0, np.random.default_rng(5), runs=4000)
    trial = REGISTER.model_copy(update={"letters": letters})
    found = probability_enough(trial, CITY, {}, ["sex", "age"], [2.0], 20_000, np.random.default_rng(6))
    assert found["probability"].iloc[0] >= 0.94
    fewer = REGISTER.model_copy(update={"letters": round(0.9 * letters)})
    assert (
        probability_enough(fewer, CITY, {}, ["sex", "age"], [2.0], 20_000, np.random.default_rng(6))[
            "probability"
        ].iloc[0]
        < 0.95
    )


@pytest.mark.slow
def test_ten_thousand_letters_give_one_volunteer_per_seat_but_not_three():
    """Methods, section 3: .999, .45 and .002 at one, two and three volunteers per seat.

    The source says neither how students answer, who have no diploma class in the census, nor whose quotas are meant. Of
    the readings tried these two lie on either side of it: the gradient in even steps with students between the first
    two (.42), and the lowest diploma, with students, apart from all others (.47). The tolerance covers the choice.
    """
    design = read_design("paris_2023")
    even = design.response["diploma"] | {"student": 5.4 ** (1 / 3)}
    apart = dict.fromkeys(even, 5.4) | {"none_or_brevet": 1.0, "student": 1.0}
    steps = enough_for(design, 100, even, "up")
    assert steps == pytest.approx([0.999, 0.45, 0.002], abs=0.035)
    assert enough_for(design, 80, apart, "nearest") == pytest.approx([0.999, 0.45, 0.002], abs=0.035)


def enough_for(design, seats, diploma, whole):
    """Give the chance of one, two and three volunteers per seat when ten thousand letters go to adults."""
    rolls = design.frames[0].model_copy(update={"seats": seats, "coverage": {}})
    counts, due = simulate_groups(
        rolls, design.residents(), {"diploma": diploma}, design.criteria, 20_000, np.random.default_rng(7)
    )
    needed = [np.ceil(margin * due) if whole == "up" else margin * np.round(due) for margin in (1, 2, 3)]
    return [float((counts >= least).all(axis=1).mean()) for least in needed]


def test_reminders_add_those_who_answer_late():
    reminded = with_reminders(REGISTER, Reminders(waves=2, effect=0.5))
    assert reminded.response == pytest.approx(1 - 0.9 * 0.95**2)


def test_reminders_go_to_the_silent_only():
    costs = Costs(letter=2.0, reminder=1.0)
    assert mailing_cost(REGISTER, Reminders(waves=0), costs) == 800
    assert mailing_cost(REGISTER, Reminders(waves=2, effect=0.5), costs) == pytest.approx(800 + 360 + 342)


@pytest.mark.slow
@pytest.mark.parametrize("drawn", [2, 5, 40])
def test_the_design_effect_of_two_stages_is_the_one_of_kish(drawn):
    """1 + (m − 1) ρ against the variance of 20,000 simulated mailings; more women live in one ward than elsewhere."""
    city = pd.DataFrame(
        {
            "sex": ["women", "men"] * 3,
            "ward": ["north", "north", "east", "east", "west", "west"],
            "count": [10_000, 20_000, 25_000, 20_000, 5000, 20_000],
        }
    )
    frame = Frame(name="register", seats=20, letters=400, response=0.1, two_stages={"areas": "ward", "drawn": drawn})
    effects = design_effects(frame, city, {"sex": {"women": 2.0, "men": 1.0}}, ["sex", "ward"])
    counts, _ = simulate_groups(
        frame, city, {"sex": {"women": 2.0, "men": 1.0}}, ["sex", "ward"], 20_000, np.random.default_rng(8)
    )
    rate = effects["volunteers"].to_numpy() / 400
    measured = counts.var(axis=0) / (400 * rate * (1 - rate))
    assert counts.mean(axis=0) == pytest.approx(effects["volunteers"].to_numpy(), rel=0.03)
    assert measured == pytest.approx(effects["design_effect"].to_numpy(), rel=0.05)
    assert (effects["design_effect"] > 1).all()


def test_letters_sent_everywhere_have_no_design_effect():
    assert (design_effects(REGISTER, CITY, {}, ["sex", "age"])["design_effect"] == 1).all()


def test_two_stages_write_to_the_areas_drawn_only():
    city = CITY.assign(ward=[f"w{number}" for number in range(len(CITY))])
    frame = REGISTER.model_copy(update={"two_stages": TwoStages(areas="ward", drawn=1)})
    counts, _ = simulate_groups(frame, city, {}, ["ward"], 50, np.random.default_rng(9))
    assert ((counts > 0).sum(axis=1) == 1).all()
