"""What a revision freezes beside the requested tier: other tiers and options, and the hash over all."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pitchdeck.features.pitches.figures.options import Option
from pitchdeck.features.pitches.figures.tiers import Tier
from pitchdeck.features.projection import Inputs, Projection, freeze, inputs_hash


def frozen_tiers(tiers: Sequence[Tier]) -> dict[str, Any]:
    """The tiers beside the requested one: what each asks, with inputs and figures if it is made of lines."""
    return {
        tier.name: {"asks": {str(year): minor for year, minor in tier.asks.items()}}
        | (_frozen(tier.found.inputs, tier.found.projection) if tier.found else {})
        for tier in tiers
        if tier.name != "requested"
    }


def frozen_options(options: Sequence[Option]) -> list[dict[str, Any]]:
    """The options in their order, doing nothing first: the words, inputs and figures of each."""
    return [
        {"row": asdict(option.row), "nothing_minor": option.nothing_minor}
        | _frozen(option.inputs, option.projection)
        for option in options
    ]


def _frozen(inputs: Inputs, projection: Projection) -> dict[str, str]:
    frozen = freeze(inputs, projection)
    return {"inputs": frozen.inputs_json, "figures": frozen.figures_json}


def revision_hash(inputs_json: str, facts: Mapping[str, Any]) -> str:
    """The hash of a revision: SHA-256 of its inputs, and of its tiers and options when it has any."""
    others = [
        [name, tier["asks"], tier.get("inputs", "")] for name, tier in sorted(_tiers(facts).items())
    ] + [[option["row"]["label"], option["nothing_minor"], option["inputs"]] for option in _options(facts)]
    if not others:
        return inputs_hash(inputs_json)
    whole = json.dumps([inputs_json, *others], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def asks_of_tiers(facts: Mapping[str, Any]) -> dict[tuple[str, int], int]:
    """What was frozen as the ask of each tier and year; a minimum that was not lower is what is requested."""
    by_tier = {"minimum": facts["asks"], "requested": facts["asks"]}
    by_tier |= {name: tier["asks"] for name, tier in _tiers(facts).items()}
    return {(name, int(year)): minor for name, asks in by_tier.items() for year, minor in asks.items()}


def other_figures(facts: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What was frozen beside the requested tier, as (name, inputs, figures)."""
    tiers = [(f"{name} tier", tier) for name, tier in _tiers(facts).items() if "inputs" in tier]
    options = [(f"option {option['row']['label']}", option) for option in _options(facts)]
    return [(name, each["inputs"], each["figures"]) for name, each in (*tiers, *options)]


def _tiers(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = facts.get("tiers", {})
    return found


def _options(facts: Mapping[str, Any]) -> Sequence[Any]:
    found: Sequence[Any] = facts.get("options", ())
    return found
