"""Has the assembly drifted since it was drawn? Who left, and whether replacements resemble those they replace.

Sources: Clopper & Pearson 1934 (exact interval), Fisher 1935 (exact test), Holm 1979 (many tests).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import beta, binom, hypergeom

from toolkit.composition.disclosure import SMALLEST, shown_count, suppress
from toolkit.composition.membership import Membership
from toolkit.composition.significance import LEVEL, excess_p_value, holm
from toolkit.language import Message, say
from toolkit.shown import Finding

DEPARTURES = ("resigned", "excluded", "died", "left")
"""Exits that are departures; the end of the term is not."""

RELATIVE_RISK = 2.0
"""Power is stated for a class whose members leave twice as often as others."""


def exact_interval(count: int, total: int, level: float = LEVEL) -> tuple[float, float]:
    """Give the exact interval of a share (Clopper & Pearson 1934)."""
    low = beta.ppf(level / 2, count, total - count + 1) if count else 0.0
    high = beta.ppf(1 - level / 2, count + 1, total - count) if count < total else 1.0
    return float(low), float(high)


def departure_power(group: int, everyone: int, base: float, ratio: float, level: float = LEVEL) -> float:
    """Give the chance that an excess of departures in a group is noticed.

    Parameters
    ----------
    group, everyone : int
        Members of the group, members in all.
    base : float
        Share of the others who leave, 0 to 1.
    ratio : float
        How many times as often members of the group leave.
    level : float
        Level of the one-sided exact test.

    Returns
    -------
    float
        Power, 0 to 1, summed over all outcomes: no simulation.
    """
    inside, outside = np.arange(group + 1), np.arange(everyone - group + 1)
    chance = np.outer(binom.pmf(inside, group, min(1.0, base * ratio)), binom.pmf(outside, everyone - group, base))
    left = inside[:, None] + outside[None, :]
    p_value = hypergeom.sf(inside[:, None] - 1, everyone, group, left)
    return float(chance[p_value <= level].sum())


def first_members(membership: Membership) -> pd.DataFrame:
    """Give the spells of those drawn first: they replace nobody and came no later than the first session.

    Where no session is recorded, they came before anybody left.

    Returns
    -------
    DataFrame
        Spells with the people's classes and `gone` (whether they left before the end of the term).
    """
    spells = membership.spells.assign(gone=membership.spells["exit"].isin(DEPARTURES))
    first_departure = spells.loc[spells["gone"], "end"].min() - pd.Timedelta(days=1)
    before = [*membership.sessions[:1], first_departure, spells["start"].max()]
    opening = max(next(day for day in before if pd.notna(day)), spells["start"].min())
    return spells[(spells["replaces"] == "") & (spells["start"] <= opening)].merge(membership.people, on="person_id")


def departures(membership: Membership, criteria: Sequence[str]) -> Finding:
    """Compare, class by class, who left among those drawn first.

    Returns
    -------
    Finding
        `criterion`, `value`, `members`, `left`, `rate`, `low`, `high` (95 % interval), `mean` (share of all who left),
        `p_value` (one-sided exact: more departures than chance gives), `p_holm` (over all classes of the table),
        `power` (for a class that leaves twice as often).
    """
    drawn = first_members(membership)
    everyone, gone = len(drawn), int(drawn["gone"].sum())
    rows = []
    for criterion in criteria:
        for value, group in drawn.groupby(criterion, sort=True):
            left = int(group["gone"].sum())
            low, high = exact_interval(left, len(group))
            rows.append(
                {
                    "criterion": criterion,
                    "value": value,
                    "members": len(group),
                    "left": left,
                    "rate": left / len(group),
                    "low": low,
                    "high": high,
                    "mean": gone / everyone,
                    "p_value": excess_p_value(left, len(group), gone, everyone),
                    "power": departure_power(len(group), everyone, gone / everyone, RELATIVE_RISK),
                }
            )
    table = pd.DataFrame(rows)
    table.insert(9, "p_holm", holm(table["p_value"].to_numpy()))
    table.attrs["synthetic"] = membership.synthetic
    return Finding(table, _departures_in_words(table, gone, everyone))


def _departures_in_words(table: pd.DataFrame, gone: int, everyone: int) -> Message:
    """Say whether a class left more often than chance explains."""
    found = table[table["p_holm"] <= LEVEL]
    best = table.iloc[int(table["power"].to_numpy().argmax())]
    if found.empty:
        return say(
            "{gone} of the {everyone} members drawn first {gone:has|have} left; no class left more often than chance "
            "explains "
            "(at best, for {value}, twice the risk would have been noticed in {power:.0%} of cases).",
            gone=gone,
            everyone=everyone,
            value=best["value"],
            power=float(best["power"]),
        )
    worst = found.iloc[int(found["p_holm"].to_numpy().argmin())]
    return say(
        "{gone} of the {everyone} members drawn first {gone:has|have} left; {value} left more often than chance "
        "explains ({left} "
        "of {members}, corrected p {p:=p}).",
        gone=gone,
        everyone=everyone,
        value=worst["value"],
        left=shown_count(int(worst["left"])),
        members=int(worst["members"]),
        p=float(worst["p_holm"]),
    )


def shown_departures(table: pd.DataFrame, smallest: int = SMALLEST) -> pd.DataFrame:
    """Leave out of `departures` what would tell about a few people; `suppressed` says where."""
    return suppress(table, "left", "criterion", ["rate", "low", "high", "p_value", "p_holm"], smallest)


def replacements(membership: Membership, criteria: Sequence[str]) -> Finding:
    """Say how alike replacements are to those they replace, and how long seats stayed empty.

    Returns
    -------
    Finding
        `criterion`, `replaced`, `alike`, `rate` (0 to 1), `by_chance` (rate expected if replacements were drawn from
        all replacements at random); delays are in the sentence.
    """
    spells = membership.spells
    gone = spells[spells["exit"].isin(DEPARTURES)]
    pairs = _seats_filled(spells[spells["replaces"] != ""], gone)
    people = membership.people.set_index("person_id")
    rows = []
    for criterion in criteria if len(pairs) else ():
        new = people.loc[pairs["person_id"], criterion].to_numpy()
        old = people.loc[pairs["replaces"], criterion].to_numpy()
        shares = pd.Series(new).value_counts(normalize=True)
        rows.append(
            {
                "criterion": criterion,
                "replaced": len(pairs),
                "alike": int((new == old).sum()),
                "rate": float((new == old).mean()),
                "by_chance": float(pd.Series(old).map(shares).fillna(0).mean()),
            }
        )
    table = pd.DataFrame(rows, columns=["criterion", "replaced", "alike", "rate", "by_chance"])
    table.attrs["synthetic"] = membership.synthetic
    if pairs.empty:
        return Finding(table, say("{gone} {gone:member|members} left and none was replaced.", gone=len(gone)))
    delay = (pairs["start"] - pairs["end_left"]).dt.days
    text = say(
        "{replaced} of {gone} {gone:departure|departures} {replaced:was|were} filled, after {delay:.0f} days on "
        "average (at most {longest}).",
        replaced=len(pairs),
        gone=len(gone),
        delay=float(delay.mean()),
        longest=int(delay.max()),
    )
    return Finding(table, text)


def _seats_filled(newcomers: pd.DataFrame, gone: pd.DataFrame) -> pd.DataFrame:
    """Give replacements of members who departed, with the day on which the seat fell empty (`end_left`) last."""
    left = gone[["person_id", "end"]].sort_values("end")
    left = left.rename(columns={"person_id": "replaces", "end": "end_left"})
    pairs = pd.merge_asof(newcomers.sort_values("start"), left, left_on="start", right_on="end_left", by="replaces")
    return pairs.dropna(subset="end_left")


def shown_replacements(table: pd.DataFrame, smallest: int = SMALLEST) -> pd.DataFrame:
    """Leave out of `replacements` what would tell about a few people: how many are alike, or how many are not."""
    few = [(count > 0) & (count < smallest) for count in (table["alike"], table["replaced"] - table["alike"])]
    hidden = suppress(table, "replaced", smallest=smallest)["suppressed"] | few[0] | few[1]
    told = ["replaced", "alike", "rate", "by_chance"]
    return table.assign(**{name: table[name].astype("Float64").mask(hidden) for name in told})


def random_exit_law(members: int, group: int, left: int, joined: int) -> np.ndarray:
    """Give the chances of a group's later size if members left and newcomers came at random.

    Parameters
    ----------
    members, group : int
        Members at the start, and how many of them belong to the group.
    left, joined : int
        Members who left and who joined since.

    Returns
    -------
    ndarray, shape (group + joined + 1,)
        Chance of 0, 1, … people; exact: leavers are hypergeometric, newcomers binomial with the group's share at the
        start.
    """
    stayed = hypergeom.pmf(np.arange(group + 1), members, group, members - left)
    came = binom.pmf(np.arange(joined + 1), joined, group / members)
    return np.asarray(np.convolve(stayed, came))


def random_exit_band(members: int, group: int, left: int, joined: int, level: float = LEVEL) -> tuple[float, float]:
    """Give the range of a group's later share that random exits and entries leave, 95 % unless said otherwise.

    Parameters
    ----------
    members, group, left, joined : int
        As for `random_exit_law`.
    level : float
        Chance of a share outside the band, both sides together, at most.

    Returns
    -------
    low, high : float
        Shares of the later membership, 0 to 1.
    """
    below = np.cumsum(random_exit_law(members, group, left, joined))
    low = int(np.searchsorted(below, level / 2, side="right"))
    high = int(np.searchsorted(below, 1 - level / 2))
    later = members - left + joined
    return low / later, high / later
