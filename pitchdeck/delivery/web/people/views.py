"""People, their mandates, and the second person's confirmation."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.delivery.web.access import actor, page, reading, requires
from pitchdeck.delivery.web.acting import acting
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.models import MONEY_ROLES
from pitchdeck.features.people.policy import MandateFacts
from pitchdeck.features.people.queries import MandateRow

bp = Blueprint("people", __name__)


@bp.get("/people")
@requires("person:list")
def index() -> str:
    """Everybody with their mandates; those that touch money and wait come first."""
    with reading() as session:
        rows = queries.mandates(session)
    waiting = [(row, _verdict(row)) for row in rows if row.role in MONEY_ROLES and row.confirmed_at is None]
    return page("people/index.html", mandates=rows, waiting=waiting)


@bp.post("/mandates/<key>/confirmation")
@requires("mandate:confirm")
def confirm(key: str) -> Response:
    """Confirm a mandate as the second person."""
    with acting() as act:
        actions.confirm_mandate(act.session, key, by=act.by, at=act.at)
        act.location = url_for("people.index")
    return act.redirect("Confirmed. The mandate works from now on.")


def _verdict(row: MandateRow) -> policy.Verdict:
    facts = MandateFacts(row.person_id, row.granted_by_id, row.role, None)
    return policy.may("mandate:confirm", actor(), facts)
