"""How a person wants to be told each kind of thing."""

from wtforms import Form

from pitchdeck.delivery.notify.kinds import CHOSEN, way_of
from pitchdeck.delivery.web.forms import BaseForm, ChoiceField

WAYS = (("at_once", "At once"), ("daily", "Once a day"), ("off", "No mail"))


def _with_a_field_for_each_kind() -> type[BaseForm]:
    fields: dict[str, object] = {
        kind: ChoiceField(entry.label, options=WAYS, blank="") for kind, entry in CHOSEN.items()
    }
    return type("WaysForm", (BaseForm,), {"__doc__": "One choice for each kind.", **fields})


WaysForm = _with_a_field_for_each_kind()


def ways_form(chosen: dict[str, str]) -> BaseForm:
    """The form as the person has chosen so far."""
    return WaysForm(data={kind: way_of(kind, chosen) for kind in CHOSEN})


def ways_in(form: Form) -> dict[str, str]:
    """What was chosen, by kind."""
    return {kind: form[kind].data for kind in CHOSEN}
