"""Suppressions as they stand in a policy: comments of its source that begin with `policylint-`.

    <!-- policylint-disable-next-line consistency/never-vs-does: counsel signed this off, 2026-03 -->
    <!-- policylint-disable wording, right-erasure: text of the regulator, quoted --> … <!-- policylint-enable -->

The directive, the rules (ids, families, bare names, keys of disclosures), a colon, the reason. The comments are those of
the format: `<!-- -->`, `{# #}`, `..` in reStructuredText, `//` in AsciiDoc.
"""

from __future__ import annotations

from collections.abc import Iterator

from policylint.document import Comment, Document
from policylint.hints import Literal
from policylint.marked import suggest
from policylint.patterns import lazy
from policylint.row import NamedTuple
from policylint.span import Span

Scope = Literal["line", "next-line", "block", "file"]
SCOPES: dict[str, Scope] = {
    "policylint-disable-line": "line",
    "policylint-disable-next-line": "next-line",
    "policylint-disable": "block",
    "policylint-disable-file": "file",
}
ENABLE = "policylint-enable"
WORDS = (*SCOPES, ENABLE)
SHAPE = "policylint-disable-next-line RULE: reason"
_NAMES = lazy(r"[^\s,]+")
_MEANT = lazy(r"(?i)policylint[-_:]?(?:\s*(?:disable|enable|ignore|suppress|allow|skip|off|on)\b|-)")


class Suppression(NamedTuple):
    """One name of one comment: `name` as written, the `region` of the document's text that it covers, the comment's own `span`."""

    name: str
    scope: Scope
    region: Span
    reason: str
    span: Span


class Slip(NamedTuple):
    """A comment that was meant as a suppression and is none."""

    span: Span
    message: str


class Directives(NamedTuple):
    """What the comments of a document say."""

    suppressions: tuple[Suppression, ...] = ()
    slips: tuple[Slip, ...] = ()


def read(document: Document) -> Directives:
    """The suppressions of a document, in the order of its text. They reach no further than the file that they stand in."""
    comments = [c for c in document.comments if c.text[:40].lstrip()[:10].casefold() == "policylint"]
    if not comments:
        return Directives()
    comments.sort(key=lambda comment: comment.span)
    found: list[Suppression] = []
    slips: list[Slip] = []
    opened: list[Suppression] = []  # blocks that were not ended yet
    for comment in comments:
        words = " ".join(comment.text.split())
        directive, _, rest = words.partition(" ")
        if directive not in WORDS:
            if _MEANT.match(words):
                hint = suggest(directive.casefold().rstrip(":"), WORDS)
                slips.append(Slip(comment.span, f"{directive[:60]!r} is no directive{hint}"))
            continue
        names, reason = _parted(rest)
        if directive == ENABLE:
            ended = [s for s in opened if not names or s.name in names]
            opened = [s for s in opened if s not in ended]
            found += [s._replace(region=Span(s.region.start, comment.span.start)) for s in ended]
            unopened = [name for name in names if name not in {s.name for s in ended}]
            if unopened or not (names or ended):
                what = ", ".join(repr(name[:60]) for name in unopened) or "nothing"
                slips.append(
                    Slip(comment.span, f"ends the suppression of {what}, which policylint-disable began nowhere above")
                )
            continue
        if not names:
            slips.append(
                Slip(comment.span, f"names no rule, so it suppresses nothing; allowed: {directive} RULE: reason")
            )
        elif not any(char.isalnum() for char in reason):
            slips.append(
                Slip(
                    comment.span,
                    f"gives no reason, so it suppresses nothing; add one: {directive} {names[0][:60]}: reason",
                )
            )
        else:
            scope = SCOPES[directive]
            region = _region(document, comment, scope)
            made = [Suppression(name, scope, region, reason, comment.span) for name in names]
            if scope == "block":
                opened += made
            else:
                found += made
    return Directives(tuple(sorted(found + opened, key=lambda s: s.span)), tuple(slips))


def _parted(rest: str) -> tuple[tuple[str, ...], str]:
    """The names and the reason of a directive, parted by the first colon or by ' -- '."""
    cuts = [(at, length) for mark, length in ((":", 1), (" -- ", 4)) if (at := rest.find(mark)) >= 0]
    at, length = min(cuts, default=(len(rest), 0))
    return tuple(dict.fromkeys(_NAMES.findall(rest[:at]))), rest[at + length :].strip()


def _region(document: Document, comment: Comment, scope: Scope) -> Span:
    file = _file(document, comment.span)
    if scope == "file":
        return file
    if scope == "block":  # to the end, unless it is ended
        return Span(comment.span.end, file.end)
    lines = document.lines
    first, last = lines.position(comment.span.start)[0], lines.position(comment.span.end)[0]
    if scope == "line":
        return Span(lines.span(first).start, lines.span(last).end)
    return _next(document, comment, last, file)


def _file(document: Document, span: Span) -> Span:
    """Where the file that a place stands in lies in the whole."""
    start, size = 0, len(document.text)
    for part in document.parts:
        if part.start <= span.start:
            start, size = part.start, len(part.document.text)
    return Span(start, start + size)


def _next(document: Document, comment: Comment, last: int, file: Span) -> Span:
    """The next line that is more than comments, and all of the paragraph, item, cell or heading that begins on it.

    A line without any (an HTML tag alone) goes on to the next of these.
    """
    lines = document.lines
    for number in range(last + 1, len(lines) + 1):
        place = lines.span(number)
        if place.start >= file.end:
            break
        if not lines.line(number).strip() or _commented(document, place):
            continue
        begun = [b for b in document.blocks if b.kind != "meta" and place.start <= b.span.start <= place.end]
        if not begun and not any(b.span.meets(place) for b in document.blocks if b.kind != "meta"):
            begun = [b for b in document.blocks if b.span.start > place.end][:1]
        end = max((b.span.end for b in begun), default=place.end)
        return Span(place.start, min(max(end, place.end), file.end))
    return Span(comment.span.end, comment.span.end)


def _commented(document: Document, place: Span) -> bool:
    """Whether a line holds nothing but comments."""
    words = document.text[place.start : place.end]
    for comment in document.comments:
        if comment.span.meets(place):
            start, end = max(comment.span.start - place.start, 0), min(comment.span.end, place.end) - place.start
            words = words[:start] + " " * (end - start) + words[end:]
    return not words.strip()


def covering(suppressions: tuple[Suppression, ...], span: Span) -> Iterator[Suppression]:
    """The suppressions whose region a mark lies in or meets."""
    return (s for s in suppressions if s.region.meets(span))
