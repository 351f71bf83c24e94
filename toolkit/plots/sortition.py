"""Figures of a draw: seats against quotas, and chances of a seat."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import FuncFormatter, MaxNLocator

from toolkit.language import Language
from toolkit.plots.style import BAND, BLUE, GRID, INK, MARKERS, MUTED, ORANGE, PALETTE, STROKES, new_axes

ENGLISH = Language("en")
COLOURS = (ORANGE, BLUE, *PALETTE[2:])
"""One colour for each way of drawing, the plain draw first."""

SHADES = LinearSegmentedColormap.from_list("house", ["#ffffff", BAND, BLUE, INK])
"""From nothing to most, also in a grey print."""


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
    return _one_row_a_value(ax, table, language, "seats")


def _one_row_a_value(ax: Axes, table: pd.DataFrame, language: Language, quantity: str) -> Axes:
    """Name the values from top to bottom, one a row, what is measured, and the marks above."""
    ax.set_yticks(range(len(table), 0, -1), [language.label(value) for value in table["value"]], fontsize=7.5)
    _separate_features(ax, table, language)
    ax.set_xlabel(language.label(quantity))
    ax.set_xlim(left=0)
    ax.set_ylim(0.3, len(table) + 0.7)
    ax.grid(axis="y", visible=False)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=4, fontsize=8)
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
    for (name, rows), colour, stroke in zip(table.groupby("draw", sort=False), COLOURS, STROKES, strict=False):
        style: dict[str, Any] = {"color": colour, "linestyle": stroke}
        ax.step(rows["place"], rows["probability"], where="mid", label=language.label(name), **style)
    ax.set_xlabel(language.label("volunteers, from the smallest chance to the largest"))
    ax.set_ylabel(language.label("chance of a seat"))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda share, _: language.percent(share)))
    ax.set_ylim(bottom=0)
    ax.legend(loc="upper left", fontsize=8, handlelength=3.5)
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
    ax.xaxis.set_major_formatter(FuncFormatter(lambda share, _: language.percent(share)))
    return _one_row_a_value(ax, table, language, "chance of a seat")


def plot_what_if(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw what everybody can be promised against the seats of leeway that the quotas of one criterion get.

    Parameters
    ----------
    table : DataFrame
        leeway (seats), smallest_chance (0 to 1).
    """
    ax = ax or new_axes(height=3.0)
    ax.plot(table["leeway"], table["smallest_chance"], "o-", color=BLUE)
    for seats, chance in zip(table["leeway"], table["smallest_chance"], strict=True):
        ax.annotate(
            language.percent(chance, 1),
            (seats, chance),
            xytext=(0, 7),
            textcoords="offset points",
            ha="center",
            fontsize=8,
        )
    ax.set_xticks(table["leeway"])
    ax.set_xlabel(language.label("seats by which each quota may be missed"))
    ax.set_ylabel(language.label("smallest chance"))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda share, _: language.percent(share)))
    ax.set_ylim(0, 1.2 * table["smallest_chance"].max())
    ax.margins(x=0.08)
    return ax


def plot_crossing(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw mean chances where two features cross: the darker, the larger; small cells stay empty.

    Parameters
    ----------
    table : DataFrame
        Two columns of values, the second along the x-axis; mean (chance, 0 to 1, missing for small cells).
    """
    one, other = table.columns[:2]
    rows, columns = list(dict.fromkeys(table[one])), list(dict.fromkeys(table[other]))
    cells = table.pivot(index=one, columns=other, values="mean").reindex(index=rows, columns=columns)
    ax = ax or new_axes(height=1.2 + 0.34 * len(rows))
    largest = float(cells.max().max())
    ax.imshow(cells.to_numpy(), cmap=SHADES, vmin=0, vmax=largest, aspect="auto")
    for _, row, column, chance in table[[one, other, "mean"]].dropna().itertuples():
        ink = "white" if chance > 0.55 * largest else INK
        place = columns.index(column), rows.index(row)
        ax.text(*place, language.percent(float(chance), 1), ha="center", va="center", color=ink, fontsize=8)
    ax.set_xticks(range(len(columns)), [language.label(value) for value in columns])
    ax.set_yticks(range(len(rows)), [language.label(value) for value in rows])
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    return ax


def plot_alternates(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw by how many seats the quotas are missed without alternates, with random and with chosen ones.

    Parameters
    ----------
    table : DataFrame
        alternates, missed_seats.
    """
    ax = ax or new_axes(height=1.0 + 0.4 * len(table))
    places = list(range(len(table), 0, -1))
    ax.barh(places, table["missed_seats"], color=[MUTED, ORANGE, BLUE][: len(table)], height=0.6)
    for place, seats in zip(places, table["missed_seats"], strict=True):
        ax.annotate(
            language.number(seats, 1),
            (seats, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
        )
    ax.set_yticks(places, [language.label(name) for name in table["alternates"]])
    ax.set_xlabel(language.label("seats off the quotas, on average"))
    ax.grid(axis="y", visible=False)
    return ax


def plot_groups(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the seats of each value in each workshop beside its even share.

    Parameters
    ----------
    table : DataFrame
        workshop, feature, value, seats, even_share.
    """
    values = table.drop_duplicates(["feature", "value"]).reset_index(drop=True)
    ax = ax or new_axes(height=0.9 + 0.2 * len(values))
    row_of = {pair: len(values) - row for row, pair in enumerate(zip(values["feature"], values["value"], strict=True))}
    ax.plot(
        values["even_share"], list(row_of.values()), "|", color=MUTED, ms=11, mew=2, label=language.label("even share")
    )
    for offset, (name, rows), colour, marker in zip(
        (0.2, 0.0, -0.2), table.groupby("workshop", sort=False), PALETTE, MARKERS, strict=False
    ):
        places = [row_of[pair] + offset for pair in zip(rows["feature"], rows["value"], strict=True)]
        ax.plot(rows["seats"], places, marker, color=colour, ms=4, label=language.label(name))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    return _one_row_a_value(ax, values, language, "seats")


def plot_meetings(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw who shares a table with whom: a square for each pair of members, the darker the more often.

    Parameters
    ----------
    table : DataFrame
        member, beside (numbers of members from 1), rounds (how often they share a table).
    """
    ax = ax or new_axes(height=4.4)
    members = int(table["beside"].max())
    most = max(2, int(table["rounds"].max()))
    both = pd.concat([table, table.rename(columns={"member": "beside", "beside": "member"})])
    cells = both.pivot(index="member", columns="beside", values="rounds").reindex(
        index=range(1, members + 1), columns=range(1, members + 1)
    )
    shades = SHADES.resampled(most + 1)
    picture = ax.imshow(
        cells.to_numpy(), cmap=shades, vmin=-0.5, vmax=most + 0.5, extent=(0.5, members + 0.5, members + 0.5, 0.5)
    )
    bar = ax.figure.colorbar(picture, cax=ax.inset_axes((1.05, 0.2, 0.05, 0.6)), ticks=range(most + 1))
    bar.set_label(language.label("rounds at one table"))
    ax.set_xlabel(language.label("members, in the order of the first round’s tables"))
    ax.set_ylabel(language.label("members"))
    ax.grid(visible=False)
    return ax
