import numpy as np
import pytest

from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.plots import sortition as plots
from toolkit.sortition import findings, panel_findings
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.pool import Selection

ROWS = [("f", "a"), ("f", "b"), ("m", "a"), ("m", "b")] * 10
QUOTAS = quotas_of(("sex", "f", 6, 6), ("sex", "m", 6, 6), ("age", "a", 4, 8), ("age", "b", 4, 8))


@pytest.fixture(scope="module")
def lottery():
    pool = pool_of(ROWS, ["sex", "age"])
    pool.people.attrs["synthetic"] = True
    return leximin_lottery(Selection(pool, QUOTAS, 12))


@pytest.fixture(scope="module")
def panel(lottery):
    return lottery.draw(np.random.default_rng(1))


def test_chosen_alternates_stand_beside_random_ones_and_none(lottery, panel):
    found = panel_findings.alternates_beside_random(lottery, panel, 3, 0.3, np.random.default_rng(1))
    assert found.table["alternates"].tolist() == ["none", "random", "chosen"]
    assert found.table["missed_seats"].is_monotonic_decreasing
    assert found.table.attrs["synthetic"]
    axes = plots.plot_alternates(found.table)
    assert [bar.get_width() for bar in axes.patches] == found.table["missed_seats"].tolist()


def test_invented_wishes_rank_every_workshop_and_favour_the_first():
    wishes = panel_findings.invented_wishes([f"p{n}" for n in range(3000)], ["x", "y", "z"], np.random.default_rng(0))
    assert (np.sort(wishes.to_numpy(), axis=1) == [1, 2, 3]).all()
    assert (wishes["x"] == 1).mean() == pytest.approx(0.5, abs=0.03)


def test_workshops_of_a_panel_are_counted(lottery, panel):
    wishes = panel_findings.invented_wishes(panel, ["x", "y"], np.random.default_rng(0))
    found = panel_findings.workshops_of_panel(lottery, panel, wishes, ["sex", "age"])
    assert found.table.groupby("workshop")["seats"].sum().tolist() == [12, 12]
    assert "of 12 members work" in str(found.text)
    assert len(plots.plot_groups(found.table).get_yticklabels()) == 4


def test_meetings_name_every_pair_once(lottery, panel):
    found = panel_findings.meetings_at_tables(lottery, panel, ["sex"], np.random.default_rng(0), rounds=3, seats=4)
    assert len(found.table) == 12 * 11 // 2 and (found.table["member"] < found.table["beside"]).all()
    assert found.table["rounds"].sum() == 3 * 3 * 6
    assert "a member meets" in str(found.text)
    cells = plots.plot_meetings(found.table).images[0].get_array()
    assert np.nansum(cells) == 2 * found.table["rounds"].sum()


def test_planned_tables_let_members_meet_more_people_than_tables_drawn_by_lot(lottery, panel):
    found = panel_findings.meetings_at_tables(lottery, panel, ["sex"], np.random.default_rng(0), rounds=3, seats=4)
    arguments = found.text.values
    assert arguments["lot"] < arguments["planned"] <= arguments["most"]


def test_figures_of_chances_show_each_case_and_cell(lottery):
    looser = findings.what_if_dearest(lottery, (0, 1))
    assert len(plots.plot_what_if(looser.table).lines[0].get_xdata()) == len(looser.table)
    crossed = findings.chances_at_crossings(lottery, "sex", "age")
    assert len(plots.plot_crossing(crossed.table).texts) == 4
