import pandas as pd
import pytest

from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.errors import InputError
from toolkit.sortition.pool import Pool, Quotas, Selection, contradictions

SEX = (("sex", "f", 1, 2), ("sex", "m", 1, 2))


def quotas(rows, columns=("feature", "value", "min", "max")):
    return Quotas(pd.DataFrame(rows, columns=list(columns)))


@pytest.mark.parametrize(
    ("rows", "columns", "message"),
    [
        ([("sex", "f", 1)], ("feature", "value", "min"), "column max is missing; found feature, value, min"),
        ([], ("feature", "value", "min", "max"), "there is no quota"),
        ([("sex", " ", 1, 2)], ("feature", "value", "min", "max"), r"column value \(row 2\): a name is missing"),
        ([("sex", "f", "1e3x", 2)], ("feature", "value", "min", "max"), "found '1e3x', expected whole numbers"),
        ([("sex", "f", 10**12, 10**12)], ("feature", "value", "min", "max"), "expected whole numbers of seats"),
        ([("sex", "f", 3, 2)], ("feature", "value", "min", "max"), r"\(row 2\): min is above max for sex: f"),
        ([("sex", "f", 1, 2)] * 2, ("feature", "value", "min", "max"), r"\(row 3\): sex: f stands more than once"),
        ([("sex×age", "f", 1, 2)], ("feature", "value", "min", "max"), "sex×age: f has not as many parts"),
    ],
)
def test_quotas_that_cannot_be_are_named(rows, columns, message):
    with pytest.raises(InputError, match=message):
        quotas(rows, columns)


def test_counts_written_as_text_or_powers_are_numbers():
    assert quotas([("sex", "f", "1e1", "20.0")]).table[["min", "max"]].to_numpy().tolist() == [[10, 20]]


@pytest.mark.parametrize(("ids", "message"), [(["a", ""], "identifier is missing"), (["a", "a"], "a stands more than")])
def test_identifiers_must_be_there_and_differ(ids, message):
    with pytest.raises(InputError, match=message):
        Pool(pd.DataFrame({"sex": ["f", "m"]}, index=ids))


def test_households_are_about_the_people_of_the_pool():
    people = pd.DataFrame({"sex": ["f", "m"]}, index=["a", "b"])
    with pytest.raises(InputError, match="do not list the same people"):
        Pool(people, pd.Series(["x", "y"], index=["b", "a"]))
    assert Pool(people).housemates() == []


@pytest.mark.parametrize(
    ("seats", "lists", "message"),
    [
        (0, {}, "found 0, expected at least 1"),
        (9, {}, "9 seats for 4 people who may sit"),
        (2, {"must_include": {"x": ""}}, "x is not in the pool"),
        (2, {"must_include": {"p0": ""}, "must_exclude": {"p0": ""}}, "p0 is also among those who may not sit"),
        (2, {"must_include": dict.fromkeys(["p0", "p1", "p2"], "")}, "3 people for 2 seats"),
    ],
)
def test_what_does_not_fit_together_is_named(seats, lists, message):
    with pytest.raises(InputError, match=message):
        Selection(pool_of([("f",), ("f",), ("m",), ("m",)], ["sex"]), quotas_of(*SEX), seats, **lists)


def test_a_column_that_the_pool_lacks_and_people_whom_it_lacks_are_named():
    pool = pool_of([("f",), ("m",)], ["sex"])
    with pytest.raises(InputError, match="column age: there is no such column; found sex"):
        Selection(pool, quotas_of(*SEX, ("age", "a", 0, 2)), 2)
    with pytest.raises(InputError, match="sex: x: its min is 1, and nobody"):
        Selection(pool, quotas_of(*SEX, ("sex", "x", 1, 1)), 2)


def test_intersections_that_contradict_margins_are_found_by_adding_up():
    pool = pool_of([("f", "a"), ("f", "b"), ("m", "a"), ("m", "b")] * 2, ["sex", "age"])
    cells = [("sex×age", f"{sex}×{age}", 1, 1) for sex in "fm" for age in "ab"]
    above = Selection(pool, quotas_of(("sex", "f", 0, 1), ("sex", "m", 0, 4), *cells), 4)
    assert any("minima of sex×age add up to 2, above the maximum 1" in str(fault) for fault in contradictions(above))
    below = Selection(pool, quotas_of(("sex", "f", 3, 4), ("sex", "m", 0, 4), *cells), 4)
    assert any("maxima of sex×age add up to 2, below the minimum 3" in str(fault) for fault in contradictions(below))
    sums = Selection(pool, quotas_of(("sex", "f", 4, 4), ("sex", "m", 4, 4)), 4)
    assert "the minima add up to 8" in str(contradictions(sums)[0])
    few = Selection(pool, quotas_of(("sex", "f", 0, 1), ("sex", "m", 0, 1)), 4)
    assert "the maxima add up to 2" in str(contradictions(few)[0])
