from pathlib import Path

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.sources.list_words import (
    day_of,
    days_of,
    marks_of,
    name_columns,
    named_classes,
    numbers_of,
    plain,
    renamed,
    spelled_like,
)


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


@pytest.mark.parametrize(
    "clock", ["", "T10:30", " 10:30:05", "T10:30:05.123Z", "T10:30:05+02", "T10:30:05-0200", "T10:30+02:00"]
)
def test_the_time_of_day_is_left_out(clock):
    assert day_of(f"2023-09-16{clock}") == day_of(f"16/09/2023{clock}") == pd.Timestamp(2023, 9, 16)


@pytest.mark.parametrize(
    "written", ["", "16", "2023-09-16 10:30 h", "16 10:30 mai 2023", "16 brumaire 2023", "31/02/2023", "16 mai 1823"]
)
def test_what_is_no_day_is_missing(written):
    assert day_of(written) is pd.NaT


@pytest.mark.parametrize(
    ("written", "year"), [("1 sept. 1998", 1998), ("1/9/1998", 1998), ("1998-9-1", 1998), ("1.9.23", 2023)]
)
def test_days_of_both_centuries_are_read(written, year):
    assert day_of(written) == pd.Timestamp(year, 9, 1)


WRONG = pd.Series(list("uvwxyz"))
READERS = {
    "days": lambda faults: days_of(WRONG, "here", faults),
    "numbers": lambda faults: numbers_of(WRONG, "here", faults),
    "marks": lambda faults: marks_of(
        WRONG.replace({"v": "q", "x": "k", "y": "j"}), pd.Series(range(2, 8)), "here", faults
    ),
}


@pytest.mark.parametrize("reader", READERS)
def test_four_wrong_cells_are_quoted_and_all_rows_named(reader):
    faults = []
    READERS[reader](faults)
    assert str(faults).count("'") - str(faults[0].place).count("'") >= 8
    assert faults[0].problem.count("'") == 8 and list(faults[0].rows) == [2, 3, 4, 5, 6, 7]


def test_an_empty_day_is_a_fault_unless_it_may_be_missing():
    faults = []
    days = days_of(pd.Series(["2023-09-16", ""]), "here", faults, empty=True)
    assert not faults and days.isna().tolist() == [False, True]
    days_of(pd.Series(["2023-09-16", ""]), "here", faults)
    assert [fault.problem for fault in faults] == ["'' is not a day"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12.500", 12.5),
        ("1.234.567", 1234567),
        ("1,234,567,890", 1234567890),
        ("1.234,5", 1234.5),
        ("1’234.5 €", 1234.5),
    ],
)
def test_thousands_are_read_in_any_writing(written, number):
    faults = []
    assert numbers_of(pd.Series([written]), "here", faults).tolist() == [number] and not faults


@pytest.mark.parametrize("written", ["1.234,567.8", "1.234,5,6", "1.23.456"])
def test_points_and_commas_that_fit_no_writing_are_no_number(written):
    faults = []
    assert numbers_of(pd.Series([written]), "here", faults).isna().all() and len(faults) == 1


def test_columns_are_named_without_regard_to_accents_and_the_first_that_fits_counts():
    table = pd.DataFrame([[1, 2, 3, 4]], columns=["Intitulé", "n° d'acte", "titre", "Autre"])
    named = name_columns(
        table, {"title": ["titre", "intitule"], "number": ["n d acte"]}, Path("acts.csv"), {"day": ["jour"]}
    )
    assert list(named.columns) == ["Intitulé", "number", "title", "Autre"]
    named = name_columns(table, {"title": ["intitule"]}, Path("acts.csv"), {"more": ["autre"]})
    assert list(named.columns) == ["title", "n° d'acte", "titre", "more"]
    with pytest.raises(
        InputError, match="column day is missing; there are Intitulé, n° d'acte, titre, Autre.*day or jour"
    ):
        name_columns(table, {"day": ["jour"], "title": ["titre"]}, Path("acts.csv"))


def test_two_columns_of_one_meaning_are_refused():
    with pytest.raises(InputError, match="two columns mean person_id"):
        renamed(pd.DataFrame(columns=["id", "membre"]), Path("members.csv"), ["person_id"])


def test_the_older_header_of_quotas_names_classes():
    table = named_classes(pd.DataFrame([["sex", "f"]], columns=["Category", "Feature"]), Path("quotas.csv"))
    assert table.to_dict("list") == {"criterion": ["sex"], "value": ["f"]}


def test_a_class_that_could_be_two_stays_as_it_is_written():
    words = pd.Series(["FEMME", "ETE", "été", "?", "—"])
    assert spelled_like(words, ["Femme", "été", "ete", "?", "!"]).tolist() == ["Femme", "ETE", "été", "?", "—"]
