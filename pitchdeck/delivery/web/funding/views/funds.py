"""Money over HTTP: funds, the purses given from them, and the ledger."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.delivery.web.access import (
    actor,
    allowed,
    organisation,
    page,
    reading,
    requires,
    snapshot,
    today,
)
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.events import events
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.funding.forms import FundForm, PurseForm
from pitchdeck.delivery.web.funding.views.blueprint import bp
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.actions.funds import GIVES
from pitchdeck.features.funding.queries.advances import AdvanceRow
from pitchdeck.features.investments.queries.more_queue import more_to_review
from pitchdeck.features.people import queries as people
from pitchdeck.features.people.queries import PersonRow, UnitRow
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.rounds import queries as rounds
from pitchdeck.features.rounds.queries import RoundRow
from pitchdeck.features.strategy import queries as strategy
from pitchdeck.features.strategy.queries import GoalRow

Answer = Response | str | tuple[str, int]
Ids = dict[str, int]
FUND_VERBS = ("fund:confirm", "fund:change", "fund:code", "purse:allot")
PAST = {
    "opened": "asked for it",
    "confirmed": "confirmed it",
    "coded": "changed its code in the ERP",
    "allotted": "gave a purse",
    "change_asked": "asked for a change",
    "change_declined": "declined a change",
    "money_asked": "asked for money of it",
    "request_declined": "declined a request",
    "money_in": "gave it more",
    "money_out": "took from it",
}
"""What was done to a fund, as its page tells it."""
OVERSEES = frozenset({"finance", "fund_owner", "auditor"})


@bp.get("/money")
@requires("money:see")
def index() -> str:
    """My purses, the funds, what waits for finance."""
    person = actor()
    with snapshot() as session:
        purses = queries.purses_of(session, person.id)
        funds = queries.funds(session) if person.roles & OVERSEES else ()
        above, reviews = organisation().quote_above, policy.may("review:list", person)
        queue = queries.review_queue(session, person, quote_above=above) if reviews else ()
        more = more_to_review(session, person) if reviews else ()
        orphaned = queries.reviewed_by_nobody(session, today()) if reviews else ()
        asked = queries.requests_by(session, person.id) if policy.may("purse:ask", person) else ()
        promised = _promised(session)
    shown = {"purses": purses, "funds": funds, "queue": queue, "asked": asked, "promised": promised}
    shown |= {"orphaned": orphaned, "more": more}
    return page("funding/index.html", **shown)


def _promised(session: Session) -> tuple[AdvanceRow, ...]:
    """What waits for budgets that have not opened: all of it for those who oversee funds, else one's own.

    What finance approved is told once it is published.
    """
    person, ahead = actor(), queries.advances
    rows = (
        ahead.promised_in_all(session) if person.roles & OVERSEES else ahead.promised_by(session, person.id)
    )
    return ahead.as_announced(rows)


@bp.get("/funds/new")
@requires("fund:open")
def new_fund() -> str:
    """The form of a new fund."""
    form = FundForm()
    _fund_choices(form)
    return page("funding/new_fund.html", form=form)


@bp.post("/funds")
@requires("fund:open")
def open_fund() -> Answer:
    """Ask for a fund; a second person confirms it."""
    form = FundForm()
    units, owners, goals = _fund_choices(form)

    def do(act: Acting) -> str:
        names = ("name", "fiscal_year", "amount", "erp_code", "shared", "nature")
        values: dict[str, Any] = {name: form[name].data for name in names}
        values |= {"unit_id": units[form.unit.data or ""], "owner_id": owners[form.owner.data or ""]}
        values |= {"goal_ids": [goals[key] for key in form.goals.data or ()]}
        values |= {"categories": form.categories.data or ()}
        fund = actions.open_fund(act.session, by=act.by, at=act.at, **values)
        act.location = url_for("funding.fund", key=fund.key)
        return "Asked for. A second person of finance or its owner confirms it."

    return answer_form(form, lambda: page("funding/new_fund.html", form=form), do)


def _fund_choices(form: FundForm) -> tuple[Ids, Ids, Ids]:
    """Fill in the units, the owners and the goals; the ids behind their keys."""
    with reading() as session:
        units, owners = people.units(session), people.people_with(session, "fund_owner")
        goals = strategy.goals(session)
    form.unit.options, form.owner.options = _named(units), _named(owners)
    form.goals.options = _named(goals)
    units_by, owners_by = {row.key: row.id for row in units}, {row.key: row.id for row in owners}
    return units_by, owners_by, {row.key: row.id for row in goals}


def _named(rows: Iterable[UnitRow | PersonRow | RoundRow | GoalRow]) -> list[tuple[str, str]]:
    """Key and name of each row, as choices: the ids of rows stay here."""
    return [(row.key, row.name) for row in rows]


@bp.get("/funds/<key>")
@requires("fund:list")
def fund(key: str) -> str:
    """A fund, its purses, and the form of the next one."""
    return _fund(key, PurseForm())


def _fund(key: str, form: PurseForm) -> str:
    with snapshot() as session:
        row = queries.fund_row(session, key)
        purses = queries.purses_of_fund(session, row.id)
        ahead = queries.advances.as_announced(queries.advances.promised_from(session, row.id))
        needed = queries.advances.needed_by_promises(session, row.id)
        _purse_choices(session, form)
        waiting = queries.changes_waiting_for(session, key)
        past = events(session, [("fund", key), *(("purse", purse.key) for purse in purses)], PAST)
    verdicts = {verb: policy.may(verb, actor(), row.facts) for verb in FUND_VERBS}
    if form.is_submitted():
        allowed(verdicts["purse:allot"])
    shown = {"fund": row, "purses": purses, "verdicts": verdicts, "past": past, "waiting": waiting}
    shown |= {"promised": ahead, "needed": needed}
    return page("funding/fund.html", form=form, **shown)


def _purse_choices(session: Session, form: PurseForm) -> tuple[Ids, Ids]:
    """Fill in the investors and the rounds that take purses; the ids behind their keys."""
    taking = [row for row in rounds.rounds_seen_by(session, actor()) if row.state in GIVES]
    investors = people.people_with(session, "investor")
    form.round.options, form.investor.options = _named(taking), _named(investors)
    return {row.key: row.id for row in investors}, {row.key: row.id for row in taking}


@bp.post("/funds/<key>/confirmation")
@requires("fund:confirm")
def confirm_fund(key: str) -> Response:
    """Confirm a fund as the second person."""
    with acting() as act:
        made = actions.confirm_fund(act.session, key, by=act.by, at=act.at)
        told = f"Confirmed. {money(made.amount, made.currency)} can be given out."
        act.location = url_for("funding.fund", key=key)
    return act.redirect(told)


@bp.post("/funds/<key>/purses")
@requires("purse:allot")
def allot(key: str) -> Answer:
    """Give a purse, or raise one."""
    form = PurseForm()
    with reading() as session:
        investors, taking = _purse_choices(session, form)

    def do(act: Acting) -> str:
        to: dict[str, Any] = {"investor_id": investors[form.investor.data or ""]}
        to["round_id"] = taking[form.round.data or ""]
        actions.allot(act.session, key, amount=form.amount.data or 0, by=act.by, at=act.at, **to)
        act.location = url_for("funding.fund", key=key)
        return f"Given: {money(form.amount.data)}. The investor is told."

    return answer_form(form, lambda: _fund(key, form), do)


@bp.get("/funds/<key>/ledger")
@requires("ledger:see")
def fund_ledger(key: str) -> str:
    """Every transfer of a fund and its purses."""
    with snapshot() as session:
        row = queries.fund_row(session, key)
        entries = queries.ledger_of_fund(session, row.id)
    above = (row.name, url_for("funding.fund", key=key))
    return page("funding/ledger.html", name=row.name, own=row.name, above=above, entries=entries)


@bp.get("/pitches/<handle>/ledger")
@requires("ledger:see")
def pitch_ledger(handle: str) -> str:
    """Every transfer of a pitch."""
    with snapshot() as session:
        row = pitches.pitch_for(session, handle, actor())
        entries = queries.ledger_of_pitch(session, row.id)
    above = (row.title, url_for("pitches.show", handle=handle))
    return page("funding/ledger.html", name=row.title, own=row.ref, above=above, entries=entries)
