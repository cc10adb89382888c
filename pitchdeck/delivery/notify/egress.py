"""Requests to addresses that people typed: each host is looked up once, checked, and reached as checked."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

TIMEOUT_S = 10
MOST_REDIRECTS = 3
MOST_BYTES = 65_536
REDIRECTS = {301, 302, 307, 308}


class Refused(Exception):
    """This address may not be asked: it leads into a private network, or is no web address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said."""

    status: int
    body: bytes


def post(url: str, body: bytes, headers: dict[str, str], *, allowed: Sequence[str] = ()) -> Answer:
    """POST to a public address, or one in the `allowed` networks; Refused, or OSError to try again.

    A redirect is followed only after the same check of where it leads, so that a public host cannot send
    the request into the house. The address that is checked is the one that is connected to.
    """
    for _ in range(MOST_REDIRECTS + 1):
        answer, onward = _once(url, body, headers, allowed)
        if onward is None:
            return answer
        url = urljoin(url, onward)
    raise Refused("It redirects too often.")


def _once(
    url: str, body: bytes, headers: dict[str, str], allowed: Sequence[str]
) -> tuple[Answer, str | None]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refused("It is no web address.")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as wrong:
        raise Refused("It is no web address.") from wrong
    connection = _Pinned(
        parts.hostname, port, _checked(parts.hostname, port, allowed), parts.scheme == "https"
    )
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body=body, headers=headers)
        response = connection.getresponse()
        answer = Answer(response.status, response.read(MOST_BYTES))
        return answer, response.getheader("Location") if response.status in REDIRECTS else None
    except http.client.HTTPException as broken:
        raise OSError(type(broken).__name__) from broken
    finally:
        connection.close()


def _checked(host: str, port: int, allowed: Sequence[str]) -> str:
    """The first address of a host; Refused when any of its addresses is not public."""
    networks = [ipaddress.ip_network(each) for each in allowed]
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for each in found:
        address = ipaddress.ip_address(each.split("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        if not mapped.is_global and not any(mapped in network for network in networks):
            raise Refused("It leads into a private network.")
    return found[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked, while the certificate is still the host's."""

    def __init__(self, host: str, port: int, address: str, secure: bool) -> None:  # noqa: FBT001  # its one caller says which by name of the scheme
        super().__init__(host, port, timeout=TIMEOUT_S)
        self._address, self._secure = address, secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), TIMEOUT_S)
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
