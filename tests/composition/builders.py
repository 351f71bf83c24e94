"""Small memberships for tests."""

from __future__ import annotations

import pandas as pd

from toolkit.composition.membership import Membership, build_membership

FIRST = pd.Timestamp("2023-09-01")


def day(number: int) -> pd.Timestamp:
    """Count days from the first."""
    return FIRST + pd.Timedelta(days=number)


def log(*events: tuple) -> pd.DataFrame:
    """Make an event log from (person, event, day number[, replaces])."""
    rows = [(*event, "")[:4] for event in events]
    table = pd.DataFrame(rows, columns=["person_id", "event", "date", "replaces"])
    return table.assign(date=[day(number) for number in table["date"]])


def crowd(**classes: int) -> pd.DataFrame:
    """Make people with one criterion `group`: crowd(red=2, blue=1)."""
    groups = [name for name, count in classes.items() for _ in range(count)]
    return pd.DataFrame({"person_id": [f"P{n:03d}" for n in range(len(groups))], "group": groups})


def joined(people: pd.DataFrame, **leave_on: int) -> pd.DataFrame:
    """Let everybody join on day 0, and some leave: joined(people, P003=10)."""
    entries = [(person, "joined", 0) for person in people["person_id"]]
    return log(*entries, *((person, "resigned", number) for person, number in leave_on.items()))


def sheet(people: pd.DataFrame, number: int, absent: tuple[str, ...] = ()) -> pd.DataFrame:
    """Make the attendance of one session."""
    return pd.DataFrame(
        {"person_id": people["person_id"], "date": day(number), "present": ~people["person_id"].isin(absent)}
    )


def settled(people: pd.DataFrame, **options: object) -> Membership:
    """Make a membership in which everybody joined on day 0."""
    return build_membership(joined(people), people, **options)  # type: ignore[arg-type]
