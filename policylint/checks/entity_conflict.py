"""entity_conflict: two legal persons, each of them "we" or the controller."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from policylint.bodies import bodies
from policylint.checks.scope import compatible, scope_of
from policylint.facts.countries import countries
from policylint.facts.kinds import Entity
from policylint.finding import Mark, Severity
from policylint.matching.tokens import tokenize
from policylint.patterns import lazy, word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_STRONG = frozenset(["we", "controller"])
_TIES = _STRONG | {"operator", "contact"}
# Said of two persons, these words explain why there are two.
_EXPLAINED = lazy(
    r"\b(?:joint(?:ly)?|affiliat\w*|subsidiar\w*|parent|group|sister|on behalf of|behalf|trading (?:as|name)"
    r"|trade(?:s)? as|d/b/a|doing business|formerly|previously"
    r"|renamed|successor|acquired|merged|owned by|brand|together|collectively|respectively|depending|reside\w*"
    r"|residen\w*|located in|based in|outside|if you (?:are|live|use)"
    r"|customers? in|users? (?:in|from)|for (?:users|customers|people|individuals)|representative|processor"
    r"|service provider|partner\w*|sponsor\w*|registrar|escrow)\b",
    re.IGNORECASE,
)
_RENAMED = lazy(
    r"\b(?:formerly|previously|changed (?:our|its|the) (?:corporate |company |legal )?name|renamed|now (?:known"
    r"|called)|new name|merged|successor|acquired)\b",
    re.IGNORECASE,
)
_FORMS = word_set(
    "ltd limited inc incorporated llc llp lp plc corp corporation co company gmbh ag kg ug mbh bv nv sa sas sarl "
    "srl spa sl ab as aps oy oyj pty pte sdn bhd "
    "kft zrt doo sro ou uab sia the and of ev gbr ohg se eood ood foundation association charity trust "
    "registered e v b n s l p r o u c a d k h"
)
# Spellings of one form, and the forms that one country has beside each other.
_SAME = {"limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co"}
MOST_PERSONS = 40
_FAMILIES = (
    frozenset(["inc", "llc", "corp", "lp"]),
    frozenset(["ltd", "plc", "llp"]),
    frozenset(["gmbh", "ag", "ug", "kg"]),
)


@rule("entity_conflict")
def entity_conflict(site: Site) -> Iterator[Hit]:
    """One hit for each pair of legal persons of one body that cannot both be the one that speaks."""
    for policy in site.policies:
        rows = _persons(policy)
        if len({_full(row) for row in rows}) < 2 or any(
            _RENAMED.search(s.text) for s in policy.document.sentences[:400]
        ):
            continue
        parts = bodies(policy.document)
        told: set[frozenset[str]] = set()
        for a, b in combinations(rows, 2):
            key = frozenset([_full(a), _full(b)])
            if (
                len(key) < 2
                or key in told
                or not any(p.holds(a.sentence.index) and p.holds(b.sentence.index) for p in parts)
            ):
                continue
            severity = _severity(a, b)
            if (
                severity is None
                or _explained(policy, a, b)
                or not compatible(scope_of(policy, a.sentence), scope_of(policy, b.sentence))
            ):
                continue
            told.add(key)
            marks = (_mark(policy, a), _mark(policy, b))
            message = f"`{a.name}` here, `{b.name}` there: one of them is responsible, or it must say for what each is"
            yield Hit(marks, message, severity, (a.name, b.name))


def _persons(policy: Policy) -> list[Entity]:
    """The first statement of each person and tie that has a legal form and a name of its own."""
    found: dict[tuple[str, str], Entity] = {}
    for entity in policy.all(Entity):
        if entity.role != "controller" or entity.tie not in _TIES or not _forms(entity) or not entity.polarity:
            continue
        core = _core(entity)
        named = {n.start for n in countries(policy.index, entity.sentence)}
        if not core or entity.start in named or entity.sentence.block.kind == "heading":
            continue  # "a California corporation" is no name
        found.setdefault((_full(entity), entity.tie), entity)
    return list(found.values())[:MOST_PERSONS]


def _mark(policy: Policy, entity: Entity) -> Mark:
    """The name, without the stop that ends the sentence."""
    end = entity.end - (entity.text.endswith(".") and entity.end == len(entity.sentence.text))
    return Mark(policy.path, entity.sentence.source(entity.start, end))


def _forms(entity: Entity) -> frozenset[str]:
    words = tokenize(entity.form.replace(".", ""))[0]
    return frozenset(_SAME.get(word, word) for word in words if word in _FORMS)


def _core(entity: Entity) -> tuple[str, ...]:
    """The words of a name that are not its legal form."""
    return tuple(word for word in tokenize(entity.name.replace(".", ""))[0] if word not in _FORMS)


def _full(entity: Entity) -> str:
    return " ".join((*_core(entity), *sorted(_forms(entity))))


def _severity(a: Entity, b: Entity) -> Severity | None:
    """How surely two persons exclude each other; None where they need not."""
    first, second = _core(a), _core(b)
    if first == second:
        # One name with two forms of one country is a slip; with those of two countries it is a group.
        drifts = any(_forms(a) & family and _forms(b) & family for family in _FAMILIES) and _forms(a).isdisjoint(
            _forms(b)
        )
        return Severity.WARNING if drifts else None
    if set(first) & set(second) or _initials(first, second) or _initials(second, first):
        return None
    if a.tie in _STRONG and b.tie in _STRONG and "controller" in (a.tie, b.tie):
        return Severity.ERROR
    return Severity.WARNING if a.tie in _STRONG and b.tie in _STRONG else None


def _initials(short: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(name) > 1 and short[0] == "".join(word[0] for word in name)


def _explained(policy: Policy, a: Entity, b: Entity) -> bool:
    """Whether a sentence that names one of them says why, or one names both."""
    if a.sentence is b.sentence or any(_EXPLAINED.search(e.sentence.text) for e in (a, b)):
        return True
    if any(n.kind != "us-state" for e in (a, b) for n in countries(policy.index, e.sentence)) and _core(a) == _core(b):
        return True
    names = a.name.rstrip("."), b.name.rstrip(".")
    return any(names[0] in s.text and names[1] in s.text for s in policy.document.sentences)
