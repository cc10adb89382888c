"""A file that was sent with a form."""

from flask import request


def sent_file(name: str = "file") -> bytes:
    """The bytes of the file, empty without one; a large one lay in a temporary file that is closed here."""
    file = request.files.get(name)
    if file is None:
        return b""
    try:
        return bytes(file.read())
    finally:
        file.close()
