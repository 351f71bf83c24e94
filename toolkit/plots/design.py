"""Figures of the design report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from toolkit.language import Language, say
from toolkit.plots.style import BLUE, INK, MARKERS, MUTED, PALETTE, ROW, YELLOW, new_axes, new_panels

ENGLISH = Language("en")


def _in_percent(language: Language, digits: int = 0) -> FuncFormatter:
    """Write an axis in per cent."""
    return FuncFormatter(lambda value, _: language.percent(value, digits))


def _in_numbers(language: Language) -> FuncFormatter:
    """Write an axis in whole numbers."""
    return FuncFormatter(lambda value, _: language.number(value))


def plot_chance_of_enough(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the chance that every group yields enough volunteers against the letters sent.

    Parameters
    ----------
    table : DataFrame
        letters, margin, probability.
    """
    ax = ax or new_axes(3.0)
    for number, (_, part) in enumerate(table.groupby("margin", sort=True)):
        margin = float(part["margin"].iloc[0])
        label = language.render(say("{margin} per seat", margin=language.number(margin, int(margin % 1 > 0))))
        ax.plot(part["letters"], part["probability"], color=PALETTE[number], marker=MARKERS[number], label=label)
    ax.set_xlabel(language.render(say("letters sent")))
    ax.set_ylabel(language.render(say("every group has enough")))
    ax.set_ylim(-0.02, 1.02)
    ax.yaxis.set_major_formatter(_in_percent(language))
    ax.xaxis.set_major_formatter(_in_numbers(language))
    ax.legend(title=language.render(say("volunteers")))
    return ax


def plot_coverage(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the share of the residents of each value who are on some list.

    Parameters
    ----------
    table : DataFrame
        feature, value, share_on_a_list.
    """
    ax = ax or new_axes(ROW * len(table) + 0.9)
    places = np.arange(len(table))[::-1]
    codes = pd.factorize(table["feature"])[0]
    for place, share, code in zip(places, table["share_on_a_list"], codes, strict=True):
        colour = PALETTE[code % len(PALETTE)]
        ax.plot([share], [place], marker=MARKERS[code % len(MARKERS)], color=colour, linestyle="none")
    ax.set_yticks(places, [language.label(value) for value in table["value"]], fontsize=8)
    ax.set_xlabel(language.render(say("share of the residents who are on a list")))
    ax.xaxis.set_major_formatter(_in_percent(language))
    ax.set_ylim(-0.8, len(table) - 0.2)
    return ax


def plot_distance_by_size(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the distance from the population against the size of the panel.

    Parameters
    ----------
    table : DataFrame
        feature, seats, without_quotas, with_quotas.
    """
    ax = ax or new_axes(3.1)
    for number, (feature, part) in enumerate(table.groupby("feature", sort=False)):
        colour, marker = PALETTE[number % len(PALETTE)], MARKERS[number % len(MARKERS)]
        ax.plot(part["seats"], part["without_quotas"], color=colour, marker=marker, label=language.label(feature))
        ax.plot(part["seats"], part["with_quotas"], color=colour, linestyle=":")
    ax.set_xlabel(language.render(say("seats")))
    ax.set_ylabel(language.render(say("distance from the population")))
    ax.yaxis.set_major_formatter(_in_percent(language))
    ax.set_ylim(bottom=0)
    ax.legend(title=language.render(say("solid: no quotas; dotted: with quotas")), ncols=2)
    return ax


def plot_frontier(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw how often a panel exists against the letters sent, one line for each set of criteria.

    Parameters
    ----------
    table : DataFrame
        criteria (messages), letters, feasible.
    """
    ax = ax or new_axes(3.0)
    names = table["criteria"].map(language.label)
    for number, name in enumerate(names.unique()):
        part, below = table[names == name], names.nunique() - 1 - number  # lines below others are wider, to be seen
        colour, marker = PALETTE[number % len(PALETTE)], MARKERS[number % len(MARKERS)]
        lines = ax.plot(part["letters"], part["feasible"], color=colour, marker=marker, label=name)
        lines[0].set(linewidth=1.8 + 1.2 * below, markersize=6 + 1.5 * below)
    ax.set_xlabel(language.render(say("letters sent")))
    ax.set_ylabel(language.render(say("pools that hold a panel")))
    ax.set_ylim(-0.02, 1.02)
    ax.yaxis.set_major_formatter(_in_percent(language))
    ax.xaxis.set_major_formatter(_in_numbers(language))
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, fontsize=8)
    return ax


def plot_reserves(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw what each way of filling seats leaves of the composition, by the share that leaves.

    Parameters
    ----------
    table : DataFrame
        policy, leave, distance_end.
    """
    ax = ax or new_axes(3.3)
    for number, (policy, part) in enumerate(table.groupby("policy", sort=False)):
        label, colour = language.label(policy), PALETTE[number % len(PALETTE)]
        ax.plot(part["leave"], part["distance_end"], color=colour, marker=MARKERS[number % len(MARKERS)], label=label)
    ax.set_xlabel(language.render(say("members who leave within a mandate")))
    ax.set_ylabel(language.render(say("distance at the last session")))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(_in_percent(language))
    ax.set_ylim(bottom=0)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, fontsize=8)
    return ax


def plot_overlap(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the overlap matrix.

    Parameters
    ----------
    table : DataFrame
        earlier, later (months), share.
    """
    ax = ax or new_axes(0.9 + 0.42 * table["later"].nunique())
    shares = table.pivot(index="earlier", columns="later", values="share").to_numpy(dtype=float)
    months = [language.number(float(month)) for month in sorted(table["later"].unique())]
    ax.imshow(shares, cmap="Blues", vmin=0, vmax=2, aspect="auto")
    for row, column in np.ndindex(*shares.shape):
        ax.text(column, row, language.percent(float(shares[row, column])), ha="center", va="center", color=INK)
    ax.set_xticks(range(len(months)), months)
    ax.set_yticks(range(len(months)), months)
    ax.set_xlabel(language.render(say("month")))
    ax.set_ylabel(language.render(say("members of month …")))
    ax.grid(False)
    return ax


def plot_sequence(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the largest distance from what is due so far, cohort after cohort, beside what is proven.

    Parameters
    ----------
    table : DataFrame
        draw, cohort, gap_so_far, proven (seats).
    """
    ax = ax or new_axes(2.9)
    for number, (draw, part) in enumerate(table.groupby("draw", sort=False)):
        label, colour = language.label(draw), PALETTE[number]
        ax.plot(part["cohort"], part["gap_so_far"], color=colour, marker=MARKERS[number], label=label)
        ax.plot(part["cohort"], part["proven"], color=colour, linestyle=":")
    ax.set_xlabel(language.render(say("cohorts drawn")))
    ax.set_ylabel(language.render(say("most seats from what is due")))
    ax.yaxis.set_major_formatter(_in_numbers(language))
    ax.set_xticks(sorted(table["cohort"].unique()))
    ax.set_ylim(bottom=0)
    ax.legend(title=language.render(say("dotted: proven bound")))
    return ax


def plot_encounters(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw the share of the pairs of members who have sat together, round after round.

    Parameters
    ----------
    table : DataFrame
        round, planned, by_lot, bound (shares of all pairs).
    """
    ax = ax or new_axes(2.8)
    for number, column in enumerate(("planned", "by_lot")):
        label = language.label(language.heading(column))
        ax.plot(table["round"], table[column], color=PALETTE[number], marker=MARKERS[number], label=label)
    ax.plot(table["round"], table["bound"], color=INK, linestyle=":", label=language.render(say("no plan can exceed")))
    ax.set_xlabel(language.render(say("rounds of tables")))
    ax.set_ylabel(language.render(say("pairs who have sat together")))
    ax.yaxis.set_major_formatter(_in_percent(language))
    ax.set_xticks(list(table["round"]))
    ax.set_ylim(bottom=0)
    ax.legend()
    return ax


def plot_designs(
    table: pd.DataFrame,
    axes: Sequence[Axes] | None = None,
    language: Language = ENGLISH,
    outcomes: Sequence[str] = ("per_seat", "distance_end", "distance_room", "attendance"),
) -> list[Axes]:
    """Draw designs side by side: mean and interval of some outcomes.

    Parameters
    ----------
    table : DataFrame
        design, outcome, mean, low, high.
    outcomes : sequence of str
        One panel for each.
    """
    height = 2 * (0.3 * table["design"].nunique() + 0.8)
    panels = list(axes) if axes else new_panels(2, -(-len(outcomes) // 2), height, sharey=True)
    names = list(table["design"].unique())
    for panel, outcome in zip(panels, outcomes, strict=True):
        part = table[table["outcome"] == outcome].set_index("design").loc[names]
        places = np.arange(len(names))[::-1]
        panel.hlines(places, part["low"], part["high"], color=MUTED, linewidth=2.5)
        panel.plot(part["mean"], places, linestyle="none", marker="o", color=BLUE)
        panel.set_title(language.label(language.heading(outcome)), fontsize=9, fontweight="normal")
        panel.set_yticks(places, [language.label(name) for name in names], fontsize=8)
        panel.set_ylim(-0.7, len(names) - 0.3)
        panel.set_xlim(0, 1.12 * float(part["high"].max()))
        percent = outcome not in ("per_seat", "volunteers", "replaced", "cost", "quota_seats_missed")
        panel.xaxis.set_major_formatter(_in_percent(language) if percent else _in_numbers(language))
        panel.locator_params(axis="x", nbins=3)
    return panels


def plot_tornado(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw what an outcome becomes at the ends of each assumption's range, the widest on top.

    Parameters
    ----------
    table : DataFrame
        assumption, at_low, at_high, as_designed (shares).
    """
    ax = ax or new_axes(0.42 * len(table) + 1.1)
    places = np.arange(len(table))[::-1]
    middle = float(table["as_designed"].iloc[0])
    for column, colour, side, name in (
        ("at_low", BLUE, 0.15, say("low end")),
        ("at_high", YELLOW, -0.15, say("high end")),
    ):
        label = language.render(name)
        ax.barh(places + side, table[column] - middle, left=middle, color=colour, height=0.3, label=label)
    ax.axvline(middle, color=INK, linewidth=1)
    ax.set_yticks(places, [language.label(name) for name in table["assumption"]])
    ax.set_xlabel(language.render(say("distance in the room at the last session; the line is the design")))
    ax.xaxis.set_major_formatter(_in_percent(language, 1))
    ax.legend()
    return ax
