"""Two versions to an edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.config import Config
from policylint.diff import held
from policylint.diff.edit import Change, Edit, EditReport, Status
from policylint.document import Document
from policylint.edits.change import ChangeHit
from policylint.edits.comparison import Comparison, compare
from policylint.edits.dates import Notice, day_of, moved, newest, notice
from policylint.edits.judging import judge as judge_edit
from policylint.facts.state import index_of, policy_of
from policylint.finding import Finding, Mark, fingerprint
from policylint.lint import Settings, judge
from policylint.matching.index import search
from policylint.record import Record, replace
from policylint.report import Failure, Judged
from policylint.rule import Rule
from policylint.rulebook import Rulebook
from policylint.run import EMPTY, fault
from policylint.site import Policy
from policylint.span import Span


class Versions(Record):
    """A policy before and after; None for a side that is not there. `kind` is the kind of document, '' where the text decides.

    `dated`: nobody said when the edit was made; the date of the last update that it sets is taken for that, if it is past.
    """

    path: str
    old: Document | None
    new: Document | None
    status: Status = "modified"
    old_path: str = ""
    kind: str = ""
    dated: bool = False


def report(
    versions: Sequence[Versions],
    rulebook: Rulebook,
    settings: Settings,
    failures: Sequence[Failure] = (),
    config: Config | None = None,
    trusted: bool = True,
) -> EditReport:
    """The edits of some policies, without what they and the configuration suppress (`trusted`: see diff.held).

    What makes us crash is a failure of the report, and the others are judged none the less.
    """
    edits: list[Edit] = []
    told = [*failures, *(Failure(m.path, m.message, m.line) for m in rulebook.mistakes)]
    for one in versions:
        try:
            found = edit(one, rulebook, settings, told)
            if found.old is not None and found.new is not None:
                old, new = found.old.document, found.new.document
                changes, back = held.parted(found.changes, old, new, rulebook, config or Config(), settings, trusted)
                found = replace(found, changes=changes, held=back)
            edits.append(found)
        except Exception as error:
            told.append(Failure(one.path, fault(error)))
    used = {c.finding.rule for one in edits for c in (*one.changes, *(back.change for back in one.held))}
    rules = {key: rule for key, rule in rulebook.rules.items() if key in used}
    return EditReport(tuple(edits), tuple(told), rules, settings.as_of.isoformat())


def edit(versions: Versions, rulebook: Rulebook, settings: Settings, failures: list[Failure]) -> Edit:
    """One edit. A policy that is new or deleted is told as such: there is nothing to compare it with."""
    judged = _judged(versions, rulebook, settings)
    for one in judged:
        if one is not None and one.outcome == "empty":
            failures.append(Failure(one.document.path, EMPTY))
    before, after = judged
    if before is None or after is None:
        date = "bumped" if after is not None and (newest(after.policy) or newest(after.policy, True)) else "no-date"
        return Edit(versions.path, before, after, "material", date, Notice(), (), versions.status, versions.old_path)
    old, new = before.policy, after.policy
    today = day_of(old, new, settings.as_of) if versions.dated else settings.as_of
    compared = compare(old, new, before.disclosures, after.disclosures, today)
    found = judge_edit(compared, [rule for rule in rulebook.rules.values() if rule.family == "edit"])
    failures += [
        Failure(versions.path, f"the rule crashed: {type(crash.error).__name__}: {crash.error}", 0, crash.rule)
        for crash in found.crashes
    ]
    return Edit(
        versions.path,
        before,
        after,
        found.weight,
        moved(old, new).status,
        notice(old, new, today),
        tuple(_changes(compared, found.told, settings, {r.key for r in (*before.regimes, *after.regimes) if r.active})),
        versions.status,
        versions.old_path,
    )


def _judged(versions: Versions, rulebook: Rulebook, settings: Settings) -> tuple[Judged | None, Judged | None]:
    kind = versions.kind
    indexes = [
        index_of(document, rulebook.book, kind) if document is not None else None
        for document in (versions.old, versions.new)
    ]
    search([index for index in indexes if index is not None])
    old, new = (judge(policy_of(index), rulebook, settings) if index is not None else None for index in indexes)
    return old, new


def _changes(
    compared: Comparison, told: Sequence[tuple[Rule, ChangeHit]], settings: Settings, laws: set[str]
) -> Iterator[Change]:
    for rule, hit in told:
        if not settings.wants(rule) or not {compared.old.document.kind, compared.new.document.kind} & set(rule.kinds):
            continue
        severity = settings.severities.get(rule.id) or hit.severity or rule.severity
        first = hit.new or _anchor(compared, hit.old)
        marks = (first, hit.old) if hit.old is not None else (first,)
        subject = [_words(policy, mark) for policy, mark in ((compared.old, hit.old), (compared.new, hit.new)) if mark]
        law = [(key, citation.text) for key, citation in rule.law.items()]
        law = [row for row in law if row[0] in laws] or law  # where none is in play, all are shown
        yield Change(
            Finding(
                rule.id,
                severity,
                hit.message or rule.message or rule.title,
                marks,
                fingerprint(rule.id, compared.new.path, *subject),
                law=tuple(law),
            ),
            hit.old,
            hit.new,
            hit.weight,
        )


def _words(policy: Policy, mark: Mark) -> str:
    return policy.document.text[mark.span.start : mark.span.end]


def _anchor(compared: Comparison, gone: Mark | None) -> Mark:
    """Where in the new version something stood that is gone: at what follows the last sentence before it that is still there."""
    document = compared.new.document
    at = 0
    if gone is not None:
        for sentence in compared.old.document.sentences:
            if sentence.source().start >= gone.span.start:
                break
            partner = compared.partner_of_old(sentence)
            if partner is not None:
                at = partner.index + 1
    sentences = document.sentences
    if not sentences:
        return Mark(compared.new.path, Span(0, 0))
    place = sentences[min(at, len(sentences) - 1)].source()
    return Mark(compared.new.path, place, "here it stood")
