"""What somebody typed into the search box, as words that the index knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pitchdeck.base.folding import Word, unjoined, words

LONGEST = 200
"""Characters that are read; whatever stands behind them is not looked for, and the page says so."""

MOST = 12
"""Words that are looked for."""


@dataclass(frozen=True, slots=True)
class Term:
    """A folded word; `begins` when words that begin with it are found too."""

    word: str
    begins: bool

    def matches(self, folded: str) -> bool:
        """Whether a folded word of a text is one that this term finds."""
        return folded.startswith(self.word) if self.begins else folded == self.word


@dataclass(frozen=True, slots=True)
class Asked:
    """The terms that all must be found, and whether some of what was typed was left out."""

    terms: tuple[Term, ...]
    cut: bool = False

    def pieces(self, text: str) -> tuple[tuple[str, bool], ...]:
        """A text in pieces, each with whether it is what was asked for."""
        return tuple(_pieces(text, [word for word in words(text) if self._finds(word)]))

    def _finds(self, word: Word) -> bool:
        return any(term.matches(word.folded) for term in self.terms)


def asked(typed: str) -> Asked:
    """The words of what was typed: every character is allowed, none is an operator.

    The last word finds whatever begins with it; a number finds itself alone, with or without its zeros.
    """
    told = list(dict.fromkeys(_told(typed[:LONGEST])))
    ends = len(told) - 1
    terms = (_term(word, last=place == ends) for place, word in enumerate(told[:MOST]))
    return Asked(tuple(terms), len(typed) > LONGEST or len(told) > MOST)


def _told(typed: str) -> Iterator[str]:
    """The words as the index has them: of a run of kana or Han its pairs, one letter only if it is alone."""
    end_of_pair = 0
    for word in words(typed):
        if len(word.folded) == 1 and unjoined(word.folded) and word.start < end_of_pair:
            continue
        if len(word.folded) > 1 and unjoined(word.folded[0]):
            end_of_pair = word.end
        yield word.folded


def _term(word: str, *, last: bool) -> Term:
    number = re.fullmatch("[0-9]+", word) is not None
    lone = len(word) == 1 and unjoined(word)
    return Term(word, begins=lone or (last and not number))


def _pieces(text: str, hits: list[Word]) -> Iterator[tuple[str, bool]]:
    place = 0
    for start, end in _merged(hits):
        if place < start:
            yield text[place:start], False
        yield text[start:end], True
        place = end
    if place < len(text):
        yield text[place:], False


def _merged(hits: list[Word]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for hit in hits:
        if spans and hit.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(hit.end, spans[-1][1]))
        else:
            spans.append((hit.start, hit.end))
    return spans
