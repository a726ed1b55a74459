"""reStructuredText, as far as policies use it: titles, lists, definitions, directives, comments, tables, inline markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from policylint.document import Comment, Document
from policylint.readers.flatten import Piece, without
from policylint.readers.lines import Line, lines_of
from policylint.readers.outline import Outline, slug
from policylint.readers.patterns import lazy, word_set
from policylint.readers.templates import mask
from policylint.span import Span

_ADORNMENT = lazy(r"([=\-`:.'\"~^_*+#<>!$%&(),/;?@\[\\\]{|}])\1+")
_BULLET = lazy(r"[*+\-•‣⁃] +(?=\S)")
_NUMBER = lazy(r"((?:\d{1,3}|#|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\((?:\d{1,3}|#|[a-zA-Z]|[ivx]{1,5})\)) +(?=\S)")
_FIELD = lazy(r":([A-Za-z][\w -]{0,40}):(?: +|$)")
_DIRECTIVE = lazy(r"\.\. +([A-Za-z][\w:.+-]*?):: *")
_TARGET = lazy(r"\.\. +_(`[^`]+`|[^:]+): *(.*)")
_FOOTNOTE = lazy(r"\.\. +\[(?:\d+|#\w*|\*|[\w-]+)\] +")
_BORDER = lazy(r"=+(?: +=+)+")
_EQUALS = lazy("=+")
_SUBSTITUTION = lazy(r"\.\. +\|")
_INLINE = lazy(
    r"``([^`]+)``|\*\*([^*]+)\*\*|(?<![\w*])\*([^*\s][^*]*)\*|(?:(?<![\w:])((?::[\w+.-]++)++:))?`([^`]+)`(__?|(?::[\w+.-]+)+:)?"
    r"|\[(?:\d+|#\w*|\*)\]_|\\(.)|(?<![\w`/.@:+-])([A-Za-z0-9][\w.+-]*[A-Za-z0-9])__?(?![\w`@])"
)
_SILENT = word_set(
    "toctree image figure include literalinclude raw contents meta code code-block sourcecode highlight math index "
    "replace date unicode role default-role title sectnum header footer rst-class class csv-table youtube video"
)
_TITLED = word_set("admonition topic sidebar rubric dropdown tab-item card tab")
_DEEPEST = 24


def read(text: str, path: str, warnings: Iterable[str] = ()) -> Document:
    """A reStructuredText document as read."""
    masked = mask(text)
    outline = Outline(text, masked.text)
    outline.comments.extend(masked.comments)
    _Reader(outline, lines_of(text, outline.words, 0, len(text))).run()
    return outline.document(path, "text", tuple(warnings))


class _Reader:
    def __init__(self, outline: Outline, lines: Sequence[Line]) -> None:
        self.outline = outline
        self.lines = lines
        self.styles: list[tuple[bool, str]] = []  # title adornments, outermost first: with overline, character
        self.targets: dict[str, str] = {}
        for line in lines:
            target = _TARGET.fullmatch(line.text) if line.text.startswith(".. _") else None
            if target is not None and target.group(2):
                self.targets[target.group(1).strip("`").lower()] = target.group(2)

    def run(self) -> None:
        self.block(0, len(self.lines), 0, 0, 0)

    # --- blocks

    def block(self, at: int, end: int, indent: int, depth: int, nested: int) -> None:
        """Reads lines at:end, whose text stands at `indent`, inside `depth` lists."""
        while at < end:
            line = self.lines[at]
            if line.blank:
                at += 1
            elif line.indent > indent and nested < _DEEPEST:
                stop = self.body(at, end, indent)
                self.block(at, stop, line.indent, depth, nested + 1)
                at = stop
            else:
                at = self.element(at, end, line, depth, nested)

    def body(self, at: int, end: int, indent: int) -> int:
        """Where the lines that are indented deeper than `indent` end."""
        stop = at
        while at < end and (self.lines[at].blank or self.lines[at].indent > indent):
            at += 1
            if not self.lines[at - 1].blank:
                stop = at
        return stop

    def element(self, at: int, end: int, line: Line, depth: int, nested: int) -> int:
        """Reads the element that begins at a line; returns the line after it."""
        text = line.text
        if text == ".." or text.startswith(".. "):
            return self.explicit(at, end, line, depth, nested)
        title = self.title(at, end)
        if title:
            return title
        if text.startswith("+-") and text.endswith("+"):
            return self.grid(at, end)
        if _BORDER.fullmatch(text):
            return self.simple(at, end, line)
        if _ADORNMENT.fullmatch(text) and len(text) > 3:
            return at + 1
        mark = _BULLET.match(text) or _NUMBER.match(text)
        if mark is not None:
            return self.item(at, end, line, mark, depth, nested)
        field = _FIELD.match(text)
        if field is not None:
            return self.field(at, end, line, field)
        after = self.lines[at + 1] if at + 1 < end else None
        if after is not None and not after.blank and after.indent > line.indent:
            stop = self.body(at + 1, end, line.indent)
            self.outline.items(self.inline(line.start, line.end), depth + 1)
            self.definition(at + 1, stop, after.indent, depth + 2, nested)
            return stop
        return self.paragraph(at, end, line, depth)

    def definition(self, at: int, stop: int, indent: int, depth: int, nested: int) -> None:
        last = self.run_of(at, stop, indent)
        self.outline.items(self.inline(self.lines[at].start, self.lines[last - 1].end), depth)
        if nested < _DEEPEST:
            self.block(last, stop, indent, depth, nested + 1)

    def run_of(self, at: int, end: int, indent: int) -> int:
        """Where the lines of one paragraph end."""
        stop = at + 1
        while stop < end and not self.lines[stop].blank and self.lines[stop].indent == indent:
            text = self.lines[stop].text
            if text.startswith(".. ") or (_ADORNMENT.fullmatch(text) and len(text) > 3):
                break
            stop += 1
        return stop

    def paragraph(self, at: int, end: int, line: Line, depth: int) -> int:
        stop = self.run_of(at, end, line.indent)
        if stop < end and stop - at > 1 and self.title(stop - 1, end, peek=True):
            stop -= 1
        last = self.lines[stop - 1].end
        if self.outline.words.startswith("::", last - 2):
            last -= 1 if self.lines[stop - 1].text != "::" else 2
        if line.text.startswith("| "):
            pieces: list[Piece] = []
            for row in self.lines[at:stop]:
                pieces += (
                    [*self.inline(row.start + 2, row.end), Piece(row.end, row.end + 1, "\n")]
                    if row.text.startswith("| ")
                    else []
                )
            self.outline.paragraph(pieces, None, "paragraph", depth)
        else:
            self.outline.paragraph(self.inline(line.start, last), None, "paragraph", depth)
        return stop

    def title(self, at: int, end: int, peek: bool = False) -> int:
        """Reads a section title at a line, if one stands there: the line after it, or 0."""
        line = self.lines[at]
        over = _ADORNMENT.fullmatch(line.text)
        if (
            over is not None
            and at + 2 < end
            and self.lines[at + 2].text[:1] == line.text[0]
            and _ADORNMENT.fullmatch(self.lines[at + 2].text)
        ):
            name, mark, stop = self.lines[at + 1], over.group(1), at + 3
        elif over is None and at + 1 < end and (under := _ADORNMENT.fullmatch(self.lines[at + 1].text)) is not None:
            name, mark, stop = line, under.group(1), at + 2
            if len(self.lines[at + 1].text) < min(len(name.text), 4):
                return 0
        else:
            return 0
        if name.blank:
            return 0
        if peek:
            return stop
        style = (over is not None, mark)
        if style not in self.styles:
            self.styles.append(style)
        self.outline.heading(
            self.inline(name.start, name.end), self.styles.index(style) + 1, (line.start, self.lines[stop - 1].end)
        )
        return stop

    def item(self, at: int, end: int, line: Line, mark: re.Match[str], depth: int, nested: int) -> int:
        stop = self.body(at + 1, end, line.indent)
        last = at + 1
        while last < stop and not self.lines[last].blank:
            text = self.lines[last].text
            if _BULLET.match(text) or _NUMBER.match(text) or text.startswith(".. "):
                break
            last += 1
        marker = mark.group(1) if mark.lastindex else ""
        inner = _BULLET.match(line.text, mark.end())
        if inner is not None and not marker:  # "* - cell" of a list-table
            mark = inner
        pieces = self.inline(line.start + mark.end(), self.lines[last - 1].end)
        self.outline.items(pieces, depth + 1, marker)
        if nested < _DEEPEST:
            inside = next((row.indent for row in self.lines[last:stop] if not row.blank), 0)
            self.block(last, stop, inside, depth + 1, nested + 1)
        return stop

    def field(self, at: int, end: int, line: Line, field: re.Match[str]) -> int:
        stop = self.body(at + 1, end, line.indent)
        last = self.lines[stop - 1].end
        start = line.start + field.end()
        if start < last:
            key = field.group(1)
            self.outline.meta.setdefault(key, (self.outline.text[start:last], Span(start, last)))
            self.outline.add(
                "meta",
                [
                    Piece(line.start + 1, line.start + field.end(1)),
                    Piece(line.start + field.end(1), start, ": "),
                    *self.inline(start, last),
                ],
            )
        return stop

    def explicit(self, at: int, end: int, line: Line, depth: int, nested: int) -> int:
        """`..`: a directive, target, footnote, substitution or comment."""
        stop = self.body(at + 1, end, line.indent)
        last = self.lines[stop - 1].end if stop > at + 1 else line.end
        directive = _DIRECTIVE.match(line.text)
        if directive is not None:
            self.directive(at, stop, line, directive, depth, nested)
        elif target := _TARGET.fullmatch(line.text):
            name = target.group(1).strip("`")
            self.outline.anchors |= {name, slug(name.lower())}
        elif footnote := _FOOTNOTE.match(line.text):
            self.outline.paragraph(self.inline(line.start + footnote.end(), last))
        elif not _SUBSTITUTION.match(line.text):
            self.outline.comments.append(
                Comment(Span(line.start, last), self.outline.text[line.start + 2 : last].strip())
            )
        return stop

    def directive(self, at: int, stop: int, line: Line, directive: re.Match[str], depth: int, nested: int) -> None:
        name = directive.group(1).lower()
        if name in _SILENT or name.startswith("auto") or nested >= _DEEPEST:
            return
        inside = at + 1
        while inside < stop and (field := _FIELD.match(self.lines[inside].text)) is not None:
            if field.group(1) == "name":
                self.outline.anchors.add(self.lines[inside].text[field.end() :])
            inside += 1
        start = line.start + directive.end()
        if start < line.end and name not in ("container", "only", "list-table", "table", "tab-set", "grid"):
            first = inside
            if name not in _TITLED:
                while first < stop and not self.lines[first].blank:
                    first += 1
            pieces = self.inline(start, self.lines[first - 1].end if first > inside else line.end)
            if name in _TITLED:
                pieces = [piece._replace(bold=True) for piece in pieces]
            self.outline.paragraph(pieces, None, "paragraph", depth)
            inside = first
        indent = next((row.indent for row in self.lines[inside:stop] if not row.blank), 0)
        self.block(inside, stop, indent, depth, nested + 1)

    # --- tables

    def grid(self, at: int, end: int) -> int:
        stop = at
        while stop < end and self.lines[stop].text[:1] in ("+", "|"):
            stop += 1
        border = self.lines[at].text
        edges = [i for i, char in enumerate(border) if char == "+"]
        columns: list[str] = []
        row: list[list[Piece]] = [[] for _ in edges]
        head = any(self.lines[i].text.startswith("+=") for i in range(at, stop))
        for line in self.lines[at + 1 : stop]:
            if line.text.startswith("+"):
                columns = self.row(row, columns, head)
                head = head and not columns
                row = [[] for _ in edges]
                continue
            column = 0
            left = 1
            for number, edge in enumerate(edges[1:]):
                if left >= len(line.text):
                    break
                if edge >= len(line.text) or line.text[edge] == "|":
                    self.cell_line(row[column], line, left, min(edge, len(line.text)))
                    left, column = edge + 1, number + 1
        return stop

    def simple(self, at: int, end: int, line: Line) -> int:
        starts = [found.start() for found in _EQUALS.finditer(line.text)]
        rows = range(at, min(end, at + 2000))
        borders = list(
            islice((i for i in rows if self.lines[i].text[:2] == "==" and set(self.lines[i].text) <= set("= ")), 3)
        )
        if len(borders) < 2:
            return at + 1
        stop = borders[2] if len(borders) > 2 else borders[1]
        columns: list[str] = []
        head = len(borders) > 2
        row: list[list[Piece]] = [[] for _ in starts]
        for number in range(at + 1, stop):
            here = self.lines[number]
            if number in borders or (here.blank and any(row)):
                columns = self.row(row, columns, head)
                row = [[] for _ in starts]
                head = head and number not in borders
                continue
            if here.blank:
                continue
            shift = here.indent - line.indent
            if shift == 0 and any(row) and not head:
                columns = self.row(row, columns, False)
                row = [[] for _ in starts]
            for column, left in enumerate(starts):
                right = starts[column + 1] if column + 1 < len(starts) else 10**6
                self.cell_line(row[column], here, max(left - shift, 0), min(right - shift, len(here.text)))
        self.row(row, columns, False)
        return stop + 1

    def cell_line(self, cell: list[Piece], line: Line, left: int, right: int) -> None:
        if left < right and line.text[left:right].strip():
            if cell:
                cell.append(Piece(cell[-1].end, line.start + left, " "))
            cell.extend(self.inline(line.start + left, line.start + right))

    def row(self, cells: list[list[Piece]], columns: list[str], head: bool) -> list[str]:
        """Adds a row of cells, if any holds something; returns the column headers from now on."""
        return self.outline.row(cells, columns, head) if any(cells) else columns

    # --- inline

    def inline(self, start: int, end: int) -> list[Piece]:
        """start:end as pieces, without inline markup; notes links."""
        return without(_INLINE, self.outline.words, start, end, self.marked)

    def marked(self, found: re.Match[str]) -> Iterable[Piece]:
        """What shows of inline markup."""
        literal, strong, emphasis, role, quoted, tail, escape, reference = range(1, 9)
        if found.group(quoted) is not None:
            return self.quoted(found.span(quoted), found.group(role) or "", found.group(tail) or "")
        if found.group(reference) is not None:
            if found.group(reference).lower() not in self.targets:
                return (Piece(found.start(), found.end()),)
            self.link(found.span(reference), self.targets[found.group(reference).lower()])
            return (Piece(*found.span(reference)),)
        if found.group(escape) is not None:
            return (Piece(found.start(), found.end(), found.group(escape).strip()),)
        group = next((g for g in (literal, strong, emphasis) if found.group(g) is not None), 0)
        return (Piece(*found.span(group), None, group == strong),) if group else ()

    def quoted(self, place: tuple[int, int], role: str, tail: str) -> list[Piece]:
        """The inside of backquotes: a link, a role's text."""
        start, end = place
        inside = self.outline.words[start:end]
        opened = inside.rfind("<")
        if opened >= 0 and inside.endswith(">") and (tail.startswith("_") or role):
            label = len(inside[:opened].rstrip(" "))
            shown = (start, start + label) if label else (start + 1, end - 1)
            self.link(shown, self.outline.text[start + opened + 1 : end - 1])
            return [Piece(*shown)]
        if tail.startswith("_"):
            self.link(place, self.targets.get(inside.lower(), "#" + slug(inside)))
        elif role.strip(":") in ("doc", "ref"):
            self.link(place, inside)
        return [Piece(start, end)]

    def link(self, place: tuple[int, int], target: str) -> None:
        self.outline.link([Piece(*place)], target)
