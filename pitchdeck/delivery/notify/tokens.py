"""Signed addresses: the one that ends letters of a kind for a person, and one for a row of the outbox."""

from itsdangerous import BadData, URLSafeSerializer

from config import Config
from pitchdeck.delivery.notify.kinds import CHOSEN

_SALT, _OWED = "letters of a kind", "owed"


def unsubscribe_url(config: Config, person_key: str, kind: str) -> str:
    """Where one click turns letters of this kind off for this person, and nothing else."""
    token = URLSafeSerializer(config.secret_key, salt=_SALT).dumps([person_key, kind])
    return f"{config.site}/letters/{token}"


def unsubscribed(config: Config, token: str) -> tuple[str, str] | None:
    """(person's key, kind) of such an address; None when it is none of ours."""
    try:
        person_key, kind = URLSafeSerializer(config.secret_key, salt=_SALT).loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return (str(person_key), kind) if kind in CHOSEN else None


def handle_of(config: Config, owed_id: int) -> str:
    """A row of the outbox as an address names it: its number never leaves the house."""
    return str(URLSafeSerializer(config.secret_key, salt=_OWED).dumps(owed_id))


def owed_of(config: Config, handle: str) -> int | None:
    """The row behind such an address; None when it is none of ours."""
    try:
        found = URLSafeSerializer(config.secret_key, salt=_OWED).loads(handle)
    except (BadData, ValueError, TypeError):
        return None
    return found if isinstance(found, int) else None
