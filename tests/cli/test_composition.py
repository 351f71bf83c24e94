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
