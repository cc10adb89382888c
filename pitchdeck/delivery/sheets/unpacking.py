"""A workbook unpacked under our eyes before anybody else opens it."""

import io
import zipfile
import zlib

from pitchdeck.delivery.sheets.csv_in import Unreadable

MOST_UNPACKED = 20_000_000
MOST_PARTS = 200
PIECE = 1 << 16


def repacked(data: bytes, *, advice: str) -> bytes:
    """The same workbook without compression: what it really unpacks to has been counted, whatever it says.

    Raises Unreadable for more than 20 MB, more than 200 parts, or what is no zip file.
    """
    kept = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(kept, "w") as plain:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts):
                raise Unreadable(f"This workbook is made of too many parts. {advice}")
            left = MOST_UNPACKED
            for part in parts:
                content = _read(packed, part, left, advice)
                left -= len(content)
                plain.writestr(zipfile.ZipInfo(part.filename), content)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as broken:
        if isinstance(broken, Unreadable):
            raise
        raise Unreadable("This workbook is damaged, or has a password. Save it anew as .xlsx.") from broken
    return kept.getvalue()


def _read(packed: zipfile.ZipFile, part: zipfile.ZipInfo, most: int, advice: str) -> bytes:
    pieces, size = [], 0
    with packed.open(part) as opened:
        while piece := opened.read(PIECE):
            size += len(piece)
            if size > most:
                raise Unreadable(
                    f"Unpacked, this workbook is larger than {MOST_UNPACKED // 1_000_000} MB. {advice}"
                )
            pieces.append(piece)
    return b"".join(pieces)
