"""Denials in other words than "we do not ...", and what contradicts each: nothing leaves the device, no messages, no such tools."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks import practices
from policylint.checks.scope import compatible, covers, of_site_alone, scope_of, within_tool
from policylint.checks.wording import Lexicon, sentences, whole
from policylint.document import Sentence
from policylint.facts.kinds import Category
from policylint.finding import Mark, Severity
from policylint.matching import clauses
from policylint.matching.clauses import NEGATORS
from policylint.matching.index import Hit as Found
from policylint.matching.tokens import tokenize
from policylint.patterns import word_set
from policylint.rule import Hit
from policylint.site import Policy

MOST = 40  # denials of a sort that are compared
_PAIRS = (
    (
        "kept-local",
        ("sent-away",),
        "data are said to stay on the device, and elsewhere to be collected or sent to servers",
    ),
    ("messages-denied", ("messages-sent",), "marketing messages are said not to be sent, and elsewhere to be sent"),
    (
        "services-denied",
        ("services-work",),
        "nobody is said to work for the publisher on data, and elsewhere somebody does",
    ),
    (
        "tools-denied",
        ("tools-analytics", "tools-advertising"),
        "a kind of tool is said not to be used, and elsewhere to be used",
    ),
)
_NARROWER = word_set(
    "pixel pixels cookie cookies beacon beacons id ids identifier identifiers tracker trackers technologies link links tag tags purposes "
    "purpose emails messages software networks"
)
_COOKIES = word_set("pixel pixels cookie cookies beacon beacons id ids identifier identifiers")
_ENDED = frozenset([(), ("and",), ("or",), ("nor",), ("at",), ("in",), ("on",)])
_WITHIN = word_set("context regard respect for case cases here to that which purpose purposes who")
_OF_SOME = frozenset([("in",), ("of",), ("by",), ("outside",), ("abroad",), ("from",), ("for",)])
_TRACKING = word_set("tracking tracker trackers")
_NAMED = word_set(
    "google firebase mixpanel flurry amplitude hotjar facebook meta crashlytics clarity hubspot fullstory segment appsflyer adjust"
)
_TOOLS_BY_NAME = _NAMED | word_set("matomo piwik sentry plausible fathom pixel")
_ADVERTISING = word_set("ads advertising advertisements admob adsense")
_UNTIL = word_set(
    "unless until except if when while without consent permission opt other than however only these such third-party cross"
)
_COLLECTING = word_set("collect collects collected receive receives gather gathers record records obtain")
_CLOSED_OUT = word_set("unless except consent law legal described purposes policy otherwise cookies cookie")
_USES = word_set("use used uses process processed stored store analyse analysed create")
_DATA = word_set("data information details address addresses")
_READERS = word_set("you users user visitors customers they who please")
_BIDDEN = word_set("send transmit upload store save go keep back report")  # as an imperative
_CLOSE = 4  # words before an act in which the reader is its subject
_NIL = frozenset(("no", "nothing", "none"))
_ASKED = word_set(
    "if unless consent consented permission choose enable enabled opt subscribe subscribed request agreed sign signed asked export backup sync"
)


def hits(policy: Policy) -> Iterator[Hit]:
    """One hit for each such denial that another statement contradicts."""
    setting = Lexicon(policy, "stance-setting")
    for denied, stated, what in _PAIRS:
        for denial in policy.index.find(f"frame:{denied}")[:MOST]:
            words = policy.index.words(denial.sentence)
            scope = scope_of(policy, denial.sentence)
            if not _NARROWER.isdisjoint(words[denial.last : denial.last + 1]):
                continue  # "no tracking pixels"
            if denied == "tools-denied" and not _COOKIES.isdisjoint(words[denial.first : denial.last]):
                continue  # "no tracking cookies are used"
            if (
                not _TOOLS_BY_NAME.isdisjoint(words[denial.first : denial.last])
                and words[denial.last : denial.last + 1] not in _ENDED
            ):
                continue  # "not use Firebase messaging"
            if denied == "kept-local" and words[denial.last : denial.last + 1] in _OF_SOME:
                continue  # "no servers in Asia", "not sent to us by the calculator"
            if denied == "services-denied" and not _WITHIN.isdisjoint(words[denial.last :]):
                continue  # "in this context", "for this activity": others may work on the rest
            if scope.party or not (_UNTIL - {"only"} if denied == "kept-local" else _UNTIL).isdisjoint(words):
                continue
            other = _against(policy, setting, denial, stated)
            if other is not None:
                yield Hit(
                    (_mark(policy, denial), _mark(policy, other)),
                    what + "; attach the exception to the denial, or drop one of the two",
                    Severity.WARNING,
                    (denial.sentence.text, other.sentence.text),
                )
                break


def exclusive(policy: Policy) -> Iterator[Hit]:
    """One hit for each "used exclusively to answer you" that another passage on the same matter breaks."""
    index = policy.index
    closed = [s for s in sentences(policy, "purpose-closed") if _CLOSED_OUT.isdisjoint(index.words(s))][:MOST]
    if not closed:
        return
    subjects, ends = Lexicon(policy, "closed-subject"), Lexicon(policy, "foreign-end")
    found = [
        s
        for s in policy.document.sentences
        if s.block.kind not in ("heading", "title", "meta") and _breaks(policy, ends, s)
    ]
    for sentence in closed:
        heading = tokenize(sentence.block.section.title)[0]
        about = subjects.names(index.words(sentence)) or subjects.names(heading)
        if len(about) != 1 or ends.names(index.words(sentence)) or scope_of(policy, sentence).party:
            continue
        for other in found[: MOST * 4]:
            if (
                other is not sentence
                and about & subjects.names(index.words(other))
                and compatible(scope_of(policy, sentence), scope_of(policy, other))
            ):
                yield Hit(
                    (whole(policy, sentence), whole(policy, other)),
                    "data are said to serve one end alone, and elsewhere another; name the other end beside the first",
                    Severity.WARNING,
                    (sentence.text, other.text),
                )
                break


def _breaks(policy: Policy, ends: Lexicon, sentence: Sentence) -> bool:
    """Whether a sentence states that data are used for another end, not at the reader's wish."""
    words = policy.index.words(sentence)
    if not ends.names(words) or _USES.isdisjoint(words) or _DATA.isdisjoint(words):
        return False
    return NEGATORS.isdisjoint(words) and _ASKED.isdisjoint(words) and not scope_of(policy, sentence).party


def _against(policy: Policy, setting: Lexicon, denial: Found, frames: tuple[str, ...]) -> Found | None:
    """The first statement that contradicts a denial."""
    index = policy.index
    denied = index.words(denial.sentence)[denial.first : denial.last]
    ads = not _ADVERTISING.isdisjoint(denied)
    named = not _TRACKING.isdisjoint(denied) and "analytics" not in denied  # statistics of one's own are no tracking
    local = "sent-away" in frames
    own_names = _TOOLS_BY_NAME & set(denied)
    foreign = not {"third", "external"}.isdisjoint(denied)  # a program of one's own is no third party's
    for frame in frames:
        if (frame == "tools-advertising" and not ads) or (frame == "tools-analytics" and ads):
            continue
        for hit in index.find(f"frame:{frame}"):
            words = index.words(hit.sentence)
            if (
                hit.sentence is denial.sentence
                or not NEGATORS.isdisjoint(words)
                or not _NIL.isdisjoint(words)
                or not _ASKED.isdisjoint(words)
                or _by_reader(words, hit.first, index.own[hit.sentence.index])
                or ((named or (foreign and not local and not ads)) and _NAMED.isdisjoint(words))
                or (own_names and own_names.isdisjoint(words))
            ):
                continue
            scope = scope_of(policy, hit.sentence)
            about = scope_of(policy, denial.sentence)
            if scope.party or scope.anonymous or not covers(about, scope):
                continue
            if not within_tool(policy, about, hit.sentence) or (local and of_site_alone(scope)):
                continue
            if (
                setting.begins(words[index.own[hit.sentence.index] :][:6], "turn", 2)
                and 0 < hit.sentence.index - denial.sentence.index < 4
            ):
                continue
            if "local" not in setting.names(words[index.own[hit.sentence.index] :]):
                return hit
    if local:
        return next(_taken(policy, setting, denial), None)
    return None


def _by_reader(words: tuple[str, ...], first: int, own: int) -> bool:
    """Whether it is the reader who sends: "what you send to us", "send a letter to us", "feel free to send"."""
    before = words[max(first - _CLOSE, own) : first]
    return not _READERS.isdisjoint(before) or (not before and words[first] in _BIDDEN) or before[-1:] == ("to",)


def _taken(policy: Policy, setting: Lexicon, denial: Found) -> Iterator[Found]:
    """Kinds of data that point at a person and are collected, where a denial says that nothing leaves the device."""
    names = practices.IDENTIFYING | practices.TECHNICAL
    taken = {
        f.sentence.index
        for f in policy.all(Category)
        if f.polarity and f.act == "collected" and f.name in names and f.actor in ("we", "")
    }
    about = scope_of(policy, denial.sentence)
    for hit in policy.index.find("frame:category-named"):
        words = policy.index.words(hit.sentence)
        scope = scope_of(policy, hit.sentence)
        spoken = "collection" in policy.topics(hit.sentence) or not _COLLECTING.isdisjoint(words)
        named = (
            hit.sentence.text[hit.start : hit.end].lower() != "emails"
            and hit.sentence.index in taken
            and hit.value in names
            and hit.sentence is not denial.sentence
        )
        asked = not _ASKED.isdisjoint(words) or "local" in setting.names(words)
        if not (spoken and named) or asked or not covers(about, scope) or of_site_alone(scope):
            continue
        if within_tool(policy, about, hit.sentence):
            yield hit


def _mark(policy: Policy, hit: Found) -> Mark:
    words, starts, _ = policy.index.tokens[hit.sentence.index]
    begin = max(clauses.clause_start(words, hit.first, hit.sentence.text, starts), policy.index.own[hit.sentence.index])
    return Mark(policy.path, hit.sentence.source(starts[begin], hit.end))
