"""Promises of what is not done: made, weakened, or turned into their opposite."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.overlap import Overlap
from policylint.edits.sides import Passage, Side, clusters, sides
from policylint.edits.stems import COMMON, stem
from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set
from policylint.record import Record

# What policies say that they do not do with data, by the name of the act.
_ACTS = {
    word: name
    for name, words in {
        "collect": "collect collects collected collecting gather gathers gathered obtain obtains obtained receive receives received request "
        "requests requested extract extracts extracted retrieve retrieves retrieved capture captured harvest solicit get",
        "store": "store stores stored storing storage retain retains retained retaining keep keeps kept save saved "
        "record records recorded log logs logged logging",
        "share": "share shares shared sharing disclose discloses disclosed disclosing transfer transfers transferred transmit transmits transmitted send "
        "sends sent release released provide provides provided give gives given publish published hand pass passed",
        "sell": "sell sells sold selling rent rents rented lease trade",
        "read": "access accesses accessed read view inspect see look scan decrypt monitor monitors monitored",
        "track": "track tracks tracked tracking profile follow target targets targeting link linked associate associated combine combined "
        "identify identifies correlate",
        "use": "use uses used using process processes processed analyse analyze analysed analyzed place places placed set training",
        "contact": "contact email call",
    }.items()
    for word in words.split()
}
_BEFORE_NOUN = word_set("the your our its of their to")
_REACH = 7  # words between "not" and what is denied
_READER = word_set("you your user users visitor visitors customer customers child children anyone")
_IF = word_set("if when where unless whether in case should until once")
# After "not": no denial of an act on data.
_EXEMPT = word_set(
    "only limited responsible able necessarily required need want wish guarantee just liable yet mean apply cover"
)
_DATA = word_set(
    "data information details address addresses email emails content contents copy copies records number numbers cookie cookies logs it them "
    "this these those any anything nothing name names pii messages history profile profiles files picture pictures photo photos image images recordings "
    "characteristics ip tool "
    "targeting terms queries card you behavior behaviour pages"
)
_LOOSER = word_set(
    "unless except exception excluding excepting apart generally usually typically normally currently knowingly intentionally voluntarily"
)
_HELPERS = word_set("provider providers contractor contractors processor processors vendor vendors partner partners")
_SENSITIVE = word_set("sensitive special health religious religion genetic biometric racial")


class Denial(Record):
    """An act denied by some tokens of a sentence: `first` is the word that denies, `at` the act."""

    act: str
    first: int
    at: int


def denials(words: tuple[str, ...]) -> Iterator[Denial]:
    """The acts on data that a sentence denies of the publisher, or of those who work for it."""
    for first, word in enumerate(words):
        after = words[first + 1] if first + 1 < len(words) else ""
        if word == "no":
            if after in ("longer", "later", "matter", "charge", "cost", "fee"):
                continue
        elif word == "without":
            if not (after.endswith("ing") and after in _ACTS):
                continue
        elif word not in NEGATORS or word == "nor" or not _EXEMPT.isdisjoint(words[first + 1 : first + 3]):
            continue
        before = words[max(first - 4, 0) : first]
        if words[first - 1 : first + 2] == ("do", "not", "track"):
            continue  # the name of a signal
        if words[first - 1 : first] in (("may",), ("might",)) and word == "not":
            continue  # what may not be so is no promise
        of_reader = word != "without" and not _READER.isdisjoint(words[max(first - 2, 0) : first])
        if of_reader or not _IF.isdisjoint(before):
            continue
        reach = _REACH + 4 if word == "neither" else _REACH
        for at in range(first + 1, min(first + reach, len(words))):
            act = "" if words[at - 2 : at + 1] == ("do", "not", "track") else _ACTS.get(words[at], "")
            allowed = words[first + 1] in ("allow", "permit", "let", "allowed")
            if not act or (
                words[at - 1] in _BEFORE_NOUN and at - first > 2 and not (allowed and words[at - 1] == "to")
            ):
                continue
            if (
                word == "no"
                and words[at - 1] not in ("be", "is", "are", "will", "been")
                and not words[at].endswith("ed")
            ) and (at > first + 4 or words[at] not in ("sent",)):
                continue
            around = words[max(first - 8, 0) : at + 14]
            if not _DATA.isdisjoint(around) or "your" in words[at : at + 4]:
                yield Denial(act, first, at)
            break


def honours(words: tuple[str, ...]) -> bool:
    """Whether a sentence says what is done, or not done, where a reader has objected: "if your browser sends a signal, we do not ..."."""
    for at, word in enumerate(words[:3]):
        if word in ("if", "when", "where"):
            near = words[at + 1 : at + 14]
            return (
                ("track" in near and "not" in near)
                or "dnt" in near
                or "gpc" in near
                or ("privacy" in near and "control" in near)
            )
    return False


def excepted(words: tuple[str, ...], denial: Denial) -> bool:
    """Whether what is denied is allowed again for those who work for the publisher: "we do not share it, unless with a provider"."""
    if denial.act != "share":
        return False
    at = next((n for n in range(denial.at + 1, len(words)) if words[n] in ("unless", "except")), None)
    return at is not None and not _HELPERS.isdisjoint(words[at:])


class _Made:
    """The denials that the other version makes."""

    def __init__(self, side: Side) -> None:
        rows = [
            (d.act, _about(words, d))
            for words, _, _ in side.other.index.tokens
            if "no" in words or not NEGATORS.isdisjoint(words)
            for d in denials(words)
        ]
        self.acts = [act for act, _ in rows]
        self.bare = frozenset(act for act, things in rows if not things)
        self.named = frozenset(self.acts)
        self.things = Overlap(things for _, things in rows)

    def has(self, act: str, things: frozenset[str]) -> bool:
        """Whether it denies the same act of much the same things, or another act of nearly the same."""
        if act in self.bare or (not things and act in self.named):
            return True
        for number, count in self.things.shared(things):
            least = min(len(things), len(self.things.rows[number]))
            if count >= 0.5 * least if self.acts[number] == act else count > 1 and count >= 0.6 * least:
                return True
        return False


@detects("denial-added", "denial-weakened")
def denied(c: Comparison) -> Iterator[ChangeHit]:
    """A promise that is new, and one that is gone or has an exception now."""
    new, old = sides(c)
    yield from _added(new)
    yield from _weakened(new, old)


def _added(new: Side) -> Iterator[ChangeHit]:
    made = _Made(new)
    found = {p.sentence.index: d for p in new.passages for d in _fresh(p, made)}
    for row in clusters((p for p in new.passages if p.sentence.index in found), blocks=True):
        passage = row[0]
        denial = found[passage.sentence.index]
        acts = list(dict.fromkeys(found[p.sentence.index].act for p in row))
        yield new.hit(
            "denial-added",
            passage,
            f"the text now denies something it did not deny ({', '.join(acts)})",
            denial.first,
            None,
        )


def _fresh(passage: Passage, made: _Made) -> Iterator[Denial]:
    """The first denial of a changed sentence that the other version does not make; what depends on the reader's wish is a right."""
    if honours(passage.words):
        return
    for denial in denials(passage.words):
        if denial.first not in passage.fresh and denial.at not in passage.fresh:
            continue
        if not passage.whole and denial.first not in passage.fresh:
            continue
        if not made.has(denial.act, _about(passage.words, denial)) and not excepted(passage.words, denial):
            yield denial
            return


def _about(words: tuple[str, ...], denial: Denial) -> frozenset[str]:
    """What a denial is about, as stems."""
    span = words[max(denial.first - 5, 0) : denial.at + 14]
    return frozenset(
        stem(w) for w in span if w not in COMMON and w not in NEGATORS and _ACTS.get(w, "track") == "track"
    )


def _opens(words: tuple[str, ...], at: int) -> bool:
    """Whether a word opens an exception: "unless", "other than", "with the exception", "without your consent"."""
    if words[at] in _LOOSER or words[at - 1 : at + 1] == ("other", "than"):
        return True
    return words[at] in ("consent", "permission") and "without" in words[max(at - 3, 0) : at]


def _weakened(new: Side, old: Side) -> Iterator[ChangeHit]:
    for passage in new.passages:
        if passage.counterpart is None:
            continue
        words = new.other.index.tokens[passage.counterpart.index][0]
        stated = list(denials(words))
        if not stated:
            continue
        before = {words[at] for at in range(len(words)) if _opens(words, at)}
        opened = [at for at in sorted(passage.fresh) if _opens(passage.words, at) and passage.words[at] not in before]
        kept = list(denials(passage.words))
        if opened and kept:
            kind = (
                "sensitive-category-added"
                if not _SENSITIVE.isdisjoint(passage.words) and kept[0].act == "collect"
                else "denial-weakened"
            )
            yield new.hit(kind, passage, "a promise that had no exception has one now", opened[0], None)
    made = _Made(old)
    gone = {p.sentence.index: d for p in old.passages for d in _fresh(p, made)}
    for row in clusters(p for p in old.passages if p.sentence.index in gone):
        for passage in row:
            denial = gone[passage.sentence.index]
            if old.stays(passage) and denial.act != "sell":
                message = "the text no longer denies this"
                yield old.hit("denial-weakened", passage, message, denial.first, None, until=row[-1])
                break


@detects("sale-now-allowed")
def sale(c: Comparison) -> Iterator[ChangeHit]:
    """The old text promises not to sell data, the new one does not, or says that it does."""
    _new, old = sides(c)

    def sold(side: Side) -> list[tuple[Passage, Denial]]:
        return [(p, d) for p in side.passages for d in denials(p.words) if d.act == "sell"]

    lost = [(p, d) for p, d in sold(old) if not p.fresh.isdisjoint((d.first, d.at))]
    stays = any(d.act == "sell" for words, _, _ in c.new.index.tokens for d in denials(words))
    if lost and not stays:
        passage, denial = lost[0]
        yield old.hit("sale-now-allowed", passage, "the promise not to sell data is gone", denial.first, None)


@detects("opt-in-to-opt-out")
def opted(c: Comparison) -> Iterator[ChangeHit]:
    """What was done only where the reader agreed is now done until the reader objects."""
    new, _ = sides(c)
    for passage in new.passages:
        if passage.counterpart is None:
            continue
        before, after = " ".join(c.words_old(passage.counterpart)), " ".join(c.words_new(passage.sentence))
        asked, out = _said(_ASKED, before), _said(_OUT, after)
        if asked and out and not _said(_ASKED, after) and not _said(_OUT, before):
            yield new.hit("opt-in-to-opt-out", passage, "what needed consent now goes on until the reader objects")


_ASKED = ("consent", "opt in", "opted in", "permission", "if you agree", "unless you agree")
_OUT = ("opt out", "opted out", "unsubscribe", "object")


def _said(phrases: tuple[str, ...], words: str) -> bool:
    return any(phrase in words for phrase in phrases)


@detects("parental-consent-removed")
def parents(c: Comparison) -> Iterator[ChangeHit]:
    """The old text asks parents for consent, the new one does not."""

    def asks(words: tuple[str, ...]) -> bool:
        held = set(words)
        return not held.isdisjoint(("parent", "parents", "parental", "guardian", "guardians")) and not held.isdisjoint(
            ("consent", "permission", "approval", "consents")
        )

    if any(asks(words) for words, _, _ in c.new.index.tokens):
        return
    _, old = sides(c)
    for passage in old.passages:
        if asks(passage.words):
            yield old.hit("parental-consent-removed", passage, "the consent of parents is no longer asked for")
            return
