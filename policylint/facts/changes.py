"""How readers hear of changes to the policy, and whether before they take effect. Periods of notice in numbers are read by periods.py."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import pairwise

from policylint.document import Sentence
from policylint.facts.context import Context
from policylint.facts.durations import UNIT_WORDS
from policylint.facts.kinds import ChangeNotice, Fact, NoticePeriod
from policylint.matching.index import Hit
from policylint.patterns import word_set

# In the order of strength: a sentence with several is told by the first.
_METHODS = (
    ("email", "change-told-email"),
    ("in-app", "change-told-app"),
    ("dated-version", "change-told-date"),
    ("notice", "change-told-notice"),
    ("post", "change-posted"),
)
_OTHERWISE = ("cookie", "right", "access", "choice", "your information", "your data", "profile", "account", "correct")
_CHANGES = word_set("change changes update updates changed updated amendments revisions modifications revised")
_CHANGING = word_set("change changes changed changing update updates revise amend amended modify modified new")
_WEIGHTY = word_set(
    "change changes alteration alterations amendment amendments revision revisions modifications edits rewrite"
)
_SAID = word_set("anything something everything nothing written said say important stands out")
_LABELS = word_set("changes amendments revisions alterations modifications")
_NOTICES = word_set("notice announcement notification banner prominent prominently message")
_ACCEPTING = (
    "by continuing",
    "by using",
    "your continued",
    "continued use",
    "if you continue",
    "by accessing",
    "your use",
)
_POLICY = word_set("policy policies privacy hereof hereto")
_DOCUMENT = word_set(
    "notice statement document page terms version declaration agreement text leaflet wording rules promises practices"
)
_THE_DOCUMENT = word_set("this our these the new updated revised changed modified")
_POSTING = word_set("post posts posted posting publish publishes published publishing updating placing")
_BUSINESS = word_set("ownership merger acquisition acquired bankruptcy insolvency reorganization reorganisation")
_ELSEWHERE = word_set(
    "order orders bank orderstatus password fees prices price delivery shipping cookie cookies address sale tariff tariffs "
    "timetable menu appointment booking bookings subscription"
)


def find(context: Context) -> Iterable[Fact]:
    """ChangeNotice facts, and NoticePeriod facts without a number."""
    spoken = spoken_of(context)
    if not spoken:
        return
    told: dict[int, tuple[int, Hit, str]] = {}
    without = context.sentences("change-without-notice")
    accepted = context.sentences("change-acceptance")
    for rank, (method, frame) in enumerate(_METHODS):
        for hit in context.hits(frame):
            at = hit.sentence.index
            if (
                at not in spoken
                or (at in told and told[at][0] <= rank)
                or not _says(context, hit, method)
                or _stands(context, hit)
            ):
                continue
            told[at] = (rank, hit, _passive(context, hit, method))
    for at in sorted(told):
        _, hit, method = told[at]
        if at in without and method != "email":
            method = "none"
        yield ChangeNotice(
            **context.place(hit),
            method=method,
            acceptance="continued-use" if at in accepted else "",
            polarity=method != "none",
        )
    for at in sorted(without & spoken - told.keys()):
        hit = next(h for h in context.hits("change-without-notice") if h.sentence.index == at)
        yield ChangeNotice(**context.place(hit), method="none", polarity=False)
    for hit in context.hits("notice-vague"):
        if not UNIT_WORDS.isdisjoint(context.words(hit.sentence)):
            continue  # with a number, which periods.py reads
        if hit.sentence.index in spoken and hit.sentence.index not in without and not context.denied(hit):
            yield NoticePeriod(**context.place(hit))


_AS_IT_STANDS = word_set("current correct valid accurate")


def spoken_of(context: Context) -> AbstractSet[int]:
    """The sentences that speak of changes to the policy: those that say so, those under a heading that does, and their neighbours."""
    if context.changing is None:
        context.changing = frozenset(_spoken(context))
    return context.changing


def _spoken(context: Context) -> set[int]:
    found: set[int] = set()
    under = {s.index for s in context.prose() if _under_changes(context, s)}
    for hit in context.hits("change-subject"):
        if hit.first < context.index.own[hit.sentence.index]:
            continue  # a list introduced with the policy's name is not about changes of it
        text = hit.sentence.text.lower()
        words = context.words(hit.sentence)
        if not _BUSINESS.isdisjoint(words):
            continue
        if not _ELSEWHERE.isdisjoint(words) and "polic" not in text and hit.sentence.index not in under:
            continue
        if _names_policy(words) or _of_weight(words) or hit.sentence.index in under:
            found.add(hit.sentence.index)
            for near in context.neighbours(hit.sentence, 1, 3):
                if near.block.kind in ("heading", "title") or not _BUSINESS.isdisjoint(context.words(near)):
                    continue
                if (near.index == hit.sentence.index + 1 and near.block is hit.sentence.block) or _tells(context, near):
                    found.add(near.index)
    for hit in context.hits("change-told-bare"):
        if _ELSEWHERE.isdisjoint(context.words(hit.sentence)):
            found.add(hit.sentence.index)
    return found | under


def _stands(context: Context, hit: Hit) -> bool:
    """Whether a date is only the one at which the policy stands: "current at the date below"."""
    return not _AS_IT_STANDS.isdisjoint(context.words(hit.sentence)[max(hit.first - 4, 0) : hit.first])


def _under_changes(context: Context, sentence: Sentence) -> bool:
    label, colon, _ = sentence.text[:48].lower().partition(":")
    if colon and not _LABELS.isdisjoint(label.split()) and len(label.split()) < 5:
        return True  # "Changes: a banner on the login screen"
    if "changes" not in context.topics(sentence):
        return False
    title = sentence.block.section.title.lower()
    return not any(w in title for w in _OTHERWISE)


def _names_policy(words: tuple[str, ...]) -> bool:
    return any(
        word in _POLICY
        or (word in _DOCUMENT and at and words[at - 1] in _THE_DOCUMENT)
        or (word in ("here", "above") and at and words[at - 1] in _SAID)
        for at, word in enumerate(words)
    )


def _of_weight(words: tuple[str, ...]) -> bool:
    """'material changes': those of a policy, with nothing else named."""
    pairs = pairwise(words)
    return any(
        w in ("material", "significant", "substantive", "substantial") and after in _WEIGHTY for w, after in pairs
    )


def _tells(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence next to one about changes goes on about them."""
    words = context.words(sentence)
    return _names_policy(words) or not _CHANGES.isdisjoint(words)


def _says(context: Context, hit: Hit, method: str) -> bool:
    """Whether the publisher tells readers, and not readers the publisher; and it is not denied."""
    words = context.words(hit.sentence)
    if method == "post":
        return True
    if context.denied(hit):
        return False
    if method == "dated-version" and _in_force(words, hit):
        return False
    if hit.sentence.text.lower().startswith(_ACCEPTING) and "notify" not in context.words(hit.sentence):
        return False
    accepting = [h for h in context.hits("change-acceptance") if h.sentence is hit.sentence]
    if (
        accepting
        and accepting[0].first < hit.first
        and accepting[0].last + 20 > hit.first
        and ";" not in hit.sentence.text
    ):
        return False  # "by continuing after we notified you, you accept": a condition of acceptance, no promise
    before = words[max(hit.first - 4, 0) : hit.first]
    told = words[hit.first : hit.last]
    if told[0].startswith("advis") and "to" in told[1:3]:
        return False  # "you are advised to look here": left to the reader
    if method in ("email", "notice") and (
        told[0] == "contact" or (before[-1:] in (("please",), ("should",)) and "us" in told)
    ):
        return False
    return not (
        told[:1] in (("contact",), ("notify",), ("email",), ("inform",), ("tell",)) and told[1:2] in (("us",), ("me",))
    )


def _in_force(words: tuple[str, ...], hit: Hit) -> bool:
    """Whether a date only tells since when the text holds: "in effect as of the date at the top" promises nothing."""
    as_of = ("as", "of") in pairwise(words[max(hit.first - 8, 0) : hit.first + 1])
    return as_of and _CHANGING.isdisjoint((*words[: hit.first], *words[hit.last :]))


def _passive(context: Context, hit: Hit, method: str) -> str:
    """'We will notify you by posting the new policy on this page' is posting, whatever it is called."""
    if method != "notice":
        return method
    words = context.words(hit.sentence)
    for at in range(hit.first, len(words) - 1):
        if words[at] in ("by", "through", "via") and words[at + 1] in _POSTING:
            rest = words[at + 2 : at + 12]
            policy = "privacy" in rest and "a" not in rest[:1]  # "by posting the new privacy notice"
            return "post" if policy or _NOTICES.isdisjoint(rest) else method
    return method
