"""A lottery over panels, the chances it gives, and the certificate that says how good they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from toolkit.language import Message, say
from toolkit.shown import Shown, sentences_html, table_html
from toolkit.sortition.pool import Selection


@dataclass(frozen=True, eq=False)
class Certificate:
    """How good a lottery is: what no lottery can exceed, what this one reaches, and the gap between them.

    Parameters
    ----------
    objective : str
        What was sought: leximin, maximin, nash, goldilocks or target.
    upper_bound : float
        Proven bound on the objective's value over all lotteries.
    value : float
        What this lottery reaches.
    levels : DataFrame
        For leximin, one row a level, from the smallest chance up: people (count), upper_bound and value (chances).
    unplaceable : tuple of str
        People who fit in no panel under these quotas; the objective is about the others.
    complete : bool
        False when a time limit stopped the search; the gap then says what is not proven.
    """

    objective: str
    upper_bound: float
    value: float
    levels: pd.DataFrame
    unplaceable: tuple[str, ...] = ()
    complete: bool = True

    @property
    def gap(self) -> float:
        """The largest distance between bound and value, over the levels if there are any; never negative."""
        distances = [self.upper_bound - self.value]
        if len(self.levels):
            distances.append(float((self.levels["upper_bound"] - self.levels["value"]).max()))
        return max(0.0, *distances)


@dataclass(frozen=True, eq=False)
class Lottery(Shown):
    """Panels with probabilities.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.
    objective : str
        What the chances were chosen for.
    panels : ndarray of int, shape (panels, seats)
        Positions in the pool of the people of each panel, ascending.
    probabilities : ndarray of float, shape (panels,)
        Positive; their sum is 1.
    certificate : Certificate
        What is proven about the chances.
    """

    selection: Selection
    objective: str
    panels: np.ndarray
    probabilities: np.ndarray
    certificate: Certificate

    def __len__(self) -> int:
        return len(self.panels)

    @property
    def chances(self) -> np.ndarray:
        """Chance of a seat for each person of the pool, in its order; the sum is the number of seats."""
        weights = np.repeat(self.probabilities, self.panels.shape[1])
        chances = np.bincount(self.panels.ravel(), weights, minlength=len(self.selection.pool))
        return np.minimum(chances, 1.0)

    @property
    def marginals(self) -> pd.Series:
        """Chance of a seat by person_id."""
        return pd.Series(self.chances, index=self.selection.pool.ids, name="probability")

    @property
    def considered(self) -> np.ndarray:
        """Whether each person can be placed and may sit: the people the objective is about."""
        unplaceable = self.selection.pool.ids.isin(self.certificate.unplaceable)
        return ~np.asarray(unplaceable, dtype=bool) & ~self.selection.excluded

    @property
    def smallest_chance(self) -> float:
        """Smallest chance of a seat among the people who can be placed and may sit."""
        return float(self.chances[self.considered].min())

    def draw(self, rng: np.random.Generator) -> list[str]:
        """Draw one panel and name its people, in the order of the pool."""
        panel = rng.choice(len(self), p=self.probabilities / self.probabilities.sum())
        return [str(person) for person in self.selection.pool.ids[self.panels[panel]]]

    def table(self) -> pd.DataFrame:
        """Give the lottery with one row a seat: panel (1, 2, …), probability of the panel, person_id."""
        count, seats = self.panels.shape
        return pd.DataFrame(
            {
                "panel": np.repeat(np.arange(1, count + 1), seats),
                "probability": np.repeat(self.probabilities, seats),
                "person_id": self.selection.pool.ids.to_numpy()[self.panels.ravel()],
            }
        )

    @property
    def text(self) -> tuple[Message, ...]:
        """What a reader should know first."""
        certificate = self.certificate
        sentences = [
            say(
                "{panels} panels; every chance of a seat is at least {smallest:.4%}.",
                panels=len(self),
                smallest=self.smallest_chance,
            ),
            say(
                "No lottery can do better than {bound:.6f}; this one reaches {value:.6f} (gap below {gap:.1e}).",
                bound=certificate.upper_bound,
                value=certificate.value,
                gap=max(1.05 * certificate.gap, 1e-9),  # differences of 1e-14 are the computer's, not the lottery's
            ),
        ]
        if certificate.unplaceable:
            sentences.append(
                say("{n} {n:person fits|people fit} in no panel under these quotas.", n=len(certificate.unplaceable))
            )
        return tuple(sentences)

    def summary(self) -> dict[str, Any]:
        """Give the certificate as plain values, for certificate.json."""
        return {
            "objective": self.objective,
            "smallest_chance": self.smallest_chance,
            "upper_bound": float(self.certificate.upper_bound),
            "value": float(self.certificate.value),
            "gap": float(self.certificate.gap),
            "complete": bool(self.certificate.complete),
            "panels": len(self),
            "unplaceable": list(self.certificate.unplaceable),
            "levels": self.certificate.levels.to_dict("records"),
        }

    def _repr_html_(self) -> str:
        levels = self.certificate.levels.copy()
        levels.attrs = dict(self.selection.pool.people.attrs)
        return sentences_html(self.text) + table_html(levels)
