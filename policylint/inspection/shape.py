"""The JSON shapes that `check` and `inspect` share: places, marks, regimes, disclosures, facts.

Shapes are plain dicts and lists, ready for `json.dumps`. They only grow: a key keeps its meaning for ever.
Lines and columns count from 1, columns in code points, and an end column is the one after the last character.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from policylint.facts.values import Duration
from policylint.hints import TYPE_CHECKING, Any
from policylint.showing import plain_path

if TYPE_CHECKING:
    from policylint.document import Document
    from policylint.facts.kinds import Fact
    from policylint.finding import Mark
    from policylint.report import ActiveRegime, Answer, Failure, Judged
    from policylint.span import Span

DATE_ROLES = ("effective", "updated", "published")
NOWHERE = {"line": 1, "column": 1, "endLine": 1, "endColumn": 1}  # a mark in a file that was not read
# What a fact's leading field is called in the shape.
_VALUE = {"child-age": "years", "response-time": "period", "notice-period": "period", "regime": "key"}


def dumps(value: Any) -> str:
    """JSON, a container of plain values on a line of its own, larger ones indented by one; ends with a line feed.

    Pure ASCII: the bytes do not depend on the encoding of the terminal, and nothing that a policy says can reach it as
    a control sequence or as a command to a CI server. (`json.dumps` with an indent leaves its C code, and takes ten times as long.)
    """
    return "".join(_lines(value, "\n")).replace("##", "#\\u0023") + "\n"


def _lines(value: Any, end: str) -> Iterator[str]:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not any(isinstance(item, dict | list) and item for item in items):
        yield json.dumps(value)
        return
    inner = end + " "
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    separator = opening
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield separator + inner
        if isinstance(value, dict):
            yield json.dumps(key) + ": "
        yield from _lines(item, inner)
        separator = ","
    yield end + closing


def place(document: Document, span: Span) -> dict[str, Any]:
    """line, column, endLine, endColumn of a span in its file; `path` is that of the file where the document is in parts."""
    file, here = document.home(span)
    line, column = file.lines.position(here.start)
    end_line, end_column = file.lines.position(here.end)
    found: dict[str, Any] = {"path": plain_path(file.path)} if document.parts else {}
    return found | {"line": line, "column": column, "endLine": end_line, "endColumn": end_column}


def mark(document: Document, span: Span) -> dict[str, Any]:
    """A MARK: a place and the source text that stands there."""
    return place(document, span) | {"text": document.text[span.start : span.end]}


def plain(document: Document) -> dict[str, Any]:
    """The plain-language measures of a document."""
    from policylint.inspection.plain import measures

    found = measures(document)
    longest = None if found.longest is None else mark(document, found.longest.source()) | {"words": found.most}
    return {
        "words": found.words,
        "sentences": found.sentences,
        "wordsPerSentence": found.mean,
        "longSentences": found.long,
        "longestSentence": longest,
        "readingEase": found.ease,
        "grade": found.grade,
    }


def regime(document: Document, active: ActiveRegime) -> dict[str, Any]:
    """A law, how it comes into play, and the words that triggered it (null where the configuration did)."""
    evidence: Mark | None = active.evidence
    return {
        "key": active.key,
        "tier": active.tier,
        "active": active.active,
        "evidence": mark(document, evidence.span) if evidence is not None else None,
    }


def disclosure(document: Document, answer: Answer) -> dict[str, Any]:
    """The answer to one disclosure key."""
    return {"status": answer.status, "evidence": [mark(document, m.span) for m in answer.evidence]}


def bodies(one: Judged) -> Iterator[dict[str, Any]]:
    """The bodies of a document that holds several policies (for countries, products): place, regimes and answers of each."""
    document = one.document
    for part in one.bodies:
        inside = document.sentences[part.body.first : part.body.last]
        first, last = place(document, inside[0].source()), place(document, inside[-1].source())
        in_parts = {"path": first["path"], "endPath": last["path"]} if document.parts else {}
        yield {
            "name": part.body.name,
            **in_parts,
            "line": first["line"],
            "endLine": last["endLine"],
            "regimes": [regime(document, r) for r in part.regimes],
            "disclosures": {key: disclosure(document, answer) for key, answer in part.disclosures.items()},
        }


def judged(one: Judged) -> dict[str, Any]:
    """What `check` tells about a document apart from its findings."""
    document = one.document
    in_parts = (
        {"name": document.name, "parts": [plain_path(file.path) for file in document.files]} if document.parts else {}
    )
    return {
        "path": plain_path(document.path),
        **in_parts,
        "kind": document.kind,
        "language": document.language,
        "title": document.title,
        "outcome": one.outcome or "linted",
        "regimes": [regime(document, r) for r in one.regimes],
        "warnings": list(document.warnings),
    }


def failure(one: Failure) -> dict[str, Any]:
    """What could not be done; line and rule are null where there is none."""
    return {"path": plain_path(one.path), "line": one.line or None, "rule": one.rule or None, "message": one.message}


def facts(one: Judged) -> Iterator[dict[str, Any]]:
    """Every FACT of a document in the order of the text."""
    for stated in sorted(one.policy.facts, key=lambda f: (f.span.start, f.span.end)):
        shape = fact(one.document, stated)
        if shape is not None:
            yield shape


def fact(document: Document, stated: Fact) -> dict[str, Any] | None:
    """One fact; None for a mere signal of a regime, which the document's `regimes` tell about.

    Its own fields come first, then how it is stated (polarity, modality, actor), then the MARK. A value that the text
    does not give is null.
    """
    values = stated.values()
    kind = stated.kind
    if kind == "regime" and not values["named"]:
        return None
    if kind == "contact" and values["channel"] == "email" and not values["placeholder"]:
        kind = "email"
        del values["channel"], values["placeholder"]
    polarity = "affirmed" if values.pop("polarity") else "denied"
    modality, actor = values.pop("modality"), values.pop("actor")
    shape: dict[str, Any] = {"kind": kind}
    if kind == "date":
        role = values.pop("role")
        shape["role"] = role if role in DATE_ROLES else "other"
        shape["value"] = _date(values.pop("day"), values["precision"])
    for name, value in values.items():
        shape["value" if name == _VALUE.get(kind) else _camel(name)] = _plain(value)
    shape |= {"polarity": polarity, "modality": modality, "actor": actor or None}
    return shape | mark(document, stated.span)


def _date(day: dt.date | None, precision: str) -> str | None:
    if day is None or precision not in ("day", "month", "year"):
        return None
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]


def _plain(value: Any) -> Any:
    if isinstance(value, Duration):
        return value.iso
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return None if value == "" else value


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
