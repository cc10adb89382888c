"""Finance checks a pitch's numbers line by line before scoring; nobody tied to it does, by SQL neither."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.base.policy import Named
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.figures.checking import Numbers, prints
from pitchdeck.features.funding.models import LineCheck
from pitchdeck.features.people.models import Deputy
from pitchdeck.features.pitches.actions import open_scoring
from pitchdeck.features.pitches.figures import BenefitRow, Settings
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.pitches.queries import asks_of, revision_row
from pitchdeck.features.scoring.models import Recusal
from tests.base.triggers.world import put
from tests.factories import pitches as made
from tests.factories.cast import Cast
from tests.factories.checks import large

NOW = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
ABOVE = Decimal(5_000)
QUESTION = ("questioned", "Where does the 55 % come from?")


class Desk:
    """A screened pitch asking 120,000 and more, and finance's word on it."""

    def __init__(self, database: Database, cast: Cast) -> None:
        self.database, self.cast = database, cast
        with database.writing() as turn:
            session = turn.session
            round_ = made.open_round(session, cast)
            self.round_id, self.round_key = round_.id, round_.key
            pitch = large(session, cast, round_)
            self.id, self.ref = pitch.id, pitch.ref or ""
            revision = revision_row(session, pitch.id, 1)
            self.revision_id, self.hash = revision.id, revision.hash

    def check(self, words: dict[str, tuple[str, str]], name: str = "finance", **more: Any) -> Numbers:
        given: dict[str, Any] = {"revision_hash": self.hash, "by": self.cast.actors[name], "at": NOW} | more
        with self.database.writing() as turn:
            return actions.check_numbers(turn.session, self.ref, words, **given)

    def numbers(self, number: int = 1) -> Numbers:
        with self.database.reading() as session:
            row = revision_row(session, self.id, number)
            settings = Settings(**row.facts["settings"])
            asks = asks_of(session, row.id)
            return queries.numbers_of(session, self.id, row.content, settings, asks, quote_above=ABOVE)

    def row(self, **more: Any) -> dict[str, Any]:
        row = {"pitch_id": self.id, "revision_id": self.revision_id, "side": "benefit", "position": 0}
        row |= {"print": "x", "verdict": "accepted", "reason": "", "by_id": self.cast.finance.id, "at": NOW}
        return row | more

    def put(self, model: Any, **values: Any) -> None:
        with self.database.writing() as turn:
            put(turn.session, model, **values)

    def refused(self, words: str, **more: Any) -> None:
        with pytest.raises(IntegrityError, match=words):
            self.put(LineCheck, **self.row(**more))

    def count(self, table: str) -> int:
        with self.database.reading() as session:
            return int(session.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one())


@pytest.fixture
def desk(database: Database, cast: Cast) -> Desk:
    return Desk(database, cast)


def test_every_benefit_is_checked_and_costs_without_quote_or_with_an_own_rate(desk: Desk) -> None:
    found = desk.numbers()
    lines = [(one.line.key, one.line.label, one.line.why) for one in found.lines]
    assert lines == [
        ("benefit_0", "Less rework", ""),
        ("cost_4", "A fee without a quote", "no quote"),
        ("cost_5", "Dear", "own rate"),
    ]
    assert found.needed
    assert (found.accepted, found.missing, found.begun) == (0, 3, False)
    assert found.sentence == "Numbers not checked by finance"


def test_a_check_is_a_row_a_line_and_a_later_word_supersedes(desk: Desk) -> None:
    after = desk.check({"benefit_0": QUESTION, "cost_4": ("accepted", "")})
    assert after.sentence == "Finance accepted 1 of 3 lines, questioned 1, 1 not checked"
    (questioned,) = after.questioned
    assert questioned.said is not None
    assert (questioned.said.reason, questioned.said.by_name, questioned.said.revision_no) == (
        "Where does the 55 % come from?",
        "Finn Finance",
        1,
    )
    whole = desk.check({"benefit_0": ("accepted", "ignored"), "cost_5": ("accepted", "")}, "finance2")
    assert whole.sentence == "Finance accepted 3 of 3 lines"
    assert desk.count("line_check") == 4
    assert desk.count("history WHERE verb = 'numbers_checked'") == 2
    assert desk.count("outbox WHERE kind = 'numbers_questioned'") == 1


def test_the_same_word_again_writes_nothing(desk: Desk) -> None:
    words = {"benefit_0": QUESTION, "cost_4": ("accepted", "")}
    first = desk.check(words)
    assert desk.check(words, "finance2") == first
    assert desk.count("line_check") == 2
    assert desk.count("history WHERE verb = 'numbers_checked'") == 1


def test_a_question_needs_its_reason_and_every_word_is_one_of_two(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.check({"benefit_0": ("questioned", " "), "cost_4": ("perhaps", ""), "cost_5": ("accepted", "")})
    assert refused.value.fields == {
        "reason_benefit_0": "Say in a sentence what you question about “Less rework”: the panel reads it"
        " beside it.",
        "cost_4": "Accept or question “A fee without a quote”.",
    }
    with pytest.raises(Invalid, match="This is 301 characters long; at most 300 fit"):
        desk.check({"benefit_0": ("questioned", "x" * 301)})
    with pytest.raises(Invalid, match="at least one of the 3 lines"):
        desk.check({"cost_4": ("", "")})
    assert desk.count("line_check") == 0


@pytest.mark.parametrize("name", ["presenter", "lead", "investor1", "chair", "admin", "auditor", "sponsor"])
def test_only_finance_checks(desk: Desk, name: str) -> None:
    with pytest.raises(NotAllowed):
        desk.check({"benefit_0": ("accepted", "")}, name)
    assert desk.count("line_check") == 0


def test_whoever_wrote_sponsors_or_declared_a_conflict_does_not_check(desk: Desk) -> None:
    finance, finance2 = desk.cast.finance.id, desk.cast.finance2.id
    desk.put(CoAuthor, pitch_id=desk.id, person_id=finance)
    desk.put(
        Recusal, pitch_id=desk.id, person_id=finance2, kind="personal", reason="My brother presents.", at=NOW
    )
    with pytest.raises(NotAllowed, match="You wrote this pitch"):
        desk.check({"benefit_0": ("accepted", "")})
    with pytest.raises(NotAllowed, match="You declared a conflict"):
        desk.check({"benefit_0": ("accepted", "")}, "finance2")
    desk.refused("whoever wrote a pitch does not check its numbers")
    desk.refused("whoever has a conflict on a pitch does not check its numbers", by_id=finance2)
    desk.refused("whoever sponsors a pitch does not check its numbers", by_id=desk.cast.sponsor.id)


def test_a_deputy_brings_both_conflicts(desk: Desk) -> None:
    cast = desk.cast
    row = {"key": "d", "for_id": cast.finance.id, "deputy_id": cast.presenter.id, "reason": "Leave."}
    row |= {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)}
    row |= {"granted_by_id": cast.admin.id, "granted_at": NOW}
    desk.put(Deputy, **row)
    person = cast.presenter
    deputy = replace(cast.finance, deputy=Named(person.id, person.key, person.name))
    with pytest.raises(NotAllowed, match="You wrote this pitch"):
        desk.check({"benefit_0": ("accepted", "")}, by=deputy)
    desk.refused("without being named their deputy", deputy_id=person.id)
    with desk.database.writing() as turn:
        turn.session.execute(update(Deputy).values(confirmed_at=NOW, confirmed_by_id=cast.finance2.id))
    desk.refused("whoever wrote a pitch does not check its numbers", deputy_id=person.id)


def test_the_check_ends_when_scoring_opens(desk: Desk) -> None:
    with desk.database.writing() as turn:
        open_scoring(turn.session, desk.round_key, by=desk.cast.chair, at=NOW)
    with pytest.raises(NotAllowed, match="between screening and the opening of scoring"):
        desk.check({"benefit_0": ("accepted", "")})
    desk.refused("between screening and scoring")


def test_the_database_keeps_checks_whole_and_forever(desk: Desk) -> None:
    desk.refused("a check names a line of its revision", position=7)
    desk.refused("a check names a line of its revision", side="cost", position=9)
    desk.refused("question_has_reason", verdict="questioned")
    desk.refused("numbers are checked on the current revision", revision_id=desk.revision_id + 99)
    desk.put(LineCheck, **desk.row())
    for attack in ("UPDATE line_check SET verdict = 'accepted'", "DELETE FROM line_check"):
        with (
            pytest.raises(Exception, match=r"append-only|permission denied"),
            desk.database.writing() as turn,
        ):
            turn.session.execute(text(attack))


def test_a_check_made_while_the_pitch_was_handed_in_anew_is_refused(desk: Desk) -> None:
    with pytest.raises(Conflict, match="handed in anew while you looked"):
        desk.check({"benefit_0": ("accepted", "")}, revision_hash="another")
    with pytest.raises(NotFound):
        desk.ref = "P-2026-9999"
        desk.check({"benefit_0": ("accepted", "")})


def test_a_new_revision_makes_a_check_stale_unless_its_line_is_unchanged(desk: Desk) -> None:
    desk.check({"benefit_0": ("accepted", ""), "cost_4": ("accepted", "")})
    with desk.database.writing() as turn:
        session = turn.session
        old = session.execute(select(Revision).where(Revision.id == desk.revision_id)).scalar_one()
        columns = [each.name for each in Revision.__table__.columns if each.name != "id"]
        row = {name: getattr(old, name) for name in columns}
        content = row["content"]["content"]
        costs = list(content["costs"])
        costs[4] = costs[4] | {"terms": {"amount": 110_000, "month": 2}}
        content = content | {"costs": [costs[5], *costs[:5]]}
        row |= {"number": 2, "hash": "second", "content": row["content"] | {"content": content}}
        put(session, Revision, **row)
        session.execute(update(Pitch).where(Pitch.id == desk.id).values(revision_no=2))
    found = desk.numbers(2)
    assert [(one.line.label, one.accepted) for one in found.lines] == [
        ("Less rework", True),
        ("Dear", False),
        ("A fee without a quote", False),
    ]
    assert found.sentence == "Finance accepted 1 of 3 lines, 2 not checked"


def test_two_lines_that_read_alike_are_checked_apart() -> None:
    line = BenefitRow("time_saved", "Less rework", {"units": 1})
    first, second, other = prints("benefit", (line, line, replace(line, source="Controlling")))
    assert len({first, second, other}) == 3
    assert prints("benefit", (line,)) == (first,)


def test_large_pitches_wait_for_whoever_may_check_them(desk: Desk) -> None:
    def waiting(name: str) -> list[str]:
        with desk.database.reading() as session:
            found = queries.waiting_for(session, desk.cast.actors[name], quote_above=ABOVE)
            return [row.handle for row in found]

    assert waiting("finance") == waiting("finance2") == [desk.ref]
    desk.put(CoAuthor, pitch_id=desk.id, person_id=desk.cast.finance2.id)
    assert waiting("finance2") == []
    with desk.database.reading() as session:
        (row,) = queries.waiting_in_round(session, desk.round_id, quote_above=ABOVE)
    assert (row.handle, row.numbers.missing) == (desk.ref, 3)
    desk.check({one.line.key: ("accepted", "") for one in row.numbers.lines})
    assert waiting("finance") == []
