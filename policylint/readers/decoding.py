"""Bytes as text: by byte order mark, then as UTF-8, then as Windows-1252 with a warning."""

from __future__ import annotations

from policylint.errors import UnreadableInput

# The longer marks first: UTF-32-LE begins as UTF-16-LE does.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ALLOWED = "allowed: UTF-8, or UTF-16 or UTF-32 with a byte order mark"


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of `data` without its byte order mark, and warnings.

    Raises UnreadableInput for NUL characters and for bytes that are no text in any of the encodings tried.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise UnreadableInput(
                    f"its byte order mark says {name}, but byte {error.start + len(mark)} is not; {_ALLOWED}"
                ) from None
            return _without_nul(text), ()
    try:
        return _without_nul(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        place = error.start
    if b"\x00" in data:
        raise UnreadableInput(f"NUL byte at {data.index(0)}: not a text; {_ALLOWED}")
    return _windows(data, place)


def _without_nul(text: str) -> str:
    at = text.find("\x00")
    if at >= 0:
        raise UnreadableInput(f"NUL character at offset {at}: not a text; {_ALLOWED}", line=text.count("\n", 0, at) + 1)
    return text


def _windows(data: bytes, place: int) -> tuple[str, tuple[str, ...]]:
    """Windows-1252, the one encoding that policies without UTF-8 are found in; refused where the result is no prose."""
    line = data.count(b"\n", 0, place) + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"byte {error.start} is neither UTF-8 nor Windows-1252; {_ALLOWED}", line=line) from None
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 11) for byte in data[:65536])
    high = sum(byte > 127 for byte in data[:65536])
    if controls > 8 or high > 0.3 * min(len(data), 65536):
        raise UnreadableInput(f"not UTF-8 at byte {place}, and no Western text either; {_ALLOWED}", line=line)
    return text, (f"line {line} is not UTF-8: read as Windows-1252, a guess; save the file as UTF-8",)
