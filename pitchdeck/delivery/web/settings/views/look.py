"""Logo and colour: tried on the page, changed with a reason, and served by what they are."""

import base64
import re
from dataclasses import replace

from flask import request, url_for
from werkzeug.exceptions import NotFound as Missing
from werkzeug.wrappers import Response

from pitchdeck.base.errors import Invalid
from pitchdeck.delivery.documents.pictures import NotPictureError, Picture, logo_of
from pitchdeck.delivery.web.access import organisation, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.forms import sent_file
from pitchdeck.delivery.web.settings.forms import LogoForm, LookForm
from pitchdeck.delivery.web.settings.views.blueprint import bp
from pitchdeck.delivery.web.settings.views.changes import Answer, facts_of_changes
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.actions import Look
from pitchdeck.features.people.figures import DARK, LIGHT, fill, legible, pressed, soft

NAMES = frozenset({"accent", "accent_dark", "logo"})
_COLOURS = re.compile(r"([0-9a-f]{6})-([0-9a-f]{6})")
CSS = "text/css; charset=utf-8"
FOREVER = "private, max-age=31536000, immutable"


@bp.get("/settings/look")
@requires("setting:list")
def look() -> str:
    """Logo and colours as they are, and how others would look."""
    return _look()


def _look(form: LookForm | None = None, upload: LogoForm | None = None, tried: Look | None = None) -> str:
    house = organisation()
    offered = request.args.get("logo", "")
    with snapshot() as session:
        facts = facts_of_changes(session, None, NAMES)
        kept = queries.logo(session, offered) if offered else None
    now = Look(house.accent, house.accent_dark, house.logo)
    if kept:
        now = replace(now, logo=kept.digest)
    told = {"accent": now.accent or "", "accent_dark": now.accent_dark or "", "logo": now.logo or ""}
    form = form or LookForm(formdata=None, data=told)
    shown = tried or now
    facts |= {"form": form, "upload": upload or LogoForm(formdata=None), "tried": tried, "shown": shown}
    return page("settings/look.html", **facts, reads=_reads(shown), offered=kept)


def _reads(look: Look) -> list[tuple[str, float]]:
    """How each colour reads on its pages."""
    pairs = (("On light pages", look.accent, LIGHT), ("On dark pages", look.accent_dark, DARK))
    return [(where, legible(colour, ground).ratio) for where, colour, ground in pairs if colour]


@bp.post("/settings/look")
@requires("setting:change")
def change_look() -> Answer:
    """Show how a look would be; with `seen`, take it everywhere."""
    form = LookForm()
    if request.form.get("seen") != "yes" and form.validate_on_submit():
        return _tried(form)

    def do(act: Acting) -> str:
        actions.change_look(act.session, _settled(form), reason=form.why.data or "", by=act.by, at=act.at)
        act.location = url_for("settings.look")
        return "Changed: every page shows it from now on."

    return answer_form(form, lambda: _look(form), do)


def _settled(form: LookForm) -> Look:
    return actions.settled_look(form.accent.data or "", form.accent_dark.data or "", form.logo.data or "")


def _tried(form: LookForm) -> Answer:
    try:
        return _look(form, tried=_settled(form))
    except Invalid as refused:
        form.absorb(refused)
        return _look(form), 422


@bp.post("/settings/look/logos")
@requires("setting:change")
def offer_logo() -> Answer:
    """Keep a picture, and show it as the logo before anybody else sees it."""
    form, data = LogoForm(), sent_file()
    picture = _picture(form, data) if form.validate_on_submit() else None
    if picture is None:
        return _look(upload=form), 422
    with acting() as act:
        actions.keep_logo(act.session, picture.png, picture.digest, picture.size, by=act.by, at=act.at)
        act.location = url_for("settings.look", logo=picture.digest)
    return act.redirect("Kept. It is the logo once you save it below.")


def _picture(form: LogoForm, content: bytes) -> Picture | None:
    """The picture as it is kept; None when the form says why it is none."""
    try:
        return logo_of(content)
    except NotPictureError as why:
        form.refusals.append(str(why))
        return None


@bp.get("/look/logos/<name>.png")
@requires("look:see")
def logo(name: str) -> Response:
    """The logo of a hash."""
    with reading() as session:
        found = queries.logo(session, name)
    if found is None:
        raise Missing
    return _kept(base64.b64decode(found.png), "image/png")


@bp.get("/look/<colours>.css")
@requires("look:see")
def colours(colours: str) -> Response:
    """The pages' colours, made from a light and a dark one."""
    light, dark = _pair(colours)
    rules = _rule(":root", light, LIGHT)
    return _kept(f"{rules}@media (prefers-color-scheme: dark) {{ {_rule(':root', dark, DARK)} }}", CSS)


@bp.get("/look/tried/<colours>.css")
@requires("look:see")
def tried(colours: str) -> Response:
    """The same colours for the two boxes of the page that tries them."""
    light, dark = _pair(colours)
    return _kept(_rule(".pd-try-light", light, LIGHT) + _rule(".pd-try-dark", dark, DARK), CSS)


def _pair(colours: str) -> tuple[str, str]:
    found = _COLOURS.fullmatch(colours)
    if found is None:
        raise Missing
    return f"#{found[1]}", f"#{found[2]}"


def _rule(scope: str, colour: str, ground: str) -> str:
    filled = fill(colour)
    values = {"accent": colour, "accent-fill": filled, "accent-press": pressed(filled)}
    values["accent-soft"] = soft(colour, ground)
    return f"{scope} {{ {' '.join(f'--pd-{name}: {value};' for name, value in values.items())} }}\n"


def _kept(body: str | bytes, kind: str) -> Response:
    """An answer that never changes at its address."""
    answer = Response(body, content_type=kind)
    answer.headers["Cache-Control"] = FOREVER
    return answer
