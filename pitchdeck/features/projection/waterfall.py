"""From the whole improvement to the net of the headline: what each deduction takes away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pitchdeck.features.projection.benefits import BenefitLine
from pitchdeck.features.projection.figure import total
from pitchdeck.features.projection.inputs import Inputs
from pitchdeck.features.projection.outcome import Projection


@dataclass(frozen=True)
class Waterfall:
    """What is left inside the headline window after each step, in the major unit.

    `gross` counts every line with adoption, isolation and confidence at 1 and all other factors as they are;
    `adopted` has the real adoption, `isolated` learning's share too, and `benefit` the confidence: it is the
    headline's benefit. `net` is the headline's net, after its cost. A negative line works the other way
    round, so a step may also add.
    """

    gross: float
    adopted: float
    isolated: float
    benefit: float
    net: float

    @property
    def levels(self) -> tuple[float, float, float, float, float]:
        """What is left, step by step."""
        return self.gross, self.adopted, self.isolated, self.benefit, self.net


def waterfall(inputs: Inputs, projection: Projection) -> Waterfall:
    """The deductions of the headline; the last two levels are the projection's own figures."""
    certain = [replace(line, confidence=1.0) for line in inputs.benefits]
    learning = [replace(line, isolation=1.0) for line in certain]
    everyone = [replace(line, adoption=1.0) for line in learning]
    figures = projection.figures
    return Waterfall(
        gross=_within(everyone, inputs, projection),
        adopted=_within(learning, inputs, projection),
        isolated=_within(certain, inputs, projection),
        benefit=figures["headline_benefit"].value or 0.0,
        net=figures["net"].value or 0.0,
    )


def _within(lines: list[BenefitLine], inputs: Inputs, projection: Projection) -> float:
    """What the lines bring inside the headline window."""
    window = projection.window
    return total(
        [
            amount
            for line in lines
            for index, amount in line.amounts(inputs.launch, inputs.horizon)
            if window.first <= index <= window.last
        ]
    )
