from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylint.readers.sentences import split


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One sentence.",
        "No stop at the end",
        "We rent space from Acme Inc. and Bolt Ltd. for this.",
        "Tools, e.g. Matomo, i.e. software, count visits.",
        "See Art. 6 para. 1 lit. f GDPR and Sec. 4 No. 2 of the act.",
        "Our office is at 12 St. James Road.",
        "Ask Mr. Ali or Dr. J. Novak about it.",
        "We keep 2.5 GB for 3.0 days.",
        "Read www.example.com/a.b?c=d. then decide",
        "Write to help@example.com or visit Node.js pages.",
        "We transfer data under the EU-U.S. Privacy Framework.",
        'He said "stop." and left.',
        "We keep logs; we delete them later; that is all.",
        "1. Who we are",
        "(a) The name.",
        "We use Yahoo! Inc. for mail.",
        "Is it yours? — then take it.",
        "You, your heirs, etc. have rights.",
        "Under Cal. Civ. Code 1798.100 you may ask.",
        "The plan ends on 3. Juni and on 4. May 2030.",
        "We wait ... and then we delete it.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    """Abbreviations, decimals, addresses, enumerators, semicolons and stops before a small letter end no sentence."""
    assert _split(text) == ([text] if text else [])


@pytest.mark.parametrize(
    "text",
    [
        "We keep logs. | They go after a week.",
        "Do we sell data? | No. | Never!",
        "We are Acme Inc. | We sell maps.",
        "We serve the U.S. | Our servers are there.",
        'He said "stop." | We did.',
        "We store it (see below). | You may object.",
        "It is done. | (We said so.)",
        "We use names, mails, etc. | You can ask for them.",
        "Retention is 30 days. | 13 is the least age.",
        "We share it… | Nobody else does.",
        'Use is free. | "Service" means the site.',
        "See Section 5. | The rest follows.",
        "Ça va. | Élise le dit.",
    ],
)
def test_sentences_part(text: str) -> None:
    """A stop, with the quotes and brackets that close after it, ends a sentence where the next one can begin."""
    parts = text.split(" | ")
    assert _split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Pages are available.You can read them.", ["Pages are available.", "You can read them."]),
        ("Mail help@example.com.We answer soon.", ["Mail help@example.com.", "We answer soon."]),
        ("Built on Node.Js and ASP.Net here.", ["Built on Node.Js and ASP.Net here."]),
        ("Go to Example.Com, please.", ["Go to Example.Com, please."]),
    ],
)
def test_lost_spaces(text: str, parts: list[str]) -> None:
    """A stop that lost its space ends a sentence between a lower-case word and a capitalised one, not inside a name."""
    assert _split(text) == parts


@given(st.text(alphabet="aB .!?…\"')(1", max_size=60).map(lambda text: " ".join(text.split())))
def test_nothing_is_lost(text: str) -> None:
    """Sentences are in order, do not overlap, have no outer spaces, and leave out spaces only."""
    ranges = split(text)
    assert "".join(text[start:end] for start, end in ranges).replace(" ", "") == text.replace(" ", "")
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in ranges)
    assert all(first[1] <= second[0] for first, second in pairwise(ranges))
