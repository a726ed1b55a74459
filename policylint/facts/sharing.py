"""What a policy says that it does, or does not do, with data, and who receives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from policylint.facts.categories import acting, leads
from policylint.facts.context import Context
from policylint.facts.kinds import Fact, Recipient, Sharing
from policylint.matching.index import Hit
from policylint.patterns import lazy
from policylint.record import replace

UNNAMED = frozenset({"unnamed", "affiliates"})
_DATA = frozenset(
    "data information info pii it them details address addresses email number record records anything content this these identity".split()
)
_PLAINLY_DATA = frozenset("data information info pii details records".split())
_CHILDREN = frozenset("child children minors minor kids under parental".split())
_FAINT = frozenset({"authorities", "other-users", "staff", "acquirers"})  # named by most policies in passing
_LAST = 9
_SERVICES = frozenset(
    "analytics-provider advertisers cloud-company email-provider payment-processor hosting-provider".split()
)
_BY = frozenset("by with via through on using".split())
_BESIDE = 3  # words between "handled by" and a service
_CHAIN = 6  # words between the recipients of one list
_REACH = 12  # words between an act and the data that it is done to
_EXCEPT = lazy(
    r"\b(?:except|unless|other than|apart from|save (?:as|for)|without|only (?:if|when|with|to|in|where|as|for)|beyond|besides|"
    r"with the exception|subject to|but only|outside of|"
    r"for (?:their|any|the|direct|commercial|marketing|advertising|promotional|purposes)\b[^.]{0,40}?\bpurposes?)\b.*",
    re.IGNORECASE,
)
# One of these stands wherever the pattern matches.
_EXCEPT_WORDS = frozenset(
    "except unless than apart save without only beyond besides exception subject outside purpose purposes <email> <url>".split()
)
_PROPER = lazy(
    r"\b(?:share[sd]? with|sharing with|disclosed? to|sent? to|provided? to|pass(?:ed)?(?: on)? to|transferred to|transmitted to|"
    r"(?:processed|handled|managed|stored|collected|provided|operated|powered|hosted) (?:by|with|on|at|through|via|using)|"
    r"hosting provider,?|payment processor,?|go to|we use|uses?)\s+(?:the\s+|a\s+company called\s+)?([A-Z][\w&.-]{2,})"
)
_COMPANY = lazy(
    r"([A-ZÀ-Þ][\w&.,'’-]*(?: [\w&.,'’-]+){0,5}? (?:Inc|LLC|L\.L\.C|Ltd|Limited|GmbH|B\.?V|S\.?A|AG|Corp|Corporation|"
    r"PLC|plc|SAS|S\.?r\.?l|Oy|AB|ApS|A/S|Pty)\b\.?)"
)
_NO_NAME = frozenset(
    "You Your Us We The Our Third Service Services Company Personal Data Information Affiliates Internet User Users This That These Those "
    "Cookies Cookie Website Site App Application Usage Account Law Legal Customer Customers Secure Usage TLS SSL HTTPS EEA European United "
    "States Platform Device IP Log Non Any All Other Such Account Client End HTML JavaScript CAPTCHA".split()
)


def find(context: Context) -> Iterable[Fact]:
    """Sharing and Recipient facts."""
    recipients = _ranked(context, list(_recipients(context)))
    yield from recipients
    yield from _acts(context, recipients)


def _ranked(context: Context, recipients: list[Recipient]) -> list[Recipient]:
    """The same, those marked that tell most plainly who receives data."""
    ranks = [_rank(context, recipient) for recipient in recipients]
    best = min(ranks, default=_LAST)
    return [replace(r, best=rank == best < _LAST) for r, rank in zip(recipients, ranks, strict=True)]


def _rank(context: Context, recipient: Recipient) -> int:
    if not recipient.concrete or not recipient.polarity:
        return _LAST
    sharing = "sharing" in context.topics(recipient.sentence)
    if any(recipient.sentence.index in context.sentences(frame) for frame in ("source-named", "source-vendor")):
        return 5  # "we receive data from a fraud service" tells of a source
    if recipient.act == "given":
        if recipient.name in _FAINT:
            return 2 if sharing else 4
        return 0 if sharing else 1
    if recipient.act == "works" and recipient.name not in _FAINT:
        told = (recipient.sentence, *leads(recipient.sentence))
        of_data = any(not _DATA.isdisjoint(context.word_set(s)) for s in told)
        return 1 if sharing and of_data else 2 if sharing else 3
    return 5


def _recipients(context: Context) -> Iterator[Recipient]:
    giving: dict[int, list[Hit]] = {}
    for hit in context.hits("giving"):
        if acting(context, hit) != "reader":
            giving.setdefault(hit.sentence.index, []).append(hit)
    receiving = context.sentences("receiving")
    seen: set[tuple[int, str]] = set()
    chain: dict[int, int] = {}  # the last token of the last recipient of a sentence that data are given to
    known: dict[int, list[tuple[int, int]]] = {}
    for hit in context.hits("recipient-named"):
        sentence = hit.sentence
        known.setdefault(sentence.index, []).append((hit.start, hit.end))
        act = _act(context, hit, giving, receiving)
        if act == "named" and 0 <= hit.first - chain.get(sentence.index, -_REACH) <= _CHAIN:
            act = "given"
        if act == "given":
            chain[sentence.index] = hit.last
        if act is None or (sentence.index, hit.value) in seen:
            continue
        seen.add((sentence.index, hit.value))
        yield Recipient(
            **context.place(hit), name=hit.value, concrete=hit.value not in UNNAMED, act=act, **context.stance(hit)
        )
    yield from _headed(context)
    yield from _listed(context)
    for index in sorted({*giving, *receiving}):
        sentence = context.document.sentences[index]
        if sentence.block.kind in ("heading", "title", "meta"):
            continue
        match = _PROPER.search(sentence.text)
        name = match[1].rstrip(".-&") if match else ""
        if match is None or name in _NO_NAME:
            continue
        if match[0].startswith("provided by") and _PLAINLY_DATA.isdisjoint(context.words(sentence)):
            continue  # "this service is provided by Acme" names the publisher
        if not any(start <= match.start(1) < end for start, end in known.get(index, ())):
            yield Recipient(
                sentence=sentence, start=match.start(1), end=match.start(1) + len(name), name=name, act="named"
            )


def _act(context: Context, hit: Hit, giving: dict[int, list[Hit]], receiving: AbstractSet[int]) -> str | None:
    """given, works, named or '' as the words around a name say that data go there; None where nothing does."""
    sentence = hit.sentence
    acts = giving.get(sentence.index, ())
    if any(0 <= hit.first - act.last <= _REACH for act in acts) and not _DATA.isdisjoint(context.words(sentence)):
        return "given"
    above = [lead.index for lead in leads(sentence)]
    if any(at in giving for at in above):
        return "given"
    first = context.words(sentence)[context.index.own[sentence.index]]
    if first == "to" and sentence.block.kind == "item" and "sharing" in context.topics(sentence):
        return "given"  # "Who gets the data? - To our accountants"
    if sentence.index in receiving or any(at in receiving for at in above):
        return "works"
    words = context.words(sentence)
    if acts and not _DATA.isdisjoint(words):
        return "named"
    if hit.value in _SERVICES and any(words[a.last - 1] in _BY and 0 <= hit.first - a.last <= _BESIDE for a in acts):
        return "named"  # "payments are handled by Larkspur Pay" names who gets data even where it does not say "data"
    return "" if "sharing" in context.topics(sentence) else None


def _headed(context: Context) -> Iterator[Recipient]:
    """Services that have a heading of their own, under which the data that they get are told."""
    told = context.sentences("data-word")
    sentences = context.document.sentences
    for hit in context.hits("recipient-named", headings=True):
        below = sentences[hit.sentence.index + 1 : hit.sentence.index + 4]
        for sentence in below if hit.value in _SERVICES else ():
            if sentence.index in told and sentence.block.section is hit.sentence.block.section:
                yield Recipient(sentence=sentence, start=0, end=len(sentence.text), name=hit.value, act="works")
                break


def _listed(context: Context) -> Iterator[Recipient]:
    """Companies by name in the lists and tables of a section on sharing, where the item is little more than the name."""
    for sentence in context.prose():
        if sentence.block.kind not in ("item", "cell") or sentence.start or "sharing" not in context.topics(sentence):
            continue
        match = _COMPANY.match(sentence.text)
        if match:
            yield Recipient(sentence=sentence, start=0, end=match.end(1), name=match[1], act="given")


def _acts(context: Context, recipients: Iterable[Recipient]) -> Iterator[Sharing]:
    whom: dict[int, list[Recipient]] = {}
    for recipient in recipients:
        whom.setdefault(recipient.sentence.index, []).append(recipient)
    kinds: dict[int, list[Hit]] = {}
    for hit in context.hits("category-named"):
        kinds.setdefault(hit.sentence.index, []).append(hit)
    for hit in context.hits("deniable-act"):
        words = context.words(hit.sentence)
        near = words[max(hit.first - _REACH, 0) : hit.last + _REACH]
        subject = next(
            (k.value for k in kinds.get(hit.sentence.index, ()) if hit.last <= k.first <= hit.last + _REACH), ""
        )
        if _DATA.isdisjoint(near) and not subject:
            continue
        if not _CHILDREN.isdisjoint(words):
            subject = "children-data"
        stance = context.stance(hit)
        exceptions: tuple[str, ...] = ()
        if not _EXCEPT_WORDS.isdisjoint(context.word_set(hit.sentence)):
            exceptions = tuple(m[0] for m in [_EXCEPT.search(hit.sentence.text, hit.end)] if m)
            before = _EXCEPT.search(hit.sentence.text[: hit.start])
            if before:
                exceptions = (before[0].strip(), *exceptions)
        absolute = not stance["polarity"] and not exceptions and hit.sentence.index in context.sentences("never")
        names = [r.name for r in whom.get(hit.sentence.index, ()) if r.start >= hit.end]
        yield Sharing(
            **context.place(hit),
            act=hit.value,
            whom=next((n for n in names if n not in UNNAMED), "third-parties" if names else ""),
            subject=subject,
            absolute=absolute,
            exceptions=exceptions,
            **stance,
        )
