"""Recipients that "only" closes: "we share your data only with our couriers", and data that go to somebody else as well.

Nobody is held to a list that leaves its door open: one under a condition, one that points to another passage, or one that names people whom
no lexicon knows. Courts and buyers of the company are taken for granted, as in any denial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policylint.checks.scope import covers, within_tool
from policylint.checks.statements import Reading, Statement
from policylint.finding import Mark, Severity
from policylint.patterns import word_set
from policylint.rule import Hit
from policylint.site import Policy

MOST = 20  # lists that are compared
_ONLY = word_set("only solely exclusively")
_TO = word_set("with to among between")
_OPEN = word_set(
    "if when where unless whenever consent permission described following below above law laws legal legally required request "
    "requested such these necessary agree agreed allow choose chosen authorised authorized aggregate aggregated anonymous anonymised anonymized"
)
_FREE = frozenset(["authorities", "acquirers", "advisers", "anyone", "somebody"])
PROCESSORS = word_set(
    "service-providers hosting-provider payment-processor analytics-provider email-provider cloud-company couriers it-support"
)
OWN = word_set("group-companies affiliates staff")
_MESSAGE = "said to be shared with some recipients alone, and elsewhere with others; name the others beside them"


def taken_in(named: frozenset[str]) -> frozenset[str]:
    """The recipients that a list of recipients takes in: who names service providers names hosts, and who names a group its staff."""
    wide = named
    if "service-providers" in named:
        wide |= PROCESSORS
    if not named.isdisjoint(("group-companies", "affiliates")):
        wide |= OWN
    return wide | ({"staff"} if named else frozenset())


def hits(
    policy: Policy,
    reading: Reading,
    given: list[Statement],
    stands: Callable[[Statement], bool],
    linked: Callable[[Statement, Statement], bool],
) -> Iterator[Hit]:
    """One hit for each list of recipients that a statement elsewhere goes beyond."""
    closed = [s for s in given if not s.passing and _closed(reading, s)][:MOST]
    for limit in closed:
        known = taken_in(limit.whom)
        for other in given:
            more = other.whom - known - _FREE
            if (
                more
                and other.sentence.block is not limit.sentence.block
                and (other.general or not other.passing)
                and ((limit.general and (other.general or other.objects)) or limit.objects & other.objects)
                and covers(limit.scope, other.scope)
                and (not limit.general or within_tool(reading.policy, limit.scope, other.sentence))
                and stands(other)
                and not _setting(reading, other)
                and not linked(limit, other)
            ):
                yield Hit(
                    tuple(Mark(policy.path, s.sentence.source(s.start, s.end)) for s in (limit, other)),
                    f"personal data: {_MESSAGE}",
                    Severity.WARNING,
                    (limit.sentence.text, other.sentence.text),
                )
                break


def _setting(reading: Reading, statement: Statement) -> bool:
    words = reading.index.words(statement.sentence)
    return not reading.setting.names(words).isdisjoint(("law", "deal", "chosen"))


def _closed(reading: Reading, statement: Statement) -> bool:
    """Whether "only" stands before the act or before the recipients, or right after them, without a way out."""
    if not statement.whom or statement.whom & {"anyone", "somebody"} or statement.scope.party or statement.may:
        return False
    if statement.sentence.text.rstrip().endswith(":"):
        return False
    words = reading.index.words(statement.sentence)
    own = reading.index.own[statement.sentence.index]
    if not _OPEN.isdisjoint(words[own:]):
        return False
    for at in range(own, len(words) - 1):
        if words[at] in _ONLY:
            act = reading.acts.at(words, at + 1)
            if words[at + 1] in _TO or (act is not None and act[1] == "give"):
                return True
    return False
