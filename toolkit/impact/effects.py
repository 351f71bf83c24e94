"""What a handful of adopted texts proves: exact intervals, base rates, and what would have to be true.

Few clusters call for exact statements, not for random effects. Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Shown


def clopper_pearson(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """Give the exact two-sided interval of a share.

    Parameters
    ----------
    successes, trials : int
        0 ≤ successes ≤ trials; without trials nothing is known and the interval is (0, 1).
    confidence : float
        Between 0 and 1.

    Raises
    ------
    InputError
        If the counts are impossible.
    """
    if not 0 <= successes <= trials:
        raise refuse("adoptions", f"{successes} of {trials} is impossible", "Give 0 ≤ successes ≤ trials")
    alpha = 1 - confidence
    low = 0.0 if successes == 0 else float(stats.beta.ppf(alpha / 2, successes, trials - successes + 1))
    high = 1.0 if successes == trials else float(stats.beta.ppf(1 - alpha / 2, successes + 1, trials - successes))
    return low, high


@dataclass(frozen=True)
class AdoptionEvidence(Shown):
    """What a number of adoptions says against base rates.

    Parameters
    ----------
    table : DataFrame
        `base_rate, chance`: how likely at least as many adoptions are if texts pass at this rate anyway.
    adopted, texts : int
        Counts observed.
    low, high : float
        Exact 95 % interval of the adoption rate.
    largest_base_rate : float
        The base rate must be at or below this for the observation to be significant at 5 % (one-sided).
    text : tuple of Message
        The same in sentences.
    """

    table: pd.DataFrame
    adopted: int
    texts: int
    low: float
    high: float
    largest_base_rate: float
    text: tuple[Message, ...]


def adoption_evidence(adopted: int, texts: int, base_rate: float = 0.9) -> AdoptionEvidence:
    """Say what `adopted` of `texts` proves, if texts pass at an assumed rate anyway.

    Parameters
    ----------
    adopted, texts : int
        Texts of the assembly adopted, and put to the vote.
    base_rate : float
        Rate at which comparable texts might pass anyway, for the sentence; the table has rates from 0.4 to 1.
    """
    low, high = clopper_pearson(adopted, texts)
    rates = np.arange(40, 101, 5) / 100
    table = pd.DataFrame({"base_rate": rates, "chance": np.round(stats.binom.sf(adopted - 1, texts, rates), 4)})
    largest = float(stats.beta.ppf(0.05, adopted, texts - adopted + 1)) if adopted else 0.0
    sentences = (
        say(
            "{adopted} of {texts} texts of the assembly were adopted (exact 95% interval of the rate: {low:.2f} to "
            "{high:.2f}).",
            adopted=adopted,
            texts=texts,
            low=low,
            high=high,
        ),
        say(
            "If comparable texts pass at a rate of {rate:.0%} anyway, this happens with probability {chance:.2f}; only "
            "below a base rate of {largest:.3f} would it be unusual (5%, one-sided).",
            rate=base_rate,
            chance=float(stats.binom.sf(adopted - 1, texts, base_rate)),
            largest=largest,
        ),
    )
    return AdoptionEvidence(table, adopted, texts, low, high, largest, sentences)


def known_outcomes(items: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count adoptions among the items whose outcome was seen, with exact intervals.

    Parameters
    ----------
    items : DataFrame
        Column `fate` ("adopted", "adopted as amended", "rejected", …; empty: not seen) and the column `by`.
    by : str
        Column that groups the items, e.g. who tabled them.

    Returns
    -------
    DataFrame
        `by, items, seen, adopted, low, high`; groups in order of size, then of name.
    """
    seen = items["fate"].fillna("") != ""
    adopted = items["fate"].isin(["adopted", "adopted as amended"])
    counts = (
        items.assign(seen=seen, adopted=adopted)
        .groupby(by)
        .agg(items=("seen", "size"), seen=("seen", "sum"), adopted=("adopted", "sum"))
    )
    table = counts.reset_index().sort_values(["items", by], ascending=[False, True], kind="stable")
    intervals = [clopper_pearson(int(k), int(n)) for k, n in zip(table["adopted"], table["seen"], strict=True)]
    low, high = zip(*intervals, strict=True)
    return table.assign(low=np.round(low, 4), high=np.round(high, 4)).reset_index(drop=True)


def permutation_difference(
    values: np.ndarray, group: np.ndarray, stratum: np.ndarray, rng: np.random.Generator, draws: int = 9999
) -> tuple[float, float]:
    """Compare a group with the others inside strata by shuffling labels there.

    Parameters
    ----------
    values : array of shape (n,)
        1 for adopted, 0 for not.
    group : array of bool of shape (n,)
        Items of the assembly.
    stratum : array of shape (n,)
        What is matched on (author kind, session, department, opinion of the Executive).
    rng : Generator
        Randomness.
    draws : int
        Shuffles.

    Returns
    -------
    difference, p_value : float
        Mean of the group minus that of the others, and the two-sided p-value, counting the observed order as one draw.
    """
    values, group = np.asarray(values, dtype=float), np.asarray(group, dtype=bool)
    strata = [np.flatnonzero(stratum == name) for name in pd.unique(pd.Series(stratum))]

    def difference(labels: np.ndarray) -> float:
        return float(values[labels].mean() - values[~labels].mean())

    observed, extreme = difference(group), 1
    for _ in range(draws):
        shuffled = group.copy()
        for members in strata:
            shuffled[members] = group[rng.permutation(members)]
        extreme += abs(difference(shuffled)) >= abs(observed) - 1e-12
    return observed, extreme / (draws + 1)


@dataclass(frozen=True)
class Incidence:
    """How many of the texts are adopted by a time, rejection competing.

    Parameters
    ----------
    table : DataFrame
        `time, incidence, naive`: the cumulative incidence of adoption, and what comes out if rejection is treated as
        if the text might still be adopted.
    text : Message
        The two at the end, in a sentence.
    """

    table: pd.DataFrame
    text: Message


def competing_risks(time: pd.Series, ending: pd.Series, event: str = "adopted") -> Incidence:
    """Estimate the cumulative incidence of adoption (Aalen and Johansen 1978).

    Parameters
    ----------
    time : Series
        Time from tabling to the ending, or to the last look; 0 or more, any unit.
    ending : Series
        What ended the wait ("adopted", "rejected", "withdrawn", …); "" while it lasts.
    event : str
        Ending of interest.

    Raises
    ------
    InputError
        If no text has that ending, or a time is negative.
    """
    if not (ending == event).any():
        raise refuse("endings", f"no text is {event}", "Choose an ending that occurs")
    if (time < 0).any():
        rows = [int(row) + 2 for row in np.flatnonzero(time < 0)]
        raise refuse("times", "an act ended before it was tabled", "Correct the dates", rows)
    from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

    causes = [event, *sorted(set(ending) - {event, ""})]
    code = ending.map({"": 0} | {cause: number for number, cause in enumerate(causes, start=1)})
    with np.errstate(divide="ignore", invalid="ignore"):
        joint = CumIncidenceRight(time.to_numpy(float), code.to_numpy(int))
        alone = SurvfuncRight(time.to_numpy(float), (ending == event).to_numpy(int))
    naive = pd.Series(1 - alone.surv_prob, index=alone.surv_times).reindex(joint.times, method="ffill").fillna(0.0)
    table = pd.DataFrame({"time": joint.times, "incidence": joint.cinc[0], "naive": naive.to_numpy()}).round(4)
    text = say(
        "{incidence:.2f} of the texts end {event}; treating other endings as if they were still open would give "
        "{naive:.2f}.",
        event=event,
        incidence=float(table["incidence"].iloc[-1]),
        naive=float(table["naive"].iloc[-1]),
    )
    return Incidence(table, text)


def matched_rates(items: pd.DataFrame, own: pd.Series, by: list[str]) -> pd.DataFrame:
    """Give, for each of the assembly's texts, the adoption rate of the council's other items of its stratum.

    Parameters
    ----------
    items : DataFrame
        Column `fate` ("" where not seen) and the columns `by`.
    own : Series of bool
        The assembly's own texts.
    by : list of str
        What is matched: kind of author, session, department, opinion of the Executive.

    Returns
    -------
    DataFrame
        `by, own_texts, others_seen, others_adopted, rate, low, high`; the rate is missing where no other outcome of
        the stratum was seen, and the interval then is 0 to 1.
    """
    seen = items.assign(own=own, adopted=items["fate"].isin(["adopted", "adopted as amended"]))
    others = (
        seen[~seen["own"] & (seen["fate"] != "")].groupby(by)["adopted"].agg(others_seen="size", others_adopted="sum")
    )
    strata = seen[seen["own"]].groupby(by).size().rename("own_texts").to_frame().join(others).fillna(0).astype(int)
    intervals = [
        clopper_pearson(int(k), int(n)) for k, n in zip(strata["others_adopted"], strata["others_seen"], strict=True)
    ]
    low, high = zip(*intervals, strict=True) if intervals else ((), ())
    rate = (strata["others_adopted"] / strata["others_seen"].where(strata["others_seen"] > 0)).round(4)
    return strata.assign(rate=rate, low=np.round(low, 4), high=np.round(high, 4)).reset_index()


def ordered_logit(
    outcome: pd.Series, traits: pd.DataFrame, cluster: pd.Series, rng: np.random.Generator, draws: int = 200
) -> pd.DataFrame:
    """Relate an ordered outcome to traits of proposals, with a bootstrap over clusters.

    Parameters
    ----------
    outcome : Series of int
        Levels from least to most, e.g. 0 rejected, 1 modified, 2 adopted.
    traits : DataFrame of float
        One column for each trait, no constant.
    cluster : Series
        What is drawn with replacement: the process or text a proposal belongs to.
    rng : Generator
        Randomness.
    draws : int
        Resamples; those in which a level or the spread of a trait is lost are left out.

    Returns
    -------
    DataFrame
        `trait, effect, low, high, draws`: effects on the log odds of a higher level, with 95 % percentile intervals.

    Raises
    ------
    InputError
        If there are fewer than ten clusters: an interval would say nothing.
    """
    names = pd.unique(cluster)
    if len(names) < 10:
        raise refuse("clusters", f"{len(names)} clusters are too few for a bootstrap", "Use exact intervals instead")
    effects = _log_odds(outcome, traits)
    members = [np.flatnonzero(cluster == name) for name in names]
    resamples = []
    for _ in range(draws):
        rows = np.concatenate([members[place] for place in rng.integers(len(names), size=len(names))])
        drawn = traits.iloc[rows]
        if outcome.iloc[rows].nunique() == outcome.nunique() and (drawn.nunique() > 1).all():
            resamples.append(_log_odds(outcome.iloc[rows], drawn))
    low, high = np.quantile(resamples, [0.025, 0.975], axis=0)
    columns = {"trait": list(traits.columns), "effect": effects, "low": low, "high": high, "draws": len(resamples)}
    return pd.DataFrame(columns).round(4)


def _log_odds(outcome: pd.Series, traits: pd.DataFrame) -> np.ndarray:
    """Fit the ordered logit and give the effects of the traits."""
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    fitted = OrderedModel(outcome.to_numpy(int), traits.to_numpy(float), distr="logit").fit(method="bfgs", disp=False)
    return np.asarray(fitted.params[: traits.shape[1]])
