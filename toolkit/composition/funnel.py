"""Was recruitment biased? From residents to volunteers to seats, class by class.

Sources: R-indicator of Schouten, Cobben & Bethlehem 2009 (Survey Methodology 35); at low response it flatters, the
coefficient of variation of the propensities does not (Moore, Durrant & Smith 2018, doi:10.1111/rssa.12304).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.composition.disclosure import SMALLEST, suppress
from toolkit.composition.drift import exact_interval
from toolkit.composition.raking import design_effect, fit_margins
from toolkit.composition.significance import holm, multinomial_test
from toolkit.errors import refuse
from toolkit.language import say
from toolkit.shown import Finding


def funnel(
    population: pd.DataFrame, pool: pd.DataFrame, panel: pd.DataFrame, criteria: Sequence[str], letters: int
) -> pd.DataFrame:
    """Follow each class from the residents through the volunteers to the seats.

    Parameters
    ----------
    population : DataFrame
        Joint counts: the criteria's columns and `count`.
    pool, panel : DataFrame
        Volunteers and members, one row each, with the criteria's columns.
    criteria : sequence of str
        Criteria to follow.
    letters : int
        Letters sent, spread over residents in proportion.

    Returns
    -------
    DataFrame
        `criterion`, `value`, `residents` (share), `letters` (expected), `volunteers`, `response` (volunteers per
        letter), `low`, `high` (95 % interval), `seats`, `seats_per_volunteer`.
    """
    rows = []
    for criterion in criteria:
        counts = population.groupby(criterion, sort=False, observed=True)["count"].sum()
        for value, residents in (counts / counts.sum()).items():
            sent = letters * float(residents)
            came, seated = int((pool[criterion] == value).sum()), int((panel[criterion] == value).sum())
            low, high = exact_interval(came, max(round(sent), came, 1))
            rows.append(
                {
                    "criterion": criterion,
                    "value": value,
                    "residents": float(residents),
                    "letters": sent,
                    "volunteers": came,
                    "response": came / sent if sent else np.nan,
                    "low": low,
                    "high": high,
                    "seats": seated,
                    "seats_per_volunteer": seated / came if came else np.nan,
                }
            )
    table = pd.DataFrame(rows)
    table.attrs["synthetic"] = bool(pool.attrs.get("synthetic"))
    return table


def coefficient_of_variation(rates: np.ndarray, shares: np.ndarray) -> float:
    """Give the spread of response rates between classes relative to their mean; 0: all respond alike."""
    mean = float(np.average(rates, weights=shares))
    return float(np.sqrt(np.average((rates - mean) ** 2, weights=shares)) / mean)


def r_indicator(rates: np.ndarray, shares: np.ndarray) -> float:
    """Give 1 − 2 × the standard deviation of response rates; 1: all alike. Flattering where few respond."""
    mean = float(np.average(rates, weights=shares))
    return float(1 - 2 * np.sqrt(np.average((rates - mean) ** 2, weights=shares)))


def recruitment_bias(
    table: pd.DataFrame, rng: np.random.Generator, replicates: int = 100_000, smallest: int = SMALLEST
) -> Finding:
    """Test, criterion by criterion, whether volunteers answered alike.

    Parameters
    ----------
    table : DataFrame
        What `funnel` gives.
    rng : Generator
        Source of randomness.
    replicates : int
        Outcomes drawn for each test.
    smallest : int
        Classes with 1 to `smallest` − 1 volunteers are neither the smallest nor the largest: the rate would tell them.

    Returns
    -------
    Finding
        `criterion`, `smallest`, `largest` (response by class), `variation` (coefficient), `r_indicator`, `p_value`
        (exact multinomial by Monte Carlo), `p_holm`.

    Raises
    ------
    InputError
        If nobody volunteered.
    """
    if not table["volunteers"].sum() > 0:
        raise refuse("volunteers", "there is none", "Give the pool of those who volunteered")
    rows = []
    for criterion, group in table.groupby("criterion", sort=False):
        rates, shares = group["response"].to_numpy(), group["residents"].to_numpy()
        told = rates[~suppress(group, "volunteers", smallest=smallest)["suppressed"]]
        rows.append(
            {
                "criterion": criterion,
                "smallest": told.min() if len(told) else np.nan,
                "largest": told.max() if len(told) else np.nan,
                "variation": coefficient_of_variation(rates, shares),
                "r_indicator": r_indicator(rates, shares),
                "p_value": multinomial_test(group["volunteers"].to_numpy(), shares / shares.sum(), rng, replicates),
            }
        )
    found = pd.DataFrame(rows)
    found["p_holm"] = holm(found["p_value"].to_numpy())
    found.attrs.update(table.attrs)
    worst = found.iloc[int(found["variation"].to_numpy().argmax())]
    text = say(
        "Response differs most by {criterion}, from {smallest:.1%} to {largest:.1%} (coefficient of variation "
        "{variation:.2f}; the R-indicator, {r:.2f}, flatters where few answer).",
        criterion=worst["criterion"],
        smallest=float(worst["smallest"]),
        largest=float(worst["largest"]),
        variation=float(worst["variation"]),
        r=float(worst["r_indicator"]),
    )
    return Finding(found, text)


def response_model(cells: pd.DataFrame, criteria: Sequence[str]) -> Finding:
    """Fit a binomial model of response with an effect for each class of each criterion.

    Parameters
    ----------
    cells : DataFrame
        The criteria's columns, `invited` (letters, may be expected numbers) and `volunteers`; one row per combination.
    criteria : sequence of str
        Criteria in the model; the first class of each, in the order of the table, is the reference.

    Returns
    -------
    Finding
        `criterion`, `value`, `against` (the reference), `odds_ratio`, `low`, `high` (95 % interval). Classes of which
        nobody volunteered are left out: no ratio can be told from none.

    Raises
    ------
    InputError
        If more people volunteered than were invited in some cell, or fewer than two classes of all volunteered.
    """
    import statsmodels.api as sm
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    if (cells["volunteers"] > cells["invited"]).any():
        raise refuse("cells", "more people volunteered than were invited", "Cross fewer criteria")
    for criterion in criteria:
        cells = cells[cells.groupby(criterion)["volunteers"].transform("sum") > 0]
    if all(cells[criterion].nunique() < 2 for criterion in criteria):
        raise refuse("cells", "no criterion has two classes of which somebody volunteered", "Cross other criteria")
    columns, names = [np.ones(len(cells))], []
    for criterion in criteria:
        first, *others = dict.fromkeys(cells[criterion])
        columns += [(cells[criterion] == value).to_numpy(float) for value in others]
        names += [(criterion, value, first) for value in others]
    answers = np.column_stack([cells["volunteers"], cells["invited"] - cells["volunteers"]]).astype(float)
    with warnings.catch_warnings():  # one criterion alone fits its cells exactly, which is no fault
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        fit = sm.GLM(answers, np.column_stack(columns), family=sm.families.Binomial()).fit()
    bounds = np.exp(fit.conf_int())[1:]
    table = pd.DataFrame(names, columns=["criterion", "value", "against"])
    table = table.assign(odds_ratio=np.exp(fit.params)[1:], low=bounds[:, 0], high=bounds[:, 1])
    table.attrs.update(cells.attrs)
    apart = table.iloc[int(np.abs(np.log(table["odds_ratio"].to_numpy())).argmax())]
    text = say(
        "All else equal, the odds of volunteering differ most between two classes: for {value} they are {ratio:.1f} "
        "times those for {against}.",
        value=apart["value"],
        against=apart["against"],
        ratio=float(apart["odds_ratio"]),
    )
    return Finding(table, text)


def weights_needed(population: pd.DataFrame, pool: pd.DataFrame, criteria: Sequence[str]) -> Finding:
    """Weigh volunteers so that they mirror the residents on every criterion at once, and say what that costs.

    Weights are found by raking (`fit_margins`); how far they are from equal is the design effect (Kish 1965). Classes
    of which nobody volunteered are left out: no weight can bring them in.

    Parameters
    ----------
    population : DataFrame
        Joint counts: the criteria's columns and `count`.
    pool : DataFrame
        Volunteers, one row each, with the criteria's columns.
    criteria : sequence of str
        Criteria to mirror.

    Returns
    -------
    Finding
        `criterion`, `value`, `volunteers`, `residents` (shares of each, 0 to 1), `weight` (mean of the class's
        volunteers; the mean of all is 1).

    Raises
    ------
    InputError
        If no weights mirror all criteria together.
    """
    cells = pool.groupby(list(criteria), sort=False, observed=True).size().rename("seed").reset_index()
    counts = [population.groupby(name, sort=False, observed=True)["count"].sum() for name in criteria]
    known = [count[count.index.isin(pool[name])] for name, count in zip(criteria, counts, strict=True)]
    margins = [(len(pool) * count / count.sum()).reset_index() for count in known]
    table = fit_margins(cells, margins).table
    weight = table["count"] / cells["seed"]
    effect = design_effect(np.repeat(weight.to_numpy(), cells["seed"]))
    rows = []
    for name, margin in zip(criteria, margins, strict=True):
        came = cells.groupby(name)["seed"].sum().reindex(margin[name]).to_numpy()
        due = margin["count"].to_numpy()
        shares = {"volunteers": came / len(pool), "residents": due / len(pool), "weight": due / came}
        rows.append(pd.DataFrame({"criterion": name, "value": margin[name], **shares}))
    text = say(
        "Weighted to mirror the residents on {criteria} criteria at once, {people} volunteers tell no more than {same} "
        "drawn at random (design effect {effect:.1f}; the largest weight is {most:.1f} times the mean).",
        criteria=len(criteria),
        people=len(pool),
        same=round(len(pool) / effect),
        effect=effect,
        most=float(weight.max()),
    )
    return Finding(pd.concat(rows, ignore_index=True), text)


def crossed_cells(population: pd.DataFrame, pool: pd.DataFrame, criteria: Sequence[str], letters: int) -> pd.DataFrame:
    """Count letters (expected) and volunteers in each combination of some criteria, for `response_model`."""
    names = list(criteria)
    counts = population.groupby(names, sort=False, observed=True)["count"].sum()
    came = pool.groupby(names).size().reindex(counts.index, fill_value=0)
    cells = pd.DataFrame({"invited": letters * counts / counts.sum(), "volunteers": came}).reset_index()
    cells.attrs["synthetic"] = bool(pool.attrs.get("synthetic"))
    return cells[cells["invited"] > 0].reset_index(drop=True)
