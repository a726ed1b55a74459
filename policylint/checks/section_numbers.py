"""The numbers of sections, as headings and items that serve as headings carry them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policylint.document import Block, Document
from policylint.patterns import lazy

Number = tuple[int, ...]
_DECIMAL = lazy(r"(?:[A-Za-z§]+ )?\(?(\d{1,3}(?:\.\d{1,3}){0,4})[.):]?\Z")
_ROMAN = lazy(r"(?:[A-Za-z]+ )?([IVX]{1,6})[.):]?\Z")
_LETTER = lazy(r"(?:[A-Za-z]{2,} )?([A-Z])[.):]?\Z")
_HEAD = lazy(
    r"(?:(?:section|article|part|clause|paragraph|chapter)\s+)?(\d{1,3}(?:\.\d{1,3}){0,4})(?:[.):]|\s)\s*\S"
    r"|(?:section|article|part|clause|chapter)\s+(\d{1,3})\s*$",
    re.IGNORECASE,
)
_VALUES = {"I": 1, "V": 5, "X": 10}


def parse(marker: str) -> tuple[str, Number]:
    """The style ("decimal", "roman", "letter") and value of a marker: "2.1" is (2, 1), "IV." (4,), "B)" (2,); ("", ()) for no number."""
    marker = marker.strip()
    found = _DECIMAL.match(marker)
    if found is not None:
        return "decimal", tuple(int(part) for part in found[1].split("."))
    found = _ROMAN.match(marker)
    if found is not None:
        return "roman", (roman(found[1]),)
    found = _LETTER.match(marker)
    if found is not None:
        return "letter", (ord(found[1]) - ord("A") + 1,)
    return "", ()


def roman(numeral: str) -> int:
    """The value of a Roman numeral up to XXXIX."""
    total = 0
    for at, char in enumerate(numeral):
        value = _VALUES[char]
        total += -value if at + 1 < len(numeral) and _VALUES[numeral[at + 1]] > value else value
    return total


def headings(document: Document) -> Iterator[tuple[Block, str, Number]]:
    """The headings of a document with the style and value of their numbers, ("", ()) where they have none."""
    for block in document.blocks:
        if block.kind == "heading":
            style, number = parse(block.marker) if block.marker else ("", ())
            yield block, style, number


def known(document: Document) -> frozenset[Number]:
    """Every decimal number that a reader can find at the start of a heading, item or paragraph, and the numbers above it."""
    return among(document.blocks)


def among(blocks: Iterable[Block]) -> frozenset[Number]:
    """The same of some blocks."""
    found: set[Number] = set()
    for block in blocks:
        for marker in (block.marker, _start(block.flat.text)):
            style, number = parse(marker) if marker else ("", ())
            if style in ("decimal", "roman"):
                found.update(number[:depth] for depth in range(1, len(number) + 1))
    return frozenset(found)


def _start(text: str) -> str:
    match = _HEAD.match(text[:40])
    return (match[1] or match[2] or "") if match is not None else ""
