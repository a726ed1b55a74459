from __future__ import annotations

import pytest

from policylint.readers.flatten import VOID, Piece, flatten, normal, words_of


@pytest.mark.parametrize(
    ("source", "flat"),
    [
        ("", ""),
        (" \t\r\n", ""),
        ("plain", "plain"),
        ("  two   words \n", "two words"),
        ("a\r\nb\rc\nd\te", "a b c d e"),
        ("no\xa0break thin\u2009space line\u2028separator", "no break thin space line separator"),
        ("zero\u200bwidth soft\xadhyphen \ufeffmark", "zerowidth softhyphen mark"),
        ("\u201cquoted\u201d and \u2018so\u2019 it\u2019s", "\"quoted\" and 'so' it's"),
        ("en \u2013 em \u2014 dash", "en \u2013 em \u2014 dash"),
        ("a \u200b b", "a b"),
        ("\U0001f512 lock é", "\U0001f512 lock é"),
    ],
)
def test_flat_text(source: str, flat: str) -> None:
    """Any run of white space is one space, quotes are straight, zero-width characters are gone, dashes stay."""
    made = flatten(normal(source), [Piece(0, len(source))])
    assert made.text == flat == words_of(source)


def test_normal_keeps_the_length() -> None:
    """The normal text maps one to one to the source, so that a place in one is a place in the other."""
    source = "\u201cA\u200b\tb\u201d \U0001f512"
    assert normal(source) == f'"A{VOID} b" \U0001f512'
    assert len(normal(source)) == len(source)


@pytest.mark.parametrize(
    ("pieces", "flat", "anchors"),
    [
        ([Piece(0, 7)], "one two", ((0, 0, 7, True),)),
        ([Piece(0, 3), Piece(3, 7)], "one two", ((0, 0, 7, True),)),
        ([Piece(0, 3), Piece(8, 13)], "onethree", ((0, 0, 3, True), (3, 8, 13, True))),
        ([Piece(0, 3), Piece(3, 4, "&"), Piece(4, 7)], "one&two", ((0, 0, 3, True), (3, 3, 4, False), (4, 4, 7, True))),
        (
            [Piece(0, 3), Piece(3, 8, "\n"), Piece(8, 13)],
            "one three",
            ((0, 0, 3, True), (3, 3, 8, False), (4, 8, 13, True)),
        ),
        ([Piece(0, 4), Piece(7, 13)], "one three", ((0, 0, 4, True), (4, 8, 13, True))),
        ([Piece(0, 4, ""), Piece(4, 7)], "two", ((0, 4, 7, True),)),
        ([], "", ()),
    ],
)
def test_pieces_join(pieces: list[Piece], flat: str, anchors: tuple[tuple[int, int, int, bool], ...]) -> None:
    """Pieces that touch make one exact anchor; a stand-in has an anchor of its own for its whole stretch."""
    made = flatten(normal("one two three"), pieces)
    assert (made.text, made.anchors) == (flat, anchors)
