"""The access review: who could approve what on a day, as a page and as a sheet."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Response, request

from pitchdeck.delivery.sheets.csv_out import csv_of
from pitchdeck.delivery.web.access import organisation, page, requires, snapshot, today
from pitchdeck.delivery.web.filters import major
from pitchdeck.delivery.web.people.forms import MAY, ROLE_NAMES
from pitchdeck.delivery.web.people.views.blueprint import bp
from pitchdeck.features.people import queries
from pitchdeck.features.people.queries import Power

HEAD = (
    *("Person", "Role", "Could", "Where", "Limit", "Currency", "From", "Until"),
    *("Granted by", "Confirmed by", "Confirmed at", "Stands in for"),
)


@bp.get("/access")
@requires("access:review")
def review() -> str:
    """Who could approve what on a day."""
    day, wrong = _day()
    rows = _powers(day)
    facts = {"names": ROLE_NAMES, "may": MAY, "today": today()}
    return page("people/review.html", rows=rows, day=day, wrong=wrong, **facts)


@bp.get("/access.csv")
@requires("access:review")
def review_sheet() -> Response:
    """The same as a sheet."""
    day, _wrong = _day()
    currency = organisation().currency
    sheet = csv_of(HEAD, (_cells(row, currency) for row in _powers(day)))
    name = f"access-{day.isoformat()}.csv"
    return Response(
        sheet, mimetype="text/csv", headers={"Content-Disposition": f"attachment; filename={name}"}
    )


def _day() -> tuple[date, str]:
    """The day that is asked for, not after today; what is wrong with it."""
    asked = request.args.get("on", "")
    try:
        day = date.fromisoformat(asked) if asked else today()
    except ValueError:
        return today(), f"“{asked[:20]}” is no day. Write it as {today().isoformat()}."
    if day > today():
        return today(), "That day has not come yet. This is today."
    return day, ""


def _powers(day: date) -> tuple[Power, ...]:
    """As it stood when the day ended where the organisation is, or now."""
    ends = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(organisation().zone))
    with snapshot() as session:
        return queries.powers_on(session, day, min(ends.astimezone(UTC), datetime.now(UTC)))


def _cells(row: Power, currency: str) -> tuple[str, ...]:
    limit = "" if row.limit_minor is None else str(major(row.limit_minor, currency))
    return (
        row.person_name,
        ROLE_NAMES[row.role],
        MAY[row.role],
        row.unit_name or "whole organisation",
        limit,
        currency if limit else "",
        row.valid_from.isoformat(),
        row.valid_to.isoformat() if row.valid_to else "",
        row.granted_by,
        row.confirmed_by or "",
        row.confirmed_at.isoformat() if row.confirmed_at else "",
        row.for_name or "",
    )
