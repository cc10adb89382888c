"""Committing money from a purse, changing it, and answering its condition."""

from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import actor, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.funding.forms import (
    ChangeForm,
    CommitForm,
    ConditionForm,
    commit_form,
    years_of,
)
from pitchdeck.delivery.web.funding.views.blueprint import bp
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.policy import PartFacts
from pitchdeck.features.pitches import queries as pitches

Answer = Response | str | tuple[str, int]
TIED = "It counts once the presenter accepts your condition."


@bp.get("/pitches/<handle>/commitments")
@requires("commitment:make")
def commitments(handle: str) -> str:
    """The form that commits money, filled with what fits, one amount for each fiscal year."""
    return _commitments(handle)


def _commitments(handle: str, typed: CommitForm | None = None) -> str:
    with snapshot() as session:
        pitch = pitches.pitch_for(session, handle, actor())
        section = queries.section_for(session, pitch, actor())
    if section is None:
        raise NotFound
    policy.require("commitment:make", actor(), part(handle))
    years = {year for purse in section.purses for year, _amount in purse.ahead}
    form = typed or commit_form(years)(formdata=None)
    _fill(form, section)
    return page("funding/commit.html", pitch=pitch, funding=section, form=form)


def part(handle: str) -> PartFacts:
    """The reader's part in a pitch and its round."""
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
        form.purse.data, form.amount.data = best.key, best.stands_by(section.standby) or best.most or None
        for year, amount in best.ahead:
            form.ahead[year].data = amount


@bp.post("/pitches/<handle>/commitments")
@requires("commitment:make")
def commit(handle: str) -> Answer:
    """Commit money from a purse, and promise what later years need."""
    form = commit_form(years_of(request.form))()
    form.purse.options = [(form.purse.data, "")] if form.purse.data else []

    def do(act: Acting) -> str:
        act.location = url_for("pitches.show", handle=handle, _anchor="money")
        return _committed(act, handle, form)

    return answer_form(form, lambda: _commitments(handle, form), do)


def _committed(act: Acting, handle: str, form: CommitForm) -> str:
    """Commit this year's amount, and promise those of later years; what was done, in words."""
    purse, amount = form.purse.data or "", form.amount.data or 0
    hand: dict[str, Any] = {"by": act.by, "at": act.at}
    ahead = {year: field.data for year, field in form.ahead.items() if field.data}
    told, covered, left = [], False, ""
    if amount or not ahead:
        more = hand | {"up_to_needed": bool(form.up_to_needed.data), "condition": form.condition.data or ""}
        made = actions.commit(act.session, purse, handle, amount, **more)
        told, covered = [f"Committed {money(made.amount)}."], made.covered
        told += [TIED] if form.condition.data else []
        left = f" {money(made.left)} of your purse is left."
    for year, minor in ahead.items():
        promised = actions.promise(act.session, purse, handle, year, minor, **hand)
        told, covered = [*told, f"Promised {money(minor)} for {year}."], promised.covered
    return " ".join(told) + (" It is covered now." if covered else "") + left


@bp.post("/commitments/<key>/withdrawal")
@requires("commitment:withdraw")
def withdraw_commitment(key: str) -> Response:
    """Take a commitment back while funding is open."""
    with acting() as act:
        if queries.advances.is_advance(act.session, key):
            ahead = actions.withdraw_promise(act.session, key, by=act.by, at=act.at)
            ref, told = ahead.pitch_ref, f"{money(ahead.amount)} is not promised any more"
        else:
            row = actions.withdraw_commitment(act.session, key, by=act.by, at=act.at)
            ref, told = row.pitch_ref, f"{money(row.amount)} is free in your purse again"
        act.location = url_for("pitches.show", handle=ref, _anchor="money")
    return act.redirect(f"Taken back: {told}.")


@bp.post("/commitments/<key>/amount")
@requires("commitment:change")
def change_commitment(key: str) -> Answer:
    """Commit another amount in the place of one's own."""
    with reading() as session:
        ahead = queries.advances.is_advance(session, key)
    return _change_promise(key) if ahead else _change_commitment(key)


def _change_commitment(key: str) -> Answer:
    form = ChangeForm()
    with reading() as session:
        row, facts = queries.held_of_key(session, key), queries.facts_for_withdrawal(session, key)
    if row.by_id != actor().id:
        raise NotFound
    policy.require("commitment:change", actor(), facts)

    def do(act: Acting) -> str:
        made = actions.change_commitment(act.session, key, form.amount.data or 0, by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=row.pitch_ref, _anchor="money")
        covered = " It is covered." if made.covered else ""
        return f"Changed to {money(made.amount)}.{covered} {money(made.left)} of your purse is left."

    return answer_form(form, lambda: page("funding/change.html", row=row, form=form, ahead=False), do)


def _change_promise(key: str) -> Answer:
    form, asked = ChangeForm(), queries.advances
    with reading() as session:
        row, facts = asked.advance_of_key(session, key), asked.facts_of_advance(session, key)
    if row.by_id != actor().id:
        raise NotFound
    policy.require("commitment:change", actor(), facts)

    def do(act: Acting) -> str:
        made = actions.change_promise(act.session, key, form.amount.data or 0, by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=row.pitch_ref, _anchor="money")
        covered = " It is covered." if made.covered else ""
        return f"Changed to {money(made.amount)} promised for {made.fiscal_year}.{covered}"

    return answer_form(form, lambda: page("funding/change.html", row=row, form=form, ahead=True), do)


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
