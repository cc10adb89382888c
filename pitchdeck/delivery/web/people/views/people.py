"""People: who is here, one person's page, adding, inviting, leaving and coming back."""

from datetime import UTC, datetime

from flask import request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

import pitchdeck.features.portfolio.policy  # noqa: F401  # declares what a home needs
from pitchdeck.base import policy
from pitchdeck.base.history import Entry
from pitchdeck.delivery.web.access import actor, organisation, page, reading, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.people.forms import ROLE_NAMES, MandateForm, PersonForm, ReasonForm
from pitchdeck.delivery.web.people.views.blueprint import bp
from pitchdeck.delivery.web.people.views.handing import Handed, to_hand_over
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.models import MONEY_ROLES
from pitchdeck.features.people.policy import DeputyFacts, MandateFacts
from pitchdeck.features.people.queries import MandateRow, Member, StandIn
from pitchdeck.features.portfolio.queries.homes import Moment, home

Answer = Response | str | tuple[str, int]


@bp.get("/people")
@requires("person:list")
def index() -> str:
    """People of one state, found by name; what waits for a second person comes first."""
    state = request.args.get("state", "active")
    search, after = request.args.get("search", "").strip()[:80], request.args.get("after", "")
    with snapshot() as session:
        found = queries.members(session, state=state, search=search, after=after)
        shown = found[: queries.PER_PAGE]
        held = queries.roles_of(session, [one.id for one in shown], today())
        waiting = [(row, _verdict(row)) for row in queries.mandates(session) if _waits(row)]
        deputies = [(row, _of_deputy(row)) for row in queries.deputies_waiting(session, today())]
    older = shown[-1].key if len(found) > len(shown) else ""
    asked = {"state": state, "search": search, "older": older, "names": ROLE_NAMES}
    return page("people/index.html", people=shown, held=held, waiting=waiting, deputies=deputies, **asked)


def _waits(row: MandateRow) -> bool:
    over = row.valid_to is not None and row.valid_to < today()
    return row.role in MONEY_ROLES and row.confirmed_at is None and not over


def _verdict(row: MandateRow) -> policy.Verdict:
    facts = MandateFacts(row.person_id, row.granted_by_id, row.role, None)
    return policy.may("mandate:confirm", actor(), facts)


def _of_deputy(row: StandIn) -> policy.Verdict:
    facts = DeputyFacts(row.for_id, row.deputy_id, row.granted_by_id)
    return policy.may("deputy:confirm", actor(), facts)


@bp.get("/people/new")
@requires("person:add")
def new() -> str:
    """The form for a person."""
    form = PersonForm()
    _units(form)
    return page("people/new.html", form=form)


@bp.post("/people")
@requires("person:add")
def add() -> Answer:
    """Add somebody and invite them."""
    form = PersonForm()
    _units(form)

    def do(act: Acting) -> str:
        person = actions.enrol(act.session, **_values(form), by=act.by, at=act.at)
        act.location = url_for("people.show", key=person.key)
        return "Added, and invited by mail. Which part do they have?"

    return answer_form(form, lambda: page("people/new.html", form=form), do)


@bp.get("/people/<key>")
@requires("person:list")
def show(key: str) -> str:
    """One person: mandates, deputies, history."""
    return person_page(key, MandateForm(data={"valid_from": today()}))


def person_page(key: str, form: MandateForm) -> str:
    """A person's page around the form of their next mandate."""
    with snapshot() as session:
        person = queries.member(session, key)
        held = queries.mandates_of(session, person.id)
        deputies = queries.deputies_around(session, person.id)
        keys = [*(row.key for row in held), *(row.key for row in deputies)]
        acts = queries.acts_around(session, key, keys)
        names = queries.names_of(session, {each for entry in acts for each in entry.people})
        form.unit.options = [(unit.key, unit.full_name) for unit in queries.unit_tree(session)]
    events = [_event(entry, names) for entry in acts]
    facts = {"held": held, "deputies": deputies, "events": events, "names": ROLE_NAMES}
    return page("people/show.html", whom=person, form=form, today=today(), **facts)


def _event(entry: Entry, names: dict[int, str]) -> dict[str, object]:
    what = f"{entry.verb.replace('_', ' ')} {ROLE_NAMES.get(entry.detail.get('role', ''), '')}".strip()
    return {"who": entry.who(names), "what": what} | {
        name: getattr(entry, name) for name in ("at", "from_state", "to_state", "why")
    }


@bp.get("/people/<key>/details")
@requires("person:change")
def edit(key: str) -> str:
    """The form with what is known of a person."""
    with reading() as session:
        person = queries.member(session, key)
    values = {name: getattr(person, name) for name in ("name", "email", "title")}
    form = PersonForm(data={**values, "unit": person.unit_key or ""})
    _units(form)
    return page("people/edit.html", form=form, whom=person)


@bp.post("/people/<key>/details")
@requires("person:change")
def change(key: str) -> Answer:
    """Change what is known of a person."""
    form = PersonForm()
    _units(form)
    with reading() as session:
        person = queries.member(session, key)

    def do(act: Acting) -> str:
        actions.change_person(act.session, key, **_values(form), by=act.by, at=act.at)
        act.location = url_for("people.show", key=key)
        return "Changed."

    return answer_form(form, lambda: page("people/edit.html", form=form, whom=person), do)


@bp.post("/people/<key>/invitation")
@requires("person:change")
def invite(key: str) -> Response:
    """Send the invitation once more."""
    with acting() as act:
        actions.invite_again(act.session, key, by=act.by, at=act.at)
        act.location = url_for("people.show", key=key)
    return act.redirect("Invited once more. The mail leaves within a minute.")


@bp.get("/people/<key>/departure")
@requires("person:deactivate")
def leaving(key: str) -> str:
    """What is to be handed over before a person leaves."""
    return _leaving(key, ReasonForm())


def _leaving(key: str, form: ReasonForm) -> str:
    now = Moment(datetime.now(UTC), organisation().zone)
    with snapshot() as session:
        person = queries.member(session, key)
        tasks = _open_tasks(session, person, now)
    return page("people/leaving.html", whom=person, tasks=tasks, form=form)


def _open_tasks(session: Session, person: Member, now: Moment) -> tuple[Handed, ...]:
    """What their own home asks of them, counted by kind: an administrator reads no titles and no amounts."""
    themselves = queries.actor_of(session, person.id, now.today)
    return to_hand_over(home(session, themselves, now).tasks) if themselves else ()


@bp.post("/people/<key>/departure")
@requires("person:deactivate")
def deactivate(key: str) -> Answer:
    """Let a person go; their sessions end."""
    form = ReasonForm()

    def do(act: Acting) -> str:
        actions.deactivate(act.session, key, reason=form.reason.data or "", by=act.by, at=act.at)
        act.location = url_for("people.show", key=key)
        return "Deactivated. Every session of theirs has ended."

    return answer_form(form, lambda: _leaving(key, form), do)


@bp.post("/people/<key>/return")
@requires("person:deactivate")
def reactivate(key: str) -> Response:
    """Let a person sign in again."""
    with acting() as act:
        actions.reactivate(act.session, key, by=act.by, at=act.at)
        act.location = url_for("people.show", key=key)
    return act.redirect("Reactivated, with the mandates that are still valid.")


def _units(form: PersonForm) -> None:
    with reading() as session:
        form.unit.options = [(unit.key, unit.full_name) for unit in queries.unit_tree(session)]


def _values(form: PersonForm) -> dict[str, str]:
    values = {name: form[name].data or "" for name in ("name", "email", "title")}
    return {**values, "unit_key": form.unit.data or ""}
