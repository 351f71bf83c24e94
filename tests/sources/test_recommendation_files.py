import pytest

from toolkit.errors import InputError
from toolkit.sources.recommendation_files import read_acts, read_recommendations, read_statements


def write(folder, text, name="t.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_are_found_by_their_usual_names(tmp_path):
    table = read_recommendations(write(tmp_path, "rec_id;Texte\nR1;Créer un label\n"))
    assert table[["recommendation_id", "text"]].values.tolist() == [["R1", "Créer un label"]]
    acts = read_acts(write(tmp_path, "DELIB_ID,DELIB_OBJET\n2019 DVD 50,Tarifs\n"))
    assert acts[["act_id", "title"]].values.tolist() == [["2019 DVD 50", "Tarifs"]]


def test_all_faults_of_a_file_are_named_at_once(tmp_path):
    path = write(tmp_path, "recommendation_id,text\nR1,Créer un label\nR1,Planter\n,Semer\nR4,créer  un label\n")
    with pytest.raises(InputError) as caught:
        read_recommendations(path)
    message = str(caught.value)
    assert all(part in message for part in ("identifier is empty", "R1", "duplicate", "rows 2, 5"))


def test_a_missing_column_is_named_with_those_there_are(tmp_path):
    with pytest.raises(InputError, match="column text is missing; there are recommendation_id, note"):
        read_recommendations(write(tmp_path, "recommendation_id,note\nR1,x\n"))


def test_rows_without_text_stay(tmp_path):
    assert len(read_recommendations(write(tmp_path, "recommendation_id,text\nR1,\nR2,\n"))) == 2


def test_agenda_numbers_used_twice_give_way_to_the_rows_own_name(tmp_path):
    path = write(tmp_path, "row_id,act_id,title\nS1,Vœu 5,x\nS2,Vœu 5,y\nS3,,z\n")
    assert read_acts(path)["act_id"].tolist() == ["S1", "S2", "S3"]
    with pytest.raises(InputError, match="stands more than once"):
        read_acts(write(tmp_path, "act_id,title\nVœu 5,x\nVœu 5,y\n"))


def test_statements_get_the_strength_they_do_not_state(tmp_path):
    path = write(tmp_path, "recommendation_id,axis,value,date,observer\nR1,stage,voted,2023-03,City\n")
    row = read_statements(path).iloc[0]
    assert (row["strength"], row["observer_kind"]) == ("stated", "City")


def test_acts_come_as_exports_of_open_data_too(tmp_path):
    table = write(tmp_path, "Séance;Référence;Objet\n01/02/2024;2024 DAC 1;Arbres\n2024-02;2024 DAC 2;Livres\n")
    acts = read_acts(table)
    assert acts[["act_id", "title", "date"]].to_numpy().tolist() == [
        ["2024 DAC 1", "Arbres", "2024-02-01"],
        ["2024 DAC 2", "Livres", "2024-02"],
    ]
    records = tmp_path / "acts.json"
    records.write_text('[{"reference": "2024 DAC 1", "objet": "Arbres", "seance": "2024-02-01"}]', encoding="utf-8")
    assert read_acts(records)["date"].tolist() == ["2024-02-01"]


def test_a_date_of_an_act_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"column date \(row 2\): this is no date"):
        read_acts(write(tmp_path, "act_id,title,date\n2024 DAC 1,Arbres,février 2024\n2024 DAC 2,Livres,\n"))


def test_days_of_statements_are_read_as_people_write_them(tmp_path):
    path = write(
        tmp_path,
        "recommandation;axe;valeur;date;observateur\nR1;stage;voted;11/06/2024;Ville\nR1;stage;issued;2024-03;A\n",
    )
    assert read_statements(path)["date"].tolist() == ["2024-06-11", "2024-03"]
