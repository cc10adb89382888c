"""Mandates and deputies: granted, confirmed, limited, ended, and what a deputy may not do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base import policy
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed
from pitchdeck.base.policy import Actor
from pitchdeck.features.investments.policy import Around, TrancheFacts  # declares tranche:release
from pitchdeck.features.people import actions, queries
from tests.factories.cast import Cast

TODAY = date(2026, 6, 1)
AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def _appoint(database: Database, cast: Cast, person: str, role: str, **more: Any) -> str:
    values: dict[str, Any] = {
        "unit_key": None,
        "limit_minor": None,
        "valid_from": TODAY,
        "valid_to": None,
        **more,
    }
    with database.writing() as turn:
        return actions.appoint(
            turn.session, cast.actors[person].key, role=role, by=cast.admin, at=AT, today=TODAY, **values
        ).key


def _actor(database: Database, person: Actor, on: date = TODAY, *, place: str = "") -> Actor:
    with database.reading() as session:
        found = queries.actor_of(session, person.id, on, place=place)
    assert found
    return found


def test_a_mandate_over_money_waits_and_a_raised_limit_waits_again(database: Database, cast: Cast) -> None:
    key = _appoint(database, cast, "nobody", "investor", limit_minor=500_000)
    assert _actor(database, cast.nobody).waiting == {"investor"}
    with database.writing() as turn:
        actions.confirm_mandate(turn.session, key, by=cast.finance, at=AT)
    assert [grant.limit for grant in _actor(database, cast.nobody).grants] == [500_000]
    with database.writing() as turn:
        values: dict[str, Any] = {"limit_minor": 900_000, "reason": "Bigger budget.", "by": cast.admin}
        new = actions.change_limit(turn.session, key, **values, at=AT, today=TODAY).key
    assert [grant.limit for grant in _actor(database, cast.nobody).grants] == [500_000]
    with database.writing() as turn:
        actions.confirm_mandate(turn.session, new, by=cast.finance, at=AT)
    assert [grant.limit for grant in _actor(database, cast.nobody).grants] == [900_000]
    with database.reading() as session:
        old = next(row for row in queries.mandates_of(session, cast.nobody.id) if row.key == key)
    assert old.end_reason == "Replaced by a changed limit."


@pytest.mark.parametrize("role", ["investor", "finance", "fund_owner"])
def test_nobody_grants_themselves_money(database: Database, cast: Cast, role: str) -> None:
    with pytest.raises(NotAllowed, match="Nobody grants themselves"):
        _appoint(database, cast, "admin", role)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"valid_from": TODAY - timedelta(days=1)}, "valid_from"),
        ({"valid_to": TODAY - timedelta(days=1)}, "valid_to"),
        ({"limit_minor": 5}, "limit"),
    ],
)
def test_dates_and_limits_that_do_not_hold(
    database: Database, cast: Cast, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        _appoint(database, cast, "nobody", "viewer", **wrong)
    assert set(refused.value.fields) == {field}


def test_the_same_mandate_twice_and_one_that_is_over(database: Database, cast: Cast) -> None:
    key = _appoint(database, cast, "nobody", "viewer")
    with pytest.raises(Conflict, match="holds this mandate already"):
        _appoint(database, cast, "nobody", "viewer")
    with database.writing() as turn:
        actions.end_mandate(turn.session, key, reason="Moved on.", by=cast.admin, at=AT, today=TODAY)
    assert not _actor(database, cast.nobody).grants
    with pytest.raises(Conflict, match="is over"), database.writing() as turn:
        actions.end_mandate(turn.session, key, reason="Again.", by=cast.admin, at=AT, today=TODAY)
    _appoint(database, cast, "nobody", "viewer")


def test_a_mandate_is_never_deleted_and_its_end_never_changed(database: Database, cast: Cast) -> None:
    key = _appoint(database, cast, "nobody", "viewer")
    with database.writing() as turn:
        actions.end_mandate(turn.session, key, reason="Moved on.", by=cast.admin, at=AT, today=TODAY)
    for statement in ("DELETE FROM mandate", "UPDATE mandate_end SET reason = 'Other'"):
        refused = pytest.raises(Exception, match=r"never deleted|append-only|permission denied")
        with refused, database.writing() as turn:
            turn.session.execute(text(statement))


def test_the_last_administrator_and_the_last_of_finance_stay(database: Database, cast: Cast) -> None:
    with pytest.raises(Conflict, match="last administrator"), database.writing() as turn:
        actions.deactivate(turn.session, cast.admin.key, reason="Leaves.", by=cast.admin, at=AT)
    with database.writing() as turn:
        actions.deactivate(turn.session, cast.finance.key, reason="Leaves.", by=cast.admin, at=AT)
    with pytest.raises(Conflict, match="last person of finance"), database.writing() as turn:
        actions.deactivate(turn.session, cast.finance2.key, reason="Leaves.", by=cast.admin, at=AT)
    with database.reading() as session:
        (row,) = [row for row in queries.mandates_of(session, cast.finance2.id) if row.role == "finance"]
    with pytest.raises(Conflict, match="last person of finance"), database.writing() as turn:
        actions.end_mandate(turn.session, row.key, reason="Ends.", by=cast.admin, at=AT, today=TODAY)


def _stand_in(database: Database, cast: Cast, deputy: str, for_: str, by: str) -> str:
    with database.writing() as turn:
        values: dict[str, Any] = {
            "valid_from": TODAY,
            "valid_to": TODAY + timedelta(days=9),
            "reason": "Leave.",
        }
        return actions.stand_in(
            turn.session,
            cast.actors[for_].key,
            deputy_key=cast.actors[deputy].key,
            by=cast.actors[by],
            at=AT,
            today=TODAY,
            **values,
        ).key


def test_a_deputy_acts_between_the_days_and_over_money_after_a_yes(database: Database, cast: Cast) -> None:
    key = _stand_in(database, cast, "nobody", "finance", "finance")

    def taken(days: int = 0) -> Actor:
        return _actor(database, cast.nobody, TODAY + timedelta(days=days), place=cast.finance.key)

    assert taken().deputy is None
    assert taken().stands_in == ()
    for wrong in (cast.finance, cast.admin, _actor(database, cast.nobody)):
        with pytest.raises(NotAllowed), database.writing() as turn:
            actions.confirm_deputy(turn.session, key, by=wrong, at=AT)
    with database.writing() as turn:
        actions.confirm_deputy(turn.session, key, by=cast.finance2, at=AT)
    acts = taken()
    assert acts.holds("finance")
    assert (acts.id, acts.deputy, acts.hand) == (cast.finance.id, cast.nobody.hand, cast.nobody.hand)
    assert acts.people == {cast.finance.id, cast.nobody.id}
    own = _actor(database, cast.nobody)
    assert (own.deputy, own.roles, own.stands_in) == (None, frozenset(), (cast.finance.hand,))
    assert taken(10).deputy is None
    with database.writing() as turn:
        actions.end_deputy(turn.session, key, reason="Back.", by=cast.finance, at=AT, today=TODAY)
    assert taken().deputy is None


def test_a_deputy_takes_one_place_at_a_time_with_every_role_but_administering(
    database: Database, cast: Cast
) -> None:
    for principal in ("investor1", "chair", "fund_owner", "presenter", "lead", "admin"):
        key = _stand_in(database, cast, "nobody", principal, principal)
        if principal in {"investor1", "fund_owner"}:
            assert _actor(database, cast.nobody, place=cast.actors[principal].key).deputy is None
            with database.writing() as turn:
                actions.confirm_deputy(turn.session, key, by=cast.finance, at=AT)
        held = _actor(database, cast.nobody, place=cast.actors[principal].key)
        assert held.id == cast.actors[principal].id
        assert held.roles == cast.actors[principal].roles - {"admin"}


def test_what_says_who_may_do_what_is_done_in_ones_own_name(database: Database, cast: Cast) -> None:
    key = _stand_in(database, cast, "nobody", "finance", "finance")
    with database.writing() as turn:
        actions.confirm_deputy(turn.session, key, by=cast.finance2, at=AT)
    acts = _actor(database, cast.nobody, place=cast.finance.key)
    mine = _appoint(database, cast, "colleague", "investor", limit_minor=500_000)
    with pytest.raises(NotAllowed, match=r"You act for Finn Finance"), database.writing() as turn:
        actions.confirm_mandate(turn.session, mine, by=acts, at=AT)
    with pytest.raises(NotAllowed, match="You act for"):
        _stand_in(database, replace(cast, actors={**cast.actors, "acts": acts}), "viewer", "finance", "acts")


def test_only_a_mandate_that_works_is_offered_to_others(database: Database, cast: Cast) -> None:
    def offered() -> bool:
        with database.reading() as session:
            return cast.nobody.id in {one.id for one in queries.people_with(session, "investor")}

    key = _appoint(database, cast, "nobody", "investor")
    assert not offered()
    with database.writing() as turn:
        actions.confirm_mandate(turn.session, key, by=cast.finance, at=AT)
    assert offered()
    with database.writing() as turn:
        actions.end_mandate(turn.session, key, reason="Moved on.", by=cast.admin, at=AT, today=TODAY)
    assert not offered()


def test_only_the_person_or_an_administrator_names_a_deputy(database: Database, cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="Only the person themselves"):
        _stand_in(database, cast, "nobody", "finance", "finance2")
    with pytest.raises(NotAllowed, match="Nobody makes themselves"):
        _stand_in(database, cast, "admin", "finance", "admin")


@pytest.mark.parametrize("whose", ["authors", "sponsors", "investors", "recused"])
def test_the_conflicts_of_both_count(cast: Cast, whose: str) -> None:
    """Neither through A what B may not do, nor for A what A may not do."""
    nobody = frozenset[int]()
    rules = policy.PERMISSIONS["tranche:release"].rule
    around = Around(**dict.fromkeys(Around.__dataclass_fields__, nobody))
    deputy = replace(cast.finance, deputy=cast.finance2.hand)
    for conflicted in (cast.finance.id, cast.finance2.id):
        facts = _tranche(replace(around, **{whose: frozenset({conflicted})}))
        assert not rules(deputy, facts), (whose, conflicted)
    assert rules(deputy, _tranche(around))


def _tranche(around: Around) -> TrancheFacts:
    return TrancheFacts(around, published=True, released=False, earlier=0, overrun=0, overdue=False)


def test_who_could_do_what_on_a_day(database: Database, cast: Cast) -> None:
    key = _appoint(database, cast, "nobody", "investor", limit_minor=500_000)
    with database.writing() as turn:
        actions.confirm_mandate(turn.session, key, by=cast.finance, at=AT + timedelta(days=2))
    with database.writing() as turn:
        later = AT + timedelta(days=5)
        actions.deactivate(turn.session, cast.nobody.key, reason="Left.", by=cast.admin, at=later)

    def could(days: int) -> list[str]:
        day = TODAY + timedelta(days=days)
        end = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
        with database.reading() as session:
            rows = queries.powers_on(session, day, end)
        return [row.role for row in rows if row.person_key == cast.nobody.key]

    assert [could(days) for days in (0, 1, 2, 4, 5)] == [[], [], ["investor"], ["investor"], []]
