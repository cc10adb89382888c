"""Who may close a fund for its fiscal year, and re-open it."""

from dataclasses import dataclass

from pitchdeck.base.policy import anyone, permit, rule, unless
from pitchdeck.features.funding.policy.funds import confirmed


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """A fund and the fiscal year that it is closed for."""

    confirmed: bool
    closed: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class ReopeningFacts:
    """A year end, and who asked to re-open it."""

    owner_id: int
    stands: bool
    newest: bool
    asked_by_id: int | None
    asked_deputy_id: int | None
    waits: bool


year_open = unless("This fiscal year of the fund is closed already.", lambda _actor, facts: facts.closed)
year_ended = rule(
    "The fiscal year is still running: a fund is closed from the year's last day on.",
    lambda _actor, facts: facts.ended,
)
year_stands = rule("This year end was re-opened already.", lambda _actor, facts: facts.stands)
newest_first = rule(
    "A later year of this fund is closed: that one is re-opened first.", lambda _actor, facts: facts.newest
)
not_asked = unless("A re-opening waits for its second person already.", lambda _actor, facts: facts.waits)
asked = rule("No re-opening waits for an answer.", lambda _actor, facts: facts.waits)
other_asked = unless(
    "Whoever asks to re-open a year cannot answer it: a second person of finance or the fund's owner does.",
    lambda actor, facts: bool(actor.people & {facts.asked_by_id, facts.asked_deputy_id}),
)
finance_or_owner_answers = rule(
    "Only a second person of finance or the fund's owner answers it.",
    lambda actor, facts: actor.holds("finance") or actor.id == facts.owner_id,
)
permit("fund:close", confirmed & year_open & year_ended, roles=("finance",))
permit("closing:see", anyone, roles=("finance", "fund_owner", "auditor"))
permit("reopening:ask", year_stands & newest_first & not_asked, roles=("finance",))
permit("reopening:answer", asked & finance_or_owner_answers & other_asked, roles=("finance", "fund_owner"))
