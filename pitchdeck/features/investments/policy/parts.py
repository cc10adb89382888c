"""People around an investment, what the rules look at, and the rules that several acts share."""

from dataclasses import dataclass

from pitchdeck.base.policy import Actor, rule, unless

SEES_FUNDED = ("lead", "finance", "fund_owner", "viewer", "auditor")
"""Roles that read every funded pitch; authors, sponsor, chair, panel and investors read theirs."""

KNOWS_WHOSE = ("finance", "fund_owner", "auditor")
"""Roles that know whose money stands behind every funded pitch."""

MONEY_STATES = frozenset({"active", "gate_due", "rescoped", "delivered", "tracking"})
"""States in which money is still bound and spent, and measured."""

COST_STATES = MONEY_STATES | {"paused", "stopped"}
"""States in which costs arrive: what was ordered or done before a pause or a stop is still invoiced."""

HALTED = ("gate_due", "paused", "stopped")
"""States in which nothing is released, except for what was spent already."""

ENDED = ("reviewed", "closed")
"""States in which nothing is released, spent or measured any more."""


@dataclass(frozen=True, slots=True)
class Around:
    """Who stands in which relation to a pitch; the sponsors are of its revision and of its measures."""

    authors: frozenset[int]
    sponsors: frozenset[int]
    investors: frozenset[int]
    panel: frozenset[int]
    recused: frozenset[int]
    handled: frozenset[int]
    """Who handed it in, or committed money to it, in another's place."""


@dataclass(frozen=True, slots=True)
class TrancheFacts:
    """A tranche about to be released; `earlier` counts those before it that still wait."""

    around: Around
    published: bool
    released: bool
    earlier: int
    overrun: int
    overdue: bool
    large: bool = False
    askers: frozenset[int | None] = frozenset()
    """Who asked for the release of a large tranche, and the deputy who did."""
    owns_fund: bool = False
    state: str = ""
    """That of its investment; empty before the first release."""
    gone: bool = False
    """Whether a shortfall of its fund took all of it."""
    settles: bool = False
    """Whether it pays for what was spent already: it waits for no other, and for no reading."""

    @property
    def to_ask(self) -> bool:
        """Whether it is large and nobody has asked for it yet."""
        return self.large and not self.askers


@dataclass(frozen=True, slots=True)
class InvestmentFacts:
    """An investment and the people around it."""

    around: Around
    state: str


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An actual, a contract or hours worked; `confirmed` and `reversed` (ended) say what became of it."""

    around: Around
    state: str
    reporters: frozenset[int | None]
    """Whose report it is, and the deputy who made it."""
    confirmed: bool
    reversed: bool


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """A reading before its sponsor; `owner_id` owns the measure."""

    around: Around
    owner_id: int
    reporters: frozenset[int | None]
    verdict: str | None


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """Programmes entered at go-live; `tied` present, sponsor or pay for one of them."""

    by_id: int
    deputy_id: int | None
    tied: frozenset[int]
    waits: bool


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """An investment at its end: whose measure it moved, and whether a review waits for that person's word."""

    around: Around
    state: str
    owner_id: int
    asked: bool


Facts = TrancheFacts | InvestmentFacts | EntryFacts | ReadingFacts | ClosingFacts


def wrote(actor: Actor, facts: Facts) -> bool:
    return actor.id in facts.around.authors


def _sees(actor: Actor, facts: InvestmentFacts) -> bool:
    around = facts.around
    near = around.authors | around.sponsors | around.investors | around.panel
    return actor.id in near or any(actor.holds(role) for role in SEES_FUNDED)


presents = rule("Only the presenter and co-authors of this pitch do this.", wrote)
under_way = rule(
    "This investment is not under way: nothing new is ordered.",
    lambda _actor, facts: facts.state in MONEY_STATES,
)
takes_costs = rule(
    "This investment is not under way any more: nothing is added to it.",
    lambda _actor, facts: facts.state in COST_STATES,
)
measured = rule(
    "This investment is not under way any more: nothing is measured.",
    lambda _actor, facts: facts.state in MONEY_STATES | {"paused"},
)
sees = rule("This investment is not open to you.", _sees)
not_author = unless(
    "You wrote this pitch: somebody of finance who did not must do this.",
    lambda actor, facts: bool(actor.people & facts.around.authors),
)
not_sponsor = unless(
    "You sponsor this pitch: somebody of finance who does not must do this.",
    lambda actor, facts: bool(actor.people & facts.around.sponsors),
)
not_investor = unless(
    "You invested in this pitch: somebody of finance who did not must do this.",
    lambda actor, facts: bool(actor.people & facts.around.investors),
)
not_recused = unless(
    "You declared a conflict on this pitch: somebody of finance without one must do this.",
    lambda actor, facts: bool(actor.people & facts.around.recused),
)
not_handled = unless(
    "You handed this pitch in, or committed to it, for somebody else: another person must do this.",
    lambda actor, facts: bool(actor.people & facts.around.handled),
)
disinterested = not_author & not_sponsor & not_investor & not_recused & not_handled
