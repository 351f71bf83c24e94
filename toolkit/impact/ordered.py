"""Ordered outcomes of many proposals (rejected, modified, adopted) related to their traits.

An ordered logit with a bootstrap over the processes that proposals come from: proposals of one process share its fate.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.errors import refuse


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
    fitted = _fit(outcome, traits)
    effects = fitted[: traits.shape[1]]
    members = [np.flatnonzero(cluster == name) for name in names]
    resamples = []
    for _ in range(draws):
        rows = np.concatenate([members[place] for place in rng.integers(len(names), size=len(names))])
        drawn = traits.iloc[rows]
        if outcome.iloc[rows].nunique() == outcome.nunique() and (drawn.nunique() > 1).all():
            resamples.append(_fit(outcome.iloc[rows], drawn, fitted)[: traits.shape[1]])
    low, high = np.quantile(resamples, [0.025, 0.975], axis=0)
    columns = {"trait": list(traits.columns), "effect": effects, "low": low, "high": high, "draws": len(resamples)}
    return pd.DataFrame(columns).round(4)


def _fit(outcome: pd.Series, traits: pd.DataFrame, start: np.ndarray | None = None) -> np.ndarray:
    """Fit the ordered logit from a first guess; give the effects of the traits, then the thresholds."""
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    model = OrderedModel(outcome.to_numpy(int), traits.to_numpy(float), distr="logit")
    return np.asarray(model.fit(start, method="bfgs", disp=False).params)
