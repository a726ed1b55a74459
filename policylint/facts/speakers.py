"""Who speaks in a policy: names that the text makes its "we", its makers, and the subjects of its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from policylint.document import Sentence
from policylint.facts import names
from policylint.facts.context import Context
from policylint.facts.names import Name
from policylint.matching.index import walk
from policylint.patterns import lazy

OPENING = 15  # sentences of prose at the start in which one subject is enough to take it for the publisher
_FIRST_LINES = 3
_LINE = 120  # characters of a first line that may be a title
OFTEN = 2  # subjects of one name after that
# 'Acme ("we", "us")', "Acme (hereafter the Company)", "Acme (that's us)".
WE_AFTER = lazy(
    r"""[ ,]{0,2}(?:[^()"]{0,80}?[ ,])?[(\[]{1,2}[^()]{0,120}?(?:\b(?:we|us|our|me|my)\b|\bI\b|"""
    r"""["'](?:the )?(?:company|organi[sz]ation|service provider|controller|operator|developer|provider)["'])"""
    r"""|(?:,? ?[^()"]{0,40})?,? ?(?:collectively |hereinafter |hereafter )?(?:referred to as|called|known as) """
    r"""["'](?:we|us|our|the company)\b|,? ?["']we["']""",
    re.IGNORECASE,
)
# Brackets of one who speaks for himself: 'Jo Doe ("the developer")', '(I, me)'.
_AUTHOR = lazy(
    r"""[ ,]{1,2}\([^()]{0,40}?(?:\bI\b|\bme\b|["'](?:the )?(?:developer|author|owner)["'])""", re.IGNORECASE
)
_BRACKET = lazy(r'(?=[ ,]\(|[ ,]"(?:we|us)")', re.IGNORECASE)
_CUE = lazy(
    r"\b(?:[Ww]e,|[Ww]e at|[Hh]ere at|I am|I'm|[Mm]y name is|[Ww]e are|[Ii]t is|that|how|in which|where|and at|^At) "
    r"(?=(?:the )?[A-ZÀ-Þ0-9\"])"
)
_ITS_POLICY = lazy(r"((?: [\w-]+){0,2})(?:'s?|s') policy\b")
_APPOSED = lazy(r", (?:an? |the |located |based |of |with |whose |registered |established |incorporated |having )")
_BY_TITLE = lazy(
    r"I, (?=[A-Z])|(?:App |The )?(?:[Dd]eveloper|[Oo]wner|[Oo]perator|[Aa]uthor|[Pp]ublisher|[Pp]rovider|Business "
    r"name)(?:,|:| -) (?=[A-ZÀ-Þ])"
)
_HEADED = lazy(
    r"(?:.{0,40}\b)?(?:[Pp]rivacy|[Dd]ata [Pp]rotection|PRIVACY) ?&? ?(?:[Pp]olicy|[Nn]otice|[Ss]tatement|POLICY|"
    r"NOTICE) (?:(?:for|of|by|-|–|—|\||:) (?:the )?|\()(?=[A-ZÀ-Þ0-9])"
)
_HEADS = lazy(
    r"(?P<name>[A-ZÀ-Þ0-9].{0,60}?)(?:'s)?(?: [-–|:])? (?:[Gg]eneral |[Ww]ebsite |[Oo]nline )?(?:Privacy|PRIVACY|"
    r"privacy)(?: (?:[Pp]olicy|POLICY|[Nn]otice|NOTICE|[Ss]tatement)| ?$)"
)


def act_of(context: Context, name: Name) -> str:
    """What the words right after a name say of it: operator ("runs"), maker ("built"), speaker ("respects"); ''."""
    words, starts, _ = context.index.tokens[name.sentence.index]
    aside = _ASIDE.match(name.sentence.text, name.end)
    at = name.last
    if aside:
        at = next((i for i in range(name.last, len(words)) if starts[i] >= aside.end()), name.last)
    if words[at : at + 1] in _OWN_THINGS:
        at += 1
    best = ""
    for _, value in walk(context.index.book.tries.get("publisher-act", {}), words, at):
        best = value
    return best


_OWN_THINGS = frozenset((word,) for word in ("app", "application", "website", "site", "team", "service", "game"))
# "Acme (the maker of Plum), a firm in Ghent, ...", "Acme and its affiliates (together ...)".
_ASIDE = lazy(
    r"(?: (?:and|together with|including) (?:its|our) (?:[\w-]+,? ){0,4}?(?:subsidiaries|affiliates|companies|"
    r"partners|entities|brands)(?: and \w+)?)?"
    r" ?\([^()]{0,160}\)(?:, [^,.;]{3,80},)?|, [^,.;]{3,80},"
)


def spoken(context: Context) -> Iterator[tuple[Name, str]]:
    """Names with how they are tied to the policy: we, operator, maker, policy or subject."""
    later: list[tuple[Name, str]] = []
    nameless = context.index.book.tries.get("no-name", {})
    for number, sentence in enumerate(context.prose()):
        text = sentence.text
        if "(" in text or '"' in text:
            yield from _bracketed(context, sentence)
        if text[:1] in "IATDdOoAaPpB":
            yield from _by_title(context, sentence)
        if number < OPENING:
            yield from _subjects(context, sentence, True)
        else:
            own = context.index.own[sentence.index]
            # Most sentences begin with "we", "you", "this": a look at one word spares the rest.
            if context.words(sentence)[own : own + 1] and context.words(sentence)[own] not in nameless:
                later += _subjects(context, sentence, False)
    often = Counter(name.text for name, _ in later)
    yield from ((name, tie) for name, tie in later if often[name.text] >= OFTEN)
    yield from _headings(context)


def _token(context: Context, sentence: Sentence, offset: int) -> int:
    """The first of a sentence's own tokens that begins at `offset` or after it; -1 where none does."""
    starts = context.index.tokens[sentence.index][1]
    at = bisect_left(starts, offset, context.index.own[sentence.index])
    return at if at < len(starts) else -1


def _bracketed(context: Context, sentence: Sentence) -> Iterator[tuple[Name, str]]:
    """The name before a bracket that makes it "we"."""
    text = sentence.text
    if " (" not in text and ',"' not in text and ' "' not in text and ",(" not in text:
        return
    for match in _BRACKET.finditer(text):
        inside = text.rfind("(", max(match.start() - 120, 0), match.start())
        if inside > text.rfind(")", max(match.start() - 120, 0), match.start()):
            continue  # in a bracket that was looked at already
        if not WE_AFTER.match(text[match.start() : match.start() + 220]):
            continue
        at = _token(context, sentence, match.start())
        name = (names.backward(context, sentence, at) or _opening(context, sentence, at)) if at > 0 else None
        if name is None or names.nameless(context, name):
            name = _described(context, sentence) or name
        if name is not None:
            own = _AUTHOR.match(text, match.start())
            yield names.with_form(context, name), "maker" if own else "we"


def _opening(context: Context, sentence: Sentence, last: int) -> Name | None:
    """The words, at most three, with which a sentence opens before token `last`: a brand in small letters."""
    _, starts, ends = context.index.tokens[sentence.index]
    first = context.index.own[sentence.index]
    return Name(sentence, first, last, starts[first], ends[last - 1]) if 0 < last - first <= 3 else None


def _described(context: Context, sentence: Sentence) -> Name | None:
    """The name that opens a sentence and is followed by what it is: "Acme, a company in Ghent, 1 Market Square (...)"."""
    name = names.forward(context, sentence, context.index.own[sentence.index])
    if name is None or name.start > 4 or names.nameless(context, name):
        return None
    return name if _APPOSED.match(sentence.text, names.with_form(context, name).end) else None


def _by_title(context: Context, sentence: Sentence) -> Iterator[tuple[Name, str]]:
    """The name after "Developer:" or "I, "."""
    match = _BY_TITLE.match(sentence.text)
    at = _token(context, sentence, match.end()) if match else -1
    name = names.forward(context, sentence, at) if at >= 0 else None
    if name is not None and not names.vendor(context, name):
        yield names.with_form(context, name), "maker"


def _subjects(context: Context, sentence: Sentence, opening: bool) -> Iterator[tuple[Name, str]]:
    """The name with which a sentence begins, where it does what publishers do; in the opening also names after "we at" and "how"."""
    text = sentence.text
    own = context.index.own[sentence.index]
    if text[:1].isupper() or text[:1] == '"' or (opening and text[:1].islower() and not text[1:2].islower()):
        name = names.forward(context, sentence, own)
        if (
            name is not None
            and text[: name.start].strip().lower() in ("", "the", '"', "if", "when", "while")
            and not names.vendor(context, name)
        ):
            act = act_of(context, name)
            if act == "thing" and not (opening and _known(context, name)):
                act = ""
            if act:
                yield names.with_form(context, name), act if opening and act in ("operator", "maker") else "subject"
    if not opening:
        return
    for match in _CUE.finditer(text):
        at = _token(context, sentence, match.end())
        name = names.forward(context, sentence, at) if at >= 0 else None
        if name is None or names.vendor(context, name) or names.nameless(context, name):
            continue
        said = match[0].strip().lower()
        if said == "it is":
            its = _ITS_POLICY.match(text, name.end)
            name = _longer(context, name, its.end(1)) if its else name
            tie = "policy" if its else ""
        elif said in ("that", "how", "in which", "where"):
            tie = "subject" if act_of(context, name) not in ("", "thing") else ""
        else:
            tie = "subject" if said in ("at", "and at") else "maker" if said[0] in "im" else "we"
        if tie:
            yield names.with_form(context, name), tie


def _known(context: Context, name: Name) -> bool:
    """Whether what "is a diary for schools" is the policy's own: its name stands in the title or the first lines, or under "Who we are"."""
    word = name.text.split()[0].lower()
    above = context.document.sentences[: min(name.sentence.index, _FIRST_LINES)]
    first = [s.text for s in above if "rivacy" in s.text and len(s.text) < _LINE]
    own = {"contact", "controller"} & context.topics(name.sentence) and not context.index.own[name.sentence.index]
    return bool(own) or word in re.findall(r"\w+", " ".join([context.document.title, *first]).lower())


def _longer(context: Context, name: Name, end: int) -> Name:
    """A name with the small words that follow it up to `end`: "Elm academy"."""
    _, starts, _ = context.index.tokens[name.sentence.index]
    last = next((i for i in range(name.last, len(starts)) if starts[i] >= end), len(starts))
    return Name(name.sentence, name.first, last, name.start, end) if last > name.last else name


def _headings(context: Context) -> Iterator[tuple[Name, str]]:
    """The name in "Privacy policy of Acme", "Acme privacy notice" as a title or heading near the top."""
    for sentence in context.document.sentences[:12]:
        if sentence.block.kind not in ("title", "heading"):
            continue
        match = _HEADED.match(sentence.text)
        if match:
            at = _token(context, sentence, match.end())
            name = names.forward(context, sentence, at) if at >= 0 else None
        else:
            match = _HEADS.match(sentence.text)
            at = _token(context, sentence, match.end("name")) if match else -1
            name = names.backward(context, sentence, at) if at > 0 else None
        if name is not None and not names.nameless(context, name):
            yield names.with_form(context, name), "policy"
