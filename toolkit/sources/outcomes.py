"""What became of a text, read from one sentence: only where it is said plainly, here and now, of a text of the council.

The shape is narrow on purpose: a subject that is a text of the council, a verb that closes its fate, and behind it
nothing but what such sentences carry (a majority, a number, a group). Everything else — wishes, conditions, memories,
hearsay, other bodies — says nothing, and is left unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.act_numbers import MONTHS
from toolkit.sources.vote_words import any_of

TEXT = (
    r"(?:sous-amendements?|vœux?|amendements?|projets?|propositions?|délibérations?|textes?|articles?"
    r"|demandes?(?! d'a(?:sile|ide)| de (?:titre|visa|logement|permis))"
    r"|lettres? rectificatives?|additifs?|plans? de financement"
    r"|documents?|examens?|votes?|points?|affaires?"
    r"|comptes?(?: rendus?)?|procès-verb(?:al|aux)|motions?|communications?|budgets?|rapports?|dossiers?|résolutions?"
    r"|conventions?|avenants?|subventions?|tarifs?|règlements?|statuts|décisions? modificatives?|questions? préalables?"
    r"|ordre du jour|ensemble|tout|n°)"
)
_PRONOUN = r"(?:ils?|elles?|celui-ci|celle-ci|ceux-ci|celles-ci|c')"
_THE = r"(?:les?\s|la\s|l'|ce\s|cet\s|cette\s|ces\s|tou(?:s|tes)\s[lc]es\s)"
_ADJECTIVE = r"(?:(?:deux|trois|quatre|cinq|six|même|mêmes|premi\w+|second\w*|derni\w+|autres?|présente?|\d+)\s)?"
_BE = r"(?:est|sont|étant|vien(?:t|nent) d'être|(?:a|ont|ayant) (?:\w+ )?été)"
_THUS = (
    r"(?:,?\s(?:donc|ainsi|également|aussi|bien|alors|par conséquent|en conséquence|dès lors|finalement"
    r"|définitivement|à l'unanimité|à la majorité|de ce fait|considérée?s? comme|réputée?s?"
    r"|l(?:ui|argement)|elles?|eux|tou(?:te)?s(?: (?:les )?(?:deux|trois))?)\b,?)*"
)
_ADOPTED, _REJECTED = r"(?:adopt|vot|approuv)ée?s?\b", r"(?:rejet|repouss|refus)ée?s?\b"
_MONTHS = "|".join(MONTHS)

_AUTHOR = r"(?:(?:(?:son|sa|ses|leurs?)\s|l')(?:auteur|groupe)|(?:le|les)\sgroupes?|l'exécutif|M\.|MM\.|Mmes?|Mlle)"
_VOTERS = (
    r"(?:\d+\b(?!\s?%)|un vote|vote\b|la majorité|les (?:membres|conseillers)\b"
    r"|(?:le|notre)\sconseil(?:\sde\sparis|\smunicipal)?\b(?! (?:d|rég))|l'assemblée\b(?! nat))"
)
_MANNER = (
    r"(?:,?\s(?:à l'unanimit[ée](?:\sd(?:es?|u)\s\w+(?:\s\w+){0,5}?)?"
    r"|à (?:la|une) (?:quasi-|large |très large )?majorité(?:\sdes?\s\w+)*|à mains? levées?"
    r"|à bulletins? secrets?|au scrutin \w+))*"
)
_CLOSE = (
    rf"{_MANNER}\s*(?:$|[,.;:!)»(\[]|(?:et|mais|je|donc|ainsi|amendée?s?|modifiée?s?|tels?|telles?|sans|moins)\b"
    r"|(?:avec (?:modifications?|un avis|l'avis|\d|une? |l'|les? (?:amend|modif))|moyennant|compte tenu"
    r"|définitivement|également|malgré)|en (?:séance|l'état)"
    r"|dans (?:sa|cette) (?:version|rédaction)|ce matin|ce soir|cet après-midi|avant (?:la séance|le vote)|à la demande"
    rf"|par {_VOTERS}"
)
_FATE_CLOSE = rf"(?={_CLOSE}|par {_AUTHOR}))"
_WITHDRAWN_CLOSE = rf"(?={_CLOSE}|par {_AUTHOR}|au (?:profit|bénéfice)|en faveur|de l'ordre du jour))"
_ADJOURNED_CLOSE = (
    rf"(?={_CLOSE}|par {_AUTHOR}|à (?:la|une) (?:prochaine|séance|date)|au (?:prochain\b|conseil\b|mois|lendemain)"
    r"|(?:en|à la) (?:\w+ )?commission|en fin|devant|ultérieurement|sine die|de))"
)

_PASSIVE = (
    (
        "rejected",
        any_of(rf"\b(?:n'est|ne sont|n'a|n'ont){_THUS} pas{_THUS} (?:été )?{_ADOPTED}{_FATE_CLOSE}"),
    ),
    ("rejected", any_of(rf"\b{_BE}{_THUS}\s{_REJECTED}{_FATE_CLOSE}")),
    ("adopted", any_of(rf"\b{_BE}{_THUS}\s{_ADOPTED}{_FATE_CLOSE}")),
    ("withdrawn", any_of(rf"\b{_BE}{_THUS}\sretirée?s?\b{_WITHDRAWN_CLOSE}")),
    (
        "moot",
        any_of(
            rf"\b(?:{_BE}|devien(?:t|nent)){_THUS}\s(?:devenue?s? )?(?:sans objet|caducs?|caduques?)\b",
            r"\bn(?:'a|'ont|'ayant) plus d'objet\b",
            r"\btombe(?:nt)?\b(?: donc)?(?=\s*[.,;]|$|\s(?:de ce|du) fait\b)",
        ),
    ),
    ("adjourned", any_of(rf"\b(?:{_BE}|sera|seront){_THUS}\s(?:report|renvoy|ajourn)ée?s?\b{_ADJOURNED_CLOSE}")),
)
"""What became of a text; the subject stands before."""

_COUNCIL = (
    r"\b(?:le conseil(?: de paris| municipal| départemental| communautaire| métropolitain)?|l'assemblée(?! nationale))"
    r"(?:,\s[^,:]{0,60}[,:])*"
)
_OBJECT = (
    r"(?:,?\s(?:à l'unanimité|à la majorité|à mains? levées?|ainsi amendée?s?|par \d[^,.]{0,40}),?)?"
    rf"(?=\s*(?:$|[.;:]|\s{_THE}))"
)
_PAST_OBJECT = (
    rf"(?:,?\s(?:à l'unanimité|à la majorité),?)?\s(?:(?:ce|cet|cette|ces)\s{TEXT}|{_THE}(?:{TEXT}|de|\s)+n°)"
)
_OWN = rf"(?:{_THE}|notre\s|mon\s|ma\s|nos\s|mes\s|votre\s|son\s|sa\s|ses\s|leurs?\s){_ADJECTIVE}{TEXT}"
_ADDRESS = (
    r"^\W*(?:(?:oui|non|bien|donc|alors|merci|d'accord|très bien|dans ces conditions|au vu|compte tenu|madame"
    r"|monsieur|mes chers)"
    r"[^,.]{0,60},?\s){0,4}"
)
_MOVER = r"(?:groupes?|auteur\w*|élue?s?|exécutif|maire|collègues?|M\.|MM\.|Mmes?|Mlle|adjointe?s?|conseill\w+)(?!\w)"
_DELIBERATED = r"\baprès en avoir (?:\w+ )?délibéré\b"
_RESOLVES = (
    r"(?:d[ée]cide|approuve|adopte|valide|autorise|attribue|accorde|accepte|fixe)\b(?! de (?:ne pas|refuser|rejeter))"
)
_REFUSES = r"(?:rejette|refuse|d[ée]cide de (?:refuser|rejeter))\b"


def _deliberated(verb: str) -> str:
    """Match the formula of town councils: the council, after having deliberated, decides."""
    council = r"\b(?:le conseil|l'assemblée|le comité|le bureau)\b"
    return (
        rf"{council}[^.;?]{{0,90}}{_DELIBERATED}[^.;?]{{0,90}}?[\s,:]{verb}"
        rf"|^\W*{_DELIBERATED}[^.;?]{{0,90}}{council}[^.;?]{{0,60}}?[\s,:]{verb}"
    )


_ACTIVE = (
    ("rejected", any_of(_deliberated(_REFUSES))),
    ("adopted", any_of(_deliberated(_RESOLVES))),
    ("rejected", any_of(rf"{_COUNCIL}{_THUS}\s(?:rejette|repousse){_OBJECT}")),
    ("rejected", any_of(rf"{_COUNCIL}{_THUS}\sa (?:rejeté|repoussé){_PAST_OBJECT}")),
    ("adopted", any_of(rf"{_COUNCIL}{_THUS}\s(?:adopte|approuve|vote){_OBJECT}")),
    ("adopted", any_of(rf"{_COUNCIL}{_THUS}\sdécide{_MANNER},? d'(?:adopter|approuver)\b")),
    ("adopted", any_of(rf"{_COUNCIL}{_THUS}\sa (?:adopté|approuvé|voté){_PAST_OBJECT}")),
    (
        "withdrawn",
        any_of(
            rf"{_ADDRESS}(?:je|nous) (?:le|la|les) reti(?:re|rons)\b",
            rf"{_ADDRESS}(?:je|nous) reti(?:re|rons)(?: donc| bien sûr| volontiers| alors)* {_OWN}",
            rf"\b{_MOVER}[^.;?]{{0,60}}?\b(?<!ne )retire(?:nt)? (?:donc )?{_OWN}",
        ),
    ),
)
"""What the council or an author does to a text."""

_WORDS = {
    "adopté": "adopted",
    "approuvé": "adopted",
    "non adopté": "rejected",
    "rejeté": "rejected",
    "repoussé": "rejected",
    "retiré": "withdrawn",
    "sans objet": "moot",
    "ajourné": "adjourned",
    "reporté": "adjourned",
    "renvoyé": "adjourned",
}
_WORD = rf"(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?:(?<=é)e?s?)?\b"
_VERB = (
    r"\b(?:pas|est|sont|a|ont|était|étaient|ser\w+|soi\w+|être|avai\w+|aur\w+|qui|que"
    r"|fait|font|mentionne|évoque|cite|parle)\b"
)
_NO_VERB = rf"(?:(?!{_VERB}|\b(?:ce|cet|cette|ces|il|elle|nous|vous)\b)[^.;!?])*"
_BALLOT = rf"{_MANNER}(?: en \w+ commission| par (?:un )?vote{_NO_VERB}| par \d{_NO_VERB}| sont les suivante?s)*\W*$"
_SHORT_CLOSE = rf"(?={_CLOSE}|par {_AUTHOR}|au (?:profit|bénéfice)|en (?:faveur|(?:\w+ )?commission)|à (?:la|une) ))"
_SHORT = rf"{_WORD}{_SHORT_CLOSE}{_NO_VERB}\W*$"
_BARE = (
    any_of(rf"^(?:et\s)?{_THE}?{TEXT}(?:(?!{_VERB})[^.;]){{0,80}}?\s{_WORD}{_BALLOT}"),
    any_of(rf"{_ADDRESS}je (?:déclare|proclame) (?:donc )?{_THE}{_ADJECTIVE}{TEXT}[^.;]{{0,80}}?\s{_WORD}"),
    any_of(rf"(?:^|[.?!:]\s|\d\s[-–—|/]\s)\W*(?:{TEXT}\s(?:amendée?s?\s)?)?{_SHORT}"),
    re.compile(rf"^\W*(?P<word>{'|'.join(_WORDS).upper()})E?S?\b"),
    re.compile(r"^\W*(?P<word>ADOPTE|APPROUVE|REJETE|REPOUSSE|RETIRE)E?S?\b"),
)
"""Outcomes without a verb, as in summaries: "Adopté à l'unanimité", "le n° 13 rejeté"."""
AMENDED = any_of(
    r"\b(?:sous-)?amendée?s?\b",
    r"\b(?:ainsi|tels? que|telles? que) modifiée?s?\b",
    r"\bmodifiée?s?\b[^.;]{0,60}?\b(?:est|sont)\b",
    r"\b(?:version|rédaction) modifiée\b",
    r"\bavec (?:l'|les |cet |ces |des )?(?:amendement|modification)s?\b",
    r"\b(?:moyennant|compte tenu d\w*)\b[^.;]*\b(?:amendement|modification)s?\b",
)
_FOR_THE_BIS = any_of(r"\b(?:au profit|en faveur|au bénéfice)\b[^.;]*\b(?:bis|ter|exécutif)\b")
_OTHERS = any_of(
    r"\b(?:projets?|propositions?) de loi\b",
    r"\b(?:la|une|cette|les|des) lois?\b",
    r"\bdécrets?\b|\bdirective\b|\bparlement\b|\bsénat\b|\bassemblée nationale\b|\bgouvernement\b|\bde l'état\b",
    r"\bonu\b|\bunesco\b|\b(?:union|commission) européenne\b",
    r"\bconseil régional\b|\barrondissements?\b|\bhabitants\b|\bmétropole\b",
)
_SUBJECT_OF_TEXT = re.compile(
    rf"(?i)(?P<text>{TEXT}[^,.;]*?)\b(?:relati(?:f|ve)s?|portant|concernant|visant|tendant|demandant|intitulée?)\b"
    rf".*?(?=,?\s{_BE}\b)"
)
"""What a text is about, which may well be a law: "le vœu relatif au projet de loi … est adopté"."""
_BRACKETS = re.compile(r"\((?:19|20)\d\d\b[^)]*\)")
_BESIDE = any_of(
    r"\b(?:rattaché|lié|joint|annexé|relati[fv]|afférent|consécuti[fv])e?s? (?:au|aux|à)\b[^,;.]*",
    r"\b(?:au profit|en faveur|au bénéfice|compte tenu|moyennant|en lieu et place|à la place)\b[^,;.]*",
    r"\b(?:sur|au|aux) (?:le |la |les )?(?:projets?|propositions?|communications?)\b[^,;.]*",
)
"""What stands beside the subject and names other texts."""
_SUBJECT = any_of(
    rf"(?:^|[,:.;?!]\s|\b(?:que|donc|et|mais|alors|exécutif|puis)\s)\W*(?:{_THE}{_ADJECTIVE}|{_ADJECTIVE}){TEXT}(?!\w)",
    rf"(?:^|[,:.;?!]\s|\b(?:que|qu'|donc|et|mais|alors)\s?)\W*{_PRONOUN}(?:\s|$)",
)
_OTHER_SUBJECT = re.compile(rf"(?i)[,:]\s(?:{_THE}|une?\s|notre\s)(?!{_ADJECTIVE}{TEXT}(?!\w))(?!groupes?\b)[^,]*$")
_SAID = r"(?:constat\w+|indiqu\w+|inform\w+|annonc\w+|précis\w+|not\w+|proclam\w+|déclar\w+|ainsi|tels?|telles?|voilà)"
_NOT_NOW = any_of(
    r"^\W*(?:à|au|aux|en) (?-i:(?!Paris)[A-ZÉ])[\w-]+,",
    r"\b(?:si|s'ils?|lorsqu\w*|quand|où|sauf|selon|d'après|faute|en cas)\b[^.;]*$|\bcomme\b[^.;,]*$",
    rf"(?<!\w)(?!{_SAID})\b[\w']+\s(?:que\b|qu')[^.;]*$",
    r"^(?:que\b|qu')|\b(?<!étant )(?:dit|dites|disent|écrit|lit|supposons|imaginons|admettons)\b|\bcommission,",
    r"\b(?:qui|dont|auquel|laquelle)\b[^.;,]*$",
    r"^(?:[^,]*,\s)?(?:et\s)?(?:une?|des|plusieurs|certaine?s|notre|nos|votre|vos|mon|mes|son|ses|leurs?|aucune?|chaque)"
    rf"\s(?:\w+\s)?{TEXT}",
    r"\b(?:beaucoup|trop|peu|plupart|nombre|combien|souvent|toujours|rarement|jamais|presque"
    r"|tou(?:s|tes) les \w+ d(?:es?|u)?)\b",
)
"""Words before an outcome that make it a wish, a condition, hearsay or a story."""
_LONG_AGO = any_of(
    r"\bl'an(?:née)? (?:dernière?|passée?)\b|\bchaque année\b",
    r"\b(?:au|du) (?:dernier|précédent) conseil\b|\b(?:dernière|précédente) séance\b(?! est| sont)",
    r"\bil y a (?:\w+ )?(?:ans?|mois|semaines?|jours)\b",
    rf"\ben (?:(?:{_MONTHS})\s)?(?:(?:19|20)\d\d|dernier)\b|\b(?:en|mois de?) ?(?:{_MONTHS}) dernier\b",
    r"\bdéjà\b|\bà l'époque\b|\bhier\b|\bautrefois\b|\bde longue date\b",
)


@dataclass(frozen=True)
class Outcome:
    """What became of a text, and the words that say of which.

    Parameters
    ----------
    name : str
        One of the outcomes of `toolkit.sources.votes.Statement`, "" if none is stated plainly.
    subject : str
        The words that name the text, without what it is about or attached to; numbers in closing brackets kept.
    """

    name: str = ""
    subject: str = ""


def outcome_of(sentence: str) -> Outcome:
    """Say the outcome that a sentence states, and of which text.

    Parameters
    ----------
    sentence : str
        Readable text (`toolkit.lost_letters.readable`), one sentence or one part of it.
    """
    source = _SUBJECT_OF_TEXT.sub(r"\g<text>", sentence)
    if source.rstrip(' »"').endswith("?") or _OTHERS.search(source) or _LONG_AGO.search(source):
        return Outcome()
    brackets = " ".join(_BRACKETS.findall(source))
    for name, pattern in _PASSIVE:
        if (match := pattern.search(source)) and _plain(source[: match.start()]):
            return _outcome(name, source, f"{source[: match.start()]} {brackets}")
    for name, pattern in _ACTIVE:
        if (match := pattern.search(source)) and not _NOT_NOW.search(source[: match.start()]):
            return _outcome(name, source, source[match.start() :])
    for pattern in _BARE:
        if match := pattern.search(source):
            return _outcome(_WORDS[_restored(match["word"])], source, source)
    return Outcome()


def _restored(word: str) -> str:
    """Give a participle its accent back, that capitals may have lost."""
    return re.sub("e$", "é", word.lower())


def _plain(before: str) -> bool:
    """Tell whether the words before a verb name a text of the council, and nothing that takes the statement back."""
    if not before.strip():
        return True
    return bool(_SUBJECT.search(before)) and not _OTHER_SUBJECT.search(before) and not _NOT_NOW.search(before)


def _outcome(name: str, source: str, subject: str) -> Outcome:
    """Tell an adoption with amendments, and a withdrawal in favour of the Executive's own wish."""
    if name == "adopted" and AMENDED.search(source):
        name = "adopted as amended"
    if name == "withdrawn" and _FOR_THE_BIS.search(source):
        name = "withdrawn for the Executive's bis"
    return Outcome(name, _BESIDE.sub(" ", subject))
