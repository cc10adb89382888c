"""Every state × verb × role of every workflow, from its literal."""

import pytest
from flask import Flask

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict
from pitchdeck.base.policy import Actor, Grant
from pitchdeck.base.workflow import Workflow
from pitchdeck.features.people.models import ROLES
from tests.structure.generated import workflows

FLOWS = workflows()


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.noun)
def test_every_state_and_verb_is_allowed_or_refused_in_words(flow: Workflow) -> None:
    named = {(step.verb, source): step.target for step in flow.transitions for source in step.sources}
    for state in flow.states:
        for verb in flow.verbs:
            if (verb, state) in named:
                assert flow.step(verb, state).target == named[verb, state]
                assert verb in {step.verb for step in flow.verbs_from(state)}
            else:
                with pytest.raises(Conflict, match="Reload"):
                    flow.step(verb, state)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.noun)
def test_every_transition_can_happen(flow: Workflow) -> None:
    reached = {flow.states[0]}
    for _ in flow.states:
        reached |= {step.target for step in flow.transitions if reached & set(step.sources)}
    assert [step.verb for step in flow.transitions if not reached & set(step.sources)] == []


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.noun)
def test_a_role_outside_a_transition_is_refused_before_any_fact_is_read(app: Flask, flow: Workflow) -> None:
    assert app
    for step in flow.transitions:
        permission = policy.PERMISSIONS[step.permission]
        for role in ROLES:
            if permission.roles and role not in permission.roles:
                stranger = Actor(1, "k", "Somebody", (Grant(role),))
                assert not policy.may(step.permission, stranger, None), (step.verb, role)
