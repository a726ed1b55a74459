"""The gate of trust: a suppression that an edit brings along does not count for that edit, and is told.

What was suppressed before stays so while its sentences stay: by fingerprint, and for a whole file by the rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from policylint.document import Document
from policylint.finding import Finding, Mark, fingerprint
from policylint.gates import directives
from policylint.gates.directives import Suppression
from policylint.gates.suppress import IN_FILE, covers
from policylint.gates.telling import Telling, parted, shown
from policylint.record import replace
from policylint.report import Quieted, Report
from policylint.row import NamedTuple

NEWLY = "document/newly-quieted"


class Comments(NamedTuple):
    """What suppressions did before and do now: names that were quiet in whole files, by policy; and the findings' places of new ones."""

    files: Mapping[str, frozenset[str]]
    new: tuple[tuple[Mark, Suppression], ...]


def compare(before: Iterable[Document], now: Iterable[Document]) -> Comments:
    """The suppressions of policies as they were and as they are, paired by path."""
    was = {document.path: directives.read(document).suppressions for document in before}
    files = {path: frozenset(s.name for s in rows if s.scope == "file") for path, rows in was.items()}
    new: list[tuple[Mark, Suppression]] = []
    for document in now:
        known = Counter(_same(s) for s in was.get(document.path, ()))
        for suppression in directives.read(document).suppressions:
            if known[_same(suppression)]:
                known[_same(suppression)] -= 1
                continue
            file, span = document.home(suppression.span)
            new.append((Mark(file.path, span), suppression))
    return Comments(files, tuple(new))


def _same(suppression: Suppression) -> tuple[str, str, str]:
    return suppression.scope, suppression.name, suppression.reason


def released(report: Report, before: Report, comments: Comments, revision: str) -> Report:
    """The report with only that suppressed in its policies which was suppressed before."""
    pool: Counter[str] = Counter(
        _print(q.finding, key) for q in before.quieted if q.gate == IN_FILE for key in q.finding.keys or ("",)
    )
    kept = list(report.findings)
    quieted: list[Quieted] = []
    for one in report.quieted:
        if one.gate != IN_FILE:
            quieted.append(one)
            continue

        def honoured(finding: Finding, key: str, reason: str = one.reason) -> str:
            names = comments.files.get(finding.basis[0] if finding.basis else finding.path, frozenset())
            if any(covers(name, finding, key) for name in names):
                return reason
            print_ = _print(finding, key)
            pool[print_] -= 1
            return reason if pool[print_] >= 0 else ""

        for part in parted(one.finding, IN_FILE, honoured):
            if isinstance(part, Quieted):
                quieted.append(part)
            else:
                told = f"{part.message} (its suppression does not count: {shown(revision)} has none for this)"
                kept.append(replace(part, message=told))
    return replace(report, findings=tuple(kept), quieted=tuple(quieted))


def tell(comments: Comments, telling: Telling, revision: str) -> list[Finding]:
    """Findings about the suppressions that an edit adds."""
    found: list[Finding] = []
    for mark, suppression in comments.new:
        message = (
            f"this edit suppresses `{shown(suppression.name)}` here ({shown(suppression.reason)}); {waits(revision)}"
        )
        found += telling.finding(NEWLY, message, mark, mark.path, *_same(suppression))
    return found


def waits(revision: str) -> str:
    """The end of a message about what an edit quiets."""
    return f"that counts once it is in {shown(revision)}"


def _print(finding: Finding, key: str) -> str:
    return fingerprint(finding.rule, finding.basis[0], key) if key and finding.basis else finding.fingerprint
