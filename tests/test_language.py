import datetime

import pandas as pd
import pytest

from toolkit.errors import ToolkitError
from toolkit.language import Language, MissingTranslation, bilingual, say

FRENCH, ENGLISH = Language("fr"), Language("en")


def test_a_message_reads_as_english_by_default():
    message = say("{n} of {total} seats, {share:.1%}", n=1234, total=5000, share=0.2468)
    assert str(message) == "1,234 of 5,000 seats, 24.7%"


def test_french_numbers_have_a_comma_and_narrow_spaces():
    assert FRENCH.number(1234.56, 1) == "1\u202f234,6"
    assert FRENCH.percent(0.2468, 1) == "24,7\u202f%"


def test_dates_are_written_in_words():
    day = datetime.date(2026, 11, 22)
    assert FRENCH.format(day, "long") == "22 novembre 2026"
    assert ENGLISH.format(day, "long") == "22 November 2026"
    assert FRENCH.format(datetime.date(2026, 5, 1)) == "1er mai 2026"
    assert FRENCH.date(datetime.date(2026, 11, 1), "d MMM") == "1er nov."


def test_lists_are_joined_as_the_language_does():
    assert ENGLISH.format(["a", "b", "c"]) == "a, b and c"
    assert FRENCH.format(["a", "b", "c"]) == "a, b et c"


def test_a_message_inside_a_message_speaks_the_same_language():
    inner = say("Record as of {day:long}", day=datetime.date(2026, 11, 22))
    outer = say("Source: {source}", source=inner)
    assert FRENCH.render(outer) == "Source\u202f: État des connaissances au 22 novembre 2026"


def test_a_missing_translation_names_the_message_and_the_remedy():
    with pytest.raises(MissingTranslation, match=r"no fr wording for 'never written'.*toolkit/locale/fr"):
        FRENCH.render(say("never written"))


def test_a_fraction_without_a_format_is_refused():
    with pytest.raises(ToolkitError, match="no format"):
        str(say("{x}", x=0.5))


def test_an_unknown_language_is_refused():
    with pytest.raises(ToolkitError, match="Choose one of fr, en"):
        Language("de")


def test_a_column_is_headed_by_its_name_with_spaces_in_english_only():
    assert ENGLISH.heading("never_named_column") == "never named column"
    with pytest.raises(MissingTranslation):
        FRENCH.heading("never_named_column")


def test_braces_in_values_are_not_obeyed():
    assert str(say("{a}", a="{b}")) == "{b}"


def test_words_that_stand_in_both_languages_are_read_in_the_readers():
    words = bilingual(pd.DataFrame({"why": ["seen", None], "why_fr": ["vu", None]}), "why")
    assert [FRENCH.format(words[0]), ENGLISH.format(words[0]), str(words[0])] == ["vu", "seen", "seen"]
    assert words[1] is None


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (0.0, "<0.001", "<\u00a00,001"),
        (0.00099, "<0.001", "<\u00a00,001"),
        (0.001, "0.001", "0,001"),
        (0.0496, "0.050", "0,050"),
        (1.0, "1.000", "1,000"),
    ],
)
def test_a_p_value_is_never_written_as_nought(value, english, french):
    assert [ENGLISH.format(value, "p"), FRENCH.format(value, "p")] == [english, french]


def test_a_sentence_sets_a_p_value_behind_its_sign_of_relation():
    assert str(say("p {p:=p}", p=0.0132)) == "p =\u00a00.013"
    assert str(say("p {p:=p}", p=0.0000132)) == "p <\u00a00.001"


def test_words_agree_with_their_number_as_each_language_counts():
    template = "{n} {n:seat is|seats are} empty"
    assert [str(say(template, n=n)) for n in (0, 1, 2)] == ["0 seats are empty", "1 seat is empty", "2 seats are empty"]
    assert [FRENCH.agree(n, "siège|sièges") for n in (0, 1, 1.5, 2, 1_000_000)] == ["siège"] * 3 + ["sièges"] * 2


def test_a_number_that_is_told_in_words_takes_the_plural():
    assert str(say("{n} {n:seat|seats}", n="fewer than five")) == "fewer than five seats"
