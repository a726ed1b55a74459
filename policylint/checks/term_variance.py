"""term_variance: a term is defined, and the policy goes on in another word for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.document import Sentence
from policylint.finding import Mark
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Policy, Site
from policylint.span import Span

_WORDS = lazy(
    r"(?<!non-)(?<!non )(?<!non-[\"“])(?<!categories of )(?<!category of )\b(?:personally identifiable (?:information"
    r"|data)|personally identifying information|personal (?:information|data|details))\b(?! protection)",
    re.IGNORECASE,
)
_DEFINES = lazy(
    r"(?<!non-)[\"“'(]\s?(?:the |your |collectively,? |together,? )?(?P<a>personal (?:information|data)"
    r"|personally identifiable information)[,.]?\s?[\"”')]"
    r"|(?<!non-)(?<!non-[\"“])(?P<b>personal (?:information|data))[\"”]? (?:means|shall mean|refers to"
    r"|is defined as)\b",
    re.IGNORECASE,
)
# Californian law has words of its own, and a section for Californians speaks in them.
_REGIONS = frozenset({"california"})
_DEFINING = ('"', "“", "'", "(", "mean", "refers", "defined")
MUCH = 5  # uses with capitals after which one without stands out
FEW = 2  # uses of another word; one may be a quotation


@rule("term_variance")
def term_variance(site: Site) -> Iterator[Hit]:
    """One hit for each policy that defines one of these terms and uses another, undefined, at least twice."""
    for policy in site.policies:
        defined: dict[str, tuple[Sentence, int, int]] = {}
        for sentence in policy.document.sentences:
            if "ersonal" in sentence.text and any(mark in sentence.text for mark in _DEFINING):
                for match in _DEFINES.finditer(sentence.text):
                    name = "a" if match["a"] else "b"
                    defined.setdefault(_term(match[name]), (sentence, match.start(name), match.end(name)))
        if len(defined) != 1:
            continue  # none, or each has its own meaning
        term, place = next(iter(defined.items()))
        others = list(_others(policy, term)) or list(_small(policy, term, place[0]))
        if len(others) < FEW:
            continue
        words = ", ".join(dict.fromkeys(f"`{written}`" for written, _ in others))
        marks = (
            Mark(policy.path, others[0][1]),
            Mark(policy.path, place[0].source(place[1], place[2]), "defined here"),
        )
        yield Hit(marks, f"`{term}` is defined, yet the text also says {words}", subject=(term, words))


def _others(policy: Policy, term: str) -> Iterator[tuple[str, Span]]:
    """Where another word stands in running text."""
    for sentence in policy.document.sentences:
        text = sentence.text
        if sentence.block.kind in ("heading", "title", "meta") or "ersonal" not in text:
            continue
        if not _REGIONS.isdisjoint(policy.topics(sentence)):
            continue
        found = list(_WORDS.finditer(text))
        if any(_term(match[0]) == term for match in found):
            continue  # the two are set beside each other, or one is explained by the other
        for match in found:
            yield match[0], sentence.source(match.start(), match.end())


def _small(policy: Policy, term: str, defined: Sentence) -> Iterator[tuple[str, Span]]:
    """Where a term that is defined and much used with capitals is written without."""
    rows = [
        s for s in policy.document.sentences if s.block.kind not in ("heading", "title", "meta") and s is not defined
    ]
    if term not in defined.text or sum(term in s.text for s in rows) < MUCH:
        return
    for sentence in rows:
        for match in _WORDS.finditer(sentence.text):
            if match[0] == term.lower():
                yield match[0], sentence.source(*match.span())


def _term(words: str) -> str:
    lower = words.lower()
    if lower in ("personally identifying information", "personally identifiable data"):
        return "Personally Identifiable Information"
    return lower.title()
