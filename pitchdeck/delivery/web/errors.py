"""Every refusal as a page with words: what is wrong, and what to do. Never a stack trace."""

from flask import Flask, current_app, g, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.response import Response as BaseResponse
from werkzeug.wrappers import Response

from pitchdeck.base.errors import Busy, Conflict, Invalid, NotAllowed, NotFound, Refusal
from pitchdeck.delivery.web.access import ERRORS, frame
from pitchdeck.delivery.web.acting import Replayed

_STATUS = {NotAllowed: 403, NotFound: 404, Conflict: 409, Invalid: 422, Busy: 503}
_TITLES = {
    400: "This request cannot be read",
    403: "This is not yours to do",
    404: "Nothing here",
    405: "This page cannot do that",
    409: "This has changed meanwhile",
    413: "That is too much at once",
    422: "Something needs another look",
    429: "Please wait a little",
    500: "Something broke on our side",
    503: "Busy right now",
}
_WORDS = {
    400: "The browser sent something that does not belong to this page. Go back, reload it and try again.",
    404: "There is no such page, or it is not open to you.",
    405: "Go back and use the buttons of the page.",
    413: "One form takes up to 2 MB. Shorten the longest text and send it again.",
    500: "Nothing was written. The fault is recorded; try again, and tell your administrator if it stays.",
}


def _answer(status: int, words: str) -> tuple[str, int]:
    title = _TITLES.get(status, "This did not work")
    return render_template("errors/show.html", title=title, words=words, status=status, **frame()), status


def refused(error: Refusal) -> tuple[str, int]:
    """A refusal of a feature."""
    return _answer(_STATUS.get(type(error), 409), str(error))


def replayed(error: Replayed) -> Response:
    """The first answer, again."""
    g.replayed = True
    return redirect(error.answer.location or "/", error.answer.status or 303)


def http(error: HTTPException) -> tuple[str, int] | BaseResponse:
    """An error of the web framework itself; only our own words are shown."""
    status = error.code or 500
    if error.response is not None or status < ERRORS:
        return error.get_response()
    ours = getattr(error, "description", None)
    own = ours if type(error).description != ours and ours else None
    return _answer(status, own or _WORDS.get(status, "Go back and try again."))


def csrf(_error: CSRFError) -> tuple[str, int]:
    """A form from another page, or one that lay open too long."""
    return _answer(
        400, "This form lay open too long, or is not from here. Go back, reload and send it again."
    )


def broken(error: Exception) -> tuple[str, int]:
    """The last gate: words instead of a trace."""
    current_app.logger.error(
        "unhandled %s on %s %s", type(error).__name__, request.method, request.path, exc_info=error
    )
    return _answer(500, _WORDS[500])


def install(app: Flask) -> None:
    """Connect the error pages."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(Replayed, replayed)
    app.register_error_handler(CSRFError, csrf)
    app.register_error_handler(HTTPException, http)
    if not app.config["TESTING"]:
        app.register_error_handler(Exception, broken)
