"""What the views for people show of a document: rows of plain strings, to be laid out and escaped by each view."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.hints import TYPE_CHECKING, Any
from policylint.inspection import shape
from policylint.inspection.plain import LONG, measures
from policylint.inspection.words import Words
from policylint.record import Record
from policylint.showing import plain_path

if TYPE_CHECKING:
    from policylint.document import Document
    from policylint.report import Judged
    from policylint.span import Span

MOST_EVIDENCE = 3  # places shown for one disclosure; the JSON has them all
STATUS = ("stated", "vague", "absent")
_HIDDEN = frozenset({"kind", "path", "line", "column", "endLine", "endColumn", "text", "polarity", "modality", "actor"})


class Place(Record):
    """A line (from 1) and the words there; `file` is '' but for a document in parts."""

    line: int
    words: str
    file: str = ""

    @property
    def at(self) -> str:
        """The place for a reader: "line 3", or "line 3 of rights.md"."""
        return f"line {self.line}" + (f" of {self.file}" if self.file else "")

    @property
    def short(self) -> str:
        """The place for a column of a table: "3", or "rights.md:3"."""
        return f"{self.file}:{self.line}" if self.file else str(self.line)


class DisclosureRow(Record):
    """One disclosure: key, status, the places that show it, and how many more there are."""

    key: str
    status: str
    places: tuple[Place, ...]
    more: int


class FactRow(Record):
    """One fact: kind, its fields as 'name: value', and its place."""

    kind: str
    fields: tuple[str, ...]
    place: Place


class Sheet(Record):
    """All that is shown of one document."""

    path: str
    title: str
    about: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    disclosures: tuple[DisclosureRow, ...]
    facts: tuple[FactRow, ...]


def sheet(one: Judged) -> Sheet:
    """The rows of one document."""
    document = one.document
    words = Words(document)
    rows = []
    for key, answer in one.disclosures.items():
        places = tuple(_place(document, m.span, words) for m in answer.evidence[:MOST_EVIDENCE])
        rows.append(DisclosureRow(key, answer.status, places, max(len(answer.evidence) - MOST_EVIDENCE, 0)))
    counts = tuple((status, sum(row.status == status for row in rows)) for status in STATUS)
    about = [("kind", document.kind), ("language", document.language or "unknown")]
    if one.outcome:
        about.append(("outcome", one.outcome))
    for regime in one.regimes:
        line = f", {_place(document, regime.evidence.span, words).at}" if regime.evidence else ""
        about.append(("regime" if regime.active else "regime (not active)", f"{regime.key} ({regime.tier}{line})"))
    about += [("part", plain_path(file.path)) for file in document.files if document.parts]
    about += [("plain language", line) for line in _plain_language(document, words)]
    about += [("warning", warning) for warning in document.warnings]
    facts = tuple(_facts(one, words))
    return Sheet(plain_path(document.path), document.title, tuple(about), counts, tuple(rows), facts)


def _facts(one: Judged, words: Words) -> Iterator[FactRow]:
    for fact in sorted(one.policy.facts, key=lambda f: (f.span.start, f.span.end)):
        told = shape.fact(one.document, fact)
        if told is None:
            continue
        given = {name: value for name, value in told.items() if name not in _HIDDEN and value not in (None, [])}
        fields = [f"{name}: {_plain(value)}" for name, value in given.items()]
        if told["polarity"] == "denied":
            fields.append("denied")
        if told["modality"] != "states":
            fields.append(told["modality"])
        yield FactRow(told["kind"], tuple(fields), _place(one.document, fact.span, words))


def _place(document: Document, span: Span, words: Words) -> Place:
    told = shape.place(document, span)
    return Place(told["line"], words.at(span), told.get("path", ""))


def _plain_language(document: Document, words: Words) -> Iterator[str]:
    found = measures(document)
    if not found.sentences:
        return
    yield f"{_count(found.words, 'word')} in {_count(found.sentences, 'sentence')}, {found.mean:g} words a sentence"
    if found.long and found.longest is not None:
        at = _place(document, found.longest.source(), words).at
        yield f"{_count(found.long, 'sentence')} of more than {LONG} words; the longest, {at}, has {found.most}"
    if found.ease is not None:
        yield f"Flesch reading ease {found.ease:g} ({found.level}), grade {found.grade:g}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
