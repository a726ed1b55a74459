"""purpose-limitation-conflict: data are for one purpose alone, and are used for another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from policylint.checks.scope import compatible, scope_of
from policylint.checks.wording import Lexicon, sentences, whole
from policylint.document import Sentence
from policylint.facts.kinds import Purpose
from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

MOST = 40  # closed purposes that are compared
_OTHER_ENDS = frozenset(["marketing", "advertising", "research", "recruitment", "personalise", "analytics"])
_OPEN = word_set(
    "described stated listed disclosed outlined set following below above policy notice unless except consent "
    "otherwise law legal including example such necessary"
)
_GENERAL = word_set("provide providing improve improving service services business")


@rule("closed_purpose")
def closed_purpose(site: Site) -> Iterator[Hit]:
    """One hit for each closed purpose of some kinds of data that another purpose for the same kinds breaks."""
    for policy in site.policies:
        index = policy.index
        categories = Lexicon(policy, "category")
        for closed in islice(sentences(policy, "purpose-closed"), MOST):
            words = index.words(closed)
            data = categories.names(words) - {"statistics", "cookie-data"}
            if (
                not data
                or not _OPEN.isdisjoint(words)
                or not _GENERAL.isdisjoint(words)
                or scope_of(policy, closed).party
            ):
                continue
            own = {f.name for f in policy.all(Purpose) if f.sentence is closed}
            other = _broken(policy, categories, closed, data, own)
            if other is not None:
                first, second = sorted((closed, other), key=lambda s: s.index)
                yield Hit((whole(policy, first), whole(policy, second)), subject=(closed.text, other.text))


def _broken(
    policy: Policy, categories: Lexicon, closed: Sentence, data: frozenset[str], own: set[str]
) -> Sentence | None:
    """A sentence that uses the same kinds of data for an end outside the closed purpose."""
    for purpose in policy.all(Purpose):
        sentence = purpose.sentence
        if (
            sentence is closed
            or not purpose.polarity
            or purpose.name in own
            or purpose.name not in _OTHER_ENDS
            or purpose.actor == "other"
        ):
            continue
        words = policy.index.words(sentence)
        if "consent" in words or not NEGATORS.isdisjoint(words) or categories.names(words).isdisjoint(data):
            continue
        if compatible(scope_of(policy, closed), scope_of(policy, sentence)):
            return sentence
    return None
