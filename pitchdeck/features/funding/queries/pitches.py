"""A pitch's money by fiscal year, and what its page shows of it to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.features.funding.figures import highest, highest_covered, is_covered, open_years, still_needed
from pitchdeck.features.funding.policy import LetterFacts, PartFacts
from pitchdeck.features.funding.queries.accounts import by_year, of_pitch
from pitchdeck.features.funding.queries.advances import AdvanceRow, promised_to
from pitchdeck.features.funding.queries.capital import CapexYear, capex_years
from pitchdeck.features.funding.queries.facts import facts_of_part
from pitchdeck.features.funding.queries.letters import letter_of
from pitchdeck.features.funding.queries.losses import LostYear, lost_years
from pitchdeck.features.funding.queries.open_purses import Needs, OpenPurse, open_purses
from pitchdeck.features.funding.queries.reviews import BackingRow, VerdictRow, backing_of, verdicts_of
from pitchdeck.features.funding.queries.standbys import StandbyRow, standby_of
from pitchdeck.features.pitches.queries import PitchRow, asks_by_tier

HAS_MONEY = frozenset({"in_funding", "covered", "in_review", "funded", "waitlisted", "declined"})
JUDGED = frozenset({"screened", "in_scoring", "shortlisted", "in_funding", "covered"})
KNOW_THE_EMBARGOED = ("finance", "auditor")


@dataclass(frozen=True, slots=True)
class YearRow:
    """A fiscal year of a pitch's ask and where its money stands, in minor units.

    `most` is what the highest tier asks; `still_needed` is up to what is requested; `pending` is the part of
    what is reserved that does not count, because its condition is not accepted yet. `promised` is money of a
    fund that has not opened: it counts, and nobody has it. `ahead` says that the year takes such promises.
    """

    fiscal_year: int
    asked: int
    minimum: int
    reserved: int
    committed: int
    released: int
    spent: int
    still_needed: int
    most: int
    pending: int = 0
    promised: int = 0
    ahead: bool = False

    @property
    def open(self) -> int:
        """What can be committed first: up to what is requested, and once that is there up to the stretch."""
        return self.still_needed or max(0, self.most - self.held)

    @property
    def held(self) -> int:
        """What investors stand behind, in whatever state it is."""
        return self.reserved + self.committed + self.released + self.spent + self.promised

    @property
    def counted(self) -> int:
        """What covers a tier."""
        return self.held - self.pending


def pitch_funding(
    session: Session, pitch_id: int, by_tier: Mapping[str, Mapping[int, int]]
) -> tuple[YearRow, ...]:
    """What each fiscal year asks by these tiers, and what stands behind it. One statement."""
    asked, minimum, most = by_tier.get("requested", {}), by_tier.get("minimum", {}), highest(by_tier)
    accounts = of_pitch(session, pitch_id)
    kinds = ("reserved", "committed", "released", "contracted", "spent", "promised")
    reserved, committed, released, contracted, spent, promised = (by_year(accounts, kind) for kind in kinds)
    needed = still_needed(asked, reserved, committed, released, contracted, spent, promised)
    return tuple(
        YearRow(
            year,
            asked.get(year, 0),
            minimum.get(year, 0),
            reserved.get(year, 0),
            committed.get(year, 0),
            released.get(year, 0) + contracted.get(year, 0),
            spent.get(year, 0),
            needed.get(year, 0),
            most.get(year, 0),
            promised=promised.get(year, 0),
            ahead=year in promised,
        )
        for year in sorted({*most, *asked, *reserved, *committed})
    )


@dataclass(frozen=True, slots=True)
class TierRow:
    """A tier with what it asks in all and what it still lacks; covered once its open years are reserved."""

    name: str
    asked: int
    lacks: int
    covered: bool


@dataclass(frozen=True, slots=True)
class Section:
    """What a pitch's page shows of its money; names only to those who may know them.

    `asks` are the commitments whose condition waits for the presenter, for those who wrote the pitch.
    """

    handle: str
    currency: str
    years: tuple[YearRow, ...]
    tiers: tuple[TierRow, ...]
    covers: str | None
    state: str
    rolls: bool
    """Whether its round has no deadline: what is covered goes to finance at once."""
    closes_at: datetime
    backing: tuple[BackingRow, ...]
    own: tuple[BackingRow, ...]
    asks: tuple[BackingRow, ...]
    promised: tuple[AdvanceRow, ...]
    own_promised: tuple[AdvanceRow, ...]
    purses: tuple[OpenPurse, ...]
    standby: StandbyRow | None
    verdict: VerdictRow | None
    letter: bool
    may_commit: Verdict
    may_withdraw: Verdict
    may_recuse: Verdict
    may_review: Verdict
    may_mark: Verdict
    lost: tuple[LostYear, ...]
    """What a funded pitch lost of money that was approved for later years."""
    capex: tuple[CapexYear, ...]
    """What of the ask finance marked as capex."""
    recused: bool
    knows_verdict: bool
    """Whether the viewer may know of finance's verdict before it is published."""
    knows_whose: bool
    """Whether the viewer may know whose money stands behind it."""

    @property
    def asked(self) -> int:
        return sum(year.asked for year in self.years)

    @property
    def held(self) -> int:
        return sum(year.held for year in self.years)


def section_for(session: Session, pitch: PitchRow, viewer: Actor) -> Section | None:
    """What the viewer sees of a pitch's money; None before there is any and nothing to declare."""
    if pitch.revision_id is None or pitch.round_id is None or pitch.state not in HAS_MONEY | JUDGED:
        return None
    facts = facts_of_part(session, pitch.key, viewer)
    may_recuse = policy.may("pitch:recuse", viewer, facts)
    if pitch.state not in HAS_MONEY and not may_recuse and not facts.recused:
        return None
    return _section(session, pitch, facts, viewer, may_recuse)


def _reads_letter(session: Session, pitch: PitchRow, viewer: Actor) -> bool:
    """Whether there is a letter of this pitch that the viewer may open."""
    sponsor_id, chair_id = pitch.sponsor_id or 0, pitch.chair_id or 0
    facts = LetterFacts(pitch.id, pitch.author_ids, sponsor_id, chair_id, pitch.unit_id)
    return letter_of(session, pitch.id) is not None and policy.may("letter:see", viewer, facts).ok


def _section(
    session: Session, pitch: PitchRow, facts: PartFacts, viewer: Actor, may_recuse: Verdict
) -> Section:
    knows = knows_the_embargoed(viewer, facts)
    asked = asks_by_tier(session, facts.revision_id) if pitch.state in HAS_MONEY else {}
    years = pitch_funding(session, pitch.id, asked) if pitch.state in HAS_MONEY else ()
    known = knows or pitch.state == "funded"
    backing = _standing(backing_of(session, pitch.id), known=known)
    ahead = _promised(session, years, pitch.id, known=known)
    shown = tuple(_pending(year if known else _veiled(year, backing, ahead), backing) for year in years)
    held, late = {year.fiscal_year: year.counted for year in shown}, _late(shown)
    open_now = facts.round_state == "funding"
    purses = open_purses(session, facts, viewer.id, _needs(years)) if open_now else ()
    return Section(
        handle=pitch.handle,
        currency=facts.currency,
        years=shown,
        tiers=_tiers(asked, shown, facts.fiscal_year),
        covers=highest_covered(asked, held, facts.fiscal_year, late),
        state=pitch.state,
        rolls=facts.round_kind == "rolling",
        closes_at=facts.funding_closes_at,
        backing=backing if knows_whose(viewer, facts) else (),
        knows_verdict=knows,
        knows_whose=knows_whose(viewer, facts),
        own=tuple(row for row in backing if row.by_id == viewer.id),
        asks=tuple(row for row in backing if row.pending and facts.wrote),
        promised=ahead if knows_whose(viewer, facts) else (),
        own_promised=tuple(row for row in ahead if row.by_id == viewer.id),
        purses=purses,
        standby=standby_of(session, pitch.id, viewer.id) if purses else None,
        verdict=verdicts_of(session, [pitch.id]).get(pitch.id) if knows else None,
        letter=_reads_letter(session, pitch, viewer),
        may_commit=policy.may("commitment:make", viewer, facts),
        may_withdraw=policy.may("pitch:withdraw", viewer, pitch.facts),
        may_recuse=may_recuse,
        may_review=policy.may("review:give", viewer, facts),
        may_mark=policy.may("capex:mark", viewer, facts),
        lost=lost_years(session, pitch.id) if pitch.state == "funded" else (),
        capex=capex_years(session, facts.revision_id),
        recused=facts.recused,
    )


def knows_the_embargoed(viewer: Actor, facts: PartFacts) -> bool:
    """Whether someone knows finance's verdicts before they are published; never of their own pitch."""
    if facts.wrote:
        return False
    return viewer.id == facts.chair_id or any(viewer.holds(role) for role in KNOW_THE_EMBARGOED)


def knows_whose(viewer: Actor, facts: PartFacts) -> bool:
    """Whose money it is: the panel, the chair, finance and the auditor know; its authors once funded."""
    if facts.wrote:
        return facts.pitch_state == "funded"
    return facts.seated or facts.own_purse or knows_the_embargoed(viewer, facts)


def _standing(rows: tuple[BackingRow, ...], *, known: bool) -> tuple[BackingRow, ...]:
    """The commitments that stand, reserved or committed; what an approval freed shows once it is known."""
    standing = (row for row in rows if row.freed is None or row.committed)
    return tuple(replace(row, amount=row.committed) if known and row.committed else row for row in standing)


def _promised(
    session: Session, years: tuple[YearRow, ...], pitch_id: int, *, known: bool
) -> tuple[AdvanceRow, ...]:
    """What is promised, as much as was entered until finance's verdict is known."""
    if not _late(years):
        return ()
    rows = promised_to(session, [pitch_id])
    return rows if known else tuple(replace(row, kept=None, review_id=None) for row in rows)


def _needs(years: tuple[YearRow, ...]) -> Needs:
    now = {year.fiscal_year: year.open for year in years}
    return Needs(now, {year: now[year] for year in _late(years) if now[year]})


def _late(years: tuple[YearRow, ...]) -> tuple[int, ...]:
    return tuple(year.fiscal_year for year in years if year.ahead)


def _veiled(year: YearRow, backing: tuple[BackingRow, ...], ahead: tuple[AdvanceRow, ...]) -> YearRow:
    """Before publication all looks as before finance's verdict: what it committed, and what it freed."""
    held = sum(row.amount for row in backing if row.fiscal_year == year.fiscal_year)
    promised = sum(row.amount for row in ahead if row.fiscal_year == year.fiscal_year)
    needed = max(year.asked - held - promised, 0)
    figures = (year.fiscal_year, year.asked, year.minimum, held, 0, 0, 0, needed, year.most)
    return YearRow(*figures, promised=promised, ahead=year.ahead)


def _pending(year: YearRow, backing: tuple[BackingRow, ...]) -> YearRow:
    waiting = sum(row.amount for row in backing if row.fiscal_year == year.fiscal_year and row.pending)
    return replace(year, pending=waiting) if waiting else year


def _tiers(
    asked: Mapping[str, Mapping[int, int]], years: tuple[YearRow, ...], fiscal_year: int
) -> tuple[TierRow, ...]:
    """The tiers from the lowest, where they ask differently."""
    held = {year.fiscal_year: year.counted for year in years}
    found: list[TierRow] = []
    for name in ("minimum", "requested", "stretch"):
        asks = asked.get(name, {})
        open_ = open_years(asks, fiscal_year, _late(years))
        lacks = sum(max(0, asks[year] - held.get(year, 0)) for year in open_)
        if asks and not (name == "minimum" and asks == asked.get("requested")):
            found.append(TierRow(name, sum(asks.values()), lacks, is_covered(asks, held, open_)))
    return tuple(found) if len(found) > 1 else ()
