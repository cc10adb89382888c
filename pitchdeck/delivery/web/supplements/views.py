"""More money for running investments over HTTP: asking for it, paying, withdrawing and deciding."""

from dataclasses import dataclass, fields

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.delivery.web.access import actor, allowed, page, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.supplements.forms import ApproveForm, AskForm, EndForm, PayForm
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.actions import Wanted
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.investments import actions
from pitchdeck.features.investments.queries.more import asking, more_page

bp = Blueprint("supplements", __name__)


@bp.context_processor
def words() -> dict[str, object]:
    """What every page of this area may say: categories of cost."""
    return {"category_words": CATEGORY_WORDS}


Answer = Response | str | tuple[str, int]


@bp.get("/investments/<key>/supplements")
@requires("investment:see")
def of_investment(key: str) -> str:
    """What an investment asked for more, and the form that asks."""
    return _asking(key, AskForm(formdata=None))


def _asking(key: str, form: AskForm) -> str:
    with snapshot() as session:
        found = asking(session, key, actor(), today=today())
    if form.is_submitted():
        allowed(found.verdict)
    form.offer(found, today())
    return page("supplements/of_investment.html", it=found, form=form)


@bp.post("/investments/<key>/supplements")
@requires("supplement:ask")
def ask(key: str) -> Answer:
    """Ask for more money of one fiscal year."""
    form = AskForm()
    form.fiscal_year.options = [(form.fiscal_year.data, "")] if form.fiscal_year.data else []

    def do(act: Acting) -> str:
        made = actions.ask_more(act.session, key, _wanted(form), by=act.by, at=act.at)
        act.location = url_for("supplements.show", key=made)
        return "Asked. The investors who can pay are told, and finance once all of it is reserved."

    return answer_form(form, lambda: _asking(key, form), do)


def _wanted(form: AskForm) -> Wanted:
    return Wanted(
        form.year,
        form.amount.data or 0,
        form.category.data or "",
        form.reason.data or "",
        form.benefit.data or "",
        form.until_on.data or today(),
    )


@dataclass
class Forms:
    """The forms of the page, of which one may have come back with errors."""

    commit: PayForm | None = None
    approve: ApproveForm | None = None
    decline: EndForm | None = None
    withdraw: EndForm | None = None


@bp.get("/supplements/<key>")
@requires("supplement:see")
def show(key: str) -> str:
    """What was asked for, on what it stands, and what the reader may do about it."""
    return _show(key, Forms())


def _show(key: str, forms: Forms) -> str:
    with snapshot() as session:
        found = more_page(session, key, actor(), today=today())
    for each in fields(forms):
        if getattr(forms, each.name) is not None:
            allowed(found.verdicts[each.name])
    forms.commit = forms.commit or PayForm(formdata=None)
    forms.commit.offer(found)
    forms.approve = forms.approve or ApproveForm(formdata=None)
    forms.decline = forms.decline or EndForm(formdata=None)
    forms.withdraw = forms.withdraw or EndForm(formdata=None)
    return page("supplements/show.html", it=found, row=found.row, forms=forms)


@bp.post("/supplements/<key>/commitments")
@requires("supplement:commit")
def commit(key: str) -> Answer:
    """Commit money of a purse."""
    form = PayForm()
    form.purse_key.options = [(form.purse_key.data, "")] if form.purse_key.data else []

    def do(act: Acting) -> str:
        act.location = url_for("supplements.show", key=key)
        purse, amount = form.purse_key.data or "", form.amount.data or 0
        less = bool(form.up_to_needed.data)
        made = funding.commit_more(act.session, key, purse, amount, up_to_needed=less, by=act.by, at=act.at)
        covered = " All of it is reserved now: finance is told." if made.covered else ""
        return f"Committed {money(made.amount)}.{covered} {money(made.left)} of your purse is left."

    return answer_form(form, lambda: _show(key, Forms(commit=form)), do)


@bp.post("/supplements/<key>/approval")
@requires("supplement:approve")
def approve(key: str) -> Answer:
    """Approve it: its money is committed, and the overrun of its year is paid."""
    form = ApproveForm()

    def do(act: Acting) -> str:
        note = form.note.data or ""
        paid = actions.approve_more(act.session, key, by=act.by, at=act.at, reason=note)
        act.location = url_for("supplements.show", key=key)
        return f"Approved. {money(paid)} of the overrun is paid with it." if paid else "Approved."

    return answer_form(form, lambda: _show(key, Forms(approve=form)), do)


@bp.post("/supplements/<key>/refusal")
@requires("supplement:decline")
def decline(key: str) -> Answer:
    """Decline it: what was reserved is free again."""
    form = EndForm()

    def do(act: Acting) -> str:
        why = form.reason.data or ""
        funding.decline_supplement(act.session, key, reason=why, by=act.by, at=act.at)
        return _ended(act, key, "Declined")

    return answer_form(form, lambda: _show(key, Forms(decline=form)), do)


@bp.post("/supplements/<key>/withdrawal")
@requires("supplement:withdraw")
def withdraw(key: str) -> Answer:
    """Take it back: what was reserved is free again."""
    form = EndForm()

    def do(act: Acting) -> str:
        why = form.reason.data or ""
        funding.withdraw_supplement(act.session, key, why=why, by=act.by, at=act.at)
        return _ended(act, key, "Withdrawn")

    return answer_form(form, lambda: _show(key, Forms(withdraw=form)), do)


def _ended(act: Acting, key: str, word: str) -> str:
    act.location = url_for("supplements.show", key=key)
    return f"{word}. What was reserved is free again, and everybody concerned is told."
