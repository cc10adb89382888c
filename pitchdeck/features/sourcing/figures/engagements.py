"""The engagement models as data: who bears the cost risk, who steers, and what they ask of the own team."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Engagement:
    """One way to have work done; `own_hours` is the own team's part for each hour of effort.

    `units` are the units in which a vendor prices it, the usual one first; none for work in-house.
    """

    key: str
    name: str
    cost_risk: str
    control: str
    own_part: str
    own_hours: float
    units: tuple[str, ...]
    meaning: str


IN_HOUSE = "in_house"
ENGAGEMENTS: Mapping[str, Engagement] = {
    one.key: one
    for one in (
        Engagement(
            "in_house",
            "In-house",
            "We do: more hours than planned are our own time.",
            "High: our own people, every day.",
            "All of the work.",
            1.0,
            (),
            "The own team does the work at finance's standard rate.",
        ),
        Engagement(
            "project_outsourcing",
            "Project outsourcing",
            "The vendor, as long as the scope stays as it was agreed.",
            "Low: we agree the result and accept it; changes cost extra.",
            "Brief, review and acceptance.",
            0.10,
            ("finished_hour", "fixed"),
            "A vendor delivers an agreed result at a fixed price.",
        ),
        Engagement(
            "retainer",
            "Retainer",
            "Shared: the fee is fixed, hours beyond it are ours, and so are hours paid and not used.",
            "Medium: we set the order of work month by month.",
            "Planning each month, review and acceptance.",
            0.15,
            ("month",),
            "A monthly fee reserves hours of a vendor.",
        ),
        Engagement(
            "time_and_materials",
            "Time and materials",
            "We do, up to the cap that is agreed.",
            "Medium to high: the scope may change as we learn.",
            "Steering each week, checking hours, review.",
            0.20,
            ("hour", "day"),
            "A vendor works by the hour and charges what was worked.",
        ),
        Engagement(
            "staff_augmentation",
            "Staff augmentation",
            "We do: we pay for days, whatever they bring.",
            "High: people from outside work in our team, under our direction.",
            "Directing and supervising them.",
            0.25,
            ("day", "month"),
            "People from outside join the own team for some months.",
        ),
    )
}
"""In the order of the glossary. Where the words and the parts of an hour come from: decision 0175."""

UNITS: Mapping[str, str] = {
    "hour": "hour",
    "day": "day",
    "month": "month",
    "fixed": "fixed price",
    "finished_hour": "finished hour",
}
"""The units of a price as a person reads them."""


def prices_with_hours(engagement: str) -> bool:
    """Whether a price of this model reserves hours, so that hours beyond them cost extra."""
    return engagement == "retainer"
