"""A Document as rows that a test can read."""

from __future__ import annotations

from policylint.document import Document
from policylint.readers import read_text

Row = tuple[str, str]


def rows(text: str, path: str = "policy.md") -> list[Row]:
    """(what, text) for each block: "title", "h2", "p", "quote", "cell", "meta", "-" for an item of depth 1, "--" of 2 …"""
    return rows_of(read_text(text, path))


def rows_of(document: Document) -> list[Row]:
    """The same of a Document."""
    found = []
    for block in document.blocks:
        what: str = block.kind
        if block.kind == "heading":
            what = f"h{block.section.level}"
        elif block.kind == "item":
            what = "-" * block.depth + (f" {block.marker}" if block.marker else "")
        elif block.kind == "paragraph":
            what = "p"
        found.append((what, block.flat.text))
    return found


def shown(text: str, path: str = "policy.md") -> list[str]:
    """The flat texts of a text's blocks."""
    return [block.flat.text for block in read_text(text, path).blocks]


def sentences(text: str, path: str = "policy.md") -> list[str]:
    """The sentences of a text."""
    return [sentence.text for sentence in read_text(text, path).sentences]


def leads(text: str, path: str = "policy.md") -> dict[str, str]:
    """The lead of each block that has one."""
    return {block.flat.text: block.lead.text for block in read_text(text, path).blocks if block.lead}


def source_of(text: str, word: str, path: str = "policy.md") -> str:
    """The source that the first flat occurrence of `word` comes from."""
    document = read_text(text, path)
    block = next(block for block in document.blocks if word in block.flat.text)
    at = block.flat.text.index(word)
    span = block.flat.source(at, at + len(word))
    return text[span.start : span.end]
