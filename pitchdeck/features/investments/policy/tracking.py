"""Who may release, report, confirm, record, attest and close; every refusal carries its reason."""

from pitchdeck.base.policy import anyone, permit, rule, unless
from pitchdeck.features.investments.policy.parts import (
    ENDED,
    disinterested,
    measured,
    presents,
    sees,
    takes_costs,
    under_way,
    wrote,
)

published = rule(
    "The round is not published yet: money is released after the decision was announced.",
    lambda _actor, facts: facts.published,
)
not_ended = unless(
    "This investment was reviewed: nothing more of it is released.",
    lambda _actor, facts: facts.state in ENDED,
)
no_gate = unless(
    "A gate is open: its investors decide first how this programme goes on.",
    lambda _actor, facts: facts.state == "gate_due" and not facts.settles,
)
not_paused = unless(
    "Its investors paused this programme: a gate that lets it go on comes before the next tranche.",
    lambda _actor, facts: facts.state == "paused" and not facts.settles,
)
not_stopped = unless(
    "This programme was stopped: nothing more of it is released.",
    lambda _actor, facts: facts.state == "stopped" and not facts.settles,
)
still_held = unless("This tranche is already released.", lambda _actor, facts: facts.released)
not_cut = unless(
    "A shortfall of its fund took this tranche: nothing of it is left to release.",
    lambda _actor, facts: facts.gone,
)
in_order = unless(
    "An earlier tranche still waits: tranches are released in their order.",
    lambda _actor, facts: facts.earlier > 0 and not facts.settles,
)
nothing_over = unless(
    "An overrun is open: the next tranche is blocked until it is covered or its actual is reversed.",
    lambda _actor, facts: facts.overrun > 0 and not facts.settles,
)
evidence_in = unless(
    "A due reading is missing for more than 30 days: the next tranche is blocked until it is attested.",
    lambda _actor, facts: facts.overdue and not facts.settles,
)
second_releaser = unless(
    "You asked for this release: a second person of finance, or the owner of a fund in it, releases it.",
    lambda actor, facts: facts.large and bool(actor.people & facts.askers),
)
finance_or_owner = rule(
    "Finance releases money. The owner of a fund in it does so only as the second person of a large tranche.",
    lambda actor, facts: actor.holds("finance") or (facts.owns_fund and facts.large and bool(facts.askers)),
)
unconfirmed = unless("This actual is already confirmed.", lambda _actor, facts: facts.confirmed)
not_reversed = unless("This entry is already reversed.", lambda _actor, facts: facts.reversed)
second_person = unless(
    "You reported this: a second person confirms it.",
    lambda actor, facts: bool(actor.people & facts.reporters),
)
contract_unconfirmed = unless("This contract is already confirmed.", lambda _actor, facts: facts.confirmed)
contract_open = unless("This contract has already ended.", lambda _actor, facts: facts.reversed)
counted = rule("Before it is confirmed there is nothing to credit.", lambda _actor, facts: facts.confirmed)
not_closed = unless(
    "This investment is closed: nothing is added to it.", lambda _actor, facts: facts.state == "closed"
)
not_settled = unless(
    "This investment is closed: what was left of its money went back, and nothing of it moves any more. What"
    " is refunded or corrected now stands in the accounts alone.",
    lambda _actor, facts: facts.state == "closed",
)
reporter_or_finance = rule(
    "Before it is confirmed its authors take it back; afterwards finance reverses it.",
    lambda actor, facts: actor.holds("finance") if facts.confirmed else wrote(actor, facts),
)
disinterested_once_confirmed = rule(
    "You wrote, sponsor or invested in this pitch: somebody of finance who did not must reverse it.",
    lambda actor, facts: not facts.confirmed or bool(disinterested(actor, facts)),
)
owns_measure = rule(
    "Only the owner of the measure attests its readings.",
    lambda actor, facts: actor.id == facts.owner_id,
)
not_own_investment = unless(
    "Nobody attests a reading of an investment that they present.",
    lambda actor, facts: bool(actor.people & (facts.around.authors | facts.around.handled)),
)
not_own_reading = unless(
    "Nobody attests a reading that they recorded.",
    lambda actor, facts: bool(actor.people & facts.reporters),
)
unanswered = unless("This reading is already answered.", lambda _actor, facts: facts.verdict is not None)
is_active = rule(
    "Only a running investment is reported as delivered.",
    lambda _actor, facts: facts.state in ("active", "rescoped"),
)
opening_waits = rule("This has its answer already.", lambda _actor, facts: facts.waits)
second_enterer = unless(
    "Whoever entered these programmes cannot confirm them too: a second person of finance does.",
    lambda actor, facts: bool(actor.people & {facts.by_id, facts.deputy_id}),
)
without_a_part = unless(
    "You present, sponsor or pay for one of these programmes: another person of finance confirms them.",
    lambda actor, facts: bool(actor.people & facts.tied),
)

is_delivered = rule(
    "A programme is reviewed once it was delivered, or stopped: report the delivery first.",
    lambda _actor, facts: facts.state not in ("active", "gate_due", "paused", "rescoped"),
)
not_reviewed = unless(
    "This investment is reviewed already.",
    lambda _actor, facts: facts.state in ENDED,
)
not_asked = unless(
    "A closing review waits for the sponsor: it can be written anew if it comes back.",
    lambda _actor, facts: facts.asked,
)
is_asked = rule("No closing review waits for an answer.", lambda _actor, facts: facts.asked)
owns_outcome = rule(
    "Only the owner of the measure confirms a closing review.",
    lambda actor, facts: actor.id == facts.owner_id,
)
confirms_apart = unless(
    "Nobody confirms the review of an investment that they present.",
    lambda actor, facts: bool(actor.people & (facts.around.authors | facts.around.handled)),
)
is_reviewed = rule(
    "An investment is closed once its sponsor confirmed the closing review.",
    lambda _actor, facts: facts.state == "reviewed",
)

permit("investment:list", anyone)
permit("investment:see", sees)
permit(
    "tranche:release",
    finance_or_owner
    & disinterested
    & published
    & still_held
    & not_ended
    & not_stopped
    & not_paused
    & no_gate
    & not_cut
    & in_order
    & nothing_over
    & evidence_in
    & second_releaser,
    roles=("finance", "fund_owner"),
)
permit("supplement:ask", presents & takes_costs)
permit("actual:report", presents & takes_costs)
permit("actual:confirm", disinterested & second_person & not_reversed & unconfirmed, roles=("finance",))
permit("actual:reverse", reporter_or_finance & disinterested_once_confirmed & not_reversed & not_settled)
permit("contract:list", anyone, roles=("finance", "fund_owner", "auditor"))
permit("contract:report", presents & under_way)
permit(
    "contract:confirm",
    disinterested & second_person & contract_open & contract_unconfirmed,
    roles=("finance",),
)
permit("contract:end", contract_open & reporter_or_finance & disinterested_once_confirmed)
permit("reconciliation:see", anyone, roles=("finance", "auditor"))
permit("reconciliation:record", anyone, roles=("finance",))
permit("accrual:record", disinterested & not_closed, roles=("finance",))
permit("accrual:reverse", disinterested & not_reversed, roles=("finance",))
permit("credit:record", disinterested & counted & not_reversed & not_settled, roles=("finance",))
permit("credit:reverse", disinterested & not_reversed & not_settled, roles=("finance",))
permit("hours:record", presents & takes_costs)
permit("hours:reverse", presents & not_reversed)
permit("reading:record", presents & measured)
permit("reading:attest", owns_measure & not_own_investment & not_own_reading & unanswered)
permit("investment:deliver", presents & is_active)
permit("opening:see", anyone, roles=("finance", "fund_owner", "auditor"))
permit("opening:enter", anyone, roles=("finance",))
permit(
    "opening:answer",
    opening_waits & second_enterer & without_a_part,
    roles=("finance",),
    personal=True,
)
permit("investment:review", presents & is_delivered & not_reviewed & not_asked)
permit("closing:answer", owns_outcome & confirms_apart & not_reviewed & is_asked)
permit("investment:close", disinterested & is_reviewed, roles=("finance",))
