"""Money over HTTP: each page asks one thing of one person."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import actor, allowed, organisation, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.events import events
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.funding.forms import (
    ChangeForm,
    CommitForm,
    ConditionForm,
    FundForm,
    PurseForm,
    RecusalForm,
    StandbyForm,
)
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.actions.funds import GIVES
from pitchdeck.features.people import queries as people
from pitchdeck.features.people.queries import PersonRow, UnitRow
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.rounds import queries as rounds
from pitchdeck.features.rounds.queries import RoundRow
from pitchdeck.features.strategy import queries as strategy
from pitchdeck.features.strategy.queries import GoalRow

bp = Blueprint("funding", __name__)

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
        asked = queries.requests_by(session, person.id) if policy.may("purse:ask", person) else ()
    return page("funding/index.html", purses=purses, funds=funds, queue=queue, asked=asked)


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
        _purse_choices(session, form)
        waiting = queries.changes_waiting_for(session, key)
        past = events(session, [("fund", key), *(("purse", purse.key) for purse in purses)], PAST)
    verdicts = {verb: policy.may(verb, actor(), row.facts) for verb in FUND_VERBS}
    if form.is_submitted():
        allowed(verdicts["purse:allot"])
    shown = {"fund": row, "purses": purses, "verdicts": verdicts, "past": past, "waiting": waiting}
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


@bp.get("/pitches/<handle>/commitments")
@requires("commitment:make")
def commitments(handle: str) -> str:
    """The form that commits money, filled with what fits."""
    return _commitments(handle, CommitForm(formdata=None))


def _commitments(handle: str, form: CommitForm) -> str:
    with snapshot() as session:
        pitch = pitches.pitch_for(session, handle, actor())
        section = queries.section_for(session, pitch, actor())
    if section is None:
        raise NotFound
    policy.require("commitment:make", actor(), _part(handle))
    _fill(form, section)
    return page("funding/commit.html", pitch=pitch, funding=section, form=form)


def _part(handle: str) -> Any:
    with reading() as session:
        return queries.facts_of_part(session, handle, actor())


def _dated(fund_name: str, fiscal_year: int) -> str:
    """A fund by name and year; most names say the year already."""
    return fund_name if str(fiscal_year) in fund_name else f"{fund_name}, {fiscal_year}"


def _only(purse: queries.OpenPurse) -> str:
    """What a purse's fund is for, and how much of that this pitch asks."""
    limit = purse.limit
    if limit is None:
        return ""
    within = "" if limit.room is None else f": {money(limit.room, purse.currency)} fit here"
    return f" ({limit.purpose.lower()}{within})"


def _fill(form: CommitForm, section: queries.Section) -> None:
    """The purses to choose from; nothing typed yet: the one that can give most, and what it can give."""
    form.purse.options = [
        (
            one.key,
            f"{_dated(one.fund_name, one.fiscal_year)}: {money(one.free, one.currency)} free{_only(one)}",
        )
        for one in section.purses
    ]
    best = max(section.purses, key=lambda one: (one.stands_by(section.standby), one.most), default=None)
    if best and not form.is_submitted():
        form.purse.data, form.amount.data = best.key, best.stands_by(section.standby) or best.most


@bp.post("/pitches/<handle>/commitments")
@requires("commitment:make")
def commit(handle: str) -> Answer:
    """Commit money from a purse."""
    form = CommitForm()
    form.purse.options = [(form.purse.data, "")] if form.purse.data else []

    def do(act: Acting) -> str:
        purse, amount, tick = form.purse.data or "", form.amount.data or 0, bool(form.up_to_needed.data)
        given: dict[str, Any] = {"by": act.by, "at": act.at, "up_to_needed": tick}
        given["condition"] = form.condition.data or ""
        made = actions.commit(act.session, purse, handle, amount, **given)
        act.location = url_for("pitches.show", handle=handle, _anchor="money")
        covered = " It is covered now." if made.covered else ""
        return f"Committed {money(made.amount)}.{covered} {money(made.left)} of your purse is left."

    return answer_form(form, lambda: _commitments(handle, form), do)


@bp.post("/commitments/<key>/withdrawal")
@requires("commitment:withdraw")
def withdraw_commitment(key: str) -> Response:
    """Take a commitment back while funding is open."""
    with acting() as act:
        row = actions.withdraw_commitment(act.session, key, by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=row.pitch_ref, _anchor="money")
    return act.redirect(f"Taken back: {money(row.amount)} is free in your purse again.")


@bp.get("/pitches/<handle>/recusal")
@requires("pitch:recuse")
def recusal(handle: str) -> str:
    """The form that declares a conflict."""
    return _recusal(handle, RecusalForm())


def _recusal(handle: str, form: RecusalForm) -> str:
    with snapshot() as session:
        pitch = pitches.pitch_for(session, handle, actor())
        section = queries.section_for(session, pitch, actor())
    policy.require("pitch:recuse", actor(), _part(handle))
    return page("funding/recusal.html", pitch=pitch, funding=section, form=form)


@bp.post("/pitches/<handle>/recusal")
@requires("pitch:recuse")
def recuse(handle: str) -> Answer:
    """Step out of a pitch: no score, no money."""
    form = RecusalForm()

    def do(act: Acting) -> str:
        freed = actions.recuse(act.session, handle, form.reason.data or "", by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=handle)
        back = f" {money(freed)} is free in your purse again." if freed else ""
        return f"Declared. You neither score nor fund it.{back}"

    return answer_form(form, lambda: _recusal(handle, form), do)


@bp.post("/commitments/<key>/amount")
@requires("commitment:withdraw")
def change_commitment(key: str) -> Answer:
    """Commit another amount in the place of one's own."""
    form = ChangeForm()
    with reading() as session:
        row, facts = queries.held_of_key(session, key), queries.facts_for_withdrawal(session, key)
    if row.by_id != actor().id:
        raise NotFound
    policy.require("commitment:withdraw", actor(), facts)

    def do(act: Acting) -> str:
        made = actions.change_commitment(act.session, key, form.amount.data or 0, by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=row.pitch_ref, _anchor="money")
        covered = " It is covered." if made.covered else ""
        return f"Changed to {money(made.amount)}.{covered} {money(made.left)} of your purse is left."

    return answer_form(form, lambda: page("funding/change.html", row=row, form=form), do)


@bp.post("/commitments/<key>/condition")
@requires("condition:answer")
def answer_condition(key: str) -> Response:
    """Accept what an investor tied their money to, or decline it."""
    form = ConditionForm()
    verdict = str(form.verdict.data or "")
    with acting() as act:
        row = actions.answer_condition(act.session, key, verdict, by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=row.pitch_ref, _anchor="money")
    told = "Accepted: it counts now." if verdict == "accepted" else "Declined: the money is free again."
    return act.redirect(f"{money(row.amount)}. {told}")


@bp.post("/pitches/<handle>/standby")
@requires("standby:join")
def join_standby(handle: str) -> Answer:
    """Stand by with money of a purse while the pitch needs nothing more."""
    form = StandbyForm()

    def do(act: Acting) -> str:
        purse, amount = form.purse.data or "", form.amount.data or 0
        actions.join_standby(act.session, purse, handle, amount, by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=handle, _anchor="money")
        return f"You stand by with {money(amount)}. Nothing moves; you are told when there is room."

    return answer_form(form, lambda: _standby(handle, form), do)


def _standby(handle: str, form: StandbyForm) -> str:
    with snapshot() as session:
        pitch = pitches.pitch_for(session, handle, actor())
    policy.require("standby:join", actor(), _part(handle))
    return page("funding/standby.html", pitch=pitch, form=form)


@bp.post("/standbys/<key>/leaving")
@requires("standby:leave")
def leave_standby(key: str) -> Response:
    """Leave the standby list."""
    with acting() as act:
        ref = actions.leave_standby(act.session, key, by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=ref, _anchor="money")
    return act.redirect("You do not stand by any more.")
