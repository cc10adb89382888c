"""Planning a round, what opening freezes, and its way from stage to stage."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.base.triggers import states
from pitchdeck.features.rounds import actions, queries
from pitchdeck.features.rounds.actions import Plan
from pitchdeck.features.rounds.figures import DEFAULT_CRITERIA, CriterionText, default_conflict_rule
from pitchdeck.features.rounds.models import STATES
from pitchdeck.features.rounds.workflow import PAST, ROUND
from tests.factories.cast import Cast
from tests.factories.rules import change

AT = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)


def plan(cast: Cast) -> Plan:
    return Plan(
        name="Spring 2026",
        unit_id=cast.units["Nordwind"],
        chair_id=cast.chair.id,
        panel=(cast.investor1.id, cast.investor2.id, cast.investor3.id),
        fiscal_year=2026,
        quorum=2,
        pitches_close_at=AT + timedelta(days=30),
        scoring_closes_at=AT + timedelta(days=45),
        funding_closes_at=AT + timedelta(days=60),
        decision_on=date(2026, 4, 20),
    )


def planned(session: Session, cast: Cast) -> str:
    return actions.create_round(session, plan(cast), by=cast.lead, at=AT).key


def wrong(database: Database, cast: Cast, changed: Plan) -> dict[str, str]:
    with pytest.raises(Invalid) as refused, database.writing() as act:
        actions.create_round(act.session, changed, by=cast.lead, at=AT)
    return refused.value.fields


def test_a_round_is_planned_with_the_four_criteria(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        key = planned(act.session, cast)
    with database.reading() as session:
        row = queries.round_of_key(session, key)
        assert (row.state, row.conflict_rule, row.roi_objective_pct) == ("draft", "disclose", 25.0)
        assert (row.chair_name, row.unit_name) == ("Chiara Chair", "Nordwind")
        asked = queries.criteria(session, row.id)
        assert [one.name for one in asked] == [one.name for one in DEFAULT_CRITERIA]
        assert sum(one.weight for one in asked) == 100
        assert {one.person_id for one in queries.panel(session, row.id)} == set(plan(cast).panel)
        assert history.of(session, "round", key)[0].verb == "created"
        assert queries.round_row(session, row.id) == row


def test_every_default_criterion_says_what_its_scores_mean() -> None:
    for one in DEFAULT_CRITERIA:
        words = [one.question, one.anchor_low, one.anchor_middle, one.anchor_high]
        assert all(0 < len(text) <= 100 for text in words)
        assert len(set(words)) == 4


def test_the_conflict_rule_follows_the_size_of_the_panel() -> None:
    assert [default_conflict_rule(size) for size in (1, 4, 5)] == ["disclose", "disclose", "strict"]
    assert [default_conflict_rule(5, chosen) for chosen in ("disclose", "strict")] == ["disclose", "strict"]


def test_a_new_round_takes_the_organisations_conflict_rule_and_old_ones_keep_theirs(
    database: Database, cast: Cast
) -> None:
    with database.writing() as act:
        old = planned(act.session, cast)
        change(act.session, cast, conflict_default="strict", roi_objective_pct=40.0)
        new = planned(act.session, cast)
        chosen = actions.create_round(
            act.session, replace(plan(cast), conflict_rule="disclose"), by=cast.lead, at=AT
        )
        rows = [queries.round_of_key(act.session, key) for key in (old, new, chosen.key)]
        assert [row.conflict_rule for row in rows] == ["disclose", "strict", "disclose"]
        assert [row.roi_objective_pct for row in rows] == [25.0, 40.0, 40.0]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "  ", "name"),
        ("fiscal_year", 26, "2000 to 2100"),
        ("quorum", 0, "between 1 and 3"),
        ("quorum", 4, "between 1 and 3"),
        ("pitches_close_at", AT, "passed"),
        ("scoring_closes_at", AT + timedelta(days=30), "after the deadline"),
        ("funding_closes_at", AT + timedelta(days=45), "after scoring"),
        ("decision_on", date(2026, 4, 2), "before funding closes"),
        ("panel", (), "at least one"),
        ("criteria", (), "1 to 8"),
    ],
)
def test_what_does_not_hold_is_named(
    database: Database, cast: Cast, field: str, value: object, words: str
) -> None:
    fields = wrong(database, cast, replace(plan(cast), **{field: value}))  # type: ignore[arg-type]  # a bad value on purpose
    assert words in fields[field]


def test_the_day_of_the_decision_is_judged_in_the_organisations_zone(database: Database, cast: Cast) -> None:
    # 23:30 UTC on 3 April is already 4 April in Berlin.
    late = replace(plan(cast), funding_closes_at=datetime(2026, 4, 3, 23, 30, tzinfo=UTC))
    assert "decision_on" in wrong(database, cast, replace(late, decision_on=date(2026, 4, 3)))


def test_weights_make_a_whole_and_words_are_filled_in(database: Database, cast: Cast) -> None:
    light = (replace(DEFAULT_CRITERIA[0], weight=30), *DEFAULT_CRITERIA[1:])
    assert (
        "95 %, which is 5 % too little"
        in wrong(database, cast, replace(plan(cast), criteria=light))["criteria"]
    )
    blank = (replace(DEFAULT_CRITERIA[0], anchor_low=" "), *DEFAULT_CRITERIA[1:])
    assert "criteria.0.anchor_low" in wrong(database, cast, replace(plan(cast), criteria=blank))


def test_chair_and_panel_need_their_mandates(database: Database, cast: Cast) -> None:
    assert "no vote" in wrong(database, cast, replace(plan(cast), chair_id=cast.lead.id))["chair"]
    assert "no mandate" in wrong(database, cast, replace(plan(cast), chair_id=cast.viewer.id))["chair"]
    odd = replace(plan(cast), panel=(cast.investor1.id, cast.viewer.id))
    assert "no mandate" in wrong(database, cast, odd)["panel"]


def test_only_a_lead_plans_and_only_the_chair_opens(database: Database, cast: Cast) -> None:
    with pytest.raises(NotAllowed), database.writing() as act:
        actions.create_round(act.session, plan(cast), by=cast.chair, at=AT)
    with database.writing() as act:
        key = planned(act.session, cast)
    with pytest.raises(NotAllowed, match="chair"), database.writing() as act:
        actions.open_round(act.session, queries.round_to_change(act.session, key), by=cast.lead, at=AT)


def test_opening_freezes_and_says_why(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        key = planned(act.session, cast)
        changed = replace(plan(cast), quorum=1, name="Spring")
        actions.change_round(act.session, key, changed, by=cast.lead, at=AT)
        actions.open_round(act.session, queries.round_to_change(act.session, key), by=cast.chair, at=AT)
    with pytest.raises(NotAllowed, match="frozen"), database.writing() as act:
        actions.change_round(act.session, key, plan(cast), by=cast.lead, at=AT)
    with pytest.raises(NotAllowed, match="frozen"), database.writing() as act:
        round_ = queries.round_to_change(act.session, key)
        actions.set_criteria(act.session, round_, DEFAULT_CRITERIA, by=cast.lead, at=AT)
    with pytest.raises(NotAllowed, match="nobody leaves"), database.writing() as act:
        round_ = queries.round_to_change(act.session, key)
        actions.unseat(act.session, round_, cast.investor1.id, by=cast.lead, at=AT, why="Left")
    with database.reading() as session:
        row = queries.round_of_key(session, key)
        assert (row.state, row.quorum, row.name) == ("open", 1, "Spring")


def test_the_panel_of_a_draft_changes_and_a_substitute_comes_later(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        alone = replace(plan(cast), panel=(cast.investor1.id,), quorum=1)
        round_ = actions.create_round(act.session, alone, by=cast.lead, at=AT)
        actions.seat(act.session, round_, [cast.investor2.id, cast.investor1.id], by=cast.lead, at=AT)
        actions.unseat(act.session, round_, cast.investor1.id, by=cast.chair, at=AT, why="On leave")
        actions.open_round(act.session, round_, by=cast.chair, at=AT)
        actions.seat(act.session, round_, [cast.investor3.id], by=cast.chair, at=AT)
        found = [row.person_id for row in queries.panel(act.session, round_.id)]
        assert found == [cast.investor3.id, cast.investor2.id]


def test_a_round_that_lacks_something_does_not_open(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        key = planned(act.session, cast)
    with pytest.raises(Invalid, match="deadline for pitches"), database.writing() as act:
        late = AT + timedelta(days=30)
        actions.open_round(act.session, queries.round_to_change(act.session, key), by=cast.chair, at=late)
    with pytest.raises(NotAllowed, match="fewer seats"), database.writing() as act:
        round_ = queries.round_to_change(act.session, key)
        for person in (cast.investor1, cast.investor2):
            actions.unseat(act.session, round_, person.id, by=cast.lead, at=AT, why="Left")
        actions.open_round(act.session, round_, by=cast.chair, at=AT)


def test_criteria_of_ones_own(database: Database, cast: Cast) -> None:
    own = CriterionText("Reach", "How many people?", 100, "Ten", "A hundred", "A thousand")
    with database.writing() as act:
        round_ = actions.create_round(act.session, plan(cast), by=cast.lead, at=AT)
        actions.set_criteria(act.session, round_, [own], by=cast.lead, at=AT)
        assert [one.name for one in queries.criteria(act.session, round_.id)] == ["Reach"]


@pytest.mark.parametrize("verb", ROUND.verbs)
@pytest.mark.parametrize("state", STATES)
def test_every_verb_from_every_state(verb: str, state: str) -> None:
    assert verb in PAST
    if ROUND.allows(verb, state):
        assert (state, ROUND.step(verb, state).target) in states.ROUND
    else:
        with pytest.raises(Conflict, match=state.replace("_", " ")):
            ROUND.step(verb, state)


def test_the_database_knows_the_same_life() -> None:
    steps = {(source, step.target) for step in ROUND.transitions for source in step.sources}
    assert steps == set(states.ROUND)


def test_moving_out_of_turn_or_as_somebody_else(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        key = planned(act.session, cast)
    with pytest.raises(Conflict, match="draft"), database.writing() as act:
        actions.move(act.session, queries.round_to_change(act.session, key), "publish", by=cast.chair, at=AT)
    for by, refusal in ((cast.lead, NotAllowed), (cast.finance, NotFound)):
        with pytest.raises(refusal), database.writing() as act:
            actions.move(act.session, queries.round_to_change(act.session, key), "open", by=by, at=AT)
    with pytest.raises(NotFound), database.writing() as act:
        queries.round_to_change(act.session, "nothing")


def test_the_database_refuses_a_quorum_of_nobody(database: Database, cast: Cast) -> None:
    with pytest.raises(IntegrityError), database.writing() as act:
        round_ = actions.create_round(act.session, plan(cast), by=cast.lead, at=AT)
        round_.quorum = 0
        act.session.flush()
