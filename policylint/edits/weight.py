"""Whether changed words change what is said: spelling, inflection, order and filler words do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from policylint.matching.clauses import NEGATORS
from policylint.patterns import word_set

# Words whose coming or going is grammar or style.
FILLER = word_set(
    "a an the of to in on at by for with from as into onto upon about that which this these those it its is are be been being am was were "
    "has have had do does did and so then than there here also please just simply however therefore thus hence furthermore moreover "
    "additionally well too very our your their his her us we you they them who whom whose when where while if your s e g i g etc eg ie "
    "such like i using use used via per hereby herein thereof shall will would note e.g i.e click below above following section page "
    "see read more learn visit link"
)
# Words that turn a statement round or bound it: their coming, going or moving always says something.
TURNING = NEGATORS | word_set(
    "no never not only all any every always may might must can could should unless except without least most up or if"
)
_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "de", "anti", "re")


# Words that mean the same in what policies say, by one of them.
_SAME: dict[str, str] = {
    word: name
    for name, words in {
        "then": "after afterwards afterward once following subsequently",
        "collect": "gather gathers gathered gathering collects collected collecting",
        "keep": "keeps kept keeping retain retains retained retaining retention hold holds held holding store stores stored storing",
        "delete": "deletes deleted deleting deletion erase erases erased erasing erasure wipe wipes wiped destroy destroys destroyed remove "
        "removes removed removing",
        "tell": "tells told telling inform informs informed informing notify notifies notified let know",
        "want": "wants wanted wish wishes wished like",
        "need": "needs needed needing require requires required",
        "give": "gives given gave giving provide provides provided providing supply supplies supplied submit",
        "send": "sends sent sending",
        "sell": "sells sold selling",
        "take": "takes took taken taking",
        "make": "makes made making",
        "see": "sees saw seen seeing",
        "say": "says said state states stated",
        "write": "writes wrote written writing",
        "pay": "pays paid paying",
        "get": "gets got receive receives received receiving obtain obtains obtained obtaining",
        "buy": "buys bought purchase purchases purchased purchasing",
        "choose": "chooses chose chosen select selects selected",
        "correct": "rectify rectified rectification correction correcting corrected amend amended",
        "begin": "begins began begun start starts started starting commence",
        "end": "ends ended terminate terminates terminated",
        "change": "changes changed changing alter altered modify modified amendment amendments",
        "ask": "asks asked asking request requests requested requesting",
        "share": "shares shared sharing disclose discloses disclosed disclosing disclosure pass passes passed",
        "help": "helps helped assist assists assisted",
        "phone": "telephone phones",
        "photo": "photos photograph photographs picture pictures image images",
        "site": "website sites websites",
        "question": "questions query queries enquiry enquiries inquiry inquiries",
        "answer": "answers answered reply replies respond responds response",
        "because": "since due owing reason",
        "everyone": "everybody anyone anybody",
        "nobody": "none",
        "person": "people persons individual individuals somebody someone",
        "company": "firm firms companies business businesses",
        "before": "prior earlier",
        "job": "jobs vacancy vacancies",
    }.items()
    for word in words.split()
}
_TURNED = NEGATORS | {"no"}
BINDING = _TURNED | word_set(
    "only unless except without least most may might nothing nobody nowhere else"
)  # what turns a statement round, or bounds it


def meant(word: str) -> str:
    """A word as it is weighed: one for all that mean the same."""
    return _SAME.get(word, word)


@lru_cache(maxsize=4096)
def meaning(word: str) -> str:
    """The stem of a word as it is weighed."""
    return _stem(meant(word))


def denied(words: Sequence[str]) -> Counter[str]:
    """What the words of a statement deny: after each negator the next word of content."""
    found: Counter[str] = Counter()
    for at, word in enumerate(words):
        if word in _TURNED:
            found[
                next((_stem(meant(w)) for w in words[at + 1 : at + 8] if w not in FILLER and w not in TURNING), "")
            ] += 1
    return found


def says_something(
    lost: Sequence[str],
    fresh: Sequence[str],
    known: Collection[str] = (),
    turned: bool = True,
    repeated: Collection[str] = (),
) -> bool:
    """Whether exchanging words for others changes what is said.

    `known` are words that stand elsewhere in both texts; `turned` tells whether something else is denied than before, so that a negator
    that moved counts; `repeated` are words that both statements have, some only more often.
    """
    gone, come = Counter(lost), Counter(fresh)
    both = gone & come
    if turned and not _TURNED.isdisjoint(both):
        both = Counter({word: count for word, count in both.items() if word not in _TURNED})
    gone, come = gone - both, come - both
    if repeated:
        gone, come = (
            Counter({word: count for word, count in row.items() if word in _TURNED or meant(word) not in repeated})
            for row in (gone, come)
        )
    for word in list(gone):
        for other in list(come):
            if word in TURNING or other in TURNING:
                continue
            if meant(word) == meant(other) or forms(word, other) or misspelt(word, other, known):
                count = min(gone[word], come[other])
                gone[word] -= count
                come[other] -= count
                gone, come = +gone, +come
                if not gone[word]:
                    break
    rest = [word for word in (*gone.elements(), *come.elements()) if word not in FILLER or word in TURNING]
    return bool(_joined(gone, come)) if rest else False


def _joined(gone: Counter[str], come: Counter[str]) -> bool:
    """Whether the two differ as letters: 'log in' and 'login' do not."""
    left = "".join(sorted("".join(gone.elements())))
    right = "".join(sorted("".join(come.elements())))
    return left != right


def forms(a: str, b: str) -> bool:
    """Whether two words are forms of one: collect, collects, collecting."""
    if a == b:
        return True
    if min(len(a), len(b)) < 3 or not a.isalpha() or not b.isalpha():
        return False
    return _stem(a) == _stem(b)


def _stem(word: str) -> str:
    for ending, put in (
        ("ies", "y"),
        ("ied", "y"),
        ("ying", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + put
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e")


def misspelt(a: str, b: str, known: Collection[str] = ()) -> bool:
    """Whether two words differ as a word and its misspelling do: by one letter, or two in a long word, and no prefix.

    Two words that both stand elsewhere in the texts are two words.
    """
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < 4 or len(longer) - len(shorter) > 2 or not (a.isalpha() and b.isalpha()):
        return False
    if longer.endswith(shorter) and longer[: len(longer) - len(shorter)] in _PREFIXES:
        return False
    if a in known and b in known:
        return False
    return edits(a, b, 3) <= (1 if len(shorter) < 8 else 2)


def edits(a: str, b: str, most: int) -> int:
    """How many letters to put in, take out, exchange or swap make one word of the other; `most` where it is that many or more."""
    if abs(len(a) - len(b)) >= most or max(len(a), len(b)) > 40:
        return most
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if before and i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return min(last[-1], most)
