"""Sentences that are written once in English and read in French or English.

Code says `say("{n} of {total} seats", n=12, total=100)`. Nothing is formatted yet: the sentence is a template with
values, and each reader's language formats the numbers (1,234.5 or 1 234,5) and looks up the wording in a message
catalogue, `toolkit/locale/fr/*.po`. Templates use Python's format codes: `{share:.1%}`, `{mean:.2f}`, `{n}`,
and `{day:long}` for dates. Two more are ours: `p {p:=p}` writes a p-value as `p = 0.013` or `p < 0.001`, and
`{n} {n:seat is|seats are} empty` chooses the words that go with one or with many. Babel does the formatting.
"""

from __future__ import annotations

import datetime
import numbers
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent, format_scientific

from toolkit.errors import ToolkitError

LOCALE_FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("fr", "en")
LEAST_P_VALUE = 0.001
"""Smaller p-values are written as "<0.001": the digits beyond say nothing more."""


class MissingTranslation(ToolkitError):
    """A message has no entry in the catalogue of the language that was asked for."""


@dataclass(frozen=True)
class Message:
    """A sentence with values, not yet in any language; `str()` gives English.

    Parameters
    ----------
    template : str
        English wording with named fields, the key of the catalogues.
    values : mapping
        Values of the fields: numbers, dates, text, or messages, which are rendered in the same language.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """Render in English."""
        return Language("en").render(self)


def say(template: str, **values: Any) -> Message:
    """Make a message; the words of the catalogue are found by this function's name."""
    return Message(template, values)


@dataclass(frozen=True)
class Bilingual:
    """Words of the data that stand there in both languages, such as the reason that a coder gives.

    Parameters
    ----------
    english, french : str
        The same words in each language; `str()` gives English.
    """

    english: str
    french: str

    def __str__(self) -> str:
        return self.english

    def words(self, code: str) -> str:
        """Give the words of one language."""
        return self.french if code == "fr" else self.english


def bilingual(table: pd.DataFrame, column: str) -> pd.Series:
    """Join a column and its French twin, `why` and `why_fr`, into one; what was not seen stays empty."""
    pairs = zip(table[column], table[f"{column}_fr"], strict=True)
    words = [None if pd.isna(english) else Bilingual(str(english), str(french)) for english, french in pairs]
    return pd.Series(words, index=table.index, name=column, dtype=object)


@cache
def catalogue(code: str) -> dict[str, str]:
    """Read the message catalogues of one language; those of English hold only better wordings of labels.

    Raises
    ------
    ToolkitError
        If two catalogues translate one message differently.
    """
    wording: dict[str, str] = {}
    for path in sorted((LOCALE_FOLDER / code).glob("*.po")):
        with path.open(encoding="utf-8") as file:
            for message in read_po(file, locale=code, abort_invalid=True):
                if not message.id or not message.string or message.fuzzy:
                    continue
                key, text = str(message.id), str(message.string)
                if wording.setdefault(key, text) != text:
                    raise ToolkitError(f"{path.name}: {key!r} is translated differently in another catalogue of {code}")
    return wording


@dataclass(frozen=True)
class Language:
    """A reader's language.

    Parameters
    ----------
    code : {"fr", "en"}
        ISO 639-1 code.
    """

    code: str = "en"

    def __post_init__(self) -> None:
        if self.code not in LANGUAGES:
            raise ToolkitError(f"language: {self.code!r} is not available. Choose one of {', '.join(LANGUAGES)}.")

    @property
    def locale(self) -> str:
        """Name of Babel's locale, with the number signs that readers in France and Britain know."""
        return {"fr": "fr_FR", "en": "en_GB"}[self.code]

    def knows(self, template: str) -> bool:
        """Tell whether a wording exists in this language."""
        return self.code == "en" or template in catalogue(self.code)

    def wording(self, template: str) -> str:
        """Look up one wording.

        Raises
        ------
        MissingTranslation
            If the catalogue has no entry.
        """
        if self.code == "en":
            return template
        try:
            return catalogue(self.code)[template]
        except KeyError:
            raise MissingTranslation(
                f"no {self.code} wording for {template!r}: add it to a catalogue in toolkit/locale/{self.code}"
            ) from None

    def render(self, message: Message | str, escape: Callable[[str], str] = str) -> str:
        """Give the sentence in this language, its numbers and dates formatted.

        Parameters
        ----------
        message : Message or str
            The sentence; plain text is looked up as a template without fields.
        escape : callable
            What is done to words of the data before they are put into the sentence.
        """
        if isinstance(message, str):
            message = Message(message)
        return _Formatter(self, escape).vformat(self.wording(message.template), (), dict(message.values))

    def label(self, text: object) -> str:
        """Give a value of the data in this language, as it is when no wording is known."""
        if isinstance(text, Message):
            return self.render(text)
        return catalogue(self.code).get(str(text), str(text))

    def heading(self, column: str) -> str:
        """Give a column's name in this language; English falls back on the name with spaces.

        Raises
        ------
        MissingTranslation
            If a language other than English has no wording.
        """
        known = catalogue(self.code).get(column)
        return known or (column.replace("_", " ") if self.code == "en" else self.wording(column))

    def format(self, value: Any, form: str = "") -> str:
        """Format any value: a message, a date, a number with a format code, a list, or a word of the data."""
        return _Formatter(self).format_field(value, form)

    def number(self, value: float, digits: int = 0) -> str:
        """Format a number with a fixed count of decimals."""
        return str(format_decimal(value, "#,##0" + ("." + "0" * digits if digits else ""), locale=self.locale))

    def percent(self, value: float, digits: int = 0) -> str:
        """Format a share (0 to 1) in per cent with a fixed count of decimals."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        sign = "\u202f%" if self.code == "fr" else "%"
        return str(format_percent(value, pattern + sign, locale=self.locale))

    def p_value(self, value: float, sign: str = "") -> str:
        """Format a p-value in three decimals, "<0.001" if it is smaller, behind a sign of relation where one is due."""
        small = 0 <= value < LEAST_P_VALUE
        space = "\u00a0" if sign or (small and self.code == "fr") else ""
        return ("<" if small else sign) + space + self.number(LEAST_P_VALUE if small else value, 3)

    def agree(self, count: float, words: str) -> str:
        """Choose between the words for one and those for many, "seat|seats"; French counts none as one."""
        one, _, many = words.partition("|")
        return one if Locale.parse(self.locale).plural_form(abs(count)) == "one" else many

    def date(self, value: datetime.date, form: str = "long") -> str:
        """Format a date; French calls the first day of a month “1er”."""
        words = str(format_date(value, form, locale=self.locale))
        return f"1er{words[1:]}" if self.code == "fr" and words.startswith("1 ") else words

    def scientific(self, value: float) -> str:
        """Format a very small or very large number."""
        return str(format_scientific(value, "0.#E0", locale=self.locale))


class _Formatter(string.Formatter):
    """Python's template grammar with a language's numbers and dates."""

    def __init__(self, language: Language, escape: Callable[[str], str] = str):
        self.language = language
        self.escape = escape

    def format_field(self, value: Any, format_spec: str) -> str:
        language = self.language
        if "|" in format_spec:
            return language.agree(float(value) if isinstance(value, numbers.Real) else 2, format_spec)
        if isinstance(value, Message):
            return language.render(value, self.escape)
        if isinstance(value, Bilingual):
            return self.escape(value.words(language.code))
        if isinstance(value, datetime.date):
            return language.date(value, format_spec or "long")
        if isinstance(value, list | tuple):
            return str(format_list([self.format_field(part, format_spec) for part in value], locale=language.locale))
        if isinstance(value, bool) or not isinstance(value, numbers.Real):
            return self.escape(language.label(value))
        if format_spec.endswith("e"):
            return language.scientific(float(value))
        if format_spec in ("p", "=p"):
            return language.p_value(float(value), format_spec[:-1])
        kind = format_spec[-1:] if format_spec[-1:] in ("%", "f") else ""
        digits = int(format_spec.rstrip("%f").lstrip(".") or 0) if kind else 0
        if kind == "%":
            return language.percent(float(value), digits)
        if not kind and not isinstance(value, numbers.Integral) and float(value) != round(float(value)):
            raise ToolkitError(f"a message gives {value!r} no format: write {{name:.2f}} or {{name:.1%}}")
        return language.number(float(value), digits)
