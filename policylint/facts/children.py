"""What is said of children, and the ages that are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policylint.document import Sentence
from policylint.facts.context import Context
from policylint.facts.kinds import Age, Children, Fact
from policylint.matching.numbers import NUMBER_WORDS
from policylint.patterns import lazy

_NUMBERS = {word: value for word, value in NUMBER_WORDS.items() if 5 <= value <= 21}
_N = r"(?:\d{1,2}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_ORDINALS = {
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
}
_TWICE = r"(?:\s?\(\d{1,2}\))?"  # thirteen (13)
_OF = r"(?:the\s|an?\s)?(?:minimum\s)?(?:ages?\s(?:of\s)?|legal age of\s)?(?:only\s)?"
_OLD = r"(?:\s(?:years?|yrs?)(?:\s?-?\s?old|\sof\sage)?)?"
_BEHIND = r"(?=\s?-?(?:years?|yrs?)?(?:\s?-?\s?old|\sof\sage|\s(?:and|or)\s(?:old|over|above)|[\s.,;)]|$))"
# Each alternative names its number, which tells how it is meant; repeats are bounded.
_AGE = lazy(
    r"\b(?:under|below|younger than|less than|have not reached|not (?:yet )?(?:reached|attained))\s"
    rf"{_OF}(?P<under>{_N})\b{_TWICE}(?!\s?%|[.,]\d)"
    r"|\bunder[- ](?P<unders>\d{1,2})s\b"
    rf"|\b(?P<younger>{_N}){_TWICE}{_OLD}\s(?:and|or|&|/)\s(?:under|below|younger)\b"
    r"|\b(?:at least|minimum(?: age)?(?: is| of|:)?|not younger than|not less than|older than|over|above|have (?:reached|attained)|aged?)\s"
    rf"(?:the\s)?(?:ages?\s(?:of\s)?)?(?P<least>{_N}){_TWICE}(?:\s?\+)?{_BEHIND}"
    rf"|\bminimum age\b[^.\d]{{1,40}}?\sis\s(?P<floor>{_N})\b{_TWICE}"
    rf"|\b(?P<older>{_N}){_TWICE}{_OLD}\s?(?:(?:and|or|&)\s(?:over|above|older|up)\b|\+(?!\d))"
    rf"|\b(?P<years>{_N}){_TWICE}(?:\s(?:years?|yrs?)(?:\s?-?\s?old|\sof\sage)\b|-years?-olds?\b)"
    rf"|\bages?\sof\s(?P<age>{_N})\b|\bage\s(?:limit|requirement|restriction)?s?\s?(?:is|of|:)?\s?(?P<limit>\d{{1,2}})\b"
    rf"|\b(?:not yet|not at least|turn(?:s|ed|ing)?|(?:are|is)(?:n't| not)(?: yet)?|(?:until|before|once|when) "
    rf"(?:you|they|he|she)(?:'re| are| is| turns?))\s(?P<yet>{_N}){_TWICE}{_BEHIND}"
    rf"|\b(?:be|are|is|being|you're|they're)\s(?:already\s|only\s)?(?P<be>{_N})(?=\s?[.,;:?!)]|$)"
    rf"|\b(?:from|as of)\s(?:the\s)?(?:ages?\s(?:of\s)?)?(?P<since>{_N})(?:\syears?)?\s(?:on|onwards?|upwards?|up)\b"
    r"|\b(?P<birthday>\d{1,2}|" + "|".join(_ORDINALS) + r")(?:th)?\s(?:birthday|year of (?:life|age))"
    r"|\bages?\s(?P<low>\d{1,2})\s?(?:-|–|to|and)\s?(?P<high>\d{1,2})\b"
    r"|\b(?P<from>\d{1,2})\s?(?:-|–|to|and)\s?(?P<to>\d{1,2})\syears?\s(?:old|of age)",
    re.IGNORECASE,
)
_HINT = lazy(
    r"\b(?:child|minor|kid|parent|guardian|age|aged|ages|years?[- ]old|under[- ]|below\s|younger|\b1[0-9]\s?\+|teen|adult|young"
    r"|juvenile|underage|coppa|birth|pupil|school|youth|carer|how old|old enough|older\b|(?:and|or) (?:over|up|above)\b"
    r"|be (?:1[0-9]|21)\b"
    r"|must be (?:at least|over|1[0-9]|2[01])\b|(?:people|persons?|users|members|anyone|those|visitors) (?:who are )?(?:over|above|1[0-9]\b))",
    re.IGNORECASE,
)
_WORDED = _NUMBERS.keys() | _ORDINALS.keys()
_DIGITS = lazy(r"(?<!\d)\d{1,2}(?!\d)")
_PEOPLE = lazy(
    r"\b(?:child|minor|kid|parent|guardian|ages?\b|aged|anyone|any ?one|persons?|people|individuals?|users?|those|somebody|someone|nobody"
    r"|you(?:'re| are| must| have)|visitors?|customers?|students?|teen|adult|young|residents|consumers|everyone)",
    re.IGNORECASE,
)
_UNIT = lazy(
    r"\s?-?(?:months?|days?|weeks?|hours?|minutes?|seconds?|percent|%|mb|gb|kb|km|usd|euros?|dollars?"
    r"|years?(?!\s?-?\s?(?:old|of\s+age)|\b[.,;)]|$| and| or|'))",
    re.IGNORECASE,
)
_CODE = lazy(
    r"\s(?:U\.?\s?S\.?\s?C\b|C\.?\s?F\.?\s?R\b|Code\b|§)"
)  # "an order under 18 U.S.C. 2703": a title of a code
_YOUNGER = lazy(r"(?:\s(?:years?|yrs?))?(?:\sof\sage|\sold)?\s(?:and|or|&)\s(?:under|below|younger)\b", re.IGNORECASE)
_YEARS = lazy(r"\s?-?(?:years?|yrs?)", re.IGNORECASE)
_NOT_AGE = lazy(
    r"\b(?:art(?:icle)?s?|section|sec|clause|part|chapter|u\.?s\.?c|paragraph|regulation|rule|cfr|android|ios|ipados|macos|windows"
    r"|chrome|firefox|safari|version|api(?: level)?|sdk|python|php|java|iphone)\.?\s*$",
    re.IGNORECASE,
)
_RATING = lazy(r"\s?-?(?:age )?rat(?:ed|ings?)\b", re.IGNORECASE)  # of an app in a store
_OLDER_DATA = lazy(
    r"\b(?:data|logs?|records?|information|files|content|messages|accounts?)\s(?:(?:that|which) (?:is|are)\s)?(?:older than|over)\s*$",
    re.IGNORECASE,
)
_SURELY = lazy(r"\bold\b|of age|age")
_LESS = lazy(r"\b(?:under|below|younger|less|not)\b")
_TAIL = lazy(r"(?:\s?-?(?:years?|yrs?))?(?:\s?-?\s?old|\sof\sage)?", re.IGNORECASE)
_CHILD = ("child", "children", "minor", "minors", "kids", "underage", "teenagers")
_CONSEQUENCES = (
    ("parental-consent", lazy(r"\b(?:parent|guardian)", re.IGNORECASE)),
    (
        "not-collected",
        lazy(r"\b(?:collect|gather|solicit|request|process|obtain|receive|store|market|sell|share)", re.IGNORECASE),
    ),
    (
        "not-directed",
        lazy(r"\b(?:direct|intend|aim|target|address|design|offer|meant|appeal|suitable|attract)", re.IGNORECASE),
    ),
    (
        "prohibited",
        lazy(
            r"\b(?:may not|must not|not (?:allowed|permitted|eligible|use|register)|prohibit|must be|should be|cannot|do not use"
            r"|required to be|have to be|only)",
            re.IGNORECASE,
        ),
    ),
)


def find(context: Context) -> Iterable[Fact]:
    """An Age for every age named, and a Children for every statement about children or minors."""
    aged: set[int] = set()
    for sentence in context.prose():
        if (not context.figures(sentence) or _DIGITS.search(sentence.text) is None) and _WORDED.isdisjoint(
            context.words(sentence)
        ):
            continue
        if _HINT.search(sentence.text) is None and not _asked(context, sentence):
            continue
        for fact in _ages(context, sentence):
            aged.add(sentence.index)
            yield fact
    for hit in context.hits("children-statement"):
        yield Children(sentence=hit.sentence, start=hit.start, end=hit.end, has_age=hit.sentence.index in aged)


def _asked(context: Context, sentence: Sentence) -> bool:
    """Whether it answers a question about age: 'How old must I be? At least 15.'"""
    return any(
        near.index < sentence.index and near.text.endswith("?") and _HINT.search(near.text) is not None
        for near in context.neighbours(sentence, 1, 0)
    )


def _ages(context: Context, sentence: Sentence) -> Iterator[Age]:
    text = sentence.text
    told: set[int] = set()
    for match in _AGE.finditer(text):
        name = name_of(match)
        names = {"from": ("from", "to"), "low": ("low", "high")}.get(name, (name,))
        for key in names:
            years = _years(match[key])
            if not 5 <= years <= 21 or years in told or not _is_age(context, sentence, match, key):
                continue
            told.add(years)
            yield Age(
                sentence=sentence,
                start=match.start(),
                end=min(_end_of_age(text, match.end()), len(text)),
                years=years,
                op=_op(text, match, key),
                consequence=next((c for c, pattern in _CONSEQUENCES if pattern.search(text)), ""),
            )


def _years(written: str) -> int:
    written = written.lower()
    return int(written) if written.isdigit() else _NUMBERS.get(written, 0) or _ORDINALS.get(written, 0)


def _is_age(context: Context, sentence: Sentence, match: re.Match[str], key: str) -> bool:
    """Whether the number is a person's age, and not months, articles, or how old a log is."""
    text = sentence.text
    before, after = text[max(match.start() - 40, 0) : match.start()], text[match.end() : match.end() + 24]
    number = text[match.start(key) - 24 if match.start(key) > 24 else 0 : match.start(key)]
    if _NOT_AGE.search(number) or _OLDER_DATA.search(number) or _RATING.match(after):
        return False
    behind = text[match.end(key) : match.end(key) + 40]
    if _CODE.match(behind):
        return False
    years = _YEARS.match(behind)
    if years is None and _UNIT.match(behind):
        return False
    surely = "age" in match[0].lower() or _SURELY.search((match[0] + after[:14]).lower()) is not None
    if years is not None and not surely:
        # '18 years' alone is an age where people are spoken of: "persons under 18 years"
        return _PEOPLE.search(before + match[0] + after) is not None and name_of(match) in ("under", "unders", "since")
    if surely:
        return True
    spoken = _asked(context, sentence) or _PEOPLE.search(before) or _HINT.search(before + match[0] + after)
    return spoken is not None or "children" in context.topics(sentence)


def name_of(match: re.Match[str]) -> str:
    """Which alternative of the pattern a match is."""
    return next(key for key, value in match.groupdict().items() if value is not None)


def _op(text: str, match: re.Match[str], key: str) -> str:
    if _YOUNGER.match(text, match.end(key)):
        return "or-younger"
    if key in ("under", "unders", "from", "to"):
        return "under"
    if key == "younger":
        return "or-younger"
    if key in ("low", "high", "birthday", "yet"):
        return "at-least" if match[0].lower().startswith(("turn", "once", "when")) else "under"
    if key in ("least", "older", "floor", "since"):
        return "at-least"
    near = text[max(match.start() - 30, 0) : match.start()].lower()
    return "under" if _LESS.search(near) else "at-least"


def _end_of_age(text: str, end: int) -> int:
    """The end of an age with what belongs to it: 'years of age', 'years old'."""
    tail = _TAIL.match(text[end : end + 16])
    return end + (tail.end() if tail else 0)
