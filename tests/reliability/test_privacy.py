"""A planted person is found nowhere in outputs, and small counts cannot be computed from shipped tables."""

import csv
import json
from itertools import product
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import papermill
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.main import get_command

from tests.reliability.builders import QUOTAS, small_people
from tests.reports.conftest import make_small_project, small_notebook
from toolkit.cli import application, main
from toolkit.composition.disclosure import SMALLEST, suppress
from toolkit.errors import InputError
from toolkit.project import csv_text
from toolkit.reports.page import open_page
from toolkit.reports.run import make_reports

ROOT = Path(__file__).parents[2]
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


def impact_files(folder):
    """Write recommendations, acts and statements whose further columns name the planted person, and minutes that do."""
    person = {"contact": "Zébulon Canari", "email": "zebulon@example.org", "telephone": "0612345678"}
    asked = {"recommendation_id": ["R1", "R2"], "text": ["Planter des arbres", "Ouvrir les piscines la nuit"]}
    acts = {"act_id": ["2023 DVD 62"], "title": ["Des arbres dans la rue"], "date": ["2023-03-14"]}
    stated = {"rec_id": ["R1"], "axis": ["stage"], "value": ["voted"], "date": ["2024-07-09"], "observer": ["city"]}
    paid = {"annee_budgetaire": ["2023"], "numero_siret": ["12345678900011"], "nom_beneficiaire": ["Les arbres"]}
    paid |= {"objet_du_dossier": ["Arbres"], "montant_vote": [1500.0], "direction": ["DVD"]}
    tables = {"recommendations": asked, "acts": acts, "statements": stated | {"strength": "stated"}, "subsidies": paid}
    for name, columns in tables.items():
        pd.DataFrame(columns).assign(**person).to_csv(folder / f"{name}.csv", index=False)
    lines = ["Conseil de Paris - séance des 14 et 15 mars 2023", "Courrier : Zébulon Canari, 3 impasse du Canari,"]
    lines += ["zebulon@example.org, 0612345678", "2023 DVD 62 - Arbres.", "Le projet est adopté. (2023, DVD 62)."]
    (folder / "minutes.txt").write_text("\n".join(lines))
    return ["--recommendations", folder / "recommendations.csv"]


COMMANDS = {
    "feasible": lambda inputs, out: [*selection_files(inputs), "--what-if", "age:60+=1-3", "--out", out / "feasible"],
    "draw": lambda inputs, out: [*selection_files(inputs), "--seed", 1, "--out", out / "draw"],
    "number": lambda inputs, out: ["--lottery", out / "draw", "--panels", 20],
    "verify": lambda inputs, out: [out / "draw", "--source", inputs / "pool.csv", "--source", inputs / "quotas.csv"],
    "replace": lambda inputs, out: ["--draw", out / "draw", "--alternates", 2, "--seed", 2, "--out", out / "spare"],
    "composition": lambda inputs, out: [*composition_files(inputs, 1), "--out", out / "composition"],
    "pseudonyms": lambda inputs, out: [
        *(inputs / "pool.csv", inputs / "members.csv", "--keep", "sex,age", "--out", out / "pseudonyms"),
        *("--key", inputs / "secret.key"),
    ],
    "link": lambda inputs, out: [
        *impact_files(inputs), "--acts", inputs / "acts.csv", "--out", out / "links.csv"
    ],
    "trace": lambda inputs, out: [
        *impact_files(inputs), "--statements", inputs / "statements.csv", "--out", out / "trace"
    ],
    "money": lambda inputs, out: [
        *("--acts", inputs / "acts.csv", "--subsidies", inputs / "subsidies.csv", "--out", out / "money")
    ],
    "minutes": lambda inputs, out: [inputs / "minutes.txt", "--popolo", "--out", out / "minutes"],
}  # fmt: skip
"""What each command that takes a list or a text is told here, in an order in which they can run."""
NO_LIST = {"letters", "simulate", "store", "dictionary", "manual", "reference-document"}
"""Commands that take a design or nothing; `reports` has a trial of its own below."""


def test_every_command_that_could_meet_a_person_is_tried():
    assert set(get_command(application()).commands) == {*COMMANDS, *NO_LIST, "reports"}


def test_a_planted_person_is_found_in_no_output_and_no_line_printed(tmp_path, capfd):
    inputs, out = tmp_path / "inputs", tmp_path / "out"
    inputs.mkdir()
    for name, arguments in COMMANDS.items():
        command(name, *arguments(inputs, out))
    written, printed = texts_below(out), capfd.readouterr()
    assert len(written) > 25
    for place, text in {**written, "output": printed.out, "errors": printed.err}.items():
        assert not planted(text), place


def planted(text):
    """List the planted words that a text holds, in whatever case or escaped as JSON and HTML do."""
    known = (*CANARY, *(json.dumps(word).strip('"') for word in CANARY), "Z&eacute;bulon", "Z&#233;bulon")
    return [word for word in known if word.casefold() in text.casefold()]


def texts_below(folder):
    return {str(path): path.read_bytes().decode(errors="replace") for path in folder.rglob("*") if path.is_file()}


def test_the_folder_of_a_draw_holds_what_verification_needs_and_no_column_more(tmp_path):
    command("draw", *selection_files(tmp_path), "--seed", 1, "--out", tmp_path / "draw")
    command("number", "--lottery", tmp_path / "draw", "--panels", 20)
    headers = {path.name: next(csv.reader(path.open())) for path in (tmp_path / "draw").glob("*.csv")}
    assert headers == {
        "pool.csv": ["person_id", "sex", "age", "same_address"],
        "quotas.csv": ["feature", "value", "min", "max"],
        "selection_probability.csv": ["person_id", "probability"],
        "proof.csv": ["level", "kind", "name", "price"],
        "lottery.csv": ["panel", "probability", "person_id"],
        "numbered_panels.csv": ["number", "person_id"],
        "panel.csv": ["person_id"],
        "remaining.csv": ["person_id"],
    }
    shared = pd.read_csv(tmp_path / "draw" / "pool.csv", dtype=str)["same_address"].dropna()
    assert shared.str.fullmatch(r"\d+").all() and (shared.value_counts() == 2).all()


def leaving(folder, draw):
    """Let the planted person, wherever drawn, and another member go, with a reason that says too much."""
    panel = list(pd.read_csv(draw / "panel.csv")["person_id"])
    gone = pd.DataFrame({"person_id": panel[:2], "event": "resigned", "date": "2026-10-05"})
    gone["reason"], gone["note"] = "Zébulon Canari est malade, 0612345678", "zebulon@example.org"
    gone.to_csv(folder / "gone.csv", index=False)
    return folder / "gone.csv"


def test_why_somebody_left_goes_no_further_than_the_list_it_stands_in(tmp_path, capfd):
    command("draw", *selection_files(tmp_path), "--seed", 1, "--out", tmp_path / "draw")
    members = leaving(tmp_path, tmp_path / "draw")
    command("replace", "--draw", tmp_path / "draw", "--members", members, "--seed", 2, "--out", tmp_path / "new")
    command("verify", tmp_path / "new")
    alternates = ["--alternates", 2, "--seed", 2, "--out", tmp_path / "alternates"]
    command("replace", "--draw", tmp_path / "draw", "--members", members, *alternates)
    found = {
        place: planted(text) for name in ("new", "alternates") for place, text in texts_below(tmp_path / name).items()
    }
    assert len(found) > 10 and not any(found.values())
    assert not planted("".join(capfd.readouterr()))


def test_reasons_of_rules_are_frozen_with_the_inputs_and_stand_nowhere_else(tmp_path, capfd):
    """The bailiff must see why somebody may not sit; the page on privacy says what not to write there."""
    (tmp_path / "barred.csv").write_text("person_id,reason,name\np003,Canari,Zébulon\n")
    exclude = ["--exclude", tmp_path / "barred.csv"]
    command("draw", *selection_files(tmp_path), *exclude, "--seed", 1, "--out", tmp_path / "draw")
    found = {place: planted(text) for place, text in texts_below(tmp_path / "draw").items() if planted(text)}
    assert found == {str(tmp_path / "draw" / "rules.csv"): ["Canari", "Canari"]}
    assert not planted("".join(capfd.readouterr()))


def broken(pool, members):
    """Spoil the rows of the planted person in every way that has a message."""
    twice = pd.concat([pool, pool.iloc[:1]])
    nowhere = pool.assign(sex=pool["sex"].where(pool.index > 0, ""))
    adrift = pool.drop(columns="person_id")
    undated = members.assign(date=members["date"].where(members.index > 0, ""))
    other = members.assign(age=members["age"].where(members.index > 0, "60+"), person_id="p000")
    unnamed = members.assign(person_id=members["person_id"].where(members.index > 0, ""))
    gone = pd.concat([members, members.iloc[:1].assign(event="resigned", date="2020-01-01")])
    return [
        (twice, None),
        (nowhere, None),
        (adrift, None),
        *((None, list_) for list_ in (undated, other, unnamed, gone)),
    ]


@pytest.mark.parametrize("case", range(7))
def test_errors_about_the_row_of_a_person_do_not_quote_the_person(tmp_path, capfd, monkeypatch, case):
    pool_files, member_files = selection_files(tmp_path), composition_files(tmp_path, 1)
    pool, members = (pd.read_csv(tmp_path / f"{name}.csv", dtype=str) for name in ("pool", "members"))
    spoilt, listed = broken(pool, members)[case]
    if spoilt is not None:
        spoilt.to_csv(tmp_path / "pool.csv", index=False)
        arguments = ["draw", *pool_files, "--seed", 1, "--out", tmp_path / "out"]
    else:
        listed.to_csv(tmp_path / "members.csv", index=False)
        arguments = ["composition", *member_files, "--out", tmp_path / "out"]
    monkeypatch.setattr("sys.argv", ["toolkit", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    said = "".join(capfd.readouterr())
    assert ended.value.code == 2 and not planted(said) and "Traceback" not in said, said
    assert not (tmp_path / "out").exists()


READING = """from pathlib import Path
import numpy as np
from toolkit.composition.audit import audit_composition
from toolkit.composition.criteria import Register
from toolkit.composition.drift import departures
from toolkit.composition.membership import build_membership
from toolkit.sources.criteria_files import read_population, read_register
from toolkit.sources.membership_files import read_attendance, read_members
folder = Path("data/raw/small")
register = Register(read_register(folder / "criteria.csv"))
roster = read_members(folder / "members.csv", register.criteria, register.table)
members = build_membership(roster.events, roster.people, read_attendance(folder / "attendance.csv"))
margins = read_population(folder / "population.csv", register.table)
audited = audit_composition(members, register, margins, members.sessions, np.random.default_rng(1))
left = departures(members, register.criteria)
page.summary(*audited.text, left.text)
page.table(audited.seats[["criterion", "value", "seats"]], name="seats", caption="Versions")
page.keep(audited.seats, "seats")
"""


@pytest.mark.slow
@pytest.mark.parametrize("fails", [False, True])
def test_reports_on_a_real_list_keep_nothing_of_the_planted_person(tmp_path, monkeypatch, capfd, fails):
    """Pages, documents, tables, the cache of executed notebooks, manifests, errors and failed notebooks."""
    project = make_small_project(tmp_path / "project")
    composition_files(project / "data/raw/small", 1)
    if fails:
        path = project / "data/raw/small/members.csv"
        members = pd.read_csv(path, dtype=str)
        members.loc[0, "date"] = ""
        members.to_csv(path, index=False)
    nbformat.write(small_notebook(READING), project / "notebooks" / "01_small.ipynb")
    monkeypatch.chdir(project)
    outcome = make_reports("small", ["en"])
    written = texts_below(project / "reports") | texts_below(project / "data/processed")
    names = {name.rpartition("/")[2] for name in written}
    assert bool(outcome.errors) == fails == ("01_small.en.failed.ipynb" in names)
    assert "manifest.json" in names and (fails or {"01_small.en.ipynb", "seats.csv"} <= names)
    said = "".join([*capfd.readouterr(), *outcome.errors.values()])
    assert not planted(said) and "p000" not in "".join(outcome.errors.values())
    assert not {name: planted(text) for name, text in written.items() if planted(text)}


PEOPLE = {"read_selection", "read_members", "read_attendance", "read_pseudonymous", "read_people", "read_draw"}
"""Readers of lists in which people stand one by one."""


def test_no_notebook_of_a_report_reads_a_list_of_people():
    """Its outputs and tables can be about nobody who was not simulated; two others read examples, or one's own list."""
    notebooks = {path.stem: nbformat.read(path, as_version=4) for path in (ROOT / "notebooks").rglob("[!.]*.ipynb")}
    sources = {name: "".join(cell.source for cell in notebook.cells) for name, notebook in notebooks.items()}
    assert {name for name, source in sources.items() if any(reader in source for reader in PEOPLE)} == {
        "own_assembly",
        "welcome",
    }


@pytest.mark.slow
def test_the_template_for_ones_own_list_shows_nothing_of_the_planted_person(tmp_path):
    project, templates = tmp_path / "project", ROOT / "notebooks" / "templates"
    (project / "data").mkdir(parents=True)
    for name in ("notebooks", "parameters", "data/raw"):
        (project / name).symlink_to(ROOT / name)
    people = pd.read_csv(templates / "example" / "fictitious_volunteers.csv", index_col="person_id")
    with_canary(people).to_csv(tmp_path / "volunteers.csv", index=False)
    told = {"volunteers": str(tmp_path / "volunteers.csv"), "fictitious": False}
    kernel = {"kernel_name": "python3", "progress_bar": False, "cwd": str(project)}
    papermill.execute_notebook(templates / "own_assembly.ipynb", project / "executed.ipynb", told, **kernel)
    written = texts_below(project / "reports") | {"notebook": (project / "executed.ipynb").read_text(encoding="utf-8")}
    written["notebook"] = written["notebook"].replace(str(tmp_path), "")
    assert len(written) > 5
    assert not {name: planted(text) for name, text in written.items() if planted(text)}


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
