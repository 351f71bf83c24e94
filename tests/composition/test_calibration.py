"""The quicker half of `python -m benchmarks.calibration`: coverage and size from fixed seeds, exact 99 % intervals."""

import pytest

from benchmarks import calibration_composition as composition
from benchmarks import calibration_design as design
from benchmarks.calibration import ABOUT, AT_LEAST, AT_MOST, Row, measured, page

QUICK = (
    composition.power_of_the_exact_test,
    composition.thirty_true_nulls,
    composition.equivalence,
    composition.exact_multinomial_test,
    composition.exact_interval,
    composition.departures_by_class,
    composition.control_chart,
    composition.groups_of_members,
    composition.random_exits,
    composition.margins_of_equivalence,
    composition.weights_of_volunteers,
    design.bars_of_the_designs,
    design.members_who_leave,
)


@pytest.mark.slow
@pytest.mark.parametrize("method", QUICK, ids=lambda method: method.__name__)
def test_the_promise_of_a_test_or_interval_is_kept(method):
    rows = measured([method])
    assert rows
    assert [row.method for row in rows if not row.kept] == []


def test_a_promise_that_so_many_replicates_rule_out_is_called_broken():
    def row(promise, hits):
        return Row("m", "here", "size", promise, 0.05, hits, 1000)

    assert [row(AT_MOST, hits).kept for hits in (20, 50, 90)] == [True, True, False]
    assert [row(AT_LEAST, hits).kept for hits in (20, 50, 90)] == [False, True, True]
    assert [row(ABOUT, hits).kept for hits in (20, 50, 90)] == [False, True, False]
    assert "| m | here | size | at most 0.05 | 0.090 |" in page({"Topic": [row(AT_MOST, 90)]}, 1.0)
    assert "**no**" in page({"Topic": [row(AT_MOST, 90)]}, 1.0)
