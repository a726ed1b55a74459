"""Postal addresses: a street or a box with a town, a postcode or a country, on one line or on several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.document import Sentence
from policylint.facts.context import Context
from policylint.facts.countries import Named, countries
from policylint.patterns import lazy
from policylint.record import Record

_DIGIT = lazy(r"\d")
_BOX = lazy(
    r"\b(?:P\.? ?[Oo]\.?|Post(?:al)?(?: Office)?|GPO|Locked|Private) ?(?:Box|Bag|BOX|box)\b.{0,3}\d+|\bP\.O\. "
    r"\d{2,6}\b|\bPostfach \d+|\bPMB \d+|\bB\.?P\.? \d{2,6}\b"
)
# Postcodes whose shape is a postcode's alone: US with a state, UK, Canada, Netherlands.
_STRICT = lazy(
    r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\b\d{4} "
    r"?[A-Z]{2}\b(?=,| [A-Z]|$)"
)
# Four to six figures beside a name in capitals: 53111 Bonn, Wellington 6140, Bangalore - 560 102, CH-6300 Zug.
_LOOSE = lazy(
    r"\b(?:[A-Z]{1,2}-)?\d{3} ?\d{1,3},? [A-ZÀ-Þ][\w'-]+|\b[A-ZÀ-Þ][\w'.-]+,? ?[-–]? ?(?:\d{3} \d{3}|\d{4,6})\b"
)
_GLUED_STREET = lazy(
    r"\b[A-ZÀ-Þ][\w-]{2,30}(?:stra(?:ss|ß)e|str\.|platz|weg|gasse|allee|ufer|damm|ring|straat|laan|plein|gracht|"
    r"kade|dijk|weg|gatan|vägen|vagen|gade|vej|veien|gata|katu|tie)"
    r" \d{1,4}\w?\b",
)
_SMALL = frozenset(
    "rue avenue boulevard place chemin quai cours calle via viale rua ul ulica av avda tn tänav mnt maantee puiestee pst iela gatve gatvė "
    "prospekts bulvāris cesta trg utca út körút tér náměstí třída".split()
)
# A street without a street word, where a town and a country follow: Bulevardi 21, Helsinki, Finland.
_PLAIN = lazy(
    r"\b(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Version|Section|Article|Art)[A-ZÀ-Þ][\w-]{3,}(?: "
    r"[A-ZÀ-Þ][\w-]+)? \d{1,4}\w?, (?:\d{3,6} (?:\d{2} )?)?[A-ZÀ-Þ][\w-]+, ?"
)
# A street without a number, and a British postcode close behind: "Mill Road Titbury Hants PO15 1AA".
_NUMBERLESS = lazy(
    r"\b(?:[A-ZÀ-Þ][\w'-]+ ){1,3}(?:Road|Street|Avenue|Lane|Square|Way|Drive|Place|Park|Close|Gardens|Quay|Row|Hill|House),? "
    r"(?:[A-ZÀ-Þ][\w'-]+,? ){1,4}[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
_TOWN = lazy(r", ?(?:\d{3,6} )?[A-ZÀ-Þ][\w'.-]+")
# What templates put where an address belongs: "123 Main Street", "Anytown", "City, State 12345".
_SPECIMEN = lazy(
    r"\b1234?,? (?:main|any|example|sample|fake|your|privacy|business|street)\b|\bany ?(?:town|city|ville)\b"
    r"|\b(?:city|state|zip)\b,? ?\d{5}\b",
    re.IGNORECASE,
)
_LINES = 4  # lines after the street that may belong to the address
_SHORT = 90  # characters of a line of an address


class Postal(Record):
    """A postal address that begins in `sentence` at `start` and, there, ends at `end`; `last` is the sentence in which it ends."""

    sentence: Sentence
    start: int
    end: int
    last: Sentence
    country: str = ""
    specimen: bool = False  # the address of a template that nobody filled in


def postal_addresses(context: Context) -> Iterator[Postal]:
    """Every whole postal address of a document, whoever's it is, in the order of the text."""
    sentences = context.document.sentences
    streets = _streets(context)
    taken = -1
    for sentence in sentences:
        if (
            sentence.index <= taken
            or not context.figures(sentence)
            or sentence.block.kind == "meta"
            or not _DIGIT.search(sentence.text)
        ):
            continue
        found = _start(sentence, streets.get(sentence.index)) or _plain(context, sentence)
        if found is None:
            continue
        following = _following(context, sentence)
        text = sentence.text
        rest = " ".join([text[found[0] :], *(s.text for s in following)])
        named = [
            n for s in (sentence, *following) for n in _places(context, s) if s is not sentence or n.end > found[0]
        ]
        if not (_STRICT.search(rest) or _LOOSE.search(rest) or named or (found[2] and _TOWN.search(text, found[1]))):
            continue
        end = _end(text, found[1], [n for n in named if n.end <= len(text)] if not following else [])
        last = _last(following, context) or sentence
        taken = last.index
        codes = [n.country for n in named if n.country]
        specimen = _SPECIMEN.search(rest) is not None
        yield Postal(sentence, found[0], end, last, codes[-1] if codes else "", specimen)


def _streets(context: Context) -> dict[int, tuple[int, int]]:
    """For each sentence that names a street with a number: where that stands."""
    found: dict[int, tuple[int, int]] = {}
    for headings in (False, True):
        for hit in context.hits("street-word", headings):
            if hit.sentence.index in found:
                continue
            words, starts, ends = context.index.tokens[hit.sentence.index]
            text = hit.sentence.text
            own = context.index.own[hit.sentence.index]
            if hit.first < own or not (text[hit.start].isupper() or words[hit.first] in _SMALL):
                continue
            low, high = max(hit.first - 5, own), min(hit.last + 4, len(words))
            numbers = [
                i
                for i in range(low, high)
                if words[i][0].isdigit() and _between_is_name(text, starts, ends, i, hit.first, hit.last - 1)
            ]
            if numbers:
                at = min(numbers[0], hit.first)
                found[hit.sentence.index] = (starts[at], max(hit.end, ends[numbers[-1]]))
    return found


def _between_is_name(
    text: str, starts: tuple[int, ...], ends: tuple[int, ...], number: int, first: int, last: int
) -> bool:
    """Whether only words with capitals, figures or short links stand between a number and a street word."""
    low, high = (number + 1, first) if number < first else (last + 1, number)
    gap = text[ends[min(number, last)] : starts[max(number, first)]]
    if any(c in gap for c in ';:()"?!') or (number < first and number > 0 and text[starts[number] - 1] in "$€£"):
        return False
    for i in range(low, high):
        word = text[starts[i] : ends[i]]
        if not (
            word[0].isupper()
            or word[0].isdigit()
            or word
            in (
                "de",
                "des",
                "du",
                "la",
                "le",
                "del",
                "della",
                "di",
                "of",
                "van",
                "der",
                "den",
                "no",
                "th",
                "st",
                "nd",
                "rd",
                "e",
                "y",
                "and",
            )
        ):
            return False
    return True


def _start(sentence: Sentence, street: tuple[int, int] | None) -> tuple[int, int, bool] | None:
    """Where an address begins and how far it surely goes; the third says whether a town after a comma is enough."""
    text = sentence.text
    if street:
        return (*street, True)
    match = _GLUED_STREET.search(text) or _BOX.search(text)
    if match:
        return match.start(), match.end(), True
    match = _STRICT.search(text)
    if match and text.count(",") >= 2 and _DIGIT.search(text[: match.start()]) and len(text) < 300:
        return max(text.rfind(":", 0, match.start()) + 1, 0), match.end(), False
    match = _NUMBERLESS.search(text) if match else None
    return (match.start(), match.end(), False) if match else None


def _plain(context: Context, sentence: Sentence) -> tuple[int, int, bool] | None:
    """A street that no word tells, made sure by the country at the end."""
    match = _PLAIN.search(sentence.text)
    if match and any(0 <= n.start - match.end() < 4 for n in _places(context, sentence) if n.kind == "country"):
        return match.start(), match.end(), False
    return None


def _following(context: Context, sentence: Sentence) -> list[Sentence]:
    """The short lines that come next, where the address is written over several."""
    if len(sentence.text) > 2 * _SHORT:
        return []
    rows: list[Sentence] = []
    for other in context.document.sentences[sentence.index + 1 : sentence.index + 1 + _LINES]:
        if (
            len(other.text) > _SHORT
            or "@" in other.text
            or other.block.kind == "title"
            or (other.text.endswith((".", "?")) and len(other.text) > 40)
        ):
            break
        if other.block.kind == "heading" and not (_DIGIT.search(other.text) or _places(context, other)):
            break
        rows.append(other)
    return rows


def _last(following: list[Sentence], context: Context) -> Sentence | None:
    """The last line that looks like a part of an address."""
    for sentence in reversed(following):
        if _STRICT.search(sentence.text) or _LOOSE.search(sentence.text) or _places(context, sentence):
            return sentence
    return None


def _places(context: Context, sentence: Sentence) -> list[Named]:
    return [n for n in countries(context.index, sentence) if n.kind in ("country", "us-state")]


def _end(text: str, end: int, named: list[Named]) -> int:
    for match in (*_STRICT.finditer(text, end), *_LOOSE.finditer(text, end)):
        if match.start() - end < 60:
            end = max(end, match.end())
    for name in named:
        if 0 <= name.start - end < 30:
            end = name.end
    return end
