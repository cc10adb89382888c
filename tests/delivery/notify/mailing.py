"""A worker's shop whose letters reach a real mailbox, and how everything that is owed gets done."""

from pathlib import Path

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.delivery.jobs import embedded, house
from pitchdeck.delivery.jobs.tasks import Shop
from tests.delivery.notify.postbox import Postbox

SITE = "https://pitchdeck.nordwind.example"
MOST_TASKS = 500


def mailing_shop(database: Database, post: Postbox, folder: Path) -> Shop:
    """The shop of this database; documents go into the folder."""
    house.furnish()
    config = Config(
        database_url=database.url,
        secret_key="only for tests",
        data_dir=folder,
        site=SITE,
        smtp=post.address,
    )
    return Shop(database, config)


def drain(shop: Shop) -> None:
    """Do everything that is due; bounded, because a task may owe another."""
    for _ in range(MOST_TASKS):
        if not embedded.one(shop):
            return
    raise AssertionError("the queue never ends")
