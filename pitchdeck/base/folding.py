"""How words are compared: without case, accents and punctuation, the same in Python and in both databases."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

UNJOINED = (("\u3041", "\u309f"), ("\u30a1", "\u30fa"), ("\u30fc", "\u30ff"), ("\u3400", "\u9fff"))
"""Kana and Han, first and last of each range: written without spaces, so each pair of letters is a word."""

_MARKS = ("\u0300", "\u036f")
_TABLED = (range(0x2E80), range(0x3000, 0x3040), range(0xFB00, 0xFB07), range(0xFE30, 0x10000))
_ENDS_A_WORD = frozenset({"Cc", "Zs", "Zl", "Zp", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"})
_NO_ACCENT = {
    "\u0131": "i",
    "\u00f8": "o",
    "\u0111": "d",
    "\u0142": "l",
    "\u0127": "h",
    "\u0167": "t",
    "\u00e6": "ae",
    "\u0153": "oe",
    "\u00f0": "d",
    "\u00fe": "th",
    "\u014b": "n",
    "\u0138": "k",
}
"""Letters that Unicode does not take apart, as people type them without their own keyboard."""


class Word(NamedTuple):
    """A folded word and where it stands in the text."""

    folded: str
    start: int
    end: int


@cache
def letters() -> dict[str, str]:
    """Every letter that is compared as something else: nothing, a space, or its plain small letters.

    Letters outside the tabled ranges, kana and Han among them, are compared as they are.
    """
    every = (chr(code) for codes in _TABLED for code in codes)
    told = ((letter, _folded(letter)) for letter in every)
    return {letter: folded for letter, folded in told if folded != letter}


def _folded(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    separated = _separated(letter)
    return "".join(map(_part, plain)) if separated is None else separated


def _part(letter: str) -> str:
    separated = _separated(letter)
    return _NO_ACCENT.get(letter, letter) if separated is None else separated


def _separated(letter: str) -> str | None:
    """A space for what ends a word, nothing for what is not seen, None for what is part of a word."""
    kind = unicodedata.category(letter)
    if kind in _ENDS_A_WORD or (letter < "\u0100" and kind[0] == "S"):
        return " "
    return "" if kind == "Cf" or _MARKS[0] <= letter <= _MARKS[1] else None


def unjoined(letter: str) -> bool:
    """Whether a letter belongs to a script that is written without spaces."""
    return any(first <= letter <= last for first, last in UNJOINED)


def words(text: str) -> Iterator[Word]:
    """The words of a text, folded, with their places; every two neighbours of kana and Han are one word."""
    table, start, folded = letters(), 0, ""
    for place, letter in enumerate(text):
        pair = unjoined(letter)
        part = " " if pair else table.get(letter, letter)
        for piece in part:
            if piece == " " and folded:
                yield Word(folded, start, place)
                folded = ""
            elif piece != " ":
                start, folded = (start if folded else place), folded + piece
        if pair:
            following = text[place + 1 : place + 2]
            also = following if following and unjoined(following) else ""
            yield Word(letter + also, place, place + 1 + len(also))
    if folded:
        yield Word(folded, start, len(text))


def fold(text: str) -> str:
    """The folded words of a text with one space between them."""
    return " ".join(word.folded for word in words(text))
