"""Credit notes of invoices, and accruals: recorded by finance, reversed on a page of their own."""

from flask import url_for
from werkzeug.wrappers import Response

from pitchdeck.delivery.web.access import requires
from pitchdeck.delivery.web.acting import Acting
from pitchdeck.delivery.web.investments.forms import AccrualForm, CreditForm, ReasonForm
from pitchdeck.delivery.web.investments.views.blueprint import bp
from pitchdeck.delivery.web.investments.views.entries import UNDONE, Noun, act_on, add_to, one, to_add
from pitchdeck.features.investments import actions, queries

Answer = Response | str | tuple[str, int]
CREDITED = Noun("actual", "investments/credit.html", queries.actual_of_key, "credit")
CREDIT = Noun("document", "investments/document.html", queries.credit_of_key, "reverse")
ACCRUAL = Noun("document", "investments/document.html", queries.accrual_of_key, "reverse")


@bp.get("/actuals/<key>/credit-notes")
@requires("investment:see")
def crediting(key: str) -> str:
    """The form for a credit note."""
    return one(CREDITED, key, CreditForm())


@bp.post("/actuals/<key>/credit-notes")
@requires("credit:record")
def record_credit(key: str) -> Answer:
    """Record a credit note."""
    form = CreditForm()

    def do(act: Acting) -> str:
        made = actions.credit(act.session, key, form.entry(), by=act.by, at=act.at)
        return url_for("investments.credit_note", key=made)

    return act_on(form, lambda: one(CREDITED, key, form), do, "Recorded. The invoice counts that much less.")


@bp.get("/credit-notes/<key>")
@requires("investment:see")
def credit_note(key: str) -> str:
    """One credit note, with its reversal."""
    return one(CREDIT, key, ReasonForm())


@bp.post("/credit-notes/<key>/reversal")
@requires("credit:reverse")
def reverse_credit(key: str) -> Answer:
    """Reverse a credit note."""
    form = ReasonForm()

    def do(act: Acting) -> str:
        actions.reverse_credit(act.session, key, by=act.by, at=act.at, reason=form.reason.data)
        return url_for("investments.credit_note", key=key)

    return act_on(form, lambda: one(CREDIT, key, form), do, UNDONE)


@bp.get("/investments/<key>/accruals")
@requires("investment:see")
def accruing(key: str) -> str:
    """The form for an accrual."""
    return to_add(key, "accrue", AccrualForm())


@bp.post("/investments/<key>/accruals")
@requires("accrual:record")
def accrue(key: str) -> Answer:
    """Record an accrual."""
    form = AccrualForm()

    def do(act: Acting) -> str:
        made = actions.accrue(act.session, key, form.entry(), by=act.by, at=act.at)
        return url_for("investments.accrual", key=made)

    return add_to(key, "accrue", form, do, "Accrued. It is spent until its invoice comes.")


@bp.get("/accruals/<key>")
@requires("investment:see")
def accrual(key: str) -> str:
    """One accrual, with its reversal."""
    return one(ACCRUAL, key, ReasonForm())


@bp.post("/accruals/<key>/reversal")
@requires("accrual:reverse")
def reverse_accrual(key: str) -> Answer:
    """Reverse an accrual."""
    form = ReasonForm()

    def do(act: Acting) -> str:
        actions.reverse_accrual(act.session, key, by=act.by, at=act.at, reason=form.reason.data)
        return url_for("investments.accrual", key=key)

    return act_on(form, lambda: one(ACCRUAL, key, form), do, UNDONE)
