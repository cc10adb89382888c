"""Who may set standard rates."""

from pitchdeck.base.policy import holds, permit

permit("rate:set", holds("finance"), roles=("finance",))
