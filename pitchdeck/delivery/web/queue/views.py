"""Work that was given up, and the button that tries it again."""

from datetime import UTC, datetime

from flask import Blueprint, current_app, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Conflict, NotFound
from pitchdeck.delivery.notify.tokens import handle_of, owed_of
from pitchdeck.delivery.web.access import page, requires, snapshot
from pitchdeck.delivery.web.acting import acting

bp = Blueprint("queue", __name__)


@bp.get("/queue")
@requires("job:see")
def index() -> str:
    """What waits, since when, and what was given up and why."""
    config = current_app.extensions["pitchdeck.config"]
    with snapshot() as session:
        dead, waiting = outbox.dead(session), outbox.waiting(session, datetime.now(UTC))
    rows = [(row, handle_of(config, row.id)) for row in dead]
    return page("queue/index.html", rows=rows, waiting=waiting)


@bp.post("/queue/<handle>/retry")
@requires("job:retry")
def retry(handle: str) -> Response:
    """Put what was given up back into the queue, with all its attempts."""
    owed_id = owed_of(current_app.extensions["pitchdeck.config"], handle)
    if owed_id is None:
        raise NotFound
    with acting() as act:
        policy.require("job:retry", act.by)
        kind = outbox.revive(act.session, owed_id, at=act.at)
        if kind is None:
            raise Conflict("This is not given up any more: somebody has tried it again already.")
        history.record(act.session, ("job", kind), "retried", by=act.by, at=act.at)
        act.location = url_for("queue.index")
    return act.redirect("It is tried again now.")
