"""`NamedTuple` as `typing` has it, made in a tenth of the time: no code is compiled, and no annotation is read.

A start makes some ten such classes. Type checkers see the one of `typing`.
"""

from __future__ import annotations

from policylint.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    try:
        from _collections import _tuplegetter as item_of  # as `collections` has it
    except ImportError:
        from operator import itemgetter

        def item_of(at: int, doc: str | None) -> property:
            return property(itemgetter(at), doc=doc)

    new_tuple = tuple.__new__

    class _Making(type):
        """Makes of the annotated names of a class its items, in order; a value behind a name is its default."""

        def __new__(meta, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(meta, name, (tuple,), space)
            names = tuple(space.get("__annotations__", ()))
            defaults = {item: space[item] for item in names if item in space}
            if list(defaults) != list(names[len(names) - len(defaults) :]):
                raise TypeError(f"{name}: an item without a default follows one with a default")
            space |= {item: item_of(at, None) for at, item in enumerate(names)}
            space |= {"__slots__": (), "_fields": names, "_field_defaults": defaults, "__match_args__": names}
            count = len(names)

            def __new__(cls: Any, *args: Any, **given: Any) -> Any:
                return new_tuple(cls, _whole(cls, args, given) if given or len(args) != count else args)

            space.setdefault("__new__", __new__)
            return super().__new__(meta, name, bases, space)

    class NamedTuple(metaclass=_Making):
        """A tuple whose items have names."""

        __slots__ = ()

        def _replace(self, **changes: Any) -> Any:
            return type(self)(**(dict(zip(self._fields, self, strict=True)) | changes))

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        @classmethod
        def _make(cls, items: Any) -> Any:
            return cls(*items)

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(f'{name}={item!r}' for name, item in self._asdict().items())})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    def _whole(cls: Any, args: tuple[Any, ...], given: dict[str, Any]) -> tuple[Any, ...]:
        """All items of a tuple. Raises TypeError for one that is missing, unknown or given twice."""
        names = cls._fields
        if len(args) > len(names):
            raise TypeError(f"{cls.__name__} takes {len(names)} items, not {len(args)}")
        if not given.keys() <= set(names[len(args) :]):
            odd = min(given.keys() - set(names[len(args) :]))
            raise TypeError(f"{cls.__name__}: {odd!r} is {'given twice' if odd in names else 'no item'}")
        values = cls._field_defaults | given
        try:
            return (*args, *[values[name] for name in names[len(args) :]])
        except KeyError as missing:
            raise TypeError(f"{cls.__name__} needs {missing.args[0]!r}") from None
