"""The unit head's answer to hours, and that nothing is approved while it is missing or refused."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pitchdeck.base.db import Writing
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.base.policy import Named
from pitchdeck.features.funding.models import Review
from pitchdeck.features.people.models import Deputy
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.models import CoAuthor, Revision, TimeAgreement, TimeAnswer, TimeQuarter
from tests.base.triggers.world import put
from tests.factories.agreements import answer, head
from tests.features.funding.stage import NOW, YEAR, Stage

P1 = "P-2026-0001"
Q1 = date(2027, 1, 1)
LATER = date(2027, 4, 1)


def ask(stage: Stage, session: Session, key: str = "hours", **more: Any) -> int:
    """P1's revision asks the head of Support for 120 hours in Q1 2027."""
    pitch = stage.pitches[P1]
    revision = session.execute(select(Revision.id).where(Revision.pitch_id == pitch)).scalar_one()
    row = {"key": key, "pitch_id": pitch, "revision_id": revision, "unit_id": stage.cast.units["Support"]}
    row |= {"limit_hours": 40, "asked_id": stage.cast.sponsor.id, "at": NOW}
    made = put(session, TimeAgreement, **(row | more))
    put(session, TimeQuarter, agreement_id=made, quarter_on=Q1, hours=120.0)
    return int(made)


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """P1 is in review and its unit's head was asked; the sponsor heads Support."""
    stage.commit("investor1", P1, 30_000_00)
    stage.chair("close_funding", why="Everybody has answered.")
    stage.act(lambda turn: head(turn.session, stage.cast, "Support", "sponsor"))
    stage.act(lambda turn: ask(stage, turn.session))
    return stage


def says(stage: Stage, name: str, verdict: str = "agreed", **more: Any) -> None:
    stage.act(lambda turn: answer(turn.session, stage.cast, "hours", name, verdict, **more))


def test_approval_waits_for_the_agreement_and_says_so_with_figures(asked: Stage) -> None:
    with pytest.raises(Conflict) as refused:
        asked.finance("approve", P1)
    assert str(refused.value) == (
        "P-2026-0001 cannot be approved yet. Support: 120 hours in Q1 2027, above 40. "
        "Sven Sponsor, who heads the unit, has not answered yet: ask them, or put the pitch on hold."
    )
    assert asked.total("committed") == asked.count("review") == 0
    says(asked, "sponsor")
    assert asked.finance("approve", P1) == {YEAR: 30_000_00}


def test_a_refusal_keeps_it_from_approval_until_the_head_agrees_after_all(asked: Stage) -> None:
    says(asked, "sponsor", "refused", reason="Peak season.")
    with pytest.raises(Conflict, match=r"Sven Sponsor refused on .*: “Peak season.” Send the pitch back"):
        asked.finance("approve", P1)
    asked.finance("put_on_hold", P1, reason="The unit has no time.")
    says(asked, "sponsor")
    assert asked.finance("approve", P1) == {YEAR: 30_000_00}
    with pytest.raises(NotAllowed, match="the agreement that it rests on stays"):
        says(asked, "sponsor", "refused", reason="I changed my mind.")


def test_where_nobody_heads_the_unit_the_refusal_names_what_to_do(asked: Stage) -> None:
    asked.act(lambda turn: head(turn.session, asked.cast, "Support", ""))
    with pytest.raises(Conflict, match="Nobody heads Support or a unit above it: have an administrator"):
        asked.finance("approve", P1)
    asked.act(lambda turn: head(turn.session, asked.cast, "Nordwind", "chair"))
    with pytest.raises(NotFound):  # who heads it no more, and has no other part, does not see the hours
        says(asked, "sponsor")
    says(asked, "chair")
    assert asked.finance("approve", P1) == {YEAR: 30_000_00}


@pytest.mark.parametrize(
    ("name", "refused"),
    [*((name, NotAllowed) for name in ("presenter", "lead", "finance", "investor1")), ("admin", NotFound)],
)
def test_only_the_head_answers(asked: Stage, name: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        says(asked, name)
    assert asked.count("time_answer") == 0


def test_a_refusal_needs_its_reason_and_an_agreement_is_given_once(asked: Stage) -> None:
    with pytest.raises(Invalid, match="Say why in a sentence"):
        says(asked, "sponsor", "refused", reason="  ")
    with pytest.raises(Invalid, match="Agree or refuse"):
        says(asked, "sponsor", "perhaps")
    says(asked, "sponsor")
    with pytest.raises(Conflict, match="agreed to already"):
        says(asked, "sponsor")
    assert asked.count("time_answer") == 1
    assert asked.count("outbox WHERE kind = 'time_answered'") == 1


def _named(stage: Stage, deputy: str) -> dict[str, int]:
    """Somebody who was named the sponsor's deputy, as an answer's row has both."""
    cast = stage.cast.actors
    row = {"key": f"for-{deputy}", "for_id": cast["sponsor"].id, "deputy_id": cast[deputy].id}
    row |= {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31), "reason": "Leave."}
    row |= {"granted_by_id": cast["admin"].id, "granted_at": NOW}
    stage.act(lambda turn: put(turn.session, Deputy, **row))
    return {"by_id": cast["sponsor"].id, "deputy_id": cast[deputy].id}


def test_a_deputy_answers_for_the_head_unless_they_wrote_the_pitch(asked: Stage) -> None:
    sponsor, deputies = asked.cast.sponsor, {}
    for name in ("presenter", "viewer"):
        _named(asked, name)
        person = asked.cast.actors[name]
        deputies[name] = replace(sponsor, deputy=Named(person.id, person.key, person.name))
    with pytest.raises(NotAllowed, match="that they wrote or handed in"):
        says(asked, "sponsor", by=deputies["presenter"])
    says(asked, "sponsor", by=deputies["viewer"])
    with asked.reading() as session:
        row = queries.agreement_of_key(session, "hours")
    assert (row.agreed, row.answered_by) == (True, "Vera Viewer for Sven Sponsor")


def _refused(stage: Stage, words: str, model: Any, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=words):
        stage.act(lambda turn: put(turn.session, model, **values))


def test_the_database_takes_no_answer_from_who_may_not_give_it(asked: Stage) -> None:
    cast, row = asked.cast, {"agreement_id": 1, "verdict": "agreed", "reason": "", "at": NOW}
    with asked.reading() as session:
        row["agreement_id"] = queries.agreement_of_key(session, "hours").id
    _refused(asked, "by who heads a unit", TimeAnswer, **row, by_id=cast.finance.id)
    asked.act(lambda turn: head(turn.session, cast, "Sales", "presenter"))
    _refused(asked, "whoever wrote a pitch", TimeAnswer, **row, by_id=cast.presenter.id)
    asked.act(lambda turn: head(turn.session, cast, "Sales", "colleague"))
    asked.act(
        lambda turn: put(turn.session, CoAuthor, pitch_id=asked.pitches[P1], person_id=cast.colleague.id)
    )
    _refused(asked, "whoever wrote a pitch", TimeAnswer, **row, by_id=cast.colleague.id)
    _refused(asked, "whoever wrote a pitch", TimeAnswer, **row, **_named(asked, "presenter"))
    stranger = {"by_id": cast.sponsor.id, "deputy_id": cast.viewer.id}
    _refused(asked, "without being named their deputy", TimeAnswer, **row, **stranger)
    silent = {**row, "verdict": "refused", "by_id": cast.sponsor.id}
    _refused(asked, "refusal_has_reason", TimeAnswer, **silent)
    says(asked, "sponsor")
    asked.finance("approve", P1)
    late = {**row, "verdict": "refused", "reason": "No.", "by_id": cast.sponsor.id}
    _refused(asked, "which stay", TimeAnswer, **late)


def test_the_database_takes_no_approval_without_the_agreement(asked: Stage) -> None:
    with asked.reading() as session:
        agreement = queries.agreement_of_key(session, "hours")
    row = {
        "pitch_id": agreement.pitch_id,
        "revision_id": agreement.revision_id,
        "revision_hash": f"hash-{P1}",
        "amounts": {},
        "rule": "",
        "by_id": asked.cast.finance.id,
        "at": NOW,
    }
    words = "once the head of the unit agreed"
    _refused(asked, words, Review, **row, verdict="approved")
    says(asked, "sponsor", "refused", reason="No time.")
    _refused(asked, words, Review, **row, verdict="approved")
    asked.act(lambda turn: put(turn.session, Review, **row, verdict="declined", reason="No time."))
    says(asked, "sponsor")
    asked.act(lambda turn: put(turn.session, Review, **row, verdict="approved"))


def test_the_database_lets_hours_rest_only_on_what_was_agreed(asked: Stage) -> None:
    with asked.reading() as session:
        first = queries.agreement_of_key(session, "hours")
        support = {"revision_id": first.revision_id, "pitch_id": first.pitch_id, "unit_id": first.unit_id}
    row = {**support, "limit_hours": 40, "at": NOW, "key": "kept", "rests_on_id": first.id}
    _refused(asked, "where the head agreed before", TimeAgreement, **row)
    says(asked, "sponsor")
    other = {**row, "unit_id": asked.cast.units["Sales"]}
    _refused(asked, "of the unit that it is for", TimeAgreement, **other)
    with asked.reading() as session:
        revision = session.execute(select(Revision.__table__).where(Revision.id == first.revision_id)).one()
    later = {**dict(revision._mapping), "number": 2}  # public by its documentation
    del later["id"]
    row["revision_id"] = asked.act(lambda turn: put(turn.session, Revision, **later))
    kept = asked.act(lambda turn: put(turn.session, TimeAgreement, **row))
    quarter = {"agreement_id": kept, "quarter_on": Q1}
    _refused(asked, "asked for anew", TimeQuarter, **quarter, hours=121.0)
    _refused(asked, "asked for anew", TimeQuarter, agreement_id=kept, quarter_on=LATER, hours=41.0)
    asked.act(lambda turn: put(turn.session, TimeQuarter, **quarter, hours=120.0))
    with asked.reading() as session:
        assert queries.agreement_of_key(session, "kept").agreed


def _run(attack: str, turn: Writing) -> None:
    turn.session.execute(text(attack))


def test_hours_and_answers_are_never_rewritten(asked: Stage) -> None:
    says(asked, "sponsor")
    for table in ("time_agreement", "time_quarter", "time_answer"):
        for attack in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1"):
            with pytest.raises(Exception, match=r"append-only|permission denied"):
                asked.act(partial(_run, attack))
