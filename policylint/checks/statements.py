"""Statements of a publisher about its own acts: "we never sell your data", "we may share your address with couriers".

Facts of sharing count every mention of an act, for a reader who asks whether a subject is raised. To set two statements against
each other more must be known: who acts, on which data, to whom, under what condition. Here only plain statements are read, in
the active with the publisher as subject or in the passive; what is reported of somebody else, or part of a question, a right or a
request, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from policylint.checks.clause import DATA, SUBORDINATE, Left, left, noun_phrase, participle, right, somebody
from policylint.checks.scope import Scope, scope_of
from policylint.checks.wording import Entry, Lexicon
from policylint.document import Sentence
from policylint.facts.kinds import Entity
from policylint.matching.clauses import NEGATORS
from policylint.matching.tokens import tokenize
from policylint.patterns import word_set
from policylint.record import field, record
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
    "categories types parties purposes vendors companies partners providers kinds ways reasons way extent those entities services emails "
    "communications messages"
)
_PROMISES = word_set(
    "promise promises agree agrees undertake undertakes pledge pledges vow commit commits committed guarantee guarantees"
)
_OBLIGED = word_set("required obliged compelled ordered forced obligated")
_POINTERS = word_set("it them this that these those such same said")
_ANYONE = word_set("anyone anybody everyone others")
# Words that may stand before "data" where all personal data are meant.
_WHOLE = word_set(
    "any no your personal user users user's users' customer customers customer's customers' all private personally identifiable "
    "identifying individual individually member members visitor visitors visitors' or and nor collected information data other's "
    "of our my their every kind single piece ever people's about the"
)
_LESS = word_set(
    "that which through regarding relating under sensitive children minors not contained beyond other during via by for"
)
_MARKED = word_set(
    "any no your personal user users user's users' customer customers personally identifiable identifying all private customers' "
    "visitor visitors member individual"
)
_PEOPLE = word_set("you users user customers customer visitors visitor individuals people members consumers our your")
_BODIES = word_set(
    "person persons individual individuals organisation organisations organization organizations company companies entity entities "
    "party parties body firm firms"
)
_NOT_RECEIVERS = word_set("in for when who which that so as where if because under through from about on whether")
_COMMON = word_set(
    "the and inc ltd llc gmbh limited company corp corporation foundation privacy policy data you your for third party parties service "
    "google apple facebook services information online trading"
)


@record(slots=False)
class Statement:
    """One act that the publisher states or denies.

    act        give, sell, collect, store, access, track, use
    start, end offsets into sentence.text of the words that state it
    objects    categories of the lexicon that it is done to; `general`: done to personal data as such ("your data")
    pointing   the object is only pointed at ("this data", "it")
    whom       recipients of the lexicon; `anyone` for anybody, third parties or others; `somebody` where data are given to people
               whom the lexicon does not know
    excepted   what its exceptions are about: consent, law, services, policy, elsewhere (another document), other
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
        before = left(words, first, self.acts)
        _, starts, ends = self.index.tokens[sentence.index]
        begin = noun_phrase(words, before.subject, sentence.text, starts, ends) if before.passive else before.subject
        kind = self._subject(sentence, words, before, begin)
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
        own = self.index.own[sentence.index]
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
        names = self._object_names(objects)
        pointing = bool(objects) and (not _POINTERS.isdisjoint(objects[:1]) or set(objects) <= _POINTERS)
        general = not pointing and (_is_general(objects) if act != "track" else not _PEOPLE.isdisjoint(objects[:3]))
        if not denied and (pointing or not (general or names)):
            return None  # of no data that could be told
        excepted: frozenset[str] = frozenset()
        narrowed: frozenset[str] = frozenset()
        force: frozenset[str] = frozenset()
        if denied:  # what is stated is compared as it stands; its conditions are looked at by who compares
            force = self._force.names(words)
            excepted, narrowed = self._limits(words, own, before, first, last, sentence, starts, ends)
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
            self._whom(words, last if before.passive else after.objects, after.last)
            or (_SOMEBODY if act == "give" and not denied and somebody(words, after.objects, after.last) else _NOBODY),
            excepted | ({"law"} if kind == "law" else frozenset()),
            narrowed,
            self._purposes.names(words[last:]),
            not force.isdisjoint(("absolute", "total")),
            "total" in force,
            self.policy,
            objects,
        )

    def _subject(self, sentence: Sentence, words: tuple[str, ...], found: Left, begin: int) -> str:
        """Who acts: we, named, passive, law (we are obliged), reserved (we reserve the right), or '' for nobody that counts."""
        at = found.subject
        if at < 0:
            return ""
        word = words[at]
        if found.passive:
            phrase = words[begin : at + 1]
            if word in SUBORDINATE or word in ("they", "you") or (begin and words[begin - 1] in SUBORDINATE):
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
            if (
                before[-1] != "that"
                or before[0] in DATA
                or before[0] in _NOUNS_BEFORE
                or self.categories.names(before[:1])
            ):
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

    def _object_names(self, objects: tuple[str, ...]) -> frozenset[str]:
        """The categories that an object names; a category before another noun ("browser history") names none."""
        rows: list[Entry] = self.categories.entries(objects)
        starts = {begin for begin, _, _ in rows}
        found = set()
        for _, end, name in rows:
            after = objects[end] if end < len(objects) else ""
            if not after or end in starts or after in _AFTER_NOUN or after in DATA:
                found.add(name)
        return frozenset(found)

    def _whom(self, words: tuple[str, ...], begin: int, end: int) -> frozenset[str]:
        """The recipients named between two words, up to what is said of them or of the purpose."""
        stop = begin
        while stop < end and not (
            stop > begin
            and (words[stop] in _NOT_RECEIVERS or (words[stop] == "to" and words[stop - 1] not in ("or", "and")))
        ):
            stop += 1
        span = words[begin:stop]
        rows = self.recipients.entries(span)
        starts = {first for first, _, _ in rows}
        found = {name for _, last, name in rows if name != "unnamed" or last not in starts}
        anybody = any(
            word in ("any", "other", "another", "outside") and not _BODIES.isdisjoint(span[at + 1 : at + 3])
            for at, word in enumerate(span)
        )
        if "unnamed" in found or anybody or not _ANYONE.isdisjoint(span):
            found.add("anyone")
        return frozenset(found - {"unnamed"})

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
    ) -> tuple[frozenset[str], frozenset[str]]:
        """What an act is excepted from and narrowed by, in the words before its subject and after it, within semicolons."""
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
        for part in (words[low : max(before.subject, low)], words[before.subject + 1 : high]):
            narrowed |= self.narrowing.names(part)
            openings = self._exceptions.entries(part)
            if openings:
                about = self._about.names(part[openings[0][0] :])
                excepted |= about or {"other"}
        return frozenset(excepted), frozenset(narrowed)


_SOMEBODY, _NOBODY = frozenset(["somebody"]), frozenset[str]()


_AFTER_NOUN = word_set(
    "and or nor of about on from for that which when with to by in at as than any your the either related associated"
)


def _is_general(objects: tuple[str, ...]) -> bool:
    """Whether an object is personal data as such: "any of your personal data", "information about you", and not "log data"."""
    at = next((n for n, word in enumerate(objects) if word in DATA), -1)
    if at < 0:
        return objects[:1] in (("you",), ("anything",), ("nothing",))
    before, after = objects[:at], objects[at + 1 :]
    if not set(before) <= _WHOLE or not _LESS.isdisjoint(after[:4]):
        return False
    if not objects[1:]:
        return objects[0] in ("data", "information", "anything", "nothing")
    if not _MARKED.isdisjoint(before) or "you" in after[:2]:
        return "from" not in after[:3] or not _PEOPLE.isdisjoint(after[:6])
    if after[:1] and after[0] in (
        "collected",
        "gathered",
        "provided",
        "submitted",
    ):  # "the information collected from users"
        return len(after) < 3 or not _PEOPLE.isdisjoint(after[:5])
    # "data about our users", and not "data about your location"
    return after[:1] in (("of",), ("about",)) and not (_PEOPLE - {"our", "your"}).isdisjoint(after[:4])


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
