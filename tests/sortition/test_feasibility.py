import numpy as np
import pytest
from scipy import sparse

from tests.sortition.small_pools import every_panel, pool_of, quotas_of, random_selection
from toolkit.errors import InputError, SolverError
from toolkit.sortition import clash, relaxation
from toolkit.sortition.clash import find_clash, why_not
from toolkit.sortition.feasibility import examine, require_feasible, seat_ranges
from toolkit.sortition.pool import Quota, Quotas, Selection
from toolkit.sortition.relaxation import relax
from toolkit.sortition.solver import OutOfTime, Program
from toolkit.sortition.what_if import parse_wish, what_if


def shifted(selection, rng):
    """Move the quotas of a selection at random, so that many become impossible to meet."""
    table = selection.quotas.table.copy()
    move = rng.integers(-1, 3, len(table))
    table["min"] = (table["min"] + move).clip(lower=0, upper=selection.seats)
    table["max"] = np.maximum(table["min"], (table["max"] + move).clip(lower=0))
    return Selection(selection.pool, Quotas(table), selection.seats)


def cost_of(selection, panel):
    """What a panel's misses cost, by the weights that `relax` states."""
    table = selection.quotas.table
    held = selection.quotas.counted(selection.pool.people)[:, list(panel)].sum(axis=1)
    lowered, raised = (table["min"] - held).clip(lower=0), (held - table["max"]).clip(lower=0)
    return float((lowered * (1 + 1 / table["min"].clip(lower=1)) + raised).sum())


@pytest.mark.parametrize("seed", range(40))
def test_the_answer_is_that_of_listing_every_panel(seed):
    rng = np.random.default_rng(seed)
    selection = shifted(random_selection(rng, households=seed % 2 == 1), rng)
    answer = examine(selection)
    assert answer.feasible == bool(every_panel(selection))
    if answer.feasible:
        return
    relaxed = Selection(selection.pool, answer.relaxation.quotas, selection.seats)
    assert every_panel(relaxed)
    least = min(cost_of(selection, panel) for panel in every_panel(selection, quotas=False))
    changes = answer.relaxation.table
    lowered, raised = changes["min"] - changes["new_min"], changes["new_max"] - changes["max"]
    assert (lowered * (1 + 1 / changes["min"].clip(lower=1)) + raised).sum() == pytest.approx(least)


def with_sides(selection, sides):
    """Keep only some sides of the quotas."""
    table = selection.quotas.table.assign(min=0, max=selection.seats)
    for row in sides.itertuples():
        here = (table["feature"] == row.feature) & (table["value"] == row.value)
        table.loc[here, "min" if row.side == "at least" else "max"] = row.seats
    table["max"] = table[["min", "max"]].max(axis=1)
    return Selection(selection.pool, Quotas(table), selection.seats)


@pytest.mark.parametrize("seed", range(40))
def test_a_clash_is_real_and_every_part_of_it_is_needed(seed):
    rng = np.random.default_rng(seed)
    selection = shifted(random_selection(rng, households=seed % 3 == 1), rng)
    if every_panel(selection):
        return
    table = find_clash(selection).table
    assert not every_panel(with_sides(selection, table))
    for row in range(len(table)):
        assert every_panel(with_sides(selection, table.drop(index=row)))


def test_a_clash_can_be_read():
    pool = pool_of([("f", "a"), ("f", "a"), ("m", "b"), ("m", "b")], ["sex", "age"])
    quotas = quotas_of(("sex", "f", 2, 2), ("sex", "m", 0, 2), ("age", "a", 0, 1), ("age", "b", 0, 2))
    answer = examine(Selection(pool, quotas, 2))
    assert str(answer.clash.text) == ("With 2 seats these cannot hold together: sex, f: at least 2; age, a: at most 1.")
    assert str(answer.relaxation.text[0]) == "age, a: at most 2 seats instead of 1."
    with pytest.raises(InputError, match=r"No panel meets all quotas.*age, a: at most 2 seats instead of 1"):
        require_feasible(Selection(pool, quotas, 2))


def two_that_clash():
    """Two women of age a; two women and no more than one of age a are asked for."""
    pool = pool_of([("f", "a"), ("f", "a"), ("m", "b"), ("m", "b")], ["sex", "age"])
    return Selection(pool, quotas_of(("sex", "f", 2, 2), ("sex", "m", 0, 2), ("age", "a", 0, 1), ("age", "b", 0, 2)), 2)


def test_a_search_that_ends_at_its_limit_leaves_quotas_in_the_clash_and_says_so(monkeypatch):
    def stopped(*_):
        raise OutOfTime(None)

    monkeypatch.setattr(clash._Search, "panel", stopped)
    found = find_clash(two_that_clash())
    assert not found.settled
    assert str(found.text) == (
        "With 2 seats these cannot hold together, though perhaps not all are needed for that: "
        "sex, f: at least 2; age, a: at most 1."
    )


@pytest.mark.parametrize(("bound", "smallest"), [(-1.0, True), (-0.5, False)])
def test_a_change_that_is_not_proven_the_smallest_is_said_to_be_so(monkeypatch, bound, smallest):
    class Stopped(Program):
        def maximise(self, costs, time_limit=None):
            raise OutOfTime(super().maximise(costs).columns, bound)

    monkeypatch.setattr(relaxation, "Program", Stopped)
    found = relax(two_that_clash())
    assert found.smallest == smallest
    assert [str(sentence) for sentence in found.text] == ["age, a: at most 2 seats instead of 1."] + [
        "A smaller change was not found, but not ruled out either."
    ] * (not smallest)


def test_no_change_found_at_the_limit_is_an_error(monkeypatch):
    class Stopped(Program):
        def maximise(self, costs, time_limit=None):
            raise OutOfTime(None)

    monkeypatch.setattr(relaxation, "Program", Stopped)
    with pytest.raises(SolverError, match="no change of the quotas was found"):
        relax(two_that_clash())


def test_a_limit_of_nodes_ends_a_search_with_a_bound():
    rng = np.random.default_rng(0)
    weights = rng.integers(100, 1000, (3, 40)).astype(float)
    costs, half = weights.sum(axis=0) + rng.integers(1, 9, 40), weights.sum(axis=1) // 2
    rows = sparse.csr_matrix(weights), np.zeros(3), half, np.zeros(40), np.ones(40)
    with pytest.raises(OutOfTime) as end:
        Program(*rows, integer=True, nodes=1).maximise(costs)
    relaxed = Program(*rows).maximise(costs).value
    assert relaxed * 0.9 < end.value.bound <= relaxed + 1e-6


def test_small_minima_are_spared():
    rows = [("f", "a")] * 6 + [("m", "b")] * 6
    quotas = quotas_of(("sex", "f", 0, 6), ("sex", "m", 0, 6), ("age", "a", 5, 6), ("age", "b", 2, 6))
    relaxation = relax(Selection(pool_of(rows, ["sex", "age"]), quotas, 6))
    assert relaxation.table[["value", "new_min"]].to_numpy().tolist() == [["a", 4]]


def test_flex_limits_are_respected_and_said_to_be_left():
    rows = [("f", "a")] * 4 + [("m", "b")] * 4
    sexes = [("sex", "f", 3, 4, 3, 4), ("sex", "m", 2, 4, 1, 4)]
    ages = [("age", "a", 0, 4, 0, 4), ("age", "b", 0, 4, 0, 4)]
    pool = pool_of(rows, ["sex", "age"])
    within = relax(Selection(pool, quotas_of(*sexes, *ages, flex=True), 4))
    assert within.within_flex and within.table[["value", "new_min"]].to_numpy().tolist() == [["m", 1]]
    tight = [("sex", "f", 3, 4, 3, 4), ("sex", "m", 2, 4, 2, 4)]
    beyond = relax(Selection(pool, quotas_of(*tight, *ages, flex=True), 4))
    assert not beyond.within_flex and beyond.seats_moved == 1
    assert "beyond the limits" in str(beyond.text[-1])


def test_no_change_of_quotas_makes_room_for_housemates():
    pool = pool_of([("f",), ("f",), ("f",)], ["sex"], ["h", "h", "h"])
    with pytest.raises(InputError, match="no panel exists whatever the quotas"):
        examine(Selection(pool, quotas_of(("sex", "f", 2, 2)), 2))


@pytest.mark.parametrize("seed", range(15))
def test_ranges_of_seats_are_those_of_every_panel(seed):
    selection = random_selection(np.random.default_rng(seed), people=8)
    ranges = seat_ranges(selection)
    counted = selection.quotas.counted(selection.pool.people)
    for row, quota in enumerate(selection.quotas.rows):
        free = selection.quotas.table.copy()
        free.loc[row, ["min", "max"]] = 0, selection.seats
        panels = every_panel(Selection(selection.pool, Quotas(free), selection.seats))
        held = [counted[row, list(panel)].sum() for panel in panels]
        found = ranges.loc[row, ["least_possible", "most_possible"]].tolist()
        assert found == [min(held), max(held)], str(quota)


def ten_people():
    pool = pool_of([("f",)] * 2 + [("m",)] * 8, ["sex"])
    return Selection(pool, quotas_of(("sex", "f", 2, 2), ("sex", "m", 2, 3)), 4)


def test_other_quotas_are_compared_with_the_present_one():
    answer = what_if(ten_people(), [Quota("sex", "f", 1, 1), Quota("sex", "f", 4, 4), Quota("sex", "m", 4, 4)])
    assert answer.table["feasible"].tolist() == [True, True, False, False]
    assert answer.table["smallest_chance"].tolist() == pytest.approx([2 / 8, 3 / 8, 0, 0])
    assert answer.table["left_out"].tolist() == [0, 0, 10, 10]
    assert [str(sentence) for sentence in answer.text] == [
        "With sex: f = 1 everybody who fits in a panel could be promised a chance of 37.50% instead of 25.00%.",
        "With sex: f = 4 no panel exists.",
        "With sex: m = 4 no panel exists.",
    ]


def test_a_quota_that_would_make_a_panel_possible_is_said_to():
    selection = Selection(ten_people().pool, quotas_of(("sex", "f", 3, 3), ("sex", "m", 1, 1)), 4)
    lines = [str(line) for line in what_if(selection, [Quota("sex", "m", 2, 2)]).text]
    assert lines == ["As the quotas are, no panel exists.", "With sex: m = 2 no panel exists."]
    easier = Selection(ten_people().pool, quotas_of(("sex", "f", 1, 2), ("sex", "m", 1, 1)), 4)
    lines = [str(line) for line in what_if(easier, [Quota("sex", "m", 2, 3)]).text]
    assert "a panel exists, and everybody who fits in one can be promised a chance of 37.50%" in lines[1]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("sex:f=1-2", 1, 2), (" Sex : F = 1 – 2 ", 1, 2), ("sex: f=3", 3, 3), ("sex:f= 0-0", 0, 0)],
)
def test_a_wish_is_read_as_people_write_it(text, least, most):
    assert parse_wish(text, ten_people().quotas) == Quota("sex", "f", least, most)


def test_names_with_colons_equal_signs_and_dashes_are_told_apart():
    quotas = quotas_of(("age", "16-24", 1, 2), ("a: b", "x = 1-3", 0, 1))
    assert parse_wish("age:16-24=10-12", quotas) == Quota("age", "16-24", 10, 12)
    assert parse_wish("a: b: x = 1-3 = 2", quotas) == Quota("a: b", "x = 1-3", 2, 2)


@pytest.mark.parametrize("text", ["sex:f", "sex:f=", "sex:f=a-b", "=1-2", "sex:x=1-2", "sex:f=2-1"])
def test_wishes_that_cannot_be_are_refused(text):
    with pytest.raises(InputError, match=r"what if|min is above max"):
        what_if(ten_people(), [parse_wish(text, ten_people().quotas)])


def test_a_wish_about_no_quota_of_the_selection_is_refused():
    with pytest.raises(InputError, match="there is no quota sex: x"):
        what_if(ten_people(), [Quota("sex", "x", 1, 1)])


def test_people_who_fit_nowhere_learn_why():
    rows = [("f", "a"), ("f", "b"), ("m", "b"), ("m", "b")]
    quotas = quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1), ("age", "a", 0, 1), ("age", "b", 2, 2))
    reasons = why_not(Selection(pool_of(rows, ["sex", "age"]), quotas, 2), ["p0"])
    assert reasons[["people", "example", "sex", "age"]].to_numpy().tolist() == [[1, "p0", "f", "a"]]
    assert "age, b: at least 2" in str(reasons["clash"].iloc[0])
