"""The gate of suppressions: comments in a policy, and the entries of the configuration.

A suppression names rules and gives a reason; without one it suppresses nothing, and that is told. One that hides
nothing is told as well, but only where its rules ran.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence

from policylint.document import Document
from policylint.finding import Finding, Mark
from policylint.gates import directives
from policylint.gates.directives import Directives, Suppression
from policylint.gates.entries import Entry
from policylint.gates.telling import Telling, parted, shown, stands_for
from policylint.marked import suggest
from policylint.record import replace
from policylint.report import Quieted, Report
from policylint.row import NamedTuple
from policylint.span import Span

IN_FILE = "suppression"
CONFIGURED = "configuration"
BAD = "document/bad-suppression"
UNUSED = "document/unused-suppression"


class Asked(NamedTuple):
    """What the configuration has suppressed: its entries, whether one is meant for a file, and the day that counts as today.

    `whole` says that every policy that there is was judged, so that a contradiction between two files could be found.
    """

    entries: tuple[Entry, ...]
    meant: Callable[[Entry, str], bool]
    today: dt.date
    whole: bool = False


def apply(report: Report, telling: Telling, asked: Asked) -> Report:
    """The report (of one site) with what is suppressed quieted, and the findings about the comments that suppress."""
    documents = {one.document.path: one.document for one in report.documents}
    read = {path: directives.read(document) for path, document in documents.items()}
    used: set[Suppression] = set()
    left: list[Finding] = []
    quieted = list(report.quieted)
    sure = {path: tuple(s for s in one.suppressions if s.name in telling.names) for path, one in read.items()}
    for finding in report.findings:
        for part in parted(finding, IN_FILE, lambda f, key: _reason(f, key, sure, used)):
            if isinstance(part, Quieted):
                quieted.append(part)
            else:
                left.append(part)
    kept: list[Finding] = []
    for finding in left:
        for part in parted(finding, CONFIGURED, lambda f, key: _configured(f, key, documents, asked)):
            if isinstance(part, Quieted):
                quieted.append(part)
            else:
                kept.append(_after_its_end(part, documents, asked))
    for one in report.documents:
        path = one.document.path
        alone = len(documents) == 1 and not asked.whole
        kept += _slips(path, read[path], telling)
        if not one.outcome:
            kept += _unused(path, sure[path], used, telling, alone)
    rules = {f.rule: telling.rules[f.rule] for f in kept if f.rule not in report.rules and f.rule in telling.rules}
    return replace(report, findings=tuple(kept), quieted=tuple(quieted), rules={**report.rules, **rules})


def unused_entries(report: Report, telling: Telling, asked: Asked) -> list[Finding]:
    """Findings about entries of the configuration that hid nothing in the policies of a whole run, and could have."""
    found: list[Finding] = []
    for entry in asked.entries:
        files = [one for one in report.documents if any(asked.meant(entry, d.path) for d in one.document.files)]
        ran = frozenset[str]().union(*(telling.ran(name) for name in entry.names))
        if not asked.whole and len(report.documents) == 1:
            ran = frozenset(rule for rule in ran if not rule.startswith("consistency/"))
        if not ran or not any(not one.outcome for one in files):
            continue
        if any(q.gate == CONFIGURED and q.reason == entry.reason and _names(entry, q.finding) for q in report.quieted):
            continue
        what = ", ".join(f"`{name}`" for name in entry.names)
        if entry.until is not None and entry.until < asked.today:
            message = f"line {entry.line}: the suppression of {what} ended with {entry.until}; take it out, or renew it"
        else:
            message = f"line {entry.line}: {what} is suppressed here, and nothing of it is found"
        mark = Mark(entry.path, Span(0, 0))
        found += telling.finding(UNUSED, message, mark, entry.path, *entry.names, *entry.paths, entry.text)
    return found


def _names(entry: Entry, finding: Finding) -> bool:
    return any(
        stands_for(name, finding.rule) or any(stands_for(name, f"disclosure/{key}") for key in finding.keys)
        for name in entry.names
    )


def covers(name: str, finding: Finding, key: str) -> bool:
    """Whether a name stands for a finding, or for one key of it."""
    return stands_for(name, finding.rule) or (bool(key) and stands_for(name, f"disclosure/{key}"))


def _reason(finding: Finding, key: str, read: Mapping[str, tuple[Suppression, ...]], used: set[Suppression]) -> str:
    # What is missing stands nowhere: the one place that it is shown at counts. Of a contradiction either side does.
    for mark in finding.marks[:1] if finding.keys else finding.marks:
        for suppression in directives.covering(read.get(mark.path, ()), mark.span):
            if covers(suppression.name, finding, key):
                used.add(suppression)
                return suppression.reason
    return ""


def _configured(finding: Finding, key: str, documents: Mapping[str, Document], asked: Asked) -> str:
    for entry in asked.entries:
        if (entry.until is None or entry.until >= asked.today) and _meets(entry, finding, key, documents, asked):
            return entry.reason
    return ""


def _after_its_end(finding: Finding, documents: Mapping[str, Document], asked: Asked) -> Finding:
    """The finding, with a word about the suppression that hid it until a day that has passed."""
    for entry in asked.entries:
        if entry.until is not None and entry.until < asked.today:
            for key in finding.keys or ("",):
                if _meets(entry, finding, key, documents, asked):
                    told = (
                        f"{finding.message} (suppressed until {entry.until}, which has passed: {shown(entry.reason)})"
                    )
                    return replace(finding, message=told)
    return finding


def _meets(entry: Entry, finding: Finding, key: str, documents: Mapping[str, Document], asked: Asked) -> bool:
    if not any(covers(name, finding, key) for name in entry.names):
        return False
    for mark in finding.marks:
        document = documents.get(mark.path)
        if document is None or not asked.meant(entry, document.home(mark.span)[0].path):
            continue
        words = " ".join(s.text for s in document.sentences_at(mark.span)) if entry.text else ""
        if not entry.text or " ".join(entry.text.split()).casefold() in words.casefold():
            return True
    return False


def _slips(path: str, read: Directives, telling: Telling) -> Iterator[Finding]:
    for slip in read.slips:
        yield from telling.finding(BAD, slip.message, Mark(path, slip.span), path, slip.message)
    for suppression in read.suppressions:
        if suppression.name not in telling.names:
            message = f"no rule is called {shown(suppression.name)!r}{_hint(suppression.name, telling)}"
            yield from telling.finding(BAD, message, Mark(path, suppression.span), path, suppression.name)


def _hint(name: str, telling: Telling) -> str:
    listed = telling.names if "/" not in name else telling.rules.keys()
    hint = suggest(name, listed)
    if hint.startswith("; did"):
        return hint
    from policylint.rule import FAMILIES

    return suggest(name, FAMILIES) + ", and the rules that `policylint rules` lists"


def _unused(
    path: str, suppressions: Sequence[Suppression], used: set[Suppression], telling: Telling, alone: bool
) -> Iterator[Finding]:
    for suppression in suppressions:
        ran = telling.ran(suppression.name)
        if alone:  # what contradicts it may stand in a file that was not judged now
            ran = frozenset(rule for rule in ran if not rule.startswith("consistency/"))
        if suppression not in used and ran:
            message = f"`{suppression.name}` is suppressed here, and nothing of it is found"
            yield from telling.finding(UNUSED, message, Mark(path, suppression.span), path, suppression.name)
