"""Plain statements of a publisher about its own acts, and what is not one."""

from __future__ import annotations

import pytest

from policylint.checks.statements import Reading, Statement
from tests.checks.judging import policy


def read(text: str, denied: bool) -> list[Statement]:
    """The statements of a text."""
    return list(Reading(policy(text)).statements(denied))


@pytest.mark.parametrize(
    ("sentence", "act", "words"),
    [
        ("We never sell your data.", "sell", "We never sell your data"),
        ("Your data is never shared with anyone.", "give", "Your data is never shared with anyone"),
        ("Under no circumstances do we sell your data.", "sell", "Under no circumstances do we sell your data"),
        ("We promise that we will not sell your data.", "sell", "we will not sell your data"),
        ("Our app does not track users.", "track", "app does not track users"),
        ("No personal data are collected.", "collect", "No personal data are collected"),
        ("We collect no personal data.", "collect", "We collect no personal data"),
        ("We promise not to sell your data.", "sell", "to sell your data"),
        ("The information you give us is never sold.", "sell", "The information you give us is never sold"),
        ("Any data that we collect is not disclosed.", "give", "Any data that we collect is not disclosed"),
        ("Since we do not sell data, nothing is owed.", "sell", "we do not sell data, nothing is owed"),
        ("However, we do not sell your data.", "sell", "we do not sell your data"),
        ("No data sold to anyone", "sell", "No data sold to anyone"),
        ("We do not transmit your data to anyone.", "give", "We do not transmit your data to anyone"),
    ],
)
def test_what_is_denied(sentence: str, act: str, words: str) -> None:
    """Active and passive, however the denial is worded."""
    (found,) = read(sentence, True)
    assert (found.act, sentence[found.start : found.end]) == (act, words)


def test_a_list_of_acts_is_denied_as_a_whole() -> None:
    """One "not" stands before every act of the list."""
    found = read("We do not sell, rent or otherwise share your data with third parties.", True)
    assert [(f.act, f.general, sorted(f.whom)) for f in found] == [
        ("sell", True, ["anyone"]),
        ("sell", True, ["anyone"]),
        ("give", True, ["anyone"]),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "If we do not share your data, the parcel stays here.",
        "You may ask us not to sell your data.",
        "Our partners do not sell your data.",
        "Do we sell your data?",
        "The data that we do not share stay here.",
        "You should not share your password.",
        "They will not disclose your data.",
        "Ask that we do not sell your data.",
        "Our host keeps your data and does not sell it.",
    ],
)
def test_what_denies_nothing(sentence: str) -> None:
    """Conditions, requests, questions and the acts of others are no denial of the publisher's."""
    assert read(sentence, True) == []


@pytest.mark.parametrize(
    ("sentence", "excepted", "narrowed"),
    [
        ("We never share your data unless a court orders it.", {"law"}, set()),
        ("We never share your data without your consent.", {"consent"}, set()),
        ("We never share your data except as described below.", {"policy"}, set()),
        ("We do not share your data except as necessary to provide the service.", {"services"}, set()),
        ("Other than as set out in our terms, we never share your data.", {"elsewhere"}, set()),
        ("We do not share your data with others for their marketing purposes.", set(), {"purpose"}),
        ("We do not normally share your data.", set(), {"habit"}),
        ("If you ask us, we do not share your data.", set(), {"condition"}),
        ("We do not share your data.", set(), set()),
    ],
)
def test_what_narrows_a_denial(sentence: str, excepted: set[str], narrowed: set[str]) -> None:
    """Exceptions, purposes, habits and conditions are told apart."""
    (found,) = read(sentence, True)
    assert (found.excepted, found.narrowed) == (excepted, narrowed)


@pytest.mark.parametrize(
    ("sentence", "general", "objects"),
    [
        ("We do not collect any personal data.", True, set()),
        ("We do not collect information about you.", True, set()),
        ("We do not collect location data.", False, {"location-data"}),
        ("We do not collect this data.", False, set()),
        ("We do not collect sensitive personal data.", False, {"sensitive-data"}),
        ("We do not collect the IP address.", False, {"ip-address"}),
    ],
)
def test_of_which_data(sentence: str, general: bool, objects: set[str]) -> None:
    """Personal data as such, a kind of data, or data that are only pointed at."""
    (found,) = read(sentence, True)
    assert (found.general, found.objects) == (general, objects)


@pytest.mark.parametrize(
    ("sentence", "whom", "may"),
    [
        ("We share your data with advertisers.", {"advertisers"}, False),
        ("We may disclose your data to the police.", {"authorities"}, True),
        ("Your data may be passed to our hosting provider.", {"hosting-provider"}, True),
        ("We reserve the right to share your data with any person.", {"anyone"}, True),
    ],
)
def test_what_is_stated(sentence: str, whom: set[str], may: bool) -> None:
    """Who receives, and whether it is a permission."""
    (found,) = read(sentence, False)
    assert (found.whom, found.may) == (whom, may)


@pytest.mark.parametrize(
    "sentence",
    [
        "We send you a letter.",
        "The services provided by us are good.",
        "When we share your data, we tell you.",
        "You share your data with advertisers.",
        "The categories of data we share are listed.",
    ],
)
def test_what_states_nothing(sentence: str) -> None:
    """Letters to the reader, parts of nouns and subordinate clauses are no statement."""
    assert read(sentence, False) == []


@pytest.mark.parametrize(
    ("sentence", "act", "narrowed"),
    [
        ("Your data is kept on your phone and never sold.", "sell", set()),
        ("Our app works without a network and does not collect any data from users.", "collect", set()),
        ("We ask for your name and do not sell your data publicly.", "sell", {"manner"}),
    ],
)
def test_an_act_after_and_has_the_subject_of_the_clause_before(sentence: str, act: str, narrowed: set[str]) -> None:
    """What narrows the clause before does not narrow it."""
    (found,) = read(sentence, True)
    assert (found.act, found.general, found.narrowed) == (act, True, narrowed)


@pytest.mark.parametrize(
    ("sentence", "general"),
    [
        ("We never sell any data.", True),
        ("We never sell any information about you.", True),
        ("We never sell any information about your location.", False),
        ("We never sell personal data of any kind.", True),
        ("We never sell the data that you provide to us.", True),
        ("We never sell the data that you enter in the survey of readers.", False),
        ("We never sell data and information.", True),
    ],
)
def test_personal_data_as_such(sentence: str, general: bool) -> None:
    """All of the data, and not those of one kind or place."""
    (found,) = read(sentence, True)
    assert found.general is general


def test_an_exception_may_name_recipients() -> None:
    """They are spared, and it is no exception that could be anything."""
    (found,) = read("We never give your data to anyone other than our couriers.", True)
    assert (found.excepted, found.spared) == ({"recipients"}, {"couriers"})
