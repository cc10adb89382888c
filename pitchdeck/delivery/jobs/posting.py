"""Posts to the channels of units: what was published, once for each channel."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from pitchdeck.base import outbox
from pitchdeck.base.errors import NotFound
from pitchdeck.base.outbox import Owed
from pitchdeck.delivery.jobs.tasks import Facts, GiveUp, Shop
from pitchdeck.delivery.notify import egress
from pitchdeck.delivery.notify.channels import body_of, signed
from pitchdeck.delivery.notify.words import Writer
from pitchdeck.features.investments import queries as investments
from pitchdeck.features.people import queries
from pitchdeck.features.pitches import queries as pitches

GONE, OVERWHELMED = 410, 429
REFUSALS, ERRORS = 400, 500


def owe_posts(session: Session, kind: str, facts: Facts, *, at: datetime) -> None:
    """Owe a post to every channel whose unit this concerns, if everybody may know it."""
    found = _public(session, kind, facts)
    if found is None:
        return
    post, name, unit_id, told = found
    for channel in queries.webhooks(session):
        if unit_id in queries.units_under(session, channel.unit_id):
            owed = {"channel": channel.key, "kind": post, "facts": told, "name": name}
            outbox.owe(session, "post", owed, at=at, key=f"post {channel.key} {name}")


def _public(session: Session, kind: str, facts: Facts) -> tuple[str, str, int, Facts] | None:
    """(kind of post, its name, the unit, facts) of what was published; None for everything else."""
    if kind == "letter_published":
        pitch = pitches.pitch_of_key(session, facts["pitch"])
        if pitch.state != "funded":
            return None
        told = {"title": pitch.title, "ref": pitch.ref, "handle": pitch.handle, "ask": pitch.ask_minor}
        return "channel_funded", f"funded {pitch.key}", pitch.unit_id, told
    if kind == "tranche_released":
        tracked = investments.tracked_of_key(
            session, facts["investment"], today=queries.local_day(session, datetime.now(UTC))
        )
        if tracked is None:
            raise NotFound
        told = {**facts, "title": tracked.row.title, "ref": tracked.row.ref}
        name = f"released {facts['investment']} {facts['tranche']}"
        return "channel_released", name, tracked.row.unit_id, told
    return None


def send_post(shop: Shop, owed: Owed) -> None:
    """Post to one channel; a channel that is gone or refuses is given up, one that is busy is asked again."""
    now = datetime.now(UTC)
    with shop.database.snapshot() as session:
        channel = queries.webhook_of_key(session, owed.facts["channel"])
        settings = queries.organisation(session)
    if channel is None or settings is None:
        return
    words = Writer(settings, shop.config.site).notice(owed.facts["kind"], owed.facts["facts"])
    body = body_of(words, channel.flavour, site=shop.config.site, at=now)
    headers = signed(body, channel.secret, name=owed.facts["name"], at=now)
    try:
        answer = egress.post(channel.url, body, headers, allowed=shop.config.private_networks)
    except egress.Refused as refused:
        raise GiveUp(str(refused)) from refused
    if answer.status >= ERRORS or answer.status == OVERWHELMED:
        raise ConnectionError(answer.status)
    if answer.status >= REFUSALS:
        raise GiveUp(f"The channel answered {answer.status}.")
