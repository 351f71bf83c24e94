"""The work of the toolkit that faults are tried on: draws, simulations, judgements, reports and other commands."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import fuzz
from benchmarks.fuzz import command
from benchmarks.killing import SEED, Files, Trial, Work, contents, undisturbed
from toolkit.impact.coding import JUDGEMENT_COLUMNS, RELATIONS
from toolkit.project import write_table, write_text
from toolkit.reports.adjudication import Ledger
from toolkit.sortition.verification import failures, verify


def selection_files(folder: Path, people: int = 150) -> None:
    """Write a pool with names and addresses, and its quotas."""
    rng = np.random.default_rng(SEED)
    table = pd.DataFrame(
        {
            "person_id": [f"p{number:04d}" for number in range(people)],
            "sex": rng.choice(["women", "men"], size=people),
            "age": rng.choice(["16-29", "30-59", "60+"], p=[0.2, 0.5, 0.3], size=people),
            "area": rng.choice(["north", "south", "east", "west"], size=people),
            "street": [f"{number} rue Haute" for number in rng.integers(1, 200, size=people)],
        }
    )
    rows = [("sex", "women", 10, 10), ("sex", "men", 10, 10), ("age", "16-29", 5, 6), ("age", "30-59", 8, 10)]
    rows += [("age", "60+", 5, 6), *(("area", area, 4, 6) for area in ("north", "south", "east", "west"))]
    write_table(table, folder / "pool.csv")
    write_table(pd.DataFrame(rows, columns=["feature", "value", "min", "max"]), folder / "quotas.csv")


def draw_into(inputs: Path, number: str) -> Work:
    files = ["--pool", inputs / "pool.csv", "--quotas", inputs / "quotas.csv", "--same-address", "street"]
    return lambda out: command("draw", *files, "--size", 20, "--seed", number, "--out", out)


def simulate_into(out: Path) -> None:
    command("simulate", "merville", "--runs", 30, "--seed", 5, "--out", out)


def adjudicate_into(out: Path, pairs: int = 300) -> None:
    """Judge pairs as a coder does, going on where an earlier sitting stopped."""
    ledger = Ledger(out, "coder")
    for pair in range(len(ledger.read()), pairs):
        ledger.append(f"R{pair}", f"2024 DVD {pair}", RELATIONS[0], f"article {pair}")


def judgements_cut(folder: Path) -> str:
    """Check that every line of a coder's judgements is whole."""
    path = folder / "judgements-coder.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
    whole = all(line.endswith("\n") and line.count(",") == len(JUDGEMENT_COLUMNS) - 1 for line in lines)
    return "" if whole else "a line of judgements is half-written"


def claims_fail(folder: Path) -> str:
    """Check that a folder with a manifest is a draw all of whose claims hold, but for a numbering cut short."""
    from toolkit.sortition.record import unnumbered

    texts = {name: content.decode() for name, content in contents(folder).items()}
    if "manifest.json" in texts and failures(verify(texts)) and (broken := failures(verify(unnumbered(texts)))):
        return f"a finished draw does not hold: {broken[0]}"
    return ""


# Small work, for kills at every step


def step_trials(place: Path) -> dict[str, Trial]:
    """List every kind of work that writes but reports, as small as it can be, with what an earlier run left."""
    inputs = place / "small_inputs"
    inputs.mkdir()
    texts = {"pool": fuzz.pool_text(), "quotas": fuzz.QUOTAS, "recommendations": fuzz.RECOMMENDATIONS}
    for name, text in (texts | {"acts": fuzz.ACTS, "statements": fuzz.STATEMENTS}).items():
        write_text(text, inputs / f"{name}.csv")
    write_text(fuzz.MINUTES, inputs / "minutes.txt")
    asked = ["--recommendations", inputs / "recommendations.csv"]

    def small_draw(number: str) -> Work:
        files = ["--pool", inputs / "pool.csv", "--quotas", inputs / "quotas.csv", "--same-address", "street"]
        return lambda out: command("draw", *files, "--size", 6, "--seed", number, "--out", out)

    def simulated(runs: int) -> Work:
        return lambda out: command("simulate", "merville", "--runs", runs, "--seed", 5, "--out", out)

    def left_by(work: Work) -> Files:
        return undisturbed(work, place / f"before{len(list(place.iterdir()))}", place / "log")[0]

    drawn = left_by(small_draw("7"))
    return {
        "toolkit draw, over an older draw": Trial(small_draw("48213"), drawn, claims_fail),
        "toolkit number, in the folder of a draw": Trial(
            lambda out: command("number", "--lottery", out, "--panels", 5), drawn, claims_fail
        ),
        "toolkit simulate, over more runs": Trial(simulated(2), left_by(simulated(3))),
        "a coder judging three pairs": Trial(lambda out: adjudicate_into(out, 3), check=judgements_cut),
        "toolkit pseudonyms, with a new key": Trial(lambda out: pseudonyms_into(inputs / "pool.csv", out)),
        "toolkit minutes": Trial(lambda out: command("minutes", inputs / "minutes.txt", "--popolo", "--out", out)),
        "toolkit link": Trial(
            lambda out: command("link", *asked, "--acts", inputs / "acts.csv", "--out", out / "links.csv")
        ),
        "toolkit trace": Trial(
            lambda out: command("trace", *asked, "--statements", inputs / "statements.csv", "--out", out)
        ),
    }


def pseudonyms_into(table: Path, out: Path) -> None:
    """Write pseudonyms with a key that is made first, always the same here."""
    import secrets

    secrets.token_hex = lambda size: "5e" * size  # type: ignore[assignment]
    command("pseudonyms", table, "--key", out / "safe" / "secret.key", "--keep", "sex,age", "--out", out / "tables")


def report_trial(place: Path) -> Trial:
    """Make a report of another seed and date over an older one; if they are put back, nothing newer may count as old.

    The notebook runs once; then its outputs stand in for what Jupyter would compute at each of the many kills.
    """
    import papermill

    from tests.reports.conftest import make_small_project
    from toolkit.reports.plan import plan
    from toolkit.reports.run import make_reports

    project, folder = make_small_project(place / "project"), place / "older_report"
    parameters = project / "parameters" / "small.yaml"
    before = parameters.read_text(encoding="utf-8")
    later = before.replace("2026-11-22", "2026-11-23").replace("seed: 5", "seed: 6")

    def report(text: str, out: Path) -> None:
        os.chdir(project)
        parameters.write_text(text, encoding="utf-8")
        make_reports("small", ["en"], output=out, formats=["docx"])

    undisturbed(lambda out: report(before, out), folder, place / "log")
    old = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def again(out: Path) -> None:
        papermill.execute_notebook = lambda _, made, *rest, **options: Path(made).write_bytes(executed)
        report(later, out)

    def mixed(out: Path) -> str:
        with contextlib.chdir(project):
            parameters.write_text(before, encoding="utf-8")
            current = plan("small", ["en"], (), out, ["docx"])[0].is_current()
        same = all(contents(out).get(name) == text for name, text in old.items() if name.startswith("01_"))
        return "an older report counts as current beside newer documents" if current and not same else ""

    executed = old[".state/01_small.en.ipynb"]
    return Trial(again, old, mixed)
