"""The gate of accepted findings: a file that a team reviews, says why each was let pass, and lets only those pass.

An entry is one finding, or one key of a finding about several gaps. It is found again by a fingerprint of the rule, the path below the
baseline's folder and the sentences that it is about, so that edits elsewhere and reformatting leave it alone; the same finding
twice needs two entries. An entry hides nothing that is worse than what was accepted, and nothing after its last day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from policylint.document import Document
from policylint.finding import Finding, Mark, Severity, fingerprint
from policylint.gates.telling import Telling, parted, shown
from policylint.record import replace
from policylint.report import Quieted, Report
from policylint.row import NamedTuple
from policylint.span import Span

GATE = "baseline"
STALE = "document/stale-baseline"
EXCERPT = 160  # characters of the policy in an entry
NAMED = 5  # stale entries that a message names


class Entry(NamedTuple):
    """One accepted finding. `key` is that of a disclosure, '' for other rules; `also` are the other files that it is about.

    `text` is where it stood, for those who review the file, and `places` how many places it marked; `accepted` is the day,
    `until` the last day that it hides.
    """

    path: str
    rule: str
    key: str
    severity: Severity
    message: str
    text: str
    also: tuple[str, ...]
    fingerprint: str
    reason: str
    accepted: dt.date
    until: dt.date | None = None
    places: int = 1


class Baseline(NamedTuple):
    """A baseline as read: its path, its entries, and its text, in which marks point at entries."""

    path: str
    entries: tuple[Entry, ...] = ()
    text: str = ""

    @property
    def document(self) -> Document:
        """The file, for reporters that show its lines."""
        return Document(self.path, "text", self.text, (), (), ())


class Unit(NamedTuple):
    """What an entry stands for: a finding or one key of it, as it is found in a report."""

    key: str
    severity: Severity
    fingerprint: str
    places: int


class Files(NamedTuple):
    """How the baseline sees files: by paths below its folder (`relative`), and whether one is there."""

    relative: Callable[[str], str]
    there: Callable[[str], bool]


def unit(finding: Finding, key: str, files: Files) -> Unit:
    """A finding, or one of its keys, as an entry knows it."""
    severity = next((gap.severity for gap in finding.gaps if gap.key == key), finding.severity)
    path, *subject = finding.basis or (finding.path, finding.message)
    about = (key,) if key else tuple(subject)
    return Unit(key, severity, fingerprint(finding.rule, files.relative(path), *about), len(finding.marks))


def apply(report: Report, baseline: Baseline, telling: Telling, files: Files, today: dt.date) -> Report:
    """The report with accepted findings quieted. What was accepted and is told none the less says why; stale entries are told."""
    pool = _pool(baseline.entries, today)
    kept: list[Finding] = []
    quieted = list(report.quieted)
    for finding in report.findings:
        notes: list[str] = []
        for part in parted(finding, GATE, lambda f, key: _reason(unit(f, key, files), pool, today, notes)):  # noqa: B023 - called at once
            if isinstance(part, Quieted):
                quieted.append(part)
            else:
                kept.append(replace(part, message=part.message + "".join(dict.fromkeys(notes))) if notes else part)
    left = [entry for entries in pool.values() for entry in entries]
    kept += _stale(baseline, gone(left, report, telling, files), telling)
    rules = {f.rule: telling.rules[f.rule] for f in kept if f.rule == STALE}
    return replace(
        report,
        findings=tuple(kept),
        quieted=tuple(quieted),
        rules={**report.rules, **rules},
        extras=(*report.extras, baseline.document),
    )


def accept(
    report: Report, old: Sequence[Entry], files: Files, reason: str, today: dt.date, until: dt.date | None = None
) -> tuple[list[Entry], list[Entry]]:
    """(entries that go on, new ones) once every finding of a report is accepted: old ones keep their reason and their day."""
    pool = _pool(old, today)
    sources = report.sources
    new: list[Entry] = []
    spent: list[Entry] = []
    for finding in report.findings:
        for key in finding.keys or ("",):
            one = unit(finding, key, files)
            entry = _take(pool, one, today)
            if entry is None or not _holds(entry, one, today):
                spent += [entry] if entry is not None else []
                new.append(_entry(finding, one, sources.get(finding.path), files, reason, today, until))
    going_on = list(old)
    for entry in spent:
        going_on.remove(entry)
    return going_on, new


def unmatched(report: Report, old: Sequence[Entry], files: Files, today: dt.date) -> list[Entry]:
    """The entries that no finding of a report answers to."""
    pool = _pool(old, today)
    for finding in report.findings:
        for key in finding.keys or ("",):
            _take(pool, unit(finding, key, files), today)
    return [entry for entries in pool.values() for entry in entries]


def gone(entries: Iterable[Entry], report: Report, telling: Telling, files: Files) -> list[Entry]:
    """Those of entries without a finding whose finding is known to be gone: its rule ran on its files, or a file is there no more."""
    judged = {files.relative(path) for one in report.documents for path in (one.document.path, *_parts(one.document))}
    failed = {files.relative(failure.path) for failure in report.failures if failure.path}

    def known(path: str) -> bool:
        return path not in failed and (path in judged or not files.there(path))

    return [
        entry
        for entry in entries
        if (entry.rule in telling.on or entry.rule not in telling.rules)
        and all(known(path) for path in (entry.path, *entry.also))
    ]


def _parts(document: Document) -> Iterator[str]:
    return (file.path for file in document.files)


def _pool(entries: Iterable[Entry], today: dt.date) -> dict[str, list[Entry]]:
    """Entries by fingerprint, those first that hide least."""
    pool: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: (_over(e, today), e.severity, e.places)):
        pool.setdefault(entry.fingerprint, []).append(entry)
    return pool


def _take(pool: dict[str, list[Entry]], one: Unit, today: dt.date) -> Entry | None:
    """The entry of a unit, out of the pool: the first that hides it, else any that is for it."""
    entries = pool.get(one.fingerprint)
    if not entries:
        return None
    at = next((at for at, entry in enumerate(entries) if _holds(entry, one, today)), 0)
    return entries.pop(at)


def _over(entry: Entry, today: dt.date) -> bool:
    return entry.until is not None and entry.until < today


def _holds(entry: Entry, one: Unit, today: dt.date) -> bool:
    return not _over(entry, today) and one.severity <= entry.severity and one.places <= entry.places


def _reason(one: Unit, pool: dict[str, list[Entry]], today: dt.date, notes: list[str]) -> str:
    entry = _take(pool, one, today)
    if entry is None:
        return ""
    if _holds(entry, one, today):
        until = f", until {entry.until}" if entry.until else ""
        return f"{entry.reason} (accepted {entry.accepted}{until})"
    if _over(entry, today):
        notes.append(f" (accepted until {entry.until}, which has passed: {shown(entry.reason)})")
    elif one.severity > entry.severity:
        notes.append(f" (accepted on {entry.accepted} as {entry.severity}, and now {one.severity})")
    else:
        notes.append(f" (accepted on {entry.accepted} in {entry.places} places, and now in {one.places})")
    return ""


def _entry(
    finding: Finding,
    one: Unit,
    source: Document | None,
    files: Files,
    reason: str,
    today: dt.date,
    until: dt.date | None,
) -> Entry:
    span = finding.marks[0].span
    text = " ".join(source.text[span.start : span.end][: EXCERPT * 4].split()) if source else ""
    message = next((gap.words for gap in finding.gaps if gap.key == one.key), finding.message)
    path = finding.basis[0] if finding.basis else finding.path
    also = {files.relative(mark.path) for mark in finding.marks} - {files.relative(path)}
    return Entry(
        path=files.relative(path),
        rule=finding.rule,
        key=one.key,
        severity=one.severity,
        message=message,
        text=text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…",
        also=tuple(sorted(also)),
        fingerprint=one.fingerprint,
        reason=reason,
        accepted=today,
        until=until,
        places=one.places,
    )


def _stale(baseline: Baseline, entries: Sequence[Entry], telling: Telling) -> list[Finding]:
    if not entries:
        return []
    rows = sorted(f"{e.path}: {e.key or e.rule}" for e in entries)
    more = f" and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    noun = "accepted finding is" if len(rows) == 1 else "accepted findings are"
    message = f"{len(rows)} {noun} found no more ({', '.join(map(shown, rows[:NAMED]))}{more}); policylint baseline --prune takes them out"
    at = min((place for e in entries if (place := baseline.text.find(e.fingerprint)) >= 0), default=-1)
    span = Span(at, at + len(entries[0].fingerprint)) if at >= 0 else Span(0, 0)
    return telling.finding(STALE, message, Mark(baseline.path, span), baseline.path)
