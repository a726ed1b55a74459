"""Denials of all data in other forms than "we do not ...": "shared with no one", "nobody but us gets your data", "nothing is recorded".

They are read as statements like those of policylint.checks.statements, and compared with the same practices. One with an exception, a
purpose or a condition is left out, since it says less than it seems.
"""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.clause import right
from policylint.checks.objects import is_general, object_names, receivers
from policylint.checks.statements import Reading, Statement
from policylint.matching.index import Hit
from policylint.patterns import word_set

_FRAMES = (("denied-giving", "give", frozenset(["anyone"])), ("denied-taking", "collect", frozenset[str]()))
_LIMITS = word_set(
    "unless except without apart if when where while until besides aside save however purpose purposes knowingly intentionally "
    "long children minors sensitive unsolicited more longer linked public publicly necessary needed required this these that such "
    "payment card credit location outside"
)
_OTHERS = word_set("they their them visitors browser provider providers partners google apple")
_GOES_ON = word_set("in on by at who which that of about from for during as and but only")
_STILL_ALL = frozenset(
    tuple(pair.split())
    for pair in (
        "at all,of any,of you,in any,in no,by us,by me,by this,by our,from you,about you,on you,on our,and we,and never,and no,and nothing,"
        "and will,for any"
    ).split(",")
)
_QUESTION = frozenset([("do",), ("does",), ("will",), ("can",), ("is",), ("are",)])
_ASKED = word_set("you we i your our the this my")  # who, in a question, is or may be the publisher
_NO = frozenset([("no",), ("never",), ("nope",)])
MOST = 40


def statements(reading: Reading, acts: frozenset[str]) -> Iterator[Statement]:
    """The denials, each of an act on all data, and those in a question that is answered with no; of some acts."""
    yield from _answered(reading, acts)
    for frame, act, whom in _FRAMES:
        for hit in reading.index.find(f"frame:{frame}")[:MOST]:
            words = reading.index.words(hit.sentence)
            named = receivers(reading.recipients, words, hit.last, len(words)) if whom else whom
            if act in acts and _whole(reading, hit):
                yield _denial(reading, hit, act, frozenset(), True, named or whom, ("personal", "data"))


def _denial(
    reading: Reading,
    hit: Hit,
    act: str,
    objects: frozenset[str],
    general: bool,
    whom: frozenset[str],
    words: tuple[str, ...],
) -> Statement:
    none = frozenset[str]()
    start, end = hit.start, hit.end
    return Statement(
        hit.sentence,
        start,
        end,
        act,
        True,
        False,
        objects,
        general,
        False,
        whom,
        none,
        none,
        none,
        False,
        False,
        reading.policy,
        words,
    )


def _answered(reading: Reading, acts: frozenset[str]) -> Iterator[Statement]:
    """What questions ask about that the next sentence answers with no: "Do you sell my data? Never."."""
    index, sentences = reading.index, reading.policy.document.sentences
    for hit in index.find("frame:stance-act"):
        asked = hit.sentence
        if hit.value not in acts or not asked.text.endswith("?") or asked.index + 1 == len(sentences):
            continue
        after = sentences[asked.index + 1]
        answer = index.words(after)[index.own[after.index] :]
        words = index.words(asked)
        own = index.own[asked.index]
        if answer[:1] not in _NO or after.block.section is not asked.block.section or not _LIMITS.isdisjoint(answer):
            continue
        if words[own : own + 1] not in _QUESTION or words[own + 1] not in _ASKED or hit.first < own:
            continue
        _, starts, ends = index.tokens[asked.index]
        parts = right(words, hit.last, reading.acts, asked.text, starts, ends)
        objects = words[parts.first : parts.objects]
        names, general = object_names(reading.categories, objects), is_general(objects)
        if (names or general) and not reading.narrowing.names(words[own:]) and _LIMITS.isdisjoint(words[own:]):
            whom = receivers(reading.recipients, words, parts.objects, parts.last)
            yield _denial(reading, hit, hit.value, names, general, whom, objects)


def _whole(reading: Reading, hit: Hit) -> bool:
    """Whether a denial stands without a way out, and is the publisher's own."""
    own = reading.index.own[hit.sentence.index]
    words = reading.index.words(hit.sentence)[own:]
    if hit.first < own or hit.sentence.text.endswith("?") or not _LIMITS.isdisjoint(words):
        return False
    rest = words[hit.last - own :]
    if rest[:1] and rest[0] in _GOES_ON and rest[:2] not in _STILL_ALL:
        return False  # "nothing is stored in the demo"
    if not _OTHERS.isdisjoint(words[: max(hit.first - own, 0)]):
        return False
    around = (*words[: hit.first - own], *words[hit.last - own :])
    inside = reading.categories.names(words[hit.first - own : hit.last - own])
    return not reading.narrowing.names(around) and not inside
