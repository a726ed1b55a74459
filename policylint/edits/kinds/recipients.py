"""Who receives data after an edit and did not before, and who no longer does."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.document import Sentence
from policylint.edits.aims import act as aims_act
from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.frames import frame, head, joined, listed
from policylint.edits.kinds.denials import denials, excepted
from policylint.edits.named import NO_NAME, Names
from policylint.edits.sides import Passage, Side, clusters, sides
from policylint.facts.countries import countries
from policylint.facts.kinds import Recipient, Source
from policylint.matching.tokens import tokenize
from policylint.patterns import word_set

_GIVEN = word_set("with to by via through using on at and or including like uses use using called")
_USES = word_set("use uses using used")
_DOES = word_set(
    "process processes processed store stores stored receive receives collect collects handle handles host hosts "
    "provides may will can has is "
    "gathers gather"
)
_DATA = word_set(
    "interactions data information email emails address addresses details requests request payment payments support analytics "
    "cookies logs content "
    "queries traffic messages newsletter donations reports contact name ip errors performance monitoring hosting "
    "payments mail photos pictures documents forms application applications results readings files"
)
_HANDLING = word_set(
    "interactions interaction share shares shared sharing disclose disclosed send sends sent transfer transferred transmit transmitted "
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
_HANDED = word_set(
    "share shares shared sharing disclose discloses disclosed send sends sent transfer transfers transferred pass passes passed give gives given "
    "provide provides provided show shows shown deliver delivered reveal revealed forward forwarded go goes"
    ""
)
_PREPOSITIONS = word_set("with to by from for in on about under at of")
_LINKING = word_set("and or with to also as well the our by")
_SAID = word_set("data information email name address")
_PERFORM = word_set("perform performs performing provide")
_FURTHER = word_set("other additional further more")
_NAMED = 6  # words of one who joins a row of recipients
_LONG = 60  # characters
_CHAIN = 28  # words of a list of names
_GENERAL = frozenset({"unnamed", "affiliates", "staff", "acquirers", "authorities", "other-users"})


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


class _Reading:
    def __init__(self, side: Side) -> None:
        self.side, self.names = side, Names(side)
        self.known = {f.name for f in side.other.all(Recipient) if f.polarity}
        self.given = any(f.polarity and f.name not in _GENERAL and f.act == "given" for f in side.other.all(Recipient))
        self.sources = {f.sentence.index for f in side.policy.all(Source)}

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
        for fact in self.side.stated(Recipient, passage.sentence):
            if not fact.polarity or fact.name in _GENERAL:
                continue
            brand = fact.start > 0 and fact.text[:1].isupper()
            if self.side.has(fact.text) if brand else fact.name in self.known:
                continue
            if brand and NO_NAME.issuperset(fact.text.lower().split()):
                continue  # the title of a page
            at = next((n for n, s in enumerate(passage.starts) if s >= fact.start), None)
            if fact.end - fact.start > _LONG or fact.sentence.text[fact.end : fact.end + 2].strip().isupper():
                continue  # a heading above names it; "the Partners Program" is no partner
            if (
                at is not None
                and at in passage.fresh
                and fact.act in ("given", "works")
                and self._new_kind(passage, fact)
            ):
                return fact.text
        return (
            self._others(passage)
            or self._doing(passage)
            or self._excepted(passage)
            or self._given_to(passage)
            or self._member(passage)
        )

    def _member(self, passage: Passage) -> str:
        """A new entry of a list, or row, of those who receive data, in whatever words."""
        if (
            not passage.whole
            or passage.sentence.block.kind == "paragraph"
            or not listed(passage)
            or frame(self.side, passage) != "recipients"
            or any(denials(passage.words))
        ):
            return ""
        name = head(passage)
        return (
            name if any(map(self.side.unknown, tokenize(name)[0])) and not _SAID.issuperset(tokenize(name)[0]) else ""
        )

    def _given_to(self, passage: Passage) -> str:
        """Those who join a row of recipients: "we share it with wardens {and tourist boards}"."""
        words = passage.words
        for first, last in joined(self.side, passage):
            act = next((at for at in range(first) if words[at] in _HANDED), None)
            if act is None or last - first > _NAMED or self.side.denied(passage, act):
                continue
            at = next((n for n in range(first - 1, act, -1) if words[n] in _PREPOSITIONS), None)
            at = first if words[first] in ("with", "to") else at
            at = first + 1 if words[first + 1 : first + 2] in (("with",), ("to",)) else at
            if (
                at is None
                or words[at] not in ("with", "to", "by")
                or aims_act(words[at + 1] if at + 1 < len(words) else "") is not None
            ):
                continue
            if any(map(self.side.unknown, words[first:last])):
                opening = next((n for n in range(first, last - 1) if words[n] not in _LINKING), last - 1)
                return passage.sentence.text[passage.starts[opening] : passage.ends[last - 1]]
        return ""

    def _excepted(self, passage: Passage) -> str:
        """Those who are let in by the exception to a promise: "we do not share it, unless with a provider"."""
        words = passage.words
        denial = next((d for d in denials(words) if excepted(words, d)), None)
        if denial is None or not passage.whole or self.given:
            return ""
        at = next(n for n in range(denial.at, len(words)) if words[n] in ("unless", "except"))
        return next((word for word in words[at:] if word in _LISTS), "")

    def _doing(self, passage: Passage) -> str:
        """What providers newly do with data: "our providers may process payments {, run surveys} and host the site"."""
        words, text = passage.words, passage.sentence.text
        act = next((at for at, word in enumerate(words) if word in _PERFORM), None)
        if passage.whole or act is None or _LISTS.isdisjoint(words[:act]) or any(True for _ in denials(words)):
            return ""
        for first, last in passage.runs:
            if first <= act or last >= len(words):
                continue
            listed = (
                ","
                in text[passage.ends[first - 1] : passage.starts[first]]
                + text[passage.ends[last - 1] : passage.starts[last]]
            )
            if listed and self.side.news(passage, first, last):
                return f"those who do {text[passage.starts[first] : passage.ends[last - 1]]}"
        return ""

    def _others(self, passage: Passage) -> str:
        """Further recipients that nobody names: "we also use other processors for our newsletters"."""
        words = passage.words
        if not passage.whole or _HANDLING.isdisjoint(words) or any(True for _ in denials(words)):
            return ""
        for at, word in enumerate(words):
            if word in _LISTS and _FURTHER & set(words[max(at - 4, 0) : at]) and "we" in words[:at]:
                return " ".join(words[max(at - 2, 0) : at + 1])
        return ""

    def _new_kind(self, passage: Passage, fact: Recipient) -> bool:
        if any(passage.starts[d.first] < fact.start for d in denials(passage.words)):
            return False
        return not _HANDLING.isdisjoint(passage.words) and "self" not in passage.words

    def _name(self, passage: Passage) -> str:
        """A name in capitals that the other version never has, where the sentence or its list gives data to it."""
        for first, last in self.names.fresh(passage):
            if self._receives(passage, first, last) and not any(
                n.start == passage.starts[first] for n in countries(self.side.policy.index, passage.sentence)
            ):
                return passage.sentence.text[passage.starts[first] : passage.ends[last - 1]]
        return ""

    def _receives(self, passage: Passage, first: int, last: int) -> bool:
        words = passage.words
        if any(d.first < first for d in denials(words)):
            return False
        sentence = passage.sentence
        alone = sentence.block.kind in ("item", "cell") or len(words) < 4
        if alone and last - first >= len(words) - 3:
            return self._lists(sentence)
        before = words[first - 1] if first else ""
        if before in _USES and words[last : last + 1] in (("to",), ("for",), ("as",)):
            return True
        if (
            before in ("to", "with")
            and not _HANDED.isdisjoint(words[max(first - 8, 0) : first - 1])
            and "you" not in words[max(first - 4, 0) : first]
        ):
            return True
        if _HANDLING.isdisjoint(words) or _DATA.isdisjoint(words):
            return False
        if (
            before in _GIVEN
            or (first and words[max(first - 3, 0)] in _GIVEN)
            or words[self._chain(passage, first)] in _GIVEN
        ):
            return True
        return words[last : last + 1] != () and not _DOES.isdisjoint(words[last : last + 2])

    def _chain(self, passage: Passage, first: int) -> int:
        """The word before the list of names in which a name stands: "with" in "with Plum, Pear and Fig"."""
        at = first - 1
        while (
            at > 0
            and first - at < _CHAIN
            and (passage.words[at] in ("and", "or", "the") or self.names.proper(passage, at))
        ):
            at -= 1
        return max(at, 0)

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
