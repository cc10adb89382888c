"""One letter to one person by SMTP."""

import re
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from config import Config
from pitchdeck.delivery.notify.masthead import PLAIN, Masthead

TIMEOUT_S = 20
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
REFUSED_FOR_GOOD = 500
_ADDRESS = re.compile(r"([^\s@<>()\[\],;:\\\"]+)@([^\s@<>()\[\],;:\\\"]+)")


class Undeliverable(Exception):
    """The letter will never arrive: the address is none, or its server refused it for good."""


class NoMail(Exception):
    """This installation sends no mail: PITCHDECK_SMTP is not set."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person gets: both texts say the same. `message_id` tells a repeated letter from a new one."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    at: datetime
    unsubscribe: str = ""
    """Where one click ends letters of this kind (RFC 8058); empty for letters that were asked for."""
    head: Masthead = PLAIN
    """Its logo travels inside the letter, so that a program which loads nothing shows it."""


def deliver(config: Config, letter: Letter) -> None:
    """Hand the letter to the mail server; Undeliverable or NoMail, or OSError/SMTPException to try again."""
    if not config.smtp:
        raise NoMail
    message = _message(config, letter)
    with _connected(config.smtp) as server:
        try:
            server.send_message(message, config.mail_from, [letter.to])
        except smtplib.SMTPRecipientsRefused as refused:
            _for_good(*next(iter(refused.recipients.values()))[:1])
            raise
        except smtplib.SMTPResponseException as refused:
            _for_good(refused.smtp_code)
            raise


def _for_good(code: int) -> None:
    if code >= REFUSED_FOR_GOOD:
        raise Undeliverable(f"The mail server refused it for good ({code}).")


def _message(config: Config, letter: Letter) -> EmailMessage:
    message = EmailMessage(policy=SMTP if letter.to.isascii() else SMTPUTF8)
    parts = _ADDRESS.fullmatch(letter.to)
    if parts is None:
        raise Undeliverable("This is no mail address.")
    message["To"] = Address(username=parts[1], domain=parts[2])
    message["From"] = config.mail_from
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.message_id}@{_domain(config.mail_from)}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    _enclose(message, letter.head)
    return message


def _enclose(message: EmailMessage, head: Masthead) -> None:
    """Put the logo beside the HTML that names it by its content's hash."""
    html = message.get_body(("html",))
    if head.logo and html is not None:
        html.add_related(
            head.logo, "image", "png", cid=f"<{head.name}>", filename="logo.png", disposition="inline"
        )


def _domain(address: str) -> str:
    return address.rsplit("@", 1)[-1].rstrip("> ")


def _connected(address: str) -> smtplib.SMTP:
    """A connection to `smtp://`, `smtp+starttls://` or `smtps://user:password@host:port`, signed in."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=TIMEOUT_S, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
    if parts.scheme == "smtp+starttls":
        server.starttls(context=ssl.create_default_context())
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
