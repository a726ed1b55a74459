"""What data are used for, beyond what the other version says."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.edits.aims import Aims
from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.kinds.data import reading_of
from policylint.edits.kinds.denials import denials
from policylint.edits.sides import Passage, Side, clusters, sides
from policylint.edits.taking import TAKING
from policylint.edits.weight import BINDING
from policylint.facts.categories import leads
from policylint.facts.kinds import Purpose, Retention
from policylint.patterns import word_set

_USE = word_set(
    "use uses used using process processes processed need needs scan scans analyse analyze analyses analyzes collect collects"
)
_DATA = word_set(
    "data information address addresses email cookies content contents name history it them details number logs this these device behavior"
)
_TO = word_set("to for")
_NOT_AFTER = word_set("you us we our your the a an this that third any others long as more example whom their")
_LINKS = word_set("and or including")
_MEANS = word_set(
    "agree consent permission settings account legal law laws accordance contact click visit page pages information"
)
_SHOWN = word_set(
    "recommend recommends recommended suggest suggests suggested show shows display displays personalise personalize "
    "personalised personalized tailor tailored customise customize content ads offers stories"
)
_TRACES = word_set(
    "history activity activities behavior behaviour location interests usage data bookmarks preferences searches purchases"
)
_GROUNDS = word_set("consent legitimate contract law legal agreement")
_PURPOSES = word_set("purpose purposes why")
_REACH = 10  # words
_LONG = 24  # words of what joins a list of purposes
_KNOWN = frozenset({"general", "other"})


@detects("purpose-added", "purpose-removed")
def purposes(c: Comparison) -> Iterator[ChangeHit]:
    """Uses of data that a changed sentence names and the other version does not."""
    for side in sides(c):
        found = named(side)
        kind = "purpose-added" if side.coming else "purpose-removed"
        for row in clusters(p for p in side.passages if p.sentence.index in found):
            names = "; ".join(dict.fromkeys(found[p.sentence.index] for p in row))
            verb = (
                "a use of data that the old text did not name"
                if side.coming
                else "a use of data that is no longer named"
            )
            yield side.hit(kind, row[0], f"{verb}: {names}", until=row[-1])


def named(side: Side) -> dict[int, str]:
    """The changed sentences, by number, that name a use of data which the other version does not, with its words."""
    kept: dict[bool, dict[int, str]] = vars(side.comparison).setdefault("purposes", {})
    if side.coming not in kept:
        kept[side.coming] = dict(_named(side))
    return kept[side.coming]


def _named(side: Side) -> Iterator[tuple[int, str]]:
    told = {f.name for f in side.other.all(Purpose) if f.polarity}
    data, aims = reading_of(side), Aims(side)
    periods = {f.sentence.index for f in side.policy.all(Retention)}
    for passage in side.passages:
        if passage.sentence.index in periods or not side.stays(passage) or (not passage.whole and data.news(passage)):
            continue
        news = _news(side, passage, told) or _aimed(side, passage, aims)
        if news:
            yield passage.sentence.index, news


def _news(side: Side, passage: Passage, told: set[str]) -> str:
    """The words of a changed sentence that name a new use of data; ''."""
    if not passage.fresh or passage.sentence.text.endswith("?") or any(True for _ in denials(passage.words)):
        return ""
    if _labelled(side, passage):
        return passage.sentence.text[:60]
    if any(word.startswith(("aggregat", "anonym")) for word in passage.words):
        return ""
    if not {"rights", "security", "changes"}.isdisjoint(side.policy.topics(passage.sentence)):
        return ""
    item = _item(side, passage)
    if item and passage.whole:
        news = [at for at in side.news(passage) if passage.words[at] not in _MEANS]
        return (
            passage.sentence.text[:60] if len(news) > 1 or any(side.unknown(passage.words[at]) for at in news) else ""
        )
    drawn = _drawn(passage)
    if drawn is not None:
        return passage.sentence.text[passage.starts[drawn[0]] : passage.ends[drawn[1] - 1]]
    used = _used(side, passage)
    if used is None:
        return ""
    if not passage.whole:
        return _joined(side, passage, used)
    for fact in side.stated(Purpose, passage.sentence):
        if fact.polarity and fact.name not in told and fact.name not in _KNOWN:
            at = next((n for n, s in enumerate(passage.starts) if s >= fact.start), 0)
            if at and (passage.words[at - 1] in _TO or passage.words[at] in _TO):
                return fact.text
    return ""


def _aimed(side: Side, passage: Passage, aims: Aims) -> str:
    """The first aim of a changed sentence that the other version does not have, in whatever words."""
    if not {"rights", "changes"}.isdisjoint(side.policy.topics(passage.sentence)):
        return ""
    aim = next(aims.fresh(passage), None)
    return "" if aim is None else passage.sentence.text[passage.starts[aim.first] : passage.ends[aim.last - 1]]


def _drawn(passage: Passage) -> tuple[int, int] | None:
    """Where a changed sentence says that what readers get depends on their data: "suggestions based on your reading history"."""
    words = passage.words
    for at in sorted(passage.fresh):
        if words[at : at + 2] != ("based", "on") or not _SHOWN.intersection(words[:at]):
            continue
        for last in range(at + 2, min(at + _REACH, len(words))):
            if words[last] in _GROUNDS:
                break
            if words[last] in _TRACES:
                return at, last + 1
    return None


def _labelled(side: Side, passage: Passage) -> bool:
    """Whether a sentence is the entry of a purpose in a list of purposes with their grounds: "Purpose: ..."."""
    return (
        side.coming
        and passage.whole
        and passage.words[:1] in (("purpose",), ("purposes",))
        and ":" in passage.sentence.text[:12]
    )


def _item(side: Side, passage: Passage) -> bool:
    """Whether a sentence opens an item of a list that says what data are used for."""
    sentence = passage.sentence
    if sentence.block.kind == "cell":
        return bool(sentence.block.headers) and not _PURPOSES.isdisjoint(sentence.block.headers[-1].lower().split())
    if sentence.block.kind != "item" or sentence.start:
        return False
    for above in leads(sentence):
        words = side.policy.index.tokens[above.index][0]
        if (
            not _USE.isdisjoint(words)
            and words[-1:] != ()
            and {"basis", "bases", "grounds"}.isdisjoint(words)
            and ({"to", "for"} & set(words[-3:]) or {"purposes", "following"} & set(words))
        ):
            return "you" not in words[:2]
    return False


def _used(side: Side, passage: Passage) -> int | None:
    """Where a sentence says that data are used, by us or by nobody named."""
    for at, word in enumerate(passage.words):
        if word in ("process", "use") and passage.words[max(at - 1, 0)] in ("the", "your", "this", "of", "our", "a"):
            continue  # "the process of"
        if word in _USE and side.actor(passage, at) in ("we", "") and not _DATA.isdisjoint(passage.words):
            return at
    return None


def _joined(side: Side, passage: Passage, used: int) -> str:
    """New words that join what data are used for: "to ship your order {and to rank shops}", "for support, {research} and billing"."""
    words, text = passage.words, passage.sentence.text
    for first, last in passage.runs:
        purpose = next(
            (at for at in range(first - 1, used, -1) if words[at] in _TO and words[at + 1] not in _NOT_AFTER), None
        )
        opens = first > used and (
            words[first] in _TO
            or words[first : first + 2] in (("and", "to"), ("or", "to"), ("and", "for"), ("or", "for"))
        )
        if (purpose is None and not opens) or last - first > _LONG:
            continue
        before = text[passage.ends[first - 1] : passage.starts[first]] if first else ""
        after = text[passage.ends[last - 1] : passage.starts[last]] if last < len(words) else ""
        joined = (
            opens
            or "," in before + after
            or words[first] in _LINKS
            or words[first - 1] in _LINKS
            or words[last - 1] in _LINKS
        )
        news = [at for at in side.news(passage, first, last) if words[at] not in _MEANS]
        if any(words[at] in TAKING or words[at] in ("retain", "keep") for at in range(first, min(first + 4, last))):
            continue  # "to collect": what is taken, not what for
        if joined and news and BINDING.isdisjoint(words[first:last]):
            return text[passage.starts[first] : passage.ends[last - 1]]
    return ""
