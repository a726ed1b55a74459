"""Suppressions on the road: what of a site's report is suppressed by its policies' comments and by the configuration."""

from __future__ import annotations

from collections.abc import Sequence

from policylint.config import Config
from policylint.hints import TYPE_CHECKING
from policylint.record import replace
from policylint.report import Report

if TYPE_CHECKING:
    from policylint.document import Document
    from policylint.finding import Finding
    from policylint.gates.entries import Entry
    from policylint.gates.suppress import Asked
    from policylint.gates.telling import Telling
    from policylint.lint import Settings
    from policylint.rulebook import Rulebook


def quieted(report: Report, rulebook: Rulebook, config: Config, settings: Settings, whole: bool) -> Report:
    """The report of one site, with marks as in the documents that were judged, after the gate of suppressions.

    `whole`: every policy that there is was judged. Costs next to nothing where nothing is suppressed.
    """
    documents = [one.document for one in report.documents]
    if not config.suppress and not any(_directed(document) for document in documents):
        return report
    from policylint.gates import suppress

    return suppress.apply(report, telling(rulebook, settings), _asked(config, settings, whole))


def unused(report: Report, rulebook: Rulebook, config: Config, settings: Settings, whole: bool) -> Report:
    """The report of a whole run, with findings about entries of the configuration that hid nothing."""
    if not config.suppress:
        return report
    from policylint.gates import suppress

    told = telling(rulebook, settings)
    return added(report, suppress.unused_entries(report, told, _asked(config, settings, whole)), told)


def telling(rulebook: Rulebook, settings: Settings) -> Telling:
    """Which rules ran, for gates."""
    from policylint.gates.telling import Telling

    # Rules about edits are asked of two versions, by another command.
    on = frozenset(rule.id for rule in rulebook.rules.values() if rule.family != "edit" and settings.wants(rule))
    return Telling(rulebook.rules, on, settings.severities)


def added(report: Report, findings: Sequence[Finding], told: Telling) -> Report:
    """The report with the findings of a gate at its end, and their rules."""
    rules = {finding.rule: told.rules[finding.rule] for finding in findings}
    return replace(report, findings=(*report.findings, *findings), rules={**report.rules, **rules})


def _directed(document: Document) -> bool:
    return any("policylint" in comment.text[:40].lower() for comment in document.comments)


def _asked(config: Config, settings: Settings, whole: bool) -> Asked:
    from policylint.gates.suppress import Asked
    from policylint.tree import matches

    def meant(entry: Entry, path: str) -> bool:
        relative = config.relative(path)
        return any(matches(relative, glob) for glob in entry.paths)

    return Asked(config.suppress, meant, settings.as_of, whole)
