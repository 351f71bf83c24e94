import pytest

from tests.sortition.small_pools import QUOTAS, pool_of
from toolkit.errors import InputError
from toolkit.sortition.replacement import quotas_left, replacement_selection, seats_beside


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


def test_seats_beside_people_who_are_seated_are_the_rest(selection):
    seated = pool_of([("f", "a"), ("m", "b")], ["sex", "age"], ["x", ""])
    rest = seats_beside(selection, seated.people.set_axis(["old", "p3"]), seated.households.set_axis(["old", "p3"]))
    assert rest.seats == 2
    assert rest.must_exclude == {
        "p11": "past member",
        "p3": "seated already",
        "p0": "lives with somebody who is seated",
        "p4": "lives with somebody who is seated",
    }
    assert rest.quotas.table["max"].tolist() == [1, 1, 2, 2]


def test_people_seated_who_leave_no_seat_or_have_unknown_values_are_refused(selection):
    rows = [("f", "a")] * 4
    with pytest.raises(InputError, match="4 people for 4 seats"):
        seats_beside(selection, pool_of(rows, ["sex", "age"]).people)
    with pytest.raises(InputError, match="found 'z', which has no quota"):
        seats_beside(selection, pool_of([("f", "z")], ["sex", "age"]).people)
