"""The phrase language."""

from __future__ import annotations

import pytest

from policylint.matching.inflect import forms
from policylint.matching.phrases import PhraseError, parse, words_of


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("Opt-out", {("opt", "out")}),
        ("e-mail", {("email",)}),
        ("(your)? data", {("your", "data"), ("data",)}),
        ("(keep|hold (on to)?)", {("keep",), ("hold",), ("hold", "on", "to")}),
        ("(to (be|the)? x|y)", {("to", "be", "x"), ("to", "the", "x"), ("to", "x"), ("y",)}),
        ("anonymi*", {("anonymi*",)}),
        ("<email>", {("<email>",)}),
        ("# days", {("#", "days")}),
    ],
)
def test_words(phrase: str, words: set[tuple[str, ...]]) -> None:
    """A phrase without gaps stands for these word sequences and no others."""
    assert set(words_of(phrase)) == words


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("", "an empty phrase"),
        ("... data", "starts or ends with a gap"),
        ("(a|b", "not closed"),
        ("a ) b", "stray"),
        ("a | b", "stray"),
        ("? a", "stray"),
        ("(a|)", "empty alternative"),
        ("(a ... b|c)", "within brackets"),
        ("({us} data|c)", "beside words"),
        ("{Us}", "names no lexicon"),
        ("a ...99 b", "gap of 99"),
        ("a?", "no word that must stand"),
        ("!", "no word"),
        ("a " * 600, "characters"),
        (
            "(a|b|c|d|e|f|g|h) " * 0
            + "((a|b) (a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h))",
            "at most",
        ),
    ],
)
def test_mistakes(phrase: str, told: str) -> None:
    """What is not in the language is refused with a reason."""
    with pytest.raises(PhraseError, match=told):
        parse(phrase)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("retain", ("retain", "retains", "retained", "retaining")),
        ("keep", ("keep", "keeps", "kept", "keeping")),
        ("erase", ("erase", "erases", "erased", "erasing")),
        ("copy", ("copy", "copies", "copied", "copying")),
        (
            "anonymise",
            (
                "anonymise",
                "anonymises",
                "anonymised",
                "anonymising",
                "anonymize",
                "anonymizes",
                "anonymized",
                "anonymizing",
            ),
        ),
        ("purge", ("purge", "purges", "purged", "purging")),
        ("dispatch", ("dispatch", "dispatches", "dispatched", "dispatching")),
    ],
)
def test_forms(word: str, found: tuple[str, ...]) -> None:
    """~word stands for every form of the word, in both spellings."""
    assert forms(word) == found
