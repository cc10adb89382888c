"""Contracts: confirmed by people without another part, ended once, never drawn on beyond their sum."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.frozen import confirmed_once
from pitchdeck.base.triggers.ledger import OF_CONTRACTS
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.segregation import independent
from pitchdeck.base.triggers.standing_in import apart, named

_ENTERED = (
    *("id", "key", "investment_id", "reference", "vendor", "amount", "fiscal_year", "ends_on"),
    *("erp_code", "note", "reported_by_id", "reported_deputy_id", "reported_at"),
)
_REST = (
    "COALESCE((SELECT SUM(CASE WHEN t.to_kind = 'contracted' THEN t.amount"
    " WHEN t.from_kind = 'contracted' THEN -t.amount ELSE 0 END)"
    " FROM posting p JOIN transfer t ON t.id = p.transfer_id WHERE p.contract_id = {contract}), 0)"
)
"""A contract's open rest, from the transfers that are its own."""


def _own_pitch(investment: str) -> str:
    return f"(SELECT i.pitch_id FROM investment i WHERE i.id = {investment})"


def _of_contract(condition: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id"
        f" WHERE c.id = NEW.contract_id AND {condition})"
    )


def confirmations() -> tuple[Trigger, ...]:
    """A contract is confirmed by people who neither reported it nor have another part in its pitch."""
    pitch = _own_pitch("NEW.investment_id")
    reporters = ("NEW.reported_by_id", "NEW.reported_deputy_id")
    pair = ("NEW.confirmed_by_id", "NEW.confirmed_deputy_id")
    first = "(NEW.reported_by_id, COALESCE(NEW.reported_deputy_id, NEW.reported_by_id))"
    now = "OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL"
    independence = (
        *independent(pitch, pair[0], "confirm its contracts"),
        *apart(pitch, "confirm its contracts", pair),
        (f"({pair[0]} IN {first} OR {pair[1]} IN {first})", "a second person confirms a contract"),
        (
            "EXISTS (SELECT 1 FROM contract_end e WHERE e.contract_id = NEW.id)",
            "a contract that has ended is not confirmed",
        ),
    )
    return (
        refuse(
            "contract_reported",
            "contract",
            "INSERT",
            (
                ("NEW.confirmed_at IS NOT NULL", "a contract is reported before a second person confirms it"),
                named(reporters, money=False),
            ),
        ),
        refuse(
            "contract_confirmed",
            "contract",
            "UPDATE",
            tuple((f"{now} AND {condition}", words) for condition, words in independence),
        ),
    )


def ends() -> Trigger:
    """A contract ends with its whole open rest; a confirmed one by people without another part."""
    pitch = (
        "(SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id"
        " WHERE k.id = NEW.contract_id)"
    )
    confirmed = _of_contract("c.confirmed_at IS NOT NULL")
    independence = (*independent(pitch, "NEW.by_id", "end its contracts"), *apart(pitch, "end its contracts"))
    return refuse(
        "contract_end_whole",
        "contract_end",
        "INSERT",
        (
            (
                f"NEW.amount <> {_REST.format(contract='NEW.contract_id')}",
                "a contract ends with all that is open of it",
            ),
            *((f"{confirmed} AND {condition}", words) for condition, words in independence),
        ),
        lock="FROM contract c WHERE c.id = NEW.contract_id FOR UPDATE",
    )


def postings() -> Trigger:
    """A posting stays with its pitch and year, and leaves a contract between nothing and its amount.

    A later year is that into which a year end carried the contract's money.
    """
    rest = _REST.format(contract="NEW.contract_id")
    effect = (
        "(SELECT CASE WHEN t.to_kind = 'contracted' THEN t.amount WHEN t.from_kind = 'contracted'"
        " THEN -t.amount ELSE 0 END FROM transfer t WHERE t.id = NEW.transfer_id)"
    )
    states = "SELECT 1 FROM transfer t JOIN account a ON a.id = t.from_id WHERE t.id = NEW.transfer_id"
    contracting = "EXISTS (SELECT 1 FROM transfer t WHERE t.id = NEW.transfer_id AND t.verb = 'contract')"
    elsewhere = _of_contract(
        f"NOT EXISTS ({states} AND a.fiscal_year >= c.fiscal_year"
        f" AND a.pitch_id = {_own_pitch('c.investment_id')})"
    )
    before = (
        "EXISTS (SELECT 1 FROM posting p JOIN transfer t ON t.id = p.transfer_id"
        " WHERE p.contract_id = NEW.contract_id AND t.verb = 'contract')"
    )
    documented = (
        f"NOT EXISTS ({states} AND a.pitch_id = (SELECT i.pitch_id FROM actual d"
        " JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id))"
    )
    return refuse(
        "posting_explained",
        "posting",
        "INSERT",
        (
            ("NEW.contract_id IS NULL AND NEW.actual_id IS NULL", "a posting is of a contract or a document"),
            (elsewhere, "the money of a contract is of its pitch and year"),
            (f"NEW.actual_id IS NOT NULL AND {documented}", "a document moves the money of its own pitch"),
            (
                f"NEW.contract_id IS NOT NULL AND {_of_contract('c.confirmed_at IS NULL')}",
                "only a confirmed contract moves money",
            ),
            (
                f"{contracting} AND NOT {_of_contract('c.amount = ' + effect)}",
                "a contract takes its whole amount",
            ),
            (f"{contracting} AND {before}", "a contract takes its amount once"),
            (f"{rest} + {effect} < 0", "no more is drawn on a contract than is open of it"),
            (_of_contract(f"{rest} + {effect} > c.amount"), "no more returns to a contract than it had"),
        ),
        lock="FROM contract c WHERE c.id = NEW.contract_id FOR UPDATE",
    )


def invoices() -> tuple[Trigger, ...]:
    """An actual names a contract of its own investment, for good."""
    other = (
        "EXISTS (SELECT 1 FROM contract c WHERE c.id = NEW.contract_id"
        " AND c.investment_id <> NEW.investment_id)"
    )
    changed = "NEW.contract_id IS DISTINCT FROM OLD.contract_id"
    return (
        refuse(
            "actual_contract",
            "actual",
            "INSERT",
            ((other, "an actual names a contract of its own investment"),),
        ),
        refuse(
            "actual_contract_kept",
            "actual",
            "UPDATE",
            ((changed, "the contract that an actual names is never changed"),),
        ),
    )


CONTRACTS = (
    OF_CONTRACTS,
    confirmed_once("contract", _ENTERED),
    *confirmations(),
    append_only("contract_end"),
    ends(),
    append_only("posting"),
    postings(),
    *invoices(),
)
