"""Which lines of a pitch finance checks before it is scored, and what its checks come to."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from pitchdeck.features.funding.figures import outside_major
from pitchdeck.features.pitches.figures import BenefitRow, Content, CostRow, Settings, own_values

BENEFIT, COST = "benefit", "cost"
UNQUOTED, OWN = "no quote", "own rate"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a revision that finance checks; `why` is empty for a benefit, which always is."""

    side: str
    position: int
    label: str
    why: str
    print: str

    @property
    def key(self) -> str:
        """The line within its revision, as a form names it."""
        return f"{self.side}_{self.position}"


@dataclass(frozen=True, slots=True)
class Said:
    """What finance said to a line, by whom, when and on which revision."""

    print: str
    verdict: str
    reason: str
    by_name: str
    at: datetime
    revision_no: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A line and the newest word of finance on it; None while it has none that counts."""

    line: Line
    said: Said | None

    @property
    def accepted(self) -> bool:
        """Whether finance accepted it."""
        return self.said is not None and self.said.verdict == "accepted"

    @property
    def questioned(self) -> bool:
        """Whether finance questioned it."""
        return self.said is not None and self.said.verdict == "questioned"


@dataclass(frozen=True, slots=True)
class Numbers:
    """All lines that finance checks; `needed` where the size of the pitch asks for it before scoring."""

    lines: tuple[Checked, ...]
    needed: bool

    @property
    def accepted(self) -> int:
        """How many lines finance accepted."""
        return sum(line.accepted for line in self.lines)

    @property
    def questioned(self) -> tuple[Checked, ...]:
        """The lines that finance questioned."""
        return tuple(line for line in self.lines if line.questioned)

    @property
    def missing(self) -> int:
        """How many lines have no word of finance that counts."""
        return sum(line.said is None for line in self.lines)

    @property
    def begun(self) -> bool:
        """Whether finance said anything that counts."""
        return self.missing < len(self.lines)

    @property
    def shown(self) -> bool:
        """Whether a page tells of it: something was said, or should have been."""
        return bool(self.lines) and (self.begun or self.needed)

    @property
    def sentence(self) -> str:
        """The result in a line: accepted n of m, what is questioned, what has no word yet."""
        if not self.lines:
            return ""
        if not self.begun:
            return "Numbers not checked by finance"
        parts = [f"finance accepted {self.accepted} of {len(self.lines)} lines"]
        parts += [f"questioned {len(self.questioned)}"] if self.questioned else []
        parts += [f"{self.missing} not checked"] if self.missing else []
        return ", ".join(parts).capitalize()


def fingerprint(side: str, line: BenefitRow | CostRow, twin: int = 0) -> str:
    """What a line says, as one hash; the second of two lines that read alike has one of its own (`twin`)."""
    said = json.dumps([side, twin, asdict(line)], sort_keys=True, ensure_ascii=False, default=str)
    return sha256(said.encode()).hexdigest()


def prints(side: str, lines: Sequence[BenefitRow | CostRow]) -> tuple[str, ...]:
    """The fingerprint of each line, in their order."""
    seen: dict[str, int] = {}
    found = []
    for line in lines:
        plain = fingerprint(side, line)
        twin = seen.get(plain, 0)
        seen[plain] = twin + 1
        found.append(fingerprint(side, line, twin))
    return tuple(found)


def lines_to_check(content: Content, settings: Settings, *, quote_above: Decimal) -> tuple[Line, ...]:
    """Every line of benefit, and those of cost above an amount without a quote or with a rate of its own."""
    benefits = (
        Line(BENEFIT, place, line.label or line.kind.replace("_", " ").capitalize(), "", print_)
        for place, (line, print_) in enumerate(
            zip(content.benefits, prints(BENEFIT, content.benefits), strict=True)
        )
    )
    return (*benefits, *_costs(content, settings, quote_above))


def _costs(content: Content, settings: Settings, quote_above: Decimal) -> Iterator[Line]:
    for place, (line, print_) in enumerate(zip(content.costs, prints(COST, content.costs), strict=True)):
        why = _why(line, content, settings, quote_above)
        if why:
            label = line.label or line.kind.replace("_", " ").capitalize()
            yield Line(COST, place, label, why, print_)


def _why(line: CostRow, content: Content, settings: Settings, quote_above: Decimal) -> str:
    unquoted = not line.source and outside_major(line.kind, line.terms) > quote_above
    own = bool(own_values(replace(content, costs=(line,), benefits=()), settings))
    return UNQUOTED if unquoted else OWN if own else ""


def numbers(lines: Sequence[Line], said: Mapping[str, Said], *, needed: bool) -> Numbers:
    """The lines with the newest word on each, by fingerprint."""
    return Numbers(tuple(Checked(line, said.get(line.print)) for line in lines), needed and bool(lines))
