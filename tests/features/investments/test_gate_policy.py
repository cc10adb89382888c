"""Who may call a gate, speak at it and sign a stop: every kind of person before every verb."""

from dataclasses import replace

import pytest

from pitchdeck.base import policy
from pitchdeck.base.policy import Actor, Grant
from pitchdeck.features.investments.policy import Around, GateFacts
from tests.factories.cast import PEOPLE, Cast

VERBS = ("investment:see", "gate:call", "gate:vote", "gate:sign")
NO_PART, NOT_OPEN = "by whoever presents", "not open to you"
NO_MONEY, NO_FINANCE = "whoever has committed money", "Only finance"
WROTE, CONFLICT = "You wrote this pitch", "You declared a conflict"
TABLE: dict[str, tuple[str, str, str, str]] = {
    # each verb's answer: empty for yes, words of the refusal for no
    "presenter": ("", "", NO_MONEY, NO_FINANCE),
    "colleague": ("", "", NO_MONEY, NO_FINANCE),
    "sponsor": ("", "", "", NO_FINANCE),
    "investor1": ("", "", "", NO_FINANCE),
    "investor2": ("", "", CONFLICT, NO_FINANCE),
    "investor3": ("", "", WROTE, NO_FINANCE),
    "chair": ("", "", NO_MONEY, NO_FINANCE),
    "finance": ("", "", NO_MONEY, ""),
    "fund_owner": ("", NO_PART, NO_MONEY, NO_FINANCE),
    "auditor": ("", NO_PART, NO_MONEY, NO_FINANCE),
    "viewer": ("", NO_PART, NO_MONEY, NO_FINANCE),
    "lead": ("", NO_PART, NO_MONEY, NO_FINANCE),
    "nobody": (NOT_OPEN, NO_PART, NO_MONEY, NO_FINANCE),
}
"""Carl wrote it with Pia, Sven sponsors it and invested, Ines invested, Ivan did and has a conflict, and Iris
invested in what she had handed in for Pia."""
STAKES = {"sponsor": 5_000_00, "investor1": 30_000_00, "investor2": 20_000_00, "investor3": 10_000_00}
TIED = {
    "presenter": WROTE,
    "colleague": WROTE,
    "sponsor": "You sponsor",
    "investor1": "You invested",
    "investor2": "You invested",
    "viewer": CONFLICT,
    "nobody": "You handed this pitch in",
}
"""Who is tied to it, and how that reads to them as finance."""


def facts(cast: Cast, name: str, **more: object) -> GateFacts:
    """A gate of a running programme as this person meets it."""

    def ids(*names: str) -> frozenset[int]:
        return frozenset(cast.actors[each].id for each in names)

    near = Around(
        authors=ids("presenter", "colleague"),
        sponsors=ids("sponsor"),
        investors=ids("sponsor", "investor1", "investor2", "investor3"),
        panel=ids("chair", "investor1", "investor2", "investor3"),
        recused=ids("investor2", "viewer"),
        handled=ids("investor3", "nobody"),
    )
    made = GateFacts(
        around=near,
        state="active",
        chair_id=cast.chair.id,
        stake=STAKES.get(name, 0),
        money=sum(STAKES.values()),
        handed_in=ids("investor3", "nobody"),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the fields are the test's own


def answer(verb: str, actor: Actor, given: GateFacts) -> str:
    verdict = policy.may(verb, actor, given)
    return "" if verdict else verdict.reason


def agree(said: str, expected: str) -> bool:
    """Yes is answered by no words at all, no by its own."""
    return said.find(expected) >= 0 if expected else not said


def for_other(cast: Cast, name: str, deputy: str) -> Actor:
    return replace(cast.actors[name], deputy=cast.actors[deputy].hand)


def with_finance(cast: Cast, name: str) -> Actor:
    person = cast.actors[name]
    return replace(person, grants=(*person.grants, Grant("finance")))


def test_the_table_is_of_every_verb() -> None:
    assert {key for key in policy.PERMISSIONS if key.startswith("gate:")} == set(VERBS[1:])


@pytest.mark.parametrize("name", TABLE)
def test_each_person_before_each_verb(cast: Cast, name: str) -> None:
    """A gate may be called of it, is open to words, or was decided to stop: whichever the verb is about."""
    about = {"gate:vote": {"state": "gate_due"}, "gate:sign": {"state": "gate_due", "verdict": "stop"}}
    for verb, expected in zip(VERBS, TABLE[name], strict=True):
        said = answer(verb, cast.actors[name], facts(cast, name, **about.get(verb, {})))
        assert agree(said, expected), (verb, said)


@pytest.mark.parametrize("name", TIED)
def test_finance_with_another_part_in_it_does_not_sign(cast: Cast, name: str) -> None:
    stop = facts(cast, name, state="gate_due", verdict="stop")
    for actor in (with_finance(cast, name), for_other(cast, "finance", name)):
        assert TIED[name] in answer("gate:sign", actor, stop)
    assert not answer("gate:sign", for_other(cast, "finance", "auditor"), stop)


@pytest.mark.parametrize(
    ("deputy", "words"),
    [
        ("presenter", WROTE),
        ("colleague", WROTE),
        ("nobody", WROTE),
        ("viewer", CONFLICT),
        ("sponsor", ""),
        ("lead", ""),
    ],
)
def test_a_deputy_speaks_for_an_investor_without_a_part_of_their_own(
    cast: Cast, deputy: str, words: str
) -> None:
    actor = for_other(cast, "investor1", deputy)
    assert agree(answer("gate:vote", actor, facts(cast, "investor1", state="gate_due")), words)


def test_nobody_speaks_for_an_author(cast: Cast) -> None:
    stake = facts(cast, "presenter", state="gate_due", stake=1)
    assert WROTE in answer("gate:vote", for_other(cast, "presenter", "lead"), stake)
    assert WROTE in answer("gate:vote", cast.presenter, stake)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"state": "rescoped"}, ""),
        ({"state": "paused"}, ""),
        ({"state": "gate_due"}, "A gate is open already"),
        ({"state": "delivered"}, "was delivered"),
        ({"state": "tracking"}, "was delivered"),
        ({"state": "stopped"}, "has ended"),
        ({"state": "reviewed"}, "has ended"),
        ({"state": "closed"}, "has ended"),
        ({"money": 0}, "Nobody who could decide"),
    ],
)
def test_a_gate_is_called_of_what_runs_and_has_money(cast: Cast, more: dict[str, object], words: str) -> None:
    for name in ("presenter", "colleague", "sponsor", "investor1", "chair", "finance"):
        assert agree(answer("gate:call", cast.actors[name], facts(cast, name, **more)), words)


def test_a_word_stands_and_a_decided_gate_takes_none(cast: Cast) -> None:
    for more, words in (({"voted": True}, "a word stands"), ({"verdict": "pause"}, "This gate is decided")):
        given = facts(cast, "investor1", state="gate_due", **more)
        assert words in answer("gate:vote", cast.investor1, given)


@pytest.mark.parametrize("verdict", [None, "continue", "conditions", "rescope", "pause"])
def test_nothing_but_a_stop_is_signed_and_that_once(cast: Cast, verdict: str | None) -> None:
    assert "a stop" in answer("gate:sign", cast.finance, facts(cast, "finance", verdict=verdict))
    signed = facts(cast, "finance", verdict="stop", signed=True)
    assert "This stop is signed" in answer("gate:sign", cast.finance, signed)


def test_everybody_of_the_house_is_in_the_table() -> None:
    assert set(PEOPLE) - set(TABLE) == {"admin", "finance2"}
