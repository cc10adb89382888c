"""The sign-in form."""

from wtforms import PasswordField

from pitchdeck.delivery.web.forms import BaseForm, TextField


class SignInForm(BaseForm):
    """E-mail address (or the short name of a demo person) and password."""

    email = TextField("E-mail", most=200, required=True, missing="Enter your e-mail address.")
    password = PasswordField("Password")
