"""Notices and letters: an act's notice becomes an inbox entry, and by its reader's choice a letter."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from pitchdeck.base import outbox
from pitchdeck.base.db import Writing
from pitchdeck.base.outbox import Owed
from pitchdeck.base.refs import new_key
from pitchdeck.delivery.jobs.posting import owe_posts
from pitchdeck.delivery.jobs.printing import owe_sheet
from pitchdeck.delivery.jobs.tasks import Act, Facts, GiveUp, Shop
from pitchdeck.delivery.notify.awaiting import Money, sentence_of
from pitchdeck.delivery.notify.letters import digest_of, letter_of
from pitchdeck.delivery.notify.mailing import Letter, NoMail, Undeliverable, deliver
from pitchdeck.delivery.notify.telling import tell
from pitchdeck.delivery.notify.words import Writer
from pitchdeck.features.people import actions, queries
from pitchdeck.features.portfolio.queries.homes import Moment, Task, home
from pitchdeck.features.rounds import queries as rounds

AHEAD = timedelta(days=2)
"""A reminder names what is due by the day after tomorrow."""


def telling(kind: str) -> Act:
    """The task that tells everybody concerned about one kind of notice."""

    def told(turn: Writing, facts: Facts) -> None:
        for key in tell(turn.session, kind, facts, at=turn.at):
            outbox.owe(turn.session, "letter", {"notice": key}, at=turn.at)
        owe_posts(turn.session, kind, facts, at=turn.at)
        owe_sheet(turn.session, facts, at=turn.at)

    return told


def send_letter(shop: Shop, owed: Owed) -> None:
    """Send the letter of one notice."""
    with shop.database.snapshot() as session:
        letter = letter_of(session, shop.config, owed.facts["notice"], at=datetime.now(UTC))
    _send(shop, letter)


def send_digest(shop: Shop, owed: Owed) -> None:
    """Send one person's daily letter."""
    with shop.database.snapshot() as session:
        letter = digest_of(
            session, shop.config, owed.facts["notices"], name=owed.facts["name"], at=datetime.now(UTC)
        )
    _send(shop, letter)


def _send(shop: Shop, letter: Letter | None) -> None:
    if letter is None:
        return
    try:
        deliver(shop.config, letter)
    except NoMail:
        return  # the inbox has it
    except Undeliverable as hopeless:
        raise GiveUp(str(hopeless)) from hopeless


def plan_digests(turn: Writing, _facts: Facts) -> None:
    """Owe each person one letter about what waited for it since the last one."""
    for _person, notices in groupby(
        queries.waiting_for_digest(turn.session), key=lambda notice: notice.person_id
    ):
        rows = list(notices)
        actions.mark_told(turn.session, [row.id for row in rows], at=turn.at)
        facts = {"notices": [row.key for row in rows], "name": new_key()}
        outbox.owe(turn.session, "digest", facts, at=turn.at)


def remind(turn: Writing, _facts: Facts) -> None:
    """Tell everybody what awaits them by the day after tomorrow; who has nothing due hears nothing."""
    settings = queries.organisation(turn.session)
    if settings is None:
        return
    now = Moment(turn.at, settings.zone)
    until = now.today + AHEAD
    for person in queries.people(turn.session):
        me = queries.actor_of(turn.session, person.id, now.today)
        tasks = home(turn.session, me, now).tasks if me else ()
        lines = _due(tasks, until, Writer(settings, "").money)
        if lines:
            facts = {"person_id": person.id, "lines": lines, "until": until.isoformat()}
            telling("reminder")(turn, facts)


def _due(tasks: Iterable[Task], until: date, money: Money) -> list[dict[str, str | bool]]:
    return [
        {"sentence": sentence_of(task, money), "due": task.due.isoformat(), "late": task.late}
        for task in tasks
        if task.due is not None and task.due <= until
    ]


def tell_of_deadlines(turn: Writing, _facts: Facts) -> None:
    """Tell each chair once that a stage of their round has passed its deadline."""
    for row in rounds.rounds_past_their_date(turn.session, turn.at):
        ended = {
            "open": row.pitches_close_at,
            "scoring": row.scoring_closes_at,
            "funding": row.funding_closes_at,
        }[row.state]
        facts = {
            "round": row.key,
            "stage": row.state,
            "ended": f"{ended:%Y-%m-%d}",
            "person_id": row.chair_id,
        }
        key = f"deadline {row.key} {row.state} {ended:%Y-%m-%dT%H:%M}"
        outbox.owe(turn.session, "deadline_passed", facts, at=turn.at, key=key)
