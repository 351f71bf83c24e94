import numpy as np
import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.impact.agreement import (
    Coded,
    agreement,
    all_disagreements,
    alpha_interval,
    disagreements,
    krippendorff_alpha,
)

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


def codes(*rows, order=()):
    return Coded(pd.DataFrame(rows, columns=["unit", "coder", "value"]).assign(about="words"), order)


def test_one_coder_has_no_agreement_and_it_is_said():
    said = agreement({"links": codes((1, "anne", "yes"), (2, "anne", "no"))}, np.random.default_rng(1))
    assert said.table[["coders", "units", "coded_twice"]].values.tolist() == [[1, 2, 0]]
    assert said.table["alpha"].isna().all() and said.table["unanimous"].isna().all()
    assert "cannot be computed" in str(said.text)


def test_two_coders_are_measured_and_the_last_word_of_each_counts():
    rows = [(unit, coder, "yes" if unit % 2 else "no") for unit in range(20) for coder in ("anne", "bruno")]
    read = {"links": codes((0, "bruno", "yes"), *rows), "axes": codes((1, "anne", "x"))}
    said = agreement(read, np.random.default_rng(1))
    assert said.table.loc[0, ["unanimous", "alpha", "low", "high"]].tolist() == [1, 1, 1, 1]
    assert "links" in str(said.text) and "for 1 of 1 things" in str(said.text)


def test_where_nobody_gives_a_second_value_there_is_nothing_to_tell_apart():
    same = codes(*[(unit, coder, "adopted") for unit in range(5) for coder in "ab"])
    table = agreement({"fate": same}, np.random.default_rng(1)).table
    assert table["unanimous"].tolist() == [1.0] and table["alpha"].isna().all()


def test_values_in_an_order_that_lie_close_disagree_less():
    far, near = (
        [(unit, coder, value) for unit, pair in enumerate(pairs) for coder, value in zip("ab", pair, strict=True)]
        for pairs in (["13", "22", "31", "12"], ["12", "22", "33", "12"])
    )
    table = agreement(
        {"far": codes(*far, order=tuple("123")), "near": codes(*near, order=tuple("123")), "names": codes(*near)},
        np.random.default_rng(1),
    ).table
    assert table["measure"].tolist() == ["ordinal", "ordinal", "nominal"]
    apart, close, names = table["alpha"]
    assert apart < names < close


def test_all_that_coders_differ_on_is_listed_with_what_each_says():
    read = {
        "pairs": codes(("u1", "a", "no"), ("u1", "b", "yes"), ("u2", "a", "no"), ("u2", "b", "no")),
        "axes": codes(("u1", "a", "x"), ("u1", "c", "y")),
    }
    listed = all_disagreements(read)
    assert listed.columns.tolist() == ["coded", "unit", "about", "a", "b", "c"]
    assert listed[["coded", "unit", "a"]].values.tolist() == [["pairs", "u1", "no"], ["axes", "u1", "x"]]
    assert listed.loc[0, "about"] == "words" and pd.isna(listed.loc[0, "c"])


def test_an_interval_without_anything_coded_twice_is_refused():
    with pytest.raises(InputError, match="coded twice"):
        alpha_interval(pd.DataFrame({"a": ["x", None], "b": [None, "y"]}), np.random.default_rng(1))
