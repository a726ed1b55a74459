"""What a sentence says that data are used for: each aim an act with its object, to be compared by meaning and not by wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from policylint.edits.kinds.denials import denials
from policylint.edits.overlap import Overlap
from policylint.edits.sides import Passage, Side
from policylint.edits.stems import COMMON, stem
from policylint.patterns import word_set
from policylint.record import Record

# Acts that data can serve, with the concept that they are compared by; '' for those that say nothing by themselves.
_ACTS: dict[str, str] = {
    word: concept
    for concept, words in {
        "": "provide offer operate run maintain administer perform conduct carry make support enable facilitate manage handle process",
        "improve": "improve enhance optimise optimize refine",
        "develop": "develop design build create",
        "understand": "understand learn analyse analyze measure evaluate assess gauge study monitor estimate",
        "prevent": "prevent detect mitigate protect secure combat safeguard defend stop block",
        "find": "investigate identify debug diagnose troubleshoot resolve fix",
        "verify": "verify authenticate confirm validate",
        "suit": "personalise personalize customise customize tailor recommend suggest adapt",
        "market": "advertise market promote retarget remarket",
        "tell": "contact communicate inform notify remind alert",
        "send": "send email text call",
        "answer": "respond answer reply assist",
        "bill": "bill charge invoice",
        "deliver": "deliver ship fulfil fulfill",
        "show": "display show",
        "infer": "infer profile score rank rate predict classify match combine link",
        "train": "train",
        "research": "research survey experiment test compile generate",
        "enforce": "enforce comply",
        "recruit": "recruit hire",
        "guide": "guide plan",
    }.items()
    for word in words.split()
}
# Nouns and qualities that mean what an act means, or each other.
_NOUNS: dict[str, str] = {
    word: concept
    for concept, words in {
        "improve": "improvement improvements enhancement optimisation optimization",
        "develop": "development creation",
        "understand": "analysis analytics statistics statistical insight insights metrics measurement understanding",
        "prevent": "security prevention protection detection safety secure safe",
        "fraud": "fraud fraudulent abuse abusive spam spammy malicious misuse unauthorised unauthorized suspicious attacks attack threats",
        "verify": "verification authentication",
        "suit": "personalisation personalization recommendations recommendation suggestions relevant personalised personalized tailored",
        "market": "marketing advertising ads advertisement advertisements promotion promotions promotional offers sponsored",
        "tell": "communication communications announcements announcement updates reminders alerts notifications messages message",
        "answer": "inquiries inquiry enquiries enquiry requests request questions question queries assistance support help response",
        "bill": "billing invoicing invoices invoice payment payments purchase purchases charges",
        "deliver": "delivery shipping shipment orders order",
        "research": "research surveys survey experiments experimentation testing",
        "train": "training",
        "law": "law laws legal obligations obligation regulatory court",
        "infer": "profiling profiles inference inferences scoring",
        "recruit": "recruitment hiring",
    }.items()
    for word in words.split()
}
# What may be sent to readers and is a use of their address by itself.
_MAIL = word_set(
    "newsletter newsletters survey surveys marketing promotions promotional offers advertisements tips invitations catalogue catalog"
)
_MAILING = word_set("send sends sent subscribe")
_LETTERS = word_set("email emails messages communications notifications")
_USING = word_set("use uses used using process processed")
_NO_ACT = word_set(
    "you us we our your the a an this that these those third any all others other some its it them their be do make have get let "
    "give allow ensure use access visit click opt collect gather receive which whom such sign log"
)
_USED = word_set("used processed data information it them address addresses only also")
_DOING = word_set(
    "use uses used using process processes processed collect collects collected collecting store stores stored log logs logged keep keeps "
    "kept retain retains retained retaining analyse analyses analysed analyze analyzes analyzed scan scans track tracks tracked record records "
    "recorded share shares shared receive receives received gather gathers gathered access monitor monitors combine combines need needs "
    "evaluates evaluate obtain obtains obtained send sends"
)
_DATA = word_set(
    "data information address addresses email cookies cookie content contents history it them details number numbers logs this these they "
    "identifiers interactions records log recordings location activity technologies correspondence files messages profile profiles beacons"
)
_NOT_BEFORE_TO = word_set(
    "able unable right rights required obliged want wants wish wishes have has had going ability option options choose decide try continue "
    "likely similar respect according due related regard subject prior refer addition us party parties permission consent request requests "
    "allowed free how need needs ask asks asked asking prefer agree access you"
)
_STOPS = word_set(
    "when if where because that which unless until while who whose under pursuant about whether how without"
)
_GENERAL = word_set(
    "experience experiences business operation operations feature features purpose purposes reason reasons thing everyone customers customer "
    "people functionality content aspect aspects quality functions function technical internal better best easier person individual variety legitimate"
)
_REACH = 12  # words of an aim
_ANCHOR = 24  # words between an act on data and its aim


class Aim(Record):
    """An aim: its tokens (half-open) and what it means, as concepts and stems."""

    first: int
    last: int
    sense: frozenset[str]


@lru_cache(maxsize=4096)
def act(word: str) -> str | None:
    """The concept of a word as an act, in whatever form; None where it is none that data serve."""
    found = _ACTS.get(word)
    if found is None and word.endswith("ing") and len(word) > 5:
        base = word[:-3]
        for form in (base, base + "e", base[:-1] if base[-1:] == base[-2:-1] else base):
            found = _ACTS.get(form, found)
    return found


@lru_cache(maxsize=8192)
def concept(word: str) -> str:
    """What a word is compared by: its concept, else its stem; '' where it says nothing."""
    if word in COMMON or word in _GENERAL or len(word) < 3 or not word[0].isalpha() or word.endswith("ly"):
        return ""
    found = _NOUNS.get(word)
    if found is not None:
        return found
    found = act(word)
    if found is None and word.endswith(("s", "d", "ed")):
        found = next((f for f in map(act, (word[:-1], word[:-2])) if f is not None), None)
    return stem(word) if found is None else found


def sense(words: Sequence[str]) -> frozenset[str]:
    """What some words mean, as concepts and stems."""
    return frozenset(filter(None, map(concept, words)))


def aims(words: Sequence[str], gaps: Sequence[str]) -> Iterator[Aim]:
    """The aims of a sentence, in its order. `gaps[n]` is what stands in its text between word n - 1 and word n."""
    at = 0
    while at < len(words):
        first = _opened(words, at)
        if first is None or first >= len(words):
            at += 1
            continue
        while True:
            last = first + 1 if words[first] in _MAIL else _end(words, gaps, first)
            yield Aim(first, last, sense(words[first:last]))
            after = last
            while after < len(words) and words[after] in ("and", "or", "to", "also", "as", "well") and after < last + 3:
                after += 1
            if (
                after >= len(words)
                or act(words[after]) is None
                or words[after].endswith("ing") is not words[first].endswith("ing")
            ):
                break
            first = after
        at = max(last, at + 1)


def _opened(words: Sequence[str], at: int) -> int | None:
    """The token with which an aim begins that the word `at` opens."""
    word, before = words[at], words[at - 1] if at else ""
    if word == "to" and before not in _NOT_BEFORE_TO:
        first = at + 2 if words[at + 1 : at + 2] in (("better",), ("help",), ("further",), ("also",)) else at + 1
        if words[first : first + 1] == ("us",):
            first += 1
        if first < len(words) and act(words[first]) is not None and (at < 2 or _anchored(words, at)):
            return first
        if (
            first < len(words)
            and words[first] not in _NO_ACT
            and (before == "order" or _used(words, at))
            and _anchored(words, at)
        ):
            return first
    elif word == "us" and before in ("help", "helps", "helping", "allow", "allows", "enable", "enables", "lets"):
        first = at + 2 if words[at + 1 : at + 2] == ("to",) else at + 1
        first += words[first : first + 1] in (("better",), ("further",))
        if first < len(words) and act(words[first]) is not None:
            return first
    elif word == "can" and before == "we" and not {"so", "that"}.isdisjoint(words[max(at - 3, 0) : at]):
        if at + 1 < len(words) and act(words[at + 1]) is not None and _anchored(words, at):
            return at + 1
    elif word == "for" and _anchored(words, at):
        if words[at + 1 : at + 3] in (("purposes", "of"), ("use", "in")):
            return at + 3
        if words[at + 1 : at + 4] in (("the", "purpose", "of"), ("the", "purposes", "of")):
            return at + 4
        near = words[at + 1 : at + 8]
        if "purposes" in near and not _STOPS & set(near[: near.index("purposes")]):
            return at + 1
        if at + 1 < len(words) and words[at + 1].endswith("ing") and act(words[at + 1]) is not None:
            return at + 1
        if before in _USED and _used(words, at):
            ground = next(
                (n for n in range(at + 1, min(at + 5, len(words))) if words[n] in ("interest", "interests")), at
            )
            return at + 1 if ground == at else ground + 2
    elif word in _MAIL and any(
        words[n] in _MAILING or words[n : n + 2] == ("email", "you")
        for n in range(max(at - 12, 0), min(at + 5, len(words)))
    ):
        return at
    elif word in _LETTERS and "receive" in words[max(at - 6, 0) : at] and words[at + 1 : at + 3] == ("from", "us"):
        return next((n for n in range(at - 1, at - 6, -1) if words[n - 1] == "receive"), None)
    return None


def _used(words: Sequence[str], at: int) -> bool:
    """Whether it is said shortly before a word that something is used."""
    return not _USING.isdisjoint(words[max(at - 6, 0) : at])


def _anchored(words: Sequence[str], at: int) -> bool:
    """Whether something is done with data before a word, and not by the reader."""
    for n in range(at - 1, max(at - _ANCHOR, -1), -1):
        if words[n] in _DOING and "you" not in words[max(n - 2, 0) : n]:
            held = words[max(n - 8, 0) : at]
            return not _DATA.isdisjoint(held) or "used" in held
    return False


def _end(words: Sequence[str], gaps: Sequence[str], first: int) -> int:
    """The token at which an aim ends."""
    for at in range(first + 1, min(first + _REACH, len(words))):
        if any(mark in gaps[at] for mark in ",;:.()–—") or words[at] in _STOPS:
            return at
        if words[at] in ("and", "or", "to") and at + 1 < len(words):
            after = words[at + 1]
            if act(after) is not None and _ACTS.get(after) is not None:
                return at
    return min(first + _REACH, len(words))


class Aims:
    """The aims of one version's changed sentences, held against all that the other version says."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self._spoken: set[str] = set()
        told: list[frozenset[str]] = []
        held: list[frozenset[str]] = []
        for sentence, (words, starts, ends) in zip(side.other.document.sentences, side.other.index.tokens, strict=True):
            told += [aim.sense for aim in aims(words, _gaps(sentence.text, starts, ends))]
            held.append(sense(words))
            if not (_DOING.isdisjoint(words) or _DATA.isdisjoint(words)) or sentence.block.kind == "item":
                self._spoken.update(held[-1])
        self._told, self._held = Overlap(told), Overlap(held)
        self.named: list[frozenset[str]] = []

    def fresh(self, passage: Passage) -> Iterator[Aim]:
        """The aims that the edit brought and of which the other version knows no like, each once in a text."""
        text = passage.sentence.text
        if not passage.fresh or text.endswith("?"):
            return
        for aim in aims(passage.words, _gaps(text, passage.starts, passage.ends)):
            come = frozenset(
                filter(None, (concept(passage.words[n]) for n in range(aim.first, aim.last) if n in passage.fresh))
            )
            if not come or len(come) * 2 < len(aim.sense) or any(d.first < aim.first for d in denials(passage.words)):
                continue
            if not self.known(aim.sense) and not any(aim.sense <= told for told in self.named):
                self.named.append(aim.sense)
                yield aim

    def known(self, meant: frozenset[str]) -> bool:
        """Whether the other version has an aim, or says something, of much the same meaning."""
        if self._told.most(meant) >= _LIKE * len(meant):
            return True
        if len(meant) == 1:
            return not meant.isdisjoint(self._spoken)
        return self._held.most(meant) >= _SAID * len(meant)


_LIKE = 0.6
_SAID = 0.75


def _gaps(text: str, starts: Sequence[int], ends: Sequence[int]) -> list[str]:
    return [text[ends[n - 1] if n else 0 : starts[n]] for n in range(len(starts))]
