"""Who comes and who speaks: marks over all sessions, person by person, so that one bad evening does not count for much.

Source: permutation of persons over classes (Pitman 1937, doi:10.2307/2984124), on each person's marks less what the
sessions' averages lead to expect.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.composition.disclosure import SMALLEST, suppress
from toolkit.composition.membership import Membership
from toolkit.composition.significance import LEVEL, holm
from toolkit.errors import refuse
from toolkit.language import say
from toolkit.shown import Finding

FEWER = 0.2
"""Power is stated for a class that comes, or speaks, a fifth less often than the sessions' averages."""

REPLICATES = 10_000

TURNOUT = "criterion value members people sessions rate low high mean room p_value power".split()  # noqa: SIM905


def marks(membership: Membership, body: str = "present") -> pd.DataFrame:
    """Lay out who came, or spoke: a row for each person, a column for each session recorded.

    Parameters
    ----------
    membership : Membership
        Who was a member when, and what was recorded.
    body : {"present", "speaking"}
        Presence, or speech.

    Returns
    -------
    DataFrame
        1, 0, or missing: not a member that day, or not known. Where a list notes some as absent (or silent), somebody
        without a mark is not known; where it notes only those who came (or spoke), the others did not. Who was absent
        did not speak. A session without any mark has no column.
    """
    column = {"present": "present", "speaking": "spoke"}[body]
    record = membership.attendance.set_index(["person_id", "date"])[["present", "spoke"]].astype("Float64")
    noted = record[column].unstack().dropna(axis=1, how="all")
    wide = noted.mask(record["present"].unstack()[noted.columns] == 0, 0) if body == "speaking" else noted
    lists_only_those_who_did = ~(noted == 0).any()
    wide = wide.reindex(membership.people["person_id"]).astype(float)
    wide.loc[:, lists_only_those_who_did] = wide.loc[:, lists_only_those_who_did].fillna(0.0)
    if wide.empty:
        return wide
    members = np.column_stack([wide.index.isin(membership.on(day)["person_id"]) for day in membership.sessions])
    return wide.where(members[:, [day in wide.columns for day in membership.sessions]])


def turnout(
    membership: Membership,
    criteria: Sequence[str],
    rng: np.random.Generator,
    body: str = "present",
    between: tuple[pd.Timestamp | None, pd.Timestamp | None] = (None, None),
    replicates: int = REPLICATES,
) -> pd.DataFrame:
    """Say how much of the room, or of those who spoke, each class made up over a period.

    The person is the unit, since somebody who misses one session is likely to miss the next. A person's score is the
    number of their marks less what the averages of their sessions lead to expect; scores are shuffled between people.

    Parameters
    ----------
    membership : Membership
        Who was a member when, and what was recorded.
    criteria : sequence of str
        Criteria to compare.
    rng : Generator
        Source of randomness.
    body : {"present", "speaking"}
        Presence, or speech.
    between : pair of Timestamp or None
        First and last day of the period; None leaves it open.
    replicates : int
        Shuffles.

    Returns
    -------
    DataFrame
        `criterion`, `value`, `members` (in the period), `people` (of whom so many came, or spoke, at least once),
        `sessions`, `rate` (of their sessions, 0 to 1), `low`, `high` (middle 95 % of shuffles), `mean` (of all), `room`
        (share of all marks that are the class's), `p_value` (one-sided: so few seldom come about by shuffling), `power`
        (for a class that does so a fifth less often, one test alone). No rows if nothing is recorded in the period.
    """
    table = marks(membership, body)
    first, last = between
    table = table.loc[:, slice(first, last)].dropna(how="all")
    if not criteria or np.nansum(table.to_numpy(float)) == 0:
        return pd.DataFrame(columns=TURNOUT)
    people = membership.people.set_index("person_id").loc[table.index]
    did, known = table.fillna(0.0).to_numpy(), table.notna().to_numpy()
    expected = (known * (did.sum(axis=0) / known.sum(axis=0))).sum(axis=1)
    names, inside = _classes(people, criteria)
    members, base, due = (weights @ inside for weights in (np.ones(len(people)), expected, known.sum(axis=1)))
    score = did.sum(axis=1) - expected
    shuffled = rng.permuted(np.tile(score, (replicates, 1)), axis=1) @ inside
    low, high = np.quantile(shuffled, [0.025, 0.975], axis=0)
    return names.assign(
        members=members.astype(int),
        people=((did.sum(axis=1) > 0) @ inside).astype(int),
        sessions=table.shape[1],
        rate=did.sum(axis=1) @ inside / due,
        low=np.clip((base + low) / due, 0, 1),
        high=np.clip((base + high) / due, 0, 1),
        mean=did.sum() / known.sum(),
        room=did.sum(axis=1) @ inside / did.sum(),
        p_value=(1 + (shuffled <= score @ inside + 1e-9).sum(axis=0)) / (replicates + 1),
        power=_power(shuffled, FEWER * base * (1 - due / known.sum())),
    )


def _classes(people: pd.DataFrame, criteria: Sequence[str]) -> tuple[pd.DataFrame, np.ndarray]:
    """List the classes that people belong to, and mark who belongs to which: an array of people × classes."""
    columns = [(name, value) for name in criteria for value in sorted(people[name].unique())]
    inside = np.column_stack([(people[name] == value).to_numpy(float) for name, value in columns])
    return pd.DataFrame(columns, columns=["criterion", "value"]), inside


def _power(shuffled: np.ndarray, fall: np.ndarray) -> np.ndarray:
    """Give the chance that a fall of a class's score is noticed, if shuffles show how it varies."""
    critical = np.quantile(shuffled, LEVEL, axis=0, method="lower")
    return np.asarray((shuffled - fall <= critical + 1e-9).mean(axis=0))


def shown_turnout(table: pd.DataFrame, smallest: int = SMALLEST) -> pd.DataFrame:
    """Leave out of `turnout` what would tell about a few people.

    Rows of a class of which 1 to `smallest` − 1 people came (or spoke) at all are blanked, with as many others of the
    criterion as it takes; counts of people are left out, since with the seats they would tell who left.
    """
    told = [name for name in ("rate", "low", "high", "room", "p_value", "p_holm", "power") if name in table]
    shown = suppress(table, "people", "criterion", told, smallest)
    return shown.drop(columns=["members", "people"]) if smallest > 1 else shown


def attendance_by_class(
    membership: Membership,
    criteria: Sequence[str],
    rng: np.random.Generator,
    body: str = "present",
    replicates: int = REPLICATES,
) -> Finding:
    """Compare, class by class, how many of their sessions people attended, or spoke at.

    Parameters
    ----------
    membership, criteria, rng, body, replicates
        As for `turnout`, which gives the table.

    Returns
    -------
    Finding
        What `turnout` gives, and `p_holm` (over all classes).

    Raises
    ------
    InputError
        If nobody is recorded as having come, or spoken.
    """
    table = turnout(membership, criteria, rng, body, replicates=replicates)
    if table.empty:
        raise refuse(
            "attendance",
            "nobody is noted as having come, or spoken",
            "Give the lists of presence, or of those who spoke",
        )
    table = table.assign(p_holm=holm(table["p_value"].to_numpy()))
    table.attrs["synthetic"] = membership.synthetic
    large = table[table["people"] >= SMALLEST]
    last = (large if len(large) else table).sort_values("p_value", kind="stable").iloc[0]
    values = {
        "mean": float(table["mean"].iloc[0]),
        "behind": int((table["p_holm"] <= LEVEL).sum()),
        "classes": len(table),
        "value": last["value"],
        "rate": float(last["rate"]),
    }
    if body == "speaking":
        text = say(
            "At a session where speech was noted {mean:.0%} of members spoke on average; {behind} of {classes} classes "
            "spoke less than chance explains (furthest behind: {value}, {rate:.0%}).",
            **values,
        )
    else:
        text = say(
            "Members attended {mean:.0%} of their sessions on average; {behind} of {classes} classes came less than "
            "chance explains (furthest behind: {value}, {rate:.0%}).",
            **values,
        )
    return Finding(table, text)
