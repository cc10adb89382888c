"""Fields for a choice among named options, and for a yes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from wtforms import BooleanField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, html_params

from pitchdeck.delivery.web.forms.numerals import shown
from pitchdeck.delivery.web.forms.reading import ReadField


@dataclass(frozen=True)
class Option:
    """One choice: its value in the form, its name, and what it means."""

    value: str
    label: str
    hint: str = ""


Options = Iterable[Option | tuple[str, str] | tuple[str, str, str]]


class Select:
    """A select with an empty first option that says what to do."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        """The select element with its options."""
        attributes.setdefault("id", field.id)
        first = [Option("", field.blank)] if field.blank else []
        inner = Markup("").join(_option(option, field.data or "") for option in [*first, *field.options])
        opening = html_params(name=field.name, **attributes)
        return Markup("<select {}>{}</select>").format(Markup(opening), inner)  # noqa: S704 - escaped by WTForms


def _option(option: Option, chosen: str) -> Markup:
    mark = Markup(" selected") if option.value == chosen else ""
    return Markup('<option value="{}"{}>{}</option>').format(option.value, mark, option.label)


class ChoiceField(ReadField):
    """One of the options, or None. `options` may be given later, by the view: `form.unit.options = …`.

    The macro `field` shows a select; `choice_cards` shows radio cards with each option's hint.
    """

    widget = Select()

    def __init__(
        self,
        label: str | None = None,
        validators: Any = (),
        *,
        options: Options | Callable[[], Options] = (),
        blank: str = "Choose …",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **{"missing": "Choose one of these.", **kwargs})
        self._options, self.blank = options, blank

    @property
    def options(self) -> list[Option]:
        """The options in their order."""
        given = self._options() if callable(self._options) else self._options
        return [option if isinstance(option, Option) else Option(*option) for option in given]

    @options.setter
    def options(self, given: Options) -> None:
        self._options = list(given)

    def read(self, typed: str) -> str | None:
        """The value; whether it is one of the options is looked up when the form is validated."""
        return typed or None

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not among the options."""
        super().pre_validate(form)
        if self.data not in {option.value for option in self.options}:
            raise StopValidation(f"“{shown(str(self.data))}” is not one of the choices. Choose again.")

    @property
    def chosen(self) -> Option | None:
        """The option that is chosen, with its words."""
        return next((option for option in self.options if option.value == self.data), None)


class SeveralField(ChoiceField):
    """Any number of the options, as ticks by the macro `several`; `data` is the list of chosen values."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take every value sent under this name, once."""
        self.data = list(dict.fromkeys(value for value in valuelist if isinstance(value, str)))

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms' signature
        """Refuse what is not among the options."""
        if self.required and not self.data:
            raise StopValidation(self.missing or f"Choose at least one of “{self.label.text}”.")
        known = {option.value for option in self.options}
        for value in self.data or ():
            if value not in known:
                raise StopValidation(f"“{shown(value)}” is not one of the choices. Choose again.")


class YesField(BooleanField):
    """A tick. With `required` the form needs it."""

    widget = CheckboxInput()

    def __init__(
        self,
        label: str | None = None,
        validators: Any = (),
        *,
        required: bool = False,
        needed: bool = False,
        missing: str | None = None,
        hint: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, tuple(validators), description=hint, **kwargs)
        self.required, self.needed, self.missing, self.hint = required, needed, missing, hint

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms' signature
        """Refuse a missing tick where one is required."""
        if self.required and not self.data:
            raise StopValidation(self.missing or f"Tick “{self.label.text}” to go on.")
