"""Which policies of a run are compared with each other."""

from __future__ import annotations

import pytest

from policylint import run
from policylint.config import Config
from policylint.publishers import legal_names, together, versions
from policylint.readers import read_text
from policylint.rulebook import shipped
from policylint.run import Options
from tests.conftest import Read

SITE = (
    "# Privacy policy of the site\n\nHarbour Hire Ltd ('we') runs the site. It is not directed at children under 16.\n"
)
APP = "# Privacy policy of the app\n\nHarbour Hire Limited ('we') makes the app. It is not directed at children under 13.\n"


@pytest.mark.parametrize(
    ("one", "two", "same", "reason"),
    [
        (SITE, APP, True, "one legal name, whatever its form is written like"),
        (SITE, APP.replace("Harbour Hire Limited", "Harbour Hire GmbH"), True, "the form is left out"),
        (SITE, APP.replace("Harbour Hire Limited", "Marina Games Limited"), False, "another company"),
        (
            "# Policy\n\nWrite to a@harbour.example.",
            "# Notice\n\nQuestions go to b@mail.harbour.example.",
            True,
            "one domain",
        ),
        ("# Policy\n\nWrite to a@gmail.com.", "# Notice\n\nQuestions go to b@gmail.com.", False, "a free provider"),
        (
            SITE + "\nWrite to a@platform.example.",
            APP.replace("Harbour Hire Limited", "Marina Games Limited") + "\nWrite to a@platform.example.",
            False,
            "a platform's domain, and two companies",
        ),
        ("# Policy\n\nWe keep logs.", "# Policy\n\nWe keep orders.", False, "nobody is named"),
    ],
)
def test_policies_of_one_publisher(read: Read, one: str, two: str, same: bool, reason: str) -> None:
    """The same legal name, or a domain of its own, makes one publisher of two policies."""
    rows = together([read(one, "site.md"), read(two, "app.md")])
    assert [[policy.path for policy in row] for row in rows] == (
        [["site.md", "app.md"]] if same else [["site.md"], ["app.md"]]
    ), reason


def test_versions_of_one_policy_are_not_compared(read: Read) -> None:
    """They share their sentences, or their headings; they differ because they must."""
    body = "".join(f"\n## Part {n}\n\nThis is what part {n} of the policy says about the boats.\n" for n in range(6))
    old, new = read(SITE + body, "privacy.md"), read(SITE.replace("16", "18") + body, "new.md")
    assert versions(old, new)
    assert [len(row) for row in together([old, new])] == [1, 1]
    other = read(SITE + body.replace("of the policy says about the boats", "tells of the huts on the lake"), "huts.md")
    assert versions(old, other)


@pytest.mark.parametrize("path", ["archive/privacy.md", "privacy-2019.md", "old/privacy.md", "privacy_v2.md"])
def test_an_archive_is_not_compared(read: Read, path: str) -> None:
    """A path that says so is that of an older version."""
    assert [len(row) for row in together([read(SITE, path), read(APP, "app.md")])] == [1, 1]


def test_other_kinds_of_document_are_not_compared(read: Read) -> None:
    """A document that is no policy belongs to no publisher."""
    assert [len(row) for row in together([read(SITE, "site.md"), read(APP, "app.md", "other")])] == [1, 1]


def test_the_order_is_that_of_the_policies(read: Read) -> None:
    """Rows stand where their first policies stood."""
    policies = [
        read("# Policy\n\nNobody.", "z.md"),
        read(SITE, "site.md"),
        read("# Policy\n\nNo one.", "y.md"),
        read(APP, "app.md"),
    ]
    assert [[p.path for p in row] for row in together(policies)] == [["z.md"], ["site.md", "app.md"], ["y.md"]]


def test_a_legal_name_needs_its_form(read: Read) -> None:
    """A brand alone is no company."""
    assert legal_names(read(SITE)) == {"harbour hire"}
    assert legal_names(read("# Policy\n\nHarbour ('we') runs the site.")) == frozenset()


def test_a_conflict_across_files_marks_both() -> None:
    """The same rule, at most a warning, with a place in each file."""
    report = run.judge(
        [read_text(SITE, "site.md"), read_text(APP, "app.md")], shipped(), Config(), Options(select=("consistency",))
    )
    (found,) = [f for f in report.findings if f.rule == "consistency/conflicting-child-age"]
    assert (str(found.severity), [mark.path for mark in found.marks]) == ("warning", ["site.md", "app.md"])
    assert found.message.startswith("two ages for whom the service is for: under 16 here, under 13 in app.md;")


def test_groups_of_the_configuration_win() -> None:
    """What is configured is not guessed: a policy of a group is compared with its group alone."""
    config = Config(groups=(("site", ("site.md",)), ("app", ("app.md",))))
    report = run.judge(
        [read_text(SITE, "site.md"), read_text(APP, "app.md")], shipped(), config, Options(select=("consistency",))
    )
    assert [f for f in report.findings if len({mark.path for mark in f.marks}) > 1] == []
