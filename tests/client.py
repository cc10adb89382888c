"""A test client that polices every page it is given: strict HTML, CSP, one h1, labels, no inline script."""

import re
from typing import Any
from uuid import uuid4

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_INLINE = re.compile(r"<[^>]*\s(style|on[a-z]+)\s*=", re.IGNORECASE)
_BETWEEN = re.compile(r">[^<&]*[^<&\s][^<&]*<")
_VALUE = re.compile(r' (value|href|action|formaction|src|content|hx-\w+|datetime)="[^"&<>]*"')
_sound: set[int] = set()
"""The shapes of the pages that this process has parsed and found right."""
_UNLABELLED = ("hidden", "submit", "button", "image", "reset")


class PolicingClient(FlaskClient):
    """Opens pages as a browser would; a page that breaks a house rule fails the test that opened it."""

    token = ""
    """Of this session's forms."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.get_data():
            police(response)
        return response

    def enter(self, email: str, password: str) -> TestResponse:
        """Sign in."""
        entered = self.send("/sign-in", {"email": email, "password": password}, page="/sign-in")
        self.token = ""  # of a session that ended
        return entered

    def send(
        self, url: str, fields: dict[str, Any], *, page: str | None = None, key: str | None = None
    ) -> TestResponse:
        """POST a form with the session's token and a one-time key (`key` repeats one)."""
        if page or not self.token:
            found = _TOKEN.search(self.get(page or "/sign-in").get_data(as_text=True))
            self.token = found.group(1) if found else ""
        body = {"csrf_token": self.token, "idempotency_key": key or str(uuid4())}
        return self.post(url, data={**body, **fields})


def text_of(html: str) -> str:
    """The words of a piece of HTML, white space folded."""
    return " ".join(_TAG.sub(" ", html).split())


def police(response: TestResponse) -> None:
    """Fail (AssertionError) on a page that breaks a rule of the house."""
    page = response.get_data(as_text=True)
    assert response.headers["Content-Security-Policy"], "no CSP"
    assert not _INLINE.search(page), f"inline style or handler: {_INLINE.search(page)}"
    whole = "<html" in page  # else it is a part for htmx
    shape = _shape(page)
    if shape not in _sound:
        _parse(page, whole=whole)
        _sound.add(shape)
    if whole:
        _headed(page)


def _shape(page: str) -> int:
    """What a parser's verdict hangs on: pages that differ in words and values alone are parsed once."""
    return hash(_VALUE.sub(r" \1", _BETWEEN.sub(">.<", page)))


def _parse(page: str, *, whole: bool) -> None:
    if whole:
        _labels(html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page))
    else:
        html5lib.HTMLParser(strict=True).parseFragment(page)


def _headed(page: str) -> None:
    headings = _HEADING.findall(page)
    assert len(headings) == 1, f"{len(headings)} h1 on the page"
    title = text_of(_TITLE.findall(page)[0])
    assert title.startswith(text_of(headings[0])), f"title {title!r} does not start with h1 {headings[0]!r}"


def _labels(tree: Any) -> None:
    labelled = {label.get("for") for label in tree.iter("label")}
    for name in ("input", "select", "textarea"):
        for field in tree.iter(name):
            if field.get("type") in _UNLABELLED:
                continue
            told = field.get("aria-label") or field.get("aria-labelledby") or field.get("id") in labelled
            assert told, f"a field without a label: {field.attrib}"
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted({each for each in ids if ids.count(each) > 1})}"
