"""Values that are a pitch's own: named beside the standard, and kept with what a revision used."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.people import actions as people
from pitchdeck.features.pitches.figures import BenefitRow, Content, CostRow, Settings, own_check, own_values
from pitchdeck.features.pitches.models import Revision
from tests.factories.cast import Cast
from tests.factories.pitches import measure, submitted

DEFAULTS = {
    "adoption": {"value": 0.55, "source": "CEB", "dated": "", "own": False},
    "confidence_expert": {"value": 0.6, "source": "House", "dated": "2026", "own": False},
    "ratio_virtual": {"value": 30, "source": "Own", "dated": "2026-06-30", "own": True},
}
SETTINGS = Settings(
    "EUR", 2, 1, 0.08, defaults=DEFAULTS, rates={"participant": [42_60], "development": [60_00, 75_00]}
)
LINE = BenefitRow(
    "time_saved",
    "Less rework",
    {"adoption": 0.55, "basis": "expert", "confidence": 0.6, "value": 42.6},
    "",
    7,
)
BUILD = CostRow(
    "development", "design_development", "Build", {"ratio": 30, "rate": 60.0, "finished_hours": 2}
)
TIME = CostRow("participant_time", "participant_time", "Agents", {"wage": 30, "burden": 0.42})


def content(*costs: CostRow, benefits: tuple[BenefitRow, ...] = ()) -> Content:
    return Content(measure_id=7, costs=costs, benefits=benefits)


def with_terms(line: Any, **terms: Any) -> Any:
    return replace(line, terms={**line.terms, **terms})


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (content(BUILD, TIME, benefits=(LINE,)), ""),
        (content(with_terms(BUILD, ratio=71)), ""),
        (
            content(with_terms(BUILD, ratio=28)),
            "Build: hours of work per finished hour 28, standard 30 to 143",
        ),
        (content(with_terms(BUILD, rate=61)), "Build: an hour at €61, standard €60 or €75"),
        (content(with_terms(TIME, wage=40)), "Agents: an hour at €56.80, standard €42.60"),
        (
            content(benefits=(with_terms(LINE, adoption=0.7),)),
            "Less rework: people who apply it 70%, standard 55%",
        ),
        (content(benefits=(with_terms(LINE, adoption=1, applies_to="average"),)), ""),
        (content(benefits=(with_terms(LINE, confidence=0.9),)), "Less rework: sure to 90%, standard 60%"),
        (content(benefits=(with_terms(LINE, basis="manager", confidence=0.9),)), ""),
        (content(benefits=(with_terms(LINE, value=50),)), "Less rework: one is worth €50, standard €42.60"),
        (content(benefits=(replace(with_terms(LINE, value=50), measure_id=8),)), ""),
    ],
)
def test_own_values_are_named_beside_the_standard(found: Content, sentence: str) -> None:
    own = own_values(found, SETTINGS, 42_60)
    assert [one.sentence for one in own] == ([sentence] if sentence else [])
    check = own_check(found, SETTINGS, 42_60)
    assert (check.level, check.key) == ("warn" if sentence else "pass", "own_values")
    assert sentence in check.sentence


def test_what_was_frozen_before_there_were_standards_has_no_own_values() -> None:
    assert own_values(content(TIME, benefits=(LINE,)), Settings("EUR", 2, 1, 0.08)) == ()


def test_a_revision_keeps_the_defaults_it_used(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        submitted(turn.session, cast, measure(turn.session, cast).id)
        ours: dict[str, Any] = {"value": 0.6, "source": "Own surveys", "dated_on": date(2026, 6, 30)}
        people.set_default(turn.session, "adoption", **ours, by=cast.finance, at=turn.at)
        (kept,) = [row.content["facts"]["settings"] for row in turn.session.query(Revision)]
    assert kept["defaults"]["adoption"]["value"] == 0.55
    assert kept["defaults"]["ratio_classroom"]["source"].startswith("ATD")
    assert set(kept["rates"]) == {"participant", "development", "facilitation"}
