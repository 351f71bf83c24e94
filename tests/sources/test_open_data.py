import json

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.sources.minutes import read_minutes
from toolkit.sources.open_data import iso_date, read_agenda, read_export, read_scdl, read_subsidies
from toolkit.sources.popolo import read_popolo, to_popolo

WILD = (
    "\ufeffcoll_nom;delib_id;delib_date;delib_objet;pref_date;vote_effectif;vote_reel;vote_pour;vote_contre;vote_abstention\n"
    "Ville;2021-DAC-12;02/07/2021;Aide;;33;30;20;5;5\n"
    "Ville;2021 DVD 3;2021/07/02 00:00:00+00;Voirie;2021/07/01 00:00:00+00;33;30;31;5;\n"
    "Ville;07-44;sometime;Sans vote;;;;;;\n"
)


@pytest.fixture
def scdl(tmp_path):
    path = tmp_path / "delib.csv"
    path.write_text(WILD, encoding="utf-8")
    return read_scdl(path)


def test_scdl_in_the_wild_is_read(scdl):
    assert scdl.acts["act_id"].tolist() == ["2021 DAC 12", "2021 DVD 3", "07-44"]
    assert scdl.acts["date"].tolist() == ["2021-07-02", "2021-07-02", ""]
    assert scdl.vote_events["item"].tolist() == ["2021 DAC 12", "2021 DVD 3"]


def test_counts_are_kept_and_outcomes_not_invented(scdl):
    first, second = scdl.vote_events.to_dict("records")
    assert (first["for"], first["enrolled"], first["outcome"], first["check"]) == (20, 33, "", "")
    assert pd.isna(second["abstaining"]) and "36 votes" in second["check"]


def test_what_cannot_be_read_is_listed_with_its_line(scdl):
    assert scdl.unread[["line", "reason"]].values.tolist() == [
        [4, "a date that cannot be read"],
        [3, "dated after the prefecture received it"],
    ]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("02/07/2021", "2021-07-02"),
        ("2021/07/02 00:00:00+00", "2021-07-02"),
        ("2021-07-02T10:00:00+02:00", "2021-07-02"),
        ("2021", "2021"),
        ("31/02/2021", ""),
        ("juillet", ""),
    ],
)
def test_dates_come_in_many_forms(written, iso):
    assert iso_date(written) == iso


RECORD = {"reference": "2018 DAC 550", "objet": "Les arts et la culture", "seance": "2018-05-02", "extra": None}


@pytest.mark.parametrize(
    "content",
    [
        [RECORD],
        {"results": [RECORD]},
        {"records": [{"recordid": "x", "fields": RECORD}]},
        {"records": [{"record": {"fields": RECORD}}]},
    ],
)
def test_every_form_of_export_gives_the_same_agenda(tmp_path, content):
    path = tmp_path / "agenda.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert read_agenda(path).acts.values.tolist() == [["2018 DAC 550", "Les arts et la culture", "2018-05-02"]]
    csv = tmp_path / "agenda.csv"
    csv.write_text("Reference;Objet;Seance\n2018 DAC 550;Les arts et la culture;2018-05-02\n", encoding="utf-8")
    assert read_agenda(csv).acts.equals(read_agenda(path).acts)


def test_a_year_may_be_a_date_or_text(tmp_path):
    path = tmp_path / "subsidies.csv"
    head = "annee_budgetaire;numero_siret;nom_beneficiaire;objet_du_dossier;montant_vote;direction\n"
    path.write_text(head + "2018;123 456 789 00012;A;x;1 500,50;DAC\n2019-01-01;1;B;y;;DFPE\n", encoding="utf-8")
    table = read_subsidies(path)
    assert table["year"].tolist() == [2018, 2019]
    assert table["siret"].tolist() == ["12345678900012", "1"]
    assert table["amount"].iloc[0] == 1500.5 and pd.isna(table["amount"].iloc[1])


@pytest.mark.parametrize("content", ["{", '{"a": 1}', "[1, 2]"])
def test_what_is_no_export_is_refused(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        read_export(path)


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="delib_id"):
        read_scdl(path)
    with pytest.raises(InputError, match="column act_id is missing; there are a, b"):
        read_agenda(path)


MINUTES = (
    "Mars 2020\n2020 DAC 3 - Aide. Adopté.\nJe mets aux voix le vœu n° 5. Votants : 100. Pour : 60. Contre : 20. "
    "Abstentions : 20. NPPV : 0. Le vœu est rejeté.\nLe vœu n° 6 est retiré."
)


def test_popolo_keeps_motions_outcomes_and_counts(tmp_path):
    minutes = read_minutes(MINUTES)
    path = tmp_path / "popolo.json"
    path.write_text(to_popolo(minutes.acts, minutes.vote_events), encoding="utf-8")
    acts, events = read_popolo(path)
    kept = ["item", "outcome", "for", "against", "abstaining", "not_voting", "session"]
    pd.testing.assert_frame_equal(events[kept], minutes.vote_events[kept], check_dtype=False)
    assert acts.set_index("act_id").loc["2020 DAC 3", "title"] == "Aide"


def test_popolo_has_the_standard_words(tmp_path):
    minutes = read_minutes(MINUTES)
    motions = {motion["id"]: motion for motion in json.loads(to_popolo(minutes.acts, minutes.vote_events))["motions"]}
    [vote] = motions["2020-03 vœu 5"]["vote_events"]
    assert vote["result"] == "fail"
    assert {"option": "yes", "value": 60} in vote["counts"]
    [withdrawn] = motions["2020-03 vœu 6"]["vote_events"]
    assert "result" not in withdrawn and "counts" not in withdrawn and withdrawn["outcome"] == "withdrawn"


@pytest.mark.parametrize("content", ["[]", "{}", "no json", '{"motions": [1]}'])
def test_other_json_is_no_popolo(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="no Popolo"):
        read_popolo(path)


def test_amounts_are_read_however_thousands_are_parted(tmp_path):
    path = tmp_path / "s.csv"
    rows = ["1.200,50 €", "1 200,50", "1,200.50", "douze"]
    head = "exercice_comptable;siret;beneficiaire;objet;montant;direction\n"
    path.write_text(head + "".join(f"2019;1;B;C;{row};DAC\n" for row in rows), encoding="utf-8")
    amounts = read_subsidies(path)["amount"]
    assert amounts[:3].tolist() == [1200.5] * 3 and pd.isna(amounts[3])


def test_an_export_without_records_says_so(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="there are no records"):
        read_agenda(path)
