"""A real OpenID provider on 127.0.0.1, and somebody who signs in there."""

import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

HERE = Path(__file__).parent
RETURN = "http://127.0.0.1:8000/sign-in/oidc/return"
SECRET = "the provider and pitchdeck know it"


@dataclass
class Provider:
    """Its address, and the file of its accounts."""

    issuer: str
    accounts: Path

    def knows(self, **accounts: dict[str, Any]) -> None:
        """From now on these people have accounts, with these claims."""
        self.accounts.write_text(json.dumps(accounts))

    def answer(self, address: str, account: str, browser: requests.Session | None = None) -> str:
        """Sign in at this address as somebody, say yes, and return where the browser is sent."""
        browser = browser or requests.Session()
        page = browser.get(address, timeout=10, allow_redirects=False)
        for _ in range(12):
            if page.is_redirect:
                led = requests.compat.urljoin(page.url, page.headers["Location"])  # type: ignore[attr-defined]  # re-exported
                if led.startswith(RETURN):
                    return led.removeprefix("http://127.0.0.1:8000")
                page = browser.get(led, timeout=10, allow_redirects=False)
                continue
            form = re.search(r'action="([^"]+)"', page.text)
            asked = re.search(r'name="prompt" value="(\w+)"', page.text)
            assert form, page.text
            assert asked, page.text
            fields = {"prompt": asked.group(1), "login": account, "password": "any"}
            page = browser.post(form.group(1), data=fields, timeout=10, allow_redirects=False)
        raise AssertionError(f"the provider did not come to an end: {page.url}")

    def remembers(self, address: str, browser: requests.Session) -> bool:
        """Whether the provider lets this browser through without asking who it is."""
        for _ in range(12):
            page = browser.get(address, timeout=10, allow_redirects=False)
            if not page.is_redirect:
                return False
            address = requests.compat.urljoin(page.url, page.headers["Location"])  # type: ignore[attr-defined]  # re-exported
            if address.startswith(RETURN):
                return True
        raise AssertionError(f"the provider did not come to an end: {address}")

    def leave(self, address: str, browser: requests.Session) -> str:
        """Say yes to the sign-out at this address, and return where the browser is sent."""
        page = browser.get(address, timeout=10)
        form = re.search(r'action="([^"]+)"', page.text)
        known = re.search(r'name="xsrf" value="(\w+)"', page.text)
        assert form, page.text
        assert known, page.text
        said = {"xsrf": known.group(1), "logout": "yes"}
        left = browser.post(form.group(1), data=said, timeout=10, allow_redirects=False)
        return left.headers["Location"]


@contextmanager
def provider(folder: Path) -> Iterator[Provider]:
    """A provider until the block ends; skipped and counted when this machine has no node or cannot get it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("no node found: signing in through a provider was not tried")
    for name in ("package.json", "package-lock.json", "provider.mjs"):
        shutil.copy(HERE / name, folder)
    got = subprocess.run(
        [npm, "ci", "--no-audit", "--no-fund"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if got.returncode:
        pytest.skip("npm could not install oidc-provider: signing in through a provider was not tried")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    accounts = folder / "accounts.json"
    accounts.write_text("{}")
    started = subprocess.Popen(
        [node, "provider.mjs", str(port), str(accounts), RETURN],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield Provider(f"http://127.0.0.1:{port}", accounts)
    finally:
        started.kill()
        started.communicate()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the provider did not open")
