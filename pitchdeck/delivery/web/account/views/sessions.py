"""My account: where I am signed in, and what I can end."""

from datetime import UTC, datetime

from flask import url_for
from werkzeug.wrappers import Response

from pitchdeck.delivery.web.access import actor, page, requires, session_key, snapshot
from pitchdeck.delivery.web.account.views.blueprint import bp
from pitchdeck.delivery.web.acting import acting
from pitchdeck.features.people import actions, queries


@bp.get("/account")
@requires("account:see")
def index() -> str:
    """Sessions, password and second factor."""
    with snapshot() as session:
        rows = queries.sessions_of(session, actor().id, datetime.now(UTC))
        person = queries.credentials_of(session, actor().id)
        factor = queries.factor_of(session, actor().id)
    facts = {"rows": rows, "mine": session_key(), "me": person, "factor": factor}
    return page("account/index.html", **facts)


@bp.post("/account/sessions/<key>/ending")
@requires("account:change")
def end_one(key: str) -> Response:
    """End one of my sessions; ending this one leads to the door."""
    with acting() as act:
        actions.end_own_session(act.session, key, person_id=act.by.id, at=act.at)
        act.location = url_for("account.index")
    return act.redirect("That session is ended.")


@bp.post("/account/other-sessions/ending")
@requires("account:change")
def end_others() -> Response:
    """Sign out everywhere else."""
    with acting() as act:
        ended = actions.end_other_sessions(act.session, act.by.id, but=session_key(), at=act.at)
        act.location = url_for("account.index")
    return act.redirect(f"Ended {ended} other session{'' if ended == 1 else 's'}.")
