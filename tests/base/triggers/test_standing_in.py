"""Acts in another's place: the database counts the conflicts of both, and knows who was named."""

from datetime import date

import pytest

from pitchdeck.features.funding.models import (
    Commitment,
    Fund,
    Letter,
    Purse,
    Release,
    Resolution,
    Review,
    Tranche,
    Transfer,
)
from pitchdeck.features.investments.models import Actual, Attestation, Investment, Reading
from pitchdeck.features.people.models import Deputy
from pitchdeck.features.pitches.models import CoAuthor
from pitchdeck.features.rounds.models import PanelSeat
from pitchdeck.features.scoring.models import Recusal, Scorecard
from pitchdeck.features.strategy.models import Claim, ClaimAnswer
from tests.base.triggers.deputies import deputy_row
from tests.base.triggers.world import AT, YEAR, World, once_more, review, round_in

CONFLICTED = ("presenter", "colleague", "sponsor", "investor1", "investor2")
"""Author, co-author, sponsor, investor and recused person of the pitch."""


def name(world: World, deputy: str, principal: str, *, confirmed: bool = True) -> dict[str, int]:
    """Somebody named a deputy; their ids as a decision's row has them."""
    cast = world.cast.actors
    world.put(Deputy, **deputy_row(world.cast, deputy, principal, confirmed=confirmed))
    return {"by_id": cast[principal].id, "deputy_id": cast[deputy].id}


@pytest.fixture
def conflicts(world: World) -> World:
    world.put(CoAuthor, pitch_id=world.pitch, person_id=world.cast.colleague.id)
    world.commit(500)
    person = world.cast.investor2.id
    world.put(Recusal, pitch_id=world.pitch, person_id=person, kind="personal", reason="vendor", at=AT)
    return world


def in_review(world: World) -> None:
    for each in ("covered", "in_review"):
        world.run(f"UPDATE pitch SET state = '{each}' WHERE id = {world.pitch}")


@pytest.mark.parametrize("deputy", CONFLICTED)
def test_nobody_reviews_for_finance_what_they_may_not_review(conflicts: World, deputy: str) -> None:
    in_review(conflicts)
    conflicts.refused("does not review it", Review, **review(conflicts, **name(conflicts, deputy, "finance")))


@pytest.mark.parametrize("principal", CONFLICTED)
def test_finance_reviews_for_nobody_who_may_not_review(conflicts: World, principal: str) -> None:
    in_review(conflicts)
    who = name(conflicts, "finance", principal)
    conflicts.refused("does not review it", Review, **review(conflicts, **who))


def test_a_deputy_was_named_and_over_money_confirmed(world: World) -> None:
    in_review(world)
    stranger = {"by_id": world.cast.finance.id, "deputy_id": world.cast.nobody.id}
    world.refused("without being named their deputy", Review, **review(world, **stranger))
    waiting = name(world, "nobody", "finance", confirmed=False)
    world.refused("without being named their deputy", Review, **review(world, **waiting))
    world.put(Review, **review(world, **name(world, "lead", "finance")))


def test_what_somebody_did_for_another_binds_them_too(world: World) -> None:
    """Who committed another's money, or handed another's pitch in, does not review it for themselves."""
    who = name(world, "finance", "investor1")
    world.put(Commitment, **world.commitment(500, **who))
    in_review(world)
    own = world.cast.finance.id
    world.refused("invested in a pitch for another", Review, **review(world, by_id=own))
    through = name(world, "finance", "auditor")
    world.refused("invested in a pitch for another", Review, **review(world, **through))
    world.put(Review, **review(world, by_id=world.cast.finance2.id))


@pytest.mark.parametrize("deputy", CONFLICTED)
def test_nobody_releases_or_approves_for_finance_what_they_may_not(conflicts: World, deputy: str) -> None:
    who = name(conflicts, deputy, "finance")
    commitment = conflicts.commit(700)
    row = {"commitment_id": commitment, "outcome": "committed", "committed": 700, "freed": 0, "reason": ""}
    conflicts.refused("does not approve its money", Resolution, at=AT, **row, **who)
    tranche = conflicts.put(
        Tranche, key="t", pitch_id=conflicts.pitch, number=1, fiscal_year=YEAR, amount=500, condition=""
    )
    in_review(conflicts)
    conflicts.run(f"UPDATE pitch SET state = 'funded' WHERE id = {conflicts.pitch}")
    row = {"tranche_id": tranche, "reason": "", "at": AT}
    conflicts.refused("does not release its money", Release, **row, **who)
    conflicts.put(Release, **row, **name(conflicts, "lead", "finance"))


@pytest.mark.parametrize("deputy", ["presenter", "colleague", "sponsor", "investor2"])
def test_nobody_commits_from_anothers_purse_what_they_may_not_commit(conflicts: World, deputy: str) -> None:
    who = name(conflicts, deputy, "investor3")
    purse = conflicts.put(
        Purse, key="p3", fund_id=conflicts.sales_fund, investor_id=who["by_id"], round_id=conflicts.round
    )
    row = conflicts.commitment(500, purse_id=purse, **who)
    conflicts.refused("does not commit|own unit", Commitment, **row)
    allowed = name(conflicts, "nobody", "investor3")
    conflicts.put(Commitment, **conflicts.commitment(400, purse_id=purse, **allowed))


@pytest.mark.parametrize("deputy", ["presenter", "colleague", "sponsor", "investor2", "chair"])
def test_nobody_scores_for_another_what_they_may_not_score(conflicts: World, deputy: str) -> None:
    """Neither what they wrote, sponsor under the strict rule or recused from, nor with two voices."""
    with conflicts.writing() as session:
        conflicts.ids["round"] = round_in(session, conflicts.cast, "draft")
        once_more(session, conflicts)
    for seated in ("investor3", "chair"):
        person = conflicts.cast.actors[seated].id
        conflicts.put(PanelSeat, round_id=conflicts.round, person_id=person, seated_at=AT)
    for state in ("open", "scoring"):
        conflicts.run(f"UPDATE round SET state = '{state}' WHERE id = {conflicts.round}")
    who = name(conflicts, deputy, "investor3", confirmed=False)
    row = {
        "pitch_id": conflicts.pitch,
        "revision_id": conflicts.revision,
        "round_id": conflicts.round,
        "investor_id": who["by_id"],
        "sentence": "Yes.",
        "at": AT,
    }
    conflicts.refused("does not score", Scorecard, **row, deputy_id=who["deputy_id"])
    allowed = name(conflicts, "nobody", "investor3", confirmed=False)
    conflicts.put(Scorecard, **row, deputy_id=allowed["deputy_id"])
    away = f"UPDATE scorecard SET deputy_id = {conflicts.cast.viewer.id}"
    conflicts.refused("without being named", away)


def test_nobody_confirms_for_another_a_fund_that_they_opened(world: World) -> None:
    cast = world.cast
    who = name(world, "nobody", "finance")
    row = {
        "name": "More",
        "unit_id": cast.units["Sales"],
        "fiscal_year": YEAR,
        "currency": "EUR",
        "amount": 100,
        "owner_id": cast.fund_owner.id,
        "opened_at": AT,
    }
    own = {"opened_by_id": cast.finance.id}
    world.put(Fund, key="f1", **own, **row)
    world.put(Fund, key="f2", **own, opened_deputy_id=who["deputy_id"], **row)
    first = name(world, "finance", "fund_owner")
    yes = f"UPDATE fund SET confirmed_at = '{AT:%Y-%m-%dT%H:%M:%S.000000Z}', confirmed_by_id = "
    through = f", confirmed_deputy_id = {first['deputy_id']}"
    world.refused("second person", f"{yes} {cast.fund_owner.id} {through} WHERE key = 'f1'")
    world.refused("second person", f"{yes} {cast.nobody.id} WHERE key = 'f2'")
    world.refused("never changed", "UPDATE fund SET opened_deputy_id = NULL WHERE key = 'f2'")
    world.run(f"{yes} {cast.fund_owner.id} WHERE key = 'f2'")


def _investment(world: World) -> int:
    return world.put(
        Investment,
        key="i",
        pitch_id=world.pitch,
        revision_id=world.revision,
        opened_by_id=world.cast.finance.id,
        opened_at=AT,
        baseline_on=date(2026, 3, 1),
        tolerances={},
    )


def test_nobody_attests_for_the_sponsor_what_they_present_or_reported(world: World) -> None:
    cast, investment = world.cast, _investment(world)
    row = {
        "investment_id": investment,
        "measure_id": world.measure,
        "read_on": date(2026, 3, 1),
        "covers_from": date(2026, 2, 1),
        "covers_to": date(2026, 2, 28),
        "baseline": 1.0,
        "value": 2.0,
        "isolation": 0.5,
        "confidence": 0.5,
        "method": "manager",
        "evidence": "e",
        "benefit_minor": 1,
        "derivation": "d",
        "reported_at": AT,
    }
    for_presenter = name(world, "lead", "presenter")
    reading = world.put(
        Reading,
        key="r",
        reported_by_id=cast.presenter.id,
        reported_deputy_id=for_presenter["deputy_id"],
        **row,
    )
    word = {"reading_id": reading, "verdict": "attested", "reason": "", "at": AT}
    world.refused("they present", Attestation, **word, **name(world, "presenter", "sponsor"))
    world.refused("they reported", Attestation, **word, **name(world, "lead", "sponsor"))
    world.refused("they reported|owner of its measure", Attestation, **word, by_id=cast.lead.id)
    world.put(Attestation, **word, **name(world, "nobody", "sponsor"))


def test_nobody_confirms_for_finance_an_actual_that_they_reported(world: World) -> None:
    cast, investment = world.cast, _investment(world)
    for_presenter = name(world, "lead", "presenter")
    world.put(
        Actual,
        key="a",
        investment_id=investment,
        document_on=date(2026, 3, 1),
        period_on=date(2026, 3, 1),
        category="x",
        amount=5,
        reference="r",
        reported_by_id=cast.presenter.id,
        reported_deputy_id=for_presenter["deputy_id"],
        reported_at=AT,
    )
    yes = f"UPDATE actual SET confirmed_at = '{AT:%Y-%m-%dT%H:%M:%S.000000Z}', confirmed_by_id = "
    name(world, "lead", "finance")
    name(world, "nobody", "finance")
    world.refused("second person", f"{yes} {cast.finance.id}, confirmed_deputy_id = {cast.lead.id}")
    world.refused("second person", f"{yes} {cast.lead.id}")
    world.run(f"{yes} {cast.finance.id}, confirmed_deputy_id = {cast.nobody.id}")


def test_letters_and_the_ledgers_lines_name_nobody_who_was_not_named(world: World) -> None:
    stranger = {"by_id": world.cast.finance.id, "deputy_id": world.cast.nobody.id}
    letter = {
        "pitch_id": world.pitch,
        "revision_id": world.revision,
        "outcome": "declined",
        "facts": {},
        "at": AT,
    }
    line = world.transfer("allot", "fund", "purse", 5)
    for model, row in ((Letter, letter), (Transfer, line)):
        world.refused("without being named their deputy", model, **{**row, **stranger})
    named = name(world, "nobody", "finance", confirmed=False)
    for model, row in ((Letter, letter), (Transfer, line)):
        world.put(model, **{**row, **named})


def test_a_deputy_who_wrote_a_pitch_answers_no_claim_of_it(world: World) -> None:
    claim = world.put(
        Claim,
        key="claim",
        measure_id=world.measure,
        pitch_key="pitch",
        share=0.5,
        delta=1.5,
        sentence="Half of it.",
        asked_by_id=world.cast.presenter.id,
        asked_at=AT,
    )
    answer = {"claim_id": claim, "verdict": "yes", "at": AT}
    who = name(world, "presenter", "sponsor", confirmed=False)
    world.refused("nobody answers a claim", ClaimAnswer, **answer, **who)
    stranger = {"by_id": world.cast.sponsor.id, "deputy_id": world.cast.viewer.id}
    world.refused("without being named their deputy", ClaimAnswer, **answer, **stranger)
    world.put(ClaimAnswer, **answer, **name(world, "nobody", "sponsor", confirmed=False))
