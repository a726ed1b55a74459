"""What a path says of its file."""

from __future__ import annotations

import pytest

from policylint.recognition.names import CLEAR, NO, PERHAPS, elsewhere, grade, stem_of


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("privacy-policy.md", CLEAR),
        ("PrivacyPolicy.vue", CLEAR),
        ("privacypolicy.html", CLEAR),
        ("acme_shop_privacy_notice_eu.md", CLEAR),
        ("PRIVACY STATEMENT.txt", CLEAR),
        ("en/privacy-and-cookie-policy.md", CLEAR),
        ("terms_of_service.txt", CLEAR),
        ("TermsOfUse.html", CLEAR),
        ("terms-and-conditions.md", CLEAR),
        ("cookiePolicy.html.erb", CLEAR),
        ("acme-data-processing-agreement.md", CLEAR),
        ("datenschutzerklärung.md", CLEAR),
        ("politique-de-confidentialite.md", CLEAR),
        ("Política_de_Privacidade.md", CLEAR),
        ("privacyverklaring.md", CLEAR),
        ("privacy.md", PERHAPS),
        ("COOKIES.txt", PERHAPS),
        ("privacy.de.md", PERHAPS),
        ("_privacy.html.erb", PERHAPS),
        ("2024-gdpr-notice.md", CLEAR),
        ("DPA.md", PERHAPS),
        ("acme_tos.md", PERHAPS),
        ("data-protection.html", PERHAPS),
        ("privacy-policy-banner.vue", PERHAPS),
        ("how-to-write-a-privacy-policy.md", PERHAPS),
        ("privacy-settings.md", NO),
        ("CookieBanner.vue", NO),
        ("cookie_parser.md", NO),
        ("README.md", NO),
        ("determs.md", NO),
        ("padpath.md", NO),
        ("data-structures.md", NO),
        ("useData.md", NO),
        ("reuse.md", NO),
    ],
)
def test_a_name_says_so_clearly_perhaps_or_not(path, expected):
    """Whole words however they are joined; a name of something else about policies is no clear one."""
    assert grade(path).grade == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("privacy-policy/index.md", (CLEAR, "privacy-policy", True)),
        ("app/privacy/page.mdx", (PERHAPS, "privacy", True)),
        ("src/routes/terms-of-service/+page.svelte", (CLEAR, "terms-of-service", True)),
        ("content/privacy/_index.md", (PERHAPS, "privacy", True)),
        ("privacy/en/index.html", (PERHAPS, "privacy", True)),
        ("legal/privacy-policy/de.md", (CLEAR, "privacy-policy", True)),
        ("legal/privacy-policy/2024-05-01.md", (CLEAR, "privacy-policy", True)),
        ("privacy/subprocessors.md", (NO, "", False)),
        ("privacy/img/index.md", (NO, "", False)),
        ("index.md", (NO, "", False)),
    ],
)
def test_the_folder_of_an_index_says_what_it_is(path, expected):
    """Also where a folder of a language lies between; what has a name of its own in the folder is something else."""
    assert grade(path) == expected


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("privacy.md", "privacy"),
        ("privacy.html.erb", "privacy"),
        ("privacy.blade.php", "privacy"),
        ("privacy.en.md", "privacy.en"),
        ("privacy", "privacy"),
        (".privacy", ".privacy"),
    ],
)
def test_the_stem_of_a_name(name, stem):
    """A name without what tells its format."""
    assert stem_of(name) == stem


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("tests/data/privacy-policy.md", "it lies among test data (tests/)"),
        ("src/__fixtures__/privacy.html", "it lies among test data (__fixtures__/)"),
        ("licenses/privacy-policy.txt", "it lies among licences (licenses/)"),
        ("blog/our-privacy.md", "it lies among articles (blog/)"),
        ("_posts/2024-05-01-privacy-policy.md", "it is an article by its date (2024-05-01, in _posts/)"),
        ("content/posts/privacy-policy.md", ""),
        ("CHANGELOG.md", "it is another document by its name"),
        ("LICENSE-3rdparty.txt", "it is another document by its name"),
        ("third_party_notices.txt", "it is another document by its name"),
        ("notice.md", "it is another document by its name"),
        ("docs/privacy.md", ""),
        ("legal/2024-05-01-privacy.md", ""),
        ("examples/privacy-policy.md", ""),
    ],
)
def test_where_no_policy_is_looked_for(path, reason):
    """Test data, licences, articles and changelogs are no policies, however they are called."""
    assert elsewhere(path) == reason
