"""Statements of a publisher about its own acts: "we never sell your data", "we may share your address with couriers".

Facts of sharing count every mention of an act, for a reader who asks whether a subject is raised. To set two statements against
each other more must be known: who acts, on which data, to whom, under what condition. Here only plain statements are read, in
the active with the publisher as subject or in the passive; what is reported of somebody else, or part of a question, a right or a
request, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from policylint.checks.clause import (
    AUXILIARIES,
    DATA,
    SUBORDINATE,
    Left,
    joined,
    left,
    noun_phrase,
    participle,
    right,
    somebody,
)
from policylint.checks.objects import PEOPLE, in_part, is_general, object_names, receivers
from policylint.checks.scope import Scope, scope_of
from policylint.checks.wording import Lexicon
from policylint.document import Sentence
from policylint.facts.kinds import Entity
from policylint.matching.clauses import NEGATORS
from policylint.matching.tokens import tokenize
from policylint.patterns import word_set
from policylint.record import Record, field
from policylint.site import Policy

_WE = word_set("we i")
_OURS = word_set(
    "company app apps application applications website websites web site sites service services platform software game games bot "
    "extension organisation organization foundation team staff developer operator provider employees personnel nobody"
)
_DETERMINERS = word_set("the our this these my")
_NOT_OURS = word_set(
    "third party parties other such those linked external their your partner partners processor payment hosting analytics of"
)
_NOUNS_BEFORE = word_set(
    "circumstances situations conditions categories types parties purposes vendors companies partners providers kinds ways reasons way "
    "extent those entities services emails communications messages"
)
_PROMISES = word_set(
    "promise promises agree agrees undertake undertakes pledge pledges vow commit commits committed guarantee guarantees"
)
_ASKING = word_set("request requests ask asks demand insist require requires so ensure")
_OBLIGED = word_set("required obliged compelled ordered forced obligated")
_POINTERS = word_set("it them this that these those such same said")
_GRANTED = word_set("since because although though")  # what such a clause says is stated
_COMMON = word_set(
    "the and inc ltd llc gmbh limited company corp corporation foundation privacy policy data you your for third party parties service "
    "google apple facebook services information online trading"
)


class Statement(Record, slots=False):
    """One act that the publisher states or denies.

    act        give, sell, collect, store, access, track, use
    start, end offsets into sentence.text of the words that state it
    objects    categories of the lexicon that it is done to; `general`: done to personal data as such ("your data")
    pointing   the object is only pointed at ("this data", "it")
    whom       recipients of the lexicon; `anyone` for anybody, third parties or others; `somebody` where data are given to people
               whom the lexicon does not know
    excepted   what its exceptions are about: consent, law, services, policy, elsewhere (another document), recipients, other
    spared     the recipients that its exceptions name ("nobody other than our host")
    narrowed   purpose, manner, habit, condition, place (of a transfer): what makes it less than whole without being an exception
    purposes   marketing, advertising, profiling where they are named
    absolute   "never", "anyone"; `total`: "for any reason", "under no circumstances", so that no case is left out
    """

    sentence: Sentence
    start: int
    end: int
    act: str
    denied: bool
    may: bool
    objects: frozenset[str]
    general: bool
    pointing: bool
    whom: frozenset[str]
    excepted: frozenset[str]
    narrowed: frozenset[str]
    purposes: frozenset[str]
    absolute: bool
    total: bool
    policy: Policy = field(repr=False, compare=False)
    words: tuple[str, ...] = ()  # of the object
    spared: frozenset[str] = frozenset()
    passing: bool = False  # told by a fact, and not in a clause of the publisher

    @cached_property
    def scope(self) -> Scope:
        """What it holds for; read when it is asked for, since most statements are never compared."""
        return scope_of(self.policy, self.sentence, self.words)


class Reading:
    """The statements of one policy."""

    def __init__(self, policy: Policy) -> None:
        self.policy, self.index = policy, policy.index
        self.acts = Lexicon(policy, "stance-act")
        self.categories = Lexicon(policy, "category")
        self.recipients = Lexicon(policy, "recipient")
        self.setting = Lexicon(policy, "stance-setting")
        self._exceptions = Lexicon(policy, "exception-word")
        self._about = Lexicon(policy, "exception-about")
        self.narrowing = Lexicon(policy, "narrowing")
        self.closing = Lexicon(policy, "closed-list")
        self._force = Lexicon(policy, "denial-force")
        self._purposes = Lexicon(policy, "denied-purpose")
        self.names = _names(policy)

    def statements(self, denied: bool, acts: frozenset[str] = frozenset()) -> Iterator[Statement]:
        """What is denied, or what is stated; of some acts where `acts` are given."""
        for hit in self.index.find("frame:stance-act"):
            sentence = hit.sentence
            if (acts and hit.value not in acts) or hit.first < self.index.own[sentence.index]:
                continue
            words = self.index.words(sentence)
            if denied and NEGATORS.isdisjoint(words) and "no" not in words and "nobody" not in words:
                continue
            if not sentence.text.endswith("?"):
                found = self._statement(sentence, words, hit.first, hit.last, hit.value, denied)
                if found is not None:
                    yield found

    def _statement(
        self, sentence: Sentence, words: tuple[str, ...], first: int, last: int, act: str, denied: bool
    ) -> Statement | None:
        _, starts, ends = self.index.tokens[sentence.index]
        own = self.index.own[sentence.index]
        before, begin, kind = self._acting(sentence, words, first, own)
        if not kind or (last < len(words) and words[last] in ("you", "us")):  # "we send you", "they give us"
            return None
        if (
            not before.finite
            and kind in ("passive", "named")
            and (kind == "passive" or participle(words[first]) or words[first].endswith("ing"))
        ):
            return None  # "the services provided by", "our app, giving you": no verb of a clause
        if words[first].endswith("ing") and not before.finite:
            return None
        opening = self._opening(words, before.subject)
        is_denied = before.negated or opening >= 0 or (before.passive and "no" in words[begin : before.subject + 1])
        if not is_denied and "no" not in words and denied:
            return None
        after = right(words, last, self.acts, sentence.text, starts, ends)
        objects = words[begin : before.subject + 1] if before.passive else words[after.first : after.objects]
        if objects[:1] == ("no",) and not before.negated:  # "we share no data"
            is_denied = True
        if is_denied != denied:
            return None
        names = object_names(self.categories, objects)
        pointing = bool(objects) and (not _POINTERS.isdisjoint(objects[:1]) or set(objects) <= _POINTERS)
        general = not pointing and (is_general(objects) if act != "track" else not PEOPLE.isdisjoint(objects[:3]))
        if general and not before.passive and in_part(objects, words[after.objects : after.objects + 1]):
            general = False
        if not denied and (pointing or not (general or names)):
            return None  # of no data that could be told
        excepted: frozenset[str] = frozenset()
        narrowed: frozenset[str] = frozenset()
        force: frozenset[str] = frozenset()
        spared: frozenset[str] = frozenset()
        if denied:  # what is stated is compared as it stands; its conditions are looked at by who compares
            force = self._force.names(words[max(begin - _FORCE, 0) : after.last + _FORCE])
            excepted, narrowed, spared = self._limits(words, own, before, first, last, sentence, starts, ends)
        return Statement(
            sentence,
            starts[max(begin if opening < 0 else opening, own)],
            ends[max(after.last - 1, first)],
            act,
            denied,
            not {"may", "might", "can"}.isdisjoint(words[before.subject + 1 : first]) or kind == "reserved",
            names,
            general,
            pointing,
            receivers(self.recipients, words, last if before.passive else after.objects, after.last)
            or (_SOMEBODY if act == "give" and not denied and somebody(words, after.objects, after.last) else _NOBODY),
            excepted | ({"law"} if kind == "law" else frozenset()),
            narrowed,
            self._purposes.names(words[last:]),
            not force.isdisjoint(("absolute", "total")),
            "total" in force,
            self.policy,
            objects,
            spared,
        )

    def _acting(self, sentence: Sentence, words: tuple[str, ...], first: int, own: int) -> tuple[Left, int, str]:
        """What stands before an act, the word at which its subject begins, and who acts ('' for nobody that counts)."""
        _, starts, ends = self.index.tokens[sentence.index]
        before = left(words, first, self.acts)
        if _elliptic(words, first, before, own):
            before = Left(before.subject, True, True, True)
        if before.joined:
            before = joined(words, before, own) or self._opens(words, before, own) or before
        begin, kind = self._doing(sentence, words, before, own, starts, ends)
        return before, begin, kind

    def _doing(
        self,
        sentence: Sentence,
        words: tuple[str, ...],
        before: Left,
        own: int,
        starts: tuple[int, ...],
        ends: tuple[int, ...],
    ) -> tuple[int, str]:
        begin = before.subject
        if before.passive:
            floor = own if before.subject >= own else 0
            begin = noun_phrase(words, before.subject, sentence.text, starts, ends, floor)
        return begin, self._subject(sentence, words, before, begin)

    def _opens(self, words: tuple[str, ...], before: Left, own: int) -> Left | None:
        """The same act with "our app", where a sentence opens with it and goes on without another subject."""
        opening = words[own : min(own + 4, before.subject)]
        between = words[own : before.subject + 1]
        if before.passive or not SUBORDINATE.isdisjoint(between):
            return None
        at = next((n for n, word in enumerate(opening) if word in _OURS), -1)
        return (
            Left(own + at, before.negated, False, True, since=before.subject)
            if at > 0 and opening[0] in _DETERMINERS
            else None
        )

    def _subject(self, sentence: Sentence, words: tuple[str, ...], found: Left, begin: int) -> str:
        """Who acts: we, named, passive, law (we are obliged), reserved (we reserve the right), or '' for nobody that counts."""
        at = found.subject
        if at < 0:
            return ""
        word = words[at]
        if found.passive:
            phrase = words[begin : at + 1]
            if word in SUBORDINATE or word in ("they", "you") or self._under(words, begin, found.negated, sentence):
                return ""
            return (
                "passive"
                if not DATA.isdisjoint(phrase) or word in ("it", "this") or self.categories.names(phrase)
                else ""
            )
        if word == "to":
            return _infinitive(words, at)
        begin = at
        kind = "we" if word in _WE or word == "nobody" else "named"
        if kind == "named":
            if word in _OURS and self._ours(words, at):
                begin = self._determiner(words, at)
            elif not self._named(sentence, words, at):
                return ""
        before = words[max(begin - 2, 0) : begin]
        if before and before[-1] in SUBORDINATE:
            # "we promise that we never" is a statement, "the data that we share" and "when we share" are none
            if before[-1] == "that":
                if (
                    before[0] in DATA
                    or before[0] in _NOUNS_BEFORE
                    or before[0] in _ASKING
                    or self.categories.names(before[:1])
                ):
                    return ""
            elif self._under(words, begin, found.negated, sentence):
                return ""
        elif (
            before
            and begin - 1 >= self.index.own[sentence.index]
            and (before[-1] in DATA or before[-1] in _NOUNS_BEFORE)
        ):
            _, starts, ends = self.index.tokens[sentence.index]
            if starts[begin] - ends[begin - 1] == 1:
                return ""  # "the information we share" is part of a noun
        return kind

    def _under(self, words: tuple[str, ...], begin: int, negated: bool, sentence: Sentence) -> bool:
        """Whether a clause is a condition. "Since we keep nothing" denies as much as "we keep nothing" does."""
        word = words[begin - 1] if begin else ""
        if negated and (word in _GRANTED or (word == "while" and begin - 1 == self.index.own[sentence.index])):
            return False
        return word in SUBORDINATE

    def _determiner(self, words: tuple[str, ...], at: int) -> int:
        begin = at
        while begin > 0 and at - begin < 4 and words[begin] not in _DETERMINERS:
            begin -= 1
        return begin

    def _ours(self, words: tuple[str, ...], at: int) -> bool:
        begin = self._determiner(words, at)
        return words[begin] in _DETERMINERS and _NOT_OURS.isdisjoint(words[begin:at])

    def _named(self, sentence: Sentence, words: tuple[str, ...], at: int) -> bool:
        """Whether words[at] is the publisher's name."""
        if at < self.index.own[sentence.index] or words[at] not in self.names:
            return False
        start = self.index.tokens[sentence.index][1][at]
        return sentence.text[start : start + 1].isupper()

    def _opening(self, words: tuple[str, ...], subject: int) -> int:
        """Where "under no circumstances will we" begins before a subject; -1 where nothing of the kind does."""
        for at in range(max(subject - 5, 0), subject):
            if words[at + 1] == "no":
                found = self._force.at(words, at)
                if found is not None and found[1] == "total":
                    return at
        return -1

    def _limits(
        self,
        words: tuple[str, ...],
        own: int,
        before: Left,
        first: int,
        last: int,
        sentence: Sentence,
        starts: tuple[int, ...],
        ends: tuple[int, ...],
    ) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """What an act is excepted from and narrowed by, and whom it spares: before its subject and after it, within semicolons."""
        text = sentence.text
        low, high = 0, len(words)
        if ";" in text:
            low = max((at for at in range(own + 1, first + 1) if ";" in text[ends[at - 1] : starts[at]]), default=0)
            high = min(
                (at for at in range(max(last, own + 1), len(words)) if ";" in text[ends[at - 1] : starts[at]]),
                default=len(words),
            )
        excepted: set[str] = set()
        narrowed: set[str] = set()
        spared: frozenset[str] = frozenset()
        told = min(max(low, own), before.subject) if before.subject >= own else low
        parts = (words[low : max(before.subject, low)], words[max(before.subject, before.since) + 1 : high])
        for part, skipped in zip(parts, (told - low, 0), strict=True):
            openings = [begin for begin, *_ in self._exceptions.entries(part) if part[begin] != "however" or begin > 1]
            # What a condition within an exception says narrows the exception and not the denial.
            narrowed |= self.narrowing.names(
                part[skipped : openings[0] if openings and openings[0] > skipped else None]
            )
            if openings:
                rest = part[openings[0] :]
                about = self._about.names(rest)
                if not about and rest[:2] in _OTHER_THAN:
                    spared = receivers(self.recipients, rest[2:], 0, min(len(rest) - 2, _SPARED)) - {"anyone"}
                excepted |= about or ({"recipients"} if spared else {"other"})
        return frozenset(excepted), frozenset(narrowed), spared


_OTHER_THAN = frozenset(
    [("other", "than"), ("apart", "from"), ("aside", "from"), ("except", "for"), ("except", "to"), ("except", "with")]
)
_FORCE = 8  # words around a clause in which "for any reason" belongs to it
_SPARED = 12  # words of an exception in which recipients are named
_SOMEBODY, _NOBODY = frozenset(["somebody"]), frozenset[str]()


def _elliptic(words: tuple[str, ...], first: int, before: Left, own: int) -> bool:
    """Whether a line says "no data sold" without a verb: it begins with "no", and nothing finite is in it."""
    return (
        words[own : own + 1] == ("no",)
        and own < before.subject < first
        and not before.finite
        and participle(words[first])
        and AUXILIARIES.isdisjoint(words[own:])
        and not (SUBORDINATE | {"we", "i", "you"}) & set(words[own:first])
    )


def _infinitive(words: tuple[str, ...], at: int) -> str:
    """ "reserve the right to", "promise not to", "may be required to"; '' for any other infinitive."""
    before = words[max(at - 6, 0) : at]
    if before[-1:] in (("not",), ("never",)):
        before = before[:-1]
    if not before or not {"you", "they", "parties", "providers"}.isdisjoint(before):
        return ""
    ours = not _WE.isdisjoint(before)
    if before[-1] == "right" and not {"reserve", "reserves"}.isdisjoint(before):
        return "reserved"
    if before[-1] in _OBLIGED and ours:
        return "law"
    return "we" if before[-1] in _PROMISES and ours else ""


def _names(policy: Policy) -> frozenset[str]:
    """The words of the publisher's names: its entities that are no vendors."""
    found: set[str] = set()
    for entity in policy.all(Entity):
        if entity.role != "vendor" and entity.name:
            found.add(tokenize(entity.name)[0][-1] if tokenize(entity.name)[0] else "")
            found.update(tokenize(entity.name)[0])
    return frozenset(word for word in found if len(word) > 2 and word not in _COMMON)
