import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from toolkit.design.panel_size import (
    absent_probability,
    cells_of_criteria,
    distance_by_size,
    expected_distance,
    mean_absolute_deviation,
    stratified_distance,
)
from toolkit.design.scenario import shipped_residents

SIZES = [50, 100, 150, 200]


@pytest.mark.parametrize(("seats", "share"), [(7, 0.3), (100, 0.01), (50, 0.5), (10, 0.2), (3, 0.99)])
def test_de_moivres_formula_equals_the_sum_over_all_counts(seats, share):
    counts = np.arange(seats + 1)
    summed = (np.abs(counts - seats * share) * binom.pmf(counts, seats, share)).sum()
    assert mean_absolute_deviation(seats, share) == pytest.approx(summed)


def test_a_group_of_everyone_or_nobody_never_deviates():
    assert mean_absolute_deviation(10, 0.0) == mean_absolute_deviation(10, 1.0) == 0


def test_the_closed_form_of_the_distance_equals_simulation():
    shares = np.array([0.5, 0.3, 0.2])
    panels = np.random.default_rng(1).multinomial(40, shares, size=40_000)
    simulated = np.abs(panels / 40 - shares).sum(axis=1).mean() / 2
    assert expected_distance(40, shares) == pytest.approx(simulated, abs=0.001)


@pytest.mark.parametrize(
    ("feature", "published", "tolerance"),
    [
        ("age", [0.121, 0.085, 0.069, 0.060], 0.004),
        ("diploma", [0.100, 0.070, 0.058, 0.050], 0.002),
        ("sector", [0.217, 0.153, 0.125, 0.108], 0.0015),
    ],
)
def test_mean_distances_of_simple_samples_of_parisians(feature, published, tolerance):
    """Methods, section 3. Age classes differ a little: the source has 15-19 and 20-24, here 16-17 and 18-24."""
    table = distance_by_size(shipped_residents("paris"), [feature], SIZES)
    assert table["without_quotas"].tolist() == pytest.approx(published, abs=tolerance)


def test_mean_distances_with_the_age_classes_of_the_source():
    shares = np.array([6.28, 9.63, 29.47, 21.64, 12.92, 20.06]) / 100
    distances = [expected_distance(seats, shares) for seats in SIZES]
    assert distances == pytest.approx([0.121, 0.085, 0.069, 0.060], abs=0.0015)


def test_quotas_always_come_closer_than_chance():
    table = distance_by_size(shipped_residents("paris"), ["sex", "age", "diploma", "sector"], SIZES)
    assert (table["with_quotas"] < table["without_quotas"]).all()


def test_absent_groups_as_published():
    assert absent_probability(0.01, SIZES)["probability"].tolist() == pytest.approx([0.61, 0.37, 0.22, 0.13], abs=0.006)


def test_cells_are_counted_by_hand():
    city = pd.DataFrame({"sex": ["w", "w", "m", "m"], "age": ["a", "b"] * 2, "count": [50.0, 30.0, 15.0, 5.0]})
    table = cells_of_criteria(city, ["sex", "age"], 8).set_index("criteria")
    assert table.loc["sex × age", ["cells", "expecting_one", "expecting_half"]].tolist() == [4, 3, 3]
    assert table.loc["sex × age", "people_below"] == pytest.approx(0.05)
    assert table.loc["sex", "cells"] == 2


def test_strata_that_decide_the_feature_leave_only_rounding():
    city = pd.DataFrame({"place": ["x", "y"], "age": ["a", "b"], "count": [50.0, 50.0]})
    assert stratified_distance(city, "age", ["place"], 10, 100, np.random.default_rng(0)) == 0


def test_strata_that_say_nothing_of_the_feature_help_nothing():
    city = pd.DataFrame({"place": ["x", "x", "y", "y"], "age": ["a", "b"] * 2, "count": [25.0] * 4})
    stratified = stratified_distance(city, "age", ["place"], 20, 20_000, np.random.default_rng(1))
    assert stratified == pytest.approx(expected_distance(20, [0.5, 0.5]), abs=0.003)
