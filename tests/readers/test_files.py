from __future__ import annotations

import os
from pathlib import Path

import pytest

from policylint.errors import UnreadableInput
from policylint.readers import format_of, read_file, read_text


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a/PRIVACY.md", "", "markdown"),
        ("privacy.markdown", "<p>x</p>", "markdown"),
        ("privacy.html.md", "", "markdown"),
        ("privacy.mdx", "", "markdown"),
        ("privacy.md.erb", "", "markdown"),
        ("privacy.HTM", "# x", "html"),
        ("privacy.html.erb", "", "html"),
        ("privacy.blade.php", "", "html"),
        ("privacy.vue", "", "html"),
        ("privacy.rst", "", "text"),
        ("privacy.adoc", "", "text"),
        ("privacy.txt", "We keep logs.", "text"),
        ("privacy.txt", "# Policy\n\n## Cookies\n", "markdown"),
        ("privacy.txt", "# Policy\n\nSee [here](https://a.example).", "markdown"),
        ("privacy.txt", "1 # 2\n# one alone is a comment", "text"),
        ("privacy", "<!DOCTYPE html><p>x</p>", "html"),
        ("privacy.liquid", "<div><p>x</p></div>", "html"),
        ("privacy.j2", "# Policy\n\n**We** keep [logs](/x).", "markdown"),
        ("privacy.unknown", "", "text"),
        ("C:\\docs.md\\privacy.txt", "x", "text"),
    ],
)
def test_format(path: str, text: str, expected: str) -> None:
    """The extension tells the format; content decides for .txt, for bare templates and for unknown extensions."""
    assert format_of(path, text) == expected


def test_format_can_be_given() -> None:
    """A format that is given counts more than the extension; an unknown one is refused."""
    assert read_text("**a** b", "p.txt", "markdown").blocks[0].flat.text == "a b"
    assert read_text("**a** b", "p.md", "text").blocks[0].flat.text == "**a** b"
    with pytest.raises(UnreadableInput, match="unknown format 'pdf'; allowed: markdown, html, text"):
        read_text("x", "p.md", "pdf")


@pytest.mark.parametrize("name", ["p.md", "p.html", "p.txt", "p.rst", "p.adoc"])
@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\u200b\n", "<!-- only a comment -->"])
def test_nothing_to_read(name: str, text: str) -> None:
    """A text in which nothing shows is a Document without blocks, whose caller tells that outcome."""
    document = read_text(text, name)
    if "comment" not in text or name in ("p.md", "p.html"):
        assert document.blocks == document.sentences == ()
        assert document.title == ""


def test_read_file(tmp_path: Path) -> None:
    """A file is read with its path as given."""
    path = tmp_path / "p.md"
    path.write_bytes(b"\xef\xbb\xbf# Policy\r\n\r\nText.")
    document = read_file(str(path))
    assert (document.path, document.format, document.title, document.text) == (
        str(path),
        "markdown",
        "Policy",
        "# Policy\r\n\r\nText.",
    )


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("p.pdf", b"%PDF-1.7", "PDF is not yet supported; allowed: Markdown, HTML and plain text"),
        ("p.md", b"%PDF-1.7", "PDF is not yet supported; allowed: "),
        ("p.docx", b"PK\x03\x04", "a ZIP container (DOCX, ODT …) is not yet supported; allowed: "),
        ("p.ODT", b"", "OpenDocument (ODT) is not yet supported; allowed: "),
        ("p.rtf", b"{\\rtf1", "Rich Text (RTF) is not yet supported; allowed: "),
        ("p.doc", b"\xd0\xcf\x11\xe0", "Word (DOC) is not yet supported; allowed: "),
        ("p.txt", b"x" * 33, "larger than 32 bytes, the most that is read of one policy"),
        ("p.md", b"a\x00", "NUL character at offset 1"),
    ],
)
def test_unreadable_files(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    """A file of a format without a reader, too large or not text is unreadable, and the message says what is allowed."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableInput) as caught:
        read_file(str(path), limit=32)
    assert caught.value.message.startswith(message)
    assert caught.value.path == str(path)


def test_no_file(tmp_path: Path) -> None:
    """A missing file, a folder and an impossible name are told apart."""
    for path, message in ((tmp_path / "none.md", "no such file"), (tmp_path, "a folder, not a file")):
        with pytest.raises(UnreadableInput) as caught:
            read_file(str(path))
        assert str(caught.value) == f"{path}: {message}"
    with pytest.raises(UnreadableInput, match="cannot be read: embedded null byte"):
        read_file("a\x00b")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path) -> None:
    """A file that must not be read is told as such."""
    path = tmp_path / "p.md"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(UnreadableInput, match="no permission to read it"):
        read_file(str(path))
