"""Every trigger of the database, by the migration that creates it."""

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only

CATALOGUE: dict[str, tuple[Trigger, ...]] = {
    "people": (append_only("history"),),
    "strategy": (append_only("claim"), append_only("claim_answer")),
    "pitches": (append_only("revision"), append_only("ask")),
    "scoring": (append_only("recusal"),),
    "funding": (
        append_only("movement"),
        append_only("transfer"),
        append_only("ceiling"),
        append_only("commitment"),
        append_only("resolution"),
        append_only("review"),
        append_only("letter"),
        append_only("release"),
    ),
    "investments": (append_only("overrun"), append_only("reading"), append_only("attestation")),
}
