"""Policies whose whole text stands in the front matter, as editors of websites write pages in blocks: titles and texts by key.

Read where the body of the file is empty. A key that names a title makes a heading; what a key holds in prose makes paragraphs.
"""

from __future__ import annotations

from policylint.readers.flatten import Piece
from policylint.readers.outline import Outline
from policylint.readers.patterns import lazy, word_set

Line = tuple[int, str]
"""Where a line begins in the text, and the line without its end."""

_ITEM = lazy(r"[ \t]*(?:- +)*")
_PAIR = lazy(r"([\w-]{1,60}):(?:[ \t]+|$)")
_SCALAR = lazy(r"[|>][+-]?\d?[ \t]*$")
_TITLES = word_set("title subtitle heading subheading headline header label question name")
_SETTINGS = word_set("src url href link image img icon alt path slug permalink class style id template layout type")
_PROSE = 8  # words of a value that is text and no setting
LEAST = 600  # characters of prose, below which the front matter is what it seems


def read(outline: Outline, lines: list[Line]) -> None:
    """Adds the headings and paragraphs of front matter to an outline; nothing where it holds less than a page of prose."""
    blocks = list(_blocks(lines))
    if sum(len(row) for kind, rows in blocks if kind == "text" for _, row in rows) < LEAST:
        return
    for kind, rows in blocks:
        pieces: list[Piece] = []
        for at, row in rows:
            start, end = at + len(row) - len(row.lstrip(" \t")), at + len(row.rstrip())
            quoted = len(rows) == 1 and outline.text[start : start + 1] in ('"', "'") and end - start > 1
            if quoted and outline.text[end - 1] == outline.text[start]:
                start, end = start + 1, end - 1
            if pieces:
                pieces.append(Piece(pieces[-1].end, start, " "))
            pieces.append(Piece(start, end))
        if kind == "title":
            outline.heading(pieces, 2)
        else:
            outline.paragraph(pieces)
    outline.drafts.sort(key=lambda draft: draft.span.start)


def _blocks(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """('title' or 'text', its lines) in the order of the text."""
    found: list[tuple[str, list[Line]]] = []
    number = 0
    while number < len(lines):
        at, row = lines[number]
        number += 1
        opened = _ITEM.match(row)
        begin = opened.end() if opened else 0
        pair = _PAIR.match(row, begin)
        key = pair.group(1).lower() if pair else ""
        first = pair.end() if pair else begin
        value = row[first:]
        indent = len(row) - len(row.lstrip(" \t"))
        inside: list[Line] = []
        while number < len(lines):  # what is indented further, and is no pair or item of its own, belongs to the value
            _, below = lines[number]
            deeper = not below.strip() or len(below) - len(below.lstrip(" \t")) > indent
            nested = _opens(below) and not _SCALAR.match(value)
            if not deeper or nested:
                break
            inside.append(lines[number])
            number += 1
        if key in _SETTINGS or (key in _TITLES and not indent and not row.startswith("-")):
            continue  # the title of the page is read with its dates
        if _SCALAR.match(value):
            found += [("title" if key in _TITLES else "text", part) for part in _parts(inside)]
            continue
        whole = [(at + first, value), *inside] if value.strip() else inside
        words = sum(len(text.split()) for _, text in whole)
        if key in _TITLES and 0 < words < _PROSE:
            found.append(("title", whole))
        elif words >= _PROSE and "://" not in value.split(" ")[0]:
            found += [("text", part) for part in _parts(whole)]
    return found


def _opens(row: str) -> bool:
    """Whether a line begins an item or a pair."""
    opened = _ITEM.match(row)
    begin = opened.end() if opened else 0
    return row[:begin].strip() != "" or _PAIR.match(row, begin) is not None


def _parts(rows: list[Line]) -> list[list[Line]]:
    """Lines as paragraphs: blank lines part them."""
    found: list[list[Line]] = [[]]
    for line in rows:
        if line[1].strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [part for part in found if part]
