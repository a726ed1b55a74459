"""A rule: what it looks for, why, on what law, with the examples that are its tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from policylint.finding import Severity
from policylint.hints import TYPE_CHECKING, Any, Literal
from policylint.record import Record, field

if TYPE_CHECKING:
    from policylint.finding import Mark
    from policylint.site import Site

FAMILIES: tuple[str, ...] = ("disclosure", "consistency", "wording", "document", "edit")
WEIGHTS: tuple[str, ...] = ("editorial", "notable", "material")
LEVELS: tuple[str, ...] = ("must", "should", "good-practice")
POLARITIES: tuple[str, ...] = ("affirmed", "denied", "any")
Level = Literal["must", "should", "good-practice"]
ASKED: tuple[str, ...] = ("always", "active", "claimed")
Asked = Literal["always", "active", "claimed"]


class Citation(Record):
    """One place of law. `level` says how binding it is for a notice; `verified` is False for one given from memory."""

    text: str
    level: Level = "must"
    verified: bool = True


class Selector(Record):
    """Picks places in a policy: by wording (`text`) or by fact (`fact`, narrowed by `where`); one of the two.

    text      phrases in the phrase language (policylint.matching.phrases); any of them picks
    fact      a kind of fact; `where` maps a field to what it must be: ('known',), ('unknown',), or the allowed values
    section   topics; the place must stand in a section (or under a heading) of one of these topics, '' for any
    kinds     kinds of document; () for any
    unless    phrases; a sentence that holds one of them is not picked
    polarity  affirmed: not negated where it stands; denied: negated; any
    within    where text is looked for: 'lead' (default), a sentence, a list item read together with the sentence that
              introduces its list, a cell with its headers; 'sentence', its own words alone; 'heading', headings, which state
              nothing and are never looked at otherwise
    """

    text: tuple[str, ...] = ()
    fact: str = ""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    section: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    polarity: Literal["affirmed", "denied", "any"] = "any"
    within: Literal["lead", "sentence", "heading"] = "lead"


class Cue(Record):
    """One sign among several: where `selector` picks something, it gives `points`, fewer than nought where it speaks against."""

    name: str
    points: int
    selector: Selector


class Weigh(Record):
    """Signs of which none is enough alone: their points are added up, each sign's once, and `threshold` of them are enough."""

    threshold: int
    cues: tuple[Cue, ...]


class Require(Record):
    """The verb of a disclosure: what states it, and what only raises it. Any selector of a list is enough.

    Where none of `stated` picks anything, `weigh` may still find that it is stated.
    """

    stated: tuple[Selector, ...]
    vague: tuple[Selector, ...] = ()
    weigh: Weigh | None = None


class Forbid(Record):
    """The verb that reports every place that one of the selectors picks."""

    selectors: tuple[Selector, ...]


class Comparison(Record):
    """`left` and `right` name a field of a fact of the pair ('a.period', 'old.period'); `op` is one of ==, !=, <, <=, >, >=."""

    left: str
    op: str
    right: str


class Conflict(Record):
    """The verb that reports two facts that cannot both be right: every comparison must hold; unknown never conflicts."""

    a: Selector
    b: Selector
    conditions: tuple[Comparison, ...]


class Change(Record):
    """The verb of an edit; one of the selectors is given.

    removed  what it picks in changed sentences of the old version, where it picks nothing alike in the new one
    added    the same the other way round
    both     facts of changed sentences of both versions that are alike, where every comparison holds between 'old' and 'new'
    same     the fields in which facts are alike; for wording, and without fields, any two are
    """

    removed: Selector | None = None
    added: Selector | None = None
    both: Selector | None = None
    same: tuple[str, ...] = ()
    conditions: tuple[Comparison, ...] = ()


class PythonCheck(Record):
    """A check that does not fit a verb: a function of policylint.checks, or one that @rule registered."""

    name: str


class Gather(Record):
    """The verb that tells the gaps of several disclosures as one finding: `keys` are their names, and `topics` their section."""

    keys: tuple[str, ...]


GATES: tuple[str, ...] = ("suppression", "baseline", "trust")


class Gate(Record):
    """The verb of a rule about quieting itself, which the gate `name` (one of GATES) tells: a suppression without a reason, say."""

    name: str


Verb = Require | Gather | Forbid | Conflict | Change | PythonCheck | Gate
EXAMPLE_KINDS: tuple[str, ...] = ("stated", "vague", "absent", "bad", "good", "miss")


class Example(Record):
    """A text that is a test of its rule.

    kind   disclosure: stated, vague, absent; other families: bad (found exactly at the marks), good (nothing found);
           miss: a known limit, which must still be judged wrongly (`should` says what would be right)
    texts  file name -> text with [[marks]] taken out; one entry '' for a single text
    marks  (file name, start, end) of what must be found, offsets into that text
    line   where it stands in the rule's file
    """

    kind: str
    texts: Mapping[str, str]
    marks: tuple[tuple[str, int, int], ...] = ()
    line: int = 0
    format: str = "markdown"
    should: str = ""
    note: str = ""


class Rule(Record):
    """One rule. `id` is family/name and follows from the path of its file."""

    id: str
    title: str
    why: str
    severity: Severity
    verb: Verb
    law: Mapping[str, Citation] = field(default_factory=dict)
    no_law: str = ""  # why no law is cited
    message: str = ""  # of a finding; for a disclosure, where it is absent
    vague_message: str = ""  # for a disclosure that is only raised
    fix: str = ""
    model: str = ""  # a model clause, with <placeholders>
    topics: tuple[
        str, ...
    ] = ()  # of the sections where the statement would stand: a finding about its absence is shown there
    vague_counts_as_absent: bool = False  # an empty formula is no better than silence
    core: bool = False  # a disclosure that is asked for whatever the regime
    when: tuple[Selector, ...] = ()  # only judged where one of these picks something
    kinds: tuple[str, ...] = ("privacy-policy", "app-notice")  # kinds of document that it is asked of
    baseline: Severity = Severity.WARNING  # of a core disclosure where no active regime asks for it
    asked: Asked = "active"  # unless it is core, a disclosure: always; where a law that it cites is active, or is claimed or configured
    most: Severity = Severity.ERROR  # what its findings may be at most, unless configured: measured imprecise, info
    unless_told: tuple[str, ...] = ()  # disclosures with the same root: where one is told, this one is not
    default: bool = True  # on unless configured
    weight: Literal["material", "notable", "editorial", ""] = ""  # of a change: the class that it gives an edit
    examples: tuple[Example, ...] = ()
    source: str = ""  # file that it was read from
    line: int = 0

    @property
    def family(self) -> str:
        """disclosure, consistency, wording, document or edit."""
        return self.id.partition("/")[0]

    @property
    def name(self) -> str:
        """The id without its family; the key of a disclosure."""
        return self.id.partition("/")[2]


class Hit(Record):
    """What a check found: the places (marks[0] first) and the words of the message; `severity` overrides the rule's."""

    marks: tuple[Mark, ...]
    message: str = ""
    severity: Severity | None = None
    subject: tuple[str, ...] = ()  # for the fingerprint; the marked sentences by default


Check = Callable[["Site"], Iterable[Hit]]
REGISTRY: dict[str, Check] = {}


def rule(name: str) -> Callable[[Check], Check]:
    """Register a Python check under `name`, for a rule file that says `check: name`.

    The function takes a Site and yields Hits. Raises ValueError where the name is taken by another function.
    """

    def register(check: Check) -> Check:
        known: Any = REGISTRY.get(name)
        if known is not None and known is not check:
            raise ValueError(f"two checks are called {name!r}")
        REGISTRY[name] = check
        return check

    return register
