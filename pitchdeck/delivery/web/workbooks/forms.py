"""A file of inputs, and the inputs that were looked at, sent back to be taken."""

from wtforms.widgets import HiddenInput

from pitchdeck.delivery.sheets.inputs_in import MOST_BYTES
from pitchdeck.delivery.web.forms import BaseForm, LongTextField, VersionField


class UploadForm(BaseForm):
    """A file; the view reads it."""


class InputsField(LongTextField):
    """The inputs as the page before it wrote them, unseen."""

    widget = HiddenInput()  # type: ignore[assignment]  # as any field may be shown
    longest = MOST_BYTES


class FillingForm(BaseForm):
    """What was looked at: the inputs, and the draft that they were held against."""

    inputs = InputsField("Inputs", most=MOST_BYTES)
    version = VersionField()
