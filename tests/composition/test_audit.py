import numpy as np
import pandas as pd
import pytest
from builders import crowd, day, joined, settled, sheet

from toolkit.composition.audit import MET, NOT_DEMONSTRABLE, NOT_MET, ON_PAPER, audit_composition, bands_on
from toolkit.composition.criteria import Register
from toolkit.composition.membership import build_membership
from toolkit.composition.significance import binomial_power
from toolkit.errors import InputError

PEOPLE = crowd(red=22, blue=78)
REDS = PEOPLE.loc[PEOPLE["group"] == "red", "person_id"].tolist()
BLUES = PEOPLE.loc[PEOPLE["group"] == "blue", "person_id"].tolist()


def rules(least=(22, 77), most=(23, 78), tolerance=0):
    return Register(
        pd.DataFrame(
            {
                "criterion": "group",
                "value": ["red", "blue"],
                "least": least,
                "most": most,
                "tolerance": tolerance,
                "share": [0.224, 0.776],
            }
        )
    )


def judge(members, register, number=0, **options):
    return audit_composition(members, register, None, [day(number)], **options).table.iloc[0]


def test_seats_inside_their_bands_meet_the_criterion_and_the_power_is_said_in_words():
    row = judge(settled(PEOPLE), rules())
    assert row["verdict"] == MET
    assert row["power"] == pytest.approx(binomial_power(100, 0.224, 0.224 * 2 / 3))
    assert "with 100 seats a fall from 22 to 15 would be noticed in" in str(row["sentence"])


def test_a_class_below_its_band_does_not():
    row = judge(settled(crowd(red=18, blue=82)), rules())
    assert row["verdict"] == NOT_MET
    assert (row["value"], row["seats"]) == ("red", 18)
    assert np.isnan(row["p_value"])


def test_the_tolerance_forgives_a_seat_in_transit():
    members = build_membership(joined(PEOPLE, P000=10), PEOPLE)
    assert judge(members, rules(), 10)["verdict"] == NOT_MET
    assert judge(members, rules(tolerance=1), 10)["verdict"] == MET


def test_a_class_that_stays_away_is_met_on_paper_only():
    attendance = sheet(PEOPLE, 5, absent=tuple(REDS[:18]) + tuple(BLUES[:10]))
    row = judge(settled(PEOPLE, attendance=attendance), rules(), 5)
    assert row["verdict"] == ON_PAPER
    assert row["p_value"] < 0.001
    assert (row["present"], row["room"]) == (4, 72)
    assert "fewer than 5 of 72" in str(row["sentence"])


def test_absences_spread_over_all_leave_it_met():
    attendance = sheet(PEOPLE, 5, absent=tuple(REDS[:6]) + tuple(BLUES[:22]))
    assert judge(settled(PEOPLE, attendance=attendance), rules(), 5)["verdict"] == MET


def test_a_shortfall_that_chance_can_explain_is_not_demonstrable():
    attendance = sheet(PEOPLE, 5, absent=tuple(REDS[:19]) + tuple(BLUES[:58]))
    row = judge(settled(PEOPLE, attendance=attendance), rules(), 5)
    assert row["verdict"] == NOT_DEMONSTRABLE
    assert row["p_value"] > 0.05


def test_the_room_is_that_of_the_last_session_up_to_the_day():
    attendance = pd.concat([sheet(PEOPLE, 5, absent=tuple(REDS[:18])), sheet(PEOPLE, 20)], ignore_index=True)
    members = settled(PEOPLE, attendance=attendance)
    assert judge(members, rules(), 19)["session"] == day(5)
    assert judge(members, rules(), 19)["verdict"] == ON_PAPER
    assert judge(members, rules(), 20)["verdict"] == MET


def test_without_a_quota_a_hundred_people_cannot_show_a_share_within_five_points():
    free = Register(pd.DataFrame({"criterion": "group", "value": ["red", "blue"], "share": [0.224, 0.776]}))
    assert judge(settled(PEOPLE), free)["verdict"] == NOT_DEMONSTRABLE
    assert judge(settled(PEOPLE), free, room_tolerance=0.14)["verdict"] == MET
    assert judge(settled(crowd(red=8, blue=92)), free)["verdict"] == NOT_MET


def test_a_quota_panel_gets_no_p_value_on_its_own_quotas():
    assert np.isnan(judge(settled(PEOPLE), rules())["p_value"])


def test_bands_and_room_stand_side_by_side_and_few_people_are_not_shown():
    attendance = sheet(PEOPLE, 5, absent=tuple(REDS[:18]) + tuple(BLUES[:42]))
    bands = audit_composition(settled(PEOPLE, attendance=attendance), rules(), None, [day(5)]).bands
    assert bands_on(bands, day(5), smallest=0)["in_room"].tolist() == pytest.approx([10, 90])
    assert np.isnan(bands_on(bands, day(5))["in_room"].iloc[0])
    assert bands_on(bands, day(5))["seats"].tolist() == [22, 78]


def test_no_day_is_an_error():
    with pytest.raises(InputError, match="none to judge"):
        audit_composition(settled(PEOPLE), rules(), None, [])


@pytest.mark.slow
def test_a_stable_assembly_is_rarely_accused():
    rng = np.random.default_rng(20231)
    accused = 0
    for _ in range(100):
        came = rng.random(100) < 0.75
        attendance = sheet(PEOPLE, 5, absent=tuple(PEOPLE["person_id"][~came]))
        accused += judge(settled(PEOPLE, attendance=attendance), rules(), 5)["verdict"] == ON_PAPER
    assert accused <= 5
