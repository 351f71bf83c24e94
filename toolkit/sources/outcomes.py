"""What became of a text, read from one sentence: only where it is said plainly, here and now, of a text of the council.

A sentence is read as a small grammar: a subject, a verb that closes its fate, what may follow it, and what takes it
back. Subject and verb must be of short lists, unless the sentence also tells of a ballot ("à l'unanimité", "mis aux
voix", "par 43 voix"): then any noun and any deciding verb will do. A wish, a condition, a memory, hearsay, another body
or two outcomes that compete leave it unread, and the reason is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.act_numbers import MONTHS
from toolkit.sources.vote_words import any_of

# What is voted
_COUNCIL_TEXT = r"(?:vœux?|motions?|délibérations?|conventions?|avenants?|comptes? rendus?)"
"""Texts that only a council has: what they are about may well be a law or a ministry."""
TEXT = (
    r"(?:sous-amendements?|vœux?|amendements?|projets?|propositions?|délibérations?|textes?|articles?"
    r"|demandes?(?! d'a(?:sile|ide)| de (?:titre|visa|logement|permis|subvention))"
    r"|lettres? rectificatives?|additifs?|plans? de financement|chapitres?|conclusions|urgence|pv"
    r"|états? spécia(?:l|ux)|autorisations? de programme"
    r"|documents?|examens?|votes?|points?|affaires?"
    r"|comptes?(?:[ -]rendus?)?|procès-verb(?:al|aux)|motions?|communications?|budgets?|rapports?|dossiers?"
    r"|résolutions?|conventions?|avenants?|subventions?|tarifs?|règlements?|statuts|décisions?"
    r"|questions? préalables?|ordre du jour|ensemble|tout|n°)"
)
_NUMBER = r"(?:v\.? ?\d+|n° ?\d+|(?:19|20)\d\d,? [a-z]{1,6}\.? \d+)"
_PRONOUN = r"(?:ils?|elles?|(?:ce(?:lui|ux)|celles?)(?:-ci| d[eu]s?\b[^,;.]{0,40})?|c'|voilà qui)"
_THE = r"(?:les?\s|la\s|l'|ce\s|cet\s|cette\s|ces\s|tou(?:s|tes)\s[lc]es\s)"
_ADJECTIVE = r"(?:(?:deux|trois|quatre|cinq|six|même|mêmes|premi\w+|second\w*|derni\w+|autres?|présente?|\d+)\s){0,2}"
_SUBORDINATE = (
    r"si\b|s'ils?\b|s'elles?\b|lorsqu|quand\b|où\b|pourquoi|comment\b|combien|quel|sauf|faute|en cas|au cas|une fois"
    r"|à moins|à condition|sitôt|tant\b|jusqu|dès\b(?! lors)|afin|qui\b|dont\b(?! acte)"
)
"""Words that begin a clause in which nothing is decided."""
_START = r"(?:^|[,:.;?!]\s|\b(?:que|donc|et|mais|alors|exécutif|puis)\s)\W*"
_TEXT_AS_SUBJECT = any_of(
    rf"(?:{_START}{_THE}{_ADJECTIVE}|^\W*){TEXT}(?!\w)",
    rf"{_START}{_NUMBER}\b",
    rf"(?:^|[,:.;?!]\s|\b(?:que|qu'|donc|et|mais|alors)\s?)\W*{_PRONOUN}(?:\s|$)",
    r",\sle(?:squel(?:le)?s|quel)\s?$|,\slaquelle\s?$",
)
_NO_TEXT = r"(?:candidat|liste(?! des )|maire|commission|groupe|séance|secrétaire|poste|offre|élu|équipe)"
_ANYTHING_AS_SUBJECT = any_of(rf"{_START}(?!{_THE}{_ADJECTIVE}{_NO_TEXT}){_THE}\w")
_OTHER_SUBJECT = any_of(rf"^\s(?:{_THE}|une?\s|notre\s)(?!{_ADJECTIVE}{TEXT}(?!\w))(?!groupes?\b)")
"""A phrase after a comma or a colon that is about something else."""
_NUMBERED = any_of(r"(?:\bn° ?|\bnos |(?-i:\b[A-Z]{2,6} ))\d[^;.]{0,200}\b(?:est|sont)\b")
BALLOT = any_of(
    r"\bà l'unanimit[ée]\b|\bunanimement\b|^\W*unanimité\b|\bà (?:la|une) (?:\w+ ){0,2}majorité\b",
    r"\b\d+ (?:voix|pour)\b|\b(?:pour|contre|abstentions?)\s?:\s?\d|\bsans (?:opposition|débat|observation)\b",
    r"\b(?:mise?s?|soumise?s?) (?:aux voix|au vote)\b|\bà mains? levées?\b|\b(?:au|par) scrutin\b",
    r"\bsuspension de séance\b",
    r"\baprès (?:en )?(?:avoir )?(?:\w+ )?délibér\w+|\bconsultée?s?\b|\bappelée?s? à se prononcer\b",
)
"""What tells of a ballot, wherever it stands."""

# What is done to it
_BE = r"(?:est|sont|étant|vien(?:t|nent) d'être|(?:a|ont|ayant) (?:(?!pas|plus|jamais)\w+ )?été)"
_IS = r"(?:est|sont)"
_THUS = (
    r"(?:,?\s(?:donc|ainsi|également|aussi|bien|alors|par conséquent|en conséquence|dès lors|finalement"
    r"|définitivement|à l'unanimité|à la majorité|de ce fait|considérée?s? comme|réputée?s?"
    r"|(?:mise?s?|soumise?s?) (?:aux voix|au vote)(?: à main levée)? et|modifiée?s? et"
    r"|l(?:ui|argement)|elles?|eux|tou(?:te)?s(?: (?:les )?(?:deux|trois))?)\b,?){0,4}"
)
_ADOPTED, _REJECTED = r"(?:adopt|vot|approuv)ée?s?\b", r"(?:rejet|repouss|refus)ée?s?\b"
_CARRIED = r"(?:accept|valid|entérin|ratifi|accord|agré|fix)ée?s?\b"
"""Participles that adopt where a ballot is told of."""
_ADJOURNED = r"(?:report|renvoy|ajourn)ée?s?\b"
_MOOT = r"(?:sans objet|caducs?|caduques?)\b"

# What may follow
_MONTHS = "|".join(MONTHS)
_AUTHOR = r"(?:(?:(?:son|sa|ses|leurs?)\s|l')(?:auteur|groupe)|(?:le|les)\sgroupes?|l'exécutif|M\.|MM\.|Mmes?|Mlle)"
_VOTERS = (
    r"(?:\d+\b(?!\s?%)|un vote|vote\b|la majorité|les (?:membres|conseillers)(?! d'| de )"
    r"|(?:le|notre)\sconseil(?:\sde\sparis|\smunicipal)?\b(?! (?:d|rég))|l'assemblée\b(?! nat))"
)
_OF_VOTES = (
    r"(?:\s(?:absolue|simple|qualifiée))?(?:\sd(?:es?|u)\s(?:\d+\s)?(?:voix|suffrages?|votes?|membres|votants|présents|conseil"
    r"|conseillers|élus|groupes?)(?:\s\w+){0,5}?)?(?:\sdes\s(?:membres|présents))?"
)
_MANNER = (
    rf"(?:,?\s(?:à l'unanimit[ée]{_OF_VOTES}"
    rf"|à (?:la|une) (?:quasi-|large |très large )?majorité{_OF_VOTES}|à mains? levées?"
    r"|à bulletins? secrets?|au scrutin \w+)){0,3}"
)
_CLOSE = (
    rf"{_MANNER}\s{{0,2}}(?:$|[,.;:!?)»(\[]|(?:et|mais|je|donc|ainsi|amendée?s?|modifiée?s?|tels?|telles?|sans|moins"
    r"|oralement)\b"
    r"|(?:avec (?:modifications?|un avis|l'avis|\d|une? |deux |trois |l'|les? (?:amend|modif))|moyennant|compte tenu"
    r"|définitivement|également|malgré|faute)|au cours d"
    r"|en (?:(?:cours de |pleine )?séance|l'état|un seul|bloc(?! par))"
    r"|dans (?:sa|cette) (?:version|rédaction)|ce matin|ce soir|cet après-midi|avant (?:la séance|le vote)|à la demande"
    rf"|par {_VOTERS}"
)
_END = rf"(?={_CLOSE}))"
_WITHDRAWN_END = rf"(?={_CLOSE}|par {_AUTHOR}|au (?:profit|bénéfice)|en faveur|de l'ordre du jour|à l'))"
_ADJOURNED_END = (
    rf"(?={_CLOSE}|par {_AUTHOR}|à (?:la|une|notre|cet|l'exécutif|demain)\b|au (?:prochain\b|conseil\b|mois|lendemain)"
    r"|(?:en|à la) (?:\w+ )?commission|en fin|dans l'attente|devant|ultérieurement|sine die|de))"
)
_SHORT_END = (
    rf"(?={_CLOSE}|par {_AUTHOR}|(?:au|en) (?:profit|bénéfice|faveur|(?:\w+ )?commission)|de l'ordre du jour"
    r"|à (?:la|une) ))"
)

_PASSIVE = (
    ("rejected", any_of(rf"\bn(?:'est|e sont|'a|'ont){_THUS} pas{_THUS} (?:été )?(?:{_ADOPTED}|retenue?s?\b){_END}")),
    ("rejected", any_of(rf"\b{_BE}{_THUS}\s{_REJECTED}{_END}")),
    ("adopted", any_of(rf"\b{_BE}{_THUS}\s{_ADOPTED}{_END}")),
    ("withdrawn", any_of(rf"\b{_BE}{_THUS}\sretirée?s?\b{_WITHDRAWN_END}")),
    (
        "moot",
        any_of(
            rf"\b(?:{_BE}|devien(?:t|nent)){_THUS}\s(?:devenue?s? )?{_MOOT}"
            rf"(?={_CLOSE}|d[eu] (?:ce )?fait|à la suite|puisqu))",
            r"\bn(?:'a|'ont|'ayant) (?:donc )?plus d'objet\b",
            r"\btombe(?:nt)?\b(?: donc)?(?=\s{0,2}[.,;]|$|\s(?:de ce|du) fait\b)",
        ),
    ),
    ("adjourned", any_of(rf"\b(?:{_BE}|sera|seront){_THUS}\s{_ADJOURNED}{_ADJOURNED_END}")),
)
"""What became of a text; the subject stands before."""
_ELSEWHERE = (
    r"(?!\s(?:par|depuis|chaque|partout|tous|toutes|dans|jamais|en|comme|que|avec|sur|pour|sous|aux?"
    r"|du|de la)\b|\s(?:de l'|d'))"
)
_PASSIVE_NUMBERED = tuple(
    (name, any_of(rf"\b{_IS}{_THUS}\s{participle}{_ELSEWHERE}"))
    for name, participle in (
        ("rejected", _REJECTED), ("adopted", _ADOPTED), ("withdrawn", r"retirée?s?\b"), ("adjourned", _ADJOURNED)
    )
)  # fmt: skip
"""The same of a text with its number, in the present tense: more may follow, but nobody else and no other time."""
_PASSIVE_BY_BALLOT = (
    ("rejected", any_of(rf"\b{_IS}{_THUS}\s{_REJECTED}{_END}")),
    ("adopted", any_of(rf"\b{_IS}{_THUS}\s(?:{_ADOPTED}|{_CARRIED}){_END}")),
)
"""The same of any subject, where a ballot is told of: in the present tense alone."""

_COUNCIL = (
    r"\b(?:(?:le|notre) conseil(?: de paris| municipal| départemental| général| communautaire| métropolitain| syndical"
    r"| de (?:la )?(?:métropole|communauté|territoire)| d'agglomération)?"
    r"|(?:l'|notre )assemblée(?: délibérante| départementale| plénière)?|la commission permanente"
    r"|le comité syndical|le bureau communautaire|les (?:membres du conseil|conseillers|élus)"
    r"(?: municipa(?:l|ux)| communautaires?| départementa(?:l|ux)| présents)?)"
)
_ANY = r"(?:[^.;?!]|(?<=\b[A-ZÉ])\.|(?<=\bMM)\.)"
"""Any letter of a clause, and the points after initials."""
_DO = r"(?:est|sont|fut|furent|a(?!\.)|ont|était|étaient|ser\w+|avai\w+|aur\w+|qui|que|dont|doit|devra|peut|pourra|va)"
_ASIDE = (
    rf"(?:{_THUS}|(?:,|:|\s(?=à l'un|à la maj|par \d|après|avec|au regard|sur))(?:(?!\b{_DO}\b){_ANY}){{0,200}}?)\s?"
)
_RESOLVES = (
    r"(?<![\w'])(?<!ne )(?:d[ée]cide|approuve|adopte|vote|valide|autorise|attribue|accorde|accepte|fixe|ratifie"
    r"|entérine|confirme|arrête|(?:approuv|adopt|valid|accept|vot)ent|(?:émet|donne) un avis favorable|émet le vœu"
    r"|donne son accord|se prononce (?:pour|en faveur|favorablement))\b"
    r"(?!,? (?:à l'unanimité,? )?(?:d'ajourner|de (?:ne pas|refuser|rejeter|reporter|retirer|renvoyer)|le report))"
)
_REFUSES = (
    r"(?<![\w'])(?<!ne )(?:rejette(?:nt)?|repousse(?:nt)?|refuse(?:nt)?|se prononce contre|n'(?:approuve|adopte) pas"
    r"|d[ée]cide de (?:refuser|rejeter))\b"
)
_OBJECT = (
    r"(?:,?\s(?:à l'unanimité|à la majorité|à mains? levées?|ainsi amendée?s?|par \d[^,.]{0,40}),?)?"
    rf"(?=\s{{0,2}}(?:$|[.;:]|\s?{_THE}))"
)
_NAMED = rf"(?:(?:ce|cet|cette|ces)\s{TEXT}|{_THE}(?:{TEXT}|de|\s){{1,6}}(?:n°|(?-i:[A-Z]{{2,}})\s\d))"
_PAST_OBJECT = rf"(?:,?\s(?:à l'unanimité|à la majorité),?)?\s{_NAMED}"
_OWN = rf"(?:{_THE}|notre\s|mon\s|ma\s|nos\s|mes\s|votre\s|son\s|sa\s|ses\s|leurs?\s){_ADJECTIVE}{TEXT}"
_MOVER = r"(?:groupes?|auteur\w*|élue?s?|exécutif|maire|collègues?|M\.|MM\.|Mmes?|Mlle|adjointe?s?|conseill\w+)(?!\w)"
_FEW = r"(?:\s(?!pas\b|plus\b|jamais\b)\w+){0,3}?"

_ACTIVE = (
    ("adopted", any_of(rf"\b(?:constat|proclam|prononc)(?:e|ons) (?:donc )?l'adoption{_MANNER} (?:de|du|des)\b")),
    ("rejected", any_of(rf"\b(?:constat|proclam|prononc)(?:e|ons) (?:donc )?le rejet{_MANNER} (?:de|du|des)\b")),
    ("rejected", any_of(rf"{_COUNCIL}{_ASIDE}(?<![\w'])(?<!ne )(?:rejette|repousse){_OBJECT}")),
    ("rejected", any_of(rf"{_COUNCIL}{_ASIDE}a (?:rejeté|repoussé){_PAST_OBJECT}")),
    ("adopted", any_of(rf"{_COUNCIL}{_ASIDE}(?<![\w'])(?<!ne )(?:adopte|approuve|vote){_OBJECT}")),
    ("adopted", any_of(rf"{_COUNCIL}{_ASIDE}décide{_MANNER},? d'(?:adopter|approuver)\b")),
    ("adopted", any_of(rf"{_COUNCIL}{_ASIDE}a (?:adopté|approuvé|voté){_PAST_OBJECT}")),
    ("moot", any_of(rf"\brend(?:ent)?(?:\sdonc)?\s{_MOOT}\s{_THE}{_ADJECTIVE}(?:{_COUNCIL_TEXT}|amendements?)\b")),
    (
        "withdrawn",
        any_of(
            r"\b(?:je|nous) (?:le|la|les) reti(?:re|rons)\b",
            rf"\b(?:je|nous) reti(?:re|rons){_FEW} {_OWN}",
            rf"\b(?:j'accepte|nous acceptons|accepte|acceptent) de (?:(?:le|la|les) retirer\b|retirer {_OWN})",
            rf"\b{_MOVER}(?:(?!\b(?:{_SUBORDINATE})){_ANY}){{0,60}}?(?<!ne )\bretire(?:nt)? (?:donc )?{_OWN}",
        ),
    ),
)
"""What the council or an author does to a text."""
_ACTIVE_BY_BALLOT = (
    ("rejected", any_of(rf"{_COUNCIL}{_ASIDE}{_REFUSES}")),
    ("adjourned", any_of(rf"{_COUNCIL}{_ASIDE}d[ée]cide{_MANNER},? (?:d'ajourner|de (?:reporter|renvoyer))\b")),
    ("withdrawn", any_of(rf"{_COUNCIL}{_ASIDE}d[ée]cide{_MANNER},? de retirer {_OWN}")),
    ("adopted", any_of(rf"{_COUNCIL}{_ASIDE}{_RESOLVES}")),
)

_WORDS = {
    "non adopté": "rejected",
    "sans objet": "moot",
    "adopté": "adopted",
    "approuvé": "adopted",
    "unanimité": "adopted",
    "rejeté": "rejected",
    "repoussé": "rejected",
    "retiré": "withdrawn",
    "ajourné": "adjourned",
    "reporté": "adjourned",
    "renvoyé": "adjourned",
}
_WORD = r"(?P<word>(?:non adopt|adopt|approuv|rejet|repouss|retir|ajourn|report|renvoy)ée?s?|sans objet)\b"
_VERB = (
    rf"\b(?:pas|{_DO}|soi\w+|être|fait|font|mentionne|évoque|cite|parle)\b|\b(?:ce|cet|cette|ces|il|elle|nous|vous)\b"
)
_NO_VERB = rf"(?:(?!{_VERB}){_ANY}){{0,200}}"
_BALLOT_END = (
    rf"{_MANNER}(?: en \w+ commission| de l'ordre du jour| par (?:un )?vote{_NO_VERB}| (?:par )?[(]?\d{_NO_VERB}"
    r"| sont les suivante?s){0,3}\W*$"
)
_NAME = (
    r"\W{0,3}(?:n°|nos?\b|d[eu]s?\b|d'|\d|[a-z]\d|déposée?|présentée?|relati|portant|bis|ter\b|(?:amend|modifi)ée?s?"
    r"|(?:non )?(?:adopt|approuv|rejet|repouss|retir|ajourn|report|renvoy)é|sans objet)"
)
"""What may stand between a text and its fate where there is no verb."""
_BARE = (
    any_of(
        rf"^\W*(?:(?:et|vote|unanimité)\W{{1,3}})?(?:{_THE}?{TEXT}(?={_NAME})|{_NUMBER})"
        rf"(?:(?!{_VERB})[^.;]){{0,120}}?\W{_WORD}"
        rf"{_BALLOT_END}"
    ),
    any_of(
        rf"\bje (?:déclare|proclame|considère) (?:donc )?{_THE}{_ADJECTIVE}{TEXT}[^.;]{{0,80}}?\s{_WORD}{_SHORT_END}"
    ),
    any_of(
        rf"(?:^|[.?!:]\s|\d\s[-–—|/]\s)\W*(?:{TEXT}\s(?:amendée?s?\s|modifiée?s? et\s)?)?{_WORD}{_SHORT_END}"
        rf"{_NO_VERB}\W*$"
    ),
    any_of(r"^\W*vote\s?(?::|pour)\s?(?:à l')?(?P<word>unanimité)\W*$"),
    re.compile(rf"^\W*(?P<word>{'|'.join(_WORDS).upper()})E?S?\b"),
    re.compile(r"^\W*(?P<word>ADOPTE|APPROUVE|REJETE|REPOUSSE|RETIRE)E?S?\b"),
)
"""Outcomes without a verb, as in summaries: "Adopté à l'unanimité", "le n° 13 rejeté"."""
AMENDED = any_of(
    r"\b(?:sous-)?amendée?s?\b",
    r"\b(?:ainsi|tels? que|telles? que) modifiée?s?\b",
    r"\bmodifiée?s?\b[^.;]{0,60}?\b(?:est|sont)\b",
    r"\bmodifiée?s? et (?:adopt|approuv|vot)ée?s?\b",
    r"\b(?:version|rédaction) modifiée\b",
    r"\bavec (?:l'|les |cet |ces |des )?(?:amendement|modification)s?\b",
    r"\b(?:moyennant|compte tenu d\w*)\b[^.;]{0,80}\b(?:amendement|modification)s?\b",
)
_FOR_THE_BIS = any_of(r"\b(?:au profit|en faveur|au bénéfice)\b[^.;]{0,80}\b(?:bis|ter|exécutif)\b")

# What takes it back
_ANOTHER = (
    r" (?:nationale|générale|régiona(?:l|ux)|d'(?:administration|état|école|arrondissement)"
    r"|de (?:sécurité|surveillance|quartier))\b"
)
"""What makes a council or an assembly another one."""
_OTHERS = any_of(
    r"\b(?:projets?|propositions?) de loi\b",
    r"\b(?:la|une|cette|les|des) lois?\b",
    r"\bdécrets?\b|\bdirective\b|\bparlement\b|\bsénat(?:eur|rice)?\b|\bgouvernement\b"
    r"|\bdéputée?s?\b|\bde l'état\b|\bonu\b|\bunesco\b|\b(?:union|commission) européenne\b|\bsyndicat\b",
    rf"\b(?:conseils?|assemblée){_ANOTHER}",
    r"\b\d+e arrondissement\b|\bcomités? d\w*\b|\bhabitants\b|\bmétropole\b",
)
_CERTAIN = any_of(rf"\b{_COUNCIL_TEXT}\b[^.;]{{0,250}}?(?=,?\s{_BE}\b|\s?:\s)", rf"{_COUNCIL}(?!{_ANOTHER})")
_SUBJECT_OF_TEXT = re.compile(
    rf"(?i)(?P<text>{TEXT}[^,.;]{{0,80}}?)\b"
    r"(?:relati(?:f|ve)s?|portant|concernant|visant|tendant|demandant|intitulée?)\b"
    rf".{{0,300}}?(?=,?\s{_BE}\b)"
)
"""What a text is about, which may well be a law: "le vœu relatif au projet de loi … est adopté"."""
_INSERTED = any_of(
    r",\s(?:(?:sur |pour |à )?(?:qui|que|dont|lequel|laquelle|auquel)\b)(?! (?:est|sont)\b)[^,;.]{1,120},"
    r"(?=\s(?:est|sont|n'est|ne sont)\b)",
    r"\squi (?:(?:lui|leur|y) )?(?:est|sont) (?:rattaché|joint|annexé|lié|relatif)e?s?\b",
)
"""A clause amid a sentence that tells more of the text: "le vœu n° 3, que nous avons amendé, est adopté"."""
_NO_PART = any_of(r"\bn(?:e pren(?:d|nent|ant)|'(?:ayant|a|ont)|e participe(?:nt)?) pas(?: pris)?(?: part)? au vote\b")
_BRACKETS = re.compile(r"\((?:19|20)\d\d\b[^)]{0,80}\)")
_BESIDE = any_of(
    r"\b(?:rattaché|lié|joint|annexé|relati[fv]|afférent|consécuti[fv])e?s? (?:au|aux|à)\b[^,;.]{0,200}",
    r"\b(?:au profit|en faveur|au bénéfice|compte tenu|moyennant|en lieu et place|à la place)\b[^,;.]{0,200}",
    r"\b(?:sur|au|aux) (?:le |la |les )?(?:projets?|propositions?|communications?)\b[^,;.]{0,200}",
)
"""What stands beside the subject and names other texts."""
_SAID = (
    r"(?:constat\w+|indiqu\w+|inform\w+|annonc\w+|précis\w+|not\w+|proclam\w+|déclar\w+|considère|confirme|ainsi"
    r"|tels?|telles?|voilà)"
)
_LONG_AGO = any_of(
    r"\bl'an(?:née)? (?:dernier|dernière|passée?)\b|\bchaque année\b",
    r"\b(?:au|du) (?:dernier|précédent) conseil\b|\b(?:dernière|précédente) séance\b(?! est| sont)",
    r"\bil y a (?:\w+ )?(?:ans?|mois|semaines?|jours)\b",
    rf"\ben (?:(?:{_MONTHS})\s)?(?:(?:19|20)\d\d|dernier)\b|\b(?:en|mois de?) ?(?:{_MONTHS}) dernier\b",
    r"\bmémoire\b|\brappel\b|\bprécédemment\b|\bnaguère\b|\bla (?:semaine|fois) dernière\b|\bla dernière fois\b"
    r"|\b(?:deux|trois|plusieurs) (?:fois|reprises)\b|\bmandat(?:ure)? (?:précédente?|dernier|dernière)\b",
    r"\bdéjà\b|\bà l'époque\b|\bhier\b|\bautrefois\b|\bde longue date\b",
)
_RULE = any_of(
    r"^\W*article \w+\s?:|\bpartage des voix\b|\bégalité\b"
    r"|\bdélibérations(?: du conseil)? sont adoptées à la majorité absolue"
)
_PERFECT = any_of(r"^(?:n')?(?:a|ont)\b|\ba (?:adopté|approuvé|voté|rejeté|repoussé)\b")
_DATED = any_of(rf"\b(?:{_MONTHS})\b|\b(?:19|20)\d\d\b(?!,? (?-i:[A-Z])|-\d)|\blors d")
"""What makes a perfect tense ("a été adopté") a story."""
QUESTION, OTHERS, LONG_AGO = "a question", "another body, or a law", "an earlier day"
TWO, UNSURE, NO_TEXT = "two outcomes compete", "a condition or a doubt after it", "the subject is no text of a council"
_TAKES_BACK = (
    (
        "a condition",
        any_of(
            r"\b(?!qui\b|dont\b)(?:" + _SUBORDINATE + ")",
            r"\b(?:supposons|imaginons|admettons)\b",
        ),
    ),
    (
        "hearsay",
        any_of(
            rf"(?<!\w)(?!{_SAID})\b[\w']{{1,30}}\s(?:que\b|qu')",
            r"^\W*(?:que\b|qu')|\b(?<!étant )(?:dit|dites|disent|écrit|lit)\b|\b(?:selon|d'après|à entendre)\b",
        ),
    ),
    (
        "another place",
        any_of(r"^\W*(?:à|au|aux|en) (?-i:(?!Paris)[A-ZÉ])[\w-]{1,30},", r"(?<!renvoi )\ben (?:\w+ )?commission\b"),
    ),
    (
        "a story of several texts",
        any_of(
            r"^(?:[^,]{0,200},\s)?(?:et\s)?"
            r"(?:une?|des|plusieurs|certaine?s|notre|nos|votre|vos|mon|mes|son|ses|leurs?|aucune?|chaque)"
            rf"\s(?:\w+\s)?{TEXT}",
            rf"^\W*(?:deux|trois|quatre|cinq|six|dix|\d+)\s{TEXT}",
            r"\b(?:beaucoup|trop|peu|plupart|nombre|combien|souvent|toujours|rarement|jamais|presque|seulement|systématiquement"
            r"|habitude|une fois (?:de plus|encore)"
            r"|tou(?:s|tes) les \w+ d(?:es?|u)?)\b",
        ),
    ),
)
"""Words of the clause before an outcome that take it back, with the reason to tell."""
_CLAUSE_END = re.compile(r"[;?!]|(?<!\bM)(?<!\bMM)(?<!\bMme)(?<!\b[A-ZÉ])\.\s")
_AFTER = any_of(
    r"\b(?:si|s'ils?|sous réserve|à condition|pourvu|sauf|je (?:crois|suppose|pense)|j'imagine|paraît-il"
    r"|semble-t-il|dit-on|dites-vous|peut-être)\b"
)
_RELATIVE = any_of(r"\b(?:qui|dont(?! acte)|auquel|laquelle|comme)\b|\b(?:puisqu|parce qu)")
_VOILA = any_of(r"\bvoilà qui\b|^\slaquelle\s?$")


_HINT = any_of(
    r"adopt|approuv|vot|rejet|repouss|refus|reti[rt]|report|renvoy|ajourn|objet|cadu|tomb|décid|decid|accept|valid"
    r"|autoris|attribu|accord|fix|ratifi|entérin|confirm|arrêt|avis favorable|unanimité|retenu|émet|prononce"
)
"""A sentence without any of these says nothing of a vote: most of a debate."""


@dataclass(frozen=True)
class Outcome:
    """What became of a text, and the words that say of which.

    Parameters
    ----------
    name : str
        One of the outcomes of `toolkit.sources.votes.Statement`, "" if none is stated plainly.
    subject : str
        The words that name the text, without what it is about or attached to; numbers in closing brackets kept.
    doubt : str
        Where a word of voting stands and no outcome is read: why not.
    """

    name: str = ""
    subject: str = ""
    doubt: str = ""


def outcome_of(sentence: str) -> Outcome:
    """Say the outcome that a sentence states, and of which text.

    Parameters
    ----------
    sentence : str
        Readable text (`toolkit.lost_letters.readable`), one sentence or one part of it.
    """
    if not _HINT.search(sentence):
        return Outcome()
    source = _SUBJECT_OF_TEXT.sub(r"\g<text>", _NO_PART.sub("", _INSERTED.sub(" ", sentence)))
    read = list(_readings(source))
    plain = [reading for reading in read if not reading.doubt]
    doubt = _of_the_whole(source) or (TWO if len({reading.verb for reading in plain}) > 1 else "")
    if plain and not doubt:
        return _outcome(plain[0], sentence)
    return Outcome(doubt=next(filter(None, [doubt, *(reading.doubt for reading in read)]), "") if read else "")


def _of_the_whole(source: str) -> str:
    """Say what takes back whatever a sentence states."""
    if source.rstrip(' »"').endswith("?"):
        return QUESTION
    if _OTHERS.search(_CERTAIN.sub(" ", source)):
        return OTHERS
    if _RULE.search(source):
        return "a rule"
    return LONG_AGO if _LONG_AGO.search(source) else ""


@dataclass(frozen=True)
class _Reading:
    """One way to read a sentence: where its verb ends, the words that name the text, and why it may not hold."""

    name: str
    subject: str
    verb: int
    doubt: str


def _readings(source: str) -> Iterator[_Reading]:
    """Give the readings of a sentence: all passive verbs, else the first thing that the council or an author does."""
    ballot = BALLOT.search(source)
    numbered = _NUMBERED.search(source)
    for any_subject, patterns in (
        (False, _PASSIVE),
        (False, _PASSIVE_NUMBERED if numbered else ()),
        (True, _PASSIVE_BY_BALLOT if ballot else ()),
    ):
        found = [
            _passive(source, name, match, any_subject)
            for name, pattern in patterns
            for match in pattern.finditer(source)
        ]
        yield from found
        if any(not reading.doubt for reading in found):
            return
    for name, pattern in (*_ACTIVE, *(_ACTIVE_BY_BALLOT if ballot else ())):
        if match := pattern.search(source):
            doubt = _taken_back(source[: match.start()]) or _unsure(source, match)
            yield _Reading(name, source[match.start() :], match.end(), doubt)
            return
    for pattern in _BARE:
        if match := pattern.search(source):
            doubt = _taken_back(source[: match.start("word")])
            yield _Reading(_WORDS[_restored(match["word"])], source, match.end(), doubt)
            return


def _passive(source: str, name: str, match: re.Match[str], any_subject: bool) -> _Reading:
    """Read a passive verb: what stands before it names the text, and so may the number in brackets that ends it."""
    before, brackets = source[: match.start()], " ".join(_BRACKETS.findall(source))
    doubt = _doubt(before, any_subject) or _unsure(source, match)
    return _Reading(name, f"{before} {brackets}", match.end(), doubt)


def _unsure(source: str, match: re.Match[str]) -> str:
    """Say whether what follows takes a verb back ("if you agree", "it seems"), or a date tells that it is a story."""
    if _PERFECT.search(match[0]) and _DATED.search(_BRACKETS.sub("", source)):
        return LONG_AGO
    return UNSURE if _AFTER.search(source, match.end()) else ""


def _restored(word: str) -> str:
    """Give the masculine of a participle, and its accent back, that capitals may have lost."""
    return re.sub(r"(?<=é)e?s?$", "", re.sub(r"(?<!é)e$", "é", word.lower()))


def _taken_back(before: str) -> str:
    """Say which words before a verb take the statement back."""
    if before.count("«") > before.count("»") or before.count('"') % 2:
        return "a quotation"
    clause = _CLAUSE_END.split(before)[-1]
    doubt = next((reason for reason, pattern in _TAKES_BACK if pattern.search(clause)), "")
    phrase = clause.rsplit(",", 1)[-1]
    return doubt or ("a story of one text" if _RELATIVE.search(phrase) and not _VOILA.search(phrase) else "")


def _doubt(before: str, any_subject: bool) -> str:
    """Say why words before a verb take the statement back, or name no text of the council."""
    if not before.strip():
        return ""
    subject = _ANYTHING_AS_SUBJECT if any_subject else _TEXT_AS_SUBJECT
    other = not any_subject and _OTHER_SUBJECT.search(re.split("[,:]", " " + before)[-1])
    return _taken_back(before) or (NO_TEXT if other or not subject.search(before) else "")


def _outcome(reading: _Reading, source: str) -> Outcome:
    """Tell an adoption with amendments, and a withdrawal in favour of the Executive's own wish."""
    name = reading.name
    if name == "adopted" and AMENDED.search(source):
        name = "adopted as amended"
    if name == "withdrawn" and _FOR_THE_BIS.search(source):
        name = "withdrawn for the Executive's bis"
    return Outcome(name, _BESIDE.sub(" ", reading.subject))
