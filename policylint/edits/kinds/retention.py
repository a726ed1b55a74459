"""How long data are kept: longer, shorter, said for the first time, or no longer said."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from policylint.document import Sentence
from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison, Ranges
from policylint.edits.overlap import Overlap
from policylint.edits.stems import COMMON, stem
from policylint.facts.kinds import Retention
from policylint.patterns import word_set
from policylint.site import Policy

MOST = 400  # changed statements of each version that are compared; a hostile text must not take quadratic time
_UNITS = word_set(
    "day days week weeks month months year years hour hours long keep keeps kept retain retained store stored"
)
# Forms by how much they bind: a number of days binds more than "as long as necessary", and that more than "for ever".
_LOOSE = {"duration": 0, "event": 1, "statutory": 1, "criteria": 2, "indefinite": 3}


@detects("retention-lengthened", "retention-shortened", "retention-removed", "retention-added")
def retention(comparison: Comparison) -> Iterator[ChangeHit]:
    """Periods for the same data compared; then those that only one version states."""
    told_old: set[int] = set()
    told_new: set[int] = set()
    for old, new in _pairs(comparison):
        told_old.add(id(old))
        told_new.add(id(new))
        kind = _compared(old, new)
        if kind:
            message = f"{_shown(old)} became {_shown(new)}" + (f", for {new.category}" if new.subject else "")
            yield ChangeHit(kind, comparison.in_old(old), comparison.in_new(new), message)
    gone = [
        f
        for f in _alone(comparison.old, comparison.new, comparison.lost, comparison.changed_old)
        if id(f) not in told_old
    ]
    come = [
        f
        for f in _alone(comparison.new, comparison.old, comparison.fresh, comparison.changed_new)
        if id(f) not in told_new
    ]
    replaced = dict(_replaced(comparison, come))
    become = {id(old) for old in replaced.values()}
    for fact in come:
        before = replaced.get(id(fact))
        if before is not None and (kind := _compared(before, fact)):
            message = f"{_shown(before)} became {_shown(fact)}"
            yield ChangeHit(kind, comparison.in_old(before), comparison.in_new(fact), message)
    # What else a paragraph says of a period that it made longer is one statement with it.
    beside = {fact.sentence.block.index for fact in come if id(fact) in replaced}
    gone = [fact for fact in gone if id(fact) not in become]
    come = [fact for fact in come if fact.sentence.block.index not in beside]
    for fact in gone:
        if not _whole_section(comparison, fact):
            message = f"no longer stated: how long {_whose(fact)} kept ({_shown(fact)})"
            yield ChangeHit("retention-removed", comparison.in_old(fact), None, message)
    # "For 90 days, or longer if needed" is one statement; its number tells it.
    numbered = {fact.sentence.block.index for fact in come if fact.period is not None}
    for fact in come:
        if fact.period is not None or fact.sentence.block.index not in numbered:
            message = f"stated for the first time: how long {_whose(fact)} kept ({_shown(fact)})"
            yield ChangeHit("retention-added", None, comparison.in_new(fact), message)


def _replaced(comparison: Comparison, come: list[Retention]) -> Iterator[tuple[int, Retention]]:
    """New periods, by the id of their facts, with the period in whose stead they stand: that of the paragraph which theirs was reworded
    from, or of one that is gone and spoke of much the same in other words."""
    olds = [f for f in comparison.old.all(Retention) if f.sentence.index in comparison.changed_old][:MOST]
    rows = Overlap(frozenset(_stems(comparison.old, f.sentence)) for f in olds)
    blocks: dict[int, list[Retention]] = {}
    for old in olds:
        blocks.setdefault(old.sentence.block.index, []).append(old)
    used: set[tuple[int, int]] = set()
    numbered = {fact.sentence.block.index for fact in come if fact.period is not None}
    for new in come[:MOST]:
        if new.period is None and new.sentence.block.index in numbered:
            continue
        partners = [comparison.partner_of_new(s) for s in comparison.new.document.sentences_of(new.sentence.block)]
        near = [old for p in partners if p is not None for old in blocks.get(p.block.index, ()) if _agree(old, new)]
        words = _stems(comparison.new, new.sentence)
        alike = [(count, -n) for n, count in rows.shared(words) if count * 2 >= min(len(words), len(rows.rows[n])) > 2]
        best = near[0] if near else olds[-max(alike)[1]] if alike else None
        if best is None or not _agree(best, new) or not _compared(best, new):
            continue
        if (id(best), new.sentence.block.index) not in used:
            used.add((id(best), new.sentence.block.index))
            yield id(new), best


def _agree(old: Retention, new: Retention) -> bool:
    """Whether nothing says that two periods are those of different data."""
    return not old.subject or not new.subject or old.subject == new.subject


def _stems(policy: Policy, sentence: Sentence) -> frozenset[str]:
    words = policy.index.tokens[sentence.index][0][policy.index.own[sentence.index] :]
    return frozenset(
        stem(word) for word in words if word not in COMMON and not word[0].isdigit() and word not in _UNITS
    )


def _alone(
    here: Policy, there: Policy, changed: Callable[[Sentence], Ranges], sentences: frozenset[int]
) -> Iterator[Retention]:
    """Periods in changed sentences that the other version does not state, or states of something else: their own words changed."""
    known = {_value(fact) for fact in there.all(Retention)}
    seen: set[Hashable] = set()
    for fact in here.all(Retention):
        if fact.sentence.index not in sentences:
            continue
        own = any(start < fact.end and fact.start < end for start, end in changed(fact.sentence))
        if _value(fact) not in known and _value(fact) not in seen:
            seen.add(_value(fact))
            yield fact
        elif _value(fact) in known and own and fact.period is not None:
            yield fact


def _whole_section(comparison: Comparison, fact: Retention) -> bool:
    """Whether all that stood under a heading is gone: then the data are, and not only the words on how long they are kept."""
    section = fact.sentence.block.section
    beside = [s for s in comparison.old.document.sentences if s.block.section is section and s is not fact.sentence]
    beside = [s for s in beside if s.block.kind not in ("title", "heading", "meta")]
    return section.index > 0 and len(beside) > 1 and all(comparison.partner_of_old(s) is None for s in beside)


def _whose(fact: Retention) -> str:
    return f"{fact.category} are" if fact.subject and fact.category else "data are"


def _pairs(comparison: Comparison) -> Iterator[tuple[Retention, Retention]]:
    """Periods for the same data, each used once: of one subject; then those of one reworded sentence."""
    olds = [f for f in comparison.old.all(Retention) if f.sentence.index in comparison.changed_old][:MOST]
    news = [f for f in comparison.new.all(Retention) if f.sentence.index in comparison.changed_new][:MOST]
    left = list(news)
    rest: list[Retention] = []
    # What both versions state of the same data is no change, wherever it stands.
    for old in olds:
        same = next((new for new in left if _same(old, new)), None)
        if same is None:
            rest.append(old)
        else:
            left.remove(same)
            yield old, same
    for near in (True, False):
        olds, rest = rest, []
        for old in olds:
            partner = comparison.partner_of_old(old.sentence)
            other = next((new for new in left if _alike(old, new) and (not near or new.sentence is partner)), None)
            if other is None:
                rest.append(old)
            else:
                left.remove(other)
                yield old, other


def _same(old: Retention, new: Retention) -> bool:
    """Whether two facts are the same statement; one whose data could not be told is taken to speak of the other's."""
    one, other = (old.subject, new.subject)
    return _value(old)[1:] == _value(new)[1:] and (one == other or not one or not other)


def _alike(old: Retention, new: Retention) -> bool:
    if old.subject == new.subject and old.subject:
        return True
    return (not old.subject or not new.subject) and old.sentence.block.section.title == new.sentence.block.section.title


def _value(fact: Retention) -> tuple[Hashable, ...]:
    days = round(sum(fact.period.days) / 2) if fact.period is not None else 0
    return fact.subject, fact.form, days, fact.bound if fact.period is not None else fact.until


def _compared(old: Retention, new: Retention) -> str:
    """What became of a period: longer, shorter, or ''."""
    if old.period is not None and new.period is not None:
        if not old.period.agrees(new.period):
            return "retention-lengthened" if new.period.days[0] > old.period.days[0] else "retention-shortened"
        if old.bound in ("max", "exact") and new.bound == "min":
            return "retention-lengthened"
        return "retention-shortened" if old.bound == "min" and new.bound in ("max", "exact") else ""
    before, after = _LOOSE.get(old.form, 1), _LOOSE.get(new.form, 1)
    if after > before:
        return "retention-lengthened"
    if after < before:
        return "retention-added" if new.period is not None and old.form != "indefinite" else "retention-shortened"
    return ""


def _shown(fact: Retention) -> str:
    if fact.period is None:
        return "without end" if fact.form == "indefinite" else f"'{' '.join(fact.text.split())}'"
    return {"max": "up to ", "min": "at least "}.get(fact.bound, "") + str(fact.period)
