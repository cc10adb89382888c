"""The address in a letter that ends letters of its kind: signed, bound to one person and one kind."""

from itsdangerous import BadData, URLSafeSerializer

from config import Config
from pitchdeck.delivery.notify.kinds import KINDS

_SALT = "letters of a kind"


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
    return (str(person_key), kind) if kind in KINDS else None
