"""Figures on composition: verdicts, quota bands, drift, who comes and leaves, groups, and a tile map.

Each takes its table, and if wished the Axes to draw on and the language of its labels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.patches import Rectangle

from toolkit.language import Language, say
from toolkit.plots.style import (
    BAND,
    BLUE,
    GREEN,
    GRID,
    INK,
    MARKERS,
    MUTED,
    ORANGE,
    PALETTE,
    PURPLE,
    ROW,
    YELLOW,
    new_axes,
)

ENGLISH = Language("en")

VERDICT_MARKS = {
    "met": (GREEN, "●"),
    "met on paper, not in the room": (YELLOW, "◐"),
    "falls short": (YELLOW, "◐"),
    "not met": (ORANGE, "○"),
    "not demonstrable": (MUTED, "?"),
    "not recorded": (GRID, "–"),
}
"""Colour and sign of each verdict; the sign alone can be read in grey."""

PARIS_TILES: dict[str, tuple[int, int]] = {
    "17e": (0, 1),
    "18e": (0, 2),
    "19e": (0, 3),
    "8e": (1, 1),
    "9e": (1, 2),
    "10e": (1, 3),
    "16e": (2, 0),
    "7e": (2, 1),
    "Paris Centre": (2, 2),
    "11e": (2, 3),
    "20e": (2, 4),
    "15e": (3, 0),
    "6e": (3, 1),
    "5e": (3, 2),
    "12e": (3, 3),
    "14e": (4, 1),
    "13e": (4, 2),
}
"""Row and column of each electoral sector; arrondissements 1 to 4 have been Paris Centre since 2020."""


def quota_bands(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw each class's seats as a dot against its quota band, those present as a ring, those who spoke as a cross.

    Parameters
    ----------
    table : DataFrame
        `criterion`, `value`, `least`, `most`, `seats`, and `in_room`, `speaking`: those present and those who spoke,
        scaled to all seats (missing if not recorded). One row per class.
    """
    ax = ax or new_axes(0.9 + ROW * len(table))
    rows = np.arange(len(table))
    least, most = table["least"].to_numpy(float), table["most"].to_numpy(float)
    ax.barh(rows, most - least + 1, left=least - 0.5, height=0.72, color=BAND, label=language.render(say("quota")))
    ax.plot(table["seats"], rows, "o", color=BLUE, label=language.render(say("seats held")), zorder=3)
    bodies = {"in_room": ("o", ORANGE, say("in the room*")), "speaking": ("x", PURPLE, say("who spoke*"))}
    for column, (marker, colour, label) in bodies.items():
        seen = table[column].to_numpy(float)
        if np.isfinite(seen).any():
            ax.plot(seen, rows, marker, mfc="none", color=colour, linestyle="", label=language.render(label))
    _rows(ax, [language.label(value) for value in table["value"]])
    for row in np.flatnonzero(table["criterion"].to_numpy()[1:] != table["criterion"].to_numpy()[:-1]):
        ax.axhline(row + 0.5, color=MUTED, linewidth=0.8)
    ax.set_xscale("function", functions=(_root, np.square))
    ax.set_xlim(0, 1.05 * np.nanmax([most.max(), *table[["seats", *bodies]].to_numpy(float).ravel()]))
    ax.set_xticks([tick for tick in (0, 2, 5, 10, 20, 40, 80, 160) if tick <= ax.get_xlim()[1]])
    ax.set_xlabel(language.render(say("seats (square-root scale; * all sessions, scaled to all seats)")))
    _legend(ax, 4)
    return ax


def _root(seats: np.ndarray) -> np.ndarray:
    """Give the square root, 0 below 0: small classes need room, and the axis asks beyond its ends."""
    return np.sqrt(np.clip(seats, 0, None))


def verdict_grid(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the verdict on each criterion (rows) on each day (columns).

    Parameters
    ----------
    table : DataFrame
        `criterion`, `date`, `verdict`.
    """
    criteria, days = list(dict.fromkeys(table["criterion"])), sorted(table["date"].unique())
    ax = ax or new_axes(1.3 + 0.3 * len(criteria))
    places = [
        (days.index(day), criteria.index(name)) for day, name in zip(table["date"], table["criterion"], strict=True)
    ]
    _mark_grid(ax, places, list(table["verdict"]), language)
    ax.set_yticks(range(len(criteria)), [language.label(name) for name in criteria])
    ax.set_xticks(range(len(days)), [language.date(pd.Timestamp(day).date(), "d MMM") for day in days], fontsize=7.5)
    return ax


def three_bodies(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw what was found on each criterion (rows) among those enrolled, present and speaking (columns).

    Parameters
    ----------
    table : DataFrame
        `criterion`, `enrolled`, `present`, `speaking`.
    """
    bodies = {"enrolled": say("seats"), "present": say("in the room"), "speaking": say("who spoke")}
    ax = ax or new_axes(1.3 + 0.3 * len(table))
    places = [(column, row) for row in range(len(table)) for column in range(len(bodies))]
    _mark_grid(ax, places, [found for line in table[list(bodies)].to_numpy() for found in line], language)
    ax.set_yticks(range(len(table)), [language.label(name) for name in table["criterion"]])
    ax.set_xticks(range(len(bodies)), [language.render(label) for label in bodies.values()])
    return ax


def _mark_grid(ax: Axes, places: list[tuple[int, int]], found: list[str], language: Language) -> None:
    """Draw a coloured square with a sign at each place (column, row), and say what the signs mean."""
    for verdict, (colour, sign) in VERDICT_MARKS.items():
        mine = [place for place, word in zip(places, found, strict=True) if word == verdict]
        if not mine:
            continue
        across, down = [column for column, _ in mine], [row for _, row in mine]
        ax.scatter(across, down, marker="s", s=210, color=colour, alpha=0.28, linewidth=0)
        for column, row in mine:
            ax.text(column, row, sign, color=INK, ha="center", va="center", fontsize=11)
        ax.plot([], [], "s", color=colour, alpha=0.5, label=f"{sign} {language.label(verdict)}")
    ax.set_xlim(-0.6, max(column for column, _ in places) + 0.6)
    ax.set_ylim(max(row for _, row in places) + 0.6, -0.6)
    ax.grid(False)
    _legend(ax, 4, fontsize=8, handlelength=1)


def distance_over_time(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the distance from the target shares over time, those enrolled (lines) and the rounding floor (dashes).

    Parameters
    ----------
    table : DataFrame
        `date`, `criterion`, `statistic` (distance D, 0 to 1), `floor` (D*).
    """
    ax = ax or new_axes(3.0)
    for number, (criterion, rows) in enumerate(table.groupby("criterion", sort=False)):
        colour = PALETTE[number % len(PALETTE)]
        ax.plot(
            rows["date"], rows["statistic"], color=colour, marker=MARKERS[number % 6], label=language.label(criterion)
        )
        ax.plot(rows["date"], rows["floor"], color=colour, linestyle=":", linewidth=1)
    ax.plot([], [], color=MUTED, linestyle=":", linewidth=1, label=language.render(say("left by rounding")))
    ax.set_ylim(bottom=0)
    _shares(ax.yaxis, language)
    ax.set_ylabel(language.render(say("distance from the target")))
    _legend(ax, 6, fontsize=8)
    ax.xaxis.set_major_formatter(lambda day, _: language.date(_day(day), "MM/yy"))
    return ax


def rates_by_class(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw a rate for each class with its exact 95 % interval, and the rate of all.

    Parameters
    ----------
    table : DataFrame
        `value`, `rate`, `low`, `high` (0 to 1), `mean` (same on each row).
    """
    ax = ax or new_axes(0.9 + ROW * len(table))
    rows = np.arange(len(table))
    ax.hlines(rows, table["low"], table["high"], color=BLUE, linewidth=1.4)
    ax.plot(table["rate"], rows, "o", color=BLUE, label=language.render(say("each class, 95% interval")))
    ax.axvline(float(table["mean"].iloc[0]), color=ORANGE, linestyle="--", label=language.render(say("all")))
    _rows(ax, [language.label(value) for value in table["value"]])
    _shares(ax.xaxis, language)
    ax.set_xlim(left=0)
    _legend(ax, 2)
    return ax


def staying(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the share of each class that is still there, day by day.

    Parameters
    ----------
    table : DataFrame
        `value`, `days` (since the mandate began), `staying` (0 to 1).
    """
    ax = ax or new_axes(2.8)
    _steps(ax, table, "value", "staying", language)
    ax.set_ylabel(language.render(say("still there")))
    ax.set_ylim(0, 1.03)
    return ax


def reasons(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the share of those drawn first who have left for each reason, day by day.

    Parameters
    ----------
    table : DataFrame
        `reason`, `days` (since the mandate began), `share` (0 to 1).
    """
    ax = ax or new_axes(2.6)
    _steps(ax, table, "reason", "share", language)
    ax.set_ylabel(language.render(say("have left")))
    ax.set_ylim(bottom=0)
    return ax


def _steps(ax: Axes, table: pd.DataFrame, name: str, share: str, language: Language) -> None:
    """Draw a step curve for each class, all to the same last day."""
    end = table["days"].max() if len(table) else 1
    for number, (value, rows) in enumerate(table.groupby(name, sort=False)):
        days, shares = [*rows["days"], end], [*rows[share], rows[share].iloc[-1]]
        style: dict[str, Any] = {
            "color": PALETTE[number % len(PALETTE)],
            "linestyle": ("-", "--", ":", "-.")[number % 4],
        }
        ax.step(days, shares, where="post", label=language.label(str(value)), **style)
    _shares(ax.yaxis, language)
    ax.set_xlabel(language.render(say("days since the mandate began")))
    ax.set_xlim(left=0)
    _legend(ax, 5)


def hazard_ratios(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw how fast classes leave compared with the largest class of their criterion, with 95 % intervals.

    Parameters
    ----------
    table : DataFrame
        `value`, `against` (the largest class), `ratio`, `low`, `high` (above 0).
    """
    ax = ax or new_axes(1.2 + 0.3 * len(table))
    rows = np.arange(len(table))
    ax.hlines(rows, table["low"], table["high"], color=BLUE, linewidth=1.4)
    ax.plot(table["ratio"], rows, "o", color=BLUE, label=language.render(say("each class, 95% interval")))
    ax.axvline(1.0, color=ORANGE, linestyle="--", label=language.render(say("leaves as fast")))
    names = [
        f"{language.label(one)} / {language.label(other)}"
        for one, other in zip(table["value"], table["against"], strict=True)
    ]
    _rows(ax, names)
    ax.set_xscale("log", base=2)
    ticks = [
        tick for tick in (0.125, 0.25, 0.5, 1, 2, 4, 8, 16) if table["low"].min() / 2 < tick < table["high"].max() * 2
    ]
    ax.set_xticks(ticks, [f"{tick}" if tick >= 1 else f"1/{round(1 / tick)}" for tick in ticks])
    ax.set_xlabel(language.render(say("times the risk of leaving (logarithmic scale)")))
    _legend(ax, 2)
    return ax


def group_shares(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the share of each class in each group (marks) against what spreading members at random leaves (bars).

    Parameters
    ----------
    table : DataFrame
        `value`, `group`, `share` (0 to 1, missing if not shown), `low`, `high`.
    """
    values = list(dict.fromkeys(table["value"]))
    ax = ax or new_axes(0.9 + 1.2 * ROW * len(values))
    bars = table.groupby("value", sort=False).agg(low=("low", "min"), high=("high", "max"))
    label = language.render(say("95% if members were spread at random"))
    _shares_on_bands(ax, bars, pd.Series(values), label, language)
    groups = list(table.groupby("group", sort=False))
    for number, (group, rows) in enumerate(groups):
        style: dict[str, Any] = {
            "color": PALETTE[number % len(PALETTE)],
            "marker": MARKERS[number % 6],
            "markersize": 5,
        }
        beside = 0.3 * (number - (len(groups) - 1) / 2) / max(1, len(groups) - 1)
        places = [values.index(value) + beside for value in rows["value"]]
        ax.plot(rows["share"], places, linestyle="", label=language.label(str(group)), **style)
    _legend(ax, 4)
    return ax


def control_chart(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw a one-sided CUSUM against its limit.

    Parameters
    ----------
    table : DataFrame
        `session` (1, 2, …), `cusum` (0 or more), `limit` (same on each row).
    """
    ax = ax or new_axes(2.4)
    ax.plot(
        table["session"], table["cusum"], "o-", color=BLUE, label=language.render(say("accumulated excess (CUSUM)"))
    )
    ax.axhline(float(table["limit"].iloc[0]), color=ORANGE, linestyle="--", label=language.render(say("limit")))
    ax.set_xlabel(language.render(say("session")))
    ax.set_ylim(bottom=0)
    _legend(ax, 2)
    return ax


def tile_map(
    table: pd.DataFrame,
    ax: Axes | None = None,
    language: Language = ENGLISH,
    tiles: Mapping[str, tuple[int, int]] = PARIS_TILES,
) -> Axes:
    """Draw one tile per sector: seats held, and whether that is below, within or above the quota.

    Parameters
    ----------
    table : DataFrame
        `value` (sector), `seats`, `least`, `most`.
    tiles : mapping of sector to (row, column)
        Where each sector stands; the 17 electoral sectors of Paris by default.
    """
    ax = ax or new_axes(3.6)
    for line in table.to_dict("records"):
        row, column = tiles[line["value"]]
        below, above = line["seats"] < line["least"], line["seats"] > line["most"]
        colour = ORANGE if below else YELLOW if above else BAND
        ax.add_patch(Rectangle((column - 0.47, row - 0.47), 0.94, 0.94, facecolor=colour, alpha=0.75))
        ax.text(column, row - 0.2, language.label(line["value"]), ha="center", va="center", fontsize=8)
        sign = "−" if below else "+" if above else ""
        ax.text(
            column, row + 0.12, f"{line['seats']} {sign}".strip(), ha="center", va="center", fontsize=12, weight="bold"
        )
    meanings = {ORANGE: say("− below the quota"), BAND: say("within the quota"), YELLOW: say("+ above the quota")}
    for colour, label in meanings.items():
        ax.plot([], [], "s", color=colour, label=language.render(label))
    ax.set_xlim(-0.6, 4.6)
    ax.set_ylim(4.6, -0.6)
    ax.set_aspect("equal")
    ax.set_axis_off()
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False)
    return ax


def envelope(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw observed counts (dots) against the middle 95 % of the panels of the same lottery (bars).

    Parameters
    ----------
    table : DataFrame
        `value`, `seats` (missing if not shown), `low`, `high`, `median`.
    """
    ax = ax or new_axes(0.9 + ROW * len(table))
    rows = np.arange(len(table))
    width = table["high"] - table["low"]
    ax.barh(
        rows,
        width,
        left=table["low"],
        height=0.6,
        color=BAND,
        label=language.render(say("95% of the lottery's panels")),
    )
    ax.plot(table["median"], rows, "|", color=MUTED, markersize=9)
    seats = table["seats"].astype(float).to_numpy()
    outside = (seats < table["low"].to_numpy()) | (seats > table["high"].to_numpy())
    ax.plot(seats[~outside], rows[~outside], "o", color=BLUE, label=language.render(say("the panel")))
    ax.plot(seats[outside], rows[outside], "D", color=ORANGE, label=language.render(say("outside")))
    _rows(ax, [" × ".join(language.label(part) for part in value.split(" × ")) for value in table["value"]])
    ax.set_xlim(left=-0.4)
    ax.set_xlabel(language.render(say("seats")))
    ax.grid(axis="y", color=GRID)
    _legend(ax, 3)
    return ax


def exit_band(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw each group's share before and after against the band that random exits and entries leave.

    Parameters
    ----------
    table : DataFrame
        `group`, `before`, `after`, `low`, `high` (shares, 0 to 1).
    """
    ax = ax or new_axes(1.1 + 0.32 * len(table))
    _shares_on_bands(ax, table, table["group"], language.render(say("95% band of random exits")), language)
    rows = np.arange(len(table))
    ax.plot(table["before"], rows, "|", color=INK, markersize=14, label=language.render(say("before")))
    ax.plot(table["after"], rows, "o", color=BLUE, label=language.render(say("after")))
    _legend(ax, 3)
    return ax


def attendance(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw each class's mean attendance against the band that shuffling attendance between people gives.

    Parameters
    ----------
    table : DataFrame
        `value`, `rate`, `low`, `high` (0 to 1).
    """
    ax = ax or new_axes(0.9 + ROW * len(table))
    _shares_on_bands(ax, table, table["value"], language.render(say("95% of shuffles")), language)
    ax.plot(
        table["rate"], np.arange(len(table)), "o", color=BLUE, label=language.render(say("share of their sessions"))
    )
    _legend(ax, 2)
    return ax


def _shares_on_bands(ax: Axes, table: pd.DataFrame, names: pd.Series, label: str, language: Language) -> None:
    """Draw bands from low to high, one per row, on an axis of shares."""
    rows = np.arange(len(table))
    ax.barh(rows, table["high"] - table["low"], left=table["low"], height=0.6, color=BAND, label=label)
    _rows(ax, [language.label(name) for name in names])
    _shares(ax.xaxis, language)
    ax.set_xlim(left=0)


def _day(number: float) -> pd.Timestamp:
    """Turn matplotlib's day number into a day."""
    return pd.Timestamp("1970-01-01") + pd.Timedelta(days=float(number))


def _rows(ax: Axes, names: Sequence[str]) -> None:
    """Name the rows, the first on top."""
    ax.set_yticks(range(len(names)), names, fontsize=8)
    ax.set_ylim(len(names) - 0.4, -0.6)


def _shares(axis: Axis, language: Language) -> None:
    """Write an axis in per cent."""
    axis.set_major_formatter(lambda share, _: language.percent(share))


def _legend(ax: Axes, columns: int, **options: Any) -> None:
    """Put the legend above the figure."""
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=columns, frameon=False, **options)
