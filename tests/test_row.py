"""Named tuples made without code: what they are and refuse is what `typing`'s are and refuse."""

from __future__ import annotations

import pickle
from typing import NamedTuple as Usual

import pytest

from policylint.row import NamedTuple


class Row(NamedTuple):
    """Two items that must be given, and one that need not."""

    a: int
    b: str
    c: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        """Of the items."""
        return f"{self.a}{self.b}"


class UsualRow(Usual):
    """The same by `typing`."""

    a: int
    b: str
    c: tuple[int, ...] = ()


@pytest.mark.parametrize("kind", [Row, UsualRow])
def test_a_row_is_a_tuple_with_names(kind: type[Row]) -> None:
    """Items by name and by place, defaults, copies, comparison with tuples, unpacking, pickling and matching."""
    row = kind(1, b="x")
    assert (row.a, row[1], row.c, tuple(row), row == (1, "x", ())) == (1, "x", (), (1, "x", ()), True)
    assert row._replace(c=(3,)) == kind(1, "x", (3,))
    assert row._asdict() == {"a": 1, "b": "x", "c": ()}
    assert kind._make([1, "x", ()]) == row
    assert (kind._fields, repr(row)) == (("a", "b", "c"), f"{kind.__name__}(a=1, b='x', c=())")
    assert pickle.loads(pickle.dumps(row)) == row
    match row:
        case kind(a, b):
            assert (a, b) == (1, "x")
    with pytest.raises(AttributeError):
        row.a = 2  # type: ignore[misc]


def test_a_row_has_its_methods_and_no_room_for_more() -> None:
    """Properties work, and no dictionary comes with each value."""
    assert Row(1, "x").both == "1x"
    assert not hasattr(Row(1, "x"), "__dict__")


@pytest.mark.parametrize(
    ("args", "given", "told"),
    [
        ((1,), {}, "Row needs 'b'"),
        ((1, "x", (), 4), {}, "Row takes 3 items, not 4"),
        ((1, "x"), {"a": 1}, "Row: 'a' is given twice"),
        ((1, "x"), {"z": 1}, "Row: 'z' is no item"),
    ],
)
def test_wrong_items_are_refused(args: tuple[object, ...], given: dict[str, object], told: str) -> None:
    """TypeError says what is wrong."""
    with pytest.raises(TypeError, match=told):
        Row(*args, **given)  # type: ignore[arg-type]


def test_defaults_stand_last() -> None:
    """An item that must be given cannot follow one that need not."""
    with pytest.raises(TypeError, match="an item without a default follows one with a default"):
        type(Row)("Odd", (NamedTuple,), {"__annotations__": {"a": "int", "b": "int"}, "a": 1})
