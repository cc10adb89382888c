"""My data: a copy to take away; and for administrators, the names of those who have left."""

from flask import Blueprint, Response, url_for
from werkzeug.wrappers import Response as BaseResponse

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import actor, page, reading, requires
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.privacy.forms import PseudonymForm
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.policy import PersonalFacts

bp = Blueprint("privacy", __name__)


@bp.get("/privacy")
@requires("personal:see")
def index() -> str:
    """Copies of my data."""
    with reading() as session:
        files = queries.files_of(session, actor().id)
    return page("privacy/index.html", files=files)


@bp.post("/privacy/copies")
@requires("personal:copy")
def ask() -> BaseResponse:
    """Ask for a copy of my data."""
    with acting() as act:
        actions.ask_copy(act.session, act.by.key, by=act.by, at=act.at)
        act.location = url_for("privacy.index")
    return act.redirect("Your copy is being made. Reload this page in a moment.")


@bp.get("/privacy/copies/<key>.json")
@requires("personal:copy")
def download(key: str) -> Response:
    """Fetch a copy: the person's own, or any as an administrator."""
    with reading() as session:
        asked = queries.personal_file(session, key)
        allowed = policy.may("personal:copy", actor(), PersonalFacts(asked.person_id))
        content = queries.content_of(session, key) if allowed else None
    if content is None:
        raise NotFound
    headers = {"Content-Disposition": f'attachment; filename="pitchdeck-{asked.asked_at:%Y-%m-%d}.json"'}
    return Response(content, mimetype="application/json", headers=headers)


@bp.get("/leavers")
@requires("personal:pseudonym")
def leavers() -> str:
    """Who has left and still has a name here, and every request about anybody's data."""
    return _leavers(_form())


@bp.post("/leavers")
@requires("personal:pseudonym")
def take_out() -> BaseResponse | tuple[str, int]:
    """Ask that a name is taken out."""
    form = _form()

    def do(act: Acting) -> str:
        key, reason = form.person.data or "", form.reason.data or ""
        actions.ask_pseudonym(act.session, key, reason=reason, by=act.by, at=act.at)
        act.location = url_for("privacy.leavers")
        return "The name is being taken out. History and ledger keep the person's number."

    return answer_form(form, lambda: _leavers(form), do)


@bp.post("/people/<key>/copies")
@requires("personal:copy_of")
def ask_for(key: str) -> BaseResponse:
    """Ask for a copy of somebody's data, for them."""
    with acting() as act:
        actions.ask_copy(act.session, key, by=act.by, at=act.at)
        act.location = url_for("privacy.leavers")
    return act.redirect("The copy is being made. Reload this page in a moment.")


def _form() -> PseudonymForm:
    with reading() as session:
        found = queries.leavers(session)
    form = PseudonymForm()
    form.person.options = [(one.key, one.name) for one in found if not one.asked]
    return form


def _leavers(form: PseudonymForm) -> str:
    with reading() as session:
        files, found = queries.personal_files(session), queries.leavers(session)
    return page("privacy/leavers.html", form=form, files=files, leavers=found)
