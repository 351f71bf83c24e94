"""A planted person is found nowhere in outputs, and small counts cannot be computed from shipped tables."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reliability.builders import QUOTAS, small_people
from toolkit.cli import application, main
from toolkit.composition.disclosure import SMALLEST, suppress
from toolkit.errors import InputError
from toolkit.project import csv_text
from toolkit.reports.page import open_page
from toolkit.reports.run import make_reports

CANARY = ("Zébulon", "zebulon@example.org", "0612345678", "impasse du Canari", "Canari")
CRITERIA = "criterion,value,min,max\nsex,f,8,12\nsex,m,8,12\nage,16-29,2,5\nage,30-59,6,12\nage,60+,4,8\n"
POPULATION = "criterion,value,count\nsex,f,50\nsex,m,50\nage,16-29,15\nage,30-59,55\nage,60+,30\n"


def command(*arguments):
    application()([str(argument) for argument in arguments], standalone_mode=False)


def with_canary(people):
    """Give two housemates the planted name, address and telephone."""
    named = people.reset_index().assign(name="", email="", telephone="", street="")
    named.loc[:1, "name"] = "Zébulon Canari"
    named.loc[:1, "email"], named.loc[:1, "telephone"] = "zebulon@example.org", "0612345678"
    named["street"] = [f"{number // 2} impasse du Canari" for number in range(len(named))]
    return named


def selection_files(folder):
    with_canary(small_people()).to_csv(folder / "pool.csv", index=False)
    pd.DataFrame(QUOTAS, columns=["feature", "value", "min", "max"]).to_csv(folder / "quotas.csv", index=False)
    return ["--pool", folder / "pool.csv", "--quotas", folder / "quotas.csv", "--same-address", "street", "--size", 6]


def composition_files(folder, seed):
    rng = np.random.default_rng(seed)
    people = with_canary(small_people(20, seed)).assign(event="drawn", date="2023-06-20")
    leaving = people.sample(5, random_state=seed)[["person_id"]].assign(event="resigned", date="2023-10-05")
    pd.concat([people, leaving]).to_csv(folder / "members.csv", index=False)
    days = pd.DataFrame({"date": ["2023-09-16", "2023-11-18"]})
    came = people[["person_id"]].merge(days, how="cross")
    came = came[~(came["person_id"].isin(leaving["person_id"]) & (came["date"] > "2023-10-05"))]
    came.assign(present=rng.integers(0, 2, len(came))).to_csv(folder / "attendance.csv", index=False)
    (folder / "criteria.csv").write_text(CRITERIA)
    (folder / "population.csv").write_text(POPULATION)
    names = ("members", "attendance", "criteria", "population")
    return [argument for name in names for argument in (f"--{name}", folder / f"{name}.csv")]


def test_a_planted_person_is_found_in_no_output_and_no_line_printed(tmp_path, capfd):
    inputs, out = tmp_path / "inputs", tmp_path / "out"
    inputs.mkdir()
    command("feasible", *selection_files(inputs), "--out", out / "feasible")
    command("draw", *selection_files(inputs), "--seed", 1, "--out", out / "draw")
    command("number", "--lottery", out / "draw", "--panels", 20)
    command("verify", out / "draw")
    command("replace", "--draw", out / "draw", "--alternates", 2, "--seed", 2, "--out", out / "alternates")
    command("composition", *composition_files(inputs, 1), "--out", out / "composition")
    files = [path for path in out.rglob("*") if path.is_file()]
    written = {path.name: path.read_bytes().decode() for path in files}
    assert len(files) > 15
    printed = capfd.readouterr()
    for place, text in {**written, "output": printed.out, "errors": printed.err}.items():
        assert not [word for word in CANARY if word.casefold() in text.casefold()], place


def test_identifiers_stand_only_in_the_columns_that_are_for_them(tmp_path):
    """Composition is about counts: no person of the members' list is in any of its tables."""
    arguments = composition_files(tmp_path, 2)
    command("composition", *arguments, "--out", tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        assert "p00" not in path.read_text(encoding="utf-8"), path.name


def possible(blank_total, most):
    """List all counts of blank cells that add up to what the total leaves."""
    ranges = [range(int(top) + 1) for top in most]
    return [counts for counts in product(*ranges) if sum(counts) == blank_total]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
def test_no_blank_count_can_be_computed_from_the_total_and_the_others(counts):
    table = pd.DataFrame({"group": "g", "count": counts})
    cells = suppress(table, "count", "group")
    shown, blank = cells["count"].dropna(), cells[cells["suppressed"]].index
    assert not ((shown > 0) & (shown < SMALLEST)).any()
    if len(blank) and len(counts) > 1 and sum(count > 0 for count in counts) > 1:
        left = sum(counts) - int(shown.sum())
        answers = np.array(possible(left, [left] * len(blank)))
        assert all(len(set(column)) > 1 for column in answers.T)


@pytest.mark.parametrize("seed", range(4))
def test_presence_cannot_be_computed_from_the_tables_that_composition_ships(tmp_path, seed):
    """The attacker has every table, and knows how many people ever came or spoke."""
    files = composition_files(tmp_path, seed)
    command("composition", *files, "--out", tmp_path / "out")
    command("composition", *files, "--out", tmp_path / "open", "--small-cells")
    keys = ["date", "body", "criterion", "value"]
    truth = pd.read_csv(tmp_path / "open" / "room.csv").set_index(keys)
    told = pd.read_csv(tmp_path / "out" / "room.csv").set_index(keys)
    assert not {"members", "people"} & set(told)
    attacked = 0
    for _, group in told.groupby(["date", "body", "criterion"]):
        counts, blank = truth.loc[group.index, "people"], group["room"].isna()
        assert group.loc[blank].drop(columns=["sessions", "mean", "suppressed"]).isna().all().all()
        assert ((counts[~blank] == 0) | (counts[~blank] >= SMALLEST)).all()
        attacked += blank.sum()
        if blank.any():
            left = int(counts[blank].sum())
            answers = np.array(possible(left, [left] * int(blank.sum())))
            assert all(len(set(column)) > 1 for column in answers.T)
    assert attacked


def test_formulas_are_neutralised_in_cells_and_headers():
    table = pd.DataFrame({"=cmd": ["=1+1", "@x", "+1", "-1", "\tx", "plain"], "n": [-1, -2, -3, -4, -5, -6]})
    lines = csv_text(table).splitlines()
    assert lines[0] == "'=cmd,n" and lines[-1] == "plain,-6"
    assert all(line.lstrip('"').startswith("'") for line in lines[1:-1])


@pytest.mark.parametrize("name", ["../secret", "a/b", "..", "", "/etc", "a\\b", ".hidden"])
def test_an_assembly_names_a_folder_of_the_project_and_nothing_outside(name):
    with pytest.raises(InputError, match="cannot name a folder"):
        make_reports(name)
    with pytest.raises(InputError, match="cannot name a folder"):
        open_page("01_sortition", name, "en")


def test_a_file_that_cannot_be_read_is_one_message_and_no_traceback(tmp_path, capsys, monkeypatch):
    (tmp_path / "folder.csv").mkdir()
    monkeypatch.setattr("sys.argv", ["toolkit", "verify", str(tmp_path / "folder.csv")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2 and "no manifest.json" in capsys.readouterr().err


def test_pseudonyms_are_the_same_in_every_file_and_nothing_else_of_a_person_is_kept(tmp_path):
    inputs, key = tmp_path / "inputs", tmp_path / "safe" / "secret.key"
    inputs.mkdir()
    selection_files(inputs)
    composition_files(inputs, 1)
    tables = [inputs / "pool.csv", inputs / "attendance.csv"]
    command("pseudonyms", *tables, "--key", key, "--keep", "sex,age,date,present", "--out", tmp_path / "out")
    pool, came = (pd.read_csv(tmp_path / "out" / path.name) for path in tables)
    assert list(pool.columns) == ["person_id", "sex", "age"] and list(came.columns) == ["person_id", "date", "present"]
    assert pool["person_id"].nunique() == 40 and set(came["person_id"]) <= set(pool["person_id"])
    written = "".join(path.read_text() for path in (tmp_path / "out").iterdir())
    assert not [word for word in (*CANARY, "p001", key.read_text().strip()) if word in written]
    assert key.stat().st_mode & 0o077 == 0
    command("pseudonyms", *tables, "--key", key, "--keep", "sex,age,date,present", "--out", tmp_path / "again")
    assert (tmp_path / "again" / "pool.csv").read_bytes() == (tmp_path / "out" / "pool.csv").read_bytes()
    command("pseudonyms", *tables, "--key", tmp_path / "other.key", "--keep", "sex,date", "--out", tmp_path / "other")
    assert not set(pd.read_csv(tmp_path / "other" / "pool.csv")["person_id"]) & set(pool["person_id"])


def test_a_key_beside_the_outputs_or_too_short_is_refused(tmp_path):
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    selection_files(inputs)
    (tmp_path / "short.key").write_text("secret")
    for key, message in ((tmp_path / "out" / "a.key", "folder of the outputs"), (tmp_path / "short.key", "guessed")):
        with pytest.raises(InputError, match=message):
            command("pseudonyms", inputs / "pool.csv", "--key", key, "--keep", "sex", "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()
