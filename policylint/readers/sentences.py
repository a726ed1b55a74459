"""Where the sentences of one block's flat text begin and end.

A stop ends a sentence unless the word before it is an abbreviation or an enumerator, or what follows cannot begin
one. Written for policy text: company forms, legal citations, addresses, stops that lost their space.
"""

from __future__ import annotations

import re

from policylint.readers.patterns import lazy, word_set

# Stops, what closes after them, then a space or (a lost space) a capital letter.
_STOP = lazy(r"""[.!?…](?![.!?…])["')\]»]*+(?:[ ]|(?=[A-Z]))""")
_FULL_STOP = lazy(r"""\.(?!\.)["')\]»]*+(?:[ ]|(?=[A-Z]))""")  # for a text without other stops: three times as fast
_WORD_AFTER = lazy(r"[\"'(\[«*•-]*([^\s.,;:!?)\"'\]]*)")
_ENUMERATOR = lazy(r"[(\[]?(?:(?:\d{1,3}\.)*\d{1,3}|[A-Za-z]|[ivxlIVXL]{1,5})\.(?:\d{1,3}\.)*")
_ACRONYM = lazy(r"(?:\w+-)*(?:[A-Za-z]\.)+")
_MONTH = lazy(
    r"(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zä]*\b|(?:march|may) \d", re.IGNORECASE
)  # behind an ordinal: "3. Juni"
_GLUED = lazy(r"[A-Z][a-z]*(?=[ ,'’]|$)")
_LOWER_TAIL = lazy(r"[a-z]{3}[)\]\"']?$")

# What follows the stop belongs to the abbreviation.
_NEVER_LAST = word_set(
    "mr mrs ms dr prof rev hon gen sgt e.g i.e eg ie viz cf c.f vs v resp incl excl approx ca esp attn c/o lit st ste sp ul pte pvt sdn "
    "mt ft"
)
# Abbreviations only in front of a number or a lower-case word ("Art. 6"; but "No." may be a whole answer).
_BEFORE_NUMBER = word_set(
    "no nos nr art arts sec secs sect ch chap cl para paras par pp p pg fig figs vol reg regs dir ext tel rm bldg apt "
    "ed jan feb mar apr jun jul aug sep sept oct nov dec cal civ stat bus ss rs"
)
# May end a sentence: it does where the next word is one that opens sentences.
_MAYBE_LAST = word_set(
    "inc ltd llc llp corp co cos plc pty bros gmbh bv nv sa srl spa ag oy ab jr sr esq etc al seq dept univ assn intl "
    "ave blvd rd str sq hwy u.s u.s.a u.k e.u a.m p.m ph.d e.v s.a b.v n.v s.r.l s.p.a l.p l.l.c d.c b.sc m.sc z.b "
    "d.h bzw ggf usw"
)
_OPENERS = word_set(
    "we our us you your the this these that those there they their if when where while which who what why how it its "
    "in on at by for from as to an any all some each every no not please under upon with without after before once "
    "unless until although because since however although additionally furthermore moreover such other others more "
    "most many both either neither should may is are do does can i he she users customers personal data information "
    "cookies here also note see contact depending subject pursuant"
)
_COMPANY_TAIL = frozenset(["inc", "ltd", "llc", "corp", "co", "plc", "gmbh"])
_DOMAIN_TAIL = word_set("com net org io co js de uk eu app dev ai")


def _word_at(text: str, at: int) -> str:
    found = _WORD_AFTER.match(text, at)
    return found.group(1) if found else ""


# "2022. Sep. 25": a year before a short month belongs to the date.
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())


def _ends(text: str, start: int, stop: int, after: int) -> bool:
    """Whether the stop that begins at `stop`, with what follows it at `after`, ends the sentence begun at `start`."""
    mark = text[stop]
    following = text[after] if after < len(text) else ""
    if following.islower() or (following in "—–-" and mark != "."):
        return False
    if text[after - 1] != " ":
        word_after = _word_at(text, after)
        return (
            _LOWER_TAIL.search(text, max(start, stop - 4), stop) is not None
            and _GLUED.match(text, after) is not None
            and word_after.lower() not in _DOMAIN_TAIL
        )
    if mark != ".":
        word_after = _word_at(text, after)
        return not (word_after[:1].islower() or word_after.lower() in _COMPANY_TAIL)
    floor = max(start, stop - 40)  # no abbreviation is longer; looking further back would not be linear
    word = text[max(text.rfind(" ", floor, stop) + 1, floor) : stop].lstrip("([\"'")
    if len(word) > 5 and word.islower() and word.isalpha() and following.isupper():
        return True  # the everyday case
    if stop - start < 12 and _ENUMERATOR.fullmatch(text, start, stop + 1):
        return False
    word_after = _word_at(text, after)
    if word_after.lower() in _MONTHS and len(word) == 4 and word.isdigit():
        return False
    opener = word_after[:1].isupper() and word_after.lower() in _OPENERS
    key = word.lower()
    if key in _NEVER_LAST:
        return opener and key in ("st", "ste", "ft", "v", "resp")
    if key in _BEFORE_NUMBER or key.endswith("str"):  # Hauptstr. 5
        return opener or (stop - start == len(word) and not word_after[:1].isdigit())  # "No." as a whole answer
    if word.isdigit() and len(word) < 3 and _MONTH.match(text, after):
        return False
    if key in _MAYBE_LAST or _ACRONYM.fullmatch(text, stop - len(word), stop + 1):
        return opener
    return following != "&" and (not word_after[:1].islower() or following in "([")


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of a block's flat text, in order, as half-open ranges without outer spaces; linear in its length."""
    if "." not in text and "?" not in text and "!" not in text and "…" not in text:
        return [(0, len(text))] if text else []
    ranges: list[tuple[int, int]] = []
    start = 0
    stops = _STOP if "?" in text or "!" in text or "…" in text else _FULL_STOP
    for found in stops.finditer(text):
        after = found.end()
        if found.start() > start and _ends(text, start, found.start(), after):
            ranges.append((start, after - (text[after - 1] == " ")))
            start = after
    if start < len(text):
        ranges.append((start, len(text)))
    return ranges
