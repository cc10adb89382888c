"""What a revision asks by line of cost: cut from its highest tier, under the print of the line."""

from typing import Any

from sqlalchemy import func, select

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import (
    NOWHERE,
    Content,
    CostRow,
    LineTiers,
    line_print,
    positions,
)
from pitchdeck.features.pitches.models import AskLine, CostLine
from tests.factories import pitches as made
from tests.factories.cast import Cast
from tests.features.pitches.test_submitting_tiers import written

COACH = CostRow("one_off", "delivery_facilitation", "Coach", {"amount": 4000, "month": 2}, "Quote 7")


def lines_of(database: Database, revision_id: int) -> list[tuple[str, int, int]]:
    with database.reading() as session:
        rows = session.execute(
            select(CostLine.label, AskLine.fiscal_year, AskLine.amount)
            .join(AskLine, AskLine.position == CostLine.position)
            .where(AskLine.revision_id == revision_id, CostLine.revision_no == 1)
            .order_by(CostLine.position, AskLine.fiscal_year)
        )
        return [(label, year, amount) for label, year, amount in rows]


def test_the_lines_of_the_highest_tier_add_up_to_its_ask(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = written(turn.session, cast)
        actions.submit(turn.session, pitch.key, by=cast.presenter, at=made.AT)
        revision = queries.revision_row(turn.session, pitch.id, 1).id
    assert lines_of(database, revision) == [
        ("Two days of a coach", 2026, 9_000_00),
        ("Platform", 2026, 3_500_00),
        ("Platform", 2027, 2_500_00),
    ]
    with database.reading() as session:
        asked = queries.asks_by_tier(session, revision)["stretch"]
        sums = select(AskLine.fiscal_year, func.sum(AskLine.amount)).group_by(AskLine.fiscal_year)
        assert {year: int(amount) for year, amount in session.execute(sums)} == asked


def test_a_line_that_only_the_stretch_tier_has_has_no_print(database: Database, cast: Cast) -> None:
    out: tuple[LineTiers, ...] = ({}, {"requested": {"out": True}, "minimum": {"out": True}}, {})
    with database.writing() as turn:
        made.rates(turn.session, cast)
        pitch = made.draft(turn.session, cast, made.measure(turn.session, cast).id)
        content, settings = queries.draft_of(turn.session, pitch.id).content, queries.settings(turn.session)
    costs = tuple(
        CostRow(line.kind, line.category, line.label, line.terms, line.source, tiers)
        for line, tiers in zip(content.costs, out, strict=True)
    )
    more: dict[str, Any] = {"costs": costs}
    asks = Content(**{**vars_of(content), **more})
    assert positions(asks, "requested", settings) == tuple(range(len(positions(asks, "requested", settings))))
    assert NOWHERE in positions(asks, "stretch", settings)


def vars_of(content: Content) -> dict[str, Any]:
    return {name: getattr(content, name) for name in content.__dataclass_fields__}


def test_a_print_is_of_what_the_line_says_and_not_of_its_source() -> None:
    def other(**more: Any) -> str:
        said = {"kind": COACH.kind, "category": COACH.category, "label": COACH.label, "terms": COACH.terms}
        return line_print(CostRow(**{**said, **more}))

    assert other() == line_print(COACH)
    assert other(source="Quote 8") == line_print(COACH)
    changed = {other(label="Coaches"), other(terms={"amount": 4001, "month": 2}), other(category="msp")}
    assert len(changed | {line_print(COACH)}) == 4
