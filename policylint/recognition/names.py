"""What a path says: whether a file is called like a policy, and whether it lies where policies do not."""

from __future__ import annotations

from functools import lru_cache

from policylint.patterns import lazy, word_set
from policylint.row import NamedTuple

CLEAR, PERHAPS, NO = 2, 1, 0

# Parts of words that every name of a policy has one of: most files of a tree are told apart by this alone.
_HINTS = (
    "privac",
    "cookie",
    "terms",
    "tos",
    "tou",
    "eula",
    "dpa",
    "gdpr",
    "ccpa",
    "dsgvo",
    "rgpd",
    "lgpd",
    "data",
    "agreement",
    "use",
    "datenschutz",
    "confidential",
    "informativa",
    "integritet",
    "personvern",
    "polityka",
    "gizlilik",
)
_CAMEL = lazy(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SPLIT = lazy(r"[\W_]+")
_GLUED = lazy(
    r"(privacy|cookies?)(policy|policies|notice|statement|declaration|terms)|(terms)(of)(service|use|sale)"
    r"|(terms)(and)?(conditions)|(data)(protection|processing|privacy|policy)(?=policy|notice|statement|agreement|addendum|\b)"
)
_CLEAR = lazy(
    r"\bprivacy (?:and (?:cookies?|data|security|terms) )?(?:polic(?:y|ies)|notice|statement|declaration|charter|terms)\b"
    r"|\bcookies? (?:polic(?:y|ies)|notice|statement|declaration)\b|\bterms (?:(?:of|and|for) )?(?:service|use|sale|conditions)\b"
    r"|\bdata (?:protection|processing|privacy|policy) (?:policy|notice|statement|declaration|information|agreement"
    r"|addendum|terms)\b|\bpersonal data policy\b|\b(?:gdpr|ccpa) (?:policy|notice|statement)\b|\bdata policy\b"
    r"|\b(?:end )?user (?:license |licence )?agreement\b|\bacceptable use(?: policy)?\b"
    r"|\bdatenschutz(?:erklarung|erklaerung|hinweise?|bestimmungen|richtlinien?|information(?:en)?)\b"
    r"|\bpolitique (?:de )?(?:confidentialite|protection|cookies)|\b(?:politica|aviso) (?:de )?(?:privacidad|privacidade"
    r"|cookies|confidentialitate)\b|\binformativa (?:sulla |sui )?(?:privacy|cookies?)\b"
    r"|\bprivacy ?(?:beleid|verklaring)\b|\bcookie ?beleid\b|\bintegritetspolicy\b"
    r"|\bprivatlivspolitik\b|\bpersonvernerklaering\b|\bpolityka (?:prywatnosci|cookies)\b|\bgizlilik (?:politikasi"
    r"|bildirimi)\b"
)
_PERHAPS = lazy(
    r"\b(?:privacy|cookies?|terms|tos|tou|eula|dpa|gdpr|ccpa|dsgvo|rgpd|lgpd|datenschutz|privacidad|privacidade|confidentialite"
    r"|data (?:protection|processing|privacy)|personal (?:data|information))\b"
)
# Words beside those that make a name one of something else than the text of a policy.
_ELSE = word_set(
    "banner modal settings setting consent popup dialog component button widget form test tests spec story stories footer "
    "link links icon guide howto how why tutorial checklist generator module middleware plugin api sandbox manifest faq questions "
    "changelog changes update updates updated announcement email training review audit request requests tool tools parser jar store session "
    "auth login glossary budget screen menu nav preferences preference manager provider context hook helper helpers util utils "
    "service services controller model schema migration type types mixin theme style styles preserving preview differential "
    "engineering by design impact assessment risks tips feature features extension shield badge label labels research paper "
    "vue react angular svelte django rails laravel nextjs"
)
# "terms of service" and "data processing" hold such a word themselves.
_OWN = lazy(r"\bterms (?:of |and |for )?(?:service|use)s?\b")
_INDEX = lazy(
    r"(?:_?index|page|readme|default|content|body|main|show|layout|latest|current|v?\d[\d._-]*|[a-z]{2}(?:[-_][a-z]{2,4})?)"
)
_FORMAT = word_set("html htm md mdx markdown erb blade php liquid page en txt text xhtml j2 jinja partial")

_TESTS = word_set(
    "test tests spec specs __tests__ testing fixtures fixture testdata __fixtures__ __mocks__ mocks e2e cypress "
    "snapshots __snapshots__ stories storybook"
) | {"test-data", "test_data", "test-fixtures"}
_LICENCES = word_set("licenses licences license licence third_party_licenses thirdparty 3rdparty") | {
    "third-party-licenses",
    "third-party-notices",
}
_ARTICLES = word_set(
    "blog blogs weblog posts post _posts _drafts news articles article press changelog changelogs releases announcements "
    "newsletter newsletters journal"
) | {"release-notes", "release_notes"}
_DATED = lazy(r"(?:19|20)\d\d-\d\d?-\d\d?-\S")
_NEVER = lazy(
    r"(?:changelog|changes|history|licen[cs]e|copying|notice|authors|contributors|contributing|code[-_]of[-_]conduct|security|todo"
    r"|requirements|robots|humans|third[-_]?party[-_]?\w*|credits|news|install|maintainers|governance)(?:[-_.].*)?"
)


class Name(NamedTuple):
    """What a path says: CLEAR, PERHAPS or NO, and the part of it that says so."""

    grade: int
    told: str = ""
    folder: bool = False  # whether a folder says it, and not the file


def grade(path: str) -> Name:
    """What a relative path with forward slashes says of its file, its folder asked where the file is a mere index of it."""
    folders, _, name = path.rpartition("/")
    stem = stem_of(name)
    found = of_words(stem)
    if found or not folders or not _INDEX.fullmatch(stem.lstrip("+").lower()):
        return Name(found, stem if found else "")
    for folder in reversed(folders.split("/")[-2:]):  # privacy/en/index.md
        found = of_words(folder)
        if found:
            return Name(found, folder, True)
        if not _INDEX.fullmatch(folder.lower()):
            break
    return Name(NO)


def stem_of(name: str) -> str:
    """The name of a file without what tells its format: "privacy" of "privacy.html.erb", "privacy.de" of "privacy.de.md"."""
    pieces = name.split(".")
    while len(pieces) > 2 and pieces[-2].lower() in _FORMAT and pieces[-2].lower() != "en":
        pieces.pop()
    return ".".join(pieces[:-1]) if len(pieces) > 1 and pieces[0] else name


@lru_cache(maxsize=4096)
def of_words(text: str) -> int:
    """What a name says: CLEAR ("privacy-policy"), PERHAPS ("privacy", or clear but of something else: "privacy-policy-link") or NO."""
    low = text.lower()
    if not any(hint in low for hint in _HINTS):
        return NO
    words = plain(text)
    other = bool(_ELSE.intersection(_OWN.sub("", words).split()))
    if _CLEAR.search(words):
        return PERHAPS if other else CLEAR
    return PERHAPS if not other and _PERHAPS.search(words) else NO


def plain(text: str) -> str:
    """A name in words: lower case, apart from each other, without accents."""
    words = " ".join(_SPLIT.split(_CAMEL.sub(" ", text))).strip().lower()
    if not words.isascii():
        import unicodedata

        words = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return " ".join(_GLUED.sub(lambda m: " ".join(g for g in m.groups() if g) + " ", words).split())


def elsewhere(path: str) -> str:
    """Why no policy is looked for at a relative path, '' where there is no reason: what its folders hold, or what it is by name."""
    *folders, name = path.split("/")
    low = [folder.lower() for folder in folders]
    for folder in low:
        if folder in _TESTS:
            return f"it lies among test data ({folder}/)"
        if folder in _LICENCES:
            return f"it lies among licences ({folder}/)"
    for folder in low:
        if folder in _ARTICLES and of_words(stem_of(name)) != CLEAR:
            return f"it lies among articles ({folder}/)"
        if folder in _ARTICLES and _DATED.match(name):
            return f"it is an article by its date ({name[:10]}, in {folder}/)"
    if _NEVER.fullmatch(stem_of(name).lower()) and not of_words(stem_of(name)):
        return "it is another document by its name"
    return ""


def article(path: str) -> bool:
    """Whether a path lies among articles."""
    return not _ARTICLES.isdisjoint(path.lower().split("/")[:-1])


_LEGAL = word_set("legal policies policy privacy terms agreements compliance gdpr") | {
    "site-policy",
    "_policy",
    "_legal",
}


def legal(path: str) -> bool:
    """Whether a path lies in a folder of policies."""
    return not _LEGAL.isdisjoint(path.lower().split("/")[:-1])
