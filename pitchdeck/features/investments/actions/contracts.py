"""Money promised to a vendor: reported by the presenter, confirmed by finance, ended with its open rest."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.actions import Place, Step
from pitchdeck.features.funding.queries import closing
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions.paying import record
from pitchdeck.features.investments.models import Contract, ContractEnd, Investment
from pitchdeck.features.investments.policy import InvestmentFacts
from pitchdeck.features.people.queries import local_day


@dataclass(frozen=True, slots=True)
class ContractEntry:
    """An order or contract: its amount in minor units, paid from the money of one fiscal year."""

    reference: str
    vendor: str
    amount: int
    fiscal_year: int
    ends_on: date
    erp_code: str = ""
    note: str = ""


def report_contract(session: Session, key: str, entry: ContractEntry, *, by: Actor, at: datetime) -> str:
    """Report a contract; it takes released money once finance confirmed it. Answers with the contract's key.

    Raises NotFound, NotAllowed, or Invalid beside the field.
    """
    investment = queries.investment_to_change(session, key)
    near = queries.seen(by, queries.around(session, investment.pitch_id), investment.state)
    policy.require("contract:report", by, InvestmentFacts(near, investment.state))
    words = {name: getattr(entry, name).strip() for name in ("reference", "vendor", "erp_code", "note")}
    values = {**asdict(entry), **words}
    _check(session, investment, entry, words, today=local_day(session, at))
    reporter = {"reported_by_id": by.id, "reported_deputy_id": by.deputy_id, "reported_at": at}
    contract = Contract(key=new_key(), investment_id=investment.id, **values, **reporter)
    session.add(contract)
    session.flush()
    _tell(session, investment, contract, "contract_reported", by=by, at=at)
    return contract.key


def _check(
    session: Session, investment: Investment, entry: ContractEntry, words: dict[str, str], *, today: date
) -> None:
    wrong: dict[str, str] = {}
    if not words["reference"]:
        wrong["reference"] = "Enter the number of the order or contract."
    if not words["vendor"]:
        wrong["vendor"] = "Enter with whom the contract is made."
    if entry.ends_on < today:
        wrong["ends_on"] = "This contract would be over already. Report its invoices as costs instead."
    if entry.amount <= 0:
        wrong["amount"] = "A contract is more than 0."
    elif beyond := _beyond(session, investment, entry.amount, entry.fiscal_year):
        wrong["amount"] = beyond
    if not wrong and queries.is_contracted(
        session, investment_id=investment.id, reference=words["reference"], vendor=words["vendor"]
    ):
        wrong["reference"] = "This contract is already reported. End it first, or name the other one apart."
    if wrong:
        raise Invalid(wrong)


def _beyond(session: Session, investment: Investment, amount: int, year: int) -> str:
    """Why a contract of this amount does not fit, with the figures; nothing when it does."""
    released = queries.released_by_year(session, investment.pitch_id)
    if year not in released:
        return f"Nothing is released for {year}. Choose a year of a released tranche."
    free, currency = released[year]
    if amount <= free:
        return ""
    asked, there = in_words(amount, currency), in_words(free, currency)
    return (
        f"{asked} is more than the {there} of {year} that is released and not contracted. Contract up to"
        " that, or ask finance to release the next tranche first."
    )


def confirm_contract(session: Session, contract_key: str, *, by: Actor, at: datetime) -> None:
    """Confirm a contract as the second person: its amount moves from released to contracted.

    Raises NotFound, NotAllowed with the rule's reason, or Conflict when less is released by now.
    """
    investment = queries.investment_of_contract_to_change(session, contract_key)
    row = queries.contract_of_key(session, contract_key, by)
    near = queries.around(session, investment.pitch_id)
    policy.require("contract:confirm", by, queries.facts_for_contract(row, near))
    if beyond := _beyond(session, investment, row.amount, row.fiscal_year):
        raise Conflict(beyond)
    contract = queries.contract_to_change(session, contract_key)
    contract.confirmed_by_id, contract.confirmed_deputy_id, contract.confirmed_at = by.id, by.deputy_id, at
    session.flush()
    step = Step("contract", "released", "contracted", contract.amount)
    made = funding.shift(session, _place(session, investment, contract), (step,), by=by, at=at)
    record(session, made, contract_id=contract.id)
    _tell(session, investment, contract, "contract_confirmed", by=by, at=at)


def end_contract(session: Session, contract_key: str, *, by: Actor, at: datetime, reason: str) -> int:
    """End a contract: its open rest is released money again. Answers with that rest, in minor units.

    Its authors take back what finance has not confirmed, finance ends what it confirmed. Raises NotFound,
    NotAllowed, or Invalid without a reason.
    """
    investment = queries.investment_of_contract_to_change(session, contract_key)
    row = queries.contract_of_key(session, contract_key, by)
    near = queries.around(session, investment.pitch_id)
    policy.require("contract:end", by, queries.facts_for_contract(row, near))
    if not reason.strip():
        raise Invalid({"reason": "Say in a sentence why the contract ends: the reason stays with it."})
    contract = queries.contract_to_change(session, contract_key)
    session.add(ContractEnd(contract_id=contract.id, amount=row.open, reason=reason.strip(), **by.signed(at)))
    session.flush()
    step = Step("give_back", "contracted", "released", row.open)
    place = _place(session, investment, contract, reason.strip())
    made = funding.shift(session, place, (step,), by=by, at=at)
    if made:
        record(session, made, contract_id=contract.id)
    _tell(session, investment, contract, "contract_ended", by=by, at=at, why=reason.strip(), rest=row.open)
    return row.open


def _place(session: Session, investment: Investment, contract: Contract, reason: str = "") -> Place:
    """The contract's year, or the one into which year ends carried its money."""
    year = closing.open_year(session, investment.pitch_id, contract.fiscal_year)
    return Place(investment.pitch_id, year, document=contract.reference, reason=reason)


def _tell(
    session: Session,
    investment: Investment,
    contract: Contract,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    rest: int | None = None,
) -> None:
    detail: dict[str, object] = {
        "contract": contract.key,
        "amount": contract.amount if rest is None else rest,
        "reference": contract.reference,
    }
    history.record(session, ("investment", investment.key), verb, by=by, at=at, why=why, detail=detail)
