import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.impact.coding import latest, units
from toolkit.language import Language
from toolkit.reports.adjudication import Form, Ledger, read_all

PAIRS = pd.DataFrame(
    {
        "recommendation_id": ["R1", "R1", "R2"],
        "act_id": ["a", "b", "a"],
        "recommendation": ["Créer <b>", "Créer", "Planter"],
        "act": ["Vœu", "Projet", "Vœu"],
        "shared": ["rue", "", ""],
    }
)


def judge(form, relation, note=""):
    form.relation.value, form.note.value = relation, note
    form.record.click()


def test_judgements_are_appended_and_the_form_goes_on(tmp_path):
    form = Form(PAIRS, Ledger(tmp_path, "ana"))
    judge(form, "antecedent", "page 3")
    judge(form, "no")
    assert Ledger(tmp_path, "ana").read()[["recommendation_id", "act_id", "relation", "note"]].values.tolist() == [
        ["R1", "a", "antecedent", "page 3"],
        ["R1", "b", "no", ""],
    ]
    assert "2 of 3" in form.shown.value


def test_whoever_comes_back_goes_on_where_they_stopped(tmp_path):
    judge(Form(PAIRS, Ledger(tmp_path, "ana")), "no")
    again = Form(PAIRS, Ledger(tmp_path, "ana"))
    assert [pair["act_id"] for pair in again.queue] == ["b", "a"]
    assert len(Form(PAIRS, Ledger(tmp_path, "ben")).queue) == 3


def test_without_a_choice_nothing_is_written(tmp_path):
    form = Form(PAIRS, Ledger(tmp_path, "ana"))
    form.record.click()
    assert not form.ledger.path.exists() and len(form.queue) == 3


def test_what_is_put_off_comes_last(tmp_path):
    form = Form(PAIRS, Ledger(tmp_path, "ana"))
    form.skip.click()
    assert [(pair["recommendation_id"], pair["act_id"]) for pair in form.queue] == [
        ("R1", "b"),
        ("R2", "a"),
        ("R1", "a"),
    ]


def test_the_form_ends_when_all_is_judged(tmp_path):
    form = Form(PAIRS, Ledger(tmp_path, "ana"), Language("fr"))
    for _ in range(3):
        judge(form, "no")
    assert form.record.disabled and "3" in form.shown.value
    form.record.click()
    assert len(form.ledger.read()) == 3


def test_markup_in_titles_is_shown_and_not_obeyed(tmp_path):
    assert "Créer &lt;b&gt;" in Form(PAIRS, Ledger(tmp_path, "ana")).shown.value


def test_a_coder_killed_before_the_first_row_was_written_starts_anew(tmp_path):
    ledger = Ledger(tmp_path, "ana")
    ledger.path.touch()
    assert ledger.read().empty and read_all(tmp_path).empty
    ledger.append("R1", "a", "no")
    assert ledger.read()["relation"].tolist() == ["no"]


def test_a_disk_that_takes_half_a_row_keeps_the_rows_before(tmp_path):
    resource = pytest.importorskip("resource", reason="file limits exist on Unix only")
    ledger = Ledger(tmp_path, "ana")
    ledger.append("R1", "a", "no")
    before = ledger.path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 5, hard))
    try:
        with pytest.raises(InputError, match="cannot be written"):
            ledger.append("R1", "b", "no")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ledger.path.read_bytes() == before


def test_a_second_thought_counts_and_the_first_stays(tmp_path):
    ledger = Ledger(tmp_path, "ana")
    ledger.append("R1", "a", "no")
    ledger.append("R1", "a", "antecedent")
    assert len(ledger.read()) == 2
    assert latest(ledger.read())["relation"].tolist() == ["antecedent"]


def test_two_coders_are_laid_out_side_by_side(tmp_path):
    Ledger(tmp_path, "ana").append("R1", "a", "no")
    Ledger(tmp_path, "ben").append("R1", "a", "antecedent")
    assert units(read_all(tmp_path)).loc[("R1", "a")].to_dict() == {"ana": "no", "ben": "antecedent"}


def test_a_formula_in_a_note_is_no_formula_in_the_file(tmp_path):
    ledger = Ledger(tmp_path, "ana")
    ledger.append("R1", "a", "no", "=1+1")
    assert ledger.read()["note"].tolist() == ["'=1+1"]


@pytest.mark.parametrize("coder", ["", "a/b", "../x"])
def test_a_coder_is_a_file_name(tmp_path, coder):
    with pytest.raises(InputError, match="cannot name a file"):
        Ledger(tmp_path, coder)


def test_an_unknown_relation_is_refused(tmp_path):
    with pytest.raises(InputError, match="is not known"):
        Ledger(tmp_path, "ana").append("R1", "a", "perhaps")


def test_the_form_asks_for_an_answer_and_says_where_it_went(tmp_path):
    form = Form(PAIRS, Ledger(tmp_path, "ana"))
    form.record.click()
    assert form.hint.value == "Choose an answer first." and not form.ledger.path.exists()
    judge(form, "no")
    assert form.hint.value == "Recorded in judgements-ana.csv."
