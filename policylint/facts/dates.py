"""The dates of a policy: when it was updated, published, takes effect; and the dates that are something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policylint.document import Sentence
from policylint.facts.calendar import Found, dates
from policylint.facts.context import Context
from policylint.facts.kinds import Dated, Fact
from policylint.patterns import lazy, word_set
from policylint.record import replace

_LABELS = lazy(
    r"(?P<effective>\beffective(?:ly)?\b|\b(?:in|into)[\s-](?:effect|force)\b|\b(?:takes?|took) effect\b"
    r"|\b(?:valid|validity:?|operative|in operation|holds good|binding) (?:from|as of|since)\b|\bappli(?:es|ed|cable) (?:from|as of|since)\b"
    r"|\b(?:went|goes|go) live\b"
    r"|\bcommenc(?:es|ement)\b|\bfrom and after\b)"
    r"|(?P<updated>\b(?:up-?\s?dated?|revis(?:ed|ions?)|modif(?:ied|ication)|amend(?:ed|ment)|reviewed|(?:last|latest|date of|date of last) review"
    r"|chang(?:ed?|es)|edit(?:ed)?|refreshed|lastmod|(?:last|latest) version|rewrote|rewritten)\b|\brev\.|\bstand\b(?=:))"
    r"|(?P<published>\b(?:publi(?:shed|cation)|post(?:ed)?|creat(?:ed|ion)|issued?|release[d]?|adopted|approved|written)\b)"
    r"|(?P<archived>\b(?:archived?|snapshot|retrieved|accessed|crawled)\b)"
    r"|(?P<plain>\b(?:date|dated|version|edition|status|as of|as at|since|from)\b)",
    re.IGNORECASE,
)
_POLICY = lazy(
    r"\b(?:polic(?:y|ies)|notice|statement|document|page|terms|agreement|version|disclaimer|declaration|guidelines|it)\b",
    re.IGNORECASE,
)
_LAW = lazy(
    r"\b(?:gdpr|ccpa|cpra|regulations?|directives?|acts?|laws?|shield|framework|decisions?|article|courts?|bill|rules|code|ordinance|eu"
    r"|council|parliament|mid)\b",
    re.IGNORECASE,
)
_COPYRIGHT = lazy(
    r"(?:©|\(c\)|\bcopyright\b)[^.;]{0,60}?\b((?:19|20)\d\d)(?:\s?[-–—]\s?((?:19|20)\d\d))?\b", re.IGNORECASE
)
_BLANK = lazy(
    r"\W*(?:(?:this|our|the)\s)?(?:(?:privacy\s)?(?:policy|notice|statement)|document|page)?\W*(?:(?:was|is)\s)?"
    r"(?:(?:last|date|latest)(?:\sof)?(?:\slast)?"
    r"\s(?:updated?|modified|modification|revised|revision|reviewed|review|changed|change|edited|amended|effective)(?:\s(?:on|date))?"
    r"|(?:effective|revision|publication|issue|review|update)\s(?:date|from|as of|on|since)"
    r"|(?:updated|modified|revised|effective)(?:\s(?:on|date))?)\s?"
    r"(?P<rest>[:：\-–]?[\s*_]*(?P<hole>\[[^\]]{0,60}\]|<[^>]{0,60}>|_{2,}|\.{3,}|x{2,}"
    r"|tbd|tba|n/?a|recently|soon|pending|unknown|current(?:ly)?|see (?:above|below)|(?:up)?on publication|date to be .{0,20}"
    r"|(?:dd|mm|yyyy)[\s/.-].{0,12}|\(?(?:insert|add) .{0,30}"
    r"|to be (?:added|announced|completed|confirmed|determined|decided|filled in|inserted|set)\b.{0,30})?)[\W]*",
    re.IGNORECASE,
)
_HOLE = lazy(r"(?: date)?[:：]?[\s*_]*(?:\[[^\]\d]{2,60}\]|<[^>\d]{2,60}>)", re.IGNORECASE)
_VARIABLE = lazy(r"\{\{(?s:.){1,300}?\}\}|\{%.{1,80}?%\}|<%=?.{1,80}?%>|\$\{.{1,60}?\}")
_LABEL_WORDS = word_set(
    "updated update modified modification revised revision reviewed review changed change edited amended effective date on"
)
_DATA = lazy(
    r"\b(?:data|information|list|register|figures|(?:sub)?processors|software|app|accounts?|orders?)\b", re.IGNORECASE
)
_WORD = lazy(r"[^\W\d_]{2,}")
_LOG = lazy(
    r"\b(?:change\s?log|(?:version|revision|change|document|update) history|history of (?:changes|revisions)"
    r"|(?:previous|past|earlier) (?:versions|changes)|revisions|amendments)\b",
    re.IGNORECASE,
)
# A heading over the dates of changes, which says no more than that.
_CHANGES = lazy(
    r"(?:\d+[.)]? )?(?:(?:all|past|recent|our) )?(?:changes|updates|history|versions|news)\W*", re.IGNORECASE
)
_BARE = lazy(
    r"\b(?:last|this|the|current|date|of|was|is|most|recently|latest|on|first|privacy|our|version|and|became|becomes)\b",
    re.IGNORECASE,
)
_WEEKDAY = lazy(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:version|v|on|date|dated|as of|the)\b", re.IGNORECASE
)
_STOP = lazy(r"[.;]\s")
_OURS = lazy(r"\b(?:this|our|these)\b", re.IGNORECASE)
_BOUND = lazy(r"\b(?:before|until|after|between)\b", re.IGNORECASE)
_FILLED = 400  # characters after a label in which the call that prints its date stands
_SHORT = 120  # characters of a line that is a label and its date
_TOP = 14  # blocks at the top of a document among which a date on its own is the policy's


def find(context: Context) -> Iterable[Fact]:
    """A Dated for every date, and one for every label whose date is blank."""
    sentences = context.document.sentences
    found: list[Dated] = []
    for sentence in sentences:
        text = sentence.text
        here: list[Dated] = []
        if context.figures(sentence):
            here += _copyrights(sentence)
            here += [
                _dated(context, sentence, d)
                for d in dates(text)
                if not any(c.start < d.end and d.start < c.end for c in here)
            ]
        if (
            not here
            and len(text) < _SHORT
            and sentence.block.kind != "meta"
            and not _LABEL_WORDS.isdisjoint(context.words(sentence))
        ):
            here = list(_year(sentence)) or list(_blank(context, sentence))
        found += here
    yield from _newest_of_logs(context, found)


def _copyrights(sentence: Sentence) -> Iterator[Dated]:
    text = sentence.text
    if "©" not in text and "opyright" not in text and "OPYRIGHT" not in text and "(c)" not in text.lower():
        return
    for match in _COPYRIGHT.finditer(text):
        year = next(dates(match[2] or match[1], years=True))
        start = match.start(2) if match[2] else match.start(1)
        yield Dated(sentence=sentence, start=start, end=match.end(), role="copyright", day=year.day, precision="year")


def _dated(context: Context, sentence: Sentence, date: Found) -> Dated:
    role = _role(context, sentence, date)
    return Dated(sentence=sentence, start=date.start, end=date.end, role=role, day=date.day, precision=date.precision)


def _role(context: Context, sentence: Sentence, date: Found) -> str:
    text, block = sentence.text, sentence.block
    if block.kind == "meta":
        key = "".join(f" {char}" if char.isupper() else char for char in block.marker)
        return _named(key.lower().replace("_", " ").replace("-", " ")) or "published"
    rest = _WEEKDAY.sub("", text[: date.start] + " " + text[date.end :])
    if not _WORD.search(rest):
        return _alone(context, sentence)
    before = text[max(date.start - 160, 0) : date.start]
    labels = list(_LABELS.finditer(before))
    while labels and labels[-1].lastgroup == "plain" and len(labels) > 1 and labels[-1].start() - labels[-2].end() < 22:
        labels.pop()  # "effective date", "updated as of"
    if not labels:
        return _after(text, date) or _headline(sentence, date)
    label = labels[-1]
    role, gap = str(label.lastgroup), before[label.end() :]
    if len(gap) > 45 or _LAW.search(gap) or _STOP.search(gap):
        return "other"
    if role == "archived":
        return role
    lead = before[: label.start()]
    law = max((m.start() for m in _LAW.finditer(lead)), default=-1)
    policy = max((m.start() for m in _POLICY.finditer(lead)), default=-1)
    starts = date.start <= 160 and not _WORD.search(_BARE.sub("", lead))
    if role == "plain":
        alone = starts and len(text) < 60 and label[0].lower() not in ("since", "from") and law < 0
        return "updated" if alone else _headline(sentence, date)
    if role == "published" and not starts and not _OURS.search(lead):
        return "other"  # when somebody else's document was published
    if policy > law or (starts and law < 0):
        tail = text[date.end :]
        if ":" not in gap and policy < 0 and len(tail) > 60 and not _POLICY.search(tail) and "." not in tail[:3]:
            return "other"  # "Effective 1 July we no longer sell data": the date of a practice
        return role
    return role if len(text) < _SHORT and law < 0 and not _DATA.search(lead) else "other"


def _named(label: str) -> str:
    """The role that a label names, '' for none."""
    found = [str(m.lastgroup) for m in _LABELS.finditer(label)]
    named = [role for role in found if role != "plain"]
    return named[0] if named else ""


def _alone(context: Context, sentence: Sentence) -> str:
    """The role of a date that has a line, cell or paragraph for itself: by what stands before or above it."""
    block = sentence.block
    for header in block.headers:
        role = _named(header)
        if role:
            return role
    for earlier in reversed(context.document.sentences[max(sentence.index - 1, 0) : sentence.index]):
        if (
            len(earlier.text) < _SHORT
            and _named(earlier.text)
            and not next(dates(earlier.text), None)
            and not earlier.text.endswith(".")
        ):
            return _named(earlier.text)
    last = len(context.document.blocks) - 1
    return "updated" if block.index < _TOP or (block.index == last and block.kind == "paragraph") else "other"


def _after(text: str, date: Found) -> str:
    """The role by a label behind the date: '25 May 2018 (effective date)'."""
    behind = _LABELS.match(text[date.end : date.end + 40].lstrip(" -–—:,(*_"))
    if (
        behind is None
        or behind.lastgroup == "plain"
        or len(text) > _SHORT
        or (date.start > 12 and _WORD.search(text[: date.start]))
    ):
        return ""
    return str(behind.lastgroup)


def _headline(sentence: Sentence, date: Found) -> str:
    """The role of a date in a title or a short line with the policy's name: 'Privacy Policy, May 2018'."""
    text = sentence.text
    named = sentence.block.kind in ("title", "heading") or sentence.block.index < _TOP
    bound = _BOUND.search(text)
    plain = len(text) < 80 and _POLICY.search(text) and not _LAW.search(text[: date.start]) and not bound
    return "updated" if named and plain else "other"


def _year(sentence: Sentence) -> Iterator[Dated]:
    """'Last updated: 2024'."""
    label = _LABELS.search(sentence.text)
    if label is None or label.lastgroup not in ("updated", "effective") or len(sentence.text) > 60:
        return
    for date in dates(sentence.text[label.end() : label.end() + 20], years=True):
        start, end = date.start + label.end(), date.end + label.end()
        yield Dated(sentence=sentence, start=start, end=end, role=str(label.lastgroup), day=date.day, precision="year")


def _blank(context: Context, sentence: Sentence) -> Iterator[Dated]:
    """A label with nothing, or a gap to fill in, where its date should be."""
    text = sentence.text
    variable = _VARIABLE.search(text)
    if variable is not None:
        role = _named(text[: variable.start()])
        if role and variable.start() < 60:
            yield Dated(sentence=sentence, start=variable.start(), end=variable.end(), role=role, precision="variable")
        return
    match = _BLANK.fullmatch(text)
    if match is None:
        yield from _holes(sentence)
        return
    colon = ":" in match["rest"] or bool(match["hole"])
    following = context.document.sentences[sentence.index + 1 : sentence.index + 2]
    if sentence.block.kind == "heading" and not colon:
        return
    if (
        following
        and not match["hole"]
        and next((d for d in dates(following[0].text) if d.start < 12), None) is not None
    ):
        return
    if sentence.block.headers or (sentence.block.kind == "cell" and not match["hole"]):
        return
    # What a reader of the source takes out of the text (a variable with a filter, a tag of a template) fills the blank.
    start = sentence.source().start
    end = min(following[0].source().start if following else start + _FILLED, start + _FILLED)
    beside = context.document.text[start : max(end, sentence.block.span.end)].partition("</")[0]
    precision = "variable" if _VARIABLE.search(beside) is not None else "blank"
    yield Dated(sentence=sentence, start=0, end=len(text), role=_named(text) or "updated", precision=precision)


def _holes(sentence: Sentence) -> Iterator[Dated]:
    """Labels of one line with gaps to fill in: "Last updated: [date] Effective: [date]"."""
    text = sentence.text
    for label in _LABELS.finditer(text) if "[" in text or "<" in text else ():
        hole = _HOLE.match(text, label.end())
        if hole and label.lastgroup in ("updated", "effective", "published"):
            yield Dated(
                sentence=sentence, start=label.start(), end=hole.end(), role=str(label.lastgroup), precision="blank"
            )


def _newest_of_logs(context: Context, found: list[Dated]) -> Iterator[Dated]:
    """Of the dates of a change log the newest is when the policy was last updated; the others are history."""
    log: dict[int, list[Dated]] = {}
    for fact in found:
        section = fact.sentence.block.section
        path = [*context.document.heading_path(section), *fact.sentence.block.headers]
        entry = fact.role in ("other", "updated", "published") and fact.sentence.block.kind != "meta"
        heads = fact.sentence.block.kind == "heading"
        logged = any(map(_LOG.search, path)) or (heads and any(map(_CHANGES.fullmatch, path)))
        if fact.day is not None and entry and logged:
            log.setdefault(section.parent if heads else section.index, []).append(fact)
    newest = {id(max(rows, key=lambda f: str(f.day))) for rows in log.values() if len(rows) > 1}
    logheads = {id(f) for rows in log.values() for f in rows if f.sentence.block.kind == "heading"}
    if any(fact.role == "updated" and fact.day is not None and id(fact) not in logheads for fact in found):
        newest -= logheads  # the text says itself when it was updated
    told = {id(fact) for rows in log.values() if len(rows) > 1 for fact in rows}
    for fact in found:
        if id(fact) in told:
            fact = replace(fact, role="updated" if id(fact) in newest else "other")
        yield fact
