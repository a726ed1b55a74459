"""The rulebook: all rules, the laws that they cite, and the book of their phrases."""

from __future__ import annotations

from collections.abc import Mapping

from policylint.errors import BadRule
from policylint.matching.book import Book
from policylint.record import Record
from policylint.rule import Rule
from policylint.rulebook.regimes import RegimeFile


class Rulebook(Record):
    """Rules by id and laws by key, both sorted, and the book that holds their phrases and those of the finders.

    `mistakes` holds one BadRule for each mistake in a rule file; a file with a mistake gives no rule, and the others
    are judged none the less. Whoever judges with a rulebook reports them as failures.
    """

    rules: Mapping[str, Rule]
    regimes: Mapping[str, RegimeFile]
    book: Book
    mistakes: tuple[BadRule, ...] = ()


class BadRules(BadRule):
    """Shipped rules that cannot be packed; `errors` has every mistake, the message the first and their number."""

    def __init__(self, errors: tuple[BadRule, ...]) -> None:
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(first.message + more, first.path, first.line)
        self.errors = errors
