import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.sources.assembly import open_assembly
from toolkit.tables import FILES, Acts, ArrondissementPopulation, Promotions, Recommendations, Table, Timeline, checked

SIZES = {
    "promotions.csv": 3,
    "timeline.csv": 35,
    "recommendations.csv": 21,
    "acts.csv": 23,
    "council_acts_sample.csv": 441,
    "vote_phrases.csv": 48,
}


def as_text(table):
    return table.astype(object).where(table.notna(), "").astype(str)


@pytest.mark.parametrize("model", FILES, ids=lambda model: model.__name__)
def test_every_shipped_table_fits_its_model(model):
    table = open_assembly("paris").table(model)
    name = FILES[model].split("/")[-1]
    assert len(table) == SIZES.get(name, len(table)) > 0
    assert all(column.description for column in model.to_schema().columns.values())


def test_every_shipped_file_has_a_model():
    folder = open_assembly("paris").folder
    files = [*folder.rglob("*.csv"), *(folder.parent / "other_assemblies").glob("*.csv")]
    known = {(folder / file).resolve() for file in FILES.values()}
    assert sorted(files) == sorted(known)


def test_the_arrondissements_of_a_census_sum_to_paris():
    population = open_assembly("paris").table(ArrondissementPopulation)
    sums = population.groupby("census_year")["population_municipale"].sum()
    assert sums[2021] == 2133111 and sums[2022] == 2113705


def test_an_empty_cell_stays_not_seen():
    acts = open_assembly("paris").table(Acts)
    assert acts["rapporteur"].isna().all()
    assert not (acts == "").any(axis=None)


def test_references_between_tables_resolve():
    paris = open_assembly("paris")
    promotions = set(paris.table(Promotions)["promotion_id"])
    recommendations = paris.table(Recommendations)
    assert set(recommendations["promotion"]) <= promotions
    assert set(paris.table(Timeline)["promotion"].dropna()) <= promotions
    linked = paris.table(Acts)["linked_recommendations"].dropna().str.split(";").explode()
    assert set(linked) <= set(recommendations["rec_id"])


def test_all_faults_of_a_table_are_named_at_once():
    table = as_text(open_assembly("paris").table(Promotions))
    table.loc[0, "promotion_id"] = "X"
    table.loc[1, "members"] = "many"
    table.loc[2, "end"] = ""
    table = table.drop(columns="start").assign(extra="1")
    with pytest.raises(InputError) as caught:
        checked(table, Promotions, "promotions.csv")
    message = str(caught.value)
    for part in (
        "column 'extra' is not known",
        "column 'start' is missing",
        "column promotion_id (row 2): found 'X'",
        "column members (row 3): found 'many', expected a whole number",
        "column end (row 4): a value is missing",
    ):
        assert part in message
    assert len(caught.value.faults) == 5


def test_a_repeated_identifier_is_named():
    table = as_text(open_assembly("paris").table(Promotions))
    table.loc[1, "promotion_id"] = "P1"
    with pytest.raises(InputError, match=r"rows 2, 3\): found 'P1', expected values that do not repeat"):
        checked(table, Promotions, "promotions.csv")


def test_a_table_without_rows_is_refused():
    empty = pd.DataFrame(columns=list(Promotions.to_schema().columns), dtype=str)
    with pytest.raises(InputError, match="no rows"):
        checked(empty, Promotions, "promotions.csv")


def test_models_are_tables():
    assert all(issubclass(model, Table) for model in FILES)
