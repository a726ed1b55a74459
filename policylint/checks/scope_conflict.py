"""scope-conflict: the policy says that it does not cover something, and then makes rules for it."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.scope import scope_of
from policylint.checks.statements import Reading
from policylint.checks.wording import Lexicon, sentences, whole
from policylint.document import Sentence
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

# What can be left out of a policy and still be regulated in it; sites of others are not the publisher's to regulate.
_LEXICONS = (
    ("scope-data", ("content",)),
    ("scope-audience", ("applicants", "staff", "end-users", "suppliers", "donors", "students")),
    ("scope-product", ("app", "forum", "store", "premises", "recruitment", "self-hosted", "managed", "newsletter")),
)
MOST = 5  # exclusions that are looked into
_ACTS = frozenset(["give", "sell", "collect", "store", "access", "use"])


@rule("scope_conflict")
def scope_conflict(site: Site) -> Iterator[Hit]:
    """At most one hit for each policy: the exclusion, and a rule about what is excluded."""
    for policy in site.policies:
        index = policy.index
        out = list(sentences(policy, "scope-out"))[:MOST]
        if not out:
            continue
        lexicons = [(Lexicon(policy, name), frozenset(entries)) for name, entries in _LEXICONS]
        for exclusion in out:
            words = index.words(exclusion)
            hit = next(h for h in index.find("frame:scope-out") if h.sentence is exclusion)
            after = _object(words[hit.last :])
            named = frozenset().union(*(lexicon.names(after) & entries for lexicon, entries in lexicons))
            if not named or scope_of(policy, exclusion).party:
                continue
            found = _regulated(policy, exclusion.index, named)
            if found is not None:
                sentence, what = found
                yield Hit(
                    (whole(policy, exclusion), whole(policy, sentence)),
                    f"the policy is said not to cover {_NAMES.get(what, what)}, and makes a rule for it; take it in, or move the rule to where it is governed",
                    subject=(exclusion.text, sentence.text),
                )
                break


def _object(words: tuple[str, ...]) -> tuple[str, ...]:
    """What is left out: the words up to a clause about where it comes from; nothing where it is another's."""
    end = next((at for at, word in enumerate(words) if word in ("which", "from", "whose", "where")), len(words))
    return words[:end] if _OTHERS.isdisjoint(words[:6]) else ()


_OTHERS = frozenset("third other external linked".split())
_NAMES = {
    "content": "what customers store",
    "staff": "employees",
    "end-users": "the customers' users",
    "app": "the app",
    "premises": "the premises",
}


def _regulated(policy: Policy, at: int, named: frozenset[str]) -> tuple[Sentence, str] | None:
    """A statement about one of the things that are left out, elsewhere in the policy."""
    points_away = policy.index.sentences("frame:scope-points-away")
    reading = Reading(policy)
    for denied in (False, True):
        for statement in reading.statements(denied, _ACTS):
            scope = statement.scope
            spoken = (scope.data | scope.audiences | scope.products) & named
            sentence = statement.sentence
            if spoken and sentence.index != at and sentence.index not in points_away and not scope.party:
                return sentence, sorted(spoken)[0]
    return None
