"""Three tiers and the money: nobody reserves beyond the highest, and the highest covered one is funded."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Invalid
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.figures import highest, tier_of
from pitchdeck.features.funding.models import Account, Letter, Resolution, Review
from pitchdeck.features.funding.queries import Section
from pitchdeck.features.pitches import queries as pitches
from tests.factories.cast import Cast
from tests.features.funding.stage import YEAR, Stage, build

P1 = "P-2026-0001"
MINIMUM, REQUESTED, STRETCH = 20_000_00, 30_000_00, 45_000_01


@pytest.fixture
def tiered(database: Database, cast: Cast) -> Stage:
    """One pitch with three tiers in funding; investors 1 to 3 with 50,000, 20,000 and 10,000."""
    made = build(database, cast, {P1: {YEAR: REQUESTED}}, {P1: {YEAR: MINIMUM}}, {P1: {YEAR: STRETCH}})
    fund = made.fund(100_000_00)
    for name, amount in (("investor1", 50_000_00), ("investor2", 20_000_00), ("investor3", 10_000_00)):
        made.allot(fund, name, amount)
    made.chair("open_funding")
    return made


def section(stage: Stage, name: str = "investor1") -> Section:
    viewer = stage.cast.actors[name]
    with stage.reading() as session:
        found = queries.section_for(session, pitches.pitch_for(session, P1, viewer), viewer)
    assert found is not None
    return found


def test_the_ceiling_is_the_ask_of_the_highest_tier(tiered: Stage) -> None:
    with tiered.reading() as session:
        ceiling = session.execute(select(Account.ceiling).where(Account.kind == "reserved")).scalar_one()
    assert ceiling == STRETCH
    assert highest({"minimum": {YEAR: 1}, "requested": {YEAR: 2}}) == {YEAR: 2}
    assert highest({}) == {}


def test_nobody_reserves_beyond_the_stretch_tier(tiered: Stage) -> None:
    tiered.commit("investor2", P1, 20_000_00)
    with pytest.raises(Invalid) as refused:
        tiered.commit("investor1", P1, 25_000_02)
    assert refused.value.fields["amount"] == (
        "P-2026-0001 still needs €25,000.01 for 2026; you entered €25,000.02. Enter at most €25,000.01."
    )
    tiered.commit("investor1", P1, 25_000_01)
    assert tiered.total("reserved") == STRETCH


def test_what_is_open_goes_to_the_requested_tier_first_and_then_to_the_stretch(tiered: Stage) -> None:
    assert [(row.name, row.lacks, row.covered) for row in section(tiered).tiers] == [
        ("minimum", MINIMUM, False),
        ("requested", REQUESTED, False),
        ("stretch", STRETCH, False),
    ]
    assert section(tiered).purses[0].needed == REQUESTED

    tiered.commit("investor1", P1, MINIMUM)
    assert (section(tiered).covers, section(tiered).purses[0].needed) == ("minimum", 10_000_00)
    assert tiered.state(P1) == "covered"

    tiered.commit("investor1", P1, 10_000_00)
    assert (section(tiered).covers, section(tiered).purses[0].needed) == ("requested", 15_000_01)

    tiered.commit("investor1", P1, 15_000_01)
    assert (section(tiered).covers, section(tiered).purses[0].needed) == ("stretch", 0)


@pytest.mark.parametrize(
    ("given", "tier", "funded"),
    [
        ((19_000_00, 1_000_00), "minimum", MINIMUM),
        ((20_000_00, 9_999_99), "minimum", MINIMUM),
        ((20_000_00, 10_000_00), "requested", REQUESTED),
        ((35_000_00, 10_000_00), "requested", REQUESTED),
        ((35_000_00, 10_000_01), "stretch", STRETCH),
    ],
)
def test_the_highest_covered_tier_is_funded_and_the_rest_freed_to_the_cent(
    tiered: Stage, given: tuple[int, int], tier: str, funded: int
) -> None:
    for name, amount in zip(("investor1", "investor2"), given, strict=True):
        tiered.commit(name, P1, amount)
    tiered.chair("close_funding")

    assert tiered.finance("approve", P1) == {YEAR: funded}

    with tiered.reading() as session:
        rule = session.execute(select(Review.rule)).scalar_one()
        ends = session.execute(select(Resolution.committed, Resolution.freed)).all()
    assert tier_of(rule) == tier
    assert sum(end.committed for end in ends) == funded
    assert sum(end.freed for end in ends) == sum(given) - funded
    assert tiered.total("committed") == funded
    assert tiered.total("reserved") == 0


def test_the_letter_names_the_tier_that_is_funded(tiered: Stage) -> None:
    tiered.commit("investor1", P1, 25_000_00)
    tiered.chair("close_funding")
    tiered.finance("approve", P1, reason="A good start.")
    tiered.chair("decide")
    tiered.chair("publish")

    with tiered.reading() as session:
        facts = session.execute(select(Letter.facts)).scalar_one()
    assert (facts["tier"], facts["reason"]) == ("minimum", "A good start.")
    assert facts["tiers"] == {"minimum": MINIMUM, "requested": REQUESTED, "stretch": STRETCH}
    assert facts["tranches"][0]["amount"] == MINIMUM
    assert section(tiered, "presenter").covers == "minimum"


def test_the_database_itself_refuses_what_passes_the_stretch_tier(tiered: Stage) -> None:
    def beyond() -> None:
        with tiered.database.writing() as turn:
            row = turn.session.execute(select(Account).where(Account.kind == "reserved")).scalar_one()
            row.ceiling = STRETCH + 1
            turn.session.flush()

    with pytest.raises(DBAPIError):
        beyond()
