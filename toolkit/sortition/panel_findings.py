"""What comes after a draw, for readers: alternates, workshops and tables of the panel, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.language import say
from toolkit.shown import Finding
from toolkit.sortition.alternates import choose_alternates
from toolkit.sortition.discussion_tables import Tables, plan_tables
from toolkit.sortition.lottery import Lottery
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.workshops import assign_workshops

DEPARTURES = 30
"""Simulated departures that alternates are chosen for; twice as many change the comparison by about a seat."""


def alternates_beside_random(
    lottery: Lottery,
    panel: Sequence[str],
    count: int,
    dropout: float,
    rng: np.random.Generator,
    progress: Progress = identity,
) -> Finding:
    """Compare alternates chosen for the departures to be expected with random ones, and with none.

    Parameters
    ----------
    panel : sequence of person_id
        The members.
    count : int
        Alternates.
    dropout : float
        Each member's chance of leaving, 0 to 1.
    progress : callable
        Wrapper of an iterable, such as tqdm.
    """
    chances = pd.Series(dropout, index=list(panel))
    chosen = choose_alternates(lottery.selection, panel, chances, count, rng, departures=DEPARTURES, progress=progress)
    missed = chosen.table.set_index("alternates")["missed_seats"]
    text = say(
        "If each of the {members} members leaves with a chance of {dropout:.0%}, the quotas are missed by {none:.0f} "
        "seats on average, summed over all criteria; {n} alternates drawn at random bring this down to {random:.0f}, "
        "{n} chosen for the purpose to {chosen:.0f}.",
        members=len(panel),
        dropout=dropout,
        none=float(missed["none"]),
        random=float(missed["random"]),
        chosen=float(missed["chosen"]),
        n=count,
    )
    return _about(lottery, chosen.table.round(4), text)


def invented_wishes(panel: Sequence[str], workshops: Sequence[str], rng: np.random.Generator) -> pd.DataFrame:
    """Invent how members rank workshops: the first is twice as often the first choice as each other one.

    Returns
    -------
    DataFrame
        Index person_id; one column for each workshop with its rank, 1 for the first choice.
    """
    liking = rng.gumbel(size=(len(panel), len(workshops)))
    liking[:, 0] += np.log(2)
    ranks = np.argsort(np.argsort(-liking, axis=1), axis=1) + 1
    return pd.DataFrame(ranks, index=pd.Index(panel, name="person_id"), columns=list(workshops))


def workshops_of_panel(
    lottery: Lottery, panel: Sequence[str], wishes: pd.DataFrame, features: Sequence[str]
) -> Finding:
    """Assign the members to workshops that look like the panel, and say how many get their first choice.

    The table has the values in the order of the quotas.
    """
    found = assign_workshops(lottery.selection.pool.people.loc[list(panel)], wishes, features)
    off = float((found.makeup["seats"] - found.makeup["even_share"]).abs().max())
    text = say(
        "{first} of {n} members {first:works|work} in the workshop of their first choice, and no workshop is more "
        "than {off:.1f} "
        "seats away from an even share of any class.",
        first=int((found.table["rank"] == 1).sum()),
        n=len(found.table),
        off=off,
    )
    order = {(quota.feature, quota.value): row for row, quota in enumerate(lottery.selection.quotas.rows)}
    rows = pd.Series(
        [order.get(pair, len(order)) for pair in zip(found.makeup["feature"], found.makeup["value"], strict=True)]
    )
    return _about(lottery, found.makeup.round(4).iloc[rows.argsort(kind="stable")].reset_index(drop=True), text)


def meetings_at_tables(
    lottery: Lottery,
    panel: Sequence[str],
    features: Sequence[str],
    rng: np.random.Generator,
    rounds: int = 5,
    seats: int = 8,
) -> Finding:
    """Plan discussion tables over several rounds, and show who meets whom how often, beside tables drawn by lot.

    The table has a row for each pair: member, beside (numbers of the members, along the first round's tables), rounds
    (at which they share a table).
    """
    plan = plan_tables(lottery.selection.pool.people.loc[list(panel)], rounds, seats, features, rng)
    members = len(plan.meetings)
    text = say(
        "In {rounds} rounds at tables of up to {seats}, a member meets {planned:.1f} of the {others} others (at most "
        "{most:.1f} are possible); at tables drawn by lot it would be {lot:.1f}.",
        rounds=rounds,
        seats=seats,
        planned=2 * plan.pairs_met / members,
        others=members - 1,
        most=2 * plan.bound / members,
        lot=_met_by_lot(plan, rng),
    )
    return _about(lottery, _pairs(plan), text)


def _pairs(plan: Tables) -> pd.DataFrame:
    """List the pairs, members numbered along the tables of the first round."""
    order = np.argsort(plan.table.query("round == 1")["table"].to_numpy(), kind="stable")
    meetings = plan.meetings[np.ix_(order, order)]
    one, other = np.triu_indices(len(order), 1)
    return pd.DataFrame({"member": one + 1, "beside": other + 1, "rounds": meetings[one, other]})


def _met_by_lot(plan: Tables, rng: np.random.Generator, times: int = 20) -> float:
    """Seat everybody at random at tables of the same sizes, again and again; count whom a member meets."""
    rounds = [rows["table"].to_numpy() for _, rows in plan.table.groupby("round")]
    met = []
    for _ in range(times):
        lots = [rng.permutation(place) for place in rounds]
        together = np.any([place[:, None] == place[None, :] for place in lots], axis=0)
        met.append(together.sum(axis=1).mean() - 1)
    return float(np.mean(met))


def _about(lottery: Lottery, table: pd.DataFrame, text: object) -> Finding:
    """Carry the mark of a pool that does not exist over to a table made from it."""
    table.attrs["synthetic"] = bool(lottery.selection.pool.people.attrs.get("synthetic", False))
    return Finding(table, text)
