"""Who spoke and who sat in which workshop, made up where nothing is published; marked as people who do not exist."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.composition.attendance import marks
from toolkit.composition.membership import Membership


def speaking_list(membership: Membership, rng: np.random.Generator, share: float = 0.4) -> pd.DataFrame:
    """Make up who spoke among those present: a few speak often, whatever their class.

    Parameters
    ----------
    membership : Membership
        Who came; nobody else speaks.
    rng : Generator
        Source of randomness.
    share : float
        Share of those present who speak at a session, on average, above 0 to below 1. An assumption.

    Returns
    -------
    DataFrame
        `person_id`, `date`, `spoke`, as `build_membership` takes it; marked synthetic.
    """
    came = marks(membership)
    habits = rng.beta(2 * share, 2 * (1 - share), len(came))
    spoke = rng.random(came.shape) < habits[:, None]
    long = came.melt(ignore_index=False, var_name="date", value_name="present").reset_index()
    table = long.assign(spoke=spoke.T.ravel())[long["present"] == 1][["person_id", "date", "spoke"]]
    table.attrs["synthetic"] = True
    return table.reset_index(drop=True)


def workshop_list(people: pd.DataFrame, workshops: Sequence[str], rng: np.random.Generator) -> pd.DataFrame:
    """Make up who sits in which workshop: groups of equal size, whatever people's class.

    Returns
    -------
    DataFrame
        `people` with a column `workshop`; marked synthetic.
    """
    seats = np.resize(np.array(workshops, dtype=object), len(people))
    table = people.assign(workshop=rng.permutation(seats))
    table.attrs["synthetic"] = True
    return table
