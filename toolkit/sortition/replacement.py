"""When members leave: the quotas left for the free seats, and who could take them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from toolkit.errors import refuse
from toolkit.sortition.pool import Pool, Quotas, Selection

NO_LIMIT = 1_000_000
"""A maximum that no assembly reaches."""


def quotas_left(quotas: Quotas, members: pd.DataFrame) -> Quotas:
    """Subtract the seats that members hold: max(0, min − held) to max(0, max − held).

    Parameters
    ----------
    quotas : Quotas
        Of the whole assembly.
    members : DataFrame
        The people who hold a seat, one text column for each margin of the quotas.
    """
    held = quotas.counted(members).sum(axis=1)
    table = quotas.table
    left = {name: (table[name] - held).clip(lower=0) for name in table.columns[2:]}
    return Quotas(table.assign(**left))


def replacement_selection(selection: Selection, members: Sequence[str], former: Iterable[str] = ()) -> Selection:
    """Say what is to be drawn for the seats that are free.

    Parameters
    ----------
    selection : Selection
        The selection of the whole assembly.
    members : sequence of person_id
        Who holds a seat now.
    former : iterable of person_id
        Who held one before; they are not asked again.

    Returns
    -------
    Selection
        The free seats, the quotas left, and the pool without members, former members, excluded people and housemates
        of members.

    Raises
    ------
    InputError
        If members are not in the pool, or no seat is free.
    """
    ids = selection.pool.ids
    strangers = [person for person in members if person not in ids]
    if strangers:
        raise refuse("members", f"{len(strangers)} members are not in the pool of the draw", "Correct the identifiers")
    free = selection.seats - len(set(members))
    if free < 1:
        raise refuse("members", f"{len(set(members))} members for {selection.seats} seats", "No seat is free")
    seated = np.asarray(ids.isin(list(members)), dtype=bool)
    out = seated | np.asarray(ids.isin([*former, *selection.must_exclude]), dtype=bool)
    for group in selection.pool.housemates():
        out[group] |= bool(seated[group].any())
    households = selection.pool.households
    rest = Pool(selection.pool.people[~out], None if households is None else households[~out])
    return Selection(rest, quotas_left(selection.quotas, selection.pool.people[seated]), free)


def seats_beside(selection: Selection, seated: pd.DataFrame, households: pd.Series | None = None) -> Selection:
    """Say what is to be drawn beside people who hold seats already and need not be in the pool.

    Parameters
    ----------
    selection : Selection
        All seats and quotas, and the pool.
    seated : DataFrame
        Index person_id; one text column for each margin of the quotas.
    households : Series, optional
        Their addresses, as in the pool.

    Returns
    -------
    Selection
        The seats and quotas left; those seated and their housemates are excluded, each with the reason.

    Raises
    ------
    InputError
        If no seat is left, or they have values that no quota knows.
    """
    Selection(Pool(seated, households), _without_limits(selection.quotas), len(seated))
    free = selection.seats - len(seated)
    if free < 1:
        raise refuse("seated", f"{len(seated)} people for {selection.seats} seats", "No seat is free")
    barred = dict(selection.must_exclude)
    barred |= {str(person): "seated already" for person in selection.pool.ids if person in seated.index}
    if households is not None and selection.pool.households is not None:
        lived_in = set(households) - {""}
        shared = selection.pool.households[selection.pool.households.isin(lived_in)]
        barred |= {str(person): "lives with somebody who is seated" for person in shared.index if person not in barred}
    left = quotas_left(selection.quotas, seated)
    return Selection(selection.pool, left, free, selection.must_include, barred)


def _without_limits(quotas: Quotas) -> Quotas:
    """Keep the features and values of quotas, and no limits."""
    return Quotas(quotas.table.assign(min=0, min_flex=0, max=NO_LIMIT, max_flex=NO_LIMIT))
