import pandas as pd

from toolkit.impact.money import (
    BY_AMOUNT,
    BY_NUMBER,
    OWN_TEXT,
    amounts_in,
    department_of,
    funding_statements,
    payments,
    with_funding,
)
from toolkit.impact.trace import trace

ACTS = pd.DataFrame(
    [
        ("2024 DAC 282", "Subvention (15.000 euros) au Comité départemental de Paris."),
        ("2024 DAC 283", "Subventions (20.000 euros) à l'association A."),
        ("2024 DAC 284", "Subventions (20.000 euros) à l'association B."),
        ("2024 DSOL 5", "Convention avec l'association C."),
        ("Vœu 105", "Suivi des vœux (15.000 euros)"),
    ],
    columns=["act_id", "title"],
)
SUBSIDIES = pd.DataFrame(
    [
        (2024, "1", "Comité départemental", 15000.0, "Direction des affaires culturelles", ""),
        (2024, "2", "Association A", 20000.0, "DAC", ""),
        (2023, "1", "Comité départemental", 15000.0, "DAC", ""),
        (2024, "3", "Association C", 7000.0, "", "2024 DSOL 5"),
        (2024, "4", "Unknown", None, "DAC", ""),
    ],
    columns=["year", "siret", "beneficiary", "amount", "department", "act_id"],
).astype({"year": "Int64"})


def test_amounts_and_departments_are_read_as_the_city_writes_them():
    assert amounts_in("Subvention (1.012.676 euros), 850,50 € et 3 projets, 12 500 euros") == [
        1012676.0,
        850.5,
        12500.0,
    ]
    names = ("DAC", "Direction de la voirie et des déplacements", "?")
    assert [department_of(name) for name in names] == ["DAC", "DVD", ""]


def test_a_number_is_a_fact_and_a_shared_amount_a_resemblance():
    """Two acts with one amount cannot be told apart, so neither is joined; other years and missing amounts neither."""
    paid = payments(ACTS, SUBSIDIES).table
    assert paid[["act_id", "amount", "basis"]].values.tolist() == [
        ["2024 DSOL 5", 7000.0, BY_NUMBER],
        ["2024 DAC 282", 15000.0, BY_AMOUNT],
    ]


def test_money_on_an_act_makes_its_recommendations_funded():
    links = pd.DataFrame({"rec_id": ["R1", "R2", "R3"], "act_id": ["2024 DSOL 5", "2024 DAC 282", "2024 DAC 284"]})
    said = funding_statements(links, payments(ACTS, SUBSIDIES))
    recommendations = pd.DataFrame({"rec_id": ["R1", "R2", "R3"]}).assign(promotion="", atelier="", instrument="")
    table = trace(recommendations, said).table.set_index("rec_id")
    assert table["furthest_stated"].tolist() == ["funded", "", ""]
    assert table["furthest_possible"].tolist() == ["", "funded", ""]
    assert trace(recommendations, said, at="2023").table["furthest_stated"].tolist() == ["", "", ""]


def test_money_on_an_act_that_is_not_the_assembly_s_own_is_possible_only():
    said = funding_statements(pd.DataFrame({"rec_id": ["R9"], "act_id": ["2024 DSOL 5"]}), payments(ACTS, SUBSIDIES))
    acts = pd.DataFrame(
        [("2024 DSOL 5", OWN_TEXT, "R1;R2"), ("2024 DSOL 5", "antécédent", "R3"), (None, OWN_TEXT, "R4")],
        columns=["act_id", "relation", "linked_recommendations"],
    )
    table = with_funding(said, acts, payments(ACTS, SUBSIDIES))
    assert table[["rec_id", "strength"]].values.tolist() == [
        ["R9", "stated"], ["R1", "stated"], ["R2", "stated"], ["R3", "possible"],
    ]  # fmt: skip


def test_without_subsidies_nothing_is_added_and_it_is_said():
    none = payments(ACTS, None)
    assert "not looked up" in str(none.text)
    statements = pd.DataFrame({"rec_id": ["R1"]})
    acts = ACTS.assign(relation=OWN_TEXT, linked_recommendations="R1")
    assert with_funding(statements, acts, none) is statements
