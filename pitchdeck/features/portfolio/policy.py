"""Who reads across features: everybody has a home, filled with what they may see."""

from pitchdeck.base.policy import anyone, permit

permit("home:see", anyone)
permit("search:use", anyone)
permit("workbench:see", anyone, roles=("finance", "auditor"))
