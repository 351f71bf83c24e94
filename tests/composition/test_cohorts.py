import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from toolkit.composition.cohorts import compare_cohorts


def members(*counts):
    rows = [(n, value) for n, cohort in enumerate(counts) for value, people in cohort.items() for _ in range(people)]
    return pd.DataFrame(rows, columns=["cohort", "job"])


def test_cohorts_that_differ_are_told_apart():
    people = members({"teacher": 60, "other": 40}, {"teacher": 20, "other": 80})
    finding = compare_cohorts(people, ["job"], np.random.default_rng(1), replicates=2000)
    assert finding.table.loc[0, "distance"] == pytest.approx(0.4)
    assert finding.table.loc[0, "p_holm"] < 0.01


def test_shuffling_agrees_with_chi_squared_where_that_holds():
    people = members({"teacher": 30, "other": 70}, {"teacher": 38, "other": 62}, {"teacher": 28, "other": 72})
    asymptotic = chi2_contingency([[30, 70], [38, 62], [28, 72]]).pvalue
    finding = compare_cohorts(people, ["job"], np.random.default_rng(2), replicates=4000)
    assert finding.table.loc[0, "p_value"] == pytest.approx(asymptotic, abs=0.04)


def test_criteria_with_quotas_get_no_p_value():
    people = members({"teacher": 30, "other": 70}, {"teacher": 30, "other": 70})
    finding = compare_cohorts(people, ["job"], np.random.default_rng(3), with_quota=["job"])
    assert np.isnan(finding.table.loc[0, "p_value"])
    assert "0 of 0" in str(finding.text)
