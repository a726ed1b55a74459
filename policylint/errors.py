"""One class a kind of mistake; a message says where, what, and what is allowed."""

from __future__ import annotations


class PolicylintError(Exception):
    """A mistake that the user can mend. `path` and `line` (from 1) are '' and 0 where there is none."""

    def __init__(self, message: str, path: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message, self.path, self.line = message, path, line

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.path and self.line else self.path
        return f"{place}: {self.message}" if place else self.message


class UnreadableInput(PolicylintError):
    """A file that cannot be read as policy text: missing, forbidden, binary, undecodable, of a format without a reader."""


class BadConfiguration(PolicylintError):
    """A configuration file or option that says something that is not allowed."""


class BadRule(PolicylintError):
    """A rule or lexicon file that does not hold what it must."""


class BadUsage(PolicylintError):
    """A command line that asks for what cannot be."""


class RuleFailed(PolicylintError):
    """A rule that crashed on a document: a fault of the rule, never a clean result."""
