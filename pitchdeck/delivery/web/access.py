"""Signs people in and guards every view: who asks, what it needs, and what a page always shows."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, Response, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from config import Config
from pitchdeck.base import policy, seen
from pitchdeck.base.db import Database
from pitchdeck.base.envelope import Envelope
from pitchdeck.base.errors import Busy, NotAllowed
from pitchdeck.base.passwords import Passwords
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.delivery.web import place
from pitchdeck.delivery.web.navigation import navigation, signed
from pitchdeck.features.people import queries
from pitchdeck.features.people.actions import token_hash
from pitchdeck.features.people.queries import Entered, OrganisationRow

ERRORS = 400
"""Where the statuses of refusals begin."""
NOTED_EVERY = timedelta(minutes=1)
"""How exactly a session's last visit is known; more often would make every page a write."""

View = TypeVar("View", bound=Callable[..., Any])


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login is untyped
    """The person behind a session token; Flask-Login keeps the token in the cookie."""

    def __init__(
        self, token: str, person: Actor, entered: Entered | None = None, *, own: Actor | None = None
    ) -> None:
        self.id = token
        self.actor = person
        self.own = own or person
        self.key = entered.key if entered else ""
        self.entered = entered

    @property
    def unread(self) -> int:
        """How much this person was told since they last opened their inbox."""
        return self.entered.unread if self.entered else 0

    @property
    def lacks_factor(self) -> bool:
        """Whether a role of this person needs a second factor that neither they nor a provider has given."""
        entered = self.entered
        if entered is None or entered.has_factor or entered.method != "password":
            return False
        return bool(entered.factor_roles & (self.actor.roles | self.own.roles))


def requires(key: str) -> Callable[[View], View]:
    """Declare a view's permission; a role-only rule is judged here, one with facts in the act or query."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return _to_sign_in()
            if current_user.lacks_factor and request.blueprint != "account":
                g.led_away = True
                return redirect(url_for("account.second_factor"))
            g.personal = policy.PERMISSIONS[key].personal
            _judge(key)
            return view(*args, **kwargs)

        guarded.permission = key  # type: ignore[attr-defined]  # read by `seal` and the route snapshot
        return cast(View, guarded)

    return declare


def public(view: View) -> View:
    """Declare that a view needs no sign-in."""
    view.permission = None  # type: ignore[attr-defined]  # read by `seal` and the route snapshot
    return view


def one_click(view: View) -> View:
    """Declare that a POST proves itself by its address alone: a mail program sends it, which has no form."""
    view.one_click = True  # type: ignore[attr-defined]  # read by `create_app`
    return view


def _judge(key: str) -> None:
    permission = policy.PERMISSIONS[key]
    if permission.roles and not permission.roles & actor().roles:
        abort(404)
    if not permission.rule.needs_facts:
        allowed(policy.may(key, actor()))


def allowed(verdict: Verdict) -> None:
    """Refuse with the verdict's reason (NotAllowed) whom no form is shown again: first who, then what.

    Only for a form that is not sent on to its action: an act that was done already is answered as it was
    the first time, whatever the verdict is by now.
    """
    if not verdict:
        raise NotAllowed(verdict.reason)


def _to_sign_in() -> BaseResponse:
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("account.sign_in", next=back))


def actor() -> Actor:
    """Who acts: the signed-in person, or whose place they take; in one's own name alone, the person."""
    return cast(Actor, current_user.own if g.get("personal") else current_user.actor)


def database() -> Database:
    return cast(Database, current_app.extensions["pitchdeck.database"])


def passwords() -> Passwords:
    return cast(Passwords, current_app.extensions["pitchdeck.passwords"])


def envelope() -> Envelope:
    return cast(Envelope, current_app.extensions["pitchdeck.envelope"])


def config() -> Config:
    return cast(Config, current_app.extensions["pitchdeck.config"])


def session_key() -> str:
    """The key of the session that asks."""
    return cast(str, current_user.key)


def reading() -> AbstractContextManager[Session]:
    """A session for a page of single statements."""
    return database().reading()


def snapshot() -> AbstractContextManager[Session]:
    """A session for figures that must add up."""
    return database().snapshot()


def organisation() -> OrganisationRow:
    """The organisation's settings, read once per request."""
    if "organisation" not in g:
        with reading() as session:
            _settle(queries.organisation(session))
    if g.organisation is None:
        abort(redirect(url_for("setup.door")))
    return cast(OrganisationRow, g.organisation)


def _settle(row: OrganisationRow | None) -> None:
    """Keep the organisation for this request, and what its filters write by: locale, currency, zone."""
    g.organisation = row
    if row is not None:
        g.locale, g.currency, g.zone = row.locale, row.currency, row.zone


def today() -> date:
    """The day it is where the organisation is."""
    return organisation().day(datetime.now(UTC))


def frame() -> dict[str, Any]:
    """What every page shows around its content: navigation, organisation, signed-in person."""
    if not current_user.is_authenticated:
        return {"organisation": g.get("organisation"), "actor": None, "nav": (), "person": None}
    acts: Actor = current_user.actor
    return {
        "organisation": g.organisation,
        "actor": actor(),
        "nav": navigation(acts, unread=current_user.unread),
        "person": signed(acts),
        "stands_for": acts if acts.deputy else None,
        "lent": [one for one in current_user.own.stands_in if one.id != acts.id],
        "sign_out_url": url_for("account.end"),
        "account_url": url_for("account.index"),
        "place_url": url_for("account.take_place"),
        "own_place_url": url_for("account.leave_place"),
        "home_url": "/",
        "search_url": url_for("search.index") if request.endpoint != "search.index" else "",
    }


def page(template: str, **facts: Any) -> str:
    """A page in its frame."""
    organisation()
    return render_template(template, **frame(), **facts)


def seal(app: Flask) -> None:
    """Refuse to start (RuntimeError) when a view declares neither a permission nor `public`."""
    bare = [name for name, view in app.view_functions.items() if not hasattr(view, "permission")]
    unknown = [
        name
        for name, view in app.view_functions.items()
        if getattr(view, "permission", None) not in {None, *policy.PERMISSIONS}
    ]
    if bare or unknown:
        raise RuntimeError(f"Views without a declared permission: {sorted(bare + unknown)}")


def install(app: Flask) -> None:
    """Connect Flask-Login and, in tests, the check that every view asks for its permission."""
    manager = LoginManager(app)
    manager.session_protection = None  # the row in `sign_in` is what can be revoked

    @manager.user_loader  # type: ignore[untyped-decorator]  # Flask-Login is untyped
    def load(token: str) -> SignedIn | None:
        now = datetime.now(UTC)
        with reading() as session:
            _settle(queries.organisation(session))
            found = queries.signed_in(session, token_hash(token), now)
            taken = place.asked(found.key) if found else ""
            own, acts = _who(session, found, taken, now)
        if found is None or own is None or acts is None:
            return None
        _note_visit(found, now)
        place.settle(acts)
        return SignedIn(token, acts, found, own=own)

    if app.config["TESTING"]:
        app.before_request(_watch)
        app.after_request(_police)


def _who(
    session: Session, found: Entered | None, taken: str, now: datetime
) -> tuple[Actor | None, Actor | None]:
    """The signed-in person and who acts, with the mandates of today where the organisation is."""
    if found is None or g.organisation is None:
        return None, None
    today = g.organisation.day(now)
    own = queries.actor_of(session, found.person_id, today)
    return own, _in_place(session, own, taken, today)


def _in_place(session: Session, own: Actor | None, taken: str, on: date) -> Actor | None:
    """Who acts: the person, or whose place they took and may still take today."""
    if own is None or taken not in {each.key for each in own.stands_in}:
        return own
    return queries.actor_of(session, own.id, on, place=taken)


def _note_visit(entered: Entered, now: datetime) -> None:
    if now - entered.seen_at >= NOTED_EVERY:
        with suppress(Busy):  # a page is worth more than the minute of a visit
            seen.note(database(), queries.VISITS, entered.key)


def _watch() -> None:
    g.asked = policy.watch()


def _police(response: Response) -> Response:
    view = current_app.view_functions.get(request.endpoint or "")
    key = getattr(view, "permission", None)
    answered = (
        response.status_code < ERRORS
        and current_user.is_authenticated
        and not (g.get("replayed") or g.get("led_away"))
    )
    if key and answered and policy.PERMISSIONS[key].rule.needs_facts and key not in g.asked:
        raise AssertionError(f"{request.method} {request.path} answered without asking for {key}.")
    return response
