"""Has the assembly drifted since it was drawn? Who left, when, why, and whether replacements resemble them.

Sources: Fisher 1935 (exact test), Holm 1979 (many tests), Kaplan & Meier 1958 and Cox 1972 with delayed entry for
replacements (Andersen & Gill 1982), cumulative incidence for competing reasons (Kalbfleisch & Prentice 1980).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import beta, binom, hypergeom

from toolkit.composition.disclosure import shown_count
from toolkit.composition.membership import Membership
from toolkit.composition.significance import LEVEL, excess_p_value, holm
from toolkit.errors import refuse
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

    Returns
    -------
    DataFrame
        Spells with the people's classes and `gone` (whether they left before the end of the term).
    """
    spells = membership.spells
    opening = max(membership.sessions[0], spells["start"].min()) if membership.sessions else spells["start"].max()
    first = spells[(spells["replaces"] == "") & (spells["start"] <= opening)]
    return first.assign(gone=first["exit"].isin(DEPARTURES)).merge(membership.people, on="person_id")


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
            "{gone} of the {everyone} members drawn first have left; no class left more often than chance explains "
            "(at best, for {value}, twice the risk would have been noticed in {power:.0%} of cases).",
            gone=gone,
            everyone=everyone,
            value=best["value"],
            power=float(best["power"]),
        )
    worst = found.iloc[int(found["p_holm"].to_numpy().argmin())]
    return say(
        "{gone} of the {everyone} members drawn first have left; {value} left more often than chance explains ({left} "
        "of {members}, corrected p = {p:.3f}).",
        gone=gone,
        everyone=everyone,
        value=worst["value"],
        left=shown_count(int(worst["left"])),
        members=int(worst["members"]),
        p=float(worst["p_holm"]),
    )


def _times(membership: Membership, until: pd.Timestamp) -> pd.DataFrame:
    """Give each spell's days since the first start: entry, end, whether it ended in a departure; with classes."""
    spells = membership.spells[membership.spells["start"] < until]
    origin = spells["start"].min()
    ends = spells["end"].where(spells["end"] < until, until).fillna(until)
    times = spells.assign(
        entry=(spells["start"] - origin).dt.days.astype(float),
        time=(ends - origin).dt.days.astype(float),
        gone=(spells["exit"].isin(DEPARTURES) & (spells["end"] < until)).astype(int),
    )
    return times[times["time"] > times["entry"]].merge(membership.people, on="person_id")


def survival(membership: Membership, criterion: str, until: pd.Timestamp) -> Finding:
    """Estimate the share of each class still there, replacements counted from the day they came.

    Time runs from the first day of the mandate; a replacement is at risk from its own start (left truncation).

    Returns
    -------
    Finding
        `value`, `days`, `staying` (0 to 1), `at_risk`.
    """
    from statsmodels.duration.survfunc import SurvfuncRight

    times = _times(membership, until)
    tables = []
    for value, group in times.groupby(criterion, sort=True):
        curve = SurvfuncRight(group["time"], group["gone"], entry=group["entry"])
        points = {"days": curve.surv_times, "staying": curve.surv_prob, "at_risk": curve.n_risk}
        tables.append(pd.DataFrame(points).assign(value=value))
    table = pd.concat(tables, ignore_index=True)[["value", "days", "staying", "at_risk"]]
    table.attrs["synthetic"] = membership.synthetic
    last = table.groupby("value")["staying"].last()
    text = say(
        "By the end {low:.0%} of {value} are still there, the lowest share of its criterion.",
        low=float(last.min()),
        value=last.idxmin(),
    )
    return Finding(table, text)


def log_rank(membership: Membership, criteria: Sequence[str], until: pd.Timestamp) -> Finding:
    """Compare how long the classes of each criterion stay, replacements counted from the day they came.

    Returns
    -------
    Finding
        `criterion`, `p_value` (log-rank), `p_holm` (over criteria).
    """
    from statsmodels.duration.survfunc import survdiff

    times = _times(membership, until)
    p_values = [survdiff(times["time"], times["gone"], times[name], entry=times["entry"])[1] for name in criteria]
    table = pd.DataFrame({"criterion": list(criteria), "p_value": p_values, "p_holm": holm(p_values)})
    table.attrs["synthetic"] = membership.synthetic
    text = say(
        "Counting replacements from the day they came, {odd} of {tested} criteria show classes that stay less long "
        "than others (log-rank, corrected).",
        odd=int((table["p_holm"] <= LEVEL).sum()),
        tested=len(table),
    )
    return Finding(table, text)


def hazard_ratios(membership: Membership, criterion: str, until: pd.Timestamp) -> Finding:
    """Compare the classes' risks of leaving with that of the largest class (Cox, delayed entry).

    Returns
    -------
    Finding
        `value`, `ratio`, `low`, `high` (95 % interval). Classes that nobody left have no ratio.

    Raises
    ------
    InputError
        If fewer than two classes have departures.
    """
    from statsmodels.duration.hazard_regression import PHReg

    times = _times(membership, until)
    left = times.groupby(criterion)["gone"].sum()
    times = times[times[criterion].isin(left.index[left > 0])]
    sizes = times[criterion].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    if len(sizes) < 2:
        raise refuse(f"criterion {criterion}", "fewer than two classes have departures", "Compare shares instead")
    others = [str(value) for value in sizes.index[1:]]
    design = np.column_stack([(times[criterion] == value).to_numpy(float) for value in others])
    fit = PHReg(times["time"], design, status=times["gone"], entry=times["entry"]).fit(disp=0)
    bounds = np.exp(fit.conf_int())
    table = pd.DataFrame({"value": others, "ratio": np.exp(fit.params), "low": bounds[:, 0], "high": bounds[:, 1]})
    table.attrs["synthetic"] = membership.synthetic
    text = say("Risk of leaving relative to {value}.", value=str(sizes.index[0]))
    return Finding(table, text)


def reasons_over_time(membership: Membership, until: pd.Timestamp) -> Finding:
    """Estimate the share of those drawn first who have left for each reason (competing risks).

    Returns
    -------
    Finding
        `reason`, `days`, `share` (0 to 1).
    """
    from statsmodels.duration.survfunc import CumIncidenceRight

    first = first_members(membership)["person_id"]
    times = _times(membership, until)
    times = times[times["person_id"].isin(first) & (times["entry"] == 0)]
    stated = times["reason"].where(times["reason"] != "", times["exit"])
    names = sorted(stated[times["gone"] == 1].unique())
    if not names:
        return Finding(pd.DataFrame(columns=["reason", "days", "share"]), say("Nobody has left."))
    codes = stated.map({name: number for number, name in enumerate(names, start=1)}).where(times["gone"] == 1, 0)
    fit = CumIncidenceRight(times["time"].to_numpy(), codes.to_numpy(int))
    tables = [pd.DataFrame({"reason": n, "days": fit.times, "share": c}) for n, c in zip(names, fit.cinc, strict=True)]
    table = pd.concat(tables, ignore_index=True)
    table.attrs["synthetic"] = membership.synthetic
    last = table.groupby("reason")["share"].last()
    text = say(
        "The commonest reason for leaving is “{reason}”: {share:.1%} of those drawn first by the end.",
        reason=last.idxmax(),
        share=float(last.max()),
    )
    return Finding(table, text)


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
    pairs = spells[spells["replaces"] != ""].merge(
        gone[["person_id", "end"]], left_on="replaces", right_on="person_id", suffixes=("", "_left")
    )
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
        return Finding(table, say("{gone} members left and none was replaced.", gone=len(gone)))
    delay = (pairs["start"] - pairs["end_left"]).dt.days
    text = say(
        "{replaced} of {gone} departures were filled, after {delay:.0f} days on average (at most {longest}).",
        replaced=len(pairs),
        gone=len(gone),
        delay=float(delay.mean()),
        longest=int(delay.max()),
    )
    return Finding(table, text)


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
