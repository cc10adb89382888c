"""Why a name is taken out."""

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, TextField


class PseudonymForm(BaseForm):
    """Whose name, and why."""

    person = ChoiceField("Who has left", required=True, missing="Choose the person.")
    reason = TextField("Reason", most=200, required=True, missing="Say why: it stays in the history.")
