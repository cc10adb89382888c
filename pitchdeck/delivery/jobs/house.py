"""All tasks of the house by kind, and the clock that some of them follow."""

from datetime import time, timedelta

from pitchdeck.delivery.jobs import keeping, lapsing, links, posting, printing, privacy, promises, telling
from pitchdeck.delivery.jobs.schedule import SCHEDULE, Daily, Every
from pitchdeck.delivery.jobs.tasks import TASKS, Task
from pitchdeck.delivery.notify.kinds import KINDS


def furnish() -> None:
    """Fill the two tables; doing it again changes nothing."""
    TASKS.update({kind: Task(act=telling.telling(kind)) for kind in KINDS})
    TASKS.update(
        {
            "password_reset": Task(send=links.sending("password_reset")),
            "invitation": Task(send=links.sending("invitation")),
            "letter": Task(send=telling.send_letter),
            "digest": Task(send=telling.send_digest),
            "post": Task(send=posting.send_post),
            "personal_copy": Task(act=privacy.copy_data),
            "personal_pseudonym": Task(act=privacy.take_name_out),
            "sheet": Task(send=printing.draw_sheet),
            "charts": Task(send=printing.draw_charts),
            "all_charts": Task(act=printing.owe_all_charts),
            "look_changed": Task(act=printing.owe_all_sheets),
            "plan_digests": Task(act=telling.plan_digests),
            "deadlines": Task(act=telling.tell_of_deadlines),
            "lapses": Task(act=lapsing.owe_lapses),
            "lapse": Task(act=lapsing.lapse),
            "lapse_more": Task(act=lapsing.lapse_more),
            "gate_due": Task(act=lapsing.gate_due),
            "promises": Task(act=promises.owe_serving),
            "serve_promises": Task(act=promises.serve),
            "remind": Task(act=telling.remind),
            "seal_history": Task(act=keeping.seal_history),
            "clear_away": Task(act=keeping.clear_away),
        }
    )
    SCHEDULE.update(
        {
            "seal_history": Every(timedelta(minutes=1)),
            "clear_away": Every(timedelta(hours=6)),
            "deadlines": Every(timedelta(minutes=5)),
            "lapses": Every(timedelta(minutes=1)),
            "promises": Every(timedelta(minutes=1)),
            "all_charts": Daily(time(3)),
            "plan_digests": Daily(time(6, 30)),
            "remind": Daily(time(7)),
        }
    )
