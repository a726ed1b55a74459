"""Promises of what is not done: made, weakened, or turned into their opposite."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.kinds.consent import OUT
from policylint.edits.overlap import Overlap
from policylint.edits.sides import Passage, Side, clusters, sides
from policylint.edits.stems import COMMON, stem
from policylint.facts.countries import countries
from policylint.facts.kinds import Sharing
from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set
from policylint.record import Record

# What policies say that they do not do with data, by the name of the act.
_ACTS = {
    word: name
    for name, words in {
        "collect": "collect collects collected collecting gets gather gathers gathered obtain obtains obtained receive receives received request "
        "requests requested extract extracts extracted retrieve retrieves retrieved capture captured harvest solicit get",
        "store": "store stores stored storing storage retain retains retained retaining keep keeps kept save saved "
        "record records recorded log logs logged logging",
        "share": "share shares shared sharing disclose discloses disclosed disclosing transfer transfers transferred transmit transmits transmitted send "
        "sends sent release released provide provides provided give gives given publish published hand pass passed",
        "sell": "sell sells sold selling rent rents rented lease trade",
        "read": "access accesses accessed read reads view views viewed inspect see sees seen look looks scan decrypt monitor monitors monitored "
        "open opens opened watch watches watched listen listens listened",
        "track": "track tracks tracked tracking profile follow target targets targeting link linked associate associated combine combined "
        "identify identifies correlate",
        "use": "use uses used using process processes processed analyse analyze analysed analyzed place places placed set training",
        "contact": "contact email call",
    }.items()
    for word in words.split()
}
_SAFE = frozenset({"rights", "changes", "children"})
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
    "targeting terms queries card you behavior behaviour pages results calls conversations notes entries answers letters location position positions "
    "whereabouts video videos footage logs names"
)
_LOOSER = word_set(
    "unless except exception excluding excepting apart save generally usually typically normally ordinarily mostly mainly largely primarily currently "
    "knowingly intentionally voluntarily try tries aim aims seek endeavour endeavor strive"
)
_SALE = word_set("sell sells sold selling sale sales rent rents rented lease trade")
_ELSE = {("nothing", "else"), ("nowhere", "else")}
_SURE = NEGATORS | word_set("no only nobody nothing never solely exclusively nowhere none")
_WISHED = word_set("wish want prefer")  # "save where you wish": the reader's choice
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
            passive = word == "no" and not {"is", "are", "be"}.isdisjoint(words[first + 1 : at])
            if not _DATA.isdisjoint(around) or "your" in words[at : at + 4] or passive:
                yield Denial(act, first, at)
                yield from _joined(words, first, at)
            break


def _joined(words: tuple[str, ...], first: int, at: int) -> Iterator[Denial]:
    """The further acts that one negator denies: "neither sold {nor used}", "do not sell, {rent} or {share}"."""
    for n in range(at + 1, min(at + 2 * _REACH, len(words))):
        if words[n] in ("and", "or", "nor"):
            act = _ACTS.get(words[n + 1], "") if n + 1 < len(words) else ""
            if not act:
                return
            yield Denial(act, first, n + 1)
        elif _ACTS.get(words[n]) is None and n > at + 3:
            return


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
        self.coming = side.coming
        self.acts = [act for act, _ in rows]
        self.else_ = {
            pair
            for words, _, _ in side.other.index.tokens
            if "else" in words
            for pair in pairwise(words)
            if pair in _ELSE
        }
        self.text = " ".join(s.text.lower() for s in side.other.document.sentences if "leave" in s.text)
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
    told = list(_weakened(new, old))
    yield from told
    yield from _loosened(new, old, {hit.new.span.start for hit in told if hit.new is not None})


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
    for at in sorted(passage.fresh):
        if made.coming and passage.words[at : at + 2] in _ELSE and passage.words[at : at + 2] not in made.else_:
            yield Denial("else", at, at + 1)
            return
        if (
            passage.words[at] == "never"
            and passage.words[at + 1 : at + 2] in (("leave",), ("leaves",))
            and "never leave" not in made.text
        ):
            yield Denial("share", at, at + 1)
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


def _loosened(new: Side, old: Side, told: set[int]) -> Iterator[ChangeHit]:
    """An exception, or a softening word, that came to a sentence which said what never is, or what only is; whatever it is about."""
    for passage in new.passages:
        if passage.counterpart is None or not _SAFE.isdisjoint(new.policy.topics(passage.sentence)):
            continue
        before = new.other.index.tokens[passage.counterpart.index][0]
        if _SURE.isdisjoint(before) or not _READER.isdisjoint(before[:2]):
            continue
        opened = next(
            (at for at in sorted(passage.fresh) if _opens(passage.words, at) and passage.words[at] not in before), None
        )
        if opened is None or not _WISHED.isdisjoint(passage.words[opened : opened + 6]):
            continue
        if OUT.search(" ".join(passage.words[opened:])) or any(
            True for _ in countries(new.policy.index, passage.sentence)
        ):
            continue  # told by kinds of their own
        if new.mark(passage, opened, None).span.start not in told:
            yield new.hit("denial-weakened", passage, "a promise that had no exception has one now", opened, None)


@detects("sale-now-allowed")
def sale(c: Comparison) -> Iterator[ChangeHit]:
    """The old text promises not to sell data, the new one does not, or says that it does."""
    new, old = sides(c)

    if not any(p.held & _SALE for p in old.passages) and not any(p.held & _SALE for p in new.passages):
        return

    def sold(side: Side) -> list[tuple[Passage, Denial]]:
        return [(p, d) for p in side.passages for d in denials(p.words) if d.act == "sell"]

    lost = [(p, d) for p, d in sold(old) if not p.fresh.isdisjoint((d.first, d.at))]
    stays = any(d.act == "sell" for words, _, _ in c.new.index.tokens for d in denials(words))
    stays = stays or any(f.act == "sell" and not f.polarity for f in c.new.all(Sharing))
    if lost and not stays:
        passage, denial = lost[0]
        yield old.hit("sale-now-allowed", passage, "the promise not to sell data is gone", denial.first, None)
        return
    # What facts know: "we neither rent nor sell", "results are not for sale"; and a sale that is allowed where nothing was said of it.
    gone = next((f for f in c.gone("sharing", _sold, lambda f: f.act == "sell" and not f.polarity)), None)
    denied = any(f.act == "sell" and not f.polarity for f in c.old.all(Sharing))
    come = next((f for f in c.come("sharing", _sold, lambda f: f.act == "sell" and f.polarity)), None)
    if (
        come is not None
        and denied
        and not stays
        and come.actor in ("we", "")
        and come.sentence.index in new.by_sentence
    ):
        mark = c.in_old(gone) if gone is not None else None
        yield ChangeHit("sale-now-allowed", mark, c.in_new(come), "data may be sold, which the old text did not say")
    elif gone is not None and not stays and gone.sentence.index in old.by_sentence and not old.retold(gone.sentence):
        yield ChangeHit("sale-now-allowed", c.in_old(gone), None, "the promise not to sell data is gone")


def _sold(fact: Sharing) -> bool:
    return fact.polarity
