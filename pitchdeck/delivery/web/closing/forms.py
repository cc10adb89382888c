"""The fields of a year end and of its re-opening."""

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LongTextField, SeveralField, TextField


class YearEndForm(BaseForm):
    """What becomes of money that is not contracted; `seen` seals the preview that is confirmed."""

    committed = ChoiceField(
        "Committed, not released",
        options=[
            ("carry", "Carry it on", "The tranches are released from the next year's money."),
            ("lapse", "Let it lapse", "The programmes lose it: their tranches are not released any more."),
        ],
        required=True,
    )
    unallotted = ChoiceField(
        "Not given out, and free in purses",
        options=[
            ("lapse", "Let it lapse", "The fund is empty afterwards."),
            ("stay", "Leave it in the fund", "It stands there, locked, until the year is re-opened."),
        ],
        required=True,
    )
    kept = SeveralField(
        "Released, not contracted",
        hint="It lapses, unless you tick its programme: then it is carried on.",
    )
    reason = LongTextField("Remark", most=400, rows=2, hint="Stands on the statement; may stay empty.")
    seen = TextField("Preview", most=40)


class ReopeningForm(BaseForm):
    """Why a closed year is re-opened."""

    reason = LongTextField(
        "Why it is re-opened",
        most=400,
        rows=2,
        required=True,
        missing="Say in a sentence why the year is re-opened: it stays with the statement.",
    )


class ReopeningAnswerForm(BaseForm):
    """What the second person says to it."""

    verdict = ChoiceField(
        "Your answer",
        options=[
            ("confirmed", "Re-open the year", "What lapsed or was carried goes back, as far as it is there."),
            ("refused", "Leave it closed", "Nothing moves."),
        ],
        required=True,
    )
