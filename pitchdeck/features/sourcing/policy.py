"""Who may set standard rates, who looks after vendors, and who sees their prices."""

from pitchdeck.base.policy import anyone, holds, permit

READERS = ("presenter", "lead", "finance", "fund_owner", "auditor")
"""Who writes pitches, reviews them, or audits what they rest on."""
KEEPERS = ("finance", "lead")

keeps = holds("finance") | holds("lead")

permit("rate:set", holds("finance"), roles=("finance",))
permit("rate:list", anyone)
permit("vendor:list", anyone, roles=READERS)
permit("vendor:add", keeps, roles=KEEPERS)
permit("vendor:end", keeps, roles=KEEPERS)
permit("rate_card:add", keeps, roles=KEEPERS)
permit("rate_card:end", keeps, roles=KEEPERS)
