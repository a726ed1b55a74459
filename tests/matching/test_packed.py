"""The tables of a book as a start reads them."""

from __future__ import annotations

import pytest

from policylint.matching.packed import Nodes, Rows
from policylint.matching.sharing import Branches, fold, pack, unpack

TABLE = {
    "": pack([1, 2]),
    "data": pack([3]),
    "dated": pack([]),
    "date": pack([70_000, 4]),
    "a": pack([5]),
    "e": pack([6, 6]),
    "an": pack([7]),
}


@pytest.mark.parametrize("table", [TABLE, {}])
def test_every_word_of_a_table_is_found(table: dict[str, str]) -> None:
    """With its numbers, also where another word begins as it does or is a part of it."""
    rows = Rows(Rows.piece(table))
    assert {word: unpack(rows[word]) for word in table} == {word: unpack(row) for word, row in table.items()}
    assert (len(rows), set(rows), rows.plain()) == (len(table), set(table), table)


@pytest.mark.parametrize("word", ["dat", "datedx", "b", "ata", "d"])
def test_a_word_that_a_table_does_not_have(word: str) -> None:
    """Has no row, be it a part of another or none at all."""
    rows = Rows(Rows.piece(TABLE))
    assert (word in rows, rows.get(word), rows.get(word, 1)) == (False, None, 1)
    with pytest.raises(KeyError):
        rows[word]


def test_branches_are_read_as_from_text() -> None:
    """The same tries in the same order of words, and the same text again."""
    tries = [{"log": {"": "logs", "files": {"": "files"}}, "#": {"days": {"": ""}}, "*": {"anonymi": {"": "x"}}}, {}]
    roots, table = fold(tries)
    nodes = Nodes(*Nodes.pieces(table))
    read, text = Branches(nodes), Branches(table)
    assert [read.trie(root) for root in roots] == tries == [text.trie(root) for root in roots]
    assert [list(read.trie(root)) for root in roots] == [list(trie) for trie in tries]
    assert (len(read), len(text), nodes.plain()) == (len(nodes), len(nodes), table)
