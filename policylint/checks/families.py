"""Families of data: kinds that a statement about keeping covers together, though it names only some of them.

"Account data" takes in names and addresses, a log its IP addresses. The lexicon `category` says what is a kind of what; here its
widest entries are put together as readers take them.
"""

from __future__ import annotations

from policylint.matching.book import Book
from policylint.patterns import word_set

ACCOUNT, MONEY, MESSAGES, CONTENT, USAGE, LOGS, DEVICE = (
    "account",
    "money",
    "messages",
    "content",
    "usage",
    "logs",
    "device",
)
_FAMILY = {
    "identity-data": ACCOUNT,
    "demographic-data": ACCOUNT,
    "contact-data": ACCOUNT,
    "account-data": ACCOUNT,
    "professional-data": ACCOUNT,
    "social-media-data": ACCOUNT,
    "financial-data": MONEY,
    "communications": MESSAGES,
    "customer-content": CONTENT,
    "log-data": LOGS,
    "usage-data": USAGE,
    "device-data": DEVICE,
}
# Kinds that are no category of their own in an inventory, or whose keeping is another matter.
NOT_ASKED = word_set(
    "cookie-data statistics backups children-data inferences consent-records settings language "
    "legal-records third-party-data age"
)
_COVERS = {
    LOGS: word_set("logs device"),
    USAGE: word_set("usage logs device"),
    DEVICE: word_set("device logs"),
}
_COVERS_NAMED = {USAGE: word_set("usage logs")}


def family(book: Book, entry: str) -> str:
    """The family of an entry of the lexicon `category`; its widest entry where it belongs to none."""
    widest = entry
    for wider in book.wider("category", entry):
        if wider in _FAMILY:
            return _FAMILY[wider]
        widest = wider
    return widest


def covered(named: str, apart: bool = False) -> frozenset[str]:
    """The families that a period for one family covers; `apart`: of those that the inventory sets apart by a label of their own.

    A log holds IP addresses, so its period covers them; where "Device data" is a category beside "Log data", it does not.
    """
    return (_COVERS_NAMED if apart else _COVERS).get(named, frozenset([named]))
