"""Could a lottery be fairer than this one?  python -I audit_proof.py FOLDER

Like audit.py this file needs nothing but Python and uses additions only. What it checks is in proof.csv: prices for
the seats, for the quotas and for the addresses that several people share. Let the worth of somebody be the sum of the
prices they count for. A panel has at least `min` and at most `max` seats for each quota, so the worths of its people
cannot add up to more than a limit that the prices themselves give; nor can worths times chances, in any lottery:

    Σ worth · chance  ≤  limit                                                                               (*)

- Smallest chance: if the worths add up to W, nobody can promise everybody more than limit / W.
- Leximin: take all who have one chance, z. If everybody else keeps min(their chance, z), (*) leaves them no more.
- Nash: the logarithm of a chance is at most worth · chance − log(worth) − 1, so (*) bounds the geometric mean.
- Goldilocks: with worths of both signs (*) ties the smallest chance z to the largest, u; the best such pair is a bound.
"""

from __future__ import annotations

import csv
import io
import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

EQUAL = 1e-9
"""Sums of some thousand probabilities of twelve decimals agree to this."""
NOTHING = 1e-6
"""A chance larger by less is not larger."""
BOUNDED = 1e-7
"""What a bound may lie above the one stated: the noise of the solver that found the prices."""

CERTIFICATE = "the certificate states chances, levels, gap and number of panels rightly"
BOUND = "no lottery could be worth more than the certificate's bound"
LEVELS = "nobody could have a larger chance unless somebody whose chance is no larger had a smaller one"
PLACED = "nobody fits in a panel who is said to fit in none"
CANNOT_READ = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError, csv.Error)
Outcome = tuple[str, bool | None, str]
"""A claim, whether it holds (None: additions cannot tell), and what was found."""


class Proof:
    """What the folder says about chances, and the prices by level."""

    def __init__(self, texts: Mapping[str, str]):
        self.certificate = json.loads(texts["certificate.json"], parse_constant=finite, parse_float=finite)
        self.pool = {row["person_id"]: row for row in rows(texts, "pool.csv")}
        self.quotas = rows(texts, "quotas.csv")
        wanted = [(quota["feature"].split("×"), quota["value"]) for quota in self.quotas]
        self.counts_for = {
            person: [row for row, (parts, value) in enumerate(wanted) if "×".join(has[p] for p in parts) == value]
            for person, has in self.pool.items()
        }
        rules = {row["person_id"]: row["rule"] for row in rows(texts, "rules.csv")}
        barred = {person for person in rules if rules[person] == "may not sit"} | set(self.certificate["unplaceable"])
        stated = {row["person_id"]: finite(row["probability"]) for row in rows(texts, "selection_probability.csv")}
        self.chances = {person: stated[person] for person in self.pool if person not in barred}
        self.must_sit = [person for person in self.chances if rules.get(person) == "must sit"]
        self.without_seat = all(stated[person] == 0 for person in self.certificate["unplaceable"])
        self.panels = len({row["panel"] for row in rows(texts, "lottery.csv")})
        self.by_solver = False
        self.prices: dict[int, dict[tuple[str, str], float]] = {}
        for row in rows(texts, "proof.csv"):
            if row["kind"] in ("integer", "person"):
                self.by_solver = True
            else:
                self.prices.setdefault(int(row["level"]), {})[row["kind"], row["name"]] = finite(row["price"])

    def worths(self, level: int) -> tuple[float, dict[str, float]]:
        """Give the limit of (*) and everybody's worth, at the prices of a level."""
        price = self.prices.get(level, {})
        seats = price.get(("seats", ""), 0.0)
        paid = [price.get(("quota", str(row)), 0.0) for row in range(1, len(self.quotas) + 1)]
        limits = [max(y * int(q["min"]), y * int(q["max"])) for y, q in zip(paid, self.quotas, strict=True)]
        limits += [max(0.0, y) for (kind, _), y in price.items() if kind == "household"]
        worth = {}
        for person in self.chances:
            home = price.get(("household", self.pool[person].get("same_address") or "none"), 0.0)
            worth[person] = math.fsum([seats, home, *(paid[row] for row in self.counts_for[person])])
        return math.fsum([*limits, seats * int(self.certificate["seats"])]), worth

    def kept(self, level: int) -> tuple[float, dict[str, float]]:
        """Keep worths above 0 of those who need not sit: nobody's chance is above 1, and who must sit has 1."""
        limit, worth = self.worths(level)
        certain = [worth.pop(person) for person in self.must_sit]
        return limit - math.fsum([*certain, *(w for w in worth.values() if w < 0)]), {
            person: w for person, w in worth.items() if w > 0
        }


def rows(texts: Mapping[str, str], name: str) -> list[dict[str, str]]:
    """Read a CSV file; only rules.csv may be missing."""
    text = texts.get(name, "") if name == "rules.csv" else texts[name]
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def finite(text: str) -> float:
    """Read a number; NaN and infinity are none, because no comparison with them ever fails."""
    if not math.isfinite(number := float(text)):
        raise ValueError(f"{text!r} is not a finite number")
    return number


def certificate_wrong(proof: Proof) -> Iterator[str]:
    """Compare what the certificate states with the chances."""
    stated, chances = proof.certificate, sorted(proof.chances.values())
    facts = {"smallest_chance": chances[0], "panels": proof.panels}
    facts["gap"] = max(0.0, *(level["upper_bound"] - level["value"] for level in [stated, *stated["levels"]]))
    if stated["objective"] in VALUES:
        facts["value"] = VALUES[stated["objective"]](proof)
    for name, fact in facts.items():
        if abs(fact - stated[name]) > EQUAL:
            yield f"certificate.json states {name} {stated[name]}, it is {fact}"
    start = 0
    for level in stated["levels"]:
        here = chances[start : start + int(level["people"])]
        if not here or abs(here[0] - level["value"]) > EQUAL:
            yield f"certificate.json: the chances show no level of {level['people']} people at {level['value']:.9f}"
        start += int(level["people"])
    if stated["levels"] and start != len(chances):
        yield f"certificate.json: the levels are about {start} people, {len(chances)} can be placed"
    if abs((total := math.fsum(proof.chances.values())) - int(stated["seats"])) > EQUAL * len(chances):
        yield f"selection_probability.csv: the chances add up to {total}, there are {stated['seats']} seats"
    if not proof.without_seat:
        yield "certificate.json: somebody stated to fit in no panel has a chance"


def even(proof: Proof) -> float:
    """Give the chance that all would have if all were equal."""
    return int(proof.certificate["seats"]) / len(proof.chances)


def smallest(proof: Proof) -> float:
    """Worth of a leximin or maximin lottery."""
    return min(proof.chances.values())


def nash(proof: Proof) -> float:
    """Worth of a Nash lottery: the geometric mean of the chances."""
    return math.exp(math.fsum(map(math.log, proof.chances.values())) / len(proof.chances)) if smallest(proof) else 0.0


def goldilocks(proof: Proof) -> float:
    """Worth of a Goldilocks lottery: minus the sum of largest chance over even chance, and even over smallest."""
    share = even(proof)
    return -(max(proof.chances.values()) / share + share / smallest(proof)) if smallest(proof) else -math.inf


def smallest_bound(proof: Proof) -> float:
    """No smallest chance exceeds the limit over the sum of the worths."""
    limit, worth = proof.kept(1)
    return min(1.0, limit / math.fsum(worth.values())) if worth else 1.0


def nash_bound(proof: Proof) -> float:
    """Σ log chance ≤ limit + Σ max (log q − worth q), and log q − worth q is largest at q = 1 / worth, at most 1."""
    if 1 not in proof.prices:
        return 1.0
    limit, worth = proof.worths(1)
    terms = [limit, *(-worth.pop(person) for person in proof.must_sit)]
    terms += [-w if w <= 1 else -math.log(w) - 1 for w in worth.values()]
    return math.exp(math.fsum(terms) / len(proof.chances))


def goldilocks_bound(proof: Proof) -> float:
    """A z ≤ limit + B u, A and B being the worths above and below 0: take the u that is best under this line."""
    limit, worth = proof.worths(1)
    limit -= math.fsum(worth.pop(person) for person in proof.must_sit)
    above = math.fsum(w for w in worth.values() if w > 0)
    below = -math.fsum(w for w in worth.values() if w < 0)
    share = even(proof)
    best = (share * math.sqrt(above * below) - limit) / below if below else share
    largest = 1.0 if proof.must_sit else min(1.0, max(share, best))
    return -(largest / share + share * above / (limit + below * largest)) if above else -2.0


VALUES: dict[str, Callable[[Proof], float]] = {
    "leximin": smallest, "maximin": smallest, "nash": nash, "goldilocks": goldilocks
}  # fmt: skip
BOUNDS = {"leximin": smallest_bound, "maximin": smallest_bound, "nash": nash_bound, "goldilocks": goldilocks_bound}


def bound_unproven(proof: Proof) -> Iterator[str]:
    """Compare the bound that the prices prove with the one stated."""
    proven, stated = BOUNDS[proof.certificate["objective"]](proof), proof.certificate["upper_bound"]
    if not proven <= stated + BOUNDED:
        yield f"proof.csv proves {proven:.9f}, certificate.json states {stated:.9f}"


def levels_of(proof: Proof) -> list[list[str]]:
    """Group people by chance, the smallest first; a level ends where the next chance is larger."""
    order = sorted(proof.chances, key=lambda person: proof.chances[person])
    levels: list[list[str]] = [order[:1]]
    for before, person in pairwise(order):
        if proof.chances[person] - proof.chances[before] > NOTHING:
            levels.append([])
        levels[-1].append(person)
    return [level for level in levels if proof.chances[level[0]] < 1 - NOTHING]


def levels_unproven(proof: Proof) -> Iterator[str]:
    """Say for each level with prices what its people could gain, if it is anything."""
    for number, level in enumerate(levels_of(proof), start=1):
        if number not in proof.prices:
            continue
        limit, worth = proof.kept(number)
        most = max(proof.chances[person] for person in level)
        left = limit - math.fsum(w * min(proof.chances[person], most) for person, w in worth.items())
        least = min(worth.get(person, 0.0) for person in level)
        if least <= 0 or not left <= NOTHING * least:
            yield f"proof.csv lets the {len(level)} people at {most:.9f} have more"


def audit_proof(texts: Mapping[str, str]) -> list[Outcome]:
    """Check what a draw claims about its fairness.

    Parameters
    ----------
    texts : mapping of file name to text
        The .csv and .json files of the folder.

    Returns
    -------
    list of Outcome
        A file that is missing or cannot be read is a claim that does not hold, never an exception.
    """
    try:
        proof = Proof(texts)
        outcomes = [outcome(CERTIFICATE, certificate_wrong, proof)]
        objective, levels = proof.certificate["objective"], levels_of(proof)
        open_people = sum(len(level) for number, level in enumerate(levels, 1) if number not in proof.prices)
        if objective not in BOUNDS or (proof.by_solver):
            asked = "; toolkit verify asks a solver" if VALUES.get(objective) is smallest else ""
            outcomes.append((BOUND, None, "its proof is more than additions" + asked))
        else:
            outcomes.append(outcome(BOUND, bound_unproven, proof))
        if objective == "leximin":
            outcomes.append(outcome(LEVELS, levels_unproven, proof))
        if objective == "leximin" and open_people:
            outcomes.append((LEVELS, None, f"there are no prices for {open_people} of {len(proof.chances)} people"))
        if lost := len(proof.certificate["unplaceable"]):
            outcomes.append((PLACED, None, f"{lost} people; toolkit verify asks a solver"))
    except CANNOT_READ as error:
        return [("certificate.json, proof.csv and what they are about can be read", False, f"{error!r}")]
    return outcomes


def outcome(claim: str, find: Callable[[Proof], Iterator[str]], proof: Proof) -> Outcome:
    """Look for what contradicts a claim; the first finding is shown."""
    found = next(find(proof), "")
    return claim, not found, found


def main(folder: str) -> int:
    """Check a folder and print what came out; give 0 if no claim fails, else 2."""
    files = sorted(path for path in Path(folder).iterdir() if path.suffix in (".csv", ".json"))
    outcomes = audit_proof({path.name: path.read_bytes().decode("utf-8", errors="replace") for path in files})
    marks = {True: "holds  ", False: "FAILS  ", None: "not checked here: "}
    for claim, holds, found in outcomes:
        print(marks[holds] + claim + (f": {found}" if found else ""))
    return 2 if any(holds is False for _, holds, _ in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
