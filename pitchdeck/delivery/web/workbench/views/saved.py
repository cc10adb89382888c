"""Views of the workbench that a person keeps: the address's state under a name, for nobody else."""

import re
from collections.abc import Mapping
from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import actor, page, reading, requires
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.workbench.forms import KeepForm, NameForm
from pitchdeck.delivery.web.workbench.views.asked import ALL, NAMES
from pitchdeck.delivery.web.workbench.views.blueprint import bp
from pitchdeck.features.people import actions
from pitchdeck.features.people.queries import SavedRow, saved_views

Answer = Response | str | tuple[str, int]
PAGE = "workbench"
_YEAR, _KEY = re.compile(r"FY\d{4}"), re.compile(r"[a-z0-9]{1,20}")


def own_views(session: Any) -> tuple[SavedRow, ...]:
    """The views of whoever acts: a deputy has their own."""
    return saved_views(session, actor().hand.id, PAGE)


def state_of(args: Mapping[str, str]) -> dict[str, Any]:
    """What an address asks for, of the shape that the workbench reads; anything else is left out."""
    by, year, unit = (args.get(name, "") for name in ("by", "year", "unit"))
    state = {"by": by if by in NAMES else "fund"}
    state |= {"year": year} if year == ALL or _YEAR.fullmatch(year) else {}
    return state | ({"unit": unit} if _KEY.fullmatch(unit) else {})


@bp.get("/workbench/views")
@requires("view:keep")
def views() -> str:
    """The views that I keep, and the one that I am about to keep or to rename."""
    return _views(KeepForm(), renaming=request.args.get("rename", ""))


def _views(form: NameForm, renaming: str = "") -> str:
    with reading() as session:
        kept = own_views(session)
    renamed = next((row for row in kept if row.key == renaming), None)
    if renamed is None and not isinstance(form, KeepForm):
        raise NotFound
    if renamed and request.method == "GET":
        form = NameForm(name=renamed.name)
    facts = {"kept": kept, "renamed": renamed, "form": form, "names": NAMES, "all": ALL}
    return page("workbench/views.html", state=state_of(request.values), **facts)


@bp.post("/workbench/views")
@requires("view:keep")
def keep() -> Answer:
    """Keep a view."""
    form, state = KeepForm(), state_of(request.form)

    def do(act: Acting) -> str:
        asked: dict[str, Any] = {"as_default": form.opens.data}
        actions.keep_view(act.session, PAGE, form.name.data or "", state, **asked, by=act.by, at=act.at)
        act.location = url_for("workbench.index", **state)
        return "Kept. Only you see it."

    return answer_form(form, lambda: _views(form), do)


@bp.post("/workbench/views/<key>/name")
@requires("view:keep")
def rename(key: str) -> Answer:
    """Give a view another name."""
    form = NameForm()

    def do(act: Acting) -> str:
        actions.rename_view(act.session, key, form.name.data or "", by=act.by)
        act.location = url_for("workbench.views")
        return "Renamed."

    return answer_form(form, lambda: _views(form, key), do)


@bp.post("/workbench/views/<key>/default")
@requires("view:keep")
def make_default(key: str) -> Response:
    """Open the workbench with this view, or with none."""
    opens = request.form.get("opens", "") == "yes"
    with acting() as act:
        actions.open_with(act.session, key, on=opens, by=act.by)
        act.location = url_for("workbench.views")
    return act.redirect("The workbench opens with it." if opens else "The workbench opens as usual.")


@bp.post("/workbench/views/<key>/removal")
@requires("view:keep")
def remove(key: str) -> Response:
    """Remove a view."""
    with acting() as act:
        actions.drop_view(act.session, key, by=act.by)
        act.location = url_for("workbench.views")
    return act.redirect("Removed.")
