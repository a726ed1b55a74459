"""Whether changed words change what is said: spelling, inflection, order and filler words do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

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


def says_something(lost: Sequence[str], fresh: Sequence[str], known: Collection[str] = ()) -> bool:
    """Whether exchanging words for others changes what is said. `known` are words that stand elsewhere in both texts."""
    gone, come = Counter(lost), Counter(fresh)
    both = gone & come
    if any(word in TURNING for word in both):
        both = Counter({word: count for word, count in both.items() if word not in TURNING})
    gone, come = gone - both, come - both
    for word in list(gone):
        for other in list(come):
            if word not in TURNING and other not in TURNING and (forms(word, other) or misspelt(word, other, known)):
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
