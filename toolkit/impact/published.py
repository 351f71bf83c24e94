"""Published studies of what becomes of proposals, as far as their figures allow a check.

Of Font, Smith, Galais and Alarcón 2018 (doi:10.1111/1475-6765.12248) the abstract was read: it gives the signs of
effects and which of them dominate, but no coefficients. The check therefore simulates as many proposals and processes
with effects of these signs and this order, and asks whether the method finds them again. Nothing of it is their data.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.errors import refuse
from toolkit.impact.ordered import ordered_logit
from toolkit.language import Message, say
from toolkit.shown import Shown

ASSUMED = {
    "cost": -0.9,
    "challenge to existing policy": -0.8,
    "support inside the city": 0.8,
    "participatory budgeting": 0.4,
    "quality of the process": 0.3,
}
"""Signs and order as published; the sizes (log odds for one standard deviation) are assumed."""
DOMINANT = tuple(ASSUMED)[:3]
PROPOSALS, PROCESSES = 571, 39


@dataclass(frozen=True)
class StudyCheck(Shown):
    """A published finding beside what the method finds.

    Parameters
    ----------
    table : DataFrame
        What is compared.
    text : Message
        The result in a sentence.
    """

    table: pd.DataFrame
    text: Message


def simulated_proposals(rng: np.random.Generator) -> tuple[pd.Series, pd.DataFrame, pd.Series]:
    """Simulate proposals whose fate has the published signs: outcome 0 (rejected) to 2 (adopted), traits, process."""
    process = pd.Series(np.sort(rng.integers(PROCESSES, size=PROPOSALS)))
    traits = pd.DataFrame({name: rng.standard_normal(PROPOSALS) for name in DOMINANT})
    for name in tuple(ASSUMED)[len(DOMINANT) :]:
        traits[name] = rng.standard_normal(PROCESSES)[process]
    shared = 0.3 * rng.standard_normal(PROCESSES)[process]
    leaning = traits.to_numpy() @ np.array(list(ASSUMED.values())) + shared + rng.logistic(size=PROPOSALS)
    return pd.Series(np.digitize(leaning, [-0.7, 0.7])), traits, process


def recover_signs(rng: np.random.Generator, draws: int = 60) -> StudyCheck:
    """Ask whether the ordered logit finds the published signs and order again in simulated proposals.

    Parameters
    ----------
    rng : Generator
        Randomness of the simulation and of the bootstrap over processes.
    draws : int
        Resamples.

    Returns
    -------
    StudyCheck
        `trait, assumed, effect, low, high, sign_found`.
    """
    found = ordered_logit(*simulated_proposals(rng), rng, draws)
    table = found.assign(assumed=found["trait"].map(ASSUMED))
    same = np.sign(table["effect"]) == np.sign(table["assumed"])
    table["sign_found"] = same.map({True: "yes", False: "no"})
    strongest = set(table["effect"].abs().nlargest(len(DOMINANT)).index)
    text = say(
        "In {proposals} simulated proposals of {processes} processes with effects of the published signs, {same} of "
        "{all} signs {same:is|are} found again; the three that dominate are those published: {order}. The data are "
        "simulated.",
        proposals=PROPOSALS,
        processes=PROCESSES,
        same=int(same.sum()),
        all=len(table),
        order=say("yes") if strongest == set(range(len(DOMINANT))) else say("no"),
    )
    return StudyCheck(table[["trait", "assumed", "effect", "low", "high", "sign_found"]], text)


def least_contradiction(codings: pd.DataFrame) -> StudyCheck:
    """Say on how many proposals two observers must contradict each other, whatever the proposals were.

    Parameters
    ----------
    codings : DataFrame
        `toolkit.tables.FrenchProposalCodings`: counts of the government and shares of Reporterre.

    Returns
    -------
    StudyCheck
        `government, reporterre, least, most`: how many of the proposals may lie in both categories, given how many lie
        in each (Fréchet 1940).

    Raises
    ------
    InputError
        If one of the observers is missing.
    """
    total = int(codings.loc[codings["observer"] == "government", "count"].sum())
    one, other = (_counts(codings, observer, total) for observer in ("government", "Reporterre"))
    rows = [
        (first, second, max(0, one[first] + other[second] - total), min(one[first], other[second]))
        for first in one
        for second in other
    ]
    table = pd.DataFrame(rows, columns=["government", "reporterre", "least", "most"])
    clash = other["rejected"] - one["refused"]
    text = say(
        "Whichever proposals they meant, at least {clash} of the {rejected} that Reporterre calls rejected "
        "{clash:is|are} done or "
        "under way according to the government: the two speak of different things.",
        clash=clash,
        rejected=other["rejected"],
    )
    return StudyCheck(table, text)


def _counts(codings: pd.DataFrame, observer: str, total: int) -> dict[str, int]:
    """Count proposals in each category of an observer, from counts or else from shares."""
    own = codings[codings["observer"] == observer]
    if own.empty:
        raise refuse("codings", f"there is none by {observer}", "Give the codings of both observers")
    counts = own["count"].astype(float).fillna((own["share_percent"] / 100 * total).round())
    return {str(name): int(count) for name, count in zip(own["category"], counts, strict=True)}
