"""Readers: files and texts as Documents. A format's module is imported when the first file of that format is read."""

from __future__ import annotations

from collections.abc import Iterable

from policylint.document import Document
from policylint.errors import UnreadableInput
from policylint.readers.decoding import decode
from policylint.readers.formats import ALLOWED, BINARY, FORMATS, SIGNATURES, dialect_of, format_of

__all__ = ["FORMATS", "MAX_BYTES", "decode", "format_of", "read_bytes", "read_file", "read_text"]

MAX_BYTES = 8 * 1024 * 1024  # of one file: some 200 times the longest policies that people publish


def read_text(text: str, path: str, format: str = "", warnings: Iterable[str] = ()) -> Document:
    """A decoded text as a Document; `format` is one of FORMATS, '' for the one that `path` and content show.

    A text in which nothing shows gives a Document without blocks. Raises UnreadableInput for an unknown format.
    """
    if format and format not in FORMATS:
        raise UnreadableInput(f"unknown format {format!r}; allowed: {', '.join(FORMATS)}", path)
    found, dialect = dialect_of(path, text)
    if format and format != found:
        found, dialect = format, ""
    if found == "markdown":
        from policylint.readers import markdown

        return markdown.read(text, path, warnings, mdx=dialect == "mdx")
    if found == "html":
        from policylint.readers import html

        return html.read(
            text, path, warnings, vue=dialect == "vue", simplate=dialect == "simplate", svelte=dialect == "svelte"
        )
    if dialect == "rst":
        from policylint.readers import rst

        return rst.read(text, path, warnings)
    if dialect == "asciidoc":
        from policylint.readers import asciidoc

        return asciidoc.read(text, path, warnings)
    from policylint.readers import text as plain

    return plain.read(text, path, warnings)


def read_bytes(data: bytes, path: str, format: str = "") -> Document:
    """The bytes of a file as a Document. Raises UnreadableInput, with `path`, for what is no text or no known format."""
    _refuse_binary(data[:8], path)
    try:
        text, warnings = decode(data)
    except UnreadableInput as error:
        raise UnreadableInput(error.message, path, error.line) from None
    return read_text(text, path, format, warnings)


def read_file(path: str, format: str = "", limit: int = MAX_BYTES) -> Document:
    """The file at `path` as a Document.

    Raises UnreadableInput where it is missing, a folder, forbidden, larger than `limit` bytes, or not text.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise UnreadableInput("no such file", path) from None
    except IsADirectoryError:
        raise UnreadableInput("a folder, not a file", path) from None
    except PermissionError:
        raise UnreadableInput("no permission to read it", path) from None
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"cannot be read: {getattr(error, 'strerror', None) or error}", path) from None
    if len(data) > limit:
        size = f"{limit / 1024 / 1024:.0f} MiB" if limit >= 1024 * 1024 else f"{limit} bytes"
        raise UnreadableInput(f"larger than {size}, the most that is read of one policy", path)
    return read_bytes(data, path, format)


def _refuse_binary(head: bytes, path: str) -> None:
    name = path.lower()
    kind = next((label for ending, label in BINARY.items() if name.endswith(ending)), "")
    kind = next((label for mark, label in SIGNATURES if head.startswith(mark)), kind)
    if kind:
        raise UnreadableInput(f"{kind} is not yet supported; {ALLOWED}", path)
