import pytest

from toolkit import tables
from toolkit.impact import effects, overview
from toolkit.impact import trace as tracing
from toolkit.language import Language
from toolkit.plots import impact as plots
from toolkit.sources.assembly import open_assembly


@pytest.fixture(scope="module")
def traced():
    data = open_assembly("paris")
    recommendations, statements = data.table(tables.Recommendations), data.table(tables.UptakeStatements)
    uptake = tracing.trace(recommendations, statements)
    return uptake, statements, recommendations, data.table(tables.Acts), data.table(tables.Promotions)


def words(axes):
    return [text.get_text() for text in axes.texts]


def test_the_stage_matrix_has_a_mark_for_each_stage_seen(traced):
    uptake, recommendations = traced[0], traced[2]
    axes = plots.stage_matrix(overview.with_titles(uptake.stages, recommendations), language=Language("fr"))
    drawn = {line.get_label(): len(line.get_xdata()) for line in axes.lines}
    seen = uptake.stages["state"].value_counts()
    assert drawn["attesté"] == seen["stated"] and drawn["possible"] == seen["possible"]
    assert axes.get_xticklabels()[0].get_text() == "émise"
    named = [" ".join(label.get_text().split()) for label in axes.get_yticklabels()]
    assert named[16] == "R17 Créer 100 rues-jardins dans Paris" and named[20] == "R21 sujet non vu"
    assert all(label.get_text().count("\n") <= 1 for label in axes.get_yticklabels())


def test_the_flow_names_its_ends_with_their_counts(traced):
    uptake, statements, *_ = traced
    shown = [" ".join(text.split()) for text in words(plots.flow(overview.flow(uptake, statements)))]
    assert "wish: code de la rue (8)" in shown
    assert "nothing seen after the vote (15)" in shown


def drawn_timeline(traced, language):
    uptake, _, recommendations, acts, promotions = traced
    table = overview.timeline(recommendations, acts, uptake.stages, promotions)
    return table, plots.timeline(table, language=Language(language))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_timeline_names_every_event_in_the_lane_of_its_workshop(traced, language):
    table, axes = drawn_timeline(traced, language)
    lanes = table.groupby("workshop", sort=False).size()
    assert len(axes.get_yticklabels()) == len(lanes) == 7
    heights = [round(text.get_position()[1]) for text in axes.texts]
    assert [heights.count(lane) for lane in range(7)] == lanes.tolist()
    marks = sum(len(line.get_xdata()) for line in axes.lines)
    assert marks == len(axes.texts) == len(table)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_name_in_the_timeline_covers_another_or_leaves_the_figure(traced, language):
    _, axes = drawn_timeline(traced, language)
    axes.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in axes.texts]
    assert not any(one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place])
    assert all(box.x0 >= 0 and box.x1 <= axes.figure.bbox.x1 for box in boxes)


def test_axes_that_are_given_are_used():
    first = plots.adoption_evidence(effects.adoption_evidence(7, 7).table)
    assert plots.adoption_evidence(effects.adoption_evidence(3, 7).table, ax=first) is first
