"""The process that can be killed, shown with small children of its own."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from pitchdeck.delivery.charts.child import Child, ChildDied, ChildRefused, ChildTimedOut

PROGRAM = """
import os, sys, time
from pitchdeck.delivery.charts.serving import limit_memory, serve

def answer(question, body):
    match question["do"]:
        case "echo":
            print("an engine that prints")
            return {"pid": os.getpid(), "secret": os.environ.get("PITCHDECK_DATABASE_URL")}, body
        case "sleep":
            time.sleep(60)
        case "die":
            os._exit(1)
        case "eat":
            return {}, b"x" * (300 << 20)
        case "fail":
            raise ValueError("no such chart")

limit_memory("address_space", 200)
serve(answer)
"""


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Child:
    (tmp_path / "small_engine.py").write_text(PROGRAM)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *filter(None, sys.path)]))
    monkeypatch.setenv("PITCHDECK_DATABASE_URL", "postgresql://secret")
    return Child("small_engine")


def test_answers_come_from_one_warm_process(child: Child) -> None:
    first, body = child.ask({"do": "echo"}, b"\0" * 3_000_000, timeout_s=20)
    second, _ = child.ask({"do": "echo"}, timeout_s=20)
    assert body == b"\0" * 3_000_000
    assert first["pid"] == second["pid"] != os.getpid()
    child.close()


def test_the_child_knows_no_secret_of_its_parent(child: Child) -> None:
    assert child.ask({"do": "echo"}, timeout_s=20)[0]["secret"] is None
    child.close()


def test_a_late_child_is_killed_and_the_next_question_answered(child: Child) -> None:
    pid = child.ask({"do": "echo"}, timeout_s=20)[0]["pid"]
    began = time.monotonic()
    with pytest.raises(ChildTimedOut):
        child.ask({"do": "sleep"}, timeout_s=0.3)
    assert time.monotonic() - began < 10
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert child.ask({"do": "echo"}, timeout_s=20)[0]["pid"] != pid
    child.close()


@pytest.mark.parametrize("ending", ["die", "eat"])
def test_a_dead_child_is_noticed_and_replaced(child: Child, ending: str) -> None:
    with pytest.raises(ChildDied):
        child.ask({"do": ending}, timeout_s=20)
    assert child.ask({"do": "echo"}, timeout_s=20)
    child.close()


def test_a_refusal_keeps_the_child(child: Child) -> None:
    pid = child.ask({"do": "echo"}, timeout_s=20)[0]["pid"]
    with pytest.raises(ChildRefused, match="no such chart"):
        child.ask({"do": "fail"}, timeout_s=20)
    assert child.ask({"do": "echo"}, timeout_s=20)[0]["pid"] == pid
    child.close()


def test_threads_get_their_own_answers(child: Child) -> None:
    answers: dict[int, bytes] = {}

    def ask(number: int) -> None:
        answers[number] = child.ask({"do": "echo"}, str(number).encode() * 1000, timeout_s=30)[1]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: str(number).encode() * 1000 for number in range(8)}
    child.close()
