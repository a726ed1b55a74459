"""placeholders: text of a template that nobody filled in.

Slots in brackets count only where all their words are such as templates put there (`[Company name]`, `<insert date>`), so that
links, footnotes, check boxes, keys to press and quotations in brackets are left alone. A variable in double braces is a
placeholder in a finished text; in the source of a site generator, which fills it, it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.document import Document
from policylint.finding import Mark
from policylint.patterns import lazy, word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site
from policylint.span import Span

MOST_MARKS = 20  # different slots shown; a template that was never touched has many

_BRACKETS = lazy(r"(?<![\w\]-])\[([^\[\]\r\n]{2,90})\](?![\[(\w:-])")
_ANGLES = lazy(r"<([A-Za-z][A-Za-z '/-]{2,60})>")
_BRACES = lazy(r"\{\{\{?\s{0,8}([^{}\r\n]{1,80}?)\s{0,8}\}?\}\}|(?<![\w${-])\$?\{([A-Za-z_][\w. -]{1,40})\}(?![\w-])")
_SIGNS = lazy(
    r"(?<![\w$/.])\$[a-z_]{3,30}\b(?![\d.(/])|%%[A-Za-z_]{3,40}%%|(?<!%)%[A-Z][A-Z_]{2,40}%(?!%)|@@[A-Za-z_]{3,40}@@"
    r"|<<[A-Za-z][\w .'-]{2,60}>>|(?<!\w)__[A-Z][A-Z_]{2,40}__(?!\w)"
)
_BLANK = lazy(r"(?<![\w_])_{4,}(?![\w_])")
_LATER = lazy(r"(?<![\w-])(?:TBD|TBC|TBA|TODO|FIXME|TKTK)(?![\w-])|(?<![\w-])X{3,}(?![\w-])|\bXX[/.-]XX[/.-](?:XX){1,2}\b|\bXX (?=days?|months?|years?)")
_FILLER = lazy(
    r"\b(?:lorem ipsum|dolor sit amet|consectetur adipi\w+|sed ut perspiciatis|accusantium doloremque|neque porro)\b", re.IGNORECASE
)
_SAMPLE = lazy(
    r"[\w.+-]{1,40}@(?:example\.(?:com|org|net)|(?:your|my)-?(?:domain|company|site|website|business|app|email)\.\w{2,6}|domain\.(?:com|tld))\b"
    r"|\b(?:https?://(?:www\.)?|www\.)example\.(?:com|org|net)\b"
    r"|\b(?:https?://)?(?:www\.)?your-?(?:domain|company|site|website)\.(?:com|org|net|tld)\b(?!@)"
    r"|\b(?:xxx+|abc)@(?:xxx+|abc)\.com\b|(?<![\d-])\(?123\)?[-. ]456[-. ]7890\b|\bAnytown\b",
    re.IGNORECASE,
)
# A slot begins with one of these words and goes on as it likes, or is made of slot words alone, one of them a noun.
_INSERT = lazy(
    r"\s*(?:please )?(?:insert|enter|add|specify|fill|replace|describe|state|include|provide|choose|select|link to|list of|name of"
    r"|address of|date of|details? of|description of)\s+\S",
    re.IGNORECASE,
)
_NOUNS = word_set(
    "company business organisation organization entity employer charity app application website site domain url email e-mail address "
    "phone telephone number date day month year name country state city town county jurisdiction contact dpo officer representative "
    "product service person title link period amount language developer owner publisher brand trademark postcode zip street platform "
    "server law court authority vendor provider"
)
_MODIFIERS = word_set(
    "your our my the this a an of or and and/or legal full registered main primary official mobile web postal mailing physical "
    "contact privacy support data protection registration vat tax company business organisation organization last effective update "
    "updated first start here x xx retention time governing s"
)
_RENDERED = lazy(r"\{%|<%|<\?php|\{\{[<%#/>!^-]|\{#|\{\{\s*(?:page|site|config|params|data|content|include|layout|meta|url|t|i18n|partial)\b|\{\{\s*[.$]|\{\{[^{}\r\n|]{0,60}\|[^{}\r\n]{0,60}\}\}")
_TEMPLATE_FILE = lazy(r"\.(?:erb|ejs|j2|jinja2?|njk|liquid|hbs|handlebars|mustache|twig|tera|spt|gohtml|tmpl|tpl|php|phtml|vue|svelte|mdx|jsx|tsx|haml|slim|astro)$")
_ILLUSTRATION = lazy(r"\b(?:e\.g|for example|for instance|such as|in the form|placeholders?|format)\b[^;]{0,80}$", re.IGNORECASE)
_MASKED = lazy(r"\b(?:card|digits?|account number|mask\w*|truncat\w*|redact\w*|ending)\b", re.IGNORECASE)
_ROMAN = lazy(r"\b(?:article|section|chapter|title|part|annex|clause|no\.?)\s*$", re.IGNORECASE)
_SIGNED = lazy(r"\b(?:sign(?:ed|ature)?|print(?:ed)? name|initials?|witness)\b", re.IGNORECASE)

Slot = tuple[str, Span]


@rule("placeholders")
def placeholders(site: Site) -> Iterator[Hit]:
    """One hit for each policy that has unfilled slots, with a mark at the first place of each."""
    for policy in site.policies:
        slots: dict[str, Span] = {}
        places = 0
        for words, span in _slots(policy):
            slots.setdefault(" ".join(words.split()), span)
            places += 1
        if not slots:
            continue
        shown = ", ".join(f"`{words}`" for words in list(slots)[:4])
        more = f" and {len(slots) - 4} more" if len(slots) > 4 else ""
        where = f" (in {places} places)" if places > len(slots) else ""
        marks = tuple(Mark(policy.path, span) for span in list(slots.values())[:MOST_MARKS])
        yield Hit(marks, f"not filled in: {shown}{more}{where}", subject=tuple(sorted(slots)))


def _slots(policy: Policy) -> Iterator[Slot]:
    document = policy.document
    filled = _is_rendered(document)
    blank_dates = {fact.sentence.index for fact in policy.of("date") if getattr(fact, "precision", "") == "blank"}
    found: list[Slot] = []
    for sentence in document.sentences:
        if sentence.index in blank_dates:
            continue  # a label without its date is told as that
        text = sentence.text
        found += ((text[start:end], sentence.source(start, end)) for start, end in _in_text(text, filled))
    for value, place in document.meta.values():
        found += ((value[a:b], Span(place.start + a, place.start + b)) for a, b in _in_front_matter(value, filled))
    found += _raw_angles(document)
    seen: set[Span] = set()
    for words, span in sorted(found, key=lambda slot: slot[1]):
        if span not in seen:
            seen.add(span)
            yield words, span


def _in_text(text: str, filled: bool) -> Iterator[tuple[int, int]]:
    """Where slots stand in a flattened sentence. `filled`: variables are filled in when the page is made."""
    if "[" in text:
        for match in _BRACKETS.finditer(text):
            if _is_slot(match[1]) and not _illustrates(text, match.start()):
                yield match.span()
    if "<" in text:
        for match in _ANGLES.finditer(text):
            if _is_slot(match[1]) and not _illustrates(text, match.start()):
                yield match.span()
    if not filled:
        yield from _variables(text)
    if "____" in text and text.strip("_ -–—*=") and not _SIGNED.search(text):
        yield from (match.span() for match in _BLANK.finditer(text))
    if "XX" in text or "TB" in text or "TODO" in text or "FIXME" in text or "TKTK" in text:
        for match in _LATER.finditer(text):
            if match[0][0] != "X" or not (_MASKED.search(text) or _ROMAN.search(text[: match.start()])):
                yield match.span()
    yield from (match.span() for match in _FILLER.finditer(text))
    if "@" in text or "." in text or "456" in text or "nytown" in text:
        for match in _SAMPLE.finditer(text):
            if not _illustrates(text, match.start()):
                yield match.span()


def _variables(text: str) -> Iterator[tuple[int, int]]:
    if "{" in text:
        yield from (match.span() for match in _BRACES.finditer(text))
    if "$" in text or "%" in text or "@@" in text or "<<" in text or "__" in text:
        yield from (match.span() for match in _SIGNS.finditer(text))


def _in_front_matter(value: str, filled: bool) -> Iterator[tuple[int, int]]:
    """Values that hold a slot: `[DATE]` reads as a list in YAML, but nobody means one."""
    if any(char in value for char in "[<_XTL{@"):
        yield from _in_text(value, filled or "{{" in value)


def _raw_angles(document: Document) -> Iterator[Slot]:
    """`<Company name>` in Markdown is an HTML tag to its renderer, and vanishes from the page."""
    if document.format != "markdown" or "<" not in document.text:
        return
    for match in _ANGLES.finditer(document.text):
        if len(match[1].split()) > 1 and _is_slot(match[1]) and not any(c.span.meets(Span(*match.span())) for c in document.comments):
            yield match[0], Span(*match.span())


def _is_slot(inside: str) -> bool:
    """Whether the words between two brackets are such as templates leave to be filled in."""
    if _INSERT.match(inside):
        return True
    words = inside.lower().replace("_", " ").replace("/", " ").replace("'s", "").split()
    words = [word.strip(".,:'\"()") for word in words]
    if not words or len(words) > 8 or not all(word in _NOUNS or word in _MODIFIERS for word in words):
        return False
    return any(word in _NOUNS for word in words)


def _illustrates(text: str, at: int) -> bool:
    """Whether the words before say that what follows is an example of a form."""
    return _ILLUSTRATION.search(text, max(at - 120, 0), at) is not None


def _is_rendered(document: Document) -> bool:
    """Whether the file is the source of a page: front matter, a template's tags or its extension, variables of known objects."""
    if document.meta or _TEMPLATE_FILE.search(document.path.lower()):
        return True
    return ("{" in document.text or "<%" in document.text or "<?" in document.text) and _RENDERED.search(document.text) is not None
