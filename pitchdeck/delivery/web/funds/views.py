"""Funds over HTTP: each page asks one thing of one person."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.delivery.web.access import page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.funds.forms import CodeForm
from pitchdeck.features.funding import actions, queries

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
