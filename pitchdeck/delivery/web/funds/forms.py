"""The fields of what is done to a fund."""

from pitchdeck.delivery.web.forms import BaseForm, TextField


class CodeForm(BaseForm):
    """A fund's code in the ERP."""

    erp_code = TextField("Code in the ERP", most=40)
