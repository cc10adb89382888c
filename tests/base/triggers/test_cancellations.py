"""The agreed end of an approved promise, under attack by plain SQL as the database's owner."""

from typing import Any

from pitchdeck.features.funding.models import AdvanceEnd, Cancellation, CancellationAnswer, Transfer
from tests.base.triggers.test_advances import ahead, approved, end, moved, promise
from tests.base.triggers.world import AT, World

__all__ = ["ahead"]
HELD = 4_000_00


def asked(world: World, advance_id: int, key: str = "c", name: str = "investor1") -> dict[str, Any]:
    row = {"key": key, "advance_id": advance_id, "reason": "So."}
    return row | {"by_id": world.cast.actors[name].id, "at": AT}


def answered(world: World, cancellation_id: int, name: str = "finance", **more: Any) -> dict[str, Any]:
    row = {"cancellation_id": cancellation_id, "verdict": "confirmed", "reason": ""}
    return row | {"by_id": world.cast.actors[name].id, "at": AT} | more


def test_an_approved_promise_ends_as_agreed(ahead: World) -> None:
    made = approved(ahead)
    ahead.refused("whoever promised asks", Cancellation, **asked(ahead, made, name="finance"))
    question = ahead.put(Cancellation, **asked(ahead, made))
    ahead.refused("once at a time", Cancellation, **asked(ahead, made, "d"))
    ahead.refused("by a confirmed list or with its programme", AdvanceEnd, **end(ahead, made, HELD))
    for name, words in (("presenter", "wrote"), ("sponsor", "sponsors"), ("investor1", "promised money to")):
        ahead.refused(f"whoever {words}", CancellationAnswer, **answered(ahead, question, name))
    ahead.refused("(?i)check", CancellationAnswer, **answered(ahead, question, verdict="declined"))
    ahead.put(CancellationAnswer, **answered(ahead, question))
    ahead.refused("(?i)unique", CancellationAnswer, **answered(ahead, question, "finance2"))
    ahead.put(AdvanceEnd, **end(ahead, made, HELD))
    ahead.put(Transfer, **moved(ahead, "free", HELD, made))
    ahead.refused("while it stands", Cancellation, **asked(ahead, made, "e"))
    for table in ("cancellation", "cancellation_answer"):
        ahead.refused("append-only", f"UPDATE {table} SET reason = 'x'")
        ahead.refused("append-only", f"DELETE FROM {table}")


def test_declined_it_does_not_end(ahead: World) -> None:
    made = approved(ahead)
    question = ahead.put(Cancellation, **asked(ahead, made))
    ahead.put(CancellationAnswer, **answered(ahead, question, verdict="declined", reason="No."))
    ahead.refused("by a confirmed list or with its programme", AdvanceEnd, **end(ahead, made, HELD))


def test_what_nobody_approved_is_taken_back_and_not_ended_by_agreement(ahead: World) -> None:
    made = promise(ahead)
    ahead.refused("while it stands", Cancellation, **asked(ahead, made))
