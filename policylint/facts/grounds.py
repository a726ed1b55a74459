"""On what ground a policy says that data are processed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policylint.document import Sentence
from policylint.facts.categories import leads
from policylint.facts.context import Context
from policylint.facts.kinds import Basis, Fact
from policylint.matching.index import Hit
from policylint.patterns import lazy

GROUNDS = ("legitimate-interests", "contract", "legal-obligation", "vital-interests", "public-task", "consent")
_NAMED = lazy(
    r"interests?\s\((?!(?:article|art|lit|para|sec|gdpr|no|6|or|and|those|as|see|i|our|which|where|if|unless)\b)[a-z][^)]{3,80}\)|"
    r"(?:interests?|purposes?|reasons|needs|\))\s*(?:\((?:article|art)[^)]{0,60}\)\s*)?(?:[-:–—]\s*\w|"
    r"(?:(?:here |which |that |therein )?(?:lies?|consists?|rests?) )?(?:in|to|include|includes|including|such as|namely|is|are|as it|for|of)\s+"
    r"(?!(?:or|and|those|a third|the third|third part|others?\b|any third|us\b|our\b|the controller|processing\b|which|this|"
    r"data processing|under|accordance|art))\w)",
    re.IGNORECASE,
)
# "necessary for the purposes of the legitimate interests pursued by us" tells what the ground is, and names no interest.
_DEFINING = lazy(
    r"purposes? of (?:the |our |its |their )?legitimate interests? (?:pursued|of)\b[^.;,:]{0,60}[.;]?$", re.IGNORECASE
)
# The purpose that was told before is the interest: "Processing for this purpose is a legitimate interest".
_POINTING = lazy(r"\b(?:this|that|such a) purpose\b.{0,30}\blegitimate\b", re.IGNORECASE)
_ROLL = lazy(
    r"\b(?:bas[ei]s|grounds?)\b[^.;:]{0,40}(?:\b(?:are|is|include)\b|:)", re.IGNORECASE
)  # "our legal bases are:"
# What goes on from the sentence that names the ground: "An example is our work to keep children safe".
_EXAMPLE = lazy(
    r"(?:An? )?(?:[Ee]xamples?|For example|For instance|Th(?:is|ese) (?:interests? )?(?:may |can )?includes?|Such interests)\b"
)
_NEAR = 10  # words between consent and what it is given to
_BECAUSE = 4  # words between "because" and the duty that it names
_NEEDED = frozenset("necessary need needed needs basis ground required".split())
_MARKS = 8  # characters beside a ground in a label that is the ground alone
_LABEL = 9  # words of a sentence, item or cell that only labels what stands beside it


def find(context: Context) -> Iterable[Fact]:
    """Basis facts."""
    reading = _Reading(context)
    for ground in GROUNDS:
        for headings in (False, True):
            for hit in context.hits(f"basis-{ground}", headings):
                if ground == "consent" and reading.beside_the_point(hit):
                    continue
                if ground == "legitimate-interests" and not reading.of_interest(hit):
                    continue
                yield reading.basis(ground, hit)


class _Reading:
    """The sentences of a document by what else they speak of."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.named = context.sentences("basis-named")
        self.rights = context.sentences("basis-right")
        self.marketing = context.sentences("basis-marketing")
        self.use = context.sentences("basis-use")
        self.no_ground = context.sentences("consent-to-policy") | context.sentences("consent-withheld")
        self.relied_on = context.sentences("consent-relied-on")
        self.passing: dict[int, list[int]] = {}
        for hit in context.hits("basis-passed-on"):
            self.passing.setdefault(hit.sentence.index, []).append(hit.start)
        self.taking: dict[int, list[int]] = {}
        for hit in context.hits("collect-act"):
            self.taking.setdefault(hit.sentence.index, []).append(hit.first)
        self.purposes = frozenset(at for name in _concrete() for at in context.sentences(f"purpose-{name}"))

    def basis(self, ground: str, hit: Hit) -> Basis:
        """What one mention of a ground says."""
        tied = self._tied(ground, hit)
        interest = self._interest(hit) if ground == "legitimate-interests" and tied else ""
        stance = self.context.stance(hit) | {"polarity": True}
        return Basis(**self.context.place(hit), ground=ground, tied=tied, interest=interest, **stance)

    def beside_the_point(self, hit: Hit) -> bool:
        """Whether consent is to the policy, a parent's, asked for in a promise, or only something to withdraw."""
        at = hit.sentence.index
        if at in self.no_ground or hit.sentence.block.kind == "heading":
            return not self._under_bases(hit.sentence)
        return at in self.rights and at not in self.relied_on

    def of_interest(self, hit: Hit) -> bool:
        """Whether "legitimate purposes" are a ground: only where grounds are told, and not where data are kept or shared."""
        words = self.context.words(hit.sentence)[hit.first : hit.last]
        return words[0] != "legitimate" or words[-1].startswith("interest") or self._under_bases(hit.sentence)

    def _under_bases(self, sentence: Sentence) -> bool:
        return any(lead.index in self.named for lead in leads(sentence)) or "bases" in self.context.topics(sentence)

    def _tied(self, ground: str, hit: Hit) -> bool:
        at = hit.sentence.index
        bases = self._under_bases(hit.sentence)
        if at in self.rights and not bases and not _ROLL.search(hit.sentence.text, 0, hit.start):
            return False
        bases = bases or at in self.named
        if ground == "contract" and self._of_purpose(hit) and not bases:
            return False
        if ground == "legal-obligation":
            said = self.context.words(hit.sentence)[max(hit.first - _BECAUSE, 0) : hit.first]
            kept = at in self.taking and ("because" in said or "since" in said)
            return bases or kept or hit.sentence.text[hit.start : hit.end].lower().startswith(("art", "6"))
        if ground == "consent":
            if at in self.use or at in self.marketing:
                return False
            if not bases and "knowledge" in self.context.words(hit.sentence)[hit.first : hit.last]:
                return False  # "with your knowledge and consent" tells the manner; nothing rests on it
            near = any(abs(first - hit.first) <= _NEAR for first in self.taking.get(at, ()))
            return bases or (near and not self._passed_on(hit))
        return True

    def _of_purpose(self, hit: Hit) -> bool:
        """Whether duties "arising from contracts" are named as what data are used for, and not as what makes the use necessary."""
        words = self.context.words(hit.sentence)
        return "arising" in words[hit.first : hit.last + 4] and _NEEDED.isdisjoint(words[: hit.first])

    def _passed_on(self, hit: Hit) -> bool:
        """Whether the same part of the sentence, from one semicolon to the next, speaks of giving data to others."""
        text = hit.sentence.text
        end = text.find(";", hit.end)
        first, last = text.rfind(";", 0, hit.start), len(text) if end < 0 else end
        return any(first < at < last for at in self.passing.get(hit.sentence.index, ()))

    def _interest(self, hit: Hit) -> str:
        """The interest in its words: what follows, the purpose that the ground labels, or the list that it introduces."""
        sentence = hit.sentence
        text = sentence.text
        after = _NAMED.search(text, max(hit.end - 1 - len("interests"), 0))
        if after and after.start() <= hit.end + 2 and not _DEFINING.search(text):
            return text[hit.start :].strip()
        if (self._purposed(hit) and not _DEFINING.search(text)) or _POINTING.search(text):
            return text
        after_it = self.context.document.sentences[sentence.index + 1 : sentence.index + 2]
        if after_it and after_it[0].block is sentence.block and _EXAMPLE.match(after_it[0].text):
            return after_it[0].text
        if sentence.block.kind == "item" and len(text) <= hit.end - hit.start + _MARKS:
            opened = self._after(sentence)
            if opened:
                return opened
        short = len(self.context.words(sentence)) - self.context.index.own[sentence.index] <= _LABEL
        if sentence.block.kind in ("cell", "heading") or (short and sentence.block.kind != "item"):
            return self._beside(sentence)
        if text.rstrip().endswith(":"):
            return self._below(sentence)
        return ""

    def _purposed(self, hit: Hit) -> bool:
        """Whether the sentence tells a purpose of its own; one that calls the roll of grounds does so only behind this one."""
        at = hit.sentence.index
        if at not in self.purposes:
            return False
        if not any(at in self.context.sentences(f"basis-{ground}") for ground in ("contract", "consent")):
            return True
        words = self.context.words(hit.sentence)
        if words[hit.first - 1] == "other":
            return True  # "to protect our systems, or for other legitimate interests"
        hits = (h for name in _concrete() for h in self.context.hits(f"purpose-{name}") if h.sentence.index == at)
        return any(h.first >= hit.last for h in hits)

    def _beside(self, sentence: Sentence) -> str:
        sentences = self.context.document.sentences
        for other in sentences[max(sentence.index - 4, 0) : sentence.index + 6]:
            if (
                other.index != sentence.index
                and other.index in self.purposes
                and other.block.section is sentence.block.section
            ):
                return other.text
        return ""

    def _after(self, sentence: Sentence) -> str:
        """The next sentence of an item that opens with the ground alone: "Legitimate interests. To stop fraud."."""
        for other in self.context.document.sentences[sentence.index + 1 : sentence.index + 2]:
            if other.block is sentence.block and (
                other.index in self.purposes or self.context.words(other)[self.context.index.own[other.index]] == "to"
            ):
                return other.text
        return ""

    def _below(self, sentence: Sentence) -> str:
        sentences = self.context.document.sentences
        for other in sentences[sentence.index + 1 : sentence.index + 3]:
            if other.block.kind == "item":
                return other.text
        return ""


def _concrete() -> Iterator[str]:
    from policylint.facts.purposes import GENERAL, NAMES

    return (name for name in NAMES if name != GENERAL)
