"""What each line of cost comes to by itself."""

import math
from dataclasses import replace

from pitchdeck.features.pitches.figures.content import Content, CostRow, Settings
from pitchdeck.features.pitches.figures.needing import needs_of_cost
from pitchdeck.features.pitches.figures.projecting import HORIZON, data_of
from pitchdeck.features.projection import CostTotal, InputError, MspRetainer, parse


def total_of(line: CostRow, content: Content, settings: Settings) -> CostTotal | None:
    """The line's budget cost, people's time and hours over the horizon; None when it is not counted yet."""
    if needs_of_cost(line):
        return None
    data = data_of(replace(content, costs=(line,), benefits=()), settings)
    try:
        counted = parse({"costs": data["costs"][-1:]}).costs[0]
    except InputError:
        return None
    charges = list(counted.charges(HORIZON))
    return CostTotal(
        line=counted,
        budget=math.fsum(charge.budget for charge in charges),
        time=math.fsum(charge.time for charge in charges),
        hours=math.fsum(charge.hours for charge in charges),
        unused_hours=counted.unused_hours(HORIZON) if isinstance(counted, MspRetainer) else 0.0,
    )
