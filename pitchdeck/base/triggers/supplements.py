"""More money for a funded pitch: asked by who presents it, covered to the unit, approved by nobody tied."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger, advances, capital, restrictions
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import Refusal, refuse
from pitchdeck.base.triggers.segregation import COMMITTED_WITH, independent, wrote
from pitchdeck.base.triggers.standing_in import apart, named

_OWN = ("NEW.by_id", "NEW.deputy_id")
_RUNNING = "'active', 'gate_due', 'rescoped', 'delivered', 'tracking'"
HALTED = ", 'paused', 'stopped'"
"""What was spent before a pause or a stop is paid for too."""
_CURRENT = (
    "SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no"
    " WHERE p.state = 'funded'"
)


def _ended(supplement: str, outcome: str = "") -> str:
    said = f" AND x.outcome = '{outcome}'" if outcome else ""
    return f"EXISTS (SELECT 1 FROM supplement_end x WHERE x.supplement_id = {supplement}{said})"


def _given(supplement: str) -> str:
    """What stands reserved or committed for a supplement."""
    return (
        "(SELECT COALESCE(SUM(c.amount), 0) FROM commitment c"
        " LEFT JOIN resolution e ON e.commitment_id = c.id"
        f" WHERE c.supplement_id = {supplement} AND COALESCE(e.outcome, 'held') <> 'freed')"
    )


def askings(more: str = "") -> Trigger:
    """The presenter of a running investment asks, once at a time for a year; `more` are more states."""
    running = (
        f"{_CURRENT} AND p.id = NEW.pitch_id AND v.id = NEW.revision_id AND EXISTS (SELECT 1"
        f" FROM investment i WHERE i.pitch_id = p.id AND i.state IN ({_RUNNING}{more}))"
    )
    rolls = (
        "SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.kind = 'rolling' AND r.state = 'funding'"
        " AND r.fiscal_year = NEW.fiscal_year"
    )
    another = (
        "EXISTS (SELECT 1 FROM supplement s WHERE s.pitch_id = NEW.pitch_id"
        f" AND s.fiscal_year = NEW.fiscal_year AND NOT {_ended('s.id')})"
    )
    return refuse(
        "supplement_asked",
        "supplement",
        "INSERT",
        (
            named(_OWN, money=False),
            (f"NOT {wrote('NEW.pitch_id', 'NEW.by_id')}", "whoever wrote a pitch asks for more money of it"),
            (f"NOT EXISTS ({running})", "more money is asked for a funded pitch that is under way"),
            (f"NOT EXISTS ({rolls})", "more money is asked of an open rolling round of its year"),
            (another, "a pitch asks for more money of a year once at a time"),
        ),
        lock="FROM pitch p WHERE p.id = NEW.pitch_id FOR NO KEY UPDATE",
    )


_PITCH = "(SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id)"
_ASKED = "SELECT 1 FROM supplement s WHERE s.id = NEW.supplement_id"
_JUDGED = "NEW.outcome IN ('approved', 'declined')"
_ACT = "review it"


def ends() -> Trigger:
    """It ends once: approved in full by nobody who is tied to it, or with nothing left reserved."""
    current = f"{_CURRENT} AND p.id = {_PITCH} AND v.hash = NEW.revision_hash"
    judged = (*independent(_PITCH, "NEW.by_id", _ACT), *apart(_PITCH, _ACT))
    return refuse(
        "supplement_ended",
        "supplement_end",
        "INSERT",
        (
            *((f"{_JUDGED} AND {when}", words) for when, words in judged),
            (
                f"{_JUDGED} AND EXISTS ({_ASKED} AND s.deputy_id IN (NEW.by_id, NEW.deputy_id))",
                "whoever asked for more money does not review it",
            ),
            (
                f"NEW.outcome = 'approved' AND NOT EXISTS ({_ASKED}"
                f" AND s.amount = {_given('NEW.supplement_id')})",
                "more money is approved once all of it is reserved",
            ),
            (
                f"NEW.outcome = 'approved' AND NOT EXISTS ({current})",
                "an approval of more money names the funded revision by its hash",
            ),
            (
                f"NEW.outcome <> 'approved' AND {_given('NEW.supplement_id')} > 0",
                "what is not approved leaves nothing reserved",
            ),
            (
                f"NEW.outcome = 'withdrawn' AND NOT {wrote(_PITCH, 'NEW.by_id')}",
                "whoever wrote a pitch withdraws what it asks for",
            ),
            named(_OWN, money=False),
        ),
        lock="FROM pitch p JOIN supplement s ON s.pitch_id = p.id WHERE s.id = NEW.supplement_id"
        " FOR NO KEY UPDATE OF p",
    )


def commitments() -> tuple[Trigger, ...]:
    """The rules of commitments as they were, each of which now leaves supplementary ones to their own."""
    words = "a commitment is for the current revision of a pitch in funding of the same round"
    refusals = tuple(
        (f"NEW.supplement_id IS NULL AND {when}", said) if said == words else (when, said)
        for when, said in advances.COMMITTED
    )
    return (
        refuse("commitment_allowed", "commitment", "INSERT", refusals, lock=COMMITTED_WITH),
        restrictions.commitments(supplements=True),
        capital.commitments(supplements=True),
    )


BEFORE = (advances.commitments(), restrictions.commitments(), capital.commitments())
"""The same rules before there were supplements."""

_PURPOSE = "SELECT 1 FROM purse u JOIN {table} k ON k.fund_id = u.fund_id WHERE u.id = NEW.purse_id"


def _of_supplement() -> tuple[Refusal, ...]:
    own = (
        "SELECT 1 FROM supplement s JOIN purse u ON u.round_id = s.round_id WHERE s.id = NEW.supplement_id"
        " AND u.id = NEW.purse_id AND s.pitch_id = NEW.pitch_id AND s.revision_id = NEW.revision_id"
        f" AND s.fiscal_year = NEW.fiscal_year AND NOT {_ended('s.id')}"
    )
    capex = (
        "SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id"
        " WHERE u.id = NEW.purse_id AND f.nature = 'capex'"
    )
    categories = _PURPOSE.format(table="fund_category")
    return (
        (f"NOT EXISTS ({own})", "more money is committed to what is asked for, from a purse of its round"),
        (
            f"NOT EXISTS ({_CURRENT} AND p.id = NEW.pitch_id AND v.id = NEW.revision_id)",
            "more money is committed to a funded pitch",
        ),
        (
            f"NOT EXISTS ({_ASKED} AND s.amount >= NEW.amount + {_given('NEW.supplement_id')})",
            "no more is committed than is asked for",
        ),
        (f"EXISTS ({capex})", "capital budget pays for what was marked before the approval"),
        (
            f"EXISTS ({categories}) AND NOT EXISTS ({categories} AND EXISTS ({_ASKED}"
            " AND s.category = k.category))",
            "a fund for some categories of cost pays for no other",
        ),
    )


def supplementary() -> Trigger:
    """A supplementary commitment is within what is asked; two of the last unit never both fit."""
    when = "NEW.supplement_id IS NOT NULL"
    return refuse(
        "commitment_supplement",
        "commitment",
        "INSERT",
        tuple((f"{when} AND {refusal}", words) for refusal, words in _of_supplement()),
        lock="FROM supplement s WHERE s.id = NEW.supplement_id FOR NO KEY UPDATE",
    )


def resolutions() -> Trigger:
    """Reserved for a supplement, money is committed by its approval and freed without one, never in part."""
    own = "SELECT 1 FROM commitment c WHERE c.id = NEW.commitment_id AND c.supplement_id IS NOT NULL"
    approved = _ended("c.supplement_id", "approved")
    return refuse(
        "resolution_supplement",
        "resolution",
        "INSERT",
        (
            (
                f"NEW.committed > 0 AND EXISTS ({own} AND NOT {approved})",
                "more money is committed by the approval of what was asked for",
            ),
            (
                f"NEW.freed > 0 AND EXISTS ({own} AND {approved})",
                "an approval commits all that was reserved for it",
            ),
        ),
    )


def tranches() -> Trigger:
    """Only an approved supplement makes tranches, of its own pitch and year, up to its amount."""
    made = (
        "(SELECT COALESCE(SUM(t.amount), 0) FROM supplement_tranche m JOIN tranche t ON t.id = m.tranche_id"
        " WHERE m.supplement_id = NEW.supplement_id)"
    )
    own = (
        "SELECT 1 FROM supplement s JOIN tranche t ON t.pitch_id = s.pitch_id"
        " AND t.fiscal_year = s.fiscal_year WHERE s.id = NEW.supplement_id AND t.id = NEW.tranche_id"
        f" AND {made} + t.amount <= s.amount AND {_ended('s.id', 'approved')}"
    )
    return refuse(
        "supplement_tranche_own",
        "supplement_tranche",
        "INSERT",
        ((f"NOT EXISTS ({own})", "a tranche is of its approved supplement, and within it"),),
        lock="FROM supplement s WHERE s.id = NEW.supplement_id FOR NO KEY UPDATE",
    )


def settlements() -> Trigger:
    """An overrun is settled by money of an approved supplement of its pitch, never above what is open."""
    credited = (
        "COALESCE((SELECT SUM(CASE WHEN n.reverses_id IS NULL THEN n.over ELSE -n.over END)"
        " FROM credit_note n WHERE n.actual_id = o.actual_id), 0)"
    )
    settled = "COALESCE((SELECT SUM(m.amount) FROM overrun_settlement m WHERE m.overrun_id = o.id), 0)"
    own = (
        "SELECT 1 FROM overrun o JOIN actual a ON a.id = o.actual_id"
        " JOIN investment i ON i.id = a.investment_id"
        " JOIN supplement s ON s.pitch_id = i.pitch_id AND s.id = NEW.supplement_id"
        f" WHERE o.id = NEW.overrun_id AND {_ended('s.id', 'approved')}"
        " AND NOT EXISTS (SELECT 1 FROM actual u WHERE u.reverses_id = a.id)"
    )
    moved = (
        f"{own} AND EXISTS (SELECT 1 FROM transfer t JOIN account k ON k.id = t.to_id"
        " WHERE t.id = NEW.transfer_id AND t.verb = 'spend' AND t.from_kind = 'released'"
        " AND t.amount = NEW.amount AND k.pitch_id = s.pitch_id AND k.fiscal_year = s.fiscal_year)"
    )
    return refuse(
        "overrun_settled",
        "overrun_settlement",
        "INSERT",
        (
            (f"NOT EXISTS ({own})", "an overrun is settled by an approved supplement of its pitch"),
            (f"NOT EXISTS ({moved})", "a settlement moves what it says"),
            (
                f"NOT EXISTS ({own} AND NEW.amount <= o.amount - {credited} - {settled})",
                "no more of an overrun is settled than is open",
            ),
        ),
        lock="FROM supplement s WHERE s.id = NEW.supplement_id FOR NO KEY UPDATE",
    )


SUPPLEMENTS = (
    append_only("supplement"),
    append_only("supplement_end"),
    append_only("supplement_tranche"),
    append_only("overrun_settlement"),
    askings(),
    ends(),
    advances.apart("supplement_end", _PITCH, _ACT, when=_JUDGED),
    supplementary(),
    resolutions(),
    tranches(),
    settlements(),
)
