"""Numbers in words and digits."""

from __future__ import annotations

from collections.abc import Sequence

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = {
    w: n * 10 for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_TENS["fourty"] = 40  # a common misspelling
NUMBER_WORDS: dict[str, int] = {w: n for n, w in enumerate(_ONES)} | _TENS | {"hundred": 100, "dozen": 12}


def number(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """The number that starts at words[at], and the index after it; None where none starts there.

    Reads digits ("30", "1.5", "1,000") and words ("ninety", "forty five", "one hundred and eighty", "a hundred").
    """
    word = words[at]
    if word[0].isdigit():
        try:
            return float(word.replace(",", "") if word.count(".") <= 1 else word), at + 1
        except ValueError:
            return None
    if word in ("a", "an") and at + 1 < len(words) and words[at + 1] in ("hundred", "dozen"):
        return float(NUMBER_WORDS[words[at + 1]]), at + 2
    if word not in NUMBER_WORDS:
        return None
    value, at = NUMBER_WORDS[word], at + 1
    if 20 <= value < 100 and at < len(words) and 0 < NUMBER_WORDS.get(words[at], 0) < 10:
        value, at = value + NUMBER_WORDS[words[at]], at + 1
    if 0 < value < 10 and at < len(words) and words[at] == "hundred":
        value, at = value * 100, at + 1
        rest = at + 1 if at < len(words) and words[at] == "and" else at
        if rest < len(words) and words[rest] in NUMBER_WORDS and words[rest] != "hundred":
            tail = number(words, rest)
            if tail is not None:
                value, at = value + int(tail[0]), tail[1]
    return float(value), at
