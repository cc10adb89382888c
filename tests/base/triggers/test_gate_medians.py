"""The database decides a gate as the application does, for every way in which three investors may speak."""

from datetime import datetime
from itertools import product

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from pitchdeck.features.investments.figures.gates import VERDICTS, decided
from pitchdeck.features.investments.models import GateEnd, GateVote
from tests.base.triggers.gates import ALL, AT, LATE, STAKES, Attack, attack

__all__ = ["attack"]
Words = dict[str, str]


def accepted(attack: Attack, session: Session, gate: int, words: Words, at: datetime) -> list[str]:
    """The verdicts that the database takes from these words at this time; nothing of it stays."""
    voted = sum(STAKES[name] for name in words)
    taken = []
    with session.begin_nested() as said:
        votes = [attack.vote(gate, name, verdict) for name, verdict in words.items()]
        if votes:
            session.execute(insert(GateVote), votes)
        for verdict in VERDICTS:
            row = attack.end(gate, verdict, voted, at=at)
            with session.begin_nested() as tried:
                try:
                    session.execute(insert(GateEnd), [row])
                except DBAPIError:
                    pass
                else:
                    taken.append(verdict)
                tried.rollback()
        said.rollback()
    return taken


@pytest.mark.parametrize("at", [AT, LATE])
def test_the_database_and_the_application_decide_alike(attack: Attack, at: datetime) -> None:
    gate = attack.open()
    with attack.stage.database.writing() as turn:
        for said in product((None, *VERDICTS), repeat=len(STAKES)):
            words = {name: verdict for name, verdict in zip(STAKES, said, strict=True) if verdict}
            spoken = dict.fromkeys(VERDICTS, 0)
            for name, verdict in words.items():
                spoken[verdict] += STAKES[name]
            expected = decided(spoken, ALL, due=at == LATE)
            assert accepted(attack, turn.session, gate, words, at) == [expected] * bool(expected), words
