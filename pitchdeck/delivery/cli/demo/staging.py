"""Running a demo round: planning, purses, scorecards, shortlist, commitments, verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from pitchdeck.delivery.cli.demo.calendar import Stages
from pitchdeck.delivery.cli.demo.people import ORGANISATION, House
from pitchdeck.delivery.cli.demo.proposal import Proposal
from pitchdeck.delivery.cli.demo.writing import MINOR, Desk
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding import queries as funding_queries
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches import queries as pitches_queries
from pitchdeck.features.pitches.figures import Settings
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.rounds.queries import criteria
from pitchdeck.features.scoring import actions as scoring
from pitchdeck.features.scoring.actions import Given

INVESTORS = ("investor1", "investor2", "investor3")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Card:
    """A scorecard: the scores in the order of the criteria, one sentence, and the reason of each 1 and 5."""

    scores: tuple[int, int, int, int]
    sentence: str
    reason: str = ""


@dataclass(slots=True)
class Stage:
    """A round on its way, with its pitches and purses by short name."""

    desk: Desk
    days: Stages
    round_: Round
    pitches: dict[str, Pitch] = field(default_factory=dict)
    purses: dict[str, str] = field(default_factory=dict)

    @property
    def session(self) -> Session:
        """The transaction in which the story is told."""
        return self.desk.session

    @property
    def house(self) -> House:
        """The people."""
        return self.desk.house

    def take_in(self, name: str, proposal: Proposal, *, at: datetime, yes: bool = True) -> None:
        """Have a pitch written, submitted and accepted into this round; writing begins at `at`."""
        self.pitches[name] = self.desk.screened(
            proposal, self.round_.key, start=self.days.start, at=at, yes=yes
        )

    def give_purses(self, amounts: Mapping[str, tuple[str, int]], *, at: datetime) -> None:
        """Give each investor a purse of a fund, in whole major units."""
        for investor, (fund, amount) in amounts.items():
            self.purses[investor] = funding.allot(
                self.session,
                fund,
                investor_id=self.house[investor].id,
                round_id=self.round_.id,
                amount=amount * MINOR,
                by=self.house["fund_owner"],
                at=at,
            )

    def ask_for_purse(self, investor: str, fund: tuple[str, int], reason: str, *, at: datetime) -> None:
        """An investor asks the owner of a fund for whole major units more."""
        funding.ask_for_purse(
            self.session,
            fund_key=fund[0],
            round_key=self.round_.key,
            amount=fund[1] * MINOR,
            reason=reason,
            by=self.house[investor],
            at=at,
        )

    def check_numbers(self, name: str, question: str, *, at: datetime) -> None:
        """Finance questions the first line of a pitch and accepts the others."""
        pitch = self.pitches[name]
        row = pitches_queries.revision_row(self.session, pitch.id, pitch.revision_no)
        above = the_organisation(self.session).quote_above
        content, settings = row.content, Settings(**row.facts["settings"])
        found = funding_queries.numbers_of(self.session, pitch.id, content, settings, {}, quote_above=above)
        lines = found.lines
        words = {one.line.key: ("accepted", "") for one in lines}
        words |= {lines[0].line.key: ("questioned", question)}
        by = self.house["finance"]
        funding.check_numbers(self.session, pitch.key, words, revision_hash=row.hash, by=by, at=at)

    def mark_capex(self, name: str, category: str, reason: str, *, at: datetime) -> None:
        """Finance marks a pitch's lines of a category as capex."""
        pitch = self.pitches[name]
        revision = pitches_queries.revision_row(self.session, pitch.id, pitch.revision_no)
        known = funding_queries.cost_marks(self.session, revision.id)
        lines = [row.line for row in known if row.category == category]
        funding.mark_capex(self.session, pitch.key, lines, reason=reason, by=self.house["finance"], at=at)

    def open_scoring(self, *, at: datetime) -> None:
        """The chair opens scoring for every pitch that its sponsor stands behind."""
        pitches.open_scoring(self.session, self.round_.key, by=self.house["chair"], at=at)

    def score(self, name: str, investor: str, card: Card, *, at: datetime) -> None:
        """An investor hands in a scorecard."""
        asked = criteria(self.session, self.round_.id)
        given = {
            criterion.id: Given(value, card.reason if value in {1, 5} else "")
            for criterion, value in zip(asked, card.scores, strict=True)
        }
        scoring.score(
            self.session,
            self.pitches[name].key,
            scores=given,
            sentence=card.sentence,
            by=self.house[investor],
            at=at,
        )

    def score_all(self, cards: Mapping[str, tuple[Card, ...]], *, at: datetime) -> None:
        """Every investor of the panel scores every pitch, an hour apart."""
        for place, (name, given) in enumerate(cards.items()):
            for investor, card in zip(INVESTORS, given, strict=True):
                self.score(name, investor, card, at=at + place * HOUR)

    def close_scoring(self, *, at: datetime) -> None:
        """The chair closes scoring; the ranking is there, and nobody is chosen yet."""
        scoring.close_scoring(self.session, self.round_.key, by=self.house["chair"], at=at)

    def shortlist(self, *names: str, at: datetime) -> None:
        """The chair closes scoring, chooses who goes on and opens funding a day later."""
        chair, key = self.house["chair"], self.round_.key
        self.close_scoring(at=at)
        chosen = [self.pitches[name].ref or "" for name in names]
        scoring.shortlist(self.session, key, chosen, by=chair, at=at + HOUR)
        funding.open_funding(self.session, key, by=chair, at=at + timedelta(days=1))

    def stand_by(self, name: str, investor: str, amount: int, *, at: datetime) -> None:
        """An investor stands by with whole major units, for a pitch that needs nothing more now."""
        funding.join_standby(
            self.session,
            self.purses[investor],
            self.pitches[name].key,
            amount * MINOR,
            by=self.house[investor],
            at=at,
        )

    def commit(self, name: str, investor: str, amount: int, *, at: datetime, condition: str = "") -> None:
        """An investor commits whole major units, or what is still needed when that is less."""
        funding.commit(
            self.session,
            self.purses[investor],
            self.pitches[name].key,
            amount * MINOR,
            by=self.house[investor],
            at=at,
            up_to_needed=True,
            condition=condition,
        )

    def promise(self, name: str, investor: str, amount: int, *, at: datetime) -> None:
        """An investor promises whole major units of the year after the round's, which has no budget yet."""
        year, minor = self.days.fiscal_year + 1, amount * MINOR
        pitch, by = self.pitches[name].key, self.house[investor]
        funding.promise(self.session, self.purses[investor], pitch, year, minor, by=by, at=at)

    def close_funding(self, *, at: datetime, why: str = "") -> None:
        """The chair closes funding: covered pitches go to finance, the others wait."""
        funding.close_funding(self.session, self.round_.key, by=self.house["chair"], at=at, why=why)


def open_stage(desk: Desk, days: Stages) -> Stage:
    """Plan a round with all three investors on its panel, and open it for pitches the next day."""
    house = desk.house
    plan = rounds.Plan(
        name=f"{days.name} {days.fiscal_year}",
        unit_id=house.units[ORGANISATION],
        chair_id=house["chair"].id,
        panel=tuple(house[investor].id for investor in INVESTORS),
        fiscal_year=days.fiscal_year,
        quorum=2,
        pitches_close_at=days.pitches_close,
        scoring_closes_at=days.scoring_close,
        funding_closes_at=days.funding_close,
        decision_on=days.decision,
    )
    round_ = rounds.create_round(desk.session, plan, by=house["lead"], at=days.planned)
    rounds.open_round(desk.session, round_, by=house["chair"], at=days.planned + timedelta(days=1))
    return Stage(desk, days, round_)
