"""Lines marked as capex: capital budget pays for them alone, operating budget for the rest alone."""

from typing import Any

import pytest
from sqlalchemy import select

from pitchdeck.base.errors import Invalid, NotAllowed
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.models import CapexMark
from pitchdeck.features.funding.queries import CapexYear
from pitchdeck.features.pitches.models import AskCategory, AskLine, CostLine, Revision
from tests.base.triggers.world import put
from tests.features.funding.stage import YEAR, Stage

P1 = "P-2026-0001"
LAB, COACH = "print-of-the-lab", "print-of-the-coaches"


@pytest.fixture
def lines(stage: Stage) -> Stage:
    """The first pitch asks 30,000: 8,000 for a laboratory, 22,000 for coaches."""
    with stage.database.writing() as turn:
        revision = turn.session.execute(select(Revision).order_by(Revision.id).limit(1)).scalar_one()
        for place, (line, category, amount) in enumerate(
            ((LAB, "technology", 8_000_00), (COACH, "delivery_facilitation", 22_000_00))
        ):
            of = {"pitch_id": revision.pitch_id, "revision_no": 1, "position": place}
            said = {"kind": "one_off", "category": category, "label": line, "terms": {}}
            put(turn.session, CostLine, **of, **said)
            year = {"revision_id": revision.id, "fiscal_year": YEAR, "amount": amount}
            put(turn.session, AskLine, **year, position=place, line=line)
            put(turn.session, AskCategory, **year, category=category)
    return stage


def mark(stage: Stage, *marked: str, by: Actor | None = None, reason: str = "Used for four years.") -> int:
    who = by or stage.cast.finance
    return stage.act(
        lambda turn: actions.mark_capex(turn.session, P1, marked, reason=reason, by=who, at=turn.at)
    )


def purse(stage: Stage, name: str = "investor1", **more: Any) -> str:
    return stage.allot(stage.fund(100_000_00, "IT", **more), name, 50_000_00)


def capital(stage: Stage, name: str = "investor1") -> str:
    return purse(stage, name, nature="capex", categories=["technology", "delivery_facilitation"])


def years(stage: Stage) -> tuple[CapexYear, ...]:
    with stage.reading() as session:
        revision = session.execute(select(Revision.id).order_by(Revision.id).limit(1)).scalar_one()
        return queries.capex_years(session, revision)


def test_each_kind_of_budget_pays_for_its_part_alone(lines: Stage) -> None:
    assert mark(lines, LAB) == 1
    assert years(lines) == (CapexYear(YEAR, 30_000_00, 8_000_00),)
    capital(lines)
    purse(lines, "investor2")
    with pytest.raises(Invalid) as refused:
        lines.commit("investor1", P1, 8_000_01)
    assert refused.value.fields == {
        "amount": f"IT 2026 is capital budget: the capex part of what {P1} asks of 2026 is €8,000 of "
        "€30,000; you entered €8,000.01. Enter at most €8,000, or choose another purse."
    }
    with pytest.raises(Invalid) as refused:
        lines.commit("investor2", P1, 22_000_01)
    assert refused.value.fields == {
        "amount": f"IT 2026 is operating budget: the opex part of what {P1} asks of 2026 is €22,000 of "
        "€30,000; you entered €22,000.01. Enter at most €22,000, or choose another purse."
    }
    lines.commit("investor1", P1, 8_000_00)
    with pytest.raises(Invalid) as refused:
        lines.commit("investor1", P1, 1)
    assert "and €8,000 of it stands already. Choose another purse." in refused.value.fields["purse"]
    assert lines.commit("investor2", P1, 30_000_00, up_to_needed=True).amount == 22_000_00


def test_without_a_mark_all_is_operating(lines: Stage) -> None:
    capital(lines)
    with pytest.raises(Invalid) as refused:
        lines.commit("investor1", P1, 1)
    assert refused.value.fields == {
        "purse": f"IT 2026 is capital budget; finance has marked nothing that {P1} asks of 2026 as capex. "
        "Choose another purse."
    }
    purse(lines, "investor2")
    assert lines.commit("investor2", P1, 30_000_00).amount == 30_000_00


def test_what_stands_already_must_still_fit(lines: Stage) -> None:
    purse(lines, "investor2")
    lines.commit("investor2", P1, 22_000_01)
    with pytest.raises(Invalid) as refused:
        mark(lines, LAB)
    assert refused.value.fields == {
        "lines": "€22,000.01 of operating budget stand behind 2026 already, and only €22,000 of it would be "
        "opex. Mark fewer lines, or ask an investor to take money back first."
    }
    assert lines.count("capex_mark") == 0


def test_capital_money_keeps_its_line(lines: Stage) -> None:
    mark(lines, LAB)
    capital(lines)
    lines.commit("investor1", P1, 5_000_00)
    with pytest.raises(Invalid, match="€5,000 of capital budget stand behind 2026 already"):
        mark(lines, reason="Not after all.")
    assert mark(lines, LAB, COACH) == 1


def test_a_mark_is_taken_back_by_a_later_word(lines: Stage) -> None:
    mark(lines, LAB)
    assert mark(lines, reason="Below the limit of capitalisation.") == 1
    assert years(lines) == ()
    with lines.reading() as session:
        words = session.execute(select(CapexMark.nature, CapexMark.reason).order_by(CapexMark.id)).all()
    assert [tuple(row) for row in words] == [
        ("capex", "Used for four years."),
        ("opex", "Below the limit of capitalisation."),
    ]


@pytest.mark.parametrize(
    ("marked", "reason", "field", "words"),
    [
        ((), "Why.", "lines", "Nothing changes"),
        ((LAB,), "  ", "reason", "Say in a sentence why"),
        (("forged",), "Why.", "lines", "The pitch has changed meanwhile"),
    ],
)
def test_what_is_no_mark_is_refused(
    lines: Stage, marked: tuple[str, ...], reason: str, field: str, words: str
) -> None:
    with pytest.raises(Invalid) as refused:
        mark(lines, *marked, reason=reason)
    assert words in refused.value.fields[field]
    assert lines.count("capex_mark") == 0


@pytest.mark.parametrize("name", ["presenter", "investor1", "lead", "auditor", "fund_owner"])
def test_only_finance_marks(lines: Stage, name: str) -> None:
    with pytest.raises(NotAllowed):
        mark(lines, LAB, by=lines.cast.actors[name])
