"""undefined_term: a capitalised term of art that the text uses as if it had defined it.

Only terms that nobody can read without a definition are looked for: a party of a contract ("the Client", "the Contractor"), the
contract itself ("the Agreement"), and data that are set apart by whose they are ("Customer Data") or put together from two kinds
("Contact and Location Data"). What a service, site or user is
a reader sees; ordinary capitals, names and labels of lists are no terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.document import Document, Sentence
from policylint.finding import Mark
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Site

_TERM = lazy(
    r"\b(?:(?P<article>[Tt]he|[Ee]ach|[Aa]ny|[Ss]uch|[Aa]|[Ee]very|either) )?(?P<term>"
    r"(?:Authori[sz]ed |Registered |End )?(?:Client|Customer|Contractor|Subcontractor|Licensee|Licensor|Subscriber"
    r"|Purchaser|Supplier|Lessee|Lessor|Grantor|Grantee|Principal|Consortium|Custodian|Undersigned|Mandator|Trustee|Beneficiary|Promoter|Organi[sz]er|Vendor"
    r"|Distributor|Merchant|Franchisee|Sponsor|Guarantor)"
    r"|(?:Approved|Permitted|Nominated|Designated|Responsible|Authori[sz]ed|Relevant|Covered|Eligible|Protected|Restricted|Excluded"
    r"|Disclosing|Receiving|Appointed|Qualifying|Participating|Associated|Affected|Accredited|Named) "
    r"(?:Affiliates?|Part(?:y|ies)|Persons?|Custodians?|Individuals?|Entit(?:y|ies)|Users?|Data|Information|Recipients?|Partners?|Representatives?"
    r"|Suppliers?|Vendors?|Organi[sz]ations?|Members?|Purchasers?|Countr(?:y|ies)|Materials?|Companies|Institutions?|Bod(?:y|ies))"
    r"|(?:Permitted|Approved|Agreed) Purposes?|Agreement"
    r"|(?:End[ -])?(?:Customer|Client|User|Subscriber|Licensee|Tenant) (?:Personal )?(?:Data|Information|Content"
    r"|Materials)"
    r"|(?:(?:Contact|Location|Usage|Technical|Identity|Profile|Transaction|Financial|Marketing|Device|Communications?|Log|Account)"
    r"(?:,? (?:and|or|&) |, )?){2,3} Data)\b"
    r"(?! (?:[A-Z][a-z]|\d))(?!-)"
)
# Words of which every term has one.
_PARTS = (
    "Client",
    "ontractor",
    "Licens",
    "Subscriber",
    "Purchaser",
    "Supplier",
    "Less",
    "Grant",
    "Principal",
    "Consortium",
    "Custodian",
    "Undersigned",
    "Mandator",
    "Trustee",
    "Beneficiary",
    "Promoter",
    "Organi",
    "Vendor",
    "Distributor",
    "Merchant",
    "Franchisee",
    "Sponsor",
    "Guarantor",
    "Affiliate",
    "Part",
    "Person",
    "Individual",
    "Entit",
    "Recipient",
    "Representative",
    "Member",
    "Countr",
    "Material",
    "Compan",
    "Institution",
    "Bod",
    "Service",
    "Purpose",
    "Agreement",
    "Customer",
    "User",
    "Tenant",
    " Data",
)
_ELSEWHERE = lazy(
    r"\b(?:capitali[sz]ed|defined|undefined) (?:terms|words)\b|\bterms (?:used|defined"
    r"|that are)\b[^.]{0,80}\b(?:meaning|defined)\b"
    r"|\bmeanings? (?:given|set out|ascribed|assigned|attributed)\b|\bas defined (?:in|by|under)\b",
    re.IGNORECASE,
)
_LABELLED = 90  # characters at the start of a block in which a label stands


@rule("undefined_term")
def undefined_term(site: Site) -> Iterator[Hit]:
    """One hit for each term, at its first use and its second."""
    for policy in site.policies:
        document = policy.document
        uses: dict[str, list[tuple[Sentence, int, int]]] = {}
        for sentence in document.sentences:
            if sentence.block.kind in ("heading", "title", "meta", "cell"):
                continue
            for term, start, end in _terms(sentence):
                uses.setdefault(term, []).append((sentence, start, end))
        if not uses or _ELSEWHERE.search(" ".join(s.text for s in document.sentences)):
            continue
        for term, places in uses.items():
            if not _defined(document, term):
                marks = tuple(Mark(policy.path, sentence.source(start, end)) for sentence, start, end in places[:2])
                yield Hit(marks, f"`{term}` is written as a defined term and never defined", subject=(term,))


def _terms(sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    text = sentence.text
    if not any(word in text for word in _PARTS):
        return
    words = text.split()
    if sum(word[:1].isupper() for word in words) * 2 > len(words):
        return  # a title, or text in capitals
    for match in _TERM.finditer(text):
        term, article = match["term"], match["article"]
        compound = " " in term
        if not compound and (article is None or (term == "Agreement" and article.lower() not in ("the", "such"))):
            continue
        if match.start("term") == 0 or (
            text[max(match.start() - 2, 0) : match.start()].strip() in (":", "—", "-", "•") and not compound
        ):
            continue  # any word is written with a capital there
        before = [word for word in text[max(match.start() - 80, 0) : match.start()].split()[-4:] if len(word) > 3]
        if len(before) > 1 and all(word[0].isupper() for word in before[-2:]):
            continue  # within the title of something
        yield term, match.start("term"), match.end()


def _defined(document: Document, term: str) -> bool:
    """Whether the text says anywhere what a term is, or what each part of it is ("User", "Data")."""
    party, _, data = term.partition(" ")
    return _explained(document, term) or (bool(data) and _explained(document, party) and _explained(document, data))


def _explained(document: Document, term: str) -> bool:
    """Whether a term stands in quotes, in brackets, in a heading or as a label, or a verb says what it is."""
    name = re.escape(term)
    quoted = re.compile(
        rf"[\"'“‘(\[*_](?:[\w ,]{{0,40}}\b)?(?:the |our |your |an? )?{name}s?[,.;:]?[\"'”’)\]*_](?!s\b)"
        rf"|\b{name}s? (?:shall |will )?(?:means?|mean|refers? to|is defined|are defined|includes?|consists?|comprises?"
        rf"|is (?:any|all|the|an?) |are (?:any|all|the) )"
        rf"|\b{name}s?,? (?:\(|i\.?e|namely|meaning|that is|being)"
        rf"|\b(?:called|known as|referred to as|defined as|acts? as|acting as|forms?|constitutes?|makes? up|together) (?:the |an? )?{name}\b"
        + (rf"|\b[A-Z][a-z]+ {name}\b" if term == "Agreement" else "")
    )
    for block in document.blocks:
        text = block.flat.text
        if term not in text and term.upper() not in text and term.title() not in text:
            continue
        if block.kind in ("heading", "title") or block.kind == "cell":
            return True
        label = (
            text[:_LABELLED].partition(":")[0]
            if ":" in text[:_LABELLED]
            else text[:_LABELLED].partition(" — ")[0].partition(" – ")[0]
        )
        if len(label) < len(text) and term in label and len(label.split()) <= 6:
            return True
        if quoted.search(text):
            return True
    return False
