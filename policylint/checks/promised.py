"""Promises of a text that it does not keep: what it will describe "below" and never names again, an article or a date that it does not have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from policylint.checks.references import FEW, MOST_LOOKED_UP, Dangling
from policylint.document import Document
from policylint.facts.kinds import Dated
from policylint.matching.tokens import tokenize
from policylint.patterns import lazy, word_set
from policylint.site import Policy

_PROMISE = lazy(
    r"\b(?:described|explained|discussed|outlined|detailed|dealt with|covered|treated)"
    r"(?:,? (?:further|in (?:more |greater )?detail|more fully|separately|at length))?,? (?:further )?(?:below|further down|later (?:on )?in this "
    r"(?:policy|notice|statement|text|document))\b",
    2,
)
_FILLING = word_set(
    "as is are be was which that who the a an and or of in to for by on at with also further more fully will shall this these those such "
    "it they has have been use using used uses via through e g"
)
# Words so wide that whatever comes below may be about them.
_WIDE = word_set(
    "information data purpose purposes way ways circumstance circumstances manner right rights section sections policy notice statement "
    "case cases reason reasons processing collection sharing service services provider providers party parties third personal you we us "
    "our your them everything details measures steps activities basis bases means process procedure procedures practices practice "
    "situations conditions period periods exceptions limited extent otherwise except unless categories types kinds recipients people "
    "person methods method listed named stated than what how when where why other others each both all any some none options option "
    "choices choice features use uses disclosed collected shared processed handled website site app only not following companies "
    "organisations organizations entities situation instances terms grounds events event tools technologies functions "
)
_DATE = lazy(
    r"\bdate\b[^.;]{0,60}?\b(?:at|on) the (?:very )?(?:bottom|end|foot|top|beginning)"
    r"(?: of (?:this|the|our) (?:web ?)?(?:page|policy|notice|statement|document|text))?\b",
    2,
)
_BACK = 5  # words before the promise in which its subject stands
_ARTICLE = lazy(
    r"\b(?:Art\.|Article|Artikel|Rule|Point|Item|Clause|Par\.|§)\s?(\d{1,2})\b(?!\s?(?:\(\d|GDPR|DSGVO|of the|of Regulation|UK))"
)
_LABEL = lazy(r"\W{0,3}(?:Art\.|Article|Artikel|Rule|Point|Item|Clause|Par\.|§)\s?(\d{1,2})\b")
_LAW = lazy(r"\b(?:GDPR|DSGVO|RGPD|Act|Code|Law|Regulation|Directive|Constitution|lit\.)")


def below(policy: Policy) -> Iterator[Dangling]:
    """A subject that is to be described below, and of which nothing below says a word."""
    document = policy.document
    for sentence in document.sentences:
        text = sentence.text
        if sentence.block.kind == "heading" or (
            "below" not in text and "later" not in text and "further down" not in text
        ):
            continue
        match = _PROMISE.search(text)
        if match is None:
            continue
        before = [word for word in tokenize(text[: match.start()])[0][-_BACK:] if word not in _FILLING]
        if not before or before[-1] in _WIDE or len(before[-1]) < 4:
            continue
        stem = before[-1].rstrip("s")[:6]
        rest = text[match.end() :].lower()
        if stem not in rest and not any(
            stem in other.text.lower() for other in document.sentences[sentence.index + 1 :]
        ):
            yield Dangling(sentence, match.start(), match.end(), f"nothing below speaks of `{before[-1]}`")


def articles(policy: Policy) -> Iterator[Dangling]:
    """References to an article by number, in a text whose own paragraphs are numbered as articles, and that has none of this number."""
    document = policy.document
    own = _labels(document)
    if len(own) < FEW:
        return
    for sentence in document.sentences:
        text = sentence.text
        skip = _LABEL.match(text)
        for match in islice(_ARTICLE.finditer(text, skip.end() if skip is not None else 0), MOST_LOOKED_UP):
            number = int(match[1])
            if number not in own and _LAW.search(text[max(match.start() - 60, 0) : match.end() + 60]) is None:
                yield Dangling(
                    sentence,
                    match.start(),
                    match.end(),
                    f"`{match[0]}` is not there: they are numbered up to {max(own)}",
                )


def dates(policy: Policy) -> Iterator[Dangling]:
    """A date "at the bottom of this page", in a text without any date of its own."""
    for sentence in policy.document.sentences:
        text = sentence.text
        match = _DATE.search(text) if ("date" in text or "Date" in text) and sentence.block.kind != "heading" else None
        if match is not None:
            if not any(True for _ in policy.all(Dated)):
                yield Dangling(sentence, match.start(), match.end(), "the text has no date")
            return


def _labels(document: Document) -> frozenset[int]:
    """The numbers of the articles that the text itself has."""
    found = (_LABEL.match(block.flat.text) for block in document.blocks)
    return frozenset(int(match[1]) for match in found if match is not None)
