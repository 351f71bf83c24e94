import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from toolkit.errors import InputError
from toolkit.impact.effects import (
    adoption_evidence,
    clopper_pearson,
    known_outcomes,
    permutation_difference,
    shuffled_adoption,
)
from toolkit.impact.ordered import ordered_logit
from toolkit.impact.waiting import competing_risks


def test_seven_of_seven_proves_little():
    evidence = adoption_evidence(7, 7)
    assert (round(evidence.low, 2), evidence.high) == (0.59, 1.0)
    assert round(evidence.largest_base_rate, 3) == 0.652
    chance = evidence.table.set_index("base_rate")["chance"]
    assert chance[0.9] == pytest.approx(0.4783, abs=5e-5)
    assert "0.48" in str(evidence.text[1])


@settings(derandomize=True, max_examples=60)
@given(st.integers(0, 30), st.integers(0, 30))
def test_the_exact_interval_is_that_of_scipy(successes, failures):
    trials = successes + failures
    low, high = clopper_pearson(successes, trials)
    assert 0 <= low <= high <= 1
    if trials:
        oracle = stats.binomtest(successes, trials).proportion_ci(0.95, "exact")
        assert (low, high) == pytest.approx((oracle.low, oracle.high), abs=1e-9)


def test_an_impossible_count_is_refused():
    with pytest.raises(InputError, match="8 of 7"):
        clopper_pearson(8, 7)


def test_treating_rejection_as_still_open_overstates_adoption():
    """Ten texts, five adopted at times 1, 2, 4, 6, 7, five rejected: half are adopted, the naive curve says .589."""
    endings = pd.Series(["adopted" if time in (1, 2, 4, 6, 7) else "rejected" for time in range(1, 11)])
    incidence = competing_risks(pd.Series(range(1, 11)), endings)
    assert incidence.table["incidence"].iloc[-1] == 0.5
    assert round(incidence.table["naive"].iloc[-1], 3) == 0.589


def test_an_act_cannot_end_before_it_was_tabled():
    with pytest.raises(InputError, match="before it was tabled"):
        competing_risks(pd.Series([1, -2]), pd.Series(["adopted", "adopted"]))


def test_an_outcome_that_was_not_seen_is_not_counted():
    items = pd.DataFrame({"author": ["a", "a", "a", "b"], "fate": ["adopted", "", "rejected", ""]})
    table = known_outcomes(items, "author").set_index("author")
    assert table.loc["a", ["items", "seen", "adopted"]].tolist() == [3, 2, 1]
    assert table.loc["b", ["seen", "low", "high"]].tolist() == [0, 0, 1]


def test_permutation_stays_inside_the_strata():
    """All of the difference lies between strata: within them nothing can differ, so p is 1."""
    values = np.array([1, 1, 1, 0, 0, 0])
    group = np.array([True, True, False, False, False, True])
    stratum = np.array([1, 1, 1, 2, 2, 2])
    _, p_value = permutation_difference(values, group, stratum, np.random.default_rng(1), draws=200)
    assert p_value == 1


def test_permutation_agrees_with_the_exact_count():
    """Three of three against none of three: 2 of the 20 ways are as extreme."""
    values, group = np.array([1, 1, 1, 0, 0, 0]), np.array([True] * 3 + [False] * 3)
    difference, p_value = permutation_difference(values, group, np.zeros(6), np.random.default_rng(2), draws=4000)
    assert difference == 1
    assert p_value == pytest.approx(0.1, abs=0.015)


@pytest.mark.slow
def test_the_ordered_logit_recovers_signs_and_order_of_known_effects():
    """As many proposals and processes as Font et al. 2018 (571, 39): cost hurts most, support helps, noise does not."""
    rng = np.random.default_rng(2018)
    cluster = pd.Series(rng.integers(39, size=571))
    traits = pd.DataFrame(rng.normal(size=(571, 3)), columns=["cost", "support", "noise"])
    process = rng.normal(scale=0.3, size=39)[cluster]
    latent = -1.2 * traits["cost"] + 0.7 * traits["support"] + process + rng.logistic(size=571)
    outcome = pd.Series(np.digitize(latent, [-1, 1]))
    table = ordered_logit(outcome, traits, cluster, rng, draws=60).set_index("trait")
    assert table.loc["cost", "high"] < 0 < table.loc["support", "low"]
    assert table.loc["noise", "low"] < 0 < table.loc["noise", "high"]
    assert abs(table.loc["cost", "effect"]) > table.loc["support", "effect"]
    assert table.loc["cost", "low"] < -1.2 < table.loc["cost", "high"]


def test_few_clusters_get_no_bootstrap():
    with pytest.raises(InputError, match="too few"):
        ordered_logit(pd.Series([0, 1]), pd.DataFrame({"x": [0.0, 1.0]}), pd.Series([1, 2]), np.random.default_rng(1))


def texts(*rows):
    return pd.DataFrame(rows, columns=["fate", "session"])


def test_outcomes_are_dealt_out_where_there_is_something_to_compare():
    """3 of 3 against 0 of 3: of the 20 ways to deal three adoptions to six texts two are as extreme."""
    own = texts(("adopted", "s1"), ("adopted", "s1"), ("adopted as amended", "s2"), ("", "s1"))
    others = texts(("rejected", "s3"), ("withdrawn", "s3"), ("adjourned", "s3"))
    found = shuffled_adoption(own, others, ["session"], np.random.default_rng(1))
    everything, within = found.table.iloc[0], found.table.iloc[1]
    assert everything[["own", "own_adopted", "others", "others_adopted", "difference"]].tolist() == [3, 3, 3, 0, 1]
    assert everything["p_value"] == pytest.approx(0.1, abs=0.01)
    assert within[["own", "others"]].tolist() == [0, 0] and pd.isna(within["p_value"])
    assert "10% of the deals: 3 of 3 texts" in str(found.text)


def test_inside_strata_only_texts_of_both_sorts_are_compared():
    own = texts(("adopted", "s1"), ("adopted", "s2"))
    others = texts(("rejected", "s1"), ("adopted", "s1"), ("rejected", "s9"))
    within = shuffled_adoption(own, others, ["session"], np.random.default_rng(1)).table.iloc[1]
    assert within[["own", "others", "others_adopted"]].tolist() == [1, 2, 1]
    assert within["p_value"] == 1 and within["base_rate"] == 0.5
    assert (within["low"], within["high"]) == pytest.approx(clopper_pearson(1, 2), abs=1e-4)
