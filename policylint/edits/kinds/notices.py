"""How, and how long before, readers hear of changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.facts.kinds import ChangeNotice, Fact, NoticePeriod
from policylint.patterns import word_set
from policylint.site import Policy

# From being told, to being told somewhere, to having to look.
_CHANGED = word_set(
    "change changes changed new amend amended amendment amendments alter altered alteration revise revised update updated version versions"
)
_TEXT = word_set("policy notice rules terms text statement version versions document these it")
_PERSONAL = word_set(
    "email emails emailed mail mailed letter letters post message messages tell tells told inform informed notify notified write writes sent send sends home"
)
_PLACES = word_set(
    "board website site page here hall posted published online check look find hangs pinned wall link above office lobby"
)
_REACH = {"email": 3, "in-app": 3, "notice": 2, "post": 1, "dated-version": 1, "none": 0, "": 0}


@detects("notice-shortened", "notice-method-weakened", "notice-improved")
def notices(comparison: Comparison) -> Iterator[ChangeHit]:
    """The promised days of notice, then the ways of telling."""
    yield from _periods(comparison)
    worded = list(_worded(comparison))
    yield from worded or _methods(comparison)


def _worded(comparison: Comparison) -> Iterator[ChangeHit]:
    """A sentence on changes that told readers themselves and now shows them where all can look, or the other way round, in whatever words."""
    facts = {f.sentence.index for f in comparison.old.all(ChangeNotice) if _reach(f)}
    for olds, news in comparison.groups:
        if len(olds) != 1 or len(news) > 2 or not news:
            continue
        old, new = olds[0], news[0]
        a, b = set(comparison.words_old(old)), {w for s in news for w in comparison.words_new(s)}
        if not (_changes(a) and _changes(b)) or (
            old.index in facts and any(f.sentence is new and _reach(f) for f in comparison.new.all(ChangeNotice))
        ):
            continue
        before, after = not a.isdisjoint(_PERSONAL), not b.isdisjoint(_PERSONAL)
        if before and not after and not b.isdisjoint(_PLACES):
            message = "readers were told of changes; now they have to look for them"
            yield ChangeHit("notice-method-weakened", comparison.in_old(old), comparison.in_new(new), message)
        elif after and not before and not a.isdisjoint(_PLACES):
            message = "readers are told of changes in a way that reaches them better"
            yield ChangeHit("notice-improved", comparison.in_old(old), comparison.in_new(new), message)


def _changes(words: set[str]) -> bool:
    """Whether a sentence tells how readers hear of changes of the text."""
    return not words.isdisjoint(_CHANGED) and not words.isdisjoint(_TEXT)


def _periods(comparison: Comparison) -> Iterator[ChangeHit]:
    before, after = _longest(comparison.old), _longest(comparison.new)
    here, there = _changed(before, comparison.changed_old), _changed(after, comparison.changed_new)
    if before is not None and after is not None:
        a, b = before.period, after.period
        if a is None or b is None or a.agrees(b) or not (here or there):
            return
        kind = "notice-shortened" if b.days[0] < a.days[0] else "notice-improved"
        message = f"{a} of notice were promised, now {b}"
        yield ChangeHit(kind, comparison.in_old(before), comparison.in_new(after), message)
    elif before is not None and here:
        message = f"{before.period} of notice were promised; the new version promises no number of days"
        yield ChangeHit("notice-shortened", comparison.in_old(before), None, message)
    elif after is not None and there:
        yield ChangeHit("notice-improved", None, comparison.in_new(after), f"{after.period} of notice are promised")


def _longest(policy: Policy) -> NoticePeriod | None:
    facts = [f for f in policy.all(NoticePeriod) if f.period is not None and f.polarity]
    return max(facts, key=lambda f: f.period.days[0] if f.period else 0, default=None)


def _changed(fact: Fact | None, changed: frozenset[int]) -> bool:
    return fact is not None and fact.sentence.index in changed


def _methods(comparison: Comparison) -> Iterator[ChangeHit]:
    """The best way of telling that either version promises; and continued use that is newly taken as consent."""
    before, after = list(_own(comparison.old)), list(_own(comparison.new))
    if before and after:
        old, new = (max(facts, key=lambda f: (_reach(f), -f.sentence.index)) for facts in (before, after))
        if _reach(new) < _reach(old) and _changed(old, comparison.changed_old):
            message = "readers were told of changes; now they have to look for them"
            if _reach(new) > 1:
                message = "readers were told of changes in person; now only in general"
            other = next((f for f in after if f.sentence.index in comparison.changed_new), None)
            mark = comparison.in_new(other) if other is not None else None
            yield ChangeHit("notice-method-weakened", comparison.in_old(old), mark, message)
            return
        if _reach(new) > _reach(old) and _changed(new, comparison.changed_new):
            other = next((f for f in before if f.sentence.index in comparison.changed_old), None)
            mark = comparison.in_old(other) if other is not None else None
            message = "readers are told of changes in a way that reaches them better"
            yield ChangeHit("notice-improved", mark, comparison.in_new(new), message)
            return
    if not before or not after:
        yield from _first_or_last(comparison, before, after)
        return
    if not any(f.acceptance for f in before):
        use = next((f for f in after if f.acceptance and f.sentence.index in comparison.changed_new), None)
        if use is not None:
            message = "going on to use the service now counts as agreeing to changes"
            yield ChangeHit("notice-method-weakened", None, comparison.in_new(use), message)


def _first_or_last(
    comparison: Comparison, before: Sequence[ChangeNotice], after: Sequence[ChangeNotice]
) -> Iterator[ChangeHit]:
    """Only one version says how readers hear of changes, in words that tell them."""
    gone = next((f for f in before if _reach(f) and f.sentence.index in comparison.changed_old), None)
    come = next((f for f in after if _reach(f) and f.sentence.index in comparison.changed_new), None)
    if gone is not None:
        message = "it is no longer said how readers hear of changes"
        yield ChangeHit("notice-method-weakened", comparison.in_old(gone), None, message)
    elif come is not None:
        message = "it is said for the first time how readers hear of changes"
        yield ChangeHit("notice-improved", None, comparison.in_new(come), message)


def _own(policy: Policy) -> Iterator[ChangeNotice]:
    for fact in policy.all(ChangeNotice):
        if fact.polarity:
            yield fact


def _reach(fact: ChangeNotice) -> int:
    return _REACH.get(fact.method, 0)
