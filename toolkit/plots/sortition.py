"""Figures of a draw: seats against quotas, and chances of a seat."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from toolkit.language import Language
from toolkit.plots.style import BAND, BLUE, GRID, MARKERS, MUTED, ORANGE, PALETTE, new_axes

ENGLISH = Language("en")
COLOURS = (ORANGE, BLUE, *PALETTE[2:])
"""One colour for each way of drawing, the plain draw first."""


def plot_seats(
    table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH, columns: tuple[str, ...] = ()
) -> Axes:
    """Draw for each value its quota as a band, and mean seats of ways of drawing as marks.

    Parameters
    ----------
    table : DataFrame
        feature, value, min, max, and a column of seats for each way of drawing.
    columns : tuple of str
        The columns of seats, at most six.
    """
    ax = ax or new_axes(height=0.9 + 0.19 * len(table))
    places = range(len(table), 0, -1)
    ax.barh(
        list(places),
        table["max"] - table["min"] + 0.6,
        left=table["min"] - 0.3,
        height=0.72,
        color=BAND,
        label=language.label("quota"),
    )
    for column, colour, marker in zip(columns, COLOURS, MARKERS, strict=False):
        ax.plot(table[column], list(places), marker, color=colour, ms=4.5, label=language.label(column))
    ax.set_yticks(list(places), [language.label(value) for value in table["value"]], fontsize=7.5)
    _separate_features(ax, table, language)
    ax.set_xlabel(language.label("seats"))
    ax.set_xlim(left=0)
    ax.set_ylim(0.3, len(table) + 0.7)
    ax.grid(axis="y", visible=False)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, fontsize=8)
    return ax


def _separate_features(ax: Axes, table: pd.DataFrame, language: Language) -> None:
    """Draw a line above the first value of each feature, and name the feature at the right edge."""
    features = table["feature"].tolist()
    for row, feature in enumerate(features):
        if row and features[row - 1] == feature:
            continue
        place = len(features) - row
        ax.axhline(place + 0.5, color=GRID, lw=0.8)
        ax.annotate(
            language.label(feature),
            (1, place),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=MUTED,
        )


def plot_chances(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the chances of everybody, sorted from the smallest, a line for each way of drawing.

    Parameters
    ----------
    table : DataFrame
        draw, place, probability (0 to 1).
    """
    ax = ax or new_axes()
    for (name, rows), colour in zip(table.groupby("draw", sort=False), COLOURS, strict=False):
        ax.step(rows["place"], rows["probability"], where="mid", color=colour, label=language.label(name))
    ax.set_xlabel(language.label("volunteers, from the smallest chance to the largest"))
    ax.set_ylabel(language.label("chance of a seat"))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda share, _: language.percent(share)))
    ax.set_ylim(bottom=0)
    ax.legend(loc="upper left", fontsize=8)
    return ax


def plot_chance_ranges(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw for each value the range of chances in the lottery, their mean, and the mean of another way of drawing.

    Parameters
    ----------
    table : DataFrame
        feature, value, other, smallest, mean, largest (chances, 0 to 1).
    """
    ax = ax or new_axes(height=0.9 + 0.19 * len(table))
    places = list(range(len(table), 0, -1))
    ax.hlines(places, table["smallest"], table["largest"], color=BAND, lw=6, label=language.label("range"))
    ax.plot(table["mean"], places, "o", color=BLUE, ms=4.5, label=language.label("mean"))
    ax.plot(table["other"], places, "|", color=ORANGE, ms=9, mew=2, label=language.label("plain draw"))
    ax.set_yticks(places, [language.label(value) for value in table["value"]], fontsize=7.5)
    _separate_features(ax, table, language)
    ax.set_xlabel(language.label("chance of a seat"))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda share, _: language.percent(share)))
    ax.set_xlim(left=0)
    ax.set_ylim(0.3, len(table) + 0.7)
    ax.grid(axis="y", visible=False)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, fontsize=8)
    return ax
