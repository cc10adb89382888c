"""What a confirmed document moves in the ledger, and what undoing it moves back."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base.errors import Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.actions import Place, Step
from pitchdeck.features.funding.queries import closing
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.models import Actual, Investment, Posting
from pitchdeck.features.investments.queries import Terms
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.projection import CATEGORIES, fiscal_year_of

BUDGET_CATEGORIES = tuple(category for category in CATEGORIES if category != "participant_time")
"""What money is spent on; people's time is recorded in hours."""


def year_of(session: Session, period_on: date) -> int:
    """The fiscal year that pays for a month of service."""
    start = the_organisation(session).fiscal_year_start
    return fiscal_year_of(period_on, 0, fiscal_year_start=start)


def named_contract(session: Session, investment: Investment, key: str, *, year: int) -> Terms | None:
    """The contract that a document names: of its investment, confirmed, open, and of the year of service."""
    if not key:
        return None
    terms = queries.terms_of_key(session, key)
    if terms is None or terms.investment_id != investment.id or not terms.confirmed or terms.ended:
        raise Invalid({"contract": "Choose a confirmed contract that has not ended, or none."})
    paid = closing.open_year(session, investment.pitch_id, terms.fiscal_year)
    if paid != year:
        raise Invalid(
            {
                "contract": f"This contract is paid from {paid}, but the month of service"
                f" belongs to {year}. Choose another month or contract, or none."
            }
        )
    return terms


def pay(session: Session, actual: Actual, place: Place, *, by: Actor, at: datetime) -> int:
    """Post an actual: first from its contract's open rest, then from released money; answers with the rest.

    What neither reaches moves nothing: the caller keeps it as an overrun.
    """
    terms = None if actual.contract_id is None else queries.terms_of_id(session, actual.contract_id)
    drawn = min(actual.amount, terms.open) if terms else 0
    free, _currency = queries.released_by_year(session, place.pitch_id).get(place.fiscal_year, (0, ""))
    loose = min(actual.amount - drawn, free)
    steps = (Step("spend", "contracted", "spent", drawn), Step("spend", "released", "spent", loose))
    made = funding.shift(session, place, steps, by=by, at=at)
    if loose:
        actual.transfer_id = made[-1]
    if drawn:
        record(session, made[:1], contract_id=actual.contract_id, actual_id=actual.id)
    return actual.amount - drawn - loose


def take_back(
    session: Session, actual: Actual, undo: Actual, place: Place, *, by: Actor, at: datetime
) -> None:
    """Undo what an actual moved; `undo` is the row that names it.

    What a contract that has ended since had paid is released money again, and so is what a supplement paid.
    """
    of_contract = queries.transfers_of_actual(session, actual.id)
    loose = () if actual.transfer_id is None else (actual.transfer_id,)
    settled = queries.settled_of_actual(session, actual.id)
    made = funding.shift(session, place, (), undone=(*of_contract, *loose, *settled), by=by, at=at)
    if loose:
        undo.transfer_id = made[len(of_contract)]
    if of_contract:
        record(session, made[: len(of_contract)], contract_id=actual.contract_id, actual_id=undo.id)
        close_again(session, place, actual.contract_id, by=by, at=at)


def close_again(session: Session, place: Place, contract_id: int | None, *, by: Actor, at: datetime) -> None:
    """Money that came back to a contract that has ended goes on to what is released."""
    if contract_id is None:
        return
    terms = queries.terms_of_id(session, contract_id)
    if terms.ended and terms.open:
        step = Step("give_back", "contracted", "released", terms.open)
        record(session, funding.shift(session, place, (step,), by=by, at=at), contract_id=contract_id)


def record(session: Session, transfers: Iterable[int], **whose: int | None) -> None:
    """Write whose these transfers are: by contract, and by the document that moved them."""
    session.execute(insert(Posting), [{"transfer_id": each, **whose} for each in transfers])
