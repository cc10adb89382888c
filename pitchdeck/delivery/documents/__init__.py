"""Documents: frozen facts → template → bytes.  The engine lives in a process of its own."""

from pitchdeck.delivery.documents.assets import Asset, AssetRefused, asset
from pitchdeck.delivery.documents.errors import (
    DocumentError,
    DocumentFailed,
    DocumentTimedOut,
    DocumentTooLong,
    DocumentUnavailable,
)
from pitchdeck.delivery.documents.pages import Addresses, one_pager_pdf, print_view_html
from pitchdeck.delivery.documents.press import Press
from pitchdeck.delivery.documents.renderer import close_engines, render_pdf
from pitchdeck.delivery.documents.store import DocumentStore

__all__ = [
    "Addresses",
    "Asset",
    "AssetRefused",
    "DocumentError",
    "DocumentFailed",
    "DocumentStore",
    "DocumentTimedOut",
    "DocumentTooLong",
    "DocumentUnavailable",
    "Press",
    "asset",
    "close_engines",
    "one_pager_pdf",
    "print_view_html",
    "render_pdf",
]
