"""What a run found: findings, what was quieted and why, failures, and what each document states."""

from __future__ import annotations

from collections.abc import Mapping

from policylint.finding import Finding, Mark, Severity
from policylint.hints import TYPE_CHECKING, Literal
from policylint.record import Record, field

if TYPE_CHECKING:
    from policylint.bodies import Body
    from policylint.document import Document
    from policylint.rule import Rule
    from policylint.site import Policy

Status = Literal["stated", "vague", "absent"]
TIERS: tuple[str, ...] = ("configured", "claimed", "established", "targeted", "incidental", "negated")


class Answer(Record):
    """What a policy says on one disclosure: its status, and the places that show it (none where absent)."""

    status: Status
    evidence: tuple[Mark, ...] = ()


class ActiveRegime(Record):
    """A law and how it comes into play: `tier` is one of TIERS, `evidence` the line that triggered it."""

    key: str
    tier: str
    evidence: Mark | None = None

    @property
    def active(self) -> bool:
        """Whether its requirements are asked for."""
        return self.tier in ("configured", "claimed", "established", "targeted")

    @property
    def binding(self) -> bool:
        """Whether a missing statement may be an error."""
        return self.tier in ("configured", "claimed", "established")


class JudgedBody(Record):
    """One body of a document that holds several: its own regimes and its own answers."""

    body: Body
    regimes: tuple[ActiveRegime, ...]
    disclosures: Mapping[str, Answer]


class Judged(Record):
    """One document as judged. `outcome` is '' for a policy that was linted, else empty, not-a-policy or language.

    `regimes` and `disclosures` are those of the whole document; `bodies` has those of each body where there are several.
    """

    policy: Policy
    regimes: tuple[ActiveRegime, ...]
    disclosures: Mapping[str, Answer]
    outcome: str = ""
    bodies: tuple[JudgedBody, ...] = ()

    @property
    def document(self) -> Document:
        """The document itself."""
        return self.policy.document


class Failure(Record):
    """What could not be done: a file that could not be read, a rule that crashed. Never exits 0."""

    path: str
    message: str
    line: int = 0
    rule: str = ""


class Quieted(Record):
    """A finding that a gate holds back, and the reason that the gate gives."""

    finding: Finding
    gate: str
    reason: str


class Report(Record):
    """The whole answer of a run, in a fixed order: by path as given, then by place."""

    findings: tuple[Finding, ...]
    documents: tuple[Judged, ...]
    failures: tuple[Failure, ...] = ()
    quieted: tuple[Quieted, ...] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)  # those that were on, and those of the findings
    as_of: str = ""  # ISO date that counts as today
    laws: Mapping[str, str] = field(default_factory=dict)  # the names of laws by key
    extras: tuple[Document, ...] = ()  # files beside the policies that findings stand in: a baseline

    @property
    def sources(self) -> dict[str, Document]:
        """Every file that findings stand in, by path: what a mark's path and span refer to. A policy in parts has several."""
        return {file.path: file for file in (*self.extras, *(f for one in self.documents for f in one.document.files))}

    def exit_code(self, fail_on: Severity | None = Severity.ERROR) -> int:
        """2 where anything failed, 1 where a finding is at or above `fail_on` (None: never), else 0."""
        if self.failures:
            return 2
        if fail_on is not None and any(f.severity >= fail_on for f in self.findings):
            return 1
        return 0
