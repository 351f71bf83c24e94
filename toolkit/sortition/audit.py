"""Is this draw what it says it is?  python -I audit.py FOLDER [PUBLISHED_HASH]

This file needs nothing but Python and shares no code with the programs that made the draw: read it, copy it, run it
alone. It asks what a bailiff asks: are the files those of the record, is the record unbroken and the published one, is
every panel lawful, do the chances add up, does the announced number say this panel and no other, do the numbered panels
keep their X a lottery could be fairer is asked by audit_proof.py, beside this file.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import sys
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Any

STEPS = {
    "inputs frozen": ["pool.csv", "quotas.csv", "rules.csv"],
    "chances": ["selection_probability.csv", "certificate.json", "proof.csv"],
    "lottery": ["lottery.csv"],
    "number announced": [],
    "panel drawn": ["panel.csv", "remaining.csv"],
    "made with": [],
    "panels numbered": ["numbered_panels.csv"],
}
"""The steps of a draw in their order, and the files that each adds. The hash of the lottery is published first."""
EQUAL = 1e-9
"""Sums of some thousand probabilities of twelve decimals agree to this; what a person would change is larger."""
UNREADABLE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)


class Draw:
    """The files of a draw, read. `counts_for` gives for each person the quotas they count for, by row from 0."""

    def __init__(self, texts: Mapping[str, str]):
        self.texts = texts
        self.certificate = read_json(texts, "certificate.json")
        self.quotas = self.table("quotas.csv", "feature", "value", numbers=["min", "max"])
        wanted = [(quota["feature"].split("×"), quota["value"]) for quota in self.quotas]
        pool = self.table("pool.csv", "person_id", *sorted({part for parts, _ in wanted for part in parts}))
        self.people = {row["person_id"]: row for row in pool}
        self.counts_for = {
            person: [row for row, (parts, value) in enumerate(wanted) if "×".join(has[p] for p in parts) == value]
            for person, has in self.people.items()
        }
        rules = self.table("rules.csv", "person_id", "rule") if "rules.csv" in texts else []
        self.must_sit = {row["person_id"] for row in rules if row["rule"] == "must sit"}
        self.may_not_sit = {row["person_id"] for row in rules if row["rule"] == "may not sit"}
        stated = self.table("selection_probability.csv", "person_id", numbers=["probability"])
        self.chances = {row["person_id"]: row["probability"] for row in stated}
        if not len(pool) == len(self.people) == len(stated) or list(self.chances) != list(self.people):
            raise ValueError("pool.csv and selection_probability.csv do not list the same people, each of them once")
        lottery = self.table("lottery.csv", "panel", "person_id", numbers=["probability"])
        self.panels = grouped(lottery, "panel", "person_id")
        given = grouped(lottery, "panel", "probability")
        self.probabilities = {panel: min(cells) for panel, cells in given.items() if min(cells) == max(cells)}

    def table(self, name: str, *words: str, numbers: Iterable[str] = ()) -> list[dict[str, Any]]:
        """Read a CSV file: a line of different names, these among them, and in each line below as many cells."""
        try:
            header, *lines = csv.reader(io.StringIO(self.texts[name], newline=""), strict=True)
            rows: list[dict[str, Any]] = [dict(zip(header, line, strict=True)) for line in lines]
            rows = [row | {column: finite(row[column]) for column in numbers} for row in rows]
        except (KeyError, ValueError, csv.Error):
            raise ValueError(f"{name} is missing, or no table whose cells can be read") from None
        if len(set(header)) < len(header) or not {*words, *numbers} <= set(header):
            raise ValueError(f"{name} does not have the columns {', '.join([*words, *numbers])}, each of them once")
        return rows

    def addresses(self, people: Iterable[str]) -> list[str]:
        """Give the number of each address of these people that somebody else in the pool shares."""
        return [home for person in people if (home := self.people[person].get("same_address", ""))]


def read_json(texts: Mapping[str, str], name: str) -> dict[str, Any]:
    """Read a JSON file in which every number is one."""
    try:
        return {**json.loads(texts[name], parse_constant=finite, parse_float=finite)}
    except UNREADABLE:
        raise ValueError(f"{name} is missing or no JSON") from None


def grouped(table: list[dict[str, Any]], panel: str, column: str) -> dict[str, list[Any]]:
    """Give the cells of a column panel by panel."""
    groups: dict[str, list[Any]] = {}
    for row in table:
        groups.setdefault(row[panel], []).append(row[column])
    return groups


def read_record(texts: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Read the record: for each step what was stated, the hashes of its files, that of the step before and its own."""
    return {entry["step"]: entry for entry in read_json(texts, "manifest.json")["record"]}


def finite(text: str) -> float:
    """Read a number; NaN and infinity are none, because no comparison with them ever fails."""
    if not math.isfinite(number := float(text)):
        raise ValueError(f"{text} is no number")
    return number


def sha256(text: str) -> str:
    """Hash a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def files_changed(texts: Mapping[str, str]) -> Iterator[str]:
    """Compare every file with the hash that its step of the record keeps."""
    unknown = set(texts) - {"manifest.json"}
    for step, entry in read_record(texts).items():
        there = {name: sha256(texts[name]) for name in STEPS.get(step, []) if name in texts}
        for name in entry["files"] | there:
            if entry["files"].get(name) != there.get(name):
                yield f"{name} is {'not the file that was recorded' if name in there else 'missing, or a link'}"
        unknown -= set(there)
    yield from (f"{name} is not in the record" for name in sorted(unknown))


def record_broken(texts: Mapping[str, str]) -> Iterator[str]:
    """Hash each step of the record again, together with the hash of the step before."""
    record, previous = read_record(texts), "0" * 64
    for step, entry in record.items():
        content = {name: value for name, value in entry.items() if name != "hash"}
        hashed = sha256(json.dumps(content, sort_keys=True, ensure_ascii=False))
        if entry["previous"] != previous or entry["hash"] != hashed:
            yield f"manifest.json: the record was changed at the step {step!r}"
        previous = entry["hash"]
    if list(record) != [step for step in STEPS if step in record]:
        yield f"manifest.json: the steps of the record are {', '.join(record)}"
    if texts["manifest.json"] != json.dumps({"record": list(record.values())}, indent=2, ensure_ascii=False) + "\n":
        yield "manifest.json: something is written there beside the record"


def unpublished(texts: Mapping[str, str], published: str) -> Iterator[str]:
    """Look for the hash that was published before the number came up, or after the draw."""
    known = [entry["hash"] for entry in read_record(texts).values()][2:]
    if published not in known:
        yield f"manifest.json: the hashes of the lottery and of what followed are {', '.join(known)}"


def unlawful(people: list[str], draw: Draw) -> Iterator[str]:
    """Count a panel against every rule, and say what is wrong with it."""
    if not len(set(people)) == len(people) == draw.certificate["seats"]:
        yield f"has {len(set(people))} people for {draw.certificate['seats']} seats"
    if strangers := set(people) - set(draw.people):
        yield f"seats {len(strangers)} people who are not in pool.csv"
        return
    held = Counter(row for person in people for row in draw.counts_for[person])
    for row, quota in enumerate(draw.quotas):
        if not quota["min"] <= held[row] <= quota["max"]:
            yield f"has {held[row]} seats for {quota['feature']}: {quota['value']}"
    if len(addresses := draw.addresses(people)) > len(set(addresses)):
        yield "seats two people of one address"
    if not draw.must_sit <= set(people) or draw.may_not_sit & set(people):
        yield "breaks a rule of rules.csv"


def panels_unlawful(draw: Draw) -> Iterator[str]:
    """Count every panel of the lottery."""
    for name, people in draw.panels.items():
        yield from (f"lottery.csv: panel {name} {problem}" for problem in unlawful(people, draw))


def probabilities_wrong(draw: Draw) -> Iterator[str]:
    """Add up the probabilities of the panels."""
    if list(draw.probabilities) != list(draw.panels):
        yield "lottery.csv: a panel has two probabilities"
    if min(draw.probabilities.values()) <= 0:
        yield "lottery.csv: a panel has probability 0 or less"
    if abs((total := math.fsum(draw.probabilities.values())) - 1) > EQUAL:
        yield f"lottery.csv: they add up to {total!r}"


def chances_wrong(draw: Draw) -> Iterator[str]:
    """Add up for everybody the probabilities of the panels on which they sit."""
    terms: dict[str, list[float]] = {person: [] for person in draw.people}
    for name, probability in draw.probabilities.items():
        for person in draw.panels[name]:
            terms.setdefault(person, []).append(probability)
    for person, stated in draw.chances.items():
        if abs((chance := math.fsum(terms[person])) - stated) > EQUAL:
            yield f"selection_probability.csv states {stated:.9f} for {person}, lottery.csv gives {chance:.9f}"


def draw_wrong(draw: Draw) -> Iterator[str]:
    """Find the panel whose interval holds the point that the number and the frozen inputs say, in exact arithmetic."""
    record = read_record(draw.texts)
    inputs, number = record["inputs frozen"]["hash"], record["number announced"]["number"]
    point = Fraction(int(sha256(f"{inputs}\n{number}"), 16), 2**256)
    ends = list(accumulate(map(Fraction, draw.probabilities.values())))
    chosen = list(draw.probabilities)[bisect(ends, point * ends[-1])]
    if str(record["panel drawn"]["panel"]) != chosen:
        yield f"manifest.json: the number says panel {chosen}, the record {record['panel drawn']['panel']}"
    drawn = [row["person_id"] for row in draw.table("panel.csv", "person_id")]
    if sorted(drawn) != sorted(draw.panels[chosen]):
        yield f"panel.csv is not panel {chosen} of lottery.csv"
    out, homes = {*drawn, *draw.may_not_sit}, set(draw.addresses(drawn))
    free = [person for person in draw.people if person not in out and homes.isdisjoint(draw.addresses([person]))]
    if [row["person_id"] for row in draw.table("remaining.csv", "person_id")] != free:
        yield "remaining.csv does not list those who could still take a seat"


def numbering_wrong(draw: Draw) -> Iterator[str]:
    """Check the equally likely numbered panels, and how much they change chances."""
    panels = grouped(draw.table("numbered_panels.csv", "number", "person_id"), "number", "person_id")
    stated = read_record(draw.texts)["panels numbered"]
    if len(panels) != stated["panels"] or list(panels) != [str(number) for number in range(1, len(panels) + 1)]:
        yield f"numbered_panels.csv: the numbers do not run from 1 to {stated['panels']}"
    for number, people in panels.items():
        yield from (f"numbered_panels.csv: panel {number} {problem}" for problem in unlawful(people, draw))
    held = Counter(person for people in panels.values() for person in people)
    change = max(abs(held[person] / len(panels) - chance) for person, chance in draw.chances.items())
    if abs(change - stated["largest_change"]) > EQUAL:
        yield f"manifest.json: the largest change of a chance is {change:.9f}, {stated['largest_change']:.9f} is stated"


DRAWN = "the announced number and the frozen inputs say this panel and no other"
NUMBERED = "the numbered panels obey the quotas and change chances no more than stated"
PUBLISHED = "the record is the one that was published"
READ = "every file of the draw is there and can be read"


def audit(texts: Mapping[str, str], published: str = "") -> dict[str, str]:
    """Give for each claim what contradicts it, "" if nothing does.

    `texts` are the .csv and .json files of the folder by name, `published` the hash of the lottery or of a later step.
    """
    found = {"every file is the one that was recorded, and no other was added": first(files_changed, texts)}
    found["no entry of the record was changed"] = first(record_broken, texts)
    if published:
        found[PUBLISHED] = first(unpublished, texts, published)
    try:
        draw, record = Draw(texts), read_record(texts)
    except UNREADABLE as error:
        return found | {READ: str(error)}
    found["every panel fills all seats, obeys every quota and seats at most one person of an address"] = first(
        panels_unlawful, draw
    )
    found["the probabilities of the panels are positive and add up to 1"] = first(probabilities_wrong, draw)
    found["everybody's chance is what the lottery gives"] = first(chances_wrong, draw)
    if "panel drawn" in record:
        found[DRAWN] = first(draw_wrong, draw)
    if "panels numbered" in record:
        found[NUMBERED] = first(numbering_wrong, draw)
    return found


def first(find: Callable[..., Iterator[str]], *about: Any) -> str:
    """Look for what contradicts a claim; what cannot be read does."""
    try:
        return next(find(*about), "")
    except UNREADABLE as error:
        return f"manifest.json and the other files do not fit together: {error}"


def read_folder(folder: str) -> dict[str, str]:
    """Read every .csv and .json file of a folder, but no link to a file elsewhere."""
    files = sorted(path for path in Path(folder).iterdir() if path.suffix in (".csv", ".json"))
    files = [path for path in files if path.is_file() and not path.is_symlink()]
    return {path.name: path.read_bytes().decode("utf-8", errors="replace") for path in files}


def main(folder: str, published: str = "") -> int:
    """Check a folder and print the checks; give 0 if no claim fails, else 2."""
    found = audit(read_folder(folder), published)
    for claim, problem in found.items():
        print(f"FAILS  {claim}: {problem}" if problem else f"holds  {claim}")
    if not published:
        print(f"not checked here: {PUBLISHED} (give the hash that was published)")
    return 2 if any(found.values()) else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or not Path(sys.argv[1]).is_dir():
        sys.exit("Write: python -I audit.py FOLDER HASH (the folder of a draw, and the hash that was published)")
    sys.exit(main(*sys.argv[1:]))
