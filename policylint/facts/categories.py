"""Which kinds of data a policy says it takes, and where from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from policylint.document import Block, Sentence
from policylint.facts.context import Context
from policylint.facts.kinds import Category, Fact, Source
from policylint.hints import Any
from policylint.matching import clauses
from policylint.matching.index import Hit
from policylint.matching.tokens import tokenize
from policylint.patterns import lazy
from policylint.record import Record

# Kinds that show little of what is taken: they are facts, but a policy that names nothing else names no kind.
_WEAK = frozenset(
    "cookie-data statistics third-party-data children-data backups legal-records settings event-data".split()
)
_SPECIAL = frozenset(
    "sensitive-data health-data biometric-data ethnicity beliefs sexual-data criminal-data children-data".split()
)
_CELL_WORDS = frozenset(
    "data information category categories collected collect examples type types details what".split()
)
_DATA_WORDS = frozenset(
    (
        "data information name names email profile details account address number user location photo payment "
        "transaction content contact identifier identifiers receipt receipts token tokens results cv resume score scores "
        "list lists grades bought purchase subscription"
    ).split()
)
_KEPT = frozenset("store stored stores keep keeps kept retain retained retains hold holds held save saved".split())
_SHARED = frozenset("share shared sharing disclose disclosed transfer transferred".split())
_TAKING = (
    "receiv", "obtain", "collect", "get", "got", "acquir", "gather",
    "retriev", "import", "learn", "buy", "purchas", "deriv", "combin",
)  # fmt: skip
_NOT_A_SOURCE = frozenset(
    "you services requests consent servers server infrastructure software".split()
)  # "the provider may require you to give us", "provide services to us"
# "Data uploaded by the customer" come from the reader of such a text.
_CUSTOMERS = frozenset(("customer", "customers"))
_TAKEN_BACK = frozenset(("revoke", "revoking", "withdraw", "disconnect"))  # "to revoke the access to your account"
_ENTERED = frozenset(("uploaded", "entered", "submitted"))
_VENDORS = frozenset(
    "hosting-provider payment-processor analytics-provider advertisers email-provider cloud-company couriers it-support credit-agencies "
    "social-networks app-stores business-kinds service-providers group-companies".split()
)
_PLATFORMS = frozenset("facebook google apple twitter github gitlab linkedin discord microsoft slack wordpress".split())
# Frames that need no second look, with the kind of source that each stands for.
_PLAIN = (
    ("source-connected", "connected-account"),
    ("source-signing-in", "login-provider"),
    ("source-posts", "public-sources"),
    ("source-carrier", "service-providers"),
    ("source-release", "authorities"),
    ("source-referral", "other-users"),
    ("source-purchase", "payment-processor"),
    ("source-agent", "employer"),
)
_WHENCE = lazy(
    r"\b(?:where\b.{0,30}\b(?:gets?|obtain|come|collect|from)|sources?|(?:obtained|received|collected) from)\b",
    re.IGNORECASE,
)
_READ = frozenset(("login-provider", "app-store"))
_VENDOR_SUBJECTS = _PLATFORMS | {
    "they",
    "it",
    "disqus",
    "youtube",
    "instagram",
    "amazon",
    "who",
    "which",
    "that",
    "provider",
}
_AUTOMATIC = frozenset(("automatically", "logs", "servers"))
_DIRECT = frozenset(("provide", "submit", "enter"))
_YOURS = frozenset(("your", "yours"))
_AGREEMENT = frozenset(("consent", "permission", "consents", "requests"))
_HEADER = 7  # words of the header of a column of sources
_READER = (
    "yourself",
    "user",
    "direct",
    "third",
    "other",
    "automatic",
    "n/a",
    "none",
    "http",
    "cookie",
    "device",
    "browser",
    "self",
)
_FOLLOWING = 16  # words after "third parties" in which their kind is told
_DEPTH = 3  # of lists within lists whose leads are looked at

_OTHERS = frozenset(
    "party parties provider providers partner partners company companies service services vendor vendors".split()
)
_LINKS = frozenset("link links linked linking".split())


# What is done for the publisher, and is no data: "Larkhost provides us with servers".
_SERVED = frozenset(
    "hosting servers server storage infrastructure captcha captchas protection tools platform software bandwidth hardware cdn".split()
)
_FIGURES = frozenset(
    "evaluation evaluations report reports analysis analyses statistics statistical insights figures overview support".split()
)
_PERSONAL = frozenset("name names email address addresses profile number personal identifier you".split())


def find(context: Context) -> Iterable[Fact]:
    """Category and Source facts."""
    yield from _categories(context)
    yield from _sources(context)


class Collecting(Record):
    """Where a policy speaks of taking data: the sentences that do, that say so of somebody else, or only of handling them."""

    sentences: AbstractSet[int]
    others: AbstractSet[int]
    handling: AbstractSet[int]

    @classmethod
    def of(cls, context: Context) -> Collecting:
        """Read from the frames `collecting` and `handling`."""
        ours: set[int] = set()
        others: set[int] = set()
        for hit in context.hits("collecting"):
            (others if context.actor(hit) == "other" else ours).add(hit.sentence.index)
        return cls(frozenset(ours), frozenset(others - ours), context.sentences("handling"))


def leads(sentence: Sentence) -> Iterator[Sentence]:
    """The sentences that introduce the list or table of a sentence, from the innermost out."""
    block: Block | None = sentence.block
    for _ in range(_DEPTH):
        if block is None or block.lead is None:
            return
        yield block.lead
        block = block.lead.block


def acting(context: Context, hit: Hit) -> str:
    """Who acts in a hit, as the `actor` of a Fact; in "your data are sent" it is not the reader."""
    if context.word_set(hit.sentence).isdisjoint(_YOURS):
        return context.actor(hit)
    words = ["" if word in _YOURS else word for word in context.words(hit.sentence)]
    return clauses.actor(words, hit.first, context.begin(hit))


def _categories(context: Context) -> Iterator[Category]:
    collecting = Collecting.of(context)
    found: list[tuple[Hit, dict[str, Any], tuple[int, int], bool]] = []
    for hit in context.hits("category-named"):
        act, actor = _act(context, hit, collecting)
        if not act:
            continue
        stance = context.stance(hit) | {"act": act, "actor": actor}
        block = hit.sentence.block
        group = (block.section.index, block.lead.index) if block.lead is not None else (-1, hit.sentence.index)
        counts = stance["polarity"] and actor != "other" and hit.value not in _WEAK
        found.append((hit, stance, group, counts))
    taken = {hit.value for hit, _, _, counts in found if counts}
    named: dict[tuple[int, int], set[str]] = {}
    for hit, _, group, counts in found:
        if counts:
            named.setdefault(group, set()).add(hit.value)
    for hit, stance, group, counts in found:
        yield Category(
            **context.place(hit),
            name=hit.value,
            source=_source(context, hit),
            special=hit.value in _SPECIAL,
            several=counts and len(taken) > 1,
            listed=counts and len(named[group]) > 1,
            **stance,
        )


def _act(context: Context, hit: Hit, collecting: Collecting) -> tuple[str, str]:
    """(collected, kept, shared, handled or '', who acts) of the sentence that names a kind of data, its leads or its section."""
    sentence = hit.sentence
    if sentence.index in collecting.sentences:
        return _verb(context.word_set(sentence)), "we"
    if sentence.index in collecting.others:
        return _verb(context.word_set(sentence)), "other"
    for lead in leads(sentence):
        if lead.index in collecting.sentences:
            return "collected", "we"
        if lead.index in collecting.others:
            return "collected", "other"
    block = sentence.block
    if block.kind == "cell" and not _CELL_WORDS.isdisjoint(
        context.words(sentence)[: context.index.own[sentence.index]]
    ):
        return "collected", ""
    if "collection" in context.topics(sentence):
        return "collected", ""
    return ("handled", "we") if sentence.index in collecting.handling else ("", "")


def _verb(held: AbstractSet[str]) -> str:
    if not held.isdisjoint(_SHARED) and held.isdisjoint(("collect", "collected", "collects", "provide")):
        return "shared"
    if not held.isdisjoint(_KEPT) and held.isdisjoint(("collect", "collected", "collects", "provide", "receive")):
        return "kept"
    return "collected"


def _source(context: Context, hit: Hit) -> str:
    held = context.word_set(hit.sentence)
    if not held.isdisjoint(_AUTOMATIC):
        return "automatic"
    return "" if held.isdisjoint(_DIRECT) else "direct"


def _sources(context: Context) -> Iterator[Source]:
    named: dict[int, Source] = {}
    indirect = context.sentences("source-indirect")
    about = context.sentences("category-named") | context.sentences("source-about")
    for hit, value in _told(context):
        words = context.words(hit.sentence)
        stance = context.stance(hit)
        first = words[hit.first]
        bare = _DATA_WORDS.isdisjoint(words) and hit.sentence.index not in about
        if bare or (first.startswith(_TAKING) and acting(context, hit) in ("other", "reader")):
            continue
        if not _AGREEMENT.isdisjoint(words[hit.first : hit.last]):
            continue  # "obtain consent from parents", "requests from an authority"
        asked = ("about", "you") in pairwise(words[hit.first : hit.last])
        passing = (
            not asked
            and not first.startswith(_TAKING)
            and not _NOT_A_SOURCE.isdisjoint(words[hit.first + 1 : hit.last])
        )
        if passing or hit.sentence.text.endswith("?") or _elsewhere(words, hit) or _report(words, hit):
            continue
        at = hit.sentence.index
        if at in indirect:
            stance["polarity"] = True  # "what we did not obtain from you comes from the registry"
        if at not in named or (value and not named[at].name):
            named[at] = Source(**context.place(hit), name=value, **stance)
    for hit, value in _fetched(context):
        if hit.sentence.index not in named:
            stance = context.stance(hit)
            words = context.words(hit.sentence)
            # "nothing that is not already public", "we collect nothing unless your agent gives it to us"
            if "already" in words[hit.first : hit.last] or "unless" in words[: hit.first]:
                stance["polarity"] = True
            named[hit.sentence.index] = Source(**context.place(hit), name=value, **stance)
    for hit in context.hits("source-indirect"):
        if hit.sentence.index not in named and not hit.sentence.text.endswith("?"):
            named[hit.sentence.index] = Source(**context.place(hit), name=hit.value if hit.value != "unnamed" else "")
    for sentence, at in _columns(context):
        if sentence.index not in named:
            _, starts, ends = context.index.tokens[sentence.index]
            named[sentence.index] = Source(sentence=sentence, start=starts[at], end=ends[-1], name="organisations")
    yield from named.values()


def _report(words: tuple[str, ...], hit: Hit) -> bool:
    """Whether it is figures or a service that somebody gives us: "to draw up figures on visits for us"."""
    thing = words[hit.last : hit.last + 6]
    if words[hit.last - 1] in ("us", "me") and not _SERVED.isdisjoint(thing) and _PERSONAL.isdisjoint(thing):
        return True
    return (
        words[hit.last - 1] in ("us", "me")
        and not _FIGURES.isdisjoint(thing)
        and _PERSONAL.isdisjoint(words[hit.last :])
    )


def _columns(context: Context) -> Iterator[tuple[Sentence, int]]:
    """The cells of a column of sources that name somebody else than the reader, with their first tokens."""
    for sentence in context.prose():
        block = sentence.block
        if block.kind == "cell" and not sentence.start and any(_is_source(header) for header in block.headers):
            own = context.index.own[sentence.index]
            words = context.words(sentence)[own:]
            if words and "you" not in words and not any(w.startswith(_READER) for w in words):
                yield sentence, own


def _is_source(header: str) -> bool:
    words = tokenize(header)[0]
    return len(words) < _HEADER and (
        words[:1] in (("source",), ("sources",), ("origin",)) or words[-1:] in (("source",), ("sources",), ("from",))
    )


def _elsewhere(words: tuple[str, ...], hit: Hit) -> bool:
    """Whether others receive, or what is told is only linked to: "the only party that may receive", "links to data provided by"."""
    before = words[max(hit.first - 8, 0) : hit.first]
    for at in range(len(before) - 1, max(len(before) - 4, 0), -1):
        if before[at] in ("that", "which", "who") and before[at - 1] in _OTHERS:
            return True
    return not _LINKS.isdisjoint(before)


def _fetched(context: Context) -> Iterator[tuple[Hit, str]]:
    """Data read out of an account, found in public, or told by others in words that leave no doubt, with the kind of source."""
    for hit in context.hits("source-platform"):
        read = "publicly" not in context.words(hit.sentence)[hit.first : hit.last]
        value = next((v for v in reversed(hit.values) if v), "")  # the last: an act may stand before the source
        if value and value != "unnamed" and (not read or value in _READ) and not _publisher(context, hit):
            yield hit, value
    for hit in context.hits("source-receipt"):
        words = context.words(hit.sentence)
        subject = words[hit.last - 6 : hit.last - 4]
        if hit.value and _VENDOR_SUBJECTS.isdisjoint(subject):
            yield hit, hit.value
    for frame, value in _PLAIN:
        for hit in context.hits(frame):
            yield hit, value
    for hit in context.hits("source-cell"):
        if any(map(_WHENCE.search, hit.sentence.block.headers)):
            yield hit, "organisations"


def _of_others(words: tuple[str, ...]) -> bool:
    """Whether what follows is whom data are about, and no source: "third parties tell us about our customers"."""
    return "about" in words and words[words.index("about") + 1 :][:1] not in (("you",), ("your",), ("individuals",))


def _publisher(context: Context, hit: Hit) -> bool:
    """Whether what looks like a platform is the publisher: its name stands in the title."""
    title = set(tokenize(context.document.title)[0])
    return bool(title) and any(w in title for w in context.words(hit.sentence)[hit.first : hit.last] if w in _PLATFORMS)


def _own(context: Context, at: int) -> tuple[str, ...]:
    """The words of a sentence without its lead's."""
    return context.index.tokens[at][0][context.index.own[at] :]


def _told(context: Context) -> Iterator[tuple[Hit, str]]:
    """Mentions of a source, each with the name of its kind ('' for unnamed third parties)."""
    payments = context.sentences("purpose-payment")
    kinds = [hit for hit in context.hits("source-kind") if hit.value != "unnamed"]
    for hit in context.hits("source-named"):
        value = hit.value
        told = context.words(hit.sentence)[hit.first : hit.last]
        if "please" in told or (told[-1] in _CUSTOMERS and not _ENTERED.isdisjoint(told)):
            continue
        if value == "unnamed":
            words = context.words(hit.sentence)
            more = [
                k.value
                for k in kinds
                if k.sentence.index == hit.sentence.index
                and 0 <= k.first - hit.last <= _FOLLOWING
                and not _of_others(words[hit.last : k.first])
            ]
            value = more[0] if more else "payment-processor" if hit.sentence.index in payments else ""
        yield hit, value
    for hit in context.hits("source-login"):
        value = hit.value
        words = context.words(hit.sentence)
        if not _TAKEN_BACK.isdisjoint(words[max(hit.first - 3, 0) : hit.first]):
            continue
        if value == "unnamed":  # "third-party tools such as Slack"
            inside = (k for k in kinds if k.sentence.index == hit.sentence.index and hit.first < k.first < hit.last)
            value = next((k.value for k in inside), "")
        if value == "login-provider" and not _publisher(context, hit):
            yield hit, value
    for hit in context.hits("source-vendor"):
        told = context.words(hit.sentence)[hit.first : hit.last]
        unnamed = hit.value == "service-providers" and "third" in told
        if hit.value in _VENDORS and "please" not in told:
            yield hit, "" if unnamed else hit.value
    for hit in context.hits("source-people"):
        yield hit, "other-users"
    led = {at for at in context.sentences("source-lead") if ("from", "you") not in pairwise(_own(context, at))}
    sections = {hit.sentence.block.section.index for hit in context.hits("source-heading", headings=True)}
    for hit in kinds:
        if hit.sentence.block.section.index in sections or any(lead.index in led for lead in leads(hit.sentence)):
            yield hit, hit.value
