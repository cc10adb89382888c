"""What every request passes before a view, and every response after it."""

from flask import Flask, Response, abort, request

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def _storable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def refuse_unstorable() -> None:
    """A NUL or half a character in an address is answered 404 before it can reach the database."""
    values = [*(request.view_args or {}).values(), *request.args.values()]
    if not all(_storable(str(value)) for value in values):
        abort(404)


def harden(response: Response) -> Response:
    """Strict CSP, no framing, no sniffing, nothing of a signed-in person kept by a shared cache."""
    response.headers["Content-Security-Policy"] = CSP
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def install(app: Flask) -> None:
    """Connect the gate."""
    app.before_request(refuse_unstorable)
    app.after_request(harden)
