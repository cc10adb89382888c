"""Whether a programme's figures at go-live can stand in the ledger, with the sentence where they cannot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Words = Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeEntry:
    """A running programme as finance enters it; money in minor units.

    `planned` to `planned_third` are of the fund's fiscal year and the two after it. `committed`, `released`
    and `spent` are to date, `contracted` is the open rest. `unit`, `presenter` and `measure` are named: by
    key, name or e-mail address.
    """

    title: str
    unit: str
    presenter: str
    measure: str
    category: str
    planned: int
    planned_next: int = 0
    planned_third: int = 0
    committed: int = 0
    released: int = 0
    spent: int = 0
    contracted: int = 0
    vendor: str = ""
    reference: str = ""
    ends_on: date | None = None
    benefit: int | None = None


def wrong_figures(entry: ProgrammeEntry, words: Words, *, year: int, today: date) -> dict[str, str]:
    """What is wrong with a programme's figures by field: each holds the next, a contract has its terms."""
    wrong = _wrong_plan(entry, words, year) or _wrong_money(entry, words)
    if entry.benefit is not None and entry.benefit <= 0:
        wrong["benefit"] = "Enter the benefit planned a month, or leave it empty where nobody knows it."
    return wrong | _wrong_contract(entry, today)


def wrong_purpose(
    entry: ProgrammeEntry, goal: str, *, fund: str, goals: Sequence[str], categories: Mapping[str, str]
) -> dict[str, str]:
    """What of a programme a fund is not for; `categories` are those that it pays for, with their words."""
    wrong = {}
    if categories and entry.category not in categories:
        pays = f"{fund} pays for {', '.join(categories.values()).lower()} only."
        wrong["category"] = (
            f"{pays} Enter this programme for a fund that pays for it, or correct the category."
        )
    if goals and goal not in goals:
        of = ", ".join(f"“{each}”" for each in goals)
        words = f"{fund} is for {of} only, and this measure is of “{goal}”."
        wrong["measure"] = f"{words} Enter this programme for another fund, or name a measure of its goal."
    return wrong


def _wrong_plan(entry: ProgrammeEntry, words: Words, year: int) -> dict[str, str]:
    if entry.planned <= 0:
        return {"planned": f"Enter what is planned for {year}: more than zero."}
    if entry.committed > entry.planned:
        told = f"{words(entry.committed)} is committed, but only {words(entry.planned)} planned for {year}."
        return {"committed": f"{told} Correct one of the two."}
    return {}


def _wrong_money(entry: ProgrammeEntry, words: Words) -> dict[str, str]:
    gone = entry.spent + entry.contracted
    if entry.released > entry.committed:
        told = f"{words(entry.released)} is released, but only {words(entry.committed)} committed."
        return {"released": f"{told} Correct one of the two."}
    if entry.released <= 0:
        return {"released": "A running programme has money to spend: enter what was released of it to date."}
    if gone > entry.released:
        parts = f"{words(entry.spent)} spent and {words(entry.contracted)} contracted"
        over = f"{words(gone - entry.released)} more than the {words(entry.released)} released"
        least = f"Release and commit at least {words(gone)}, or correct the figures."
        return {"spent": f"{parts} are {over}: a programme does not begin with an overrun. {least}"}
    return {}


def _wrong_contract(entry: ProgrammeEntry, today: date) -> dict[str, str]:
    named = {"vendor": entry.vendor, "reference": entry.reference}
    if not entry.contracted:
        told = entry.vendor or entry.reference or entry.ends_on
        return (
            {"contracted": "Enter what of the contract is still open, or take its terms out."} if told else {}
        )
    words = {
        "vendor": "Enter with whom the contract is made.",
        "reference": "Enter the number of the order or contract.",
    }
    wrong = {name: words[name] for name, said in named.items() if not said}
    if entry.ends_on is None:
        wrong["ends_on"] = "Enter the last day of the contract."
    elif entry.ends_on < today:
        wrong["ends_on"] = f"This contract was over on {entry.ends_on}: nothing of it is open any more."
    return wrong
