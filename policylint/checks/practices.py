"""Practices that facts tell and no clause of the publisher: kinds of data taken, purposes of use, as statements to compare."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.clause import DATA
from policylint.checks.scope import scope_of
from policylint.checks.statements import Reading, Statement
from policylint.document import Sentence
from policylint.facts.kinds import AutomatedDecision, Category, Fact, Purpose, Recipient
from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set
from policylint.record import replace
from policylint.site import Policy

IDENTIFYING = word_set(
    "name email-address phone-number date-of-birth precise-location government-id contacts-book sms-call-log call-recordings "
    "bank-account"
)
TECHNICAL = word_set("ip-address device-id")
MACHINE = word_set(
    "crash-reports usage-data device-data location-data log-data server-logs pages-visited browser operating-system"
)
"""What a service takes of the use of it: personal data for a lawyer, and for most writers none."""
_RECEIVERS = word_set(
    "unnamed affiliates group-companies service-providers hosting-provider payment-processor analytics-provider advertisers email-provider "
    "cloud-company couriers it-support advisers authorities credit-agencies social-networks researchers business-kinds"
)
_HOLDING = word_set(
    "receive receives get gets store stores process processes handle handles see sees hold holds host hosts obtain obtains access accesses "
    "has have"
)
_SPOKEN_OF = word_set("from require requires ensure that if when where other whose for by their its these such")
_PURPOSES = {"marketing": "marketing", "advertising": "advertising", "profiling": "profiling"}


def categories(reading: Reading) -> Iterator[Statement]:
    """Every kind of data that points at a person and that the policy says is taken, outside plain clauses: "logs hold your IP address"."""
    for fact in reading.policy.all(Category):
        if (
            fact.polarity
            and fact.act in ("collected", "kept")
            and fact.name in IDENTIFYING | TECHNICAL
            and fact.actor in ("we", "")
        ):
            act = "collect" if fact.act == "collected" else "store"
            yield _statement(reading, fact, act, frozenset([fact.name]), frozenset())


def recipients(reading: Reading) -> Iterator[Statement]:
    """Everybody to whom data are said to go, outside plain clauses too: "couriers receive your address"."""
    for fact in reading.policy.all(Recipient):
        if fact.polarity and fact.act == "given" and fact.actor in ("we", "") and fact.name in _RECEIVERS:
            words = reading.index.words(fact.sentence)
            if NEGATORS.isdisjoint(words) and "if" not in words and fact.text.lower() not in reading.names:
                statement = _statement(reading, fact, "give", frozenset(), frozenset())
                yield replace(statement, whom=frozenset(["anyone" if fact.name == "unnamed" else fact.name]))


def receivers(reading: Reading) -> Iterator[Statement]:
    """Recipients that are said to hold data, as the subject of a sentence: "our hosting provider stores the orders"."""
    index = reading.index
    for hit in index.find("frame:recipient-named"):
        if hit.value not in _RECEIVERS or hit.value == "unnamed" or hit.last >= len(index.words(hit.sentence)):
            continue
        words = index.words(hit.sentence)
        at = hit.last + (words[hit.last] in ("may", "will", "also", "can", "then"))
        if (
            at < len(words)
            and words[at] in _HOLDING
            and NEGATORS.isdisjoint(words)
            and _SPOKEN_OF.isdisjoint(words[max(hit.first - 3, 0) : hit.first])
        ):
            end = min(at + 10, len(words))
            if not DATA.isdisjoint(words[at:end]) or reading.categories.names(words[at:end]):
                yield Statement(
                    hit.sentence,
                    hit.start,
                    index.tokens[hit.sentence.index][2][min(at + 3, len(words) - 1)],
                    "give",
                    False,
                    words[hit.last] == "may",
                    frozenset(),
                    True,
                    False,
                    frozenset([hit.value]),
                    frozenset(),
                    frozenset(),
                    frozenset(),
                    False,
                    False,
                    scope_of(reading.policy, hit.sentence, ()),
                )


def purposes(reading: Reading) -> Iterator[Statement]:
    """Marketing, advertising and profiling that the policy says data are used for."""
    for purpose in reading.policy.all(Purpose):
        words = reading.index.words(purpose.sentence)
        if (
            purpose.polarity
            and purpose.name in _PURPOSES
            and purpose.actor in ("we", "")
            and NEGATORS.isdisjoint(words)
        ):
            yield _statement(reading, purpose, "use", frozenset(), frozenset([_PURPOSES[purpose.name]]))
    for decision in reading.policy.all(AutomatedDecision):
        if decision.polarity and decision.text.lower().startswith("profil"):
            yield _statement(reading, decision, "use", frozenset(), frozenset(["profiling"]))


def _statement(reading: Reading, fact: Fact, act: str, objects: frozenset[str], purposes: frozenset[str]) -> Statement:
    return Statement(
        fact.sentence,
        fact.start,
        fact.end,
        act,
        False,
        fact.modality == "may",
        objects,
        not objects,
        False,
        frozenset(),
        frozenset(),
        reading.narrowing.names(reading.index.words(fact.sentence)),
        purposes,
        False,
        False,
        scope_of(reading.policy, fact.sentence, tuple(word for name in objects for word in name.split("-"))),
    )


def listed_before(policy: Policy, sentence: Sentence) -> frozenset[str]:
    """The kinds of data named up to a sentence, itself included."""
    return frozenset(fact.name for fact in policy.all(Category) if fact.sentence.index <= sentence.index)
