"""placeholders: text of a template that nobody filled in.

Slots in brackets count only where all their words are such as templates put there (`[Company name]`, `<insert date>`), so that
links, footnotes, check boxes, keys to press and quotations in brackets are left alone. A variable in double braces is a
placeholder in a finished text; in the source of a site generator, which fills it, it is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from policylint.document import Document
from policylint.finding import Mark
from policylint.patterns import lazy, word_set
from policylint.record import Record
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
_LATER = lazy(
    r"(?<![\w-])(?:TBD|TBC|TBA|TODO|FIXME|TKTK)(?![\w-])|(?<![\w-])X{3,}(?![\w-])|(?<=[Ss]ection )x{3,}(?!\w)"
    r"|(?<=number )x{3,}(?!\w)|(?<=of )x{3,}(?!\w)|\bXX[/.-]XX[/.-](?:XX){1,2}\b"
    r"|\bXX (?=days?|months?|years?)"
)
_FILLER = lazy(
    r"\b(?:lorem ipsum|dolor sit amet|consectetur adipi\w+|sed ut perspiciatis|accusantium doloremque"
    r"|neque porro)\b",
    re.IGNORECASE,
)
_SAMPLE = lazy(
    r"(?<![\w.+-])[\w.+-]{1,40}@(?:example\.(?:com|org|net)|(?:your|my)-?(?:domain|company|site|website|business|app"
    r"|email)\.\w{2,6}|domain\.(?:com|tld))\b"
    r"|\b(?:https?://(?:www\.)?|www\.)example\.(?:com|org|net)\b"
    r"|\b(?:https?://)?(?:www\.)?your-?(?:domain|company|site|website)\.(?:com|org|net|tld)\b(?!@)"
    r"|\b(?:xxx+|abc)@(?:xxx+|abc)\.com\b|(?<![\d-])\(?123\)?[-. ]456[-. ]7890\b|\bAnytown\b"
    # Street, postcode and number of nobody: "123 Main Street", "State 12345", "(555) 123-4567".
    r"|\b123 (?:main|example|any|anywhere|sample|your) (?:street|st|road|rd|avenue|ave|lane)\b|\b(?:state|city|country),? (?:12345|00000)\b"
    r"|(?<![\d-])\(?555\)?[-. ]\d{3}[-. ]\d{4}(?!\d)|(?<![\d-])\(?\d{3}\)?[-. ]555[-. ](?:01\d\d|1234|5555)(?!\d)",
    re.IGNORECASE,
)
# "[TO CONFIRM: who the processor is]", "Address: to be added before launch".
_PENDING = lazy(
    r"\[(?:TO (?:CONFIRM|BE CONFIRMED|ADD|BE ADDED|COMPLETE|BE COMPLETED|FILL IN|DO|DECIDE|BE DECIDED|INSERT|FOLLOW|SUPPLY)|CONFIRM|PENDING)\b"
    r"(?!\])[^\[\]]{0,300}\]"
    r"|\[[Tt]o (?:be )?(?:confirm|add|complete|fill|decide|insert|suppl|determine|announce)\w*\b[^\[\]]{0,300}\]"
    r"|(?<=: )[Tt]o be (?:added|announced|confirmed|decided|completed|filled in|inserted|supplied|determined)"
    r"(?: (?:before|at|on|upon|prior to|later|soon|here)\b[^.;]{0,40})?(?=\.?\s*$)"
)
# A text that calls itself one: "This page is a placeholder", "replace before launch".
_STAND_IN = lazy(
    r"\b(?:document|page|policy|notice|text|statement|section) is (?:only |just |still |currently )?a (?:temporary )?placeholder\b"
    r"|\bplaceholder (?:draft|text|policy|page|copy|content)\b"
    r"|\b(?:[Rr]eplace|[Rr]emove|[Rr]ewrite)(?: (?:this|it|the text)(?: \w+)?)? before (?:the )?(?:launch|publi\w+|going live|release)\b",
)
_TRAILER = lazy(
    r"[,;]? (?:if|where|as) (?:applicable|any|available|appropriate|different)$", re.IGNORECASE
)  # "[phone number if any]"
# A slot begins with one of these words and goes on as it likes, or is made of slot words alone, one of them a noun.
_INSERT = lazy(
    r"\s*(?:please )?(?:insert|enter|add|specify|fill|replace|describe|state|include|provide|choose|select|link to"
    r"|list of|name of"
    r"|address of|date of|details? of|description of)\s+\S",
    re.IGNORECASE,
)
_NOUNS = word_set(
    "company business organisation organization entity employer charity app application website site domain url "
    "email e-mail address "
    "phone telephone number date day days week weeks month months year years name country state city town county jurisdiction contact dpo "
    "officer representative "
    "product service person title link period amount language developer owner publisher brand trademark postcode "
    "zip street platform "
    "server law court authority vendor provider"
)
_MODIFIERS = word_set(
    "your our my the this a an of or and and/or legal full registered main primary official mobile web postal "
    "mailing physical "
    "contact privacy support data protection registration vat tax company business organisation organization "
    "last effective update "
    "updated first start here x xx retention time governing s"
)
_SHOUTED = word_set("client customer details controller processor")
_RENDERED = lazy(
    r"\{%|<%|<\?php|\{\{[<%#/>!^-]|\{#|\{\{\s*(?:page|site|config|params|data|content|include|layout|meta|url|t"
    r"|i18n|partial)\b|\{\{\s*[.$]|\{\{[^{}\r\n|]{0,60}\|[^{}\r\n]{0,60}\}\}"
)
_TEMPLATE_FILE = lazy(
    r"\.(?:erb|ejs|j2|jinja2?|njk|liquid|hbs|handlebars|mustache|twig|tera|spt|gohtml|tmpl|tpl|php|phtml|vue"
    r"|svelte|mdx|jsx|tsx|haml|slim|astro)$"
)
_ILLUSTRATION = lazy(
    r"\b(?:e\.g|for example|for instance|such as|in the form|placeholders?|format)\b[^;]{0,80}$", re.IGNORECASE
)
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
        yield Hit(
            marks, f"not filled in: {shown}{more}{where}", subject=(*sorted(slots), *([str(places)] if where else []))
        )


def _slots(policy: Policy) -> Iterator[Slot]:
    document = policy.document
    sorts = _sorts(document)
    blank_dates = {fact.sentence.index for fact in policy.of("date") if getattr(fact, "precision", "") == "blank"}
    found: list[Slot] = []
    for sentence in document.sentences:
        if sentence.index in blank_dates:
            continue  # a label without its date is told as that
        text = sentence.text
        found += ((text[start:end], sentence.source(start, end)) for start, end in _in_text(text, sorts))
    for value, place in document.meta.values():  # `[DATE]` reads as a list in YAML, but nobody means one
        found += ((value[a:b], Span(place.start + a, place.start + b)) for a, b in _in_text(value, sorts))
    found += _raw_angles(document)
    seen: set[Span] = set()
    for words, span in sorted(found, key=lambda slot: slot[1]):
        if span not in seen:
            seen.add(span)
            yield words, span


def _in_text(text: str, sorts: Sequence[_Sort]) -> Iterator[tuple[int, int]]:
    """Where slots of some sorts stand in a flattened sentence."""
    for sort in sorts:
        for word in sort.words:
            if word in text:
                yield from (match.span() for match in sort.pattern.finditer(text) if sort.counts(text, match))
                break


def _raw_angles(document: Document) -> Iterator[Slot]:
    """`<Company name>` in Markdown is an HTML tag to its renderer, and vanishes from the page."""
    if document.format != "markdown" or "<" not in document.text:
        return
    for match in _ANGLES.finditer(document.text):
        if (
            len(match[1].split()) > 1
            and _is_slot(match[1])
            and not any(c.span.meets(Span(*match.span())) for c in document.comments)
        ):
            yield match[0], Span(*match.span())


def _bracket(text: str, match: re.Match[str]) -> bool:
    return (_is_slot(match[1]) or _is_shouted(match[1])) and _shown(text, match)


def _is_shouted(inside: str) -> bool:
    """Whether capitals alone name a thing to be filled in: "CLIENT'S NAME (ADDRESS)"."""
    if inside != inside.upper() or len(inside.split()) < 2:
        return False
    words = [
        word.strip(".,:;'\"()")
        for word in inside.lower().replace("\u2019", "'").replace("'s", "").replace("/", " ").split()
    ]
    return any(word in _NOUNS or word in _SHOUTED for word in words)


def _shown(text: str, match: re.Match[str]) -> bool:
    """Whether the words before do not say that what follows is an example of a form."""
    return _ILLUSTRATION.search(text, max(match.start() - 120, 0), match.start()) is None


def _blank(text: str, match: re.Match[str]) -> bool:
    return bool(text.strip("_ -–—*=")) and _SIGNED.search(text) is None


def _later(text: str, match: re.Match[str]) -> bool:
    return match[0][0] not in "Xx" or not (
        _MASKED.search(text) or (_ROMAN.search(text, max(match.start() - 20, 0), match.start()) and match[0].isupper())
    )


def _any(text: str, match: re.Match[str]) -> bool:
    return True


class _Sort(Record):
    """One sort of slot: words of which a text must hold one, the pattern, and what else must hold of a match."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    counts: Callable[[str, re.Match[str]], bool] = _any


_SLOTS = (
    _Sort(("[",), _BRACKETS, _bracket),
    _Sort(("<",), _ANGLES, _bracket),
    _Sort(("____",), _BLANK, _blank),
    _Sort(("[TO ", "[To ", "[to ", "[CONFIRM", "[PENDING", "o be "), _PENDING, _shown),
    _Sort(("placeholder", "before "), _STAND_IN),
    _Sort(("XX", "TB", "TODO", "FIXME", "TKTK", "xxx"), _LATER, _later),
    _Sort(("ipsum", "IPSUM", "amet", "adipi", "perspiciatis", "doloremque", "porro"), _FILLER),
    _Sort(("@", "example.", "456", "nytown", "domain.", "company.", "site.", "123 ", "12345", "555"), _SAMPLE, _shown),
)
_VARIABLES = (_Sort(("{",), _BRACES), _Sort(("$", "%", "@@", "<<", "__"), _SIGNS))


def _sorts(document: Document) -> tuple[_Sort, ...]:
    """The sorts of slot that can occur in a document: variables only where nothing fills them in when the page is made."""
    text = document.text
    coded = "&lt;" in text or "&#" in text  # characters that the source does not show
    sorts = _SLOTS if _is_rendered(document) else (*_SLOTS, *_VARIABLES)
    return tuple(sort for sort in sorts if coded or any(word in text for word in sort.words))


def _is_slot(inside: str) -> bool:
    """Whether the words between two brackets are such as templates leave to be filled in."""
    if _INSERT.match(inside):
        return True
    inside = _TRAILER.sub("", inside)
    words = inside.lower().replace("_", " ").replace("/", " ").replace("'s", "").split()
    words = [word.strip(".,:'\"()") for word in words]
    if not words or len(words) > 8 or not all(word in _NOUNS or word in _MODIFIERS for word in words):
        return False
    return any(word in _NOUNS for word in words)


def _is_rendered(document: Document) -> bool:
    """Whether the file is the source of a page: front matter, a template's tags or its extension, variables of known objects."""
    if document.meta or _TEMPLATE_FILE.search(document.path.lower()):
        return True
    return ("{" in document.text or "<%" in document.text or "<?" in document.text) and _RENDERED.search(
        document.text
    ) is not None
