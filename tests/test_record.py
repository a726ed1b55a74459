"""Records: frozen values, made alike before and after their class gets a constructor of its own."""

from __future__ import annotations

from typing import Any

import pytest

from policylint.record import OFTEN, Record, defaults, field, fields, record, replace


@record
class Plain:
    """Two fields that must be given, one that need not, and one that is made anew."""

    a: int
    b: str
    c: str = "c"
    d: list[int] = field(default_factory=list)


@record(kw_only=True)
class Base:
    """Fields by name alone."""

    a: int = 1


@record(kw_only=True)
class Named(Base):
    """A field that must be given behind one that need not."""

    b: str


@record
class Checked:
    """A value that looks at itself."""

    a: int

    def __post_init__(self) -> None:
        if self.a < 0:
            raise ValueError("below zero")


def made(kind: Any, times: int, *args: Any, **given: Any) -> list[Any]:
    """So many values of a class."""
    return [kind(*args, **given) for _ in range(times)]


def test_values_are_alike_however_many_were_made() -> None:
    """Fields, defaults and fresh values are the same for the first value and for the last."""
    rows = made(Plain, 2 * OFTEN, 1, "b")
    assert {(row.a, row.b, row.c) for row in rows} == {(1, "b", "c")}
    assert all(row == rows[0] and repr(row) == "Plain(a=1, b='b', c='c', d=[])" for row in rows)
    assert len({id(row.d) for row in rows}) == len(rows)
    assert (fields(Plain), sorted(defaults(Plain))) == (("a", "b", "c", "d"), ["c", "d"])


def test_fields_by_name() -> None:
    """A record of named fields takes them in any order, and a copy may change some."""
    rows = [Named(b=str(number), a=number) for number in range(2 * OFTEN)]
    assert [(row.a, row.b) for row in rows] == [(number, str(number)) for number in range(2 * OFTEN)]
    assert replace(rows[-1], b="x") == Named(b="x", a=2 * OFTEN - 1)
    assert Named(b="x").a == 1


def test_what_follows_construction() -> None:
    """A value that looks at itself does so however many were made."""
    made(Checked, 2 * OFTEN, 1)
    with pytest.raises(ValueError, match="below zero"):
        Checked(-1)


@pytest.mark.parametrize("times", [0, 2 * OFTEN])
@pytest.mark.parametrize(
    ("kind", "args", "given"),
    [
        (Plain, (), {}),
        (Plain, (1,), {}),
        (Plain, (1, "b", "c", [], "e"), {}),
        (Plain, (1, "b"), {"b": "b"}),
        (Plain, (1, "b"), {"e": 1}),
        (Named, (1, "b"), {}),
        (Named, (), {"a": 1}),
    ],
)
def test_fields_that_are_missing_or_unknown(
    kind: Any, args: tuple[Any, ...], given: dict[str, Any], times: int
) -> None:
    """They are a TypeError."""
    made(Plain, times, 1, "b")
    made(Named, times, b="b")
    with pytest.raises(TypeError):
        kind(*args, **given)


def test_values_are_frozen() -> None:
    """No field can be set or deleted."""
    (value,) = made(Plain, 1, 1, "b")
    with pytest.raises(AttributeError, match="frozen"):
        value.a = 2
    with pytest.raises(AttributeError, match="frozen"):
        del value.a


class Based(Record, order=True):
    """A record by its base, with a method that asks for its own class."""

    a: int
    b: str = "b"

    def own(self) -> type:
        """The class that this method stands in."""
        return __class__  # type: ignore[name-defined,no-any-return]


class ByName(Based, kw_only=True):
    """Takes its fields by name, those of its base too."""

    c: tuple[int, ...] = ()


class Further(ByName):
    """As its base in what it takes."""

    d: int = 4


@pytest.mark.parametrize("times", [1, OFTEN + 1])
def test_a_class_becomes_a_record_by_its_base_as_by_the_decorator(times: int) -> None:
    """Fields, defaults, order and names are those of a decorated class; a class below takes fields as the one above does."""
    for _ in range(times):
        made = Based(1)
    assert (made.a, made.b, made < Based(2), made == Based(1, "b"), made.own()) == (1, "b", True, True, Based)
    assert fields(Further) == ("a", "b", "c", "d")
    assert repr(Further(a=1, c=(2,))) == "Further(a=1, b='b', c=(2,), d=4)"
    assert replace(Further(a=1), d=5) == Further(a=1, d=5)
    assert Further.__slots__ == ("d",)
    with pytest.raises(TypeError, match="Further takes 0 positional fields, not 1"):
        Further(1)  # type: ignore[misc]
    with pytest.raises(TypeError, match="'a'"):
        Based(1, a=1)  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Based is frozen"):
        made.a = 2  # type: ignore[misc]
