import time

import numpy as np
import pytest
from scipy.stats import binom, binomtest, fisher_exact
from statsmodels.stats.multitest import multipletests

from benchmarks.calibration_composition import SHARES as PARIS
from toolkit.composition.drift import departure_power
from toolkit.composition.significance import (
    binomial_power,
    equivalence_margins,
    equivalence_power,
    excess_p_value,
    holm,
    multinomial_test,
    power_in_words,
    quota_refusal,
    smallest_margin,
    two_sided_p_value,
)
from toolkit.errors import InputError


def test_the_power_of_one_hundred_seats_is_as_published_in_the_methods():
    assert binomial_power(100, 0.224, 0.15) == pytest.approx(0.57, abs=0.005)
    assert binomial_power(100, 0.224, 0.12) == pytest.approx(0.86, abs=0.005)
    assert binomial_power(300, 0.23, 0.15) == pytest.approx(0.97, abs=0.005)


@pytest.mark.slow
def test_that_power_is_what_simulated_panels_show():
    rng = np.random.default_rng(1)
    for share, power in ((0.15, 0.57), (0.12, 0.86)):
        drawn = rng.binomial(100, share, 4000)
        verdicts = {n: binomtest(int(n), 100, 0.224, "less").pvalue <= 0.05 for n in np.unique(drawn)}
        assert np.mean([verdicts[n] for n in drawn]) == pytest.approx(power, abs=0.02)


def test_power_is_said_in_words():
    words = str(power_in_words(100, 0.224, 0.15))
    assert words == "with 100 seats a fall from 22 to 15 would be noticed in 57% of cases"


def test_a_rise_is_said_as_a_rise_and_noticed_as_often_as_the_same_fall_of_the_others():
    assert str(power_in_words(100, 0.224, 0.3)).startswith("with 100 seats a rise from 22 to 30 would be noticed")
    assert binomial_power(100, 0.224, 0.3) == pytest.approx(binomial_power(100, 0.776, 0.7))


def test_a_two_sided_test_notices_less_than_the_one_sided_test_of_the_right_side():
    for then in (0.12, 0.15, 0.33):
        p_values = np.array([binomtest(n, 100, 0.224).pvalue for n in range(101)])
        expected = binom.pmf(np.flatnonzero(p_values <= 0.05), 100, then).sum()
        assert binomial_power(100, 0.224, then, two_sided=True) == pytest.approx(expected)
        assert binomial_power(100, 0.224, then, two_sided=True) < binomial_power(100, 0.224, then)


@pytest.mark.parametrize(("seats", "share"), [(1, 0.5), (7, 0.5), (40, 0.01), (100, 0.224), (160, 0.9)])
def test_the_two_sided_p_value_is_scipys(seats, share):
    for count in range(seats + 1):
        assert two_sided_p_value(count, seats, share) == pytest.approx(binomtest(count, seats, share).pvalue)


def test_a_test_that_can_never_reject_has_no_power():
    assert binomial_power(3, 0.3, 0.0) == 0


def test_two_classes_give_the_exact_binomial_p_value():
    rng = np.random.default_rng(2)
    for count in (15, 22, 31):
        exact = binomtest(count, 100, 0.224).pvalue
        assert multinomial_test([count, 100 - count], [0.224, 0.776], rng) == pytest.approx(exact, abs=0.006)


def test_three_classes_give_the_sum_over_all_outcomes():
    from scipy.stats import multinomial

    shares, observed = [0.5, 0.3, 0.2], [2, 3, 4]
    law = multinomial(9, shares)
    outcomes = [(a, b, 9 - a - b) for a in range(10) for b in range(10 - a)]
    chances = np.array([law.pmf(outcome) for outcome in outcomes])
    exact = chances[chances <= law.pmf(observed) * (1 + 1e-9)].sum()
    assert multinomial_test(observed, shares, np.random.default_rng(3)) == pytest.approx(exact, abs=0.006)


def test_a_hundred_thousand_replicates_take_less_than_two_seconds():
    started = time.process_time()
    multinomial_test([6] * 15 + [5] * 2, [1 / 17] * 17, np.random.default_rng(4))
    assert time.process_time() - started < 2


def test_the_multinomial_test_gives_the_same_p_value_for_the_same_seed():
    values = {multinomial_test([3, 7], [0.5, 0.5], np.random.default_rng(5), 1000) for _ in range(3)}
    assert len(values) == 1


def test_shares_that_do_not_sum_to_one_are_refused():
    with pytest.raises(InputError, match=r"sum to 0\.9"):
        multinomial_test([1, 1], [0.5, 0.4], np.random.default_rng(0))
    with pytest.raises(InputError, match="share is 0"):
        multinomial_test([1, 1], [0.0, 1.0], np.random.default_rng(0))


@pytest.mark.parametrize("size", [1, 2, 5, 33])
def test_holm_agrees_with_statsmodels(size):
    p_values = np.random.default_rng(size).random(size) ** 3
    assert np.allclose(holm(p_values), multipletests(p_values, method="holm")[1])


def test_missing_p_values_stay_missing_and_do_not_count():
    assert holm([0.01, np.nan, 0.04]).tolist() == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)


@pytest.mark.slow
def test_thirty_true_nulls_accuse_somebody_in_two_thirds_of_runs_unless_corrected():
    rng = np.random.default_rng(6)
    tables = {share: [binomtest(n, 100, share).pvalue for n in range(101)] for share in np.concatenate(PARIS)}
    raw = corrected = 0
    for _ in range(2000):
        p = [tables[s][n] for shares in PARIS for s, n in zip(shares, rng.multinomial(100, shares), strict=True)]
        raw += min(p) < 0.05
        corrected += holm(p).min() < 0.05
    assert raw / 2000 == pytest.approx(0.69, abs=0.05)
    assert corrected / 2000 == pytest.approx(0.03, abs=0.015)


def test_departures_twice_or_three_times_as_likely_are_noticed_as_often_as_the_methods_say():
    assert departure_power(22, 100, 0.2, 3) == pytest.approx(0.95, abs=0.01)
    assert departure_power(22, 100, 0.2, 2) == pytest.approx(0.48, abs=0.01)
    assert departure_power(22, 100, 0.2, 1) <= 0.05


def test_the_excess_test_is_fishers():
    for gone in (3, 6, 9):
        table = [[gone, 22 - gone], [20 - gone, 58 + gone]]
        assert excess_p_value(gone, 22, 20, 100) == pytest.approx(fisher_exact(table, "greater")[1])


def test_the_smallest_margins_are_as_published_in_the_methods():
    assert smallest_margin(100, 0.5) == pytest.approx(0.145)
    assert smallest_margin(100, 0.224) == pytest.approx(0.13)


def test_within_five_points_cannot_be_inferred_from_a_hundred_people():
    table = equivalence_margins().table
    hundred = table[table["seats"] == 100]
    assert (hundred["power_within_5_points"] == 0).all()
    assert "14.5 points" in str(equivalence_margins().text)


def test_where_the_normal_approximation_gives_negative_power_ours_is_zero():
    from statsmodels.stats.proportion import power_binom_tost

    approximate = power_binom_tost(0.45, 0.55, 100, p_alt=0.5, alpha=0.05)
    assert np.ravel(approximate)[0] < 0
    assert equivalence_power(100, 0.5, 0.05) == 0


def test_a_p_value_of_a_quota_panel_on_its_own_quotas_is_refused_with_the_reason():
    assert "seats were filled to quotas" in str(quota_refusal("sex"))
