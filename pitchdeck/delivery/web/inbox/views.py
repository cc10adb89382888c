"""What I was told, how I want to be told, my calendar's address, and the one click that ends a letter."""

import secrets
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from config import Config
from pitchdeck.base import seen
from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.notify.calendar import calendar_of
from pitchdeck.delivery.notify.kinds import CHOSEN
from pitchdeck.delivery.notify.tokens import unsubscribed
from pitchdeck.delivery.notify.words import Writer
from pitchdeck.delivery.web.access import (
    actor,
    database,
    one_click,
    organisation,
    page,
    public,
    reading,
    requires,
    snapshot,
)
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.inbox.forms import ways_form, ways_in
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.queries import Contact

bp = Blueprint("inbox", __name__)

PAGE = 50


def _config() -> Config:
    found = current_app.extensions["pitchdeck.config"]
    assert isinstance(found, Config)  # noqa: S101  # put there by create_app
    return found


@bp.get("/inbox")
@requires("inbox:see")
def index() -> str:
    """What I was told, newest first; what came since my last visit is marked."""
    before = request.args.get("before", "")[:40]
    with snapshot() as session:
        rows = queries.notices_of(session, actor().id, before or None)
        last = seen.last(session, queries.INBOX, actor().key)
    seen.note(database(), queries.INBOX, actor().key)
    writer = Writer(organisation(), _config().site)
    lines = [(row, writer.notice(row.kind, row.facts), last is None or row.at > last) for row in rows[:PAGE]]
    older = url_for("inbox.index", before=rows[PAGE - 1].key) if len(rows) > PAGE else ""
    return page("inbox/index.html", lines=lines, older=older, older_page=bool(before))


@bp.get("/inbox/ways")
@requires("inbox:see")
def ways() -> str:
    """How I am told each kind of thing, and my calendar's address."""
    return _ways(None)


@bp.post("/inbox/ways")
@requires("inbox:settle")
def choose() -> BaseResponse | tuple[str, int]:
    """Keep how I want to be told."""
    form = ways_form({})

    def do(act: Acting) -> str:
        actions.choose_ways(act.session, act.by.id, ways_in(form), known=CHOSEN, at=act.at)
        act.location = url_for("inbox.ways")
        return "Kept. It counts from the next message on."

    return answer_form(form, lambda: _ways(form), do)


def _ways(form: object) -> str:
    with snapshot() as session:
        chosen = queries.ways_of(session, actor().id)
        made_at = queries.feed_made_at(session, actor().id)
    mail = bool(_config().smtp)
    return page("inbox/ways.html", form=form or ways_form(chosen), made_at=made_at, mail=mail, kinds=CHOSEN)


@bp.post("/inbox/calendar")
@requires("inbox:settle")
def open_calendar() -> BaseResponse:
    """Give my calendar an address of its own; the one before it ends."""
    token = secrets.token_urlsafe(24)
    with acting() as act:
        actions.open_feed(act.session, token, by=act.by, at=act.at)
        act.location = url_for("inbox.ways")
    address = _config().site + url_for("inbox.calendar", token=token)
    return act.redirect(f"Add this address to your calendar. It is shown this once: {address}")


@bp.post("/inbox/calendar/end")
@requires("inbox:settle")
def close_calendar() -> BaseResponse:
    """End my calendar's address."""
    with acting() as act:
        actions.close_feed(act.session, by=act.by, at=act.at)
        act.location = url_for("inbox.ways")
    return act.redirect("The address does not work any more.")


@bp.get("/calendar/<token>.ics")
@public
def calendar(token: str) -> Response:
    """The deadlines of whoever holds this address; an address that ended is as unknown as any other."""
    organisation()
    with snapshot() as session:
        person_id = queries.person_fed(session, actions.feed_token_hash(token))
        if person_id is None:
            raise NotFound
        text = calendar_of(session, person_id, _config().site, now=datetime.now(UTC))
    return Response(text, mimetype="text/calendar", headers={"Cache-Control": "private, max-age=900"})


@bp.get("/letters/<token>")
@public
def letter(token: str) -> str:
    """Ask before letters of one kind end: mail scanners open every link."""
    person, kind = _meant(token)
    return page("inbox/letter.html", token=token, label=CHOSEN[kind].label, name=person.name, done=False)


@bp.post("/letters/<token>")
@public
@one_click
def end_letters(token: str) -> str:
    """End letters of one kind for one person; what they are told stays in their inbox."""
    person, kind = _meant(token)
    with database().writing() as act:
        actions.choose_ways(act.session, person.id, {kind: "off"}, known=CHOSEN, at=act.at)
    return page("inbox/letter.html", token=token, label=CHOSEN[kind].label, name=person.name, done=True)


def _meant(token: str) -> tuple[Contact, str]:
    found = unsubscribed(_config(), token)
    if found is None:
        raise NotFound
    with reading() as session:
        person = queries.contact_of_key(session, found[0])
    if person is None:
        raise NotFound
    return person, found[1]
