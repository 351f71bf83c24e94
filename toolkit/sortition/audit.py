"""Is this draw what it says it is?  python -I audit.py FOLDER [PUBLISHED_HASH]

This file needs nothing but Python and shares no code with the programs that made the draw: read it, copy it, run it
alone. It asks what a bailiff asks, in this order: are the files those of the record, is the record unbroken and the
published one, are the inputs the frozen ones, is every panel lawful, do probabilities and chances add up, and does
the announced number say this panel and no other? Each function yields, naming the file, what contradicts its claim.
That no lottery could be fairer is checked by the file beside this one, audit_proof.py.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

STEPS = ["inputs frozen", "chances", "lottery", "number announced", "panel drawn"]
BESIDE = {"manifest.json", "numbered_panels.csv", "numbered_panels.json"}
"""Files that the record does not list: the record itself, and panels numbered after it was closed."""
EQUAL = 1e-9
"""Sums of some thousand probabilities of twelve decimals agree to this; what a person would change is larger."""
UNREADABLE = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, StopIteration, RecursionError, csv.Error
)  # fmt: skip


class Check(NamedTuple):
    """A claim, whether it holds (None: it was not checked here), and what was found if it does not."""

    claim: str
    holds: bool | None
    found: str = ""

    def __str__(self) -> str:
        mark = {True: "holds  ", False: "FAILS  ", None: "not checked here: "}[self.holds]
        return mark + self.claim + (f": {self.found}" if self.found else "")


class Draw:
    """The folder of a draw, read. `counts_for` gives for each person the quotas they count for, by row from 0."""

    def __init__(self, texts: Mapping[str, str]):
        self.texts = texts
        self.entries = read_json(texts, "manifest.json")["record"]
        self.record = {entry["step"]: entry for entry in self.entries}
        self.certificate = read_json(texts, "certificate.json")
        self.people = {row["person_id"]: row for row in read_rows(texts, "pool.csv", "person_id")}
        self.quotas = read_rows(texts, "quotas.csv", "feature", "value", "min", "max")
        wanted = [(quota["feature"].split("×"), quota["value"]) for quota in self.quotas]
        self.counts_for = {
            person: [row for row, (parts, value) in enumerate(wanted) if "×".join(has[p] for p in parts) == value]
            for person, has in self.people.items()
        }
        rules = read_rows(texts, "rules.csv", "person_id", "rule") if "rules.csv" in texts else []
        self.must_sit = {row["person_id"] for row in rules if row["rule"] == "must sit"}
        self.may_not_sit = {row["person_id"] for row in rules if row["rule"] == "may not sit"}
        self.panels: dict[str, list[str]] = {}
        self.probabilities: dict[str, float] = {}
        for row in read_rows(texts, "lottery.csv", "panel", "probability", "person_id"):
            self.panels.setdefault(row["panel"], []).append(row["person_id"])
            if self.probabilities.setdefault(row["panel"], finite(row["probability"])) != float(row["probability"]):
                raise ValueError(f"lottery.csv: panel {row['panel']} has two probabilities")

    def address(self, person: str) -> str:
        """Give the number of the address that somebody shares with others in the pool, "" if there is none."""
        return self.people[person].get("same_address") or ""


def read_json(texts: Mapping[str, str], name: str) -> dict[str, Any]:
    """Read a JSON file in which every number is finite."""
    try:
        return dict(json.loads(texts[name], parse_constant=finite, parse_float=finite))
    except UNREADABLE as error:
        raise ValueError(f"{name} is missing or no JSON: {error}") from None


def read_rows(texts: Mapping[str, str], name: str, *columns: str) -> list[dict[str, str]]:
    """Read a CSV file that has these columns."""
    try:
        rows = list(csv.DictReader(io.StringIO(texts[name], newline=""), strict=True))
    except UNREADABLE as error:
        raise ValueError(f"{name} is missing or no table: {error}") from None
    if any(row.get(column) is None for row in rows for column in columns):
        raise ValueError(f"{name} does not give {', '.join(columns)} in every row")
    return rows


def finite(text: str) -> float:
    """Read a number; NaN and infinity are none, because no comparison with them ever fails."""
    if not math.isfinite(number := float(text)):
        raise ValueError(f"{text!r} is not a finite number")
    return number


def sha256(text: str) -> str:
    """Hash a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def files_changed(draw: Draw) -> Iterator[str]:
    """Compare every file with the hash in the record."""
    recorded = {name: whole for entry in draw.entries for name, whole in entry["files"].items()}
    for name, whole in recorded.items():
        if name not in draw.texts:
            yield f"{name} is missing"
        elif sha256(draw.texts[name]) != whole:
            yield f"{name} is not the file that was recorded"
    for name in sorted(set(draw.texts) - set(recorded) - BESIDE):
        yield f"{name} is not in the record"


def record_broken(draw: Draw) -> Iterator[str]:
    """Hash each entry of the record again, together with the hash of the entry before."""
    previous = "0" * 64
    for entry in draw.entries:
        content = {name: value for name, value in entry.items() if name != "hash"}
        whole = sha256(json.dumps(content, sort_keys=True, ensure_ascii=False))
        if entry["previous"] != previous or entry["hash"] != whole:
            yield f"manifest.json: the record was changed at the step {entry['step']!r}"
        previous = entry["hash"]
    if list(draw.record) not in (STEPS[:3], STEPS) or len(draw.record) != len(draw.entries):
        yield f"manifest.json: the steps of the record are {', '.join(entry['step'] for entry in draw.entries)}"


def inputs_changed(draw: Draw) -> Iterator[str]:
    """Compare the frozen inputs with the hash that was published before the number came up."""
    if draw.record["inputs frozen"]["inputs"] != hash_of_inputs(draw):
        yield "pool.csv, quotas.csv, rules.csv, seats or objective: their hash is another"
    if len(read_rows(draw.texts, "pool.csv")) != len(draw.people):
        yield "pool.csv: somebody stands there twice"


def hash_of_inputs(draw: Draw) -> str:
    """Hash the inputs as they were hashed before the number was announced."""
    quotas, stated = draw.texts["quotas.csv"] + draw.texts.get("rules.csv", ""), draw.certificate
    parts = {"objective": stated["objective"], "pool": sha256(draw.texts["pool.csv"]), "quotas": sha256(quotas)}
    return sha256(json.dumps(parts | {"seats": stated["seats"]}, sort_keys=True))


def panels_unlawful(draw: Draw) -> Iterator[str]:
    """Count every panel against every rule."""
    for name, people in draw.panels.items():
        yield from (f"lottery.csv: panel {name} {problem}" for problem in unlawful(people, draw))


def unlawful(people: list[str], draw: Draw) -> Iterator[str]:
    """Say what is wrong with a panel."""
    if not len(set(people)) == len(people) == int(draw.certificate["seats"]):
        yield f"has {len(set(people))} people for {draw.certificate['seats']} seats"
    if strangers := set(people) - set(draw.people):
        yield f"seats {len(strangers)} people who are not in pool.csv"
        return
    held = Counter(row for person in people for row in draw.counts_for[person])
    for row, quota in enumerate(draw.quotas):
        if not int(quota["min"]) <= held[row] <= int(quota["max"]):
            yield f"has {held[row]} seats for {quota['feature']}: {quota['value']}"
    addresses = [draw.address(person) for person in people if draw.address(person)]
    if len(addresses) > len(set(addresses)):
        yield "seats two people of one address"
    if not draw.must_sit <= set(people) or draw.may_not_sit & set(people):
        yield "breaks a rule of rules.csv"


def probabilities_wrong(draw: Draw) -> Iterator[str]:
    """Add up the probabilities of the panels."""
    if min(draw.probabilities.values()) <= 0:
        yield "lottery.csv: a panel has probability 0 or less"
    if abs((total := math.fsum(draw.probabilities.values())) - 1) > EQUAL:
        yield f"lottery.csv: they add up to {total!r}"


def chances_wrong(draw: Draw) -> Iterator[str]:
    """Add up for everybody the probabilities of the panels on which they sit."""
    terms: dict[str, list[float]] = {person: [] for person in draw.people}
    for name, people in draw.panels.items():
        for person in people:
            terms[person].append(draw.probabilities[name])
    stated = read_rows(draw.texts, "selection_probability.csv", "person_id", "probability")
    if [row["person_id"] for row in stated] != list(draw.people):
        yield "selection_probability.csv does not list the people of pool.csv"
    for person, chance in ((row["person_id"], finite(row["probability"])) for row in stated):
        if abs((given := math.fsum(terms[person])) - chance) > EQUAL:
            yield f"selection_probability.csv states {chance:.9f} for {person}, lottery.csv gives {given:.9f}"


def draw_wrong(draw: Draw) -> Iterator[str]:
    """Find the panel whose interval holds the point that the number and the inputs say, in exact arithmetic."""
    point = Fraction(int(sha256(f"{hash_of_inputs(draw)}\n{draw.record['number announced']['number']}"), 16), 2**256)
    ends = list(accumulate(map(Fraction, draw.probabilities.values())))
    chosen = next(name for name, end in zip(draw.panels, ends, strict=True) if point * ends[-1] < end)
    if str(draw.record["panel drawn"]["panel"]) != chosen:
        yield f"manifest.json: the number says panel {chosen}, the record {draw.record['panel drawn']['panel']}"
    drawn = {row["person_id"] for row in read_rows(draw.texts, "panel.csv", "person_id")}
    if sorted(row["person_id"] for row in read_rows(draw.texts, "panel.csv")) != sorted(draw.panels[chosen]):
        yield f"panel.csv is not panel {chosen} of lottery.csv"
    addresses = {draw.address(person) for person in drawn} - {""}
    free = [person for person in draw.people if person not in drawn | draw.may_not_sit]
    free = [person for person in free if draw.address(person) not in addresses]
    if [row["person_id"] for row in read_rows(draw.texts, "remaining.csv", "person_id")] != free:
        yield "remaining.csv does not list those who could still take a seat"


def numbering_wrong(draw: Draw) -> Iterator[str]:
    """Check the equally likely numbered panels, and how much they change chances."""
    panels: dict[str, list[str]] = {}
    for row in read_rows(draw.texts, "numbered_panels.csv", "number", "person_id"):
        panels.setdefault(row["number"], []).append(row["person_id"])
    stated = read_json(draw.texts, "numbered_panels.json")
    if list(panels) != [str(number) for number in range(1, stated["panels"] + 1)]:
        yield "numbered_panels.csv: the numbers do not run from 1 to the number of panels"
    for number, people in panels.items():
        yield from (f"numbered_panels.csv: panel {number} {problem}" for problem in unlawful(people, draw))
    if stated["lottery"] != sha256(draw.texts["lottery.csv"]):
        yield "numbered_panels.json: the panels were made from another lottery.csv"
    held = Counter(person for people in panels.values() for person in people)
    chances = read_rows(draw.texts, "selection_probability.csv")
    change = max(abs(held[row["person_id"]] / len(panels) - finite(row["probability"])) for row in chances)
    if abs(change - stated["largest_change"]) > EQUAL:
        yield f"numbered_panels.json: the largest change is {change:.9f}, {stated['largest_change']:.9f} is stated"


PUBLISHED = "the record is the one that was published"
CLAIMS: dict[str, Callable[[Draw], Iterator[str]]] = {
    "every file is the one that was recorded, and no other was added": files_changed,
    "no entry of the record was changed": record_broken,
    "the inputs are those that were frozen before the draw": inputs_changed,
    "every panel fills all seats, obeys every quota and seats at most one person of an address": panels_unlawful,
    "the probabilities of the panels are positive and add up to 1": probabilities_wrong,
    "everybody's chance is what the lottery gives": chances_wrong,
}
DRAWN = "the announced number and the frozen inputs say this panel and no other"
NUMBERED = "the numbered panels obey the quotas and change chances no more than stated"


def audit(texts: Mapping[str, str], published: str = "") -> list[Check]:
    """Check every claim of a draw.

    Parameters
    ----------
    texts : mapping of file name to text
        The .csv and .json files of the folder.
    published : str
        A hash that was published: that of the lottery before the number, or the last one of the record.

    Returns
    -------
    list of Check
        A file that is missing or cannot be read is a claim that does not hold, never an exception.
    """
    try:
        draw = Draw(texts)
        known = [entry["hash"] for entry in draw.entries][2:]
    except UNREADABLE as error:
        return [Check("every file of the draw is there and can be read", False, str(error) or type(error).__name__)]
    found = f"manifest.json: the hashes of the lottery and of the draw are {', '.join(known)}"
    checks = [Check(PUBLISHED, published in known, "" if published in known else found)]
    claims = dict(CLAIMS)
    if len(draw.entries) > 3 or "panel.csv" in texts:
        claims[DRAWN] = draw_wrong
    if any(name.startswith("numbered_panels") for name in texts):
        claims[NUMBERED] = numbering_wrong
    checks = checks if published else [Check(f"{PUBLISHED} (give the hash that was published)", None)]
    return [outcome(claim, find, draw) for claim, find in claims.items()] + checks


def outcome(claim: str, find: Callable[[Draw], Iterator[str]], draw: Draw) -> Check:
    """Look for what contradicts a claim; the first finding is shown."""
    try:
        found = next(find(draw), "")
    except UNREADABLE as error:
        found = f"the files do not fit together ({type(error).__name__}: {error})"
    return Check(claim, not found, found)


def main(arguments: Iterable[str]) -> int:
    """Check a folder and print the checks; give 0 if no claim fails, else 2."""
    folder, *published = arguments
    files = sorted(path for path in Path(folder).iterdir() if path.suffix in (".csv", ".json"))
    texts = {path.name: path.read_bytes().decode("utf-8", errors="replace") for path in files}
    checks = audit(texts, *published)
    print(*checks, sep="\n")
    return 2 if any(check.holds is False for check in checks) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
