"""How long texts and projects wait for their end, where several endings compete.

Treating a rejection as if the text might still be adopted overstates adoption. Aalen and Johansen 1978,
doi:10.2307/4615704.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.errors import refuse
from toolkit.language import Message, say


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
