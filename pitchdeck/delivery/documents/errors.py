"""Why there is no document, in words a person can act on."""

PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


class DocumentError(Exception):
    """No document; `reason` is a sentence for the reader."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DocumentUnavailable(DocumentError):
    """This machine cannot make documents; `packages` are what its administrator has to install."""

    def __init__(self, reason: str, packages: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.packages = packages


class DocumentTooLong(DocumentError):
    """The content needs more room than the document has, even after every cut that is allowed."""


class DocumentTimedOut(DocumentError):
    """Drawing took longer than its limit and was ended."""


class DocumentFailed(DocumentError):
    """The content could not be drawn, or needed more memory than its limit."""
