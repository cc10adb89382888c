"""More money attacked by plain SQL as the application's own role: the database keeps every rule by itself."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.features.investments.stage import Stage
from tests.features.investments.supplements import OVER, Short, overspent

AT = "'2026-04-22T12:00:00.000000Z'"
WATCHED = ("supplement", "supplement_end", "supplement_tranche", "overrun_settlement")
WORDS = {
    "supplement": (
        "INSERT INTO supplement (key, pitch_id, revision_id, round_id, fiscal_year, amount, category, reason,"
        " benefit, until_on, by_id, at) VALUES ('x', :pitch, :revision, {round}, {year}, {amount}, 'travel',"
        f" 'why', 'none', '2026-05-01', {{by}}, {AT})"
    ),
    "commitment": (
        "INSERT INTO commitment (key, purse_id, pitch_id, revision_id, fiscal_year, amount, by_id, at,"
        " supplement_id) VALUES ('c', {purse}, :pitch, :revision, {year}, {amount}, {by},"
        f" {AT}, {{of}})"
    ),
    "end": (
        "INSERT INTO supplement_end (supplement_id, outcome, revision_hash, rule, reason, by_id, at)"
        f" VALUES (:supplement, '{{outcome}}', {{hash}}, {{rule}}, 'why', {{by}}, {AT})"
    ),
    "resolution": (
        "INSERT INTO resolution (commitment_id, outcome, committed, freed, reason, by_id, at)"
        f" VALUES (:commitment, '{{outcome}}', {{committed}}, {{freed}}, '', {{by}}, {AT})"
    ),
    "tranche": (
        "INSERT INTO supplement_tranche (tranche_id, supplement_id, settles)"
        " VALUES (:tranche, :supplement, 0)"
    ),
    "settlement": (
        "INSERT INTO overrun_settlement (overrun_id, supplement_id, amount, transfer_id, at)"
        f" VALUES (:overrun, :supplement, {{amount}}, :transfer, {AT})"
    ),
}


class Attack:
    """Rows of supplements as plain SQL would write them."""

    def __init__(self, stage: Stage) -> None:
        self.short = overspent(stage)
        self.ids: dict[str, int] = {"pitch": stage.pitch_id}
        self.ids["revision"] = self.one("SELECT revision_id FROM investment WHERE pitch_id = :pitch")
        for name in ("investor1", "investor2"):
            found = self.one(f"SELECT id FROM purse WHERE key = '{self.short.purses[name]}'")
            self.ids[f"purse_{name}"] = found

    def one(self, statement: str) -> int:
        with self.short.stage.database.reading() as session:
            return int(session.execute(text(statement), self.ids).scalar_one())

    def ask(self) -> str:
        key = self.short.ask()
        self.ids["supplement"] = self.one(f"SELECT id FROM supplement WHERE key = '{key}'")
        return key

    def person(self, name: str) -> int:
        return self.short.stage.cast.actors[name].id

    def refused(self, words: str, what: str, **values: Any) -> None:
        """The database refuses the row, in these words."""
        names = {"year": 2026, "round": self.short.round_id, "amount": OVER, "of": ":supplement"}
        names |= {"purse": ":purse_investor2", "hash": "''", "rule": "''", **values}
        names["by"] = self.person(values.get("by", "presenter"))
        statement = WORDS.get(what, what).format(**names)
        with pytest.raises(DBAPIError, match=words), self.short.stage.database.writing() as turn:
            turn.session.execute(text(statement), self.ids)


@pytest.fixture
def attack(stage: Stage) -> Attack:
    return Attack(stage)


def test_who_asks_wrote_it_of_an_open_rolling_round_once(attack: Attack) -> None:
    attack.refused("whoever wrote a pitch asks", "supplement", by="investor1")
    attack.refused("open rolling round of its year", "supplement", year=2027)
    attack.refused("open rolling round of its year", "supplement", round="(SELECT MIN(id) FROM round)")
    attack.refused("(?i)check", "supplement", amount=0)
    attack.ask()
    attack.refused("once at a time", "supplement")
    attack.refused("under way", WORDS["supplement"].replace(":revision", "0"))


def test_no_commitment_without_an_asking_and_none_above_it(attack: Attack) -> None:
    own: dict[str, Any] = {"by": "investor2"}
    attack.refused("current revision of a pitch in funding", "commitment", of="NULL", **own)
    attack.refused("what is asked for, from a purse of its round", "commitment", of="77", **own)
    key = attack.ask()
    attack.refused("no more is committed than is asked for", "commitment", amount=OVER + 1, **own)
    attack.refused("a purse is committed by its investor", "commitment", by="investor3")
    attack.refused("pays in its own fiscal year", "commitment", year=2027, **own)
    attack.refused(
        "while the round is funding", "commitment", purse="(SELECT MIN(id) FROM purse)", by="investor1"
    )
    attack.short.commit(key, 2_999_99)
    attack.refused("no more is committed than is asked for", "commitment", amount=2, **own)
    attack.short.money("withdraw_supplement", key, by="presenter", why="Not needed.")
    attack.refused("what is asked for", "commitment", amount=1, **own)


def test_it_ends_once_in_full_and_by_nobody_tied(attack: Attack) -> None:
    key = attack.ask()
    approval: dict[str, Any] = {"outcome": "approved", "rule": "'r'"}
    approval["hash"] = "(SELECT hash FROM revision WHERE id = :revision)"
    attack.refused("once all of it is reserved", "end", by="finance", **approval)
    attack.refused("whoever wrote a pitch withdraws", "end", by="investor3", outcome="withdrawn")
    made = attack.short.commit(key, OVER)
    attack.ids["commitment"] = attack.one(f"SELECT id FROM commitment WHERE key = '{made.key}'")
    attack.refused("leaves nothing reserved", "end", by="finance", outcome="declined")
    attack.refused("(?i)check", "end", by="finance", **approval | {"rule": "''"})
    attack.refused("by its hash", "end", by="finance", **approval | {"hash": "'other'"})
    for name in ("presenter", "sponsor", "investor1", "investor2"):
        attack.refused("does not review it", "end", by=name, **approval)
    committed: dict[str, Any] = {"outcome": "committed", "committed": OVER, "freed": 0}
    attack.refused("by the approval of what was asked for", "resolution", by="finance", **committed)
    attack.short.approve(key)
    attack.refused("(?i)unique", "end", by="finance2", **approval)


def test_tranches_and_settlements_are_of_an_approval_and_what_moved(attack: Attack) -> None:
    key = attack.ask()
    attack.ids["tranche"] = attack.one("SELECT MIN(id) FROM tranche")
    attack.ids["overrun"] = attack.one("SELECT id FROM overrun")
    attack.ids["transfer"] = attack.one("SELECT MAX(id) FROM transfer WHERE verb = 'spend'")
    attack.refused("of its approved supplement", "tranche")
    attack.refused("an approved supplement of its pitch", "settlement")
    attack.short.commit(key, OVER)
    attack.short.approve(key)
    attack.refused("of its approved supplement, and within it", "tranche")
    attack.refused("moves what it says", "settlement", amount=1)
    attack.ids["transfer"] = attack.one("SELECT MAX(id) FROM transfer WHERE verb = 'spend'")
    attack.refused("no more of an overrun is settled", "settlement")


def test_nothing_of_it_is_rewritten(attack: Attack) -> None:
    key = attack.ask()
    attack.short.commit(key, OVER)
    attack.short.approve(key)
    for table in WATCHED:
        attack.refused("append-only|permission denied", f"UPDATE {table} SET id = id")
        attack.refused("append-only|permission denied", f"DELETE FROM {table}")
    attack.refused("append-only|permission denied", "UPDATE commitment SET supplement_id = NULL")


def test_one_short_of_all_is_not_all(attack: Attack) -> None:
    short: Short = attack.short
    key = attack.ask()
    short.commit(key, OVER - 1)
    approval = {"outcome": "approved", "rule": "'r'"}
    approval["hash"] = "(SELECT hash FROM revision WHERE id = :revision)"
    attack.refused("once all of it is reserved", "end", by="finance", **approval)
