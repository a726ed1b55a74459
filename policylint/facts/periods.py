"""Lengths of time, by what they are the length of: keeping, answering a request, or notice of a change."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import pairwise

from policylint.document import Sentence
from policylint.facts.changes import spoken_of
from policylint.facts.context import Context
from policylint.facts.durations import UNIT_WORDS, Span, durations
from policylint.facts.kept import category_of
from policylint.facts.kinds import Fact, NoticePeriod, ResponseTime, Retention
from policylint.hints import Any
from policylint.matching import clauses
from policylint.matching.index import walk
from policylint.patterns import lazy, word_set
from policylint.record import Record

FAR = 22  # words between an act and its period
_AGE_BEFORE = word_set("aged ages age")
_PAST = word_set("past last preceding previous prior recent")
_HOW_OFTEN = word_set("once twice times per annually")
_MOST = word_set("within latest maximum max most most exceed exceeding beyond past under")
_LEAST = word_set("least minimum min")
_ABOUT = word_set("about approximately around roughly average circa")
_USUALLY = word_set("typically generally usually normally typical")
_MORE = word_set("more longer later over older beyond past exceed exceeds exceeding greater after")
_DEVICE = word_set("cookie cookies localstorage")
_BEFORE_CHANGE = word_set("before prior ahead advance beforehand notice")
_RENEWED = ("delet", "purg", "eras", "roll", "overwr", "rotat", "anonymi", "wipe", "destroy", "clear")
_OTHER_CHANGE = word_set("address order booking appointment subscription password")
_AHEAD = word_set("prior before ahead beforehand earlier advance")
_NOTICE = word_set("notice warning advance ahead")
_LEAD = word_set("notice warning lead")
_COUNTED = word_set("after following from later")
_APPLYING = word_set(
    "effect effective force apply applies applied applying binding start starts live kicks valid counts operates operative counting"
)
_CHANGED = word_set(
    "change changes changed amendment amendments modification modifications revision revisions revised updated update updates "
    "version"
)
_WITHIN = word_set("within in than to inside under takes take maximum most least of")
_SINCE = word_set("of after from following upon")
_NO_MORE = frozenset(
    {
        ("no", "longer"),
        ("no", "more"),
        ("not", "more"),
        ("not", "longer"),
        ("not", "exceed"),
        ("not", "exceeding"),
        ("no", "later"),
    }
)
_ON_REQUEST = frozenset(
    [(a, b) for a in ("upon", "on", "at", "your", "a", "such", "following") for b in ("request", "requests")]
    + [(a, b) for a in ("you", "users", "they") for b in ("ask", "request", "requests")]
)
_CLOSED = ("clos", "cancel", "terminat", "deactivat")  # who asks for that asks for no answer about data
_OTHERWISE = ("exten", "further", "appeal")  # more time, or time for something else
_WISH = word_set("like ask asking request requesting wish want")
_TAKES = word_set("take takes taking")
_EARLY = word_set("sooner earlier")
_LOGINS = word_set("login logins logged session sessions remember")
_RECEIVED = word_set("request requests receiving receipt requested")
_REPLY = word_set("response responses respond responds reply replies answer answers")
_HELD = word_set(
    "data record records log logs entry entries file files message messages history content uploads upload results cache cached information"
)
_OF_COOKIES = word_set("via through from by with using in")


_TITLE = lazy(r'"[A-Z][^"]{4,80}"')


class Act(Record):
    """Words that say what is done: tokens first to last (half-open); `name` is an entry of the lexicon period-act."""

    first: int
    last: int
    name: str


def acts(context: Context, words: tuple[str, ...]) -> list[Act]:
    """The acts in a sentence's tokens, from left to right, the longest at each place."""
    trie = context.index.book.tries["period-act"]
    found: list[Act] = []
    at = 0
    loose = "*" in trie or "#" in trie
    while at < len(words):
        ends = list(walk(trie, words, at)) if loose or words[at] in trie else []
        if ends:
            found.append(Act(at, ends[-1][0], ends[-1][1]))
        at = ends[-1][0] if ends else at + 1
    return found


def governing(
    found: list[Act], first: int, last: int, names: frozenset[str], breaks: AbstractSet[int] = frozenset()
) -> Act | None:
    """The act of `names` that the words first to last belong to: the nearest, rather before than behind, in the same clause."""
    best, least = None, FAR + 1
    for act in found:
        if act.name not in names:
            continue
        if act.last <= first:
            distance, between = first - act.last, range(act.last, first + 1)
        elif act.first >= last:
            distance, between = act.first - last + 3, range(last, act.first + 1)
        else:
            distance, between = 0, range(0)
        distance += 10 * sum(at in breaks for at in between)
        if distance < least:
            best, least = act, distance
    return best


def breaks(context: Context, sentence: Sentence) -> AbstractSet[int]:
    """The tokens before which a semicolon stands."""
    if ";" not in sentence.text:
        return frozenset()
    words, starts, ends = context.index.tokens[sentence.index]
    own = context.index.own[sentence.index]
    text = sentence.text
    return frozenset(at for at in range(own + 1, len(words)) if ";" in text[ends[at - 1] : starts[at]])


def _unquoted(context: Context, sentence: Sentence, found: list[Act]) -> list[Act]:
    """The acts that are none of a title in quotation marks: 'asked for under "Keeping your data"'."""
    if '"' not in sentence.text or not found:
        return found
    _, starts, _ = context.index.tokens[sentence.index]
    own = context.index.own[sentence.index]
    titles = [m.span() for m in _TITLE.finditer(sentence.text)]
    return [a for a in found if a.first < own or not any(begin < starts[a.first] < end for begin, end in titles)]


ACTS = frozenset({"keep", "delete", "answer", "act", "notice"})


def find(context: Context) -> Iterable[Fact]:
    """Retention, ResponseTime and NoticePeriod facts that give a number."""
    for sentence in context.prose():
        words = context.words(sentence)
        if UNIT_WORDS.isdisjoint(words):
            continue
        own = context.index.own[sentence.index]
        spans = [s for s in durations(words) if s.last > own]
        if not spans:
            continue
        said = _unquoted(context, sentence, acts(context, words))
        splits = breaks(context, sentence)
        previous: Fact | None = None
        for span in spans:
            fact = _fact(context, sentence, words, span, said, splits, previous)
            if fact is not None:
                yield from fact
                previous = fact[0]


def _fact(
    context: Context,
    sentence: Sentence,
    words: tuple[str, ...],
    span: Span,
    said: list[Act],
    splits: AbstractSet[int],
    previous: Fact | None,
) -> list[Fact] | None:
    if _age(words, span) or _lookback(words, span):
        return None
    act = governing(said, span.first, span.last, ACTS, splits)
    if _notice(context, sentence, words, span, act):
        return [NoticePeriod(**_place(context, sentence, span, None), period=span.value)]
    if (
        act is not None
        and act.name in ("act", "answer")
        and not _EARLY.isdisjoint(words[max(span.first - 3, 0) : span.first])
    ):
        return None  # "no sooner than 30 days": a delay, not a promise
    if act is not None and act.name == "act":
        if _asked(context, sentence, words) and _within(words, span):
            return [ResponseTime(**_place(context, sentence, span, act), period=span.value)]
        act = governing(said, span.first, span.last, frozenset({"keep", "delete"}), splits)
    if act is not None and act.name == "answer":
        if _asked(context, sentence, words) or not _REPLY.isdisjoint(words):
            return [ResponseTime(**_place(context, sentence, span, act), period=span.value)]
        return None
    if act is not None and words[act.first].startswith("expir") and _HELD.isdisjoint(words[: act.last]):
        return None  # a link or a trial expires
    if act is not None and act.name == "notice":
        act = governing(said, span.first, span.last, frozenset({"keep", "delete"}), splits)
    if isinstance(previous, ResponseTime) and (
        ("additional" in words and (act is None or act.name == "keep"))
        or (act is None and not any(w.startswith(_OTHERWISE) for w in words[max(span.first - 14, 0) : span.first]))
    ):
        return [ResponseTime(**_place(context, sentence, span, None), period=span.value)]
    if _of_cookies(context, sentence, words, act):
        return None
    if act is None and not _listed(context, sentence):
        return None
    if (
        act is not None
        and act.first >= span.last
        and words[span.last : span.last + 1] == ("to",)
        and _TAKES.isdisjoint(words[span.first - 4 : span.first])
    ):
        return None  # "you have 30 days to restore it before we delete it"
    kept = _retention(context, sentence, words, span, act)
    if kept is None:
        return None
    facts: list[Fact] = [kept]
    after = words[span.last : span.last + 6]
    since = not _SINCE.isdisjoint(after[:1]) and not _RECEIVED.isdisjoint(after)
    if act is not None and act.name == "delete" and (since or _on_request(context, sentence, words, act)):
        facts.append(ResponseTime(**_place(context, sentence, span, act), period=span.value))
    return facts


def _age(words: tuple[str, ...], span: Span) -> bool:
    """'13 years old', 'under 16 years', 'aged 18 years'."""
    if span.value.unit != "year":
        return False
    after = words[span.last : span.last + 3]
    joined = after[:1] in (("or",), ("and",)) and after[1:2] in (("older",), ("younger",), ("over",), ("under",))
    if joined or after[:1] == ("old",) or after[:2] == ("of", "age"):
        return True
    before = words[max(span.first - 3, 0) : span.first]
    return not _AGE_BEFORE.isdisjoint(before) or (before[-1:] == ("under",) and 10 <= span.value.count <= 21)


def _lookback(words: tuple[str, ...], span: Span) -> bool:
    """'in the past 12 months', 'twice in any 12-month period', 'every 90 days we review'."""
    before = words[max(span.first - 2, 0) : span.first]
    if words[span.first - 1 : span.first] and words[span.first] == "a" and words[span.first - 1] in UNIT_WORDS:
        return True  # the day of "24 hours a day"
    if words[span.last : span.last + 3] == ("in", "the", "past") or (
        words[span.last : span.last + 1] == ("ahead",) and "past" in words[: span.first]
    ):
        return True  # "from a week in the past to a month ahead": a stretch of a calendar
    if words[span.last : span.last + 2] in (
        ("a", "day"),
        ("a", "week"),
        ("a", "year"),
        ("per", "day"),
        ("per", "year"),
    ):
        return True  # "24 hours a day"
    if before == ("the", "last") and words[span.first - 3 : span.first - 2] in (("keep",), ("retain",), ("store",)):
        return False
    if not _PAST.isdisjoint(before[-1:]):  # but "nothing is stored past 30 days" is a limit
        return before[-1:] != ("past",) or before[-2:-1] in (("the",), ("in",), ("our",), ("over",))
    if words[span.last : span.last + 1] == ("period",) and before[-1:] in (("any",), ("every",), ("each",)):
        return True
    if words[span.last : span.last + 2] == ("period", "preceding") or words[span.last : span.last + 1] in (
        ("preceding",),
        ("ago",),
    ):
        return True
    nearby = words[max(span.first - 6, 0) : span.first]
    if not _HOW_OFTEN.isdisjoint(nearby):
        return True
    return before[-1:] in (("every",), ("each",)) and not any(w.startswith(_RENEWED) for w in words)


def _notice(context: Context, sentence: Sentence, words: tuple[str, ...], span: Span, act: Act | None) -> bool:
    """Whether the length of time is how long before a change readers are told of it."""
    after = words[span.last : span.last + 7]
    spoken = sentence.index in spoken_of(context)
    if not spoken and (_CHANGED.isdisjoint(words) or not _OTHER_CHANGE.isdisjoint(words)):
        return False
    if not _AHEAD.isdisjoint(after[:1]) or not _NOTICE.isdisjoint(after[:3]):
        return True
    if spoken and not _LEAD.isdisjoint(words[max(span.first - 3, 0) : span.first]):
        return True
    told = spoken or any(
        w.startswith(("post", "publi", "notif", "announc", "inform", "notice", "email")) for w in words
    )
    timed = (
        not _BEFORE_CHANGE.isdisjoint(words) or not _COUNTED.isdisjoint(after[:1]) or "within" in words[: span.first]
    )
    return told and not _APPLYING.isdisjoint(words) and timed and (act is None or act.name in ("notice", "act"))


def _asked(context: Context, sentence: Sentence, words: tuple[str, ...]) -> bool:
    """Whether the sentence, or the one before it, speaks of a request."""
    trie = context.index.book.tries["request-word"]
    if any(w in trie for near in context.neighbours(sentence, 1, 0) for w in (*words, *context.words(near))):
        return True
    return not {"rights", "contact"}.isdisjoint(context.topics(sentence))


def _on_request(context: Context, sentence: Sentence, words: tuple[str, ...], act: Act) -> bool:
    """Whether it is a request that is met by deleting: "upon request we delete it within 10 days", "you may ask for it by ... We then ..."."""
    before = words[: act.first]
    if any(word.startswith(_CLOSED) for word in before):
        return False
    if any(pair in _ON_REQUEST for pair in pairwise(before)):
        return True
    above = context.neighbours(sentence, 1, 0)[0]
    if above is sentence or above.block is not sentence.block or "we" not in before:
        return False
    said = context.word_set(above)
    return (
        "you" in said
        and not _WISH.isdisjoint(said)
        and any(a.name in ("delete", "none") for a in acts(context, context.words(above)))
    )


def _within(words: tuple[str, ...], span: Span) -> bool:
    """'within', 'in', 'no later than', 'up to' before the period."""
    return not _WITHIN.isdisjoint(words[max(span.first - 3, 0) : span.first])


def _of_cookies(context: Context, sentence: Sentence, words: tuple[str, ...], act: Act | None) -> bool:
    """Whether it is how long a cookie stays in the browser; data that were collected by cookies are data."""
    for at, word in enumerate(words):
        if word in _DEVICE:
            before = words[max(at - 2, 0) : at]
            if before[-1:] in (("the",), ("these",), ("our",), ("such",)):
                before = before[:-1]
            if _OF_COOKIES.isdisjoint(before[-1:]):
                return True
    if "cookies" in context.topics(sentence):
        if not _LOGINS.isdisjoint(words) and (act is None or act.name == "keep"):
            return True  # "your login persists for two weeks": the cookie does
        return sentence.block.kind == "cell" or act is None or "expire" in words or "expires" in words
    return False


def _listed(context: Context, sentence: Sentence) -> bool:
    """Whether a period without an act stands in a list or table about keeping."""
    if "retention" not in context.topics(sentence):
        return False
    return sentence.block.kind in ("item", "cell") or ":" in sentence.text[:80] or len(sentence.text) < 100


def _retention(
    context: Context, sentence: Sentence, words: tuple[str, ...], span: Span, act: Act | None
) -> Retention | None:
    begin = max(span.first - 5, 0)
    cues = words[begin : span.first]
    _, starts, _ = context.index.tokens[sentence.index]
    low = min(act.first, span.first) if act is not None else span.first
    clause = clauses.clause_start(words, low, sentence.text, starts)
    upto = (
        act.last if act is not None and act.first < span.first else span.first
    )  # "deleted if you do not log in for a year" is no denial
    limited = not _NO_MORE.isdisjoint(pairwise(cues))
    negative = limited or clauses.negated(words, low, upto, clause) or "nothing" in words[clause : span.first]
    more = limited or not _MORE.isdisjoint(cues)
    if negative and not more and act is not None:
        return None
    if (
        act is not None
        and words[act.first].endswith("ing")
        and words[act.first - 2 : act.first] in (("have", "been"), ("has", "been"))
    ):
        return None  # "we have been storing data here for 5 years"
    bound = "exact"
    if not _LEAST.isdisjoint(cues):
        bound = "min"
    elif (negative and more) or _at_most(words, span):
        bound = "max"
    elif not _ABOUT.isdisjoint(cues[-2:]) or not _USUALLY.isdisjoint(cues):
        bound = "typical"
    elif more and cues[-1:] == ("than",):
        bound = "min"
    subject, category = category_of(
        context, sentence, words, (act.first, act.last) if act else (span.first, span.first), span.first
    )
    return Retention(
        **_place(context, sentence, span, act), subject=subject, category=category, period=span.value, bound=bound
    )


def _at_most(words: tuple[str, ...], span: Span) -> bool:
    """'within 30 days', 'up to 30 days', '30 days at the latest'."""
    cues = words[max(span.first - 5, 0) : span.first]
    return (
        not _MOST.isdisjoint(cues)
        or cues[-2:] in (("up", "to"), ("less", "than"))
        or "latest" in words[span.last : span.last + 4]
    )


def _place(context: Context, sentence: Sentence, span: Span, act: Act | None) -> dict[str, Any]:
    """sentence, start, end and actor of a period, from its act to its end."""
    words, starts, ends = context.index.tokens[sentence.index]
    own = context.index.own[sentence.index]
    first, last = span.first, span.last
    if act is not None:
        first, last = min(act.first, first), max(act.last, last)
    first = max(first, own)
    actor = clauses.actor(words, first, max(first - clauses.REACH, 0))
    return {"sentence": sentence, "start": starts[first], "end": ends[last - 1], "actor": actor}
