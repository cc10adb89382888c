"""Documents made once per facts and template version, kept as content-addressed files."""

import hashlib
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pitchdeck.delivery.charts.store import ContentStore, content_key
from pitchdeck.delivery.documents.assets import FONTS, TEMPLATES

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class DocumentStore:
    """Finished PDFs in one place, safe with any number of processes and machines."""

    def __init__(self, place: Path | str) -> None:
        self.kept = ContentStore(place, ".pdf")

    def get(self, name: str, facts: "DataclassInstance") -> bytes | None:
        """The PDF of these facts, if it was made before."""
        return self.kept.get(facts_key(name, facts))

    def put(self, name: str, facts: "DataclassInstance", pdf: bytes) -> None:
        """Keep the PDF of these facts."""
        self.kept.put(facts_key(name, facts), pdf)


def facts_key(name: str, facts: "DataclassInstance") -> str:
    """The hash under which the document `name` of these facts is kept."""
    return content_key(name, template_version(), _plain(asdict(facts)))


@cache
def template_version() -> str:
    """A hash over templates, style sheets, fonts, the code that words them and the engine's version."""
    digest = hashlib.sha256(version("weasyprint").encode())
    code = Path(__file__).parent
    charts = FONTS.parent
    sources = (
        (TEMPLATES, "*"),
        (FONTS, "*.ttf"),
        (code, "*.py"),
        (charts, "*.py"),
        (charts / "specs", "*.json"),
    )
    for folder, pattern in sources:
        for path in sorted(path for path in folder.glob(pattern) if path.is_file()):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case date() | datetime():
            return value.isoformat()
        case Decimal():
            return f"decimal {value}"
        case float():
            return f"float {value!r}"
        case _:
            return value
