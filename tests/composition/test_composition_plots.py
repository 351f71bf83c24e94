import pandas as pd
import pytest

from toolkit.language import Language
from toolkit.plots import composition as plots

DAYS = pd.to_datetime(["2023-09-01", "2023-10-01"])
BANDS = pd.DataFrame(
    {
        "criterion": ["sex", "sex", "sector"],
        "value": ["women", "men", "Paris Centre"],
        "least": [5.0, 5.0, 1.0],
        "most": [6.0, 5.0, 2.0],
        "seats": [6, 4, 3],
        "in_room": [5.0, None, None],
        "speaking": [None, 3.0, None],
    }
)
STEPS = pd.DataFrame({"days": [0.0, 30.0, 60.0], "staying": [1.0, 0.9, 0.9], "share": [0.0, 0.1, 0.1]})
TABLES = {
    "three_bodies": pd.DataFrame(
        {"criterion": ["sex", "age"], "enrolled": "met", "present": "falls short", "speaking": "not recorded"}
    ),
    "staying": STEPS.assign(value="women"),
    "reasons": STEPS.assign(reason="not stated"),
    "hazard_ratios": pd.DataFrame({"value": ["men"], "against": "women", "ratio": [1.5], "low": [0.3], "high": [6.0]}),
    "group_shares": pd.DataFrame(
        {"value": "women", "group": ["workshop A", "workshop B"], "share": [0.5, None], "low": 0.4, "high": 0.6}
    ),
    "quota_bands": BANDS,
    "verdict_grid": pd.DataFrame(
        {"criterion": ["sex", "sex"], "date": DAYS, "verdict": ["met", "met on paper, not in the room"]}
    ),
    "distance_over_time": pd.DataFrame(
        {"criterion": "sex", "date": DAYS, "statistic": [0.1, 0.2], "floor": [0.0, 0.1]}
    ),
    "rates_by_class": pd.DataFrame({"value": ["women"], "rate": [0.2], "low": [0.1], "high": [0.4], "mean": [0.3]}),
    "control_chart": pd.DataFrame({"session": [1, 2], "cusum": [0.0, 2.0], "limit": [3.0, 3.0]}),
    "tile_map": BANDS[BANDS["criterion"] == "sector"],
    "envelope": pd.DataFrame({"value": ["women × 25-39"], "seats": [9], "low": [2], "median": [4], "high": [7]}),
    "attendance": pd.DataFrame({"value": ["women"], "rate": [0.6], "low": [0.7], "high": [0.8]}),
    "exit_band": pd.DataFrame({"group": ["women"], "before": [0.5], "after": [0.6], "low": [0.4], "high": [0.55]}),
}


def texts(axes):
    shown = [text.get_text() for text in axes.texts + axes.get_yticklabels() + axes.get_xticklabels()]
    return shown + [text.get_text() for text in axes.get_legend().get_texts()] + [axes.get_xlabel(), axes.get_ylabel()]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_figure_speaks_both_languages_and_leaves_its_table_alone(name):
    table = TABLES[name].copy()
    english = getattr(plots, name)(table)
    french = getattr(plots, name)(table, language=Language("fr"))
    pd.testing.assert_frame_equal(table, TABLES[name])
    assert english.figure is not french.figure
    assert set(texts(english)) != set(texts(french))


def test_a_sector_above_its_quota_carries_a_sign_that_a_grey_print_shows():
    assert "3 +" in texts(plots.tile_map(TABLES["tile_map"]))


def test_the_tiles_are_the_seventeen_sectors_each_in_its_own_place():
    from toolkit.composition.population import SECTORS

    assert set(plots.PARIS_TILES) == set(SECTORS)
    assert len(set(plots.PARIS_TILES.values())) == 17


def test_what_lies_outside_the_envelope_has_another_mark():
    axes = plots.envelope(TABLES["envelope"])
    markers = {line.get_marker(): len(line.get_xdata()) for line in axes.lines}
    assert markers["D"] == 1
    assert markers["o"] == 0


def test_figures_draw_on_the_axes_they_are_given():
    from toolkit.plots.style import new_axes

    axes = new_axes()
    assert plots.control_chart(TABLES["control_chart"], ax=axes) is axes


def test_the_three_bodies_carry_signs_that_a_grey_print_shows():
    shown = texts(plots.three_bodies(TABLES["three_bodies"]))
    assert {"●", "◐", "–"} <= set(shown)


def test_a_class_that_nobody_left_stays_to_the_end():
    table = pd.DataFrame({"value": ["a", "b", "b"], "days": [0.0, 0.0, 90.0], "staying": [1.0, 1.0, 0.5]})
    lines = plots.staying(table).lines
    assert [line.get_xdata()[-1] for line in lines] == [90.0, 90.0]
