"""The pack once more, in the form that the Python which wrote it reads fastest: `marshal`, as its own bytecode files are.

Reading JSON and making rules of it took a tenth of a check of one policy. The form belongs to one version of Python, so the JSON pack
stays the one that everybody can read; this file is passed over where its first line is not what the running Python would write.
Like a bytecode file it is trusted: it lies in the package, and who can change it can change the code beside it.
"""

from __future__ import annotations

import datetime as dt
import marshal
from collections.abc import Callable, Iterator, Mapping

from policylint import patterns
from policylint.finding import Severity
from policylint.hints import Any
from policylint.matching.book import Book
from policylint.matching.packed import Nodes, Rows
from policylint.record import fields
from policylint.rulebook.codec import CLASSES
from policylint.rulebook.rulebook import Rulebook

FILE = "start.bin"
_SEVERITY, _DATE, _TUPLE, _MAPPING = -1, -2, -3, -4
_ROWS = ("links", "gates", "gate_prefixes")
_MAKERS: list[Callable[..., Any]] = [CLASSES[name] for name in sorted(CLASSES)]
_NUMBERS = {maker: number for number, maker in enumerate(_MAKERS)}
_SEVERITIES = {int(severity): severity for severity in Severity}


def write(book: Rulebook, format: int, stamp: str) -> bytes:
    """The file of a rulebook; its rules come without examples and its book without the phrases as written."""
    known: dict[Any, Any] = {}
    rules = [_plain(rule, known, left_out=("examples",)) for rule in book.rules.values()]
    regimes = [_plain(regime, known) for regime in book.regimes.values()]
    data = {name: value for name, value in book.book.to_json().items() if name != "sources"}
    data |= {name: Rows.piece(data[name]) for name in _ROWS}
    data |= {"steps": _plain(_frozen(data["steps"]), known), "nodes": Nodes.pieces(data["nodes"])}
    return _first(format, stamp) + marshal.dumps((rules, regimes, data))


def read(path: str, format: int, stamp: str) -> Rulebook | None:
    """The rulebook of a file; None for one of another Python, format or stamp. Raises OSError where there is none.

    Raises EOFError, ValueError, LookupError or TypeError for a file that was cut.
    """
    first = _first(format, stamp)
    with open(path, "rb") as file:
        if file.readline() != first:
            return None
        rules, regimes, data = marshal.loads(file.read())
    data |= {name: Rows(data[name]) for name in _ROWS}
    data["nodes"] = Nodes(*data["nodes"])
    made = [_made(rule) for rule in rules]
    laws = [_made(regime) for regime in regimes]
    return Rulebook({rule.id: rule for rule in made}, {law.key: law for law in laws}, Book.from_json(data))


def _first(format: int, stamp: str) -> bytes:
    return f"{patterns.engine()} {marshal.version} {format} {stamp}\n".encode("ascii")


def _plain(value: Any, known: dict[Any, Any], left_out: tuple[str, ...] = ()) -> Any:
    """A value as marshal can write it. A list stands for what must be made again: its first item says what, the others of what."""
    if isinstance(value, Severity):
        return [_SEVERITY, int(value)]
    if isinstance(value, dt.date):
        return [_DATE, value.isoformat()]
    if value is None or isinstance(value, str | bool | int):
        return _shared(value, known) if isinstance(value, str) else value
    if isinstance(value, tuple):
        items = [_plain(item, known) for item in value]
        return [_TUPLE, *items] if list in map(type, items) else _shared(tuple(items), known)
    if isinstance(value, Mapping):
        rows = {_shared(key, known): _plain(item, known) for key, item in value.items()}
        return [_MAPPING, *(part for row in rows.items() for part in row)] if list in map(type, rows.values()) else rows
    return [
        _NUMBERS[type(value)],
        *(() if name in left_out else _plain(getattr(value, name), known) for name in fields(value)),
    ]


def _frozen(value: Any) -> Any:
    """Lists within each other as tuples: equal parts of phrases are written once."""
    return tuple([_frozen(item) for item in value]) if isinstance(value, list | tuple) else value


def _shared(value: Any, known: dict[Any, Any]) -> Any:
    """The first of equal values: marshal writes one object once, and refers to it."""
    return known.setdefault((type(value), repr(value)), value)


def _made(value: Any) -> Any:
    if value.__class__ is not list:
        return value
    kind = value[0]
    if kind >= 0:
        return _MAKERS[kind](*[item if item.__class__ is not list else _made(item) for item in value[1:]])
    if kind == _SEVERITY:
        return _SEVERITIES[value[1]]
    if kind == _DATE:
        return dt.date.fromisoformat(value[1])
    if kind == _TUPLE:
        return tuple([_made(item) for item in value[1:]])
    return Later({value[at]: value[at + 1] for at in range(1, len(value), 2)})


class Later(Mapping[str, Any]):
    """A mapping whose values are made when they are asked for: of the laws that rules cite, a check needs a few."""

    __slots__ = ("_made", "_plain")

    def __init__(self, plain: dict[str, Any]) -> None:
        self._plain = plain
        self._made: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = _made(self._plain[key])
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._plain

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def __repr__(self) -> str:
        return repr(dict(self))
