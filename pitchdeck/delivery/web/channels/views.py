"""Channels of units: where what was published is posted."""

from urllib.parse import urlsplit

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.delivery.web.access import page, reading, requires
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.channels.forms import ChannelForm
from pitchdeck.features.people import actions, queries

bp = Blueprint("channels", __name__)


@bp.get("/channels")
@requires("webhook:manage")
def index() -> str:
    """Every channel, and the form for one more."""
    return _page(_form()[0])


@bp.post("/channels")
@requires("webhook:manage")
def add() -> Response | tuple[str, int]:
    """Open a channel; its secret is shown once."""
    form, units = _form()

    def do(act: Acting) -> str:
        unit_id = units[form.unit.data or ""]
        row = actions.add_webhook(
            act.session, unit_id, form.url.data or "", form.flavour.data or "", by=act.by, at=act.at
        )
        act.location = url_for("channels.index")
        return f"The channel is open. Its secret is shown this once: {row.secret}"

    return answer_form(form, lambda: _page(form), do)


@bp.post("/channels/<key>/end")
@requires("webhook:manage")
def end(key: str) -> Response:
    """Close a channel."""
    with acting() as act:
        actions.end_webhook(act.session, key, by=act.by, at=act.at)
        act.location = url_for("channels.index")
    return act.redirect("The channel is closed: nothing more is posted there.")


def _form() -> tuple[ChannelForm, dict[str, int]]:
    with reading() as session:
        units = queries.units(session)
    form = ChannelForm()
    form.unit.options = [(unit.key, unit.name) for unit in units]
    return form, {unit.key: unit.id for unit in units}


def _page(form: ChannelForm) -> str:
    with reading() as session:
        rows = queries.webhooks(session)
    # The whole address is a secret of the channel's owner: the host is enough to tell one from another.
    return page("channels/index.html", rows=[(row, urlsplit(row.url).hostname) for row in rows], form=form)
