"""The life of a pitch as a table: every state and verb, and the words for each."""

import pytest

from pitchdeck.base.errors import Conflict
from pitchdeck.features.pitches.models import STATES
from pitchdeck.features.pitches.workflow import EDITABLE, ENDED, NAMES, PAST, PITCH

TO_FUNDING = ("submit", "screen", "start_scoring", "shortlist", "open_funding")
LIFE = (
    [*TO_FUNDING, "cover", "uncover", "cover", "take_up", "fund"],
    ["submit", "send_back", "submit", "screen", "expire"],
    ["submit", "screen", "start_scoring", "pass_over"],
    [*TO_FUNDING, "lapse", "withdraw"],
    [*TO_FUNDING, "cover", "take_up", "wait"],
    [*TO_FUNDING, "cover", "take_up", "decline"],
    ["submit", "redirect"],
    ["submit", "merge"],
)


@pytest.mark.parametrize("verbs", LIFE)
def test_a_life_follows_the_table(verbs: list[str]) -> None:
    state = "draft"
    for verb in verbs:
        state = PITCH.step(verb, state).target
    assert state in STATES


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", PITCH.verbs)
def test_every_other_verb_is_refused_in_words(state: str, verb: str) -> None:
    if PITCH.allows(verb, state):
        assert PITCH.step(verb, state).target in STATES
    else:
        with pytest.raises(Conflict, match="This pitch is"):
            PITCH.step(verb, state)


def test_every_state_has_two_names_and_every_verb_a_past() -> None:
    assert set(NAMES) == set(STATES)
    assert set(PAST) == set(PITCH.verbs)


def test_what_ended_leads_nowhere_and_what_is_editable_can_be_submitted() -> None:
    assert all(not PITCH.verbs_from(state) for state in ENDED)
    assert {state for state in STATES if PITCH.allows("submit", state)} == EDITABLE
