"""Search: one box over pitches, investments, goals and people, each only for whom it is open."""

from flask import Blueprint, request

import pitchdeck.features.portfolio.policy  # noqa: F401  # declares search:use
from pitchdeck.base import policy
from pitchdeck.delivery.web.access import actor, page, requires, snapshot
from pitchdeck.delivery.web.forms.reading import echo
from pitchdeck.features.pitches.workflow import NAMES
from pitchdeck.features.portfolio.queries.search import LONGEST, Found, asked, found

bp = Blueprint("search", __name__)


@bp.get("/search")
@requires("search:use")
def index() -> str:
    """What was found by kind, or a page of one kind; whatever is typed is words and never an error."""
    typed = request.args.get("q", "")
    wanted = asked(typed)
    results = Found(())
    if wanted.terms:
        with snapshot() as session:
            kind, before = request.args.get("kind", ""), request.args.get("before", "")
            results = found(session, actor(), wanted, kind=kind, before=before)
    people = bool(policy.may("person:list", actor()))
    shown = " ".join(echo(typed, LONGEST).split())
    facts = {"typed": shown, "asked": wanted, "people": people, "state_names": NAMES}
    return page("search/index.html", groups=results.groups, **facts)
