"""The one-pager at every stage of a pitch's life: one page, frozen figures, the ledger's money, no leak."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from pitchdeck.base.money import to_minor
from pitchdeck.delivery.charts import Charts
from pitchdeck.delivery.documents import one_pager_pdf
from pitchdeck.delivery.documents.brand import Brand
from pitchdeck.delivery.documents.facts_of_investment import _asked
from pitchdeck.delivery.documents.facts_of_pitch import STAGES
from pitchdeck.delivery.documents.pictures import logo_of
from pitchdeck.delivery.documents.wording import Wording
from pitchdeck.features.investments.workflow import LIFE
from pitchdeck.features.pitches.workflow import PITCH
from tests import databases
from tests.delivery.documents.halts import HALTS, lead
from tests.delivery.documents.stages import Story, tell
from tests.delivery.documents.test_one_pager import A4, pages_of, text_of
from tests.delivery.documents.test_pictures import picture
from tests.factories.cast import people_the_house

WORDS = Wording("EUR", "en_GB")
NOTHING = {"Sponsor": "Agreed", "Chair": "", "Finance": ""}
ON_THE_LIST = NOTHING | {"Chair": "Shortlisted"}
SILENT = NOTHING | {"Sponsor": ""}
ANNOUNCED = NOTHING | {"Chair": "Published"}
FUNDED = ANNOUNCED | {"Finance": "Funded"}

SIGNED = {
    # stage: who has signed what; a line without a verdict is still to be signed
    "submitted, the sponsor is silent": SILENT,
    "submitted": NOTHING,
    "redirected": NOTHING,
    "merged": NOTHING,
    "returned": NOTHING,
    "withdrawn": NOTHING,
    "screened": NOTHING,
    "in scoring": NOTHING,
    "scored": NOTHING,
    "expired": SILENT,
    "shortlisted": ON_THE_LIST,
    "passed over": NOTHING,
    "in funding": ON_THE_LIST,
    "partly covered": ON_THE_LIST,
    "covered": ON_THE_LIST,
    "lapsed": ON_THE_LIST,
    **{f"in review: {name}": ON_THE_LIST for name in ("main", "least", "declined", "held")},
    **{f"under embargo: {name}": ON_THE_LIST for name in ("main", "least", "declined", "held")},
    "decided, not published": ON_THE_LIST,
    "published: least": FUNDED | {"Finance": "Funded, minimum tier"},
    "published: declined": ANNOUNCED | {"Finance": "Declined"},
    "published: held": ANNOUNCED | {"Finance": "Waitlisted"},
    "published: passed": ANNOUNCED,
    "published: silent": ANNOUNCED | {"Sponsor": ""},
    "published: lapsed": ANNOUNCED,
    "funded": FUNDED,
    **dict.fromkeys(HALTS, FUNDED | {"Finance": "Funded, minimum tier"}),
    "running": FUNDED,
    "delivered": FUNDED,
    "tracking": FUNDED,
    "reviewed": FUNDED,
    "closed": FUNDED,
}
EMBARGOED = {f"under embargo: {name}": f"in review: {name}" for name in ("main", "least", "declined", "held")}
EMBARGOED["decided, not published"] = "in review: main"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    with databases.sqlite(tmp_path_factory.mktemp("stages")) as database:
        told = tell(database, people_the_house(database))
        lead(told, "least")
        yield told


def test_every_state_of_a_pitch_is_looked_at(story: Story) -> None:
    assert {seen.state for seen in story.seen.values()} == set(PITCH.states) - {"draft"} == set(STAGES)
    assert set(story.seen) == set(SIGNED)


def test_every_state_that_an_investment_can_reach_is_looked_at(story: Story) -> None:
    reached = {"active"} | {step.target for step in LIFE.transitions}
    assert {seen.investment for seen in story.seen.values()} - {None} == reached


@pytest.mark.parametrize("stage", SIGNED)
def test_the_figures_are_those_of_the_frozen_revision(story: Story, stage: str) -> None:
    seen = story.seen[stage]
    figures, facts = json.loads(seen.revision.figures), seen.facts
    assert seen.revision.ask_minor == seen.asked == facts.decision.asked
    assert facts.ask.this_year.amount + sum(year.amount for year in facts.ask.later_years) == seen.asked
    assert sum(year.budget for year in facts.cost_years) == seen.asked
    assert facts.returns.roi_pct.value == Decimal(figures["roi_net_pct"]["value"])
    assert facts.returns.payback_months.value == Decimal(figures["payback_months"]["value"])
    assert facts.returns.npv.value == to_minor(Decimal(figures["npv"]["value"]), "EUR")
    assert facts.footer.revision == seen.revision.number == 1
    assert facts.footer.content_hash == seen.revision.hash


@pytest.mark.parametrize("stage", SIGNED)
def test_the_box_has_the_ledgers_money_and_the_right_signatures(story: Story, stage: str) -> None:
    seen = story.seen[stage]
    ledger = story.seen[EMBARGOED.get(stage, stage)].ledger
    box = seen.facts.decision
    later = sum(ledger.get(kind, 0) for kind in ("released", "contracted", "spent"))
    held = (ledger.get("reserved", 0), ledger.get("committed", 0), later)
    assert (box.reserved, box.committed, box.released) == held
    assert {one.role: one.verdict for one in box.signatures} == SIGNED[stage]
    assert all(bool(one.verdict) == (one.decided_on is not None) for one in box.signatures)
    assert (seen.facts.tracking is not None) == (seen.investment is not None)


@pytest.mark.parametrize("stage", SIGNED)
def test_everybody_reads_the_same_sheet(story: Story, stage: str) -> None:
    seen = story.seen[stage]
    assert [who for who, sheet in seen.by_viewer.items() if sheet != seen.facts] == []


@pytest.mark.parametrize(
    ("stage", "next_", "asked"),
    [
        ("at a gate", "Forty of a hundred agents", "Its investors decide"),
        ("re-scoped", "", "decide whether it is released"),
        ("paused", "Another gate", "until another gate lets it go on"),
        ("stop to be signed", "Forty of a hundred agents", "finance signs what goes back"),
        ("stopped", "Closing review", "the presenter writes the closing review"),
    ],
)
def test_a_gate_leads_the_sheet(story: Story, stage: str, next_: str, asked: str) -> None:
    tracking = story.seen[stage].facts.tracking
    assert tracking is not None
    assert tracking.next_gate.name.startswith(next_)
    assert asked in tracking.asked_of_reader


def test_what_is_asked_follows_the_reading_that_is_missing() -> None:
    def asked(*states: str) -> str:
        periods = tuple(SimpleNamespace(state=state) for state in states)
        return _asked(SimpleNamespace(overrun=0, standing=SimpleNamespace(periods=periods)), ())  # type: ignore[arg-type]  # all that it looks at

    assert asked("evidenced", "coming").startswith("Nothing to decide now")
    assert asked("evidenced", "due", "coming").startswith("A reading is due")
    assert asked("overdue", "due").startswith("A reading is overdue")


@pytest.mark.parametrize(("stage", "before"), EMBARGOED.items())
def test_a_verdict_under_embargo_changes_nothing_on_the_sheet(story: Story, stage: str, before: str) -> None:
    assert story.seen[stage].facts == story.seen[before].facts
    moved = story.seen["under embargo: main"].ledger
    assert moved["committed"] > 0 == moved["reserved"]
    assert (
        story.seen["under embargo: least"].ledger["committed"]
        < story.seen["in review: least"].ledger["reserved"]
    )


@pytest.mark.pango
@pytest.mark.parametrize("stage", SIGNED)
def test_the_sheet_is_one_page_and_says_so(story: Story, charts: Charts, stage: str) -> None:
    seen = story.seen[stage]
    logo = logo_of(picture())
    brand = Brand("#aa2200", logo.digest, logo.png)
    pdf = one_pager_pdf(replace(seen.facts, brand=brand), charts=charts)
    assert pages_of(pdf) == [A4]
    text = text_of(pdf)
    box = seen.facts.decision
    amounts = (("Asked", box.asked), ("Reserved", box.reserved), ("Committed", box.committed))
    for said in (
        STAGES[seen.state],
        *(f"{label} {WORDS.money(amount)}" for label, amount in (*amounts, ("Released", box.released))),
        *(one.verdict for one in box.signatures),
        *([] if seen.facts.tracking else [WORDS.percent(seen.facts.returns.roi_pct.value or 0)]),
        f"{seen.ref} · revision 1 · ",
        seen.revision.hash[:12],
    ):
        assert said.replace("\u00a0", " ") in text, said
