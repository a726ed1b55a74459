"""Whom and what a policy covers, what its terms mean, and from when it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.document import Sentence
from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.frames import frame, listed
from policylint.edits.frames import joined as rows_of
from policylint.edits.sides import Passage, Side, clusters, sides
from policylint.edits.stems import COMMON
from policylint.edits.weight import BINDING
from policylint.facts.categories import leads
from policylint.patterns import lazy, word_set
from policylint.site import Policy

_COVERS = word_set(
    "applies apply applied covers cover covered governs governed applicable subject concern concerns fall falls addressed valid"
)
_POLICY = word_set("policy notice statement policies document rules")
_OTHERS = word_set("own separate their his third conflicts conflict terms continue")
_NOT_SCOPE = word_set("law laws right rights changes change updated effective fee fees exception exceptions")
_PLACES = lazy(r"\b[A-Za-z0-9-]+\.(?:com|org|net|io|tools|pub|cloud|app|co|dev|eu|uk|gov)\b")
_SAYS = word_set("how what why we explains explain describes describe sets tells")
_SHORT = 40  # words of a sentence that says no more than what is covered
# What narrows an act to some people, products or cases.
_NARROW = word_set("for at only if when")
_HANDED = word_set(
    "share shares shared sharing disclose discloses process processes processed use uses manage collect collects store stores receive receives"
)
_IF = word_set("if when should where")
_MEANS = lazy(
    r"\b(?:we use the term|(?:the )?terms? [\"'(]|[\"”'] we mean|by .{3,40} we mean|we call|is called|are called|means?\b|refers? to|"
    r"referred to as|is defined as|definition of|defined in)",
    re.IGNORECASE,
)
_TERMS = word_set("term terms mean means call called refers referred defined definition")
_BACK = lazy(
    r"\b(?:(?:also )?appl(?:y|ies) (?:\w+ ){0,3}to (?:all |any )?(?:\w+ ){0,3}(?:information|data)\b[^.]{0,60}\b(?:already|previously|before|prior)"
    r"|\b(?:also |even )?(?:to|for|covers?|govern\w*|under) (?:\w+ ){0,8}(?:we already (?:hold|have|stored?|keep)|already (?:held|collected|stored|given)|"
    r"(?:collected|gathered|given|written|received|stored|posted|made|sent) (?:to us )?(?:before|earlier|previously|in the past|until now))"
    r"|\bfrom before\b|including (?:information|data) (?:that )?(?:was |we )?(?:already|previously)? ?collected before|retroactive)",
    re.IGNORECASE,
)


@detects("scope-widened", "scope-narrowed")
def scope(c: Comparison) -> Iterator[ChangeHit]:
    """Products, people or cases that are new among, or gone from, what the policy or one of its practices covers."""
    new, old = sides(c)
    for side in (new, old):
        found: dict[int, tuple[str, int]] = {}
        for passage in side.passages:
            given = _covered(side, passage)
            if given:
                found[passage.sentence.index] = given
        for row in clusters(p for p in side.passages if p.sentence.index in found):
            words, sign = found[row[0].sentence.index]
            wider = side.coming == (sign > 0)
            verb = "now" if side.coming else "no longer"
            inside = "covers" if sign > 0 else "leaves out"
            yield side.hit(
                "scope-widened" if wider else "scope-narrowed", row[0], f"the policy {verb} {inside} {words}"
            )
    yield from _loosened(new, old)


def _covered(side: Side, passage: Passage) -> tuple[str, int] | None:
    """The new words of a sentence about what the policy covers, and whether it covers (1) or leaves out (-1)."""
    sign = covers(side.policy, passage.sentence) or int(frame(side, passage) == "scope" and listed(passage))
    if not sign or not passage.fresh:
        return None
    text, words = passage.sentence.text, passage.words
    other = passage.counterpart
    if other is not None and side.coming and sign > 0 >= covers(side.other, other) and len(words) < _SHORT:
        return text[:80], sign
    if other is not None and side.coming and sign < 0 < covers(side.other, other):
        return text[:80], sign
    for first, last in rows_of(side, passage):
        if any(map(side.unknown, words[first:last])) and (BINDING | _SAYS).isdisjoint(words[first:last]):
            return text[passage.starts[first] : passage.ends[last - 1]][:80], sign
    for first, last in passage.runs:
        shown = text[passage.starts[first] : passage.ends[last - 1]]
        if '"' in shown:
            continue
        news = [at for at in range(first, last) if side.unknown(words[at])]
        named = [at for at in news if at and text[passage.starts[at]].isupper()]
        joined = (
            not passage.whole
            and words[first] in ("or", "and")
            and not set(words[first:last]) <= COMMON
            and _SAYS.isdisjoint(words[first:last])
        )
        if joined or named or _PLACES.search(shown) or (news and not passage.whole and len(news) * 3 >= last - first):
            return shown[:80], sign
    return None


def covers(policy: Policy, sentence: Sentence) -> int:
    """1 where a sentence, or one that leads its list, says what the policy covers; -1 where it says what it does not; 0 elsewhere."""
    for told in (sentence, *leads(sentence)):
        words = policy.index.tokens[told.index][0]
        for at, word in enumerate(words):
            if word not in _COVERS and not (
                word in ("is", "are") and words[at + 1 : at + 2] == ("for",) and _this(words[:at])
            ):
                continue
            before, after = words[max(at - 8, 0) : at], words[at + 1 : at + 6]
            about = _this(before) or (word in ("governed", "covered", "subject", "fall", "falls") and _this(after))
            if (
                about
                and _NOT_SCOPE.isdisjoint((*before, *after[:3]))
                and _OTHERS.isdisjoint((*before[-4:], *after[:4]))
            ):
                return -1 if not {"not", "doesn't", "don't"}.isdisjoint(before[-3:]) else 1
    return 0


def _this(words: tuple[str, ...]) -> bool:
    """Whether words name the policy itself: "this policy", "our privacy notice"."""
    for at, word in enumerate(words):
        if word not in _POLICY:
            continue
        before = at - 1
        while before > 0 and words[before] in ("privacy", "cookie", "data", "protection"):
            before -= 1
        if before >= 0 and words[before] in ("this", "our", "these"):
            return True
    return False


def _loosened(new: Side, old: Side) -> Iterator[ChangeHit]:
    """A case, a product or a group of people to which an act on data was limited, and is no longer; or one that joined it."""
    for passage in old.passages:
        run = _limit(new, old, passage)
        if run is not None:
            yield old.hit("scope-widened", passage, f"no longer limited: {' '.join(passage.words[slice(*run)])}", *run)
    for passage in new.passages:
        run = _case(new, passage)
        if run is not None:
            yield new.hit(
                "scope-widened", passage, f"holds in another case as well: {' '.join(passage.words[slice(*run)])}", *run
            )


def _limit(new: Side, old: Side, passage: Passage) -> tuple[int, int] | None:
    """The words of an old sentence that limited an act on data, where nothing took their place."""
    other = passage.counterpart
    if other is None or not _acts(old, passage) or covers(old.policy, passage.sentence):
        return None
    fresh = new.by_sentence.get(other.index)
    added = set(fresh.changed()) if fresh is not None else set()
    if len(added - COMMON) > 1:
        return None
    for first, last in passage.runs:
        run = passage.words[first:last]
        content = [w for w in run if w not in COMMON]
        if last - first < 3 or run[0] not in _NARROW or len(content) < 2 or not _HANDED.isdisjoint(run):
            continue
        if passage.words[first - 1] in ("and", "or") or (last < len(passage.words) and first < 3):
            continue
        return first, last
    return None


def _acts(side: Side, passage: Passage) -> bool:
    """Whether a sentence, or the list or section in which it stands, does something with data."""
    if not _HANDED.isdisjoint(passage.words):
        return True
    return passage.sentence.block.kind == "item" and "sharing" in side.policy.topics(passage.sentence)


def _case(side: Side, passage: Passage) -> tuple[int, int] | None:
    """The words that join the cases in which an act on data takes place: "If you order {or ask for a sample}, we store ..."."""
    words, text = passage.words, passage.sentence.text
    if passage.counterpart is None or words[:1] == () or words[0] not in _IF:
        return None
    acts = [at for at, word in enumerate(words) if word in _HANDED]
    act = next((at for at in acts if side.actor(passage, at) != "reader" or "your" in words[max(at - 4, 0) : at]), None)
    for first, last in passage.runs:
        if act is None or last > act or first < 2 or last - first < 2:
            continue
        joined = words[first] in ("or", "and") or words[first - 1] in ("or", "and")
        if (
            joined
            and text[passage.ends[last - 1] : passage.starts[last]].startswith(",")
            and side.news(passage, first, last)
        ):
            return first, last
    return None


@detects("definition-changed")
def definitions(c: Comparison) -> Iterator[ChangeHit]:
    """A sentence that says what a term means has other content words."""
    new, old = sides(c)
    for passage in new.passages:
        if passage.counterpart is None or (_TERMS.isdisjoint(passage.held) and '"' not in passage.sentence.text):
            continue
        match = _MEANS.search(passage.sentence.text)
        if match is None or not _MEANS.search(passage.counterpart.text):
            continue
        fresh = [
            at for at in sorted(passage.fresh) if passage.starts[at] >= match.end() and passage.words[at] not in COMMON
        ]
        gone = old.by_sentence.get(passage.counterpart.index)
        lost = [at for at in sorted(gone.fresh) if gone.words[at] not in COMMON] if gone else []
        if fresh or len(lost) > 1:
            yield new.hit("definition-changed", passage, "a term that the text uses has another meaning")


@detects("retroactivity-added")
def retroactive(c: Comparison) -> Iterator[ChangeHit]:
    """The new text is said to hold for data collected under the old one."""
    new, _ = sides(c)
    if any(_BACK.search(s.text) for s in c.old.document.sentences):
        return
    for passage in new.passages:
        match = _BACK.search(passage.sentence.text)
        if match and passage.touches(match.start(), match.end()) and "not" not in passage.words:
            yield new.hit("retroactivity-added", passage, "the new text is applied to data collected before it")
            return
