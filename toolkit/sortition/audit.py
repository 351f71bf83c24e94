"""Check every claim of a draw from the texts of its folder, with additions and hashes alone.

Nothing of the programs that made the draw is used here, and no solver: only Python's standard library. Someone who
does not trust the toolkit can read this one file, or write it again in an afternoon.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Any

CROSS = "×"
EQUAL = 1e-9
"""Sums of a few thousand probabilities written with 17 digits agree to 1e-12; anything a person would change is
larger than this."""

NEEDED = (
    "pool.csv",
    "quotas.csv",
    "selection_probability.csv",
    "certificate.json",
    "proof.csv",
    "lottery.csv",
    "manifest.json",
)


@dataclass(frozen=True)
class Check:
    """One claim and what came out: the claim in words, whether it holds, and what was found if it does not."""

    claim: str
    holds: bool
    found: str = ""


@dataclass(frozen=True)
class Audit:
    """All checks of one draw.

    Parameters
    ----------
    checks : tuple of Check
        In the order of the draw.
    """

    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether every claim holds."""
        return all(check.holds for check in self.checks)

    @property
    def failures(self) -> list[Check]:
        """The claims that do not hold."""
        return [check for check in self.checks if not check.holds]


@dataclass(frozen=True)
class Folder:
    """The texts of a draw's folder, parsed when asked for.

    Parameters
    ----------
    texts : mapping of file name to text
        The files.
    sources : mapping of file name to hash, optional
        SHA-256 of the original files, where the auditor has them.
    head : str
        Last hash of the record as it was published; "" when the auditor does not have it.
    """

    texts: Mapping[str, str]
    sources: Mapping[str, str] = field(default_factory=dict)
    head: str = ""

    def rows(self, name: str) -> list[dict[str, str]]:
        """Parse a CSV file; a file that is not there has no rows."""
        return list(csv.DictReader(io.StringIO(self.texts.get(name, ""), newline="")))

    @cached_property
    def certificate(self) -> dict[str, Any]:
        """What certificate.json says."""
        return dict(json.loads(self.texts["certificate.json"]))

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What manifest.json says."""
        return dict(json.loads(self.texts["manifest.json"]))

    @cached_property
    def record(self) -> dict[str, dict[str, Any]]:
        """Entries of the record by step."""
        return {entry["step"]: entry for entry in self.manifest["record"]}

    @cached_property
    def people(self) -> dict[str, dict[str, str]]:
        """Rows of the pool by person_id."""
        return {row["person_id"]: row for row in self.rows("pool.csv")}

    @cached_property
    def quotas(self) -> list[dict[str, str]]:
        """Rows of the quotas."""
        return self.rows("quotas.csv")

    @cached_property
    def counts_for(self) -> dict[str, frozenset[int]]:
        """For each person the rows of the quotas that they count for."""
        wanted = [(quota["feature"].split(CROSS), quota["value"]) for quota in self.quotas]
        return {
            person: frozenset(
                number for number, (parts, value) in enumerate(wanted) if CROSS.join(row[p] for p in parts) == value
            )
            for person, row in self.people.items()
        }

    @cached_property
    def rules(self) -> dict[str, set[str]]:
        """People who must sit and who may not, by rule."""
        rows = self.rows("rules.csv")
        return {name: {row["person_id"] for row in rows if row["rule"] == name} for name in ("must sit", "may not sit")}

    @cached_property
    def chances(self) -> dict[str, float]:
        """Stated chance of each person."""
        return {row["person_id"]: float(row["probability"]) for row in self.rows("selection_probability.csv")}

    @cached_property
    def panels(self) -> dict[str, tuple[list[float], list[str]]]:
        """The lottery: for each panel the probabilities stated on its rows, and its people."""
        panels: dict[str, tuple[list[float], list[str]]] = {}
        for row in self.rows("lottery.csv"):
            probabilities, people = panels.setdefault(row["panel"], ([], []))
            probabilities.append(float(row["probability"]))
            people.append(row["person_id"])
        return panels

    @cached_property
    def considered(self) -> set[str]:
        """The people whom the certificate is about: who can be placed and may sit."""
        return set(self.people) - set(self.certificate["unplaceable"]) - self.rules["may not sit"]


def audit(texts: Mapping[str, str], sources: Mapping[str, str] | None = None, head: str = "") -> Audit:
    """Check every claim of a draw.

    Parameters
    ----------
    texts : mapping of file name to text
        The files of the folder.
    sources : mapping of file name to hash, optional
        SHA-256 of the original input files, to be compared with the manifest.
    head : str
        Last hash of the record as it was published, if known.

    Returns
    -------
    Audit
        A file that is missing or cannot be read is a claim that does not hold, never an exception.
    """
    folder = Folder(texts, sources or {}, head)
    missing = [name for name in NEEDED if name not in texts]
    if missing:
        return Audit((Check("every file of the draw is there", False, f"{', '.join(missing)} is missing"),))
    return Audit(tuple(_outcome(claim, find, folder) for claim, find in CLAIMS.items() if _applies(claim, folder)))


def _outcome(claim: str, find: Callable[[Folder], Iterator[str]], folder: Folder) -> Check:
    """Collect what contradicts a claim; the first finding is shown."""
    try:
        found = next(find(folder), None)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, StopIteration) as error:
        found = f"the files cannot be read as a draw's ({type(error).__name__}: {error})"
    return Check(claim, found is None, found or "")


def _applies(claim: str, folder: Folder) -> bool:
    """Leave out claims about things that this folder does not have."""
    needs = {DRAWN: "panel.csv", REMAINING: "remaining.csv", NUMBERED: "numbered_panels.csv"}
    if claim in (DRAWN, REMAINING):
        return "panel drawn" in folder.texts["manifest.json"] or "panel.csv" in folder.texts
    if claim == SOURCES:
        return bool(folder.sources)
    if claim == PUBLISHED:
        return bool(folder.head)
    return claim not in needs or needs[claim] in folder.texts


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _record_broken(folder: Folder) -> Iterator[str]:
    previous = "0" * 64
    for entry in folder.manifest["record"]:
        content = {name: value for name, value in entry.items() if name != "hash"}
        whole = _hash(json.dumps(content, sort_keys=True, ensure_ascii=False))
        if entry["previous"] != previous or entry["hash"] != whole:
            yield f"the record was changed at the step {entry['step']!r}"
        previous = entry["hash"]
    steps = ["inputs frozen", "chances", "lottery", "number announced", "panel drawn"]
    if list(folder.record) not in (steps[:3], steps):
        yield f"the steps of the record are {', '.join(folder.record)}"


def _files_changed(folder: Folder) -> Iterator[str]:
    recorded = {name: whole for entry in folder.manifest["record"] for name, whole in entry["files"].items()}
    for name, whole in recorded.items():
        if _hash(folder.texts.get(name, "")) != whole:
            yield f"{name} is not the file that was recorded"
    for name in {*NEEDED, "rules.csv", "panel.csv", "remaining.csv"} - {"manifest.json"}:
        if name in folder.texts and name not in recorded:
            yield f"{name} is not in the record"


def _inputs_changed(folder: Folder) -> Iterator[str]:
    if folder.record["inputs frozen"]["inputs"] != _inputs_hash(folder):
        yield "the hash of pool.csv, quotas.csv, rules.csv, seats and objective is another"


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
    stated = folder.manifest["sources"]
    for name, whole in folder.sources.items():
        if stated.get(name) != whole:
            yield f"{name} is not the file that the draw was made from"


def _head_differs(folder: Folder) -> Iterator[str]:
    last = folder.manifest["record"][-1]["hash"]
    if last != folder.head:
        yield f"the record ends with {last}"


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
    strangers = set(people) - set(folder.people)
    if strangers:
        yield f"seats {len(strangers)} people who are not in the pool"
        return
    held = Counter(number for person in people for number in folder.counts_for[person])
    for number, quota in enumerate(folder.quotas):
        if not int(quota["min"]) <= held[number] <= int(quota["max"]):
            yield f"has {held[number]} seats for {quota['feature']}: {quota['value']}"
    addresses = Counter(folder.people[person].get("same_address", "") for person in people)
    if any(number > 1 for address, number in addresses.items() if address):
        yield "seats two people of one address"
    if not folder.rules["must sit"] <= set(people) or folder.rules["may not sit"] & set(people):
        yield "breaks a rule on who must or may not sit"


def _probabilities_wrong(folder: Folder) -> Iterator[str]:
    probabilities = [stated[0] for stated, _ in folder.panels.values()]
    if min(probabilities) <= 0:
        yield "a panel has probability 0 or less"
    if abs(math.fsum(probabilities) - 1) > EQUAL:
        yield f"they add up to {math.fsum(probabilities)!r}"


def _chances_wrong(folder: Folder) -> Iterator[str]:
    if list(folder.chances) != list(folder.people):
        yield "selection_probability.csv does not list the people of pool.csv"
    terms: dict[str, list[float]] = {}
    for stated, people in folder.panels.values():
        for person in people:
            terms.setdefault(person, []).append(stated[0])
    for person, chance in folder.chances.items():
        given = math.fsum(terms.get(person, []))
        if abs(given - chance) > EQUAL:
            yield f"for one person or more: the lottery gives {given:.9f}, {chance:.9f} is stated"


def _certificate_wrong(folder: Folder) -> Iterator[str]:
    stated, seated = folder.certificate, set(folder.chances) - set(folder.certificate["unplaceable"])
    smallest = min(folder.chances[person] for person in folder.considered)
    if abs(smallest - stated["smallest_chance"]) > EQUAL:
        yield f"the smallest chance is {smallest:.9f}, {stated['smallest_chance']:.9f} is stated"
    if len(folder.panels) != stated["panels"]:
        yield f"there are {len(folder.panels)} panels, {stated['panels']} are stated"
    if any(folder.chances[person] > 0 for person in set(folder.chances) - seated):
        yield "somebody stated to fit in no panel has a chance"
    if stated["objective"] in ("leximin", "maximin") and abs(smallest - stated["value"]) > EQUAL:
        yield f"the value reached is {smallest:.9f}, {stated['value']:.9f} is stated"
    gaps = [stated["upper_bound"] - stated["value"]]
    gaps += [level["upper_bound"] - level["value"] for level in stated["levels"]]
    if abs(max(0.0, *gaps) - stated["gap"]) > EQUAL:
        yield f"the gap is {max(0.0, *gaps):.2e}, {stated['gap']:.2e} is stated"


def _levels_wrong(folder: Folder) -> Iterator[str]:
    """Compare the levels of a leximin certificate with the sorted chances."""
    chances = sorted(folder.chances[person] for person in folder.considered)
    start = 0
    for level in folder.certificate["levels"]:
        here = chances[start : start + int(level["people"])]
        if not here or abs(min(here) - level["value"]) > EQUAL:
            yield f"a level of {level['people']} people at {level['value']:.9f} is stated, the chances show none"
        start += int(level["people"])
    if folder.certificate["levels"] and start != len(chances):
        yield f"the levels are about {start} people, {len(chances)} can be placed"


def _bound_unproven(folder: Folder) -> Iterator[str]:
    bound = _proven_bound(folder)
    stated = folder.certificate["smallest_chance"] + _largest_gap(folder)
    if bound > stated + EQUAL:
        yield f"the prices prove {bound:.9f}, {stated:.9f} is stated"


def _largest_gap(folder: Folder) -> float:
    """Give what the certificate leaves open about the smallest chance."""
    stated = folder.certificate
    return float(stated["upper_bound"] - stated["value"]) if stated["objective"] in ("leximin", "maximin") else math.inf


def _proven_bound(folder: Folder) -> float:
    """Add up weights and prices: no lottery can give everybody considered a larger smallest chance than this."""
    prices: dict[str, dict[str, float]] = {"seats": {}, "quota": {}, "household": {}, "person": {}}
    for row in folder.rows("proof.csv"):
        prices[row["kind"]][row["name"]] = float(row["price"])
    weights = {person: prices["person"].get(person, 0.0) for person in folder.considered}
    seats = prices["seats"].get("", 0.0)
    limit = [seats * int(folder.certificate["seats"])]
    for number, quota in enumerate(folder.quotas, start=1):
        price = prices["quota"].get(str(number), 0.0)
        limit.append(max(price * int(quota["min"]), price * int(quota["max"])))
    limit += [max(0.0, price) for price in prices["household"].values()]
    for person, weight in weights.items():
        paid = [seats, prices["household"].get(folder.people[person].get("same_address", ""), 0.0)]
        paid += [prices["quota"].get(str(number + 1), 0.0) for number in folder.counts_for[person]]
        surplus = weight - math.fsum(paid)
        limit.append(surplus if person in folder.rules["must sit"] else max(0.0, surplus))
    if min(weights.values()) < 0 or math.fsum(weights.values()) <= 0:
        return math.inf
    return math.fsum(limit) / math.fsum(weights.values())


def _draw_wrong(folder: Folder) -> Iterator[str]:
    number = folder.record["number announced"]["number"]
    point = Fraction(int(_hash(f"{_inputs_hash(folder)}\n{number}"), 16), 2**256)
    names = list(folder.panels)
    ends = list(accumulate(Fraction(folder.panels[name][0][0]) for name in names))
    chosen = next(name for name, end in zip(names, ends, strict=True) if point * ends[-1] < end)
    if folder.record["panel drawn"]["panel"] != int(chosen):
        yield f"the number says panel {chosen}, the record panel {folder.record['panel drawn']['panel']}"
    drawn = [row["person_id"] for row in folder.rows("panel.csv")]
    if sorted(drawn) != sorted(folder.panels[chosen][1]):
        yield f"panel.csv is not panel {chosen} of the lottery"


def _remaining_wrong(folder: Folder) -> Iterator[str]:
    drawn = {row["person_id"] for row in folder.rows("panel.csv")}
    addresses = {folder.people[person].get("same_address", "") for person in drawn} - {""}
    free = [
        person
        for person, row in folder.people.items()
        if person not in drawn | folder.rules["may not sit"] and row.get("same_address", "") not in addresses
    ]
    if free != [row["person_id"] for row in folder.rows("remaining.csv")]:
        yield "remaining.csv is another list"


def _numbering_wrong(folder: Folder) -> Iterator[str]:
    panels: dict[str, list[str]] = {}
    for row in folder.rows("numbered_panels.csv"):
        panels.setdefault(row["number"], []).append(row["person_id"])
    stated = json.loads(folder.texts["numbered_panels.json"])
    if list(panels) != [str(number) for number in range(1, stated["panels"] + 1)]:
        yield "the numbers do not run from 1 to the number of panels"
    for number, people in panels.items():
        yield from (f"panel {number} {problem}" for problem in _unlawful(people, folder))
    if stated["lottery"] != _hash(folder.texts["lottery.csv"]):
        yield "the panels were made from another lottery"
    held = Counter(person for people in panels.values() for person in people)
    change = max(abs(held[person] / len(panels) - chance) for person, chance in folder.chances.items())
    if abs(change - stated["largest_change"]) > EQUAL:
        yield f"the largest change is {change:.9f}, {stated['largest_change']:.9f} is stated"


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
    PUBLISHED: _head_differs,
    "every panel fills all seats, obeys every quota and seats at most one person of an address": _panels_unlawful,
    "the probabilities of the panels are positive and add up to 1": _probabilities_wrong,
    "everybody's chance is what the lottery gives": _chances_wrong,
    "the certificate states the smallest chance, the gap and the number of panels rightly": _certificate_wrong,
    "the levels of the certificate are those of the chances": _levels_wrong,
    "no lottery could give a larger smallest chance than the certificate's bound": _bound_unproven,
    DRAWN: _draw_wrong,
    REMAINING: _remaining_wrong,
    NUMBERED: _numbering_wrong,
}
"""Every claim, with the function that yields what contradicts it."""
