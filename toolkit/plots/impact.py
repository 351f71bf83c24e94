"""Figures of impact: how far recommendations carried, when, and what followed the vote."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.language import Language, Message
from toolkit.plots.style import BAND, BLUE, GREEN, GRID, INK, MARKERS, MUTED, ORANGE, PURPLE, WIDTH, new_axes

ENGLISH = Language("en")
STATE_FACES = {"stated": BLUE, "possible": "white"}
TITLE_LINE = 42
"""Signs on a line of a recommendation's title; a title has two lines at most."""


def stage_matrix(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw recommendations against stages: filled where stated, hollow where possible, a faint dot where not seen.

    Parameters
    ----------
    table : DataFrame
        `rec_id, title, stage, state, date` of `toolkit.impact.overview.with_titles`, recommendations in order.
    ax : Axes, optional
        Where to draw; new ones when omitted.
    language : Language
        Language of the labels.
    """
    titles = table.drop_duplicates("rec_id").set_index("rec_id")["title"]
    recs, stages = list(titles.index), list(dict.fromkeys(table["stage"]))
    ax = ax or new_axes(height=1.2 + 0.34 * len(recs))
    x, y = table["stage"].map(stages.index), table["rec_id"].map(recs.index)
    ax.plot(x, y, ".", color=GRID, markersize=3, zorder=1)
    for state, face in STATE_FACES.items():
        chosen = table["state"] == state
        ax.plot(x[chosen], y[chosen], "o", markersize=8, markerfacecolor=face, markeredgecolor=BLUE,
                label=language.label(state), zorder=3)  # fmt: skip
    row: Any
    for row in table[table["date"].fillna("") != ""].itertuples():
        ax.annotate(row.date, (stages.index(row.stage), recs.index(row.rec_id)), (0, -11), textcoords="offset points",
                    ha="center", fontsize=6, color=MUTED)  # fmt: skip
    ax.set_xticks(range(len(stages)), ["\n".join(wrap(language.label(stage), 11)) for stage in stages], fontsize=8)
    named = ["\n".join(wrap(f"{rec} {language.label(title)}", TITLE_LINE)) for rec, title in titles.items()]
    ax.set_yticks(range(len(recs)), named, fontsize=7.5)
    ax.set_xlim(-0.5, len(stages) - 0.5)
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
    "answered": (PURPLE, MARKERS[2]),
    "mise en œuvre possible": (GREEN, MARKERS[1]),
}
LANE = 0.66
"""Height of a workshop's lane in inches."""
LETTER = 0.062
"""Width of a letter of a label in inches, amply measured."""
LEVELS = (0.25, -0.25, 0.43, -0.43)
"""Where labels stand above and below their mark, in lanes; the first that is free is taken."""


def timeline(table: pd.DataFrame, ax: Axes | None = None, language: Language = ENGLISH) -> Axes:
    """Draw for each workshop its mandate, what came before its text, the text, and what may follow from it.

    Parameters
    ----------
    table : DataFrame
        `workshop, relation, label, year, start, end` of `toolkit.impact.overview.timeline`, in order.
    """
    lanes = list(dict.fromkeys(table["workshop"]))
    ax = ax or new_axes(height=1.3 + LANE * len(lanes))
    row: Any
    for lane, row in enumerate(table.drop_duplicates("workshop").itertuples()):
        ax.fill_between([row.start, row.end], lane - 0.42, lane + 0.42, color=BAND, linewidth=0,
                        label="" if lane else language.label("mandate"))  # fmt: skip
    for relation, group in table.groupby("relation", sort=False):
        colour, mark = RELATION_MARKS.get(str(relation), (INK, MARKERS[4]))
        face = "white" if relation == "mise en œuvre possible" else colour
        ax.plot(group["year"], group["workshop"].map(lanes.index), mark, color=colour, markersize=7,
                markerfacecolor=face, linestyle="", label=language.label(relation))  # fmt: skip
    first, last = int(table["year"].min()), int(table["year"].max()) + 1
    for lane, workshop in enumerate(lanes):
        _name_events(ax, table[table["workshop"] == workshop], lane, (first, last), language)
    ax.set_yticks(range(len(lanes)), [" · ".join(map(language.label, workshop.split(" · "))) for workshop in lanes])
    ax.set_ylim(len(lanes) - 0.4, -0.6)
    ax.set_xlim(first, last)
    ax.set_xticks(range(first, last + 1))
    ax.legend(loc="upper center", bbox_to_anchor=(0.4, -0.05), ncols=3)
    return ax


def _name_events(ax: Axes, events: pd.DataFrame, lane: int, span: tuple[int, int], language: Language) -> None:
    """Write the name of each event of a lane above or below its mark, where no other name stands."""
    per_letter = LETTER * (span[1] - span[0]) / (WIDTH * 0.78)
    taken: dict[float, float] = {}
    row: Any
    for row in events.sort_values("year", kind="stable").itertuples():
        words = language.render(row.label) if isinstance(row.label, Message) else language.label(row.label)
        half = len(words) * per_letter / 2
        centre = min(max(row.year, span[0] + half), span[1] - half)
        level = next((level for level in LEVELS if taken.get(level, -np.inf) < centre - half), LEVELS[-1])
        taken[level] = centre + half
        ax.text(centre, lane - level, words, ha="center", va="center", fontsize=7)


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
