"""Search finds what the rules open and nothing else, and follows every change in the act itself."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.db import Database
from pitchdeck.base.policy import Actor, Grant
from pitchdeck.features.investments import queries as investments
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.portfolio.queries.invariants.search import unfaithful_entries
from pitchdeck.features.portfolio.queries.search import asked, found
from pitchdeck.features.strategy.models import Goal, Measure
from tests.factories import pitches as made
from tests.factories.cast import PEOPLE, Cast
from tests.factories.pitches import AT
from tests.features.investments.stage import build

TO_FUNDED = ("start_scoring", "shortlist", "open_funding", "cover", "take_up", "fund")
TITLE = "Straßenbau für Ärzte"


@contextmanager
def every_stage(database: Database, cast: Cast) -> Iterator[tuple[Session, dict[str, Pitch]]]:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        measure, round_ = made.measure(session, cast), made.open_round(session, cast)
        stages = {
            "draft": made.draft(session, cast, measure.id, title=TITLE),
            "asked": made.asked(session, cast, measure.id, title=TITLE),
            "submitted": made.submitted(session, cast, measure.id, title=TITLE),
            "screened": made.screened(session, cast, measure.id, round_, title=TITLE),
            "funded": made.screened(session, cast, measure.id, round_, title=TITLE),
        }
        for verb in TO_FUNDED:
            actions.move(session, stages["funded"], verb, by=cast.chair, at=AT)
        yield session, stages


def keys(session: Session, viewer: Actor, typed: str, kind: str = "pitches") -> list[str]:
    session.flush()
    groups = found(session, viewer, asked(typed), kind=kind).groups
    return [line.key for group in groups for line in group.lines]


def actors(cast: Cast) -> dict[str, Actor]:
    """Everybody, and people with scopes that nobody of the cast has."""
    support = frozenset({cast.units["Support"]})
    return {name: cast.actors[name] for name in PEOPLE} | {
        "lead of a unit": Actor(cast.nobody.id, "x", "x", (Grant("lead", support),)),
        "lead elsewhere": Actor(cast.nobody.id, "x", "x", (Grant("lead", frozenset({cast.units["IT"]})),)),
        "viewing presenter": Actor(cast.presenter.id, "x", "x", (Grant("viewer"), Grant("presenter"))),
        "viewing panel": Actor(cast.investor1.id, "x", "x", (Grant("viewer"), Grant("investor"))),
    }


def test_search_opens_exactly_what_the_rule_opens(database: Database, cast: Cast) -> None:
    with every_stage(database, cast) as (session, stages):
        actions.add_co_author(
            session, stages["draft"].key, person_id=cast.colleague.id, by=cast.presenter, at=AT
        )
        for name, actor in actors(cast).items():
            facts = {each.key: queries.pitch_of_key(session, each.key).facts for each in stages.values()}
            ruled = {key for key, fact in facts.items() if policy.may("pitch:see", actor, fact)}
            assert set(keys(session, actor, "strassenbau arz")) == ruled, name


def test_investments_open_as_their_rule_says(database: Database, cast: Cast) -> None:
    stage = build(database, cast, "Solve it in the first call")
    stage.release()
    with database.writing() as turn:
        for name, actor in actors(cast).items():
            seen = {one.row.key for one in investments.tracked_seen_by(turn.session, actor, today=AT.date())}
            assert set(keys(turn.session, actor, "solve call", "investments")) == seen, name
        assert keys(turn.session, cast.presenter, "solve call", "investments")
        assert not keys(turn.session, cast.nobody, "solve call", "investments")


def test_people_are_found_by_those_who_may_list_them(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        for name in PEOPLE:
            may = bool(policy.may("person:list", cast.actors[name]))
            assert bool(keys(turn.session, cast.actors[name], "ines investor", "people")) == may, name


FINDS = (
    *("P-2026-0001", "p 2026 0001", "2026", "0001", "1", "STRASSENBAU", "Straßenb", "ärzte", "für arz"),
    *("a\u0308rzte", "sven", "Pia Pres", "support", "first call", "Strassenbau PRESENTER support sven"),
)
FINDS_NOTHING = ("P-2026-0099", "strassenba arzte", "200", "aerzte", "zz", "pia finance", "000")


def test_a_pitch_is_found_by_its_reference_words_and_names(database: Database, cast: Cast) -> None:
    with every_stage(database, cast) as (session, stages):
        pitch = stages["submitted"]
        session.get_one(Goal, session.get_one(Measure, 1).goal_id).name = "Solved in the first call"
        assert pitch.ref == "P-2026-0001"
        found_by = {
            typed for typed in (*FINDS, *FINDS_NOTHING) if pitch.key in keys(session, cast.finance, typed)
        }
        assert found_by == set(FINDS)


def test_words_without_spaces_are_found_in_the_middle(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        made.rates(turn.session, cast)
        pitch = made.draft(
            turn.session, cast, made.measure(turn.session, cast).id, title="新入社員の学習計画"
        )
        for typed in ("学習", "学習計画", "社員", "画", "習"):
            assert keys(turn.session, cast.lead, typed) == [pitch.key], typed
        assert keys(turn.session, cast.lead, "習学") == []


def test_every_change_of_a_name_is_followed(database: Database, cast: Cast) -> None:
    with every_stage(database, cast) as (session, stages):
        measure = session.get_one(Measure, 1)
        goal, reader = session.get_one(Goal, measure.goal_id), cast.finance
        every = {stages[name].key for name in ("submitted", "screened", "funded")}
        session.get_one(Person, cast.presenter.id).name = "Paula Newname"
        assert set(keys(session, reader, "paula")) == every
        assert not keys(session, reader, "pia")
        session.get_one(Person, cast.presenter.id).name = ""  # a person who left
        assert not keys(session, reader, "paula")
        assert not keys(session, reader, "paula", "people")
        session.get_one(Unit, cast.units["Support"]).name = "Aftersales"
        assert set(keys(session, reader, "aftersales")) == every
        goal.name = "Zufriedenheit"
        assert set(keys(session, reader, "zufriedenheit")) == every
        assert keys(session, reader, "zufriedenheit", "goals") == [goal.key]
        measure.agreed_by_id = measure.agreed_at = None
        measure.owner_id = cast.colleague.id
        assert set(keys(session, cast.lead, "carl")) == {stages[name].key for name in ("draft", "asked")}
        assert not keys(session, cast.sponsor, "strassenbau")
        assert len(keys(session, cast.colleague, "strassenbau")) == 4  # the new owner of what was claimed
        assert list(unfaithful_entries(session)) == []


def test_a_person_who_was_deactivated_is_no_result(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        assert keys(turn.session, cast.admin, "nils", "people")
        turn.session.get_one(Person, cast.nobody.id).active = False
        assert not keys(turn.session, cast.admin, "nils", "people")


def test_an_act_that_is_undone_leaves_no_word(database: Database, cast: Cast) -> None:
    with pytest.raises(RuntimeError), every_stage(database, cast) as (session, _stages):
        assert keys(session, cast.finance, "strassenbau")
        raise RuntimeError
    with database.snapshot() as session:
        assert not keys(session, cast.finance, "strassenbau")
        assert list(unfaithful_entries(session)) == []


def test_pages_of_a_kind_lead_on_without_gaps(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        measure = made.measure(session, cast)
        drafts = [made.draft(session, cast, measure.id, title=TITLE).key for _ in range(30)]
        for viewer in (cast.lead, cast.presenter):
            seen, before = [], ""
            for _page in range(3):
                (group,) = found(
                    session, viewer, asked("strassenbau arz"), kind="pitches", before=before
                ).groups
                seen += [line.key for line in group.lines]
                before = group.more or ""
                if not before:
                    break
            assert seen == drafts[::-1]
        few = found(session, cast.lead, asked("arz")).groups[0]
        assert len(few.lines) == 8
        assert few.more == few.lines[-1].key
        assert (
            found(session, cast.lead, asked("arz"), kind="pitches", before="unknown").groups[0].lines[0].key
            == drafts[-1]
        )


def test_a_reader_of_nothing_finds_nothing(database: Database, cast: Cast) -> None:
    nobody = Actor(cast.nobody.id, "x", "x", ())
    with every_stage(database, cast) as (session, _stages):
        groups = found(session, nobody, asked("strassenbau")).groups
        assert groups == ()
        assert found(session, cast.lead, asked(" \t?!")).groups == ()
