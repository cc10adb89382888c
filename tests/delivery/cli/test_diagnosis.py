"""What doctor says of acts that nobody can do: none on the first day, then one after the other."""

from pathlib import Path

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.schema import head
from pitchdeck.delivery.cli import diagnosis, setup
from pitchdeck.features.people import actions
from tests.factories.agreements import ask_above
from tests.factories.agreements import head as head_of_unit
from tests.factories.cast import FOUNDED, Cast
from tests.factories.pitches import measure, rates, submitted
from tests.features.funding.stage import YEAR, build


@pytest.fixture
def deployed(sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database that the commands find by the environment."""
    monkeypatch.setenv("PITCHDECK_DATABASE_URL", sqlite.url)
    monkeypatch.setenv("PITCHDECK_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(diagnosis, "_libraries", lambda: iter(()))
    return sqlite


def test_init_prints_a_code_that_opens_once_and_replaces_the_former(deployed: Database) -> None:
    first, second = setup.prepare(), setup.prepare()
    assert first.startswith(f"The database is at version {head()}.")
    codes = [text.split("\n\n")[1].strip() for text in (first, second)]
    founding = actions.Founding("Acme", "EUR", "en_GB", "Europe/Berlin", 1, 0.08, 25.0, 0.4, "Finance")
    who = {"name": "Ada", "email": "ada@acme.example", "at": FOUNDED}
    with pytest.raises(Exception, match="no such page"), deployed.writing() as turn:
        actions.set_up(turn.session, codes[0], founding, token="a" * 43, **who)  # type: ignore[arg-type]  # one call's values
    with deployed.writing() as turn:
        actions.set_up(turn.session, codes[1], founding, token="a" * 43, **who)  # type: ignore[arg-type]  # one call's values
    assert setup.prepare() == f"The database is at version {head()}."
    lines, well = diagnosis.diagnose()
    assert not well
    assert any("Nobody can confirm a mandate over money" in line for line in lines)
    assert any("1 invited without a password" in line for line in lines)
    assert any("Nobody can open and close the stages" in line for line in lines)


def test_the_whole_cast_is_well_and_the_last_second_person_is_named(house: Cast, deployed: Database) -> None:
    assert diagnosis.diagnose()[1], diagnosis.diagnose()[0]
    for name in ("finance", "fund_owner"):
        with deployed.writing() as turn:
            key = house.actors[name].key
            actions.deactivate(turn.session, key, reason="Left.", by=house.admin, at=turn.at)
    lines, well = diagnosis.diagnose()
    assert not well
    assert any("Nobody can be the second person" in line for line in lines)
    assert any("Nobody can confirm funds and allot purses" in line for line in lines)


def test_hours_that_nobody_can_agree_to_are_named_with_their_unit(house: Cast, deployed: Database) -> None:
    with deployed.writing() as turn:
        ask_above(turn.session)
        rates(turn.session, house)
        submitted(turn.session, house, measure(turn.session, house).id)
    words = "Nobody can agree to hours of Support's people, which a pitch asks for: name its head (Units)."
    assert diagnosis.diagnose() == ([words], False)
    with deployed.writing() as turn:
        head_of_unit(turn.session, house, "Nordwind", "chair")
    assert diagnosis.diagnose()[1]


def test_a_pitch_that_nobody_of_finance_may_review_is_named(house: Cast, deployed: Database) -> None:
    build(deployed, house, {"P-2026-0001": {YEAR: 30_000_00}}).chair("open_funding")
    assert diagnosis.diagnose()[1], diagnosis.diagnose()[0]
    with deployed.writing() as turn:
        turn.session.execute(text("UPDATE mandate SET limit_minor = 1 WHERE role = 'finance'"))
    lines, _well = diagnosis.diagnose()
    assert any(line.startswith("Nobody of finance may review or release P-2026-0001") for line in lines), (
        lines
    )


def test_before_the_set_up_it_says_what_to_run(deployed: Database) -> None:
    lines, _well = diagnosis.diagnose()
    assert lines == [
        "There is no organisation yet. Run: pitchdeck init. It prints the code of the set-up page."
    ]
    assert deployed
