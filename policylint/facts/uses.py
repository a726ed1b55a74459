"""Purposes that have no name: what stands where a purpose belongs, whatever it is.

"Your number is used to ring you or to V", "it is how we V", "with its help we V", "Purposes: N; N", the items of a list and the cells of
a column that are announced as purposes, and the sentences that answer "What do we use it for?".
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from policylint.document import Sentence
from policylint.facts.categories import leads
from policylint.facts.context import Context
from policylint.matching.index import Hit
from policylint.matching.tokens import tokenize
from policylint.patterns import word_set
from policylint.record import record, replace

_CLOSE = 3  # words between "used" and "for" that leave no doubt
_REACH = 20  # words after "use" in which its purpose is looked for
_MOST = 30  # words of one sentence in which more of them are looked for
_LABEL = 8  # words of a label before its colon
_ANSWERS = 4  # sentences after a question that may answer it
_DATA = word_set(
    "data information info details address addresses email emails cookies name names number location logs ip id ids it this them these "
    "they those camera microphone contacts photos gallery notification notifications permission bluetooth"
)
_ABLE = word_set("can could may")
# After "to" and "for": what is no purpose, and what could be said of anybody.
_NO_VERB = word_set(
    "our the your us you a an any third this these that those other others be have what which whom me people such all its their another "
    "whom do it them everyone anyone him her his be by with from in of on at"
)
_NO_NOUN = word_set(
    "the our your a an any this that as long example instance more each all these which what up at children minors users you us it them "
    "those such their its how other purposes purpose whatever no some longer most marketing use"
)
_ASKED_FOR = word_set("ask asks asked asking request look looking account")
_ANYBODY = word_set(
    "provide improve operate maintain offer deliver run enhance develop support function work make ensure enable allow help give better "
    "continue"
)
_OBJECT = 4  # words after such a verb in which its object is looked for
_ANYTHING = _ANYBODY | word_set(
    "and or our the your my its their this these all a an any service services app apps application applications website websites site "
    "sites platform product products software tool game bot system experience user users customer customers you us it them functionality "
    "features functions better new best quality certain various business online mobile web overall general core basic requested proper "
    "properly smoothly running of on use usage"
)
_OBJECT_ENDS = word_set("for with in by as where when if which that so such")
_NO_MORE = word_set(
    "be do comply us you me the a an this that our your any third which whom what it them so other others people do be by as not each"
)
_DETERMINERS = word_set("the your our a an you us them it whether which how when who my me their his her")
_NO_SECOND = _DETERMINERS | word_set(
    "with by from in of on at as about through into over if where that because while any all other others is are was were will may can "
    "not also only then so but without within during under after before until unless since including being having this these those "
    "give gives given keep enable allow let lets make help provide improve"
)
_BEING = word_set(
    "is are was were be been being will would may might can could shall should must has have had do does did not never isn't aren't "
    "also only then just"
)
_PASSIVE = word_set("are is be being been were was only also")
_LINKS = word_set("and or but then")
_FINITE = word_set("they it this that these those he she")
_EMPTY = word_set("and or the other others etc more purpose purposes following")
_HEADS = word_set("purpose purposes why aim aims")


@record
class Use:
    """A purpose of no name: the words of a sentence that tell it, whether they say more than anybody could, and whether others cannot be the ones who act."""

    sentence: Sentence
    first: int
    concrete: bool
    hit: Hit
    plain: bool = True


def uses(context: Context, data: AbstractSet[int]) -> Iterator[Use]:
    """Every place where a purpose stands, with the hit by which it was found. `data` are the sentences that speak of data."""
    starts: dict[int, int] = {}
    for named in context.hits("category-named"):
        starts.setdefault(named.sentence.index, named.first)
    for hit in context.hits("used-to"):
        words = context.words(hit.sentence)
        if starts.get(hit.sentence.index, hit.last) < hit.last or not _DATA.isdisjoint(words[: hit.last]):
            at = _verb_after(words, hit.first + 1)
            if at is not None:
                for one in (at, *_coordinated(words, at + 1)):
                    yield replace(_use(context, hit, one), plain=words[hit.first - 1] in _PASSIVE)
    for frame in ("use-how", "use-helped", "use-so"):
        for hit in context.hits(frame):
            if hit.sentence.index in data and hit.last < len(context.words(hit.sentence)):
                yield _use(context, hit, hit.last)
    for hit in context.hits("use-by-data"):
        words = context.words(hit.sentence)
        at = hit.last - 2  # the last two words are the verb and its object
        if hit.sentence.index in data and words[at - 1] not in ("to", "that", "you", "we", "may", "can", "could"):
            yield _use(context, hit, at)
    yield from _announced(context)
    yield from _answering(context)


def _use(context: Context, hit: Hit, at: int) -> Use:
    words = context.words(hit.sentence)
    word = words[at]
    stem = word[:-3] if word.endswith("ing") else word
    anybody = not _ANYBODY.isdisjoint((word, stem, f"{stem}e"))
    return Use(hit.sentence, at, not anybody or _of_something(words, at + 1), hit)


def _of_something(words: tuple[str, ...], first: int) -> bool:
    """Whether what anybody would do is done to something of one's own: "to improve automated publishing", not "our service"."""
    for at in range(first, min(first + _OBJECT, len(words))):
        if words[at] in _OBJECT_ENDS:
            return False
        if words[at] not in _ANYTHING:
            return True
    return False


def _verb_after(words: tuple[str, ...], first: int) -> int | None:
    """The token that begins what data are used for: the first after "to" or "for" that can be a purpose."""
    for at in range(first, min(first + _REACH, len(words) - 1)):
        if words[at] in ("unless", "until"):
            return None
        if words[at] == "to" and words[at + 1] not in _NO_VERB:
            return at + 1
        if words[at] == "so":
            subject = at + 1 + (words[at + 1] == "that")
            verb = next((i for i in range(subject, subject + 4) if words[i : i + 1] and words[i] in _ABLE), None)
            if verb is not None and words[verb + 1 : verb + 2] and words[verb + 1] not in _NO_VERB:
                return verb + 1
        if (
            words[at] == "for"
            and words[at - 1] not in _ASKED_FOR
            and words[at + 1] not in _NO_NOUN
            and (at - first < _CLOSE or words[at + 1].endswith("ing") or "purposes" in words[at + 2 : at + 5])
        ):
            return at + 1
    return None


def _coordinated(words: tuple[str, ...], first: int) -> Iterator[int]:
    """Further purposes of one use: "... or to tell you", "and for billing", "and print it", "and planning"."""
    for at in range(first, min(first + _MOST, len(words) - 2)):
        if words[at] not in _LINKS:
            continue
        word, after = words[at + 1], words[at + 2]
        if word in ("to", "for"):
            if after not in _NO_MORE and (word == "to" or after not in _NO_NOUN):
                yield at + 2
        elif word not in _NO_SECOND and (after in _DETERMINERS or word.endswith("ing")):
            yield at + 1


def _announced(context: Context) -> Iterator[Use]:
    """The items of a list and the cells of a column of purposes, and what stands after "Purposes:" in one sentence."""
    announcing = context.sentences("use-announced")
    for hit in context.hits("use-label"):
        words, starts, ends = context.index.tokens[hit.sentence.index]
        text = hit.sentence.text
        begin = text.find(":", hit.end) if hit.first < _LABEL and hit.end else -1
        if begin < 0 or len(tokenize(text[hit.end : begin])[0]) > _LABEL:
            continue
        items = [at for at in range(hit.last, len(words)) if starts[at] > begin]
        for at in items:
            parted = at == items[0] or any(mark in text[ends[at - 1] : starts[at]] for mark in ";,")
            first = at + (words[at] in ("to", "for") and at < items[-1])
            if parted and words[first] not in _EMPTY:
                yield _use(context, hit, first)
        if items:
            for at in _coordinated(words, items[0]):
                yield _use(context, hit, at)
    for sentence in context.prose():
        block = sentence.block
        if block.kind not in ("item", "cell") or sentence.start:
            continue
        own = context.index.own[sentence.index]
        words, starts, ends = context.index.tokens[sentence.index]
        if own >= len(words) or words[own] in _EMPTY:
            continue
        lead = next(leads(sentence), None)
        if (lead is not None and lead.index in announcing and lead.text.rstrip().endswith(":")) or (
            block.kind == "cell" and any(_heads(header) for header in block.headers)
        ):
            yield _use(context, Hit(sentence, own, len(words), starts[own], ends[-1], -1), own)


def _heads(header: str) -> bool:
    words = tokenize(header)[0]
    return len(words) < 6 and (
        not _HEADS.isdisjoint(words) or words[-2:] == ("used", "for") or words[:2] == ("what", "for")
    )


def _answering(context: Context) -> Iterator[Use]:
    """What they do, in the sentences after a question what data are used for: "They fill the board, and they let us ..."."""
    asked: dict[int, int] = {}  # sentence -> the question's
    for heading in (True, False):
        for hit in context.hits("use-question", headings=heading):
            if hit.sentence.text.rstrip().endswith("?"):
                for sentence in context.neighbours(hit.sentence, 0, _ANSWERS)[1:]:
                    if sentence.text.rstrip().endswith("?") or sentence.block.kind == "heading":
                        break
                    asked[sentence.index] = hit.sentence.index
    for index in asked:
        sentence = context.document.sentences[index]
        words, starts, ends = context.index.tokens[index]
        text = sentence.text
        for at in range(context.index.own[index], len(words) - 1):
            before = text[ends[at - 1] : starts[at]] if at else ""
            opens = at == context.index.own[index] or words[at - 1] in _LINKS or ";" in before or "," in before
            verb = at + 1 if words[at] in _FINITE else at
            if not opens or words[verb] in _BEING or words[verb] in _EMPTY:
                continue
            if verb > at or (
                words[at] in ("to", "so") or (at > 1 and words[at].endswith("s") and words[at - 1] != "the")
            ):
                verb += words[verb] == "to"
                yield _use(context, Hit(sentence, verb, len(words), starts[verb], ends[-1], -1), verb)
