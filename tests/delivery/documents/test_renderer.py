import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
from fontTools.ttLib import TTFont

from pitchdeck.delivery.charts.child import ChildRefused
from pitchdeck.delivery.documents import (
    AssetRefused,
    DocumentFailed,
    DocumentTimedOut,
    DocumentTooLong,
    DocumentUnavailable,
    asset,
    close_engines,
    render_pdf,
)
from pitchdeck.delivery.documents.assets import ADDRESS, asset_at
from pitchdeck.delivery.documents.renderer import _in_words

HELLO = '<html lang="en"><head><title>Hello</title></head><body><p>Hello → ≥ −</p></body></html>'

REFUSED = [
    "file:///etc/passwd",
    "http://127.0.0.1:1/x.png",
    "https://example.org/x.css",
    "ftp://127.0.0.1/x",
    "data:text/css,body{color:red}",
    "data:image/svg+xml,<svg/>",
    "asset://documents/../../pyproject.toml",
    "asset://documents/%2e%2e/one_pager.css",
    "asset://elsewhere/one_pager.css",
    "one_pager.html",
    f"{ADDRESS}look-ff8800.css",  # not read on white
    f"{ADDRESS}look-aa2200.css?",
    f"{ADDRESS}logo-1.png",
    "logo-0.png",
    "",
]


@pytest.mark.parametrize("address", REFUSED)
def test_the_fetcher_knows_its_own_assets_only(address: str) -> None:
    with pytest.raises(AssetRefused):
        asset_at(address, {"logo-0.png": b"png"})


def test_assets_are_found_by_name() -> None:
    assert asset("one_pager.css").media_type == "text/css"
    assert asset_at(f"{ADDRESS}Inter-Regular.ttf", {}).content[:4] == b"\0\1\0\0"
    assert asset_at(f"{ADDRESS}logo-0.png", {"logo-0.png": b"png"}).content == b"png"
    assert asset("look-aa2200.css").content == b":root { --accent: #aa2200; --tint: #f6e9e6; }\n"


@pytest.mark.pango
def test_hostile_addresses_open_no_socket_and_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">OPEN SESAME</text></svg>')
    page = f"""<html><head>
      <link rel="stylesheet" href="http://127.0.0.1:1/a.css"><link rel="attachment" href="{secret.as_uri()}">
      <style>@import url("file:///etc/passwd");
      @font-face {{ font-family: X; src: url("http://127.0.0.1:1/f") }}
      p {{ background: url("data:image/svg+xml,<svg/>"); font-family: X }}</style></head>
      <body><p>seen</p><img src="{secret.as_uri()}"><embed src="{secret.as_uri()}">
      <object data="http://127.0.0.1:1/"></object><svg width="9" height="9"><image href="{secret.as_uri()}"/>
      <use href="{secret.as_uri()}#a"/></svg></body></html>"""
    # An audit hook sees every socket and every file that the engine opens, whichever library asks for it.
    code = """
import sys
seen = []
sys.addaudithook(lambda event, args: seen.append((event, str(args))) if event in
    ("socket.connect", "socket.getaddrinfo", "open", "urllib.Request") else None)
from pitchdeck.delivery.documents.worker import render
answer, pdf = render({"most_pages": 9}, sys.stdin.buffer.read())
print(answer["pages"], [s for s in seen if s[0] != "open" or "secret.svg" in s[1] or "passwd" in s[1]])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], input=page.encode(), capture_output=True, check=True, timeout=60
    )
    assert done.stdout.decode().strip() == "1 []"
    assert b"OPEN SESAME" not in render_pdf(page)


@pytest.mark.pango
def test_the_same_html_gives_the_same_bytes_in_any_process() -> None:
    first = render_pdf(HELLO)
    close_engines()
    time.sleep(1.1)  # past the resolution of any stamp
    assert render_pdf(HELLO) == first
    assert first.startswith(b"%PDF-")


@pytest.mark.pango
def test_the_fonts_come_with_the_project() -> None:
    page = HELLO.replace("<title>", '<link rel="stylesheet" href="one_pager.css"><title>')
    text = pypdfium2.PdfDocument(render_pdf(page))[0].get_textpage()
    assert text.get_text_range().split() == ["Hello", "→", "≥", "−"]
    with TTFont(io.BytesIO(asset("Inter-Regular.ttf").content)) as font:
        missing = [sign for sign in "→≥≤−×·…–’€£½●▲■○АΩąő" if ord(sign) not in font.getBestCmap()]
    assert missing == []


@pytest.mark.pango
def test_a_slow_document_is_killed_and_the_next_one_drawn() -> None:
    slow = f"<table>{'<tr><td>x</td><td>y</td></tr>' * 30_000}</table>"
    began = time.monotonic()
    with pytest.raises(DocumentTimedOut, match="longer than 1 seconds"):
        render_pdf(slow, timeout_s=1)
    assert time.monotonic() - began < 10
    assert render_pdf(HELLO)


@pytest.mark.pango
def test_a_greedy_document_ends_at_its_limit() -> None:
    greedy = '<table><tr><td colspan="30000000">x</td></tr></table>'
    with pytest.raises(DocumentFailed, match="more than 512 MB"):
        render_pdf(greedy)
    assert render_pdf(HELLO)


@pytest.mark.pango
def test_deep_nesting_fails_in_words() -> None:
    with pytest.raises(DocumentFailed, match="could not be drawn"):
        render_pdf("<ul><li>" * 400 + "deep")
    assert render_pdf(HELLO)


@pytest.mark.pango
def test_a_document_of_many_pages_is_too_long() -> None:
    with pytest.raises(DocumentTooLong, match="60 pages"):
        render_pdf("<style>p { break-after: page }</style>" + "<p>x</p>" * 59 + "<p>y")


def test_a_text_beyond_all_measure_is_too_long() -> None:
    with pytest.raises(DocumentTooLong, match="too large"):
        render_pdf("x" * 3_000_000)


def test_a_machine_without_pango_is_told_what_to_install() -> None:
    said = _in_words(ChildRefused({"refused": "cannot load library 'libgobject-2.0-0'", "missing": True}))
    assert isinstance(said, DocumentUnavailable)
    assert said.packages == ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
    assert all(package in said.reason for package in said.packages)


def test_the_engine_without_its_libraries_says_that_it_is_missing() -> None:
    code = """
import cffi

def nothing_there(self, name, flags=0):
    raise OSError(f"cannot load library {name!r}")

cffi.FFI.dlopen = nothing_there
from pitchdeck.delivery.documents.worker import render
print(render({"most_pages": 1}, b"<p>x")[0]["missing"])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "True"


def test_the_engine_is_not_imported_with_the_package() -> None:
    code = "import sys, pitchdeck.delivery.documents; print({'weasyprint', 'vl_convert'} & set(sys.modules))"
    environment = {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "set()"
