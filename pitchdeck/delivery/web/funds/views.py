"""Funds over HTTP: each page asks one thing of one person."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.delivery.web.access import actor, allowed, organisation, page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.funds.forms import AnswerForm, ChangeForm, CodeForm
from pitchdeck.features.funding import actions, queries
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
