"""The form that every page's form derives from: one effect per key, and refusals beside their fields."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from flask import request
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.widgets import HiddenInput

from pitchdeck.delivery.web import place
from pitchdeck.delivery.web.filters import new_key
from pitchdeck.delivery.web.forms import lines

STALE = "This page had been open too long and was not saved. Nothing is lost: send it again."


class Invalid(Protocol):
    """What a feature raises when the meaning of fields is wrong: messages by field name."""

    @property
    def fields(self) -> Mapping[str, str]: ...


class Refusal(NamedTuple):
    """One line of the error summary; without an id it concerns the whole form."""

    id: str | None
    label: str
    message: str


class KeyField(Field):
    """The idempotency key: made once per page, kept when the page comes back with errors."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep a key that is one of ours; anything else gets a new key."""
        if valuelist:
            self.data = _own_key(valuelist[0])

    def _value(self) -> str:
        return self.data or ""


def _own_key(typed: Any) -> str:
    try:
        return str(uuid.UUID(typed))
    except (AttributeError, TypeError, ValueError):
        return new_key()


class BaseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form with a token, an idempotency key, and refusals from fields and from actions in one list.

    A pressed row button (see lines.py) rearranges the rows; the form then comes back without errors.
    """

    idempotency_key = KeyField(default=new_key)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.op: lines.Op | None = None
        self.refusals: list[str] = []
        self._focus: dict[str, int] = {}
        self._emptied: list[str] = []
        names = self._line_names()
        if names:
            given = kwargs.pop("formdata", None) or (args[0] if args else _submitted())
            super().__init__(self._arranged(given, names), *args[1:], **kwargs)
        else:
            super().__init__(*args, **kwargs)
        for name, row in self._focus.items():
            self[name].focus = row
        for name in self._emptied:
            self[name].emptied = True

    def _arranged(self, formdata: Any, names: list[str]) -> Any:
        """The submitted text with rows in their new order."""
        if not isinstance(formdata, MultiDict):
            return formdata
        self.op = lines.asked(formdata)
        for name in names:
            formdata, focus = lines.arranged(formdata, name, self.op)
            if focus is not None:
                self._focus[name] = focus
            elif self.op is not None and self.op.field == name and self.op.verb == "remove":
                self._emptied.append(name)
        return formdata

    @classmethod
    def _line_names(cls) -> list[str]:
        """The fields of this form that are rows."""
        unbound = ((name, getattr(getattr(cls, name, None), "field_class", None)) for name in dir(cls))
        return [name for name, kind in unbound if isinstance(kind, type) and issubclass(kind, lines.Lines)]

    @property
    def rearranged(self) -> bool:
        """Whether the person pressed a row's button, so that the page only comes back in its new order."""
        return self.op is not None

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every field is right; False without any refusal when only rows were rearranged."""
        if self.rearranged:
            return False
        return bool(super().validate(extra_validators=extra_validators))

    def absorb(self, invalid: Invalid) -> None:
        """Place messages beside their fields (`amount`, `costs.0.amount`), all others above the form."""
        for name, message in invalid.fields.items():
            field = self._named(name)
            if field is None:
                self.refusals.append(message)
            else:
                field.errors = [*field.errors, message]

    def _named(self, name: str) -> Any:
        """The field that an action names, inside rows too; None where there is none to see."""
        found: Any = self
        for part in name.replace("-", ".").split("."):
            if isinstance(found, lines.Lines):
                found = found.rows[int(part)] if part.isdecimal() and int(part) < len(found.rows) else None
            elif found is not None:
                found = found[part] if part in found else None  # noqa: SIM401 - a form has no get()
        hidden = found is None or found is self or isinstance(found, lines.Lines | lines.LineForm)
        return None if hidden or isinstance(found.widget, HiddenInput) else found

    @property
    def errors_list(self) -> list[Refusal]:
        """Every refusal in the order of the page; those of the whole form first."""
        return list(self._errors())

    def _errors(self) -> Iterator[Refusal]:
        for message in [*self.refusals, *(str(each) for each in self.form_errors)]:
            yield Refusal(None, "", message)
        for field in self:
            if field.name == "csrf_token":
                if field.errors:
                    yield Refusal(None, "", STALE)
            elif isinstance(field, lines.Lines):
                yield from (Refusal(*each) for each in field.refused())
            else:
                yield from (Refusal(field.id, field.label.text, str(each)) for each in field.errors)

    def hidden(self) -> Markup:
        """The hidden fields, for the macro `form`."""
        ours = Markup("").join(field(id=False) for field in self if isinstance(field.widget, HiddenInput))
        return ours + Markup('<input type="hidden" name="acting_for" value="{}">').format(place.here())


def _submitted() -> Any:
    """What a POST sent; nothing for a GET."""
    return request.form if request.method in {"POST", "PUT", "PATCH", "DELETE"} else None
