import pandas as pd
import pytest

from toolkit.sources.list_words import day_of, numbers_of, plain


@pytest.mark.parametrize(
    ("written", "day"),
    {"1er mai 2024": 1, "1st May 2024": 1, "2nd May 2024": 2, "3rd May 2024": 3, "4th May 2024": 4}.items(),
)
def test_ordinals_of_days_are_read(written, day):
    assert day_of(written) == pd.Timestamp(2024, 5, day)


def test_what_is_no_number_is_told_with_its_row():
    faults = []
    numbers = numbers_of(pd.Series(["12", "x", "", "3,5"]), "seats.csv, column min", faults)
    assert numbers.tolist()[::3] == [12, 3.5] and numbers.isna().tolist() == [False, True, True, False]
    assert [str(fault) for fault in faults] == ["seats.csv, column min (row 3): 'x' is not a number. Correct it."]


def test_spaces_signs_and_accents_do_not_part_words():
    assert plain("  Présent \u00a0 — à\tdistance ") == plain("Présent - à distance") != plain("Présenta distance")
