"""Every wording that vote_words lists is said once: a word lost from a list is noticed."""

import pytest

from toolkit.sources.votes import read_sentence

OPINIONS = {
    "favourable if amended": [
        "Avis favorable sous réserve de votre amendement.", "Avis favorable sous la seule réserve du calendrier.",
        "Avis favorable sous la réserve suivante.", "Avis favorable sous seule réserve du calendrier.",
        "Avis favorable à condition de le modifier.", "Avis favorable si vous retirez le second point.",
        "Avis favorable si le texte est revu.", "Avis favorable s'il est amendé.", "Avis favorable moyennant un ajout.",
        "Avis favorable avec une petite modification.", "Avis favorable avec des amendements.",
        "Avis favorable avec l'amendement proposé.", "Je suis favorable à ce vœu, sous réserve de calendrier.",
        "Favorable au vœu ainsi amendé.", "Favorable tel qu'amendé.",
    ],
    "unfavourable": [
        "Avis défavorable.", "Avis négatif.", "Un avis qui sera donc défavorable.", "Défavorable de l'Exécutif.",
        "Notre position est défavorable.", "Il n'y aura pas d'avis favorable.",
        "Je ne peux pas donner d'avis favorable.",
        "Nous ne pouvons émettre un avis favorable.", "Je ne donne pas un avis favorable.",
        "Nous ne donnons pas un avis favorable.", "L'Exécutif ne peut donner un avis favorable.",
    ],
    "favourable": [
        "Avis favorable.", "Avis positif.", "Je donne donc un avis favorable.", "Nous donnons un avis très favorable.",
        "J'émets un avis favorable.", "L'Exécutif émet évidemment un avis favorable.",
        "Nous émettons bien sûr un avis favorable.", "Je rends un avis favorable.", "Favorable de l'Exécutif.",
    ],
    "left to the council": [
        "Je m'en remets à la sagesse du Conseil.", "L'Exécutif s'en remet à la sagesse du Conseil.",
        "Nous nous en remettons à la sagesse du Conseil.", "Avis de sagesse.",
    ],
    "withdrawal asked": [
        "Je demande le retrait de ce vœu.", "Nous demandons un retrait.", "Je demanderai de retirer ce vœu.",
        "Je vous propose de le retirer.", "Je vous invite à retirer ce vœu.", "Je souhaite le retrait.",
        "Je vous suggère un retrait, sinon avis défavorable.", "Retirer le vœu, à défaut avis défavorable.",
        "Un retrait, faute de quoi ce sera un avis défavorable.", "Un retrait, autrement avis défavorable.",
    ],
}  # fmt: skip
POSITIONS = {
    "takes no part": [
        "Mme A ne prend pas part au vote.", "M. B ne prendra pas part au vote.", "Ils ne prennent pas part au vote.",
        "Ils ne prendront pas part au vote.", "Nous ne prenons pas part au vote.", "Je ne prends pas part au vote.",
        "Nous ne prendrons pas part au vote.", "Mme A n'ayant pas pris part au vote.",
        "M. B ne prenant pas part au vote.",
        "Mme A ne participe pas au vote.", "Ils ne participent pas au vote.", "Elle ne participera pas au vote.",
        "Nous ne participerons pas au vote.",
    ],
    "against": [
        "Le groupe A vote contre.", "Nous votons contre.", "Ils votent défavorablement.", "Je voterai donc contre.",
        "Mon groupe votera contre.", "Nous voterons contre.", "Ils voteront contre.", "Les groupes ayant voté contre.",
        "Ils ont voté contre.", "Elle a voté contre.", "Nous avons voté contre.",
    ],
    "abstains": [
        "Le groupe A s'abstient.", "Ils s'abstiennent.", "Le groupe s'abstiendra.", "Ils s'abstiendront.",
        "Nous nous abstenons.", "Nous nous abstiendrons.", "Je m'abstiens.", "Je m'abstiendrai.",
        "Mme A s'étant abstenue.", "M. B s'est abstenu.", "Ils se sont abstenus ou ils s'abstiennent.",
    ],
    "for": [
        "Le groupe A vote pour.", "Je vote donc pour.", "Nous votons bien sûr pour.", "Nous voterons favorablement.",
        "Nous voterons ce vœu.", "Je voterai cette délibération.", "Nous voterons ce projet.",
        "Je l'ai dit, j'approuverai.",
        "Nous approuverons.", "Nous approuvons.", "Quant à moi, j'approuve.",
    ],
}  # fmt: skip
COUNTS = {
    "enrolled": ["Inscrits : 163.", "Inscrits 163.", "163 inscrits.", "163 conseillers inscrits."],
    "voting": ["Votants : 163.", "Votants 163.", "Suffrages exprimés : 163.", "163 votants."],
    "for": ["Pour : 163.", "163 pour.", "163 voix pour.", "Adopté avec 163 voix.", "Adoptées par 163 voix."],
    "against": ["Contre : 163.", "163 contre.", "163 voix contre.", "Qui est contre ? 163."],
    "abstaining": ["Abstentions : 163.", "163 abstentions.", "Qui s'abstient ? 163."],
    "not_voting": [
        "NPPV : 163.", "N.P.P.V. : 163.", "Ne prend pas part au vote : 163.", "Ne prennent pas part au vote : 163.",
        "N'ont pas pris part au vote : 163.", "Non-participation : 163.", "Non votants : 163.", "163 NPPV.",
        "163 non-votants.",
    ],
}  # fmt: skip


def cases(table):
    return [(sentence, meaning) for meaning, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize(("sentence", "opinion"), cases(OPINIONS))
def test_every_way_to_give_an_opinion_is_read(sentence, opinion):
    assert read_sentence(sentence)[0].executive_opinion == opinion


@pytest.mark.parametrize(("sentence", "position"), cases(POSITIONS))
def test_every_way_to_take_a_position_is_read(sentence, position):
    assert position in [kind for statement in read_sentence(sentence) for _, kind in statement.positions]


@pytest.mark.parametrize(("sentence", "name"), cases(COUNTS))
def test_every_way_to_tell_a_count_is_read(sentence, name):
    for colon in (" : ", ": ", " :", ":"):
        assert read_sentence(sentence.replace(" : ", colon))[0].counts.get(name) == 163


@pytest.mark.parametrize("begins", ["Et", "Mais", "Donc", "Dans cette mesure,", "En conséquence,", "Mais donc"])
def test_a_word_that_leads_in_is_no_part_of_a_name(begins):
    (told,) = read_sentence(f"{begins} le groupe A vote contre.")
    assert told.positions == (("le groupe A", "against"),)


@pytest.mark.parametrize("leads", ["puis", "de même", "et"])
@pytest.mark.parametrize(
    "text",
    ["le vœu", "l'amendement", "le sous-amendement", "la délibération", "le rapport", "la motion", "le projet"],
)
def test_a_sentence_may_pass_to_a_text_of_any_kind(leads, text):
    told = read_sentence(f"Le vœu n° 12 est adopté, {leads} {text} n° 3 est rejeté.")
    assert [statement.outcome for statement in told] == ["adopted", "rejected"]
