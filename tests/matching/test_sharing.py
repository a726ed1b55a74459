"""Tries in a pack: equal branches once, and nothing lost."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from policylint.matching.sharing import Branches, count, fold, join, read_numbers, write_numbers

WORDS = st.sampled_from(["keep", "your", "data", "#", "log", "logs"])


def _trie(children: Any) -> Any:
    named = st.fixed_dictionaries({}, optional={"": st.sampled_from(["", "server-logs"])})
    plain = st.dictionaries(WORDS, children, max_size=4)
    stars = st.fixed_dictionaries({}, optional={"*": st.dictionaries(WORDS, children, min_size=1, max_size=3)})
    return st.tuples(named, plain, stars).map(lambda parts: {**parts[0], **parts[1], **parts[2]})


TRIES = st.recursive(_trie(st.just({"": ""})), _trie, max_leaves=12)


@given(st.lists(TRIES, max_size=4), st.lists(TRIES, max_size=2))
def test_folding_loses_nothing(tries: list[Any], before: list[Any]) -> None:
    """Every trie comes back equal, with the words of each branch in the same order, wherever its table stands."""
    first = fold(before)[1]
    numbers, second = fold(tries)
    table = Branches(join(first, second))
    back = [table.trie(number + count(first)) for number in numbers]
    assert back == tries
    assert [_order(trie) for trie in back] == [_order(trie) for trie in tries]


@given(st.sets(st.integers(0, 300), max_size=80))
def test_numbers(numbers: set[int]) -> None:
    """Numbers are written as a list or, where they are many, as a bit set, and read back alike."""
    assert read_numbers(write_numbers(sorted(numbers)) or None) == sorted(numbers)


def _order(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _order(item)) for key, item in value.items() if key != ""]
    return value


def test_equal_branches_are_written_once() -> None:
    """Two lexicons with the same words share every branch."""
    trie = {"server": {"logs": {"": "log"}}, "access": {"logs": {"": "log"}}}
    assert fold([trie, json.loads(json.dumps(trie))]) == ([2, 2], "=log|-;0;logs|-;1;server access")
