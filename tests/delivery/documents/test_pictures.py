"""Pictures that people upload: taken, made small, or refused in words."""

import base64
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from pitchdeck.delivery.documents.pictures import NotPictureError, logo_of


def picture(kind: str = "PNG", size: tuple[int, int] = (1200, 300), **more: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#cc3300").save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_small_png(kind: str) -> None:
    found = logo_of(picture(kind))
    again = Image.open(BytesIO(base64.b64decode(found.png)))
    assert (again.format, again.size, found.size) == ("PNG", (384, 96), (384, 96))
    assert logo_of(picture(kind)).digest == found.digest


def test_nothing_but_the_picture_is_kept() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Somebody")
    assert b"Somebody" not in base64.b64decode(logo_of(picture(pnginfo=told)).png)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no PNG, JPEG or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG or WebP"),
        (picture("GIF"), "no PNG, JPEG or WebP"),
        (picture()[:200], "no PNG, JPEG or WebP"),
        (picture(size=(4001, 10)), "4001 × 10 pixels; a side has at most 4,000"),
        (b"0" * 1_000_001, "1,000,001 bytes; at most 1,000,000"),
    ],
)
def test_what_is_no_logo_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(NotPictureError, match=words):
        logo_of(data)
