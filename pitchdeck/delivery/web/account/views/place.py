"""Taking the place of somebody for whom one stands in, and going back to one's own."""

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from pitchdeck.delivery.web import place
from pitchdeck.delivery.web.access import actor, requires, session_key
from pitchdeck.delivery.web.account.views.blueprint import bp

SEE_OTHER = 303


@bp.post("/place")
@requires("place:take")
def take_place() -> Response:
    """Act for somebody whose deputy one is today."""
    named = {one.key: one.name for one in actor().stands_in}
    key = request.form.get("person", "")
    if key not in named:
        abort(404)
    place.take(session_key(), key)
    flash(f"You act for {named[key]} now, with their mandates. The conflicts of both of you count.")
    return redirect(url_for("home.index"), SEE_OTHER)


@bp.post("/place/ending")
@requires("place:take")
def leave_place() -> Response:
    """Act for oneself again."""
    place.take(session_key(), "")
    flash(f"You act for yourself again, {current_user.own.name}.")
    return redirect(url_for("home.index"), SEE_OTHER)
