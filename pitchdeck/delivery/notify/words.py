"""Facts → words: each kind's template in `templates/mail/`, as text and as HTML of the same text."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from config import HERE
from pitchdeck.base.money import unbroken
from pitchdeck.delivery.charts.labels import exact_money
from pitchdeck.delivery.notify.masthead import PLAIN, Masthead
from pitchdeck.features.people.queries import OrganisationRow


@dataclass(frozen=True, slots=True)
class Words:
    """What one notice says: a line, paragraphs, and the button with the path that it opens."""

    subject: str
    paragraphs: tuple[str, ...]
    button: str
    path: str


class Writer:
    """Writes for one organisation: its locale, currency and name, and the address people reach it at."""

    def __init__(self, organisation: OrganisationRow, site: str, head: Masthead = PLAIN) -> None:
        self._organisation, self._site, self._head = organisation, site, head
        # Text is text in a mail; HTML is made from it by templates that escape every value.
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates" / "mail"),
            autoescape=select_autoescape(("html",), default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"money": self.money, "day": self._day}

    def money(self, minor: int | None) -> str:
        """Minor units of the organisation's currency, to the cent; nothing for nothing."""
        if minor is None:
            return ""
        return unbroken(exact_money(minor, self._organisation.currency, self._organisation.locale))

    def _day(self, value: date | datetime | str) -> str:
        if isinstance(value, str):
            value = date.fromisoformat(value)
        if isinstance(value, datetime):
            value = self._organisation.day(value)
        return format_date(value, "d MMMM y", locale=self._organisation.locale)

    def notice(self, kind: str, facts: dict[str, Any]) -> Words:
        """The words of one notice."""
        told: Any = self._templates.get_template(f"{kind}.txt").make_module(facts)
        paragraphs = tuple(" ".join(part.split()) for part in str(told.body).strip().split("\n\n"))
        return Words(" ".join(str(told.subject).split()), paragraphs, str(told.button), str(told.path))

    def letter(self, template: str, **facts: Any) -> tuple[str, str]:
        """A letter's text and HTML from `<template>.txt` and `<template>.html`."""
        values = {"organisation": self._organisation.name, "site": self._site, "head": self._head, **facts}
        text, html = (self._templates.get_template(f"{template}.{form}") for form in ("txt", "html"))
        return text.render(values).strip() + "\n", html.render(values)
