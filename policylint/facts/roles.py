"""Who is controller, who is processor, for which data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.facts import names
from policylint.facts.context import Context
from policylint.facts.kinds import Role
from policylint.matching.index import Hit
from policylint.patterns import lazy

FRAMES = {
    "role-controller": "controller",
    "role-joint-controller": "joint-controller",
    "role-processor": "processor",
    "role-on-behalf": "processor",
    "role-business": "business",
    "role-service-provider": "service-provider",
}
_READER = frozenset(
    "you your customer customers client clients user users employer organisation organization school administrator "
    "owner tenant merchant merchants subscriber".split()
)
_OTHER = frozenset(
    "google facebook meta apple amazon stripe paypal microsoft providers provider vendors vendor processors parties "
    "party partner partners they their those these supplier suppliers subprocessors".split()
)
_RELATIVE = frozenset(("that", "which", "who"))
_NOUN = 4  # words of a noun and what stands by it, before a clause about it
_DEFINED_WE = lazy(r"""^.{0,200}["'](?:we|us)["'].{0,120}\), [^.;]{0,120}$""", re.IGNORECASE)
_SUBJECT = lazy(
    r"\b(?:for|of|in (?:respect|relation) (?:of|to)|with (?:respect|regard) to|regarding|concerning|over) ((?:the |"
    r"your |any |all |such |our |this |certain )?[\w' -]{3,60})"
)


def roles(context: Context) -> Iterator[Role]:
    """Every statement of a role; `party` says whose."""
    done: set[tuple[int, str]] = set()
    for frame, role in FRAMES.items():
        for hit in context.hits(frame):
            party = _party(context, hit, frame)
            if (hit.sentence.index, role + party) in done:
                continue
            done.add((hit.sentence.index, role + party))
            match = _SUBJECT.match(hit.sentence.text[hit.end :].lstrip())
            yield Role(
                sentence=hit.sentence,
                start=hit.start,
                end=hit.end,
                polarity=not context.denied(hit),
                actor=party,
                role=role,
                party=party,
                subject=match[1] if match else "",
            )


def _name_before(context: Context, hit: Hit) -> str:
    """The party of a name that stands right before the phrase ("Acme acts as ..."): we, or other for a known vendor; ''."""
    at = hit.first - 1
    words, starts, _ = context.index.tokens[hit.sentence.index]
    if (
        at <= context.index.own[hit.sentence.index] - 1
        or words[at] in _READER | _OTHER
        or not hit.sentence.text[starts[at]].isupper()
    ):
        return ""
    name = names.backward(context, hit.sentence, hit.first)
    if name is None or names.nameless(context, name):
        return ""
    return "other" if names.vendor(context, name) else "we"


def _party(context: Context, hit: Hit, frame: str) -> str:
    """Whose role it is: we where nobody else is the subject."""
    words = context.index.words(hit.sentence)
    begin = context.begin(hit)
    own = words[hit.first : hit.last]
    if {"another", "other", "different", "new"} & {*words[max(hit.first - 3, 0) : hit.first], *own}:
        return "other"
    if begin > 1 and words[begin - 1] in _RELATIVE:
        begin = max(begin - _NOUN, 0)  # "partners that act as": whom the clause speaks of stands before it
    before = words[begin : hit.first]
    if frame == "role-joint-controller":
        return "we"
    if (
        {"means", "where", "if", "whether", "when"} & set(words[max(hit.first - 3, 0) : hit.first]) and "we" not in own
    ) or ("means" in words[max(hit.first - 30, 0) : hit.first] and "company" not in words[hit.first : hit.last + 20]):
        return "other"
    if own[-1:] == ("by",):  # "is controlled by Acme": whoever comes next
        return (
            "reader"
            if words[hit.last : hit.last + 2] and not _READER.isdisjoint(words[hit.last : hit.last + 2])
            else "we"
        )
    named = _name_before(context, hit)
    if named:
        return named
    if _DEFINED_WE.search(hit.sentence.text, 0, hit.start):
        return "we"  # 'Acme ("we"), a company in Ghent, is the controller'
    # The last subject before the phrase, or inside it, decides.
    for word in reversed((*before, *own[:1])):
        if word in ("we", "us", "our", "i", "company"):
            return "we"
        if word in _READER and frame not in ("role-on-behalf",):
            return "reader"
        if word in _OTHER:
            return "other"
    return "we"
