"""What a statement holds for, and which statements can be about the same thing."""

from __future__ import annotations

import pytest

from policylint.checks.scope import Scope, compatible, covers, of_site_alone, same_property, scope_of, within_tool
from tests.checks.judging import policy


def last(text: str) -> Scope:
    """The scope of the last sentence of a text."""
    read = policy(text)
    return scope_of(read, read.document.sentences[-1])


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("## On the website\n\nThe app helps. We count visits.\n\nWe keep logs.", "products", {"website"}),
        ("Our website has an app. In the app we keep your level.", "products", {"app"}),
        (
            "## In the self-hosted edition\n\nThe managed service differs.\n\nNothing is sent.",
            "products",
            {"self-hosted"},
        ),
        ("The website has a form. We keep what you send.", "products", set()),
        ("## California residents\n\nYou may ask us.", "countries", {"US-CA"}),
        ("If you are resident in France, you may ask us.", "countries", {"FR"}),
        ("Users in the EEA may object.", "countries", {"EEA"}),
        ("Your data are stored in Germany.", "countries", set()),
        ("## Transfers to Japan\n\nWe send data there.", "countries", set()),
        ("We do not collect data of children under 13.", "audiences", {"children"}),
        ("## Job applicants\n\nWe keep letters.", "audiences", {"applicants"}),
        ("Employees have access to your data.", "audiences", set()),
        ("We never read customer content.", "data", {"content"}),
        ("## Files that you upload\n\nWe never open your data.", "data", {"content"}),
        ("We share your personal information.", "data", {"personal"}),
    ],
)
def test_what_a_sentence_is_narrowed_to(text: str, field: str, value: set[str]) -> None:
    """Headings and the sentence itself narrow a statement; a place where data lie, and staff who see them, do not."""
    assert getattr(last(text), field) == value


def test_one_product_alone_narrows_nothing() -> None:
    """Where a policy names one product, whatever it says is of that one."""
    assert last("This website is ours. The website counts visits.").products == frozenset()


def test_others_and_the_nameless_are_told_apart() -> None:
    """A section on linked sites speaks of others, and totals of nobody."""
    assert last("## Third-party websites\n\nThey collect data.").party == "third"
    assert last("We publish anonymised statistics.").anonymous is True
    assert last("We publish your name.") == Scope()


@pytest.mark.parametrize(
    ("heading", "other", "can"),
    [
        ("Overview", "The log-in sets a cookie.", True),
        ("Visitor statistics", "The log-in sets a cookie.", False),
        ("Visitor statistics", "Our analytics sets a cookie.", True),
        ("Matomo", "Our analytics sets a cookie.", False),
        ("Matomo", "Matomo sets a cookie.", True),
        ("Contact form", "Matomo sets a cookie.", False),
        ("Contact form", "The contact form sets a cookie.", True),
    ],
)
def test_what_is_said_of_one_tool(heading: str, other: str, can: bool) -> None:
    """In a section on one tool a denial is of this tool, and a tool by its name is not its kind."""
    read = policy(f"# Privacy policy\n\n## {heading}\n\nNo cookies are set.\n\n## More\n\n{other}")
    sentences = read.document.sentences
    assert within_tool(read, scope_of(read, sentences[2]), sentences[-1]) is can


def test_what_is_of_a_site_alone() -> None:
    """A website may have a shop, and is then still no app."""
    assert of_site_alone(Scope(products=frozenset(["website", "store"])))
    assert not of_site_alone(Scope(products=frozenset(["website", "app"])))
    assert not of_site_alone(Scope())


@pytest.mark.parametrize(
    ("one", "two", "can", "takes_in"),
    [
        (Scope(), Scope(products=frozenset(["app"])), True, True),
        (Scope(products=frozenset(["app"])), Scope(), True, False),
        (Scope(products=frozenset(["app"])), Scope(products=frozenset(["website"])), False, False),
        (Scope(countries=frozenset(["EEA"])), Scope(countries=frozenset(["DE"])), True, True),
        (Scope(countries=frozenset(["EEA"])), Scope(countries=frozenset(["US-CA"])), False, False),
        (Scope(countries=frozenset(["US-CA"])), Scope(countries=frozenset(["US"])), True, True),
        (Scope(data=frozenset(["content"])), Scope(data=frozenset(["personal"])), False, False),
        (Scope(data=frozenset(["personal"])), Scope(), True, True),
        (Scope(data=frozenset(["content"])), Scope(), True, False),
        (Scope(body=0), Scope(body=1), False, False),
        (Scope(), Scope(party="third"), False, False),
        (Scope(), Scope(anonymous=True), False, False),
        (Scope(audiences=frozenset(["children"])), Scope(), True, False),
    ],
)
def test_same_thing_and_taken_in(one: Scope, two: Scope, can: bool, takes_in: bool) -> None:
    """What is not narrowed stands for all; a denial takes in only what it is about."""
    assert compatible(one, two) is can
    assert covers(one, two) is takes_in


def test_the_same_property() -> None:
    """Two statements are about one property whoever's data they are about."""
    app = Scope(products=frozenset(["app"]), audiences=frozenset(["children"]))
    assert same_property(app, Scope(products=frozenset(["app"]), data=frozenset(["personal"])))
    assert not same_property(app, Scope(products=frozenset(["website"])))
