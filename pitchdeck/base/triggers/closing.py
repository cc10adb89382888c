"""A closed fiscal year: no money moves in it, nothing is dated into it, and two people re-open it."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import Refusal, refuse, row_trigger
from pitchdeck.base.triggers.standing_in import named

OWN = ("NEW.by_id", "NEW.deputy_id")


def closed(fund: str, year: str) -> str:
    """The condition that a fund is closed for a year: a close that no confirmed re-opening undid."""
    return (
        f"EXISTS (SELECT 1 FROM fund_close k WHERE k.fund_id = {fund} AND k.fiscal_year = {year}"
        " AND NOT EXISTS (SELECT 1 FROM reopening o JOIN reopening_answer w ON w.reopening_id = o.id"
        " WHERE o.close_id = k.id AND w.verdict = 'confirmed'))"
    )


def closed_for(pitch: str, year: str) -> str:
    """The condition that every fund with money in a pitch's year is closed for that year."""
    stake = (
        "SELECT 1 FROM commitment s JOIN purse u ON u.id = s.purse_id"
        f" WHERE s.pitch_id = {pitch} AND (s.fiscal_year = {year} OR EXISTS (SELECT 1 FROM transfer x"
        " JOIN account b ON b.id = x.to_id WHERE x.commitment_id = s.id AND x.verb = 'carry'"
        f" AND b.fiscal_year = {year}))"
        " AND NOT EXISTS (SELECT 1 FROM resolution e WHERE e.commitment_id = s.id AND e.outcome = 'freed')"
    )
    known = f"EXISTS (SELECT 1 FROM fund_close y WHERE y.fiscal_year = {year})"
    return f"({known} AND EXISTS ({stake}) AND NOT EXISTS ({stake} AND NOT {closed('u.fund_id', year)}))"


_ENDS = "SELECT 1 FROM account a WHERE a.id IN (NEW.from_id, NEW.to_id)"
_COMMITMENT = "SELECT 1 FROM commitment c JOIN purse p ON p.id = c.purse_id WHERE c.id = NEW.commitment_id"
_YEAR = "(SELECT fiscal_year FROM account WHERE id = NEW.{}_id)"
_TRANSFERS: tuple[Refusal, ...] = (
    (
        f"EXISTS ({_ENDS} AND a.kind = 'fund' AND"
        f" {closed('a.fund_id', '(SELECT f.fiscal_year FROM fund f WHERE f.id = a.fund_id)')})",
        "no money moves in a fund whose fiscal year is closed",
    ),
    (
        f"EXISTS ({_ENDS} AND a.kind = 'purse' AND EXISTS (SELECT 1 FROM purse p JOIN fund f"
        f" ON f.id = p.fund_id WHERE p.id = a.purse_id AND {closed('f.id', 'f.fiscal_year')}))",
        "no money moves in a purse of a fund whose fiscal year is closed",
    ),
    (
        f"EXISTS ({_ENDS} AND a.pitch_id IS NOT NULL AND {closed_for('a.pitch_id', 'a.fiscal_year')})",
        "no money of a pitch moves in a fiscal year that its funds have closed",
    ),
    (
        f"NEW.verb = 'carry' AND {_YEAR.format('to')} <> {_YEAR.format('from')} + 1",
        "money is carried into the next fiscal year",
    ),
    (
        "NEW.verb IN ('carry', 'lapse') AND NEW.from_kind <> 'fund' AND NOT EXISTS"
        f" ({_COMMITMENT} AND c.pitch_id = (SELECT pitch_id FROM account WHERE id = NEW.from_id)"
        " AND (NEW.verb = 'carry' OR p.fund_id = (SELECT fund_id FROM account WHERE id = NEW.to_id)))",
        "what is carried or lapses belongs to a commitment of its pitch and fund",
    ),
    (
        "EXISTS (SELECT 1 FROM transfer o WHERE o.id = NEW.reverses_id AND o.verb IN ('carry', 'lapse')"
        " AND o.commitment_id IS DISTINCT FROM NEW.commitment_id)",
        "what a year end moved goes back to the commitment that it came from",
    ),
)


def transfers() -> Trigger:
    """No transfer in a closed year.

    After `transfer_moves`, which has locked both accounts by then: PostgreSQL reads anew for each statement
    of a function, so a year end that held those accounts is seen. SQLite has one writer.
    """
    checks = "\n".join(f"SELECT RAISE(ABORT, '{words}') WHERE {when};" for when, words in _TRANSFERS)
    tests = "\n".join(
        f"IF {when} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF;"
        for when, words in _TRANSFERS
    )
    return row_trigger(
        "transfer_year_open",
        "transfer",
        "AFTER INSERT",
        sqlite=checks,
        postgresql=f"{tests}\nRETURN NULL;",
    )


def closes() -> Trigger:
    """A confirmed fund is closed once for a year, and leaves nothing in purses and no reservation open."""
    fund = "SELECT 1 FROM fund f WHERE f.id = NEW.fund_id"
    own = f"{fund} AND f.fiscal_year = NEW.fiscal_year"
    purse = (
        "SELECT 1 FROM account a JOIN purse p ON p.id = a.purse_id"
        " WHERE p.fund_id = NEW.fund_id AND a.balance > 0"
    )
    pending = (
        "SELECT 1 FROM commitment c JOIN purse p ON p.id = c.purse_id WHERE p.fund_id = NEW.fund_id"
        " AND NOT EXISTS (SELECT 1 FROM resolution e WHERE e.commitment_id = c.id)"
    )
    given = "SELECT 1 FROM account a WHERE a.fund_id = NEW.fund_id AND a.kind = 'fund' AND a.balance > 0"
    return refuse(
        "fund_close_allowed",
        "fund_close",
        "INSERT",
        (
            named(OWN, money=True),
            (
                f"NOT EXISTS ({fund} AND f.confirmed_at IS NOT NULL AND f.fiscal_year <= NEW.fiscal_year)",
                "a confirmed fund is closed, for its own fiscal year or a later one",
            ),
            (closed("NEW.fund_id", "NEW.fiscal_year"), "a fund is closed once for a fiscal year"),
            (f"EXISTS ({own}) AND EXISTS ({purse})", "a closed fund leaves nothing in its purses"),
            (f"EXISTS ({own}) AND EXISTS ({pending})", "a closed fund leaves no reservation open"),
            (
                f"EXISTS ({own}) AND NEW.unallotted = 'lapse' AND EXISTS ({given})",
                "what was not given out lapses when the fund says so",
            ),
        ),
        lock="FROM fund f WHERE f.id = NEW.fund_id FOR NO KEY UPDATE",
    )


def askings() -> Trigger:
    """A standing close is asked to be re-opened once at a time, the newest of its fund first."""
    close = "SELECT 1 FROM fund_close k WHERE k.id = NEW.close_id"
    answered = "SELECT 1 FROM reopening_answer w WHERE w.reopening_id = o.id"
    return refuse(
        "reopening_allowed",
        "reopening",
        "INSERT",
        (
            named(OWN, money=True),
            (
                f"EXISTS (SELECT 1 FROM reopening o WHERE o.close_id = NEW.close_id AND"
                f" (NOT EXISTS ({answered}) OR EXISTS ({answered} AND w.verdict = 'confirmed')))",
                "a year end is asked to be re-opened once",
            ),
            (
                f"EXISTS ({close} AND EXISTS (SELECT 1 FROM fund_close l WHERE l.fund_id = k.fund_id"
                f" AND l.fiscal_year > k.fiscal_year AND {closed('l.fund_id', 'l.fiscal_year')}))",
                "the newest closed year of a fund is re-opened first",
            ),
        ),
        lock="FROM fund_close k JOIN fund f ON f.id = k.fund_id WHERE k.id = NEW.close_id"
        " FOR NO KEY UPDATE OF f",
    )


def answers() -> Trigger:
    """Another person answers: neither who asked, nor either's deputy."""
    first = "(o.by_id, COALESCE(o.deputy_id, o.by_id))"
    return refuse(
        "reopening_answered",
        "reopening_answer",
        "INSERT",
        (
            named(OWN, money=True),
            (
                "EXISTS (SELECT 1 FROM reopening o WHERE o.id = NEW.reopening_id"
                f" AND (NEW.by_id IN {first} OR NEW.deputy_id IN {first}))",
                "a second person answers a re-opening",
            ),
        ),
        lock="FROM reopening o JOIN fund_close k ON k.id = o.close_id JOIN fund f ON f.id = k.fund_id"
        " WHERE o.id = NEW.reopening_id FOR NO KEY UPDATE OF f",
    )


def documents() -> Trigger:
    """Nothing is dated into a fiscal year that the funds of its pitch have closed."""
    pitch = "(SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id)"
    begins = "(SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1)"
    refusals = tuple(
        (
            f"NEW.reverses_id IS NULL AND {closed_for(pitch, fiscal_year(f'NEW.{column}', begins))}",
            f"nothing is dated into a closed fiscal year ({column})",
        )
        for column in ("document_on", "period_on")
    )
    return refuse("actual_year_open", "actual", "INSERT", refusals)


def fiscal_year(day: str, begins: str) -> str:
    """The fiscal year of a day, named by the calendar year in which it ends."""
    text = f"CAST({day} AS TEXT)"
    months = f"CAST(substr({text}, 1, 4) AS INTEGER) * 12 + CAST(substr({text}, 6, 2) AS INTEGER) - 1"
    later = f"CASE WHEN {begins} = 1 THEN 0 ELSE 13 - {begins} END"
    return f"(({months} + {later}) / 12)"


CLOSING = (
    append_only("fund_close"),
    append_only("reopening"),
    append_only("reopening_answer"),
    closes(),
    askings(),
    answers(),
    transfers(),
    documents(),
)
