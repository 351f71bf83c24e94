"""Who was a member when: an event log, the spells it implies, and who was enrolled, present or speaking on a
day.

A spell is half-open, [start, end): a member who resigns on a day is no longer counted that day, and a
replacement may start on it. Events that contradict each other are listed for the person who keeps the list;
nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from toolkit.composition.event_log import Mandate, read_log


@dataclass(frozen=True)
class Membership:
    """Everything known about who was a member when.

    Attributes
    ----------
    people : DataFrame
        One row per person: `person_id` and one column per criterion.
    spells : DataFrame
        One row per membership: `person_id`, `start`, `end` (missing: still a member), `channel`, `exit` (the
        event that ended it), `reason`, `replaces` (person_id of the member replaced).
    attendance : DataFrame
        One row per member and session noted: `person_id`, `date`, `present`, `spoke` (missing: not recorded).
    synthetic : bool
        Whether these people do not exist.
    """

    people: pd.DataFrame
    spells: pd.DataFrame
    attendance: pd.DataFrame
    synthetic: bool = False

    @property
    def sessions(self) -> list[pd.Timestamp]:
        """Days for which somebody's presence or absence is recorded, in order."""
        return sorted(self.attendance["date"].unique())

    @property
    def turning_points(self) -> list[pd.Timestamp]:
        """Days on which somebody became a member or ceased to be one, in order."""
        return sorted(pd.concat([self.spells["start"], self.spells["end"].dropna()]).unique())

    def on(self, day: pd.Timestamp, body: str = "enrolled") -> pd.DataFrame:
        """Give the people enrolled, present or speaking on a day, in the order of their identifiers.

        Parameters
        ----------
        day : Timestamp
            The day.
        body : {"enrolled", "present", "speaking"}
            Which of the three compositions.
        """
        ids = self._enrolled(day) if body == "enrolled" else self._in_the_room(day, body)
        return self.people[self.people["person_id"].isin(ids)].sort_values("person_id", kind="stable")

    def _enrolled(self, day: pd.Timestamp) -> pd.Series:
        ends = self.spells["end"].isna() | (self.spells["end"] > day)
        return self.spells.loc[(self.spells["start"] <= day) & ends, "person_id"]

    def _in_the_room(self, day: pd.Timestamp, body: str) -> pd.Series:
        column = {"present": "present", "speaking": "spoke"}[body]
        rows = (self.attendance["date"] == day) & self.attendance[column].fillna(False).astype(bool)
        return self.attendance.loc[rows, "person_id"]


def build_membership(
    events: pd.DataFrame,
    people: pd.DataFrame,
    attendance: pd.DataFrame | None = None,
    mandate: Mandate = None,
    synthetic: bool = False,
) -> Membership:
    """Turn an event log into a membership, or list everything in it that cannot be true.

    Parameters
    ----------
    events : DataFrame
        `person_id`, `event` (one of `EVENTS`), `date`, and optionally `channel` (way of recruitment),
        `reason` (of leaving), `replaces` (person_id), `row` (row in the file, for messages).
    people : DataFrame
        One row per person: `person_id` and criteria.
    attendance : DataFrame, optional
        `person_id`, `date`, `present` and optionally `spoke` (bool or missing), `row` and `place` (row and list, for
        messages); added to the attendance in the log. Who spoke was present.
    mandate : pair of Timestamp, optional
        First and last day on which anything can have happened.
    synthetic : bool
        Whether these people do not exist.

    Raises
    ------
    InputError
        Listing overlapping spells, departures without or before an entry, replacements before the departure
        or of unknown people, dates outside the mandate, attendance of people who were not members, unknown
        people, people both present and absent or absent and speaking.
    """
    spells, marks = read_log(events, people, attendance, mandate)
    return Membership(people.reset_index(drop=True), spells, marks, synthetic)
