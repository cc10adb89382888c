"""The fields of what is done to a fund."""

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LongTextField, MoneyField, TextField


class CodeForm(BaseForm):
    """A fund's code in the ERP."""

    erp_code = TextField("Code in the ERP", most=40)


class ChangeForm(BaseForm):
    """More or less money for a fund, or money for another."""

    kind = ChoiceField(
        "What changes",
        options=[
            ("raise", "Raise it", "More budget for this fund. A second person confirms it."),
            ("cut", "Cut it", "Less budget, down to what is given out. At once."),
            ("move", "Move money to another fund", "Of the same year and kind of budget."),
        ],
        required=True,
    )
    other = ChoiceField("To the fund", blank="Only when money moves …")
    amount = MoneyField("Amount", least=1, required=True)
    reason = LongTextField(
        "Reason", most=400, rows=2, required=True, missing="Say in a sentence why: the reason stays with it."
    )


class AnswerForm(BaseForm):
    """What a second person says to it."""

    verdict = ChoiceField(
        "Your answer",
        options=[
            ("confirmed", "Confirm", "The money moves at once."),
            ("declined", "Decline", "Nothing moves; your reason goes into the history."),
        ],
        required=True,
    )
    reason = LongTextField("Reason", most=400, rows=2, hint="Needed when you decline.")


class RequestForm(BaseForm):
    """Money of a fund that an investor asks for."""

    round = ChoiceField("For the round", required=True, blank="Choose a round …")
    fund = ChoiceField("From the fund", required=True, blank="Choose a fund …", hint="Its owner answers.")
    amount = MoneyField("Amount", least=1, required=True, hint="On top of what you have.")
    reason = LongTextField(
        "What it is for",
        most=400,
        rows=2,
        required=True,
        missing="Say in a sentence what it is for: the owner reads it.",
    )


class GrantForm(BaseForm):
    """What the owner of a fund says to a request."""

    verdict = ChoiceField(
        "Your answer",
        options=[
            ("granted", "Grant", "The purse is given, or raised, at once."),
            ("declined", "Decline", "Whoever asked reads your reason."),
        ],
        required=True,
    )
    amount = MoneyField("Amount that you grant", least=0)
    reason = LongTextField("Reason", most=400, rows=2, hint="Needed when you decline.")
