"""Links that open the door once: each is made when its mail is sent, so that no secret lies in the outbox."""

import secrets

from pitchdeck.base.outbox import Owed
from pitchdeck.delivery.jobs.tasks import GiveUp, Send, Shop
from pitchdeck.delivery.notify.mailing import Letter, NoMail, Undeliverable, deliver
from pitchdeck.delivery.notify.masthead import masthead_of
from pitchdeck.delivery.notify.words import Writer
from pitchdeck.features.people import actions, queries

SUBJECTS = {"password_reset": "A new password for pitchdeck", "invitation": "Your account in pitchdeck"}


def sending(kind: str) -> Send:
    """The task that makes a link of this kind and mails it; a repeat makes a new one and ends the old."""

    def send(shop: Shop, owed: Owed) -> None:
        letter = _letter(shop, kind, owed)
        if letter is None:
            return
        try:
            deliver(shop.config, letter)
        except NoMail as none:
            raise GiveUp("This installation sends no mail: set PITCHDECK_SMTP, then try again.") from none
        except Undeliverable as hopeless:
            raise GiveUp(str(hopeless)) from hopeless

    return send


def _letter(shop: Shop, kind: str, owed: Owed) -> Letter | None:
    """The letter, once its link works; None for nobody, and for whom was deactivated meanwhile."""
    person_id, token = owed.facts.get("person_id"), secrets.token_urlsafe(32)
    if person_id is None:
        return None
    with shop.database.writing() as turn:
        to, settings = queries.receiver(turn.session, person_id), queries.organisation(turn.session)
        if to is None or settings is None:
            return None
        head = masthead_of(turn.session, settings)
        actions.give_pass(turn.session, person_id, kind, token, at=turn.at)
    name, address = to
    link = f"{shop.config.site}/new-password/{token}"
    writer, message_id = Writer(settings, shop.config.site, head), f"{kind}.{owed.id}.{owed.attempt}"
    text, html = writer.letter(kind, name=name, address=address, link=link)
    return Letter(address, SUBJECTS[kind], text, html, message_id, turn.at, head=head)
