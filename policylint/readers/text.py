"""Plain text: paragraphs, items and headings told from numbering, case, blank lines, length and width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from policylint.document import BlockKind, Document
from policylint.readers import frontmatter, glued, headings
from policylint.readers.flatten import Piece
from policylint.readers.lines import Line, lines_of
from policylint.readers.outline import Outline
from policylint.readers.patterns import lazy
from policylint.readers.templates import mask

_BULLET = lazy("(?:[•●▪■◦‣⁃∙·○►▶✓✔➢\uf0b7\uf0a7] *|[-*+–—] +|o +(?=[A-Z]))(?=\\S)")
_NUMBER_ITEM = lazy(r"(\d{1,2}[.)]|\(\d{1,2}\)|\([a-zA-Z]\)|\([ivx]{1,5}\)|[a-z]\)|[ivx]{1,5}[.)]) +(?=\S)")
_RULE = lazy(r"([=\-~^*_#+.])\1{2,}|(?:[-*_] ?){3,}")
_ATX = lazy(r"(#{1,6}|={1,6}) +(\S.*)")
_STOPS = lazy(r"[.!?:;][\"')\]]*$")


class Unit:
    """Lines that make one block."""

    __slots__ = ("gap", "indent", "kind", "level", "lines", "marker", "offset", "text")

    def __init__(self, kind: BlockKind, line: Line, gap: bool, offset: int = 0, marker: str = "") -> None:
        self.kind: BlockKind = kind
        self.lines = [line]
        self.gap = gap  # a blank line stands before it
        self.offset = offset  # length of the bullet
        self.marker = marker
        self.indent = line.indent
        self.level = 0
        self.text = line.text[offset:]

    def extend(self, line: Line) -> None:
        """Adds a line of the same paragraph."""
        self.lines.append(line)
        self.text += " " + line.text

    def pieces(self) -> list[Piece]:
        """The source that shows, line by line."""
        cut: list[Piece] = []
        for number, line in enumerate(self.lines):
            if number:
                cut.append(Piece(cut[-1].end, line.start, " "))
            cut.append(Piece(line.start + (self.offset if number == 0 else 0), line.end))
        return cut


def read(text: str, path: str, warnings: Iterable[str] = ()) -> Document:
    """A plain text as read."""
    masked = mask(text)
    outline = Outline(text, masked.text)
    outline.comments.extend(masked.comments)
    body = frontmatter.read(outline)
    read_stretch(outline, body, len(text))
    return outline.document(path, "text", tuple(warnings), guess=False)


def read_stretch(outline: Outline, start: int, end: int) -> None:
    """Adds the plain text at start:end of an outline's source."""
    units = units_of(lines_of(outline.text, outline.words, start, end))
    mark_headings(units)
    emit(outline, units)


def _width(lines: Sequence[Line]) -> int:
    """The width that the text was wrapped to by hand, or 0 where a line is a paragraph."""
    shown = [line for line in lines if not line.blank]
    if len(shown) < 4:
        return 0
    lengths = sorted(line.indent + len(line.text) for line in shown)
    high = lengths[int(0.95 * (len(lengths) - 1))]
    if high > 130:
        return 0
    goes_on = sum(
        not above.blank and below.text[:1].islower() and not _STOPS.search(above.text) and not _BULLET.match(below.text)
        for above, below in pairwise(lines)
    )
    return high if goes_on >= max(2, 0.08 * len(shown)) else 0


def units_of(lines: Sequence[Line]) -> list[Unit]:
    """Lines grouped into blocks."""
    width = _width(lines)
    spaced = any(line.blank for line in lines[1:-1])
    units: list[Unit] = []
    gap = True
    for at, line in enumerate(lines):
        if line.blank:
            gap = True
            continue
        if _RULE.fullmatch(line.text):
            if (
                units
                and not gap
                and len(units[-1].lines) == 1
                and units[-1].kind == "paragraph"
                and len(units[-1].text) <= 120
            ):
                units[-1].kind, units[-1].level = "heading", 1 if line.text[0] == "=" else 2
            gap = True
            continue
        unit = _begin(line, gap)
        if unit is not None:
            units.append(unit)
        elif units and not gap and _continues(units[-1], line, width, spaced, lines, at):
            units[-1].extend(line)
        else:
            units.append(Unit("paragraph", line, gap))
        gap = False
    return units


def _begin(line: Line, gap: bool) -> Unit | None:
    """The item or marked heading that a line opens by its first characters."""
    heading = _ATX.fullmatch(line.text)
    if heading is not None and (line.text[0] == "#" or line.text[-1] == "="):
        start, end = heading.start(2), len(line.text.rstrip(line.text[0]).rstrip(" "))
        if start < end:
            unit = Unit("heading", Line(line.start + start, line.start + end, line.indent, line.text[start:end]), gap)
            unit.level = len(heading.group(1))
            return unit
    bullet = _BULLET.match(line.text)
    if bullet is not None:
        return Unit("item", line, gap, bullet.end())
    number = _NUMBER_ITEM.match(line.text)
    if number is not None:
        return Unit("item", line, gap, number.end(), number.group(1))
    counted = headings.numbered(line.text)
    if counted and (gap or not counted.isdigit()):  # "12 High Street" inside an address is no heading
        return Unit("paragraph", line, gap)
    return None


def _continues(unit: Unit, line: Line, width: int, spaced: bool, lines: Sequence[Line], at: int) -> bool:
    """Whether a line goes on with the block above it."""
    above = unit.lines[-1]
    if unit.kind == "heading":
        return False
    if not width:
        # a line is a paragraph; short lines together (an address) are one block
        return (
            spaced
            and unit.kind == "paragraph"
            and max(len(above.text), len(line.text)) < 80
            and not _STOPS.search(above.text)
            and not (len(unit.lines) == 1 and unit.gap and _opens_prose(lines, at))
        )
    if line.text[0].islower():
        return True
    first = line.text.split(" ", 1)[0]
    full = above.indent + len(above.text) + 1 + len(first) > width - 4
    if unit.kind == "item" and line.indent < unit.indent + 1 and _STOPS.search(above.text) and not full:
        return False
    if full:
        return True
    if _STOPS.search(above.text):
        return False
    return not (
        len(unit.lines) == 1
        and headings.plain(unit.text)
        and (headings.title_case(unit.text) or len(unit.text) < 40)
        and _opens_prose(lines, at)
    )


def _opens_prose(lines: Sequence[Line], at: int) -> bool:
    """Whether prose begins at a line: it, or the lines up to the next blank, ends as sentences do."""
    stop = at
    while stop + 1 < len(lines) and not lines[stop + 1].blank:
        stop += 1
        if stop - at > 40:
            break
    return _STOPS.search(lines[stop].text) is not None or len(lines[at].text) > 100


def mark_headings(units: list[Unit]) -> None:
    """Turns the units that serve as headings into headings with levels."""
    found: list[tuple[Unit, str]] = []
    for index, unit in enumerate(units):
        if unit.kind == "heading":
            found.append((unit, "marked"))
        elif style := _heading_style(units, index):
            found.append((unit, style))
            unit.kind = "heading"
            if unit.offset:  # its number belongs to its text
                unit.text = unit.lines[0].text
                unit.offset = 0
    counted = sum(style.startswith("number") for _, style in found)
    capitals = sum(style == "caps" for _, style in found)
    depth = 0
    for unit, style in found:
        if style == "marked":
            depth = unit.level
        elif style.startswith("number"):
            unit.marker = headings.numbered(unit.text) or unit.marker
            unit.level = depth = int(style[6:])
        elif style == "caps":
            unit.level, depth = 1, 0 if counted < 3 else 1
        else:
            unit.level = depth + 1 if counted >= 3 and depth else 2 if capitals >= 2 else 1


def _heading_style(units: list[Unit], index: int) -> str:
    unit = units[index]
    text = unit.lines[0].text if unit.marker else unit.text
    if index + 1 == len(units) or unit.kind not in ("paragraph", "item") or len(unit.lines) > 2:
        return ""
    if unit.kind == "item" and not unit.marker:
        return ""
    after, before = units[index + 1], units[index - 1] if index else None
    number = headings.numbered(text)
    shout = text.endswith(":") and text.isupper()
    if not (headings.plain(text) or (shout and headings.plain(text[:-1]))):
        return ""
    if number or unit.marker:
        if not number or not number[0].isalnum() or (number[0].islower() and not number[0].isdigit()):
            return ""
        if _numbered_alike(number, after) or (
            before is not None and before.kind == "item" and _numbered_alike(number, before)
        ):
            return ""
        return f"number{headings.depth_of(number)}" if headings.title_case(text) or len(text.split()) <= 9 else ""
    strong = headings.title_case(text)
    listed = before is not None and before.kind != "heading" and before.text.endswith(":")
    if strong:
        if listed and not (unit.gap and after.gap and len(after.text) > 1.5 * len(text)):
            return ""
        if index > 3 and _run(units, index) > 2:
            return ""
        return "caps" if text.isupper() else "title"
    if listed or "," in text or len(text.split()) > 8:
        return ""
    if not (headings.is_prose(after.text) or after.kind == "item"):
        return ""
    if before is not None and before.kind == "paragraph" and not headings.ends_body(before.text):
        return ""
    return "title"


def _numbered_alike(number: str, other: Unit) -> bool:
    """Whether a neighbour carries a number of the same depth: then both are items of a list."""
    text = other.lines[0].text
    theirs = headings.numbered(text) or (other.marker if other.kind == "item" else "")
    return bool(theirs) and headings.depth_of(theirs) == headings.depth_of(number) and len(text) < 200


def _run(units: list[Unit], index: int) -> int:
    """How many short title-case lines stand together around a unit."""
    count = 1
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(units) and count < 4:
            text = units[at].text
            if (
                units[at].kind == "item"
                or not (headings.plain(text) or headings.CONTACT.search(text))
                or not headings.title_case(text)
            ):
                break
            count += 1
            at += step
    return count


def emit(outline: Outline, units: Sequence[Unit]) -> None:
    """Adds units to an outline, opening the headings that are glued to sentences."""
    indents: list[int] = []
    level = 1
    for index, unit in enumerate(units):
        pieces = unit.pieces()
        if unit.kind == "heading":
            indents, level = [], max(unit.level, 1)
            draft = outline.heading(pieces, unit.level)
            if draft is not None:
                draft.pseudo = True
                draft.marker = unit.marker
            continue
        if unit.kind == "item":
            while indents and indents[-1] > unit.indent:
                indents.pop()
            if not indents or indents[-1] < unit.indent:
                indents.append(unit.indent)
            outline.items(pieces, depth=len(indents), marker=unit.marker)
            continue
        if not (unit.gap and unit.indent > (indents[-1] if indents else 0)):
            indents = []
        follows = index + 1 < len(units) and units[index + 1].kind == "paragraph"
        if not glued.leading(unit.text) and not (follows and glued.trailing(unit.text)):
            outline.items(pieces, depth=len(indents), kind="paragraph")
            continue
        for kind, part in glued.split(outline.words, pieces, follows):
            if kind == "heading":
                draft = outline.heading(part, level)
                if draft is not None:
                    draft.pseudo = True
            else:
                outline.items(part, depth=len(indents), kind="paragraph")
