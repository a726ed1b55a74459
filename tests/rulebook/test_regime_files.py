"""Laws as files: what they may say, their groups of phrases, register numbers and days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from policylint.rulebook import ChildAge, RegimeFile, number_pattern
from policylint.rulebook.regimes import Answer
from policylint.rulebook.rulebook import Rulebook

from .conftest import LAW

Write = Callable[[str, str], Path]
Load = Callable[[], Rulebook]


def test_a_law_is_read_whole(write: Write, load: Load) -> None:
    """Every key of a regime file has its place, and its phrases are groups of the book, empty ones too."""
    write(
        "regimes/other.yaml",
        LAW
        + """\
targeted: [residents of testland]
negated: not in testland
seats: [test city]
countries: [DE, "NO"]
forms: [GmbH]
registrations: [HRB 0+]
needs: cookies
threshold: Size.
since: 2027-05-13
child-age: {age: 16, law: Art. 8, verified: false, countries: {AT: 14}}
response-time: {period: P1M, law: Art. 12}
note: A note.
""",
    )
    book = load()
    assert book.mistakes == ()
    law = book.regimes["other"]
    assert law == RegimeFile(
        key="other",
        name="A law for tests",
        citation_style="TEST Art. 1",
        named=("testing act",),
        claimed=("under the testing act",),
        targeted=("residents of testland",),
        negated=("not in testland",),
        seats=("test city",),
        countries=("DE", "NO"),
        forms=("GmbH",),
        registrations=("HRB 0+",),
        needs="cookies",
        threshold="Size.",
        since=dt.date(2027, 5, 13),
        child_age=ChildAge(16, "Art. 8", False, {"AT": 14}),
        response_time=Answer("P1M", "Art. 12"),
        note="A note.",
        source="rules/regimes/other.yaml",
    )
    told = {name: [book.book.sources[n] for n in numbers] for name, numbers in book.book.groups.items()}
    assert {name: phrases for name, phrases in told.items() if name.startswith("regime:other:")} == {
        "regime:other:named": ["testing act"],
        "regime:other:claimed": ["under the testing act"],
        "regime:other:targeted": ["residents of testland"],
        "regime:other:negated": ["not in testland"],
        "regime:other:seat": ["test city"],
    }
    assert told["regime:test-law:seat"] == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("name: x\n", 1, "a regime has no 'citation-style', which it must have"),
        (LAW + "place: x\n", 5, "unknown key of a regime: 'place'; allowed: "),
        (LAW + "targeted: ['(']\n", 5, "targeted: a bracket that is not closed in '('"),
        (LAW + "countries: [Germany]\n", 5, "countries: 'Germany' is not an ISO 3166-1 alpha-2 code (DE)"),
        (LAW + "registrations: ['[0-9]+']\n", 5, "registrations: '[0-9]+' is not a template: "),
        (LAW + "needs: cookie\n", 5, "unknown kind of fact: 'cookie'; did you mean 'cookies'? allowed: "),
        (LAW + "since: May 2027\n", 5, "since: 'May 2027' is no date; allowed: YYYY-MM-DD"),
        (LAW + "child-age: 16\n", 5, "child-age must be a map (key: value), not the text '16'"),
        (LAW + "child-age: {age: 99}\n", 5, "age must be a whole number from 1 to 25, not '99'"),
        (LAW + "response-time: {period: a month}\n", 5, "response-time.period: no duration: 'a month'; allowed: P30D"),
    ],
)
def test_every_mistake_is_told_with_its_line(write: Write, load: Load, text: str, line: int, message: str) -> None:
    """A mistake in a regime file names the file, the line and what is allowed; the law may still be cited."""
    write("regimes/test-law.yaml", text)
    book = load()
    (mistake,) = book.mistakes
    assert (mistake.path, mistake.line) == ("rules/regimes/test-law.yaml", line)
    assert mistake.message.startswith(message), mistake.message
    assert book.regimes == {}


@pytest.mark.parametrize(
    ("template", "text", "found"),
    [
        ("HRB 0+", "Amtsgericht Jena, HRB 514 902 B", "HRB 514"),
        ("HRB 0+", "HRB12", "HRB12"),
        ("HRB 0+", "XHRB 12", None),
        ("CHE-000.000.000", "UID CHE-108.954.978 MWST", "CHE-108.954.978"),
        ("CHE-000.000.000", "CHE-108x954x978", None),
        ("ABN 00 000 000 000", "ABN 51824753556", "ABN 51824753556"),
        ("UEN 000000000@", "UEN 201912345K.", "UEN 201912345K"),
        ("UEN 000000000@", "UEN 2019123456", None),
        ("0000/000000/00", "reg. 2015/123456/07", "2015/123456/07"),
    ],
)
def test_register_numbers(template: str, text: str, found: str | None) -> None:
    """A template stands for digits, capital letters and optional blanks, and never for a part of a longer word."""
    match = re.search(number_pattern(template), text)
    assert (match and match[0]) == found


def test_a_law_is_upcoming_before_its_day() -> None:
    """Before the day from which it applies a law is upcoming, and a law without such a day never is."""
    law = RegimeFile("x", "X", "X 1", ("x",), ("x",), since=dt.date(2027, 5, 13))
    assert law.upcoming(dt.date(2027, 5, 12))
    assert not law.upcoming(dt.date(2027, 5, 13))
    assert not RegimeFile("x", "X", "X 1", ("x",), ("x",)).upcoming(dt.date(1900, 1, 1))
