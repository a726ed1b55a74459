"""Denials in other words than "we do not ...", and what contradicts each: nothing leaves the device, no messages, no such tools."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.scope import covers, scope_of
from policylint.checks.wording import Lexicon
from policylint.finding import Mark, Severity
from policylint.matching import clauses
from policylint.matching.clauses import NEGATORS
from policylint.matching.index import Hit as Found
from policylint.patterns import word_set
from policylint.rule import Hit
from policylint.site import Policy

_PAIRS = (
    (
        "kept-local",
        ("sent-away",),
        "data are said to stay on the device, and elsewhere to be collected or sent to servers",
    ),
    ("messages-denied", ("messages-sent",), "marketing messages are said not to be sent, and elsewhere to be sent"),
    (
        "tools-denied",
        ("tools-analytics", "tools-advertising"),
        "a kind of tool is said not to be used, and elsewhere to be used",
    ),
)
_ADVERTISING = word_set("ads advertising advertisements admob adsense")
_UNTIL = word_set(
    "unless until except if when without consent permission opt other than however only these such third-party cross"
)
_ASKED = word_set(
    "if unless when consent consented permission choose enable enabled opt subscribe subscribed request agreed sign signed asked export backup sync"
)


def hits(policy: Policy) -> Iterator[Hit]:
    """One hit for each such denial that another statement contradicts."""
    setting = Lexicon(policy, "stance-setting")
    for denied, stated, what in _PAIRS:
        for denial in policy.index.find(f"frame:{denied}"):
            words = policy.index.words(denial.sentence)
            scope = scope_of(policy, denial.sentence)
            if scope.party or not (_UNTIL - {"only"} if denied == "kept-local" else _UNTIL).isdisjoint(words):
                continue
            other = _against(policy, setting, denial, stated)
            if other is not None:
                yield Hit(
                    (_mark(policy, denial), _mark(policy, other)),
                    what + "; attach the exception to the denial, or drop one of the two",
                    Severity.WARNING,
                    (denial.sentence.text, other.sentence.text),
                )
                break


def _against(policy: Policy, setting: Lexicon, denial: Found, frames: tuple[str, ...]) -> Found | None:
    """The first statement that contradicts a denial."""
    index = policy.index
    ads = not _ADVERTISING.isdisjoint(index.words(denial.sentence)[denial.first : denial.last])
    for frame in frames:
        if (frame == "tools-advertising" and not ads) or (frame == "tools-analytics" and ads):
            continue
        for hit in index.find(f"frame:{frame}"):
            words = index.words(hit.sentence)
            if (
                hit.sentence is denial.sentence
                or not NEGATORS.isdisjoint(words)
                or "no" in words
                or not _ASKED.isdisjoint(words)
            ):
                continue
            scope = scope_of(policy, hit.sentence)
            if scope.party or scope.anonymous or not covers(scope_of(policy, denial.sentence), scope):
                continue
            if (
                setting.begins(words[index.own[hit.sentence.index] :][:6], "turn", 2)
                and 0 < hit.sentence.index - denial.sentence.index < 4
            ):
                continue
            if "local" not in setting.names(words[index.own[hit.sentence.index] :]):
                return hit
    return None


def _mark(policy: Policy, hit: Found) -> Mark:
    words, starts, _ = policy.index.tokens[hit.sentence.index]
    begin = max(clauses.clause_start(words, hit.first, hit.sentence.text, starts), policy.index.own[hit.sentence.index])
    return Mark(policy.path, hit.sentence.source(starts[begin], hit.end))
