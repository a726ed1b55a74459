"""What a rule says about a policy."""

from __future__ import annotations

from enum import IntEnum

from policylint.record import record
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


@record
class Mark:
    """A place in a document that a finding points at; `note` says what stands there."""

    path: str
    span: Span
    note: str = ""


@record
class Finding:
    """One finding. `marks[0]` is where it stands; further marks are the other statements that it is about.

    `keys` are the disclosure keys that a disclosure finding is about; `law` maps regime keys to citations.
    """

    rule: str
    severity: Severity
    message: str
    marks: tuple[Mark, ...]
    fingerprint: str
    keys: tuple[str, ...] = ()
    law: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        """The file that the finding stands in."""
        return self.marks[0].path


def fingerprint(rule: str, path: str, *subject: str) -> str:
    """A name for a finding that survives edits elsewhere: of rule, document and what it is about, never of a line number.

    `subject` is the normalised text of the statements (or the disclosure keys) that it is about. 32 hex digits.
    """
    from policylint.digest import sha256

    words = "\x1f".join(" ".join(part.casefold().split()) for part in subject)
    digest: str = sha256(f"{rule}\x1e{path}\x1e{words}".encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:32]
