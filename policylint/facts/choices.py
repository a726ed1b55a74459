"""What readers can choose, or want to know before they choose: marketing, the sale of data, automated decisions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policylint.facts.context import Context
from policylint.facts.kinds import AutomatedDecision, Fact, Marketing, Sharing
from policylint.hints import Any
from policylint.matching import clauses
from policylint.matching.index import Hit
from policylint.patterns import lazy

# Things that are sold which are no data: a firm and its parts, goods.
_GOODS = frozenset(
    "business businesses company assets asset merger merge acquired acquisition acquire products product goods stock shares items "
    "bankruptcy point substantially reorganization reorganisation division subsidiary transferred transfer transaction".split()
)
_DENIALS = frozenset("not never neither nor no don't doesn't won't without cannot nobody".split())
# Before a sale these speak of stopping it, or of another's, and say nothing of one's own.
_ASKED = frozenset("right rights out ask if event limit request prohibit stop".split())
_AGAINST = frozenset("right rights object opt challenge contest".split())
_PUBLISHER = frozenset("we us our i".split())
_THIRD = frozenset(
    "they their third companies advertisers partners provider providers party parties google facebook vendors".split()
)
_NONE_TAKEN = lazy(
    r"(?:but |however,? )?(?:we|i|\w+) (?:do not|don't|does not|doesn't|never|currently do not) (?:currently )?"
    r"(?:make|take|use|carry out|engage in|do|perform) (?:any|such|these|this|so|that|them)\b"
    r"|no such (?:decisions?|processing)\b",
    re.IGNORECASE,
)
_UNABLE = frozenset("cannot can't unable".split())  # what cannot be sent to those who give no address
_SOLD = (("sell",), ("selling",), ("sold",))  # "to sell advertisements" is a trade, no message
_WINDOW = 8  # words before an act in which a denial of it stands
_SUBJECT = 40  # words before an act in which its subject stands


_BUSINESS = frozenset(
    "merger mergers acquisition acquisitions asset assets bankruptcy insolvency reorganization reorganisation".split()
)

_AGREED = frozenset(
    "consent consented consents permission agreed agree asked opted opt approval request requested subscribed".split()
)


def find(context: Context) -> Iterable[Fact]:
    """Statements about marketing messages, the sale of personal data, and automated decisions."""
    yield from _marketing(context)
    yield from _sale(context)
    yield from _automated(context)


def _marketing(context: Context) -> Iterator[Marketing]:
    none: set[int] = set()
    for hit in context.hits("marketing-none"):
        words = context.words(hit.sentence)
        inside = words[hit.first : hit.last]
        if not _UNABLE.isdisjoint(words[max(hit.first - 3, 0) : hit.last]) or inside[-2:-1] in _SOLD:
            continue
        if {"without", "unless", "their"}.isdisjoint(words[hit.first : hit.last + 8]):  # "their own": others' marketing
            none.add(hit.sentence.index)
            yield Marketing(**context.place(hit), stance="none-sent", polarity=False, actor="we")
    for hit in context.hits("marketing-opt-in"):  # nothing comes that the reader has not asked for
        if hit.sentence.index not in none and not _AGREED.isdisjoint(
            context.words(hit.sentence)[hit.first : hit.last + 8]
        ):
            none.add(hit.sentence.index)
            yield Marketing(**context.place(hit), stance="none-sent", polarity=False, actor="we")
    stopped = context.sentences("marketing-stop")
    for hit in context.hits("marketing-stop"):
        words = context.words(hit.sentence)
        if {"cannot", "can't", "unable"}.isdisjoint(words[max(hit.first - 4, 0) : hit.first]):
            yield Marketing(**context.place(hit), stance="opt-out", actor="reader")
    messages = context.sentences("marketing-message")
    for hit in context.hits("marketing-stop-weak"):
        around = (s.index for s in context.neighbours(hit.sentence, 2, 0) if s.block is hit.sentence.block)
        if hit.sentence.index not in stopped and not messages.isdisjoint(around):
            yield Marketing(**context.place(hit), stance="opt-out", actor="reader")
    yield from _objected(context)
    for hit in context.hits("marketing-sent"):
        if hit.sentence.index not in none:
            yield Marketing(**context.place(hit), stance="sent", **_said(context, hit))


def _objected(context: Context) -> Iterator[Marketing]:
    """A right to object that the next words or list items apply to marketing."""
    mentions = context.sentences("marketing-mention")
    for frame in ("right-objection", "right-objection-act"):
        for hit in context.hits(frame):
            for sentence in context.neighbours(hit.sentence, 0, 3):
                if sentence.index in mentions:
                    yield Marketing(
                        sentence=sentence, start=0, end=len(sentence.text), stance="opt-out", actor="reader"
                    )


def _said(context: Context, hit: Hit) -> dict[str, Any]:
    """polarity and modality, without an actor: it is the publisher's marketing whoever the sentence is about."""
    words = context.words(hit.sentence)
    begin = context.begin(hit)
    return {
        "polarity": not clauses.negated(words, hit.first, hit.last, begin),
        "modality": clauses.modality(words, hit.first, hit.last, begin),
    }


def _sale(context: Context) -> Iterator[Sharing]:
    for hit in context.hits("data-sale"):
        words = context.words(hit.sentence)
        inside = words[hit.first : hit.last]
        before = words[max(hit.first - _WINDOW, 0) : hit.first]
        denied = not _DENIALS.isdisjoint((*before, *inside))
        # "Do not sell my information" is the name of a link, "tell sites not to sell" a wish.
        if "my" in inside or "means" in inside or before[-2:] == ("not", "to"):
            continue
        if not denied and not (_GOODS.isdisjoint(inside) and _ASKED.isdisjoint(before)):
            continue
        if not denied and (
            not _BUSINESS.isdisjoint(words) or clauses.actor(words, hit.first, context.begin(hit)) == "other"
        ):
            continue  # the sale of the company, or somebody else's
        yield Sharing(
            **context.place(hit),
            act="sell",
            polarity=not denied,
            modality=clauses.modality(words, hit.first, hit.last, context.begin(hit)),
            actor="we",
            absolute="never" in (*before, *inside),
        )


def _automated(context: Context) -> Iterator[AutomatedDecision]:
    for hit in context.hits("automated-decision"):
        words = context.words(hit.sentence)
        inside = words[hit.first : hit.last]
        before = words[max(hit.first - 14, 0) : hit.first]
        # What a category holds ("inferences drawn to create a profile"), the reader's own profile, others' profiling.
        if "inferences" in before or "your" in inside or _others(words, hit.first):
            continue
        if not _only_a_right(words, before, hit.first):
            yield AutomatedDecision(**context.place(hit), polarity=_DENIALS.isdisjoint(before[-_WINDOW:]), actor="we")
            continue
        following = [s for s in context.neighbours(hit.sentence, 0, 1) if s.index > hit.sentence.index]
        if any(_NONE_TAKEN.match(s.text) for s in following if s.block is hit.sentence.block):
            yield AutomatedDecision(**context.place(hit), polarity=False, actor="we")


def _only_a_right(words: tuple[str, ...], before: tuple[str, ...], first: int) -> bool:
    """Whether it is only said that the reader has a right against it, which does not tell whether it is done."""
    if "subject" in before[-5:] and {"not", "to"} <= set(before[-6:]) and {"will", "are", "we"}.isdisjoint(before):
        return True
    if not _AGAINST.isdisjoint(before) and not {"we", "not"} <= set(before):
        return True
    ours = not _PUBLISHER.isdisjoint(before) or "does" in before
    return not ours and not {"right", "rights"}.isdisjoint(words[:first])


def _others(words: tuple[str, ...], first: int) -> bool:
    """Whether the nearest subject before words[first] is somebody other than the publisher."""
    for at in range(first - 1, max(first - _SUBJECT, -1), -1):
        if words[at] in _PUBLISHER:
            return False
        if words[at] in _THIRD:
            return True
    return False
