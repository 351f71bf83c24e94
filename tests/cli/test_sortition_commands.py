import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from toolkit.cli import main

ROWS = [("f", "a"), ("f", "b"), ("m", "a"), ("m", "b")] * 6
QUOTAS = "feature,value,min,max\nsex,f,3,3\nsex,m,3,3\nage,a,2,4\nage,b,2,4\n"


@pytest.fixture
def files(tmp_path):
    people = pd.DataFrame(ROWS, columns=["sex", "age"])
    people.insert(0, "id", [f"v{n}" for n in range(len(people))])
    people["street"] = ["1 rue Verte", "1, r. verte", *[""] * 22]
    people["e-mail"] = [f"person{n}@example.org" for n in range(24)]
    people.to_csv(tmp_path / "people.csv", index=False)
    (tmp_path / "quotas.csv").write_text(QUOTAS)
    return tmp_path


@pytest.fixture
def toolkit(monkeypatch, capsys):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["toolkit", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return end.value.code or 0, said.out, said.err

    return run


def inputs(folder, size=6, **changed):
    names = {"pool": folder / "people.csv", "quotas": folder / "quotas.csv", "size": size, **changed}
    return [part for name, value in names.items() for part in (f"--{name}", value)]


def test_a_draw_is_made_checked_and_numbered(files, toolkit):
    out = files / "draw"
    code, said, _ = toolkit("draw", *inputs(files), "--same-address", "street", "--seed", 42, "--out", out)
    assert code == 0 and "drawn with the number 42" in said
    assert len(pd.read_csv(out / "panel.csv")) == 6
    chances = pd.read_csv(out / "selection_probability.csv")
    assert list(chances.columns) == ["person_id", "probability"]
    assert chances["probability"].sum() == pytest.approx(6)
    lottery = pd.read_csv(out / "lottery.csv")
    assert list(lottery.columns) == ["panel", "probability", "person_id"]
    certificate = json.loads((out / "certificate.json").read_text())
    assert certificate["smallest_chance"] == pytest.approx(certificate["upper_bound"])
    assert toolkit("number", "--lottery", out, "--panels", 120)[0] == 0
    code, said, _ = toolkit("verify", out, "--source", files / "people.csv")
    assert code == 0 and "that were checked hold" in said and "numbered panels obey" in said


def test_panels_are_numbered_again_when_a_kill_left_half_of_them(files, toolkit):
    out = files / "draw"
    toolkit("draw", *inputs(files), "--seed", 42, "--out", out)
    assert "before the balls are drawn" in toolkit("number", "--lottery", out, "--panels", 20)[1]
    (out / "numbered_panels.csv").write_text("number,person_id\n1,v1\n")
    assert toolkit("verify", out)[0] == 2
    assert toolkit("number", "--lottery", out, "--panels", 30)[0] == 0
    code, said, _ = toolkit("verify", out)
    assert code == 0 and "numbered panels obey" in said
    (out / "manifest.json").write_text("[]")
    assert "manifest.json is missing or no JSON" in toolkit("number", "--lottery", out)[2]


def test_nothing_personal_is_written(files, toolkit):
    out = files / "draw"
    toolkit("draw", *inputs(files), "--same-address", "street", "--seed", 42, "--out", out)
    written = "".join(path.read_text() for path in out.iterdir())
    assert "example.org" not in written and "verte" not in written.lower()
    assert str(files) not in written


def test_a_changed_file_makes_verify_end_with_2(files, toolkit):
    out = files / "draw"
    toolkit("draw", *inputs(files), "--seed", 42, "--out", out)
    quotas = (out / "quotas.csv").read_text()
    (out / "quotas.csv").write_text(quotas.replace("sex,f,3,3", "sex,f,3,4"))
    code, said, complaint = toolkit("verify", out)
    assert code == 2 and "FAILS" in said and "claims do not hold" in complaint


def test_a_changed_source_makes_verify_end_with_2(files, toolkit):
    out = files / "draw"
    toolkit("draw", *inputs(files), "--seed", 42, "--out", out)
    (files / "quotas.csv").write_text(QUOTAS.replace("2,4", "1,4"))
    assert toolkit("verify", out, "--source", files / "quotas.csv")[0] == 2


def test_a_frozen_lottery_is_the_one_drawn_from_later(files, toolkit):
    frozen, drawn = files / "frozen", files / "drawn"
    _, said, _ = toolkit("draw", *inputs(files), "--freeze", "--out", frozen)
    assert "nobody is drawn yet" in said and not (frozen / "panel.csv").exists()
    assert toolkit("verify", frozen)[0] == 0
    toolkit("draw", *inputs(files), "--seed", "dice 3 1 5", "--out", drawn)
    for name in ("lottery.csv", "selection_probability.csv", "pool.csv", "quotas.csv"):
        assert (frozen / name).read_bytes() == (drawn / name).read_bytes()
    published = json.loads((frozen / "manifest.json").read_text())["record"][2]["hash"]
    assert f"published before the number: {published}" in said
    assert toolkit("verify", drawn, "--record", published)[0] == 0


def test_without_a_number_one_is_drawn_and_kept(files, toolkit):
    out = files / "draw"
    toolkit("draw", *inputs(files), "--out", out)
    number = json.loads((out / "manifest.json").read_text())["record"][3]["number"]
    again = files / "again"
    toolkit("draw", *inputs(files), "--seed", number, "--out", again)
    assert (out / "panel.csv").read_bytes() == (again / "panel.csv").read_bytes()


@pytest.mark.slow
def test_two_processes_write_the_same_bytes(files):
    for hash_seed in ("1", "2"):
        command = [sys.executable, "-m", "toolkit", "draw", *map(str, inputs(files)), "--seed", "9"]
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        root = Path(__file__).parents[2]
        subprocess.run([*command, "--out", str(files / hash_seed)], env=environment, cwd=root, check=True)
    names = sorted(path.name for path in (files / "1").iterdir())
    assert len(names) == 9
    for name in names:
        assert (files / "1" / name).read_bytes() == (files / "2" / name).read_bytes(), name


@pytest.mark.parametrize(
    ("people", "quotas", "message"),
    [
        ("", QUOTAS, "people.csv: the file is empty"),
        ("name,sex,age\nx,f,a\n", QUOTAS, "no column is an identifier; found name, sex, age"),
        ("id,sex,age\n1,f,a\n1,m,b\n", QUOTAS, "column id (rows 2, 3): 1 identifier stands more than once"),
        ("id~sex~age\n1~f~a\n", QUOTAS, "no column is an identifier; found id~sex~age"),
        ("id,sex\n1,f\n", QUOTAS, "column age: there is no such column; found id, sex"),
        ("id,sex,age\n1,f,z\n2,m,a\n", QUOTAS, "people.csv, column age (row 2): found 'z', which has no quota"),
        (None, QUOTAS.replace("3,3", "4,3", 1), "quotas.csv (row 2): min is above max for sex: f"),
        (None, QUOTAS.replace("3,3", "4,4"), "quotas.csv, sex: the minima add up to 8, there are 6 seats"),
        (None, QUOTAS.replace("3,3", "0,2"), "quotas.csv, sex: the maxima add up to 4, there are 6 seats"),
        (None, QUOTAS + "age,c,1,2\n", "quotas.csv, age: c: its min is 1, and nobody in the pool"),
        (None, "sex,least\nf,1\n", "the columns are sex, min"),
    ],
)
def test_bad_input_gives_one_clear_message_and_writes_nothing(files, toolkit, people, quotas, message):
    if people is not None:
        (files / "people.csv").write_text(people)
    (files / "quotas.csv").write_text(quotas)
    code, said, complaint = toolkit("draw", *inputs(files), "--seed", 1, "--out", files / "draw")
    assert code == 2 and message in complaint and "Traceback" not in complaint
    assert said == "" and not (files / "draw").exists()


def test_missing_files_columns_and_wishes_are_named(files, toolkit):
    out = ("--seed", 1, "--out", files / "draw")
    assert "there is no such file" in toolkit("draw", *inputs(files, pool=files / "none.csv"), *out)[2]
    assert "no column 'badge'" in toolkit("draw", *inputs(files), "--id", "badge", *out)[2]
    assert "column door: there is no such column" in toolkit("draw", *inputs(files), "--same-address", "door", *out)[2]
    assert "Choose one of leximin" in toolkit("draw", *inputs(files), "--objective", "random", *out)[2]
    assert "30 seats for 24 people" in toolkit("draw", *inputs(files, size=30), *out)[2]
    assert not (files / "draw").exists()


def test_an_interrupted_draw_leaves_no_file(files, toolkit, monkeypatch):
    def stop(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("toolkit.sortition.record.proof_of", stop)
    assert toolkit("draw", *inputs(files), "--seed", 1, "--out", files / "draw")[0] == 130
    assert not (files / "draw").exists()


def test_feasible_says_what_clashes_and_what_would_help(files, toolkit):
    code, said, _ = toolkit("feasible", *inputs(files), "--out", files / "answer")
    assert code == 0 and "A panel that meets all quotas exists." in said
    (files / "quotas.csv").write_text("feature,value,min,max\nsex,f,3,6\nsex,m,3,6\nage,a,6,6\nage,b,2,4\n")
    code, said, _ = toolkit("feasible", *inputs(files), "--out", files / "answer")
    assert code == 0 and "age, a: at least 6; age, b: at least 2" in said
    relaxation = pd.read_csv(files / "answer" / "relaxation.csv")
    assert (relaxation["min"] - relaxation["new_min"]).sum() == 2
    code, _, complaint = toolkit("draw", *inputs(files), "--seed", 1, "--out", files / "draw")
    assert code == 2 and "the minima add up to 8" in complaint


def test_frames_have_their_own_files_and_seats(files, toolkit):
    table = pd.read_csv(files / "people.csv")
    table.iloc[:16].to_csv(files / "rolls.csv", index=False)
    table.iloc[16:].to_csv(files / "youth.csv", index=False)
    (files / "quotas.csv").write_text(QUOTAS + "frame,rolls,4,4\nframe,youth,2,2\n")
    frames = ["--pool", f"rolls={files / 'rolls.csv'}", "--pool", f"youth={files / 'youth.csv'}"]
    arguments = [*frames, "--quotas", files / "quotas.csv", "--size", 6]
    assert toolkit("draw", *arguments, "--seed", 1, "--out", files / "draw")[0] == 0
    drawn = set(pd.read_csv(files / "draw" / "panel.csv")["person_id"])
    assert len(drawn & set(table["id"].iloc[:16])) == 4
    assert toolkit("verify", files / "draw")[0] == 0


def test_people_who_must_or_may_not_sit(files, toolkit):
    (files / "in.csv").write_text("id,reason\nv3,speaks for last year\n")
    (files / "out.csv").write_text("id\nv5\nsomeone else\n")
    lists = ("--include", files / "in.csv", "--exclude", files / "out.csv")
    assert toolkit("draw", *inputs(files), *lists, "--seed", 1, "--out", files / "draw")[0] == 0
    chances = pd.read_csv(files / "draw" / "selection_probability.csv").set_index("person_id")["probability"]
    assert chances["v3"] == pytest.approx(1) and chances["v5"] == 0
    assert "v3,must sit,speaks for last year" in (files / "draw" / "rules.csv").read_text()
    assert toolkit("verify", files / "draw")[0] == 0


def test_people_seated_already_leave_the_rest_to_be_drawn(files, toolkit):
    (files / "seated.csv").write_text("id,sex,age,street\nold1,f,a,1 Rue Verte\nold2,m,a,\n")
    arguments = ("--same-address", "street", "--seated", files / "seated.csv", "--seed", 3)
    assert toolkit("draw", *inputs(files), *arguments, "--out", files / "draw")[0] == 0
    drawn = pd.read_csv(files / "draw" / "panel.csv")["person_id"].tolist()
    people = pd.read_csv(files / "people.csv").set_index("id").loc[drawn]
    assert len(drawn) == 4 and (people["sex"] == "f").sum() == 2 and 0 <= (people["age"] == "a").sum() <= 2
    rules = pd.read_csv(files / "draw" / "rules.csv")
    assert rules["reason"].tolist() == ["lives with somebody who is seated"] * 2
    assert toolkit("verify", files / "draw")[0] == 0


def test_free_seats_are_filled_under_the_quotas_left(files, toolkit):
    toolkit("draw", *inputs(files), "--same-address", "street", "--seed", 1, "--out", files / "draw")
    gone = pd.read_csv(files / "draw" / "panel.csv")["person_id"].tolist()[:2]
    events = "person_id,event,date\n" + "".join(f"{person},resigned,2024-02-03\n" for person in gone)
    (files / "events.csv").write_text(events)
    code, said, _ = toolkit(
        "replace", "--draw", files / "draw", "--members", files / "events.csv", "--seed", 2, "--out", files / "new"
    )
    assert code == 0 and "free seats: 2" in said
    new = set(pd.read_csv(files / "new" / "panel.csv")["person_id"])
    assert len(new) == 2 and not new & set(gone)
    assert toolkit("verify", files / "new")[0] == 0
    code, _, complaint = toolkit("replace", "--draw", files / "draw", "--seed", 2, "--out", files / "none")
    assert code == 2 and "No seat is free" in complaint


def test_alternates_are_chosen_and_compared(files, toolkit):
    toolkit("draw", *inputs(files), "--seed", 1, "--out", files / "draw")
    arguments = ("--alternates", 2, "--dropout", 0.3, "--seed", 5)
    assert toolkit("replace", "--draw", files / "draw", *arguments, "--out", files / "standby")[0] == 0
    assert len(pd.read_csv(files / "standby" / "alternates.csv")) == 2
    missed = pd.read_csv(files / "standby" / "comparison.csv").set_index("alternates")["missed_seats"]
    assert missed["chosen"] <= missed["random"] <= missed["none"]


def test_a_folder_without_a_draw_is_refused(files, toolkit):
    assert "no draw ended here" in toolkit("verify", files)[2]
    assert "there is no such folder" in toolkit("number", "--lottery", files / "nowhere")[2]


def test_several_files_each_need_a_frame_of_their_own(files, toolkit):
    for pools in (
        (files / "people.csv", files / "people.csv"),
        (f"a={files / 'people.csv'}", f"a={files / 'people.csv'}"),
    ):
        both = [part for pool in pools for part in ("--pool", pool)]
        code, _, complaint = toolkit(
            "draw", *both, "--quotas", files / "quotas.csv", "--size", 6, "--seed", 1, "--out", files / "draw"
        )
        assert code == 2 and "not each with a frame of its own" in complaint and not (files / "draw").exists()


def test_an_empty_name_and_a_size_below_one_are_each_said_once(files, toolkit):
    (files / "quotas.csv").write_text(QUOTAS + ",60+,0,1\nage,,0,1\n")
    complaint = toolkit("draw", *inputs(files), "--seed", 1, "--out", files / "draw")[2]
    assert "column feature (row 6): a name is missing" in complaint
    assert "column value (row 7): a name is missing" in complaint
    (files / "quotas.csv").write_text(QUOTAS)
    complaint = toolkit("draw", *inputs(files, size=-3), "--seed", 1, "--out", files / "draw")[2]
    assert "found -3, expected at least 1" in complaint and "include" not in complaint


def test_what_another_quota_would_change_is_told_and_kept(files, toolkit):
    wishes = ("--what-if", "sex: f=2-3", "--what-if", "age:a=1")
    code, said, _ = toolkit("feasible", *inputs(files), *wishes, "--out", files / "answer")
    assert code == 0 and "With sex: f = 2–3 everybody" in said
    assert pd.read_csv(files / "answer" / "what_if.csv")["case"].tolist() == ["as it is", "sex: f = 2–3", "age: a = 1"]
    code, _, complaint = toolkit("feasible", *inputs(files), "--what-if", "age=1")
    assert code == 2 and "there is no quota age" in complaint


def test_a_number_and_freeze_contradict_each_other(files, toolkit):
    code, _, complaint = toolkit("draw", *inputs(files), "--seed", 1, "--freeze", "--out", files / "draw")
    assert code == 2 and "Freeze first" in complaint


def test_the_folder_of_a_draw_is_not_overwritten_by_its_replacement(files, toolkit):
    toolkit("draw", *inputs(files), "--seed", 1, "--out", files / "draw")
    before = {path.name: path.read_bytes() for path in (files / "draw").iterdir()}
    code, _, complaint = toolkit("replace", "--draw", files / "draw", "--alternates", 2, "--out", files / "draw")
    assert code == 2 and "Choose another folder" in complaint
    assert before == {path.name: path.read_bytes() for path in (files / "draw").iterdir()}


def test_a_file_put_into_the_folder_is_found(files, toolkit):
    toolkit("draw", *inputs(files), "--seed", 1, "--out", files / "draw")
    (files / "draw" / "panel2.csv").write_text("person_id\nv1\n")
    code, said, _ = toolkit("verify", files / "draw")
    assert code == 2 and "panel2.csv is not in the record" in said


def test_faults_name_the_file_and_the_row_in_it_where_frames_have_files_of_their_own(files, toolkit):
    quotas = files / "q.csv"
    quotas.write_text("feature,value,min,max\nsex,f,1,1\nsex,m,1,1\nframe,a,1,1\nframe,b,1,1\n")
    (files / "a.csv").write_text("id,sex\n1,f\n2,m\n")
    (files / "b.csv").write_text("Liste B,\n\nid,sex\n3,m\n\n4,F\n")
    pools = ("--pool", f"a={files / 'a.csv'}", "--pool", f"b={files / 'b.csv'}")
    code, _, said = toolkit("feasible", *pools, "--quotas", quotas, "--size", 2)
    assert code == 2 and f"{files / 'b.csv'}, column sex (row 6): found 'F'" in said
