"""What a cell of JupyterLab shows when it ends with a result."""

from dataclasses import dataclass

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

from toolkit.language import say
from toolkit.shown import Shown, table_html


@dataclass(frozen=True, eq=False)
class Result(Shown):
    table: pd.DataFrame
    text: object


def test_a_result_shows_its_sentences_and_its_table():
    html = Result(pd.DataFrame({"seats": [3]}), (say("One."), say("Two & {n}.", n=2)))._repr_html_()
    assert html.startswith("<p>One.</p><p>Two &amp; 2.</p>")
    assert '<th style="text-align: right">seats</th>' in html and '<td style="text-align: right">3</td>' in html


def test_one_sentence_is_enough():
    assert Result(pd.DataFrame(), say("Only."))._repr_html_().startswith("<p>Only.</p>")


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", say("<b>{n}</b>", n=1)])
def test_text_of_the_data_is_shown_not_obeyed(hostile):
    html = Result(pd.DataFrame({str(hostile): [hostile]}), hostile)._repr_html_()
    assert "<script" not in html and "<b>" not in html
    assert html.count("&lt;") >= 3


def test_a_long_table_is_cut_and_says_so():
    html = table_html(pd.DataFrame({"n": range(1200)}))
    assert html.count("<td ") == 20 and "1,180 more rows" in html


def test_people_who_do_not_exist_are_marked():
    table = pd.DataFrame({"n": [1]})
    assert "Synthetic" not in table_html(table)
    table.attrs["synthetic"] = True
    assert "Synthetic data: these people do not exist." in table_html(table)


def test_where_there_is_no_html_the_sentences_are_shown():
    formatted, _ = DisplayFormatter().format(Result(pd.DataFrame({"n": [1]}), (say("One."), say("Two."))))
    assert formatted["text/plain"] == "One.\nTwo."
    assert formatted["text/html"].startswith("<p>One.</p>")


def test_words_stand_to_the_left_and_nothing_is_a_dash():
    html = table_html(pd.DataFrame({"who": ["A", None], "share": [0.123456, None]}))
    assert '<td style="text-align: left">A</td><td style="text-align: right">0.1235</td>' in html
    assert html.count(">–<") == 2


def test_p_values_are_shown_in_three_decimals_and_never_as_nought():
    html = table_html(pd.DataFrame({"p_holm": [0.0000132, 0.04961, None]}))
    assert ">&lt;0.001</td>" in html and ">0.050</td>" in html and ">–</td>" in html
