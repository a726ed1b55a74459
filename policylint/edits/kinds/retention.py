"""How long data are kept: longer, shorter, said for the first time, or no longer said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from itertools import pairwise

from policylint.document import Sentence
from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison, Ranges
from policylint.edits.overlap import Overlap
from policylint.edits.periods import as_words, periods
from policylint.edits.sides import sides
from policylint.edits.stems import COMMON, stem
from policylint.edits.succession import UNITS_OF, stems_of, succeeded
from policylint.facts.kinds import Retention
from policylint.patterns import word_set
from policylint.site import Policy

BARE = 3  # words of a sentence that is a period and no more
ROW = 8  # cells of a row that are looked at, on either side
MOST = 400  # changed statements of each version that are compared; a hostile text must not take quadratic time
_AT_ONCE = word_set("soon immediately straight instantly same once")
_ENDS = word_set(
    "long longer until while as necessary needed need required requires period purpose purposes law legal statutory"
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
        if kind and _same_periods(comparison, old, new):
            continue
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
    gone = [f for f in gone if not _retold(comparison, f, False)] if len(gone) <= MOST else gone
    come = [f for f in come if not _retold(comparison, f, True)] if len(come) <= MOST else come
    dropped: set[int] = set()
    for fact in gone[:MOST]:
        same = next((f for f in come[:MOST] if id(f) not in dropped and _moved(comparison, fact, f)), None)
        if same is not None:
            dropped |= {id(fact), id(same)}
    gone, come = _without(gone, dropped), _without(come, dropped)
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
    for kind, old_place, new_place in list(succeeded(comparison, _stated(comparison.old), gone, come)):
        gone = [f for f in gone if f.sentence is not old_place]
        come = [f for f in come if f.sentence is not new_place]
        message = "another period stands in the place of the old one"
        yield ChangeHit(kind, comparison.in_old(old_place), comparison.in_new(new_place), message)
    places = Counter(map(_place, gone))
    for fact in gone[:MOST]:
        # What is left in one section, one gone and one come, stands for each other.
        if places[_place(fact)] > 1:
            continue
        rest = [f for f in come[:MOST] if _place(f) == _place(fact) and _agree(fact, f)]
        if len(rest) == 1 and (kind := _compared(fact, rest[0])):
            dropped |= {id(fact), id(rest[0])}
            message = f"{_shown(fact)} became {_shown(rest[0])}"
            yield ChangeHit(kind, comparison.in_old(fact), comparison.in_new(rest[0]), message)
    gone, come = _without(gone, dropped), _without(come, dropped)
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


def _stated(policy: Policy) -> list[Retention]:
    """The statements of how long data are kept: not what the reader keeps or has held, and of a sentence that gives a number not its other
    readings; what is no number has to name an end."""
    found = [f for f in policy.all(Retention) if f.actor != "reader" or f.bound != "min"]
    numbered = {f.sentence.index for f in found if f.period is not None}
    return [
        f
        for f in found
        if f.period is not None
        or (f.sentence.index not in numbered and (f.form != "criteria" or not _ENDS.isdisjoint(f.text.lower().split())))
    ]


def _replaced(comparison: Comparison, come: list[Retention]) -> Iterator[tuple[int, Retention]]:
    """New periods, by the id of their facts, with the period in whose stead they stand: that of the paragraph which theirs was reworded
    from, or of one that is gone and spoke of much the same in other words."""
    olds = [f for f in _stated(comparison.old) if f.sentence.index in comparison.changed_old][:MOST]
    rows = Overlap(frozenset(stems_of(comparison.old, f.sentence)) for f in olds)
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
        words = stems_of(comparison.new, new.sentence)
        alike = [(count, -n) for n, count in rows.shared(words) if count * 2 >= min(len(words), len(rows.rows[n])) > 2]
        best = near[0] if near else olds[-max(alike)[1]] if alike else None
        if best is None or not _agree(best, new) or not _compared(best, new):
            continue
        if (id(best), new.sentence.block.index) not in used:
            used.add((id(best), new.sentence.block.index))
            yield id(new), best


def _same_periods(comparison: Comparison, old: Retention, new: Retention) -> bool:
    """Whether two sentences give the same periods, of which one reading was missed."""
    if (old.period is None) is (new.period is None):
        return False
    a, b = (
        sorted(periods(words)) for words in (comparison.words_old(old.sentence), comparison.words_new(new.sentence))
    )
    return bool(a) and a == b


def _moved(comparison: Comparison, old: Retention, new: Retention) -> bool:
    """Whether two statements of one period speak of much the same, however the data are called: they were only put otherwise."""
    if _value(old)[1:] != _value(new)[1:]:
        return False
    a, b = stems_of(comparison.old, old.sentence), stems_of(comparison.new, new.sentence)
    return len(a & b) * 2 >= min(len(a), len(b)) or old.sentence.block.section.title == new.sentence.block.section.title


def _without(facts: list[Retention], dropped: set[int]) -> list[Retention]:
    return [fact for fact in facts if id(fact) not in dropped]


def _place(fact: Retention) -> str:
    return fact.sentence.block.section.title.casefold()


def _retold(comparison: Comparison, fact: Retention, coming: bool) -> bool:
    """Whether the changed sentences in the place of a period's have the same period, beside a word of what it is for, in whatever grammar."""
    if fact.period is None:
        return sides(comparison)[not coming].retold(fact.sentence, 0.6)
    c, sentence = comparison, fact.sentence
    words, others = (c.words_new, c.words_old) if coming else (c.words_old, c.words_new)
    changed, policy = (c.changed_old, c.old) if coming else (c.changed_new, c.new)
    there = [policy.document.sentences[n] for n in sorted(changed)[:MOST]]
    own = words(sentence)
    period = as_words(fact.period.count, fact.period.unit)
    content = {
        stem(w)
        for w in (*own, *fact.category.lower().split())
        if w not in COMMON and w not in UNITS_OF and not w[0].isdigit()
    }
    for other in there:
        row = others(other)
        if period in pairwise(row) and (
            not content.isdisjoint(map(stem, row)) or not content.isdisjoint(_headed(other))
        ):
            return True
        if period in pairwise(row) and len(row) <= BARE:
            return True
    return False


def _headed(sentence: Sentence) -> set[str]:
    return {stem(word) for header in sentence.block.headers for word in header.lower().split()}


def _agree(old: Retention, new: Retention) -> bool:
    """Whether nothing says that two periods are those of different data."""
    return not old.subject or not new.subject or old.subject == new.subject


def _alone(
    here: Policy, there: Policy, changed: Callable[[Sentence], Ranges], sentences: frozenset[int]
) -> Iterator[Retention]:
    """Periods in changed sentences that the other version does not state, or states of something else: their own words changed."""
    known = {_value(fact) for fact in _stated(there)}
    seen: set[Hashable] = set()
    for fact in _stated(here):
        if fact.sentence.index not in sentences:
            continue
        own = any(start < fact.end and fact.start < end for start, end in changed(fact.sentence))
        if _value(fact) not in known and _value(fact) not in seen:
            seen.add(_value(fact))
            yield fact
        elif _value(fact) in known and own and fact.period is not None:
            yield fact


def _whole_section(comparison: Comparison, fact: Retention) -> bool:
    """Whether all that stood under a heading, or in a row, is gone: then the data are, and not only the words on how long they are kept."""
    row = fact.sentence.block.row
    if row >= 0:
        near = comparison.old.document.sentences[max(fact.sentence.index - ROW, 0) : fact.sentence.index + ROW]
        return all(comparison.partner_of_old(s) is None for s in near if s.block.row == row)
    section = fact.sentence.block.section
    beside = [s for s in comparison.old.document.sentences if s.block.section is section and s is not fact.sentence]
    beside = [s for s in beside if s.block.kind not in ("title", "heading", "meta")]
    return section.index > 0 and len(beside) > 1 and all(comparison.partner_of_old(s) is None for s in beside)


def _whose(fact: Retention) -> str:
    return f"{fact.category} are" if fact.subject and fact.category else "data are"


def _pairs(comparison: Comparison) -> Iterator[tuple[Retention, Retention]]:
    """Periods for the same data, each used once: of one subject; then those of one reworded sentence."""
    olds = [f for f in _stated(comparison.old) if f.sentence.index in comparison.changed_old][:MOST]
    news = [f for f in _stated(comparison.new) if f.sentence.index in comparison.changed_new][:MOST]
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
    # "When the match ends" became "a week after the match": what counts is the end that both hang on.
    if old.form == "event" and new.period is not None:
        return "retention-lengthened"
    if new.form == "event" and old.period is not None and not _AT_ONCE.isdisjoint(new.text.lower().split()):
        return "retention-shortened"
    if after < before:
        return "retention-added" if new.period is not None and old.form != "indefinite" else "retention-shortened"
    return ""


def _shown(fact: Retention) -> str:
    if fact.period is None:
        return "without end" if fact.form == "indefinite" else f"'{' '.join(fact.text.split())}'"
    return {"max": "up to ", "min": "at least "}.get(fact.bound, "") + str(fact.period)
