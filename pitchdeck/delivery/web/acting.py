"""One act over HTTP: a transaction with its idempotency key, committed before the answer is built."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, redirect, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from pitchdeck.base import idempotency
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.idempotency import Answer
from pitchdeck.base.policy import Actor
from pitchdeck.delivery.web import place
from pitchdeck.delivery.web.access import actor, database
from pitchdeck.delivery.web.forms import BaseForm, VerdictForm

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
SEE_OTHER = 303


class Replayed(Exception):
    """The same form came again: the first answer is given again."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.location)
        self.answer = answer


@dataclass
class Acting:
    """The act under way: its session, moment and actor; the view sets `location`, where the answer leads."""

    session: Session
    at: datetime
    by: Actor
    location: str = "/"

    def redirect(self, message: str = "") -> Response:
        """The answer after the commit."""
        if message:
            flash(message)
        return redirect(self.location, SEE_OTHER)


@contextmanager
def acting() -> Iterator[Acting]:
    """Run one act: all of it is written when the block ends, nothing when it raises.

    Raises Replayed for a repeated form, Conflict when the database itself refuses what the act had checked.
    """
    key = request.form.get("idempotency_key", "")
    if not _KEY.fullmatch(key):
        raise BadRequest("This form came without its one-time key. Reload the page and send it again.")
    body = idempotency.body_hash(request.path, request.form.items(multi=True))
    by = actor()
    place.hold()
    try:
        with database().writing() as turn:
            earlier = idempotency.begin(turn.session, by.hand.id, key, body, at=turn.at)
            if earlier is not None:
                raise Replayed(earlier)
            act = Acting(turn.session, turn.at, by)
            yield act
            idempotency.finish(turn.session, by.hand.id, key, Answer(SEE_OTHER, act.location))
    except IntegrityError as refused:
        raise Conflict(
            "Somebody else changed this at the same moment, and the database refused the second change. "
            "Nothing of yours was written: reload the page to see how it stands now."
        ) from refused


def answer_form(
    form: BaseForm, again: Callable[[], str], do: Callable[[Acting], str]
) -> Response | tuple[str, int]:
    """Check the form and do the act, which answers with what to tell; refusals stand beside their field."""
    if not form.validate_on_submit():
        return again(), 422
    try:
        with acting() as act:
            told = do(act)
    except Invalid as refused:
        form.absorb(refused)
        return again(), 422
    except Conflict as refused:
        form.refusals.append(str(refused))
        return again(), 409
    return act.redirect(told)


def answer_verdict(
    form: VerdictForm,
    again: Callable[[], str],
    action: Callable[..., Any],
    key: str,
    *,
    back: str,
    told: Mapping[str, str],
) -> Response | tuple[str, int]:
    """Give the verdict on the thing of this key, as `answer_form`; `told` says what each verdict did."""

    def do(act: Acting) -> str:
        verdict, reason = form.verdict.data or "", form.reason.data or ""
        action(act.session, key, verdict=verdict, reason=reason, by=act.by, at=act.at)
        act.location = back
        return told[verdict]

    return answer_form(form, again, do)
