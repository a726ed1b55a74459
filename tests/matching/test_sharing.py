"""Tries in a pack: equal branches once, and nothing lost."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from policylint.matching.sharing import Branches, count, fold, join, join_links, links, pack, unpack

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


@given(st.lists(st.integers(0, 70_000), max_size=80))
def test_numbers(numbers: list[int]) -> None:
    """Numbers are packed and unpacked alike, in order, those too that two bytes do not hold."""
    assert unpack(pack(numbers)) == numbers


def test_links() -> None:
    """Each word is told where it ends an entry and where more may follow; numbers and prefixes are told apart."""
    numbers, table = fold([{"log": {"": "", "files": {"": ""}}, "#": {"days": {"": ""}}, "*": {"serv": {"": ""}}}])
    found = links(table)
    root = numbers[0]
    assert unpack(found["log"])[:3] == [1, root, root]
    assert unpack(found["files"])[0] == 1
    assert set(found) == {"", "log", "files", "days", "serv"}
    at = dict(
        zip(unpack(found[""])[::3], zip(unpack(found[""])[1::3], unpack(found[""])[2::3], strict=True), strict=True)
    )
    assert all(number > 0 for number in at[root])
    assert links(join(table, table)) == join_links(found, links(table, count(table)))


def _order(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _order(item)) for key, item in value.items() if key != ""]
    return value


def test_equal_branches_are_written_once() -> None:
    """Two lexicons with the same words share every branch."""
    trie = {"server": {"logs": {"": "log"}}, "access": {"logs": {"": "log"}}}
    assert fold([trie, json.loads(json.dumps(trie))]) == ([2, 2], "=log|-;0;logs|-;1;server access")
