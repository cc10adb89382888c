"""What is owed gets a due time, a lease and an end; on PostgreSQL, Procrastinate's queue."""

from importlib import resources

import sqlalchemy as sa
from alembic import op

from pitchdeck.base import db, triggers
from pitchdeck.base.triggers.catalogue import CATALOGUE

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

LAST_OF_PROCRASTINATE = "03.04.00_50_post_add_retry_failed_job_procedure.sql"
"""Later ones come with a later migration of ours: this one makes the same tables for ever."""

OPEN = sa.text("done_at IS NULL AND dead_at IS NULL")


def upgrade() -> None:
    op.drop_index("ix_outbox_open", "outbox")
    for name, type_ in (
        ("due_at", db.Instant()),
        ("key", db.Text()),
        ("leased_until", db.Instant()),
        ("failure", db.Text()),
    ):
        op.add_column("outbox", sa.Column(name, type_))
    stored = db.Instant().dialect_impl(op.get_bind().dialect).compile(op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE outbox ADD COLUMN dead_at {stored} "
        "CONSTRAINT ck_outbox_one_end CHECK (done_at IS NULL OR dead_at IS NULL)"
    )
    op.execute("UPDATE outbox SET due_at = at")
    op.create_index("ix_outbox_key", "outbox", ["key"], unique=True)
    op.create_index("ix_outbox_due", "outbox", ["due_at", "id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_outbox_ended", "outbox", ["done_at", "id"])
    if op.get_bind().dialect.name == "postgresql":
        _make_queue()
    triggers.create(op.get_bind(), CATALOGUE["jobs"])


def _make_queue() -> None:
    connection = op.get_bind().execution_options(no_parameters=True)
    folder = resources.files("procrastinate.sql") / "migrations"
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".sql"))
    for name in names[: names.index(LAST_OF_PROCRASTINATE) + 1]:
        connection.exec_driver_sql((folder / name).read_text(encoding="utf-8"))
    # A NOTIFY inside the act's transaction would let all commits wait for one another; workers look instead.
    connection.exec_driver_sql(
        "DROP TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 ON procrastinate_jobs"
    )
    connection.exec_driver_sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
        "SELECT 'pitchdeck', 'perform', jsonb_build_object('owed_id', id) FROM outbox WHERE done_at IS NULL"
    )


def downgrade() -> None:
    triggers.drop(op.get_bind(), CATALOGUE["jobs"])
    if op.get_bind().dialect.name == "postgresql":
        _drop_queue()
    for name in ("ix_outbox_ended", "ix_outbox_due", "ix_outbox_key"):
        op.drop_index(name, "outbox")
    for name in ("dead_at", "failure", "leased_until", "key", "due_at"):
        op.drop_column("outbox", name)
    op.create_index("ix_outbox_open", "outbox", ["done_at", "id"])


def _drop_queue() -> None:
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(
        """DO $$ DECLARE found record; BEGIN
        DROP TABLE procrastinate_periodic_defers, procrastinate_events, procrastinate_jobs, procrastinate_workers CASCADE;
        FOR found IN SELECT oid::regprocedure AS name FROM pg_proc WHERE proname LIKE 'procrastinate\\_%' LOOP
            EXECUTE 'DROP FUNCTION IF EXISTS ' || found.name || ' CASCADE';
        END LOOP;
        FOR found IN SELECT oid::regtype AS name FROM pg_type
            WHERE typname LIKE 'procrastinate\\_%' AND typtype IN ('c', 'e') LOOP
            EXECUTE 'DROP TYPE IF EXISTS ' || found.name || ' CASCADE';
        END LOOP; END $$"""
    )
