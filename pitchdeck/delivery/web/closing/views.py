"""Year ends over HTTP: the preview with its choices, the statement as page and PDF, the re-opening."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.delivery.documents import DocumentError, DocumentUnavailable
from pitchdeck.delivery.documents.facts_of_year_end import year_end_of
from pitchdeck.delivery.web.access import actor, allowed, organisation, page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.closing.forms import ReopeningAnswerForm, ReopeningForm, YearEndForm
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.press import press
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.queries import closing

bp = Blueprint("closing", __name__)

Answer = Response | str | tuple[str, int]
USUAL = {"committed": "carry", "unallotted": "lapse"}


@bp.get("/funds/<key>/year-end")
@requires("closing:see")
def preview(key: str) -> str:
    """What closing the fund would do: six rows, each programme, and the choices."""
    form = YearEndForm(formdata=None)
    for name, usual in USUAL.items():
        form[name].data = request.args.get(name, usual)
    form.kept.data = request.args.getlist("kept")
    return _preview(key, form)


def _preview(key: str, form: YearEndForm) -> str:
    chosen = {
        name: form[name].data if form[name].data in {option.value for option in form[name].options} else usual
        for name, usual in USUAL.items()
    }
    with snapshot() as session:
        found = closing.year_end(session, key, at=datetime.now(UTC), kept=form.kept.data or (), **chosen)
    form.kept.options = list(found.carriable)
    verdict = policy.may("fund:close", actor(), found.facts)
    if form.is_submitted():
        allowed(verdict)
    return page("closing/year_end.html", found=found, form=form, chosen=chosen, verdict=verdict)


@bp.post("/funds/<key>/year-end")
@requires("fund:close")
def close(key: str) -> Answer:
    """Close the fund as the preview says."""
    form = YearEndForm()
    with snapshot() as session:
        found = closing.year_end(session, key, at=datetime.now(UTC))
    form.kept.options = list(found.carriable)

    def do(act: Acting) -> str:
        named = {name: form[name].data or "" for name in (*USUAL, "reason")}
        choices = actions.Choices(kept=frozenset(form.kept.data or ()), **named)
        given: dict[str, Any] = {"seen": form.seen.data or "", "by": act.by, "at": act.at}
        ref = actions.close_year(act.session, key, found.year, choices, **given)
        act.location = url_for("closing.statement", key=ref)
        return f"{found.fund.name} is closed for fiscal year {found.year}. Its owner and investors are told."

    return answer_form(form, lambda: _preview(key, form), do)


@bp.get("/year-ends/<key>")
@requires("closing:see")
def statement(key: str) -> str:
    """What a year end did, and whether it stands."""
    return _statement(key, ReopeningForm(), ReopeningAnswerForm())


def _statement(ref: str, form: ReopeningForm, answer: ReopeningAnswerForm) -> str:
    with snapshot() as session:
        row = closing.close_of_ref(session, ref)
        fund = queries.fund_row(session, row.fund_key)
        facts = closing.facts_of_reopening(session, row)
    verdicts = {verb: policy.may(verb, actor(), facts) for verb in ("reopening:ask", "reopening:answer")}
    for verb, sent in (("reopening:ask", form), ("reopening:answer", answer)):
        if request.method == "POST" and sent.errors:
            allowed(verdicts[verb])
    return page("closing/statement.html", close=row, fund=fund, form=form, answer=answer, verdicts=verdicts)


@bp.get("/year-ends/<key>.pdf")
@requires("closing:see")
def paper(key: str) -> Response | tuple[str, int]:
    """The statement as PDF; without Pango the page names the packages."""
    with snapshot() as session:
        facts = year_end_of(session, key, organisation())
    try:
        pdf = press().year_end(facts)
    except DocumentError as failed:
        packages = failed.packages if isinstance(failed, DocumentUnavailable) else ()
        return page("closing/unavailable.html", reason=str(failed), packages=packages, ref=key), 503
    headers = {"Content-Disposition": f'inline; filename="{key}.pdf"'}
    return Response(pdf, mimetype="application/pdf", headers=headers)


@bp.post("/year-ends/<key>/reopening")
@requires("reopening:ask")
def ask(key: str) -> Answer:
    """Ask to re-open a closed year."""
    form = ReopeningForm()

    def do(act: Acting) -> str:
        actions.ask_reopening(act.session, key, reason=form.reason.data or "", by=act.by, at=act.at)
        act.location = url_for("closing.statement", key=key)
        return "Asked for. A second person of finance or the fund's owner answers."

    return answer_form(form, lambda: _statement(key, form, ReopeningAnswerForm(formdata=None)), do)


@bp.post("/reopenings/<key>/answer")
@requires("reopening:answer")
def answer(key: str) -> Answer:
    """Confirm or refuse a re-opening as the second person."""
    form = ReopeningAnswerForm()
    with snapshot() as session:
        ref = closing.close_of_reopening(session, key).ref

    def do(act: Acting) -> str:
        verdict = form.verdict.data or ""
        back = actions.answer_reopening(act.session, key, verdict=verdict, by=act.by, at=act.at)
        act.location = url_for("closing.statement", key=ref)
        returned = sum(back.get(name, 0) for name in ("carried", "lapsed"))
        return f"Re-opened: {money(returned)} went back." if back else "It stays closed."

    return answer_form(form, lambda: _statement(ref, ReopeningForm(formdata=None), form), do)
