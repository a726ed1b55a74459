"""YAML with places."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from policylint.errors import BadConfiguration, BadRule, PolicylintError
from policylint.marked import DEEPEST, LARGEST, Map, Node, Reading, Scalar, Seq, load, read, suggest


def test_every_value_is_text_as_written() -> None:
    """Words that YAML takes for booleans, numbers, dates or nothing stay what was written."""
    tree = load("a: no\nb: 1e3\nc: 2024-05-01\nd: ~\ne: 0x1F\nf:\ng: 'it''s'\n", "x.yaml")
    assert isinstance(tree, Map)
    values = {key.text: value.text for key, value in tree if isinstance(value, Scalar)}
    assert values == {"a": "no", "b": "1e3", "c": "2024-05-01", "d": "~", "e": "0x1F", "f": "", "g": "it's"}


def test_places_count_from_one() -> None:
    """Every node knows the line and column on which it begins, from 1."""
    tree = load("top:\n  - one\n  - {key: value}\n", "x.yaml")
    assert tree == Map(
        (
            (
                Scalar("top", 1, 1),
                Seq((Scalar("one", 2, 5), Map(((Scalar("key", 3, 6), Scalar("value", 3, 11)),), 3, 5)), 2, 3),
            ),
        ),
        1,
        1,
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\r\nb: !x 2\r\n", 2),
        ("a: 1\rb: !x 2\r", 2),
        ("a: x\u2028y\nb: !x 2\n", 2),  # YAML 1.1 ends a line at U+2028, editors do not
        ("\ufeffa: 1\nb: !x 2\n", 2),
    ],
)
def test_lines_are_those_of_an_editor(text: str, line: int) -> None:
    """A line ends at LF, CRLF or CR, and a byte order mark counts for nothing."""
    with pytest.raises(BadConfiguration) as caught:
        load(text, "x.yaml")
    assert caught.value.line == line


def test_an_empty_text_is_an_empty_map() -> None:
    """A file of nothing, or of comments alone, says nothing, which is allowed."""
    assert load("", "x.yaml") == load("# nothing yet\n", "x.yaml") == load("---\n", "x.yaml") == Map((), 1, 1)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' is given twice, first on line 1"),
        ("a: &x 1\nb: *x\n", 2, "an alias (*x); write the value out"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "a tag (tag:yaml.org,2002:python/object:os.system)"),
        ("a: !!str 1\n", 1, "a tag (tag:yaml.org,2002:str); no tags are allowed"),
        ("a: 1\n---\nb: 2\n", 2, "a second document; one is allowed in a file"),
        ("a: [1, 2\nb: 3\n", 2, "not YAML: while parsing a flow sequence"),
        ("? [a]\n: 1\n", 1, "a key that is a list or a map; keys are plain text"),
        ("a: \x01\n", 1, "not YAML: control characters are not allowed"),
        ('a: b\nc: "\\x1b[31m"\n', 2, "a control character (U+001B) in a value"),
        ('a: "\\u202Etxt"\n', 1, "a control character (U+202E) in a value"),
        ("a: \ud800\n", 1, "not YAML: a character that is no text"),
        ("a: 1\nb: " + "[" * DEEPEST, 2, f"nested more than {DEEPEST} deep"),
        ("[" * 200_000, 1, f"nested more than {DEEPEST} deep"),
        ("#" * (LARGEST + 1), 0, f"{LARGEST + 1} characters; at most {LARGEST} are allowed"),
    ],
)
def test_what_is_refused(text: str, line: int, message: str) -> None:
    """What may mislead, blow up or nest without end is refused with its line."""
    with pytest.raises(BadConfiguration) as caught:
        load(text, "x.yaml")
    assert (caught.value.path, caught.value.line) == ("x.yaml", line)
    assert caught.value.message.startswith(message)


def test_a_comment_after_a_plain_value_is_told() -> None:
    """A plain value that a comment follows says so, since the comment may have been meant as part of it."""
    tree = load('- for # days\n- "for # days"\n- plain\n- a#b\n', "x.yaml")
    assert isinstance(tree, Seq)
    assert [(s.text, s.commented) for s in tree if isinstance(s, Scalar)] == [
        ("for", True),
        ("for # days", False),
        ("plain", False),
        ("a#b", False),
    ]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is missing, too large, no file or not UTF-8 is one clear error of the class asked for."""
    (tmp_path / "latin.yaml").write_bytes(b"a: 1\nb: caf\xe9\n")
    (tmp_path / "large.yaml").write_bytes(b"#" * (LARGEST + 1))
    os.mkfifo(tmp_path / "pipe.yaml")
    cases = {
        "latin.yaml": (2, "not UTF-8; YAML files are read as UTF-8"),
        "large.yaml": (0, f"more than {LARGEST} bytes; at most so many are allowed"),
        "pipe.yaml": (0, "not a regular file"),
        "none.yaml": (0, "cannot be read: No such file or directory"),
        "": (0, "not a regular file"),
    }
    for name, (line, message) in cases.items():
        with pytest.raises(BadRule) as caught:
            read(tmp_path / name, BadRule, "shown.yaml")
        assert (caught.value.path, caught.value.line, caught.value.message) == ("shown.yaml", line, message)


def one(text: str) -> Node:
    """The value of `k` in a YAML text."""
    tree = load(text, "x.yaml")
    assert isinstance(tree, Map)
    value = tree.get("k")
    assert value is not None
    return value


def test_values_are_taken_as_what_they_have_to_be() -> None:
    """A Reading gives texts, words of a list, flags, whole numbers and lists from nodes of that form."""
    reading = Reading("x.yaml")
    assert reading.text(one("k: ' a b '"), "k") == "a b"
    assert reading.choice(one("k: error"), "k", ("error", "info")) == "error"
    assert [reading.flag(one(f"k: {word}"), "k") for word in ("true", "No", "on", "OFF")] == [True, False, True, False]
    assert reading.whole(one("k: 12"), "k", 1, 99) == 12
    assert reading.texts(one("k: [a, b]"), "k") == ("a", "b")
    assert reading.texts(one("k: a"), "k") == ("a",)


@pytest.mark.parametrize(
    ("text", "method", "rest", "message"),
    [
        ("k: [a]", "text", (), "k must be a text, not a list"),
        ("k:", "text", (), "k is empty"),
        ("k: eror", "choice", (("error", "info"),), "unknown k: 'eror'; did you mean 'error'? allowed: error, info"),
        ("k: maybe", "flag", (), "k must be true or false, not 'maybe'"),
        ("k: 1e3", "whole", (1, 99), "k must be a whole number from 1 to 99, not '1e3'"),
        ("k: 100", "whole", (1, 99), "k must be a whole number from 1 to 99, not '100'"),
        ("k: ٣", "whole", (1, 99), "k must be a whole number from 1 to 99, not '٣'"),
        ("k: text", "seq", (), "k must be a list, not the text 'text'"),
        ("k:", "map", (), "k must be a map (key: value), not nothing"),
        ("k: []", "texts", (), "k is an empty list"),
        ("k: {a: 1}", "map", ((), ("b",)), "k has no 'b', which it must have"),
        (
            "k: {titel: 1}",
            "map",
            (("title", "why"),),
            "unknown key of k: 'titel'; did you mean 'title'? allowed: title, why",
        ),
    ],
)
def test_a_value_of_another_form_is_refused(text: str, method: str, rest: tuple[object, ...], message: str) -> None:
    """A value of another form is an error at its line that says what is allowed."""
    with pytest.raises(PolicylintError) as caught:
        getattr(Reading("x.yaml", BadRule), method)(one("\n" + text), "k", *rest)
    assert isinstance(caught.value, BadRule)
    assert (caught.value.line, caught.value.message) == (2, message)


def test_suggestions() -> None:
    """The nearest allowed word is named where one is near; a long list is cut, or left out beside a near word."""
    many = [f"name-{n:03}" for n in range(60)]
    assert suggest("titel", ("title", "why")) == "; did you mean 'title'? allowed: title, why"
    assert suggest("zzz", ("title", "why")) == "; allowed: title, why"
    assert suggest("nam-031", many) == "; did you mean 'name-031'?"
    assert suggest("zzz", many).endswith("name-039 and 20 more")
