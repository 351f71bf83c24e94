import numpy as np
import pandas as pd
import pytest

from tests.composition.builders import crowd, day, joined, settled, sheet
from toolkit.composition.audit import audit_composition, three_compositions
from toolkit.composition.criteria import Register
from toolkit.composition.membership import build_membership
from toolkit.composition.significance import binomial_power
from toolkit.composition.verdict import FALLS_SHORT, MET, NOT_DEMONSTRABLE, NOT_MET, NOT_RECORDED, ON_PAPER, Rule
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


def audit(members, register, *numbers, rule=None):
    days = [day(number) for number in numbers or (0,)]
    return audit_composition(members, register, None, days, np.random.default_rng(1), rule)


def judge(members, register, number=0, rule=None):
    return audit(members, register, number, rule=rule).table.iloc[0]


def sessions(*absent):
    sheets = [sheet(PEOPLE, 5 * (n + 1), absent=names) for n, names in enumerate(absent)]
    return pd.concat(sheets, ignore_index=True)


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


def test_too_many_seats_are_a_rise_and_too_few_a_fall():
    words = str(judge(settled(crowd(red=40, blue=60)), rules())["sentence"])
    assert words.startswith("red: 40 seats for a quota of 22 to 23 (with 100 seats a rise from 22 to 30 ")
    words = str(judge(settled(crowd(red=18, blue=82)), rules(least=(22, 70), most=(23, 90)))["sentence"])
    assert "red: 18 seats for a quota of 22 to 23 (with 100 seats a fall from 22 to 15" in words


def test_a_class_that_stays_away_session_after_session_is_met_on_paper_only():
    absent = [tuple(REDS[n : n + 12]) + tuple(BLUES[n : n + 20]) for n in range(4)]
    row = judge(settled(PEOPLE, attendance=sessions(*absent)), rules(), 20)
    assert (row["verdict"], row["enrolled"], row["present"]) == (ON_PAPER, MET, FALLS_SHORT)
    assert row["p_value"] < 0.02
    assert "red, over 4 sessions together: 14.7% of those present where 22.0% are due" in str(row["sentence"])


def test_one_bad_evening_among_many_good_ones_does_not_condemn_a_criterion():
    good = (tuple(REDS[:2]) + tuple(BLUES[:8]),) * 7
    bad = (tuple(REDS[:18]) + tuple(BLUES[:10]),)
    members = settled(PEOPLE, attendance=sessions(*good, *bad))
    assert judge(members, rules(), 40)["verdict"] == MET
    alone = settled(PEOPLE, attendance=sheet(PEOPLE, 40, absent=bad[0]))
    assert judge(alone, rules(), 40)["verdict"] == ON_PAPER


def test_one_session_alone_gives_the_p_value_of_people_picked_without_replacement():
    from toolkit.composition.significance import excess_p_value

    attendance = sheet(PEOPLE, 5, absent=tuple(REDS[:12]) + tuple(BLUES[:20]))
    row = audit(settled(PEOPLE, attendance=attendance), rules(), 5).rooms.set_index("value").loc["red"]
    assert row["p_value"] == pytest.approx(excess_p_value(12, 22, 32, 100), abs=0.004)
    assert row["room"] == pytest.approx(10 / 68)


def test_absences_spread_over_all_leave_it_met():
    attendance = sheet(PEOPLE, 5, absent=tuple(REDS[:6]) + tuple(BLUES[:22]))
    row = judge(settled(PEOPLE, attendance=attendance), rules(), 5)
    assert row["verdict"] == MET
    assert "also in the room: at one session none fell more than 20% below its quota" in str(row["sentence"])


def test_a_shortfall_that_chance_can_explain_is_not_demonstrable():
    attendance = sheet(PEOPLE, 5, absent=tuple(REDS[:19]) + tuple(BLUES[:58]))
    members = settled(PEOPLE, attendance=attendance)
    row = judge(members, rules(), 5)
    assert row["verdict"] == NOT_DEMONSTRABLE
    assert "red, at one session: fewer than 5 people" in str(row["sentence"])
    assert np.isnan(row["p_value"])
    assert judge(members, rules(), 5, Rule(smallest=0))["p_value"] > 0.05


def test_the_tolerance_of_the_room_is_a_share_of_the_quota_so_that_small_classes_can_fall_short():
    people = crowd(minors=5, adults=95)
    register = Register(
        pd.DataFrame({"criterion": "group", "value": ["minors", "adults"], "least": [5, 95], "most": [5, 95]}).assign(
            share=[0.05, 0.95]
        )
    )
    attendance = pd.concat([sheet(people, n, absent=tuple(people["person_id"][:5])) for n in range(1, 6)])
    row = judge(settled(people, attendance=attendance), register, 5)
    assert (row["value"], row["verdict"]) == ("minors", ON_PAPER)


def test_sessions_before_the_rules_changed_do_not_count():
    table = rules().table
    register = Register(pd.concat([table.assign(until="2023-09-08"), table.assign(since="2023-09-08")]))
    absent = [tuple(REDS[:18]) + tuple(BLUES[:10])] * 2
    members = settled(PEOPLE, attendance=sessions(*absent))
    assert audit(members, register, 5).rooms["sessions"].tolist() == [1, 1]
    assert audit(members, register, 10).rooms["sessions"].tolist() == [1, 1]
    assert audit(members, register, 6).table["present"].tolist() == [FALLS_SHORT]
    assert audit(members, register, 8).table["present"].tolist() == [NOT_RECORDED]


def test_the_room_is_that_of_the_sessions_up_to_the_day():
    attendance = pd.concat([sheet(PEOPLE, 5, absent=tuple(REDS[:18])), sheet(PEOPLE, 20)], ignore_index=True)
    rooms = audit(settled(PEOPLE, attendance=attendance), rules(), 19, 20).rooms
    assert rooms["sessions"].tolist() == [1, 1, 2, 2]
    assert rooms[rooms["value"] == "red"]["room"].tolist() == pytest.approx([4 / 82, 26 / 182])


def spoken(*speakers):
    marks = [
        sheet(PEOPLE, 5 * (n + 1)).assign(spoke=PEOPLE["person_id"].isin(names)) for n, names in enumerate(speakers)
    ]
    return pd.concat(marks, ignore_index=True)


def test_a_class_that_comes_and_stays_silent_falls_short_among_those_who_spoke_alone():
    row = judge(settled(PEOPLE, attendance=spoken(*[REDS[:1] + BLUES[:40]] * 5)), rules(), 25)
    assert (row["verdict"], row["present"], row["speaking"]) == (MET, MET, FALLS_SHORT)
    assert "red spoke less than chance explains, over 5 sessions together: fewer than 5 people" in str(row["speech"])


def test_speech_that_was_not_noted_is_not_silence():
    members = settled(PEOPLE, attendance=sessions((), ()))
    found = audit(members, rules(), 10)
    assert found.table["speaking"].tolist() == [NOT_RECORDED]
    assert str(found.text[1]) == "Who spoke is not recorded."
    noted = spoken(REDS[:11] + BLUES[:39]).assign(spoke=lambda table: table["spoke"].where(table["spoke"], None))
    both = pd.concat([noted, sheet(PEOPLE, 10)], ignore_index=True)
    rooms = audit(settled(PEOPLE, attendance=both), rules(), 10).rooms
    assert rooms[rooms["body"] == "speaking"]["sessions"].tolist() == [1, 1]
    assert rooms[rooms["body"] == "speaking"]["rate"].tolist() == pytest.approx([0.5, 0.5])


def test_without_a_quota_a_hundred_people_cannot_show_a_share_within_five_points():
    free = Register(pd.DataFrame({"criterion": "group", "value": ["red", "blue"], "share": [0.224, 0.776]}))
    assert judge(settled(PEOPLE), free)["verdict"] == NOT_DEMONSTRABLE
    assert judge(settled(PEOPLE), free, rule=Rule(margin=0.14))["verdict"] == MET
    assert judge(settled(crowd(red=8, blue=92)), free)["verdict"] == NOT_MET


def test_a_quota_on_one_class_alone_is_counted_and_the_others_are_tested():
    mixed = rules(least=(22, np.nan), most=(23, np.nan))
    assert judge(settled(crowd(red=20, blue=80)), mixed)[["verdict", "value"]].tolist() == [NOT_MET, "red"]
    row = judge(settled(PEOPLE), mixed, rule=Rule(margin=0.14))
    assert (row["verdict"], row["value"]) == (MET, "blue")
    assert row["p_value"] > 0.5


def test_a_quota_panel_gets_no_p_value_on_its_own_quotas():
    assert np.isnan(judge(settled(PEOPLE), rules())["p_value"])


def test_a_criterion_without_quota_is_tested_both_ways_and_its_power_too():
    free = Register(pd.DataFrame({"criterion": "group", "value": ["red", "blue"], "share": [0.224, 0.776]}))
    row = judge(settled(crowd(red=40, blue=60)), free)
    assert row["power"] == pytest.approx(binomial_power(100, 0.224, 0.224 * 4 / 3, two_sided=True))
    assert "a rise from 22 to 30" in str(row["sentence"])


def test_seats_room_and_speech_stand_side_by_side_and_few_people_are_not_shown():
    absent = tuple(REDS[:18]) + tuple(BLUES[:42])
    attendance = sheet(PEOPLE, 5, absent=absent).assign(spoke=PEOPLE["person_id"].isin(REDS[18:] + BLUES[42:60]))
    members = settled(PEOPLE, attendance=attendance)
    table = three_compositions(audit(members, rules(), 5, rule=Rule(smallest=0)), day(5))
    assert table["in_room"].tolist() == pytest.approx([10, 90])
    assert table["speaking"].tolist() == pytest.approx([400 / 22, 1800 / 22])
    shown = three_compositions(audit(members, rules(), 5), day(5))
    assert shown[["in_room", "speaking"]].isna().all().all()
    assert shown["seats"].tolist() == [22, 78]


def test_where_one_class_is_hidden_another_is_so_that_it_cannot_be_computed():
    people = crowd(red=30, blue=30, green=40)
    register = Register(
        pd.DataFrame(
            {"criterion": "group", "value": ["red", "blue", "green"], "least": 20, "most": 50, "share": [0.3, 0.3, 0.4]}
        )
    )
    reds = tuple(people["person_id"][:27])
    found = audit(settled(people, attendance=sheet(people, 5, absent=reds)), register, 5)
    assert three_compositions(found, day(5))["in_room"].isna().sum() == 2


def test_a_tolerance_that_is_no_share_is_refused():
    with pytest.raises(InputError, match="room_tolerance"):
        Rule(room_tolerance=20)


def test_no_day_is_an_error():
    with pytest.raises(InputError, match="none to judge"):
        audit_composition(settled(PEOPLE), rules(), None, [], np.random.default_rng(1))


@pytest.mark.slow
def test_a_stable_assembly_is_rarely_accused_and_a_class_that_comes_half_as_often_is_found():
    rng = np.random.default_rng(20231)
    found = {1.0: 0, 0.5: 0}
    for factor in found:
        for _ in range(60):
            habit = rng.beta(3.75, 1.25, 100) * np.where(PEOPLE["group"] == "red", factor, 1.0)
            absent = [tuple(PEOPLE["person_id"][rng.random(100) > habit]) for _ in range(6)]
            found[factor] += (
                judge(settled(PEOPLE, attendance=sessions(*absent)), rules(), 30, Rule(shuffles=999))["verdict"]
                == ON_PAPER
            )
    assert found[1.0] <= 3
    assert found[0.5] >= 54
