import numpy as np
import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.impact.agreement import agreement, alpha_interval, disagreements, krippendorff_alpha

NA = np.nan
PUBLISHED = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3],
        "C": [NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA],
    }
)
"""Krippendorff 2011, Computing Krippendorff's alpha-reliability: four observers, twelve units, codes missing."""


def test_alpha_of_the_published_example():
    assert krippendorff_alpha(PUBLISHED) == pytest.approx(0.743, abs=5e-4)
    assert krippendorff_alpha(PUBLISHED, order=[1, 2, 3, 4, 5]) == pytest.approx(0.815, abs=5e-4)


def test_perfect_agreement_is_one_and_chance_about_zero():
    same = pd.DataFrame({"A": list("abab"), "B": list("abab")})
    assert krippendorff_alpha(same) == 1
    rng = np.random.default_rng(4)
    random = pd.DataFrame(rng.choice(list("ab"), size=(2000, 2)), columns=["A", "B"])
    assert abs(krippendorff_alpha(random)) < 0.06


def test_the_interval_holds_alpha():
    low, high = alpha_interval(PUBLISHED, np.random.default_rng(5), draws=200)
    assert low < krippendorff_alpha(PUBLISHED) < high


def test_nobody_agrees_alone():
    with pytest.raises(InputError, match="coded twice"):
        krippendorff_alpha(pd.DataFrame({"A": ["x", "y"], "B": [NA, NA]}))


def test_a_value_outside_the_order_is_named():
    with pytest.raises(InputError, match="9"):
        krippendorff_alpha(pd.DataFrame({"A": [1, 9], "B": [1, 2]}), order=[1, 2])


def test_disagreements_go_to_a_third():
    units = pd.DataFrame({"A": ["yes", "no", "yes"], "B": ["yes", "yes", NA]}, index=["u1", "u2", "u3"])
    assert disagreements(units).index.tolist() == ["u2"]


def codes(*rows):
    return pd.DataFrame(rows, columns=["unit", "coder", "value"])


def test_one_coder_has_no_agreement_and_it_is_said():
    said = agreement(np.random.default_rng(1), links=codes((1, "anne", "yes"), (2, "anne", "no")))
    assert said.table[["coders", "units", "coded_twice"]].values.tolist() == [[1, 2, 0]]
    assert said.table["alpha"].isna().all()
    assert "cannot be computed" in str(said.text)


def test_two_coders_are_measured_and_the_last_word_of_each_counts():
    rows = [(unit, coder, "yes" if unit % 2 else "no") for unit in range(20) for coder in ("anne", "bruno")]
    said = agreement(np.random.default_rng(1), links=codes((0, "bruno", "yes"), *rows), axes=codes((1, "anne", "x")))
    assert said.table.loc[0, ["alpha", "low", "high"]].tolist() == [1, 1, 1]
    assert "links" in str(said.text)


def test_an_interval_without_anything_coded_twice_is_refused():
    with pytest.raises(InputError, match="coded twice"):
        alpha_interval(pd.DataFrame({"a": ["x", None], "b": [None, "y"]}), np.random.default_rng(1))
