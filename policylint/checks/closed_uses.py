"""Personal data as such "used only to provide the service", and marketing for which they are used as well.

What serves the service is a wide thing; marketing and advertising are the ends that no reader takes for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from policylint.checks.scope import compatible, scope_of
from policylint.checks.statements import Reading
from policylint.checks.wording import sentences, whole
from policylint.document import Sentence
from policylint.facts.kinds import Purpose
from policylint.finding import Severity
from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set
from policylint.record import replace
from policylint.rule import Hit
from policylint.site import Policy

MOST = 20  # closed purposes that are compared
_SOLD = frozenset(["marketing", "advertising"])
_OPEN = word_set(
    "described stated listed disclosed outlined set following below above policy notice unless except consent otherwise law legal including "
    "example such purposes which this these those if when where need specified explained authorised authorized request requests verify verification "
    "form survey application"
)
_ASKED = word_set(
    "consent consented agreed subscribe subscribed subscribers request requested asked permission choose signed"
)
_MESSAGE = (
    "personal data are said to serve the service alone, and elsewhere marketing; name the other end beside the first"
)


def hits(policy: Policy, reading: Reading) -> Iterator[Hit]:
    """One hit for each such sentence, with a purpose that it shuts out."""
    closed = list(islice((s for s in sentences(policy, "purpose-closed") if _all_data(reading, s)), MOST))
    if not closed:
        return
    sold = [p for p in policy.all(Purpose) if _sells(policy, p)]
    for sentence in closed:
        scope = scope_of(policy, sentence)
        own = {p.name for p in policy.all(Purpose) if p.sentence is sentence}
        for purpose in sold:
            other = purpose.sentence
            theirs = scope_of(policy, other)
            # A newsletter is here the end of the use, and no product that has data of its own.
            theirs = replace(theirs, products=theirs.products - {"newsletter"})
            if purpose.name not in own and other is not sentence and compatible(scope, theirs):
                yield Hit(
                    (whole(policy, sentence), whole(policy, other)),
                    _MESSAGE,
                    Severity.WARNING,
                    (sentence.text, other.text),
                )
                break


def _all_data(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence closes the use of personal data as such."""
    index = reading.index
    words = index.words(sentence)[index.own[sentence.index] :]
    if not _OPEN.isdisjoint(words) or not NEGATORS.isdisjoint(words) or reading.categories.names(words):
        return False
    data = {"data", "information", "details"} & set(words)
    return bool(data) and not {"personal", "your"}.isdisjoint(words) and not scope_of(reading.policy, sentence).party


def _sells(policy: Policy, purpose: Purpose) -> bool:
    """Whether a purpose is marketing with the reader's data, and not at the reader's wish."""
    words = policy.index.words(purpose.sentence)
    return (
        purpose.polarity
        and purpose.name in _SOLD
        and purpose.actor != "other"
        and not {"data", "information", "email", "address", "contact"}.isdisjoint(words)
        and NEGATORS.isdisjoint(words)
        and _ASKED.isdisjoint(words)
        and not scope_of(policy, purpose.sentence).party
    )
