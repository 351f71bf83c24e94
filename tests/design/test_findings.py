import numpy as np
import pandas as pd
import pytest

from toolkit import tables
from toolkit.design import findings
from toolkit.design.checklist import OPEN, SETTLED, WEAK, oecd_checklist
from toolkit.design.recruitment import groups_of, letters_by_group
from toolkit.design.scenario import Costs, Rotation, read_design
from toolkit.design.sensitivity import ASSUMPTIONS, one_at_a_time
from toolkit.language import Language
from toolkit.sources.assembly import open_assembly

PARIS, MERVILLE, BLANK = read_design("paris_2023"), read_design("merville"), read_design("blank")
PLACES = [f"place_{number}" for number in range(7)]
BARE = BLANK.model_copy(
    update={
        "name": "seven criteria that nobody has a word for, and no prices",
        "population": BLANK.population.model_copy(
            update={"margins": {place: {"x": 900, "y": 700} for place in PLACES}}
        ),
        "criteria": tuple(PLACES),
        "costs": Costs(),
    }
)
FRENCH = Language("fr")


def both(message):
    return FRENCH.render(message), str(message)


def test_coverage_adds_up_to_everybody():
    found = findings.frame_coverage(PARIS)
    assert found.table["share"].sum() == pytest.approx(1)
    assert found.table["frame"].iloc[-1] == "on no list"
    assert "16%" in str(found.text)
    assert "16\u202f%" in FRENCH.render(found.text)


def test_a_full_register_misses_nobody():
    assert "Every resident" in str(findings.frame_coverage(BLANK).text)
    assert "No class is harder" in str(findings.coverage_by_value(BLANK).text)


def test_the_class_hardest_to_reach_is_the_least_covered():
    found = findings.coverage_by_value(PARIS)
    assert found.table.sort_values("share_on_a_list")["value"].iloc[0] == "18e"
    assert "18e" in str(found.text)


def test_letters_needed_say_which_group_decides():
    found = findings.letters_needed(PARIS, PARIS.frames[0], 2.0, np.random.default_rng(0))
    assert found.table["letters"].is_monotonic_decreasing
    assert all("13" in text for text in both(found.text))


def test_the_chance_of_enough_rises_with_letters_and_falls_with_the_margin():
    found = findings.chance_of_enough(PARIS, PARIS.frames[0], [5000, 20_000], [1.0, 2.0], 500, np.random.default_rng(1))
    wide = found.table.pivot(index="letters", columns="margin", values="probability")
    assert (wide.diff().dropna() >= 0).all().all()
    assert (wide[1.0] >= wide[2.0]).all()


def test_quotas_list_the_volunteers_to_expect():
    table = findings.quotas_of(PARIS).table.set_index(["feature", "value"])
    assert table.loc[("frame", "electoral rolls"), "volunteers"] == pytest.approx(748)
    assert table.loc["sex", "volunteers"].sum() == pytest.approx(748 + 75 + 25)


def test_a_pool_that_is_large_enough_holds_a_panel_and_criteria_cost_chances():
    table = findings.criteria_frontier(PARIS, [0.25, 1.0], 5, 3).table
    full = table[table["letters"] == 10_000]
    assert (full["feasible"] == 1).all()
    assert full["smallest_chance"].round(9).is_monotonic_decreasing
    assert table["quotas"].tolist() == [5, 5, 11, 11, 16, 16, 33, 33]


def test_staggered_renewal_keeps_what_full_renewal_loses():
    options = [Rotation(every_months=12, share=1), Rotation(every_months=6, share=1 / 3)]
    options.append(Rotation(every_months=24, share=0.25))
    table = findings.rotations(read_design("ostbelgien"), options).table
    assert table["newcomers"].tolist() == pytest.approx([1, 1 / 3, 1 / 4])
    assert table["kept_after_12_months"].tolist() == pytest.approx([0, 1 / 3, 1])


def test_planned_cohorts_beat_those_drawn_alone():
    found = findings.sequence_distance(MERVILLE, 10, 4, 4, 5)
    table = found.table.set_index(["draw", "cohort"])
    assert table.loc[("one sequence", 4), "distance"] < table.loc[("each alone", 4), "distance"]
    assert table.loc["one sequence", "proven"].tolist() == [1, 1, 1, 1]
    assert table.loc["each alone", "proven"].tolist() == [1, 2, 3, 4]
    held = table["missed"] == 0
    assert (table.loc[held, "gap_of_cohort"] < 1).all()


def test_areas_first_cost_certainty_and_leave_out_the_areas_not_drawn():
    table = findings.ways_of_mailing(PARIS, PARIS.frames[0], [8], 1.0, 300, np.random.default_rng(0)).table
    assert table["design_effect"].tolist()[:2] == [1, 1] and table["design_effect"].iloc[2] > 1.2
    assert table["all_criteria"].iloc[2] == 0 < 0.95 < table["all_criteria"].iloc[0]


def test_workshops_and_tables_are_told_in_both_languages():
    for finding in (findings.workshops, findings.encounters):
        found = finding(MERVILLE, np.random.default_rng(1))
        french, english = both(found.text)
        assert french != english
        assert found.table.attrs["synthetic"]


def test_a_weak_mailing_is_followed_by_advice_and_a_strong_one_is_not():
    rng = np.random.default_rng(2)
    coverage = findings.frame_coverage(BLANK)

    def sentences(design):
        frame = design.frames[0]
        letters = findings.letters_needed(design, frame, 2.0, rng)
        chance = findings.chance_of_enough(design, frame, [], [1.0, 2.0], 400, rng)
        return [str(text) for text in findings.recommendation(design, letters, chance, coverage, 2.0)]

    strong = BLANK.model_copy(update={"frames": (BLANK.frames[0].model_copy(update={"letters": 30_000}),)})
    weak = BLANK.model_copy(update={"frames": (BLANK.frames[0].model_copy(update={"letters": 1500}),)})
    assert any("Send more letters" in text for text in sentences(weak))
    assert not any("Send more letters" in text for text in sentences(strong))


def test_the_budget_adds_up():
    table = findings.budget(PARIS, 5, 0).table
    assert table["share"].sum() == pytest.approx(1)
    assert table.loc[table["item"] == "sessions", "amount"].iloc[0] == 108_000


def test_the_checklist_has_the_eleven_principles_and_judges_what_it_can():
    rows = oecd_checklist(PARIS).set_index("principle")
    assert len(rows) == 11
    assert rows.loc["time", "status"] == SETTLED
    assert rows.loc["purpose", "status"] == OPEN


def test_short_mandates_without_allowance_are_weak():
    short = BLANK.model_copy(
        update={
            "mandate": BLANK.mandate.model_copy(update={"sessions": 3}),
            "costs": BLANK.costs.model_copy(update={"half_day": 0.0}),
        }
    )
    rows = oecd_checklist(short).set_index("principle")
    assert rows.loc["time", "status"] == rows.loc["inclusiveness", "status"] == WEAK


def test_monitoring_can_see_halves_better_than_quarters():
    table = findings.monitoring_power(PARIS).table
    assert (table["fall_by_half"] >= table["fall_by_a_quarter"]).all()
    assert (table["three_cohorts_by_a_quarter"] >= table["fall_by_a_quarter"]).all()


@pytest.mark.parametrize("design", [PARIS, MERVILLE, BLANK, BARE], ids=lambda design: design.name)
def test_every_finding_can_be_read_in_both_languages(design):
    found = [
        findings.design_in_short(design),
        findings.frame_coverage(design),
        findings.coverage_by_value(design),
        findings.distance_curves(design, [50]),
        findings.absent_groups(design, [0.01], [50]),
        findings.criteria_cells(design),
        findings.quotas_of(design),
        findings.overlap(design, Rotation(every_months=6, share=1 / 3), [18, 24]),
        findings.lifetime_chances(design, [12, 18], 60),
        findings.monitoring_power(design),
        findings.side_by_side([design], 3, 0),
        findings.mailing_options(design, design.frames[0], 1.5, 50, np.random.default_rng(0)),
        findings.ways_of_mailing(design, design.frames[0], [8], 1.0, 50, np.random.default_rng(0)),
        findings.criteria_frontier(design, [1.0], 1, 0),
        findings.workshops(design, np.random.default_rng(0)),
        findings.budget(design, 2, 0),
    ]
    for finding in found:
        assert isinstance(finding.table, pd.DataFrame) and len(finding.table)
        french, english = both(finding.text)
        assert french != english
        assert all(FRENCH.heading(column) for column in finding.table)


def pieces(**changes):
    """Make the findings that the decisions rest on, small and by hand."""
    frames = {
        "coverage": pd.DataFrame({"frame": ["rolls", "on no list"], "share": [0.84, 0.16]}),
        "price": pd.DataFrame({"smallest_chance": [0.1, 0.086]}),
        "options": pd.DataFrame(
            {"option": ["as designed", "more", "reminders"], "probability": [0.7, 0.99, 0.97], "cost": [10.0, 18, 15]}
        ),
        "policies": pd.DataFrame(
            {"policy": ["no replacement", "alike"], "leave": 0.5, "distance_end": [0.1, 0.05], "gini": [0.25, 0.29]}
        ),
        **dict.fromkeys(("quotas", "workshops", "doubt"), pd.DataFrame()),
    }
    return {name: findings.Finding(table, "so found") for name, table in (frames | changes).items()}


def test_decisions_take_the_cheapest_mailing_that_is_enough_and_the_nearest_way_of_filling_seats():
    rows = findings.decisions(PARIS, pieces()).table.set_index("decision")
    assert str(rows.loc["letters", "advice"]) == "reminders: 15 euros."
    assert "97% of simulated mailings, 70% as designed" in str(rows.loc["letters", "reason"])
    assert str(rows.loc["empty seats", "advice"]).endswith("alike.")
    assert "0.29 (0.25 without replacement)" in str(rows.loc["empty seats", "reason"])
    assert "further way in" in str(rows.loc["lists", "advice"])
    assert "8.6%" in str(rows.loc["seats and criteria", "reason"])


def test_decisions_take_the_surest_mailing_where_none_is_enough_and_say_when_somebody_cannot_sit():
    weak = pd.DataFrame({"option": ["as designed", "more"], "probability": [0.2, 0.6], "cost": [10.0, 18.0]})
    full = pd.DataFrame({"frame": ["rolls", "on no list"], "share": [1.0, 0.0]})
    found = pieces(options=weak, coverage=full, price=pd.DataFrame({"smallest_chance": [0.1, np.nan]}))
    rows = findings.decisions(PARIS, found).table.set_index("decision")
    assert str(rows.loc["letters", "advice"]) == "more: 18 euros."
    assert str(rows.loc["lists", "advice"]) == "Keep them."
    assert "can sit in no panel" in str(rows.loc["seats and criteria", "reason"])
    for row in rows.itertuples():
        assert FRENCH.render(row.advice)


def test_the_monitoring_plan_acts_on_what_the_design_expects():
    rows = findings.monitoring_plan(PARIS).table.set_index("watched")
    assert "65%" in str(rows.loc["attendance", "alarm"]) and "20%" in str(rows.loc["departures", "alarm"])
    for row in rows.itertuples():
        assert FRENCH.render(row.then) and FRENCH.render(row.how_often)


@pytest.mark.slow
def test_what_matters_ranks_by_the_range_that_the_outcome_runs_through():
    ends = one_at_a_time(BLANK, 1, 4)
    table = findings.what_matters(BLANK, "seats_filled", ends, 1, 60).table
    assert table["assumption"].iloc[0] == "share who leave"
    swing = (table["at_high"] - table["at_low"]).abs()
    assert swing.is_monotonic_decreasing
    assert (table["total_low"] <= table["total_high"]).all()


def test_published_figures_are_read_with_their_shares():
    known = open_assembly("paris")
    responses = findings.published_responses(known.table(tables.ResponseRates)).table
    assert responses["response"].is_monotonic_decreasing
    gone = findings.published_departures(known.table(tables.PublishedMembership)).table.set_index("assembly")
    assert (gone["share"].min(), gone["share"].max()) == pytest.approx((15 / 150, 53 / 99))


def test_headlines_are_shown_at_both_ends_of_every_assumption():
    ends = one_at_a_time(BLANK, 1, 2)
    finding = findings.headlines_in_doubt(BLANK, 1.0, ends)
    table = finding.table.set_index(["assumption", "set_to"])
    assert len(table) == 1 + 2 * len(ASSUMPTIONS)
    planned = groups_of(BLANK.frames[0], BLANK.residents(), BLANK.response, BLANK.criteria)
    assert finding.table.loc[0, "letters"] == letters_by_group(planned, 1.0)["letters"].max()
    response = table.loc["response to letters", "letters"]
    assert response.loc[0.6] / response.loc[1.4] == pytest.approx(1.4 / 0.6, rel=0.05)
    assert table.loc["attendance", "letters"].nunique() == 1
    here = ends[(ends["assumption"] == "attendance") & (ends["outcome"] == "cost")].iloc[0]
    assert table.loc[("attendance", 0.9), "cost"] == here["at_high"]
