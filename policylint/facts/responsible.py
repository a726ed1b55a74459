"""Names beside a phrase or a label for who is responsible: "operated by ...", "... is the controller", "Controller: ..."."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from policylint.document import Sentence
from policylint.facts import names
from policylint.facts.context import Context
from policylint.facts.names import Name
from policylint.facts.speakers import OPENING, WE_AFTER
from policylint.matching.index import Hit
from policylint.patterns import lazy

_SERVICE = frozenset(
    "site sites website websites app apps application applications service services product products platform "
    "platforms game games software policy program "
    "plugin extension bot tool portal blog store shop page pages project notice trademark brand it which and".split()
)
_OTHERS = frozenset("partner partners parties vendor vendors provider providers advertisers suppliers networks".split())
_USING = frozenset(("use", "uses", "using", "embed", "integrate", "integrated"))
_ANSWERS = frozenset((("we", "are"), ("i", "am"), ("it", "is"), ("this", "is"), ("that", "is")))
_COLON = lazy(r"\"?(?: [\w ,()-]{0,60}?)?(?::| [-–] )")


def _first(name: Name) -> int:
    return name.first


def framed(context: Context, named: list[Name]) -> Iterator[tuple[Name, str]]:
    """Names that stand beside a phrase for one: "operated by ...", "... is the controller"."""
    inside: dict[int, list[Name]] = {}
    for name in named:
        inside.setdefault(name.sentence.index, []).append(name)
    for frame, tie in (
        ("controller-before", "controller"),
        ("definition-before", "definition"),
        ("operator-before", "operator"),
        ("policy-before", "policy"),
    ):
        for hit in context.hits(frame):
            if tie == "definition":
                if not _defines_publisher(context, hit):
                    continue
                rows = inside.get(hit.sentence.index, [])
                for name in rows[bisect_left(rows, hit.last, key=_first) :][:2]:
                    if name.start - hit.end < 100:
                        yield name, tie
            if tie == "operator" and not _of_service(context, hit):
                continue
            if tie != "definition" and context.denied(hit):
                continue
            found = names.forward(context, hit.sentence, hit.last) or _small(context, hit)
            if found is None and tie == "definition" and _plainly(context, hit):
                found = _rest(context, hit)
            if found is None or names.vendor(context, found) or (tie == "operator" and _of_another_here(context, hit)):
                continue
            if tie == "operator" and _of_tool(context, hit):
                continue
            if tie != "policy" or _own_policy(context, hit):
                yield names.with_form(context, found), "maker" if tie == "operator" else tie
    for hit in context.hits("controller-after"):
        if context.denied(hit):
            continue
        before = names.backward(context, hit.sentence, hit.first)
        if before is not None and not names.vendor(context, before):
            yield names.with_form(context, before), "controller"


def labelled(context: Context) -> Iterator[tuple[Name, str]]:
    """Names after a label: "Controller: Acme", or on the line below "Owner and data controller"."""
    sentences = context.document.sentences
    for headings in (False, True):
        for hit in context.hits("controller-label", headings):
            text = hit.sentence.text
            label = text[hit.start : hit.end].lower()
            if not _OTHERS.isdisjoint(context.words(hit.sentence)[context.index.own[hit.sentence.index] : hit.first]):
                continue  # "partners that act as controllers:"
            tie = (
                "controller"
                if any(word in label for word in ("controller", "fiduciar", "respons", "verantw", "administrator"))
                else "maker"
            )
            colon = _COLON.match(text, hit.end)
            if colon:
                starts = context.index.tokens[hit.sentence.index][1]
                at = next((i for i in range(hit.last, len(starts)) if starts[i] >= colon.end()), -1)
                name = names.forward(context, hit.sentence, at) if at >= 0 else None
                if name is not None and name.start - colon.end() < 8:
                    yield names.with_form(context, name), tie
                    continue
            alone = hit.end - hit.start > len(text) - 5
            if not (headings or alone or text.endswith(":")) or (len(text) - hit.end > 60 and not text.endswith(":")):
                continue
            for below in sentences[hit.sentence.index + 1 : hit.sentence.index + 2]:
                own = context.index.own[below.index]
                said = context.words(below)[own : own + 2] in _ANSWERS  # "Who is the controller? - We are Acme."
                name = names.forward(context, below, own + 2 if said else own)
                if (
                    name is None
                    or name.start > (8 if said else 3)
                    or len(below.text) > 220
                    or names.vendor(context, name)
                    or names.nameless(context, name)
                ):
                    continue
                if not below.text[name.end : name.end + 2].strip(" ,.;:(|—–·-") or _line_of(context, below, name):
                    yield names.with_form(context, name), tie


def _line_of(context: Context, sentence: Sentence, name: Name) -> bool:
    """Whether a name fills its line of the source."""
    end = sentence.source(name.start, name.end).end
    return context.document.text[end : end + 8].lstrip(" *_")[:1] in ("\n", "<", "")


def _of_service(context: Context, hit: Hit) -> bool:
    """Whether "run by" is said of a site or an app, or opens the sentence, also after a name: "Plum is run by"."""
    own = context.index.own[hit.sentence.index]
    words = context.index.words(hit.sentence)[max(hit.first - 14, 0) : hit.last]
    said = hit.first - own <= 1 or not _SERVICE.isdisjoint(words)
    return said or _of_brand(context, hit) or _of_name(context, hit)


def _of_name(context: Context, hit: Hit) -> bool:
    """Whether a sentence of the opening begins with a name and "is": "Plum is run by"."""
    own = context.index.own[hit.sentence.index]
    if hit.sentence.index >= OPENING or context.words(hit.sentence)[hit.first - 1] not in ("is", "are"):
        return False
    name = names.forward(context, hit.sentence, own)
    return name is not None and name.last == hit.first - 1 and not names.vendor(context, name)


def _of_brand(context: Context, hit: Hit) -> bool:
    """Whether a sentence opens with a name of the title: "Plum is run by ..." in a privacy policy of Plum."""
    own = context.index.own[hit.sentence.index]
    words = context.index.words(hit.sentence)[own : hit.first]
    titled = set(context.document.title.lower().replace(".", " ").split())
    return 1 < len(words) <= 4 and words[-1] in ("is", "are") and not titled.isdisjoint(words[:-1])


def _small(context: Context, hit: Hit) -> Name | None:
    """A name in small letters, where a bracket after it makes it the publisher: 'created by jo doe (the "Service Provider")'."""
    words, starts, ends = context.index.tokens[hit.sentence.index]
    text = hit.sentence.text
    bracket = text.find(" (", hit.end, hit.end + 60)
    if bracket < 0 or not WE_AFTER.match(text[bracket : bracket + 220]):
        return None
    last = next((i for i in range(hit.last, len(words)) if starts[i] > bracket), len(words))
    if not 0 < last - hit.last <= 4:
        return None
    return Name(hit.sentence, hit.last, last, starts[hit.last], ends[last - 1])


def _plainly(context: Context, hit: Hit) -> bool:
    """Whether what follows is a definition even where no capital shows a name: "Company refers to", "We means"."""
    words = context.words(hit.sentence)
    own = context.index.own[hit.sentence.index]
    verb = {"refers", "refer"} & set(words[hit.first : hit.last])
    return bool(verb) or "company" in words[own : own + 2]


def _rest(context: Context, hit: Hit) -> Name | None:
    """What "Company refers to" is followed by, whatever it is: up to six words, up to the first mark."""
    words, starts, ends = context.index.tokens[hit.sentence.index]
    last = hit.last
    while (
        last < len(words)
        and last - hit.last < 6
        and (last == hit.last or hit.sentence.text[ends[last - 1] : starts[last]] in (" ", "", "-"))
    ):
        last += 1
    return Name(hit.sentence, hit.last, last, starts[hit.last], ends[last - 1]) if last > hit.last else None


def _defines_publisher(context: Context, hit: Hit) -> bool:
    """Whether the words before "refers to" are "Company" or "we"."""
    own = context.index.own[hit.sentence.index]
    words = context.index.words(hit.sentence)[max(hit.first - 22, own) : hit.first]
    head = words[:3]
    if {"we", "us", "our"} & {*words[-4:], *context.words(hit.sentence)[hit.first : hit.last]}:
        return True
    return bool(
        {"company", "we", "us", "our", "operator", "provider", "owner", "organisation", "organization", "controller"}
        & set(head)
    ) and "service provider" not in " ".join(head)


def _of_tool(context: Context, hit: Hit) -> bool:
    """Whether "this service is provided by" is said of a tool that the sentence before names: "We use the Shield service."."""
    if "this" not in context.words(hit.sentence)[max(hit.first - 4, 0) : hit.first] or not hit.sentence.index:
        return False
    before = context.document.sentences[hit.sentence.index - 1]
    return before.block is hit.sentence.block and not _USING.isdisjoint(context.words(before))


def _of_another_here(context: Context, hit: Hit) -> bool:
    """Whether "a service of X" is said of a tool that the publisher uses."""
    words = context.index.words(hit.sentence)[max(hit.first - 14, 0) : hit.first]
    return bool(
        {
            "use",
            "uses",
            "using",
            "third",
            "those",
            "other",
            "such",
            "some",
            "any",
            "party",
            "parties",
            "plugin",
            "plugins",
            "analytics",
            "cookies",
            "payment",
            "vendor",
            "advertising",
            "links",
            "link",
            "not",
        }
        & set(words)
    )


def _own_policy(context: Context, hit: Hit) -> bool:
    words = context.index.words(hit.sentence)
    before = words[max(hit.first - 6, 0) : hit.first]
    return not {"their", "see", "read", "review", "consult", "third", "visit", "refer", "linked", "check"} & {
        *before,
        *words[hit.last : hit.last + 1],
    }
