"""The forms of the door and of one's own account; what is typed as a secret is never shown again."""

from typing import Any

from wtforms import PasswordField
from wtforms.validators import StopValidation, ValidationError

from pitchdeck.base.passwords import MOST, weakness
from pitchdeck.delivery.web.forms import BaseForm, TextField


class SecretField(PasswordField):
    """A password or a code: kept as typed, required, and of a length that can be checked quickly."""

    required = False  # every secret is needed, and the word beside each would only be noise

    def __init__(self, label: str, *, missing: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.missing, self.hint = missing, hint

    def pre_validate(self, form: Any) -> None:
        """Refuse an empty or an endless one."""
        del form
        if not self.data:
            raise StopValidation(self.missing)
        if len(self.data) > MOST:
            raise StopValidation(f"At most {MOST} characters fit.")


class SignInForm(BaseForm):
    """E-mail address (or the short name of a demo person) and password."""

    email = TextField("E-mail", most=200, required=True, missing="Enter your e-mail address.")
    password = SecretField("Password", missing="Enter your password.")


class CodeForm(BaseForm):
    """The code of the second factor, or a recovery code."""

    code = TextField(
        "Code",
        most=40,
        required=True,
        missing="Enter the code that your authenticator shows now.",
        hint="Six figures from your authenticator app, or one of your recovery codes.",
    )


class ResetForm(BaseForm):
    """Whose password is forgotten."""

    email = TextField("E-mail", most=200, required=True, missing="Enter your e-mail address.")


_PRESENT = SecretField("Present password", missing="Enter your present password.")
"""Made before the new one's fields, because refusals are listed in that order."""


class NewPasswordForm(BaseForm):
    """A new password, twice; `about` is whose it is."""

    new_password = SecretField(
        "New password",
        missing="Enter a new password.",
        hint="At least 12 characters. Four words in a row are good and easy to type.",
    )
    new_password_again = SecretField("The same again", missing="Type the new password a second time.")

    def __init__(self, *, about: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.about = about

    def validate_new_password(self, field: SecretField) -> None:
        """Refuse what is guessed first."""
        why = weakness(field.data or "", self.about)
        if why:
            raise ValidationError(why)

    def validate_new_password_again(self, field: SecretField) -> None:
        """Refuse a slip of the finger."""
        if field.data != self.new_password.data:
            raise ValidationError("The two are not the same. Type both again.")


class ChangePasswordForm(NewPasswordForm):
    """The present password, and the new one twice."""

    password = _PRESENT


class ProofForm(BaseForm):
    """One's own password, once more."""

    password = SecretField("Your password", missing="Enter your password.")
