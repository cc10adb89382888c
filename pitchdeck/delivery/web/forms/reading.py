"""The one way in which every field of ours reads, refuses, keeps and shows what was typed."""

import unicodedata
from collections.abc import Sequence
from typing import Any, Protocol

from markupsafe import Markup
from wtforms import Field
from wtforms.validators import StopValidation

ECHO = 500  # characters of a refused short value that are shown again
_KEPT_IN_TEXT = {"\n", "\t"}


class Shown(Protocol):
    """A WTForms widget."""

    def __call__(self, field: Any, **attributes: object) -> Markup: ...


def echo(text: str, most: int) -> str:
    """What was typed, as it can stand in a page: cut at `most`, unprintable characters as \ufffd."""
    return "".join("\ufffd" if _unprintable(char) else char for char in text[:most])


def _unprintable(char: str) -> bool:
    if char in _KEPT_IN_TEXT or char == "\r":
        return False
    return unicodedata.category(char) in {"Cc", "Cs"} or _no_character(char)


def _no_character(char: str) -> bool:
    """Whether Unicode promises never to give this code a character: HTML refuses it."""
    return ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"  # noqa: PLR2004  # U+xxFFFE and U+xxFFFF


class ReadField(Field):
    """A field whose text is read exactly or refused in words, and always shown again as typed.

    `required` refuses an empty value with `missing`; `needed` marks what only submitting needs;
    `hint`, `prefix` and `suffix` are shown by the macro `field`.
    """

    widget: Shown
    longest = ECHO

    def __init__(
        self,
        label: str | None = None,
        validators: Sequence[Any] = (),
        *,
        required: bool = False,
        needed: bool = False,
        missing: str | None = None,
        hint: str = "",
        prefix: str = "",
        suffix: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, tuple(validators), description=hint, **kwargs)
        self.required, self.needed, self.missing = required, needed, missing
        self.hint, self.prefix, self.suffix = hint, prefix, suffix

    def read(self, typed: str) -> Any:
        """The value of what was typed; None for nothing. Raises ValueError with a sentence."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """The value as a person would type it."""
        return "" if value is None else str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the first value sent under this name; a value of another type than text is refused."""
        if not valuelist:
            return
        typed = valuelist[0]
        self.data = None
        if not isinstance(typed, str):
            raise ValueError("Type text here.")  # noqa: TRY004 - WTForms shows a ValueError beside the field
        self.data = self.read(typed)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms' signature
        """Stop at the refusal of reading; then at a required value that is missing."""
        if self.process_errors:
            raise StopValidation
        if self.data is None or self.data == "":
            if self.required:
                raise StopValidation(self.missing or f"Fill in “{self.label.text}”.")
            raise StopValidation

    def _value(self) -> str:
        if self.raw_data and isinstance(self.raw_data[0], str):
            return echo(self.raw_data[0], self.longest)
        return self.write(self.data)
