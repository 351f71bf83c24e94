"""The wordings of French council minutes for votes, as patterns: what `toolkit.sources.votes` looks for."""

from __future__ import annotations

import re

from toolkit.errors import ToolkitError


def _any(*wordings: str) -> re.Pattern[str]:
    """Match any of several wordings, capitals or not."""
    return re.compile("(?i)" + "|".join(f"(?:{wording})" for wording in wordings))


TEXT = (
    r"(?:sous-amendements?|vœux?|amendements?|projets?|propositions?|délibérations?|textes?|demandes?|articles?"
    r"|documents?|examens?|votes?|points?|affaires?"
    r"|comptes?(?: rendus?)?|procès-verb(?:al|aux)|motions?|communications?|budgets?|rapports?|dossiers?"
    r"|ils?|elles?|ensemble|tout|celui-ci|celle-ci|ceux-ci|celles-ci)"
)
_NOUN_PHRASE = rf"(?:et\s)?(?:les?|la|l'|ces?|cet|cette)?\s?{TEXT}"
_BE = r"(?:est|sont|(?:a|ont|ayant) (?:\w+ )?été)"
_THUS = (
    r"(?:,?\s(?:donc|ainsi|également|aussi|bien|alors|par conséquent|en conséquence|dès lors|finalement"
    r"|définitivement|à l'unanimité|à la majorité|de ce fait|considérée?s? comme|réputée?s?)\b,?)*"
)
_ADOPTED, _REJECTED = r"(?:adopt|vot|approuv)ée?s?\b", r"(?:rejet|repouss|refus)ée?s?\b"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

PASSIVE_OUTCOMES = (
    ("rejected", _any(rf"\b(?:n'est|ne sont|n'a|n'ont){_THUS} pas{_THUS} (?:été )?{_ADOPTED}")),
    ("rejected", _any(rf"\b{_BE}{_THUS}\s{_REJECTED}")),
    ("adopted", _any(rf"\b{_BE}{_THUS}\s{_ADOPTED}")),
    ("withdrawn", _any(rf"\b{_BE}{_THUS}\sretirée?s?\b")),
    (
        "moot",
        _any(
            rf"\b(?:{_BE}|devien(?:t|nent)){_THUS}\s(?:devenue?s? )?(?:sans objet|caducs?|caduques?)\b",
            r"\bn'(?:a|ont|ayant) plus d'objet\b",
            r"\btombe(?:nt)?\b(?=\s*[.,;]|$)",
        ),
    ),
    ("adjourned", _any(rf"\b(?:{_BE}|sera|seront){_THUS}\s(?:report|renvoy|ajourn)ée?s?\b")),
)
"""What became of a text: the subject stands before."""

_COUNCIL = r"\b(?:le conseil(?: de paris| municipal| départemental)?|l'assemblée(?! nationale))(?:,\s[^,]{0,40},)?"
ACTIVE_OUTCOMES = (
    ("rejected", _any(rf"{_COUNCIL}{_THUS}\s(?:rejette|repousse|a (?:rejeté|repoussé))\b")),
    ("adopted", _any(rf"{_COUNCIL}{_THUS}\s(?:adopte|approuve|vote|a (?:adopté|approuvé|voté))\b(?! contre)")),
    (
        "withdrawn",
        _any(
            r"^\W*(?:donc,? )?(?:je|nous) (?:le |la |les )?reti(?:re|rons)\b(?!\s+(?:mes|nos) propos)",
            r"\bretire(?:nt)?\s(?:son|leurs?|le|la|les|ce|cet|cette)\s(?:vœu|amendement|proposition)",
        ),
    ),
)
"""What the council or an author does to a text."""

_PARTICIPLE = r"(?P<word>adopté|rejeté|repoussé|retiré)e?s?"
_VERB = r"\b(?:pas|est|sont|a|ont|était|étaient|ser\w+|soi\w+|être|avai\w+|aur\w+|qui|que)\b"
FINAL_WORDS = (
    _any(rf"^{_NOUN_PHRASE}(?:(?!{_VERB})[^.;]){{0,80}}?\s{_PARTICIPLE} (?:en|par|à)\b"),
    re.compile(r"^\W*(?P<word>ADOPT[EÉ]|REJET[EÉ]|REPOUSS[EÉ]|RETIR[EÉ])E?S?\b"),
    _any(rf"(?:^|[.?!]\s)\W*(?:{TEXT}\s)?{_PARTICIPLE}(?: amendée?s?)?(?: à (?:l'unanimité|la majorité))?\W*$"),
    _any(r"^\W*(?P<word>adopté|rejeté|repoussé)e?s? (?:avec|par|à)\b"),
    _any(rf"^(?:et )?(?:les? |la |l')(?:\w+\s)?n° (?:(?!{_VERB})[^.;])*?\s{_PARTICIPLE}\W*$"),
)
"""Outcomes without a verb, as in summaries: "Adopté à l'unanimité", "le n° 13 rejeté"."""
OUTCOME_OF_WORD = {"adopt": "adopted", "rejet": "rejected", "repou": "rejected", "retir": "withdrawn"}

AMENDED = _any(
    r"\b(?:sous-)?amendée?s?\b",
    r"\b(?:ainsi|tels? que|telles? que) modifiée?s?\b",
    r"\bversion modifiée\b",
    r"\bavec (?:l'|les |cet |ces |des )amendements?\b",
    r"\b(?:moyennant|compte tenu d\w*)\b[^.;]*\b(?:amendement|modification)s?\b",
)
FOR_THE_BIS = _any(r"\b(?:au profit|en faveur|au bénéfice)\b[^.;]*\b(?:bis|ter|exécutif)\b")
ABOUT_COUNCIL = _any(rf"(?<!\w){TEXT}(?!\w)", r"\bc'\s*$")
ABOUT_OTHERS = _any(
    r"\b(?:projets?|propositions?) de loi\b",
    r"\b(?:la|une|cette|les|des) lois?\b",
    r"\bdécrets?\b|\bdirective\b|\bparlement\b|\bsénat\b|\bassemblée nationale\b|\bgouvernement\b",
    r"\bconseil régional\b|\bconseil d'arrondissement\b",
)
NOT_NOW = _any(
    r"\b(?:si|s'ils?|s'elles?|lorsqu'\w+|lorsque|quand|afin qu\w*|pour qu\w*|avant qu\w*|à condition qu\w*"
    r"|dès qu\w*|une fois qu\w*|(?:souhait|espèr|demand|propos|regrett)\w+ qu\w*)\b[^.;]*$",
    r"\b(?:qui|que|dont|où)(?: (?:nous|vous|on|je))?\s*$",
    r"^(?:[^,]*,\s)?(?:une?|des|plusieurs|certaine?s|deux|trois|notre|nos|votre|vos|mon|mes|son|ses|leurs?|aucune?)"
    rf"\s(?:\w+\s)?{TEXT}",
)
"""Words before an outcome that make it a wish, a condition or a story."""
LONG_AGO = _any(
    r"\bl'an(?:née)? (?:dernière?|passée?)\b",
    r"\b(?:au|du) (?:dernier|précédent) conseil\b|\b(?:dernière|précédente) séance\b",
    r"\bil y a (?:\w+ )?(?:ans?|mois|semaines?|jours)\b",
    rf"\ben (?:(?:{_MONTHS})\s)?(?:(?:19|20)\d\d|dernier)\b|\ben (?:{_MONTHS}) dernier\b",
    r"\bdéjà\b|\bà l'époque\b|\bhier\b|\bautrefois\b",
)

MANNERS = (
    ("unanimous", _any(r"\bà l'unanimité\b", r"\bunanimement\b")),
    ("without absolute majority", _any(r"\bsans majorité absolue\b")),
    ("majority", _any(r"\bà la majorité\b")),
)
MODES = (
    ("secret ballot", _any(r"\bscrutin secret\b", r"\bà bulletins? secrets?\b")),
    ("public ballot", _any(r"\bscrutin public\b", r"\bappel nominal\b")),
    ("show of hands", _any(r"\bà mains? levées?\b")),
    ("electronic vote", _any(r"\b(?:vote|voter|procédé au vote) (?:par voie )?électronique(?:ment)?\b")),
)

_OPINION = (
    r"\b(?:avis|position)\b(?: de l'exécutif)?(?: (?:est|sera|reste|demeure|était))?"
    r"(?: (?:donc|bien sûr|plutôt|très|tout à fait|évidemment|aussi|également))*"
)
EXECUTIVE_OPINIONS = (
    ("withdrawal asked", _any(r"\b(?:retrait|retirer)\b[^.;]*\b(?:sinon|à défaut|faute de quoi|autrement)\b")),
    (
        "favourable if amended",
        _any(
            rf"{_OPINION} favorable,? (?:sous (?:la )?(?:seule )?réserve|à condition|si (?:vous|le|l')|s'il|moyennant)",
            rf"{_OPINION} favorable,? avec (?:des|quelques|une?|de|l')\s?[^.;]{{0,30}}(?:modification|amendement)",
            r"\bfavorable[^.;]{0,30}\bsous réserve\b",
            r"\bfavorable (?:au vœu )?(?:ainsi |tel qu')?amendé",
        ),
    ),
    (
        "unfavourable",
        _any(
            rf"{_OPINION} (?:défavorable|négatif)",
            r"\bavis[^.;]{0,25} défavorable",
            r"\bdéfavorable de l'exécutif",
            r"\bpas d'avis favorable\b",
            r"\bne (?:peux|peut|pouvons|donne|donnons) (?:pas )?[^.;]{0,12}avis favorable",
        ),
    ),
    (
        "favourable",
        _any(
            rf"{_OPINION} (?:favorable|positif)",
            r"\b(?:donne|donnons|émets?|émettons|rends?) (?:donc |bien sûr |évidemment )?un avis (?:très )?favorable",
            r"\bfavorable de l'exécutif",
        ),
    ),
    (
        "left to the council",
        _any(r"\b(?:s'en remet|m'en remets|nous en remettons) à la sagesse\b", r"\bavis de sagesse\b"),
    ),
    (
        "withdrawal asked",
        _any(
            r"\b(?:demande|demandons|demanderai|propose|invite|souhaite)\b[^.;]{0,40}"
            r"\b(?:retirer\b|le retrait\b|un retrait\b)"
        ),
    ),
)

_VOTES = r"\b(?:vote|votons|votent|voterai|votera|voterons|voteront|(?:ayant|ont|a|avons) voté)"
POSITIONS = (
    (
        "takes no part",
        _any(
            r"\bne (?:prend(?:s|ra|rons|ront)?|prenons|prennent) pas part au vote",
            r"\bn(?:'ayant|e prenant) pas (?:pris )?part au vote",
            r"\bne participe(?:nt|ra|rons)? pas au vote",
        ),
    ),
    ("against", _any(rf"{_VOTES} (?:donc )?(?:contre|défavorablement)\b")),
    (
        "abstains",
        _any(
            r"\bs'abstien(?:t|nent|dra|dront)\b",
            r"\b(?:nous )?nous abst(?:enons|iendrons)\b",
            r"\bm'abst(?:iens|iendrai)\b",
            r"\bs'(?:étant|est|sont) abstenue?s?\b",
        ),
    ),
    (
        "for",
        _any(
            rf"{_VOTES} (?:donc |bien sûr )?(?:pour|favorablement|ce vœu|cette délibération|ce projet)\b",
            r"\b(?:j'approuverai|nous approuverons|nous approuvons|j'approuve)\b",
        ),
    ),
)
LEADING_WORDS = _any(r"^(?:(?:et|mais|donc|dans cette mesure|en conséquence)\b,?\s?)+")

_COUNT = r"(?P<{}>\d{{1,3}}(?:[ .]\d{{3}})*)"


def _counted(*wordings: str) -> tuple[re.Pattern[str], ...]:
    """Match wordings in which `#` stands for a number of votes."""
    if not all(wording.count("#") == 1 for wording in wordings):
        raise ToolkitError("each wording of a count has one #")
    return tuple(re.compile("(?i)" + wording.replace("#", _COUNT.format("count"))) for wording in wordings)


COUNTED = {
    "enrolled": _counted(r"\binscrits\s*:?\s*#", r"\b# (?:conseillers )?inscrits\b"),
    "voting": _counted(r"\b(?:votants|suffrages exprimés)\s*:?\s*#", r"\b# votants\b"),
    "for": _counted(r"\bpour\s*:\s*#", r"\b# (?:voix )?pour\b", r"^\W*adoptée?s? (?:avec|par) # voix"),
    "against": _counted(r"\bcontre\s*:\s*#", r"\b# (?:voix )?contre\b(?! \d)", r"\bqui est contre \? #\b"),
    "abstaining": _counted(r"\babstentions?\s*:\s*#", r"\b# abstentions?\b", r"\bqui s'abstient \? #\b"),
    "not_voting": _counted(
        r"\bn\.?p\.?p\.?v\.?\s*:\s*#",
        r"\b(?:ne prend pas|ne prennent pas|n'ont pas pris) part au vote\s*:\s*#",
        r"\bnon[- ](?:participations?|votants?)\s*:\s*#",
        r"\b# (?:n\.?p\.?p\.?v\b|non[- ]votants?)",
    ),
}
SEVERAL = _any(
    r"[;,]\s(?=(?:et\s)?(?:le|la|les|l'|ce|cet|cette|ces)\s?(?:v|a|p|d|m|t|sous|n° \d)\w*)",
    r"\s(?:et|mais|tandis que)\s(?=(?:le|la|les|l')\s?"
    r"(?:vœu|amendement|projet|proposition|délibération|sous-amendement|texte|n° \d)\w*)",
)
"""Where a sentence on one text passes to another."""
VOICES = _any(r"\bpar (?P<most>\d{1,3}) voix (?:pour )?contre (?P<fewest>\d{1,3})\b")
"""How many voices carried the day; which side they were on follows from the outcome."""
