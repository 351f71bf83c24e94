"""One visual language for all figures: colours, sizes and the Axes to draw on.

The colours are those of Okabe and Ito (2008), which colour-blind readers can tell apart; each also has its own
lightness and is paired with a marker or a label, so that a grey print can be read.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from matplotlib import get_data_path, rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK = "#1f2933"
MUTED = "#66727f"
GRID = "#e3e7eb"
BAND = "#d7e3ee"
BLUE = "#0072b2"
ORANGE = "#d55e00"
GREEN = "#009e73"
PURPLE = "#7b4b94"
YELLOW = "#e69f00"
SKY = "#56b4e9"
PALETTE = (BLUE, ORANGE, GREEN, PURPLE, YELLOW, SKY)
MARKERS = ("o", "s", "D", "^", "v", "P")
STROKES: tuple[Any, ...] = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)), (0, (1, 3)))
"""Lines that a grey print keeps apart, where there are too many points for markers."""
WIDTH = 7.4
"""Width of a figure in inches, the measure of the report's column."""
ROW = 0.165
"""Height of one of many rows in inches: thirty rows take half a page."""
FONT_FOLDER = Path(get_data_path()) / "fonts" / "ttf"
"""The fonts of the figures, which every machine has; they know signs that text fonts lack."""

SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlecolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "lines.linewidth": 1.8,
}


def house_style() -> AbstractContextManager[None]:
    """Give a context in which legends, labels and ticks are drawn in the house style too."""
    return rc_context(SETTINGS)


def new_axes(height: float = 3.8, width: float = WIDTH) -> Axes:
    """Make Axes in the house style on a figure of their own, `width` × `height` inches."""
    with house_style():
        return Figure(figsize=(width, height), layout="constrained").add_subplot()


def new_panels(rows: int, columns: int, height: float = 3.8, width: float = WIDTH, **options: Any) -> list[Axes]:
    """Make a grid of Axes in the house style; the list runs row by row."""
    with house_style():
        figure = Figure(figsize=(width, height), layout="constrained")
        return list(figure.subplots(rows, columns, squeeze=False, **options).flat)
