"""Traits and intersections that had no quota: is the panel usual among the panels of its own lottery?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.composition.disclosure import SMALLEST, suppress
from toolkit.composition.significance import LEVEL, holm, quota_refusal
from toolkit.errors import refuse
from toolkit.language import say
from toolkit.shown import Finding

CROSS = " × "


def panel_envelope(
    panels: pd.DataFrame,
    people: pd.DataFrame,
    panel: Sequence[str],
    traits: Sequence[Sequence[str]],
    with_quota: Sequence[str] = (),
) -> Finding:
    """Place a panel among panels of the same lottery, class by class.

    Parameters
    ----------
    panels : DataFrame
        `panel`, `person_id`: equally likely panels of the lottery, one row per seat.
    people : DataFrame
        Volunteers: `person_id` and their classes.
    panel : sequence of str
        Members of the panel that was drawn.
    traits : sequence of sequences of str
        Columns to cross: [["sex", "age"], ["occupation"]].
    with_quota : sequence of str
        Criteria that had quotas; one of them alone is refused, crossings are welcome.

    Returns
    -------
    Finding
        `trait`, `value`, `seats`, `low`, `median`, `high` (middle 95 % of the panels), `p_value` (two-sided, by rank),
        `p_holm`.

    Raises
    ------
    InputError
        If a trait is a criterion with a quota, or a person of a panel is not among the people.
    """
    for trait in traits:
        if len(trait) == 1 and trait[0] in with_quota:
            raise quota_refusal(trait[0])
    unknown = sorted(set(panels["person_id"]).union(panel) - set(people["person_id"]))
    if unknown:
        raise refuse("panels", f"{', '.join(unknown[:5])} are not among the volunteers", "Give the same pool")
    tables = [_one_trait(panels, people, panel, list(trait)) for trait in traits]
    table = pd.concat(tables, ignore_index=True)
    table["p_holm"] = holm(table["p_value"].to_numpy())
    table.attrs["synthetic"] = bool(people.attrs.get("synthetic"))
    odd, outside = table[table["p_holm"] <= LEVEL], (table["seats"] < table["low"]) | (table["seats"] > table["high"])
    text = say(
        "Of {classes} classes without a quota of their own, {outside} {outside:lies|lie} outside the middle 95% of "
        "{panels} panels of "
        "the same lottery; after correction for their number {odd} {odd:remains|remain}.",
        classes=len(table),
        outside=int(outside.sum()),
        panels=int(panels["panel"].nunique()),
        odd=len(odd),
    )
    return Finding(table, text)


def _one_trait(panels: pd.DataFrame, people: pd.DataFrame, panel: Sequence[str], trait: list[str]) -> pd.DataFrame:
    """Count one trait in every panel."""
    values = people.set_index("person_id")[trait].astype(str).agg(CROSS.join, axis=1)
    classes = sorted(values.unique())
    counts = pd.crosstab(panels["panel"], panels["person_id"].map(values)).reindex(columns=classes, fill_value=0)
    observed = values.loc[list(panel)].value_counts().reindex(classes, fill_value=0).to_numpy()
    every = counts.to_numpy()
    below, above = (every <= observed).sum(axis=0), (every >= observed).sum(axis=0)
    low, median, high = np.quantile(every, [0.025, 0.5, 0.975], axis=0)
    return pd.DataFrame(
        {
            "trait": CROSS.join(trait),
            "value": classes,
            "seats": observed,
            "low": low,
            "median": median,
            "high": high,
            "p_value": np.minimum(1.0, 2 * (1 + np.minimum(below, above)) / (len(every) + 1)),
        }
    )


def shown_envelope(table: pd.DataFrame, smallest: int = SMALLEST) -> pd.DataFrame:
    """Leave out of `panel_envelope` the seats of a few people, and what would give them away.

    The seats of single traits are known, so a crossing of two is protected along both; of more, along the whole.
    """
    parts = table["value"].str.split(CROSS, n=1, expand=True).reindex(columns=[0, 1]).fillna("")
    crossing = (table["trait"].str.count(CROSS) == 1).to_numpy()
    cells = table.assign(first=parts[0].where(crossing, ""), second=parts[1].where(crossing, ""))
    shown = suppress(cells, "seats", ["trait", "first"], ["p_value", "p_holm"], smallest, across=["trait", "second"])
    return shown.drop(columns=["first", "second"])
