"""Figures of impact: how far recommendations carried, when, and what followed the vote."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.language import Language
from toolkit.plots.style import BLUE, GREEN, GRID, INK, MARKERS, MUTED, ORANGE, PURPLE, new_axes

ENGLISH = Language("en")
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
    ax.set_xticks(range(len(stages)), ["\n".join(wrap(language.label(stage), 12)) for stage in stages])
    ax.set_yticks(range(len(recs)), recs)
    ax.set_xlim(-0.4, len(stages) - 0.3)
    ax.invert_yaxis()
    ax.grid(axis="x", visible=False)
    ax.xaxis.tick_top()
    ax.legend(loc="lower right", ncols=2)
    return ax


SLOT, GAP = 1.7, 0.5
"""Room that a box of the flow takes at least, so that two lines of words fit beside it, and the gap between boxes."""
UNSEEN = ("nothing seen after the vote", "vote not seen")


def flow(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw how recommendations flow from their text through the vote to what followed: blue while seen, grey where not.

    Parameters
    ----------
    table : DataFrame
        `step, source, target, recommendations` of `toolkit.impact.overview.flow`.
    """
    steps = sorted(table["step"].unique())
    columns = _columns(table, steps)
    tallest = max(top for column in columns for _, top in column.values())
    ax = ax or new_axes(height=1.1 + 0.18 * tallest)
    for place, column in enumerate(columns):
        for name, (bottom, top) in column.items():
            ax.fill_between([place - 0.02, place + 0.02], bottom, top, color=INK)
            words = "\n".join(wrap(f"{language.label(name)} ({top - bottom:.0f})", 26))
            ax.text(place + (0.04 if place else -0.04), (bottom + top) / 2, words, ha="left" if place else "right",
                    va="center", fontsize=8.5, zorder=5)  # fmt: skip
    for place, step in enumerate(steps):
        _bands(ax, table[table["step"] == step], columns[place], columns[place + 1], place)
    ax.set_xlim(-0.75, len(steps) + 0.6)
    ax.invert_yaxis()
    ax.set_axis_off()
    return ax


def _columns(table: pd.DataFrame, steps: list[int]) -> list[dict[str, tuple[float, float]]]:
    """Stack the boxes of all columns, each box about as high up as what flows into it, all centred on one line."""
    first = table[table["step"] == steps[0]]
    columns = [_stack(first.groupby("source", sort=False)["recommendations"].sum())]
    for step in steps:
        part = table[table["step"] == step]
        middle = part["source"].map({name: sum(span) / 2 for name, span in columns[-1].items()})
        weighed = part.assign(pull=middle * part["recommendations"]).groupby("target", sort=False)
        heights = weighed["recommendations"].sum()
        columns.append(_stack(heights[(weighed["pull"].sum() / heights).sort_values(kind="stable").index]))
    tallest = max(top for column in columns for _, top in column.values())
    return [_centred(column, tallest) for column in columns]


def _stack(heights: pd.Series) -> dict[str, tuple[float, float]]:
    """Stack the boxes of one column in order."""
    column, bottom = {}, 0.0
    for name, height in heights.items():
        spare = max(SLOT - float(height), 0) / 2
        column[str(name)] = (bottom + spare, bottom + spare + float(height))
        bottom += float(height) + 2 * spare + GAP
    return column


def _centred(column: dict[str, tuple[float, float]], tallest: float) -> dict[str, tuple[float, float]]:
    """Shift a column to the middle of the tallest one."""
    shift = (tallest - max(top for _, top in column.values())) / 2
    return {name: (bottom + shift, top + shift) for name, (bottom, top) in column.items()}


def _bands(
    ax: Axes,
    part: pd.DataFrame,
    left: dict[str, tuple[float, float]],
    right: dict[str, tuple[float, float]],
    place: int,
) -> None:
    """Draw the bands of one step, from top to bottom on both sides so that they cross as little as can be."""
    used_left, used_right = dict.fromkeys(left, 0.0), dict.fromkeys(right, 0.0)
    t = np.linspace(0, 1, 40)
    bend = t * t * (3 - 2 * t)
    ends = part.assign(
        start=part["source"].map(lambda name: left[name][0]), end=part["target"].map(lambda name: right[name][0])
    )
    row: Any
    arrivals: dict[Any, float] = {}
    for row in ends.sort_values(["end", "start"], kind="stable").itertuples():
        arrivals[row.Index] = right[row.target][0] + used_right[row.target]
        used_right[row.target] += float(row.recommendations)
    for row in ends.sort_values(["start", "end"], kind="stable").itertuples():
        start, width = left[row.source][0] + used_left[row.source], float(row.recommendations)
        low = start + (arrivals[row.Index] - start) * bend
        colour = MUTED if row.target in UNSEEN else BLUE
        ax.fill_between(place + 0.02 + t * 0.96, low, low + width, color=colour, alpha=0.3, linewidth=0)
        used_left[row.source] += width


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
        `text, promotion, act_key, relation, year` of `toolkit.impact.overview.timeline`, in order of text and time.
    """
    texts = list(dict.fromkeys(table["text"]))
    promotions = table.drop_duplicates("text").set_index("text")["promotion"]
    ax = ax or new_axes(height=1.2 + 0.45 * len(texts))
    for relation, group in table.groupby("relation", sort=False):
        colour, mark = RELATION_MARKS.get(str(relation), (PURPLE, MARKERS[2]))
        face = "white" if relation == "mise en œuvre possible" else colour
        ax.plot(group["year"], group["text"].map(texts.index), mark, color=colour, markersize=8, markerfacecolor=face,
                label=language.label(relation))  # fmt: skip
    close = (table.groupby("text", sort=False)["year"].diff() < 0.5).fillna(False)
    row: Any
    for row, crowded in zip(table.itertuples(), close, strict=True):
        ax.annotate(row.act_key, (row.year, texts.index(row.text)), (0, -13 if crowded else 7), ha="center",
                    textcoords="offset points", fontsize=7, color=MUTED)  # fmt: skip
    ax.set_yticks(range(len(texts)), [f"{promotions[text]} · {language.label(text)}" for text in texts])
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
