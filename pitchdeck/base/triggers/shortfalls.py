"""A shortfall: its newest list is confirmed by two people without a part in it, and only then money moves."""

# ruff: noqa: S608  # every statement is built from the literals of this file

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import Refusal, refuse
from pitchdeck.base.triggers.segregation import independent
from pitchdeck.base.triggers.standing_in import named

_OWN = ("NEW.by_id", "NEW.deputy_id")
_OF_LIST = "SELECT 1 FROM shortfall_list y JOIN shortfall h ON h.id = y.shortfall_id WHERE y.id = NEW.list_id"
_HELD = "FROM fund f JOIN shortfall h ON h.fund_id = f.id {} FOR NO KEY UPDATE OF f"
_ENDED = "EXISTS (SELECT 1 FROM shortfall_end x WHERE x.shortfall_id = {})"
_BOTH = "(SELECT COUNT(*) FROM shortfall_consent o WHERE o.list_id = {}) = 2"


def shortfalls() -> Trigger:
    """A confirmed fund lacks money once at a time."""
    return refuse(
        "shortfall_allowed",
        "shortfall",
        "INSERT",
        (
            named(_OWN, money=True),
            (
                "EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NULL)",
                "a fund that holds nothing lacks nothing",
            ),
            (
                "EXISTS (SELECT 1 FROM shortfall h WHERE h.fund_id = NEW.fund_id"
                f" AND NOT {_ENDED.format('h.id')})",
                "a fund has one open shortfall at a time",
            ),
        ),
        lock="FROM fund f WHERE f.id = NEW.fund_id FOR NO KEY UPDATE",
    )


def lists() -> Trigger:
    return refuse(
        "shortfall_list_allowed",
        "shortfall_list",
        "INSERT",
        (
            named(_OWN, money=True),
            (_ENDED.format("NEW.shortfall_id"), "a shortfall that is over takes no new list"),
        ),
        lock=_HELD.format("WHERE h.id = NEW.shortfall_id"),
    )


def lines() -> Trigger:
    """A list is written before anybody confirms it, and names money of its own fund."""
    fund = f"({_OF_LIST.replace('SELECT 1', 'SELECT h.fund_id')})"
    return refuse(
        "shortfall_line_allowed",
        "shortfall_line",
        "INSERT",
        (
            (
                "EXISTS (SELECT 1 FROM shortfall_consent o WHERE o.list_id = NEW.list_id)",
                "a list that was confirmed is not changed",
            ),
            (
                "EXISTS (SELECT 1 FROM purse u WHERE u.id = COALESCE(NEW.purse_id, (SELECT k.purse_id"
                f" FROM commitment k WHERE k.id = NEW.commitment_id)) AND u.fund_id <> {fund})",
                "a list cuts money of its own fund",
            ),
        ),
    )


def _without_part(person: str) -> tuple[Refusal, ...]:
    """Nobody with a part in a pitch of the list confirms it."""
    lines = (
        "SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id"
        " WHERE l.list_id = NEW.list_id"
    )
    return tuple(
        (f"EXISTS ({lines} AND {condition})", words)
        for condition, words in independent("k.pitch_id", person, "confirm what is cut")
    )


def consents(promised: str = "", more: tuple[Refusal, ...] = ()) -> Trigger:
    """The newest list of an open shortfall, adding up to what is missing, confirmed by two persons.

    `promised` is what the list takes of promises, as a term of a sum; `more` refuses beside it.
    """
    newest = (
        f"{_OF_LIST} AND NOT EXISTS (SELECT 1 FROM shortfall_list n WHERE n.shortfall_id = h.id"
        " AND n.number > y.number)"
    )
    total = (
        "(SELECT COALESCE(SUM(l.amount), 0) FROM shortfall_line l WHERE l.list_id = NEW.list_id)" + promised
    )
    first = "(o.by_id, COALESCE(o.deputy_id, o.by_id))"
    return refuse(
        "shortfall_consented",
        "shortfall_consent",
        "INSERT",
        (
            named(_OWN, money=True),
            (f"EXISTS ({_OF_LIST} AND {_ENDED.format('h.id')})", "a shortfall that is over is not confirmed"),
            (f"NOT EXISTS ({newest})", "the newest list of a shortfall is confirmed"),
            (f"NOT EXISTS ({_OF_LIST} AND h.amount = {total})", "a list adds up to what is missing"),
            (
                "EXISTS (SELECT 1 FROM shortfall_consent o WHERE o.list_id = NEW.list_id"
                f" AND (NEW.by_id IN {first} OR NEW.deputy_id IN {first}))",
                "a list is confirmed by two persons",
            ),
            *_without_part("NEW.by_id"),
            *_without_part("NEW.deputy_id"),
            *more,
        ),
        lock=_HELD.format("JOIN shortfall_list y ON y.shortfall_id = h.id WHERE y.id = NEW.list_id"),
    )


def ends(more: tuple[Refusal, ...] = ()) -> Trigger:
    """What is carried out was confirmed twice; `more` refuses beside it."""
    return refuse(
        "shortfall_ended",
        "shortfall_end",
        "INSERT",
        (
            named(_OWN, money=True),
            (
                f"NEW.outcome = 'carried_out' AND NOT ({_BOTH.format('NEW.list_id')} AND EXISTS (SELECT 1"
                " FROM shortfall_list y WHERE y.id = NEW.list_id AND y.shortfall_id = NEW.shortfall_id))",
                "what is cut was confirmed by two persons",
            ),
            *more,
        ),
        lock=_HELD.format("WHERE h.id = NEW.shortfall_id"),
    )


def transfers() -> Trigger:
    """No transfer names a shortfall before both have confirmed its list."""
    confirmed = (
        "SELECT 1 FROM shortfall h JOIN shortfall_list y ON y.shortfall_id = h.id"
        f" WHERE h.key = NEW.document AND {_BOTH.format('y.id')}"
    )
    return refuse(
        "transfer_of_shortfall",
        "transfer",
        "INSERT",
        (
            (
                "NEW.document <> '' AND EXISTS (SELECT 1 FROM shortfall h WHERE h.key = NEW.document)"
                f" AND NOT EXISTS ({confirmed})",
                "nothing is cut before two persons confirmed it",
            ),
        ),
    )


def tranches() -> Trigger:
    """A tranche is cut while it waits, within its amount, by a list that two persons confirmed."""
    left = (
        "(SELECT t.amount - COALESCE((SELECT SUM(q.amount) FROM tranche_cut q WHERE q.tranche_id = t.id), 0)"
        " FROM tranche t WHERE t.id = NEW.tranche_id)"
    )
    confirmed = (
        "SELECT 1 FROM shortfall_end x WHERE x.shortfall_id = NEW.shortfall_id AND x.outcome = 'carried_out'"
    )
    return refuse(
        "tranche_cut_allowed",
        "tranche_cut",
        "INSERT",
        (
            (f"NEW.amount > {left}", "no more is cut of a tranche than there is"),
            (
                'EXISTS (SELECT 1 FROM "release" r WHERE r.tranche_id = NEW.tranche_id)',
                "what is released is not cut with its tranche",
            ),
            (f"NOT EXISTS ({confirmed})", "nothing is cut before two persons confirmed it"),
        ),
        lock="FROM tranche t JOIN pitch p ON p.id = t.pitch_id WHERE t.id = NEW.tranche_id"
        " FOR NO KEY UPDATE OF p",
    )


def releases() -> Trigger:
    """What a shortfall took whole is not released."""
    cut = "SELECT SUM(q.amount) FROM tranche_cut q WHERE q.tranche_id = NEW.tranche_id"
    return refuse(
        "release_of_a_cut",
        "release",
        "INSERT",
        (
            (
                f"(SELECT t.amount FROM tranche t WHERE t.id = NEW.tranche_id) <= COALESCE(({cut}), 0)",
                "nothing is left of a tranche that was cut whole",
            ),
        ),
    )


SHORTFALLS = (
    *(
        append_only(table)
        for table in (
            *("shortfall", "shortfall_list", "shortfall_line", "shortfall_consent", "shortfall_end"),
            "tranche_cut",
        )
    ),
    shortfalls(),
    lists(),
    lines(),
    consents(),
    ends(),
    transfers(),
    tranches(),
    releases(),
)
