import numpy as np
import pytest

from toolkit.composition.population import (
    AGES,
    CRITERIA,
    SECTORS,
    ParisAssumptions,
    paris_population,
    share_of,
)
from toolkit.errors import InputError
from toolkit.sources.assembly import open_assembly


@pytest.fixture(scope="module")
def paris():
    return paris_population(open_assembly("paris").table)


def test_the_total_is_the_census_of_2022_less_the_fifteen_year_olds(paris):
    assert paris.table["count"].sum() == pytest.approx(59519 * 2 / 3 + 233890 + 219978 + 1326038)


def test_published_shares_come_back(paris):
    assert share_of(paris.table, "age")["16-17"] == pytest.approx(0.0218, abs=5e-5)
    assert share_of(paris.table, "sex")["women"] == pytest.approx(0.536, abs=1e-3)
    schooled = paris.table[paris.table["diploma"] != "student"]
    assert schooled["count"].sum() == pytest.approx(1543806, abs=1)
    assert share_of(schooled, "diploma")["cap_bep"] == pytest.approx(0.075, abs=1e-3)
    assert share_of(schooled, "diploma")["none_or_brevet"] == pytest.approx(0.149, abs=1e-3)


def test_every_sector_and_age_is_there_in_order(paris):
    assert tuple(share_of(paris.table, "sector").index) == SECTORS
    assert tuple(share_of(paris.table, "age").index) == AGES
    assert len(paris.table) == 2 * 6 * 5 * 17
    assert list(paris.table.columns) == [*CRITERIA, "count"]


def test_only_the_structural_zeros_are_zero(paris):
    empty = paris.table[paris.table["count"] == 0]
    young = (empty["age"] == "16-17") & (empty["diploma"] == "higher_education")
    old_students = empty["age"].isin(["55-64", "65+"]) & (empty["diploma"] == "student")
    assert (young | old_students).all()
    assert len(empty) == 17 * 2 * 3


def test_the_west_holds_more_higher_diplomas_than_the_north_east(paris):
    by_sector = paris.table.pivot_table("count", "sector", "diploma", aggfunc="sum")
    share = by_sector["higher_education"] / by_sector.sum(axis=1)
    assert share["7e"] > share["19e"] + 0.1


def test_the_two_thirds_assumption_moves_minors_and_nothing_else():
    half = paris_population(open_assembly("paris").table, ParisAssumptions(share_of_15_17_aged_16_17=0.5))
    counts = half.table.groupby("age")["count"].sum()
    assert counts["16-17"] == pytest.approx(59519 / 2)
    assert counts["18-24"] == pytest.approx(233890)


def test_assumptions_are_words_and_shares_outside_0_1_are_refused(paris):
    assert any("two thirds" in str(line) or "66.7%" in str(line) for line in paris.text)
    with pytest.raises(InputError, match="not a share"):
        ParisAssumptions(students_30_plus_under_40=1.2)


def test_a_criterion_without_a_population_margin_is_refused(paris):
    with pytest.raises(InputError, match="no such margin"):
        share_of(paris.table, "shoe_size")


def test_shares_sum_to_one(paris):
    assert all(np.isclose(share_of(paris.table, criterion).sum(), 1) for criterion in CRITERIA)
