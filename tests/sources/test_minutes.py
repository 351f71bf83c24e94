import time

import pandas as pd
import pypandoc
import pytest
from pypdf import PdfWriter

from benchmarks.minutes import ENDLESS, read_long
from toolkit.errors import InputError
from toolkit.sources.documents import read_document
from toolkit.sources.minutes import NO_ITEM, NO_OUTCOME, read_documents, read_minutes, sentences, session_of
from toolkit.sources.votes import TOO_LONG

from .minutes_documents import DOCS

DEBATE = """Débat/ Conseil municipal/ Novembre 2014
Mme LA MAIRE DE PARIS. - Quel est l?avis de l?Exécutif sur le v?u n° 1, déposé par le groupe Ecologiste de Paris ?
M. Jean DUPONT, adjoint. - Je donne un avis favorable à ce v?u.
Mme LA MAIRE DE PARIS. - Je mets aux voix, à main levée, le v?u n° 1. Le v?u amendé est adopté. (2014, V. 255).
2014 DU 1117 - Déclassement de l'assiette de la tour Triangle (15e).
Je mets aux voix, au scrutin public, le projet de délibération DU 1117.
Inscrits : 163. Votants : 161. Pour : 78. Contre : 83. Abstentions : 0. NPPV : 0.
Le projet de délibération est rejeté.
L'amendement n° 22 est rejeté et l'amendement n° 22 bis est adopté.
Le vœu n° 3 est retiré au profit du vœu de l'Exécutif.
Les projets de délibération adoptés en 7e Commission par un vote au scrutin public sont les suivants :
2014 DJS 151 - DDCT Subventions (28.500 euros)
2014 DJS 152 - Subventions
Le groupe socialiste et apparentés vote contre les projets de délibération suivants :
2014 DAC 3 - Subvention
Si le vœu est adopté, nous serons heureux. Un vœu a été adopté en 2012.
"""


@pytest.fixture(scope="module")
def minutes():
    return read_minutes(DEBATE)


def event(minutes, item):
    return minutes.vote_events.set_index("item").loc[item]


def test_items_and_outcomes_are_read_in_order(minutes):
    assert minutes.vote_events[["item", "outcome"]].values.tolist() == [
        ["2014-11 vœu 1", "adopted as amended"],
        ["2014 DU 1117", "rejected"],
        ["2014-11 amendement 22", "rejected"],
        ["2014-11 amendement 22 bis", "adopted"],
        ["2014-11 vœu 3", "withdrawn for the Executive's bis"],
        ["2014 DJS 151", "adopted"],
        ["2014 DJS 152", "adopted"],
    ]
    assert minutes.acts["act_id"].tolist() == ["2014 DU 1117", "2014 DJS 151", "2014 DJS 152", "2014 DAC 3"]


def test_a_vote_carries_its_opinion_mode_and_the_number_it_was_adopted_as(minutes):
    wish = event(minutes, "2014-11 vœu 1")
    assert (wish["executive_opinion"], wish["mode"], wish["adopted_as"]) == (
        "favourable",
        "show of hands",
        "2014 V 255",
    )
    assert event(minutes, "2014 DJS 151")["mode"] == "public ballot"


def test_a_public_ballot_carries_its_counts_and_others_none(minutes):
    ballot = event(minutes, "2014 DU 1117")
    assert ballot[["for", "against", "abstaining", "not_voting", "voting", "enrolled"]].tolist() == [
        78,
        83,
        0,
        0,
        161,
        163,
    ]
    assert ballot["check"] == ""
    assert pd.isna(event(minutes, "2014-11 vœu 1")["for"])


def test_a_position_on_a_list_belongs_to_each_entry(minutes):
    assert minutes.positions[["item", "who", "position"]].values.tolist() == [
        ["2014 DAC 3", "Le groupe socialiste et apparentés", "against"]
    ]


def test_the_form_of_a_summary_is_read_too():
    summary = read_minutes(
        "Séance de juillet 2019\n2019 DVD 50 - Tarifs. Adopté à l'unanimité.\n2019 DAC 2 - Aide.\nRejeté."
    )
    assert summary.vote_events[["item", "outcome", "manner"]].values.tolist() == [
        ["2019 DVD 50", "adopted", "unanimous"],
        ["2019 DAC 2", "rejected", ""],
    ]
    assert summary.acts["title"].tolist() == ["Tarifs", "Aide."]


def test_two_outcomes_for_one_act_both_stay_and_are_marked():
    twice = read_minutes("Mars 2020\nLe vœu n° 5 est adopté.\nLe vœu n° 5 est rejeté.")
    assert twice.vote_events["check"].tolist() == ["two outcomes: adopted and rejected"] * 2


def test_counts_that_do_not_add_up_are_marked():
    text = "Mars 2020\nJe mets aux voix le vœu n° 5. Votants : 100. Pour : 90. Contre : 20. Le vœu est adopté."
    assert "110 votes" in read_minutes(text).vote_events["check"].iloc[0]


def test_an_outcome_without_an_item_is_listed_and_not_guessed():
    orphan = read_minutes("Mars 2020\nLe vœu est adopté.")
    assert orphan.vote_events.empty
    assert orphan.unread["reason"].tolist() == [NO_ITEM]


def test_without_a_session_agenda_numbers_stand_alone_and_it_says_so():
    read = read_minutes("Le vœu n° 5 bis est adopté. Le projet de délibération 2023 DVD 12 est adopté.")
    assert read.vote_events["item"].tolist() == ["vœu 5 bis", "2023 DVD 12"]
    assert read.vote_events["session"].eq("").all()
    assert "--session" in read.unread["reason"].iloc[0]
    assert read_minutes("Mars 2020\nLe vœu n° 5 est adopté.").unread.empty


def test_a_session_that_is_no_month_is_refused():
    with pytest.raises(InputError, match="no year and month"):
        read_minutes("Le vœu n° 5 est adopté.", session="mars")
    assert session_of("séance des 12 et 13 décembre 2017") == "2017-12"


def test_a_web_page_and_a_text_file_read_alike(tmp_path):
    text, page = tmp_path / "a.txt", tmp_path / "a.html"
    text.write_text("Mars 2020\nLe vœu n° 5 est adopté.", encoding="utf-8")
    page.write_text("<h1>Mars 2020</h1><script>x</script><p>Le vœu n° 5 est adopté.</p>", encoding="utf-8")
    read = read_documents([text, page])
    assert read.vote_events["item"].tolist() == ["2020-03 vœu 5"] * 2
    assert read.vote_events["document"].tolist() == ["a.txt", "a.html"]


def test_a_scan_without_text_is_refused(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(width=72, height=72)
    writer.write(tmp_path / "scan.pdf")
    with pytest.raises(InputError, match="holds no text"):
        read_document(tmp_path / "scan.pdf")


def test_a_file_that_is_no_pdf_is_refused(tmp_path):
    (tmp_path / "false.pdf").write_bytes(b"no pdf at all")
    with pytest.raises(InputError, match="cannot be read"):
        read_document(tmp_path / "false.pdf")


SUMMARY = """Compte rendu sommaire Séance des 1er et 2 avril 2019
2019 DVD 50 Engins en libre-service. Fixation des tarifs.
Vœu n° 217 déposé par le groupe les Républicains et Indépendants relatif à la création d'un code de la rue.
Avis défavorable.
La proposition de vœu est repoussée.
Vœu n° 217 bis déposé par l'Exécutif.
La proposition de vœu n° 217 bis est adoptée. (2019, V. 126).
Le projet de délibération est adopté à l'unanimité.
Voeu déposé par le groupe UDI-MODEM relatif à la régulation des mobilités.
Le vœu est retiré.
2019 DASES 86 - Subventions.
Je mets aux voix l'amendement n° 213. L'amendement est adopté. Je mets aux voix le projet de délibération ainsi amendé.
Le projet de délibération est donc adopté.
Le groupe Communiste vote pour, le groupe LR s'abstient. Le vœu n° 14 est adopté.
M. X. - Nous avions demandé que ce vœu soit adopté.
"""


def test_an_outcome_belongs_to_the_kind_of_text_it_names():
    """After two wishes, "le projet de délibération est adopté" is about the act they were attached to."""
    read = read_minutes(SUMMARY)
    assert read.vote_events[["item", "outcome"]].values.tolist() == [
        ["2019-04 vœu 217", "rejected"],
        ["2019-04 vœu 217 bis", "adopted"],
        ["2019 DVD 50", "adopted"],
        ["Vœu déposé par le groupe UDI-MODEM relatif à la régulation des mobilités.", "withdrawn"],
        ["2019-04 amendement 213", "adopted"],
        ["2019 DASES 86", "adopted as amended"],
        ["2019-04 vœu 14", "adopted"],
    ]
    assert event(read, "2019-04 vœu 217")["executive_opinion"] == "unfavourable"
    assert read.positions[["item", "who", "position"]].values.tolist() == [
        ["2019-04 vœu 14", "Le groupe Communiste", "for"],
        ["2019-04 vœu 14", "le groupe LR", "abstains"],
    ]
    assert read.unread["text"].tolist() == ["Nous avions demandé que ce vœu soit adopté."]


@pytest.mark.parametrize(("text", "outcomes"), DOCS)
def test_an_outcome_is_given_to_the_item_it_is_about_or_to_none(text, outcomes):
    events = read_minutes(text).vote_events
    assert list(events[["item", "outcome"]].itertuples(index=False, name=None)) == outcomes


def test_the_executives_own_wish_is_not_taken_for_the_one_it_answers():
    read = read_minutes("Mars 2022\nLe vœu n° 5 est rejeté. Je mets aux voix le vœu bis. Le vœu bis est adopté.")
    assert read.vote_events["item"].tolist() == ["2022-03 vœu 5"]
    assert read.unread["reason"].tolist() == [NO_ITEM]


def test_counts_before_an_outcome_belong_to_it_and_not_to_the_vote_before():
    text = "Mars 2020\nLe vœu n° 1 est rejeté.\nVotants : 100. Pour : 90. Contre : 20. Le vœu n° 2 est adopté."
    events = read_minutes(text).vote_events.set_index("item")
    assert events["voting"].fillna(0).tolist() == [0, 100]
    assert "110 votes" in events.loc["2020-03 vœu 2", "check"]


def test_counts_after_an_outcome_belong_to_it():
    events = read_minutes("Mars 2020\nLe vœu n° 1 est rejeté.\nPour : 10. Contre : 20.").vote_events
    assert events[["for", "against"]].values.tolist() == [[10, 20]]
    assert events["check"].tolist() == ["counts stand after the outcome"]


def test_a_session_of_the_last_century_is_found():
    assert session_of("Conseil municipal, séance d'octobre 1998") == "1998-10"


def test_a_position_after_which_no_vote_comes_is_about_the_item_that_is_open():
    read = read_minutes("Novembre 2014\n2014 DU 5 - Titre\nLe groupe UMP vote contre.\n")
    assert read.positions[["item", "who"]].values.tolist() == [["2014 DU 5", "Le groupe UMP"]]


def test_a_list_follows_suivants_with_or_without_its_colon():
    for mark in ("", " :"):
        text = f"Novembre 2014\nLe groupe PS vote contre les projets SUIVANTS{mark}\n2014 DAC 3 - Subvention\n"
        assert read_minutes(text).positions["item"].tolist() == ["2014 DAC 3"]


def test_a_title_that_names_another_act_opens_only_its_own():
    read = read_minutes("Novembre 2014\n2014 DU 5 sur 2014 DU 6 - Titre\n2014 DU 8 et 2014 DU 9 - Titre\n")
    assert read.acts["act_id"].tolist() == ["2014 DU 5", "2014 DU 8", "2014 DU 9"]


@pytest.mark.parametrize("before", ["", "(", "12 - ", "12-", "3 – ", "12 - ["])
def test_an_act_opens_an_item_behind_its_place_in_the_order(before):
    read = read_minutes(f"Novembre 2014\n{before}2014 DU 5 - Bancs\n")
    assert read.acts[["act_id", "title"]].values.tolist() == [["2014 DU 5", "Bancs"]]


def test_a_word_of_voting_amid_a_title_is_part_of_it():
    read = read_minutes("Novembre 2014\n2014 DU 5 - Suivi du plan adopté en 2012\n")
    assert read.acts["title"].tolist() == ["Suivi du plan adopté en 2012"]
    assert read.vote_events.empty


@pytest.mark.parametrize("title", ["M.", "MM.", "Mme", "Mlle"])
def test_who_speaks_is_no_part_of_what_is_said(title):
    read = read_minutes(f"Novembre 2014\n2014 DU 5 - Bancs\n{title} A. - Le groupe B vote contre.\n")
    assert read.positions["who"].tolist() == ["Le groupe B"]


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("Nous passons au vœu n° 5.", "vœu 5"),
        ("Nous abordons le vœu n° 5.", "vœu 5"),
        ("Nous examinons le vœu n° 5.", "vœu 5"),
        ("Quel est l'avis de l'Exécutif sur le vœu n° 5 ?", "vœu 5"),
        ("Votre avis sur la proposition de vœu n° 5 ?", "vœu 5"),
        ("Votre avis sur l'amendement n° 5 ?", "amendement 5"),
        ("Je pense au vœu n° 5.", "vœu 3"),
    ],
)
def test_the_item_that_a_debate_passes_to_is_the_one_voted(said, item):
    read = read_minutes(f"Mars 2020\nVœu n° 3 relatif aux bancs.\n{said}\nIl est adopté.\n")
    assert read.vote_events["item"].tolist() == [f"2020-03 {item}"]


def test_counts_in_a_heading_are_not_of_the_item_before():
    read = read_minutes("Mars 2020\n2020 DU 5 - Bancs. Rejeté.\n2020 DU 6 - Arbres. Adopté par 30 voix pour en 2012\n")
    assert read.vote_events["item"].tolist() == ["2020 DU 5"]
    assert read.vote_events["for"].isna().all()


def test_the_wish_is_the_one_that_was_named_last():
    read = read_minutes("Novembre 2014\n2014 DU 5 - Titre\nJe présente le vœu n° 3.\nLe vœu est adopté.\n")
    assert read.vote_events["item"].tolist() == ["2014-11 vœu 3"]


VOTED = "Le projet de délibération 2024 DAC 1 est adopté à l'unanimité."


@pytest.mark.parametrize("ending", [".docx", ".odt"])
def test_text_documents_are_read(tmp_path, ending):
    path = tmp_path / f"minutes{ending}"
    pypandoc.convert_text(VOTED, path.suffix[1:], "markdown", outputfile=str(path), extra_args=["--standalone"])
    assert read_documents([path]).vote_events["item"].tolist() == ["2024 DAC 1"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_minutes_are_read_in_any_usual_encoding(tmp_path, encoding):
    path = tmp_path / "minutes.txt"
    path.write_text(VOTED, encoding=encoding)
    assert read_documents([path]).vote_events["manner"].tolist() == ["unanimous"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.docx", b"PK\x03\x04x", "no text document"),
        ("a.rtf", b"{\\rtf1 x}", "kind of document is not read"),
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b"\x00\x01", "not text"),
    ],
)
def test_what_holds_no_minutes_is_refused(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_document(path)


def test_what_takes_an_outcome_back_is_told_with_its_line():
    read = read_minutes("Mars 2020\nM. X. - Si le vœu n° 5 est rejeté, nous partirons.\n")
    assert read.vote_events.empty
    assert read.unread[["line", "reason"]].values.tolist() == [[2, f"{NO_OUTCOME}: a condition"]]


def test_a_text_put_to_the_vote_and_its_outcome_may_share_a_sentence():
    read = read_minutes("Mars 2020\nJe mets aux voix la délibération 2020 DAC 4, qui est adoptée à l'unanimité.\n")
    assert read.vote_events[["item", "outcome"]].values.tolist() == [["2020 DAC 4", "adopted"]]
    both = read_minutes("Mars 2020\nLe vœu n° 5 est retiré au profit du vœu n° 5 bis, lequel est adopté.\n")
    assert both.vote_events[["item", "outcome"]].values.tolist() == [
        ["2020-03 vœu 5", "withdrawn for the Executive's bis"],
        ["2020-03 vœu 5 bis", "adopted"],
    ]


def test_initials_and_a_closing_bracket_do_not_mislead_the_end_of_a_sentence():
    assert sentences("M. A. retire le vœu. (Adopté.) M. C. vote contre.") == [
        "M. A. retire le vœu.",
        "(Adopté.)",
        "M. C. vote contre.",
    ]
    assert sentences("V. 23 bis adopté") == ["V. 23 bis adopté"]


@pytest.mark.parametrize("kind", ["sentences", *ENDLESS])
def test_a_million_letters_are_read_in_seconds(kind):
    work = read_long(kind, 1_000_000)
    started = time.process_time()
    work()
    assert time.process_time() - started < 10


def test_what_is_no_sentence_is_listed_as_unread():
    unread = read_minutes("Mars 2020\n" + "le vœu n° 12 est adopté " * 1000).unread
    assert unread["reason"].tolist() == [f"{NO_OUTCOME}: {TOO_LONG}"]
