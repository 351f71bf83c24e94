"""Text of old council pages made readable again: lost letters, mojibake, odd spaces, letter-spaced PDF text.

Nothing is guessed beyond words whose letters are certain: `v?u` is `vœu` wherever it stands; a `?` inside another word
is an apostrophe or an `œ` only where French leaves no choice.
"""

from __future__ import annotations

import re
import unicodedata

LOST = "?\ufffd\x9c\x92\x93\x94½"
"""Signs that stand where a letter was lost: replacement and question mark, Windows code points, ½ of Latin-9."""

_MARK = f"[{re.escape(LOST)}]"
_WISH = re.compile(rf"\b([Vv])(?:o?{_MARK}|oe|œ|ɶ)u(x?)\b")
_NUMBER_SIGN = re.compile(rf"\b([Nn])\s?(?:[°º˚]|{_MARK}|os?(?![^\W\d_])\.?){_MARK}?\s*(?=\d)")
_OE = re.compile(rf"(?<=[cCsSmM]){_MARK}(?=ur)|{_MARK}(?=uvr)")
_VOWEL = "(?=[aeiouyhàâéèêëîïôùûœ\ufffd])"
_APOSTROPHE = re.compile(
    rf"(?i)(?<=\b[dljcmnst])\s?[?\x92]{_VOWEL}|(?<=\bqu)[?\x92]{_VOWEL}|(?<=\b[dl])\ufffd(?=[aiouyh])|(?<=\bqu)\ufffd(?=[aeiouyh])"
)
_LOST_ACCENTS = (
    (re.compile(r"(?<=[Ff]ran)\ufffd|(?<=\b[FfLl][ae])\ufffd(?=on)|(?<=\bre)\ufffd(?=u|oi)|(?<=commen)\ufffd"), "ç"),
    (
        re.compile(
            r"(?<![^\W\d_])\ufffd(?![^\W\d_\ufffd])(?=\s[^\W_])|(?<=\b[Ll])\ufffd\b|(?<=\bvoil)\ufffd|(?<=\bd[ée\ufffd]j)\ufffd"
        ),
        "à",
    ),
    (re.compile(r"(?<=\b[Oo])\ufffd(?![^\W\d_])"), "ù"),
    (re.compile(r"(?<=\d)\ufffd(?=\s?(?:,|;|et\b|-|$))"), "°"),
    (re.compile(r"\ufffd(?=[^\W\d_])|(?<=[^\W\d_])\ufffd"), "é"),
    (re.compile(r"\ufffd"), " "),
)
"""Accents lost one by one (`d\ufffdlib\ufffdration`): nearly all are é; the others are told by their words."""
_SPACED = re.compile(r"(?<!\S)(?:\S {1,4}){5,}\S(?!\S)")
_SPACES = "\u00a0\u202f\t" + "".join(map(chr, range(0x2000, 0x200B)))
_SIGNS = str.maketrans(
    {"’": "'"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
    | dict.fromkeys("\u2010\u2011\u2212", "-")
    | dict.fromkeys(_SPACES, " ")
)
"""One apostrophe, one hyphen, one space; signs that nobody sees are dropped."""
_SUSPECT_SIGNS = frozenset(f"{LOST}ÃÅÂ°º˚")
_SUSPECT_WORDS = re.compile(r"\b(?:[Vv]oeu|[Nn]os?\s?\d)")
"""What readable French does not have, or may need one form (`n°`); other text is left alone."""
_MOJIBAKE = re.compile("Ã[\x80-\xbf¢-¼œ€-™]|Å“|Â[°\xa0«»º]|â€")

_MOJIBAKE_SIGN = re.compile("[ÃÅÂ].|â€.")
"""One sign of two or three bytes, each of which was read as a letter of its own."""


def readable(text: str) -> str:
    """Mend what scanners, exports and old pages do to French text.

    Parameters
    ----------
    text : str
        Text as found.

    Returns
    -------
    str
        Text with one kind of space and apostrophe, `vœu` and `n°` restored, letters put together again where a PDF
        had set them apart. Text that was right comes back as it was, up to spaces.
    """
    mended = text.translate(_SIGNS)
    if not _needs_mending(mended):
        return mended
    mended = _without_mojibake(unicodedata.normalize("NFC", text)).translate(_SIGNS)
    mended = _SPACED.sub(_join_letters, mended)
    mended = _WISH.sub(r"\1œu\2", mended)
    mended = _NUMBER_SIGN.sub(r"\1° ", mended)
    mended = _APOSTROPHE.sub("'", _OE.sub("œ", mended))
    for lost, letter in _LOST_ACCENTS if "\ufffd" in mended else ():
        mended = lost.sub(letter, mended)
    return mended


def _needs_mending(text: str) -> bool:
    """Tell quickly whether there is anything to mend; most text has nothing."""
    if not _SUSPECT_SIGNS.isdisjoint(text) or not unicodedata.is_normalized("NFC", text):
        return True
    spaced = text.count(" ") > 0.4 * len(text)
    return spaced or "â€" in text or ("o" in text and bool(_SUSPECT_WORDS.search(text)))


def _without_mojibake(text: str) -> str:
    """Undo UTF-8 that was read as Windows Latin-1: in the whole text, or else sign by sign where only parts have it."""
    if not _MOJIBAKE.search(text):
        return text
    whole = _undone(text)
    return whole if whole != text else _MOJIBAKE_SIGN.sub(lambda sign: _undone(sign.group()), text)


def _undone(text: str) -> str:
    """Read a text again as UTF-8; as it was where that cannot be."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _join_letters(match: re.Match[str]) -> str:
    """Put letters together that stand one by one: wider gaps part words; else numbers and letters stay apart."""
    run = match.group()
    if sum(sign.isalnum() for sign in run) < 6:
        return run
    if "  " in run:
        return " ".join(word.replace(" ", "") for word in re.split(r" {2,}", run))
    return re.sub(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)", " ", run.replace(" ", ""))
