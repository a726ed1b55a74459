"""Kinds of data that an edit brings in or takes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policylint.document import Sentence
from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.frames import frame, head, listed
from policylint.edits.kinds.denials import denials
from policylint.edits.kinds.safety import counts
from policylint.edits.overlap import Overlap
from policylint.edits.sides import Passage, Side, clusters, sides
from policylint.edits.stems import COMMON, stem
from policylint.edits.taking import FAINT, PLAIN, TAKING, Taking
from policylint.edits.weight import BINDING
from policylint.facts.categories import leads
from policylint.facts.countries import countries
from policylint.facts.kinds import Category, Retention, Security
from policylint.matching.tokens import tokenize
from policylint.patterns import word_set

_LINKS = word_set("and or including like with plus well")
_MEANS = word_set(
    "right rights may can will also purpose purposes reasonable reasonably currently order accordance consent"
)
_PORTRAIT = word_set("face facial portrait photograph selfie fingerprint fingerprints voiceprint iris")
_DELICATE = word_set(
    "hiv religion religious faith ethnic ethnicity race racial sexual orientation political biometric genetic dna disability disabilities illness "
    "illnesses diagnosis diagnoses pregnancy pregnant allergies medication medications epilepsy "
    "asthma diabetes illness disease diseases fingerprint fingerprints iris voiceprint blood therapy"
)
_COMPARED = word_set(
    "compare compares comparing compared match matches matching matched recognise recognize recognition verify validate"
)
_WEAK = frozenset(
    {"statistics", "legal-records", "settings", "third-party-data", "signature", "sensitive-data", "children-data"}
)
_LEADS = word_set("data information details following collect collects stores store includes include")
_STARTS = word_set("to for though example in by with from on at then that so it")
_NO_THING = BINDING | word_set("which who whom must erased deleted corrected")
_LABELS = word_set("long why purpose how who storage period retention")  # what heads a row, and names nothing in it
_SIGNING = word_set("sign log")  # "to sign in one needs a password": what protects, and no data of the reader
_OPENS = word_set("to for so from because when if unless while after before until upon once where whether through via")
_ASKS = word_set("when how what why where who which")
_TITLE = 10  # words
_ASKING = word_set("ask asks asked")
_KEEPING = word_set("provide provides offer offers retain retained keep kept print delete use used share")
_SHOWN = 4  # new words that a message shows
_LONG = 14  # words of what joins a list
_KNOWN = 0.6  # share of what a sentence says is taken that a sentence of the other version says as well: it is no news


@detects("category-added", "category-removed", "sensitive-category-added")
def categories(c: Comparison) -> Iterator[ChangeHit]:
    """Data that a changed sentence says are taken, and the other version does not name in that sense."""
    for side in sides(c):
        reading, found = reading_of(side), named(side)
        special = {p.sentence.index for p in side.passages if reading.special(p)} if side.coming else set()
        for passage in side.passages:
            if passage.sentence.index in special:
                yield side.hit(
                    "sensitive-category-added",
                    passage,
                    "sensitive data are taken now, which the old text did not say",
                )
        for row in clusters(p for p in side.passages if p.sentence.index in found and p.sentence.index not in special):
            names = ", ".join(dict.fromkeys(found[p.sentence.index] for p in row))
            if side.coming:
                message = f"data taken that the old text did not name: {names}"
                yield side.hit("category-added", row[0], message, until=row[-1])
            else:
                yield side.hit("category-removed", row[0], f"data no longer named as taken: {names}", until=row[-1])


def reading_of(side: Side) -> Reading:
    """The reading of a version; kept with the comparison."""
    kept: dict[bool, Reading] = vars(side.comparison).setdefault("readings", {})
    if side.coming not in kept:
        kept[side.coming] = Reading(side)
    return kept[side.coming]


def named(side: Side) -> dict[int, str]:
    """The changed sentences, by number, that name data which the other version does not, with the words for them."""
    kept: dict[bool, dict[int, str]] = vars(side.comparison).setdefault("data", {})
    if side.coming not in kept:
        reading = reading_of(side)
        kept[side.coming] = {p.sentence.index: n for p in side.passages for n in [reading.news(p)] if n}
    return kept[side.coming]


class Reading:
    """One version: which of its changed sentences take data that the other version does not speak of."""

    def __init__(self, side: Side) -> None:
        self.side, self.taking = side, Taking(side)
        book = side.policy.index.book
        told = {f.name for f in side.other.all(Category) if f.polarity and f.act}
        self.told = told | {wide for name in told for wide in book.wider("category", name)}
        self.facts: dict[int, list[Category]] = {}
        for fact in side.policy.all(Category):
            self.facts.setdefault(fact.sentence.index, []).append(fact)
        aside = (*side.policy.all(Retention), *(f for f in side.policy.all(Security) if f.measure))
        self.aside = {f.sentence.index for f in aside}
        self.sentences, self.sections = _taken(side)
        self._leads: dict[int, bool] = {}
        self.items: dict[int, list[Passage]] = {}
        for passage in side.passages:
            if passage.sentence.block.lead is not None:
                self.items.setdefault(passage.sentence.block.lead.index, []).append(passage)

    def special(self, passage: Passage) -> bool:
        """Whether a changed sentence takes sensitive data, or compares faces."""
        for fact in self.facts.get(passage.sentence.index, ()):
            if fact.special and fact.name not in ("children-data", "sensitive-data") and self._new(passage, fact):
                return True
        delicate = any(passage.words[at] in _DELICATE and self.side.unknown(passage.words[at]) for at in passage.fresh)
        taken = delicate and (frame(self.side, passage) == "data" or self.taking.verb(passage, True) is not None)
        if taken and not any(denials(passage.words)):
            return True
        words = passage.changed()
        return not _PORTRAIT.isdisjoint(words) and not _COMPARED.isdisjoint(words) and not any(denials(passage.words))

    def news(self, passage: Passage) -> str:
        """The words of a changed sentence that name data which the other version does not; ''."""
        sentence = passage.sentence
        if not passage.fresh or sentence.text.endswith("?") or "rights" in self.side.policy.topics(sentence):
            return ""
        if (
            counts(passage.words, passage.fresh) is not None
            or frame(self.side, passage) in ("rights", "security")
            or not _SIGNING.isdisjoint(passage.words[:6])
        ):
            return ""
        for fact in self.facts.get(sentence.index, ()):
            if fact.name not in _WEAK and fact.act in ("collected", "shared") and self._new(passage, fact):
                verb = self.taking.verb(passage, True)
                if self._item(passage) or (verb is not None and passage.words[verb] not in FAINT):
                    return fact.text
        return (self._stated(passage) or self._member(passage)) if passage.whole else self._listed(passage)

    def _member(self, passage: Passage) -> str:
        """A new entry of a list, or row, of data, in whatever words."""
        if not listed(passage) or frame(self.side, passage) != "data" or any(denials(passage.words)):
            return ""
        name = head(passage)
        words = tokenize(name)[0]
        return (
            name
            if words
            and any(map(self.side.unknown, words))
            and _LABELS.isdisjoint(words)
            and words[0] not in (_OPENS | _STARTS)
            else ""
        )

    def _new(self, passage: Passage, fact: Category) -> bool:
        if not fact.polarity or not passage.touches(fact.start, fact.end):
            return False
        if not self.told.isdisjoint(self.side.policy.index.book.wider("category", fact.name)):
            return False
        return not any(passage.starts[d.first] < fact.start for d in denials(passage.words))

    def _item(self, passage: Passage) -> Sentence | None:
        """The sentence that makes a passage an item of a list of data."""
        sentence = passage.sentence
        if sentence.block.kind not in ("item", "cell") or sentence.start or any(True for _ in denials(passage.words)):
            return None
        found = self.side.policy.index.sentences("frame:collecting")
        tokens = self.side.policy.index.tokens
        for above in leads(sentence):
            words = tokens[above.index][0]
            if above.index in found and not _LEADS.isdisjoint(words) and "please" not in words:
                return above
        return None

    def _listed(self, passage: Passage) -> str:
        """New words joined to a list: "an advertising ID or device serial", ", employer, job title"."""
        text, words = passage.sentence.text, passage.words
        verb = self.taking.verb(passage, True)
        for first, last in passage.runs:
            if last - first > _LONG or verb is None or verb >= first:
                continue
            between = words[verb + 1 : first]
            if words[verb] in ("send", "sends", "sent") and between[:1] == ("you",):
                continue  # what readers get
            if words[verb] in FAINT and not {"to", "for", "with"}.isdisjoint(between[words[verb] in _ASKING :]):
                continue  # "we need your data to ..." tells purposes, "we share your data with ..." recipients
            if not self._noun_phrase(passage, first, last) or not _NO_THING.isdisjoint(words[first:last]):
                continue
            before = text[passage.ends[first - 1] : passage.starts[first]]
            after = text[passage.ends[last - 1] : passage.starts[last]] if last < len(words) else ""
            joined = "," in before + after or words[first] in _LINKS or words[first - 1] in _LINKS
            if not joined or (passage.sentence.index in self.aside and words[verb] not in PLAIN):
                continue
            opening = next((at for at in range(first, last - 1) if words[at] not in _LINKS), last - 1)
            shown = text[passage.starts[opening] : passage.ends[last - 1]]
            known = self._again(passage)
            news = [at for at in self.side.news(passage, first, last) if words[at] not in _MEANS]
            if any(not any(s <= passage.starts[at] < e for s, e in known) for at in news):
                return shown
            if self._dropped(passage, first, last):
                return shown
        return ""

    def _again(self, passage: Passage) -> list[tuple[int, int]]:
        """Where a changed sentence names kinds of data that its other wording names as often, in whatever words."""
        other = passage.counterpart
        if other is None:
            return []
        before = Counter(f.name for f in self.side.stated(Category, other, other=True))
        facts = self.facts.get(passage.sentence.index, [])
        now = Counter(f.name for f in facts)
        return [(f.start, f.end) for f in facts if now[f.name] <= before[f.name]]

    def _noun_phrase(self, passage: Passage, first: int, last: int) -> bool:
        """Whether changed words can be the name of data: no act, purpose or place, and not the quality of what was named before."""
        words, text = passage.words, passage.sentence.text
        while first < last and words[first] in _LINKS:
            first += 1
        run = words[first:last]
        if not run or run[0] in _STARTS or not (TAKING | FAINT | _KEEPING).isdisjoint(run[:2]):
            return False
        if any(
            passage.starts[first] <= n.start < passage.ends[last - 1]
            for n in countries(self.side.policy.index, passage.sentence)
        ):
            return False
        glued = last < len(words) and text[passage.ends[last - 1] : passage.starts[last]] == " "
        return not (glued and words[last] not in COMMON and words[last - 1] not in COMMON)

    def _dropped(self, passage: Passage, first: int, last: int) -> bool:
        """Whether a kind of data that is named elsewhere as well is new to, or gone from, a list of what is taken."""
        other = passage.counterpart
        if other is None or last - first > 3:
            return False
        held = {stem(w) for w in self.side.other.index.tokens[other.index][0]}
        start, end = passage.starts[first], passage.ends[last - 1]
        return any(
            start - 8 <= f.start
            and start < f.end <= end
            and f.act == "collected"
            and stem(passage.words[last - 1]) not in held
            for f in self.facts.get(passage.sentence.index, ())
        )

    def _stated(self, passage: Passage) -> str:
        """What a new sentence says is taken, or an item of a list of data."""
        words = passage.words
        if passage.sentence.index in self.aside and PLAIN.isdisjoint(words):
            return ""
        if len(words) < 4 and passage.sentence.text.rstrip().endswith(":"):
            return ""
        if len(words) < _TITLE and words[0] in _ASKS and passage.sentence.text[-1:].isalnum():
            return ""  # an entry of a table of contents
        verb = self.taking.verb(passage)
        lead = self._item(passage)
        if verb is None and lead is not None:
            if words[0] in _OPENS or all(passage.sentence.text[s].isupper() for s in passage.starts):
                return ""  # names, not data
        elif verb is None:
            verb = self.taking.asked(passage)
            if verb is None:
                return ""
        objects = self.taking.objects(passage, verb)
        shown = ", ".join(dict.fromkeys(words[at] for at in objects[:_SHOWN]))
        if verb is None and lead is not None and self._opens(lead):
            return shown
        stems = {stem(words[at]) for at in objects}
        if not stems or _told(stems, self.sentences) or _told(stems, self.sections):
            return ""
        plain = verb is not None and words[verb] in PLAIN
        return shown if plain or any(self.side.unknown(words[at]) for at in objects) else ""

    def _opens(self, lead: Sentence) -> bool:
        """Whether the sentence that leads a list of data is new itself: a new occasion on which data are taken."""
        found = self._leads.get(lead.index)
        if found is None:
            passage = self.side.by_sentence.get(lead.index)
            found = passage is not None and passage.whole and self.taking.verb(passage) is not None
            if found:
                items = self.items.get(lead.index, [])
                found = not _told(
                    {stem(p.words[at]) for p in items for at in self.taking.objects(p, None)}, self.sentences
                )
            self._leads[lead.index] = found
        return found


def _told(stems: set[str], rows: Overlap) -> bool:
    """Whether one of some rows of words says much the same."""
    return rows.most(stems) >= _KNOWN * len(stems)


def _taken(side: Side) -> tuple[Overlap, Overlap]:
    """The words of each sentence of the other version that takes data, and those of all such sentences of each section."""
    sentences: list[frozenset[str]] = []
    sections: dict[int, set[str]] = {}
    for sentence, (words, _, _) in zip(side.other.document.sentences, side.other.index.tokens, strict=True):
        if not (TAKING | FAINT).isdisjoint(words):
            stems = frozenset(map(stem, words))
            sections.setdefault(sentence.block.section.index, set()).update(stems)
            sentences.append(stems)
    return Overlap(sentences), Overlap(frozenset(stems) for stems in sections.values())
