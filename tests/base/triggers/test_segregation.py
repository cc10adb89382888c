"""Who wrote, sponsors or invested is refused by the database, whatever the application would say."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from pitchdeck.features.funding.models import Commitment, Purse, Release, Review, Tranche
from pitchdeck.features.investments.models import Attestation, Investment, Reading
from pitchdeck.features.pitches.models import CoAuthor
from pitchdeck.features.rounds.models import Criterion, PanelSeat
from pitchdeck.features.scoring.models import Recusal, Score, Scorecard
from tests.base.triggers.world import AT, YEAR, World, once_more, review, round_in

CONFLICTED = ("presenter", "colleague", "sponsor", "investor1", "investor2")


@pytest.fixture
def conflicts(world: World) -> World:
    """The presenter, a co-author, the sponsor, an investor and a recused person of one pitch."""
    world.put(CoAuthor, pitch_id=world.pitch, person_id=world.cast.colleague.id)
    world.commit(500)
    recuse(world, "investor2")
    return world


def recuse(world: World, name: str) -> None:
    person = world.cast.actors[name].id
    world.put(Recusal, pitch_id=world.pitch, person_id=person, kind="personal", reason="vendor", at=AT)


def state(world: World, *states: str, table: str = "pitch") -> None:
    for each in states:
        world.run(f"UPDATE {table} SET state = '{each}' WHERE id = {world.ids[table]}")


def reviewed_by(world: World, name: str, **more: Any) -> dict[str, Any]:
    return review(world, by_id=world.cast.actors[name].id, **more)


@pytest.mark.parametrize("name", CONFLICTED)
def test_a_conflicted_person_reviews_nothing(conflicts: World, name: str) -> None:
    state(conflicts, "covered", "in_review")
    conflicts.refused("does not review it", Review, **reviewed_by(conflicts, name))
    conflicts.put(Review, **reviewed_by(conflicts, "finance"))


def test_money_that_was_freed_again_is_no_conflict(world: World) -> None:
    commitment = world.commit(500)
    world.resolve(commitment, committed=0, freed=500)
    state(world, "covered", "in_review")
    world.put(Review, **reviewed_by(world, "investor1"))


def test_a_review_names_the_current_revision_in_review(world: World) -> None:
    world.refused("pitch in review", Review, **reviewed_by(world, "finance"))
    state(world, "covered", "in_review")
    world.refused("by its hash", Review, **reviewed_by(world, "finance", revision_hash="other"))


@pytest.mark.parametrize("name", CONFLICTED)
def test_a_conflicted_person_commits_no_reservation(conflicts: World, name: str) -> None:
    row = {"outcome": "committed", "committed": 700, "freed": 0, "reason": "", "at": AT}
    commitment = conflicts.commit(700)
    from pitchdeck.features.funding.models import Resolution  # noqa: PLC0415  # only here

    by = conflicts.cast.actors[name].id
    conflicts.refused("approve its money", Resolution, commitment_id=commitment, by_id=by, **row)


def test_a_resolution_ends_the_whole_commitment(world: World) -> None:
    with pytest.raises(Exception, match="ends the whole commitment"):
        world.resolve(world.commit(500), committed=300, freed=100)


@pytest.mark.parametrize("name", CONFLICTED)
def test_a_conflicted_person_releases_nothing(conflicts: World, name: str) -> None:
    tranche = conflicts.put(
        Tranche, key="t", pitch_id=conflicts.pitch, number=1, fiscal_year=YEAR, amount=500, condition=""
    )
    row = {"tranche_id": tranche, "reason": "", "at": AT}
    conflicts.refused("once the pitch is funded", Release, by_id=conflicts.cast.finance.id, **row)
    state(conflicts, "covered", "in_review", "funded")
    conflicts.refused("does not release its money", Release, by_id=conflicts.cast.actors[name].id, **row)
    conflicts.put(Release, by_id=conflicts.cast.finance.id, **row)


def _purse_of(world: World, name: str) -> dict[str, Any]:
    person = world.cast.actors[name].id
    purse = world.put(
        Purse, key=f"purse-{name}", fund_id=world.sales_fund, investor_id=person, round_id=world.round
    )
    return world.commitment(500, purse_id=purse, by_id=person)


@pytest.mark.parametrize("name", ["presenter", "colleague", "sponsor", "investor2"])
def test_a_conflicted_person_commits_nothing(conflicts: World, name: str) -> None:
    conflicts.refused("does not commit|own unit", Commitment, **_purse_of(conflicts, name))


def test_a_sponsor_commits_from_a_fund_of_their_own_unit(world: World) -> None:
    world.run(f"UPDATE person SET unit_id = {world.cast.units['Sales']} WHERE id = {world.cast.sponsor.id}")
    world.put(Commitment, **_purse_of(world, "sponsor"))


def test_a_commitment_is_from_ones_own_purse_for_its_year(world: World) -> None:
    other = world.cast.investor3.id
    world.refused("its investor", Commitment, **world.commitment(500, by_id=other))
    world.refused("own fiscal year", Commitment, **world.commitment(500, fiscal_year=YEAR + 1))


def test_a_commitment_after_the_stage_closed_is_refused(world: World) -> None:
    state(world, "finance_review", table="round")
    world.refused("while the round is funding", Commitment, **world.commitment(500))


def test_a_commitment_needs_a_pitch_in_funding(world: World) -> None:
    state(world, "covered", "in_review")
    world.refused("pitch in funding", Commitment, **world.commitment(500))


@pytest.fixture
def drafted(world: World) -> World:
    """A second round, still a draft, with the same pitch once more, a panel and a criterion in it."""
    with world.writing() as session:
        world.ids["round"] = round_in(session, world.cast, "draft")
        once_more(session, world)
    for name in ("presenter", "colleague", "sponsor", "investor2"):
        world.put(PanelSeat, round_id=world.round, person_id=world.cast.actors[name].id, seated_at=AT)
    world.put(CoAuthor, pitch_id=world.pitch, person_id=world.cast.colleague.id)
    recuse(world, "investor2")
    words = {"name": "Value", "question": "?", "anchor_low": "", "anchor_middle": "", "anchor_high": ""}
    world.ids["criterion"] = world.put(Criterion, round_id=world.round, position=1, weight=100, **words)
    return world


@pytest.fixture
def scoring(drafted: World) -> World:
    """The same round in scoring."""
    state(drafted, "open", "scoring", table="round")
    return drafted


def card(world: World, name: str) -> dict[str, Any]:
    return {
        "pitch_id": world.pitch,
        "revision_id": world.revision,
        "round_id": world.round,
        "investor_id": world.cast.actors[name].id,
        "sentence": "Sound.",
        "at": AT,
    }


@pytest.mark.parametrize("name", ["presenter", "colleague", "sponsor", "investor2", "investor3"])
def test_a_conflicted_or_unseated_person_scores_nothing(scoring: World, name: str) -> None:
    scoring.refused("does not score|only the panel", Scorecard, **card(scoring, name))


def test_a_sponsor_scores_where_conflicts_are_disclosed(drafted: World) -> None:
    drafted.run(f"UPDATE round SET conflict_rule = 'disclose' WHERE id = {drafted.round}")
    state(drafted, "open", "scoring", table="round")
    drafted.put(Scorecard, **card(drafted, "sponsor"))


def test_no_score_lands_after_the_tally(scoring: World) -> None:
    made = scoring.put(Scorecard, **card(scoring, "investor1"))
    criterion = scoring.criterion
    with scoring.writing() as session:
        row = {"scorecard_id": made, "criterion_id": criterion, "value": 3, "reason": ""}
        session.execute(insert(Score), [row])
    state(scoring, "deliberation", table="round")
    words_of_refusal = "while the round is scoring"
    scoring.refused(words_of_refusal, "UPDATE scorecard SET sentence = 'Late.'")
    scoring.refused(words_of_refusal, "UPDATE score SET value = 5, reason = 'late'")
    scoring.refused(words_of_refusal, "DELETE FROM score")
    scoring.refused(words_of_refusal, Score, **(row | {"criterion_id": criterion + 1}))
    scoring.refused(words_of_refusal, Scorecard, **card(scoring, "sponsor"))


@pytest.fixture
def reading(world: World) -> World:
    """An investment with a reading that finance reported."""
    investment = world.put(
        Investment,
        key="i",
        pitch_id=world.pitch,
        revision_id=world.revision,
        state="active",
        opened_by_id=world.cast.finance.id,
        opened_at=AT,
        baseline_on=date(2026, 4, 1),
        tolerances={},
    )
    world.ids["investment"] = investment
    world.ids["reading"] = world.put(
        Reading,
        key="r",
        investment_id=investment,
        measure_id=world.measure,
        read_on=date(2026, 9, 1),
        covers_from=date(2026, 6, 1),
        covers_to=date(2026, 8, 31),
        baseline=14,
        value=12,
        isolation=0.5,
        confidence=0.8,
        method="trend_line",
        evidence="Report",
        derivation="1 point at 100 a month",
        benefit_minor=100,
        reported_by_id=world.cast.lead.id,
        reported_at=AT,
    )
    return world


@pytest.mark.parametrize("name", ["presenter", "lead"])
def test_nobody_attests_what_they_present_or_reported(reading: World, name: str) -> None:
    row = {"reading_id": reading.reading, "verdict": "attested", "reason": "", "at": AT}
    reading.refused(
        "nobody attests|owner of its measure", Attestation, by_id=reading.cast.actors[name].id, **row
    )
    reading.put(Attestation, by_id=reading.cast.sponsor.id, **row)
