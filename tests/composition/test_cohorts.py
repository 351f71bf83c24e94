import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency, hypergeom

from toolkit.composition.cohorts import compare_groups, crossed, group_shares


def members(*counts):
    rows = [(n, value) for n, cohort in enumerate(counts) for value, people in cohort.items() for _ in range(people)]
    return pd.DataFrame(rows, columns=["cohort", "job"])


def test_cohorts_that_differ_are_told_apart():
    people = members({"teacher": 60, "other": 40}, {"teacher": 20, "other": 80})
    finding = compare_groups(people, "cohort", ["job"], np.random.default_rng(1), replicates=2000)
    assert finding.table.loc[0, "distance"] == pytest.approx(0.4)
    assert finding.table.loc[0, "p_holm"] < 0.01


def test_shuffling_agrees_with_chi_squared_where_that_holds():
    people = members({"teacher": 30, "other": 70}, {"teacher": 38, "other": 62}, {"teacher": 28, "other": 72})
    asymptotic = chi2_contingency([[30, 70], [38, 62], [28, 72]]).pvalue
    finding = compare_groups(people, "cohort", ["job"], np.random.default_rng(2), replicates=4000)
    assert finding.table.loc[0, "p_value"] == pytest.approx(asymptotic, abs=0.04)


def test_criteria_with_quotas_get_no_p_value():
    people = members({"teacher": 30, "other": 70}, {"teacher": 30, "other": 70})
    finding = compare_groups(people, "cohort", ["job"], np.random.default_rng(3), with_quota=["job"])
    assert np.isnan(finding.table.loc[0, "p_value"])
    assert "0 of 0" in str(finding.text)


def test_shares_of_groups_stand_beside_the_law_of_spreading_people_at_random():
    table = group_shares(members({"teacher": 30, "other": 20}, {"teacher": 10, "other": 40}), "cohort", ["job"])
    first = table[(table["value"] == "teacher") & (table["group"] == 0)].iloc[0]
    assert first["share"] == pytest.approx(0.6)
    assert (first["low"], first["high"]) == tuple(hypergeom.ppf([0.025, 0.975], 100, 40, 50) / 50)


def test_a_few_people_in_a_group_are_hidden_with_what_would_give_them_away():
    first = {"a": 20, "b": 3, "c": 20, "d": 20}
    table = group_shares(members(first, {"a": 20, "b": 15, "c": 12, "d": 20}), "cohort", ["job"])
    hidden = table[table["suppressed"]].groupby("value").size()
    assert hidden.to_dict() == {"a": 2, "b": 2}
    assert table.loc[table["suppressed"], "share"].isna().all()
    assert not group_shares(members(first), "cohort", ["job"], smallest=0)["suppressed"].any()


def test_traits_are_crossed():
    people = crossed(pd.DataFrame({"sex": ["w"], "age": ["16-17"]}), ["sex", "age"])
    assert people["sex × age"].tolist() == ["w × 16-17"]
