"""Words are compared in the same way in Python, on SQLite and on PostgreSQL."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.folding import fold, letters, words
from pitchdeck.base.triggers.search import sqlite_fold

FOLDED = {
    "Über-Straße": "uber strasse",
    "STRASSE straße ẞ": "strasse strasse ss",
    "İstanbul ISPARTA ısı": "istanbul isparta isi",
    "Łódź Ærø Þór Œuvre": "lodz aero thor oeuvre",
    "re\u0301sume\u0301 résumé": "resume resume",
    "ΣΊΣΥΦΟΣ σίσυφος": "σισυφοσ σισυφοσ",
    "ﬁnance ＡＢＣ１２ x²": "finance abc12 x2",
    "soft\u00adhyphen zero\u200bwidth": "softhyphen zerowidth",
    "学習者": "学習 習者 者",
    "a学b、プログラム": "a 学 b プロ ログ グラ ラム ム",
    "P-2026-0042": "p 2026 0042",
    'it\'s 50% ("new") * OR NOT_x': "it s 50 new or not x",
    "🚀 go": "🚀 go",
    " \t\n": "",
    "": "",
}


@pytest.mark.parametrize("typed", FOLDED)
def test_case_accents_and_punctuation_do_not_count(typed: str) -> None:
    assert fold(typed) == FOLDED[typed]


def test_a_word_knows_where_it_stands() -> None:
    told = "  Die Straße, 学習"
    assert [told[word.start : word.end] for word in words(told)] == ["Die", "Straße", "学習", "習"]


def test_nothing_that_a_letter_becomes_is_folded_again() -> None:
    plain = {part for folded in letters().values() for part in folded if part != " "}
    assert {part for part in plain if part in letters()} == set()


def in_the_database(database: Database, typed: str) -> str:
    asked = f"SELECT {sqlite_fold('t.x')} FROM (SELECT :typed AS x) AS t"
    statement = asked if database.dialect == "sqlite" else "SELECT search_fold(:typed)"
    with database.reading() as session:
        return str(session.execute(text(statement), {"typed": typed}).scalar_one())


def test_the_database_folds_as_python_does(database: Database) -> None:
    assert {typed: in_the_database(database, typed) for typed in FOLDED} == FOLDED


_ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=_ANY)
def test_any_text_is_folded_the_same(database: Database, typed: str) -> None:
    assert in_the_database(database, typed) == fold(typed)
    assert fold(fold(typed)) == fold(typed) or any("\u3041" <= letter <= "\u9fff" for letter in typed)
