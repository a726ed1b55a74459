"""Which files are taken for policies, and what is said of those that are not."""

from __future__ import annotations

import pytest

from policylint.recognition import judging
from policylint.recognition.judging import Judge, worth

PROSE = (
    "We collect your name and address when you order. We do not sell your data. Service providers in Leeds pack parcels for us. "
    "You have the right to ask for a copy. Questions? Contact us at privacy@acme.example.\n"
)
PAGE = "<p>" + PROSE + "</p><p>" + "Parcels are sent on the day after the order was paid. " * 12 + "</p>"
BANNER = "<template><p>We use cookies. Read our privacy policy.</p><button @click='ok'>OK</button></template>"
API = "Read cookies with `request.cookies`, and set one with `response.set(name, value)`. Third-party cookies need `SameSite=None`.\n"


@pytest.mark.parametrize(
    ("path", "text", "taken", "reason"),
    [
        ("privacy-policy.md", "", True, "it is called 'privacy-policy'"),
        (
            "privacy-policy.md",
            "# Privacy Policy\n",
            True,
            "it is called 'privacy-policy', and its title is 'Privacy Policy'",
        ),
        (
            "privacy-policy.md",
            "# How to write a privacy policy\n\nStart with what you collect.",
            False,
            "it is called 'privacy-policy', but its title 'How to write a privacy policy' speaks of one",
        ),
        ("privacy-policy/index.md", PROSE, True, "its folder is called 'privacy-policy'"),
        (
            "PrivacyPolicy.vue",
            "<template><Markdown src='privacy'/></template>",
            False,
            "it is called 'PrivacyPolicy', but its first 64 KiB hold no text of a policy",
        ),
        ("PrivacyPolicy.vue", f"<template>{PAGE}</template>", True, "it is called 'PrivacyPolicy'"),
        (
            "CookieNotice.vue",
            BANNER,
            False,
            "it is called 'CookieNotice', but its first 64 KiB hold no text of a policy",
        ),
        ("app/views/privacy.html.erb", f"<h1>Privacy</h1><%= render x %>{PAGE}", True, "it is called 'privacy', and its text is worded like a policy"),
        ("privacy.md", "# Privacy Policy\n\nSoon.", True, "it is called 'privacy', and its title is 'Privacy Policy'"),
        ("privacy.md", f"# Privacy\n\n{PROSE}", True, "it is called 'privacy', and its text is worded like a policy"),
        (
            "privacy.md",
            "# Privacy\n\nEvery class has private members.",
            False,
            "it is called 'privacy', but its title is 'Privacy' and its text is not worded like a policy",
        ),
        (
            "docs/cookies.md",
            f"# Cookies\n\n{API}",
            False,
            "it is called 'cookies', but its title is 'Cookies' and its text is not worded like a policy",
        ),
        (
            "docs/privacy.md",
            f"# Telemetry\n\nWe collect counts. Contact us.\n{API}",
            False,
            "it is called 'privacy', but its title is 'Telemetry' and its text is not worded like a policy",
        ),
        (
            "site/datenschutz.md",
            "# Datenschutz\n\nWir verarbeiten personenbezogene Daten.",
            True,
            "it is called 'datenschutz', and its text is worded like a policy",
        ),
        ("index.md", f"# Cookie Policy\n\n{PROSE}", True, "its title is 'Cookie Policy'"),
        ("index.md", "# Cookie Policy\n", True, "its title is 'Cookie Policy'"),
        ("page.html", f"<title>Acme | Privacy Notice</title>{PAGE}", True, "its title is 'Acme | Privacy Notice'"),
        ("page.rst", f"==============\nPrivacy Policy\n==============\n\n{PROSE}", True, "its title is 'Privacy Policy'"),
        ("page.adoc", f"= Privacy Policy\n\n{PROSE}", True, "its title is 'Privacy Policy'"),
        ("page.txt", f"PRIVACY POLICY OF ACME\n\n{PROSE}", True, "its title is 'PRIVACY POLICY OF ACME'"),
        ("a.md", f"---\ntitle: Terms of Service\n---\n{PROSE}", True, "its title is 'Terms of Service'"),
        (
            "a.md",
            f"---\ntitle: Your data\npermalink: /privacy-policy/\n---\n{PROSE}",
            True,
            "its front matter says permalink: /privacy-policy/",
        ),
        ("a.md", f"---\nslug: en/privacy\ntitle: Privacy\n---\n{PROSE}", True, "its front matter says slug: en/privacy"),
        ("a.md", f"---\nlayout: privacy-policy\n---\n{PROSE}", True, "its front matter says layout: privacy-policy"),
        ("a.md", "# Privacy Policy Generator\n\nMakes policies.", None, ""),
        ("a.md", "# Privacy\n\nWe respect it.", None, ""),
        ("a.md", f"# Acme\n\n## Privacy policy\n\n{PROSE}", None, ""),
        ("a.md", f"# Our parcels\n\nSee the privacy policy. {PROSE}", None, ""),
        (
            "a.md",
            f"---\ntitle: A Better Privacy Policy\nlayout: post\n---\n{PROSE}",
            False,
            "its title is 'A Better Privacy Policy', but its front matter is that of an article",
        ),
        (
            "spec.md",
            "# Data processing terms\n\n" + "A term is a node, and a node is processed in order. " * 9,
            False,
            "its title is 'Data processing terms', but its text is not worded like a policy",
        ),
        ("blog/privacy.md", PROSE, False, "it is called 'privacy', but it lies among articles (blog/)"),
        ("tests/privacy-policy.md", PROSE, False, "it is called 'privacy-policy', but it lies among test data (tests/)"),
        ("tests/index.md", f"# Privacy Policy\n\n{PROSE}", None, ""),
        ("app/privacy/page.tsx", "", None, ""),
        ("src/PrivacyPolicy.tsx", "", False, "it is called 'PrivacyPolicy', but there is no reader for .tsx"),
        ("cookies.js", "", None, ""),
        ("README.md", f"# Acme Privacy Policy\n\n{PROSE}", True, "its title is 'Acme Privacy Policy'"),
    ],
)  # fmt: skip
def test_a_file_is_judged_by_what_it_is_called_and_what_it_says(tmp_path, path, text, taken, reason):
    """A clear name is believed where the text does not speak against it; a single word needs the text to bear it out."""
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    found = Judge()(str(file), path)
    assert (found.taken, found.reason) == (taken, reason) if found else taken is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", True),
        ("a.html", True),
        ("a.txt", True),
        ("a.vue", False),
        ("a.php", False),
        ("privacy.php", True),
        ("a.py", False),
        ("privacy.png", False),
        ("privacy", False),
        ("a.pdf", False),
    ],
)
def test_a_file_that_cannot_matter_is_not_opened(path, expected):
    """Prose may have a title; a template or component is only looked at if it is called like a policy."""
    assert worth(path) is expected


def test_few_bytes_of_few_files_are_read(tmp_path, monkeypatch):
    """For a title the first 4 KiB, and of no more files than are told; what is called like a policy is opened whatever their number."""
    (tmp_path / "a.md").write_text("x" * 5000 + "\n# Privacy Policy\n", "utf-8")
    (tmp_path / "b.md").write_text("# Privacy Policy\n", "utf-8")
    (tmp_path / "privacy-policy.md").write_text("# Privacy Policy\n", "utf-8")
    monkeypatch.setattr(judging, "MOST_OPENED", 1)
    judge = Judge()
    assert [judge(str(tmp_path / name), name) is None for name in ("a.md", "b.md", "privacy-policy.md")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "text", ["<title " * 20000, "---\n" * 20000, "# " * 30000, "{% " * 20000, "<p <" * 16000, "- " * 30000]
)
def test_no_start_of_a_file_takes_long(tmp_path, text):
    """Whatever a stranger puts there."""
    (tmp_path / "privacy.html").write_text(text, "utf-8")
    found = Judge()(str(tmp_path / "privacy.html"), "privacy.html")
    assert found is not None and not found.taken
