import numpy as np
import pytest
from scipy.optimize import linprog

from tests.sortition.small_pools import QUOTAS, every_panel, pool_of, random_selection
from toolkit.errors import InputError
from toolkit.sortition.feasibility import has_panel
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.pool import contradictions
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


def lawful_fillings(selection, members, out):
    """List every way to fill the free seats so that the whole assembly is a lawful panel."""
    return [
        set(panel) - members
        for panel in every_panel(selection)
        if members <= set(panel) and not (set(panel) - members) & out
    ]


def best_promise(fillings):
    """Maximise the smallest chance over lotteries on these fillings, for people who sit on at least one."""
    people = sorted(set().union(*fillings))
    sits = np.array([[person in filling for filling in fillings] for person in people], dtype=float)
    rows = np.hstack([-sits, np.ones((len(people), 1))])
    costs = np.append(np.zeros(len(fillings)), -1.0)
    total = np.append(np.ones(len(fillings)), 0.0)[None]
    return people, -linprog(costs, rows, np.zeros(len(people)), total, [1.0]).fun


def cannot_be_filled(selection, members, former):
    """Whether the free seats are refused: nobody left has a value that is asked for, or no panel exists."""
    try:
        rest = replacement_selection(selection, members, former)
    except InputError as error:
        return "nobody in the pool has this value" in str(error)
    return bool(contradictions(rest)) or not has_panel(rest)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 200, 20))
def test_the_lottery_for_free_seats_is_the_best_over_all_ways_to_fill_them(start):
    for seed in range(start, start + 20):
        rng = np.random.default_rng(seed)
        selection = random_selection(rng, people=9, seats=4, width=seed % 3, households=seed % 2 == 1)
        panel = every_panel(selection)[int(rng.integers(len(every_panel(selection))))]
        members = set(rng.choice(panel, int(rng.integers(1, 4)), replace=False).tolist())
        former = set(panel) - members if seed % 4 else set()
        ids = selection.pool.ids
        stay, left = ids[sorted(members)].tolist(), ids[sorted(former)].tolist()
        fillings = lawful_fillings(selection, members, former)
        if not fillings:
            assert cannot_be_filled(selection, stay, left)
            continue
        rest = replacement_selection(selection, stay, left)
        assert rest.seats == 4 - len(members)
        people, best = best_promise(fillings)
        lottery = leximin_lottery(rest)
        assert sorted(rest.pool.ids[lottery.considered]) == sorted(ids[people])
        assert lottery.smallest_chance == pytest.approx(best, abs=1e-6)
        drawn = {frozenset(ids.get_indexer(rest.pool.ids[new]).tolist()) for new in lottery.panels}
        assert drawn <= set(map(frozenset, fillings))
