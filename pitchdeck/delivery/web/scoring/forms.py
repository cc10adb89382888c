"""The scorecard: a scale and a reason per criterion, and one sentence."""

from collections.abc import Sequence
from typing import Any

from pitchdeck.delivery.web.forms import BaseForm, ChoiceField, LongTextField, Option
from pitchdeck.features.rounds.queries import CriterionRow
from pitchdeck.features.scoring.actions import LONGEST, Given
from pitchdeck.features.scoring.figures import HIGHEST, LOWEST
from pitchdeck.features.scoring.queries import CardRow


class Scorecard(BaseForm):
    """The part that every round shares; `scorecard` adds its criteria."""

    asked: Sequence[CriterionRow] = ()

    sentence = LongTextField(
        "In one sentence: would you put money into this?",
        most=LONGEST,
        rows=2,
        required=True,
        missing="Say in one sentence why you would or would not put money into this.",
        hint="The rest of the panel reads it once they have scored too.",
    )

    @property
    def scales(self) -> list[tuple[CriterionRow, Any, Any]]:
        """Each criterion with its score field and its reason field."""
        return [(one, self[f"score_{one.position}"], self[f"reason_{one.position}"]) for one in self.asked]

    def given(self) -> dict[int, Given]:
        """The scores by criterion id."""
        return {
            criterion.id: Given(int(value.data), reason.data or "")
            for criterion, value, reason in self.scales
            if value.data
        }


def scorecard(asked: Sequence[CriterionRow], own: CardRow | None = None) -> Scorecard:
    """The form of a round's criteria, filled with one's own earlier card."""
    fields: dict[str, Any] = {"asked": asked}
    for one in asked:
        fields[f"score_{one.position}"] = ChoiceField(
            one.name,
            options=[Option(str(value), str(value)) for value in range(LOWEST, HIGHEST + 1)],
            required=True,
            missing=f"Choose 1 to 5 for “{one.name}”.",
        )
        fields[f"reason_{one.position}"] = LongTextField(
            f"What makes {one.name} a 1 or a 5",
            most=LONGEST,
            rows=2,
        )
    form: Scorecard = type("RoundScorecard", (Scorecard,), fields)(data=_earlier(asked, own))
    return form


def _earlier(asked: Sequence[CriterionRow], own: CardRow | None) -> dict[str, str]:
    if own is None:
        return {}
    positions = {one.id: one.position for one in asked}
    values = {"sentence": own.sentence}
    for score in own.scores:
        place = positions[score.criterion_id]
        values |= {f"score_{place}": str(score.value), f"reason_{place}": score.reason}
    return values
