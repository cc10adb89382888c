"""A person at a browser without scripts: opens a page, fills in its form, sends it, follows the answer."""

from typing import Any

import html5lib
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.client import PolicingClient, text_of

_BUTTONS = ("submit", "button", "image", "reset")


class Walker:
    """One signed-in person; `at` is the page that they see."""

    def __init__(self, client: PolicingClient) -> None:
        self.client = client
        self.at: TestResponse | None = None
        self.url = "/"

    def go(self, url: str, status: int = 200) -> str:
        """Open a page and read its words."""
        self.at, self.url = self.client.get(url), url
        assert self.at.status_code == status, f"{url}: {self.at.status_code} {self.words}"
        return self.words

    @property
    def words(self) -> str:
        assert self.at is not None
        return text_of(self.at.get_data(as_text=True))

    def send(self, action: str, fields: dict[str, Any] | None = None, *, status: int = 303) -> str:
        """Fill in the form of this page whose address ends with `action`, send it, and follow a redirect.

        What the page had filled in already is sent as it stands; the answer's words are returned.
        """
        form = self._form(action)
        body: MultiDict[str, str] = MultiDict()
        for name, value in _filled(form):
            body.add(name, value)
        for name, value in (fields or {}).items():
            body.setlist(name, value if isinstance(value, list) else [value])
        answer = self.client.post(form.get("action") or self.url, data=body)
        self.at = answer
        assert answer.status_code == status, f"{action}: {answer.status_code} {self.words}"
        if answer.location:
            return self.go(answer.location)
        return self.words

    def link(self, ending: str) -> str:
        """The address of the first link of this page that ends so."""
        return next(href for href in self.links() if href.split("?")[0].endswith(ending))

    def links(self) -> list[str]:
        """The addresses of every link of this page."""
        return [str(link.get("href", "")) for link in self._tree().iter("a")]

    def option(self, name: str, words: str) -> str:
        """The value of the choice of a field that reads so."""
        for select in self._tree().iter("select"):
            if select.get("name") == name:
                options = select.iter("option")
                return str(next(each.get("value") for each in options if words in "".join(each.itertext())))
        raise AssertionError(f"no choice {name} on {self.url}")

    def _tree(self) -> Any:
        assert self.at is not None
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        return parser.parse(self.at.get_data(as_text=True))

    def _form(self, action: str) -> Any:
        forms = list(self._tree().iter("form"))
        found = next((form for form in forms if (form.get("action") or self.url).endswith(action)), None)
        assert found is not None, f"no form {action} on {self.url}: {[f.get('action') for f in forms]}"
        return found


def _filled(form: Any) -> list[tuple[str, str]]:
    """Names and values as a browser would send them, buttons left out."""
    sent: list[tuple[str, str]] = []
    for field in form.iter("input"):
        kind, name = field.get("type", "text"), field.get("name")
        ticked = kind not in {"checkbox", "radio"} or field.get("checked") is not None
        if name and kind not in _BUTTONS and ticked:
            sent.append((name, field.get("value") or ("on" if kind in {"checkbox", "radio"} else "")))
    sent += [(field.get("name"), "".join(field.itertext())) for field in form.iter("textarea")]
    for field in form.iter("select"):
        options = list(field.iter("option"))
        chosen = next((o for o in options if o.get("selected") is not None), options[0] if options else None)
        if field.get("name") and chosen is not None:
            sent.append((field.get("name"), chosen.get("value", "")))
    return [(name, value) for name, value in sent if name]
