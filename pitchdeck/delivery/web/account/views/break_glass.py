"""The administrator's way in from the machine, when every other door is shut."""

from datetime import UTC, datetime

from werkzeug.wrappers import Response

from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import database, page, public, reading
from pitchdeck.delivery.web.account.views.blueprint import bp
from pitchdeck.delivery.web.account.views.entering import fresh_session, welcome
from pitchdeck.delivery.web.forms import BaseForm
from pitchdeck.features.people import actions, queries

_KIND = ("break_glass",)


@bp.get("/sign-in/break-glass/<token>")
@public
def break_glass(token: str) -> str:
    """Whose link this is, with the button that uses it up."""
    with reading() as found:
        held = queries.open_pass(found, actions.token_hash(token), _KIND, datetime.now(UTC))
    if held is None:
        raise NotFound("This link was used already, or its 15 minutes are over. Make another on the machine.")
    return page("account/break_glass.html", form=BaseForm(formdata=None), held=held, token=token)


@bp.post("/sign-in/break-glass/<token>")
@public
def use_break_glass(token: str) -> Response:
    """Use the link up and start the administrator's session."""
    with database().writing() as act:
        person_id = actions.use_break_glass(act.session, token, at=act.at)
        fresh = fresh_session(act, person_id, "break_glass")
    return welcome(fresh, "/")
