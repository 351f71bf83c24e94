"""Could a lottery be fairer than this one?  python -I audit_proof.py FOLDER

This file needs nothing but Python and audit.py beside it, which reads the draw; it uses additions only. What it checks
is in proof.csv: prices for the seats, for the quotas and for the addresses that several people share. Let the worth of
somebody be the sum of the prices they count for. A panel has at least `min` and at most `max` seats for each quota, so
the worths of its people cannot add up to more than a limit that the prices themselves give; nor can worths times
chances, in any lottery:

    Σ worth · chance  ≤  limit                                                                               (*)

- Smallest chance: if the worths add up to W, nobody can promise everybody more than limit / W.
- Leximin: take all who have one chance, z. If everybody else keeps min(their chance, z), (*) leaves them no more.
- Nash: the logarithm of a chance is at most worth · chance − log(worth) − 1, so (*) bounds the geometric mean.
- Goldilocks: with worths of both signs (*) ties the smallest chance z to the largest, u; the best such pair is a bound.
"""

from __future__ import annotations

import math
import runpy
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.sortition.audit import Draw

EQUAL = 1e-9
"""Sums of some thousand probabilities of twelve decimals agree to this."""
NOTHING = 1e-6
"""A chance larger by less is not larger."""
BOUNDED = 1e-7
"""What a bound may lie above the one stated: the noise of the solver that found the prices."""

CERTIFICATE = "the certificate states chances, levels, gap and number of panels rightly"
BOUND = "no lottery could be worth more than the certificate's bound"
LEVELS = "nobody could have a larger chance unless somebody whose chance is no larger had a smaller one"
READ = "certificate.json, proof.csv and what they are about can be read"
PLACED = "nobody fits in a panel who is said to fit in none"
CANNOT_READ = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
Outcome = tuple[str, bool | None, str]
"""A claim, whether it holds (None: additions cannot tell), and what was found."""


class Proof:
    """The chances of all who are said to fit in a panel and may sit, and the prices by level."""

    def __init__(self, draw: Draw):
        self.draw, self.certificate = draw, draw.certificate
        unplaceable = set(draw.certificate["unplaceable"])
        self.without_seat = all(draw.chances.get(person) == 0 for person in unplaceable)
        barred = draw.may_not_sit | unplaceable
        self.chances = {person: chance for person, chance in draw.chances.items() if person not in barred}
        self.must_sit = [person for person in self.chances if person in draw.must_sit]
        rows = draw.table("proof.csv", "kind", "name", numbers=["level", "price"])
        self.by_solver = any(row["kind"] in ("integer", "person") for row in rows)
        self.prices: dict[int, dict[tuple[str, str], float]] = {}
        for row in rows:
            if row["kind"] not in ("integer", "person"):
                self.prices.setdefault(row["level"], {})[row["kind"], row["name"]] = row["price"]

    def worths(self, level: int) -> tuple[float, dict[str, float]]:
        """Give the limit of (*) and everybody's worth, at the prices of a level."""
        price, quotas = self.prices.get(level, {}), self.draw.quotas
        seats = price.get(("seats", ""), 0.0)
        paid = [price.get(("quota", str(row)), 0.0) for row, _ in enumerate(quotas, start=1)]
        limits = [max(paid[row] * quota["min"], paid[row] * quota["max"]) for row, quota in enumerate(quotas)]
        limits += [max(0.0, y) for (kind, _), y in price.items() if kind == "household"]
        worth = {}
        for person in self.chances:
            home = sum(price.get(("household", home), 0.0) for home in self.draw.addresses([person]))
            worth[person] = math.fsum([seats, home, *(paid[row] for row in self.draw.counts_for[person])])
        return math.fsum([*limits, seats * self.certificate["seats"]]), worth

    def kept(self, level: int) -> tuple[float, dict[str, float]]:
        """Keep worths above 0 of those who need not sit: nobody's chance is above 1, and who must sit has 1."""
        limit, worth = self.worths(level)
        certain = [worth.pop(person) for person in self.must_sit]
        limit -= math.fsum([*certain, *(min(0.0, w) for w in worth.values())])
        return limit, {person: w for person, w in worth.items() if w > 0}


def certificate_wrong(proof: Proof) -> Iterator[str]:
    """Compare what the certificate states with the chances."""
    stated, chances = proof.certificate, sorted(proof.chances.values())
    facts = {"smallest_chance": chances[0], "panels": len(proof.draw.panels)}
    facts["gap"] = max(0.0, *(level["upper_bound"] - level["value"] for level in [stated, *stated["levels"]]))
    if stated["objective"] in VALUES:
        facts["value"] = VALUES[stated["objective"]](proof)
    for name, fact in facts.items():
        if not abs(fact - stated[name]) <= EQUAL:
            yield f"certificate.json states {name} {str(stated[name])[:30]}, it is {fact}"
    start = 0
    for level in stated["levels"]:
        here = chances[start : start + int(level["people"])]
        if not here or not abs(here[0] - level["value"]) <= EQUAL:
            yield f"certificate.json: the chances show no level of {level['people']} people at {level['value']:.9f}"
        start += int(level["people"])
    if stated["levels"] and start != len(chances):
        yield f"certificate.json: the levels are about {start} people, {len(chances)} can be placed"
    if not abs((total := math.fsum(proof.chances.values())) - stated["seats"]) <= EQUAL * len(chances):
        yield f"selection_probability.csv: the chances add up to {total}, there are {stated['seats']} seats"
    if not proof.without_seat:
        yield "certificate.json: somebody is said to fit in no panel who has a chance, or is not in pool.csv"


def even(proof: Proof) -> float:
    """Give the chance that all would have if all were equal."""
    return float(proof.certificate["seats"] / len(proof.chances))


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
    above = math.fsum(max(0.0, w) for w in worth.values())
    below = math.fsum(max(0.0, -w) for w in worth.values())
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


def audit_proof(draw: Draw) -> list[Outcome]:
    """Check what a draw claims about its fairness."""
    try:
        proof = Proof(draw)
        outcomes = [outcome(CERTIFICATE, certificate_wrong, proof)]
        objective, levels = proof.certificate["objective"], levels_of(proof)
        unpriced = sum(len(level) for number, level in enumerate(levels, 1) if number not in proof.prices)
        if objective not in BOUNDS or proof.by_solver:
            asked = "; toolkit verify asks a solver" if VALUES.get(objective) is smallest else ""
            outcomes.append((BOUND, None, "its proof is more than additions" + asked))
        else:
            outcomes.append(outcome(BOUND, bound_unproven, proof))
        if objective == "leximin":
            outcomes.append(outcome(LEVELS, levels_unproven, proof))
        if objective == "leximin" and unpriced:
            outcomes.append((LEVELS, None, f"there are no prices for {unpriced} of {len(proof.chances)} people"))
        if lost := len(proof.certificate["unplaceable"]):
            outcomes.append((PLACED, None, f"{lost} people; toolkit verify asks a solver"))
    except CANNOT_READ as error:
        return [(READ, False, f"certificate.json or proof.csv does not fit the other files: {error}")]
    return outcomes


def outcome(claim: str, find: Callable[[Proof], Iterator[str]], proof: Proof) -> Outcome:
    """Look for what contradicts a claim; the first finding is shown."""
    found = next(find(proof), "")
    return claim, not found, found


def main(folder: str) -> int:
    """Check a folder and print what came out; give 0 if no claim fails, else 2."""
    reading = runpy.run_path(str(Path(__file__).with_name("audit.py")))
    try:
        outcomes = audit_proof(reading["Draw"](reading["read_folder"](folder)))
    except CANNOT_READ as error:
        outcomes = [(READ, False, str(error))]
    marks = {True: "holds  ", False: "FAILS  ", None: "not checked here: "}
    for claim, holds, found in outcomes:
        print(marks[holds] + claim + (f": {found}" if found else ""))
    return 2 if any(holds is False for _, holds, _ in outcomes) else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("Write: python -I audit_proof.py FOLDER (the folder of a draw)")
    sys.exit(main(sys.argv[1]))
