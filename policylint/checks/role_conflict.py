"""role-conflict: controller and processor of the same data, or a processor with purposes of its own."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.scope import compatible, scope_of
from policylint.checks.statements import Reading
from policylint.checks.wording import Lexicon, sentences, whole
from policylint.facts.kinds import Role
from policylint.finding import Severity
from policylint.matching.clauses import NEGATORS
from policylint.matching.tokens import tokenize
from policylint.patterns import word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_EMPTY = word_set(
    "the your our all any such this that of for to and or in data information personal which you we us it these those collected processed "
    "with respect about on by as certain services service purposes under law gdpr is are"
)
_LAW = word_set("law laws legal court legally order comply required")


MOST = 40  # roles that are compared


@rule("role_conflict")
def role_conflict(site: Site) -> Iterator[Hit]:
    """One hit for each pair of roles, and for each use of a processor's data for its own ends."""
    for policy in site.policies:
        yield from _both(policy)
        yield from _own_ends(policy)


def _both(policy: Policy) -> Iterator[Hit]:
    roles = [f for f in policy.all(Role) if f.polarity and f.party == "we" and f.subject][:MOST]
    controllers = [f for f in roles if f.role == "controller"]
    processors = [f for f in roles if f.role == "processor"]
    for a in controllers:
        for b in processors:
            what = _what(a.subject)
            if (
                what
                and what == _what(b.subject)
                and a.sentence is not b.sentence
                and compatible(scope_of(policy, a.sentence), scope_of(policy, b.sentence))
            ):
                first, second = sorted((a, b), key=lambda f: f.sentence.index)
                yield Hit(
                    (whole(policy, first.sentence), whole(policy, second.sentence)),
                    f"controller and processor of the same data ({' '.join(sorted(what))}); say which role holds for which data",
                    Severity.ERROR,
                    (a.sentence.text, b.sentence.text),
                )
                return


def _what(subject: str) -> frozenset[str]:
    """What a role is said of, without the words that any subject has."""
    return frozenset(tokenize(subject)[0][:8]) - _EMPTY


def _own_ends(policy: Policy) -> Iterator[Hit]:
    instructed = list(sentences(policy, "role-instructed"))
    if not instructed:
        return
    own = policy.index.sentences("frame:own-purpose")
    data = Lexicon(policy, "scope-data")
    told = [(s, data.names(policy.index.words(s)) & {"content"}) for s in instructed]
    told = [(s, names) for s, names in told if names]
    if not told or not own:
        return
    for statement in Reading(policy).statements(False, frozenset(["use"])):
        words = policy.index.words(statement.sentence)
        if (
            statement.sentence.index not in own
            or "content" not in statement.scope.data
            or not NEGATORS.isdisjoint(words)
            or not _LAW.isdisjoint(words)
        ):
            continue
        for sentence, _ in told:
            if sentence is not statement.sentence and compatible(scope_of(policy, sentence), statement.scope):
                yield Hit(
                    (whole(policy, sentence), whole(policy, statement.sentence)),
                    "what customers store is said to be processed on their instructions alone, and to be used for ends of the publisher's own",
                    Severity.WARNING,
                    (sentence.text, statement.sentence.text),
                )
                return
