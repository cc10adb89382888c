"""A typed number, read exactly or refused in words.

WTForms' own number fields crash on sNaN and on 400 digits and accept Infinity, 1e400 and 1_000.
Here a number is digits, grouped the way the locale groups them, with the locale's decimal mark: nothing else.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

LONGEST = 40  # characters; 20 digits with their separators need 26
_SPACES = " \u00a0\u202f"
_APOSTROPHES = "'\u2019"
_MARKS = {
    ",": "a comma",
    ".": "a point",
    "'": "an apostrophe",
    "\u2019": "an apostrophe",
    " ": "a space",
    "\u00a0": "a space",
    "\u202f": "a space",
}


class Unreadable(ValueError):
    """What was typed is not exactly one number; its text is the sentence for the person."""


@dataclass(frozen=True)
class Numeral:
    """How one kind of number is written: its locale, its decimals, and the noun used in refusals."""

    locale: Locale
    places: int
    noun: str = "a number"
    signed: bool = False

    @property
    def decimal_mark(self) -> str:
        """The locale's sign before the decimals."""
        return _marks_of(self.locale)[0]

    @property
    def group_mark(self) -> str:
        """The locale's sign between thousands."""
        return _marks_of(self.locale)[1]

    @property
    def example(self) -> str:
        """1234.50 as this locale writes it, with these decimals but never more than two."""
        return self.write(Decimal("1234.50"), places=min(self.places, 2))

    def write(self, value: Decimal, *, places: int | None = None) -> str:
        """The value with grouping and exactly the given decimals (this kind's own when not given)."""
        shown = self.places if places is None else places
        pattern = "#,##0" + ("." + "0" * shown if shown else "")
        pattern = re.sub(r"^#,##0", self._grouping, pattern)
        text = format_decimal(value, format=pattern, locale=self.locale, numbering_system="latn")
        return text.replace("-", "\u2212")

    @property
    def _grouping(self) -> str:
        whole = self.locale.decimal_formats[None].pattern.split(";")[0].split(".")[0]
        return whole or "#,##0"

    def read(self, typed: str) -> Decimal | None:
        """The typed number, or None when nothing was typed.

        Raises Unreadable, with a sentence, for whatever is not exactly one number of this kind.
        """
        text = typed.strip()
        if not text:
            return None
        self._refuse_foreign(text)
        sign, digits = self._sign(text)
        match = _shape_of(self.decimal_mark, self.group_mark, self._grouping).fullmatch(digits)
        if match is None:
            raise Unreadable(self._misplaced(text))
        part = match["part"] or ""
        if len(part) > self.places:
            raise Unreadable(self._too_fine(text))
        whole = re.sub(r"[^0-9]", "", match["whole"]) or "0"
        value = Decimal(f"{whole}.{part}" if part else whole)
        if sign and not value:
            raise Unreadable(f"“{shown(text)}” is zero with a sign. Write 0.")
        return -value if sign else value

    def _refuse_foreign(self, text: str) -> None:
        """Raise for characters that no number of ours contains, each with its own sentence."""
        if len(text) > LONGEST:
            raise Unreadable(
                f"This is {len(text):,} characters long; {self.noun} has at most {LONGEST}. {self._like}"
            )
        if any(unicodedata.category(char) in {"Cc", "Cs", "Cf"} for char in text):
            raise Unreadable(f"There is an invisible character in {self.noun}. Type it again. {self._like}")
        if any(char.isnumeric() and not char.isascii() for char in text):
            raise Unreadable(f"“{shown(text)}” uses other digits than 0 to 9. {self._like}")
        if re.fullmatch(r"[+\u2212-]?[0-9.,]+e[+\u2212-]?[0-9]+", text, re.IGNORECASE):
            raise Unreadable(f"“{shown(text)}” is written with an exponent. Write all digits. {self._like}")
        if "_" in text:
            raise Unreadable(f"“{shown(text)}” contains an underscore. {self._like}")
        if re.search(r"[^0-9.,'\u2019+\u2212 \u00a0\u202f-]", text):
            raise Unreadable(f"“{shown(text)}” is not {self.noun}. Write digits only. {self._like}")

    def _sign(self, text: str) -> tuple[bool, str]:
        """Whether the number is negative, and its digits; raises for a sign where none may stand."""
        if text[0] == "+":
            raise Unreadable(f"“{shown(text)}” starts with a plus sign. Leave it out. {self._like}")
        if text[0] not in "-\u2212":
            return False, text
        if not self.signed:
            if "0" in text and not text[1:].strip("0.,"):
                raise Unreadable(f"“{shown(text)}” is zero with a sign. Write 0.")
            raise Unreadable(f"“{shown(text)}” is negative; {self.noun} is 0 or more here. {self._like}")
        return True, text[1:].lstrip(_SPACES)

    def _misplaced(self, text: str) -> str:
        group, mark = _MARKS.get(self.group_mark, self.group_mark), _MARKS.get(self.decimal_mark, "a sign")
        rule = f"Here {group} separates thousands and {mark} marks decimals"
        return f"“{shown(text)}” cannot be read exactly. {rule}. {self._like}"

    def _too_fine(self, text: str) -> str:
        if not self.places:
            return f"“{shown(text)}” has decimals; {self.noun} is whole here. {self._like}"
        most = "1 decimal" if self.places == 1 else f"{self.places} decimals"
        return f"“{shown(text)}” has too many decimals; {self.noun} has at most {most}. {self._like}"

    @property
    def _like(self) -> str:
        return f"For example {self.example}."


@cache
def _marks_of(locale: Locale) -> tuple[str, str]:
    """The locale's signs before the decimals and between thousands."""
    return (
        get_decimal_symbol(locale, numbering_system="latn"),
        get_group_symbol(locale, numbering_system="latn"),
    )


def _alike(mark: str) -> str:
    """Every character that a keyboard gives for a group mark."""
    return next((family for family in (_SPACES, _APOSTROPHES) if mark in family), mark)


@cache
def _shape_of(decimal_mark: str, group_mark: str, grouping: str) -> re.Pattern[str]:
    mark, group = re.escape(decimal_mark), f"[{re.escape(_alike(group_mark))}]"
    inner = "2" if grouping.startswith("#,##,") else "3"
    plain, grouped = "[0-9]+", f"[1-9][0-9]{{0,2}}(?:{group}[0-9]{{{inner}}})*{group}[0-9]{{3}}"
    return re.compile(f"(?P<whole>{grouped}|{plain}|(?={mark}[0-9]))(?:{mark}(?P<part>[0-9]+))?")


def shown(text: str, *, most: int = 24) -> str:
    """What was typed, short and printable, for use inside a sentence."""
    printable = "".join(char if char.isprintable() else "\ufffd" for char in text[: most + 1])
    return printable if len(text) <= most else printable[:most] + "…"
