import pandas as pd
import pytest

from toolkit import tables
from toolkit.errors import InputError
from toolkit.impact.overview import (
    antecedents,
    anyway,
    decimal_year,
    evidence,
    flow,
    pages,
    short_title,
    side_by_side,
    timeline,
    waits,
    with_titles,
)
from toolkit.impact.trace import STAGES, latest_day, trace
from toolkit.sources.assembly import open_assembly

COLUMNS = ["rec_id", "axis", "value", "date", "strength", "observer", "observer_kind"]


@pytest.fixture(scope="module")
def record():
    data = open_assembly("paris")
    return {
        name: data.table(getattr(tables, name))
        for name in ("Recommendations", "Acts", "UptakeStatements", "Timeline", "Promotions")
    }


def recommendations(*ids):
    return pd.DataFrame({"rec_id": ids, "promotion": "P1", "atelier": "a", "instrument": "t"})


def statements(*rows):
    return pd.DataFrame(list(rows), columns=COLUMNS)


def test_not_seen_is_not_refused():
    said = statements(("R1", "council fate", "rejected", "2023-03", "stated", "City", "city"))
    table = trace(recommendations("R1", "R2"), said).table.set_index("rec_id")
    assert table.loc["R1", "council_fate"] == "rejected"
    assert table.loc["R2", "council_fate"] == "not seen"


def test_observers_who_differ_both_stay():
    said = statements(
        ("R1", "fidelity", "verbatim", "2023", "stated", "City", "city"),
        ("R1", "fidelity", "diluted", "2023", "stated", "Paper", "press"),
    )
    assert trace(recommendations("R1"), said).table["fidelity"].tolist() == ["verbatim ; diluted"]
    assert trace(recommendations("R1"), said, observer_kind="press").table["fidelity"].tolist() == ["diluted"]


def test_a_possible_stage_is_kept_apart_from_a_stated_one():
    said = statements(
        ("R1", "stage", "voted", "2023-03", "stated", "City", "city"),
        ("R1", "stage", "funded", "2024", "possible", "Paper", "press"),
    )
    row = trace(recommendations("R1"), said).table.iloc[0]
    assert (row["furthest_stated"], row["furthest_possible"]) == ("voted", "funded")


def test_the_state_at_a_date_leaves_out_what_came_later():
    said = statements(
        ("R1", "stage", "tabled", "2023-03-16", "stated", "City", "city"),
        ("R1", "stage", "voted", "2023-07", "stated", "City", "city"),
    )
    at = [trace(recommendations("R1"), said, at=day).table["furthest_stated"].iloc[0] for day in ("2023-06", "2023-07")]
    assert at == ["tabled", "voted"]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2023", "2023-12-31"),
        ("2023-07", "2023-07-31"),
        ("2023-07-01", "2023-07-01"),
        ("2021-11/2022-06", "2022-06-31"),
    ],
)
def test_a_vague_date_may_be_as_late_as_its_last_day(date, day):
    assert latest_day(date) == day


@pytest.mark.parametrize(
    "row",
    [
        ("R9", "stage", "voted", "2023", "stated", "City", "city"),
        ("R1", "mood", "good", "2023", "stated", "City", "city"),
        ("R1", "stage", "finished", "2023", "stated", "City", "city"),
    ],
)
def test_unknown_recommendations_axes_and_values_are_refused(row):
    with pytest.raises(InputError, match=r"row 2"):
        trace(recommendations("R1"), statements(row))


def test_the_record_is_traced_as_its_sources_say(record):
    traced = trace(record["Recommendations"], record["UptakeStatements"])
    furthest = traced.table.set_index("rec_id")["furthest_stated"]
    assert len(furthest) == 21
    assert furthest.drop("R19").eq("voted").all() and furthest["R19"] == ""
    after = traced.stages[traced.stages["stage"].isin(STAGES[STAGES.index("voted") + 1 :])]
    assert set(after.loc[after["state"] != "not seen", "state"]) == {"possible"}
    assert set(after.loc[after["state"] == "possible", "rec_id"]) == {"R08", "R13", "R14", "R15"}
    answered = traced.stages[(traced.stages["stage"] == "answered") & (traced.stages["state"] == "stated")]
    assert answered["rec_id"].tolist() == ["R17", "R18"]


def test_dates_of_the_votes_are_those_of_the_record(record):
    stages = trace(record["Recommendations"], record["UptakeStatements"]).stages
    voted = stages[stages["stage"] == "voted"].set_index("rec_id")["date"]
    assert voted["R01"] == "2023-03-16" and voted["R16"] == "2024-07-10" and voted["R20"] == "2025-07"


def test_every_piece_of_evidence_exists_in_the_record(record):
    known = set(record["Acts"]["act_key"]) | set(record["Timeline"]["event_id"])
    named = {key for cell in record["UptakeStatements"]["evidence"] for key in cell.split(";")}
    assert named <= known


def test_the_city_stands_beside_others(record):
    own = record["Acts"][record["Acts"]["relation"] == "texte de l'Assemblée"]
    claims = side_by_side(own, record["UptakeStatements"]).set_index("act_key")
    assert len(claims) == 7
    assert all(str(said[0]).startswith("City of Paris") for said in claims["the_city_says"])
    assert claims.index[claims["confirmed"] == "no"].tolist() == ["A18", "A20", "A21"]


def test_antecedents_of_the_street_code_came_from_another_group(record):
    before = antecedents(record["Acts"])
    street = before[before["rec_id"] == "R08"]
    assert street["act_key"].tolist() == ["A13", "A12"]
    assert street["author"].eq("les Républicains et Indépendants").all()
    assert set(before.loc[before["rec_id"] == "R06", "act_key"]) == {"A14"}


def test_the_flow_keeps_every_recommendation(record):
    traced = trace(record["Recommendations"], record["UptakeStatements"])
    steps = flow(traced, record["UptakeStatements"])
    assert steps.groupby("step")["recommendations"].sum().tolist() == [21, 21]


def test_the_timeline_puts_antecedents_before_the_text_of_the_workshop(record):
    stages = trace(record["Recommendations"], record["UptakeStatements"]).stages
    table = timeline(record["Recommendations"], record["Acts"], stages, record["Promotions"])
    street = table[table["workshop"] == "P1 · espace public"]
    assert street["key"].tolist() == ["A13", "A12", "A10", "A11"]
    assert street["year"].is_monotonic_increasing and street["start"].eq(2021.875).all()
    assert str(street["label"].iloc[2]) == "wish: code de la rue (8 recommendations)"
    assert street["label"].iloc[1] == "Création d'un code de la rue"
    assert table.loc[table["relation"] == "answered", ["workshop", "date"]].values.tolist() == [
        ["P2 · exploration", "2025-01-15"]
    ]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Créer un label", "Créer un label"),
        ("Vœu déposé par le groupe X relatif à la création d'un code", "Création d'un code"),
        ("Vœux du groupe Y demandant un Code du trottoir (débat sur les vœux)", "Code du trottoir"),
        ("Ouvrir la ville : texte dont le détail n'a pas été vu", "Ouvrir la ville"),
        ("Planter des arbres dans les cours et dans les rues", "Planter des arbres dans les cours…"),
        ("Anticonstitutionnellement-dit-et-redit-encore-une-fois", "Anticonstitutionnellement-dit-et-redit-e…"),
        (None, ""),
    ],
)
def test_a_short_title_needs_no_look_at_its_key(text, short):
    assert short_title(text, 40) == short


def test_a_recommendation_whose_subject_was_not_seen_says_so(record):
    stages = trace(record["Recommendations"], record["UptakeStatements"]).stages
    titles = with_titles(stages, record["Recommendations"]).set_index("rec_id")["title"]
    assert titles["R21"].eq("subject not seen").all() and titles["R17"].eq("Créer 100 rues-jardins dans Paris").all()


def test_waiting_times_are_whole_months_between_dates_that_are_known(record):
    stages = trace(record["Recommendations"], record["UptakeStatements"]).stages
    waited = waits(stages, record["Recommendations"])
    assert waited.table.values.tolist() == [
        ["tabled", "voted", 20, 6, 0, 0],
        ["voted", "answered", 2, 1, 6, 6],
        ["voted", "in a policy text", 4, 1, 4, 4],
    ]
    assert "4 to 6 months after the vote, for 2 of 7 texts" in str(waited.text)
    early = stages[stages["stage"].isin(["tabled", "voted"])]
    assert "no waiting time" in str(waits(early, record["Recommendations"]).text)


def test_a_month_counts_at_its_middle():
    assert decimal_year("2023-07") == pytest.approx(2023.542, abs=1e-3)
    assert decimal_year("2023") == 2023.5


def test_evidence_leads_to_the_pages_of_the_observer(record):
    told = evidence(record["UptakeStatements"], record["Acts"], record["Timeline"])
    city = told[(told["observer"] == "City of Paris") & (told["value"] == "voted")]
    assert all("paris.fr/" in link.address for links in city["evidence"] for link in links)
    press = told[(told["observer"] == "buergerrat.de") & (told["value"] == "voted")]
    assert all(link.address.startswith("https://www.buergerrat.de/") for link in press["evidence"].iloc[0])
    assert all(link.address.startswith("http") for links in told["evidence"] for link in links)


def test_every_key_that_a_statement_names_has_its_pages(record):
    listed = pages(record["UptakeStatements"], record["Acts"], record["Timeline"])
    named = set(";".join(record["UptakeStatements"]["evidence"]).split(";"))
    assert set(listed["evidence"]) == named
    assert all(page.address and page.text.count("(") == page.text.count(")") for page in listed["page"])
    speech = listed[(listed["evidence"] == "T27") & (listed["observer"] == "MoDem group")]
    assert speech["page"].iloc[0].text.endswith("(sans date ; séance de juillet 2024)")


def test_money_stands_among_the_evidence_although_the_record_has_no_page_for_it(record):
    paid = statements(("R1", "stage", "funded", "2024", "stated", "the city's subsidies", "city"))
    paid = paid.assign(evidence="2024 DAC 5", why=None, why_fr=None)
    told = evidence(paid, record["Acts"], record["Timeline"])
    assert [link.text for link in told["evidence"].iloc[0]] == ["2024 DAC 5"]


def test_would_it_have_happened_anyway_is_answered_with_its_strength(record):
    answer = anyway(record["UptakeStatements"])
    assert (answer.values["n"], answer.values["partly"], answer.values["strengths"]) == (6, 6, "weak")
    assert "not seen" in str(anyway(record["UptakeStatements"].iloc[:0]))


RECOMMENDATIONS = pd.DataFrame({"rec_id": ["R1"]}).assign(promotion="", atelier="", instrument="")


def test_a_date_in_another_form_is_refused_and_not_misread():
    said = statements(("R1", "stage", "voted", "11/06/2024", "stated", "x", "city"))
    with pytest.raises(InputError, match="11/06/2024 is no date"):
        trace(RECOMMENDATIONS, said)
    with pytest.raises(InputError, match="'juin' is no date"):
        trace(RECOMMENDATIONS, said.assign(date="2024-06"), at="juin")
    assert trace(RECOMMENDATIONS, said.assign(date="2024-06-10/2024-06-11")).table["furthest_stated"].tolist() == [
        "voted"
    ]


def test_a_text_tabled_after_its_vote_is_named():
    said = statements(
        ("R1", "stage", "voted", "2024-06", "stated", "x", "city"),
        ("R1", "stage", "tabled", "2024-07-01", "stated", "x", "city"),
        ("R1", "stage", "tabled", "2024-09", "stated", "y", "press"),
    )
    with pytest.raises(InputError, match=r"row 3.*tabled after its vote"):
        trace(RECOMMENDATIONS, said)
    assert trace(RECOMMENDATIONS, said.drop(index=1)).table["furthest_stated"].tolist() == ["voted"]
