"""Money promised from a year that has not opened: who may, how much, and how a promise ends, once."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import Refusal, refuse, row_trigger
from pitchdeck.base.triggers.segregation import (
    COMMITTED_WITH,
    COMMITTING,
    PERSONAL,
    PURSE_OWN,
    recused,
    sponsors,
    wrote,
)
from pitchdeck.base.triggers.standing_in import handed_in, named

_OWN = ("NEW.by_id", "NEW.deputy_id")
_PURSE = (
    "SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN round r ON r.id = u.round_id"
    " WHERE u.id = NEW.purse_id"
)
_CURRENT = (
    "SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no"
    " WHERE p.id = NEW.pitch_id AND v.id = NEW.revision_id"
)


def serving(unit: str, year: str) -> str:
    """The condition that a unit has a fund `g` of this year that pays what was promised.

    It is confirmed, operating budget, and for every goal and category: what a promise was made of.
    """
    return (
        f"EXISTS (SELECT 1 FROM fund g WHERE {serves('g')} AND g.unit_id = {unit} AND g.fiscal_year = {year})"
    )


def serves(fund: str) -> str:
    """The condition that a fund pays what was promised, whatever its unit and year."""
    return (
        f"({fund}.confirmed_at IS NOT NULL AND {fund}.nature = 'opex'"
        f" AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = {fund}.id)"
        f" AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = {fund}.id))"
    )


def _tied(person: str) -> tuple[Refusal, ...]:
    """Whoever may not commit to a pitch now does not promise it next year's money either."""
    own_unit = f"{_PURSE} AND f.unit_id = (SELECT unit_id FROM person WHERE id = NEW.by_id)"
    return (
        (wrote("NEW.pitch_id", person), "whoever wrote a pitch promises it no money"),
        (recused("NEW.pitch_id", person, PERSONAL), "whoever has a conflict on a pitch promises it no money"),
        (
            f"{sponsors('NEW.pitch_id', person)} AND NOT EXISTS ({own_unit})",
            "a sponsor promises only money of their own unit",
        ),
    )


def promises() -> Trigger:
    """An advance commitment is the investor's own, while the round is funding, for a year not open yet."""
    return refuse(
        "advance_allowed",
        "advance",
        "INSERT",
        (
            named(_OWN, money=True),
            (
                f"NOT EXISTS ({_PURSE} AND r.state = 'funding')",
                "money is promised while the round is funding",
            ),
            (
                f"NOT EXISTS ({_PURSE} AND u.investor_id = NEW.by_id)",
                "the investor of a purse promises with it",
            ),
            (
                f"NOT EXISTS ({_PURSE} AND f.unit_id = NEW.unit_id AND f.fiscal_year < NEW.fiscal_year"
                " AND r.fiscal_year < NEW.fiscal_year)",
                "money is promised for a later year of the unit of the purse",
            ),
            (serving("NEW.unit_id", "NEW.fiscal_year"), "money of an open year is committed from a purse"),
            (
                f"NOT EXISTS ({_CURRENT} AND p.state IN ('in_funding', 'covered') AND p.round_id ="
                " (SELECT round_id FROM purse WHERE id = NEW.purse_id))",
                "money is promised to the current revision of a pitch in funding of the same round",
            ),
            *_tied("NEW.by_id"),
            *_tied("NEW.deputy_id"),
            (handed_in("NEW.pitch_id", _OWN), "whoever handed a pitch in for another promises it no money"),
        ),
        lock="FROM round r JOIN purse u ON u.round_id = r.id WHERE u.id = NEW.purse_id FOR SHARE OF r",
    )


def approvals() -> Trigger:
    """What was promised is approved by a review of its revision, to the last unit, before it ended."""
    promised = "SELECT 1 FROM advance a WHERE a.id = NEW.advance_id"
    reviewed = (
        "SELECT 1 FROM advance a JOIN review v ON v.pitch_id = a.pitch_id AND v.revision_id = a.revision_id"
        " WHERE a.id = NEW.advance_id AND v.id = NEW.review_id AND v.verdict = 'approved'"
    )
    return refuse(
        "advance_approved",
        "advance_approval",
        "INSERT",
        (
            (f"NOT EXISTS ({reviewed})", "a promise is approved by the review of its pitch"),
            (
                f"NOT EXISTS ({promised} AND a.amount = NEW.kept + NEW.freed)",
                "an approval settles the whole promise",
            ),
            (
                "EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = NEW.advance_id)",
                "a promise that ended is not approved",
            ),
        ),
        lock="FROM pitch p JOIN advance a ON a.pitch_id = p.id WHERE a.id = NEW.advance_id"
        " FOR NO KEY UPDATE OF p",
    )


def ends(cut: str = "", more: tuple[Refusal, ...] = ()) -> Trigger:
    """A promise ends whole; it is served once it is approved, published and its unit's fund is open.

    `cut` is what shortfalls took of the advance `a` before, as a term of a sum; `more` refuses beside it.
    """
    left = (
        "SELECT 1 FROM advance a LEFT JOIN advance_approval o ON o.advance_id = a.id"
        f" WHERE a.id = NEW.advance_id AND a.amount = NEW.amount + COALESCE(o.freed, 0){cut}"
    )
    ready = (
        "SELECT 1 FROM advance a JOIN advance_approval o ON o.advance_id = a.id"
        " JOIN pitch p ON p.id = a.pitch_id WHERE a.id = NEW.advance_id AND p.state = 'funded'"
        f" AND {serving('a.unit_id', 'a.fiscal_year')}"
    )
    return refuse(
        "advance_ended",
        "advance_end",
        "INSERT",
        (
            named(_OWN, money=True),
            (f"NOT EXISTS ({left})", "a promise ends to the last unit"),
            (
                f"NEW.outcome = 'served' AND NOT EXISTS ({ready})",
                "a promise is served once it is approved, published and its fund is open",
            ),
            *more,
        ),
        lock="FROM pitch p JOIN advance a ON a.pitch_id = p.id WHERE a.id = NEW.advance_id"
        " FOR NO KEY UPDATE OF p",
    )


_SERVED = (
    "SELECT 1 FROM advance_end e JOIN advance a ON a.id = e.advance_id JOIN purse o ON o.id = a.purse_id"
    " WHERE e.outcome = 'served' AND e.commitment_key = {0}.key AND e.amount = {0}.amount"
    " AND a.pitch_id = {0}.pitch_id AND a.revision_id = {0}.revision_id"
    " AND a.fiscal_year = {0}.fiscal_year AND a.by_id = {0}.by_id"
    " AND EXISTS (SELECT 1 FROM purse n JOIN fund f ON f.id = n.fund_id WHERE n.id = {0}.purse_id"
    f" AND n.round_id = o.round_id AND f.unit_id = a.unit_id AND {serves('f')})"
)


_KEPT = {words for _when, words in PURSE_OWN}
COMMITTED: tuple[Refusal, ...] = tuple(
    (when if words in _KEPT else f"{when} AND NOT EXISTS ({_SERVED.format('NEW')})", words)
    for when, words in COMMITTING
)


def commitments() -> Trigger:
    """As before, or what serves an approved promise: its round and its conflicts were judged back then."""
    return refuse("commitment_allowed", "commitment", "INSERT", COMMITTED, lock=COMMITTED_WITH)


def promised(person: str, pitch: str) -> str:
    """The condition that a person promised money to a pitch, or did so for another, and it is not freed."""
    return (
        "EXISTS (SELECT 1 FROM advance a WHERE"
        f" a.pitch_id = {pitch} AND ({person} IN (a.by_id, a.deputy_id)) AND NOT EXISTS"
        " (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed'))"
    )


def apart(table: str, pitch: str, act: str, *, when: str = "1 = 1") -> Trigger:
    """Whoever promised money to a pitch, or did so for another, does not decide on its money."""
    words = f"whoever promised money to a pitch does not {act}"
    return refuse(
        f"{table}_promised",
        table,
        "INSERT",
        tuple((f"{when} AND {promised(person, pitch)}", words) for person in _OWN),
    )


_FROM, _TO = (f"SELECT 1 FROM account k WHERE k.id = NEW.{side}_id" for side in ("from", "to"))
_AHEAD = "NEW.from_kind IN ('coming', 'promised')"
_FREED = (
    "(SELECT COALESCE(SUM(t.amount), 0) FROM transfer t"
    " WHERE t.advance_id = NEW.advance_id AND t.verb = 'free')"
)
_ENDED = (
    "(SELECT COALESCE((SELECT o.freed FROM advance_approval o WHERE o.advance_id = NEW.advance_id), 0)"
    " + COALESCE((SELECT e.amount FROM advance_end e WHERE e.advance_id = NEW.advance_id), 0))"
)
_SERVES = (
    f"EXISTS (SELECT 1 FROM commitment c WHERE c.id = NEW.commitment_id AND EXISTS ({_SERVED.format('c')}))"
)
_MOVES: tuple[Refusal, ...] = (
    (f"({_AHEAD}) <> (NEW.advance_id IS NOT NULL)", "what is promised names its advance commitment"),
    (f"{_AHEAD} AND NEW.verb NOT IN ('reserve', 'free')", "a promise is freed by its end alone"),
    (
        "NEW.verb = 'reserve' AND NEW.from_kind = 'coming' AND NOT EXISTS (SELECT 1 FROM advance a"
        f" WHERE a.id = NEW.advance_id AND a.amount = NEW.amount"
        f" AND EXISTS ({_FROM} AND k.unit_id = a.unit_id AND k.fiscal_year = a.fiscal_year)"
        f" AND EXISTS ({_TO} AND k.pitch_id = a.pitch_id AND k.fiscal_year = a.fiscal_year))",
        "a promise is what its advance commitment says",
    ),
    (
        "NEW.verb = 'free' AND NEW.from_kind = 'promised' AND NOT EXISTS (SELECT 1 FROM advance a"
        " JOIN transfer t ON t.advance_id = a.id AND t.verb = 'reserve' WHERE a.id = NEW.advance_id"
        " AND t.from_id = NEW.to_id AND t.to_id = NEW.from_id)",
        "a promise is freed to where it came from",
    ),
)


def transfers() -> Trigger:
    """Promised money moves as its rows say."""
    return refuse("transfer_ahead", "transfer", "INSERT", _MOVES)


def _needed(cut: str) -> str:
    return (
        "(SELECT COALESCE(SUM("
        f"CASE WHEN p.state = 'funded' THEN COALESCE(o.kept, a.amount){cut} ELSE a.amount END), 0)"
        " FROM advance a JOIN pitch p ON p.id = a.pitch_id"
        " LEFT JOIN advance_approval o ON o.advance_id = a.id"
        " JOIN account k ON k.id = NEW.from_id JOIN fund f ON f.id = k.fund_id"
        f" WHERE a.unit_id = f.unit_id AND a.fiscal_year = f.fiscal_year AND {serves('f')}"
        " AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id))"
    )


def allotments(cut: str = "") -> Trigger:
    """What an open fund's promises need is neither given out nor taken from it before they are served.

    `cut` is what shortfalls took of the advance `a`, as a term of a sum.
    """
    needed = _needed(cut)
    return refuse(
        "transfer_beside_promises",
        "transfer",
        "INSERT",
        (
            (
                "(NEW.verb = 'allot' OR (NEW.verb = 'give_back' AND NEW.to_kind = 'authority'))"
                f" AND NOT {_SERVES} AND (SELECT k.balance FROM account k WHERE k.id = NEW.from_id)"
                f" - NEW.amount < {needed} AND {needed} > 0",
                "what was promised from this fund is served first",
            ),
        ),
        lock="FROM account k WHERE k.id = NEW.from_id AND NEW.verb IN ('allot', 'give_back')"
        " AND k.kind = 'fund' FOR NO KEY UPDATE",
    )


def limits(cut: str = "") -> Trigger:
    """What is promised takes its room under the ask from what may be reserved, and gives it back.

    After the INSERT, when both balances have moved. The other account is locked first, so that a promise and
    a reservation of the last unit never both fit. `cut` is what shortfalls took of the transfer's advance.
    """
    sign = "CASE WHEN NEW.to_kind = 'promised' THEN -NEW.amount ELSE NEW.amount END"
    both = (
        "FROM account r JOIN account p ON p.pitch_id = r.pitch_id AND p.fiscal_year = r.fiscal_year"
        " WHERE r.kind = 'reserved' AND p.kind = 'promised' AND p.id IN (NEW.from_id, NEW.to_id)"
    )
    refusals = (
        (f"{_FREED} > {_ENDED}{cut}", "a promise is freed as far as it ended"),
        (f"NOT EXISTS (SELECT 1 {both} AND r.ceiling + {sign} >= r.balance)", "a promise fits under the ask"),
    )
    lowered = (
        "INSERT INTO ceiling (account_id, amount, reason, by_id, at)"
        f" SELECT r.id, r.ceiling + {sign}, 'promised in advance', NEW.by_id, NEW.at {both}"
    )
    checks = "\n".join(
        f"SELECT RAISE(ABORT, '{words}') WHERE NEW.advance_id IS NOT NULL AND {when};"
        for when, words in refusals
    )
    tests = "\n".join(
        f"IF {when} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF;"
        for when, words in refusals
    )
    return row_trigger(
        "transfer_promised_limits",
        "transfer",
        "AFTER INSERT",
        sqlite=f"{checks}\n{lowered};",
        postgresql="IF NEW.advance_id IS NULL THEN RETURN NULL; END IF;\n"
        f"PERFORM 1 {both} FOR NO KEY UPDATE OF r;\n{tests}\n{lowered};\nRETURN NULL;",
    )


ADVANCES = (
    append_only("advance"),
    append_only("advance_approval"),
    append_only("advance_end"),
    promises(),
    approvals(),
    ends(),
    transfers(),
    allotments(),
    limits(),
    apart("review", "NEW.pitch_id", "review it"),
    apart("release", "(SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id)", "release its money"),
    apart("release_request", "(SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id)", "release its money"),
    apart(
        "resolution",
        "(SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id)",
        "approve its money",
        when="NEW.committed > 0",
    ),
)
