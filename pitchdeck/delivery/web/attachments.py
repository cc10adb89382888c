"""Files that a page hands over to be kept."""

from flask import Response

CSV = "text/csv"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attached(content: bytes, media_type: str, name: str) -> Response:
    """A file of that name, which no cache keeps: the next reader may not be allowed to see it."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, mimetype=media_type, headers=headers)
