"""AsciiDoc, as far as policies use it: titles, lists, definitions, tables, comments, links, inline markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policylint.document import Comment, Document
from policylint.readers import frontmatter
from policylint.readers.flatten import Piece, without
from policylint.readers.lines import Line, lines_of
from policylint.readers.outline import Outline
from policylint.readers.patterns import lazy
from policylint.readers.templates import mask
from policylint.span import Span

_TITLE = lazy(r"(={1,6}|#{1,6}) +(\S.*)")
_BULLET = lazy(r"(\*{1,5}|-) +(?=\S)")
_NUMBER = lazy(r"(\.{1,5}|\d{1,3}\.|[a-zA-Z]\.|[ivx]{1,5}\)) +(?=\S)")
_TERM = lazy(r"(\S.*?)(:{2,4}|;;)(?: +|$)")
_ATTRIBUTE = lazy(r":(!?[\w-]+!?): *(.*)")
_FENCE = lazy(r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|--)")
_MACRO = lazy(r"(?:include|image|ifdef|ifndef|ifeval|endif|toc|video|audio)::.*")
_ID = lazy(r"\[\[([^\],]+)|\[#([\w.:-]+)|#([\w.:-]+)[\],.%]|\bid=\"?([\w.:-]+)")
_INLINE = lazy(
    # the look-behinds keep the search linear: no run of "http://http://…" is tried from each of its links
    r"(?<![\w/:.])(?:link:|(?=https?://|mailto:))((?:https?://|mailto:)?[^\s\[\]<>]+)\[([^\[\]]*)\]"
    r"|(?<![\w:])xref:([^\s\[\]]+)\[([^\[\]]*)\]|<<([^,<>]+)(?:, *([^<>]+))?>>"
    r"|\[\[[^\[\]]+\]\]|footnote:\w*\[|(?<![\w:])(?:image|icon|anchor):[^\s\[\]]+\[[^\[\]]*\]"
    r"|\*\*([^*]+)\*\*|(?<!\w)\*([^\s*](?:[^*]*[^\s*])?)\*(?!\w)"
    r"|(?<!\w)_([^\s_](?:[^_]*[^\s_])?)_(?!\w)|``?([^`]+)``?|\[[\w.#%-]+\]#([^#]+)#|(?<!\S)\+(?=\s|$)"
)


def read(text: str, path: str, warnings: Iterable[str] = ()) -> Document:
    """An AsciiDoc document as read."""
    masked = mask(text)
    outline = Outline(text, masked.text)
    outline.comments.extend(masked.comments)
    body = frontmatter.read(outline)
    _Reader(outline, lines_of(text, outline.words, body, len(text))).run()
    return outline.document(path, "text", tuple(warnings))


class _Reader:
    def __init__(self, outline: Outline, lines: Sequence[Line]) -> None:
        self.outline = outline
        self.lines = lines
        self.marks: list[str] = []  # markers of the open lists

    def run(self) -> None:
        at = 0
        while at < len(self.lines):
            at = self.element(at, self.lines[at])

    def element(self, at: int, line: Line) -> int:
        """Reads the element that begins at a line; returns the line after it."""
        text = line.text
        if line.blank or text == "+":
            if (
                line.blank
                and at + 1 < len(self.lines)
                and not self.lines[at + 1].blank
                and not self.mark(self.lines[at + 1])
            ):
                self.marks = []
            return at + 1
        if text.startswith("|==="):
            return self.table(at)
        if _FENCE.fullmatch(text):
            return self.fenced(at, text)
        if text.startswith("//"):
            self.outline.comments.append(Comment(Span(line.start, line.end), text.lstrip("/").strip()))
            return at + 1
        title = _TITLE.fullmatch(text)
        if title is not None:
            self.marks = []
            start, end = title.start(2), len(text.rstrip("=").rstrip(" "))
            self.outline.heading(
                self.inline(line.start + start, line.start + end), len(title.group(1)), (line.start, line.end)
            )
            self.outline.anchors.add("_" + re.sub(r"[^\w]+", "_", text[start:end].lower()).strip("_"))
            return at + 1
        attribute = _ATTRIBUTE.fullmatch(text)
        if attribute is not None:
            start, end = line.start + attribute.start(2), line.end
            if attribute.group(2):
                self.outline.meta.setdefault(attribute.group(1), (self.outline.text[start:end], Span(start, end)))
            return at + 1
        if _MACRO.fullmatch(text) or text in ("'''", "---", "***", "<<<"):
            return at + 1
        if text.startswith("[") and text.endswith("]") and (at + 1 < len(self.lines) and not self.lines[at + 1].blank):
            self.outline.anchors.update(name for row in _ID.findall(text) for name in row if name)
            return at + 1
        if re.match(r"\.[^\s.]", text):
            self.outline.paragraph([piece._replace(bold=True) for piece in self.inline(line.start + 1, line.end)])
            return at + 1
        return self.flow(at, line)

    def mark(self, line: Line) -> re.Match[str] | None:
        return _BULLET.match(line.text) or _NUMBER.match(line.text)

    def flow(self, at: int, line: Line) -> int:
        """A paragraph, item or definition: up to a blank line or the next item."""
        mark = self.mark(line)
        term = _TERM.match(line.text) if mark is None else None
        stop = at + 1
        while stop < len(self.lines) and not self.lines[stop].blank and self.lines[stop].text != "+":
            text = self.lines[stop].text
            if (
                self.mark(self.lines[stop])
                or _FENCE.fullmatch(text)
                or text.startswith(("|===", "//"))
                or _TITLE.fullmatch(text)
            ):
                break
            if _TERM.match(text) and (term or self.marks):
                break
            stop += 1
        last = self.lines[stop - 1].end
        if mark is not None:
            sign = mark.group(1) if mark.group(1)[0] in "*-." else "1."
            if sign in self.marks:
                del self.marks[self.marks.index(sign) + 1 :]
            else:
                self.marks.append(sign)
            marker = mark.group(1) if mark.group(1)[0].isalnum() else ""
            self.outline.items(self.inline(line.start + mark.end(), last), len(self.marks), marker)
        elif term is not None:
            depth = len(self.marks) + 1
            self.outline.items(self.inline(line.start, line.start + term.end(1)), depth)
            self.outline.items(self.inline(line.start + term.end(), last), depth + 1)
        else:
            self.outline.paragraph(self.inline(line.start, last), None, "paragraph", len(self.marks))
        return stop

    def fenced(self, at: int, fence: str) -> int:
        """A delimited block: comments are kept aside, listings dropped; the inside of the others is read on."""
        if fence[0] in "=*_" or fence == "--":
            return at + 1
        stop = at + 1
        while stop < len(self.lines) and self.lines[stop].text != fence:
            stop += 1
        if stop == len(self.lines):
            return at + 1
        if fence[0] == "/" and stop > at + 1:
            place = Span(self.lines[at].start, self.lines[stop].end)
            self.outline.comments.append(
                Comment(place, self.outline.text[self.lines[at + 1].start : self.lines[stop - 1].end])
            )
        return stop + 1

    def table(self, at: int) -> int:
        stop = at + 1
        while stop < len(self.lines) and not self.lines[stop].text.startswith("|==="):
            stop += 1
        rows: list[list[tuple[int, int]]] = []
        for line in self.lines[at + 1 : stop]:
            bars = [i for i, char in enumerate(line.text) if char == "|" and line.text[i - 1 : i] != "\\"]
            cells = [
                (line.start + bar + 1, line.start + (bars[n + 1] if n + 1 < len(bars) else len(line.text)))
                for n, bar in enumerate(bars)
            ]
            if cells:
                rows.append(cells)
            elif rows and not line.blank:
                rows[-1][-1] = (rows[-1][-1][0], line.end)
        width = len(rows[0]) if rows else 0
        if width == 1:
            declared = re.search(r"cols=\"?([^\"\]]+)", self.lines[at - 1].text) if at else None
            width = len(declared.group(1).split(",")) if declared else 1
        cells = [cell for row in rows for cell in row]
        head = at + 2 < stop and self.lines[at + 2].blank
        columns: list[str] = []
        for first in range(0, len(cells), max(width, 1)):
            row = [self.inline(start, end) for start, end in cells[first : first + width]]
            columns = self.outline.row(row, columns, head and not first)
        return stop + 1

    def inline(self, start: int, end: int) -> list[Piece]:
        """start:end as pieces, without inline markup; notes links."""
        return without(_INLINE, self.outline.words, start, end, self.marked)

    def marked(self, found: re.Match[str]) -> Iterable[Piece]:
        """What shows of inline markup."""
        if found.group(1) is not None:
            place = found.span(2) if found.group(2) else found.span(1)
            self.outline.link([Piece(*place)], self.outline.text[slice(*found.span(1))])
            return (Piece(*place),)
        if found.group(3) is not None or found.group(5) is not None:
            target = 3 if found.group(3) is not None else 5
            place = found.span(target + 1) if found.group(target + 1) else found.span(target)
            self.outline.link([Piece(*place)], "#" + found.group(target).lstrip("#"))
            return (Piece(*place),)
        group = next((g for g in range(7, 12) if found.group(g) is not None), 0)
        return (Piece(*found.span(group), None, group in (7, 8)),) if group else ()
