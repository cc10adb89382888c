"""Every form of the application as a person of the told demo is shown it: whose, where, going where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import html5lib

from pitchdeck.delivery.web.forms.lines import PLACE
from tests.journeys.walker import _filled
from tests.structure.matrix import World


class Place(NamedTuple):
    """Who finds a form, on which page: a route and the kind of sample that fills it."""

    role: str
    page: str
    kind: str = ""


MARKABLE = """SELECT pitch.ref FROM pitch JOIN revision ON pitch_id = pitch.id AND number = revision_no
WHERE pitch.state = 'in_funding' AND revision.id IN (SELECT revision_id FROM ask_line)
ORDER BY pitch.id LIMIT 1"""
UNDECIDED = """SELECT ref FROM pitch WHERE state = 'in_review'
AND id NOT IN (SELECT pitch_id FROM review) ORDER BY id LIMIT 1"""
DUE = """SELECT tranche.key FROM tranche JOIN pitch ON pitch.id = pitch_id WHERE pitch.state = 'funded'
AND tranche.id NOT IN (SELECT tranche_id FROM "release") ORDER BY tranche.id LIMIT 1"""
STEPS = ("problem", "solution", "cost", "benefit", "proof", "send")
SOMEBODY = "SELECT key FROM person WHERE email LIKE 'viewer@%'"
MANDATE = "SELECT mandate.key FROM mandate JOIN person ON person.id = person_id WHERE email LIKE 'viewer@%'"
UNIT = "SELECT key FROM unit WHERE parent_id IS NOT NULL ORDER BY id LIMIT 1"
_CHECKED = (
    "SELECT p.ref FROM pitch p JOIN benefit_line b ON b.pitch_id = p.id AND b.revision_no = p.revision_no"
    " WHERE p.state = 'screened' ORDER BY p.id"
)
"""A pitch whose numbers finance may check, with a number to check."""
PLACES: dict[str, Place] = {
    # the route that a form is sent to → where a person who may do it finds it
    "/account/password": Place("presenter", "/account/password"),
    "/account/second-factor": Place("presenter", "/account/second-factor"),
    "/actuals/<key>/confirmation": Place("finance", "/actuals/<key>", "own waiting"),
    "/actuals/<key>/reversal": Place("presenter", "/actuals/<key>", "own waiting"),
    "/agreements/<key>/answer": Place("chair", "/agreements/<key>", "waiting"),
    "/capacity": Place("lead", "/capacity"),
    "/channels": Place("admin", "/channels"),
    "/claims/<key>/answer": Place("sponsor", "/claims/<key>", "own open"),
    "/funds": Place("finance", "/funds/new"),
    "/pitches/<handle>/capex": Place("finance", "/pitches/<handle>/capex", MARKABLE),
    "/workbench/views": Place("finance", "/workbench/views"),
    "/purse-requests": Place("investor1", "/purse-requests/new"),
    "/purse-requests/<key>/answer": Place("fund_owner", "/purse-requests/<key>", "waiting"),
    "/fund-changes/<key>/answer": Place("fund_owner", "/fund-changes/<key>", "waiting"),
    "/funds/<key>/changes": Place("finance", "/funds/<key>/changes", "confirmed"),
    "/funds/<key>/shortfalls": Place("finance", "/funds/<key>/shortfalls", "confirmed"),
    "/supplements/<key>/commitments": Place("investor1", "/supplements/<key>", "asked"),
    "/supplements/<key>/approval": Place("finance", "/supplements/<key>", "covered"),
    "/supplements/<key>/refusal": Place("finance", "/supplements/<key>", "covered"),
    "/investments/<key>/gate": Place("presenter", "/investments/<key>/gate", "own"),
    "/gates/<key>/votes": Place("investor1", "/gates/<key>", "open"),
    "/supplements/<key>/withdrawal": Place("presenter", "/supplements/<key>", "covered"),
    "/funds/<key>/openings": Place("finance", "/funds/<key>/openings", "confirmed"),
    "/funds/<key>/code": Place("finance", "/funds/<key>/code", "confirmed"),
    "/funds/<key>/confirmation": Place("fund_owner", "/funds/<key>", "waiting"),
    "/funds/<key>/purses": Place("fund_owner", "/funds/<key>", "confirmed"),
    "/funds/<key>/year-end": Place("finance", "/funds/<key>/year-end", "of last year"),
    "/year-ends/<key>/reopening": Place("finance", "/year-ends/<key>", "any"),
    "/goals": Place("lead", "/goals/new"),
    "/goals/<key>/measures": Place("lead", "/goals/<key>/measures/new", "any"),
    "/accruals/<key>/reversal": Place("finance", "/accruals/<key>", "open"),
    "/actuals/<key>/credit-notes": Place("finance", "/actuals/<key>/credit-notes", "other"),
    "/reconciliations/<month>/matches": Place("finance", "/reconciliations/<month>", "any"),
    "/credit-notes/<key>/reversal": Place("finance", "/credit-notes/<key>", "standing"),
    "/investments/<key>/accruals": Place("finance", "/investments/<key>/accruals", "other"),
    "/contracts/<key>/confirmation": Place("finance", "/contracts/<key>", "own waiting"),
    "/contracts/<key>/end": Place("finance", "/contracts/<key>", "confirmed"),
    "/hours/<key>/reversal": Place("presenter", "/hours/<key>", "own"),
    "/inbox/calendar": Place("presenter", "/inbox/ways"),
    "/inbox/ways": Place("presenter", "/inbox/ways"),
    "/investments/<key>/actuals": Place("presenter", "/investments/<key>/actuals", "own"),
    "/investments/<key>/contracts": Place("presenter", "/investments/<key>/contracts", "own"),
    "/investments/<key>/delivery": Place("presenter", "/investments/<key>/delivery", "own"),
    "/investments/<key>/hours": Place("presenter", "/investments/<key>/hours", "own"),
    "/investments/<key>/readings": Place("presenter", "/investments/<key>/readings", "own"),
    "/privacy/copies": Place("presenter", "/privacy"),
    "/standing-approvals": Place("finance", "/standing-approvals/new"),
    "/standing-approvals/<key>/answer": Place("fund_owner", "/standing-approvals/<key>", "waiting"),
    "/standing-approvals/<key>/end": Place("finance", "/standing-approvals/<key>", "waiting"),
    "/pitches/<handle>/numbers": Place("finance", "/pitches/<handle>/numbers", _CHECKED),
    "/mandates/<key>/confirmation": Place("finance", "/people"),
    "/deputies": Place("presenter", "/deputies"),
    "/mandates/<key>/end": Place("admin", "/mandates/<key>/end", MANDATE),
    "/people": Place("admin", "/people/new"),
    "/people/<key>/departure": Place("admin", "/people/<key>/departure", SOMEBODY),
    "/people/<key>/deputies": Place("admin", "/people/<key>/deputies", SOMEBODY),
    "/people/<key>/details": Place("admin", "/people/<key>/details", SOMEBODY),
    "/people/<key>/mandates": Place("admin", "/people/<key>", SOMEBODY),
    "/settings": Place("admin", "/settings"),
    "/settings/figures": Place("finance", "/settings"),
    "/settings/limits": Place("finance", "/settings/limits"),
    "/settings/rates": Place("finance", "/settings/rates"),
    "/settings/values": Place("finance", "/settings/values"),
    "/settings/defaults": Place("finance", "/settings/defaults"),
    "/settings/templates": Place("finance", "/settings/defaults"),
    "/settings/look": Place("admin", "/settings/look"),
    "/units": Place("admin", "/units"),
    "/units/<key>/head": Place("admin", "/units/<key>", UNIT),
    "/units/<key>/names": Place("admin", "/units/<key>", UNIT),
    "/units/<key>/place": Place("admin", "/units/<key>", UNIT),
    "/measures/<key>/agreement": Place("sponsor", "/goals"),
    "/pitches": Place("presenter", "/pitches/new"),
    "/pitches/<handle>/commitments": Place("investor1", "/pitches/<handle>", "own in_funding"),
    "/pitches/<handle>/comparison": Place("presenter", "/pitches/<handle>/comparison", "own draft"),
    "/pitches/<handle>/draft/<step>": Place("presenter", "/pitches/<handle>/draft/<step>", "own draft"),
    "/pitches/<handle>/intangibles": Place("presenter", "/pitches/<handle>/intangibles", "own returned"),
    "/pitches/<handle>/options": Place("presenter", "/pitches/<handle>/options", "own returned"),
    "/pitches/<handle>/tiers": Place("presenter", "/pitches/<handle>/tiers", "own draft"),
    "/pitches/<handle>/window": Place("presenter", "/pitches/<handle>/window", "own draft"),
    "/windows/<key>/answer": Place("finance", "/windows/<key>", "waiting"),
    "/pitches/<handle>/recusal": Place("investor1", "/pitches/<handle>/recusal", "own in_funding"),
    "/pitches/<handle>/review": Place("finance", "/pitches/<handle>/review", UNDECIDED),
    "/pitches/<handle>/scorecard": Place("investor1", "/pitches/<handle>/scorecard", "other in_scoring"),
    "/pitches/<handle>/screening": Place("lead", "/pitches/<handle>/screening", "other submitted"),
    "/pitches/<handle>/withdrawal": Place("presenter", "/pitches/<handle>", "own screened"),
    "/rate-cards/<key>/end": Place("finance", "/rate-cards/<key>/end", "valid"),
    "/readings/<key>/attestation": Place("sponsor", "/readings/<key>", "other waiting"),
    "/rounds": Place("lead", "/rounds/new"),
    "/rounds/rolling": Place("lead", "/rounds/rolling/new"),
    "/rounds/<key>/decision": Place("chair", "/rounds/<key>", "finance_review"),
    "/rounds/<key>/deliberation": Place("chair", "/rounds/<key>", "scoring"),
    "/rounds/<key>/extension": Place("chair", "/rounds/<key>/extension", "funding"),
    "/rounds/<key>/finance-review": Place("chair", "/rounds/<key>/money", "funding"),
    "/rounds/<key>/funding": Place("chair", "/rounds/<key>/money", "deliberation"),
    "/rounds/<key>/end": Place("chair", "/rounds/<key>", "rolling funding"),
    "/rounds/<key>/rolling": Place("lead", "/rounds/<key>/rolling", "rolling draft"),
    "/rounds/<key>/start": Place("chair", "/rounds/<key>", "rolling draft"),
    "/shortfalls/<key>/confirmation": Place("fund_owner", "/shortfalls/<key>", "open"),
    "/shortfalls/<key>/proposal": Place("finance", "/shortfalls/<key>", "open"),
    "/shortfalls/<key>/list": Place("finance", "/shortfalls/<key>", "open"),
    "/shortfalls/<key>/order": Place("finance", "/shortfalls/<key>", "open"),
    "/shortfalls/<key>/end": Place("finance", "/shortfalls/<key>", "open"),
    "/rounds/<key>/scoring": Place("chair", "/rounds/<key>", "open"),
    "/rounds/<key>/shortlist": Place("chair", "/rounds/<key>/shortlist", "deliberation"),
    "/tranches/<key>/release": Place("finance", "/tranches/<key>", DUE),
    "/vendors": Place("lead", "/vendors"),
    "/vendors/<key>/end": Place("lead", "/vendors/<key>/end", "any"),
    "/vendors/<key>/rate-cards": Place("finance", "/vendors/<key>", "any"),
}
BARE: dict[str, tuple[Place, tuple[str, ...]]] = {
    # forms that the demo's pages do not show now, or that a script sends: the fields that they take
    "/account/other-sessions/ending": (Place("presenter", "/account/other-sessions/ending"), ()),
    "/account/second-factor/confirmation": (
        Place("presenter", "/account/second-factor/confirmation"),
        ("code",),
    ),
    "/account/second-factor/recovery-codes": (
        Place("presenter", "/account/second-factor/recovery-codes"),
        ("password",),
    ),
    "/account/second-factor/removal": (Place("presenter", "/account/second-factor/removal"), ("password",)),
    "/workbench/views/<key>/name": (Place("finance", "/workbench/views/nothingatall/name"), ("name",)),
    "/workbench/views/<key>/default": (Place("finance", "/workbench/views/nothingatall/default"), ("opens",)),
    "/workbench/views/<key>/removal": (Place("finance", "/workbench/views/nothingatall/removal"), ()),
    "/account/sessions/<key>/ending": (Place("presenter", "/account/sessions/nothingatall/ending"), ()),
    "/new-password/<token>": (
        Place("nobody", "/new-password/nothingatall"),
        ("new_password", "new_password_again"),
    ),
    "/sign-in/break-glass/<token>": (Place("nobody", "/sign-in/break-glass/nothingatall"), ()),
    "/sign-in/code": (Place("nobody", "/sign-in/code"), ("code",)),
    "/sign-in/reset": (Place("nobody", "/sign-in/reset"), ("email",)),
    "/channels/<key>/end": (Place("admin", "/channels/nothingatall/end"), ()),
    "/inbox/calendar/end": (Place("presenter", "/inbox/calendar/end"), ()),
    "/deputies/<key>/confirmation": (Place("finance", "/deputies/nothingatall/confirmation"), ()),
    "/place": (Place("presenter", "/place"), ("person",)),
    "/place/ending": (Place("presenter", "/place/ending"), ()),
    "/deputies/<key>/end": (Place("admin", "/deputies/nothingatall/end"), ()),
    "/mandates/<key>/founding": (Place("admin", "/mandates/nothingatall/founding"), ()),
    "/mandates/<key>/limit": (Place("admin", "/mandates/nothingatall/limit"), ("limit", "reason")),
    "/people/<key>/invitation": (Place("admin", "/people/nothingatall/invitation"), ()),
    "/people/<key>/link": (Place("admin", "/people/nothingatall/link"), ()),
    "/people/<key>/return": (Place("admin", "/people/nothingatall/return"), ()),
    "/reconciliations": (Place("finance", "/reconciliations"), ("month", "file")),
    "/people/import": (Place("admin", "/people/import"), ("file",)),
    "/people/import/rows": (Place("admin", "/people/import/rows"), ("sheet",)),
    "/pitches/<handle>/filling": (Place("presenter", "/pitches/<handle>/filling", "own draft"), ("file",)),
    "/pitches/<handle>/filling/lines": (
        Place("presenter", "/pitches/<handle>/filling", "own draft"),
        ("inputs", "version"),
    ),
    "/rounds/<key>/panel": (Place("chair", "/rounds/<key>/panel", "open"), ("person",)),
    "/settings/look/logos": (Place("admin", "/settings/look/logos"), ("file",)),
    "/settings/defaults/<name>/removal": (Place("finance", "/settings/defaults/nothingatall/removal"), ()),
    "/setting-changes/<key>/answer": (
        Place("finance", "/setting-changes/nothingatall/answer"),
        ("verdict",),
    ),
    "/funds/<key>/openings/file": (Place("finance", "/funds/<key>/openings", "confirmed"), ("total", "file")),
    "/investments/<key>/supplements": (
        Place("presenter", "/investments/<key>/supplements", "own"),
        ("fiscal_year", "amount", "category", "reason", "benefit", "until_on"),
    ),
    "/gates/<key>/signature": (Place("finance", "/gates/nothingatall/signature"), ()),
    "/openings/<key>/answer": (Place("finance", "/openings/nothingatall/answer"), ("verdict",)),
    "/investments/<key>/review": (
        Place("presenter", "/investments/<key>/review", "own"),
        ("obtained", "why", "lesson"),
    ),
    "/closing-reviews/<key>/answer": (Place("sponsor", "/closing-reviews/nothingatall/answer"), ("verdict",)),
    "/investments/<key>/closing": (Place("finance", "/investments/<key>/closing", "other"), ()),
    "/reopenings/<key>/answer": (Place("finance", "/reopenings/nothingatall/answer"), ("verdict",)),
    "/setup": (Place("nobody", "/setup"), ("code",)),
    "/setup/organisation": (Place("nobody", "/setup/organisation"), ("name", "currency")),
    "/setup/people": (Place("admin", "/setup/people"), ("people-0-name", "people-0-email")),
    "/leavers": (Place("admin", "/leavers"), ("person", "reason")),
    "/people/<key>/copies": (Place("admin", "/people/nothingatall/copies"), ()),
    "/letters/<token>": (Place("nobody", "/letters/nothingatall"), ()),
    "/queue/<handle>/retry": (Place("admin", "/queue/nothingatall/retry"), ()),
    "/commitments/<key>/cancellation": (
        Place("investor1", "/commitments/nothingatall/cancellation"),
        ("reason",),
    ),
    "/cancellations/<key>/answer": (Place("finance", "/cancellations/nothingatall/answer"), ("verdict",)),
    "/commitments/<key>/amount": (
        Place("investor1", "/commitments/<key>/amount", "of investor1"),
        ("amount",),
    ),
    "/commitments/<key>/condition": (
        Place("presenter", "/commitments/<key>/condition", "of investor1"),
        ("verdict",),
    ),
    "/pitches/<handle>/standby": (
        Place("investor1", "/pitches/<handle>/standby", "own in_funding"),
        ("purse", "amount"),
    ),
    "/standbys/<key>/leaving": (Place("investor1", "/standbys/nothingatall/leaving"), ()),
    "/commitments/<key>/withdrawal": (
        Place("investor1", "/commitments/<key>/withdrawal", "of investor1"),
        (),
    ),
    "/pitches/<handle>/claims": (Place("presenter", "/pitches/<handle>/claims", "own draft"), ()),
    "/pitches/<handle>/engagement": (
        Place("presenter", "/pitches/<handle>/engagement", "own draft"),
        ("finished_hours", "work-0-hours", "months", "free_hours", "use"),
    ),
    "/pitches/<handle>/figures": (
        Place("presenter", "/pitches/<handle>/figures", "own draft"),
        ("costs-0-amount", "costs-0-label", "people", "hours_each", "lines-0-value", "lines-0-units"),
    ),
    "/pitches/<handle>/submission": (
        Place("presenter", "/pitches/<handle>/submission", "own returned"),
        (),
    ),
    "/rounds/<key>/cancellation": (Place("chair", "/rounds/<key>/cancellation", "open"), ("why",)),
    "/rounds/<key>/closing": (Place("chair", "/rounds/<key>/closing", "closed"), ()),
    "/rounds/<key>/offers": (Place("chair", "/rounds/<key>/offers", "funding"), ("pitch", "why")),
    "/rounds/<key>/opening": (Place("chair", "/rounds/<key>/opening", "open"), ()),
    "/rounds/<key>/plan": (
        Place("lead", "/rounds/<key>/plan", "open"),
        ("name", "quorum", "fiscal_year", "decision_on", "pitches_close_at", "criteria-0-weight"),
    ),
    "/rounds/<key>/publication": (Place("chair", "/rounds/<key>/publication", "finance_review"), ()),
}
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
"""Forms hold no forms, and what somebody typed is escaped: the rest of a page need not be read."""
FIGURES = {"decimal", "numeric"}
HIDDEN = {"hidden", "submit", "button", "image", "reset"}


@dataclass(frozen=True)
class Shown:
    """A form on a page: whose it is, where it goes, what it is filled with, and what a person fills in."""

    rule: str
    role: str
    action: str
    fields: tuple[tuple[str, str], ...]
    choices: frozenset[str]
    boxes: frozenset[str]
    """What holds any text: lines, areas, figures, days."""
    exact: dict[str, str]
    """Of the boxes, those for figures and days: their names and their ids on the page."""


def forms_of(world: World) -> Iterator[Shown]:
    """Each form of the places above; the draft's once for each of its steps."""
    for rule, place in PLACES.items():
        for step in STEPS if "<step>" in rule else ("",):
            page = _address(world, place, step)
            answer = world.clients[place.role][0].get(page)
            assert answer.status_code == 200, (rule, page, answer.status_code)
            yield form_on(world, rule, place.role, page, answer.get_data(as_text=True))
    for rule, (place, names) in BARE.items():
        empty = tuple((name, "") for name in names)
        yield Shown(rule, place.role, _address(world, place, ""), empty, frozenset(), frozenset(names), {})


def _address(world: World, place: Place, step: str) -> str:
    area = place.page.split("/")[1]
    kind = place.kind
    if kind.startswith("SELECT "):
        key = str(world.watch.execute(kind).fetchone()[0])
    else:
        key = world.samples[area][kind] if kind else ""
    page = place.page.replace("<step>", step)
    return page.replace("<key>", key).replace("<handle>", key).replace("<month>", key)


def form_on(world: World, rule: str, role: str, page: str, html: str) -> Shown:
    adapter = world.app.url_map.bind("localhost")
    for piece in _FORM.findall(html):
        (form,) = html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(piece).iter("form")
        action = (form.get("action") or page).split("?")[0]
        if form.get("method", "").lower() == "post":
            matched, _values = adapter.match(action, method="POST", return_rule=True)
            if matched.rule == rule:
                return Shown(rule, role, action, tuple(_filled(form)), *_names(form))
    raise AssertionError(f"{role} finds no form for {rule} on {page}")


def _names(form: Any) -> tuple[frozenset[str], frozenset[str], dict[str, str]]:
    inputs = [
        each
        for each in form.iter("input")
        # Where a row should move to is read by its button alone: nothing that is kept comes from it.
        if each.get("type", "text") not in HIDDEN and not each.get("name", "").endswith(f"-{PLACE}")
    ]
    lines = [each for each in inputs if each.get("type", "text") not in {"checkbox", "radio"}]
    exact = [
        each for each in lines if each.get("inputmode") in FIGURES or each.get("type") in {"date", "month"}
    ]
    boxes = _named([*lines, *form.iter("textarea")])
    choices = _named([*inputs, *form.iter("select")]) - boxes
    return choices, boxes, {each.get("name"): each.get("id") for each in exact}


def _named(elements: list[Any]) -> frozenset[str]:
    return frozenset(each.get("name") for each in elements if each.get("name"))
