"""References to a section, annex or heading of the same document that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from policylint.checks import section_numbers
from policylint.checks.section_numbers import Number
from policylint.document import Document, Sentence
from policylint.finding import Severity
from policylint.matching.tokens import tokenize
from policylint.patterns import lazy, word_set
from policylint.record import Record
from policylint.site import Policy

FEW = 3  # sections with a number, or with a heading; in a document with fewer nothing can be looked up
MOST_LOOKED_UP = 200  # references of one sort; a real policy has a dozen
MOST = 60  # a section of a higher number is one of a statute

_DIGIT = lazy(r"[0-9]")
_NUMBERED = lazy(
    r"\b(?P<noun>sections?|clauses?|paragraphs?|points?"
    r"|chapters?)\s(?P<number>\d{1,4}(?:\.\d{1,3}){0,4})(?P<sub>\([a-z0-9]{1,4}\))*",
    re.IGNORECASE,
)
_NOUNS = ("ection", "lause", "aragraph", "oint", "hapter", "ECTION", "LAUSE")
# What makes a reference one to another text: a name before it, or "of" another text after it.
_LAW = lazy(
    r"\b(?:act|acts|code|law|laws|statutes?|regulations?|directive|gdpr|dsgvo|ccpa|cpra|coppa|lgpd|popia|pipeda"
    r"|ordinance|rules?|constitution"
    r"|u\.?s\.?c|c\.?f\.?r|treaty|convention|principles?|framework|shield|decree|statutory|bill|clauses|sccs?"
    r"|guidance|guidelines)\b|§",
    re.IGNORECASE,
)
_OTHER_AFTER = lazy(
    r"[\s,]{0,2}(?:\([^)]{0,20}\)\s?)*(?:of|in|to|under|from)\s(?:(?:the|our|your|their|its|such|that|his|those"
    r"|these|an?)\s)+"
    r"(?!(?:present |same )?(?:(?:privacy|cookie|data protection) )?(?:policy|notice|statement|document)\b)[\w\"'“]",
    re.IGNORECASE,
)
_OTHER_BEFORE = lazy(
    r"\b(?:terms(?: of (?:use|service))?|agreement|addendum|contract|dpa|annex|conditions|eula|licen[cs]e|form"
    r"|manual|handbook)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_ANNEX = lazy(
    r"(?<!\w)(?P<noun>Annex(?:ure)?|Appendix|Schedule|Exhibit|Addendum|ANNEX|APPENDIX|SCHEDULE"
    r"|EXHIBIT)\s(?P<label>\d{1,2}|[A-Z]|[IVX]{1,4})(?![\w-])"
)
_ANNEXES = ("Annex", "ANNEX", "Appendix", "APPENDIX", "Schedule", "SCHEDULE", "Exhibit", "EXHIBIT", "Addendum")
_TITLED = lazy(
    r"\b(?:sections?|headings?|paragraph|part|chapters?)(?:,| (?:below|above|that is))?(?: (?:is )?(?:titled|entitled|called"
    r"|headed|named|labell?ed|marked))? ?"
    r"[\"'“](?P<a>[^\"“”]{3,90}?)[\"'”]"
    r"|[\"“](?P<b>[^\"“”]{3,90}?)[,.?]?[\"”],? (?:sections?|headings?)\b"
    r"|\b(?:see|in|under|to|at|of) the (?P<c>(?:[A-Z][\w'&-]*)(?: (?:[A-Z][\w'&-]*|and|or|of|the|to|for|we|your"
    r"|our|with|&)){0,8}) section\b"
    r"|\bsee,? [\"“](?P<d>[A-Z][^\"“”]{5,90}?)[,.?]?[\"”],? (?:above|below)\b"
)
_ELSEWHERE = lazy(
    r"\b(?:of|in|on|from|by visiting) (?:our|the|your|their|its|an?) (?!(?:[\w'-]+ )?(?:sections?\b|headings?\b"
    r"|[\"“]))[\w' -]{0,40}?"
    r"\b(?:terms|agreement|website|site|web ?page|page|app|application|settings|menu|dashboard|account|help|faq"
    r"|footer|email|browser|device|platform|system|records?|act|code)\b"
    r"|\b(?:web ?page|tab|menu|settings|link|button|visit(?:ing)?)\b|\b(?:updated|added|renamed|removed|changed"
    r"|revised|amended|clarified)\b",
    re.IGNORECASE,
)
_STOP = word_set(
    "a an and or of the to in for on at by with from we us our you your do does how what when where who why "
    "which is are be can will may if it this that "
    "about section sections policy privacy notice statement more information data personal"
)


class Dangling(Record):
    """Words of a sentence that point at something that is not there."""

    sentence: Sentence
    start: int
    end: int
    message: str
    severity: Severity | None = None
    kind: str = ""  # those of one kind are one finding


def numbers(policy: Policy) -> Iterator[Dangling]:
    """References to a section by a number that no section has."""
    document = policy.document
    found = ((s, m) for s in document.sentences if s.block.kind != "heading" for m in _numbered(s.text))
    wanted = list(islice(found, MOST_LOOKED_UP))
    if not wanted:
        return
    known = section_numbers.known(document)
    heads = [block for block in document.blocks if block.kind == "heading"]
    counted = (
        len({number[0] for _, style, number in section_numbers.headings(document) if style in ("decimal", "roman")})
        >= FEW
    )
    for sentence, match in wanted:
        number: Number = tuple(int(part) for part in match["number"].split("."))
        if (
            number in known
            or (number[:1] in known and len(number) > 2)
            or any(_deeper(number, other) for other in known)
        ):
            continue
        words = match[0]
        if counted:
            most = max(n[0] for n in known)
            told = (
                f"`{words}` is not there: the sections are numbered up to {most}"
                if number[0] > most
                else f"`{words}` is not there"
            )
            yield Dangling(sentence, match.start(), match.end(), told)
        elif len(heads) >= FEW:
            # The page may count its headings by style, which a file does not show.
            severity = Severity.INFO if number[0] <= len(heads) else None
            yield Dangling(
                sentence,
                match.start(),
                match.end(),
                f"`{words}` cannot be found: no section has a number",
                severity,
                "unnumbered",
            )


def _deeper(number: Number, other: Number) -> bool:
    """Whether "12.5" is what another writes as "12.1.5"."""
    return len(number) > 1 and len(other) == len(number) + 1 and other[0] == number[0] and other[-1] == number[-1]


def _numbered(text: str) -> Iterator[re.Match[str]]:
    if _DIGIT.search(text) is None:
        return
    for match in _NUMBERED.finditer(text):
        if int(match["number"].split(".")[0]) > MOST or match["sub"]:
            continue
        near = text[max(match.start() - 70, 0) : match.end() + 70]
        if (
            _LAW.search(near)
            or _OTHER_AFTER.match(text, match.end())
            or _OTHER_BEFORE.search(text, max(match.start() - 80, 0), match.start())
        ):
            continue
        yield match


def annexes(policy: Policy) -> Iterator[Dangling]:
    """References to an annex by number or letter that nothing in the document is called."""
    document = policy.document
    starts: list[str] | None = None
    if not any(noun in document.text for noun in _ANNEXES):
        return
    for sentence in document.sentences:
        if sentence.block.kind == "heading":
            continue
        text = sentence.text
        for match in _ANNEX.finditer(text):
            near = text[max(match.start() - 60, 0) : match.end() + 60]
            if (
                _LAW.search(near)
                or _OTHER_AFTER.match(text, match.end())
                or _OTHER_BEFORE.search(text, max(match.start() - 80, 0), match.start())
            ):
                continue
            if starts is None:
                starts = [block.flat.text[:40].lower().lstrip("#*[( ") for block in document.blocks]
            label = match[0].lower()
            if any(start.startswith(label) for start in starts) or any(
                label in link.text.lower() for link in document.links
            ):
                continue
            yield Dangling(sentence, match.start(), match.end(), f"`{match[0]}` is not part of this document")


def titles(policy: Policy) -> Iterator[Dangling]:
    """References to a section by a title that no heading has, or has words of."""
    document = policy.document
    heads: list[tuple[int, frozenset[str]]] | None = None
    for sentence, match in islice(_titled(document), MOST_LOOKED_UP):
        title = next(group for group in match.groups() if group)
        wanted = _content(title)
        near = sentence.text[max(match.start() - 60, 0) : match.end() + 70]
        if not wanted or _ELSEWHERE.search(near) or _linked(document, sentence, match):
            continue
        if heads is None:
            heads = _heads(document)
        others = [head for index, head in heads if index != sentence.block.index]
        if len(others) >= FEW and not any(len(wanted & head) * 2 >= len(wanted) for head in others):
            yield Dangling(sentence, match.start(), match.end(), f"no section is called `{title.strip()}`")


def _titled(document: Document) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for sentence in document.sentences:
        text = sentence.text
        if sentence.block.kind != "heading" and any(
            word in text for word in ("section", "heading", "below", "above", "chapter")
        ):
            yield from ((sentence, match) for match in _TITLED.finditer(text))


def _linked(document: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the words are a link, which leads somewhere."""
    span = sentence.source(match.start(), match.end())
    return any(link.span.meets(span) and not link.target.startswith("#") for link in document.links)


def _heads(document: Document) -> list[tuple[int, frozenset[str]]]:
    """The content words of every heading and of every label that opens an item, paragraph or cell, with the number of the block."""
    found: list[tuple[int, frozenset[str]]] = []
    for block in document.blocks:
        text = block.flat.text
        if block.kind in ("heading", "title", "cell"):
            found.append((block.index, _content(text[:200])))
        else:
            label = (
                text[:90].partition(":")[0] if ":" in text[:90] else text[:90].partition(" — ")[0].partition(". ")[0]
            )
            if len(label.split()) <= 9:
                found.append((block.index, _content(label)))
    return found


def _content(title: str) -> frozenset[str]:
    """The words of a title that carry its meaning, cut to their stems."""
    words = [word for word in tokenize(title)[0] if word not in _STOP]
    return frozenset((word[:5] if len(word) > 5 else word.rstrip("s")) for word in words or tokenize(title)[0])
