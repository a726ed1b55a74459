"""child_ages: two ages for the same thing.

Ages are compared with ages of the same consequence: who may use the service, whom it is directed at, whose data are not taken. An age
at which a parent must agree, may buy, or whose data may be sold is another matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.pairs import Said, apart, hit, pairs, places, said
from policylint.facts.countries import countries
from policylint.facts.kinds import Age
from policylint.finding import Severity
from policylint.patterns import lazy, word_set
from policylint.record import Record, replace
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

MINIMUM, DIRECTED, COLLECTED = "minimum", "directed", "collected"
_OTHER_MATTER = word_set(
    "parent parents parental guardian guardians guardian's parent's sell sells selling sold sale "
    "share shares shared buy buys buying bought purchase purchases purchasing "
    "order orders alcohol tobacco gambling win enter prize marketing advertising advertisements "
    "targeted profiling removal remove removed "
    "delete deleted deletion erase request requests requested depending applicable jurisdiction "
    "jurisdictions unless consent permission supervision account-holder"
)
_DIRECTED = lazy(
    r"\b(?:direct(?:ed)?|intended|aimed|targeted|designed|meant|addressed|address|marketed|offered"
    r"|suitable|target|aim)\b",
    2,
)
_COLLECTED = lazy(
    r"\b(?:collect|gather|solicit|request|process|obtain|receive|store|seek|send|submit|provide|give)\w*\b", 2
)
_SAME_AGE = lazy(
    r"\b(?:below|under|younger than) (?:the aforementioned|the above(?:-mentioned)?|that|this|such|said) age\b", 2
)
_DENIED = lazy(r"\b(?:not|never|n't|no|nor|without)\b|n't\b", 2)
_BARRED = lazy(
    r"\b(?:may not|must not|cannot|can ?not|not (?:allowed|permitted|eligible|use|register|access|sign"
    r"|open)|prohibit\w*|forbidden|barred|excluded"
    r"|(?:do not|don.t) (?:use|register|sign up)"
    r"|(?:nobody|no (?:one|person|child|individual))\b[^.]{0,40}\b(?:may|can|allowed|permitted))",
    2,
)
_MINIMUM = lazy(
    r"\b(?:must be|have to be|need to be|required to be|should be|only\b|minimum age|at least|or older"
    r"|or over|and older|and over|years? and up|over \d\d|above \d\d|(?:is|are) for (?:people|persons"
    r"|users|adults|those))",
    2,
)
_MAY = lazy(
    r"\b(?:may|can|are welcome to|free to|allowed to|able to)\b[^.]{0,30}\b(?:use|register|join|sign"
    r"|open|create|access|play)",
    2,
)


class Bar(Record):
    """What an age decides (`sort`), and the first age in whole years that is let in."""

    sort: str
    age: int
    words: str


_PLACE = 25  # characters between an age and the place that it holds for


@rule("child_ages")
def child_ages(site: Site) -> Iterator[Hit]:
    """One hit for each pair of ages that cannot both hold."""
    bars: dict[int, Bar] = {}
    rows: list[Said] = []
    for policy in site.policies:
        for fact in policy.all(Age):
            bar = read(policy, fact) or referred(policy, fact)
            if bar is not None:
                rows.append(in_scope(policy, fact, (bar.sort, str(bar.age))))
                bars[id(fact)] = bar
    told: set[tuple[str, str, str]] = set()  # one pair of each sort in each pair of policies
    for a, b in pairs(rows):
        first, second = bars[id(a.fact)], bars[id(b.fact)]
        slip = (
            abs(first.age - second.age) == 1 and not apart(a, b) and {first.sort, second.sort} == {DIRECTED, COLLECTED}
        )
        if (
            first.age == second.age
            or not (first.sort == second.sort or slip)
            or bool(a.scope.countries) != bool(b.scope.countries)
            or _by_place(a, b)
        ):
            continue
        key = (a.policy.path, b.policy.path, first.sort)
        if key in told:
            continue
        told.add(key)
        message = (
            f"two ages for {_WHAT[first.sort]}: {places(a, b, first.words, second.words)}; keep one, or "
            f"say for which country or service each is"
        )
        severity = Severity.WARNING if slip else None
        yield hit(a, b, message, severity, notes=(first.words, second.words))


def _by_place(a: Said, b: Said) -> bool:
    """Whether one sentence gives both ages, the later one for a place: "under 12 (or under 15 in France)"."""
    if a.sentence is not b.sentence:
        return False
    later = max(a.fact.end, b.fact.end)
    return any(0 <= place.start - later < _PLACE for place in countries(a.policy.index, a.sentence))


def referred(policy: Policy, fact: Age) -> Bar | None:
    """What the sentences after an age decide by pointing back at it: "nobody below that age", "children under the aforementioned age"."""
    if fact.op != "under":
        return None
    for sentence in policy.document.sentences_of(fact.sentence.block):
        text = sentence.text
        if sentence.index > fact.sentence.index and "age" in text and _SAME_AGE.search(text) and _DENIED.search(text):
            if _COLLECTED.search(text):
                return Bar(COLLECTED, fact.years, f"under {fact.years}")
            return None
    return None


def in_scope(policy: Policy, fact: Age, key: tuple[str, ...] = ()) -> Said:
    """The age with its scope; a country that its sentence names is that of the children ("under 13 in the United States")."""
    row = said(policy, fact, key)
    if row.scope.countries:
        return row
    named = frozenset(place.code for place in countries(policy.index, fact.sentence))
    return replace(row, scope=replace(row.scope, countries=named)) if named else row


_WHAT = {MINIMUM: "who may use the service", DIRECTED: "whom the service is for", COLLECTED: "whose data are not taken"}


def read(policy: Policy, fact: Age) -> Bar | None:
    """What an age decides; None where that is another matter, or cannot be told."""
    words = policy.index.words(fact.sentence)
    own = words[policy.index.own[fact.sentence.index] :]
    if not _OTHER_MATTER.isdisjoint(own):
        return None
    text = fact.sentence.text
    under = fact.op in ("under", "or-younger")
    age = fact.years + 1 if fact.op == "or-younger" else fact.years
    shown = (
        f"under {fact.years}"
        if fact.op == "under"
        else f"{fact.years} or younger"
        if under
        else f"{fact.years} or older"
    )
    if under:
        if _BARRED.search(text):
            return Bar(MINIMUM, age, shown)
        if _DENIED.search(text) and _DIRECTED.search(text):
            return Bar(DIRECTED, age, shown)
        if _DENIED.search(text) and _COLLECTED.search(text):
            return Bar(COLLECTED, age, shown)
        return None
    if _MAY.search(text, max(fact.end - 10, 0)):
        return Bar(MINIMUM, age, shown)
    if _DIRECTED.search(text) and not _DENIED.search(text):
        return Bar(DIRECTED, age, shown)
    if _MINIMUM.search(text) and not _DENIED.search(text):
        return Bar(MINIMUM, age, shown)
    return None
