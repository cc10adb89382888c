"""The cost step: people's time, building it, outside spending, a provider's fixed price."""

from typing import Any

from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.drafts.forms.cost_lines import (
    OWN,
    BuildingLine,
    OthersLine,
    OutsideLine,
    ProviderLine,
    building_row,
    building_shown,
    built,
    others_row,
    others_shown,
    outside_row,
    outside_shown,
    parts_of,
    provider_row,
    provider_shown,
    refuse_pairs,
    refuse_ratio,
    time_shown,
)
from pitchdeck.delivery.web.drafts.forms.step import (
    UNDATED,
    Choices,
    StepForm,
    clean,
    major,
    plain,
    refuse_before,
)
from pitchdeck.delivery.web.forms import ChoiceField, Lines, MoneyField, PercentField, TextField, YesField
from pitchdeck.features.pitches.figures import Content, CostRow

LOOKED_AT = (
    "I have thought of needs assessment, licences, rooms and travel, technology, evaluation, "
    "refresh and overhead."
)


class CostForm(StepForm):
    """All costs of the pitch; lines of kinds that the page does not edit are kept as they are."""

    kept = ("nothing_else",)
    rate = ChoiceField("An hour of theirs costs", blank="")
    own_rate = MoneyField("Own hourly rate", suffix="an hour", hint="A wage; the surcharge below is added.")
    burden = PercentField("Surcharge on wages", most=500, hint="Social security, holidays, workplace.")
    own_source = TextField("Source of the own rate", most=200)
    building = Lines(BuildingLine, "Building it", noun="development", most=10)
    outside = Lines(OutsideLine, "Outside spending", noun="outside cost", most=30)
    provider = Lines(ProviderLine, "A provider's fixed price", noun="provider", most=5)
    others = Lines(OthersLine, "Other people's time", noun="group", most=10)
    nothing_else = YesField("Nothing else will cost anything", needed=True, hint=LOOKED_AT)

    @classmethod
    def shown(cls, content: Content, choices: Choices) -> dict[str, Any]:
        """The draft's lines, each in its part of the page."""
        start = content.start_on or UNDATED
        parts = parts_of(content)
        standard = choices.rates_for("development")
        fresh = {"rate": standard[0].hourly_minor if standard else None, "month": start}
        return {
            "nothing_else": content.nothing_else,
            **time_shown(parts["time"], choices),
            "building": [building_shown(line, start) for line in parts["building"]] or [fresh],
            "outside": [outside_shown(line, start) for line in parts["outside"]],
            "provider": [provider_shown(line, start) for line in parts["provider"]],
            "others": [others_shown(line, start) for line in parts["others"]],
        }

    def set_options(self) -> None:
        """Finance's standard rates, and one's own."""
        rates = [
            (rate.key, f"{rate.name}: {filters.money(rate.hourly_minor)} an hour, {rate.source}")
            for rate in self.choices.rates_for("participant")
        ]
        self.rate.options = [*rates, (OWN, "An own rate")]
        if self.rate.data is None and rates:
            self.rate.data = rates[0][0]

    def validate(self, extra_validators: Any = None) -> bool:
        """An own rate needs an amount and its source; milestones come in pairs; months follow the start."""
        fine = super().validate(extra_validators)
        if self.rate.data == OWN and self.own_rate.data is None and not self.own_rate.errors:
            self.own_rate.errors = ["Enter your own rate, or choose one of finance's."]
        if self.rate.data == OWN and not self.own_source.data and not self.own_source.errors:
            self.own_source.errors = ["An own rate needs a source. Say where it comes from."]
        for row in [*self.building.rows, *self.outside.rows, *self.others.rows]:
            refuse_before(row["month"], self.first_month())
        for row in self.building.rows:
            refuse_ratio(row)
        for row in self.provider.rows:
            refuse_pairs(row, self.first_month())
        return fine and not self.errors_list

    def costs(self) -> tuple[CostRow, ...]:
        """The lines as typed, in the order of the page; unreadable and empty rows are left out."""
        start, parts = self.first_month(), parts_of(self.content)
        return (
            *self._time(),
            *(building_row(row, start) for row in self.building.rows if built(row)),
            *(
                outside_row(row, start)
                for row in self.outside.rows
                if clean(row) and row["amount"].data is not None
            ),
            *(
                provider_row(row, start)
                for row in self.provider.rows
                if clean(row) and row["amount_1"].data is not None
            ),
            *(
                others_row(row, start)
                for row in self.others.rows
                if clean(row) and row["hours"].data is not None
            ),
            *parts["elsewhere"],
        )

    def _time(self) -> tuple[CostRow, ...]:
        """The line of people's time: its people, hours and month follow step 2."""
        label = next((line.label for line in parts_of(self.content)["time"]), "Time of those who learn")
        if self.rate.data == OWN:
            if self.own_rate.data is None or self.own_rate.errors or self.burden.errors:
                return ()
            terms = {"wage": major(self.own_rate.data), "burden": plain(self.burden.data) or 0}
            return (
                CostRow("participant_time", "participant_time", label, terms, self.own_source.data or ""),
            )
        rate = next((rate for rate in self.choices.rates if rate.key == self.rate.data), None)
        if rate is None:
            return ()
        terms = {"wage": major(rate.hourly_minor), "burden": 0}
        source = f"{rate.name}: {rate.source}, {rate.dated_on:%Y-%m-%d}"
        return (CostRow("participant_time", "participant_time", label, terms, source),)
