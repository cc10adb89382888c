"""Questions about sign-in sessions and failures."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, and_, bindparam, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from pitchdeck.base.db import Instant
from pitchdeck.base.seen import Seen
from pitchdeck.features.people.models import Notice, Organisation, Person, SecondFactor, SignIn, SignInFailure

IDLE_ENDS = timedelta(hours=2)
"""A session that nobody used for so long has ended."""
COUNTED = timedelta(minutes=15)
INBOX = "inbox"
"""What `base/seen` notes the visits to the inbox under."""
MANY = 100
"""Where the count of unread notices ends."""
VISITS = "sign_in"
"""What `base/seen` notes the visits of a session under."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in is checked against; `factor` is the sealed secret of a second factor that works."""

    id: int
    name: str
    password_hash: str | None
    email: str = ""
    factor: str | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """A live session, and what its person still lacks at the door."""

    key: str
    person_id: int
    method: str
    seen_at: datetime
    has_factor: bool
    factor_roles: frozenset[str]
    unread: int
    """Notices since the last visit to the inbox, counted up to `MANY`."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A live session as its person sees it."""

    key: str
    browser: str
    method: str
    started_at: datetime
    seen_at: datetime


_WORKS = SecondFactor.confirmed_at.is_not(None)
_CREDENTIALS = (
    select(Person.id, Person.name, Person.password_hash, Person.email, SecondFactor.sealed_secret)
    .outerjoin(SecondFactor, and_(SecondFactor.person_id == Person.id, _WORKS))
    .where(Person.active == True)  # noqa: E712  # a SQL comparison
)
_BY_EMAIL = _CREDENTIALS.where(Person.email == bindparam("email"))
_BY_ID = _CREDENTIALS.where(Person.id == bindparam("person_id"))
_SEEN_AT = func.coalesce(Seen.at, SignIn.started_at, type_=Instant())
_LIVE = (
    select(SignIn.key, SignIn.person_id, SignIn.method, _SEEN_AT.label("seen_at"))
    .outerjoin(Seen, and_(Seen.kind == VISITS, Seen.key == SignIn.key))
    .where(
        SignIn.ended_at.is_(None),
        SignIn.ends_at > bindparam("now", type_=Instant()),
        bindparam("idle_since", type_=Instant()) < _SEEN_AT,
    )
)
_LOOKED = (
    select(Seen.at)
    .join(Person, Person.key == Seen.key)
    .where(Seen.kind == INBOX, Person.id == SignIn.person_id)
    .correlate(SignIn)  # two levels out, which is not found by itself: without it everybody's visits count
    .scalar_subquery()
)
_NEWEST = (
    select(Notice.id)
    .where(Notice.person_id == SignIn.person_id, or_(_LOOKED.is_(None), Notice.at > _LOOKED))
    .order_by(Notice.id.desc())
    .limit(MANY)
    .correlate(SignIn)
    .subquery()
)
_SIGNED_IN = _LIVE.add_columns(
    exists().where(SecondFactor.person_id == SignIn.person_id, _WORKS),
    select(Organisation.second_factor_roles).scalar_subquery(),
    select(func.count()).select_from(_NEWEST).scalar_subquery(),
).where(SignIn.token_hash == bindparam("token_hash"))
_SESSIONS = (
    _LIVE.with_only_columns(
        SignIn.key, SignIn.browser, SignIn.method, SignIn.started_at, _SEEN_AT, maintain_column_froms=True
    )
    .where(SignIn.person_id == bindparam("person_id"))
    .order_by(_SEEN_AT.desc(), SignIn.id.desc())
)
_FAILURES = select(
    func.count().filter(SignInFailure.who_hash == bindparam("who")),
    func.count().filter(SignInFailure.peer == bindparam("peer")),
).where(
    SignInFailure.at > bindparam("since"),
    or_(SignInFailure.who_hash == bindparam("who"), SignInFailure.peer == bindparam("peer")),
)
_TURN = select(
    func.pg_advisory_xact_lock(bindparam("series"), func.hashtext(cast(bindparam("name"), String)))
)
_ACCOUNT_SERIES, _PEER_SERIES = 8101, 8102


def credentials(session: Session, email: str) -> Credentials | None:
    """What to check a password against; None for an unknown or inactive address."""
    row = session.execute(_BY_EMAIL, {"email": email}).one_or_none()
    return None if row is None else Credentials(*row)


def credentials_of(session: Session, person_id: int) -> Credentials | None:
    """The same for a person who is known already; None when inactive."""
    row = session.execute(_BY_ID, {"person_id": person_id}).one_or_none()
    return None if row is None else Credentials(*row)


def signed_in(session: Session, token_hash: str, now: datetime) -> Entered | None:
    """A session that was not ended, has not run out, and was used in the last two hours."""
    asked = {"token_hash": token_hash, "now": now, "idle_since": now - IDLE_ENDS}
    row = session.execute(_SIGNED_IN, asked).one_or_none()
    if row is None:
        return None
    key, person_id, method, seen_at, has_factor, roles, unread = row
    return Entered(key, person_id, method, seen_at, has_factor, frozenset(roles or ()), unread)


def sessions_of(session: Session, person_id: int, now: datetime) -> tuple[SessionRow, ...]:
    """A person's live sessions, the one used last first."""
    asked = {"person_id": person_id, "now": now, "idle_since": now - IDLE_ENDS}
    return tuple(SessionRow(*row) for row in session.execute(_SESSIONS, asked))


def failures(session: Session, who_hash: str, peer: str, *, now: datetime) -> tuple[int, int]:
    """Failed sign-ins of the last 15 minutes: for this account, and from this peer."""
    row = session.execute(_FAILURES, {"who": who_hash, "peer": peer, "since": now - COUNTED}).one()
    return row[0], row[1]


def failures_in_turn(session: Session, who_hash: str, peer: str, *, now: datetime) -> tuple[int, int]:
    """The same, while nobody else counts for this account or this peer: until the act ends.

    SQLite lets one act write at a time anyway. The account's lock is always taken before the peer's.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_TURN, {"series": _ACCOUNT_SERIES, "name": who_hash})
        session.execute(_TURN, {"series": _PEER_SERIES, "name": peer})
    return failures(session, who_hash, peer, now=now)
