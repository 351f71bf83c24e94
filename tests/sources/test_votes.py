import pandas as pd
import pytest

from benchmarks.minutes import judged, labelled
from toolkit.act_numbers import MONTHS
from toolkit.sources.votes import LONGEST, TOO_LONG, check_counts, read_phrases, read_sentence

OUTCOMES = [
    ("Le projet de délibération est adopté à l'unanimité. (2018, DAC 550).", "adopted"),
    ("Le projet de vœu est adopté. (2019, V. 126).", "adopted"),
    ("La proposition de vœu est rejetée.", "rejected"),
    ("Le vœu est donc repoussé.", "rejected"),
    ("La proposition de vœu est repoussée.", "rejected"),
    ("Le projet de vœu de l'Exécutif est adopté.", "adopted"),
    ("L'amendement n° 12 est retiré.", "withdrawn"),
    ("Nous retirons notre vœu au profit du vœu de l'Exécutif.", "withdrawn for the Executive's bis"),
    ("Il est retiré.", "withdrawn"),
    ("Le vœu n° 12 est retiré par ses auteurs.", "withdrawn"),
    ("Le projet de délibération amendé est adopté.", "adopted as amended"),
    ("Le projet de délibération DVD 50 ainsi amendé est adopté. (2019, DVD 50).", "adopted as amended"),
    ("Ils sont adoptés.", "adopted"),
    ("Elle est adoptée.", "adopted"),
    ("Le vœu n'est pas adopté.", "rejected"),
    ("Adopté à la majorité.", "adopted"),
    ("Le vœu est adopté, je vous remercie.", "adopted"),
    ("Les amendements sont rejetés.", "rejected"),
    ("Le vœu n° 3 devient sans objet.", "moot"),
    ("L'examen du projet de délibération est reporté à la prochaine séance.", "adjourned"),
    ("Le projet est retiré de l'ordre du jour.", "withdrawn"),
    ("Le vœu est considéré comme retiré.", "withdrawn"),
    ("Le Conseil de Paris a adopté le vœu n° 17.", "adopted"),
    ("Le Conseil adopte à l'unanimité le projet de délibération.", "adopted"),
    ("Le Conseil a rejeté ce vœu.", "rejected"),
    ("Le vœu n° 17 tel qu'amendé par l'Exécutif est adopté.", "adopted as amended"),
    ("Le vœu serait adopté si vous le souhaitiez.", ""),
    ("Le vœu sera adopté.", ""),
    ("Je souhaite que le vœu est adopté.", ""),
    ("Est-il adopté ?", ""),
    ("Le vœu que nous avons déposé et qui a été adopté en mars dernier.", ""),
    ("Une loi a été adoptée en 2015.", ""),
    ("La loi est adoptée par le Sénat.", ""),
    ("Le projet de loi est adopté.", ""),
    ("Un vœu a été adopté au Conseil de Paris.", ""),
    ("Notre vœu a été rejeté l'an dernier.", ""),
    ("En 2014, le vœu a été adopté.", ""),
    ("Si le vœu est rejeté, nous voterons contre.", ""),
    ("Je vous propose d'adopter le vœu.", ""),
    ("Le vœu n° 12 est adopté, le n° 13 rejeté.", "adopted,rejected"),
    ("Le vœu n° 12 est rejeté et le vœu n° 12 bis est adopté.", "rejected,adopted"),
    ("L'amendement est adopté, le projet de délibération amendé est adopté.", "adopted,adopted as amended"),
    ("Qui est pour ? Qui est contre ? Abstentions ?", ""),
    ("Le vœu est maintenu.", ""),
    ("Ce vœu n'a plus d'objet.", "moot"),
    ("L'amendement tombe.", "moot"),
    ("Le projet de délibération est donc adopté, à l'unanimité.", "adopted"),
    ("La délibération a été votée à l'unanimité.", "adopted"),
    ("Les projets de délibération sont adoptés à main levée.", "adopted"),
    ("Le texte est approuvé.", "adopted"),
    ("Vœu rejeté.", "rejected"),
    ("Rejeté.", "rejected"),
    ("RETIRÉ", "withdrawn"),
    ("Le v?u est adopté.", "adopted"),
    ("L?amendement n? 22 est rejeté.", "rejected"),
    ("Le vœu de l'Exécutif est, par conséquent, adopté.", "adopted"),
    ("Le vœu amendé est donc adopté.", "adopted as amended"),
    ("Je constate que le vœu est adopté.", "adopted"),
    ("La séance est suspendue.", ""),
    ("Les membres ont voté pour le budget.", ""),
    ("Il est adopté.", "adopted"),
    ("Il a été élu.", ""),
    ("Le taux de 5 % est adopté par de nombreuses villes.", ""),
    ("Cette position est rejetée par les habitants.", ""),
    ("La technique est adoptée partout.", ""),
    ("Le compte rendu de la séance précédente est adopté.", "adopted"),
    ("Les vœux n° 216 à 219 sont rejetés.", "rejected"),
    ("Le vœu est adopté à la majorité, les groupes UMP et UDI votant contre.", "adopted"),
    ("Le vœu est renvoyé en 5e Commission.", "adjourned"),
    ("Nous demandons que ce vœu soit adopté.", ""),
    ("Je regrette que le vœu ait été rejeté.", ""),
    ("Heureusement, le vœu a été rejeté par votre majorité en 2015.", ""),
    ("La proposition de délibération est adoptée à l'unanimité.", "adopted"),
    ("C'est adopté.", "adopted"),
    ("Avis favorable de l'Exécutif. Adopté.", "adopted"),
    ("Le vœu n° 3 ayant été retiré, nous passons au n° 4.", "withdrawn"),
    ("Le vœu n° 12 est-il maintenu ou retiré ?", ""),
    ("Mme DUVAL retire son vœu.", "withdrawn"),
    ("Mme DUVAL ne retire pas son vœu.", ""),
    ("Le vœu n° 5 n'est pas retiré.", ""),
    ("Le Conseil de Paris, à l'unanimité, adopte le vœu.", "adopted"),
    ("Le projet est donc, à l'unanimité, adopté.", "adopted"),
    ("Le vœu est adopté moyennant les modifications de l'Exécutif.", "adopted as amended"),
    ("L'examen de ce point est reporté.", "adjourned"),
    ("Les amendements nos 12 à 15 sont rejetés, les amendements 16 et 17 sont adoptés.", "rejected,adopted"),
    ("Le vœu n'ayant plus d'objet, nous passons au suivant.", "moot"),
    ("Nous avions demandé que ce vœu soit adopté.", ""),
    ("Le vœu est repoussé à la majorité des voix.", "rejected"),
    ("Nous souhaitons que l'Assemblée adopte ce vœu.", ""),
    ("Je demande au groupe de retirer son vœu.", ""),
    ("Je propose que le groupe retire son vœu.", ""),
    ("Les quatre vœux sont adoptés.", "adopted"),
    ("Les cinq amendements sont rejetés.", "rejected"),
    ("Le vœu est adopté définitivement.", "adopted"),
    ("Le vœu est adopté compte tenu des amendements.", "adopted as amended"),
    ("Merci, je le retire.", "withdrawn"),
    ("D'accord, nous le retirons.", "withdrawn"),
    ("Le vœu a été adopté au dernier conseil.", ""),
    ("Le vœu a été rejeté lors du précédent conseil.", ""),
    *((f"En {month} dernier, le vœu a été adopté.", "") for month in MONTHS),
    *((f"Il y a {time}, le vœu a été adopté.", "") for time in ("deux ans", "six mois", "trois semaines", "dix jours")),
    ("Il y a une abstention, le vœu est adopté.", "adopted"),
    ("Qui est contre ? Adopté.", "adopted"),
    ("Je mets aux voix le vœu et il est adopté.", "adopted"),
    ("Je mets aux voix le vœu mais il est rejeté.", "rejected"),
    ("Le vœu relatif au projet de loi portant réforme est adopté.", "adopted"),
    ("Au dernier conseil, le vœu a été adopté.", ""),
]

EACH_WORD = {
    "adopted": [
        "V.12 est adopté.", "V12 est adopté.", "V.12 adopté.", "ADOPTE", "ADOPTEES", "APPROUVE",
        "Après délibération, la cession est acceptée.", "Après en avoir délibéré, la cession est acceptée.",
        "L'amendement relatif au projet de loi portant réforme est adopté.",
        "Je mets aux voix l'article 3 : il est adopté.", "Devant le groupe, le texte est adopté.",
        *(f"À l'unanimité, la cession est {word}ée."
          for word in ("accept", "valid", "entérin", "ratifi", "accord", "agré", "fix")),
        *(f"À l'unanimité, les {people} approuvent le tarif."
          for people in (
              "membres du conseil", "membres du conseil municipal", "conseillers municipaux", "élus", "élus présents",
              "membres du conseil communautaire", "conseillers communautaires", "conseillers départementaux",
              "membres du conseil départemental", "membres du conseil présents",
          )),
        *(f"Vœu – {word}." for word in ("adopté", "approuvé")),
    ],
    "rejected": [
        "REJETE", "REJETEES", "REPOUSSE",
        *(f"Vœu – {word}." for word in ("rejeté", "repoussé", "non adopté")),
        *(f"À l'unanimité, le conseil {does} la demande de prêt."
          for does in (
              "rejette", "repousse", "refuse", "se prononce contre", "n'approuve pas", "n'adopte pas",
              "décide de refuser", "décide de rejeter",
          )),
        *(f"À l'unanimité, les élus {do} la demande de prêt." for do in ("rejettent", "repoussent", "refusent")),
    ],
    "withdrawn": [
        "RETIRE", "Vœu – retiré.",
        *(f"{who} retire son vœu."
          for who in (
              "Le groupe", "L'auteur", "L'auteure", "L'élu", "L'élue", "L'Exécutif", "Le maire", "Notre collègue",
              "M. A", "Mme A", "Mlle A", "L'adjoint", "L'adjointe", "Le conseiller", "La conseillère",
          )),
        *(f"{who} retirent leur vœu."
          for who in (
              "Les groupes", "Les auteurs", "Les élus", "Les élues", "MM. A et B", "Mmes A et B", "Mes collègues",
              "Les adjoints",
          )),
    ],
    "adjourned": [f"Vœu – {word}." for word in ("ajourné", "reporté", "renvoyé")],
    "moot": ["Vœu – sans objet."],
    "": ["La mention ADOPTÉ manque.", "La mention ADOPTE manque."],
}  # fmt: skip
"""The words of a list, each said once."""
ELSEWHERE = (
    "le Sénat", "le sénateur", "la sénatrice", "le député", "la députée", "les députés", "l'Assemblée nationale",
    "le Gouvernement", "le Parlement", "les services de l'État", "l'ONU", "l'UNESCO", "l'Union européenne",
    "la Commission européenne", "le syndicat", "le conseil régional", "les conseils régionaux", "le conseil d'État",
    "le conseil d'administration", "le conseil d'école", "le conseil d'arrondissement", "le conseil de sécurité",
    "le conseil de surveillance", "le conseil de quartier", "le 15e arrondissement", "le comité d'hygiène",
    "l'assemblée générale", "les habitants", "la métropole",
)  # fmt: skip

OPINIONS = [
    ("Avis défavorable.", "unfavourable"),
    ("C'est un avis favorable.", "favourable"),
    ("L'avis est très favorable.", "favourable"),
    ("Je vous demande de retirer ce vœu, sinon ce sera un avis défavorable.", "withdrawal asked"),
    ("Avis favorable sous réserve des amendements proposés.", "favourable if amended"),
    ("Quel est l'avis de l'Exécutif ?", ""),
    ("Je m'en remets à la sagesse du Conseil.", "left to the council"),
    ("avec un avis défavorable de l'Exécutif", "unfavourable"),
    ("l'avis de l'Exécutif est défavorable", "unfavourable"),
    ("Je ne peux donner un avis favorable.", "unfavourable"),
    ("Je donne donc un avis favorable au vœu tel qu'amendé.", "favourable if amended"),
    ("Une météo défavorable à la marche.", ""),
    ("Nous émettrons un avis défavorable.", "unfavourable"),
    ("Avis favorable, si vous acceptez l'amendement.", "favourable if amended"),
    ("Je vous propose de le retirer.", "withdrawal asked"),
]


@pytest.mark.parametrize(("sentence", "outcome"), OUTCOMES)
def test_an_outcome_is_read_where_it_is_stated_and_nowhere_else(sentence, outcome):
    assert ",".join(statement.outcome for statement in read_sentence(sentence)) == outcome


@pytest.mark.parametrize(
    ("sentence", "outcome"), [(sentence, outcome) for outcome, said in EACH_WORD.items() for sentence in said]
)
def test_each_word_of_a_list_is_read(sentence, outcome):
    assert [statement.outcome for statement in read_sentence(sentence)] == [outcome]


@pytest.fixture(scope="module")
def sentences_read():
    return labelled()


def test_none_of_the_labelled_sentences_is_read_wrong(sentences_read):
    verdicts = judged(sentences_read["read"], sentences_read["outcome"])
    assert sentences_read.loc[verdicts.eq("wrong"), ["sentence", "outcome", "read"]].values.tolist() == []


def test_of_every_batch_of_labelled_sentences_98_percent_are_read_right(sentences_read):
    right = judged(sentences_read["read"], sentences_read["outcome"]).eq("right")
    shares = right.groupby(sentences_read["batch"]).mean()
    assert shares[shares < 0.98].to_dict() == {}
    assert len(sentences_read) > 2_000


def test_sentences_that_the_reader_was_written_with_are_all_read_right(sentences_read):
    own = sentences_read[sentences_read["batch"].isin(["written with the reader", "traps"])]
    assert own.loc[own["read"].ne(own["outcome"]), "sentence"].tolist() == []


def test_half_of_two_outcomes_is_wrong_and_none_is_unread():
    read = pd.Series(["adopted", "", "adopted,rejected", "adopted"])
    outcome = pd.Series(["adopted,rejected", "adopted", "adopted,rejected", ""])
    assert judged(read, outcome).tolist() == ["wrong", "unread", "right", "wrong"]


@pytest.mark.parametrize(
    ("sentence", "doubt"),
    [
        ("Si le vœu est adopté, nous serons heureux.", "a condition"),
        ("M. F. demande pourquoi l'amendement est rejeté.", "a condition"),
        ("Le vœu est adopté, paraît-il.", "a condition or a doubt after it"),
        ("Le vœu est adopté ?", "a question"),
        ("Je crois que le vœu est retiré.", "hearsay"),
        ("Il a dit « le vœu est adopté ».", "a quotation"),
        *((f"{word} la presse, le vœu est adopté.", "hearsay") for word in ("Selon", "D'après", "À entendre")),
        ("Le projet de loi est adopté.", "another body, or a law"),
        *((f"Devant {body}, le texte est adopté.", "another body, or a law") for body in ELSEWHERE),
        ("Le 12 juillet, le vœu a été adopté.", "an earlier day"),
        ("À Lyon, la motion est adoptée.", "another place"),
        ("C'est un vœu qui est adopté.", "a story of one text"),
        ("Beaucoup de vœux sont adoptés.", "a story of several texts"),
        ("En cas de partage des voix, la proposition est rejetée.", "a rule"),
        ("La statue est retirée.", "the subject is no text of a council"),
        ("Le vœu n° 3 est adopté et est rejeté.", "two outcomes compete"),
        ("Le vœu est adopté.", ""),
        ("La séance est ouverte.", ""),
    ],
)
def test_why_an_outcome_is_not_read_is_told(sentence, doubt):
    (told,) = read_sentence(sentence)
    assert (told.doubt, bool(told.outcome)) == (doubt, sentence == "Le vœu est adopté.")


def test_what_is_too_long_for_a_sentence_is_not_read():
    (told,) = read_sentence("Le vœu n° 3, " * LONGEST + " est adopté.")
    assert (told.outcome, told.doubt) == ("", TOO_LONG)


@pytest.mark.parametrize(("sentence", "opinion"), OPINIONS)
def test_the_opinion_of_the_executive(sentence, opinion):
    assert read_sentence(sentence)[0].executive_opinion == opinion


def test_lost_accents_do_not_turn_an_opinion_round():
    sentence = "avec un avis d\ufffdfavorable de l'Ex\ufffdcutif"
    assert read_sentence(sentence)[0].executive_opinion == "unfavourable"


def test_positions_name_groups_and_people_as_written():
    sentence = "les groupes communiste, du Mouvement des citoyens, Mme LEROY et M. SIMON ayant voté contre"
    assert read_sentence(sentence)[0].positions == (
        ("les groupes communiste, du Mouvement des citoyens, Mme LEROY et M. SIMON", "against"),
    )


def test_a_call_for_votes_is_no_position():
    assert read_sentence("Qui s'abstient ?")[0].positions == ()


def test_counts_of_a_public_ballot():
    sentence = "Nombre d'inscrits : 163. Votants : 161. Pour : 78. Contre : 83. Abstentions : 0. NPPV : 0."
    counts = read_sentence(sentence)[0].counts
    assert counts == {"enrolled": 163, "voting": 161, "for": 78, "against": 83, "abstaining": 0, "not_voting": 0}
    assert check_counts(counts) == ""


def test_not_counted_is_not_zero():
    assert read_sentence("63 pour, qui est contre ? 40.")[0].counts == {"for": 63, "against": 40}


@pytest.mark.parametrize(
    ("counts", "problem"),
    [
        (
            {"voting": 100, "for": 60, "against": 30, "abstaining": 5, "not_voting": 4},
            "99 votes are accounted for, 100",
        ),
        ({"voting": 100, "for": 80, "against": 30}, "110 votes are accounted for, only 100"),
        ({"enrolled": 100, "voting": 120}, "120 voting, only 100 enrolled"),
        ({"for": 80, "against": 30}, ""),
        ({"enrolled": 10, "voting": 10, "for": 10}, ""),
        ({"enrolled": 10, "voting": 11, "for": 11}, "11 voting, only 10 enrolled"),
    ],
)
def test_counts_that_do_not_add_up_are_said(counts, problem):
    assert check_counts(counts).startswith(problem) and bool(check_counts(counts)) == bool(problem)


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("Le vœu est adopté par 80 voix contre 40.", {"for": 80, "against": 40}),
        ("Le vœu est rejeté par 60 voix contre 40.", {"for": 40, "against": 60}),
        (
            "Le vœu est adopté par 80 voix pour, 40 contre et 3 abstentions.",
            {"for": 80, "against": 40, "abstaining": 3},
        ),
        ("Le vœu est adopté par 80 voix pour contre 40.", {"for": 80, "against": 40}),
        ("Le vœu est rejeté par 40 voix pour contre 60.", {"for": 40, "against": 60}),
        ("par 83 voix contre 78", {}),
    ],
)
def test_who_had_more_voices_follows_from_the_outcome(sentence, counts):
    assert read_sentence(sentence)[0].counts == counts


def test_two_texts_in_one_sentence_have_their_own_outcomes():
    first, second = read_sentence("Le vœu n° 12 est rejeté et le vœu n° 12 bis est adopté.")
    assert (first.outcome, [number.suffix for number in first.agenda]) == ("rejected", [""])
    assert (second.outcome, [number.suffix for number in second.agenda]) == ("adopted", ["bis"])


def test_what_follows_the_last_outcome_belongs_to_it():
    first, second = read_sentence(
        "Le vœu n° 12 est rejeté et le vœu n° 13 est adopté, le décompte : 80 pour, 40 contre."
    )
    assert (first.outcome, first.counts) == ("rejected", {})
    assert (second.outcome, second.counts) == ("adopted", {"for": 80, "against": 40})


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Le vœu n° 12 est adopté, le n° 13 rejeté.", [13]),
        ("Le vœu n° 12 est adopté, et le n° 13 rejeté.", [13]),
        ("Le vœu n° 12 est adopté, les n° 13 et 14 rejetés.", [13, 14]),
        ("La proposition de vœu n° 12 est adoptée, la n° 13 rejetée.", [13]),
    ],
)
def test_a_bare_number_is_of_the_kind_named_before(sentence, numbers):
    _, second = read_sentence(sentence)
    assert [(number.kind, number.number) for number in second.agenda] == [("vœu", number) for number in numbers]


def test_texts_without_a_verb_share_the_outcome_that_follows_them():
    first, second = read_sentence("Le vœu n° 1 est rejeté, le vœu n° 3, le vœu n° 4 et le vœu n° 5 sont adoptés.")
    assert (first.outcome, [number.number for number in first.agenda]) == ("rejected", [1])
    assert (second.outcome, [number.number for number in second.agenda]) == ("adopted", [3, 4, 5])


def test_what_comes_before_a_semicolon_is_not_given_the_outcome_behind_it():
    (told,) = read_sentence("L'adoption de ce texte viderait le vœu n° 5 ; le vœu n° 6 est devenu sans objet.")
    assert told.outcome == ""


def test_a_phrase_gives_one_row_as_a_coder_writes_it():
    phrase = "Le vœu n° 12 est adopté à la majorité. (2014, V. 255)."
    (row,) = read_phrases(pd.DataFrame({"phrase_id": ["a"], "phrase": [phrase]})).to_dict("records")
    assert {name: value for name, value in row.items() if value != ""} == {
        "phrase_id": "a", "outcome": "adopted", "manner": "majority", "acts": "2014 V 255", "agenda": "vœu 12"
    }  # fmt: skip
