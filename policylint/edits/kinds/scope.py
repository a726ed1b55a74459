"""Whom and what a policy covers, what its terms mean, and from when it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.document import Sentence
from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.sides import COMMON, Passage, Side, clusters, sides
from policylint.facts.categories import leads
from policylint.patterns import lazy, word_set
from policylint.site import Policy

_COVERS = word_set("applies apply applied covers cover covered governs governed applicable subject")
_POLICY = word_set("policy notice statement policies document")
_OTHERS = word_set("own separate their his third conflicts conflict terms continue")
_NOT_SCOPE = word_set("law laws right rights changes change updated effective fee fees exception exceptions")
_PLACES = lazy(r"\b[A-Za-z0-9-]+\.(?:com|org|net|io|tools|pub|cloud|app|co|dev|eu|uk|gov)\b")
# What narrows an act to some people, products or cases.
_NARROW = word_set("for at only if when")
_HANDED = word_set(
    "share shares shared sharing disclose discloses process processes processed use uses manage collect collects store stores receive receives"
)
_MEANS = lazy(
    r"\b(?:we use the term|(?:the )?terms? [\"'(]|means?\b|refers? to|referred to as|is defined as|definition of|defined in)",
    re.IGNORECASE,
)
_BACK = lazy(
    r"\b(?:(?:also )?appl(?:y|ies) (?:\w+ ){0,3}to (?:all |any )?(?:\w+ ){0,3}(?:information|data)\b[^.]{0,60}\b(?:already|previously|before|prior)"
    r"|including (?:information|data) (?:that )?(?:was |we )?(?:already|previously)? ?collected before|retroactive)",
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
    sign = covers(side.policy, passage.sentence)
    if not sign or not passage.fresh:
        return None
    text = passage.sentence.text
    for first, last in passage.runs:
        news = [at for at in range(first, last) if side.unknown(passage.words[at])]
        shown = text[passage.starts[first] : passage.ends[last - 1]]
        named = [at for at in news if at and text[passage.starts[at]].isupper()]
        if named or _PLACES.search(shown) or (news and not passage.whole and len(news) * 3 >= last - first):
            return shown[:80], sign
    return None


def covers(policy: Policy, sentence: Sentence) -> int:
    """1 where a sentence, or one that leads its list, says what the policy covers; -1 where it says what it does not; 0 elsewhere."""
    for told in (sentence, *leads(sentence)):
        words = policy.index.tokens[told.index][0]
        for at, word in enumerate(words):
            if word not in _COVERS:
                continue
            before, after = words[max(at - 8, 0) : at], words[at + 1 : at + 6]
            about = _this(before) or (word in ("governed", "covered", "subject") and _this(after))
            if (
                about
                and _NOT_SCOPE.isdisjoint((*before, *after[:3]))
                and _OTHERS.isdisjoint((*before[-4:], *after[:4]))
            ):
                return -1 if not {"not", "doesn't", "don't"}.isdisjoint(before[-3:]) else 1
    return 0


def _this(words: tuple[str, ...]) -> bool:
    """Whether words name the policy itself: "this policy", "our privacy notice"."""
    return any(
        word in _POLICY and not {"this", "our", "these"}.isdisjoint(words[max(at - 4, 0) : at])
        for at, word in enumerate(words)
    )


def _loosened(new: Side, old: Side) -> Iterator[ChangeHit]:
    """A case, a product or a group of people to which an act on data was limited, and is no longer; or one that joined it."""
    for passage in old.passages:
        other = passage.counterpart
        if other is None or _HANDED.isdisjoint(passage.words) or covers(old.policy, passage.sentence):
            continue
        fresh = new.by_sentence.get(other.index)
        added = {new.by_sentence[other.index].words[at] for at in fresh.fresh} if fresh else set()
        for first, last in passage.runs:
            run = passage.words[first:last]
            content = [w for w in run if w not in COMMON]
            if last - first < 3 or run[0] not in _NARROW or len(content) < 2 or not _HANDED.isdisjoint(run):
                continue
            if passage.words[first - 1] in ("and", "or") or (last < len(passage.words) and first < 3):
                continue
            if len(added - COMMON) > 1:
                continue
            yield old.hit("scope-widened", passage, f"no longer limited: {' '.join(run)}", first, last)
            break


@detects("definition-changed")
def definitions(c: Comparison) -> Iterator[ChangeHit]:
    """A sentence that says what a term means has other content words."""
    new, old = sides(c)
    for passage in new.passages:
        if passage.counterpart is None or ('"' not in passage.sentence.text and "term" not in passage.held):
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
