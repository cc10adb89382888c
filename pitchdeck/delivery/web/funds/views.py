"""Funds over HTTP: each page asks one thing of one person."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import actor, allowed, organisation, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.funds.forms import AnswerForm, ChangeForm, CodeForm, GrantForm, RequestForm
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.actions.funds import GIVES
from pitchdeck.features.funding.queries import FundRow

bp = Blueprint("funds", __name__)

Answer = Response | str | tuple[str, int]


@bp.get("/funds/<key>/code")
@requires("fund:code")
def code(key: str) -> str:
    """The form of a fund's code in the ERP."""
    return _code(key, CodeForm())


@bp.post("/funds/<key>/code")
@requires("fund:code")
def give_code(key: str) -> Answer:
    """Change a fund's code in the ERP."""
    form = CodeForm()

    def do(act: Acting) -> str:
        fund = actions.code_fund(act.session, key, form.erp_code.data or "", by=act.by, at=act.at)
        act.location = url_for("funding.fund", key=key)
        return f"Its code is {fund.erp_code} now." if fund.erp_code else "It has no code now."

    return answer_form(form, lambda: _code(key, form), do)


def _code(key: str, form: CodeForm) -> str:
    with snapshot() as session:
        row = queries.fund_row(session, key)
    if not form.is_submitted():
        form.erp_code.data = row.erp_code
    return page("funds/code.html", fund=row, form=form)


@bp.get("/funds/<key>/changes")
@requires("fund:change")
def change(key: str) -> str:
    """The form that raises or cuts a fund, or moves money of it."""
    return _change(key, ChangeForm())


def _change(key: str, form: ChangeForm) -> str:
    with snapshot() as session:
        row = queries.fund_row(session, key)
        others = queries.funds(session)
    allowed(policy.may("fund:change", actor(), row.facts))
    form.other.options = _others(row, others)
    single = organisation().single_minor
    return page("funds/change.html", fund=row, form=form, single=single)


def _others(row: FundRow, funds: tuple[FundRow, ...]) -> list[tuple[str, str]]:
    """The funds that money of this one may move to."""
    same = (row.fiscal_year, row.currency, row.nature)
    return [
        (one.key, f"{one.name} ({one.unit_name})")
        for one in funds
        if one.key != row.key and one.confirmed_at and (one.fiscal_year, one.currency, one.nature) == same
    ]


@bp.post("/funds/<key>/changes")
@requires("fund:change")
def make_change(key: str) -> Answer:
    """Raise or cut a fund, or move money of it to another."""
    form = ChangeForm()
    with snapshot() as session:
        form.other.options = _others(queries.fund_row(session, key), queries.funds(session))

    def do(act: Acting) -> str:
        given = {"kind": form.kind.data or "", "reason": form.reason.data or ""}
        given |= {"other_key": form.other.data or ""}
        amount = form.amount.data or 0
        made = actions.change_fund(act.session, key, amount=amount, by=act.by, at=act.at, **given)
        act.location = url_for("funding.fund", key=key)
        return (
            f"{made.words}: {money(made.amount)}{', once a second person confirms it' * made.needs_second}."
        )

    return answer_form(form, lambda: _change(key, form), do)


@bp.get("/fund-changes/<key>")
@requires("fund:list")
def change_asked(key: str) -> str:
    """A change of a fund, and the answer to it."""
    return _asked(key, AnswerForm())


def _asked(key: str, form: AnswerForm) -> str:
    with snapshot() as session:
        row = queries.change_of_key(session, key)
        funds = [queries.fund_row(session, each) for each in (row.from_key, row.to_key) if each]
    verdict = policy.may("fund:agree", actor(), row.facts)
    if form.is_submitted():
        allowed(verdict)
    return page("funds/asked.html", change=row, funds=funds, form=form, verdict=verdict)


@bp.post("/fund-changes/<key>/answer")
@requires("fund:agree")
def answer_change(key: str) -> Answer:
    """Confirm or decline a change as the second person."""
    form = AnswerForm()

    def do(act: Acting) -> str:
        said = {"verdict": form.verdict.data or "", "reason": form.reason.data or ""}
        row = actions.answer_change(act.session, key, by=act.by, at=act.at, **said)
        act.location = url_for("funds.change_asked", key=key)
        return f"{row.words}: {money(row.amount)} {'moved' if row.verdict == 'confirmed' else 'declined'}."

    return answer_form(form, lambda: _asked(key, form), do)


@bp.get("/purse-requests/new")
@requires("purse:ask")
def new_request() -> str:
    """The form that asks for money of a fund."""
    return _request(RequestForm())


def _request(form: RequestForm) -> str:
    _askable(form)
    return page("funds/request.html", form=form)


def _askable(form: RequestForm) -> None:
    with reading() as session:
        rounds, funds = queries.askable(session, actor().id, GIVES)
    form.round.options = [(row.key, f"{row.name} (fiscal year {row.fiscal_year})") for row in rounds]
    form.fund.options = [(row.key, f"{row.name} (fiscal year {row.fiscal_year})") for row in funds]


@bp.post("/purse-requests")
@requires("purse:ask")
def ask() -> Answer:
    """Ask the owner of a fund for money."""
    form = RequestForm()
    _askable(form)

    def do(act: Acting) -> str:
        given = {"fund_key": form.fund.data or "", "round_key": form.round.data or ""}
        given |= {"reason": form.reason.data or ""}
        made = actions.ask_for_purse(act.session, amount=form.amount.data or 0, by=act.by, at=act.at, **given)
        act.location = url_for("funding.index")
        return f"Asked for: {money(made.amount)} of {made.fund_name}. {made.owner_name} is told."

    return answer_form(form, lambda: _request(form), do)


@bp.get("/purse-requests/<key>")
@requires("money:see")
def asked_for(key: str) -> str:
    """A request, to whoever made it, the owner of the fund, finance and the auditor."""
    return _asked_for(key, GrantForm())


def _asked_for(key: str, form: GrantForm) -> str:
    person = actor()
    with snapshot() as session:
        row = queries.request_of_key(session, key)
        fund = queries.fund_row(session, row.fund_key)
    verdict = policy.may("purse:answer", person, row.facts)
    if person.id not in {row.by_id, row.owner_id} and not person.roles & {"finance", "auditor"}:
        raise NotFound
    if form.is_submitted():
        allowed(verdict)
    else:
        form.amount.data = row.amount
    return page("funds/request_asked.html", asked=row, fund=fund, form=form, verdict=verdict)


@bp.post("/purse-requests/<key>/answer")
@requires("purse:answer")
def answer_request(key: str) -> Answer:
    """Grant or decline a request as the owner of its fund."""
    form = GrantForm()

    def do(act: Acting) -> str:
        said = {"verdict": form.verdict.data or "", "reason": form.reason.data or ""}
        amount = form.amount.data or 0
        row = actions.answer_request(act.session, key, amount=amount, by=act.by, at=act.at, **said)
        act.location = url_for("funds.asked_for", key=key)
        return f"Granted: {money(row.granted)}. The investor is told." if row.granted else "Declined."

    return answer_form(form, lambda: _asked_for(key, form), do)
