"""Markdown: CommonMark with tables, footnotes and front matter, by pyromark's events with byte ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyromark import events_with_range

from policylint.document import BlockKind, Comment, Document
from policylint.hints import Any
from policylint.readers import frontmatter
from policylint.readers.flatten import VOID, Piece, normal
from policylint.readers.outline import Outline
from policylint.readers.patterns import lazy
from policylint.readers.tables import headers_of
from policylint.readers.templates import mask
from policylint.span import Span

# pulldown-cmark's flags: tables, footnotes, strike-through, task lists, {#ids}, alerts. By number: nothing else is wanted of the enum.
_OPTIONS: Any = 2 | 4 | 8 | 16 | 64 | 2048
_ATTRIBUTES = lazy(r"\{:[^{}\r\n]*\}(?=[ \t]*\r?$)", re.MULTILINE)  # kramdown
_DIRECTIVE = lazy(r"^ {0,3}(?::{3,}[ \t]*[\w-]*|\[\[?_?toc_?\]?\](?=[ \t]*\r?$))", re.MULTILINE | re.IGNORECASE)
_WRAPPER = lazy(
    r"^ {0,3}<(?:div|section|article|main)\b[^>\r\n]{0,300}?\bmarkdown=[^>\r\n]{0,300}>(?=[ \t]*\r?$)", re.MULTILINE
)
_ID = lazy(r"#([\w.:-]+)")
_ANCHOR = lazy(r"""\b(?:id|name)\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
_HREF = lazy(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_REFERENCE_COMMENT = lazy(
    r"^ {0,3}\[(?://|comment|_[^\]\r\n]*)\]:[ \t]*(?:#|<>)[ \t]*[\"'(]([^\r\n]*)[\"')](?=[ \t]*\r?$)", re.MULTILINE
)
_SETEXT_LIMIT, _HEADING_LIMIT = 100, 240  # longer "headings" are paragraphs over a rule, or emphasis by size


def read(text: str, path: str, warnings: Iterable[str] = (), mdx: bool = False) -> Document:
    """A Markdown document as read. `mdx` drops import and export lines and components."""
    masked, comments, titles, links = mask(text, mdx=mdx)
    anchors: set[str] = set()
    masked = _mask_markdown(masked, anchors)
    outline = Outline(text, masked)
    outline.anchors |= anchors
    outline.comments.extend(comments)
    outline.links.extend(links)
    body = frontmatter.read(outline)
    if not outline.page_title and titles:
        outline.page_title = titles[0][0]
    if "]: #" in text or "]: <>" in text or "]:#" in text:
        for found in _REFERENCE_COMMENT.finditer(text, body):
            outline.comments.append(Comment(Span(*found.span()), found.group(1).strip()))
    _Walker(outline, masked, body).run()
    return outline.document(path, "markdown", tuple(warnings))


def _mask_markdown(text: str, anchors: set[str]) -> str:
    """Overwrites what flavours of Markdown add and CommonMark would show."""
    if "{:" in text:
        for found in _ATTRIBUTES.finditer(text):
            anchors.update(_ID.findall(found.group()))
        text = _ATTRIBUTES.sub(lambda m: VOID * len(m.group()), text)
    if ":::" in text or "[toc" in text or "[TOC" in text or "[_TOC" in text or "[_toc" in text:
        text = _DIRECTIVE.sub(lambda m: " " * len(m.group()), text)
    if "markdown=" in text:
        text = _WRAPPER.sub(lambda m: " " * len(m.group()), text)
    return text


def _events(text: str, body: int) -> Iterator[tuple[str, Any, int, int]]:
    """(name, value, start, end) for each event, in code points of the whole text.

    A "Start" has only its start, an "End" only its end: going back and forth over long lists would not be linear.
    """
    source = text[body:] if body else text
    event: Any
    if source.isascii():
        for event, place in events_with_range(source, options=_OPTIONS):
            if type(event) is str:
                yield event, None, place["start"] + body, place["end"] + body
            else:
                ((name, value),) = event.items()
                yield name, value, place["start"] + body, place["end"] + body
        return
    try:
        raw = source.encode()
    except UnicodeEncodeError:  # lone surrogates
        source = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in source)
        raw = source.encode()
    at, point = 0, body  # a byte offset and its code point; events go forward, so each step is short
    for event, place in events_with_range(source, options=_OPTIONS):
        if type(event) is str:
            name, value = event, None
        else:
            ((name, value),) = event.items()
        first = point
        if name != "End":
            start = place["start"]
            if start != at:
                point += len(raw[at:start].decode()) if start > at else -len(raw[start:at].decode())
                at = start
            first = point
        if name != "Start":
            end = place["end"]
            if end != at:
                point += len(raw[at:end].decode()) if end > at else -len(raw[end:at].decode())
                at = end
        yield name, value, first, point


class _Walker:
    """Follows the events of one document into an Outline."""

    def __init__(self, outline: Outline, text: str, body: int) -> None:
        self.outline = outline
        self.text = text
        self.body = body
        self.pieces: list[Piece] | None = None  # of the block being read
        self.start = 0
        self.end = 0
        self.bold = 0
        self.images = 0
        self.quotes = 0
        self.lists: list[bool] = []  # open lists: ordered or not
        self.items: list[str | None] = []  # marker of each open item; None once its first block is read
        self.open_links: list[tuple[str, int]] = []
        self.code: list[tuple[int, int]] = []
        self.html: tuple[int, int] | None = None
        self.verbatim = ""  # kind of code block being read
        self.column = 0
        self.columns: list[str] = []
        self.row_header = ""
        self.in_head = False

    def run(self) -> None:
        for name, value, start, end in _events(self.text, self.body):
            if name == "Text":
                self.on_text(value, start, end)
            elif name == "Start":
                if type(value) is str:
                    self.on_start(value, None, start)
                else:
                    for kind, detail in value.items():
                        self.on_start(kind, detail, start)
            elif name == "End":
                self.on_end(value if type(value) is str else next(iter(value)), end)
            elif name in ("SoftBreak", "HardBreak"):
                self.put(Piece(start, end, "\n"))
            elif name == "Code":
                self.on_code(value, start, end)
            elif name == "InlineHtml":
                self.on_inline_html(value, start, end)
            elif name == "Html":
                self.html = (self.html[0] if self.html else start, end)
        self.close()
        if self.code and all(draft.kind == "meta" for draft in self.outline.drafts):
            from policylint.readers.text import read_stretch

            for start, end in self.code:
                read_stretch(self.outline, start, end)

    # --- blocks

    def open(self, start: int) -> None:
        self.close()
        self.pieces, self.start, self.end = [], start, start

    def close(self, kind: BlockKind = "paragraph") -> None:
        """Ends the block being read, if any, as a paragraph, item or quotation."""
        pieces, self.pieces = self.pieces, None
        self.open_links.clear()
        if not pieces:
            return
        end = self.end
        while end > self.start and self.text[end - 1] in "\r\n \t":
            end -= 1
        depth, marker = len(self.items), ""
        if kind == "paragraph" and self.items:
            first = self.items[-1]
            if first is not None:
                kind, marker = "item", first
                self.items[-1] = None
        elif kind == "paragraph" and self.quotes:
            kind = "quote"
        self.outline.paragraph(pieces, (self.start, max(end, self.start)), kind, depth, marker)

    def put(self, piece: Piece) -> None:
        if self.images:
            return
        if self.pieces is None:
            self.pieces, self.start, self.end = [], piece.start, piece.start
        self.end = max(self.end, piece.end)
        self.pieces.append(piece)

    def on_start(self, kind: str, detail: Any, start: int) -> None:
        if kind == "Strong":
            self.bold += 1
        elif kind == "Link":
            if self.pieces is None:
                self.pieces, self.start, self.end = [], start, start
            self.open_links.append((detail["dest_url"], len(self.pieces)))
        elif kind == "Image":
            self.images += 1
        elif kind == "Paragraph":
            self.open(start)
        elif kind == "Heading":
            self.open(start)
            if detail.get("id"):
                self.outline.anchors.add(detail["id"])
        elif kind == "List":
            self.close()
            self.lists.append(detail is not None)
        elif kind == "Item":
            self.close()
            self.items.append(self.marker(start) if self.lists and self.lists[-1] else "")
        elif kind == "BlockQuote":
            self.close()
            self.quotes += 1
        elif kind == "HtmlBlock":
            self.close()
            self.html = None
        elif kind == "CodeBlock":
            self.close()
            self.verbatim = "indented" if detail == "Indented" or detail is None else "fenced"
            if self.verbatim == "indented":
                self.open(start)
        elif kind == "TableHead":
            self.close()
            self.in_head, self.columns, self.column = True, [], 0
        elif kind == "TableRow":
            self.in_head, self.column, self.row_header = False, 0, ""
        elif kind == "TableCell":
            self.open(start)

    def marker(self, start: int) -> str:
        stop = start
        while self.text[stop : stop + 1].isdigit():
            stop += 1
        return self.text[start : stop + 1] if stop > start else ""

    def on_end(self, kind: str, end: int) -> None:
        if kind == "Strong":
            self.bold -= 1
        elif kind == "Link":
            self.end_link()
        elif kind == "Image":
            self.images -= 1
        elif kind == "Heading":
            self.end_heading(self.start, end)
        elif kind == "Paragraph":
            self.end = max(self.end, end)
            self.close()
        elif kind == "Item":
            self.close()
            self.items.pop()
        elif kind == "List":
            self.lists.pop()
        elif kind == "BlockQuote":
            self.close()
            self.quotes -= 1
        elif kind == "HtmlBlock":
            self.end_html()
        elif kind == "CodeBlock":
            self.verbatim = ""
            self.close()
        elif kind == "TableCell":
            self.end_cell()
        elif kind in ("TableRow", "TableHead"):
            self.outline.rows += 1

    def end_heading(self, start: int, end: int) -> None:
        pieces, self.pieces = self.pieces, None
        while end > start and self.text[end - 1] in "\r\n \t":
            end -= 1
        level = len(self.text[start:end]) - len(self.text[start:end].lstrip("#"))
        setext = not 1 <= level <= 6
        if setext:
            level = 1 if self.text[end - 1 : end] == "=" else 2
        length = sum(piece.end - piece.start for piece in pieces or ())
        last = (pieces or [Piece(0, 0)])[-1]
        if length > _HEADING_LIMIT or (
            setext and length > _SETEXT_LIMIT and self.text[last.start : last.end].rstrip().endswith(".")
        ):
            self.pieces, self.start, self.end = pieces, start, last.end
            self.close()
        elif self.outline.heading(pieces or [], level, (start, end)) is not None and self.items:
            self.items[-1] = None

    def end_cell(self) -> None:
        pieces, self.pieces = self.pieces or [], None
        column, self.column = self.column, self.column + 1
        cell = self.outline.add("cell", pieces)
        text = cell.flat.text if cell else ""
        if self.in_head:
            self.columns.append(text)
        if cell is not None:
            cell.row = self.outline.rows
            if not self.in_head:
                cell.headers = headers_of(self.columns, column, self.row_header)
        if column == 0:
            self.row_header = text

    def end_html(self) -> None:
        place, self.html = self.html, None
        if place is None:
            return
        start, end = place
        written = self.text[start:end].strip()
        if written.startswith("<!--") and written.endswith("-->") and written.find("-->") == len(written) - 3:
            start = self.text.index("<!--", start)
            end = start + len(written)
            self.outline.comments.append(Comment(Span(start, end), self.outline.text[start + 4 : end - 3].strip()))
            return
        from policylint.readers.html import read_stretch

        read_stretch(self.outline, self.text, start, end, depth=len(self.items))

    # --- inline

    def on_text(self, value: str, start: int, end: int) -> None:
        if self.verbatim == "fenced":
            if value.strip():
                self.code.append((start, end))
            return
        same = end - start == len(value) and self.text.startswith(value, start)
        self.put(Piece(start, end, None if same else value, self.bold > 0))
        if self.verbatim and value.endswith("\n"):
            self.put(Piece(end - 1, end, "\n"))

    def on_code(self, value: str, start: int, end: int) -> None:
        ticks = 0
        while self.text[start + ticks : start + ticks + 1] == "`":
            ticks += 1
        inner = (start + ticks, end - ticks)
        same = self.outline.words[slice(*inner)].split() == normal(value).split()
        self.put(Piece(*inner, None if same else value, self.bold > 0))

    def on_inline_html(self, value: str, start: int, end: int) -> None:
        lower = value[:8].lower()
        if lower.startswith("<!--"):
            self.outline.comments.append(Comment(Span(start, end), self.outline.text[start + 4 : end - 3].strip()))
        elif lower.startswith("<br"):
            self.put(Piece(start, end, "\n"))
        elif lower.startswith(("<b>", "<b ", "<strong", "<u>", "<u ")):
            self.bold += 1
        elif lower.startswith(("</b>", "</strong", "</u>")):
            self.bold = max(self.bold - 1, 0)
        elif lower.startswith("</a"):
            if self.open_links:
                self.end_link()
        elif lower.startswith("<a "):
            target = _HREF.search(value)
            if target is not None and self.pieces is not None:
                self.open_links.clear()  # a link in a link ends the outer one
                self.open_links.append((target.group(1) or target.group(2) or target.group(3) or "", len(self.pieces)))
        if "id" in value or "name" in value:
            self.outline.anchors.update(_ANCHOR.findall(value))

    def end_link(self) -> None:
        if not self.open_links:
            return
        target, first = self.open_links.pop()
        self.outline.link((self.pieces or [])[first:], target.replace(VOID, ""))
