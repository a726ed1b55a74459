"""Two statements of a site side by side: whether they can be about the same thing, and how far apart they stand.

Statements of one policy are compared where their scopes are compatible; those of two policies of one publisher where neither is narrowed to
something that the other leaves out. What two policies say apart may be meant for two products, so it is never more than a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policylint.checks.scope import Scope, alike, compatible, scope_of
from policylint.document import Sentence
from policylint.facts.kinds import Fact
from policylint.finding import Mark, Severity
from policylint.record import Record
from policylint.rule import Hit
from policylint.site import Policy

MOST = 60  # statements of one kind that are compared; the quadratic part of a check must stay small whatever the text


class Said(Record):
    """A fact, the policy that states it and what the statement holds for; `key` is its value as far as it is compared."""

    policy: Policy
    fact: Fact
    scope: Scope
    key: tuple[str, ...] = ()

    @property
    def sentence(self) -> Sentence:
        """The sentence that states it."""
        return self.fact.sentence

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the sentence, those of its lead or headers first."""
        return self.policy.index.words(self.fact.sentence)

    def mark(self, note: str = "") -> Mark:
        """Where it stands."""
        return Mark(self.policy.path, self.fact.span, note)


def said(policy: Policy, fact: Fact, key: tuple[str, ...] = ()) -> Said:
    """A fact of a policy with its scope."""
    return Said(policy, fact, scope_of(policy, fact.sentence), key)


def pairs(rows: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
    """Pairs of statements of different keys that can be about the same thing, in the order of the rows.

    Of equal statements the first of each policy and scope is taken.
    """
    kept: dict[tuple[str, tuple[str, ...], Scope], Said] = {}
    for row in rows:
        kept.setdefault((row.policy.path, row.key, row.scope), row)
        if len(kept) == MOST:
            break
    listed = list(kept.values())
    for number, a in enumerate(listed):
        for b in listed[number + 1 :]:
            if a.key != b.key and meet(a, b):
                yield a, b


def meet(a: Said, b: Said) -> bool:
    """Whether two statements can be about the same thing."""
    return compatible(a.scope, b.scope) if a.policy is b.policy else alike(a.scope, b.scope)


def apart(a: Said, b: Said) -> bool:
    """Whether the statements stand in two policies."""
    return a.policy is not b.policy


def hit(
    a: Said,
    b: Said,
    message: str,
    severity: Severity | None = None,
    across: Severity = Severity.WARNING,
    notes: tuple[str, str] = ("", ""),
) -> Hit:
    """The finding that two statements conflict; across two policies of severity `across`."""
    if apart(a, b):
        severity = min(severity, across) if severity is not None else across
    return Hit((a.mark(notes[0]), b.mark(notes[1])), message, severity, subject=(a.sentence.text, b.sentence.text))


def places(a: Said, b: Said, first: str, second: str) -> str:
    """'30 days here, 2 years there', with the other file named where there are two."""
    return f"{first} here, {second} {there(a.policy, b.policy)}"


def there(one: Policy, two: Policy) -> str:
    """'there' within one policy; 'in app.md' for another file, by its name where that tells the two apart."""
    if one is two:
        return "there"
    name = two.path.replace("\\", "/").rpartition("/")[2]
    return f"in {name if name != one.path.replace(chr(92), '/').rpartition('/')[2] else two.path}"
