"""Entering what ran before pitchdeck, and confirming it: one transaction makes investments of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding import queries as funded
from pitchdeck.features.funding.actions.closed_funds import refuse_closed_fund
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.funding.figures.closing import ends_on
from pitchdeck.features.funding.models import Fund
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions.paying import year_of
from pitchdeck.features.investments.actions.running import Begun, Entered, begin
from pitchdeck.features.investments.figures.openings import ProgrammeEntry, wrong_figures, wrong_purpose
from pitchdeck.features.investments.models import Opening, OpeningAnswer, OpeningProgramme
from pitchdeck.features.investments.queries.openings import Nameable, Named, OpeningRow, by_name
from pitchdeck.features.people.queries import local_day, the_organisation

MOST = 200
"""Programmes of one opening: a larger list is split."""
_KEPT = ("planned", "planned_next", "planned_third", "committed", "released", "spent", "contracted")
Wrong = dict[str, str]


def enter_opening(
    session: Session,
    fund_key: str,
    budget: int,
    entries: Sequence[ProgrammeEntry],
    *,
    by: Actor,
    at: datetime,
) -> str:
    """Enter running programmes of a fund: all of them or none; they count once a second person confirms.

    `budget` is the fund's budget of the year as finance knows it: it must be what stands here. Answers with
    the opening's key. Raises NotFound, NotAllowed, Conflict for a closed fund, or Invalid that names each
    field that does not hold, as "place-field", the first programme being 0.
    """
    fund = funded.fund_to_change(session, fund_key)
    policy.require("opening:enter", by)
    _refuse(_wrong_fund(session, fund, budget, at))
    names = queries.openings.nameable(session)
    found, wrong = _resolved(fund, entries, names, by, _day(session, fund, at))
    wrong = wrong or _outside(session, fund, entries, names) or _sponsored(session, fund, found, names)
    _refuse(wrong or _twice(session, fund, entries) or _beyond(session, fund, entries))
    row = {"key": new_key(), "fund_id": fund.id, "budget": budget, "by_id": by.id, "deputy_id": by.deputy_id}
    made = session.execute(insert(Opening).returning(Opening.id), [row | {"at": at}]).scalar_one()
    rows = [{**each, "opening_id": made, "position": place} for place, each in enumerate(found, start=1)]
    session.execute(insert(OpeningProgramme), rows)
    detail = {"programmes": len(rows), "committed": sum(entry.committed for entry in entries)}
    subject, opened = ("fund", fund.key), str(row["key"])
    history.record(session, subject, "opening_entered", by=by, at=at, detail=detail | {"opening": opened})
    outbox.owe(session, "opening_entered", {"opening": opened, "fund": fund.key, **detail}, at=at)
    return opened


def _day(session: Session, fund: Fund, at: datetime) -> tuple[date, int]:
    return local_day(session, at), fund.fiscal_year


def _wrong_fund(session: Session, fund: Fund, budget: int, at: datetime) -> Wrong:
    if fund.confirmed_at is None:
        return {"fund": f"{fund.name} is not confirmed yet: a second person does that first."}
    refuse_closed_fund(session, fund)
    year = year_of(session, local_day(session, at))
    if fund.fiscal_year != year:
        words = f"{fund.name} is of {fund.fiscal_year}; what runs now is paid from {year}."
        return {"fund": f"{words} Choose a fund of {year}."}
    stands = funded.fund_row(session, fund.key).amount
    if budget != stands:
        had, said = in_words(stands, fund.currency), in_words(budget, fund.currency)
        words = f"{fund.name} has a budget of {had} here; you entered {said}."
        return {"budget": f"{words} Raise or cut the fund first, or correct the figure."}
    return {}


def _resolved(
    fund: Fund, entries: Sequence[ProgrammeEntry], names: Nameable, by: Actor, when: tuple[date, int]
) -> tuple[list[dict[str, Any]], Wrong]:
    """The rows of the programmes, or what is wrong with each by place and field."""
    if not entries:
        return [], {"0-title": "Enter at least one programme."}
    if len(entries) > MOST:
        return [], {"0-title": f"{len(entries)} programmes are more than {MOST}. Split the list."}
    known = (by_name(names.units), by_name(names.people), by_name(names.measures))
    rows: list[dict[str, Any]] = []
    wrong: Wrong = {}
    for place, entry in enumerate(entries):
        row, found = _row(fund, entry, known, by, when)
        rows.append(row)
        wrong |= {f"{place}-{field}": words for field, words in found.items()}
    return rows, wrong


def _row(
    fund: Fund,
    entry: ProgrammeEntry,
    known: tuple[Mapping[str, Named], Mapping[str, Named], Mapping[str, Named]],
    by: Actor,
    when: tuple[date, int],
) -> tuple[dict[str, Any], Wrong]:
    units, people, measures = known
    unit, person = units.get(entry.unit.casefold()), people.get(entry.presenter.casefold())
    measure = measures.get(entry.measure.casefold())
    wrong = _unnamed(entry, unit, person, measure)
    wrong |= wrong_figures(entry, lambda minor: in_words(minor, fund.currency), year=when[1], today=when[0])
    if person and measure:
        wrong |= _tied(fund, person, measure, by)
    row = {name: getattr(entry, name) for name in (*_KEPT, "vendor", "reference", "ends_on", "benefit")}
    row |= {"title": entry.title.strip(), "category": entry.category}
    row |= {"unit_id": unit and unit.id, "presenter_id": person and person.id}
    return row | {"measure_id": measure and measure.id}, wrong


def _unnamed(entry: ProgrammeEntry, unit: Named | None, person: Named | None, measure: Named | None) -> Wrong:
    wrong = {}
    if not entry.title.strip():
        wrong["title"] = "Enter the programme's title."
    if unit is None:
        wrong["unit"] = _unknown("unit", entry.unit, "Choose the unit that it is for.")
    if person is None:
        wrong["presenter"] = _unknown(
            "person", entry.presenter, "Name who answers for it, by e-mail address."
        )
    if measure is None:
        advice = "Name the measure that it should move; a lead adds it under its goal where it is missing."
        wrong["measure"] = _unknown("measure", entry.measure, advice)
    if entry.category not in CATEGORY_WORDS:
        wrong["category"] = "Choose one of the categories of cost; people's time is never funded."
    return wrong


def _unknown(kind: str, said: str, advice: str) -> str:
    return f"There is no {kind} “{said}”, or more than one. {advice}" if said else advice


def _tied(fund: Fund, person: Named, measure: Named, by: Actor) -> Wrong:
    """Whose money it is may not be who presents it, and who enters it has no part in it."""
    near = {person.id, measure.person_id, fund.owner_id}
    if fund.owner_id == person.id:
        return {"presenter": f"This person owns {fund.name}: nobody commits money to what they present."}
    if by.people & near:
        words = "You present, sponsor or pay for this programme: somebody of finance without a part in it"
        return {"presenter": f"{words} enters it."}
    return {}


def _outside(session: Session, fund: Fund, entries: Sequence[ProgrammeEntry], names: Nameable) -> Wrong:
    """A fund for some goals or categories takes over nothing else: said when it is entered, not later."""
    row, measures = funded.fund_row(session, fund.key), by_name(names.measures)
    pays = {category: CATEGORY_WORDS[category] for category in row.categories}
    found: Wrong = {}
    for place, entry in enumerate(entries):
        goal = measures[entry.measure.casefold()].goal
        wrong = wrong_purpose(entry, goal, fund=fund.name, goals=row.goals, categories=pays)
        found |= {f"{place}-{field}": words for field, words in wrong.items()}
    return found


def _sponsored(session: Session, fund: Fund, rows: list[dict[str, Any]], names: Nameable) -> Wrong:
    """An owner who sponsors a programme pays for it from a fund of their own unit alone."""
    owned = {measure.id for measure in names.measures if measure.person_id == fund.owner_id}
    places = [place for place, row in enumerate(rows) if row["measure_id"] in owned]
    if not places or queries.openings.owner_is_of_its_unit(session, fund.id):
        return {}
    words = (
        f"The owner of {fund.name} owns this measure and belongs to another unit: a sponsor pays only from"
    )
    return {f"{place}-measure": f"{words} a fund of their own unit. Choose another one." for place in places}


def _twice(session: Session, fund: Fund, entries: Sequence[ProgrammeEntry]) -> Wrong:
    seen, wrong = set(queries.openings.titles_entered(session, fund.id)), {}
    for place, entry in enumerate(entries):
        title = entry.title.strip().casefold()
        if title in seen:
            words = f"“{entry.title.strip()}” is entered for {fund.name} already."
            wrong[f"{place}-title"] = f"{words} Leave it out, or name the other one apart."
        seen.add(title)
    return wrong


def _beyond(session: Session, fund: Fund, entries: Sequence[ProgrammeEntry]) -> Wrong:
    """What programmes take of a fund is in no purse."""
    total, free = sum(entry.committed for entry in entries), _free(session, fund)
    if total <= free:
        return {}
    asked, there = in_words(total, fund.currency), in_words(free, fund.currency)
    words = f"The programmes take {asked} of {fund.name}, which has {there} that are not given out."
    return {f"{len(entries) - 1}-committed": f"{words} Raise the fund first, or enter less."}


def _free(session: Session, fund: Fund) -> int:
    """What is neither given out nor promised: what was promised of the fund before it opened comes first."""
    held = funded.of_fund(session, fund.id)["fund"].balance
    return max(0, held - funded.advances.needed_by_promises(session, fund.id))


def answer_opening(
    session: Session, key: str, *, verdict: str, reason: str = "", by: Actor, at: datetime
) -> tuple[str, ...]:
    """Confirm or decline, as the second person, what was entered; confirmed, investments open at once.

    Answers with the investments' keys. Raises NotFound, NotAllowed with the rule's reason, or Invalid:
    declined without a reason, or no longer enough in the fund.
    """
    fund_key = queries.openings.opening_of_key(session, key).fund_key
    fund = funded.fund_to_change(session, fund_key)
    row = queries.openings.opening_of_key(session, key)
    programmes = queries.openings.programmes_of(session, row.id)
    policy.require("opening:answer", by, queries.openings.facts_of_opening(row, programmes))
    _refuse(_wrong_answer(session, fund, row, (verdict, reason.strip()), at))
    said = {"opening_id": row.id, "verdict": verdict, "reason": reason.strip(), "by_id": by.id, "at": at}
    session.execute(insert(OpeningAnswer), [said])
    detail = {"opening": key, "programmes": row.count, "committed": row.committed}
    told = "opening_confirmed" if verdict == "confirmed" else "opening_declined"
    history.record(session, ("fund", fund.key), told, by=by, at=at, why=reason.strip(), detail=detail)
    begun = _begin_all(session, fund, row, by=by, at=at) if verdict == "confirmed" else ()
    people = {row.by_id} | {each for one in begun for each in one.people}
    for person_id in sorted(people - {by.id}):
        facts = {"person_id": person_id, "opening": key, "fund": fund.key, "verdict": verdict}
        outbox.owe(session, "opening_answered", facts, at=at)
    return tuple(one.investment_key for one in begun)


def _wrong_answer(
    session: Session, fund: Fund, row: OpeningRow, said: tuple[str, str], at: datetime
) -> Wrong:
    verdict, reason = said
    if verdict not in {"confirmed", "declined"}:
        return {"verdict": "Choose whether you confirm it."}
    if verdict == "declined":
        return {} if reason else {"reason": "Say in a sentence why not: whoever entered it reads it."}
    refuse_closed_fund(session, fund)
    free = _free(session, fund)
    if row.committed > free:
        asked, there = in_words(row.committed, fund.currency), in_words(free, fund.currency)
        words = f"The programmes take {asked}, and {fund.name} has only {there} left that are not given out."
        return {"verdict": f"{words} Decline, or have the fund raised first."}
    if year_of(session, local_day(session, at)) != fund.fiscal_year:
        return {"verdict": f"Fiscal year {fund.fiscal_year} is over: decline, and enter them for this year."}
    return {}


def _begin_all(
    session: Session, fund: Fund, row: OpeningRow, *, by: Actor, at: datetime
) -> tuple[Begun, ...]:
    ground = funding.open_ground(session, fund, row.committed, by=by, at=at)
    start = the_organisation(session).fiscal_year_start
    first = ends_on(fund.fiscal_year - 1, start)
    entered = Entered(ground, fund.fiscal_year, first, fund.owner_id, (row.by_id, row.deputy_id))
    begun = tuple(
        begin(session, programme, entered, by=by, at=at)
        for programme in queries.openings.programmes_of(session, row.id)
    )
    funding.close_ground(session, ground, by=by, at=at)
    return begun


def _refuse(wrong: Wrong) -> None:
    if wrong:
        raise Invalid(wrong)
