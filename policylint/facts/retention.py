"""How long data are kept where no number says so: until an event, without end, or as long as somebody thinks fit.

Lengths of time are read by periods.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policylint.document import Sentence
from policylint.facts.context import Context
from policylint.facts.durations import UNIT_WORDS
from policylint.facts.kept import category_of
from policylint.facts.kinds import Fact, Retention
from policylint.facts.periods import Act, acts, breaks, governing
from policylint.matching import clauses
from policylint.matching.index import Hit
from policylint.matching.walking import begins, walk
from policylint.patterns import word_set

_KEPT = frozenset({"keep", "delete"})
_ANONYMOUS = ("anonym", "aggregat", "identif", "statistic")
_KEEPING = ("stor", "kept", "keep", "retain", "retention", "saved", "held", "archiv", "never")
_LATER = word_set("thereafter afterwards afterward")
_WATER = word_set("needed necessary required reasonable permitted reasonably")
_REQUESTS = word_set("request requests requested ask asks")
_ELSEWHERE = word_set("described specified stated defined indicated outlined above below section schedule listed")
_WEIGHED = word_set("whether expect expects expected")
_ASIDE = 24  # words before an end in which "whether" makes it a question that is weighed
_BE = word_set("is are be been being gets was were")
_WHEN = word_set(
    "when after once upon if following until whenever on at as moment immediately instantly directly right shortly with from by past of"
)
_ASKED = word_set("ask asks asking request requests requesting right entitled want wish require demand instruct")
_OWN_VERBS = word_set("we you not is are was will stops ends means which that if when does")
_BY_ITSELF = ("disappear", "vanish", "lost", "expire")
_OFFERED = word_set("offer offers trial link links button window banner popup dialog discount coupon coupons")
_TOLD = 12  # words between "how" and an act of which it is told
_NEAR_ACT = 6  # words between an act of deleting and its moment
_OPENING = 20
_OPENINGS = ("until", "till", "for as long as", "as long as", "for the", "only until", "for the life")
_KEPT_HOW_LONG = word_set("keep kept store stored retain retained hold held stay stays keeping save saved remain")
_WHOLE = word_set(
    "season year festival trip stay tournament exhibition journey game membership subscription employment contract relationship"
)
_SHORTEST = 2  # words of a moment
_OF_ITSELF = ("expir", "vanish", "disappear", "roll", "self", "age", "fall", "drop", "gone", "goes")
_DEVICE = word_set("clipboard browser localstorage cache cached")
_NO_MOMENT = word_set(
    "period periods time times needed necessary required longer request requests requested ask asks asked asking retention deadline "
    "reasonable appropriate purpose purposes inactive review learn learns learned aware discover discovers notice child children verify "
    "verified verification identity receive received receiving notified contact confirm confirmed obligation obligations objection "
    "reasons reason expiry interest consent notification instructed instruct tell told write email complaint report reported which that "
    "copy restore may can valid verifiable legal law we find found determine determined believe"
)
REACH = 14  # words in which the end of a period is named


def find(context: Context) -> Iterable[Fact]:
    """Retention facts of the forms event, indefinite and criteria."""
    told: set[int] = set()
    for name, read in (("retention-bound", _bound), ("retention-end", _end), ("retention-forever", _forever)):
        for hit in _widest(context.hits(name)):
            for fact in read(context, hit):
                told.add(hit.sentence.index)
                yield fact
    for name, read in (("retention-rhythm", _rhythm), ("retention-when", _when)):
        for hit in context.hits(name):
            if hit.sentence.index not in told:
                for fact in read(context, hit):
                    told.add(hit.sentence.index)
                    yield fact
    for hit in context.hits("retention-mirrored"):
        if hit.sentence.index not in told and not context.denied(hit):
            told.add(hit.sentence.index)
            yield _fact(context, hit, None, "event", hit.sentence.text[hit.start : hit.end])
    for hit in context.hits("retention-criteria"):
        if hit.sentence.index not in told and _of_data(context, hit) and not _cookie(context, hit.sentence):
            told.add(hit.sentence.index)
            yield _fact(context, hit, None, "criteria", "")


def _widest(hits: tuple[Hit, ...]) -> list[Hit]:
    """Of hits that share words the one with the most."""
    found: list[Hit] = []
    for hit in hits:
        last = found[-1] if found else None
        if last is None or last.sentence is not hit.sentence or hit.first >= last.last:
            found.append(hit)
        elif hit.last - hit.first > last.last - last.first:
            found[-1] = hit
    return found


def _of_data(context: Context, hit: Hit) -> bool:
    """Whether it is data that are kept, by somebody else than the reader: not rights, and not 'you must keep your password'."""
    words = context.words(hit.sentence)
    if hit.first and words[hit.first - 1] == "you":
        return False
    act = governing(acts(context, words), hit.first, hit.last, _KEPT | {"none"}, breaks(context, hit.sentence))
    return act is None or act.name != "none"


def _fact(context: Context, hit: Hit, act: Act | None, form: str, until: str, last: int = 0) -> Retention:
    words, starts, ends = context.index.tokens[hit.sentence.index]
    own = context.index.own[hit.sentence.index]
    first = max(min(act.first, hit.first) if act else hit.first, own)
    end = max(act.last if act else 0, hit.last, last)
    subject, category = category_of(
        context, hit.sentence, words, (act.first, act.last) if act else (hit.first, hit.first), hit.first
    )
    return Retention(
        sentence=hit.sentence,
        start=starts[first],
        end=ends[end - 1],
        actor=clauses.actor(words, first, max(first - clauses.REACH, 0)),
        subject=subject,
        category=category,
        until=until,
        form=form,
    )


def _act(context: Context, hit: Hit, names: frozenset[str] = _KEPT) -> Act | None:
    """The keeping or deleting that a hit belongs to, where that is what the clause is about."""
    words = context.words(hit.sentence)
    return governing(acts(context, words), hit.first, hit.last, names, breaks(context, hit.sentence))


def _cookie(context: Context, sentence: Sentence) -> bool:
    words = context.words(sentence)
    return any(
        w in ("cookie", "cookies") and not (at and words[at - 1] in ("via", "through", "from", "by"))
        for at, w in enumerate(words)
    )


def _bound(context: Context, hit: Hit) -> Iterator[Retention]:
    """'as long as ...', 'until ...': an event, unless what follows is a matter of opinion, or is watered down."""
    sentence, words = hit.sentence, context.words(hit.sentence)
    before = [a for a in acts(context, words) if a.last <= hit.first + 1]
    act = governing(before, hit.first, hit.last, _KEPT, breaks(context, sentence))
    if act is None and not _under_retention(context, sentence):
        return
    if act is not None and (act.name == "delete" or _denied(context, hit, act)):
        return
    if _cookie(context, sentence) or (act is not None and _duty(words, act)):
        return
    clause = words[hit.last : hit.last + REACH]
    if not clause and "..." not in sentence.text and words[hit.last - 1] not in _WHOLE:
        return
    if _circular(context, clause):
        return
    if not _WEIGHED.isdisjoint(words[max(hit.first - _ASIDE, 0) : hit.first]):
        yield _fact(context, hit, act, "criteria", "")
        return
    criterion = _criterion(context, clause[:9]) or not _ELSEWHERE.isdisjoint(clause[:9])
    rest = words[hit.last : hit.last + 40]
    if criterion or _watered(rest):
        yield _fact(context, hit, act, "criteria", "")
        return
    end = min(hit.last + _length(context, hit), len(words))
    _, starts, ends = context.index.tokens[sentence.index]
    yield _fact(context, hit, act, "event", sentence.text[starts[hit.first] : ends[end - 1]], end)


def _duty(words: tuple[str, ...], act: Act) -> bool:
    """Whether it is the reader who keeps: 'you must keep your password secret as long as ...'."""
    before = words[max(act.first - 4, 0) : act.first]
    return "you" in before and "be" not in before and "we" not in before


def _circular(context: Context, clause: tuple[str, ...]) -> bool:
    """'until deleted', 'as long as the logs are kept': an end that is none."""
    said = acts(context, clause)
    if not said or said[0].name not in ("keep", "delete"):
        return False
    kept = clause[said[0].first].startswith(("keep", "kept", "retain", "retention", "stor", "hold", "held"))
    agent = clause[:1] in (("you",), ("they",), ("users",))  # "until you delete it" is an event
    return (said[0].first <= 1 and len(clause) <= 3 and not agent) or (kept and said[0].first <= 4)


def _length(context: Context, hit: Hit) -> int:
    """How many words of the end event follow a hit: up to the next comma, bracket or stop."""
    _, starts, ends = context.index.tokens[hit.sentence.index]
    text = hit.sentence.text
    for count in range(1, REACH):
        at = hit.last + count
        if at >= len(starts) or any(mark in text[ends[at - 1] : starts[at]] for mark in ",;.()"):
            return count
    return REACH


def _criterion(context: Context, clause: tuple[str, ...]) -> bool:
    trie = context.index.book.tries["retention-criterion"]
    return any(next(walk(trie, clause, at), None) is not None for at in begins(trie, clause))


def _watered(words: tuple[str, ...]) -> bool:
    """'... or as needed to provide the service', '... and for a reasonable time thereafter'."""
    for at, word in enumerate(words):
        if word in ("or", "and") and at + 1 < len(words):
            after = words[at + 1 : at + 8]
            if after[0] in ("as", "for", "where", "longer", "until", "to", "otherwise") and not _WATER.isdisjoint(
                after
            ):
                return True
        if word in _LATER and not _WATER.isdisjoint(words[max(at - 6, 0) : at]):
            return True
    return False


def _end(context: Context, hit: Hit) -> Iterator[Retention]:
    """An event after which data are deleted: 'when you close your account we delete your profile'."""
    sentence, words = hit.sentence, context.words(hit.sentence)
    if not _WEIGHED.isdisjoint(words[max(hit.first - _ASIDE, 0) : hit.first]):
        return
    if "right" in words[max(hit.first - _ASIDE, 0) : hit.first]:
        return  # "the right to withdraw your consent": what may be asked for
    found = [
        a
        for a in acts(context, words)
        if (a.name == "delete" or (a.name == "keep" and _denied(context, hit, a)))
        and (a.last <= hit.first or a.first >= hit.last or words[hit.first] in ("immediately", "instantly"))
    ]
    if not found or _cookie(context, sentence):
        return
    act = min(found, key=lambda a: max(hit.first - a.last, a.first - hit.last))
    kept = act.name == "keep"  # "after that the data are not saved" is a deletion
    if (
        not (kept or _by_publisher(words, act, hit, _parted(context, hit, act)))
        or not _trigger(words, act, hit)
        or (_denied(context, hit, act) and not kept)
    ):
        return
    if not _REQUESTS.isdisjoint(words[max(hit.first - 6, 0) : hit.first]) or (
        "reasonable" in words and "within" not in words
    ):
        return
    if words[act.first] in ("remove", "removed", "deactivated") and "content" in words:
        return
    if words[act.first].startswith(_BY_ITSELF) and not _OFFERED.isdisjoint(words[: hit.last]):
        return
    _, starts, ends = context.index.tokens[sentence.index]
    own = context.index.own[sentence.index]
    yield _fact(context, hit, act, "event", sentence.text[starts[max(hit.first, own)] : ends[hit.last - 1]])


def _parted(context: Context, hit: Hit, act: Act) -> bool:
    """Whether a mark stands right before an act."""
    _, starts, ends = context.index.tokens[hit.sentence.index]
    own = context.index.own[hit.sentence.index]
    if act.first <= own:
        return act.first == own and hit.sentence.block.kind in ("item", "cell")
    return any(mark in hit.sentence.text[ends[act.first - 1] : starts[act.first]] for mark in ";:,")


def _rhythm(context: Context, hit: Hit) -> Iterator[Retention]:
    """How often, or on which day, data are deleted: 'every night', 'at the end of the season'."""
    act = _deleting(context, hit)
    if act is not None:
        yield _fact(context, hit, act, "event", hit.sentence.text[hit.start : hit.end])


def _when(context: Context, hit: Hit) -> Iterator[Retention]:
    """Any moment with which data are deleted, where nobody's opinion or request is what makes it: 'once the film is cut'."""
    act = _deleting(context, hit)
    words = context.words(hit.sentence)
    if act is None or hit.first < context.index.own[hit.sentence.index]:
        return
    behind = act.last <= hit.first
    if behind and hit.first - act.last > _NEAR_ACT:
        return
    end = hit.last + _length(context, hit) if behind else min(act.first, hit.last + REACH)
    clause = words[hit.last : end]
    if (
        len(clause) < _SHORTEST
        or _criterion(context, clause)
        or not (_NO_MOMENT | UNIT_WORDS).isdisjoint(words[hit.first : end])
    ):
        return
    if not behind and act.first - hit.last > REACH:
        return
    ends = context.index.tokens[hit.sentence.index][2]
    yield _fact(context, hit, act, "event", hit.sentence.text[hit.start : ends[min(end, len(ends)) - 1]])


def _deleting(context: Context, hit: Hit) -> Act | None:
    """The deleting of data by the publisher, not denied, that a moment may belong to."""
    words = context.words(hit.sentence)
    act = _act(context, hit, frozenset({"delete"}))
    if act is None or words[act.first] == "lost" or _cookie(context, hit.sentence) or not _DEVICE.isdisjoint(words):
        return None
    if "how" in words[max(act.first - _TOLD, 0) : act.first]:
        return None  # "describes how data are collected, kept and deleted when you visit us"
    itself = act.first == 0 or words[act.first].startswith(_OF_ITSELF)
    if itself and not _OFFERED.isdisjoint(words[: hit.last]):
        return None
    if _denied(context, hit, act) or not (itself or _by_publisher(words, act, hit, _parted(context, hit, act))):
        return None
    return act


def _trigger(words: tuple[str, ...], act: Act, hit: Hit) -> bool:
    """Whether the event is said to be the moment: 'when', 'after', 'once', 'upon', 'if' before it."""
    if words[hit.last : hit.last + 2] == ("upon", "which") or _subject(words, act, hit):
        return True
    return not _WHEN.isdisjoint(words[max(hit.first - 5, 0) : hit.first + 1])


def _subject(words: tuple[str, ...], act: Act, hit: Hit) -> bool:
    """Whether the event is what deletes: 'uninstalling the app removes its data', 'removal of the add-on also wipes them'."""
    opens = words[hit.first].endswith(("ing", "ation", "tion", "ment", "al"))
    between = words[hit.last : act.first]
    return (
        opens
        and act.first >= hit.last
        and words[act.first].endswith("s")
        and _OWN_VERBS.isdisjoint(between)
        and "account" not in words[act.last : act.last + 3]
        and not any(
            word.startswith(("button", "friend", "shortcut", "icon")) for word in words[act.last : act.last + 5]
        )
    )


def _by_publisher(words: tuple[str, ...], act: Act, hit: Hit, parted: bool) -> bool:
    """Whether the deleting is not the reader's own ('you may delete', 'delete your account')."""
    if not _ASKED.isdisjoint(words[max(act.first - 7, 0) : act.first]):
        return False
    if _subject(words, act, hit) or words[act.first].startswith(_BY_ITSELF):
        return True
    before = words[max(act.first - 4, 0) : act.first]
    if words[act.first].endswith("ed") and (act.first == 0 or parted) and "you" not in before:
        return True  # "kept in memory only; wiped when you close the game"
    passive = 10 if words[act.first].endswith("ed") else 3
    if not _BE.isdisjoint(words[max(act.first - passive, 0) : act.first]) and "you" not in before:
        return True
    return clauses.actor(words, act.first, max(act.first - 6, 0)) in ("we", "other") or any(
        w in ("will", "shall") for w in before
    )


def _denied(context: Context, hit: Hit, act: Act) -> bool:
    words, starts, _ = context.index.tokens[hit.sentence.index]
    return clauses.negated(
        words, act.first, act.last, clauses.clause_start(words, act.first, hit.sentence.text, starts)
    )


def _forever(context: Context, hit: Hit) -> Iterator[Retention]:
    """'indefinitely', 'forever': concrete, where it is personal data that are so kept."""
    words = context.words(hit.sentence)
    act = _act(context, hit)
    itself = any(w.startswith(_KEEPING) for w in words[hit.first : hit.last])
    if act is None and not itself:
        return
    near = words[max(hit.first - 14, 0) : hit.last + 2]
    if any(w.startswith(_ANONYMOUS) and not w.startswith("identifiab") for w in near) or _cookie(context, hit.sentence):
        return
    first = act.first if act else hit.first
    begin = min(context.begin(hit), first)
    if clauses.negated(words, first, hit.last, begin) and "never" not in words[hit.first : hit.last]:
        return
    if "unless" in words[hit.last :] and _criterion(context, words[hit.last : hit.last + 6]):
        return
    yield _fact(context, hit, act, "indefinite", "")


def _under_retention(context: Context, sentence: Sentence) -> bool:
    asked = context.document.sentences[max(sentence.index - 1, 0)]
    if (
        "long" in context.words(asked)
        and asked.text.rstrip().endswith("?")
        and _KEPT_HOW_LONG & context.word_set(asked)
    ):
        return True  # "How long do you keep them?" "Until ..."
    if "retention" not in context.topics(sentence):
        return False
    return (
        sentence.block.kind in ("item", "cell")
        or ":" in sentence.text[:80]
        or sentence.text[:_OPENING].lower().lstrip("*_ ").startswith(_OPENINGS)
    )
