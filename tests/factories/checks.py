"""A large pitch that is screened, with lines of cost that finance checks beside its benefit."""

from sqlalchemy.orm import Session

from pitchdeck.features.pitches import actions
from pitchdeck.features.pitches.figures import BenefitRow, CostRow, OptionRow
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.rounds.models import Round
from tests.factories import pitches as made
from tests.factories.cast import Cast

FEE = CostRow("one_off", "delivery_facilitation", "A fee without a quote", {"amount": 120_000, "month": 2})
DEAR = CostRow("development", "design_development", "Dear", {"finished_hours": 4, "ratio": 71, "rate": 90})
OTHER = OptionRow("Coaching alone", "Team leads coach", monthly_minor=2_000_00, benefit_minor=3_000_00)


def large(session: Session, cast: Cast, round_: Round) -> Pitch:
    """A pitch of the presenter's that asks more than 120,000, accepted into a round."""
    made.rates(session, cast)
    measure = made.measure(session, cast)
    terms = made.BENEFIT | {"adoption_range": [0.4, 0.7]}
    line = BenefitRow("time_saved", "Less rework", terms, "Controlling 2026", measure.id)
    pitch = made.draft(session, cast, measure.id, costs=(*made.COSTS, FEE, DEAR), benefits=(line,))
    actions.save_options(session, pitch.key, (OTHER,), version=6, by=cast.presenter, at=made.AT)
    actions.ask_sponsor(session, pitch.key, by=cast.presenter, at=made.AT)
    actions.submit(session, pitch.key, by=cast.presenter, at=made.AT)
    made.agree(session, cast, pitch)
    actions.screen(session, pitch.key, round_key=round_.key, by=cast.lead, at=made.AT)
    return pitch
