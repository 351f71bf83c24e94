"""How long members stay, class by class, and why they leave.

Time runs from the first day of the mandate; a replacement is at risk from its own start (left truncation).

Sources: Kaplan & Meier 1958 and Cox 1972 with delayed entry (Andersen & Gill 1982), intervals on the log-log scale
(Kalbfleisch & Prentice 1980), cumulative incidence for competing reasons (the same); counts shown rounded to base five
(Hundepool et al. 2012, Statistical Disclosure Control, chapter 5).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.composition.disclosure import SMALLEST
from toolkit.composition.drift import DEPARTURES, first_members
from toolkit.composition.membership import Membership
from toolkit.composition.significance import LEVEL, holm
from toolkit.language import say
from toolkit.shown import Finding

NORMAL = 1.959963984540054
"""Quantile of the normal distribution for 95 % intervals."""


RATIOS = ["criterion", "value", "against", "ratio", "low", "high"]


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
    """Estimate the share of each class still there, replacements counted from the day they came (Kaplan–Meier).

    Returns
    -------
    Finding
        `value`, `members` (ever), `days`, `staying` (0 to 1), `low`, `high` (95 % interval at that day), `at_risk`;
        each class starts at day 0 with 1 and goes on to the last day.
    """
    from statsmodels.duration.survfunc import SurvfuncRight

    times = _times(membership, until)
    tables = []
    for value, group in times.groupby(criterion, sort=True):
        curve = SurvfuncRight(group["time"], group["gone"], entry=group["entry"])
        share, error = np.asarray(curve.surv_prob), np.asarray(curve.surv_prob_se)
        low, high = _log_log_interval(share, error)
        points = {"days": curve.surv_times, "staying": share, "low": low, "high": high, "at_risk": curve.n_risk}
        start = {"days": [0.0], "staying": [1.0], "low": [1.0], "high": [1.0], "at_risk": [(group["entry"] == 0).sum()]}
        both = pd.concat([pd.DataFrame(start), pd.DataFrame(points)], ignore_index=True)
        tables.append(_to_the_end(both, float(times["time"].max())).assign(value=value, members=len(group)))
    table = pd.concat(tables, ignore_index=True)
    table = table[["value", "members", "days", "staying", "low", "high", "at_risk"]]
    table.attrs["synthetic"] = membership.synthetic
    last = table.groupby("value")["staying"].last()
    text = say(
        "By the end {low:.0%} of {value} are still there, the lowest share of its criterion.",
        low=float(last.min()),
        value=last.idxmin(),
    )
    return Finding(table, text)


def _to_the_end(curve: pd.DataFrame, end: float) -> pd.DataFrame:
    """Draw a step curve on to the last day."""
    if curve["days"].iloc[-1] >= end:
        return curve
    return pd.concat([curve, curve.tail(1).assign(days=end)], ignore_index=True)


def _log_log_interval(share: np.ndarray, error: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give 95 % intervals of shares that stay within 0 to 1; where all are there, or nobody, there is none."""
    inside = (share > 0) & (share < 1)
    kept = np.where(inside, share, 0.5)
    width = np.exp(NORMAL * error / (kept * -np.log(kept)))
    return np.where(inside, kept**width, share), np.where(inside, kept ** (1 / width), share)


def log_rank(membership: Membership, criteria: Sequence[str], until: pd.Timestamp) -> Finding:
    """Compare how long the classes of each criterion stay, replacements counted from the day they came.

    Returns
    -------
    Finding
        `criterion`, `p_value` (log-rank; missing where there are no two classes to compare, or nobody left), `p_holm`
        (over criteria).
    """
    times = _times(membership, until)
    p_values = [_log_rank(times, name) for name in criteria]
    table = pd.DataFrame({"criterion": list(criteria), "p_value": p_values, "p_holm": holm(p_values)})
    table.attrs["synthetic"] = membership.synthetic
    text = say(
        "Counting replacements from the day they came, {odd} of {tested} criteria {odd:shows|show} classes that stay "
        "less long "
        "than others (log-rank, corrected).",
        odd=int((table["p_holm"] <= LEVEL).sum()),
        tested=int(table["p_value"].notna().sum()),
    )
    return Finding(table, text)


def _log_rank(times: pd.DataFrame, criterion: str) -> float:
    """Test one criterion over the classes of which somebody was there when somebody left; missing if below two."""
    from statsmodels.duration.survfunc import survdiff

    left = times.loc[times["gone"] == 1, "time"].to_numpy()
    at_risk = (times["entry"].to_numpy()[:, None] < left) & (left <= times["time"].to_numpy()[:, None])
    seen = times[at_risk.any(axis=1)]
    if seen[criterion].nunique() < 2:
        return np.nan
    try:
        return float(survdiff(seen["time"], seen["gone"], seen[criterion], entry=seen["entry"])[1])
    except np.linalg.LinAlgError:  # all who were there left together: nothing tells classes apart
        return np.nan


def hazard_ratios(
    membership: Membership, criteria: Sequence[str], until: pd.Timestamp, told: pd.DataFrame | None = None
) -> Finding:
    """Compare the classes' risks of leaving with that of the largest class of their criterion (Cox, delayed entry).

    Parameters
    ----------
    membership : Membership
        Who was a member when.
    criteria : sequence of str
        Criteria to compare.
    until : Timestamp
        Last day.
    told : DataFrame, optional
        `criterion`, `value` of the classes whose departures may be told: the others are left out, and ratios are
        rounded to one decimal so that no number of departures can be computed from them.

    Returns
    -------
    Finding
        `criterion`, `value`, `against` (the largest class), `ratio`, `low`, `high` (95 % interval), one model for each
        criterion. Classes of fewer than five departures have no ratio: the interval would not hold. No rows if no
        criterion has two classes with enough departures.
    """
    times = _times(membership, until)
    allowed = {
        name: set(times[name] if told is None else told.loc[told["criterion"] == name, "value"]) for name in criteria
    }
    models = [_cox(times[times[name].isin(allowed[name])], name) for name in criteria]
    fitted = [model for model in models if len(model)] or [pd.DataFrame(columns=RATIOS)]
    table = pd.concat(fitted, ignore_index=True) if told is None else pd.concat(fitted, ignore_index=True).round(1)
    table.attrs["synthetic"] = membership.synthetic
    if table.empty:
        return Finding(
            table, say("Too few have left to compare how soon: no criterion has two classes of five leavers.")
        )
    apart = table[(table["low"] > 1) | (table["high"] < 1)]
    text = say(
        "{apart} of {tested} {tested:class|classes} with at least five departures {apart:leaves|leave} sooner or "
        "later than the largest class of "
        "their criterion (Cox, 95% intervals, not corrected for their number).",
        apart=len(apart),
        tested=len(table),
    )
    return Finding(table, text)


def _cox(times: pd.DataFrame, criterion: str) -> pd.DataFrame:
    """Fit one criterion; no rows if fewer than two of its classes have five departures."""
    from statsmodels.duration.hazard_regression import PHReg

    left = times.groupby(criterion)["gone"].sum()
    kept = times[times[criterion].isin(left.index[left >= SMALLEST])]
    sizes = kept[criterion].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    if len(sizes) < 2:
        return pd.DataFrame(columns=RATIOS)
    others = [str(value) for value in sizes.index[1:]]
    design = np.column_stack([(kept[criterion] == value).to_numpy(float) for value in others])
    entry = kept["entry"] + 0.5  # at risk from the day after, as in the curves: PHReg counts the day of entry itself
    fit = PHReg(kept["time"], design, status=kept["gone"], entry=entry).fit(disp=0)
    bounds = np.exp(fit.conf_int())
    ratios = {"ratio": np.exp(fit.params), "low": bounds[:, 0], "high": bounds[:, 1]}
    return pd.DataFrame({"criterion": criterion, "value": others, "against": str(sizes.index[0]), **ratios})


def reasons_over_time(membership: Membership, until: pd.Timestamp) -> Finding:
    """Estimate the share of those drawn first who have left for each reason (competing risks).

    Returns
    -------
    Finding
        `reason`, `members` (drawn first), `days`, `share` (0 to 1); each reason starts at day 0 with 0.
    """
    from statsmodels.duration.survfunc import CumIncidenceRight

    first = first_members(membership)["person_id"]
    times = _times(membership, until)
    times = times[times["person_id"].isin(first) & (times["entry"] == 0)]
    stated = times["reason"].where(times["reason"] != "", times["exit"])
    names = sorted(stated[times["gone"] == 1].unique())
    if not names:
        return Finding(pd.DataFrame(columns=["reason", "members", "days", "share"]), say("Nobody has left."))
    codes = stated.map({name: number for number, name in enumerate(names, start=1)}).where(times["gone"] == 1, 0)
    with np.errstate(divide="ignore"):  # in its standard errors, unused, once nobody is left
        fit = CumIncidenceRight(times["time"].to_numpy(), codes.to_numpy(int))
    curves = [pd.DataFrame({"days": [0.0, *fit.times], "share": [0.0, *shares]}) for shares in fit.cinc]
    end = float(times["time"].max())
    tables = [_to_the_end(curve, end).assign(reason=name) for name, curve in zip(names, curves, strict=True)]
    table = pd.concat(tables, ignore_index=True).assign(members=len(times))[["reason", "members", "days", "share"]]
    table.attrs["synthetic"] = membership.synthetic
    last = table.groupby("reason")["share"].last()
    if round(last.max() * len(times)) < SMALLEST:
        return Finding(table, say("No reason for leaving was given by {n} people or more.", n=SMALLEST))
    text = say(
        "The commonest reason for leaving is “{reason}”: {share:.0%} of those drawn first by the end.",
        reason=last.idxmax(),
        share=float(last.max()),
    )
    return Finding(table, text)


def in_steps_of_five(table: pd.DataFrame, share: str, smallest: int = SMALLEST) -> pd.DataFrame:
    """Draw curves in steps of five people, so that no departure of a few can be read off them.

    Parameters
    ----------
    table : DataFrame
        What `survival` or `reasons_over_time` gives: first column the class, `members`, `days` and the share.
    share : str
        Column of shares, 0 to 1.
    smallest : int
        People to a step; 0 leaves the table as it is.

    Returns
    -------
    DataFrame
        Class, `days` on which a step is complete and the last day, share as a multiple of `smallest` people; classes of
        fewer than two steps are left out.
    """
    if smallest == 0:
        return table
    name, start = table.columns[0], 1.0 if share == "staying" else 0.0
    large = table[table["members"] >= 2 * smallest]
    step = smallest / large["members"]
    told = (start + np.round((large[share] - start) / step + 1e-9) * step).clip(0, 1)
    shown = large.assign(**{share: told})[[name, "days", share]]
    moves = shown[share] != shown.groupby(name, sort=False)[share].shift()
    kept = shown[moves | ~shown.duplicated(name, keep="last")].reset_index(drop=True)
    kept.attrs.update(table.attrs)
    return kept
