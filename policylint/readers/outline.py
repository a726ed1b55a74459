"""From flat blocks to a Document: what is a heading, which section it opens, which sentence leads a list.

A reader adds blocks in the order of the source; `Outline.document` then sees the whole and builds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from policylint.document import Block, BlockKind, Comment, Document, Flat, Link, Section, Sentence
from policylint.readers import headings
from policylint.readers.bullets import GLYPHS, bullet_of
from policylint.readers.flatten import Piece, flatten, normal
from policylint.readers.patterns import lazy
from policylint.readers.sentences import split
from policylint.readers.tables import headers_of
from policylint.span import Span

_INLINE_BULLET = lazy("[.;:!?)] [•●▪■◦‣⁃○►▶✓✔➢](?= \\S)")
_NOT_SLUG = lazy(r"[^\w -]+")
_SPACE = " \n\u200b"
_INVISIBLE = _SPACE + ":"
_WEAK = "-–—*·"  # bullets that also occur inside prose
_HEAD = 60  # how far into a piece a bullet is looked for
_LISTS = lazy(r"(?:[:;.]|[;,] (?:and|or))$")


class Draft:
    """A block before its section, sentences and lead are known."""

    __slots__ = (
        "bold",
        "depth",
        "flat",
        "headers",
        "kind",
        "level",
        "linked",
        "marker",
        "pseudo",
        "row",
        "span",
        "zone",
    )

    def __init__(self, kind: BlockKind, flat: Flat, span: Span) -> None:
        self.kind: BlockKind = kind
        self.flat = flat
        self.span = span
        self.level = 0  # of a heading, from 1
        self.depth = 0
        self.headers: tuple[str, ...] = ()
        self.row = -1
        self.marker = ""
        self.bold = False  # the whole text is
        self.pseudo = False  # a heading by its looks
        self.linked = False  # the whole text is a link
        self.zone = 0  # part of a page, for the reader that sets it


def is_bold(pieces: Sequence[Piece], words: str) -> bool:
    """Whether everything that shows is bold."""
    shown = False
    for start, end, text, bold in pieces:
        if bold:
            shown = shown or not (words[start:end] if text is None else text).isspace()
        elif (words[start:end] if text is None else text).strip(_INVISIBLE):
            return False
    return shown


class Outline:
    """Collects what a reader finds in one source text."""

    def __init__(self, text: str, masked: str | None = None) -> None:
        """`masked` is the text with what a reader drops overwritten, of the same length; `text` where nothing is."""
        self.text = text
        self.words = normal(text if masked is None else masked)
        self.drafts: list[Draft] = []
        self.links: list[Link] = []
        self.comments: list[Comment] = []
        self.meta: dict[str, tuple[str, Span]] = {}
        self.anchors: set[str] = set()
        self.page_title = ""  # of front matter or <title>, where no heading is the title
        self.rows = 0

    def add(self, kind: BlockKind, pieces: Sequence[Piece], span: tuple[int, int] | None = None) -> Draft | None:
        """One block; None (and nothing added) where nothing of it shows."""
        flat = flatten(self.words, pieces)
        if not flat.text:
            return None
        if span is None:
            span = (flat.anchors[0][1], flat.anchors[-1][2])
        draft = Draft(kind, flat, Span(*span))
        draft.bold = is_bold(pieces, self.words)
        self.drafts.append(draft)
        return draft

    def heading(self, pieces: Sequence[Piece], level: int, span: tuple[int, int] | None = None) -> Draft | None:
        """A heading of the markup itself."""
        draft = self.add("heading", pieces, span)
        if draft is not None:
            draft.level = level
            draft.marker = headings.numbered(draft.flat.text)
            self.anchors.add(slug(draft.flat.text))
        return draft

    def link(self, pieces: Sequence[Piece], target: str) -> str:
        """Notes a link where its text shows; returns that text."""
        flat = flatten(self.words, pieces)
        if flat.text:
            self.links.append(Link(flat.source(0, len(flat.text)), flat.text, target))
        return flat.text

    def row(self, cells: Iterable[Sequence[Piece]], columns: list[str], head: bool) -> list[str]:
        """A row of a table, under the texts of a header row; returns the texts of the header row from now on."""
        texts: list[str] = []
        for column, pieces in enumerate(cells):
            draft = self.add("cell", pieces)
            texts.append(draft.flat.text if draft else "")
            if draft is not None:
                draft.row = self.rows
                if not head:
                    draft.headers = headers_of(columns, column, texts[0])
        self.rows += 1
        return texts if head else columns

    def paragraph(
        self,
        pieces: Sequence[Piece],
        span: tuple[int, int] | None = None,
        kind: BlockKind = "paragraph",
        depth: int = 0,
        marker: str = "",
    ) -> None:
        """A paragraph, or the several that its line breaks make: a bold first line, lines with bullets of their own."""
        lines = _lines(pieces)
        parts = self._parts(lines, kind == "paragraph" and not depth) if kind in ("paragraph", "item") else [lines]
        for number, part in enumerate(parts):
            rest = [piece for line in part for piece in line]
            here: BlockKind = "paragraph" if number and kind == "item" else kind
            own, bullet = marker if number == 0 else "", False
            if here == "paragraph" or not own:
                bullet, letter, rest = self._bullet(rest)
                own = own or letter
            draft = self.add("item" if bullet else here, rest, span if len(parts) == 1 else None)
            if draft is not None:
                draft.depth = depth + 1 if bullet and here == "paragraph" else depth
                draft.marker = own

    def _parts(self, lines: list[list[Piece]], headed: bool) -> list[list[list[Piece]]]:
        """The lines in groups that are blocks of their own. `headed`: whether a bold first line may be a heading."""
        if len(lines) == 1:
            return [lines]
        parts: list[list[list[Piece]]] = [[]]
        marked = [self._starts(lines, at) for at in range(len(lines))]
        if sum(marked) == 1 and self._head(lines[marked.index(True)])[:1] in _WEAK:
            marked = [False] * len(lines)  # a dash at the start of one line is a dash
        for at, line in enumerate(lines):
            if marked[at] and parts[-1]:
                parts.append([])
            parts[-1].append(line)
        if headed and len(parts[0]) > 1 and is_bold(parts[0][0], self.words):
            first = flatten(self.words, parts[0][0]).text
            rest = flatten(self.words, parts[0][1]).text
            if headings.bold_line(first) and not rest[:1].islower():
                parts[:1] = [parts[0][:1], parts[0][1:]]
        return parts

    def _starts(self, lines: list[list[Piece]], at: int) -> bool:
        """Whether a line begins an item; "(f)" at a line's start may also be the middle of a citation."""
        length, marker = bullet_of(self._head(lines[at]))
        if not marker or not at:
            return length > 0
        return _LISTS.search(flatten(self.words, lines[at - 1]).text) is not None

    def _head(self, pieces: Sequence[Piece]) -> str:
        """The first characters that show."""
        for start, end, text, _ in pieces:
            shown = (self.words[start : min(end, start + _HEAD)] if text is None else text).lstrip(_SPACE)
            if shown:
                return shown
        return ""

    def _bullet(self, pieces: list[Piece]) -> tuple[bool, str, list[Piece]]:
        """Takes a bullet or "(a)" off the front: (found, marker, the rest)."""
        length, marker = bullet_of(self._head(pieces))
        if not length:
            return False, "", pieces
        rest = list(pieces)
        while rest:
            start, end, text, bold = rest[0]
            shown = self.words[start : min(end, start + _HEAD)] if text is None else text
            lead = len(shown) - len(shown.lstrip(_SPACE))
            if lead < len(shown):
                if text is None:
                    rest[0] = Piece(start + lead + length, end, None, bold)
                else:
                    rest.pop(0)
                break
            rest.pop(0)
        return True, marker, rest

    def items(self, pieces: Sequence[Piece], depth: int, marker: str = "", kind: BlockKind = "item") -> None:
        """An item or paragraph of plain text, and the items that run on in it behind bullets ("… a time. ● To …")."""
        parts = [list(pieces)]
        if pieces and not GLYPHS.isdisjoint(self.words[pieces[0].start : pieces[-1].end]):
            flat = flatten(self.words, pieces)
            found = _INLINE_BULLET.finditer(flat.text)
            parts = cut(pieces, [flat.source(bullet.end() - 1, bullet.end()).start for bullet in found])
        for number, part in enumerate(parts):
            own = part
            if number:
                _, _, own = self._bullet(part)
            draft = self.add("item" if number else kind, own)
            if draft is not None:
                draft.depth = max(depth, 1) if number else depth
                draft.marker = "" if number else marker

    def document(self, path: str, form: str, warnings: Sequence[str] = (), guess: bool = True) -> Document:
        """Everything added so far, as a Document. `guess`: whether lines that look like headings are made headings."""
        if guess:
            headings.promote(self.drafts)
        title = headings.title_of(self.drafts)
        return _build(self, title, path, form, tuple(warnings))


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        lines[-1].append(piece)
        if piece.text == "\n":
            lines.append([])
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    return lines


def cut(pieces: Sequence[Piece], places: Sequence[int]) -> list[list[Piece]]:
    """The pieces, in source order, parted at source offsets."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        rest = piece
        while len(parts) <= len(places) and places[len(parts) - 1] < rest.end:
            at = places[len(parts) - 1]
            if rest.start < at:
                parts[-1].append(rest._replace(end=at))
                rest = rest._replace(start=at)
            parts.append([])
        parts[-1].append(rest)
    return parts


def slug(heading: str) -> str:
    """The fragment that GitHub and most generators give a heading.

    Source: github.com/gjtorikian/html-pipeline, toc_filter.
    """
    return _NOT_SLUG.sub("", heading.lower()).replace(" ", "-")


def _build(outline: Outline, title: int, path: str, form: str, warnings: tuple[str, ...]) -> Document:
    drafts = outline.drafts
    sections = _sections(drafts, title, outline.page_title, len(outline.text))
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    last: list[Sentence | None] = []  # of each block
    section = opened = 0
    leads = _leads(drafts)
    for index, draft in enumerate(drafts):
        kind = draft.kind
        if index == title:
            kind, section = "title", 0
        elif kind == "heading":
            opened += 1
            section = opened
        lead = last[leads[index]] if leads[index] >= 0 else None
        block = Block(
            index,
            kind,
            sections[section],
            draft.flat,
            draft.span,
            draft.depth,
            lead,
            draft.headers,
            draft.row,
            draft.marker,
        )
        blocks.append(block)
        text = draft.flat.text
        sentence: Sentence | None = None
        for start, end in split(text):
            sentence = Sentence(len(sentences), text[start:end], block, start)
            sentences.append(sentence)
        last.append(sentence)
    return Document(
        path,
        form,
        outline.text,
        sections,
        tuple(blocks),
        tuple(sentences),
        tuple(outline.links),
        tuple(outline.comments),
        _frozen(outline.meta),
        frozenset(outline.anchors),
        warnings,
    )


def _frozen(meta: dict[str, tuple[str, Span]]) -> Mapping[str, tuple[str, Span]]:
    return dict(meta)


def _sections(drafts: list[Draft], title: int, page_title: str, length: int) -> tuple[Section, ...]:
    """Section 0 and one for each heading; a section ends where the next of its level or above begins."""
    heads = [i for i, draft in enumerate(drafts) if draft.kind == "heading" and i != title]
    closing = drafts[title].span.start if title >= 0 else 0
    name = drafts[title].flat.text if title >= 0 else page_title
    sections = [Section(0, name, 0, -1, Span(0, length))]
    ends = [length] * (len(heads) + 1)
    parents = [-1] * (len(heads) + 1)
    opened = [0]
    for number, i in enumerate(heads, 1):
        while len(opened) > 1 and heads[opened[-1] - 1] < title < i:
            ends[opened.pop()] = closing
        while len(opened) > 1 and drafts[heads[opened[-1] - 1]].level >= drafts[i].level:
            ends[opened.pop()] = drafts[i].span.start
        parents[number] = opened[-1]
        opened.append(number)
    while len(opened) > 1 and heads[opened[-1] - 1] < title:
        ends[opened.pop()] = closing
    for number, i in enumerate(heads, 1):
        draft = drafts[i]
        span = Span(draft.span.start, max(ends[number], draft.span.end))
        sections.append(Section(number, draft.flat.text, draft.level, parents[number], span))
    return tuple(sections)


def _leads(drafts: list[Draft]) -> list[int]:
    """For each block the index of the block whose last sentence introduces it, or -1."""
    leads = [-1] * len(drafts)
    opened: list[tuple[int, int]] = []  # open lists: depth, and the block that introduces it
    before = -1  # the block before, unless it was a heading
    table = -1
    for index, draft in enumerate(drafts):
        if draft.kind in ("heading", "meta", "title"):
            opened.clear()
            before = table = -1
            continue
        if draft.kind == "cell":
            if before < 0 or drafts[before].kind != "cell":
                table = before
            leads[index] = table
        elif draft.depth:
            depth = draft.depth
            while opened and opened[-1][0] > depth:
                opened.pop()
            if not opened or opened[-1][0] < depth:
                opened.append((depth, before))
            leads[index] = opened[-1][1]
        else:
            opened.clear()
        before = index
    return leads
