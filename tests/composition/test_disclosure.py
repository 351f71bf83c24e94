import pandas as pd

from toolkit.composition.disclosure import shown_count, suppress

TABLE = pd.DataFrame({"criterion": ["a", "a", "a", "b", "b"], "value": list("vwxyz"), "left": [3, 9, 7, 0, 8]})


def shown(**options):
    return suppress(TABLE, "left", **options)["left"].tolist()


def test_small_counts_are_blank_and_zero_is_not_small():
    assert shown() == [pd.NA, 9, 7, 0, 8]


def test_a_single_blank_takes_the_next_smallest_with_it():
    assert shown(within="criterion") == [pd.NA, 9, pd.NA, 0, 8]


def test_two_blanks_protect_each_other():
    table = TABLE.assign(left=[3, 9, 4, 0, 8])
    assert suppress(table, "left", "criterion")["left"].tolist() == [pd.NA, 9, pd.NA, 0, 8]


def test_rates_that_would_give_a_count_away_go_with_it():
    table = suppress(TABLE.assign(rate=0.3), "left", dependent=["rate"])
    assert table["rate"].isna().tolist() == [True, False, False, False, False]


def test_everything_is_shown_when_asked_for():
    assert shown(smallest=0) == [3, 9, 7, 0, 8]


def test_a_sentence_says_fewer_than_five_and_zero_and_five_as_they_are():
    assert [str(shown_count(count)) for count in (0, 1, 4, 5)] == ["0", "fewer than 5", "fewer than 5", "5"]


def test_a_table_with_rows_and_columns_is_protected_along_both():
    rows = [("w", "a", 3), ("w", "b", 9), ("w", "c", 20), ("m", "a", 8), ("m", "b", 11), ("m", "c", 20)]
    table = pd.DataFrame(rows, columns=["sex", "age", "seats"])
    shown = suppress(table, "seats", "sex", across="age")
    assert shown["suppressed"].tolist() == [True, True, False, True, True, False]
