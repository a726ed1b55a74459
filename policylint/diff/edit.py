"""What an edit report is made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policylint.finding import Finding, Mark, Severity
from policylint.hints import TYPE_CHECKING, Literal
from policylint.record import Record, field, replace
from policylint.report import Failure, Judged, Quieted, Report

if TYPE_CHECKING:
    from policylint.edits.dates import Notice
    from policylint.rule import Rule

Status = Literal["modified", "renamed", "added", "deleted"]
STATUSES: tuple[str, ...] = ("modified", "renamed", "added", "deleted")


class Change(Record):
    """One change: its finding, and where it stands in each version (None where it does not). `weight` is the class that it gives the edit."""

    finding: Finding
    old: Mark | None
    new: Mark | None
    weight: str


class Held(Record):
    """A change that a gate (suppression, configuration) holds back, and the reason that it gives."""

    change: Change
    gate: str
    reason: str


class Edit(Record):
    """One policy before and after. `old` is None for a policy that is new, `new` for one that was deleted.

    weight   material, notable or editorial, by all its changes, told or held back
    held     changes that are suppressed
    date     bumped, not-bumped, backwards or no-date
    """

    path: str
    old: Judged | None
    new: Judged | None
    weight: str
    date: str
    notice: Notice
    changes: tuple[Change, ...] = ()
    status: Status = "modified"
    old_path: str = ""
    held: tuple[Held, ...] = ()

    @property
    def documents(self) -> tuple[Judged, ...]:
        """Both versions, as far as they are there; the new one first."""
        return tuple(one for one in (self.new, self.old) if one is not None)


class EditReport(Record):
    """All edits, in the order of their paths; what could not be judged; and the day that counts as that of the edit."""

    edits: tuple[Edit, ...]
    failures: tuple[Failure, ...] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    as_of: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all edits."""
        return tuple(change.finding for edit in self.edits for change in edit.changes)

    @property
    def quieted(self) -> tuple[Quieted, ...]:
        """The findings of changes that are suppressed, with gate and reason."""
        return tuple(Quieted(one.change.finding, one.gate, one.reason) for edit in self.edits for one in edit.held)

    def report(self) -> Report:
        """The edits as findings, for the reporters of `check`."""
        documents = tuple(one for edit in self.edits for one in edit.documents)
        return Report(self.findings, documents, self.failures, self.quieted, self.rules, self.as_of)

    def gated(self) -> Report:
        """The report for programs that show findings in the files as they are: without places in versions that are no file any more."""
        now = {edit.new.document.path: edit.new for edit in self.edits if edit.new is not None}

        def placed(finding: Finding) -> Finding:
            return replace(
                finding, marks=tuple(mark for mark in finding.marks if mark.path in now) or finding.marks[:1]
            )

        findings = tuple(map(placed, self.findings))
        quieted = tuple(replace(quiet, finding=placed(quiet.finding)) for quiet in self.quieted)
        return Report(findings, tuple(now.values()), self.failures, quieted, self.rules, self.as_of)

    def exit_code(self, fail_on: Severity | None = Severity.ERROR, gate: Collection[str] = ()) -> int:
        """2 where anything failed, 1 where a change is at or above `fail_on` (None: never), else 0.

        With `gate`, only changes told by these rules, families or bare names of rules count for the 1.
        """
        report = self.report()
        if gate:
            report = replace(report, findings=tuple(f for f in report.findings if _gates(f.rule, gate)))
        return report.exit_code(fail_on)


def _gates(rule: str, gate: Collection[str]) -> bool:
    family, _, name = rule.partition("/")
    return rule in gate or family in gate or name in gate
