import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import tables
from toolkit.act_numbers import (
    DEPARTMENTS,
    MONTHS,
    ActNumber,
    AgendaNumber,
    canonical_acts,
    find_acts,
    find_agenda_numbers,
)
from toolkit.errors import InputError
from toolkit.sources.assembly import open_assembly

from .act_number_forms import FORMS, FRIENDS, IN_A_SESSION

WRITTEN = {
    "2024 DTEC 20": ["2024 DTEC 20"],
    "2009, V. 50": ["2009 V 50"],
    "vu la délibération 2009 V 50 du Conseil": ["2009 V 50"],
    "[2009 V. 52]": ["2009 V 52"],
    "Le vœu amendé est adopté. (2014, V. 255).": ["2014 V 255"],
    "1996, GM. 76": ["1996 GM 76"],
    "7 - 1995, D. 1584- Communication": ["1995 D 1584"],
    "51 - 2002, DVLR 83 - Fixation": ["2002 DVLR 83"],
    "38- 1997, DLH 103 - Accession": ["1997 DLH 103"],
    "(1997, DFAECG 22)": ["1997 DFAECG 22"],
    "2015 DDCT 10 G": ["2015 DDCT 10 G"],
    "2018 DASCO 41G": ["2018 DASCO 41 G"],
    "2018 DASCO 41-G": ["2018 DASCO 41 G"],
    "2014 DASES 1540 G - Subvention": ["2014 DASES 1540 G"],
    "2026 DDCT 69-2": ["2026 DDCT 69-2"],
    "2014 DF 1005-2°": ["2014 DF 1005-2"],
    "2014 DF 1005 - 2° - Budget": ["2014 DF 1005-2"],
    "2014 DF 1005-1° et 2°": ["2014 DF 1005-1", "2014 DF 1005-2"],
    "2016 DFA 58-1 G": ["2016 DFA 58-1 G"],
    "2019 100% Paris 1 - Pour un parc": ["2019 100% Paris 1"],
    "2021 Changer Paris 2 - Proposition": ["2021 Changer Paris 2"],
    "2019 PCF-FG 3 - Proposition": ["2019 PCF-FG 3"],
    "2018 PPCI 1 : proposition": ["2018 PPCI 1"],
    "2013 DPE 76 Avis sur le rapport": ["2013 DPE 76"],
    "2022 DFPE 28 : Subvention": ["2022 DFPE 28"],
    "2007, DLH 10 G - DASES 469 G - Autorisation": ["2007 DLH 10 G", "2007 DASES 469 G"],
    "2007 DASES 124 G / DLH 3 G": ["2007 DASES 124 G", "2007 DLH 3 G"],
    "2021 DDCT 6 - DPSP-DAE-DAC - Conventions": ["2021 DDCT 6"],
    "2020 DJS 151 - DDCT Subventions (28.500 euros)": ["2020 DJS 151"],
    "2019 DU 137 - Dénomination place des émeutes": ["2019 DU 137"],
    "2018 DLH 12 - RIVP - Garantie": ["2018 DLH 12"],
    "2018 DASCO 41 G, 42 G et 44 G": ["2018 DASCO 41 G", "2018 DASCO 42 G", "2018 DASCO 44 G"],
    "2018 DASCO 86, DASCO 88 et DFPE 12": ["2018 DASCO 86", "2018 DASCO 88", "2018 DFPE 12"],
    "2009, DLH 12 à 15": ["2009 DLH 12", "2009 DLH 13", "2009 DLH 14", "2009 DLH 15"],
    "2018 DAC 25 et 2018 DVD 26": ["2018 DAC 25", "2018 DVD 26"],
    "2019 DFPE 40, 41 enfants": ["2019 DFPE 40"],
    "2019DFPE40": ["2019 DFPE 40"],
    "2019-DFPE-40": ["2019 DFPE 40"],
    "2019_DFPE_40": ["2019 DFPE 40"],
    "2019 dfpe 40": ["2019 DFPE 40"],
    "2019 D.F.P.E. 40": ["2019 DFPE 40"],
    "2019\u00a0DFPE n°\u00a040": ["2019 DFPE 40"],
    "2 0 2 1   D V D   6 2   -   S u b v e n t i o n": ["2021 DVD 62"],
    "2 0 1 9 D F P E 4 0": ["2019 DFPE 40"],
    "2018 DAC 104 ? Subvention": ["2018 DAC 104"],
    "2018 DAC 104 \ufffd Subvention": ["2018 DAC 104"],
    "le projet de délibération 2023 DZZZ 7": ["2023 DZZZ 7"],
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN.items())
def test_a_written_number_gets_its_canonical_form(text, expected):
    assert canonical_acts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DFPE 40, 41, 42", ["2019 DFPE 40", "2019 DFPE 41", "2019 DFPE 42"]),
        ("DFPE 24, DFPE 40, 44, 96…", ["2019 DFPE 24", "2019 DFPE 40", "2019 DFPE 44", "2019 DFPE 96"]),
        ("les projets DASCO 41 G, 42 G, DAC 2 sont adoptés", ["2019 DASCO 41 G", "2019 DASCO 42 G", "2019 DAC 2"]),
        ("le projet DVD 50 et le vœu n° 17", ["2019 DVD 50"]),
    ],
)
def test_the_session_gives_the_year_that_a_list_leaves_out(text, expected):
    assert canonical_acts(text, year=2019) == expected
    assert canonical_acts(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "En 2020, COVID 19 a tout changé.",
        "Depuis 2015, COP 21 et COP 22.",
        "Le budget 2019 est de 40 millions.",
        "En 2015, ISO 14001 s'impose.",
        "En 2019, DVD 50 000 exemplaires.",
        "En 2019, DU 1er janvier au 31 décembre.",
        "le 3 juin 2021 V 8",
        "Mme V. 2019",
        "PM 10 et PM 2,5 en 2019",
        "la loi n° 2019-486 du 22 mai 2019",
        "tél. 01 42 76 40 40",
        "en 2024 DVD 62 euros",
    ],
)
def test_capitals_before_a_number_are_no_act(sentence):
    assert canonical_acts(sentence) == []
    assert canonical_acts(sentence, year=2019) == []


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_a_hard_form_is_read_as_a_person_would(text, expected):
    assert canonical_acts(text) == expected


@pytest.mark.parametrize(("text", "expected"), IN_A_SESSION.items())
def test_a_form_without_its_year_is_read_in_its_session(text, expected):
    assert canonical_acts(text, year=2019) == expected


@pytest.mark.parametrize("sentence", FRIENDS.strip().splitlines())
@pytest.mark.parametrize("year", [None, 2019])
def test_what_only_looks_like_an_act_is_none(sentence, year):
    assert canonical_acts(sentence, year) == []


def test_titles_of_the_record_hold_no_false_act():
    items = open_assembly("paris").table(tables.CouncilActs)
    assert {number for title in items["title"] for number in canonical_acts(title)} == {"2019 100% Paris 1"}


def test_every_number_of_the_record_is_read_as_its_compiler_read_it():
    items = open_assembly("paris").table(tables.CouncilActs)
    heads = items["raw_head_of_title"].dropna()
    heads = heads[heads.map(lambda head: bool(canonical_acts(head)))]
    assert len(heads) == 146
    assert all(canonical_acts(items.loc[row, "act_id"]) == canonical_acts(head) for row, head in heads.items())


def test_other_departments_are_co_authors_and_no_part_of_the_number():
    [mention] = find_acts("2021 DDCT 6 - DPSP-DAE-DAC-DASES-DFPE-DASCO-DJS - Conventions")
    assert mention.act.co_authors == ("DPSP", "DAE", "DAC", "DASES", "DFPE", "DASCO", "DJS")
    assert mention.act == ActNumber(2021, "DDCT", 6)
    [joint] = find_acts("2018 DAC-DDCT 12 - Subvention")
    assert (str(joint.act), joint.act.co_authors) == ("2018 DAC 12", ("DDCT",))


acts = st.builds(
    ActNumber,
    st.integers(1995, 2035),
    st.sampled_from(sorted(DEPARTMENTS)),
    st.integers(1, 1979),
    st.sampled_from(["", "1", "2", "12", "bis", "ter"]),
    st.booleans(),
)


@settings(derandomize=True, max_examples=400)
@given(acts, st.sampled_from(["{}", "({})", "{} - Subvention", "Vu {}, adopté", "{}."]))
def test_the_canonical_form_reads_as_itself(act, sentence):
    assert canonical_acts(sentence.format(act)) == [str(act)]


SPELLINGS = (
    "{year}, {department}. {rest}",
    "{year}{department}{rest}",
    "{year}-{department}-{rest}",
    "{department} {year} {rest}",
    "{department} {year}-{rest}",
    "{year} {department} n° {rest}",
    "{year} {department}\n{rest}",
    "{year} {department} {rest} - DDCT - Subvention (10.000 euros)",
    "12 - {year}, {department} {rest} \ufffd Subvention",
    "Le projet de délibération {year} {department} {rest} est adopté.",
)


@settings(derandomize=True, max_examples=500)
@given(acts, st.sampled_from(SPELLINGS))
def test_every_spelling_of_a_number_has_one_form(act, spelling):
    rest = str(act).split(" ", 2)[2]
    assert canonical_acts(spelling.format(year=act.year, department=act.department, rest=rest)) == [str(act)]


@settings(derandomize=True, max_examples=200)
@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    assert all(mention.act.number >= 0 for mention in find_acts(text, year=2019))


COUNTED = (
    "euro euros million millions milliard milliards voix km mètre mètres m² m2 an ans mois jour jours "
    "heure heures fois point points siège sièges place places élu élus député députés conseiller conseillers "
    "conseillère conseillères personnes habitants "
    "agents postes exemplaires logements médailles disques films épisodes Md Mds "
)


@pytest.mark.parametrize("counted", COUNTED.split())
def test_what_is_counted_after_a_number_rules_an_act_out(counted):
    assert canonical_acts("Le DAC 12", 2024) == ["2024 DAC 12"]
    assert canonical_acts(f"Le DAC 12 {counted}", 2024) == []
    assert canonical_acts(f"2024 DAC 3, 12 {counted}") == ["2024 DAC 3"]
    assert canonical_acts(f"En 2024 DAC 12 {counted}") == []


@pytest.mark.parametrize("month", MONTHS)
def test_a_day_before_a_year_and_a_letter_is_no_wish(month):
    assert canonical_acts(f"Le 3 {month} 2009, V. 50") == []
    assert canonical_acts(f"2024 DAC 3 {month}") == []
    assert canonical_acts("Le 3, 2009 V 50") == ["2009 V 50"]


@pytest.mark.parametrize("word", ["projet", "délibération", "proposition", "communication", "vœu", "acte"])
@pytest.mark.parametrize("form", ["le {} ", "les {}s ", "les {}x ", "le {} n° ", "le {} (", "le {},"])
def test_an_unknown_department_counts_behind_the_word_for_an_act(word, form):
    assert canonical_acts(f"{form.format(word)}2019 XYZQ 12 du jour") == ["2019 XYZQ 12"]
    assert canonical_acts(f"{form.format(word)}de M. X 2019 XYZQ 12 du jour") == []
    assert canonical_acts(f"{form.format('texte')}2019 XYZQ 12 du jour") == []


AFTER_A_NUMBER = (
    "après alors depuis puis sans dans sous vers nous vous plus moins deux inscrits amendés retenues relatifs"
)
AFTER_A_GROUP = "est sont a ont et qui relative portant pour sur de des du au aux par dans avec le les la"


@pytest.mark.parametrize("word", AFTER_A_GROUP.split())
def test_a_proposal_of_a_group_goes_on_as_a_sentence(word):
    assert canonical_acts(f"2021 Changer Paris 2 {word} motions") == ["2021 Changer Paris 2"]
    assert canonical_acts("2021 Changer Paris 2 motions") == []


@pytest.mark.parametrize("word", AFTER_A_NUMBER.split())
def test_a_word_on_s_that_counts_nothing_may_follow_a_number(word):
    assert canonical_acts(f"le DU 12 {word}", 2019) == ["2019 DU 12"]
    assert canonical_acts("le DU 12 conventions", 2019) == []


@pytest.mark.parametrize("department", sorted(DEPARTMENTS - {"V", "D"}))
def test_a_department_is_known_wherever_the_year_stands(department):
    dotted = ".".join(department)
    for written in (
        f"{department} 2023-12",
        f"{dotted}. 2023-12",
        f"2023 {dotted.lower()}. 12",
        f"{department} 2023/12",
    ):
        assert canonical_acts(written) == [f"2023 {department} 12"]


@pytest.mark.parametrize(
    ("written", "beside"),
    [
        ("2017 DVD + DEVE 15", ("DEVE",)),
        ("2017 DVD & DEVE 15", ("DEVE",)),
        ("2017 DVD et DEVE 15", ("DEVE",)),
        ("2017 DVD 15 + DEVE", ("DEVE",)),
        ("2017 DVD 15 - DEVE/DPP", ("DEVE", "DPP")),
        ("DVD-DEVE-DPP 2017 15", ("DEVE", "DPP")),
        ("2017 DVD 15 - DEVE12", ()),
    ],
)
def test_departments_beside_the_first_are_kept(written, beside):
    [mention] = find_acts(written)
    assert (str(mention.act), mention.act.co_authors) == ("2017 DVD 15", beside)


@pytest.mark.parametrize("counted", ["%", "€", "euros", "voix", "millions"])
def test_what_is_counted_after_a_number_ends_a_list_of_wishes(counted):
    assert [str(number) for number in find_agenda_numbers("vœux n° 1 et 3", "2024-03")] == [
        "2024-03 vœu 1",
        "2024-03 vœu 3",
    ]
    for text in (f"vœux n° 1 et 3 {counted}", f"vœux n° 1 et 3{counted}"):
        assert [str(number) for number in find_agenda_numbers(text, "2024-03")] == ["2024-03 vœu 1"]


AGENDA = {
    "les amendements ns 12 et 13": ["2023-03 amendement 12", "2023-03 amendement 13"],
    "vœu n° 17 bis": ["2023-03 vœu 17 bis"],
    "v?u n? 17": ["2023-03 vœu 17"],
    "v\ufffdu n° 3 G bis": ["2023-03 vœu 3 G bis"],
    "Voeu n° 219 ter": ["2023-03 vœu 219 ter"],
    "Vœu 26 G": ["2023-03 vœu 26 G"],
    "Les vœux V194 (GEP) et V195 (MODEM) ont été rejetés.": ["2023-03 vœu 194", "2023-03 vœu 195"],
    "amendements n° 12, 13 et 14 bis": [
        "2023-03 amendement 12",
        "2023-03 amendement 13",
        "2023-03 amendement 14 bis",
    ],
    "l'amendement technique n° 213": ["2023-03 amendement 213"],
    "vœu référencé n° 102": ["2023-03 vœu 102"],
    "vœux nos 216 à 219 ter": [f"2023-03 vœu {n}" for n in (216, 217, 218, 219, "219 ter")],
    "2018-11 vœu 17 bis": ["2018-11 vœu 17 bis"],
    "vœux n° 1, n° 3 et V 5": ["2023-03 vœu 1", "2023-03 vœu 3", "2023-03 vœu 5"],
    "V 12 - Propreté": ["2023-03 vœu 12"],
    "V 12": ["2023-03 vœu 12"],
    "2018-11 du rapport, vœu 17": ["2023-03 vœu 17"],
    "(2014, V. 255)": [],
    "vœu 2014 V 255": [],
    "vœu n° 17 et 2014 V 255": ["2023-03 vœu 17"],
    "1998-03 vœu 17": ["1998-03 vœu 17"],
    "Vœu12": ["2023-03 vœu 12"],
    "Vœu 26G": ["2023-03 vœu 26 G"],
    "vœu 17bis": ["2023-03 vœu 17 bis"],
    "vœu n° 17 BIS": ["2023-03 vœu 17 bis"],
    "vœu n° 3 bis G": ["2023-03 vœu 3 G bis"],
    "vœu n° 17 quater": ["2023-03 vœu 17 quater"],
    "vœu n° 17 quinquies": ["2023-03 vœu 17 quinquies"],
    "vœux  techniques  référencés  n°  17": ["2023-03 vœu 17"],
    "amendement budgétaire référencée n°V12": ["2023-03 amendement 12"],
    "V194 et V195": ["2023-03 vœu 194", "2023-03 vœu 195"],
    "V 12 ; retiré": ["2023-03 vœu 12"],
    "V 12 Propreté": [],
    "vœux n° 194 (GEP) et 195 (MODEM)": ["2023-03 vœu 194", "2023-03 vœu 195"],
    "vœux n° 1 (GEP), 2 (UDI)": ["2023-03 vœu 1", "2023-03 vœu 2"],
    "vœux n° 1,2 ; 4 & 5": ["2023-03 vœu 1", "2023-03 vœu 2", "2023-03 vœu 4", "2023-03 vœu 5"],
    "vœux n° 1 et V2 rejetés": ["2023-03 vœu 1", "2023-03 vœu 2"],
    "vœux n° 216 à 217 ter": ["2023-03 vœu 216", "2023-03 vœu 217", "2023-03 vœu 217 ter"],
    "vœux n° 5 à 3 bis": ["2023-03 vœu 5", "2023-03 vœu 3 bis"],
    "vœux n° 100 à 150": [f"2023-03 vœu {n}" for n in range(100, 151)],
    "vœux n° 100 à 151": ["2023-03 vœu 100", "2023-03 vœu 151"],
}


@pytest.mark.parametrize(("text", "expected"), AGENDA.items())
def test_an_agenda_number_is_keyed_by_its_session(text, expected):
    assert [str(number) for number in find_agenda_numbers(text, "2023-03")] == expected


def test_an_agenda_number_without_session_is_refused():
    with pytest.raises(InputError, match="has no session"):
        find_agenda_numbers("vœu n° 17 bis", "")


@settings(derandomize=True)
@given(st.integers(1, 400), st.sampled_from(["", "bis", "ter"]), st.booleans(), st.sampled_from(["vœu", "amendement"]))
def test_an_agenda_number_reads_as_itself(number, suffix, departmental, kind):
    agenda = AgendaNumber("2023-03", kind, number, suffix, departmental)
    assert find_agenda_numbers(str(agenda), "1900-01") == [agenda]
