"""Thematic workshops: groups for months that look like the assembly and follow what their members wish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pulp

from toolkit.errors import SolverError, refuse
from toolkit.language import Message, say
from toolkit.shown import Shown

FAIR_SHARE_COST = 1.0
"""What a seat more or less than a value's even share costs, in ranks of preference: someone is moved to a second
choice if that brings a workshop one seat nearer to the assembly's make-up."""

NODES = 2000
"""Most nodes of an integer program; nodes and not seconds, so that the answer is the same on every machine."""


@dataclass(frozen=True, eq=False)
class Workshops(Shown):
    """Members in workshops.

    Parameters
    ----------
    table : DataFrame
        person_id, workshop, rank (1 for the first choice).
    makeup : DataFrame
        workshop, feature, value, seats, even_share (seats if the value were spread evenly).
    cost, bound : float
        What the program reached, and the proven least.
    """

    table: pd.DataFrame
    makeup: pd.DataFrame
    cost: float
    bound: float

    @property
    def text(self) -> tuple[Message, ...]:
        """How many got their wish, and how even the workshops are."""
        off = (self.makeup["seats"] - self.makeup["even_share"]).abs().max()
        return (
            say(
                "{first} of {n} members {first:works|work} in the workshop of their first choice.",
                first=int((self.table["rank"] == 1).sum()),
                n=len(self.table),
            ),
            say("No workshop is more than {off:.1f} seats away from an even share of any value.", off=float(off)),
            say(
                "The assignment costs {cost:.2f}; none can cost less than {bound:.2f}.",
                cost=self.cost,
                bound=self.bound,
            ),
        )


def assign_workshops(members: pd.DataFrame, preferences: pd.DataFrame, features: Sequence[str]) -> Workshops:
    """Assign every member to one workshop.

    The program: minimise Σ (rank_iw − 1) x_iw + Σ over workshops and values of the distance beyond one seat between
    the seats of the value and its even share, subject to Σ_w x_iw = 1 and sizes that differ by one at most.

    Parameters
    ----------
    members : DataFrame
        Index person_id; one text column for each feature.
    preferences : DataFrame
        Index person_id; one column for each workshop with the rank that the member gives it, 1 being the first.
    features : sequence of str
        What every workshop should share evenly.

    Raises
    ------
    InputError
        If somebody ranks nothing, or features are missing.
    """
    ranks = _ranks(members, preferences, features)
    workshops = list(preferences.columns)
    model = pulp.LpProblem("workshops", pulp.LpMinimize)
    sits = [
        [model.add_variable(f"x_{person}_{w}", cat=pulp.LpBinary) for w in range(len(workshops))]
        for person in range(len(members))
    ]
    for row in sits:
        model += pulp.lpSum(row) == 1
    smallest = len(members) // len(workshops)
    for w in range(len(workshops)):
        size = pulp.lpSum(row[w] for row in sits)
        model += size >= smallest
        model += size <= smallest + (len(members) % len(workshops) > 0)
    wishes = [(ranks[i, w] - 1) * sits[i][w] for i in range(len(members)) for w in range(len(workshops))]
    model.setObjective(pulp.lpSum(wishes) + FAIR_SHARE_COST * pulp.lpSum(_unevenness(model, sits, members, features)))
    bound = solved(model)
    choice = np.array([[sits[i][w].value() for w in range(len(workshops))] for i in range(len(members))]).argmax(axis=1)
    table = pd.DataFrame({"person_id": members.index, "workshop": [workshops[w] for w in choice]})
    table["rank"] = ranks[np.arange(len(members)), choice].astype(int)
    return Workshops(table, _makeup(members, choice, workshops, features), float(model.objective.value()), bound)


def _ranks(members: pd.DataFrame, preferences: pd.DataFrame, features: Sequence[str]) -> np.ndarray:
    """Give the ranks, shape (members, workshops), in the order of the members."""
    missing = [name for name in features if name not in members]
    if missing:
        raise refuse("members", f"column {', '.join(missing)} is missing", f"There is {', '.join(members.columns)}")
    ranks = preferences.reindex(members.index).to_numpy(dtype=float)
    if np.isnan(ranks).any():
        silent = int(np.isnan(ranks).any(axis=1).sum())
        raise refuse(
            "preferences", f"{silent} members do not rank every workshop", "Give equal ranks to the indifferent"
        )
    return ranks


def _unevenness(
    model: pulp.LpProblem, sits: list[list[pulp.LpVariable]], members: pd.DataFrame, features: Sequence[str]
) -> list[pulp.LpVariable]:
    """Measure for each workshop and value the distance from the even share, the first seat being free."""
    distances = []
    count = len(sits[0])
    for f, feature in enumerate(features):
        for v, (_, rows) in enumerate(members.reset_index(drop=True).groupby(feature, sort=True)):
            for w in range(count):
                seats = pulp.lpSum(sits[person][w] for person in rows.index)
                distance = model.add_variable(f"d_{f}_{v}_{w}", 0)
                model += distance >= seats - len(rows) / count - 1
                model += distance >= len(rows) / count - seats - 1
                distances.append(distance)
    return distances


def solved(model: pulp.LpProblem) -> float:
    """Solve; give the proven bound."""
    model.solve(pulp.HiGHS(msg=False, threads=1, mip_max_nodes=NODES))
    if model.objective.value() is None:
        raise SolverError("no assignment was found. Ask for another number of groups.")
    return float(model.solverModel.getInfo().mip_dual_bound)


def _makeup(members: pd.DataFrame, choice: np.ndarray, groups: Sequence[str], features: Sequence[str]) -> pd.DataFrame:
    """Count the seats of each value in each workshop."""
    rows = []
    for feature in features:
        counts = pd.crosstab(members[feature].to_numpy(), choice).reindex(columns=range(len(groups)), fill_value=0)
        for value, seats in counts.iterrows():
            rows += [(groups[w], feature, value, seats[w], seats.sum() / len(groups)) for w in range(len(groups))]
    return pd.DataFrame(rows, columns=["workshop", "feature", "value", "seats", "even_share"])
