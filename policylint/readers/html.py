"""HTML: what a visitor reads of a page, the policy told apart from the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policylint.document import BlockKind, Comment, Document, Link
from policylint.readers import entities, frontmatter, zones
from policylint.readers.bullets import Numbering
from policylint.readers.flatten import VOID, Piece, flatten
from policylint.readers.outline import Outline
from policylint.readers.patterns import lazy, word_set
from policylint.readers.tables import Table, data_tables
from policylint.readers.tags import Token, attributes, tokens
from policylint.readers.templates import mask
from policylint.span import Span

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = word_set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form header hgroup hr html legend li main menu nav noscript ol p pre search section summary table tbody "
    "td template tfoot th thead tr ul"
) | frozenset(_HEADINGS)
_VOID_ELEMENTS = word_set("area base br col embed hr img input link meta param source track wbr")
_BOLD = frozenset(["b", "strong", "u", "th", "summary"])
_MUTED = word_set("button select textarea option datalist svg math canvas object audio video iframe map rt rp")
_LIST = frozenset(["ul", "ol", "dl", "menu", "dir"])
_ITEM = frozenset(["li", "dt", "dd"])
_TABLE_PARTS = word_set("table tr td th thead tbody tfoot caption")
_BREAK = lazy(r"\r\n|\r|\n")
_BOLD_STYLE = lazy(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NEAR = 16  # how many open inline elements to look past for a <p> to close


class _Element:
    __slots__ = ("bold", "mute", "name", "zone")

    def __init__(self, name: str, zone: int, bold: int, mute: int) -> None:
        self.name, self.zone, self.bold, self.mute = name, zone, bold, mute


def read(
    text: str,
    path: str,
    warnings: Iterable[str] = (),
    *,
    vue: bool = False,
    simplate: bool = False,
    svelte: bool = False,
) -> Document:
    """An HTML page, fragment or template as read. `vue` shows the content of <template>."""
    masked, comments, titles, links = mask(text, simplate=simplate, svelte=svelte)
    outline = Outline(text, masked)
    outline.comments.extend(comments)
    outline.links.extend(links)
    body = frontmatter.read(outline)
    if titles and not outline.page_title:
        outline.page_title = titles[0][0]
        outline.meta.setdefault("title", (text[titles[0][1].start : titles[0][1].end], titles[0][1]))
    first = len(outline.drafts)
    _Page(outline, masked, vue=vue).run(body, len(text))
    outline.drafts[first:] = zones.policy(outline.drafts[first:])
    return outline.document(path, "html", tuple(warnings))


def read_stretch(outline: Outline, text: str, start: int, end: int, depth: int = 0) -> None:
    """Adds the HTML at text[start:end] (inside Markdown) to an outline; `depth` is that of the list it stands in."""
    first = len(outline.drafts)
    _Page(outline, text, depth=depth).run(start, end)
    shown = [draft for draft in outline.drafts[first:] if not draft.zone & (zones.HIDDEN | zones.SITE)]
    outline.drafts[first:] = shown


class _Page:
    """Walks the tokens of a page with a stack of open elements; every step is O(1) but for pops."""

    def __init__(self, outline: Outline, text: str, depth: int = 0, vue: bool = False) -> None:
        self.outline = outline
        self.text = text
        self.vue = vue
        self.stack: list[_Element] = []
        self.where: dict[str, list[int]] = {}  # name -> places on the stack
        self.zone = self.bold = self.mute = 0
        self.pieces: list[Piece] = []
        self.link: tuple[str, int] | None = None  # the open link: its target, where its pieces begin
        self.linked = 0  # characters of this block in links
        self.breaks = 0  # <br> in a row
        self.lists: list[Numbering] = []
        self.tables: list[Table] = []
        self.depth = depth
        self.marker: str | None = None  # of the open item, until its first block is read
        self.level = 0  # of the open heading
        self.quotes = 0
        self.pre = 0
        self.data_tables: dict[int, bool] = {}

    def run(self, start: int, end: int) -> None:
        all_tokens = list(tokens(self.text, start, end))
        self.data_tables = data_tables(all_tokens)
        for token in all_tokens:
            kind = token.kind
            if kind == "text":
                self.on_text(token.start, token.end)
            elif kind == "open":
                self.on_open(token)
            elif kind == "close":
                self.on_close(token.name)
            elif kind == "comment":
                self.on_comment(token)
            elif token.name == "title":
                self.on_title(token)
        self.close_to(0)
        self.flush()

    # --- text

    def on_text(self, start: int, end: int) -> None:
        if self.mute:
            return
        if self.pre:
            at = start
            for line in _BREAK.finditer(self.text[start:end]):
                self.words(at, start + line.start())
                self.on_break(start + line.start(), start + line.end())
                at = start + line.end()
            self.words(at, end)
        else:
            self.words(start, end)

    def words(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self.breaks and not self.text[start:end].isspace():
            self.breaks = 0
        self.pieces.extend(entities.pieces(self.text, start, end, self.bold > 0))

    def on_break(self, start: int, end: int) -> None:
        self.breaks += 1
        if self.breaks > 1 and not self.level:
            self.flush()
        else:
            self.pieces.append(Piece(start, end, "\n"))

    def on_comment(self, token: Token) -> None:
        if self.text.startswith("<!--", token.start):
            inner = self.outline.text[token.start + 4 : token.end]
            self.outline.comments.append(Comment(Span(token.start, token.end), inner.removesuffix("-->").strip()))

    def on_title(self, token: Token) -> None:
        if self.mute or self.zone & zones.HIDDEN or self.outline.page_title:
            return
        flat = flatten(self.outline.words, entities.pieces(self.text, token.start, token.end))
        if flat.text:
            self.outline.page_title = flat.text
            place = flat.source(0, len(flat.text))
            self.outline.meta.setdefault("title", (self.outline.text[place.start : place.end], place))

    # --- blocks

    def flush(self) -> None:
        """Ends the block being read, if anything of it shows."""
        self.breaks = 0
        pieces, self.pieces = self.pieces, []
        if not pieces:
            return
        if self.link is not None:
            self.add_link(self.link[0], pieces[self.link[1] :])
            self.link = (self.link[0], 0)
        linked, self.linked = self.linked, 0
        first_new = len(self.outline.drafts)
        table = self.tables[-1] if self.tables else None
        if table is not None and table.data and table.cell >= 0:
            draft = self.outline.add("cell", pieces)
            if draft is not None:
                table.drafts.append(draft)
        elif self.level:
            self.outline.heading(pieces, self.level)
        else:
            kind: BlockKind = "quote" if self.quotes and not self.depth else "paragraph"
            marker = ""
            if self.marker is not None and self.depth:
                kind, marker = "item", self.marker
            self.outline.paragraph(pieces, None, kind, self.depth, marker)
            if len(self.outline.drafts) > first_new and kind == "item":
                self.marker = None
        for draft in self.outline.drafts[first_new:]:
            draft.zone = self.zone
            draft.linked = linked >= 0.8 * len(draft.flat.text)

    def add_link(self, target: str, pieces: list[Piece]) -> bool:
        """Notes a link; False where its text is a mere permalink mark."""
        flat = flatten(self.outline.words, pieces)
        if target.startswith("#") and not any(map(str.isalnum, flat.text)):
            return False
        if flat.text and not self.mute:
            self.outline.links.append(Link(flat.source(0, len(flat.text)), flat.text, target.replace(VOID, "")))
            self.linked += len(flat.text)
        return True

    # --- elements

    def on_open(self, token: Token) -> None:
        name = token.name
        given = attributes(token.attributes) if token.attributes else {}
        anchor = given.get("id") or (given.get("name") if name == "a" else None)
        if anchor:
            self.outline.anchors.add(anchor)
        if name == "br":
            if not self.mute:
                self.on_break(token.start, token.end)
            return
        if name in _BLOCKS:
            self.open_block(name, token, given)
        if name in _VOID_ELEMENTS or (name == "title"):
            return
        element = _Element(name, self.zone, self.bold, self.mute)
        self.where.setdefault(name, []).append(len(self.stack))
        self.stack.append(element)
        if name in _MUTED or (name not in _BLOCKS and given and self.out_of_sight(name, given)):
            self.mute += 1
        elif name in _BLOCKS and not (name == "template" and self.vue):
            self.zone |= zones.of_element(name, given, self.zone)
        if name in _BOLD or ("style" in given and _BOLD_STYLE.search(given["style"])):
            self.bold += 1
        if name == "a" and given.get("href") is not None:
            if self.link is not None:
                self.add_link(self.link[0], self.pieces[self.link[1] :])
            self.link = (given["href"], len(self.pieces))
        elif name == "html" and given.get("lang"):
            at = self.text.find(given["lang"], token.start, token.end)
            self.outline.meta.setdefault("lang", (given["lang"], Span(at, at + len(given["lang"]))))

    def out_of_sight(self, name: str, given: dict[str, str]) -> bool:
        return bool(zones.of_element(name, given, self.zone) & (zones.HIDDEN | zones.SITE))

    def open_block(self, name: str, token: Token, given: dict[str, str]) -> None:
        for back in range(len(self.stack) - 1, max(len(self.stack) - 1 - _NEAR, -1), -1):
            if self.stack[back].name == "p" or (self.stack[back].name in _HEADINGS and name in _HEADINGS):
                self.close_to(back)
                break
            if self.stack[back].name in _BLOCKS:
                break
        self.flush()
        if name in _HEADINGS:
            self.level = _HEADINGS[name]
        elif name in _LIST:
            self.lists.append(Numbering(name == "ol", given.get("type", ""), given.get("start", "")))
        elif name in _ITEM:
            self.open_item(name, given)
        elif name == "table":
            self.tables.append(Table(self.data_tables.get(token.start, False)))
        elif name in ("tr", "td", "th") and self.tables:
            self.open_cell(name, given)
        elif name == "blockquote":
            self.quotes += 1
        elif name == "pre":
            self.pre += 1

    def open_item(self, name: str, given: dict[str, str]) -> None:
        if self.lists:
            if self.lists[-1].item >= 0:
                self.close_to(self.lists[-1].item)
            self.lists[-1].item = len(self.stack)
        self.depth += 2 if name == "dd" else 1
        self.marker = self.lists[-1].step(given.get("value", "")) if self.lists else ""

    def open_cell(self, name: str, given: dict[str, str]) -> None:
        table = self.tables[-1]
        if name == "tr":
            if table.row >= 0:
                self.close_to(table.row)
            table.open_row(len(self.stack))
        else:
            if table.cell >= 0:
                self.close_to(table.cell)
            table.open_cell(len(self.stack), name == "th", given)

    def on_close(self, name: str) -> None:
        places = self.where.get(name)
        if name == "p" and not places:
            self.flush()
        if not places:
            return
        at = places[-1]
        if self.tables and name not in _TABLE_PARTS and at < max(self.tables[-1].cell, self.tables[-1].row):
            return  # an end tag does not reach out of its cell
        self.close_to(at)

    def close_to(self, at: int) -> None:
        """Closes open elements down to place `at` of the stack."""
        while len(self.stack) > at:
            element = self.stack[-1]
            name = element.name
            if name in _BLOCKS:
                self.flush()
                self.leave(name)
            elif name == "a" and self.link is not None:
                (target, first), self.link = self.link, None
                if not self.add_link(target, self.pieces[first:]):
                    del self.pieces[first:]
            self.stack.pop()
            self.where[name].pop()
            self.zone, self.bold, self.mute = element.zone, element.bold, element.mute

    def leave(self, name: str) -> None:
        if name in _HEADINGS:
            self.level = 0
        elif name in _LIST:
            if self.lists:
                self.lists.pop()
        elif name in _ITEM:
            self.depth -= 2 if name == "dd" else 1
            self.marker = None
            if self.lists:
                self.lists[-1].item = -1
        elif name == "blockquote":
            self.quotes -= 1
        elif name == "pre":
            self.pre -= 1
        elif not self.tables:
            return
        elif name in ("td", "th"):
            self.tables[-1].close_cell(self.outline.rows)
        elif name == "tr":
            self.tables[-1].close_row()
            self.outline.rows += 1
        elif name == "table":
            self.tables.pop()
