"""Rules combine, give their reason, and a workflow refuses what its literal does not name."""

import pytest

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, NotAllowed
from pitchdeck.base.policy import Actor, Grant, anyone, holds, rule, unless
from pitchdeck.base.workflow import Transition, Workflow

LEAD = Actor(1, "k", "Lena", (Grant("lead", frozenset({4, 5})),))
NOBODY = Actor(2, "k2", "Nils")

even = rule("Only even numbers.", lambda _actor, number: number % 2 == 0)
small = unless("That is too large.", lambda _actor, number: number > 10)


@pytest.mark.parametrize(
    ("number", "reason"),
    [(4, ""), (5, "Only even numbers."), (12, "That is too large."), (13, "Only even numbers.")],
)
def test_and_gives_the_first_reason(number: int, reason: str) -> None:
    assert (even & small)(LEAD, number).reason == reason


@pytest.mark.parametrize(("number", "ok"), [(4, True), (5, True), (12, True), (13, False)])
def test_or_needs_one(number: int, ok: bool) -> None:  # noqa: FBT001  # a parameter of the table
    assert bool((even | small)(LEAD, number)) is ok


def test_scope_of_a_mandate() -> None:
    assert LEAD.holds("lead")
    assert LEAD.holds("lead", 4)
    assert not LEAD.holds("lead", 6)
    assert not NOBODY.holds("lead")
    assert holds("lead")(NOBODY).reason == "Only a person with the role lead can do this."
    assert anyone(NOBODY)


def test_permissions_are_declared_once_and_asked_by_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "PERMISSIONS", {})
    policy.permit("number:use", even, roles=("lead",))
    with pytest.raises(ValueError, match="twice"):
        policy.permit("number:use", even)
    asked = policy.watch()
    policy.require("number:use", LEAD, 2)
    with pytest.raises(NotAllowed, match="even"):
        policy.require("number:use", LEAD, 3)
    assert policy.may("number:use", NOBODY, 2).reason == "Only lead can do this."
    assert asked == {"number:use"}
    with pytest.raises(KeyError):
        policy.may("number:lose", LEAD, 2)


def test_a_workflow_is_its_literal() -> None:
    door = Workflow("door", ("open", "shut"), [Transition("close", ("open",), "shut", "door:close")])
    assert door.step("close", "open").target == "shut"
    assert door.allows("close", "open")
    assert not door.allows("close", "shut")
    assert [step.verb for step in door.verbs_from("open")] == ["close"]
    assert "open --> shut: close" in door.mermaid()
    with pytest.raises(Conflict, match="door is shut"):
        door.step("close", "shut")


@pytest.mark.parametrize(
    "transitions",
    [
        [Transition("close", ("ajar",), "shut", "p")],
        [Transition("close", ("open",), "gone", "p")],
        [Transition("close", ("open",), "shut", "p"), Transition("close", ("open",), "open", "p")],
    ],
)
def test_a_workflow_refuses_a_literal_that_contradicts_itself(transitions: list[Transition]) -> None:
    with pytest.raises(ValueError, match=r"is no step of|names no state|two states"):
        Workflow("door", ("open", "shut"), transitions)
