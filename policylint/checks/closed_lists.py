"""Lists of data that are closed by "only" or "nothing else", and kinds of data that are taken and not in them."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks import practices
from policylint.checks.scope import EVERY, covers, scope_of, within_tool
from policylint.checks.statements import Reading, Statement
from policylint.checks.wording import sentences
from policylint.document import Sentence
from policylint.finding import Mark, Severity
from policylint.matching.index import Hit as Found
from policylint.patterns import word_set
from policylint.record import replace
from policylint.rule import Hit
from policylint.site import Policy

_WIDE = frozenset(["account-data", "identity-data", "profile-data", "contact-data"])
"""Kinds under which a name, an address and a number may be meant."""
_COLLECTING = frozenset(
    "collect collects collected collecting gather gathers".split()
)  # not "receive no other information from X"
_UNSURE = practices.MACHINE | {"name"}  # a name may be that of a file or a project
_BROWSED = word_set("browser operating-system pages-visited server-logs log-data device-data")
_AUTOMATIC = word_set(
    "automatically log logs everybody everyone visitors visit visits whenever standard server servers browser basic passively"
)
_NOT_OF = word_set(
    "children child minors survey surveys newsletter forms sensitive cookies location"
)  # said of one thing alone
MOST = 20  # statements of one sort that are compared
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
    yield from _given(policy, reading)
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
            if not _single(policy, hit):
                continue
            known = practices.IDENTIFYING  # a thing of the publisher's own may have a name
        new = _new(reading, hit.sentence, known, -1)
        if new is not None:
            yield _hit(policy, Mark(policy.path, hit.sentence.source()), hit.sentence, new)


def _points(words: tuple[str, ...]) -> bool:
    """Whether "only" closes a list named before: "we only collect this information when you send it"."""
    return any(
        word in ("this", "that", "these", "such", "it", "them")
        and words[at - 1] in _COLLECTING | {"collected", "store"}
        for at, word in enumerate(words)
        if at
    )


def _single(policy: Policy, hit: Found) -> bool:
    """Whether "the only data we collect is ..." goes on with something that no lexicon of data knows: "which songs are played"."""
    words = policy.index.words(hit.sentence)
    return words[hit.last : hit.last + 1] in (("is",), ("are",)) and "personal" not in words[hit.first : hit.last]


def _given(policy: Policy, reading: Reading) -> Iterator[Hit]:
    """One hit for each "we collect only what you give us" where something is taken from everybody who comes."""
    for sentence in list(sentences(policy, "only-given"))[:MOST]:
        words = policy.index.words(sentence)
        scope = scope_of(policy, sentence)
        if scope.party or "if" in words[:1] or _points(words) or not _NOT_OF.isdisjoint(words):
            continue
        wanted = (
            practices.TECHNICAL if "personal" in words or "identification" in words else practices.TECHNICAL | _BROWSED
        )
        for statement in practices.categories(reading):
            taken = policy.index.words(statement.sentence)
            if (
                statement.sentence.block is not sentence.block
                and not statement.objects.isdisjoint(wanted)
                and not _AUTOMATIC.isdisjoint(taken)
                and not statement.scope.party
                and not statement.scope.anonymous
                and "if" not in taken
                and covers(replace(scope, data=EVERY), statement.scope)
                and within_tool(policy, scope, statement.sentence)
            ):
                name = " and ".join(sorted(statement.objects)).replace("-", " ")
                yield Hit(
                    (
                        Mark(policy.path, sentence.source()),
                        Mark(policy.path, statement.sentence.source(statement.start, statement.end)),
                    ),
                    f"{name}: taken from everybody, though nothing but what the reader hands over is said to be; name what is taken by itself",
                    Severity.WARNING,
                    (sentence.text, statement.sentence.text),
                )
                break


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
            and within_tool(policy, scope, statement.sentence)
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
