import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from toolkit.design import findings
from toolkit.design.rotation import cohort_schedule, seats_in_common
from toolkit.design.scenario import Rotation, read_design
from toolkit.language import Language
from toolkit.plots import design as plots
from toolkit.plots.style import new_axes

PARIS = read_design("paris_2023")
FRENCH = Language("fr")
LETTERS = pd.DataFrame({"letters": [1, 2, 1, 2], "margin": [1.0, 1.0, 2.0, 2.0], "probability": [0.5, 1, 0.1, 0.4]})


def test_the_lines_of_the_letters_are_those_of_the_table():
    ax = plots.plot_chance_of_enough(LETTERS, language=FRENCH)
    assert [line.get_ydata().tolist() for line in ax.get_lines()] == [[0.5, 1.0], [0.1, 0.4]]
    assert ax.get_xlabel() == "lettres envoyées"


def test_figures_are_drawn_on_the_axes_given():
    ax = new_axes()
    assert plots.plot_chance_of_enough(LETTERS, ax=ax) is ax


def test_coverage_shows_one_mark_for_each_value():
    table = findings.coverage_by_value(PARIS).table
    ax = plots.plot_coverage(table, language=FRENCH)
    assert len(ax.get_lines()) == len(table)
    assert ax.get_yticklabels()[0].get_text() == "femmes"


def test_distances_are_drawn_solid_without_quotas_and_dotted_with():
    ax = plots.plot_distance_by_size(findings.distance_curves(PARIS, [50, 200]).table)
    assert [line.get_linestyle() for line in ax.get_lines()] == ["-", ":"] * 4


def test_the_overlap_matrix_names_each_share():
    table = seats_in_common(cohort_schedule(24, Rotation(every_months=6, share=1 / 3), 40), [18, 24])
    ax = plots.plot_overlap(table)
    assert [text.get_text() for text in ax.texts] == ["100%", "67%", "67%", "100%"]


def test_each_outcome_of_the_designs_has_its_panel():
    table = findings.side_by_side([PARIS, read_design("blank")], 3, 0).table
    panels = plots.plot_designs(table, language=FRENCH)
    assert len(panels) == 4
    assert [label.get_text() for label in panels[0].get_yticklabels()] == ["Paris 2023", "Ma ville"]


def test_bars_of_the_tornado_start_at_the_design():
    table = pd.DataFrame({"assumption": ["attendance"], "at_low": [0.04], "at_high": [0.09], "as_designed": [0.06]})
    ax = plots.plot_tornado(table)
    assert [bar.get_x() for bar in ax.patches] == [0.06, 0.06]
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([-0.02, 0.03])
    low, high = (np.dot(bar.get_facecolor()[:3], [0.299, 0.587, 0.114]) for bar in ax.patches)
    assert high - low > 0.2  # in a grey print too


@pytest.mark.parametrize(
    ("plot", "table"),
    [
        (
            plots.plot_frontier,
            pd.DataFrame({"criteria": ["sex", "sex"], "letters": [1, 2], "feasible": [0.0, 1.0]}),
        ),
        (
            plots.plot_reserves,
            pd.DataFrame({"policy": ["no replacement"] * 2, "leave": [0.1, 0.5], "distance_end": [0.1, 0.2]}),
        ),
        (
            plots.plot_sequence,
            pd.DataFrame({"draw": ["each alone"] * 2, "cohort": [1, 2], "proven": [1, 2], "gap_so_far": [0.9, 1.4]}),
        ),
        (
            plots.plot_encounters,
            pd.DataFrame({"round": [1, 2], "by_lot": [0.1, 0.18], "bound": [0.1, 0.2], "planned": [0.1, 0.19]}),
        ),
    ],
)
def test_line_figures_draw_their_table_in_either_language(plot, table):
    for language in (Language("en"), FRENCH):
        ax = plot(table, language=language)
        assert isinstance(ax, Axes)
        assert np.asarray(ax.get_lines()[0].get_ydata()).tolist() == table.iloc[:, -1].tolist()
        assert ax.get_xlabel() and ax.get_ylabel()
