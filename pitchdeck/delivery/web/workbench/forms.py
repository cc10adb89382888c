"""A view of the workbench under a name."""

from pitchdeck.delivery.web.forms import BaseForm, TextField, YesField
from pitchdeck.features.people.actions import LONGEST_NAME


class NameForm(BaseForm):
    """Another name for a view."""

    name = TextField("Name", most=LONGEST_NAME, required=True, missing="Give the view a name.")


class KeepForm(NameForm):
    """A view that is kept, and whether the workbench opens with it."""

    opens = YesField("Open the workbench with it")
