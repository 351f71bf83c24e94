"""Whoever changes a draw is found out: by the hashes, and by the sums where the hashes were made again."""

import ast
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest

from tests.reliability.builders import (
    chained,
    covered_up,
    edited_json,
    numbered_draw,
    small_draw,
    small_people,
    small_selection,
)
from toolkit.project import write_texts
from toolkit.sortition import audit, audit_proof
from toolkit.sortition.audit import DRAWN, NUMBERED, PUBLISHED, READ
from toolkit.sortition.audit_proof import BOUND, CERTIFICATE, LEVELS, PLACED
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.pool import Pool, Quotas, Selection
from toolkit.sortition.record import STEPS, Circumstances, as_json, draw_texts
from toolkit.sortition.verification import failures, verify
from toolkit.sources.draw_folder import read_draw

DRAW = numbered_draw()
RECORD = json.loads(DRAW["manifest.json"])["record"]
HASHES = {entry["step"]: entry["hash"] for entry in RECORD}
LAST = RECORD[-1]["hash"]
FILES = "every file is the one that was recorded, and no other was added"
CHAIN = "no entry of the record was changed"
LAWFUL = "every panel fills all seats, obeys every quota and seats at most one person of an address"
SUMS = "the probabilities of the panels are positive and add up to 1"
CHANCES = "everybody's chance is what the lottery gives"


def lines_of(name):
    return DRAW[name].splitlines()


def written(name, lines):
    return DRAW | {name: "\n".join(lines) + "\n"}


def cell(name, row, column, value):
    """Change a cell; `value` is its new text or a function of the old one."""
    lines = lines_of(name)
    cells = lines[row].split(",")
    cells[column] = value(cells[column]) if callable(value) else value
    return written(name, [*lines[:row], ",".join(cells), *lines[row + 1 :]])


def column(name, place, value):
    """Change a whole column below its name."""
    first, *rest = (line.split(",") for line in lines_of(name))
    return written(name, [",".join(first), *(",".join([*c[:place], value(c[place]), *c[place + 1 :]]) for c in rest)])


def moved(name, change):
    """Change the list of lines below the names of the columns."""
    first, *rest = lines_of(name)
    return written(name, [first, *change(rest)])


def stated(**values):
    return DRAW | {"certificate.json": edited_json(DRAW["certificate.json"], lambda content: content.update(values))}


def step(place, **values):
    return DRAW | {"manifest.json": edited_json(DRAW["manifest.json"], lambda m: m["record"][place].update(values))}


def entries(change):
    """Change the list of steps and chain it anew."""
    return DRAW | {"manifest.json": chained(change(json.loads(DRAW["manifest.json"])["record"]), DRAW)}


def without(*names):
    return {name: text for name, text in DRAW.items() if name not in names}


def another(name, row=1, place=-1):
    """Name somebody of the pool who may sit and is not on the panel that a row of a file belongs to."""
    rows = [line.split(",") for line in lines_of(name)]
    here = {cells[place] for cells in rows if name == "panel.csv" or cells[0] == rows[row][0]}
    return next(line.split(",")[0] for line in lines_of("pool.csv")[1:] if line.split(",")[0] not in here | {"p006"})


def housemates():
    """Let two members of the drawn panel live together."""
    place, panel = lines_of("pool.csv")[0].split(",").index("same_address"), lines_of("panel.csv")[1:3]
    rows = [line.split(",") for line in lines_of("pool.csv")]
    return written("pool.csv", [",".join([*r[:place], "9"] if r[0] in panel else r) for r in rows])


def barred_seated():
    """Seat on the first panel somebody who may not sit, in place of somebody of the same values."""
    values = {line.split(",")[0]: line.split(",")[1:3] for line in lines_of("pool.csv")}
    place = next(n for n, line in enumerate(lines_of("lottery.csv")) if values.get(line[-4:]) == values["p006"])
    return cell("lottery.csv", place, 2, "p006")


PRICE = next(n for n, line in enumerate(lines_of("proof.csv")) if ",quota," in line)
PANELS = {line.split(",")[0]: line.split(",")[1] for line in lines_of("lottery.csv")[1:]}
OTHER = next(probability for probability in PANELS.values() if probability != PANELS["1"])
SEATED = next(n for n, line in enumerate(lines_of("lottery.csv")) if line.endswith("p005"))
SIX = slice(0, 6)

FOUND = {
    # what is changed, and the claim that fails although the record was made again ("" for other lawful inputs)
    "one probability, in one row": (lambda: cell("lottery.csv", 1, 1, "0.5"), SUMS),
    "one probability": (lambda: column("lottery.csv", 1, lambda p: "0.5" if p == PANELS["1"] else p), SUMS),
    "two probabilities, whose sum stays": (
        lambda: column("lottery.csv", 1, lambda p: {PANELS["1"]: OTHER, OTHER: PANELS["1"]}.get(p, p)),
        CHANCES,
    ),
    "a probability of nothing": (lambda: column("lottery.csv", 1, lambda p: "0.0" if p == PANELS["1"] else p), SUMS),
    "a probability below nothing": (
        lambda: column("lottery.csv", 1, lambda p: "-0.1" if p == PANELS["1"] else p), SUMS
    ),
    "a panel that is never drawn": (
        lambda: moved("lottery.csv", lambda rows: [*rows, *(f"99,0.0,{row[-4:]}" for row in rows[SIX])]), SUMS
    ),
    "every probability nothing": (lambda: column("lottery.csv", 1, lambda p: "0"), DRAWN),
    "every probability below nothing": (lambda: column("lottery.csv", 1, lambda p: "-" + p), DRAWN),
    "a probability that is no number": (
        lambda: column("lottery.csv", 1, lambda p: "nan" if p == PANELS["1"] else p), READ
    ),
    "a probability beyond all numbers": (
        lambda: column("lottery.csv", 1, lambda p: "1e400" if p == PANELS["1"] else p), READ
    ),
    "a probability in words": (lambda: cell("lottery.csv", 1, 1, "half"), READ),
    "one person of a panel": (lambda: cell("lottery.csv", 1, 2, another("lottery.csv")), CHANCES),
    "a stranger on a panel": (lambda: cell("lottery.csv", 1, 2, "nobody"), LAWFUL),
    "somebody twice on a panel": (lambda: cell("lottery.csv", 1, 2, lines_of("lottery.csv")[2][-4:]), LAWFUL),
    "a seat taken away": (lambda: moved("lottery.csv", lambda rows: rows[1:]), LAWFUL),
    "a panel taken away": (lambda: moved("lottery.csv", lambda rows: rows[6:]), SUMS),
    "a seat added": (
        lambda: moved("lottery.csv", lambda rows: [rows[0][:-4] + another("lottery.csv"), *rows]), LAWFUL
    ),
    "a seat given twice": (lambda: moved("lottery.csv", lambda rows: [rows[0], *rows]), LAWFUL),
    "panels in another order": (lambda: moved("lottery.csv", lambda rows: [*rows[6:], *rows[SIX]]), DRAWN),
    "somebody on a panel who may not sit": (barred_seated, LAWFUL),
    "somebody left out who must sit": (lambda: cell("lottery.csv", SEATED, 2, another("lottery.csv", SEATED)), LAWFUL),
    "one chance": (lambda: cell("selection_probability.csv", 3, 1, "0.5"), CHANCES),
    "a chance that is no number": (lambda: cell("selection_probability.csv", 3, 1, "NaN"), READ),
    "a chance beyond all numbers": (lambda: cell("selection_probability.csv", 3, 1, "1e400"), READ),
    "a chance below nothing": (lambda: cell("selection_probability.csv", 3, 1, "-0.25"), CHANCES),
    "two chances exchanged": (
        lambda: moved("selection_probability.csv", lambda rows: [rows[0][:5] + rows[5][5:], *rows[1:]]), CHANCES
    ),
    "a chance taken away": (lambda: moved("selection_probability.csv", lambda rows: rows[1:]), READ),
    "a chance given twice": (lambda: moved("selection_probability.csv", lambda rows: [rows[0], *rows]), READ),
    "one person drawn": (lambda: cell("panel.csv", 1, 0, another("panel.csv")), DRAWN),
    "a person drawn twice": (lambda: moved("panel.csv", lambda rows: [rows[0], *rows]), DRAWN),
    "a person drawn no more": (lambda: moved("panel.csv", lambda rows: rows[1:]), DRAWN),
    "a stranger drawn": (lambda: cell("panel.csv", 1, 0, "nobody"), DRAWN),
    "one who remains": (lambda: cell("remaining.csv", 1, 0, "p006"), DRAWN),
    "one who remains no more": (lambda: moved("remaining.csv", lambda rows: rows[1:]), DRAWN),
    "a quota that no panel obeys": (lambda: cell("quotas.csv", 3, 2, "2"), LAWFUL),
    "a looser minimum": (lambda: cell("quotas.csv", 1, 2, "2"), ""),
    "a looser maximum": (lambda: cell("quotas.csv", 1, 3, "4"), ""),
    "a quota that is no number": (lambda: cell("quotas.csv", 1, 2, "nan"), READ),
    "a quota in words": (lambda: cell("quotas.csv", 1, 2, "three"), READ),
    "a quota beyond all numbers": (lambda: cell("quotas.csv", 1, 2, "1e400"), READ),
    "a quota of five thousand digits": (lambda: cell("quotas.csv", 1, 2, "9" * 5000), READ),
    "a quota for another value": (lambda: cell("quotas.csv", 1, 1, "m"), ""),
    "a quota for a feature that nobody has": (lambda: cell("quotas.csv", 1, 0, "hair"), READ),
    "a quota taken away": (lambda: moved("quotas.csv", lambda rows: rows[1:]), ""),
    "a quota given twice": (lambda: moved("quotas.csv", lambda rows: [rows[0], *rows]), ""),
    "one value of one person": (lambda: cell("pool.csv", 1, 1, lambda sex: "m" if sex == "f" else "f"), LAWFUL),
    "somebody invented": (lambda: moved("pool.csv", lambda rows: [*rows, "p999,f,60+,"]), READ),
    "somebody left out": (lambda: moved("pool.csv", lambda rows: rows[:-1]), READ),
    "somebody who stands twice": (lambda: moved("pool.csv", lambda rows: [*rows, rows[0]]), READ),
    "two people exchanged": (lambda: moved("pool.csv", lambda rows: [rows[1], rows[0], *rows[2:]]), READ),
    "columns exchanged": (
        lambda: DRAW | {"pool.csv": DRAW["pool.csv"].replace("sex,age", "age,sex")}, LAWFUL
    ),
    "a column given twice": (lambda: DRAW | {"pool.csv": DRAW["pool.csv"].replace("sex,age", "age,age")}, READ),
    "a column without a name that is asked for": (
        lambda: DRAW | {"lottery.csv": DRAW["lottery.csv"].replace("probability", "chance")}, READ
    ),
    "two members of one address": (housemates, LAWFUL),
    "a rule about somebody else": (lambda: cell("rules.csv", 1, 0, "p007"), LAWFUL),
    "a rule turned round": (lambda: cell("rules.csv", 1, 1, "may not sit"), LAWFUL),
    "all rules": (lambda: without("rules.csv"), CERTIFICATE),
    "the certificate's value": (lambda: stated(value=0.01), CERTIFICATE),
    "the certificate's gap": (lambda: stated(gap=0.5), CERTIFICATE),
    "the certificate's levels": (lambda: stated(levels=[]), ""),
    "the certificate's number of panels": (lambda: stated(panels=3), CERTIFICATE),
    "the certificate's seats": (lambda: stated(seats=7), LAWFUL),
    "the certificate's objective": (lambda: stated(objective="nash"), CERTIFICATE),
    "the certificate's bound": (lambda: stated(upper_bound=0.01), BOUND),
    "the certificate's chance": (lambda: stated(smallest_chance=0.9), CERTIFICATE),
    "a certificate of more than five thousand digits": (lambda: stated(panels=10**400), CERTIFICATE),
    "somebody with a chance said to fit nowhere": (lambda: stated(unplaceable=["p001"]), CERTIFICATE),
    "a stranger said to fit nowhere": (lambda: stated(unplaceable=["nobody"]), CERTIFICATE),
    "NaN in the certificate": (
        lambda: DRAW | {"certificate.json": re.sub(r'("gap": ).*,', r"\1NaN,", DRAW["certificate.json"])}, READ
    ),
    "infinity in the certificate": (
        lambda: DRAW | {"certificate.json": re.sub(r'("value": ).*,', r"\g<1>1e400,", DRAW["certificate.json"])},
        READ,
    ),
    "one price": (lambda: cell("proof.csv", PRICE, 3, "-3.0"), BOUND),
    "a price that is no number": (lambda: cell("proof.csv", PRICE, 3, "nan"), audit_proof.READ),
    "a price beyond all numbers": (lambda: cell("proof.csv", PRICE, 3, "1e400"), audit_proof.READ),
    "all prices": (lambda: moved("proof.csv", lambda rows: []), BOUND),
    "a level of prices": (lambda: column("proof.csv", 0, lambda level: {"1": "2", "2": "1"}.get(level, level)), LEVELS),
    "the number announced": (lambda: step(3, number="2"), DRAWN),
    "the panel that the record names": (lambda: step(4, panel=1 if RECORD[4]["panel"] > 1 else 2), DRAWN),
    "a numbered person": (lambda: cell("numbered_panels.csv", 1, 1, another("numbered_panels.csv")), NUMBERED),
    "a numbered panel taken away": (lambda: moved("numbered_panels.csv", lambda rows: rows[6:]), NUMBERED),
    "a number of a panel": (lambda: column("numbered_panels.csv", 0, lambda n: "21" if n == "20" else n), NUMBERED),
    "the largest change": (lambda: step(6, largest_change=0.0), NUMBERED),
    "a largest change that is no number": (lambda: step(6, largest_change="0"), NUMBERED),
    "the count of numbered panels": (lambda: step(6, panels=10**300), NUMBERED),
    "the record cut": (lambda: entries(lambda record: record[:-1]), FILES),
    "the record cut at its beginning": (lambda: entries(lambda record: record[1:]), FILES),
    "the record cut in its middle": (lambda: entries(lambda record: [*record[:1], *record[2:]]), FILES),
    "the record without the panel drawn": (lambda: entries(lambda record: [*record[:4], *record[5:]]), FILES),
    "the record turned round": (lambda: entries(lambda record: record[::-1]), CHAIN),
    "a step told twice": (lambda: entries(lambda record: [record[0], *record]), CHAIN),
    "a step that there is not": (
        lambda: step(5, step="made up"), CHAIN
    ),
    "the record emptied": (lambda: entries(lambda record: []), FILES),
    "a file taken away": (lambda: without("proof.csv"), audit_proof.READ),
    "the lottery taken away": (lambda: without("lottery.csv"), READ),
    "the drawn panel taken away": (lambda: without("panel.csv"), DRAWN),
    "a table that is none": (lambda: DRAW | {"pool.csv": "\x00\x01"}, READ),
    "a table that is empty": (lambda: DRAW | {"quotas.csv": ""}, READ),
    "a quote that is not closed": (lambda: DRAW | {"lottery.csv": DRAW["lottery.csv"] + '"'}, READ),
    "a letter behind a quote": (lambda: cell("pool.csv", 1, 1, lambda sex: f'"{sex}"x'), READ),
    "a row with a cell too many": (lambda: moved("lottery.csv", lambda rows: [rows[0] + ",x", *rows[1:]]), READ),
    "an empty row": (lambda: moved("lottery.csv", lambda rows: ["", *rows]), READ),
    "a file cut off": (lambda: DRAW | {"lottery.csv": DRAW["lottery.csv"][:-9]}, READ),
    "JSON that is none": (lambda: DRAW | {"certificate.json": "{"}, READ),
    "JSON that is a list": (lambda: DRAW | {"certificate.json": "[]"}, READ),
    "JSON without end": (lambda: DRAW | {"certificate.json": "[" * 100_000}, READ),
    "a mark of byte order": (lambda: DRAW | {"lottery.csv": "\ufeff" + DRAW["lottery.csv"]}, READ),
    "other ends of lines": (lambda: DRAW | {"pool.csv": DRAW["pool.csv"].replace("\n", "\r\n")}, ""),
    "digits of another script": (lambda: cell("quotas.csv", 1, 2, "３"), ""),
    "a space after a number": (lambda: cell("quotas.csv", 1, 2, "3 "), ""),
    "a table added": (lambda: DRAW | {"more.csv": "person_id\n"}, FILES),
    "a note added": (lambda: DRAW | {"note.json": "{}"}, FILES),
}  # fmt: skip


def broken(texts, head=""):
    return {check.claim for check in failures(verify(texts, head))}


def found(texts, head=""):
    return [check.found for check in failures(verify(texts, head))]


def test_the_draw_as_it_was_made_holds():
    assert [broken(DRAW, head) for head in HASHES.values()][2:] == [set()] * 5
    assert broken(DRAW, head=HASHES["chances"]) == {PUBLISHED}
    assert covered_up(DRAW) == DRAW
    assert sum(check.holds is True for check in verify(DRAW, LAST)) == 11


@pytest.mark.parametrize("change", FOUND)
def test_a_change_is_found_and_said_in_one_sentence_that_names_the_file(change):
    texts = FOUND[change][0]()
    assert texts != DRAW
    for sentence in found(texts):
        assert re.search(r"\b\w+\.(csv|json)\b", sentence), sentence
        assert len(sentence) < 400 and "\n" not in sentence and "Error" not in sentence and "object" not in sentence
    assert broken(texts) & {FILES, CHAIN}


@pytest.mark.parametrize(("change", "claim"), [(change, claim) for change, (_, claim) in FOUND.items()])
def test_sums_or_the_published_hash_find_a_change_whose_record_was_made_again(change, claim):
    texts = FOUND[change][0]()
    if not change.startswith(("the record", "a step")):
        texts = covered_up(texts)
    assert claim in broken(texts) if claim else PUBLISHED in broken(texts, HASHES["lottery"])
    if claim not in (DRAWN, NUMBERED):  # what is settled before the number is known
        assert {PUBLISHED, FILES, CHAIN} & broken(texts, HASHES["lottery"])
    assert broken(texts, LAST)


def changed_somewhere(random):
    """Change, add or take away one letter of one file."""
    name = random.choice(sorted(DRAW))
    place, letter = random.randrange(len(DRAW[name])), random.choice('0179afé,"\n\r -.×{}\u0660\ufeff')
    text = DRAW[name]
    return name, random.choice([text[:place] + letter + text[place + 1 :], text[:place] + letter + text[place:],
                                text[:place] + text[place + 1 :]])  # fmt: skip


def test_one_letter_changed_anywhere_is_found_without_exception():
    """No harmless change is left: every letter of every file is hashed, and the record has one way of being written."""
    random = Random(20261123)
    tried = [(name, text) for name, text in (changed_somewhere(random) for _ in range(1200)) if text != DRAW[name]]
    assert len(tried) > 1000 and {name for name, _ in tried} == set(DRAW)
    for name, text in tried:
        files = audit.audit(DRAW | {name: text})
        assert files[FILES] or files[CHAIN], (name, text)
        assert not files[FILES] or files[FILES].startswith((name, "manifest.json")) or name == "manifest.json"


def test_what_sums_do_not_find_where_one_letter_was_changed_and_the_record_made_again_is_harmless_or_published():
    """The list of what only the published hash can tell: other lawful inputs, and words that no sum is about."""
    random, missed = Random(20261124), {}
    for _ in range(250):
        name, text = changed_somewhere(random)
        if name == "manifest.json" or text == DRAW[name]:
            continue
        texts = covered_up(DRAW | {name: text})
        assert broken(texts, LAST)
        if not broken(texts):
            missed.setdefault(name, []).append(text)
            assert name in STEPS["panels numbered"] or PUBLISHED in broken(texts, HASHES["lottery"])
    assert set(missed) <= {"quotas.csv", "rules.csv", "pool.csv", "proof.csv", "lottery.csv", "certificate.json",
                           "selection_probability.csv", "numbered_panels.csv"}  # fmt: skip


def test_somebody_declared_unplaceable_is_named_as_not_checked():
    assert any(check.claim == PLACED and check.holds is None for check in verify(stated(unplaceable=["p001"])))


def test_a_lottery_put_in_another_order_after_the_number_is_found_by_the_hash_published_before():
    """Another order keeps every chance and lets the known number say another panel."""
    turned = FOUND["panels in another order"][0]()
    lottery = leximin_lottery(small_selection())
    order = np.roll(np.arange(len(lottery)), -1)
    again = replace(lottery, panels=lottery.panels[order], probabilities=lottery.probabilities[order])
    honest = draw_texts(again, Circumstances("48213"))
    assert honest["lottery.csv"] != turned["lottery.csv"] and not broken(honest)
    assert broken(honest, HASHES["lottery"]) == {PUBLISHED}


def test_a_file_listed_again_at_a_later_step_is_not_bound_to_that_step():
    """Who lists another lottery at the step of the panel keeps the published hash of the first one."""
    record = json.loads(DRAW["manifest.json"])["record"]
    lottery = FOUND["panels in another order"][0]()["lottery.csv"]
    record[4]["files"]["lottery.csv"] = audit.sha256(lottery)
    for entry, before in zip(record[4:], record[3:], strict=False):
        entry["previous"] = before["hash"]
        entry["hash"] = audit.sha256(
            json.dumps({k: v for k, v in entry.items() if k != "hash"}, sort_keys=True, ensure_ascii=False)
        )
    texts = DRAW | {"lottery.csv": lottery, "manifest.json": as_json({"record": record})}
    assert "lottery.csv is not the file that was recorded" in found(texts, HASHES["lottery"])


@pytest.mark.parametrize("program", [audit, audit_proof])
def test_the_verifier_runs_alone_without_the_toolkit(tmp_path, program):
    for module in (audit, audit_proof):
        (tmp_path / Path(module.__file__).name).write_bytes(Path(module.__file__).read_bytes())
    (tmp_path / "csv.py").write_text("raise SystemExit('a file that lies beside the verifier was loaded')")
    write_texts(DRAW, tmp_path / "draw")
    command = [sys.executable, "-I", "-S", str(tmp_path / Path(program.__file__).name), str(tmp_path / "draw")]
    published = [HASHES["lottery"]] if program is audit else []
    good = subprocess.run([*command, *published], capture_output=True, text=True)
    assert good.returncode == 0 and "FAILS" not in good.stdout
    assert good.stdout.count("holds") == (8 if program is audit else 3)
    write_texts(FOUND["one chance"][0](), tmp_path / "draw")
    assert subprocess.run(command, capture_output=True, text=True).returncode == 2


@pytest.mark.parametrize("program", [audit, audit_proof])
@pytest.mark.parametrize("arguments", [(), ("no such folder",), ("manifest.json",)])
def test_called_without_the_folder_of_a_draw_the_verifier_says_how_to_call_it(tmp_path, program, arguments):
    write_texts(DRAW, tmp_path)
    told = subprocess.run([sys.executable, "-I", program.__file__, *arguments], cwd=tmp_path, capture_output=True)
    assert (told.returncode, told.stdout) == (1, b"")
    assert told.stderr.decode().startswith(f"Write: python -I {Path(program.__file__).name} FOLDER")


@pytest.mark.parametrize("program", [audit, audit_proof])
def test_the_verifier_tells_by_its_exit_code_and_reads_no_other_file(tmp_path, capsys, program):
    write_texts({**DRAW, "notes.txt": "no table"}, tmp_path)
    assert program.main(str(tmp_path)) == 0
    assert "FAILS" not in capsys.readouterr().out
    write_texts(FOUND["one chance"][0](), tmp_path)
    assert program.main(str(tmp_path)) == 2
    assert "FAILS" in capsys.readouterr().out


@pytest.mark.parametrize("program", [audit, audit_proof])
def test_the_verifier_imports_the_standard_library_only(program):
    """What stands under TYPE_CHECKING is read by type checkers and never run."""
    tree = ast.parse(Path(program.__file__).read_text(encoding="utf-8"))
    run = [node for part in tree.body if not isinstance(part, ast.If) for node in ast.walk(part)]
    names = {alias.name for node in run if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in run if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


def linked(folder):
    (folder / "draw/lottery.csv").rename(folder / "elsewhere.csv")
    (folder / "draw/lottery.csv").symlink_to(folder / "elsewhere.csv")


def folded(folder):
    (folder / "draw/lottery.csv").unlink()
    (folder / "draw/lottery.csv").mkdir()


def cut(folder):
    content = (folder / "draw/lottery.csv").read_bytes()
    (folder / "draw/lottery.csv").write_bytes(content[: len(content) // 2])


def no_text(folder):
    (folder / "draw/lottery.csv").write_bytes(b"\xff\xfe" + (folder / "draw/lottery.csv").read_bytes())


@pytest.mark.parametrize(
    "change", [linked, folded, cut, no_text, lambda folder: (folder / "draw/lottery.csv").unlink()]
)
def test_a_file_that_is_a_link_a_folder_cut_off_no_text_or_away_is_named(tmp_path, capsys, change):
    write_texts(DRAW, tmp_path / "draw")
    change(tmp_path)
    assert audit.main(str(tmp_path / "draw"), HASHES["lottery"]) == 2
    said = capsys.readouterr().out
    assert re.search("FAILS  every file .*: lottery.csv is (missing, or a link|not the file that was recorded)", said)
    assert audit_proof.main(str(tmp_path / "draw")) == 2
    assert "lottery.csv" in " ".join(found(read_draw(tmp_path / "draw").texts))


@pytest.mark.parametrize("published", ["", HASHES["lottery"]])
def test_the_verifier_says_when_no_hash_was_given_to_compare_with(tmp_path, capsys, published):
    write_texts(DRAW, tmp_path)
    assert audit.main(str(tmp_path), published) == 0
    said = capsys.readouterr().out
    assert (f"not checked here: {PUBLISHED} (give" in said, f"holds  {PUBLISHED}" in said) == (
        not published,
        bool(published),
    )


def test_the_number_says_the_same_panel_whatever_the_probabilities_add_up_to():
    doubled = covered_up(column("lottery.csv", 1, lambda probability: repr(2 * float(probability))))
    assert broken(doubled) == {SUMS, CHANCES}


def test_a_panel_of_nobody_but_those_who_must_sit_is_lawful():
    sits = dict.fromkeys(small_people().index[:2], "chair")
    quotas = Quotas(pd.DataFrame([("sex", "f", 0, 2), ("sex", "m", 0, 2)], columns=["feature", "value", "min", "max"]))
    assert not broken(draw_texts(leximin_lottery(Selection(Pool(small_people()), quotas, 2, sits)), Circumstances("1")))


def test_a_number_with_accents_is_hashed_as_it_is_written():
    assert not broken(small_draw("dé n° 3 — Hôtel de Ville"))


def test_a_check_says_what_came_out():
    said = [str(check) for check in verify(DRAW)]
    assert said[0] == "holds  every file is the one that was recorded, and no other was added"
    assert any(line.startswith("not checked here: the record is the one that was published (give") for line in said)
    lost = [str(check) for check in verify(without("proof.csv"))]
    assert lost[0].startswith("FAILS  every file is the one that was recorded") and "proof.csv is missing" in lost[0]


def test_a_panel_beside_a_record_without_a_draw_is_told():
    frozen = draw_texts(leximin_lottery(small_selection()), Circumstances(None, {"pool.csv": "0" * 64}))
    assert not broken(frozen) and DRAWN not in {check.claim for check in verify(frozen)}
    assert "panel.csv is not in the record" in found(frozen | {"panel.csv": DRAW["panel.csv"]})
