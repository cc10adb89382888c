"""The life of an investment. Gates, re-scoping and stopping bring their own verbs."""

from pitchdeck.base.workflow import Transition, Workflow
from pitchdeck.features.investments.models import STATES

LIFE = Workflow(
    "investment",
    STATES,
    (
        Transition("deliver", ("active", "rescoped"), "delivered", "investment:deliver"),
        Transition("track", ("delivered",), "tracking", "reading:record"),
        Transition("review", ("delivered", "tracking"), "reviewed", "closing:answer"),
        Transition("close", ("reviewed",), "closed", "investment:close"),
    ),
)
