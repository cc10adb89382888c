"""The life of a noun as one literal: guard, buttons, diagram and test all come from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from pitchdeck.base.errors import Conflict


@dataclass(frozen=True, slots=True)
class Transition:
    """A verb that leads from each of its sources to one target; `permission` says who may."""

    verb: str
    sources: tuple[str, ...]
    target: str
    permission: str


class Workflow:
    """The states of one noun and the verbs between them; ValueError when the literal contradicts itself."""

    def __init__(self, noun: str, states: tuple[str, ...], transitions: Iterable[Transition]) -> None:
        self.noun = noun
        self.states = states
        self.transitions = tuple(transitions)
        self._steps: dict[tuple[str, str], Transition] = {}
        for transition in self.transitions:
            for source in transition.sources:
                self._enter(transition, source)

    def _enter(self, transition: Transition, source: str) -> None:
        if {source, transition.target} - set(self.states):
            raise ValueError(
                f"{transition.verb}: {source} → {transition.target} names no state of {self.noun}."
            )
        if (transition.verb, source) in self._steps:
            raise ValueError(f"{transition.verb} leads from {source} to two states.")
        self._steps[transition.verb, source] = transition

    def step(self, verb: str, state: str) -> Transition:
        """The transition of this verb from this state; Conflict that says what the state allows."""
        found = self._steps.get((verb, state))
        if found is None:
            words, now = verb.replace("_", " "), state.replace("_", " ")
            raise Conflict(
                f"This {self.noun} is {now}: it cannot {words} now. Reload the page to see where it stands."
            )
        return found

    def allows(self, verb: str, state: str) -> bool:
        return (verb, state) in self._steps

    def verbs_from(self, state: str) -> tuple[Transition, ...]:
        """What leads out of a state, in the literal's order."""
        return tuple(step for (_verb, source), step in self._steps.items() if source == state)

    @property
    def verbs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(transition.verb for transition in self.transitions))

    def mermaid(self) -> str:
        """The diagram for docs/generated/."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.states[0]}"]
        lines += [
            f"    {source} --> {transition.target}: {transition.verb}"
            for transition in self.transitions
            for source in transition.sources
        ]
        return "\n".join(lines) + "\n"
