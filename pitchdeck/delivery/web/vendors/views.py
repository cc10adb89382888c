"""Vendors and their prices: who they are, what counts today, and what is over."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import history, policy
from pitchdeck.delivery.web.access import actor, page, reading, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.vendors.forms import CardForm, EndForm, VendorForm
from pitchdeck.features.people import queries as people
from pitchdeck.features.sourcing import actions, queries
from pitchdeck.features.sourcing.figures import ENGAGEMENTS, NEVER_ENDS, UNITS
from pitchdeck.features.sourcing.queries import CardRow

bp = Blueprint("vendors", __name__)

Answer = Response | str | tuple[str, int]


@bp.get("/vendors")
@requires("vendor:list")
def index() -> str:
    """Every vendor with how many of its prices count today."""
    return _index(VendorForm(formdata=None))


def _index(form: VendorForm) -> str:
    with snapshot() as session:
        rows, cards = queries.vendors(session), queries.rate_cards(session)
    valid: dict[str, list[CardRow]] = {row.key: [] for row in rows}
    for card in cards:
        if card.state(today()) == "valid":
            valid[card.vendor_key].append(card)
    verdict = policy.may("vendor:add", actor())
    return page("vendors/index.html", rows=rows, valid=valid, form=form, verdict=verdict, models=ENGAGEMENTS)


@bp.post("/vendors")
@requires("vendor:add")
def add() -> Answer:
    """Enter a vendor."""
    form = VendorForm()

    def do(act: Acting) -> str:
        values = {name: form[name].data or "" for name in ("name", "offers", "contact")}
        vendor = actions.add_vendor(act.session, **values, by=act.by, at=act.at)
        act.location = url_for("vendors.show", key=vendor.key)
        return "The vendor is entered. What does it charge?"

    return answer_form(form, lambda: _index(form), do)


@bp.get("/vendors/<key>")
@requires("vendor:list")
def show(key: str) -> str:
    """One vendor: what it charges now, later and did before."""
    return _show(key, CardForm(formdata=None, data={"valid_from": today()}))


def _show(key: str, form: CardForm) -> str:
    with snapshot() as session:
        row, cards = queries.vendor_of_key(session, key), queries.rate_cards_of(session, key)
        acts = history.of(session, "vendor", key)
        names = people.names_of(session, {entry.by_id for entry in acts})
    by_state = {
        state: [card for card in cards if card.state(today()) == state]
        for state in ("valid", "upcoming", "expired")
    }
    may = {verb: policy.may(verb, actor()) for verb in ("vendor:end", "rate_card:add", "rate_card:end")}
    facts = {"by_state": by_state, "may": may, "acts": [(entry, names[entry.by_id]) for entry in acts]}
    words = {"models": ENGAGEMENTS, "units": UNITS, "never": NEVER_ENDS}
    return page("vendors/show.html", row=row, form=form, **facts, **words)


@bp.post("/vendors/<key>/rate-cards")
@requires("rate_card:add")
def add_card(key: str) -> Answer:
    """Enter a price of a vendor."""
    form = CardForm()

    def do(act: Acting) -> str:
        actions.add_rate_card(act.session, key, form.price(), by=act.by, at=act.at)
        act.location = url_for("vendors.show", key=key)
        return "The price is entered. Comparisons use it from its first day on."

    return answer_form(form, lambda: _show(key, form), do)


@bp.get("/vendors/<key>/end")
@requires("vendor:end")
def ending(key: str) -> str:
    """The form that asks why nothing is bought from a vendor any more."""
    return _ending(key, EndForm())


def _ending(key: str, form: EndForm) -> str:
    with reading() as session:
        row = queries.vendor_of_key(session, key)
    return page("vendors/ending.html", row=row, card=None, form=form, models=ENGAGEMENTS)


@bp.post("/vendors/<key>/end")
@requires("vendor:end")
def end(key: str) -> Answer:
    """Buy nothing from a vendor from today on."""
    form = EndForm()

    def do(act: Acting) -> str:
        reason = form.reason.data or ""
        actions.end_vendor(act.session, key, reason=reason, by=act.by, at=act.at, today=today())
        act.location = url_for("vendors.show", key=key)
        return "Ended. Its prices are offered no longer; pitches that used them keep theirs."

    return answer_form(form, lambda: _ending(key, form), do)


@bp.get("/rate-cards/<key>/end")
@requires("rate_card:end")
def ending_card(key: str) -> str:
    """The form that asks why a price ends."""
    return _ending_card(key, EndForm())


def _ending_card(key: str, form: EndForm) -> str:
    with reading() as session:
        card = queries.rate_card_of_key(session, key)
        row = queries.vendor_of_key(session, card.vendor_key)
    return page("vendors/ending.html", row=row, card=card, form=form, models=ENGAGEMENTS)


@bp.post("/rate-cards/<key>/end")
@requires("rate_card:end")
def end_card(key: str) -> Answer:
    """Offer a price no longer from today on."""
    form = EndForm()

    def do(act: Acting) -> str:
        reason = form.reason.data or ""
        actions.end_rate_card(act.session, key, reason=reason, by=act.by, at=act.at, today=today())
        vendor = queries.rate_card_of_key(act.session, key).vendor_key
        act.location = url_for("vendors.show", key=vendor)
        return "Ended. The price is offered no longer; pitches that used it keep theirs."

    return answer_form(form, lambda: _ending_card(key, form), do)
