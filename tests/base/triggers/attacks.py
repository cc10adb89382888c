"""Attacks on the money by plain SQL, by kind: docs/security.md lists the kinds, test_attacks.py tries them.

Names in braces are the world's ids. What a database refuses by a trigger on one side it may refuse by a right
on the other; `words` matches both.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.base.triggers.world import ASK, FUND, PURSE, YEAR

BOTH, SQLITE, POSTGRESQL = ("sqlite", "postgresql"), ("sqlite",), ("postgresql",)
AT = "'2026-03-02T12:00:00.000000Z'"
KEPT = r"append-only|never deleted|permission denied"
GUARDED = r"balances and ceilings are changed by transfers|permission denied"
TIED = ("presenter", "colleague", "sponsor", "investor1", "investor2")
"""Who wrote, sponsors, invested or is recused in the world of test_attacks.py."""


@dataclass(frozen=True)
class Attack:
    """What is tried, the words of its refusal, and what lawfully happens before it."""

    tries: str
    words: str
    on: tuple[str, ...] = BOTH
    before: tuple[str, ...] = ()


def transfer(verb: str, source: str, target: str, amount: int | str, **more: str) -> str:
    """The INSERT of a transfer between two accounts of the world."""
    return f"INSERT INTO transfer {_columns(more)} VALUES {_values(verb, source, target, amount, more)}"


def _columns(more: dict[str, str]) -> str:
    extra = "".join(f", {name}" for name in more if name != "currency")
    return f"(verb, from_id, from_kind, to_id, to_kind, amount, currency, document, reason, by_id, at{extra})"


def _values(verb: str, source: str, target: str, amount: int | str, more: dict[str, str]) -> str:
    extra = "".join(f", {value}" for name, value in more.items() if name != "currency")
    currency = more.get("currency", "'EUR'")
    return (
        f"('{verb}', {{{source}}}, '{source}', {{{target}}}, '{target}', {amount}, {currency},"
        f" '', '', {{finance}}, {AT}{extra})"
    )


def commitment(amount: int, *, year: int = YEAR, by: str = "investor1") -> str:
    return (
        "INSERT INTO commitment (key, purse_id, pitch_id, revision_id, fiscal_year, amount, by_id, at)"
        f" VALUES ('c-{amount}-{year}', {{sales}}, {{pitch}}, {{revision}}, {year}, {amount}, {{{by}}}, {AT})"
    )


def resolution(by: str, committed: int, freed: int) -> str:
    outcome = "committed" if committed else "freed"
    return (
        "INSERT INTO resolution (commitment_id, outcome, committed, freed, reason, by_id, at)"
        f" VALUES ({{held}}, '{outcome}', {committed}, {freed}, '', {{{by}}}, {AT})"
    )


def review(by: str) -> str:
    return (
        "INSERT INTO review (pitch_id, revision_id, verdict, revision_hash, amounts, rule, reason, by_id, at)"
        f" VALUES ({{pitch}}, {{revision}}, 'approved', 'abc', '{{{{}}}}', '', '', {{{by}}}, {AT})"
    )


def release(by: str) -> str:
    return f"INSERT INTO release (tranche_id, reason, by_id, at) VALUES ({{tranche}}, '', {{{by}}}, {AT})"


def pitch_to(*states: str) -> tuple[str, ...]:
    return tuple(f"UPDATE pitch SET state = '{state}' WHERE id = {{pitch}}" for state in states)


def round_to(*states: str) -> tuple[str, ...]:
    return tuple(f"UPDATE round SET state = '{state}' WHERE id = {{round}}" for state in states)


def _rewriting(table: str) -> Iterator[Attack]:
    change = {"movement": "verb = 'open'", "account": "balance = 0", "history_seal": "hash = 'x'"}
    what = change.get(table, f"{'amount' if table in ('transfer', 'ceiling', 'commitment') else 'by_id'} = 1")
    key = {"movement": "verb, from_kind, to_kind", "history_seal": "no"}.get(table, "id")
    words = KEPT if table != "account" else f"{KEPT}|{GUARDED}|empty"
    words += "|movement is closed" if table == "movement" else ""
    copy = f"INSERT INTO {table} SELECT * FROM {table} WHERE true"
    yield Attack(f"UPDATE {table} SET {what}", words)
    yield Attack(f"DELETE FROM {table}", words)
    yield Attack(f"UPDATE OR IGNORE {table} SET {what}", words, SQLITE)
    yield Attack(f"REPLACE INTO {table} SELECT * FROM {table}", f"{words}|{EXPLAINED}", SQLITE)
    yield Attack(f"{copy} ON CONFLICT ({key}) DO UPDATE SET {what}", f"{words}|{EXPLAINED}")
    yield Attack(f"TRUNCATE {table} CASCADE", words, POSTGRESQL)
    yield Attack(f"DROP TRIGGER {table}_append_only ON {table}", "must be owner|does not exist", POSTGRESQL)
    yield Attack(f"ALTER TABLE {table} DISABLE TRIGGER ALL", "must be owner", POSTGRESQL)


EXPLAINED = "a fund opens|what its commitment says|the current revision"
"""A copy of a row is refused as the row that it pretends to be, before it meets the one that is there."""
REWRITTEN = (
    *("account", "transfer", "ceiling", "movement", "commitment", "resolution", "review", "release"),
    *("history", "history_seal"),
)

ATTACKS: dict[str, tuple[Attack, ...]] = {
    "overdraft": (
        Attack(transfer("allot", "fund", "purse", FUND - PURSE + 1), "floor"),
        Attack(transfer("give_back", "purse", "fund", PURSE + 1), "floor"),
        Attack(transfer("release", "committed", "released", 1), "floor"),
        Attack(
            transfer("allot", "fund", "purse", (FUND - PURSE) // 2 + 1)
            + ", "
            + _values("allot", "fund", "purse", (FUND - PURSE) // 2 + 1, {}),
            "floor",
        ),
        Attack(
            transfer("allot", "fund", "purse", FUND).replace("INSERT", "INSERT OR IGNORE"),
            "changes both balances",
            SQLITE,
        ),
        Attack("UPDATE account SET balance = balance + 1 WHERE id = {purse}", GUARDED),
        Attack("UPDATE account SET floor = NULL WHERE id = {purse}", GUARDED),
        Attack("UPDATE account SET last_transfer_id = 0 WHERE id = {purse}", GUARDED),
        Attack(
            "INSERT INTO account (kind, currency, balance, floor, last_transfer_id, last_ceiling_id, fund_id)"
            " VALUES ('lapsed', 'EUR', 5, 0, 0, 0, {sales_fund})",
            "a new account is empty",
        ),
    ),
    "over-ceiling": (
        Attack(transfer("reserve", "purse", "reserved", ASK, commitment_id="{large}"), "ceiling"),
        Attack("UPDATE account SET ceiling = 99999999 WHERE id = {reserved}", GUARDED),
        Attack("UPDATE account SET ceiling = NULL WHERE id = {reserved}", GUARDED),
        Attack(
            "INSERT INTO ceiling (account_id, amount, reason, by_id, at)"
            f" VALUES ({{reserved}}, 499, '', {{chair}}, {AT})",
            "ceiling",
        ),
        Attack(
            "INSERT INTO account (kind, currency, balance, floor, ceiling, last_transfer_id, last_ceiling_id,"
            f" pitch_id, fiscal_year) VALUES ('reserved', 'EUR', 0, 0, 5, 0, 0, {{pitch}}, {YEAR + 1})",
            "a ceiling is set by a ceiling row alone",
        ),
    ),
    "rewriting ledger or history": (
        Attack(
            "DELETE FROM transfer",
            KEPT,
            before=(
                resolution("finance", 500, 0),
                *pitch_to("covered", "in_review"),
                review("finance"),
                *pitch_to("funded"),
                release("finance"),
            ),
        ),
        *(attack for table in REWRITTEN for attack in _rewriting(table)),
    ),
    "zero or negative amount": (
        Attack(transfer("allot", "fund", "purse", 0), "positive"),
        Attack(transfer("allot", "fund", "purse", -1), "positive"),
        Attack(transfer("allot", "fund", "purse", "NULL"), "(?i)not.null"),
        Attack(commitment(0), "positive"),
        Attack(commitment(-500), "positive"),
        Attack(
            "INSERT INTO ceiling (account_id, amount, reason, by_id, at)"
            f" VALUES ({{reserved}}, -1, '', {{chair}}, {AT})",
            "ceiling",
        ),
        Attack(resolution("finance", -500, 1000), "resolution"),
    ),
    "currency mix": (
        Attack(
            transfer("allot", "fund", "purse", 5, currency="'USD'"), "FOREIGN KEY|fk_transfer|foreign key"
        ),
        Attack("UPDATE account SET currency = 'USD' WHERE id = {purse}", GUARDED),
        Attack("UPDATE fund SET currency = 'USD' WHERE id = {sales_fund}", "never changed"),
    ),
    "second resolution": (
        Attack(resolution("finance", 0, 500), "commitment_id", before=(resolution("finance", 500, 0),)),
        Attack("UPDATE resolution SET committed = 0, freed = 500, outcome = 'freed'", KEPT),
        Attack("DELETE FROM resolution", KEPT),
        Attack(transfer("free", "reserved", "purse", 500, commitment_id="{held}"), "freed by its resolution"),
        Attack(
            transfer("commit", "reserved", "committed", 500, commitment_id="{held}"),
            "commitment_verb|UNIQUE",
            before=(transfer("commit", "reserved", "committed", 500, commitment_id="{held}"),),
        ),
    ),
    "commitment after the stage closed": (
        Attack(commitment(500), "pitch in funding", before=pitch_to("covered", "in_review")),
        Attack(commitment(500), "while the round is funding", before=round_to("finance_review")),
        Attack(transfer("reserve", "purse", "reserved", 500), "what its commitment says"),
        Attack("UPDATE round SET state = 'funding' WHERE id = {round}", "state of a round"),
    ),
    "approval by someone tied to it": (
        *(Attack(resolution(name, 500, 0), "does not approve its money") for name in TIED),
        Attack(review("finance"), "pitch in review"),
        Attack(review("presenter"), "does not review it", before=pitch_to("covered", "in_review")),
        *(Attack(review(name), "does not review it") for name in TIED[1:]),
        Attack("DELETE FROM recusal", KEPT),
        Attack("UPDATE commitment SET by_id = {investor3}", KEPT),
        Attack(release("finance"), "once the pitch is funded"),
        Attack(release("presenter"), "does not release its money", before=pitch_to("funded")),
        *(Attack(release(name), "does not release its money") for name in TIED[1:]),
    ),
    "illegal state change": (
        *(
            Attack(f"UPDATE pitch SET state = '{state}' WHERE id = {{pitch}}", "state of a pitch")
            for state in ("draft", "shortlisted", "funded", "declined")
        ),
        *(
            Attack(f"UPDATE round SET state = '{state}' WHERE id = {{round}}", "state of a round")
            for state in ("draft", "scoring", "decided")
        ),
        Attack("UPDATE round SET state = 'closed' WHERE id = {round}", "takes one after the other"),
        Attack("UPDATE pitch SET state = 'rich' WHERE id = {pitch}", "state"),
        Attack("DELETE FROM pitch", KEPT),
        Attack("DELETE FROM round", KEPT),
    ),
}
"""Every kind that the rules forbid, with the ways that were thought of."""
