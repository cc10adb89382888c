"""Who may set standard rates."""

from pitchdeck.base.policy import anyone, holds, permit

permit("rate:set", holds("finance"), roles=("finance",))
permit("rate:list", anyone)
