"""The clause around an act: its subject, whether it is denied, and where its object and the clause end.

No grammar: a walk to the left over auxiliaries, adverbs and the other acts of a list ("do not sell, rent or otherwise share"), and one
to the right over the object up to a preposition, an exception or a full stop.
"""

from __future__ import annotations

from policylint.checks.wording import Lexicon
from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set
from policylint.record import Record

AUXILIARIES = word_set(
    "do does did will shall would have has had may might can could is are was were be been being must cannot don't doesn't "
    "didn't won't wouldn't can't couldn't isn't aren't haven't hasn't weren't wasn't"
)
SUBORDINATE = word_set(
    "if when where unless whether once upon after until while before whenever wherever how what why whose than who whom "
    "which because since that"
)
DATA = word_set("data information info pii details records anything nothing content")
_BE = word_set("is are was were be been being isn't aren't weren't wasn't")
_ADVERBS = word_set(
    "knowingly intentionally otherwise ever also directly currently presently either actively automatically voluntarily publicly "
    "deliberately then always just simply indirectly never not further routinely regularly generally normally usually typically only "
    "willingly purposely explicitly absolutely strictly even personally therefore hereby at all in any way"
)
_HOW_MUCH = word_set("any all in at way")  # after an act they belong to its object: "any data"
_LINKS = word_set("and or nor")
_OBJECT = word_set(
    "your personal data information any it them the users' user customer customers' of their our account details lists list "
    "personally identifiable"
)
_WE = word_set("we i nobody")
_ENDS = word_set(
    "unless except if when where while until without but however although though provided because so whereas apart save"
)
_PREPOSITIONS = word_set("with to by for from in on at about through via into as outside that which who of")
_NEW_CLAUSE = word_set("we i do does will don't doesn't have has it they you is are")
_MORE_OBJECT = word_set("of about on from that which")  # "any information about you that ..." goes on
_TAKERS = word_set(
    "the our a an some several certain two three"
)  # what may stand before somebody whom no lexicon knows
_NOBODY_NEW = word_set(
    "you your yourself public internet web world extent device devices phone computer browser server servers system systems network "
    "service services site website app application platform community group channel chat page profile account same following above "
    "latter former right way manner case event data information address cloud database storage market press"
)
_WISHED = word_set(
    "choose chose select selected want wish invite invited authorise authorize allow ask request permit designate specify"
)
_RECEIVER_ENDS = word_set(
    "in for when who which that so as where if because under through from about on whether and or of to at by with"
)
_NO_PART = SUBORDINATE | AUXILIARIES | {"but", "however", "we", "us", "also", "so", "therefore", "thus", "hence"}
_PARTS = word_set("any all none some each either kind kinds type types piece part categories")
_OTHERS = word_set("you they users parties partners providers")
_SUBJECTS = word_set("we i you they it there this these")  # after a comma they begin a clause of their own
_TELLERS = word_set("we i you")  # who gives or takes data, in a clause about the data
_LONGEST = 8  # words of a noun phrase
_MOST = 30  # words of an object, or of a walk
_ASKING = frozenset(
    [("nor", "do"), ("nor", "will"), ("nor", "does"), ("nor", "shall"), ("neither", "do"), ("neither", "will")]
)


class Left(Record):
    """What stands before an act: the word of its subject (-1 for none), whether it is denied, in the passive, has an auxiliary.

    joined: an "and" stands before it, so that the subject may be that of the clause before ("data are kept here and | are not sold")
    since: the word before its own words, which is the subject but for a joined act
    """

    subject: int
    negated: bool
    passive: bool
    finite: bool
    joined: bool = False
    since: int = -1


class Right(Record):
    """What stands after an act: where its object begins and ends, and where the clause ends."""

    first: int
    objects: int
    last: int


def left(words: tuple[str, ...], first: int, acts: Lexicon) -> Left:
    """Walk from the act at words[first] back to its subject."""
    at = first - 1
    passive = participle(words[first]) and (
        at >= 0 and (words[at] in _BE or (words[at] in _ADVERBS and words[at - 1] in _BE))
    )
    negated = linked = finite = False
    low = max(first - _MOST, 0)
    while at >= low:
        word = words[at]
        if word in NEGATORS and word != "without":
            negated = True
        if word in AUXILIARIES:
            finite = True
        elif word in _LINKS:
            linked = True
        elif word in _ADVERBS or word in NEGATORS:
            pass
        elif word in acts and (linked or not finite):
            linked = False
        elif not (linked and not finite and word in _OBJECT and _act_before(words, at, low, acts)):
            break
        at -= 1
    if at < low and low:
        return Left(-1, False, passive, finite)
    if (
        at >= 0
        and words[at] in _WE
        and (words[at] == "nobody" or words[max(at - 2, 0) : at] in _ASKING or words[at - 1 : at] == ("neither",))
    ):
        negated = True
    if at >= 0 and words[at] == "to" and words[at - 1 : at] in (("not",), ("never",)):
        negated = True
    joined = linked and (finite or (negated and participle(words[first])))
    return Left(at, negated, passive, finite, joined)


def joined(words: tuple[str, ...], found: Left, own: int) -> Left | None:
    """The same act with the subject of the clause that an "and" goes on with; None where that clause is another's or not told."""
    at, low = found.subject, max(found.subject - _MOST, own)
    while at >= low and words[at] not in AUXILIARIES:
        if words[at] in _WE:
            return Left(at, found.negated, found.passive, True, since=found.subject)
        if words[at] in SUBORDINATE or words[at] in _OTHERS:
            return None
        at -= 1
    passive = found.passive or (at >= low and not found.finite and words[at] in _BE)
    while at >= low and (words[at] in AUXILIARIES or words[at] in _ADVERBS or words[at] in NEGATORS):
        at -= 1
    return Left(at, found.negated, passive, True, since=found.subject) if at >= low else None


def _act_before(words: tuple[str, ...], at: int, low: int, acts: Lexicon) -> bool:
    """Whether an act stands before a row of objects that ends at words[at]: "sell [your data] or share it"."""
    while at >= low and words[at] in _OBJECT:
        at -= 1
    return at >= low and words[at] in acts


def participle(word: str) -> bool:
    """Whether a form of a verb can stand in the passive."""
    return word.endswith(("ed", "en", "ld")) or word in ("made", "sent", "lent", "kept", "read", "given")


def right(
    words: tuple[str, ...], last: int, acts: Lexicon, text: str, starts: tuple[int, ...], ends: tuple[int, ...]
) -> Right:
    """Walk from the end of an act over its object to the end of the clause; `text`, `starts` and `ends` as the index has them."""
    count = len(words)
    first = last
    while first < count and (words[first] in _LINKS or words[first] in _ADVERBS - _HOW_MUCH or words[first] in acts):
        if _stop(text, starts, ends, first, ";.:"):
            break
        first += 1
    at, objects = first, -1
    while at < count and at - first < _MOST:
        word = words[at]
        if (
            word in _ENDS
            or words[at : at + 2] == ("other", "than")
            or (at > first and _stop(text, starts, ends, at, ".;:("))
            or (at > first and word in _SUBJECTS and "," in text[ends[at - 1] : starts[at]])
        ):
            break
        if (
            objects < 0
            and word in _PREPOSITIONS
            and not (
                word in _MORE_OBJECT
                and at > first
                and (words[at - 1] in DATA or (word == "of" and words[at - 1] in _PARTS))
            )
        ):
            objects = at
        at += 1
    return Right(first, at if objects < 0 else objects, at)


def _stop(text: str, starts: tuple[int, ...], ends: tuple[int, ...], at: int, marks: str) -> bool:
    """Whether one of some punctuation marks stands before a token."""
    between = text[ends[at - 1] : starts[at]] if at and ends[at - 1] <= starts[at] else ""
    return len(between) > 1 and any(mark in between for mark in marks)


def noun_phrase(
    words: tuple[str, ...], last: int, text: str, starts: tuple[int, ...], ends: tuple[int, ...], own: int = 0
) -> int:
    """The word at which the noun phrase that ends at words[last] begins: after a comma, an auxiliary or a conjunction.

    What stands in brackets at its end belongs to it, and so does a clause about it: "the data [that you give us]".
    """
    at, most = last, _LONGEST
    if last + 1 < len(words) and ")" in text[ends[last] : starts[last + 1]]:
        while at > own and "(" not in text[ends[at - 1] : starts[at]]:
            at -= 1
        if at == own:
            return last
        at, most = at - 1, _LONGEST + last - at
    while (
        at > own and last - at < most and words[at - 1] not in _NO_PART and not _stop(text, starts, ends, at, ",;.:(")
    ):
        at -= 1
    if (at > own and words[at - 1] in _TELLERS) or (words[at] in _TELLERS and at > own):
        head = at - 1 if words[at - 1] in _TELLERS else at
        head -= words[head - 1] in ("that", "which")
        if head > own and words[head - 1] in DATA:
            return noun_phrase(words, head - 1, text, starts, ends, own)
    return at


def somebody(words: tuple[str, ...], begin: int, end: int) -> bool:
    """Whether data go to people that no lexicon knows: "with the boat yards that hand you the canoe"."""
    if words[begin : begin + 1] not in (("with",), ("to",)) or end - begin < 3 or words[begin + 1] not in _TAKERS:
        return False
    stop = begin + 2
    while stop < end and words[stop] not in _RECEIVER_ENDS:
        stop += 1
    noun, rest = words[begin + 2 : stop], words[stop : stop + 6]
    return bool(noun) and len(noun) < 5 and _NOBODY_NEW.isdisjoint(noun) and _WISHED.isdisjoint(rest)
