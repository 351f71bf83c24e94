import json

import pytest

from toolkit.errors import InputError
from toolkit.sources.participatory_budget import read_projects, stage_of

CSV = """Édition BP;Titre du projet;Opération;Avancement;Montant;Arrondissement;Nombre de votes;Date de livraison
2015;Un jardin de poche;Jardin;Livré;120 000 €;75012;1 234;2018-05-02
2015;Un jardin de poche;Clôture;Travaux en cours;30000;75012;1 234;
2016;Des bancs;;Abandonné;;75020;800;
2017;Une fontaine;;À définir;45000,50;75011;;
"""


def test_a_city_s_headings_are_found_by_their_meaning(tmp_path):
    path = tmp_path / "laureats.csv"
    path.write_text(CSV, encoding="utf-8-sig")
    read = read_projects(path)
    assert read.table["stage"].tolist() == ["delivered", "delivering", "abandoned", ""]
    assert read.table["amount"].fillna(-1).tolist() == [120000.0, 30000.0, -1.0, 45000.5]
    assert read.table["votes"].tolist()[:3] == [1234, 1234, 800] and read.table["votes"].isna().tolist()[3]
    assert read.table["delivered_year"].fillna(0).tolist() == [2018, 0, 0, 0]
    assert read.unread.values.tolist() == [[5, "À définir", "a status that is not understood"]]


def test_the_json_export_reads_like_the_csv(tmp_path):
    path = tmp_path / "laureats.json"
    records = [{"edition": "2019-01-01", "titre": "Des arbres", "statut": "Réalisé", "budget": 5000}]
    path.write_text(json.dumps({"results": records}), encoding="utf-8")
    row = read_projects(path).table.iloc[0]
    assert (row["project"], row["year"], row["stage"], row["amount"]) == ("Des arbres", 2019, "delivered", 5000.0)


def test_missing_columns_are_named_all_at_once(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("nom;valeur\nx;1\n", encoding="utf-8")
    with pytest.raises(
        InputError, match=r"(?s)3 faults.*project is missing; there are nom, valeur.*year is.*status is"
    ):
        read_projects(path)


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("Projet réalisé", "delivered"),
        ("Livré en 2021", "delivered"),
        ("Travaux terminés", "delivered"),
        ("Partiellement livré", "delivering"),
        ("Réalisation en cours", "delivering"),
        ("En cours de réalisation", "delivering"),
        ("Livraison prévue en 2026", "not begun"),
        ("Pas encore livré", "not begun"),
        ("Travaux à venir", "not begun"),
        ("Non réalisé", "abandoned"),
        ("Projet irréalisable", "abandoned"),
        ("Études en cours", "funded"),
        ("Études et travaux en cours", "delivering"),
        ("En conception", "funded"),
        ("Autre", ""),
        ("", ""),
    ],
)
def test_a_status_is_told_by_its_words_or_not_at_all(status, stage):
    assert stage_of(status) == stage
