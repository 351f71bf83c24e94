import numpy as np
import pandas as pd
import pytest

from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.language import Language
from toolkit.plots.sortition import plot_chance_ranges, plot_chances, plot_seats
from toolkit.sortition import findings
from toolkit.sortition.draw import number_panels
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.maximin import maximin_lottery
from toolkit.sortition.pool import Selection
from toolkit.sortition.record import Circumstances, draw_texts
from toolkit.sortition.verification import verify


@pytest.fixture(scope="module")
def lottery():
    rows = [("f", "a")] * 12 + [("f", "b")] * 4 + [("m", "a")] * 3 + [("m", "b")] * 1
    quotas = quotas_of(("sex", "f", 3, 3), ("sex", "m", 3, 3), ("age", "a", 3, 4), ("age", "b", 2, 3))
    pool = pool_of(rows, ["sex", "age"])
    pool.people.attrs["synthetic"] = True
    return leximin_lottery(Selection(pool, quotas, 6))


def test_the_guarantee_states_the_smallest_chance_and_its_limit(lottery):
    promise, limit = map(str, findings.guarantee(lottery))
    smallest = lottery.chances.min()
    assert f"chance of at least {smallest:.2%} of one of the 6 seats" in promise and "20 volunteers" in promise
    assert "reaches it to within one millionth" in limit


def test_a_plain_draw_is_shown_to_miss_the_quotas(lottery):
    found = findings.seats_beside_plain_draw(lottery, np.random.default_rng(0))
    assert found.table.loc[0, findings.PLAIN] == pytest.approx(6 * 16 / 20)
    assert found.table.loc[0, findings.FAIREST] == pytest.approx(3)
    assert "would seat 5 of the class “f” on average, where the quota asks for 3 to 3" in str(found.text)
    assert found.table.attrs["synthetic"] is True


def test_levels_of_few_people_are_joined(lottery):
    table = findings.certificate_in_levels(lottery, smallest_cell=5).table
    assert table["people"].min() >= 5 and table["people"].sum() == 20
    assert findings.certificate_in_levels(lottery, smallest_cell=1).table["people"].min() < 5


@pytest.mark.parametrize(
    ("people", "groups"),
    [([5, 5], [1, 2]), ([1, 1, 1, 9], [1, 1, 1, 1]), ([9, 1, 2], [1, 1, 1]), ([3, 3, 3, 3, 1], [1, 1, 2, 2, 2])],
)
def test_neighbouring_levels_are_joined_until_there_are_enough(people, groups):
    assert findings._joined(np.array(people), 5) == groups


def test_the_greedy_rule_is_never_better_for_the_worst_off(lottery):
    found = findings.beside_legacy(lottery, np.random.default_rng(2), panels=120)
    worst = found.table.set_index("draw")["worst_tenth"]
    assert worst["LEGACY"] <= worst[findings.FAIREST] + 0.04


def test_objectives_are_compared_by_known_measures(lottery):
    table = findings.objectives_side_by_side({"leximin": lottery, "maximin": maximin_lottery(lottery.selection)}).table
    chances = lottery.chances
    gini = np.abs(chances[:, None] - chances[None, :]).sum() / (2 * len(chances) ** 2 * chances.mean())
    assert table.loc[0, "gini"] == pytest.approx(gini, abs=1e-4)
    assert table.loc[0, "geometric_mean"] == pytest.approx(np.exp(np.log(chances).mean()), abs=1e-4)
    assert table["smallest_chance"].iloc[0] == pytest.approx(table["smallest_chance"].iloc[1], abs=1e-4)


def test_everybody_who_fits_nowhere_is_counted():
    rows = [("f", "a"), ("f", "b"), ("m", "b"), ("m", "b")]
    quotas = quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1), ("age", "a", 0, 1), ("age", "b", 2, 2))
    found = findings.left_out(leximin_lottery(Selection(pool_of(rows, ["sex", "age"]), quotas, 2)))
    assert str(found.text).startswith("1 volunteer fits in no panel") and found.table["people"].tolist() == [1]


def test_claims_and_numbers_are_told(lottery):
    checked = findings.verification(verify(draw_texts(lottery, Circumstances("1"))))
    assert set(checked.table["holds"]) == {"yes"}
    table = findings.numbering(number_panels(lottery, np.random.default_rng(0), 500)).table
    assert table.loc[0, "largest_change"] <= table.loc[0, "one_panel"] == 1 / 500


@pytest.mark.parametrize("language", [Language("en"), Language("fr")])
def test_figures_show_the_numbers_of_their_tables(lottery, language):
    seats = findings.seats_beside_plain_draw(lottery, np.random.default_rng(0)).table
    axes = plot_seats(seats, language=language, columns=findings.DRAWS)
    assert axes.lines[0].get_xdata().tolist() == seats[findings.PLAIN].tolist()
    assert len(axes.get_yticklabels()) == len(seats)
    order = findings.chances_in_order({findings.FAIREST: lottery}).table
    lines = plot_chances(order, language=language).lines
    shown = order.loc[order["draw"] == findings.FAIREST, "probability"]
    assert lines[1].get_ydata().tolist() == shown.tolist()
    assert len({line.get_linestyle() for line in lines}) == len(lines) > 1  # told apart in a grey print
    classes = findings.chances_of_classes(lottery).table
    ranges = plot_chance_ranges(classes, language=language)
    assert ranges.lines[0].get_xdata().tolist() == classes["mean"].tolist()


def test_a_price_names_the_quota_that_costs_most(lottery):
    found = findings.prices(lottery)
    assert isinstance(found.table, pd.DataFrame) and (found.table["price"] > 0).all()
    assert f"Quotas with a price: {len(found.table)} of 4." in str(found.text)


def test_chances_at_crossings_leave_small_cells_empty():
    rows = [("f", "a")] * 6 + [("f", "b")] * 2 + [("m", "a")] * 6 + [("m", "b")] * 10
    quotas = quotas_of(("sex", "f", 3, 3), ("sex", "m", 3, 3), ("age", "a", 2, 4), ("age", "b", 2, 4))
    lottery = leximin_lottery(Selection(pool_of(rows, ["sex", "age"]), quotas, 6))
    found = findings.chances_at_crossings(lottery, "sex", "age")
    assert found.table[["sex", "age"]].to_numpy().tolist() == [["f", "a"], ["f", "b"], ["m", "a"], ["m", "b"]]
    assert found.table["people"].isna().tolist() == [False, True, False, False]
    assert found.table["mean"].iloc[0] == pytest.approx(lottery.chances[0], abs=1e-6)
    assert "f, a" in str(found.text)


def test_leeway_for_the_dearest_criterion_raises_what_everybody_can_be_promised():
    pool = pool_of([("f",)] * 3 + [("m",)] * 17, ["sex"])
    selection = Selection(pool, quotas_of(("sex", "f", 2, 3), ("sex", "m", 0, 4)), 6)
    found = findings.what_if_dearest(leximin_lottery(selection), (0, 1, 2))
    assert found.table["smallest_chance"].tolist() == pytest.approx([4 / 17, 5 / 17, 6 / 20], abs=1e-6)
    assert "could be missed by 2 seats" in str(found.text) and "“sex”" in str(found.text)


def test_without_a_price_there_is_nothing_to_loosen():
    selection = Selection(pool_of([("f",)] * 4, ["sex"]), quotas_of(("sex", "f", 0, 4)), 2)
    found = findings.what_if_dearest(leximin_lottery(selection))
    assert len(found.table) == 1 and str(found.text) == "No quota holds the smallest chance down."
