"""What people do to a command line: odd places, odd options, and files that stand in the way."""

import sys
from importlib.metadata import version

import pandas as pd
import pytest

from toolkit import cli
from toolkit.cli import application, main
from toolkit.errors import InputError, ToolkitError
from toolkit.project import project_root, write_text

POOL = "id,sex,age\n1,women,30+\n2,women,30+\n3,men,30+\n4,men,18-29\n"
QUOTAS = "feature,value,min,max\nsex,women,1,1\nsex,men,1,1\n"


def command(*arguments):
    application()([str(argument) for argument in arguments], standalone_mode=False)


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "Élus & 🎲"
    folder.mkdir()
    (folder / "pool.csv").write_text(POOL)
    (folder / "quotas.csv").write_text(QUOTAS)
    return folder


def draw_options(place, **others):
    given = {"pool": place / "pool.csv", "quotas": place / "quotas.csv", "size": 2, "seed": 1} | others
    return [argument for name, value in given.items() for argument in (f"--{name}", value)]


def ended(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["toolkit", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


def test_places_with_spaces_accents_and_signs_are_places(place, capsys):
    command("draw", *draw_options(place, out=place / "tirage n° 1"))
    command("verify", place / "tirage n° 1")
    assert "hold" in capsys.readouterr().out


@pytest.mark.parametrize("out", [".", "", "../Élus & 🎲"])
def test_a_draw_never_takes_the_place_of_its_inputs(place, monkeypatch, out):
    monkeypatch.chdir(place)
    with pytest.raises(InputError, match="would be overwritten"):
        command("draw", *draw_options(place, out=out))
    assert (place / "pool.csv").read_text() == POOL and (place / "quotas.csv").read_text() == QUOTAS
    assert len(list(place.iterdir())) == 2


def test_no_other_command_takes_the_place_of_its_inputs(place, monkeypatch):
    monkeypatch.chdir(place)
    (place / "acts.csv").write_text("act_id,title\n2023 DVD 62,Place\n")
    (place / "recommendations.csv").write_text("recommendation_id,text\nR1,Planter des arbres\n")
    (place / "seats.csv").write_text("person_id,event,date\n")
    (place / "keys").mkdir()
    for arguments in (
        ["pseudonyms", "pool.csv", "--key", place.parent / "a.key", "--keep", "sex", "--out", "."],
        ["minutes", "acts.csv", "--out", "."],
        ["link", "--recommendations", "recommendations.csv", "--acts", "acts.csv", "--out", "acts.csv"],
        ["trace", "--recommendations", "recommendations.csv", "--statements", "acts.csv", "--out", "."],
        ["composition", "--criteria", "acts.csv", "--members", "seats.csv", "--out", "."],
        ["replace", "--draw", "keys", "--members", "pool.csv", "--out", "."],
    ):
        before = {path.name: path.read_bytes() for path in place.glob("*.csv")}
        with pytest.raises(InputError, match="would be overwritten"):
            command(*arguments)
        assert {path.name: path.read_bytes() for path in place.glob("*.csv")} == before
    assert not (place.parent / "a.key").exists()


@pytest.mark.parametrize("folder", ["data/raw/paris/draw", "notebooks/../data/raw"])
def test_nothing_is_written_among_the_raw_tables(place, folder):
    there = project_root() / folder
    before = sorted((project_root() / "data" / "raw").rglob("*"))
    with pytest.raises(InputError, match="among the raw tables"):
        command("draw", *draw_options(place, out=there))
    with pytest.raises(InputError, match="among the raw tables"):
        write_text("x", there / "x.txt")
    assert sorted((project_root() / "data" / "raw").rglob("*")) == before


@pytest.mark.parametrize("seed", ["", "  "])
def test_an_empty_number_is_none(place, seed):
    with pytest.raises(InputError, match="number announced is empty"):
        command("draw", *draw_options(place, seed=seed, out=place / "draw"))
    assert not list(place.glob("draw/*.csv"))


def test_a_file_in_place_of_the_folder_is_one_message(place, monkeypatch, capsys):
    assert ended(monkeypatch, "draw", *draw_options(place, out=place / "pool.csv")) == 2
    told = capsys.readouterr().err
    assert told.startswith("toolkit: ") and "pool.csv: this is a file, not a folder" in told and told.count("\n") == 1


def test_what_the_system_refuses_is_one_message(monkeypatch, capsys, tmp_path):
    def refused():
        raise PermissionError(13, "Permission denied", str(tmp_path / "a.csv"))

    monkeypatch.setattr(cli, "application", lambda: refused)
    assert ended(monkeypatch) == 2
    assert "a.csv: permission denied. Check that" in capsys.readouterr().err


def test_an_interruption_says_that_nothing_is_half_written(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "application", lambda: interrupted)
    assert ended(monkeypatch) == 130
    assert "nothing is half-written" in capsys.readouterr().err


def test_letters_are_counted_for_a_design_and_a_list_of_it(tmp_path, capsys):
    command("letters", "merville", "--out", tmp_path, "--runs", 200, "--frame", "population register")
    told = capsys.readouterr().out
    assert "letters for all groups together with probability 95%" in told
    table = pd.read_csv(tmp_path / "probability.csv")
    assert table["margin"].tolist() == [1.0, 2.0, 3.0] and table["probability"].is_monotonic_decreasing
    assert (pd.read_csv(tmp_path / "letters.csv")["letters"] > 0).all()
    with pytest.raises(InputError, match="Choose among population register"):
        command("letters", "merville", "--out", tmp_path, "--frame", "nobody")


def test_simulations_resume_and_do_not_mix(tmp_path, capsys):
    command("simulate", "merville", "--out", tmp_path, "--runs", 3)
    first = (tmp_path / "summary.csv").read_bytes()
    command("simulate", "merville", "--out", tmp_path, "--runs", 3)
    assert (tmp_path / "summary.csv").read_bytes() == first
    assert capsys.readouterr().err.count("3 of 3 runs") == 1
    for arguments, message in (
        (["merville", "--seed", 4], "another design, seed or version"),
        (["merville", "merville"], "stands more than once"),
    ):
        with pytest.raises(InputError, match=message):
            command("simulate", *arguments, "--out", tmp_path, "--runs", 3)


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--format", "odt", "odt is not known"),
        ("--language", "de", "not available"),
        ("--only", "nothing", "no notebook nothing"),
    ],
)
def test_reports_refuse_what_they_do_not_know(tmp_path, option, value, message):
    with pytest.raises(ToolkitError, match=message):
        command("reports", option, value, "--out", tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_version_is_told(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["toolkit", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == version("citizens-assembly-toolkit")
