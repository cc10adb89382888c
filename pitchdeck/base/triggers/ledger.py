"""The ledger: the INSERT of a transfer moves money, the INSERT of a ceiling limits it, nothing else does."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only, never_deleted
from pitchdeck.base.triggers.frozen import together
from pitchdeck.base.triggers.refusal import refuse, row_trigger

_FORWARD = (
    ("open", "authority", "fund"),
    ("allot", "fund", "purse"),
    ("reserve", "purse", "reserved"),
    ("reserve", "coming", "promised"),
    ("free", "reserved", "purse"),
    ("free", "promised", "coming"),
    ("commit", "reserved", "committed"),
    ("release", "committed", "released"),
    ("contract", "released", "contracted"),
    ("spend", "released", "spent"),
    ("spend", "contracted", "spent"),
    ("accrue", "contracted", "spent"),
    ("give_back", "purse", "fund"),
    ("give_back", "committed", "purse"),
    ("give_back", "committed", "fund"),
    ("give_back", "released", "fund"),
    ("carry", "committed", "committed"),
    ("carry", "released", "released"),
    ("carry", "contracted", "contracted"),
    ("lapse", "fund", "lapsed"),
    ("lapse", "committed", "lapsed"),
    ("lapse", "released", "lapsed"),
)
_FIRST = (*_FORWARD, *sorted({("reverse", to_kind, from_kind) for _verb, from_kind, to_kind in _FORWARD}))
_OF_CONTRACTS = (
    ("accrue", "released", "spent"),
    ("give_back", "contracted", "released"),
    ("give_back", "spent", "contracted"),
    ("give_back", "spent", "released"),
    ("reverse", "contracted", "spent"),
    ("reverse", "released", "spent"),
)
_OF_BUDGETS = (("give_back", "fund", "authority"), ("reverse", "authority", "fund"))
MOVEMENTS = (*_FIRST, *_OF_CONTRACTS, *_OF_BUDGETS)
"""Which verb may move money between which kinds of account; migrations fill `movement` from here."""

_FROM = "(SELECT {} FROM account WHERE id = NEW.from_id)"
_TO = "(SELECT {} FROM account WHERE id = NEW.to_id)"
_OWN = "SELECT 1 FROM account f, account t WHERE f.id = NEW.from_id AND t.id = NEW.to_id"
_COMMITMENT = "SELECT 1 FROM commitment c WHERE c.id = NEW.commitment_id"


_CLOSED = refuse("movement_closed", "movement", "INSERT", (("1 = 1", "movement is closed"),))
_KEPT = append_only("movement")


def movements() -> Trigger:
    """Fill the table of movements and close it for good."""
    fill = _filling(_FIRST)
    filled = Trigger("movement_rows", (fill,), (fill,), (), ())
    return together("movement", (filled, _KEPT, _CLOSED))


def _filling(rows: tuple[tuple[str, str, str], ...]) -> str:
    values = ", ".join(f"('{verb}', '{source}', '{target}')" for verb, source, target in rows)
    return f"INSERT INTO movement (verb, from_kind, to_kind) VALUES {values}"


def more_movements(name: str, rows: tuple[tuple[str, str, str], ...]) -> Trigger:
    """Open the table of movements for these rows alone, and close it again; dropping takes them out."""
    fill = _filling(rows)
    taken = " OR ".join(
        f"(verb = '{verb}' AND from_kind = '{source}' AND to_kind = '{target}')"
        for verb, source, target in rows
    )
    clear = f"DELETE FROM movement WHERE {taken}"
    return Trigger(
        name,
        (*_CLOSED.drop_sqlite, fill, *_CLOSED.sqlite),
        (*_CLOSED.drop_postgresql, fill, *_CLOSED.postgresql),
        (*_KEPT.drop_sqlite, clear, *_KEPT.sqlite),
        (*_KEPT.drop_postgresql, clear, *_KEPT.postgresql),
    )


OF_CONTRACTS = more_movements("movement_of_contracts", _OF_CONTRACTS)
OF_BUDGETS = more_movements("movement_of_budgets", _OF_BUDGETS)


def account_opening() -> Trigger:
    """A new account is empty, and a limited one takes nothing before its first ceiling row."""
    empty = "NEW.balance = 0 AND NEW.last_transfer_id = 0 AND NEW.last_ceiling_id = 0"
    return refuse(
        "account_opening",
        "account",
        "INSERT",
        (
            (f"NOT ({empty})", "a new account is empty"),
            ("COALESCE(NEW.ceiling, 0) <> 0", "a ceiling is set by a ceiling row alone"),
        ),
    )


_UNCHANGED = " AND ".join(
    f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}"
    for column in (
        "id",
        "kind",
        "fund_id",
        "purse_id",
        "pitch_id",
        "unit_id",
        "fiscal_year",
        "currency",
        "floor",
    )
)
_MOVED = """NEW.last_ceiling_id = OLD.last_ceiling_id AND NEW.last_transfer_id > OLD.last_transfer_id
 AND EXISTS (SELECT 1 FROM transfer t WHERE t.id = NEW.last_transfer_id AND (
  (t.from_id = OLD.id AND NEW.balance = OLD.balance - t.amount AND NEW.ceiling IS NOT DISTINCT FROM
   (CASE WHEN t.verb = 'commit' THEN OLD.ceiling - t.amount ELSE OLD.ceiling END))
  OR (t.to_id = OLD.id AND NEW.balance = OLD.balance + t.amount
   AND NEW.ceiling IS NOT DISTINCT FROM OLD.ceiling)))"""
_LIMITED = """NEW.last_transfer_id = OLD.last_transfer_id AND NEW.balance = OLD.balance
 AND NEW.last_ceiling_id > OLD.last_ceiling_id
 AND EXISTS (SELECT 1 FROM ceiling c WHERE c.id = NEW.last_ceiling_id AND c.account_id = OLD.id
  AND c.amount = NEW.ceiling)"""


def account_guard() -> Trigger:
    """Refuse every change of an account that the ledger's own triggers do not make.

    SQLite accepts a change only with the newest transfer or ceiling row that explains it to the unit: each
    row is used up by its own INSERT, so a later UPDATE has none left. PostgreSQL knows that the change comes
    from a trigger; its application role has no right to UPDATE an account in the first place.
    """
    words = "balances and ceilings are changed by transfers and ceiling rows alone"
    guard = row_trigger(
        "account_guard",
        "account",
        "BEFORE UPDATE",
        sqlite=f"SELECT RAISE(ABORT, '{words}') WHERE NOT ({_UNCHANGED} AND (({_MOVED}) OR ({_LIMITED})));",
        postgresql=f"IF pg_trigger_depth() < 2 OR NOT ({_UNCHANGED}) THEN "
        f"RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
    )
    return together("account_guarded", (guard, never_deleted("account")))


def transfer_explained() -> Trigger:
    """A transfer stays with one pitch and one fund, and does what its commitment or reversal says."""
    reserved = (
        f"{_COMMITMENT} AND c.amount = NEW.amount AND c.purse_id = {_FROM.format('purse_id')}"
        f" AND c.pitch_id = {_TO.format('pitch_id')} AND c.fiscal_year = {_TO.format('fiscal_year')}"
    )
    ended = (
        "SELECT 1 FROM commitment c JOIN resolution r ON r.commitment_id = c.id"
        f" WHERE c.id = NEW.commitment_id AND c.pitch_id = {_FROM.format('pitch_id')}"
        f" AND c.fiscal_year = {_FROM.format('fiscal_year')}"
        " AND EXISTS (SELECT 1 FROM transfer x WHERE x.commitment_id = c.id AND x.verb = 'reserve')"
    )
    freed = f"{ended} AND r.freed = NEW.amount AND c.purse_id = {_TO.format('purse_id')}"
    settled = f"{ended} AND r.committed = NEW.amount"
    undone = (
        "SELECT 1 FROM transfer o WHERE o.id = NEW.reverses_id AND o.from_id = NEW.to_id"
        " AND o.to_id = NEW.from_id AND o.amount = NEW.amount AND o.verb <> 'reverse'"
    )
    confirmed = f"SELECT 1 FROM fund WHERE id = {_TO.format('fund_id')} AND confirmed_at IS NOT NULL"
    return refuse(
        "transfer_explained",
        "transfer",
        "INSERT",
        (
            (f"EXISTS ({_OWN} AND f.pitch_id <> t.pitch_id)", "money stays with its pitch"),
            (
                "NEW.verb NOT IN ('carry', 'reverse')"
                f" AND EXISTS ({_OWN} AND f.fiscal_year <> t.fiscal_year)",
                "money stays in its fiscal year unless it is carried",
            ),
            (f"EXISTS ({_OWN} AND f.fund_id <> t.fund_id)", "money stays with its fund"),
            (
                f"EXISTS ({_OWN} AND EXISTS (SELECT 1 FROM purse p WHERE"
                " (p.id = f.purse_id AND p.fund_id <> t.fund_id)"
                " OR (p.id = t.purse_id AND p.fund_id <> f.fund_id)))",
                "a purse is filled from its own fund and returns to it",
            ),
            (
                f"NEW.verb = 'open' AND NOT EXISTS ({confirmed})",
                "a fund opens when a second person confirmed",
            ),
            (
                f"NEW.verb = 'reserve' AND NEW.from_kind = 'purse' AND NOT EXISTS ({reserved})",
                "a reservation is what its commitment says",
            ),
            (
                f"NEW.verb = 'free' AND NEW.from_kind = 'reserved' AND NOT EXISTS ({freed})",
                "a reservation is freed by its resolution",
            ),
            (
                f"NEW.verb = 'commit' AND NOT EXISTS ({settled})",
                "a reservation is committed by its resolution",
            ),
            (
                f"(NEW.verb = 'reverse') <> (NEW.reverses_id IS NOT NULL) OR (NEW.verb = 'reverse'"
                f" AND NOT EXISTS ({undone}))",
                "a reversal undoes exactly the transfer that it names",
            ),
        ),
    )


def transfer_moves() -> Trigger:
    """A transfer changes both balances; `commit` also lowers the reserved account's ceiling.

    Both accounts are locked in id order before either changes, so that transfers in opposite directions
    never wait for each other. After the INSERT, so that a row that a conflict skipped moves nothing.
    """
    debit = (
        "UPDATE account SET balance = balance - NEW.amount, last_transfer_id = NEW.id, ceiling = CASE"
        " WHEN NEW.verb = 'commit' THEN ceiling - NEW.amount ELSE ceiling END WHERE id = NEW.from_id;"
    )
    credit = (
        "UPDATE account SET balance = balance + NEW.amount, last_transfer_id = NEW.id WHERE id = NEW.to_id;"
    )
    # INSERT OR IGNORE would carry its IGNORE into the updates and skip the one that a CHECK refuses.
    both = (
        "SELECT RAISE(ABORT, 'a transfer changes both balances') WHERE 2 <> (SELECT COUNT(*) FROM account"
        " WHERE id IN (NEW.from_id, NEW.to_id) AND last_transfer_id = NEW.id);"
    )
    lock = "PERFORM 1 FROM account WHERE id IN (NEW.from_id, NEW.to_id) ORDER BY id FOR NO KEY UPDATE;"
    return row_trigger(
        "transfer_moves",
        "transfer",
        "AFTER INSERT",
        sqlite=f"{debit}\n{credit}\n{both}",
        postgresql=f"{lock}\n{debit}\n{credit}\nRETURN NULL;",
    )


def ceiling_limits() -> Trigger:
    """A ceiling row becomes the account's ceiling; the CHECK refuses one below the balance."""
    change = "UPDATE account SET ceiling = NEW.amount, last_ceiling_id = NEW.id WHERE id = NEW.account_id;"
    done = (
        "SELECT RAISE(ABORT, 'a ceiling row changes its account') WHERE NOT EXISTS"
        " (SELECT 1 FROM account WHERE id = NEW.account_id AND last_ceiling_id = NEW.id);"
    )
    return row_trigger(
        "ceiling_limits",
        "ceiling",
        "AFTER INSERT",
        sqlite=f"{change}\n{done}",
        postgresql=f"{change}\nRETURN NULL;",
    )


def lock_accounts() -> Trigger:
    """PostgreSQL's function `lock_accounts(ids)`: locks in id order and answers with the figures under it."""
    return Trigger(
        name="lock_accounts",
        sqlite=(),
        postgresql=(
            "CREATE FUNCTION lock_accounts(ids bigint[]) "
            "RETURNS TABLE (id bigint, balance bigint, ceiling bigint) "
            "LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$ "
            "SELECT a.id, a.balance, a.ceiling FROM account a WHERE a.id = ANY(ids) "
            "ORDER BY a.id FOR NO KEY UPDATE $$",
        ),
        drop_sqlite=(),
        drop_postgresql=("DROP FUNCTION lock_accounts(bigint[])",),
    )


LEDGER = (
    movements(),
    account_opening(),
    account_guard(),
    transfer_explained(),
    transfer_moves(),
    ceiling_limits(),
    lock_accounts(),
    append_only("transfer"),
    append_only("ceiling"),
)
