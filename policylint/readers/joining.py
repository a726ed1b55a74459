"""A policy that is kept in several files, as one Document.

Each file is read alone, by the reader of its own format, so that front matter, an unclosed tag or another format cannot reach into
the next. The texts then stand one after the other; everything that was read moves along, and `Document.home` leads back.
"""

from __future__ import annotations

from collections.abc import Sequence

from policylint.document import Block, Document, Flat, Part, Section, Sentence
from policylint.record import replace
from policylint.span import Span

TITLE_LEVEL = 1  # of the title of a later part, which is a heading of the whole


def join(documents: Sequence[Document], path: str = "", name: str = "") -> Document:
    """The documents, in order, as one; a single one is given back as it is.

    The whole takes the first title that a part has; the titles of the others are headings in it. What stands before the first
    heading of a part goes on under the last heading before it, as it does on the page. `path` and `name` are the whole's own.
    """
    if len(documents) == 1:
        return documents[0]
    parts: list[Part] = []
    texts: list[str] = []
    at = 0
    for document in documents:
        parts.append(Part(at, document))
        texts.append(document.text if document.text.endswith(("\n", "\r")) else document.text + "\n")
        at += len(texts[-1])
    titled = next((number for number, document in enumerate(documents) if document.title), 0)
    outline = _Outline(at, documents[titled].title)
    opened = [outline.open(part, number > titled) for number, part in enumerate(parts)]
    sections = outline.sections()
    blocks, sentences = _blocks(parts, opened, sections, titled)
    first = documents[0]
    return Document(
        path or first.path,
        first.format,
        "".join(texts),
        sections,
        tuple(blocks),
        tuple(sentences),
        tuple(replace(link, span=_moved(link.span, p.start)) for p in parts for link in p.document.links),
        tuple(replace(comment, span=_moved(comment.span, p.start)) for p in parts for comment in p.document.comments),
        {
            key: (value, _moved(span, p.start))
            for p in reversed(parts)
            for key, (value, span) in p.document.meta.items()
        },
        frozenset[str]().union(*(document.anchors for document in documents)),
        tuple(f"{document.path}: {warning}" for document in documents for warning in document.warnings),
        parts=tuple(parts),
        name=name,
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


class _Outline:
    """The sections of the whole. Where one ends is only known when all were opened."""

    def __init__(self, length: int, title: str) -> None:
        self._length = length
        self._rows: list[tuple[str, int, int, int]] = [(title, 0, -1, 0)]  # title, level, parent, start

    def open(self, part: Part, heads: bool) -> list[int]:
        """Opens the sections of a part: for each of its own, the number of the one in the whole. `heads`: its title is a heading."""
        document = part.document
        numbers = [len(self._rows) - 1]
        if document.title and heads:
            numbers[0] = self._add(document.title, TITLE_LEVEL, part.start)
        for section in document.sections[1:]:
            numbers.append(self._add(section.title, section.level, section.span.start + part.start))
        return numbers

    def _add(self, title: str, level: int, start: int) -> int:
        """A section under the nearest one before it of a higher level."""
        parent = len(self._rows) - 1
        while parent > 0 and self._rows[parent][1] >= level:
            parent = self._rows[parent][2]
        self._rows.append((title, level, parent, start))
        return len(self._rows) - 1

    def sections(self) -> tuple[Section, ...]:
        """The sections, each up to the next of its level or above."""
        ends: list[int] = []
        nearest: dict[int, int] = {}  # level -> start of the next section of that level
        for _, level, _, start in reversed(self._rows):
            ends.append(max(min((at for of, at in nearest.items() if of <= level), default=self._length), start))
            nearest[level] = start
        return tuple(
            Section(number, title, level, parent, Span(start, end))
            for number, ((title, level, parent, start), end) in enumerate(zip(self._rows, reversed(ends), strict=True))
        )


def _blocks(
    parts: Sequence[Part], opened: Sequence[Sequence[int]], sections: Sequence[Section], titled: int
) -> tuple[list[Block], list[Sentence]]:
    """The blocks and sentences of the whole. `opened` has the numbers of each part's sections in `sections`, `titled` is the part with the title."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    rows = 0
    for order, (part, numbers) in enumerate(zip(parts, opened, strict=True)):
        own: dict[int, Sentence] = {}
        first_row = rows
        for block in part.document.blocks:
            kind, section = block.kind, numbers[block.section.index]
            if kind == "title" and order == titled:
                section = 0
            elif kind == "title":
                kind = "heading"
            moved = Block(
                len(blocks),
                kind,
                sections[section],
                _flat(block.flat, part.start),
                _moved(block.span, part.start),
                block.depth,
                own[block.lead.index] if block.lead is not None else None,
                block.headers,
                block.row + first_row if block.row >= 0 else -1,
                block.marker,
            )
            rows = max(rows, moved.row + 1)
            blocks.append(moved)
            for sentence in part.document.sentences_of(block):
                own[sentence.index] = Sentence(len(sentences), sentence.text, moved, sentence.start)
                sentences.append(own[sentence.index])
    return blocks, sentences


def _flat(flat: Flat, by: int) -> Flat:
    return Flat(flat.text, tuple((at, start + by, end + by, exact) for at, start, end, exact in flat.anchors))
