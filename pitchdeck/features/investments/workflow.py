"""The life of an investment."""

from pitchdeck.base.workflow import Transition, Workflow
from pitchdeck.features.investments.models import STATES

LIFE = Workflow(
    "investment",
    STATES,
    (
        Transition("call_gate", ("active", "rescoped", "paused"), "gate_due", "gate:call"),
        Transition("go_on", ("gate_due",), "active", "gate:vote"),
        Transition("rescope", ("gate_due",), "rescoped", "gate:vote"),
        Transition("pause", ("gate_due",), "paused", "gate:vote"),
        Transition("stop", ("gate_due",), "stopped", "gate:sign"),
        Transition("deliver", ("active", "rescoped"), "delivered", "investment:deliver"),
        Transition("track", ("delivered",), "tracking", "reading:record"),
        Transition("review", ("delivered", "tracking", "stopped"), "reviewed", "closing:answer"),
        Transition("close", ("reviewed",), "closed", "investment:close"),
    ),
)
