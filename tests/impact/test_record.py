import pandas as pd
import pytest

from toolkit import tables
from toolkit.impact import record
from toolkit.sources.assembly import open_assembly


def test_an_item_is_named_by_its_act_its_agenda_number_or_not_at_all():
    items = pd.DataFrame(
        [
            ("a", "2019 DVD 50", "2019 DVD 50 - Tarifs", "2019-04"),
            ("b", "vœu n° 17 bis", None, "2019-04"),
            ("c", "question 12", None, "2019-04"),
            ("d", None, "2018 DVD 1", "2019-04"),
            ("e", "2019 DAC 2", "2019 DAC 3", None),
        ],
        columns=["row_id", "act_id", "raw_head_of_title", "session_iso"],
    )
    read = record.number_items(items)
    assert read["number"].tolist() == ["2019 DVD 50", "2019-04 vœu 17 bis", "question 12", "", "2019 DAC 2"]
    assert read["number_kind"].tolist() == [record.ACT, record.AGENDA, record.OTHER, record.NONE, record.ACT]
    assert read["head_agrees"].tolist() == ["yes", "head gives none", "head gives none", "no", "no"]
    counted = record.count_kinds(items=read["number_kind"])
    assert counted["items"].tolist() == [2, 1, 1, 1]


@pytest.mark.parametrize(
    ("outcome", "fate"),
    [
        ("adopté (selon cnews.fr)", "adopted"),
        ("adopté amendé", "adopted as amended"),
        ("rejeté", "rejected"),
        ("report à la séance suivante", "adjourned"),
        ("retiré", "withdrawn"),
        ("abstention : groupe socialiste (issue non visible)", ""),
        (None, ""),
    ],
)
def test_the_position_of_a_group_is_no_fate(outcome, fate):
    assert record.fate(outcome) == fate


def test_the_assembly_of_children_is_another_body():
    assert record.mentions_assembly("Vœu de l'Assemblée citoyenne relatif aux rues-jardins")
    assert not record.mentions_assembly("Vœu de l'Assemblée citoyenne des enfants")
    assert record.mentions_assembly("Assemblée citoyenne des enfants et Assemblée citoyenne de Paris")
    assert not record.mentions_assembly(None)
    titles = open_assembly("paris").table(tables.CouncilActs)["title"]
    children = titles[titles.str.contains("citoyenne des enfants", na=False)]
    assert len(children) and not children.map(record.mentions_assembly).any()


@pytest.mark.parametrize(
    ("kind", "group", "author"),
    [
        ("vœu de l'exécutif", None, "Executive"),
        ("vœu", "Exécutif", "Executive"),
        ("vœu", "Assemblée citoyenne", "assembly"),
        ("vœu", "LRI", "group or member"),
        ("projet de délibération", None, "Executive"),
        ("débat", None, "not seen"),
    ],
)
def test_who_tabled_an_item(kind, group, author):
    assert record.tabled_by(kind, group) == author
