"""Data protection officers and representatives: named, reachable, or only spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from policylint.document import Sentence
from policylint.facts import names
from policylint.facts.context import Context
from policylint.facts.countries import countries
from policylint.facts.kinds import Contact, Officer
from policylint.matching.index import Hit
from policylint.patterns import lazy

_NAMED = lazy(
    r"^(?:['\")]*)?(?: ?\((?:the )?[\"']?DPO[\"']?\))?(?:,| is| are|:| -| –|\)|'s name is| has been)*[ "
    r":]+(?:appointed as |named |called |Mr\.? |Ms\.? |Mrs\.? |Dr\.? |the company )?[A-ZÀ-Þ][\w'.-]+ (?:[a-z]{2,3} "
    r")?[A-ZÀ-Þ][\w'.-]+"
)
_NAMED_BEFORE = lazy(
    r"[A-ZÀ-Þ][\w'-]+ [A-ZÀ-Þ][\w'-]+(?:,? (?:is|as|who is|acts as|has been appointed as|serves as)(?: our| the| "
    r"its)?| ?[,(–-]) ?(?:our |the |group |chief )?$"
)
_APPOINTED = lazy(
    r"(?:appointed|designated|named|is|:) (?:the (?:company|firm) )?[A-ZÀ-Þ][\w&.-]+[^.;]{0,60} (?:as|to be|is) "
    r"(?:our|its|the)\b[^.;]{0,60}$"
)
# "We have appointed an EU representative, who can be reached at ...": nobody is named.
_UNNAMED = lazy(r"\b(?:appointed|designated|have|nominated) an? (?:[\w/-]+ ){0,6}?representatives?$", re.IGNORECASE)
_ELSEWHERE = lazy(r"\b(?:above|below|following|at the address|contact details|this address|via|using the)\b")
_PERSON = lazy(r"(?:Mr\.? |Ms\.? |Mrs\.? |Dr\.? )?[A-ZÀ-Þ][\w'’-]+ (?:[\w.'’-]+ ){0,2}[A-ZÀ-Þ][\w'’-]+(?:$|[,;|\n])")
_PERSON_HERE = lazy(
    r"(?:[Ii]s|[Aa]s|:|,|to|for|Mrs?\.?|Ms\.?|Miss|Lawyer|[a-z]+) ([A-ZÀ-Þ][\w'’-]+ (?:(?:[a-z]{2,3}|[A-Z]\.) )?[A-ZÀ-Þ][\w'’-]+)"
)
_OFFICE = frozenset(
    "european union united kingdom gdpr article art data protection eu uk eea representative regulation general privacy economic area "
    "company policy notice officer states member act commission services service".split()
)
_OWN = frozenset(("company", "organisation", "organization", "controller"))
_OPENING = 3  # sentences that name the publisher
_SHORT = 60
_TRADE = frozenset("sales customer support trade field service".split())
_LATER = frozenset(("would", "will", "threshold", "requires", "unless"))
_TERRITORY = {
    "eu": "EU",
    "eea": "EU",
    "union": "EU",
    "european": "EU",
    "europe": "EU",
    "uk": "GB",
    "kingdom": "GB",
    "britain": "GB",
    "swiss": "CH",
    "switzerland": "CH",
}


def officers(context: Context, contacts: Iterable[Contact]) -> Iterator[Officer]:
    """Every mention of an officer or a representative; `reachable` where a name or a channel stands with it."""
    usable: dict[int, list[Contact]] = {}
    for contact in contacts:
        if not contact.placeholder and contact.channel != "none":
            usable.setdefault(contact.sentence.index, []).append(contact)
    none = {hit.sentence.index for hit in context.hits("representative") if context.denied(hit)}
    later = {h.sentence.block.section.index for h in context.hits("representative") if _not_yet(context, h, none)}
    for office, frame in (("dpo", "officer"), ("representative", "representative")):
        for headings in (False, True):
            for hit in context.hits(frame, headings):
                if office == "dpo" and _of_another(context, hit):
                    continue
                denied = context.denied(hit) or (office == "representative" and _not_yet(context, hit, none))
                place = (hit.sentence, hit.start, hit.end)
                if headings:  # a heading states nothing: the line below it that gives the channel does
                    below = next(
                        (c for s in _lines_after(context, hit.sentence) for c in usable.get(s.index, ())), None
                    )
                    if below is None or (office == "representative" and below.sentence.block.section.index in later):
                        continue
                    place = (below.sentence, below.start, below.end)
                yield Officer(
                    sentence=place[0],
                    start=place[1],
                    end=place[2],
                    polarity=not denied,
                    office=office,
                    reachable=not denied and _reachable(context, hit, usable, office),
                    territory=_territory(context, hit) if office == "representative" else "",
                )


def _not_yet(context: Context, hit: Hit, none: AbstractSet[int]) -> bool:
    """Whether a representative is only what the law may ask for, or what may come: "we would appoint and publish one"."""
    below = hit.sentence.index + 1
    if len(hit.sentence.text) < 60 and below in none and context.document.sentences[below].block is hit.sentence.block:
        return True  # a label, and what it says below: "EU representative. We have none."
    words = context.index.words(hit.sentence)
    if not _TRADE.isdisjoint(words[max(hit.first - 1, 0) : hit.first + 1]):
        return True  # "our sales representative for Europe"
    return not _LATER.isdisjoint(words[max(hit.first - 10, context.index.own[hit.sentence.index]) : hit.last])


def _of_another(context: Context, hit: Hit) -> bool:
    """Whether the officer is somebody else's: "Facebook's data protection officer", "the DPO of the host"."""
    text = hit.sentence.text
    words = context.index.words(hit.sentence)
    before = words[max(hit.first - 3, 0) : hit.first]
    owned = text[max(hit.start - 3, 0) : hit.start].lower() in ("'s ", "s' ")
    if owned and not _OWN.intersection(before) and not _titled(context, before):
        return True
    vendors = context.index.book.tries.get("vendor", {})
    after = words[hit.last : hit.last + 4]
    return after[:1] in (("of",), ("at",)) and any(
        w in vendors or w in ("social", "third", "their", "respective", "provider") for w in after[1:3]
    )


def _titled(context: Context, before: tuple[str, ...]) -> bool:
    """Whether the owner of the officer is the publisher: its name stands in the title or opens the text."""
    first = " ".join([context.document.title, *(s.text for s in context.document.sentences[:_OPENING])]).lower()
    return bool(before) and len(before[-1]) > 2 and before[-1] in first.split()


def _called(context: Context, hit: Hit) -> bool:
    """Whether a company or a person is named as representative, in the sentence or below its colon."""
    text = hit.sentence.text
    owned = {name.sentence.index for name in names.companies(context)}
    at = hit.sentence.index
    below = text.rstrip().endswith((":", "?")) or len(text) < _SHORT
    if at in owned or (below and not owned.isdisjoint((at + 1, at + 2))):
        return True
    return any(_OFFICE.isdisjoint(found.lower().split()) for found in _PERSON_HERE.findall(text))


def _reachable(context: Context, hit: Hit, usable: dict[int, list[Contact]], office: str) -> bool:
    sentence = hit.sentence
    text = sentence.text
    unnamed = office == "representative" and _UNNAMED.search(text, max(hit.start - 40, 0), hit.end) is not None
    if any(c.start >= 0 for c in usable.get(sentence.index, ())):
        return not unnamed
    if office == "representative" and not unnamed and _called(context, hit):
        return True
    if _NAMED.match(text[hit.end : hit.end + 160]) or _NAMED_BEFORE.search(text[max(hit.start - 80, 0) : hit.start]):
        return True
    if _APPOINTED.search(text[max(hit.start - 160, 0) : hit.end]):
        return True
    following = _lines_after(context, sentence)
    if text.rstrip().endswith(":") and following and _PERSON.match(following[0].text):
        return True  # "Our data protection officer is:", and the name on the next line
    if text.rstrip().endswith(":") and following and _asked(context, sentence):
        return True  # the lines below give the channel, be they ever so odd
    if any(usable.get(s.index) for s in following):
        return (
            sentence.block.kind in ("heading", "title", "item", "cell")
            or len(text) < 120
            or text.endswith(":")
            or _asked(context, sentence)
        )
    # "write to the Data Protection Officer at the address below": the channel stands elsewhere.
    return (
        _asked(context, sentence)
        and (office == "dpo" or bool(usable))
        and any(usable.values())
        and bool(_ELSEWHERE.search(text[:1000]))
    )


def _asked(context: Context, sentence: Sentence) -> bool:
    return sentence.index in context.sentences("contact-us") or sentence.index in context.sentences("contact-officer")


def _lines_after(context: Context, sentence: Sentence) -> list[Sentence]:
    """The next few lines, as far as they are short (a contact block) or belong to the same paragraph."""
    rows: list[Sentence] = []
    sentences = context.document.sentences
    for other in sentences[sentence.index + 1 : sentence.index + 9]:
        if other.block.kind == "heading" and (rows or sentence.block.kind not in ("heading", "title")):
            break
        if other.block is not sentence.block and len(other.text) > 160 and not rows:
            rows.append(other)
            break
        if len(other.text) > 160:
            break
        rows.append(other)
    return rows


def _territory(context: Context, hit: Hit) -> str:
    """EU, GB or CH, by the words nearest to a representative; '' where they do not tell."""
    words = context.index.words(hit.sentence)
    near = words[max(hit.first - 8, 0) : hit.last + 10]
    for word in near:
        if word in _TERRITORY:
            return _TERRITORY[word]
    if "27" in near or "gdpr" in near:
        return "EU"
    for word in words:
        if word in _TERRITORY:
            return _TERRITORY[word]
    for named in countries(context.index, hit.sentence, hit.first - 20, hit.last + 20):
        return named.country or named.code
    return ""
