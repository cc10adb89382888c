"""The version of a draft that a page shows, so that a stale save is noticed."""

from typing import Any

from wtforms import Field
from wtforms.widgets import HiddenInput


class VersionField(Field):
    """The version of the draft that the page shows; anything unreadable counts as an old one."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take a whole number of up to nine digits."""
        typed = valuelist[0] if valuelist and isinstance(valuelist[0], str) else ""
        self.data = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 - nine digits fit every column

    def _value(self) -> str:
        return str(self.data or 0)
