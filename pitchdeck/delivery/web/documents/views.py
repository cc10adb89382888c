"""The one-pager as PDF, and as a page to print where PDFs cannot be made."""

from flask import Blueprint, Response, url_for

from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.documents import (
    Addresses,
    AssetRefused,
    DocumentError,
    DocumentUnavailable,
    asset,
    print_view_html,
)
from pitchdeck.delivery.documents.facts_of_pitch import one_pager_of
from pitchdeck.delivery.documents.one_pager import OnePager
from pitchdeck.delivery.web.access import actor, organisation, page, public, requires, snapshot, today
from pitchdeck.delivery.web.press import press
from pitchdeck.features.pitches import queries

bp = Blueprint("documents", __name__)


def _facts(handle: str) -> OnePager:
    with snapshot() as session:
        pitch = queries.pitch_for(session, handle, actor())
        return one_pager_of(session, pitch, organisation(), today=today())


@bp.get("/pitches/<handle>/one-pager.pdf")
@requires("pitch:see")
def one_pager(handle: str) -> Response | tuple[str, int]:
    """Exactly one A4 page; without Pango the page names the packages and offers the print view."""
    facts = _facts(handle)
    try:
        pdf = press().one_pager(facts)
    except DocumentError as failed:
        packages = failed.packages if isinstance(failed, DocumentUnavailable) else ()
        return page("one_pager/unavailable.html", reason=str(failed), packages=packages, handle=handle), 503
    name = f"{facts.footer.reference}-r{facts.footer.revision}.pdf"
    return Response(
        pdf, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


@bp.get("/pitches/<handle>/one-pager")
@requires("pitch:see")
def print_view(handle: str) -> str:
    """The same sheet as a page."""
    facts = _facts(handle)
    brand = facts.brand
    addresses = Addresses(
        style=url_for("documents.part", name="one_pager.css"),
        look=url_for("documents.part", name=brand.style) if brand.style else "",
        logo=url_for("settings.logo", name=brand.logo) if brand.logo else "",
    )
    return print_view_html(facts, charts=press().charts, addresses=addresses)


@bp.get("/documents/<name>")
@public
def part(name: str) -> Response:
    """A style sheet or font of the sheet; nothing else is served from here."""
    try:
        found = asset(name)
    except AssetRefused as refused:
        raise NotFound from refused
    return Response(found.content, mimetype=found.media_type, headers={"Cache-Control": "max-age=86400"})
