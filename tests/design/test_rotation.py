import pytest

from toolkit.design.rotation import (
    cohort_schedule,
    excluded_people,
    lifetime_chance,
    seats_in_common,
)
from toolkit.design.scenario import Rotation, read_design

OSTBELGIEN = Rotation(every_months=6, share=1 / 3)
FULL = Rotation(every_months=12, share=1)


def test_ostbelgien_always_seats_24_in_three_cohorts_of_8():
    schedule = cohort_schedule(24, OSTBELGIEN, 60)
    for month in range(60):
        sitting = schedule[(schedule["start"] <= month) & (month < schedule["end"])]
        assert sitting["seats"].tolist() == [8, 8, 8]


def test_later_cohorts_sit_for_the_whole_mandate():
    schedule = cohort_schedule(24, OSTBELGIEN, 60)
    later = schedule[schedule["start"] > 0]
    assert set(later["end"] - later["start"]) == {18}
    assert later["start"].tolist() == list(range(6, 60, 6))


def test_seats_that_do_not_divide_are_spread():
    schedule = cohort_schedule(100, OSTBELGIEN, 24)
    assert sorted(schedule[schedule["start"] == 0]["seats"]) == [33, 33, 34]


def test_the_overlap_of_ostbelgien_falls_by_a_third_each_half_year():
    common = seats_in_common(cohort_schedule(24, OSTBELGIEN, 60), [18, 24, 30, 36])
    first = common[common["earlier"] == 18]
    assert first["seats"].tolist() == [24, 16, 8, 0]
    assert first["share"].tolist() == pytest.approx([1, 2 / 3, 1 / 3, 0])


def test_the_overlap_matrix_is_symmetric_when_all_seats_are_filled():
    wide = seats_in_common(cohort_schedule(24, OSTBELGIEN, 60), [6, 12, 20]).pivot(
        index="earlier", columns="later", values="seats"
    )
    assert (wide.to_numpy() == wide.to_numpy().T).all()


def test_full_renewal_keeps_nobody():
    common = seats_in_common(cohort_schedule(100, FULL, 36), [11, 12])
    assert common["seats"].tolist() == [100, 0, 0, 100]


def test_lifetime_chances_as_published():
    """Methods, section 3: 100 seats, 62 years: 1 in 296, 369 and 443 for mandates of 12, 15 and 18 months."""
    chances = lifetime_chance(1_829_500, 100, [12, 15, 18], 62)
    assert chances["one_in"].round().tolist() == [296, 369, 443]


def test_lifetime_chances_with_the_residents_of_2022():
    residents = read_design("paris_2023").residents()["count"].sum()
    chances = lifetime_chance(residents, 100, [12, 15, 18], 62, letters=10_000)
    assert chances["one_in"].tolist() == pytest.approx([296, 369, 443], rel=0.01)
    assert (chances["letter"] > 50 * chances["seat"]).all()


def test_more_letters_than_residents_reach_everybody():
    assert lifetime_chance(900, 20, [12], 3, letters=1000)["letter"].tolist() == [1]


def test_excluded_people_are_seats_per_year_times_years():
    assert excluded_people(10_000, 50, 6, [0, 2])["people"].tolist() == [0, 200]
