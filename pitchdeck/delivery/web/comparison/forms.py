"""What is to be done, as the comparison asks for it."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from pitchdeck.delivery.web.forms import (
    BaseForm,
    ChoiceField,
    LineForm,
    Lines,
    MonthField,
    NumberField,
    VersionField,
    WholeField,
)
from pitchdeck.features.pitches.figures import HORIZON, Content
from pitchdeck.features.sourcing.figures import LEVELS, NATURES, Scope, Work, month_after

MONTHS = 12
MOST_ROLES = 6
SURETY = (("high", "Sure"), ("medium", "Fairly sure: 10 % more is planned"), ("low", "Not sure: 25 % more"))


class WorkLine(LineForm):
    """A role and its hours of effort."""

    role = ChoiceField("Role", required=True, missing="Choose the role.", blank="Choose …")
    hours = NumberField("Hours of effort", least=Decimal("0.5"), most=100_000, required=True,
                        missing="Enter the hours, or remove the role.")  # fmt: skip


class ScopeForm(BaseForm):
    """The scope of the work; `use` is the model that is written into the draft."""

    version = VersionField()
    finished_hours = NumberField(
        "Finished hours", most=10_000, hint="Hours of learning that come out; empty where nothing is built."
    )
    work = Lines(WorkLine, "Who is needed", noun="role", least=1, most=MOST_ROLES)
    begins = MonthField("Begins in", required=True, missing="Choose the first month.")
    months = WholeField("Takes", least=1, most=HORIZON, suffix="months", required=True,
                        missing="Enter how many months it takes.")  # fmt: skip
    nature = ChoiceField("Kind of work", options=tuple(NATURES.items()), blank="", required=True)
    involvement = ChoiceField(
        "We want to be involved", options=tuple(LEVELS.items()), blank="", required=True
    )
    surety = ChoiceField("The scope is", options=SURETY, blank="", required=True)
    free_hours = NumberField(
        "Free hours of our own", most=1_000_000, hint="Over these months; empty if nobody knows."
    )

    start_on: date
    use_refusals: list[str]

    @classmethod
    def of(cls, content: Content, roles: tuple[str, ...], *, version: int, free: float | None) -> Self:
        """The form as the draft and its last comparison suggest it."""
        start = content.start_on or date(2000, 1, 1)
        used = content.comparison
        shown = _of_scope(used["scope"], start) if used else _of_draft(content, roles, start)
        if shown.get("free_hours") is None and free is not None:
            shown["free_hours"] = Decimal(repr(round(free, 1)))
        form = cls(formdata=None, data=shown | {"version": version})
        return form.prepared(start, roles)

    @classmethod
    def sent(cls, content: Content, roles: tuple[str, ...]) -> Self:
        """The form as it was typed."""
        return cls().prepared(content.start_on or date(2000, 1, 1), roles)

    def prepared(self, start: date, roles: tuple[str, ...]) -> Self:
        """The form with the roles that can be chosen; a role that was typed before stays one of them."""
        self.start_on = start
        for row in self.work.rows:
            role_: Any = row["role"]
            also = [role_.data] if role_.data and role_.data not in roles else []
            role_.options = [(role, role) for role in (*roles, *also)]
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it can be compared: begins after the draft does, and ends within the horizon."""
        if not super().validate(extra_validators):
            return False
        if self.month < 0:
            self.begins.errors = [f"The draft starts in {self.start_on:%Y-%m}: begin then or later."]
        elif self.month + (self.months.data or 0) > HORIZON:
            self.months.errors = [f"It would end after the {HORIZON} months that the projection covers."]
        return not (self.begins.errors or self.months.errors)

    @property
    def month(self) -> int:
        """The first month, counted from the draft's start."""
        begins = self.begins.data
        return int((begins.year - self.start_on.year) * MONTHS + begins.month - self.start_on.month)

    def scope(self, today: date) -> Scope:
        """The scope as it is typed, once the form is valid; prices count from its first day, or today."""
        return Scope(
            work=tuple(Work(row["role"].data, float(row["hours"].data)) for row in self.work.rows),
            finished_hours=_float(self.finished_hours.data) or None,
            starts_on=max(self.begins.data, today),
            month=self.month,
            months=self.months.data or 1,
            nature=self.nature.data or "",
            involvement=self.involvement.data or "",
            surety=self.surety.data or "",
            free_hours=_float(self.free_hours.data),
        )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(round(value, 2)))


def when_of(content: Content) -> tuple[date, int]:
    """The first month of the work and how many it takes, as the draft or its last comparison suggests."""
    start = content.start_on or date(2000, 1, 1)
    if content.comparison:
        scope = content.comparison["scope"]
        return month_after(start, scope["month"]), scope["months"]
    return start, max(1, min(content.launch_month or 1, HORIZON))


def _of_scope(scope: dict[str, Any], start: date) -> dict[str, Any]:
    """The scope of the last comparison, for the form."""
    kept = {name: scope[name] for name in ("months", "nature", "involvement", "surety")}
    return kept | {
        "finished_hours": _exact(scope["finished_hours"]),
        "free_hours": _exact(scope["free_hours"]),
        "begins": month_after(start, scope["month"]),
        "work": [{"role": one["role"], "hours": _exact(one["hours"])} for one in scope["work"]],
    }


def _of_draft(content: Content, roles: tuple[str, ...], start: date) -> dict[str, Any]:
    """What the draft says of the work: the own team's development lines, until the launch."""
    built = [
        line.terms for line in content.costs if line.kind == "development" and not line.terms.get("cash")
    ]
    finished = sum(terms.get("finished_hours", 0) for terms in built)
    hours = sum(terms.get("finished_hours", 0) * terms.get("ratio", 0) for terms in built)
    return {
        "finished_hours": _exact(finished) if finished else None,
        "work": [{"role": roles[0], "hours": _exact(hours) if hours else None}],
        "begins": start,
        "months": when_of(content)[1],
        "nature": "one_off",
        "involvement": "medium",
        "surety": "medium",
    }
