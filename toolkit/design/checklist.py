"""The OECD good-practice principles as a checklist: what the design settles, and what somebody must still settle.

Source: OECD 2020, Innovative Citizen Participation and New Democratic Institutions, chapter 5,
doi:10.1787/339306da-en. The principles are named in our words.
"""

from __future__ import annotations

import pandas as pd

from toolkit.design.scenario import Design
from toolkit.language import Message, say

SETTLED, OPEN, WEAK = "settled by the design", "to be settled by the city", "weak in the design"
LEAST_HALF_DAYS = 8
"""Four full days of meeting in person: the least time the OECD advises."""


def oecd_checklist(design: Design) -> pd.DataFrame:
    """Go through the eleven principles.

    Returns
    -------
    DataFrame
        principle, status, reason.
    """
    rows = [
        ("purpose", OPEN, say("Write down the question, and the council's promise to answer.")),
        ("accountability", OPEN, say("Set a date for the answer to each recommendation, and who reports.")),
        ("transparency", OPEN, say("Publish quotas, chances of a seat and certificate before the draw.")),
        ("representativeness", SETTLED, _criteria_and_lists(design)),
        ("inclusiveness", *_allowance(design)),
        ("information", OPEN, say("Choice of experts and documents, and a right of members to ask for others.")),
        ("group deliberation", OPEN, say("Skilled facilitation; small tables that change, and plenary sessions.")),
        ("time", *_days_of_meeting(design)),
        ("integrity", OPEN, say("A team apart from the executive, and a person who can be turned to.")),
        ("privacy", OPEN, say("Pools and attendance are personal data: set a date to delete them.")),
        ("evaluation", OPEN, say("Anonymous evaluation by members, and the monitoring plan of this report.")),
    ]
    return pd.DataFrame(rows, columns=["principle", "status", "reason"])


def _criteria_and_lists(design: Design) -> Message:
    """Count criteria and lists."""
    return say(
        "Quotas on {criteria} {criteria:criterion|criteria}, {frames} {frames:list|lists} to draw letters from; "
        "who is on no list is stated.",
        criteria=len(design.criteria),
        frames=len(design.frames),
    )


def _allowance(design: Design) -> tuple[str, Message]:
    """Judge the allowance."""
    if design.costs.half_day <= 0:
        return WEAK, say("No allowance is foreseen: those who lose a day's pay will not come.")
    return SETTLED, say(
        "An allowance of {amount:.0f} per half-day; child care, travel and interpreting are to be added.",
        amount=design.costs.half_day,
    )


def _days_of_meeting(design: Design) -> tuple[str, Message]:
    """Compare the time of the mandate with the advised least."""
    half_days = design.mandate.sessions * design.costs.half_days_per_session
    return SETTLED if half_days >= LEAST_HALF_DAYS else WEAK, say(
        "{days:.1f} days of meeting in a mandate; the OECD advises at least {least:.0f}.",
        days=half_days / 2,
        least=LEAST_HALF_DAYS / 2,
    )
