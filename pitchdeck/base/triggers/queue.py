"""PostgreSQL: what an act owes is enqueued by the database itself, in the act's own transaction."""

from pitchdeck.base.triggers import Trigger

# A revived row gets a new job: the old one ended when the row died.
ENQUEUED = Trigger(
    name="outbox_enqueued",
    sqlite=(),
    postgresql=(
        """CREATE FUNCTION outbox_enqueued() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM procrastinate_defer_jobs_v1(ARRAY[ROW('pitchdeck', 'perform', 0, NULL, NULL,
                jsonb_build_object('owed_id', NEW.id),
                CASE WHEN NEW.due_at > NEW.at THEN NEW.due_at END)::procrastinate_job_to_defer_v1]);
            RETURN NULL;
        END $$""",
        "CREATE TRIGGER outbox_enqueued AFTER INSERT ON outbox "
        "FOR EACH ROW EXECUTE FUNCTION outbox_enqueued()",
        "CREATE TRIGGER outbox_revived AFTER UPDATE OF dead_at ON outbox FOR EACH ROW "
        "WHEN (OLD.dead_at IS NOT NULL AND NEW.dead_at IS NULL) EXECUTE FUNCTION outbox_enqueued()",
    ),
    drop_sqlite=(),
    drop_postgresql=(
        "DROP TRIGGER outbox_revived ON outbox",
        "DROP TRIGGER outbox_enqueued ON outbox",
        "DROP FUNCTION outbox_enqueued()",
    ),
)
