"""Templates carry no code: nothing unescaped, nothing that a strict content security policy would refuse."""

import re

import pytest

from tests.structure.tree import clean, files, findings

COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)

UNESCAPED = [
    (re.compile(r"\|\s*safe\b"), "prints unescaped"),
    (re.compile(r"\{%-?\s*autoescape\s+false"), "switches escaping off"),
]
INLINE = [
    (re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE), "has an inline style"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE), "has an inline event handler"),
    (
        re.compile(r"<script\b(?![^>]*\ssrc\s*=)(?![^>]*application/(ld\+)?json)", re.IGNORECASE),
        "has an inline script",
    ),
    (re.compile(r"javascript:", re.IGNORECASE), "has a script in an address"),
    (
        re.compile(
            r"<(script|link|img|iframe|source)\b[^>]*\s(src|href)\s*=\s*[\"'](https?:)?//", re.IGNORECASE
        ),
        "asks a third party",
    ),
]
STYLE_ELEMENT = (re.compile(r"<style\b", re.IGNORECASE), "has an inline style sheet")


def _blank(found: re.Match[str]) -> str:
    """As many lines as before, so that a finding names the right one."""
    return "\n" * found.group().count("\n")


def _matches(text: str, rules: list[tuple[re.Pattern[str], str]]) -> list[str]:
    return [
        f"line {text.count(chr(10), 0, found.start()) + 1} {words}"
        for pattern, words in rules
        for found in pattern.finditer(text)
    ]


def unsafe(source: str, path: str) -> list[str]:
    """What a template may not hold. A PDF and a letter may carry their style sheet: they stand alone."""
    text = COMMENT.sub(_blank, source)
    inline = (
        INLINE if path.startswith(("templates/documents/", "templates/mail/")) else [*INLINE, STYLE_ELEMENT]
    )
    return _matches(text, UNESCAPED) + _matches(TAG.sub(_blank, text), inline)


def test_templates_hold_markup_only() -> None:
    assert clean(findings(unsafe, files(".html", ".svg", ".txt", under="templates/")))


@pytest.mark.parametrize(
    "planted",
    [
        "{{ pitch.title|safe }}",
        "{{ pitch.title | safe }}",
        "{% autoescape false %}{{ title }}{% endautoescape %}",
        '<p style="color: red">',
        '<p\n class="wide" style="color: red">',
        '<p {% if red %}style="color: red"{% endif %}>',
        '<button onclick="go()">',
        "<script>go()</script>",
        '<a href="javascript:go()">',
        "<style>p { color: red }</style>",
        '<script src="https://cdn.example/x.js"></script>',
        "<img src='//cdn.example/x.png'>",
    ],
)
def test_code_in_a_template_is_found(planted: str) -> None:
    assert len(unsafe(f"<h1>Pitch</h1>\n{planted}\n", "templates/pitches/show.html")) == 1


@pytest.mark.parametrize(
    "sound",
    [
        '{{ badge(state, style="quiet") }}',
        '{# never style="…" here #}',
        '<script src="{{ url_for("static", filename="x.js") }}"></script>',
        '<script type="application/json">{{ facts|tojson }}</script>',
        '<a href="https://www.bls.gov/ecec">source</a>',
    ],
)
def test_markup_is_allowed(sound: str) -> None:
    assert unsafe(sound, "templates/pitches/show.html") == []


def test_a_document_may_carry_its_style_sheet() -> None:
    assert unsafe("<style>@page { size: A4 }</style>", "templates/documents/one_pager.html") == []
