"""Who receives data after an edit and did not before, and who no longer does."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.document import Sentence
from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.kinds.denials import denials
from policylint.edits.kinds.scope import covers
from policylint.edits.sides import Passage, Side, clusters, sides
from policylint.facts.kinds import Entity, Recipient, Source
from policylint.patterns import word_set
from policylint.site import Policy

_GIVEN = word_set("with to by via through using on at and or including like uses use using called")
_USES = word_set("use uses using used")
_DOES = word_set(
    "process processes processed store stores stored receive receives collect collects handle handles host hosts "
    "provides may will can has is "
    "gathers gather"
)
_DATA = word_set(
    "data information email emails address addresses details requests request payment payments support analytics "
    "cookies logs content "
    "queries traffic messages newsletter donations reports contact name ip errors performance monitoring hosting "
    "payments "
)
_HANDLING = word_set(
    "share shares shared sharing disclose disclosed send sends sent transfer transferred transmit transmitted "
    "provide provided pass passed "
    "process processes processed processing store stores stored host hosted hosting handle handled handles manage "
    "manages managed receive "
    "receives collect collects collected deliver delivered use uses used using compile connect connects connecting "
    "access gathers routes "
)
_LISTS = word_set(
    "provider providers partner partners vendor vendors processor processors subprocessor subprocessors resolver "
    "recipient recipients "
    "contractor contractors subcontractors companies"
)
# After a name: it is a thing of the publisher's own, or one that the reader has.
_PRODUCTS = word_set(
    "customer customers user users program programme plan plans subscription subscriptions feature features "
    "extension store account accounts application "
)
_LONG = 60  # characters
_GENERAL = frozenset({"unnamed", "affiliates", "staff", "acquirers", "authorities", "other-users"})
_NO_NAME = word_set(
    "i we the a an if in on you your our us this these those it they please note when where however for as by to "
    "and or no not all any "
    "english french german spanish monday internet web http https ip url api faq gdpr ccpa dpo dnt eu uk usa us "
    "eea european union states "
    "united kingdom california privacy policy terms service services personal information data article act law "
    "regulation cookie cookies "
    "january february march april may june july august september october november december commission department "
    "office court federal "
    "shield framework clauses contractual standard commissioner authority protection general officer section "
    "program programme portal request notice feature mode window center centre settings "
)


@detects("recipient-added", "recipient-removed")
def recipients(c: Comparison) -> Iterator[ChangeHit]:
    """Companies and kinds of recipients that changed sentences give data to and the other version does not."""
    for side in sides(c):
        reading = _Reading(side)
        found = {p.sentence.index: r for p in side.passages for r in [reading.news(p)] if r}
        told: set[str] = set()
        for row in clusters(p for p in side.passages if p.sentence.index in found):
            names = [n for n in dict.fromkeys(found[p.sentence.index] for p in row) if n not in told]
            told.update(names)
            if not names:
                continue
            if side.coming:
                yield side.hit(
                    "recipient-added",
                    row[0],
                    f"data may go to a recipient that the old text did not name: {', '.join(names)}",
                    until=row[-1],
                )
            else:
                yield side.hit(
                    "recipient-removed", row[0], f"no longer named as a recipient: {', '.join(names)}", until=row[-1]
                )


def _products(policy: Policy) -> Iterator[str]:
    """The words of names in sentences that say what the policy covers: what it covers is the publisher's own."""
    for sentence in policy.document.sentences:
        if covers(policy, sentence) > 0:
            yield from (w.strip(".,;()").lower() for w in sentence.text.split() if w[:1].isupper())


class _Reading:
    def __init__(self, side: Side) -> None:
        self.side = side
        self.known = {f.name for f in side.other.all(Recipient) if f.polarity}
        self.ours = {
            word
            for policy in (side.policy, side.other)
            for entity in policy.all(Entity)
            if entity.role == "controller"
            for word in entity.name.lower().split()
        } | set(side.policy.document.title.lower().split())
        self.sources = {f.sentence.index for f in side.policy.all(Source)}
        self.ours |= set(_products(side.policy)) | set(_products(side.other))
        self.lower = {w for s in side.policy.document.sentences for w in s.text.split() if w.islower()}

    def news(self, passage: Passage) -> str:
        """Who receives data by a changed sentence and is not named in the other version; ''."""
        if (
            not passage.fresh
            or passage.sentence.text.endswith("?")
            or "rights" in self.side.policy.topics(passage.sentence)
        ):
            return ""
        if passage.sentence.index in self.sources:
            return ""
        name = self._name(passage)
        if name:
            return name
        for fact in self.side.policy.all(Recipient):
            if (
                fact.sentence is not passage.sentence
                or not fact.polarity
                or fact.name in _GENERAL
                or fact.name in self.known
            ):
                continue
            at = next((n for n, s in enumerate(passage.starts) if s >= fact.start), None)
            if fact.end - fact.start > _LONG:
                continue  # a heading above names it
            if (
                at is not None
                and at in passage.fresh
                and fact.act in ("given", "works")
                and self._new_kind(passage, fact)
            ):
                return fact.text
        return ""

    def _new_kind(self, passage: Passage, fact: Recipient) -> bool:
        if any(passage.starts[d.first] < fact.start for d in denials(passage.words)):
            return False
        return not _HANDLING.isdisjoint(passage.words) and "self" not in passage.words

    def _name(self, passage: Passage) -> str:
        """A name in capitals that the other version never has, where the sentence or its list gives data to it."""
        for first, last in self._names(passage):
            if self._receives(passage, first, last):
                return passage.sentence.text[passage.starts[first] : passage.ends[last - 1]]
        return ""

    def _names(self, passage: Passage) -> Iterator[tuple[int, int]]:
        text, at = passage.sentence.text, 0
        while at < len(passage.words):
            last = at
            while last < len(passage.words) and self._proper(passage, last):
                if last > at and text[passage.ends[last - 1] : passage.starts[last]].strip(" .-&"):
                    break
                last += 1
            if last > at:
                words = [passage.words[n] for n in range(at, last)]
                fresh = any(n in passage.fresh for n in range(at, last))
                product = (passage.words[at - 1 : at] in (("the",), ("our",))) or not _PRODUCTS.isdisjoint(
                    passage.words[last : last + 1]
                )
                if fresh and not product and any(map(self.side.unknown, words)) and not set(words) & self.ours:
                    yield at, last
            at = max(last, at + 1)

    def _proper(self, passage: Passage, at: int) -> bool:
        text, word = passage.sentence.text, passage.words[at]
        shown = text[passage.starts[at] : passage.ends[at]]
        if not shown[0].isupper() or word in _NO_NAME or len(word) < 2 or shown.rstrip("s").isupper():
            return False
        return at > 0 or word not in self.lower

    def _receives(self, passage: Passage, first: int, last: int) -> bool:
        words = passage.words
        if any(d.first < first for d in denials(words)):
            return False
        sentence = passage.sentence
        if sentence.block.kind in ("item", "cell") and last - first >= len(words) - 3:
            return self._lists(sentence)
        before = words[first - 1] if first else ""
        if _HANDLING.isdisjoint(words) or _DATA.isdisjoint(words):
            return False
        if before in _GIVEN or (first and words[max(first - 3, 0)] in _GIVEN):
            return True
        return words[last : last + 1] != () and not _DOES.isdisjoint(words[last : last + 2])

    def _lists(self, sentence: Sentence) -> bool:
        """Whether a list is one of recipients, by its lead, the sentences before it or its section."""
        lead = sentence.block.lead
        if lead is None:
            sentences = self.side.policy.document.sentences
            rows = [
                s
                for s in sentences[max(sentence.index - 12, 0) : sentence.index]
                if s.block.section is sentence.block.section
            ]
            lead = next((s for s in reversed(rows) if s.block.kind == "paragraph"), None)
        words = set(self.side.policy.index.tokens[lead.index][0]) if lead is not None else set()
        if not {"links", "link"}.isdisjoint(words):
            return False
        return not _LISTS.isdisjoint(words) or "sharing" in self.side.policy.topics(sentence)
