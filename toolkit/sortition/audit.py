"""Check every claim of a draw from the files of its folder: `python -I audit.py FOLDER [PUBLISHED_HASH]`.

Nothing of the programs that made the draw is used here, and no solver: only Python's standard library, additions and
hashes. Someone who does not trust the toolkit can read this one file, take it from a place of their own choice, or
write it again in an afternoon. `CLAIMS`, at the end, lists what is claimed; each function below looks for what
contradicts one claim and yields it in words. A number that is not finite is never accepted: comparisons with it would
be neither true nor false.
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
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Any

CROSS = "×"
STEPS = ["inputs frozen", "chances", "lottery", "number announced", "panel drawn"]
FILES = ["pool", "quotas", "selection_probability", "proof", "lottery"]
NEEDED = [*(f"{name}.csv" for name in FILES), "certificate.json", "manifest.json"]
RECORDED = {*NEEDED, "rules.csv", "panel.csv", "remaining.csv"} - {"manifest.json"}
EQUAL = 1e-9
"""Sums of a few thousand probabilities written with 17 digits agree to 1e-12; what a person would change is larger."""
UNREADABLE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, StopIteration, csv.Error)


@dataclass(frozen=True)
class Check:
    """One claim and what came out: the claim in words, whether it holds, and what was found if it does not."""

    claim: str
    holds: bool
    found: str = ""


@dataclass(frozen=True)
class Audit:
    """All checks of one draw, in its order; `believed` says what the folder states and nobody can check from it."""

    checks: tuple[Check, ...]
    believed: tuple[str, ...] = ()

    @property
    def failures(self) -> list[Check]:
        """The claims that do not hold."""
        return [check for check in self.checks if not check.holds]

    @property
    def holds(self) -> bool:
        """Whether every claim holds."""
        return not self.failures

    def lines(self) -> list[str]:
        """Write the checks down, one a line."""
        marks = ((check, "holds  " if check.holds else "FAILS  ") for check in self.checks)
        lines = [mark + check.claim + (f": {check.found}" if check.found else "") for check, mark in marks]
        return lines + [f"not checked here: {statement}" for statement in self.believed]


def audit(texts: Mapping[str, str], sources: Mapping[str, str] | None = None, head: str = "") -> Audit:
    """Check every claim of a draw.

    Parameters
    ----------
    texts : mapping of file name to text
        The files of the folder.
    sources : mapping of file name to hash, optional
        SHA-256 of the original input files, to be compared with the manifest.
    head : str
        A hash of the record as it was published: that of the lottery before the number, or the last one.

    Returns
    -------
    Audit
        A file that is missing or cannot be read is a claim that does not hold, never an exception.
    """
    if missing := [name for name in NEEDED if name not in texts]:
        return Audit((Check("every file of the draw is there", False, f"{', '.join(missing)} is missing"),))
    try:
        folder = Folder(texts, sources or {}, head)
    except UNREADABLE as error:
        return Audit((Check("every file can be read", False, f"{type(error).__name__}: {error}"),))
    checks = tuple(_outcome(claim, find, folder) for claim, find in CLAIMS.items() if _applies(claim, folder))
    return Audit(checks, tuple(_believed(folder)))


def _outcome(claim: str, find: Callable[[Folder], Iterator[str]], folder: Folder) -> Check:
    """Look for what contradicts a claim; the first finding is shown."""
    try:
        found = next(find(folder), "")
    except UNREADABLE as error:
        found = f"the files cannot be read as a draw's ({type(error).__name__}: {error})"
    return Check(claim, not found, found)


def _applies(claim: str, folder: Folder) -> bool:
    """Leave out claims about things that this folder does not have."""
    drawn = "panel drawn" in folder.record or "panel.csv" in folder.texts
    numbered = "numbered_panels.csv" in folder.texts
    asked = {SOURCES: folder.sources, PUBLISHED: folder.head, DRAWN: drawn, REMAINING: drawn, NUMBERED: numbered}
    asked[BOUND] = not folder.needs_solver
    return bool(asked.get(claim, True))


def _believed(folder: Folder) -> Iterator[str]:
    """Say what has to be believed, or checked in another way (docs/threat-model.md)."""
    if count := len(folder.certificate["unplaceable"]):
        yield f"that {count} of {len(folder.people)} people fit in no panel (toolkit verify asks the solver)"
    if folder.needs_solver:
        yield "that the certificate's bound holds: its proof is an integer program (toolkit verify solves it)"
    if "number announced" in folder.record and not folder.head:
        yield "that the lottery was published before the number (give the hash that was published)"


class Folder:
    """A draw's folder, parsed.

    `counts_for` gives for each person the rows of the quotas, from 0, that they count for; `panels` the
    probabilities stated on the rows of each panel, and its people; `considered` the people whom the certificate is
    about: who can be placed and may sit; `needs_solver` tells whether the proof of the bound is more than additions.
    """

    def __init__(self, texts: Mapping[str, str], sources: Mapping[str, str], head: str):
        self.texts, self.sources, self.head = texts, sources, head
        self.certificate, self.manifest = _parsed(texts["certificate.json"]), _parsed(texts["manifest.json"])
        self.record = {entry["step"]: entry for entry in self.manifest["record"]}
        self.people = {row["person_id"]: row for row in self.rows("pool.csv")}
        self.quotas = self.rows("quotas.csv")
        wanted = [(quota["feature"].split(CROSS), quota["value"]) for quota in self.quotas]
        self.counts_for = {
            person: [row for row, (parts, value) in enumerate(wanted) if CROSS.join(has[p] for p in parts) == value]
            for person, has in self.people.items()
        }
        self.must_sit, self.may_not_sit = (
            {row["person_id"] for row in self.rows("rules.csv") if row["rule"] == rule}
            for rule in ("must sit", "may not sit")
        )
        self.chances = {row["person_id"]: _finite(row["probability"]) for row in self.rows("selection_probability.csv")}
        self.panels: dict[str, tuple[list[float], list[str]]] = {}
        known = {person: person for person in self.people}
        for row in self.each("lottery.csv"):
            probabilities, people = self.panels.setdefault(row["panel"], ([], []))
            probabilities.append(_finite(row["probability"]))
            people.append(known.get(row["person_id"], row["person_id"]))
        self.considered = set(self.people) - set(self.certificate["unplaceable"]) - self.may_not_sit
        self.needs_solver = any(row["kind"] == "integer" for row in self.rows("proof.csv"))

    def each(self, name: str) -> Iterator[dict[str, str]]:
        """Parse a CSV file row by row; a file that is not there has no rows."""
        yield from csv.DictReader(io.StringIO(self.texts.get(name, ""), newline=""))

    def rows(self, name: str) -> list[dict[str, str]]:
        """Parse a CSV file at once."""
        return list(self.each(name))

    def ids(self, name: str) -> list[str]:
        """Give the people whom a file lists."""
        return [row["person_id"] for row in self.rows(name)]

    def address(self, person: str) -> str:
        """Give the number of an address that two people or more share, "" for everyone else."""
        return self.people[person].get("same_address", "")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _parsed(text: str) -> dict[str, Any]:
    """Parse JSON that holds no NaN and no infinity, under whatever name."""
    return dict(json.loads(text, parse_constant=_finite, parse_float=_finite))


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text!r} is not a finite number")
    return number


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > EQUAL


def _record_broken(folder: Folder) -> Iterator[str]:
    previous = "0" * 64
    for entry in folder.manifest["record"]:
        content = {name: value for name, value in entry.items() if name != "hash"}
        if entry["previous"] != previous or entry["hash"] != _hash(
            json.dumps(content, sort_keys=True, ensure_ascii=False)
        ):
            yield f"the record was changed at the step {entry['step']!r}"
        previous = entry["hash"]
    steps = [entry["step"] for entry in folder.manifest["record"]]
    if steps not in (STEPS[:3], STEPS):
        yield f"the steps of the record are {', '.join(steps)}"


def _files_changed(folder: Folder) -> Iterator[str]:
    recorded = {name: whole for entry in folder.manifest["record"] for name, whole in entry["files"].items()}
    for name, whole in recorded.items():
        if name not in folder.texts or _hash(folder.texts[name]) != whole:
            yield f"{name} is not the file that was recorded"
    for name in sorted(RECORDED & set(folder.texts) - set(recorded)):
        yield f"{name} is not in the record"


def _inputs_changed(folder: Folder) -> Iterator[str]:
    if folder.record["inputs frozen"]["inputs"] != _inputs_hash(folder):
        yield "the hash of pool.csv, quotas.csv, rules.csv, seats and objective is another"
    if len(folder.rows("pool.csv")) != len(folder.people):
        yield "somebody stands twice in pool.csv"


def _inputs_hash(folder: Folder) -> str:
    """Hash the frozen inputs as they were hashed before the number was announced."""
    parts = {
        "objective": folder.certificate["objective"],
        "pool": _hash(folder.texts["pool.csv"]),
        "quotas": _hash(folder.texts["quotas.csv"] + folder.texts.get("rules.csv", "")),
        "seats": folder.certificate["seats"],
    }
    return _hash(json.dumps(parts, sort_keys=True))


def _sources_changed(folder: Folder) -> Iterator[str]:
    for name, whole in folder.sources.items():
        if folder.manifest["sources"].get(name) != whole:
            yield f"{name} is not the file that the draw was made from"


def _published_otherwise(folder: Folder) -> Iterator[str]:
    record = folder.manifest["record"]
    if folder.head not in (folder.record["lottery"]["hash"], record[-1]["hash"]):
        yield f"the hash of its lottery is {folder.record['lottery']['hash']}, its last hash {record[-1]['hash']}"


def _panels_unlawful(folder: Folder) -> Iterator[str]:
    for name, (probabilities, people) in folder.panels.items():
        yield from (f"panel {name} {problem}" for problem in _unlawful(people, folder))
        if len(set(probabilities)) > 1:
            yield f"panel {name} has more than one probability"


def _unlawful(people: list[str], folder: Folder) -> Iterator[str]:
    """Say what is wrong with a panel."""
    seats = int(folder.certificate["seats"])
    if len(set(people)) != seats or len(people) != seats:
        yield f"has {len(set(people))} people for {seats} seats"
    if strangers := set(people) - set(folder.people):
        yield f"seats {len(strangers)} people who are not in the pool"
        return
    held = Counter(row for person in people for row in folder.counts_for[person])
    for row, quota in enumerate(folder.quotas):
        if not int(quota["min"]) <= held[row] <= int(quota["max"]):
            yield f"has {held[row]} seats for {quota['feature']}: {quota['value']}"
    addresses = [folder.address(person) for person in people if folder.address(person)]
    if len(addresses) > len(set(addresses)):
        yield "seats two people of one address"
    if not folder.must_sit <= set(people) or folder.may_not_sit & set(people):
        yield "breaks a rule on who must or may not sit"


def _probabilities_wrong(folder: Folder) -> Iterator[str]:
    probabilities = [stated[0] for stated, _ in folder.panels.values()]
    if min(probabilities) <= 0:
        yield "a panel has probability 0 or less"
    if _differ(math.fsum(probabilities), 1):
        yield f"they add up to {math.fsum(probabilities)!r}"


def _chances_wrong(folder: Folder) -> Iterator[str]:
    if folder.ids("selection_probability.csv") != list(folder.people):
        yield "selection_probability.csv does not list the people of pool.csv"
    terms: dict[str, list[float]] = {}
    for stated, people in folder.panels.values():
        for person in people:
            terms.setdefault(person, []).append(stated[0])
    for person, chance in folder.chances.items():
        given = math.fsum(terms.get(person, []))
        if _differ(given, chance):
            yield f"for one person or more: the lottery gives {given:.9f}, {chance:.9f} is stated"


def _certificate_wrong(folder: Folder) -> Iterator[str]:
    stated, smallest = folder.certificate, min(folder.chances[person] for person in folder.considered)
    if _differ(smallest, stated["smallest_chance"]):
        yield f"the smallest chance is {smallest:.9f}, {stated['smallest_chance']:.9f} is stated"
    if len(folder.panels) != stated["panels"]:
        yield f"there are {len(folder.panels)} panels, {stated['panels']} are stated"
    if any(folder.chances[person] > 0 for person in stated["unplaceable"]):
        yield "somebody stated to fit in no panel has a chance"
    if stated["objective"] in ("leximin", "maximin") and _differ(smallest, stated["value"]):
        yield f"the value reached is {smallest:.9f}, {stated['value']:.9f} is stated"
    gap = max(0.0, *(level["upper_bound"] - level["value"] for level in [stated, *stated["levels"]]))
    if _differ(gap, stated["gap"]):
        yield f"the gap is {gap:.2e}, {stated['gap']:.2e} is stated"


def _levels_wrong(folder: Folder) -> Iterator[str]:
    """Compare the levels of a leximin certificate with the sorted chances."""
    chances, start = sorted(folder.chances[person] for person in folder.considered), 0
    for level in folder.certificate["levels"]:
        here = chances[start : start + int(level["people"])]
        if not here or _differ(here[0], level["value"]):
            yield f"a level of {level['people']} people at {level['value']:.9f} is stated, the chances show none"
        start += int(level["people"])
    if folder.certificate["levels"] and start != len(chances):
        yield f"the levels are about {start} people, {len(chances)} can be placed"


def _bound_unproven(folder: Folder) -> Iterator[str]:
    stated = folder.certificate
    if stated["objective"] in ("leximin", "maximin"):
        bound = min(1.0, _proven_bound(folder))
        if not bound <= stated["upper_bound"] + EQUAL:
            yield f"the prices prove {bound:.9f}, {stated['upper_bound']:.9f} is stated"


def _proven_bound(folder: Folder) -> float:
    """Add up weights and prices: no lottery can give everybody considered a larger smallest chance than this."""
    prices: dict[str, dict[str, float]] = {"seats": {}, "quota": {}, "household": {}, "person": {}}
    for row in folder.rows("proof.csv"):
        prices[row["kind"]][row["name"]] = _finite(row["price"])
    weights = {person: prices["person"].get(person, 0.0) for person in folder.considered}
    total = math.fsum(weights.values())
    if min(weights.values()) < 0 or total <= 0:
        return math.inf
    seats = prices["seats"].get("", 0.0)
    of_quota = [prices["quota"].get(str(row), 0.0) for row in range(1, len(folder.quotas) + 1)]
    limit = [seats * int(folder.certificate["seats"])]
    limit += [
        max(price * int(quota["min"]), price * int(quota["max"]))
        for price, quota in zip(of_quota, folder.quotas, strict=True)
    ]
    limit += [max(0.0, price) for price in prices["household"].values()]
    for person, weight in weights.items():
        paid = [seats, prices["household"].get(folder.address(person), 0.0)]
        surplus = weight - math.fsum([*paid, *(of_quota[row] for row in folder.counts_for[person])])
        limit.append(surplus if person in folder.must_sit else max(0.0, surplus))
    return math.fsum(limit) / total


def _draw_wrong(folder: Folder) -> Iterator[str]:
    number = folder.record["number announced"]["number"]
    point = Fraction(int(_hash(f"{_inputs_hash(folder)}\n{number}"), 16), 2**256)
    ends = list(accumulate(Fraction(stated[0]) for stated, _ in folder.panels.values()))
    chosen = next(name for name, end in zip(folder.panels, ends, strict=True) if point * ends[-1] < end)
    if folder.record["panel drawn"]["panel"] != int(chosen):
        yield f"the number says panel {chosen}, the record panel {folder.record['panel drawn']['panel']}"
    if sorted(folder.ids("panel.csv")) != sorted(folder.panels[chosen][1]):
        yield f"panel.csv is not panel {chosen} of the lottery"


def _remaining_wrong(folder: Folder) -> Iterator[str]:
    out = set(folder.ids("panel.csv")) | folder.may_not_sit
    addresses = {folder.address(person) for person in folder.ids("panel.csv")} - {""}
    free = [person for person in folder.people if person not in out and folder.address(person) not in addresses]
    if free != folder.ids("remaining.csv"):
        yield "remaining.csv is another list"


def _numbering_wrong(folder: Folder) -> Iterator[str]:
    panels: dict[str, list[str]] = {}
    for row in folder.rows("numbered_panels.csv"):
        panels.setdefault(row["number"], []).append(row["person_id"])
    stated = _parsed(folder.texts["numbered_panels.json"])
    if list(panels) != [str(number) for number in range(1, stated["panels"] + 1)]:
        yield "the numbers do not run from 1 to the number of panels"
    for number, people in panels.items():
        yield from (f"panel {number} {problem}" for problem in _unlawful(people, folder))
    if stated["lottery"] != _hash(folder.texts["lottery.csv"]):
        yield "the panels were made from another lottery"
    held = Counter(person for people in panels.values() for person in people)
    change = max(abs(held[person] / len(panels) - chance) for person, chance in folder.chances.items())
    if _differ(change, stated["largest_change"]):
        yield f"the largest change is {change:.9f}, {stated['largest_change']:.9f} is stated"


BOUND = "no lottery could give a larger smallest chance than the certificate's bound"
DRAWN = "the announced number and the frozen inputs say this panel and no other"
REMAINING = "the people who remain are those who could still take a seat"
NUMBERED = "the numbered panels obey the quotas and change chances no more than stated"
SOURCES = "the original files are those that the draw was made from"
PUBLISHED = "the record is the one that was published"

CLAIMS: dict[str, Callable[[Folder], Iterator[str]]] = {
    "no entry of the record was changed": _record_broken,
    "every file is the one that was recorded": _files_changed,
    "the inputs are those that were frozen before the draw": _inputs_changed,
    SOURCES: _sources_changed,
    PUBLISHED: _published_otherwise,
    "every panel fills all seats, obeys every quota and seats at most one person of an address": _panels_unlawful,
    "the probabilities of the panels are positive and add up to 1": _probabilities_wrong,
    "everybody's chance is what the lottery gives": _chances_wrong,
    "the certificate states the smallest chance, the gap and the number of panels rightly": _certificate_wrong,
    "the levels of the certificate are those of the chances": _levels_wrong,
    BOUND: _bound_unproven,
    DRAWN: _draw_wrong,
    REMAINING: _remaining_wrong,
    NUMBERED: _numbering_wrong,
}
"""Every claim, with the function that yields what contradicts it."""


def main(arguments: Iterable[str]) -> int:
    """Check a folder and print the checks; give 0 if every claim holds, else 2."""
    folder, *published = arguments
    files = (path for path in Path(folder).iterdir() if path.suffix in (".csv", ".json"))
    texts = {path.name: path.read_bytes().decode("utf-8", errors="replace") for path in files}
    outcome = audit(texts, head=published[0] if published else "")
    print(*outcome.lines(), sep="\n")
    return 0 if outcome.holds else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
