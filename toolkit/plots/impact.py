"""Figures of impact: how far recommendations carried, when, and what followed the vote."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.language import Language
from toolkit.plots.style import BLUE, GREEN, GRID, INK, MARKERS, MUTED, ORANGE, PALETTE, PURPLE, new_axes

ENGLISH = Language("en")
WHITE = {"facecolor": "white", "linewidth": 0, "pad": 1.5}
STATE_FACES = {"stated": BLUE, "possible": "white"}


def stage_matrix(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw recommendations against stages: filled where stated, hollow where possible, a faint dot where not seen.

    Parameters
    ----------
    table : DataFrame
        `rec_id, stage, state, date` of `toolkit.impact.trace.Trace.stages`, recommendations in order.
    ax : Axes, optional
        Where to draw; new ones when omitted.
    language : Language
        Language of the labels.
    """
    recs, stages = list(dict.fromkeys(table["rec_id"])), list(dict.fromkeys(table["stage"]))
    ax = ax or new_axes(height=1.2 + 0.27 * len(recs))
    x, y = table["stage"].map(stages.index), table["rec_id"].map(recs.index)
    ax.plot(x, y, ".", color=GRID, markersize=3, zorder=1)
    for state, face in STATE_FACES.items():
        chosen = table["state"] == state
        ax.plot(x[chosen], y[chosen], "o", markersize=8, markerfacecolor=face, markeredgecolor=BLUE,
                label=language.label(state), zorder=3)  # fmt: skip
    row: Any
    for row in table[table["date"].fillna("") != ""].itertuples():
        ax.annotate(row.date, (stages.index(row.stage), recs.index(row.rec_id)), (7, -2.5), textcoords="offset points",
                    fontsize=6.5, color=MUTED)  # fmt: skip
    ax.set_xticks(range(len(stages)), [language.label(stage) for stage in stages])
    ax.set_yticks(range(len(recs)), recs)
    ax.set_xlim(-0.4, len(stages) - 0.3)
    ax.invert_yaxis()
    ax.grid(axis="x", visible=False)
    ax.xaxis.tick_top()
    ax.legend(loc="lower right", ncols=2)
    return ax


def flow(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw how recommendations flow from their text through the vote to what followed.

    Parameters
    ----------
    table : DataFrame
        `step, source, target, recommendations` of `toolkit.impact.trace.flow`.
    """
    ax = ax or new_axes(height=4.4)
    steps = sorted(table["step"].unique())
    columns = [_stack(table[table["step"] == steps[0]], "source")]
    columns += [_stack(table[table["step"] == step], "target") for step in steps]
    for place, column in enumerate(columns):
        for name, (bottom, top) in column.items():
            ax.fill_between([place - 0.02, place + 0.02], bottom, top, color=INK)
            words = "\n".join(wrap(language.label(name), 27)) + f" ({top - bottom:.0f})"
            side = "right" if place == 0 else "left" if place == len(columns) - 1 else "center"
            shift = {"right": -0.04, "left": 0.04, "center": 0}[side]
            ax.text(place + shift, (bottom + top) / 2, words, ha=side, va="center", fontsize=8.5, zorder=5,
                    bbox=WHITE | {"alpha": 0.85 if side == "center" else 0})  # fmt: skip
    for place, step in enumerate(steps):
        _bands(ax, table[table["step"] == step], columns[place], columns[place + 1], place)
    ax.set_xlim(-0.8, len(steps) + 0.75)
    ax.invert_yaxis()
    ax.set_axis_off()
    return ax


def _stack(part: pd.DataFrame, side: str) -> dict[str, tuple[float, float]]:
    """Stack the boxes of one column, a gap of half a recommendation between them."""
    heights = part.groupby(side, sort=False)["recommendations"].sum()
    column, bottom = {}, 0.0
    for name, height in heights.items():
        column[str(name)] = (bottom, bottom + float(height))
        bottom += float(height) + 0.7
    return column


def _bands(
    ax: Axes,
    part: pd.DataFrame,
    left: dict[str, tuple[float, float]],
    right: dict[str, tuple[float, float]],
    place: int,
) -> None:
    """Draw the bands of one step."""
    used_left, used_right = dict.fromkeys(left, 0.0), dict.fromkeys(right, 0.0)
    t = np.linspace(0, 1, 40)
    bend = t * t * (3 - 2 * t)
    colours = {name: PALETTE[number % len(PALETTE)] for number, name in enumerate(right)}
    row: Any
    for row in part.itertuples():
        start, end = left[row.source][0] + used_left[row.source], right[row.target][0] + used_right[row.target]
        low, width = start + (end - start) * bend, float(row.recommendations)
        ax.fill_between(place + 0.02 + t * 0.96, low, low + width, color=colours[row.target], alpha=0.35, linewidth=0)
        used_left[row.source] += width
        used_right[row.target] += width


RELATION_MARKS = {
    "antécédent": (ORANGE, MARKERS[3]),
    "texte de l'Assemblée": (BLUE, MARKERS[0]),
    "mise en œuvre possible": (GREEN, MARKERS[1]),
}


def timeline(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw for each text of the assembly what came before it and what may follow from it.

    Parameters
    ----------
    table : DataFrame
        `text, act_key, relation, year` of `toolkit.impact.trace.timeline`.
    """
    texts = list(dict.fromkeys(table["text"]))
    ax = ax or new_axes(height=1.2 + 0.45 * len(texts))
    for relation, group in table.groupby("relation", sort=False):
        colour, mark = RELATION_MARKS.get(str(relation), (PURPLE, MARKERS[2]))
        face = "white" if relation == "mise en œuvre possible" else colour
        ax.plot(group["year"], group["text"].map(texts.index), mark, color=colour, markersize=8, markerfacecolor=face,
                label=language.label(relation))  # fmt: skip
    row: Any
    for row in table.itertuples():
        ax.annotate(row.act_key, (row.year, texts.index(row.text)), (0, 7), textcoords="offset points", ha="center",
                    fontsize=7, color=MUTED)  # fmt: skip
    ax.set_yticks(range(len(texts)), [language.label(text) for text in texts])
    ax.set_ylim(len(texts) - 0.4, -0.7)
    years = range(int(table["year"].min()), int(table["year"].max()) + 2)
    ax.set_xticks(list(years), [str(year) for year in years])
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.09), ncols=3)
    return ax


def adoption_evidence(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw how likely the adoptions are at each base rate, with the 5 % line.

    Parameters
    ----------
    table : DataFrame
        `base_rate, chance`, both 0 to 1.
    """
    ax = ax or new_axes(height=2.8)
    ax.plot(table["base_rate"], table["chance"], "-", color=BLUE, marker=MARKERS[0])
    ax.axhline(0.05, color=ORANGE, linestyle="--", linewidth=1.2)
    ax.annotate(language.percent(0.05), (table["base_rate"].min(), 0.05), (0, 4), textcoords="offset points",
                color=ORANGE, fontsize=8.5)  # fmt: skip
    ax.set_xlabel(language.heading("base_rate"))
    ax.set_ylabel(language.heading("chance"))
    ax.xaxis.set_major_formatter(lambda value, _: language.percent(value))
    ax.yaxis.set_major_formatter(lambda value, _: language.percent(value))
    ax.set_ylim(0, 1.02)
    return ax
