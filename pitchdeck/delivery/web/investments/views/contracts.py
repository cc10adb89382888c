"""Contracts: reported on a form about the investment, confirmed and ended on a page of their own."""

from flask import url_for
from werkzeug.wrappers import Response

from pitchdeck.delivery.web.access import page, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, acting
from pitchdeck.delivery.web.investments.forms import ContractForm, ReasonForm
from pitchdeck.delivery.web.investments.views.blueprint import bp
from pitchdeck.delivery.web.investments.views.entries import Noun, act_on, add_to, one, to_add
from pitchdeck.features.investments import actions, queries

Answer = Response | str | tuple[str, int]
CONTRACT = Noun("contract", "investments/contracted.html", queries.contract_of_key, "end")
ENDED = "Ended. What was open of it is released money again."


@bp.get("/contracts")
@requires("contract:list")
def contracts() -> str:
    """Every contract with what is open of it."""
    with snapshot() as session:
        found = queries.all_contracts(session)
    return page("investments/contracts.html", contracts=found, today=today())


@bp.get("/investments/<key>/contracts")
@requires("investment:see")
def contracting(key: str) -> str:
    """The form for a contract."""
    return to_add(key, "contract", ContractForm())


@bp.post("/investments/<key>/contracts")
@requires("contract:report")
def report_contract(key: str) -> Answer:
    """Report a contract."""
    form = ContractForm()

    def do(act: Acting) -> str:
        made = actions.report_contract(act.session, key, form.entry(), by=act.by, at=act.at)
        return url_for("investments.contract", key=made)

    return add_to(key, "contract", form, do, "Reported. It takes released money once finance confirms.")


@bp.get("/contracts/<key>")
@requires("investment:see")
def contract(key: str) -> str:
    """One contract, with what may be done about it."""
    return one(CONTRACT, key, ReasonForm())


@bp.post("/contracts/<key>/confirmation")
@requires("contract:confirm")
def confirm_contract(key: str) -> Answer:
    """Confirm a contract."""
    with acting() as act:
        actions.confirm_contract(act.session, key, by=act.by, at=act.at)
        act.location = url_for("investments.contract", key=key)
    return act.redirect("Confirmed. Its amount is contracted now.")


@bp.post("/contracts/<key>/end")
@requires("contract:end")
def end_contract(key: str) -> Answer:
    """End a contract, or take an unconfirmed one back."""
    form = ReasonForm()

    def do(act: Acting) -> str:
        actions.end_contract(act.session, key, by=act.by, at=act.at, reason=form.reason.data)
        return url_for("investments.contract", key=key)

    return act_on(form, lambda: one(CONTRACT, key, form), do, ENDED)
