"""Groups of alike people and the leximin chances of the linear relaxation, solved by hand."""

import numpy as np
import pandas as pd
import pytest

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


def test_everybody_is_certain_where_seats_and_people_are_as_many():
    found = chances(selection({"a": 2, "b": 1}, [("a", 2, 2), ("b", 1, 1)], 3))
    assert found == pytest.approx(dict.fromkeys(found, 1.0))


def test_the_first_stage_gives_the_largest_smallest_chance():
    stages = Stages(types_of(selection({"w": 2, "m": 8}, [("w", 1, 2), ("m", 1, 2)], 3)))
    found, smallest = stages.first()
    assert smallest == pytest.approx(0.25) and found.min() == pytest.approx(0.25)
    everyone = Stages(types_of(selection({"w": 2, "m": 1}, [("w", 0, 2), ("m", 0, 1)], 3, include=["w0", "w1", "m0"])))
    assert everyone.first()[1] == 1.0
