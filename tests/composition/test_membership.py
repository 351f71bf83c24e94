import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.composition.builders import crowd, day, joined, log, settled, sheet
from toolkit.composition.membership import build_membership
from toolkit.errors import InputError

PEOPLE = crowd(red=2, blue=1)


def faults_of(*events, people=PEOPLE, **options):
    with pytest.raises(InputError) as caught:
        build_membership(log(*events), people, **options)
    return str(caught.value)


def test_a_member_is_not_counted_on_the_day_of_resignation():
    members = build_membership(joined(PEOPLE, P000=10), PEOPLE)
    assert members.on(day(9))["person_id"].tolist() == ["P000", "P001", "P002"]
    assert members.on(day(10))["person_id"].tolist() == ["P001", "P002"]


def test_a_replacement_may_start_on_the_day_of_the_departure():
    members = build_membership(
        log(("P000", "joined", 0), ("P001", "joined", 0), ("P000", "resigned", 10), ("P002", "joined", 10, "P000")),
        PEOPLE,
    )
    assert members.on(day(10))["person_id"].tolist() == ["P001", "P002"]


def test_accepting_a_seat_starts_the_membership_and_declining_means_there_was_none():
    members = build_membership(
        log(
            ("P000", "drawn", 0),
            ("P000", "accepted", 5),
            ("P001", "drawn", 0),
            ("P001", "declined", 3),
            ("P002", "drawn", 0),
        ),
        PEOPLE,
    )
    assert members.spells["person_id"].tolist() == ["P000", "P002"]
    assert members.on(day(4))["person_id"].tolist() == ["P002"]


def test_a_person_may_leave_and_come_back():
    members = build_membership(
        log(*[(p, "joined", 0) for p in PEOPLE["person_id"]], ("P000", "left", 3), ("P000", "joined", 7)), PEOPLE
    )
    assert [len(members.on(day(n))) for n in (2, 3, 6, 7)] == [3, 2, 2, 3]


def test_enrolled_present_and_speaking_are_three_compositions():
    attendance = sheet(PEOPLE, 5, absent=("P002",)).assign(spoke=[True, False, None])
    members = settled(PEOPLE, attendance=attendance)
    bodies = {body: list(members.on(day(5), body)["group"]) for body in ("enrolled", "present", "speaking")}
    assert bodies == {"enrolled": ["red", "red", "blue"], "present": ["red", "red"], "speaking": ["red"]}


def test_overlapping_spells_of_one_person_are_refused():
    others = [("P001", "joined", 0), ("P002", "joined", 0)]
    assert "already a member" in faults_of(("P000", "joined", 0), ("P000", "joined", 5), *others)


def test_a_replacement_before_the_departure_is_refused():
    text = faults_of(
        ("P000", "joined", 0), ("P001", "joined", 0), ("P000", "resigned", 10), ("P002", "joined", 8, "P000")
    )
    assert "P002 replaces P000 from 2023-09-09, before the departure" in text


def test_replacing_somebody_unknown_or_still_there_or_replaced_already_is_refused():
    base = [("P000", "joined", 0), ("P001", "joined", 0)]
    assert "never a member" in faults_of(*base, ("P002", "joined", 5, "P999"))
    assert "has not left" in faults_of(*base, ("P002", "joined", 5, "P000"))
    people = crowd(red=4)
    twice = [("P002", "joined", 6, "P000"), ("P003", "joined", 7, "P000")]
    assert "already replaced" in faults_of(*base, ("P000", "died", 5), *twice, people=people)


def test_somebody_who_comes_back_may_leave_and_be_replaced_again():
    people, both = crowd(red=4), [("P000", "left", 5), ("P001", "joined", 5, "P000"), ("P000", "joined", 7)]
    start, twice = [("P000", "joined", 0), ("P003", "joined", 0)], ("P002", "joined", 10, "P000")
    members = build_membership(log(*start, *both, ("P000", "left", 9), twice), people)
    assert members.spells.set_index("person_id").loc["P002", "replaces"] == "P000"
    assert "already replaced" in faults_of(*start, *both, twice, people=people)


def test_joining_and_leaving_on_one_day_is_a_spell_without_days():
    members = build_membership(joined(PEOPLE, P001=0), PEOPLE)
    assert members.on(day(0))["person_id"].tolist() == ["P000", "P002"]
    assert members.spells["exit"].tolist() == ["", "resigned", ""]


def test_unknown_members_and_members_without_an_event_are_named():
    text = faults_of(("P000", "joined", 0), ("P001", "joined", 0), ("P777", "joined", 0))
    assert "unknown member P777" in text
    assert "no event for P002" in text


def test_dates_outside_the_mandate_are_refused_with_their_rows():
    text = faults_of(
        *[(p, "joined", 0) for p in PEOPLE["person_id"]], ("P000", "left", 900), mandate=(day(-1), day(365))
    )
    assert "row 5" in text
    assert "outside the mandate" in text


def test_attendance_outside_the_mandate_is_refused():
    with pytest.raises(InputError, match=r"attendance .*outside the mandate"):
        settled(PEOPLE, attendance=sheet(PEOPLE, 900), mandate=(day(-1), day(365)))


def test_a_departure_without_an_entry_is_refused():
    text = faults_of(("P000", "resigned", 5), ("P001", "joined", 0), ("P002", "joined", 0))
    assert "without being a member" in text


def test_attendance_of_somebody_who_had_left_is_refused():
    with pytest.raises(InputError, match="not a member that day: P000 on 2023-09-21"):
        build_membership(joined(PEOPLE, P000=10), PEOPLE, sheet(PEOPLE, 20))


def test_somebody_both_present_and_absent_is_refused():
    both = pd.concat([sheet(PEOPLE, 5), sheet(PEOPLE, 5, absent=("P001",))], ignore_index=True)
    with pytest.raises(InputError, match="P001 is both present and absent"):
        settled(PEOPLE, attendance=both)


def test_attendance_in_the_log_and_in_a_list_are_one():
    events = pd.concat([joined(PEOPLE), log(("P000", "attended", 3))], ignore_index=True)
    members = build_membership(events, PEOPLE, sheet(PEOPLE, 9))
    assert members.sessions == [day(3), day(9)]


def test_all_contradictions_are_listed_at_once():
    text = faults_of(("P000", "promoted", 0), ("P001", "resigned", 1), ("P002", "joined", 5, "P999"))
    assert "promoted is not an event" in text
    assert "without being a member" in text
    assert "P999" in text


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 60)), min_size=1, max_size=20), st.integers(0, 120))
def test_the_number_enrolled_is_the_number_of_spells_that_hold_the_day(spells, number):
    people = crowd(red=len(spells))
    names = people["person_id"].tolist()
    events = [(name, "joined", start) for name, (start, _) in zip(names, spells, strict=True)]
    events += [(name, "left", start + length) for name, (start, length) in zip(names, spells, strict=True)]
    members = build_membership(log(*events), people)
    expected = sum(start <= number < start + length for start, length in spells)
    assert len(members.on(day(number))) == expected
