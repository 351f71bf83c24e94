"""Every table that the toolkit reads from disk: one model per table, which is its data dictionary and its checks.

A cell that is empty was not seen; it never means "no" and never zero. Columns called `status` say how sure a figure
is (see the SOURCES.md beside the file). `docs/data-dictionary.md` is made from this module by
`python -m toolkit dictionary`.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from toolkit.errors import Fault, InputError, refuse

SEXES = ("all", "men", "women")
PROMOTION = r"P\d+"
DAY_OR_MONTH_OR_YEAR = r"\d{4}(-\d{2}(-\d{2})?)?"


def words(description: str, empty: bool = False, **checks: Any) -> Any:
    """Describe a column of words."""
    return pa.Field(description=description, nullable=empty, **checks)


def reader() -> Any:
    """Describe the column that says whose reading a row is."""
    return words("who read, by a letter and no name", str_matches=r"^coder [A-H]$")


def settled() -> Any:
    """Describe the column that says whether a coding is one person's or agreed upon."""
    return words("provisional or agreed", isin=("provisional", "agreed"))


def whole_number(description: str, empty: bool = False, **checks: Any) -> Any:
    """Describe a column of whole numbers, zero or more."""
    return pa.Field(description=description, nullable=empty, ge=0, **checks)


def per_cent(description: str, empty: bool = False) -> Any:
    """Describe a column of shares in per cent, 0 to 100."""
    return pa.Field(description=description, nullable=empty, ge=0, le=100)


class Table(pa.DataFrameModel):
    """What all tables have in common: exactly the columns named, values brought to their type."""

    class Config:
        """Refuse unknown columns; turn text into numbers where numbers are due."""

        strict = True
        coerce = True


class ArrondissementPopulation(Table):
    """Residents of all ages by arrondissement and census year (Insee, populations municipales)."""

    insee_code: Series[str] = words("Insee code of the arrondissement", str_matches=r"^751\d\d$")
    arrondissement: Series[int] = whole_number("number of the arrondissement, 1 to 20", le=20)
    name: Series[str] = words("name")
    sector_2020: Series[str] = words("electoral sector since 2020: arrondissements 1 to 4 are Paris Centre")
    census_year: Series[int] = whole_number("year of the census")
    population_municipale: Series[int] = whole_number("residents, all ages")
    npm_version: Series[str] = words("version of the package the figure was copied from")
    insee_url: Series[str] = words("page of Insee that the package names as its source")


class SexAge(Table):
    """Residents of Paris by sex and age band, several censuses (Insee)."""

    geo: Series[str] = words("place")
    year: Series[int] = whole_number("year of the census")
    sex: Series[str] = words("sex", isin=SEXES)
    age_band: Series[str] = words("age band in completed years, as published")
    count: Series[int] = whole_number("residents")
    source: Series[str] = words("page or file")
    source_table: Series[str] = words("table of Insee")
    status: Series[str] = words("certainty")


class ArrondissementAge(Table):
    """Residents by arrondissement and age band, census 2014 (Insee)."""

    insee_code: Series[str] = words("Insee code of the arrondissement", str_matches=r"^751\d\d$")
    census_year: Series[int] = whole_number("year of the census")
    sex: Series[str] = words("sex", isin=SEXES)
    age_band: Series[str] = words("age band in completed years")
    count: Series[int] = whole_number("residents")


class ArrondissementSchool(Table):
    """Residents and those in education, by arrondissement and age band, census 2015 (Insee)."""

    insee_code: Series[str] = words("Insee code of the arrondissement", str_matches=r"^751\d\d$")
    census_year: Series[int] = whole_number("year of the census")
    sex: Series[str] = words("sex", isin=SEXES)
    age_band: Series[str] = words("age band in completed years")
    count: Series[int] = whole_number("residents")
    in_education: Series[int] = whole_number("residents enrolled in education")


class ArrondissementDiploma(Table):
    """Residents 15+ not in education by arrondissement, sex and highest diploma, census 2015 (Insee)."""

    insee_code: Series[str] = words("Insee code of the arrondissement", str_matches=r"^751\d\d$")
    census_year: Series[int] = whole_number("year of the census")
    population: Series[str] = words("who is counted")
    sex: Series[str] = words("sex", isin=SEXES)
    diploma: Series[str] = words("highest diploma, four levels")
    insee_variable: Series[str] = words("name of the variable in Insee's file")
    count: Series[int] = whole_number("residents")


class DiplomaSex(Table):
    """Residents of Paris 15+ not in education by sex and highest diploma, several censuses (Insee)."""

    geo: Series[str] = words("place")
    census_year: Series[int] = whole_number("year of the census")
    population: Series[str] = words("who is counted")
    sex: Series[str] = words("sex", isin=SEXES)
    diploma: Series[str] = words("highest diploma")
    diploma_label_fr: Series[str] = words("label of the diploma in French", empty=True)
    share_pct: Series[float] = per_cent("share of the base, per cent, rounded as published", empty=True)
    base_count: Series[pd.Int64Dtype] = whole_number("people in the base", empty=True)
    approx_count: Series[int] = whole_number("people, share times base where Insee gives only the share")
    source: Series[str] = words("page or file")
    source_table: Series[str] = words("table or variable of Insee")
    status: Series[str] = words("certainty")


class Nationality(Table):
    """Residents of Paris by sex, age band and nationality, censuses 2014 and 2020 (Insee)."""

    geo: Series[str] = words("place")
    census_year: Series[int] = whole_number("year of the census")
    sex: Series[str] = words("sex", isin=SEXES)
    age_band: Series[str] = words("age band in completed years")
    nationality: Series[str] = words("nationality or group of nationalities")
    count: Series[int] = whole_number("residents")
    source: Series[str] = words("page and table of Insee")
    status: Series[str] = words("certainty")


class RegisteredVoters(Table):
    """Registered voters by arrondissement at five elections (Ministère de l'Intérieur)."""

    insee_code: Series[str] = words("Insee code of the arrondissement", str_matches=r"^751\d\d$")
    arrondissement: Series[int] = whole_number("number of the arrondissement, 1 to 20", le=20)
    sector_2020: Series[str] = words("electoral sector since 2020")
    election: Series[str] = words("election")
    date: Series[str] = words("day of the vote", str_matches=r"^\d{4}-\d\d-\d\d$")
    polling_stations: Series[int] = whole_number("polling stations")
    registered: Series[int] = whole_number("people on the rolls")
    voters: Series[int] = whole_number("people who voted")


class RegisteredVotersTotals(Table):
    """Registered voters of Paris at several dates, with the sampling frames the City states."""

    geo: Series[str] = words("place")
    date: Series[str] = words("date, as precise as known", str_matches=f"^{DAY_OR_MONTH_OR_YEAR}$")
    what: Series[str] = words("election or draw")
    registered: Series[int] = whole_number("people on the rolls")
    source: Series[str] = words("page or file")
    status: Series[str] = words("certainty")


class TargetShares(Table):
    """Population shares that a quota could aim at, computed from the other tables."""

    dimension: Series[str] = words("criterion")
    category: Series[str] = words("class of the criterion")
    share_pct: Series[float] = per_cent("share of the base, per cent")
    base_population: Series[str] = words("who is counted, and in which census")
    method: Series[str] = words("how the share was computed, with any assumption")
    source_file: Series[str] = words("table the counts come from")
    status: Series[str] = words("certainty")


class AssemblyFacts(Table):
    """What the City and others state about the assembly; rows marked NOT FOUND name what nobody publishes."""

    cohort: Series[str] = words("promotion (1, 2, 3), or all", empty=True)
    topic: Series[str] = words("what is stated")
    value: Series[str] = words("figure or words", empty=True)
    unit: Series[str] = words("unit of the value", empty=True)
    statement: Series[str] = words("statement of the source, in short")
    source: Series[str] = words("pages", empty=True)
    status: Series[str] = words("certainty, or how sources conflict")


class ResponseRates(Table):
    """People invited and positive responses, Paris and other assemblies; disagreeing sources keep a row each."""

    process: Series[str] = words("assembly")
    country: Series[str] = words("country code")
    year: Series[str] = words("year, or first year of a series")
    invited: Series[int] = whole_number("people, households or numbers invited")
    invited_unit: Series[str] = words("what was counted as invited")
    positive_responses: Series[pd.Int64Dtype] = whole_number("people who volunteered", empty=True)
    response_rate_pct: Series[float] = per_cent("positive responses per invitation, per cent", empty=True)
    panel_size: Series[int] = whole_number("seats drawn from these responses")
    note: Series[str] = words("what to know")
    source: Series[str] = words("pages")
    status: Series[str] = words("certainty")


class Attrition(Table):
    """Members who withdrew, were added and attended last, Paris and other assemblies."""

    process: Series[str] = words("assembly")
    year: Series[str] = words("years")
    recruited: Series[int] = whole_number("members at the start")
    withdrew: Series[pd.Int64Dtype] = whole_number("members who left", empty=True)
    added: Series[pd.Int64Dtype] = whole_number("members who joined later", empty=True)
    attended_last_meeting: Series[pd.Int64Dtype] = whole_number("members at the last meeting", empty=True)
    note: Series[str] = words("what to know")
    source: Series[str] = words("pages", empty=True)
    status: Series[str] = words("certainty")


class SelectionPools(Table):
    """Ten real pools and the chances two rules gave (Flanigan et al. 2021, authors' reference output)."""

    instance: Series[str] = words("name of the pool")
    pool_size_n: Series[int] = whole_number("volunteers")
    panel_size_k: Series[int] = whole_number("seats")
    quota_categories: Series[int] = whole_number("features with quotas")
    mean_selection_pct: Series[float] = per_cent("k / n, per cent")
    legacy_min_prob: Series[str] = words("bound on the smallest chance under the LEGACY rule")
    leximin_min_prob_pct: Series[float] = per_cent("smallest chance under leximin, per cent")
    source: Series[str] = words("file of the authors")
    status: Series[str] = words("certainty")


class Promotions(Table):
    """The promotions (cohorts) of the assembly."""

    promotion_id: Series[str] = words("P1, P2, …", str_matches=f"^{PROMOTION}$", unique=True)
    start: Series[str] = words("start of the mandate, as stated")
    end: Series[str] = words("end of the mandate, as stated")
    members: Series[int] = whole_number("seats")
    seats_electoral_rolls: Series[pd.Int64Dtype] = whole_number("seats drawn from the electoral rolls", empty=True)
    seats_non_eu_residents: Series[pd.Int64Dtype] = whole_number("seats of residents from outside the EU", empty=True)
    seats_minors_16_17: Series[pd.Int64Dtype] = whole_number("seats of people aged 16 and 17", empty=True)
    seats_other_volunteers: Series[pd.Int64Dtype] = whole_number("seats by other ways", empty=True)
    first_draw_people: Series[pd.Int64Dtype] = whole_number("people drawn first, to be written to", empty=True)
    electoral_roll_size: Series[pd.Int64Dtype] = whole_number("people on the rolls, rounded by the City", empty=True)
    volunteers_answered: Series[pd.Int64Dtype] = whole_number("people who volunteered", empty=True)
    draw_date: Series[str] = words("date of the draw, as stated")
    draw_control: Series[str] = words("who supervised the draw", empty=True)
    selection_criteria: Series[str] = words("criteria as stated")
    workshops: Series[str] = words("workshops (ateliers)")
    work_rhythm: Series[str] = words("rhythm of work")
    attendance_resignation: Series[str] = words("attendance and resignations", empty=True)
    indemnity: Series[str] = words("allowance", empty=True)
    outputs: Series[str] = words("texts produced")
    conflicts_and_notes: Series[str] = words("where sources disagree")
    source: Series[str] = words("pages")


class Timeline(Table):
    """Dated events in the life of the assembly."""

    event_id: Series[str] = words("T01, T02, …", str_matches=r"^T\d+$", unique=True)
    date: Series[str] = words("day, month, year or period, ISO 8601")
    date_precision: Series[str] = words("how precise the date is", isin=("jour", "mois", "année", "période"))
    type: Series[str] = words("kind of event")
    promotion: Series[str] = words("promotion concerned", empty=True, str_matches=f"^{PROMOTION}$")
    atelier: Series[str] = words("workshop concerned", empty=True)
    event: Series[str] = words("what happened")
    source: Series[str] = words("pages")


class Recommendations(Table):
    """What the assembly asked, paraphrased from what was seen."""

    rec_id: Series[str] = words("R01, R02, …", str_matches=r"^R\d+$", unique=True)
    promotion: Series[str] = words("promotion", str_matches=f"^{PROMOTION}$")
    atelier: Series[str] = words("workshop")
    instrument: Series[str] = words("text of the assembly that carries the recommendation")
    paraphrase_fr: Series[str] = words("what is asked, in our words; empty: the subject was not seen", empty=True)
    level: Series[str] = words("measure, objective, or a whole text whose parts were not seen")
    date: Series[str] = words("date or dates, as stated")
    basis: Series[str] = words("who says so")
    source: Series[str] = words("pages")


class Acts(Table):
    """Council texts connected with the assembly: its frame, its own texts, antecedents, possible delivery."""

    act_key: Series[str] = words("A01, A02, …", str_matches=r"^A\d+$", unique=True)
    relation: Series[str] = words("how the act stands to the assembly")
    promotion: Series[str] = words("promotion", empty=True, str_matches=f"^{PROMOTION}$")
    act_id: Series[str] = words("official number, when seen", empty=True)
    title: Series[str] = words("title, or a description where the title was not seen")
    date: Series[str] = words("date, as precise as known", empty=True, str_matches=f"^{DAY_OR_MONTH_OR_YEAR}$")
    author: Series[str] = words("who tabled it", empty=True)
    rapporteur: Series[str] = words("rapporteur", empty=True)
    outcome: Series[str] = words("outcome", empty=True)
    votes_by_group: Series[str] = words("positions of groups, as far as stated", empty=True)
    linked_recommendations: Series[str] = words("recommendations, separated by ;", empty=True)
    link_status: Series[str] = words("how sure the link is", empty=True)
    source: Series[str] = words("pages")


class CouncilActs(Table):
    """A convenience sample of items of the Conseil de Paris; not exhaustive, not representative."""

    row_id: Series[str] = words("S001, S002, …", str_matches=r"^S\d+$", unique=True)
    act_id: Series[str] = words("number, brought to one form", empty=True)
    raw_head_of_title: Series[str] = words("head of the title as read", empty=True)
    year: Series[pd.Int64Dtype] = whole_number("year", empty=True)
    direction: Series[str] = words("department that tabled it", empty=True)
    directions_all: Series[str] = words("all departments, separated by ;", empty=True)
    kind: Series[str] = words("kind of item")
    title: Series[str] = words("title")
    session: Series[str] = words("session, in words", empty=True)
    session_iso: Series[str] = words(
        "session, year and month (year alone where the month was not seen)",
        empty=True,
        str_matches=r"^\d{4}(-\d{2})?$",
    )
    conseil: Series[str] = words("formation of the council")
    depositor_group: Series[str] = words("group or person who tabled it", empty=True)
    outcome: Series[str] = words("outcome; nearly always empty, since it stands at the end of a page", empty=True)
    title_source: Series[str] = words("where the title was read")
    number_basis: Series[str] = words("how the number was found", empty=True)
    in_2017_2025: Series[str] = words("within 2017 to 2025 (oui, non)", empty=True, isin=("oui", "non"))
    a06_document_id: Series[str] = words("document of the council's archive", empty=True)
    source_address: Series[str] = words("page")


class VotePhrases(Table):
    """Sentences that state a vote, an opinion or an outcome in minutes, with what they mean."""

    phrase_id: Series[str] = words("V01, V02, …", str_matches=r"^V\d+$", unique=True)
    phrase: Series[str] = words("sentence as read")
    label: Series[str] = words("what it states")
    speaker_or_genre: Series[str] = words("who speaks, or the kind of text")
    date: Series[str] = words("date, as precise as known", empty=True, str_matches=f"^{DAY_OR_MONTH_OR_YEAR}$")
    source: Series[str] = words("page")


class PublishedMembership(Table):
    """Published figures on the membership of other assemblies, one fact a row."""

    assembly: Series[str] = words("assembly")
    country: Series[str] = words("country code")
    date: Series[str] = words("year, month or period")
    quantity: Series[str] = words("what is counted")
    value: Series[str] = words("figure, or figures separated by /")
    unit: Series[str] = words("unit", isin=("people", "percent", "households"))
    note: Series[str] = words("what to know", empty=True)
    source: Series[str] = words("pages")
    status: Series[str] = words("certainty")


class UptakeStudies(Table):
    """Studies of what became of the proposals of participatory processes."""

    study: Series[str] = words("study")
    doi: Series[str] = words("digital object identifier", empty=True)
    items: Series[pd.Int64Dtype] = whole_number("proposals followed", empty=True)
    processes: Series[pd.Int64Dtype] = whole_number("processes", empty=True)
    municipalities: Series[pd.Int64Dtype] = whole_number("municipalities", empty=True)
    finding: Series[str] = words("finding, in short")
    status: Series[str] = words("how much of it was read")


class FrenchProposalCodings(Table):
    """How different observers counted the same 149 proposals of the French climate convention."""

    observer: Series[str] = words("who counts")
    category: Series[str] = words("category of the observer")
    count: Series[pd.Int64Dtype] = whole_number("proposals", empty=True)
    share_percent: Series[float] = per_cent("share of the proposals, per cent", empty=True)
    note: Series[str] = words("what to know", empty=True)
    source: Series[str] = words("source")


class Clauses(Table):
    """Separately checkable parts of the recommendations; ids survive merges and splits."""

    clause_id: Series[str] = words("R01.1, R01.2, …", str_matches=r"^R\d+\.\d+$", unique=True)
    rec_id: Series[str] = words("recommendation it belongs to", str_matches=r"^R\d+$")
    text: Series[str] = words("what is asked; empty: not seen", empty=True)
    made_from: Series[str] = words("earlier clauses it was split or merged from, separated by ;", empty=True)
    note: Series[str] = words("what to know", empty=True)
    coder: Series[str] = words("who split it")


class UptakeStatements(Table):
    """One observer's statement on one axis for one recommendation; observers are never merged."""

    rec_id: Series[str] = words("recommendation", str_matches=r"^R\d+$")
    axis: Series[str] = words("stage, fidelity, council fate, prior position, would have happened anyway, …")
    value: Series[str] = words("value on that axis")
    date: Series[str] = words("date, as precise as known", empty=True, str_matches=f"^{DAY_OR_MONTH_OR_YEAR}$")
    strength: Series[str] = words("how sure", isin=("stated", "possible", "weak", "moderate", "strong"))
    observer: Series[str] = words("who says so")
    observer_kind: Series[str] = words("kind of observer: city, press, council group, coder, …")
    evidence: Series[str] = words("rows of the record (A.., T..), separated by ;")
    why: Series[str] = words("reason for the coding")
    why_fr: Series[str] = words("the reason in French")
    coder: Series[str] = words("who coded")
    status: Series[str] = settled()


class OpenJudgements(Table):
    """Questions about uptake that a person must decide, with what speaks for and against."""

    question_id: Series[str] = words("J1, J2, …", str_matches=r"^J\d+$", unique=True)
    rec_ids: Series[str] = words("recommendations, separated by ;")
    evidence: Series[str] = words("row of the record")
    stage: Series[str] = words("stage that would be reached")
    question: Series[str] = words("the question")
    question_fr: Series[str] = words("the question in French")
    for_it: Series[str] = words("what speaks for it")
    for_it_fr: Series[str] = words("the same in French")
    against_it: Series[str] = words("what speaks against it or is missing")
    against_it_fr: Series[str] = words("the same in French")
    judgement: Series[str] = words("the answer, once given", empty=True)
    judged_by: Series[str] = words("who answered", empty=True)


class CandidateJudgements(Table):
    """Judged pairs of a recommendation and a council item; rejected pairs are kept."""

    rec_id: Series[str] = words("recommendation", str_matches=r"^R\d+$")
    row_id: Series[str] = words("council item", str_matches=r"^S\d+$")
    judgement: Series[str] = words(
        "relation", isin=("own text", "antecedent", "same subject", "possible follow-up", "follow-up", "no")
    )
    why: Series[str] = words("reason")
    why_fr: Series[str] = words("the reason in French")
    coder: Series[str] = words("who judged")
    status: Series[str] = settled()


class VotePhrasesCoded(Table):
    """What each of the vote phrases states, in the words of the reader of minutes; empty: not stated."""

    phrase_id: Series[str] = words("V01, V02, …", str_matches=r"^V\d+$", unique=True)
    outcome: Series[str] = words("outcome", empty=True)
    manner: Series[str] = words("unanimous, majority, without absolute majority", empty=True)
    mode: Series[str] = words("mode of voting", empty=True)
    executive_opinion: Series[str] = words("opinion of the Executive", empty=True)
    position: Series[str] = words("position taken", empty=True)
    votes_for: Series[pd.Int64Dtype] = whole_number("votes for", empty=True)
    votes_against: Series[pd.Int64Dtype] = whole_number("votes against", empty=True)
    acts: Series[str] = words("act numbers, canonical", empty=True)
    agenda: Series[str] = words("agenda numbers without session", empty=True)
    coder: Series[str] = words("who coded")


class CityVocabulary(Table):
    """Subjects of the city, each with its schemes, bodies, acronyms and everyday words; the search looks for them."""

    term: Series[str] = words("leading term", unique=True)
    same_subject: Series[str] = words("other terms for the same subject, separated by ;")
    basis: Series[str] = words("where the group comes from")


class JudgedQueries(Table):
    """Questions whose answer among the sampled council items is known: to calibrate and to test the search."""

    query_id: Series[str] = words("Q01, Q02, …", str_matches=r"^Q\d+$", unique=True)
    kind: Series[str] = words("whether question and title share words", isin=("shared words", "paraphrase"))
    text: Series[str] = words("the question")
    row_id: Series[str] = words("council item that answers it", str_matches=r"^S\d+$")
    split: Series[str] = words("tuning: seen while vocabulary and weights were chosen; fresh: written afterwards")
    coder: Series[str] = words("who wrote and judged it")


class PairReadings(Table):
    """What further people say of pairs of a recommendation and a council item, without having seen other codings."""

    rec_id: Series[str] = words("recommendation", str_matches=r"^R\d+$")
    row_id: Series[str] = words("council item", str_matches=r"^S\d+$")
    relation: Series[str] = words(
        "relation", isin=("own text", "antecedent", "same subject", "possible follow-up", "follow-up", "no", "unsure")
    )
    note: Series[str] = words("what to know", empty=True)
    coder: Series[str] = reader()
    status: Series[str] = settled()


class AnswerReadings(Table):
    """What further people say of council items as answers to questions."""

    query_id: Series[str] = words("question", str_matches=r"^Q\d+$")
    row_id: Series[str] = words("council item", str_matches=r"^S\d+$")
    relevant: Series[str] = words("whether the title answers the question", isin=("yes", "no"))
    coder: Series[str] = reader()
    status: Series[str] = settled()


class UptakeReadings(Table):
    """Statements on uptake as further people read them in the record."""

    rec_id: Series[str] = words("recommendation", str_matches=r"^R\d+$")
    axis: Series[str] = words("stage, council fate, prior position, would have happened anyway")
    value: Series[str] = words("value on that axis")
    date: Series[str] = words("date, as precise as known", empty=True, str_matches=f"^{DAY_OR_MONTH_OR_YEAR}$")
    strength: Series[str] = words("how sure", isin=("stated", "possible", "weak"))
    observer: Series[str] = words("who says so, in the reader's words")
    evidence: Series[str] = words("rows of the record (A.., T..), separated by ;")
    why: Series[str] = words("reason for the coding, in French or English")
    coder: Series[str] = reader()
    status: Series[str] = settled()


class PhraseReadings(Table):
    """What further people read in each of the vote phrases; empty: not stated."""

    phrase_id: Series[str] = words("phrase", str_matches=r"^V\d+$")
    outcome: Series[str] = words("outcome", empty=True)
    manner: Series[str] = words("unanimous or majority", empty=True)
    mode: Series[str] = words("mode of voting", empty=True)
    executive_opinion: Series[str] = words("opinion of the Executive", empty=True)
    votes_for: Series[pd.Int64Dtype] = whole_number("votes for", empty=True)
    votes_against: Series[pd.Int64Dtype] = whole_number("votes against", empty=True)
    acts: Series[str] = words("the texts it speaks of, as written", empty=True)
    coder: Series[str] = reader()
    status: Series[str] = settled()


class DemandReadings(Table):
    """How many separately checkable demands further people find in each recommendation."""

    rec_id: Series[str] = words("recommendation", str_matches=r"^R\d+$")
    demands: Series[int] = whole_number("demands; 0 where the subject was not seen")
    note: Series[str] = words("what to know", empty=True)
    coder: Series[str] = reader()
    status: Series[str] = settled()


FILES: dict[type[Table], str] = {
    ArrondissementPopulation: "arrondissement_population.csv",
    SexAge: "paris_sex_age.csv",
    ArrondissementAge: "arrondissement_age_2014.csv",
    ArrondissementSchool: "arrondissement_age_school_2015.csv",
    ArrondissementDiploma: "arrondissement_diploma_sex_2015.csv",
    DiplomaSex: "paris_diploma_sex.csv",
    Nationality: "paris_nationality.csv",
    RegisteredVoters: "arrondissement_registered_voters.csv",
    RegisteredVotersTotals: "paris_registered_voters_totals.csv",
    TargetShares: "derived_target_shares.csv",
    AssemblyFacts: "paris_assembly_facts.csv",
    ResponseRates: "assembly_response_rates.csv",
    Attrition: "assembly_attrition.csv",
    SelectionPools: "selection_pool_sizes_flanigan2021.csv",
    Promotions: "record/promotions.csv",
    Timeline: "record/timeline.csv",
    Recommendations: "record/recommendations.csv",
    Acts: "record/acts.csv",
    CouncilActs: "record/council_acts_sample.csv",
    VotePhrases: "record/vote_phrases.csv",
    Clauses: "coding/clauses.csv",
    UptakeStatements: "coding/uptake.csv",
    OpenJudgements: "coding/open_judgements.csv",
    CandidateJudgements: "coding/candidate_judgements.csv",
    VotePhrasesCoded: "coding/vote_phrases_coded.csv",
    CityVocabulary: "coding/city_vocabulary.csv",
    JudgedQueries: "coding/judged_queries.csv",
    PairReadings: "coding/second_reading_pairs.csv",
    AnswerReadings: "coding/second_reading_queries.csv",
    UptakeReadings: "coding/second_reading_uptake.csv",
    PhraseReadings: "coding/second_reading_phrases.csv",
    DemandReadings: "coding/second_reading_clauses.csv",
    PublishedMembership: "../other_assemblies/membership_events.csv",
    UptakeStudies: "../other_assemblies/uptake_studies.csv",
    FrenchProposalCodings: "../other_assemblies/codings_of_149_french_proposals.csv",
}
"""Where each shipped table lies, below data/raw/<assembly>/."""


EMPTY = {True: "may be empty", False: ""}
KINDS = {
    "string[pyarrow]": "text",
    "str": "text",
    "int64": "whole number",
    "Int64": "whole number",
    "float64": "number",
}


def data_dictionary() -> str:
    """Describe every shipped table and column, as Markdown."""
    parts = [
        "# Data dictionary",
        "Made from `toolkit/tables.py` by `python -m toolkit dictionary`. An empty cell was not seen.",
    ]
    for model, file in FILES.items():
        schema = model.to_schema()
        rows = [
            f"| {name} | {KINDS[str(column.dtype)]} | {EMPTY[column.nullable]} | {column.description} |"
            for name, column in schema.columns.items()
        ]
        head = "| column | type | | meaning |\n| --- | --- | --- | --- |\n"
        path = posixpath.normpath(f"data/raw/paris/{file}")
        parts.append(f"## {model.__name__}\n\n`{path}`: {model.__doc__}\n\n{head}" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def checked(table: pd.DataFrame, model: type[Table], place: str) -> pd.DataFrame:
    """Check a table of text cells against its model and give it back with its types.

    Parameters
    ----------
    table : DataFrame
        Cells as text; an empty string is a value that was not seen.
    model : type of Table
        What the table must be.
    place : str
        Name of the file, for messages.

    Raises
    ------
    InputError
        Naming every fault: column, rows (the header is row 1), what was found and what was expected.
    """
    if not len(table):
        raise refuse(place, "the table has no rows", "Export it again")
    cells = table.replace({"": None})
    try:
        return model.validate(cells, lazy=True)
    except (pa.errors.SchemaErrors, pa.errors.SchemaError) as error:
        raise InputError(_faults(error.failure_cases, model, place)) from None


EXPECTED = (
    (r"(coerce_dtype|dtype)\('u?[Ii]nt.*", "a whole number"),
    (r"(coerce_dtype|dtype)\('[Ff]loat.*", "a number"),
    (r"greater_than_or_equal_to\((.*)\)", r"\1 or more"),
    (r"less_than_or_equal_to\((.*)\)", r"\1 or less"),
    (r"isin\([\[(](.*)[\])]\)", r"one of \1"),
    (r"str_matches\('(.*)'\)", r"text of the form \1"),
    (r"field_uniqueness", "values that do not repeat"),
)
"""What a check of pandera expects, in words."""


def _faults(cases: pd.DataFrame, model: type[Table], place: str) -> list[Fault]:
    """Turn pandera's failure cases into faults, one for each column and check."""
    of_type = cases["check"].astype(str).str.startswith("coerce_dtype")
    unreadable = cases["column"].isin(cases.loc[of_type, "column"])
    groups = cases[of_type | ~unreadable].groupby(["column", "check"], dropna=False, sort=False)
    return [_fault(str(column), str(check), group, model, place) for (column, check), group in groups]


def _fault(column: str, check: str, group: pd.DataFrame, model: type[Table], place: str) -> Fault:
    """Say one fault of a column."""
    found = ", ".join(sorted({repr(value) for value in group["failure_case"]})[:4])
    rows = sorted(int(index) + 2 for index in group["index"] if pd.notna(index))
    columns = ", ".join(model.to_schema().columns)
    if check == "column_in_dataframe":
        return Fault(place, f"column {found} is missing", f"The columns must be {columns}")
    if check == "column_in_schema":
        return Fault(place, f"column {found} is not known", f"Remove or rename it; the columns are {columns}")
    if check == "not_nullable":
        return Fault(f"{place}, column {column}", "a value is missing", "Fill the cell", rows)
    words = next((re.sub(form, text, check) for form, text in EXPECTED if re.fullmatch(form, check)), check)
    return Fault(f"{place}, column {column}", f"found {found}, expected {words}", "Correct the cells", rows)
