"""Which lines serve as headings though nothing in the markup says so, and which heading is the title."""

from __future__ import annotations

import re

from policylint.hints import TYPE_CHECKING
from policylint.readers.patterns import lazy, word_set

if TYPE_CHECKING:
    from policylint.readers.outline import Draft

_NUMBER = lazy(r"(\d{1,2}(?:\.\d{1,2})*[.):]?|[IVX]{1,5}[.):]|[A-Z][.)])(?: ?[-–—:])? +(?=\S)")
_PARTS = frozenset(["section", "article", "part", "chapter", "clause"])
SMALL_WORDS = word_set(
    "a an and as at be but by for from how if in into is its of on or our over per than that the this to under upon "
    "us via we what when with you your vs & / - – — + do does are have has not may can will it who why where which "
    "about"
)
_DATED = lazy(
    r"\b(?:last|effective|updated|modified|revised|revision|version|published|date|as of|posted)\b.{0,40}(?:\d|:)"
    r"|^\W*\d{1,4}[./-]\d{1,2}[./-]\d|\b(?:19|20)\d\d\b.{0,3}$",
    re.IGNORECASE,
)
CONTACT = lazy(r"@|https?://|www\.|\+\d|^(?:e-?mail|tel|phone|fax|address|website|attn)\b", re.IGNORECASE)
_COMPANY_TAIL = lazy(
    r"\b(?:ltd|limited|inc|llc|llp|gmbh|ag|b\.?v|n\.?v|corp|corporation|plc|s\.?a|e\.?v|pty|oy|ab)\.?$", re.IGNORECASE
)
_FIGURES = lazy(r"\d+")
_VALUE = lazy(r": .*\d")
_DEFINED = lazy(r"(?!What|How|Why|Who)[A-Z][\w ]{1,30} (?:refers? to|means):? \S")
_TITLE = lazy(
    r"\b(?:privacy|data protection|data processing|terms|conditions|policy|policies|notice|statement|agreement|addendum"
    r"|gdpr|datenschutz\w*|confidentialit\w*|privacidad)\b",
    re.IGNORECASE,
)
# How far out a guessed heading stands; of numbered ones, 1 for "2.", 3 for "2.1", 5 for "2.1.4".
_RANKS = {"caps": 1, "bold": 8, "title": 9}


def plain(text: str) -> bool:
    """Whether a line has the length and the end of a heading and is no date, address or label with a value."""
    return (
        2 < len(text) <= 110
        and len(text.split()) <= 14
        and text[-1] not in ".,;:!-…"
        and (text[0].isupper() or text[0].isdigit() or text[0] in "\"'([#§¿" or not text[0].isascii())
        and not CONTACT.search(text)
        and not _DATED.search(text)
        and not _COMPANY_TAIL.search(text)
        and any(c.isalpha() for c in text)
        and not _VALUE.search(text)
        and not _DEFINED.match(text)
        and ". " not in text.lstrip("0123456789.IVX ")
    )


def bold_line(text: str) -> bool:
    """Whether a line that is bold throughout is a heading."""
    return plain(
        text.rstrip(" :")
        if text.endswith(":") and len(text.split()) <= 8
        else text.rstrip(" .")
        if len(text.split()) <= 6
        else text
    )


def number_end(text: str) -> tuple[int, int]:
    """Where the number that a line begins with ends, and where the words after it begin; (0, 0) where there is none."""
    start = 0
    if not (text[:1].isdigit() or text[1:2] in ".)" or text[:1] in "IVX"):
        word, _, _ = text.partition(" ")
        if word.lower() not in _PARTS:
            return 0, 0
        start = len(word) + 1
    found = _NUMBER.match(text, start)
    return (found.end(1), found.end()) if found is not None else (0, 0)


def numbered(text: str) -> str:
    """The number that a heading-like line begins with ("2.1", "IV.", "Section 3:"), or ''."""
    stop, after = number_end(text)
    if not stop or after >= len(text):
        return ""
    char = text[after]
    return text[:stop] if char.isupper() or not char.isascii() or char in "\"'(" else ""


def title_case(text: str) -> bool:
    """Whether every word that carries meaning begins with a capital (all capitals included)."""
    words = [w.strip("\"'()[],:;?") for w in text[number_end(text)[1] :].split()]
    content = [w for w in words if w and w.lower() not in SMALL_WORDS]
    return (
        bool(words)
        and bool(content)
        and all(w[0].isupper() or not w[0].isalpha() for w in content)
        and not words[0][:1].islower()
    )


def depth_of(number: str) -> int:
    """How deep a number is: 1 for "2." and "IV.", 2 for "2.1"."""
    return max(1, len(_FIGURES.findall(number)))


def is_prose(text: str) -> bool:
    """Whether a block ends as sentences and leads do."""
    return len(text) > 110 or text.rstrip("\"')]").endswith((".", "!", "?", ":", ";", ",", "…"))


def ends_body(text: str) -> bool:
    """Whether a heading may follow a block: prose or a date, not a line of an address or a table."""
    return is_prose(text) or _DATED.search(text) is not None


def promote(drafts: list[Draft]) -> None:
    """Turns paragraphs and lone items that serve as headings into headings, with a level below the real one above them."""
    real = sum(draft.kind == "heading" for draft in drafts)
    ranks: list[int] = []  # of the guessed headings open under the present real one, outermost first
    base = 0
    for index, draft in enumerate(drafts):
        if draft.kind == "heading":
            if not draft.pseudo:
                base, ranks = draft.level, []
            continue
        style = _style(drafts, index, real)
        if not style:
            continue
        draft.kind, draft.pseudo, draft.depth = "heading", True, 0
        draft.marker = draft.marker or numbered(draft.flat.text)
        rank = _RANKS.get(style) or 2 * int(style[6:]) - 1
        while ranks and ranks[-1] >= rank:
            ranks.pop()
        ranks.append(rank)
        draft.level = base + len(ranks)


def _style(drafts: list[Draft], index: int, real: int) -> str:
    """What makes a block look like a heading: "number1", "bold", "caps", "title"; '' where it does not."""
    draft = drafts[index]
    text = draft.flat.text
    if len(text) > 130 or draft.kind not in ("paragraph", "item") or index + 1 == len(drafts):
        return ""
    after, before = drafts[index + 1], drafts[index - 1] if index else None
    number = draft.marker if draft.marker[:1].isalnum() else ""
    if draft.kind == "item" and not (number and _lone(drafts, index)):
        return ""
    if draft.kind == "paragraph" and draft.depth:
        return ""
    if before is not None and before.kind != "heading" and before.flat.text.endswith(":") and draft.kind == "item":
        return ""
    follows = after.kind in ("paragraph", "item", "cell", "heading", "quote")
    if draft.bold and bold_line(text) and follows and not (text.endswith(":") and after.kind == "item"):
        return f"number{depth_of(numbered(text))}" if numbered(text) else "caps" if text.isupper() else "bold"
    own = number or numbered(text)
    if (
        own
        and plain(text)
        and after.kind in ("paragraph", "item", "heading")
        and (title_case(text) or len(text.split()) <= 8)
    ):
        return f"number{depth_of(own)}"
    if (
        (real > 2 and not text.isupper())
        or draft.kind != "paragraph"
        or not plain(text)
        or after.kind not in ("paragraph", "item")
    ):
        return ""
    if before is not None and before.kind == "paragraph" and not ends_body(before.flat.text):
        return ""
    if before is not None and before.flat.text.endswith(":"):
        return ""
    if not is_prose(after.flat.text) or len(text.split()) > 9:
        return ""
    return "caps" if text.isupper() else "title"


def _lone(drafts: list[Draft], index: int) -> bool:
    """Whether a numbered item is a list of its own, with text under it."""
    draft = drafts[index]
    after, before = drafts[index + 1], drafts[index - 1] if index else None
    if after.kind == "item" and after.depth == draft.depth and after.marker[:1].isalnum():
        return False
    if after.kind == "heading" or (
        after.kind == "item" and not draft.bold and after.depth > draft.depth and not title_case(draft.flat.text)
    ):
        return False
    return before is None or not (before.kind == "item" and before.depth == draft.depth and before.marker[:1].isalnum())


def title_of(drafts: list[Draft]) -> int:
    """The index of the heading that is the document's title, or -1.

    That is the first <h1> if it names the policy; else a heading that names it before any prose; else a lone <h1> at
    the top that has no prose of its own.
    """
    heads = [i for i, draft in enumerate(drafts) if draft.kind == "heading"]
    tops = [i for i in heads if drafts[i].level == 1 and not drafts[i].pseudo]
    if tops and _names_policy(drafts[tops[0]].flat.text):
        return tops[0]
    for i, draft in enumerate(drafts):
        if draft.kind == "heading" and _names_policy(draft.flat.text):
            return i
        if _is_body(draft):
            break
    if len(tops) == 1 and tops[0] == heads[0] and tops[0] + 1 < len(drafts):
        body = _is_body(drafts[tops[0] + 1]) or numbered(drafts[tops[0]].flat.text)
        return -1 if body or any(map(_is_body, drafts[: tops[0]])) else tops[0]
    return -1


def _is_body(draft: Draft) -> bool:
    text = draft.flat.text
    return (
        draft.kind in ("paragraph", "item", "cell")
        and (len(text) > 80 or text.endswith("."))
        and not _DATED.search(text[:110])
    )


def _names_policy(text: str) -> bool:
    return _TITLE.search(text) is not None and not numbered(text)
