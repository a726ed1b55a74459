"""Lists of data that are closed by "only" or "nothing else", and kinds of data that are taken and not in them."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks import practices
from policylint.checks.scope import EVERY, covers, scope_of
from policylint.checks.statements import Reading, Statement
from policylint.document import Sentence
from policylint.finding import Mark, Severity
from policylint.record import replace
from policylint.rule import Hit
from policylint.site import Policy

_WIDE = frozenset(["account-data", "identity-data", "profile-data", "contact-data"])
"""Kinds under which a name, an address and a number may be meant."""
_COLLECTING = frozenset(
    "collect collects collected collecting gather gathers".split()
)  # not "receive no other information from X"
_UNSURE = practices.MACHINE | {"name"}  # a name may be that of a file or a project
_MESSAGE = "taken, though nothing beyond what is listed is said to be; add it to the list"


def hits(policy: Policy, reading: Reading, denied: list[Statement]) -> Iterator[Hit]:
    """One hit for each list that a statement elsewhere breaks."""
    for denial in denied:
        words = policy.index.words(denial.sentence)
        closed = denial.act == "collect" and not denial.scope.party and not denial.excepted - {"policy"}
        if closed and reading.closing.names(words) and not _COLLECTING.isdisjoint(words):
            known = practices.listed_before(policy, denial.sentence)
            new = _new(reading, denial.sentence, known, denial.sentence.index)
            if new is not None:
                yield _hit(
                    policy, Mark(policy.path, denial.sentence.source(denial.start, denial.end)), denial.sentence, new
                )
    limits = policy.index.sentences("frame:only-limits")
    for hit in policy.index.find("frame:only-takes"):
        if (
            hit.sentence.index in limits
            or scope_of(policy, hit.sentence).party
            or hit.sentence.text.rstrip().endswith(":")
        ):
            continue
        known = reading.categories.names(policy.index.words(hit.sentence))
        if not known:
            continue
        new = _new(reading, hit.sentence, known, -1)
        if new is not None:
            yield _hit(policy, Mark(policy.path, hit.sentence.source()), hit.sentence, new)


def _new(reading: Reading, sentence: Sentence, known: frozenset[str], after: int) -> Statement | None:
    """A kind of data that is taken in a sentence of a higher number than `after`, and not among those known."""
    policy = reading.policy
    scope = replace(scope_of(policy, sentence), data=EVERY)
    for statement in practices.categories(reading):
        words = policy.index.words(statement.sentence)
        if (
            statement.sentence.index > after
            and statement.sentence.block is not sentence.block
            and not statement.objects <= known | _UNSURE
            and (known.isdisjoint(_WIDE) or not statement.objects.isdisjoint(practices.TECHNICAL))
            and not statement.scope.party
            and "if" not in words
            and "chosen" not in reading.setting.names(words)
            and covers(scope, statement.scope)
        ):
            return statement
    return None


def _hit(policy: Policy, mark: Mark, sentence: Sentence, new: Statement) -> Hit:
    name = " and ".join(sorted(new.objects)).replace("-", " ")
    return Hit(
        (mark, Mark(policy.path, new.sentence.source(new.start, new.end))),
        f"{name}: {_MESSAGE}",
        Severity.WARNING,
        (sentence.text, new.sentence.text),
    )
