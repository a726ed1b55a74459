"""What gates share: which rules ran, how a gate tells a finding of its own, and findings parted by key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policylint.finding import Finding, Mark, Severity, fingerprint, narrowed
from policylint.report import Quieted
from policylint.row import NamedTuple
from policylint.rule import FAMILIES, Rule

MOST_SHOWN = 80  # characters of a stranger's words in a message


class Telling(NamedTuple):
    """The rules by id, which of them ran, and the severities that the configuration gives."""

    rules: Mapping[str, Rule]
    on: frozenset[str]
    severities: Mapping[str, Severity] = {}

    def finding(self, rule: str, message: str, mark: Mark, path: str, *subject: str) -> list[Finding]:
        """The finding of a gate's rule; none where that is switched off. `path` and `subject` make its fingerprint."""
        if rule not in self.on:
            return []
        severity = self.severities.get(rule, self.rules[rule].severity)
        print_ = fingerprint(rule, path, *subject)
        return [Finding(rule, severity, message, (mark,), print_, basis=(path, *subject))]

    @property
    def names(self) -> frozenset[str]:
        """What a suppression may name: ids, families, bare names of rules (which the keys of disclosures are)."""
        return frozenset({*FAMILIES, *self.rules, *(rule.name for rule in self.rules.values())})

    def ran(self, name: str) -> frozenset[str]:
        """The ids of the rules that a name stands for, as far as they ran."""
        return frozenset(id for id in self.on if stands_for(name, id))


def stands_for(name: str, rule: str) -> bool:
    """Whether a name (an id, a family or a bare name) stands for a rule."""
    family, _, bare = rule.partition("/")
    return name in (rule, family, bare)


def parted(finding: Finding, gate: str, reason_of: Callable[[Finding, str], str]) -> Iterator[Finding | Quieted]:
    """What is left of a finding and what is quieted of it, by `reason_of(finding, key)`: a reason, or '' for what is told.

    A finding about several gaps is asked about key by key, any other once, with its only key or ''.
    """
    if not finding.gaps:
        reason = reason_of(finding, finding.keys[0] if finding.keys else "")
        yield Quieted(finding, gate, reason) if reason else finding
        return
    by_reason: dict[str, list[str]] = {}
    for gap in finding.gaps:
        by_reason.setdefault(reason_of(finding, gap.key), []).append(gap.key)
    for reason, keys in by_reason.items():
        part = narrowed(finding, frozenset(keys))
        yield Quieted(part, gate, reason) if reason else part


def shown(words: str) -> str:
    """A stranger's words within a message."""
    plain = " ".join(words.split())
    return plain if len(plain) <= MOST_SHOWN else plain[: MOST_SHOWN - 1] + "…"
