"""Reports made by hand, so that a reporter is tested on exactly what it is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from policylint.document import Document
from policylint.finding import Finding, Mark, Severity, fingerprint
from policylint.readers import read_text
from policylint.record import replace
from policylint.report import ActiveRegime, Judged, Report
from policylint.rule import Citation, Forbid, Rule
from policylint.site import Policy
from policylint.span import Span

RULE = Rule(
    id="wording/example",
    title="An example",
    why="It shows something.",
    severity=Severity.WARNING,
    verb=Forbid(()),
    law={"gdpr": Citation("Art. 5(1)(a)")},
    fix="Say it plainly.",
)


def document(path: str, text: str, format: str = "markdown", **values: Any) -> Document:
    """A document of a kind and language, as `facts.state` would leave it."""
    return replace(read_text(text, path, format), kind="privacy-policy", language="en", **values)


def reported(
    texts: Mapping[str, str],
    message: str = "a message",
    *,
    severity: Severity = Severity.WARNING,
    notes: tuple[str, ...] = (),
    format: str = "markdown",
    regimes: tuple[ActiveRegime, ...] = (),
    facts: Callable[[Document], tuple[Any, ...]] = lambda document: (),
    **values: Any,
) -> Report:
    """A report with one finding, which stands at the [[marks]] of the texts in their order."""
    documents, marks = [], []
    for path, text in texts.items():
        plain, shift = text, 0
        for number, found in enumerate(re.finditer(r"\[\[(.*?)\]\]", text, re.S)):
            start = found.start() - 4 * number
            marks.append((path, Span(start, start + len(found[1]))))
            plain = plain[: found.start() - shift] + found[1] + plain[found.end() - shift :]
            shift += 4
        documents.append(document(path, plain, format))
    findings = ()
    if marks:
        placed = tuple(Mark(p, s, notes[i] if i < len(notes) else "") for i, (p, s) in enumerate(marks))
        print_ = fingerprint("wording/example", marks[0][0], message)
        findings = (Finding("wording/example", severity, message, placed, print_, law=(("gdpr", "Art. 5(1)(a)"),)),)
    judged = tuple(Judged(Policy(d, facts(d), None), regimes, {}) for d in documents)  # type: ignore[arg-type]
    base = Report(findings, judged, rules={"wording/example": RULE}, as_of="2026-01-31")
    return replace(base, **values)


@pytest.fixture(name="reported")
def reported_fixture() -> Callable[..., Report]:
    """The function `reported`, for tests."""
    return reported
