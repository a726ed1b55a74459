"""What a rule says about a policy."""

from __future__ import annotations

from enum import IntEnum

from policylint.record import Record, replace
from policylint.span import Span


class Severity(IntEnum):
    """How much a finding matters: error gates the build, warning is reported, info is for a reader."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def parse(cls, name: str) -> Severity:
        """The severity called `name` (error, warning, info); ValueError for any other word."""
        try:
            return cls[name.upper()]
        except KeyError:
            raise ValueError(f"no severity: {name!r}; allowed: error, warning, info") from None

    def lower(self, steps: int = 1) -> Severity:
        """This severity some steps down, info at the lowest."""
        return Severity(max(self - steps, 1))


class Mark(Record):
    """A place in a document that a finding points at; `note` says what stands there."""

    path: str
    span: Span
    note: str = ""


class Gap(Record):
    """One of the disclosures that a finding about several tells: its key, its severity, its words in the message, its citations."""

    key: str
    severity: Severity
    words: str
    law: tuple[tuple[str, str], ...] = ()


class Finding(Record):
    """One finding. `marks[0]` is where it stands; further marks are the other statements that it is about.

    `keys` are the disclosure keys that a disclosure finding is about; `law` maps regime keys to citations; `basis` is what the
    fingerprint is made of beside the rule: the document's path, then what the finding is about. `gaps` are the keys one by one,
    where the finding tells several as one.
    """

    rule: str
    severity: Severity
    message: str
    marks: tuple[Mark, ...]
    fingerprint: str
    keys: tuple[str, ...] = ()
    law: tuple[tuple[str, str], ...] = ()
    basis: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def path(self) -> str:
        """The file that the finding stands in."""
        return self.marks[0].path


def gathered(rule: str, head: str, mark: Mark, gaps: tuple[Gap, ...], path: str) -> Finding:
    """The finding that tells several gaps as one; `head` begins its message, `path` is the document's."""
    keys = tuple(gap.key for gap in gaps)
    law: dict[str, dict[str, None]] = {}
    for gap in gaps:
        for regime, text in gap.law:
            law.setdefault(regime, {})[text] = None
    return Finding(
        rule,
        max(gap.severity for gap in gaps),
        head + listed(gaps),
        (mark,),
        fingerprint(rule, path, *keys),
        keys,
        tuple((regime, "; ".join(texts)) for regime, texts in law.items()),
        (path, *keys),
        gaps,
    )


def listed(gaps: tuple[Gap, ...]) -> str:
    """The end of the message of a finding about several gaps."""
    names = [gap.words for gap in gaps]
    return ": " + (names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1])


def narrowed(finding: Finding, keys: frozenset[str]) -> Finding:
    """A finding about several gaps as it would be told of some of its keys alone (at least one of them)."""
    left = tuple(gap for gap in finding.gaps if gap.key in keys)
    if len(left) == len(finding.gaps):
        return finding
    head, _, more = finding.message.rpartition(listed(finding.gaps))
    told = gathered(finding.rule, head, finding.marks[0], left, finding.basis[0])
    return replace(told, marks=finding.marks, message=told.message + more)


def fingerprint(rule: str, path: str, *subject: str) -> str:
    """A name for a finding that survives edits elsewhere: of rule, document and what it is about, never of a line number.

    `subject` is the normalised text of the statements (or the disclosure keys) that it is about. 32 hex digits.
    """
    from policylint.digest import sha256

    words = "\x1f".join(" ".join(part.casefold().split()) for part in subject)
    digest: str = sha256(f"{rule}\x1e{path}\x1e{words}".encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:32]
