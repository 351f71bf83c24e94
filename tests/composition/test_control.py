import time

import numpy as np
import pytest

from tests.composition.builders import crowd, day, joined, settled
from toolkit.composition.control import (
    Process,
    alarm_rate,
    calibrated_limit,
    control_chart,
    cusum,
    simulate_departures,
)
from toolkit.composition.membership import build_membership
from toolkit.errors import InputError


def test_evidence_accumulates_and_never_falls_below_zero():
    process = Process(usual=0.02, suspected=0.06)
    path = cusum(np.full((1, 3), 100), np.array([[0, 10, 0]]), process)[0]
    stayed = np.log(0.94 / 0.98)
    assert path[0] == 0
    assert path[1] == pytest.approx(10 * np.log(3) + 90 * stayed)
    assert path[2] == pytest.approx(path[1] + 100 * stayed)


def test_seats_that_are_not_refilled_stay_empty():
    members, gone = simulate_departures(Process(refilled=0.0), 0.1, np.random.default_rng(0), 5)
    assert (members[:, 1:] == members[:, :-1] - gone[:, :-1]).all()


def test_the_calibration_takes_less_than_ten_seconds():
    started = time.process_time()
    calibrated_limit(Process(sessions=18), np.random.default_rng(1), runs=5000)
    assert time.process_time() - started < 10


@pytest.mark.slow
@pytest.mark.parametrize("refilled", [0.0, 0.5, 1.0])
def test_a_stable_assembly_is_not_accused_and_tripled_departures_are_found(refilled):
    process = Process(sessions=18, usual=0.02, suspected=0.06, refilled=refilled)
    limit = calibrated_limit(process, np.random.default_rng(2))
    fresh = np.random.default_rng(3)
    assert alarm_rate(process, 0.02, limit, fresh) <= 0.06
    assert alarm_rate(process, 0.06, limit, fresh) >= 0.90


def test_a_wave_of_departures_sets_the_chart_off_at_its_session():
    people = crowd(red=100)
    wave = {f"P{n:03d}": 75 for n in range(15)}
    members = build_membership(joined(people, **wave), people)
    chart = control_chart(members, [day(30 * n) for n in range(6)], Process(), np.random.default_rng(4))
    assert chart.table["departures"].tolist() == [0, 0, 15, 0, 0, 0]
    assert "at session 3" in str(chart.text)


def test_a_quiet_membership_does_not():
    people = crowd(red=100)
    members = build_membership(joined(people, P001=40, P002=100), people)
    chart = control_chart(members, [day(30 * n) for n in range(6)], Process(), np.random.default_rng(5))
    assert (chart.table["cusum"] <= chart.table["limit"]).all()
    assert "stay below the limit" in str(chart.text)


def test_rates_in_the_wrong_order_are_refused():
    with pytest.raises(InputError, match="not in order"):
        Process(usual=0.1, suspected=0.05)


def test_a_chart_without_sessions_is_refused():
    with pytest.raises(InputError, match="there is no session"):
        control_chart(settled(crowd(red=3)), [], Process(), np.random.default_rng(0))
