"""When nobody of finance may review a pitch, that is said while an alternate can still be named."""

from datetime import UTC, date, datetime

from sqlalchemy import select, text

from pitchdeck.base.db import Writing
from pitchdeck.features.funding.queries import reviewed_by_nobody
from pitchdeck.features.people import actions as people
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.portfolio.queries.homes import Moment, home
from pitchdeck.features.scoring.models import Recusal
from tests.features.funding.stage import Stage

P1, P2 = "P-2026-0001", "P-2026-0002"
NOW = datetime.now(UTC)


def _said(stage: Stage) -> tuple[str, ...]:
    with stage.reading() as session:
        return reviewed_by_nobody(session, NOW.date())


def _wrote(stage: Stage, name: str, ref: str) -> None:
    statement = "INSERT INTO co_author (pitch_id, person_id) SELECT id, :person FROM pitch WHERE ref = :ref"
    stage.act(lambda turn: turn.session.execute(text(statement), {"person": _id(stage, name), "ref": ref}))


def _conflict(stage: Stage, name: str, ref: str, turn: Writing) -> Recusal:
    pitch = turn.session.execute(select(Pitch.id).where(Pitch.ref == ref)).scalar_one()
    return Recusal(pitch_id=pitch, person_id=_id(stage, name), kind="personal", reason="Kin", at=turn.at)


def _id(stage: Stage, name: str) -> int:
    return stage.cast.actors[name].id


def _grant(stage: Stage, name: str, *, limit: int | None = None, until: date | None = None) -> str:
    return stage.act(
        lambda turn: (
            people.grant(
                turn.session,
                person_id=_id(stage, name),
                role="finance",
                by_id=stage.cast.admin.id,
                at=turn.at,
                valid_from=NOW.date(),
                valid_to=until,
                limit_minor=limit,
            ).key
        )
    )


def test_one_free_person_of_finance_is_enough(stage: Stage) -> None:
    assert _said(stage) == ()
    _wrote(stage, "finance", P1)
    assert _said(stage) == ()


def test_a_confirmed_alternate_ends_it_for_as_long_as_the_mandate_runs(stage: Stage) -> None:
    for name in ("finance", "finance2"):
        _wrote(stage, name, P1)
    assert _said(stage) == (P1,)
    key = _grant(stage, "chair")
    assert _said(stage) == (P1,)  # it waits for its second person
    stage.act(lambda turn: people.confirm_mandate(turn.session, key, by=stage.cast.finance, at=turn.at))
    assert _said(stage) == ()


def test_an_alternate_whose_limit_is_below_the_ask_is_none(stage: Stage) -> None:
    for name in ("finance", "finance2"):
        _wrote(stage, name, P2)
    key = _grant(stage, "chair", limit=39_999_99)
    stage.act(lambda turn: people.confirm_mandate(turn.session, key, by=stage.cast.finance, at=turn.at))
    assert _said(stage) == (P2,)


def test_money_and_a_declared_conflict_tie_too(stage: Stage) -> None:
    stage.act(
        lambda turn: turn.session.execute(
            text("UPDATE mandate SET valid_to = '2020-01-02' WHERE role = 'finance' AND person_id = :person"),
            {"person": _id(stage, "finance2")},
        )
    )
    assert _said(stage) == ()
    stage.act(lambda turn: turn.session.add(_conflict(stage, "finance", P1, turn)))
    assert _said(stage) == (P1,)


def test_what_is_decided_waits_for_nobody(stage: Stage) -> None:
    stage.commit("investor1", P1, 30_000_00)
    stage.commit("investor1", P2, 20_000_00)
    stage.commit("investor2", P2, 20_000_00)
    stage.chair("close_funding")
    stage.finance("decline", P1, reason="No quote.")
    for name in ("finance", "finance2"):
        _wrote(stage, name, P1)
        _wrote(stage, name, P2)
    assert _said(stage) == (P2,)


def test_the_admin_hears_of_it_without_the_pitch(stage: Stage) -> None:
    limits = "UPDATE mandate SET limit_minor = 1 WHERE role = 'finance'"
    stage.act(lambda turn: turn.session.execute(text(limits)))
    with stage.database.snapshot() as session:
        found = home(session, stage.cast.admin, Moment(NOW, "Europe/Berlin"))
    tasks = [task for task in found.tasks if task.kind == "alternate"]
    assert [(task.count, task.title, task.key, task.amount) for task in tasks] == [(2, "", "", None)]
