"""The shortlist of a round: which of the ranked pitches go on to funding."""

from flask import url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import Invalid
from pitchdeck.delivery.web.access import actor, page, requires, snapshot
from pitchdeck.delivery.web.acting import acting
from pitchdeck.delivery.web.rounds.forms import ShortlistForm
from pitchdeck.delivery.web.rounds.views.blueprint import bp
from pitchdeck.features.rounds import queries
from pitchdeck.features.rounds.queries import RoundRow
from pitchdeck.features.scoring import actions
from pitchdeck.features.scoring import queries as scoring

Answer = Response | tuple[str, int]


@bp.get("/rounds/<key>/shortlist")
@requires("round:shortlist")
def shortlist(key: str) -> str:
    """The ranking with a tick for each pitch that may go on; those on the line are the chair's choice."""
    return _shortlist(ShortlistForm(), key)


@bp.post("/rounds/<key>/shortlist")
@requires("round:shortlist")
def choose(key: str) -> Answer:
    """Take the chosen ones on to funding."""
    form = ShortlistForm()
    form.chosen.choices = [(row.ref, row.title) for row in _ranking(key)[1]]
    if not form.validate_on_submit():
        return _shortlist(form, key), 422
    try:
        with acting() as act:
            chosen, why = form.chosen.data or (), form.why.data or ""
            actions.shortlist(act.session, key, chosen, by=act.by, at=act.at, why=why)
            act.location = url_for("rounds.show", key=key)
    except Invalid as refused:
        form.absorb(refused)
        return _shortlist(form, key), 422
    return act.redirect("The shortlist stands. Open funding next.")


def _ranking(key: str) -> tuple[RoundRow, tuple[scoring.RankRow, ...]]:
    with snapshot() as session:
        policy.require("round:shortlist", actor(), queries.facts_for(session, key, actor()))
        row = queries.round_of_key(session, key)
        found = scoring.ranking(session, row.id)
    return row, tuple(rank for rank in found if rank.state == "in_scoring")


def _shortlist(form: ShortlistForm, key: str) -> str:
    row, ranks = _ranking(key)
    return page("rounds/shortlist.html", form=form, row=row, ranks=ranks)
