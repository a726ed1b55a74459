"""What a document is: its kind and its language."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import islice

from policylint.document import Document
from policylint.patterns import lazy

# Function words that no two of these languages share, a dozen each.
_FUNCTION_WORDS = {
    "en": "the and of to your our you we that with this are from by or not be which any",
    "de": "und die der das wir sie ihre nicht mit von für auf ist zur zum werden oder bei eine wenn",
    "fr": "les des vous nous est votre vos dans pour sur aux une que par avec sont cette ces",
    "es": "los las usted nuestro sus datos para por una con del como puede sobre esta ser",
    "it": "gli delle che sono nostro della dei nel per con una dati questo può alla",
    "nl": "het een wij van uw niet voor met zijn worden deze naar wordt onze ook",
    "pt": "os não uma seus suas com dos das para que você nós dados são pelo pela",
    "sv": "och att vi är för som inte dina med vår ett den kan till våra",
    "pl": "nie oraz się przez jest danych dla które do lub na",
}
_WORD = lazy(r"[^\W\d_]+")
_JOINTS = lazy(r"[_\-.]+")
_ABOUT_PRIVACY = lazy(r"\bprivacy (?:policy|notice|statement)\b|\bpersonal (?:data|information)\b|\byour data\b")
_KINDS = (
    ("cookie-policy", lazy(r"\bcookies?\b.{0,20}\b(policy|notice|statement|declaration)|\bcookies$|^cookies?\b")),
    ("dpa", lazy(r"\bdata[ -]processing (agreement|addendum|terms|amendment)\b|\bdpa\b")),
    (
        "terms",
        lazy(
            r"\bterms\b|\bconditions\b|\buser agreement\b|\bacceptable use\b|\beula\b|\blicen[cs]e agreement\b|\bcode of conduct\b"
        ),
    ),
    (
        "privacy-policy",
        lazy(r"\bprivacy\b|\bdata protection\b|\bdata policy\b|\bpersonal (data|information)\b|\bgdpr\b|\bdatenschutz"),
    ),
)


@cache
def function_words() -> dict[str, frozenset[str]]:
    """The function words of each language, by its ISO 639-1 code."""
    return {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}


def language_of(document: Document) -> str:
    """ISO 639-1 of the language whose function words are most common in the text; '' where too few are there to tell."""
    text = "\n".join([sentence.text for sentence in islice(document.sentences, 400)])
    counts = Counter(_WORD.findall(text.lower()))
    scores = {code: sum(counts[w] for w in words.split()) for code, words in _FUNCTION_WORDS.items()}
    best = max(scores, key=lambda code: scores[code])
    if scores[best] < 3:
        return "" if counts and not any(scores.values()) and sum(counts.values()) > 30 else "en"
    return best


def kind_of(document: Document) -> str:
    """privacy-policy, cookie-policy, terms, dpa, app-notice, template or other, by title, file name and words."""
    names = [document.title.lower(), _JOINTS.sub(" ", document.path.rsplit("/", 1)[-1].lower())]
    for name in names:
        for kind, pattern in reversed(_KINDS) if "privacy" in name else _KINDS:
            if pattern.search(name):
                return kind
    text = " ".join(s.text.lower() for s in islice(document.sentences, 60))
    about_privacy = len(_ABOUT_PRIVACY.findall(text))
    return "privacy-policy" if about_privacy >= 2 or (about_privacy and len(document.sentences) < 40) else "other"
