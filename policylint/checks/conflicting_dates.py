"""conflicting_dates: dates of one policy that cannot all hold, and a label that has no date."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.calendar_dates import dated, first_version, own_dates, ranges, shown
from policylint.checks.pairs import Said, hit, meet, said
from policylint.facts.kinds import Dated
from policylint.finding import Mark, Severity
from policylint.patterns import lazy, word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_NAMES = {"updated": "last updated", "effective": "effective", "published": "published"}
_HISTORY = lazy(
    r"\b(?:previous|earlier|prior|former|old(?:er)?|(?<!last )changed?|supersed\w+|replac\w+|archived?"
    r"|version \d|first|originally|initially|until|before|after)\b",
    2,
)
_PART = lazy(
    r"\b(?:section|clause|paragraph|annex|appendix|schedule|this (?:list|table|section|page)|cookies? "
    r"(?:list|declaration|table|policy|notice|statement)"
    r"|sub-?processors?|list|terms|agreement|addendum|dpa|supplement|california|ccpa|imprint)\b",
    2,
)
_DOCUMENT = lazy(
    r"(?:\d+\.?\s)?(?:(?!privacy|this|the|our|data)[\w&-]+ ){0,3}(?:policy|notice|statement|terms|agreement|conditions|addendum|imprint)(?: of \w+)?",
    2,
)
_COPIED = lazy(
    r"\b(?:archived|retrieved|accessed|captured|snapshot(?: taken)?|crawled|copied)(?: (?:copy"
    r"|page))?\s?(?:on|from|at|as of|:)?\s*$",
    2,
)
_LABEL_NAMED = lazy(
    r"[\"'](?:last )?(?:updated|revised|modified|effective)(?: date)?:?[\"'] date\b|[\"'](?:effective"
    r"|revision) date[\"']",
    2,
)
_PAST = word_set("was were since became began started been had added removed changed introduced stopped")
_NOT_DONE = word_set(
    "updated revised modified reviewed published version dated will shall from until by before expires expire valid effective effect starting next if may"
)
LABEL = 120  # characters of a sentence that is a date label and little more


@rule("conflicting_dates")
def conflicting_dates(site: Site) -> Iterator[Hit]:
    """One hit for each blank label, and one for each pair of dates that cannot both be right."""
    for policy in site.policies:
        yield from _blank(policy)
        rows = [row for row in own_dates(policy) if not _aside(row)]
        yield from _differing(rows)
        yield from _ordered(policy, rows)
        yield from _later(policy, rows)


def _listed(a: Said, b: Said) -> bool:
    """Whether both stand in one list or table: a history of versions."""
    kinds = {a.sentence.block.kind, b.sentence.block.kind}
    return kinds <= {"item", "cell"} and a.sentence.block.section is b.sentence.block.section


def _two_documents(a: Said, b: Said) -> bool:
    """Whether the file holds two documents, each with its date: a main heading names another than the privacy policy."""
    one, two = (row.policy.document.heading_path(row.sentence.block.section)[:1] for row in (a, b))
    return one != two and any(path and _DOCUMENT.fullmatch(path[0].strip()) for path in (one, two))


def _aside(row: Said) -> bool:
    """Whether a date is that of an older version, or of a part of the policy."""
    text = row.sentence.text
    before = text[max(row.fact.start - 80, 0) : row.fact.start]
    return (_HISTORY.search(before) is not None and not first_version(dated(row))) or _PART.search(before) is not None


def _blank(policy: Policy) -> Iterator[Hit]:
    for fact in policy.all(Dated):
        if fact.precision != "blank" or _follows(policy, fact):
            continue
        marks = [Mark(policy.path, fact.span)]
        message = f"`{shown(fact).strip(' :*_')}` has no date"
        relied = _relied_on(policy, fact)
        if relied is not None:
            marks.append(relied)
            message += ", though readers are told to go by it"
        yield Hit(tuple(marks), message, subject=("blank", fact.role))


def _follows(policy: Policy, blank: Dated) -> bool:
    """Whether a date of the policy stands in one of the next two sentences."""
    near = range(blank.sentence.index + 1, blank.sentence.index + 3)
    return any(fact.sentence.index in near and fact.role != "other" and ranges(fact) for fact in policy.all(Dated))


def _relied_on(policy: Policy, blank: Dated) -> Mark | None:
    """Where the text sends readers to the date that is not there: 'by updating the "Last updated" date'."""
    for sentence in policy.document.sentences:
        if sentence.index == blank.sentence.index or "date" not in sentence.text.lower():
            continue
        match = _LABEL_NAMED.search(sentence.text)
        if match is not None:
            return Mark(policy.path, sentence.source(match.start(), match.end()), "relies on that date")
    return None


def _differing(rows: list[Said]) -> Iterator[Hit]:
    """Two dates of one role, each said of the policy as a whole."""
    told: set[str] = set()  # roles; a third date is seen when the first two are one
    for number, a in enumerate(rows[:40]):
        for b in rows[number + 1 : 40]:
            first, second = dated(a), dated(b)
            if (
                first.role != second.role
                or first.role == "published"
                or not meet(a, b)
                or _listed(a, b)
                or _two_documents(a, b)
                or first_version(first) != first_version(second)
            ):
                continue
            one, two = ranges(first), ranges(second)
            if not one or not two or any(x.meets(y) for x in one for y in two):
                continue
            if first.role in told:
                continue
            told.add(first.role)
            message = f"two {_NAMES[first.role]} dates: {shown(first)} here, {shown(second)} there; keep one"
            labels = max(len(a.sentence.text), len(b.sentence.text)) < LABEL
            yield hit(a, b, message, None if labels else Severity.WARNING, notes=(shown(first), shown(second)))


def _ordered(policy: Policy, rows: list[Said]) -> Iterator[Hit]:
    """Dates in an order that time does not allow: updated before it was first published, or after the copy was archived."""
    updated = [row for row in rows if dated(row).role == "updated" and ranges(dated(row))]
    births = [
        row
        for row in rows
        if dated(row).role in ("published", "effective") and first_version(dated(row)) and ranges(dated(row))
    ]
    for birth in births:
        for row in updated:
            if meet(birth, row) and ranges(dated(row))[-1].last < ranges(dated(birth))[0].first:
                a, b = sorted((birth, row), key=lambda r: r.sentence.index)
                yield hit(
                    a,
                    b,
                    f"first published on {shown(dated(birth))}, but last updated on {shown(dated(row))}, before that",
                    notes=(shown(dated(a)), shown(dated(b))),
                )
                return
    for copy in policy.all(Dated):
        if (
            copy.role != "archived"
            or not ranges(copy)
            or not _COPIED.search(copy.sentence.text, max(copy.start - 40, 0), copy.start)
        ):
            continue
        for row in rows:
            found = ranges(dated(row))
            if found and dated(row).role == "updated" and found[0].first > ranges(copy)[-1].last:
                marks = (row.mark(shown(dated(row))), Mark(policy.path, copy.span, shown(copy)))
                yield Hit(
                    marks,
                    f"updated on {shown(dated(row))}, but archived on {shown(copy)}, before that",
                    Severity.WARNING,
                )
                return


def _later(policy: Policy, rows: list[Said]) -> Iterator[Hit]:
    """A day that the text speaks of as past, after the day on which the policy says that it was last updated."""
    updated = [row for row in rows if dated(row).role == "updated" and dated(row).precision == "day"]
    if not updated or any(ranges(dated(row)) != ranges(dated(updated[0])) for row in updated):
        return
    last = ranges(dated(updated[0]))[-1].last
    for fact in policy.all(Dated):
        if (
            fact.role not in ("other", "")
            or fact.precision != "day"
            or not ranges(fact)
            or ranges(fact)[0].first <= last
        ):
            continue
        words = set(policy.index.words(fact.sentence))
        if words.isdisjoint(_PAST) or not words.isdisjoint(_NOT_DONE) or not meet(updated[0], said(policy, fact)):
            continue
        when = shown(dated(updated[0]))
        yield Hit(
            (updated[0].mark(when), Mark(policy.path, fact.span, shown(fact))),
            f"last updated on {when}, but the text tells of {shown(fact)} as past; change the date with the text",
            Severity.WARNING,
        )
        return
