"""What a fiscal year's end makes of a fund's money: six rows, and the steps that bring them about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from pitchdeck.features.funding.figures.sharing import Held, Of, Place, Stake, parts, taken

ROWS = ("reserved", "committed", "released", "contracted", "accrued", "unallotted")
"""The rows of a year end, in the order in which money becomes firmer, and what was never given out."""
CARRY, LAPSE, STAY = "carry", "lapse", "stay"


def ends_on(year: int, fiscal_year_start: int) -> date:
    """The last day of a fiscal year, which is named by the calendar year in which it ends."""
    begins = date(year + 1, 1, 1) if fiscal_year_start == 1 else date(year, fiscal_year_start, 1)
    return begins - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Policy:
    """What becomes of money that is not contracted; `kept` are pitches whose released money is carried."""

    committed: str = CARRY
    unallotted: str = LAPSE
    kept: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reservation:
    """A commitment of the fund that is still reserved."""

    id: int
    purse_id: int
    pitch_id: int
    amount: int


@dataclass(frozen=True, slots=True)
class Books:
    """A fund's money at the end of a fiscal year.

    `stakes` are those of all funds in the pitches of this one; `own` are the places of this fund's.
    `accrued` is part of what is spent, by pitch. Purses and what is not given out belong to the fund's own
    year: they are empty when only carried money is closed.
    """

    reservations: tuple[Reservation, ...]
    stakes: tuple[Stake, ...]
    own: frozenset[Place]
    held: Held
    accrued: Mapping[Of, int]
    purses: Mapping[int, int]
    unallotted: int


@dataclass(frozen=True, slots=True)
class PitchLine:
    """The fund's money in one pitch before the year end, and what of it is freed, carried or lapses."""

    pitch_id: int
    reserved: int
    committed: int
    released: int
    contracted: int
    accrued: int
    spent: int
    carried: int
    lapsed: int


@dataclass(frozen=True, slots=True)
class Step:
    """One transfer of a year end: `kind` is the state that it leaves (purse and fund by their own)."""

    verb: str
    kind: str
    amount: int
    commitment_id: int | None = None
    pitch_id: int | None = None
    purse_id: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One of the six rows: what there is, and where it goes."""

    name: str
    amount: int
    freed: int = 0
    carried: int = 0
    lapsed: int = 0
    stays: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A year end before it is confirmed: the rows, the pitches, and the steps in their order."""

    rows: tuple[Row, ...]
    pitches: tuple[PitchLine, ...]
    steps: tuple[Step, ...]
    spent: int

    @property
    def carried(self) -> int:
        return sum(row.carried for row in self.rows)

    @property
    def lapsed(self) -> int:
        return sum(row.lapsed for row in self.rows)

    @property
    def stays(self) -> int:
        return sum(row.stays for row in self.rows)

    @property
    def freed(self) -> int:
        return sum(row.freed for row in self.rows)

    @property
    def seal(self) -> str:
        """What a person saw before they confirmed it: another one means that money has moved since."""
        told = "|".join(repr(part) for part in (self.rows, self.pitches))
        return sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one commitment of the fund has in one pitch."""

    commitment_id: int
    pitch_id: int
    states: Mapping[str, int]
    accrued: int


def plan(books: Books, policy: Policy) -> Plan:
    """The year end of these books under a policy: every unit of it stays attributed, none is lost."""
    pieces = _pieces(books)
    freed = sum(each.amount for each in books.reservations)
    purses = dict(books.purses)
    for each in books.reservations:
        purses[each.purse_id] = purses.get(each.purse_id, 0) + each.amount
    unallotted = books.unallotted + sum(purses.values())
    lapses = unallotted if policy.unallotted == LAPSE else 0
    moved = {state: _fate(pieces, state, policy) for state in FATES}
    rows = (
        Row("reserved", freed, freed=freed),
        *(
            Row(state, _held(pieces, state), carried=moved[state][0], lapsed=moved[state][1])
            for state in FATES
        ),
        Row("accrued", sum(piece.accrued for piece in pieces)),
        Row("unallotted", unallotted, lapsed=lapses, stays=unallotted - lapses),
    )
    steps = (
        *(Step("free", "reserved", one.amount, one.id, one.pitch_id, one.purse_id)
          for one in books.reservations),
        *(Step("give_back", "purse", left, purse_id=key) for key, left in sorted(purses.items()) if left),
        *_steps(pieces, policy),
        *((Step("lapse", "fund", lapses),) if lapses else ()),
    )  # fmt: skip
    return Plan(rows, _lines(books, pieces, policy), steps, _held(pieces, "spent"))


FATES = ("committed", "released", "contracted")


def _pieces(books: Books) -> tuple[_Piece, ...]:
    found = parts(books.stakes, books.held)
    spent: dict[Of, list[tuple[Place, int]]] = {}
    for place, states in sorted(found.items()):
        spent.setdefault(place[1], []).append((place, states["spent"]))
    accrued: dict[Place, int] = {}
    for of, rows in spent.items():
        weights = [amount for _place, amount in rows]
        shares = taken(min(books.accrued.get(of, 0), sum(weights)), weights)
        accrued |= {place: share for (place, _amount), share in zip(rows, shares, strict=True)}
    return tuple(
        _Piece(place[0], place[1][0], states, accrued[place])
        for place, states in sorted(found.items(), key=lambda pair: (pair[0][1], pair[0][0]))
        if place in books.own
    )


def _verb(state: str, pitch_id: int, policy: Policy) -> str:
    if state == "contracted":
        return CARRY
    if state == "released":
        return CARRY if pitch_id in policy.kept else LAPSE
    return policy.committed


def _fate(pieces: Sequence[_Piece], state: str, policy: Policy) -> tuple[int, int]:
    """What of a state is carried, and what lapses."""
    carried = sum(piece.states[state] for piece in pieces if _verb(state, piece.pitch_id, policy) == CARRY)
    return carried, _held(pieces, state) - carried


def _steps(pieces: Iterable[_Piece], policy: Policy) -> tuple[Step, ...]:
    return tuple(
        Step(_verb(state, piece.pitch_id, policy), state, amount, piece.commitment_id, piece.pitch_id)
        for piece in pieces
        for state in FATES
        if (amount := piece.states[state])
    )


def _lines(books: Books, pieces: Sequence[_Piece], policy: Policy) -> tuple[PitchLine, ...]:
    pitch_ids = {piece.pitch_id for piece in pieces} | {each.pitch_id for each in books.reservations}
    return tuple(_line(pitch_id, books, pieces, policy) for pitch_id in sorted(pitch_ids))


def _line(pitch_id: int, books: Books, pieces: Sequence[_Piece], policy: Policy) -> PitchLine:
    own = [piece for piece in pieces if piece.pitch_id == pitch_id]
    fates = [_fate(own, state, policy) for state in FATES]
    return PitchLine(
        pitch_id=pitch_id,
        reserved=sum(each.amount for each in books.reservations if each.pitch_id == pitch_id),
        committed=_held(own, "committed"),
        released=_held(own, "released"),
        contracted=_held(own, "contracted"),
        accrued=sum(piece.accrued for piece in own),
        spent=_held(own, "spent"),
        carried=sum(carried for carried, _lapsed in fates),
        lapsed=sum(lapsed for _carried, lapsed in fates),
    )


def _held(pieces: Iterable[_Piece], state: str) -> int:
    return sum(piece.states[state] for piece in pieces)
