import pandas as pd
import pytest
from typer.testing import CliRunner

from toolkit.cli import application
from toolkit.errors import InputError
from toolkit.project import project_root

TEMPLATES = project_root() / "docs" / "templates"
ENGLISH = ("criteria.csv", "members.csv", "attendance.csv", "population.csv", "speaking.csv")
FRENCH = ("criteres.csv", "membres.csv", "presences.csv", "population_fr.csv", "paroles.csv")


def run(out, files, *more):
    options = ("--criteria", "--members", "--attendance", "--population", "--speaking")
    named = [part for pair in zip(options, files, strict=True) for part in (pair[0], str(TEMPLATES / pair[1]))]
    result = CliRunner().invoke(application(), ["composition", *named, "--out", str(out), *more])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_templates_give_verdicts_in_both_languages(tmp_path):
    for files, language in ((ENGLISH, "en"), (FRENCH, "fr")):
        result = run(tmp_path / language, files, "--language", language)
        assert result.exit_code == 0
        verdicts = pd.read_csv(tmp_path / language / "verdicts.csv")
        assert verdicts.columns[:5].tolist() == ["criterion", "date", "verdict", "statistic", "power"]
        assert len(verdicts) == 4
    assert "critères" in result.output


def test_small_counts_of_people_stay_out_unless_asked_for(tmp_path):
    run(tmp_path / "safe", ENGLISH)
    run(tmp_path / "open", ENGLISH, "--small-cells")
    assert pd.read_csv(tmp_path / "safe" / "departures.csv")["left"].fillna(0).sum() == 0
    assert pd.read_csv(tmp_path / "open" / "departures.csv")["left"].sum() > 0


def test_the_days_can_be_chosen(tmp_path):
    run(tmp_path, ENGLISH, "--on", "2023-10-04", "--on", "05/10/2023")
    assert pd.read_csv(tmp_path / "verdicts.csv")["date"].unique().tolist() == ["2023-10-04", "2023-10-05"]


def test_contradictions_are_named_with_their_rows_and_nothing_is_written(tmp_path):
    with pytest.raises(InputError, match=r"members \(row 6\).*outside the mandate"):
        run(tmp_path / "out", ENGLISH, "--start", "2023-06-01", "--end", "2023-10-31")
    assert not (tmp_path / "out").exists()


FRENCH_CRITERIA = """Critère;Classe;Minimum;Maximum
Sexe;Femmes;2;4
Sexe;Hommes;1;3
Âge;16-64;2;4
Âge;65+;1;3
"""
FRENCH_MEMBERS = """Identifiant;Événement;Date;Motif;Remplace;SEXE;Age;Courriel
A1;Tirée au sort;1/9/2023;;;femmes;16-64;a@example.org
A2;tirée au sort;01.09.2023;;;FEMMES;16–64;
A3;tirée au sort;1 septembre 2023;;;Femmes;65 +;
A4;tiré au sort;2023-09-01;;;hommes;65+;
A1;Démission;15/10/23;déménagement;;;;
B1;arrivée;20/10/2023;;A1;femmes;16-64;
"""
FRENCH_MARGINS = """critere;classe;pourcentage
sexe;femmes;53,6 %
sexe;hommes;46,4 %
âge;16-64;75
âge;65+;25
"""
FRENCH_SHEET = """identifiant;16/09/2023;18 novembre 2023
A1;x;
A2;x;x
A3;;x
A4;x;x
B1;;x
"""


def lists(folder, **texts):
    arguments = ["composition"]
    for name, text in texts.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="cp1252")
        arguments += [f"--{name}", str(path)]
    return [*arguments, "--out", str(folder / "out")]


def call(arguments):
    result = CliRunner().invoke(application(), arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def faults_of(folder, **texts):
    with pytest.raises(InputError) as caught:
        call(lists(folder, **texts))
    assert not (folder / "out").exists()
    return str(caught.value)


def french(**changed):
    return {
        "criteria": FRENCH_CRITERIA,
        "members": FRENCH_MEMBERS,
        "population": FRENCH_MARGINS,
        "attendance": FRENCH_SHEET,
        **changed,
    }


def test_lists_as_a_french_office_keeps_them_are_read(tmp_path):
    call(lists(tmp_path, **french()))
    verdicts = pd.read_csv(tmp_path / "out" / "verdicts.csv")
    assert verdicts["verdict"].tolist() == ["met"] * 4
    assert "example.org" not in "".join(path.read_text() for path in (tmp_path / "out").iterdir())


def test_excel_lists_with_typed_days_are_read(tmp_path):
    arguments = lists(tmp_path, **french())
    days = pd.to_datetime(["2023-09-01"] * 4 + ["2023-10-15", "2023-10-20"])
    table = pd.read_csv(tmp_path / "members.csv", sep=";", encoding="cp1252").assign(Date=days)
    table.to_excel(tmp_path / "members.xlsx", index=False)
    sheet = pd.read_csv(tmp_path / "attendance.csv", sep=";", encoding="cp1252")
    sheet.columns = ["identifiant", *pd.to_datetime(["2023-09-16", "2023-11-18"])]
    sheet.to_excel(tmp_path / "attendance.xlsx", index=False)
    typed = {str(tmp_path / f"{name}.csv"): str(tmp_path / f"{name}.xlsx") for name in ("members", "attendance")}
    call([typed.get(argument, argument) for argument in arguments])
    assert len(pd.read_csv(tmp_path / "out" / "verdicts.csv")) == 4


def test_every_contradiction_of_all_files_is_in_one_message(tmp_path):
    members = FRENCH_MEMBERS + (
        "A2;arrivée;02/10/2023;;;;;\nA5;démission;01/12/2023;;;hommes;65+;\nA6;tiré;01/09/1999;;;autre;65+;\n"
        "C1;arrivée;01/10/2023;;A1;femmes;65+;\n"
    )
    sheet = "identifiant;date;présent\nA1;18/11/2023;1\nZ9;16/09/2023;1\nA3;16/09/2023;1\nA3;16/09/2023;0\n"
    speech = "identifiant;date\nA4;16/09/2023\nA1;18/11/2023\n"
    margins = "critère;classe;part\nsexe;femmes;0,5\nsexe;hommes;0,4\n"
    texts = french(members=members, attendance=sheet, population=margins)
    arguments = [*lists(tmp_path, **texts, speaking=speech), "--start", "01/07/2023", "--end", "01/07/2024"]
    with pytest.raises(InputError) as caught:
        call(arguments)
    for part in (
        "outside the mandate",  # A6
        "spells would overlap",  # A2
        "without being a member",  # A5
        "before the departure",  # C1 replaces A1
        "unknown member Z9",
        "not a member that day: A1 on 2023-11-18",
        "A3 is both present and absent on 2023-09-16",
        "the register does not know 'autre' (A6). Use Femmes, Hommes",
        "criterion Sexe: the margin sums to 0.9",
    ):
        assert part in str(caught.value)


def test_a_criterion_without_a_margin_and_a_class_without_a_share_are_named(tmp_path):
    assert "criterion Âge: there is no population margin" in faults_of(
        tmp_path, **french(population="critère;classe;part\nSexe;Femmes;0,5\nSexe;Hommes;0,5\n")
    )
    extra = FRENCH_MARGINS.replace("âge;65+;25", "âge;65-79;20\nâge;80+;5")
    assert "the population has no 65+" in faults_of(tmp_path, **french(population=extra))


def test_an_absent_person_who_spoke_is_a_contradiction(tmp_path):
    sheet = FRENCH_SHEET.replace("A3;;x", "A3;absente;x")
    text = faults_of(tmp_path, **french(attendance=sheet), speaking="identifiant;date\nA3;16/09/2023\n")
    assert "A3 is absent and yet speaking on 2023-09-16" in text


def test_who_spoke_is_judged_beside_who_came(tmp_path):
    speech = "identifiant;16/09/2023;18/11/2023\nA1;oui;\nA2;non;oui\nA3;;oui\nA4;oui;non\nB1;;non\n"
    call(lists(tmp_path, **french(), speaking=speech))
    verdicts = pd.read_csv(tmp_path / "out" / "verdicts.csv")
    assert "not recorded" not in set(verdicts["speaking"])
    assert set(pd.read_csv(tmp_path / "out" / "room.csv")["body"]) == {"present", "speaking"}


def test_a_tolerance_that_is_no_share_is_refused(tmp_path):
    with pytest.raises(InputError, match="room_tolerance: 20"):
        call([*lists(tmp_path, **french()), "--room-tolerance", "20"])
