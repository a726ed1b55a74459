"""unstated_retention: a schedule of periods that leaves out a kind of data that the policy says it collects.

Only a schedule can have gaps: two concrete ends or more for data that are named, in a section about keeping. A general statement ("all
other data ...", "we keep personal data until ...") covers whatever the schedule leaves out, unless it merely introduces it.
"""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks import families
from policylint.checks.retained import Kept, statements
from policylint.checks.scope import scope_of
from policylint.document import Block, Sentence
from policylint.facts.kinds import Category, Retention
from policylint.finding import Mark
from policylint.matching.tokens import tokenize
from policylint.matching.walking import begins, walk
from policylint.patterns import lazy, word_set
from policylint.record import Record
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_CONCRETE = word_set("duration event indefinite")
_REST = lazy(
    r"\b(?:all other|any other|everything else|other (?:personal )?(?:data|information)|remaining "
    r"(?:personal )?(?:data|information)|otherwise"
    r"|unless (?:otherwise|stated)|in all other cases)\b",
    2,
)
_NOT_KEPT = lazy(
    r"\b(?:not|never|n't|no) (?:\w+ ){0,3}(?:stor|sav|keep|kept|retain|record|hold|collect|see)"
    r"|without storing|anonymi[sz]ed\b|in real time|\b(?:stor|sav|kept|keep)\w* (?:only |locally )?on (?:your|the user's) (?:own )?(?:device|phone|computer)\b",
    2,
)
_ELSEWHERE = word_set(
    "retention deletion sharing rights security transfers children changes cookies complaints officer law"
)
_ITEM_LABEL = lazy(r"\W*([A-Z][^.:;()–—|]{2,60}?)\s?(?::|\s[-–—]\s|[–—])")
_STOP = word_set("data information record records and or the your our of from about a an other")
_HOLDINGS = word_set("app application service profile content user personal customer")
_BEFORE_NOUN = word_set(
    "cookie cookies storage settings setting extension extensions window session cache tab app apps"
)
MOST = 6  # kinds named in one finding


class Collected(Record):
    """A kind of data in the inventory: its family, how it is called there, and where."""

    family: str
    entry: str
    name: str
    sentence: Sentence
    start: int
    end: int
    labelled: bool = False  # a category of its own in a list


@rule("unstated_retention")
def unstated_retention(site: Site) -> Iterator[Hit]:
    """One hit for each policy whose schedule has gaps: at the schedule, with a mark where each kind left out is collected."""
    for policy in site.policies:
        rows = statements(policy)
        schedule = _schedule(policy, rows)
        if not schedule or _has_catch_all(policy, rows):
            continue
        gaps = _gaps(policy, schedule, rows)
        if not gaps:
            continue
        names = [gap.name for gap in gaps]
        more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
        message = (
            f"no period or criterion covers {_joined(names[:MOST])}{more}, though the policy gives "
            f"periods for other data"
        )
        marks = (
            Mark(policy.path, schedule[0].fact.span),
            *(Mark(policy.path, g.sentence.source(g.start, g.end), f"{g.name} collected here") for g in gaps[:MOST]),
        )
        yield Hit(marks, message, subject=tuple(sorted(names)))


def _schedule(policy: Policy, rows: list[Kept]) -> list[Kept]:
    """The rows of the section about keeping that has most of them; none where they are no schedule.

    A schedule names two kinds of data with their concrete ends, or is a list of three that has one concrete end at least.
    """
    sections: dict[int, list[Kept]] = {}
    for kept in rows:
        section = kept.row.sentence.block.section
        if (
            kept.fact.form in _CONCRETE
            and not kept.whole
            and _subject(kept)
            and "retention" in policy.topics(kept.row.sentence)
        ):
            sections.setdefault(section.index, []).append(kept)
    best = max(sections.values(), key=len, default=[])
    if len({_subject(kept) for kept in best}) > 1:
        return best
    labels = {_label(block) for kept in best[:1] for block in _beside(policy, kept)} - {""}
    return best if len(labels) > 2 else []


def _beside(policy: Policy, kept: Kept) -> list[Block]:
    """The items or cells of the list that a row stands in, its own included."""
    block = kept.row.sentence.block
    if block.kind not in ("item", "cell"):
        return []
    return [b for b in policy.document.blocks if b.kind == block.kind and b.section is block.section]


def _subject(kept: Kept) -> str:
    """What a row of the schedule is about: the kinds that it names, or the words of its label."""
    if kept.kinds:
        return " ".join(sorted(kind.entry for kind in kept.kinds))
    block = kept.row.sentence.block
    return _label(block) if block.kind in ("item", "cell") else ""


def _label(block: Block) -> str:
    if block.kind == "cell":
        return block.headers[-1] if len(block.headers) > 1 else ""
    match = _ITEM_LABEL.match(block.flat.text, 0, 80)
    return match[1].strip() if match is not None else ""


def _has_catch_all(policy: Policy, rows: list[Kept]) -> bool:
    """Whether a general statement covers what the schedule leaves out."""
    leads = {kept.row.sentence.block.lead.index for kept in rows if kept.row.sentence.block.lead is not None}
    for kept in rows:
        sentence = kept.row.sentence
        introduces = sentence.index in leads or sentence.text.rstrip().endswith(":")
        if introduces or kept.row.scope.party or kept.copies:
            continue
        if kept.whole or _account_and_more(kept) or (_REST.search(sentence.text) is not None):
            return True
        if (
            not kept.kinds
            and kept.fact.form == "criteria"
            and sentence.block.kind == "paragraph"
            and "retention" in policy.topics(sentence)
        ):
            return True  # "we keep it for as long as the law requires", said of no data in particular
    return False


def _account_and_more(kept: Kept) -> bool:
    """Whether a row is about all that an account holds: "your account and app data", "account, profile and content"."""
    words = set(tokenize(kept.fact.category or _label(kept.row.sentence.block))[0])
    return (
        "account" in words
        and not words.isdisjoint(_HOLDINGS)
        and words <= _HOLDINGS | _STOP | {"account", "all", "any"}
    )


def _gaps(policy: Policy, schedule: list[Kept], rows: list[Kept]) -> list[Collected]:
    """The kinds that are collected and that nothing covers, one of each family, in the order of the text."""
    book = policy.index.book
    named: set[str] = set()
    words: set[str] = set()
    for sentence in _about_keeping(policy, schedule, rows):
        named |= {families.family(book, name) for name in _entries(policy, sentence)}
        if "usage" in sentence.text.lower():
            named.add(families.USAGE)
        words |= set(tokenize(_label(sentence.block))[0]) - _STOP
    for kept in rows:
        words |= set(tokenize(_subject(kept))[0]) - _STOP
    loosely = {covered for name in named for covered in families.covered(name)}
    strictly = {covered for name in named for covered in families.covered(name, apart=True)}
    gaps: dict[str, Collected] = {}
    for one in _inventory(policy):
        if one.family in (strictly if one.labelled else loosely) or one.entry in families.NOT_ASKED:
            continue
        if words.isdisjoint(set(tokenize(one.name)[0]) - _STOP):
            gaps.setdefault(one.family, one)
    return list(gaps.values())


def _about_keeping(policy: Policy, schedule: list[Kept], rows: list[Kept]) -> Iterator[Sentence]:
    """The sentences that say how long data are kept, and all of the schedule's section."""
    sections = {kept.row.sentence.block.section.index for kept in schedule}
    told = {kept.row.sentence.index for kept in rows}
    for sentence in policy.document.sentences:
        if sentence.index in told or sentence.block.section.index in sections:
            yield sentence


def _entries(policy: Policy, sentence: Sentence) -> Iterator[str]:
    """Every kind of data that a statement about keeping names, in its words, its label or its heading."""
    trie = policy.index.book.tries.get("category", {})
    rows = [
        policy.index.words(sentence),
        tokenize(_label(sentence.block))[0],
        tokenize(sentence.block.section.title)[0],
    ]
    for words in rows:
        for at in begins(trie, words):
            for _, name in walk(trie, words, at):
                yield name


def _inventory(policy: Policy) -> Iterator[Collected]:
    """What the policy says it collects, where it lists it: the label of an item, or the kinds that a sentence names."""
    labelled: set[int] = set()
    kept = {fact.sentence.index for fact in policy.all(Retention)}
    trie = policy.index.book.tries.get("category", {})
    for fact in policy.all(Category):
        sentence = fact.sentence
        if (
            not fact.polarity
            or fact.actor == "other"
            or fact.act not in ("collected", "kept")
            or sentence.index in kept
        ):
            continue
        topics = policy.topics(sentence)
        if not topics.isdisjoint(_ELSEWHERE) and "collection" not in topics:
            continue
        scope = scope_of(policy, sentence)
        if scope.anonymous or scope.party or "self-hosted" in scope.products or _NOT_KEPT.search(sentence.text):
            continue
        block = sentence.block
        label = _label(block) if block.kind in ("item", "cell") else ""
        if label and "," not in label:  # "IP address, browser, time" names the data and no category
            if block.index in labelled:
                continue
            words = tokenize(label)[0]
            named = [name for at in begins(trie, words) for _, name in walk(trie, words, at)]
            if named:
                labelled.add(block.index)
                yield _of_label(policy, block, label, named[-1], fact)
                continue
        elif not fact.listed or _before_noun(fact):
            continue
        yield Collected(
            families.family(policy.index.book, fact.name), fact.name, fact.text, sentence, fact.start, fact.end
        )


def _before_noun(fact: Category) -> bool:
    """Whether what looks like a kind of data only tells which of another thing: "a browser cookie"."""
    after = tokenize(fact.sentence.text[fact.end : fact.end + 30])[0]
    return bool(after) and after[0] in _BEFORE_NOUN


def _of_label(policy: Policy, block: Block, label: str, entry: str, fact: Category) -> Collected:
    """The kind that the label of an item names, or the header of a row."""
    family = families.family(policy.index.book, entry)
    first = policy.document.sentences_of(block)[0]
    start = first.text.find(label)
    if start < 0:
        return Collected(family, entry, label, fact.sentence, fact.start, fact.end, True)
    return Collected(family, entry, label, first, start, start + len(label), True)


def _joined(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
