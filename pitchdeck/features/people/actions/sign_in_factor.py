"""The second factor: set up, confirmed by a code, asked at sign-in, switched off."""

import secrets
from datetime import datetime

from sqlalchemy import delete, insert, or_, update
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import notices, queries
from pitchdeck.features.people.actions.sign_in import token_hash
from pitchdeck.features.people.figures import step_of_code
from pitchdeck.features.people.models import ROLES, Organisation, RecoveryCode, SecondFactor

CODES = 10
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""32 signs without l, o, 0 and 1: sixteen of them are 80 random bits, too many to try against a hash."""
NOTHING = "There is nothing to confirm. Begin the set-up again."
WRONG = "This code is not right, or was used before. Wait for the next one and type it."


def new_recovery_codes() -> tuple[str, ...]:
    """Ten fresh codes, to be shown once."""
    letters = ["".join(secrets.choice(_LETTERS) for _ in range(16)) for _ in range(CODES)]
    return tuple("-".join(word[at : at + 4] for at in range(0, 16, 4)) for word in letters)


def plain_code(typed: str) -> str:
    """A code as it is compared: without the spaces and dashes that make it readable."""
    return "".join(typed.split()).replace("-", "").lower()


def start_factor(session: Session, sealed_secret: str, *, by: Actor, at: datetime) -> None:
    """Begin to set a second factor up with a new secret; Conflict when one works already."""
    present = queries.factor_of(session, by.id)
    if present is not None and present.confirmed_at is not None:
        raise Conflict("Your second factor works already. Switch it off before you set up another.")
    session.execute(delete(SecondFactor).where(SecondFactor.person_id == by.id))
    session.add(SecondFactor(person_id=by.id, sealed_secret=sealed_secret, made_at=at))
    session.flush()


def confirm_factor(
    session: Session, secret: str | None, typed: str, codes: tuple[str, ...], *, by: Actor, at: datetime
) -> None:
    """Let the second factor work from now on, with its recovery codes; Invalid for a wrong code."""
    if secret is None:
        raise Conflict(NOTHING)
    step = step_of_code(secret, plain_code(typed), at)
    if step is None:
        raise Invalid({"code": WRONG})
    mine = (SecondFactor.person_id == by.id, SecondFactor.confirmed_at.is_(None))
    done = session.execute(
        update(SecondFactor).where(*mine).values(confirmed_at=at, last_step=step).returning(SecondFactor.id)
    )
    if done.scalar_one_or_none() is None:
        raise Conflict(NOTHING)
    _replace_codes(session, by.id, codes, at)
    notices.account_changed(session, by.id, "factor_on", at=at)
    history.record(session, ("person", by.key), "second_factor_on", by=by, at=at)


def renew_codes(session: Session, codes: tuple[str, ...], *, proved: bool, by: Actor, at: datetime) -> None:
    """Replace the recovery codes; the old ones stop working."""
    _prove(proved)
    present = queries.factor_of(session, by.id)
    if present is None or present.confirmed_at is None:
        raise Conflict("Recovery codes come with a second factor. Set one up first.")
    _replace_codes(session, by.id, codes, at)
    notices.account_changed(session, by.id, "codes", at=at)
    history.record(session, ("person", by.key), "recovery_codes_renewed", by=by, at=at)


def drop_factor(session: Session, *, proved: bool, by: Actor, at: datetime) -> None:
    """Switch one's second factor off; Invalid without the password."""
    _prove(proved)
    session.execute(delete(SecondFactor).where(SecondFactor.person_id == by.id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == by.id))
    notices.account_changed(session, by.id, "factor_off", at=at)
    history.record(session, ("person", by.key), "second_factor_off", by=by, at=at)


def take_code(session: Session, person_id: int, secret: str | None, typed: str, *, at: datetime) -> bool:
    """Whether this code of the device, or this recovery code, lets the person in; each does so once."""
    code = plain_code(typed)
    step = step_of_code(secret, code, at) if secret is not None else None
    return (
        _take_step(session, person_id, step)
        if step is not None
        else _take_recovery(session, person_id, code, at)
    )


def require_second_factor(session: Session, roles: frozenset[str], *, by: Actor, at: datetime) -> None:
    """Let nobody use these roles without a second factor; Invalid for a word that is no role."""
    policy.require("second_factor:require", by)
    unknown = roles - set(ROLES)
    if unknown:
        raise Invalid(
            {"second_factor_roles": f"There is no role {', '.join(sorted(unknown))}. Choose from the list."}
        )
    chosen = sorted(roles)
    session.execute(update(Organisation).values(second_factor_roles=chosen))
    detail = {"second_factor_roles": chosen}
    history.record(session, ("organisation", "1"), "second_factor_required", by=by, at=at, detail=detail)


def _prove(proved: bool) -> None:  # noqa: FBT001  # one word, private
    if not proved:
        raise Invalid({"password": "This is not your password. Type it again."})


def _replace_codes(session: Session, person_id: int, codes: tuple[str, ...], at: datetime) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    rows = [
        {"person_id": person_id, "code_hash": token_hash(plain_code(code)), "made_at": at} for code in codes
    ]
    session.execute(insert(RecoveryCode), rows)


def _take_step(session: Session, person_id: int, step: int) -> bool:
    newer = or_(SecondFactor.last_step.is_(None), SecondFactor.last_step < step)
    taken = session.execute(
        update(SecondFactor)
        .where(SecondFactor.person_id == person_id, SecondFactor.confirmed_at.is_not(None), newer)
        .values(last_step=step)
        .returning(SecondFactor.id)
    )
    return taken.scalar_one_or_none() is not None


def _take_recovery(session: Session, person_id: int, code: str, at: datetime) -> bool:
    mine = (RecoveryCode.person_id == person_id, RecoveryCode.code_hash == token_hash(code))
    taken = session.execute(
        update(RecoveryCode)
        .where(*mine, RecoveryCode.used_at.is_(None))
        .values(used_at=at)
        .returning(RecoveryCode.id)
    )
    return taken.scalar_one_or_none() is not None
