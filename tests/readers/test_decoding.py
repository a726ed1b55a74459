from __future__ import annotations

import pytest

from policylint.errors import UnreadableInput
from policylint.readers import decode, read_bytes

TEXT = "Datenschutz für Sie \U0001f512"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"),
        b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be"),
    ],
)
def test_unicode(data: bytes) -> None:
    """A byte order mark tells the encoding and is no part of the text; without one it is UTF-8; neither warns."""
    assert decode(data) == (TEXT, ())


def test_windows_1252() -> None:
    """Bytes that are not UTF-8 are read as Windows-1252, with a warning that says where and that it is a guess."""
    text, warnings = decode("Our\nclients’ data – für Sie".encode("cp1252"))
    assert text == "Our\nclients’ data – für Sie"
    assert warnings == ("line 2 is not UTF-8: read as Windows-1252, a guess; save the file as UTF-8",)
    assert read_bytes(b"caf\xe9 au lait, with a long enough line", "p.txt").warnings == (
        "line 1 is not UTF-8: read as Windows-1252, a guess; save the file as UTF-8",
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\nb\x00c", "NUL character at offset 3: not a text"),
        (b"\xe9 \x00", "NUL byte at 2: not a text"),
        (b"\xff\xfea", "its byte order mark says utf-16-le, but byte 2 is not"),
        (b"\xff\xfe" + "a\x00b".encode("utf-16-le"), "NUL character at offset 1: not a text"),
        (b"a \x81 b with enough plain text around it", "byte 2 is neither UTF-8 nor Windows-1252"),
        ("Политика конфиденциальности".encode("cp1251"), "not UTF-8 at byte 0, and no Western text either"),
        (b"\xe9" + bytes(range(1, 30)) * 3, "not UTF-8 at byte 0, and no Western text either"),
    ],
)
def test_no_text(data: bytes, message: str) -> None:
    """NUL characters and undecodable bytes make an input unreadable; the message says where and what is allowed."""
    with pytest.raises(UnreadableInput) as caught:
        decode(data)
    assert caught.value.message.startswith(message)
    assert caught.value.message.endswith("allowed: UTF-8, or UTF-16 or UTF-32 with a byte order mark")


def test_the_error_names_the_file() -> None:
    """An unreadable input is told with its path and line."""
    with pytest.raises(UnreadableInput) as caught:
        read_bytes(b"a\nb\x00c", "terms.md")
    assert str(caught.value).startswith("terms.md:2: NUL character")
