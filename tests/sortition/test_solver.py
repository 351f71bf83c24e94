"""The one program through which everything is solved, on programs small enough for paper."""

import numpy as np
import pytest
from highspy import HighsModelStatus

from toolkit.sortition.solver import INFINITY, Infeasible, OutOfTime, Program, SolverError, stacked

TWO_ROWS = np.array([[1.0, 1.0], [1.0, 3.0]])


def paper(integer=False, least=0.0):
    """x + y <= 4 and x + 3 y <= 7, both at least `least`."""
    highs = np.array([4.0, 7.0])
    return Program(TWO_ROWS, np.full(2, -INFINITY), highs, np.full(2, least), np.full(2, INFINITY), integer)


def knapsack(seed=3, items=60, nodes=None):
    rng = np.random.default_rng(seed)
    weights = rng.integers(10_000, 20_000, (6, items)).astype(float)
    most = (weights.sum(axis=1) / 2).round() + 0.5
    return Program(weights, np.full(6, -INFINITY), most, np.zeros(items), np.ones(items), True, nodes), weights.sum(
        axis=0
    )


def test_optimum_and_prices_are_those_found_by_hand():
    found = paper().maximise(np.array([1.0, 2.0]))
    assert found.value == found.bound == pytest.approx(5.5)
    assert found.columns == pytest.approx([2.5, 1.5])
    assert found.duals == pytest.approx([0.5, 0.5]) and found.reduced == pytest.approx([0, 0])


def test_whole_numbers_have_no_prices_and_a_bound():
    found = paper(integer=True).maximise(np.array([1.0, 2.0]))
    assert found.value == found.bound == pytest.approx(5) and len(found.duals) == len(found.reduced) == 0


def test_the_same_program_is_solved_again_with_other_costs_bounds_rows_and_columns():
    program = paper()
    assert program.maximise(np.array([1.0, 2.0])).value == pytest.approx(5.5)
    assert program.maximise(np.array([1.0, 0.0])).value == pytest.approx(4)
    program.bound_columns(np.array([0]), np.array([0.0]), np.array([1.0]))
    assert program.maximise(np.array([1.0, 2.0])).value == pytest.approx(5)
    program.bound_rows(np.array([1]), np.array([-INFINITY]), np.array([4.0]))
    assert program.maximise(np.array([1.0, 2.0])).value == pytest.approx(3)
    program.set_column(1, np.array([1.0, 1.0]))
    assert program.maximise(np.array([1.0, 2.0])).value == pytest.approx(8)
    program.add_row(np.array([0.0, 1.0]), -INFINITY, 2.0)
    assert program.maximise(np.array([1.0, 2.0])).value == pytest.approx(5)
    program.add_column(np.array([1.0, 0.0, 0.0]), 0.0, 9.0)
    assert program.size == 3
    assert program.maximise(np.array([0.0, 0.0, 1.0])).value == pytest.approx(4)


def test_a_solve_that_lost_its_way_is_begun_again_and_no_other():
    program, runs = paper(), []
    run, status = program.highs.run, program.highs.getModelStatus
    program.highs.run = lambda: runs.append("run") or run()
    program.highs.getModelStatus = lambda: HighsModelStatus.kUnknown if len(runs) == 1 else status()
    for solves in (2, 3):
        assert program.maximise(np.array([1.0, 2.0])).value == pytest.approx(5.5)
        assert len(runs) == solves


def test_the_least_of_a_row_may_change_alone():
    program = paper()
    program.bound_rows(np.array([0]), np.array([3.0]), np.array([4.0]))
    assert program.maximise(np.array([-1.0, -1.0])).value == pytest.approx(-3)


@pytest.mark.parametrize(("integer", "presolve"), [(False, "off"), (True, "choose")])
def test_a_solve_is_the_same_on_every_machine_and_only_whole_numbers_are_looked_at_first(integer, presolve):
    options = {name: paper(integer).highs.getOptionValue(name)[1] for name in ("threads", "random_seed", "presolve")}
    assert options == {"threads": 1, "random_seed": 0, "presolve": presolve}


def test_bounds_of_rows_are_given_for_each_row():
    with pytest.raises(ValueError, match="broadcast"):
        paper().bound_rows(np.array([0, 1]), np.zeros(3), np.ones(3))


def test_what_cannot_be_is_told_from_what_has_no_limit():
    with pytest.raises(Infeasible):
        paper(least=5.0).maximise(np.array([1.0, 1.0]))
    free = Program(np.zeros((1, 1)), np.zeros(1), np.zeros(1), np.zeros(1), np.full(1, INFINITY))
    with pytest.raises(SolverError, match="the solver ended with"):
        free.maximise(np.array([1.0]))


def test_at_a_limit_the_best_so_far_is_kept_with_a_bound():
    program, worth = knapsack(nodes=1)
    for _ in range(2):
        with pytest.raises(OutOfTime) as stopped:
            program.maximise(worth)
        assert 0 < worth @ stopped.value.best < stopped.value.bound
    with pytest.raises(OutOfTime) as stopped:
        paper().maximise(np.array([1.0, 2.0]), time_limit=0.0)
    assert stopped.value.best is None


def test_time_is_counted_from_each_call_and_not_for_ever():
    program, limits = paper(), []
    run = program.highs.run

    def noted_run():
        limits.append(program.highs.getOptionValue("time_limit")[1])
        return run()

    program.highs.run = noted_run
    worth = np.array([1.0, 2.0])
    for clock in (100.0, 250.0):
        program.highs.getRunTime = lambda clock=clock: clock
        program.maximise(worth, time_limit=0.5)
    program.maximise(worth)
    program.vertex(worth)
    assert limits == [100.5, 250.5, INFINITY, INFINITY]


def test_fixed_columns_stay_until_they_are_released_to_their_bounds():
    program, worth, both = paper(), np.array([1.0, 2.0]), np.arange(2)
    program.bound_columns(np.array([0]), np.array([0.0]), np.array([2.0]))
    assert program.vertex(worth) == pytest.approx([2, 5 / 3])
    program.fix(np.array([1]), np.array([0.5]))
    assert program.vertex(worth) == pytest.approx([2, 0.5])
    program.fix(np.array([1]), np.array([3.0]))
    with pytest.raises(Infeasible):
        program.vertex(worth)
    program.release(both)
    assert program.vertex(worth) == pytest.approx([2, 5 / 3])


def test_the_solver_prints_nothing(capfd):
    paper(integer=True).maximise(np.array([1.0, 2.0]))
    assert "".join(capfd.readouterr()) == ""


def test_a_column_is_put_to_the_right():
    assert stacked(TWO_ROWS, np.array([5.0, 6.0])).toarray().tolist() == [[1, 1, 5], [1, 3, 6]]
