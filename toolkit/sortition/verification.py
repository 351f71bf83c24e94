"""All checks of a draw together: the two files that run alone, the original files, and what only a solver can tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from toolkit.sortition.audit import PUBLISHED, READ, Draw, audit, read_record
from toolkit.sortition.audit_proof import audit_proof
from toolkit.sortition.lottery import Lottery
from toolkit.sortition.proof import recheck

SOURCES = "the original files are those that the draw was made from"
MARKS = {True: "holds  ", False: "FAILS  ", None: "not checked here: "}


class Check(NamedTuple):
    """A claim, whether it holds (None: it was not checked here), and what was found if it does not."""

    claim: str
    holds: bool | None
    found: str = ""

    def __str__(self) -> str:
        return MARKS[self.holds] + self.claim + (f": {self.found}" if self.found else "")


def verify(texts: Mapping[str, str], published: str = "") -> list[Check]:
    """Check every claim of a draw from its files, with additions and hashes.

    Parameters
    ----------
    texts : mapping of file name to text
        The .csv and .json files of the folder.
    published : str
        A hash that was published.
    """
    found = audit(texts, published)
    checks = [Check(claim, not problem, problem) for claim, problem in found.items()]
    if not published:
        checks.append(Check(f"{PUBLISHED} (give the hash that was published)", None))
    return checks if READ in found else checks + [Check(*outcome) for outcome in audit_proof(Draw(texts))]


def failures(checks: list[Check]) -> list[Check]:
    """Give the claims that do not hold."""
    return [check for check in checks if check.holds is False]


def compare_sources(texts: Mapping[str, str], found: Mapping[str, str]) -> Check:
    """Compare hashes of original files, by their bare names, with those that the record states."""
    stated = read_record(texts).get("made with", {}).get("sources", {})
    others = [name for name, whole in found.items() if stated.get(name) != whole]
    return Check(SOURCES, not others, ", ".join(others))


def verify_with_solver(lottery: Lottery, proof: pd.DataFrame) -> list[Check]:
    """Check what additions cannot tell, if the draw claims such a thing.

    Parameters
    ----------
    lottery : Lottery
        Rebuilt from the folder.
    proof : DataFrame
        proof.csv.
    """
    about_chances = lottery.objective in ("leximin", "maximin")
    stated = proof if about_chances else proof[proof["kind"] != "integer"]
    return [Check(claim, not problem, problem) for claim, problem in recheck(lottery, stated).items()]
