"""Nearing: mix panels so that the chances come as near to wanted ones as panels can give.

What a mixture lacks, d_t = wanted_t - p_t, are its prices. If the wanted chances are a mixture of panels, some panel is
worth as much at these prices as the wanted counts, which is D = Σ size_t d_t² more than the mixture. So a panel worth
more than half of D more is sought. It joins the mixture, which comes nearer; or there is none, and

    Σ d_t c_t <= Σ d_t size_t p_t + D / 2   for all expected counts c of panels

cuts the wanted chances off. All chances are settled at once, and prices change little from one panel to the next, so
that far fewer panels are needed than by raising one level after the other.

Source: Wolfe 1976, Finding the nearest point in a polytope, doi:10.1007/BF01580381.
"""

from __future__ import annotations

import numpy as np

from toolkit.sortition.types import Types

HALFWAY = 0.5
"""Share of D that a panel must add: all of it would be the heaviest panel's to promise, and proving is slow."""

GONE = 1e-12
"""Weight that counts as none."""


class Nearest:
    """The mixture of known panels whose chances are nearest to wanted ones; everyone's chance counts alike.

    Parameters
    ----------
    types : Types
        Types.
    panels : ndarray of int, shape (panels, types)
        Panels known already, at least one.
    wanted : ndarray of float, shape (types,)
        Chance of each person of a type.
    """

    def __init__(self, types: Types, panels: np.ndarray, wanted: np.ndarray):
        self.sizes, self.panels, self.wanted = types.sizes, panels, wanted
        self.chosen = np.array([((panels / self.sizes - wanted) ** 2 @ self.sizes).argmin()])
        self.weights = np.ones(1)

    @property
    def counts(self) -> np.ndarray:
        """Expected seats of each type."""
        return np.asarray(self.weights @ self.panels[self.chosen])

    @property
    def lacking(self) -> np.ndarray:
        """What the chance of each type lacks."""
        return np.asarray(self.wanted - self.counts / self.sizes)

    def add(self, panels: list[np.ndarray]) -> bool:
        """Append the panels that are new, and tell whether there are any."""
        known = {panel.tobytes() for panel in self.panels}
        new = [panel for panel in panels if panel.tobytes() not in known]
        self.panels = np.vstack([self.panels, *new])
        return bool(new)

    def improve(self) -> tuple[np.ndarray, float]:
        """Come near to the wanted chances with the panels known, and say what more than which worth would help.

        Returns
        -------
        prices : ndarray of float, shape (types,)
            What the chances lack.
        than : float
            Worth, at these prices, of the mixture and half of what it lacks.
        """
        before = np.inf
        while True:
            prices = self.lacking
            distance = float(prices**2 @ self.sizes)
            than = float(prices @ self.counts) + HALFWAY * distance
            worths = self.panels @ prices
            best = int(worths.argmax())
            if worths[best] <= than or best in self.chosen or distance >= before:
                return prices, than
            before = distance
            self.chosen, self.weights = np.append(self.chosen, best), np.append(self.weights, 0.0)
            self._balance()

    def _balance(self) -> None:
        """Move the weights to the nearest point of the plane through the chosen panels, dropping those in the way."""
        while True:
            away = (self.panels[self.chosen] / self.sizes - self.wanted) * np.sqrt(self.sizes)
            aim = _flattest(away)
            out = aim <= GONE
            if not out.any():
                self.weights = aim
                return
            ways = self.weights[out] / np.maximum(self.weights[out] - aim[out], GONE)
            weights = self.weights + min(1.0, float(ways.min())) * (aim - self.weights)
            weights[np.flatnonzero(out)[ways.argmin()]] = 0.0
            kept = weights > GONE
            self.chosen, self.weights = self.chosen[kept], weights[kept] / weights[kept].sum()


def _flattest(points: np.ndarray) -> np.ndarray:
    """Give weights, of any sign, that add up to 1 and bring the sum of weighted points nearest to the origin."""
    products, ones = points @ points.T + 1.0, np.ones(len(points))
    try:
        weights = np.linalg.solve(products, ones)
    except np.linalg.LinAlgError:
        weights = np.linalg.lstsq(products, ones, rcond=None)[0]
    return np.asarray(weights / weights.sum())
