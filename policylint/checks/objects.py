"""What an act is done to, and who gets it: the categories, the personal data as such and the recipients named in its clause."""

from __future__ import annotations

from policylint.checks.clause import DATA
from policylint.checks.wording import Entry, Lexicon
from policylint.patterns import word_set

# Words that may stand before "data" where all personal data are meant.
_WHOLE = word_set(
    "any no your personal user users user's users' customer customers customer's customers' all private personally identifiable "
    "identifying individual individually member members visitor visitors visitors' or and nor collected information data other's "
    "site website of our my their every kind single piece ever people's about the"
)
_LESS = word_set(
    "that which through regarding relating under sensitive children minors not contained beyond other during via by for"
)
_MARKED = word_set(
    "any no your personal user users user's users' customer customers personally identifiable identifying all private customers' "
    "visitor visitors member individual"
)
PEOPLE = word_set("you users user customers customer visitors visitor individuals people members consumers our your")
_BODIES = word_set(
    "person persons individual individuals organisation organisations organization organizations company companies entity entities "
    "party parties body firm firms"
)
_NOT_RECEIVERS = word_set("in for when who which that so as where if because under through from about on whether")
_ANYONE = word_set("anyone anybody everyone others")
_TAKING = word_set(
    "provide give submit supply enter share collect gather request ask obtain receive hold have require need provided given submitted collected "
    "requested shared store"
)
_TAKING_WORDS = word_set("for from you us to about may might do will have choose of from")
_PLACES = frozenset([("in",), ("on",), ("at",), ("through",), ("via",), ("during",), ("within",), ("when",)])
_AFTER_NOUN = word_set(
    "and or nor of about on from for that which when with to by in at as than any your the either related associated"
)


def is_general(objects: tuple[str, ...]) -> bool:
    """Whether an object is personal data as such: "any of your personal data", "information about you", and not "log data"."""
    at = next((n for n, word in enumerate(objects) if word in DATA), -1)
    if at < 0:
        return objects[:1] in (("you",), ("anything",), ("nothing",))
    before, after = objects[:at], objects[at + 1 :]
    if set(objects) <= DATA | {"and", "or"}:
        return True
    if _told(after):
        return set(before) <= _WHOLE
    if not set(before) <= _WHOLE or not _LESS.isdisjoint(after[:4]):
        return False
    if not objects[1:]:
        return objects[0] in ("data", "information", "anything", "nothing")
    if after[:2] == ("of", "any") and after[2:3] and after[2] in ("kind", "sort", "type", "nature"):
        after = after[3:]
    if after[:1] in (("of",), ("about",), ("on",)):  # "data about our users", and not "data about your location"
        return not (PEOPLE - {"our", "your"}).isdisjoint(after[:4])
    if not _MARKED.isdisjoint(before) or "you" in after[:2]:
        return "from" not in after[:3] or not PEOPLE.isdisjoint(after[:6])
    if after[:1] and after[0] in (
        "collected",
        "gathered",
        "provided",
        "submitted",
    ):  # "the information collected from users"
        return len(after) < 3 or not PEOPLE.isdisjoint(after[:5])
    return False


def _told(after: tuple[str, ...]) -> bool:
    """Whether a clause after "information" takes in all that is given: "that we ask for", "you provide to us"."""
    clause = after[1:] if after[:1] in (("that",), ("which",)) else after
    return (
        clause[:1] in (("we",), ("i",), ("you",))
        and not _TAKING.isdisjoint(clause[1:4])
        and set(clause[1:]) <= _TAKING | _TAKING_WORDS
    )


def in_part(objects: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether "the data that you enter" goes on with a place, "in the survey", and is no longer all data."""
    return not {"you", "we", "i"}.isdisjoint(objects) and after[:1] in _PLACES


def object_names(categories: Lexicon, objects: tuple[str, ...]) -> frozenset[str]:
    """The categories that an object names; a category before another noun ("browser history") names none."""
    rows: list[Entry] = categories.entries(objects)
    starts = {begin for begin, _, _ in rows}
    found = set()
    for _, end, name in rows:
        after = objects[end] if end < len(objects) else ""
        if not after or end in starts or after in _AFTER_NOUN or after in DATA:
            found.add(name)
    return frozenset(found)


def receivers(recipients: Lexicon, words: tuple[str, ...], begin: int, end: int) -> frozenset[str]:
    """The recipients named between two words, up to what is said of them or of the purpose."""
    stop = begin
    while stop < end and not (
        stop > begin
        and (words[stop] in _NOT_RECEIVERS or (words[stop] == "to" and words[stop - 1] not in ("or", "and")))
    ):
        stop += 1
    span = words[begin:stop]
    rows = recipients.entries(span)
    starts = {first for first, _, _ in rows}
    found = {name for _, last, name in rows if name != "unnamed" or last not in starts}
    anybody = any(
        word in ("any", "other", "another", "outside") and not _BODIES.isdisjoint(span[at + 1 : at + 3])
        for at, word in enumerate(span)
    )
    if "unnamed" in found or anybody or not _ANYONE.isdisjoint(span):
        found.add("anyone")
    return frozenset(found - {"unnamed"})
