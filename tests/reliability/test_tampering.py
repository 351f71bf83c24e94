"""Whoever changes a draw is found out: by the hashes, and by the sums where the hashes were made again."""

import ast
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reliability.builders import covered_up, edited_json, small_draw, small_selection
from toolkit.project import csv_text
from toolkit.sortition import audit, audit_proof
from toolkit.sortition.audit import DRAWN, NUMBERED, PUBLISHED
from toolkit.sortition.audit_proof import BOUND, CERTIFICATE, PLACED
from toolkit.sortition.draw import number_panels
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.record import Circumstances, chained, draw_texts
from toolkit.sortition.verification import failures, verify

DRAW = small_draw()
LAST = json.loads(DRAW["manifest.json"])["record"][-1]["hash"]
LOTTERY = json.loads(DRAW["manifest.json"])["record"][2]["hash"]
CHANCES = "everybody's chance is what the lottery gives"
LAWFUL = "every panel fills all seats, obeys every quota and seats at most one person of an address"
READ = "every file of the draw is there and can be read"


def lines_of(name):
    return DRAW[name].splitlines()


def with_line(name, number, line):
    lines = lines_of(name)
    lines[number] = line
    return DRAW | {name: "\n".join(lines) + "\n"}


def with_cell(name, row, column, cell):
    cells = lines_of(name)[row].split(",")
    cells[column] = cell
    return with_line(name, row, ",".join(cells))


def with_json(name, edit):
    return DRAW | {name: edited_json(DRAW[name], edit)}


def set_to(key, value):
    return lambda content: content.update({key: value})


def person_swapped(name):
    """Put the first person of the pool who is not named on a file's second row in place of the one who is."""
    person = lines_of(name)[1].split(",")[-1]
    other = next(row.split(",")[0] for row in lines_of("pool.csv")[1:] if not row.startswith(person))
    return with_line(name, 1, lines_of(name)[1].replace(person, other))


def first_price(price):
    return with_cell("proof.csv", next(i for i, row in enumerate(lines_of("proof.csv")) if ",quota," in row), 3, price)


CHANGES = {
    "one probability": lambda: with_cell("lottery.csv", 1, 1, "0.5"),
    "one person of a panel": lambda: person_swapped("lottery.csv"),
    "one chance": lambda: with_cell("selection_probability.csv", 3, 1, "0.5"),
    "one person drawn": lambda: person_swapped("panel.csv"),
    "one who remains": lambda: person_swapped("remaining.csv"),
    "one quota": lambda: with_cell("quotas.csv", 1, 2, "2"),
    "one input": lambda: with_cell("pool.csv", 1, 2, "60+" if "60+" not in lines_of("pool.csv")[1] else "16-29"),
    "a quota that no panel obeys": lambda: with_cell("quotas.csv", 3, 2, "2"),
    "the certificate's value": lambda: with_json("certificate.json", set_to("value", 0.01)),
    "somebody with a chance said to fit nowhere": lambda: with_json(
        "certificate.json", set_to("unplaceable", ["p001"])
    ),
    "one rule": lambda: DRAW | {"rules.csv": DRAW["rules.csv"].replace("p006", "p007")},
    "all rules": lambda: {name: text for name, text in DRAW.items() if name != "rules.csv"},
    "the certificate's bound": lambda: with_json("certificate.json", set_to("upper_bound", 0.01)),
    "the certificate's chance": lambda: with_json("certificate.json", set_to("smallest_chance", 0.9)),
    "one price": lambda: first_price("-3.0"),
    "a price that is no number": lambda: first_price("nan"),
    "a probability that is no number": lambda: with_cell("lottery.csv", 1, 1, "nan"),
    "the number announced": lambda: with_json(
        "manifest.json", lambda content: content["record"][3].update({"number": "1"})
    ),
    "the record cut": lambda: with_json("manifest.json", lambda content: content["record"].pop()),
    "the record cut in its middle": lambda: with_json("manifest.json", lambda content: content["record"].pop(1)),
    "the record emptied": lambda: with_json("manifest.json", set_to("record", [])),
    "a file taken away": lambda: {name: text for name, text in DRAW.items() if name != "proof.csv"},
    "the drawn panel taken away": lambda: {name: text for name, text in DRAW.items() if name != "panel.csv"},
    "a file that is no table": lambda: DRAW | {"pool.csv": "\x00\x01"},
    "JSON that is none": lambda: DRAW | {"certificate.json": "{"},
}


def broken(texts, head=""):
    return {check.claim for check in failures(verify(texts, head))}


def found(texts):
    return [check.found for check in failures(verify(texts))]


def test_the_draw_as_it_was_made_holds():
    assert not broken(DRAW, head=LAST) and not broken(DRAW, head=LOTTERY)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_found(change):
    assert broken(CHANGES[change]())


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.data())
def test_one_changed_letter_anywhere_is_found(data):
    name = data.draw(st.sampled_from(sorted(DRAW)))
    place = data.draw(st.integers(0, len(DRAW[name]) - 1))
    letter = data.draw(st.sampled_from("079aé,\n"))
    changed = DRAW[name][:place] + letter + DRAW[name][place + 1 :]
    alike = name.endswith(".json") and _same_json(changed, DRAW[name])
    recorded = name != "manifest.json" or _record(changed) != _record(DRAW[name])
    if changed != DRAW[name] and not alike and recorded:
        assert broken(DRAW | {name: changed}, head=LAST)


def _same_json(one, other):
    try:
        return one == other or (json.loads(one) == json.loads(other) and "files" in one)
    except ValueError:
        return False


def _record(text):
    """Read the record; versions and sources beside it are told, not proven."""
    try:
        return json.loads(text)["record"]
    except (ValueError, KeyError):
        return None


@pytest.mark.parametrize(
    ("change", "claim"),
    [
        ("one probability", READ),
        ("one person of a panel", CHANCES),
        ("one chance", CHANCES),
        ("one person drawn", DRAWN),
        ("one who remains", DRAWN),
        ("the certificate's bound", BOUND),
        ("the certificate's value", CERTIFICATE),
        ("somebody with a chance said to fit nowhere", CERTIFICATE),
        ("a quota that no panel obeys", LAWFUL),
        ("one rule", LAWFUL),
        ("the certificate's chance", CERTIFICATE),
        ("one price", BOUND),
        ("a price that is no number", "certificate.json, proof.csv and what they are about can be read"),
        ("a probability that is no number", READ),
        ("the number announced", DRAWN),
    ],
)
def test_sums_find_a_change_whose_record_was_made_again(change, claim):
    assert claim in broken(covered_up(CHANGES[change]()))


def test_looser_quotas_with_a_new_record_are_found_by_the_published_hash():
    looser = covered_up(CHANGES["one quota"]())
    assert PUBLISHED in broken(looser, head=LOTTERY) and PUBLISHED in broken(looser, head=LAST)


def test_a_lottery_put_in_another_order_after_the_number_is_found_by_the_hash_published_before():
    """Reordering panels keeps every chance and lets the known number say another panel."""
    other = small_draw("another number")
    claimed = covered_up(
        other
        | {
            "manifest.json": edited_json(
                other["manifest.json"], lambda content: content["record"][3].update({"number": "48213"})
            )
        }
    )
    assert broken(claimed)
    rows = lines_of("lottery.csv")
    turned = DRAW | {"lottery.csv": "\n".join([rows[0], *rows[7:], *rows[1:7]]) + "\n"}
    assert PUBLISHED in broken(covered_up(turned), head=LOTTERY)


def test_somebody_declared_unplaceable_is_named_as_not_checked():
    texts = with_json("certificate.json", set_to("unplaceable", ["p001"]))
    assert any(check.claim == PLACED and check.holds is None for check in verify(texts))


@pytest.mark.parametrize("change", ["nothing", "a person", "a number", "the largest change", "the lottery"])
def test_numbered_panels_are_checked(change):
    numbered = number_panels(leximin_lottery(small_selection()), np.random.default_rng(1), 20)
    rows, lottery = csv_text(numbered.table).splitlines(), hashlib.sha256(DRAW["lottery.csv"].encode()).hexdigest()
    facts = {"panels": 20, "largest_change": numbered.largest_change, "lottery": lottery}
    if change == "a person":
        seated = {row.split(",")[-1] for row in rows[1:7]}
        other = next(person for person in small_selection().pool.ids if person not in seated | {"p006"})
        rows[1] = rows[1].replace(rows[1].split(",")[-1], other)
    if change == "a number":
        rows = [row for row in rows if not row.startswith("20,")]
    facts |= {"the largest change": {"largest_change": 0.0}, "the lottery": {"lottery": "0" * 64}}.get(change, {})
    files = {"numbered_panels.csv": "\n".join(rows) + "\n", "numbered_panels.json": json.dumps(facts)}
    assert broken(DRAW | files) == (set() if change == "nothing" else {NUMBERED})


@pytest.mark.parametrize("program", [audit, audit_proof])
def test_the_verifier_runs_alone_without_the_toolkit(tmp_path, program):
    script = tmp_path / "verifier.py"
    script.write_bytes(Path(program.__file__).read_bytes())
    folder = tmp_path / "draw"
    folder.mkdir()
    for name, text in DRAW.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    command = [sys.executable, "-I", "-S", str(script), str(folder)]
    published = [LOTTERY] if program is audit else []
    good = subprocess.run([*command, *published], capture_output=True, text=True)
    assert good.returncode == 0 and "FAILS" not in good.stdout
    assert good.stdout.count("holds") == (8 if program is audit else 3)
    for name in ("panel.csv", "selection_probability.csv"):
        (folder / name).write_text(CHANGES["one person drawn" if name == "panel.csv" else "one chance"]()[name])
    assert subprocess.run(command, capture_output=True, text=True).returncode == 2


@pytest.mark.parametrize("program", [audit, audit_proof])
def test_the_verifier_tells_by_its_exit_code_and_reads_no_other_file(tmp_path, capsys, program):
    for name, text in {**DRAW, "notes.txt": "no table"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    sound, later = ([str(tmp_path), LOTTERY], [str(tmp_path)]) if program is audit else [str(tmp_path)] * 2
    assert program.main(sound) == 0
    assert "FAILS" not in capsys.readouterr().out
    (tmp_path / "selection_probability.csv").write_text(CHANGES["one chance"]()["selection_probability.csv"])
    assert program.main(later) == 2
    assert "FAILS" in capsys.readouterr().out


@pytest.mark.parametrize("program", [audit, audit_proof])
def test_the_verifier_imports_the_standard_library_only(program):
    tree = ast.parse(Path(program.__file__).read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


def chained_again(edit):
    """Edit the entries of the record and chain them anew."""
    manifest = json.loads(DRAW["manifest.json"])
    bare = [{key: entry[key] for key in entry if key not in ("previous", "hash")} for entry in manifest["record"]]
    edit(bare)
    return DRAW | {"manifest.json": json.dumps(manifest | {"record": chained(bare)})}


@pytest.mark.parametrize(
    "edit",
    [lambda entries: entries.pop(), lambda entries: entries.append(entries[-1]), lambda entries: entries.reverse(),
     lambda entries: entries.insert(1, dict(entries[0])), lambda entries: entries.pop(0)],
)  # fmt: skip
def test_a_record_with_other_steps_is_found_although_its_chain_is_whole(edit):
    assert broken(chained_again(edit))
    assert any("steps of the record" in check.found for check in failures(verify(chained_again(edit))))


def test_a_number_with_accents_is_hashed_as_it_is_written():
    texts = small_draw("dé n° 3 — Hôtel de Ville")
    assert not broken(texts)


def test_a_check_says_what_came_out():
    said = [str(check) for check in verify(DRAW)]
    assert said[0] == "holds  every file is the one that was recorded, and no other was added"
    assert any(line.startswith("not checked here: the record is the one that was published (give") for line in said)
    lost = [str(check) for check in verify(CHANGES["a file taken away"]())]
    assert lost[0].startswith("FAILS  every file is the one that was recorded") and "proof.csv is missing" in lost[0]


@pytest.mark.parametrize(
    ("change", "file"),
    [
        ("one probability", "lottery.csv"), ("one person of a panel", "lottery.csv"),
        ("one chance", "selection_probability.csv"), ("one person drawn", "panel.csv"), ("one quota", "quotas.csv"),
        ("one input", "pool.csv"), ("the certificate's bound", "certificate.json"), ("one price", "proof.csv"),
        ("the number announced", "manifest.json"), ("one rule", "rules.csv"), ("all rules", "rules.csv"),
        ("a file taken away", "proof.csv"), ("the drawn panel taken away", "panel.csv"),
        ("a file that is no table", "pool.csv"), ("JSON that is none", "certificate.json"),
    ],
)  # fmt: skip
def test_the_finding_names_the_file(change, file):
    assert any(file in words for words in found(CHANGES[change]()))


@pytest.mark.parametrize(
    ("name", "text"), [("more.csv", "person_id\n"), ("note.json", "{}"), ("alternates.csv", "x\n")]
)
def test_a_file_added_is_named(name, text):
    assert any(f"{name} is not in the record" in words for words in found(DRAW | {name: text}))


@pytest.mark.parametrize("name", ["pool.csv", "quotas.csv", "lottery.csv", "rules.csv"])
def test_a_quote_that_is_not_closed_is_no_table(name):
    texts = DRAW | {name: DRAW[name] + '"'}
    assert any(f"{name} is missing or no table" in words for words in found(texts))


def test_a_person_who_stands_twice_or_is_a_stranger_is_found():
    rows = lines_of("pool.csv")
    twice = DRAW | {"pool.csv": "\n".join([*rows, rows[1]]) + "\n"}
    assert any("stands there twice" in check.found for check in failures(verify(covered_up(twice))))
    stranger = covered_up(DRAW | {"lottery.csv": DRAW["lottery.csv"].replace(",p001\n", ",nobody\n")})
    assert any("not in pool.csv" in words for words in found(stranger))


def test_two_people_of_one_address_and_an_address_of_a_member_are_found():
    panel, pool = lines_of("panel.csv")[1:], lines_of("pool.csv")
    cells = [row.split(",") for row in pool]
    place = cells[0].index("same_address")
    homes = [[*row[:place], "9", *row[place + 1 :]] if row[0] in panel[:2] else row for row in cells]
    together = covered_up(DRAW | {"pool.csv": "\n".join(",".join(row) for row in homes) + "\n"})
    assert any("two people of one address" in words for words in found(together))


def test_the_whole_chance_of_a_panel_moved_is_found():
    rows = [row.split(",") for row in lines_of("lottery.csv")]
    more = {row[0]: str(float(row[1]) * 1.01) for row in rows[1:]}
    text = "\n".join([",".join(rows[0]), *(",".join([row[0], more[row[0]], row[2]]) for row in rows[1:])]) + "\n"
    assert any("they add up to" in words for words in found(covered_up(DRAW | {"lottery.csv": text})))
    none = "\n".join([",".join(rows[0]), *(",".join([r[0], "0.0" if r[0] == "1" else r[1], r[2]]) for r in rows[1:])])
    assert any("probability 0 or less" in words for words in found(covered_up(DRAW | {"lottery.csv": none + "\n"})))


def test_a_panel_beside_a_record_without_a_draw_and_a_draw_without_its_panel_are_both_told():
    frozen = draw_texts(leximin_lottery(small_selection()), Circumstances(None, {"pool.csv": "0" * 64}))
    assert DRAWN not in {check.claim for check in audit.audit(frozen)}
    assert DRAWN in broken(frozen | {"panel.csv": DRAW["panel.csv"]})
    assert DRAWN in broken({name: text for name, text in DRAW.items() if name != "panel.csv"})
