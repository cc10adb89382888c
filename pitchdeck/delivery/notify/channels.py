"""What a unit's channel is told: only what every viewer may know, signed with the channel's own secret."""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from pitchdeck.delivery.notify.words import Words

CHANNEL_KINDS = ("channel_funded", "channel_released")


def body_of(words: Words, flavour: str, *, site: str, at: datetime) -> bytes:
    """The post as Slack, as Teams or as a plain receiver reads it: JSON in UTF-8."""
    url, text = site + words.path, "\n".join(words.paragraphs)
    if flavour == "slack":
        told: dict[str, Any] = {
            "text": f"*{_slack(words.subject)}*\n{_slack(text)}\n<{url}|{_slack(words.button)}>"
        }
    elif flavour == "teams":
        told = _card(words, text, url)
    else:
        told = {"subject": words.subject, "text": text, "url": url, "at": at.isoformat()}
    return json.dumps(told, ensure_ascii=False).encode()


def _slack(text: str) -> str:
    """Slack's three special characters; without this a title could write links and call people."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _card(words: Words, text: str, url: str) -> dict[str, Any]:
    lines = [
        {"type": "TextBlock", "size": "Medium", "weight": "Bolder", "wrap": True, "text": words.subject},
        {"type": "TextBlock", "wrap": True, "text": text},
    ]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": lines,
        "actions": [{"type": "Action.OpenUrl", "title": words.button, "url": url}],
    }
    attached = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"type": "message", "attachments": [attached]}


def signed(body: bytes, secret: str, *, name: str, at: datetime) -> dict[str, str]:
    """The headers that prove who posted: HMAC-SHA256 over "<seconds>.<body>"; `name` tells repeats apart."""
    seconds = str(int(at.timestamp()))
    proof = hmac.new(secret.encode(), seconds.encode() + b"." + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "pitchdeck",
        "X-Pitchdeck-Delivery": name,
        "X-Pitchdeck-Signature": f"t={seconds},v1={proof}",
    }
