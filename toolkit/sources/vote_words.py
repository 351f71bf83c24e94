"""The wordings of French council minutes for votes, as patterns: what `toolkit.sources.votes` looks for."""

from __future__ import annotations

import re

from toolkit.errors import ToolkitError


def any_of(*wordings: str) -> re.Pattern[str]:
    """Match any of several wordings, capitals or not."""
    return re.compile("(?i)" + "|".join(f"(?:{wording})" for wording in wordings))


MANNERS = (
    ("unanimous", any_of(r"\bà l'unanimité\b", r"\bunanimement\b")),
    ("without absolute majority", any_of(r"\bsans majorité absolue\b")),
    ("majority", any_of(r"\bà la majorité\b")),
)
MODES = (
    ("secret ballot", any_of(r"\bscrutin secret\b", r"\bà bulletins? secrets?\b")),
    ("public ballot", any_of(r"\bscrutin public\b", r"\bappel nominal\b")),
    ("show of hands", any_of(r"\bà mains? levées?\b")),
    ("electronic vote", any_of(r"\b(?:vote|voter|procédé au vote) (?:par voie )?électronique(?:ment)?\b")),
)

_OPINION = (
    r"\b(?:avis|position)\b(?: de l'exécutif)?(?: (?:est|sera|reste|demeure|était))?"
    r"(?: (?:donc|bien sûr|plutôt|très|tout à fait|évidemment|aussi|également))*"
)
EXECUTIVE_OPINIONS = (
    ("withdrawal asked", any_of(r"\b(?:retrait|retirer)\b[^.;]*\b(?:sinon|à défaut|faute de quoi|autrement)\b")),
    (
        "favourable if amended",
        any_of(
            rf"{_OPINION} favorable,? (?:à condition|si (?:vous|le|l')|s'il|moyennant)",
            rf"{_OPINION} favorable,? avec (?:des|quelques|une?|de|l')\s?[^.;]{{0,30}}(?:modification|amendement)",
            r"\bfavorable[^.;]{0,30}\bsous (?:la )?(?:seule )?réserve\b",
            r"\bfavorable (?:au vœu )?(?:ainsi |tel qu')?amendé",
        ),
    ),
    (
        "unfavourable",
        any_of(
            rf"{_OPINION} (?:défavorable|négatif)",
            r"\bavis[^.;]{0,25} défavorable",
            r"\bdéfavorable de l'exécutif",
            r"\bpas d'avis favorable\b",
            r"\bne (?:peux|peut|pouvons|donne|donnons) (?:pas )?[^.;]{0,12}avis favorable",
        ),
    ),
    (
        "favourable",
        any_of(
            rf"{_OPINION} (?:favorable|positif)",
            r"\b(?:donne|donnons|émets?|émettons|rends?) (?:donc |bien sûr |évidemment )?un avis (?:très )?favorable",
            r"\bfavorable de l'exécutif",
        ),
    ),
    (
        "left to the council",
        any_of(r"\b(?:s'en remet|m'en remets|nous en remettons) à la sagesse\b", r"\bavis de sagesse\b"),
    ),
    (
        "withdrawal asked",
        any_of(
            r"\b(?:demande|demandons|demanderai|propose|invite|souhaite)\b[^.;]{0,40}"
            r"\b(?:retirer\b|le retrait\b|un retrait\b)"
        ),
    ),
)

_VOTES = r"\b(?:vote|votons|votent|voterai|votera|voterons|voteront|(?:ayant|ont|a|avons) voté)"
POSITIONS = (
    (
        "takes no part",
        any_of(
            r"\bne (?:prend(?:s|ra|rons|ront)?|prenons|prennent) pas part au vote",
            r"\bn(?:'ayant|e prenant) pas (?:pris )?part au vote",
            r"\bne participe(?:nt|ra|rons)? pas au vote",
        ),
    ),
    ("against", any_of(rf"{_VOTES} (?:donc )?(?:contre|défavorablement)\b")),
    (
        "abstains",
        any_of(
            r"\bs'abstien(?:t|nent|dra|dront)\b",
            r"\b(?:nous )?nous abst(?:enons|iendrons)\b",
            r"\bm'abst(?:iens|iendrai)\b",
            r"\bs'(?:étant|est|sont) abstenue?s?\b",
        ),
    ),
    (
        "for",
        any_of(
            rf"{_VOTES} (?:donc |bien sûr )?(?:pour|favorablement|ce vœu|cette délibération|ce projet)\b",
            r"\b(?:j'approuverai|nous approuverons|nous approuvons|j'approuve)\b",
        ),
    ),
)
LEADING_WORDS = any_of(r"^(?:(?:et|mais|donc|dans cette mesure|en conséquence)\b,?\s?)+")

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
    "against": _counted(
        r"\bcontre\s*:\s*#", r"\b# (?:voix )?contre\b(?! \d)", r"\bqui est contre \? #\b", r"\bvoix pour contre #\b"
    ),
    "abstaining": _counted(r"\babstentions?\s*:\s*#", r"\b# abstentions?\b", r"\bqui s'abstient \? #\b"),
    "not_voting": _counted(
        r"\bn\.?p\.?p\.?v\.?\s*:\s*#",
        r"\b(?:ne prend pas|ne prennent pas|n'ont pas pris) part au vote\s*:\s*#",
        r"\bnon[- ](?:participations?|votants?)\s*:\s*#",
        r"\b# (?:n\.?p\.?p\.?v\b|non[- ]votants?)",
    ),
}
CONDITION = any_of(
    r"^\W*(?:mais |et |donc |or )*(?:même |sauf )?(?:si|s'ils?|s'elles?|quand|lorsqu\w*|dans l'hypothèse|au cas)\b"
)
"""How a sentence begins that only supposes: nothing in it is an outcome."""
VERB = any_of(
    r"\b(?:est|sont|(?<!y )a|ont|été|étant|ayant|était|tombe\w*|devien\w+|vote\w*|votons|mets|mettons|passons"
    r"|reti\w+|maint\w+)\b"
)
"""Verbs that a part of a sentence stands on; "il y a deux ans" is none."""
WHICH_IS = re.compile(
    r"(?i)\b(?P<before>(?P<kind>(?:sous-)?amendement|vœu) (?P<number>n° ?\d+(?: bis| ter)?)"
    r"(?:(?!amendement|vœu)[^,;.]){0,60}), (?:lequel|qui) (?=est\b)"
)
"""A text that the next words tell more of: "au profit du vœu n° 3 bis, lequel est adopté"."""
PUT_WHICH_IS = re.compile(
    r"(?i)(?P<put>\bme(?:t|ts|ttons)\b[^,;.]{0,40}\baux voix\b[^,;.]{0,120}), "
    r"(?:qui|lequel|laquelle|lesquels|lesquelles) (?=(?:est|sont)\b)"
)
"""A text put to the vote whose outcome follows: "je mets aux voix le vœu, qui est adopté"."""
SEVERAL = any_of(
    r",\s(?=(?:il (?:est|sont)|(?:ce(?:lui|ux)|celles?) d[eu]s?)\b)",
    r";\s",
    r",\s(?=(?:vœu|(?:sous-)?amendement|délibération|rapport|motion) n° ?\d)",
    r",\s(?:de même|et|puis)\s(?=(?:le|la|les|l')\s?(?:vœu|(?:sous-)?amendement|délibération|rapport|motion|projet))",
    r"[;,]\s(?=(?:et\s|donc\s)?(?:le|la|les|l'|ce|cet|cette|ces)\s?(?:v|a|p|d|m|t|sous|n° \d)\w*)",
    r",\s(?=(?:et\s)?(?:je mets|nous mettons|nous passons)\b)",
    r",?\set\s(?=(?:M\.|Mme|Mlle|les? groupes?)\s(?:[^.;?!]|(?<=\b[A-ZÉ])\.){0,60}?\bretire)",
    r"\s(?:et|mais|tandis que)\s(?=(?:le|la|les|l')\s?"
    r"(?:vœu|amendement|projet|proposition|délibération|sous-amendement|texte|n° \d)\w*)",
)
"""Where a sentence on one text passes to another."""
VOICES = any_of(r"\bpar (?P<most>\d{1,3}) voix contre (?P<fewest>\d{1,3})\b")
"""How many voices carried the day; which side they were on follows from the outcome."""
