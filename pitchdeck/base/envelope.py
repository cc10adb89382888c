"""Secrets that the database keeps and the process must read again: sealed with a key that is not in it."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


class Envelope:
    """Seals and opens short texts with a key made from the process's secret."""

    def __init__(self, secret_key: str) -> None:
        key = hashlib.sha256(b"pitchdeck second factor\0" + secret_key.encode()).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str | None:
        """The text; None when it was sealed with another key, as after a change of the process's secret."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None
