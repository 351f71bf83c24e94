"""Groups of alike people and the leximin chances of the linear relaxation, solved by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.sortition.levels import Stages, leximin_chances
from toolkit.sortition.pool import Pool, Quotas, Selection
from toolkit.sortition.types import types_of


def selection(groups, quotas, seats, include=(), homes=None):
    """Make a pool of named groups, a letter and a number for each person, with one feature."""
    ids = [f"{name}{number}" for name, size in groups.items() for number in range(size)]
    people = pd.DataFrame({"kind": [name[0] for name in ids]}, index=pd.Index(ids, name="person_id"))
    table = pd.DataFrame([("kind", *row) for row in quotas], columns=["feature", "value", "min", "max"])
    homes = pd.Series([(homes or {}).get(name, name) for name in ids], index=people.index)
    return Selection(Pool(people, homes), Quotas(table), seats, dict.fromkeys(include, "chair"), {})


def chances(chosen):
    """Give the chance of each person by name."""
    types = types_of(chosen)
    found = leximin_chances(types)
    names = chosen.pool.ids
    return {names[person]: found[kind] for kind, group in enumerate(types.members) for person in group}


@pytest.mark.parametrize(
    ("counts", "lawful"),
    [([2, 2], True), ([1, 3], True), ([3, 1], False), ([0, 4], False), ([2, 1], False), ([2, 3], False)],
)
def test_a_panel_is_lawful_if_it_obeys_every_row(counts, lawful):
    types = types_of(selection({"w": 3, "m": 5}, [("w", 1, 2), ("m", 2, 3)], 4))
    assert types.allows(np.array(counts)) is lawful


def test_a_panel_seats_who_must_be_included_and_nobody_twice():
    types = types_of(selection({"w": 2, "m": 2}, [("w", 0, 3), ("m", 0, 3)], 2, include=["w0"]))
    held = int(np.flatnonzero(types.least)[0])
    lawful = np.array([len(group) if kind == held else 0 for kind, group in enumerate(types.members)])
    other = int(np.flatnonzero(types.least == 0)[0])
    assert types.allows(lawful + np.eye(len(types), dtype=int)[other])
    assert not types.allows(2 * np.eye(len(types), dtype=int)[other])
    assert not types.allows(2 * np.eye(len(types), dtype=int)[held])


def test_people_of_one_address_take_one_seat():
    types = types_of(selection({"w": 2, "m": 2}, [("w", 1, 1), ("m", 1, 1)], 2, homes={"w0": "a", "m0": "a"}))
    alone = [int(len(group) == 1 and 0 in group) for group in types.members]
    beside = [int(2 in group) for group in types.members]
    assert not types.allows(np.array(alone) + np.array(beside))


def test_chances_are_seats_by_people_of_each_quota():
    found = chances(selection({"w": 2, "m": 8}, [("w", 1, 1), ("m", 2, 2)], 3))
    assert found == pytest.approx({name: 0.5 if name[0] == "w" else 0.25 for name in found})


def test_who_must_be_included_is_certain_and_the_others_share_the_rest():
    found = chances(selection({"w": 3, "m": 4}, [("w", 2, 2), ("m", 1, 1)], 3, include=["w0"]))
    assert found.pop("w0") == pytest.approx(1.0)
    assert found == pytest.approx({name: 0.5 if name[0] == "w" else 0.25 for name in found})


def test_nobody_has_more_than_a_certain_seat_and_what_is_left_goes_to_the_others():
    found = chances(selection({"a": 1, "b": 2, "c": 8}, [("a", 0, 3), ("b", 1, 2), ("c", 2, 2)], 5))
    assert found == pytest.approx({"a0": 1.0, "b0": 1.0, "b1": 1.0, **{f"c{n}": 0.25 for n in range(8)}})


def test_a_certain_seat_is_one_seat_however_much_more_would_help_the_others():
    """Two seats at least are for x: the only xn is certain, so the two xy have the other, whatever the four oy lack.

    If the xn could have 4/3, each xy and each oy would have 1/3 of the two seats for y.
    """
    rows = [("x", "n")] + [("x", "y")] * 2 + [("o", "y")] * 4 + [("o", "n")] * 2
    quotas = quotas_of(("kind", "x", 2, 4), ("kind", "o", 0, 4), ("group", "y", 0, 2), ("group", "n", 0, 4))
    types = types_of(Selection(pool_of(rows, ["kind", "group"]), quotas, 4))
    assert leximin_chances(types) == pytest.approx([1, 1 / 2, 1 / 4, 1 / 2])
    found, smallest = Stages(types).first()
    assert smallest == pytest.approx(1 / 4) == found.min() and found.max() == pytest.approx(1)
    sums = types.scaled @ found
    assert (sums >= types.low - 1e-9).all() and (sums <= types.high + 1e-9).all()


def test_everybody_is_certain_where_seats_and_people_are_as_many():
    found = chances(selection({"a": 2, "b": 1}, [("a", 2, 2), ("b", 1, 1)], 3))
    assert found == pytest.approx(dict.fromkeys(found, 1.0))


def test_the_first_stage_gives_the_largest_smallest_chance():
    stages = Stages(types_of(selection({"w": 2, "m": 8}, [("w", 1, 2), ("m", 1, 2)], 3)))
    found, smallest = stages.first()
    assert smallest == pytest.approx(0.25) and found.min() == pytest.approx(0.25)
    everyone = Stages(types_of(selection({"w": 2, "m": 1}, [("w", 0, 2), ("m", 0, 1)], 3, include=["w0", "w1", "m0"])))
    assert everyone.first()[1] == 1.0


def groups(types, chosen):
    """Name the people of each type."""
    return [{str(chosen.pool.ids[person]) for person in group} for group in types.members]


def test_people_are_alike_unless_quotas_an_address_or_a_rule_tells_them_apart():
    homes = {"w0": "a", "m0": "a", "w3": "b", "m3": "b", "w4": "c", "m4": "c"}
    chosen = selection({"w": 6, "m": 6}, [("w", 1, 3), ("m", 1, 3)], 4, include=["w3"], homes=homes)
    chosen = replace(chosen, must_exclude={"w4": "sat before", "m5": "sat before"})
    types = types_of(chosen)
    alike = [{"w0"}, {"w1", "w2", "w5"}, {"w3"}, {"m0"}, {"m1", "m2"}, {"m4"}]  # m3 lives with w3, who must sit
    assert groups(types, chosen) == alike and types.least.tolist() == [0, 0, 1, 0, 0, 0]
    assert types.sizes.tolist() == [1, 3, 1, 1, 2, 1]
    rows = [[1, 1, 1, 1, 1, 1], [1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1], [1, 0, 0, 1, 0, 0]]  # one address is left
    assert types.matrix.toarray().tolist() == rows
    assert types.low.tolist() == [4, 1, 1, 0] and types.high.tolist() == [4, 3, 3, 1]
    assert types.scaled.toarray()[0].tolist() == [1, 3, 1, 1, 2, 1]


def test_a_number_tells_people_apart():
    chosen = selection({"w": 3, "m": 1}, [("w", 1, 2), ("m", 0, 1)], 2)
    assert groups(types_of(chosen, np.array([0.5, 0.25, 0.5, 0.5])), chosen) == [{"w0", "w2"}, {"w1"}, {"m0"}]


def test_a_cut_is_one_more_row_and_types_left_out_get_no_seat():
    types = types_of(selection({"w": 3, "m": 5}, [("w", 1, 2), ("m", 2, 3)], 4))
    cut = types.cut(np.array([1.0, 0.0]), 1.0)
    assert types.allows(np.array([2, 2])) and not cut.allows(np.array([2, 2])) and cut.allows(np.array([1, 3]))
    assert types.only(np.array([True, True])) is types
    men = types.only(np.array([False, True]))
    assert men.sizes.tolist() == [5] and men.matrix.toarray().tolist() == [[1], [0], [1]]
    assert men.low.tolist() == types.low.tolist() and men.high.tolist() == types.high.tolist()
