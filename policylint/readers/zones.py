"""Parts of a web page: which blocks are the policy and which the site around it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policylint.hints import TYPE_CHECKING
from policylint.readers.patterns import lazy, word_set

if TYPE_CHECKING:
    from policylint.readers.outline import Draft

HIDDEN, SITE, MAIN, HEADER, FOOTER = 1, 2, 4, 8, 16  # HEADER and FOOTER: of the page, not of the article

_HIDDEN_ELEMENTS = frozenset(["template", "noscript"])
_SITE_ROLES = frozenset(["navigation", "menu", "menubar", "search", "toolbar", "tablist", "complementary"])
# Classes and ids, lower case and with "-" for "_".
_SITE_LABELS = word_set(
    "nav navbar navigation menu sidebar side-bar breadcrumb breadcrumbs pagination skip skip-link skiplink skip-nav "
    "skip-to-content share-buttons social social-links social-share social-icons newsletter-signup newsletter-form "
    "search-form"
)
_MENUS = frozenset(["nav", "navbar", "navigation", "menu"])
_MENU_PLACES = word_set("main site top side sub footer header mobile global primary secondary")
_CONSENT = word_set("cookie cookies gdpr consent cc onetrust cookiebot cookieconsent")
_BANNERS = word_set("banner bar popup modal overlay dialog window alert message consent sdk wrapper")
_EDGES = frozenset(["header", "footer", "head", "foot"])
_EDGE_PLACES = frozenset(["site", "page", "global", "main"])
_EDGE_LABELS = frozenset(["header", "footer", "colophon", "masthead", "topbar", "top-bar"])
_HIDDEN_LABELS = frozenset(
    [
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "govuk-visually-hidden",
        "screen-reader-text",
        "a11y-hidden",
        "u-hidden-visually",
    ]
)
_HIDDEN_STYLE = lazy(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LEAST = 0.4  # share of the visible text below which what was told apart cannot be the policy


def of_element(name: str, given: Mapping[str, str], outer: int) -> int:
    """The zones that an element opens, by its name, role, state and classes, inside the zones `outer`."""
    zone = 0
    role = given.get("role", "").lower()
    if name == "main" or role == "main" or (name == "article" and not outer & SITE):
        zone |= MAIN
    if name in _HIDDEN_ELEMENTS or "hidden" in given or given.get("aria-hidden", "").lower() == "true":
        zone |= HIDDEN
    if "style" in given and _HIDDEN_STYLE.search(given["style"]):
        zone |= HIDDEN
    if name == "dialog" and "open" not in given:
        zone |= HIDDEN
    if name == "nav" or role in _SITE_ROLES:
        zone |= SITE
    if not outer & MAIN and (name == "header" or role == "banner"):
        zone |= HEADER
    if not outer & MAIN and (name == "footer" or role == "contentinfo"):
        zone |= FOOTER
    if name == "aside" and not outer & MAIN:
        zone |= SITE
    if name not in ("body", "html", "main"):
        for label in f"{given.get('class', '')} {given.get('id', '')}".split()[:40]:
            zone |= _of_label(label.lower().replace("_", "-"), outer)
    return zone


def _of_label(label: str, outer: int) -> int:
    """The zone that a class or id names."""
    if label in _SITE_LABELS:
        return SITE
    if label in _HIDDEN_LABELS:
        return HIDDEN
    parts = label.removeprefix("js-").split("-")
    if len(parts) == 2 and parts[1] in _MENUS and parts[0] in _MENU_PLACES:
        return SITE
    if len(parts) > 1 and parts[0] in _CONSENT and not _BANNERS.isdisjoint(parts[1:]):
        return SITE
    if not outer & MAIN and (
        label in _EDGE_LABELS or (len(parts) == 2 and parts[1] in _EDGES and parts[0] in _EDGE_PLACES)
    ):
        return FOOTER if "foot" in label or label == "colophon" else HEADER
    return 0


def _size(drafts: list[Draft]) -> int:
    return sum(len(draft.flat.text) for draft in drafts)


def policy(drafts: list[Draft]) -> list[Draft]:
    """The drafts that are the policy. Wherever the signs would leave too little of the page, they are not believed."""
    if not any(draft.zone for draft in drafts):
        return drafts
    visible = [draft for draft in drafts if not draft.zone & HIDDEN]
    if _size(visible) < 0.1 * _size(drafts):
        visible = drafts
    edge = [draft for draft in visible if draft.zone & (HEADER | FOOTER) and not draft.zone & SITE]
    crowded = _size([draft for draft in edge if draft.linked]) >= 0.5 * _size(edge)  # with links, as a site's own are
    body = [draft for draft in visible if not draft.zone & SITE and not _is_edge(draft, crowded)]
    if _size(body) < _LEAST * _size(visible):
        body = visible
    inner = [draft for draft in body if draft.zone & MAIN]
    if _size(inner) < 0.5 * _size(body):
        return body
    if any(_names_page(draft) for draft in inner):
        return inner
    first = next((draft for draft in body if _names_page(draft)), None)
    return [draft for draft in body if draft.zone & MAIN or draft is first]


def _is_edge(draft: Draft, crowded: bool) -> bool:
    """Whether a block of the page's header or footer is the site's: a link, a slogan; not the title, a date, an address."""
    if not draft.zone & (HEADER | FOOTER) or _names_page(draft):
        return False
    text = draft.flat.text
    slogan = draft.zone & HEADER and len(text) < 60 and not any(char.isdigit() for char in text)
    return crowded or draft.linked or bool(slogan)


def _names_page(draft: Draft) -> bool:
    return draft.kind == "heading" and draft.level == 1
