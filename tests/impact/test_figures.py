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
    return tracing.trace(recommendations, statements), statements, recommendations, data.table(tables.Acts)


def words(axes):
    return [text.get_text() for text in axes.texts]


def test_the_stage_matrix_has_a_mark_for_each_stage_seen(traced):
    uptake = traced[0]
    axes = plots.stage_matrix(uptake.stages, language=Language("fr"))
    drawn = {line.get_label(): len(line.get_xdata()) for line in axes.lines}
    seen = uptake.stages["state"].value_counts()
    assert drawn["attesté"] == seen["stated"] and drawn["possible"] == seen["possible"]
    assert axes.get_xticklabels()[0].get_text() == "émise"


def test_the_flow_names_its_ends_with_their_counts(traced):
    uptake, statements, *_ = traced
    shown = [" ".join(text.split()) for text in words(plots.flow(overview.flow(uptake, statements)))]
    assert "wish: code de la rue (8)" in shown
    assert "nothing seen after the vote (15)" in shown


def test_the_timeline_marks_every_act_on_the_row_of_its_text(traced):
    table = overview.timeline(traced[2], traced[3])
    axes = plots.timeline(table)
    assert sorted(words(axes)) == sorted(table["act_key"])
    assert len(axes.get_yticklabels()) == table["text"].nunique() == 7


def test_axes_that_are_given_are_used():
    first = plots.adoption_evidence(effects.adoption_evidence(7, 7).table)
    assert plots.adoption_evidence(effects.adoption_evidence(3, 7).table, ax=first) is first
