"""A policy as read: sections, blocks, sentences, and the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from policylint.hints import Literal
from policylint.record import Record, field
from policylint.span import Lines, Span

BlockKind = Literal["title", "heading", "paragraph", "item", "cell", "quote", "meta"]
BLOCK_KINDS: tuple[str, ...] = ("title", "heading", "paragraph", "item", "cell", "quote", "meta")


class Flat(Record):
    """Text with markup, entities and line breaks flattened away, and anchors back to the source.

    `text` has single spaces for any run of white space (line breaks, tabs, no-break spaces), straight
    quotes for curly ones, decoded entities, and no zero-width characters. `anchors` is a tuple of
    (flat offset, source start, source end, exact): flat characters from one anchor to the next come from
    source[start:end]; `exact` says that they map one to one, else the whole piece stands for the whole
    range (an entity, a run of white space).
    """

    text: str
    anchors: tuple[tuple[int, int, int, bool], ...]

    def source(self, start: int, end: int) -> Span:
        """The source range that the flat characters start to end (half-open) come from."""
        if not self.anchors:
            return Span(0, 0)
        if end <= start:
            at = self._at(start, False)
            return Span(at, at)
        return Span(self._at(start, False), self._at(end - 1, True))

    def _at(self, offset: int, after: bool) -> int:
        i = max(bisect_right(self.anchors, offset, key=lambda a: a[0]) - 1, 0)
        flat, start, end, exact = self.anchors[i]
        if exact:
            return min(start + offset - flat + after, end)
        return end if after else start


class Section(Record):
    """A heading and what stands under it up to the next heading of its level or above.

    Section 0 of every document is the document itself: its title (or '') at level 0.
    `span` runs from the heading to the end of the section's text, sub-sections included.
    """

    index: int
    title: str
    level: int
    parent: int  # index of the section that this one stands in; 0 for the top, -1 for section 0
    span: Span


class Block(Record):
    """A heading, paragraph, list item, table cell, quotation, or front-matter value that shows on the page.

    `lead` is the sentence that introduces the list (or table) that the block stands in: the last sentence of
    the paragraph before it, or of the parent item. `headers` are the texts of the column and row headers of a cell
    (column first); `row` numbers the rows of a document's tables, so that cells of one row share it; -1 elsewhere.
    """

    index: int
    kind: BlockKind
    section: Section
    flat: Flat
    span: Span
    depth: int = 0  # nesting of lists, from 1 for an item of an outer list; 0 elsewhere
    lead: Sentence | None = field(default=None, repr=False)
    headers: tuple[str, ...] = ()
    row: int = -1
    marker: str = ""  # of an item or heading: "1.", "(a)", "2.3"; '' for a bullet


class Sentence(Record):
    """One sentence of a block: `text` is block.flat.text[start:start+len(text)]."""

    index: int  # in Document.sentences
    text: str
    block: Block
    start: int

    def source(self, start: int = 0, end: int | None = None) -> Span:
        """The source range of text[start:end]; of the whole sentence by default."""
        end = len(self.text) if end is None else end
        return self.block.flat.source(self.start + start, self.start + end)


class Link(Record):
    """A link: where its visible text stands in the source, that text flattened, and its target as written."""

    span: Span
    text: str
    target: str


class Comment(Record):
    """A comment in the source (`<!-- -->` and the like): never linted; suppressions live here."""

    span: Span
    text: str


class Part(Record):
    """A file of a policy that is kept in several: where its text begins in the whole's, and the file read alone."""

    start: int
    document: Document


class Document(Record, slots=False):
    """One policy as read. `text` is the decoded source that every Span refers to (a BOM is not part of it).

    Mostly that is one file. A policy in `parts` has their texts one after the other; `path` is then that of the first part
    (where another policy begins with the same file, the next), and `home` tells the file of a place.
    """

    path: str
    format: str  # markdown, html, text
    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    links: tuple[Link, ...] = ()
    comments: tuple[Comment, ...] = ()
    meta: Mapping[str, tuple[str, Span]] = field(
        default_factory=dict
    )  # front matter: key -> value as written, its place
    anchors: frozenset[str] = frozenset()  # ids and heading slugs that a #link can reach
    warnings: tuple[str, ...] = ()  # of reading: a guessed encoding, for one
    kind: str = "other"  # privacy-policy, cookie-policy, terms, dpa, app-notice, template, other
    language: str = ""  # ISO 639-1, '' where it could not be told
    parts: tuple[Part, ...] = field(default=(), repr=False)  # two or more; () for a policy in one file
    name: str = ""  # of a policy in parts, as configured

    @property
    def files(self) -> tuple[Document, ...]:
        """The files of the policy, each as read alone, in order: itself, where it is one file."""
        return tuple(part.document for part in self.parts) or (self,)

    def home(self, span: Span) -> tuple[Document, Span]:
        """The file that a span of `text` stands in, and the span there. A span never reaches from one file into another's."""
        if not self.parts:
            return self, span
        at = max(bisect_right(self.parts, span.start, key=lambda part: part.start) - 1, 0)
        part = self.parts[at]
        most = len(part.document.text)
        start = min(span.start - part.start, most)
        return part.document, Span(start, min(max(span.end - part.start, start), most))

    @property
    def title(self) -> str:
        """The document's own title, or '' where it has none."""
        return self.sections[0].title if self.sections else ""

    @cached_property
    def lines(self) -> Lines:
        """Line and column of an offset in `text`."""
        return Lines(self.text)

    @cached_property
    def _by_block(self) -> tuple[tuple[Sentence, ...], ...]:
        rows: list[list[Sentence]] = [[] for _ in self.blocks]
        for sentence in self.sentences:
            rows[sentence.block.index].append(sentence)
        return tuple(map(tuple, rows))

    def sentences_of(self, block: Block) -> tuple[Sentence, ...]:
        """The sentences of one block, in order."""
        return self._by_block[block.index]

    def sentences_at(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences that a range of the source lies in or meets, in order."""
        rows = self.sentences
        at = max(bisect_right(rows, span.start, key=lambda s: s.source().start) - 1, 0)
        found: list[Sentence] = []
        while at < len(rows) and ((place := rows[at].source()).start < span.end or not found):
            if place.meets(span):
                found.append(rows[at])
            elif place.start >= span.end:
                break
            at += 1
        return tuple(found)

    def heading_path(self, section: Section) -> tuple[str, ...]:
        """Titles from the outermost heading down to `section`'s own, without the document's title."""
        titles: list[str] = []
        while section.index > 0:
            titles.append(section.title)
            section = self.sections[max(section.parent, 0)]
        return tuple(reversed(titles))
