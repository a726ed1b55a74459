"""Frozen, slotted values, made without generating code until it pays.

`dataclasses` compiles four methods for every class and imports `inspect`: with some hundred kinds of value that is a third of the
time that a check of one policy may take. These classes share their methods instead, and a constructor is compiled only for a class
of which many values are made. They compare by their fields, cannot be changed, and may stand in sets where their fields may. Type
checkers read them as dataclasses (PEP 681).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, TypeVar, cast, dataclass_transform, overload

T = TypeVar("T")
Setter = Callable[[Any, Any], None]


class Field:
    """A default that is made anew for every value, or a field that is left out of the representation."""

    __slots__ = ("compared", "default", "factory", "shown")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, shown: bool, compared: bool) -> None:
        self.default, self.factory, self.shown, self.compared = default, factory, shown, compared


_NO = object()
OFTEN = 200  # values of a class, after which compiling its constructor has cost less than it saves


def field(
    *, default: Any = _NO, default_factory: Callable[[], Any] | None = None, repr: bool = True, compare: bool = True
) -> Any:
    """What a field is when it is not given; `repr=False` leaves it out of the representation, `compare=False` out of comparisons."""
    return Field(default, default_factory, repr, compare)


@overload
def record(cls: type[T], /) -> type[T]: ...
@overload
def record(*, kw_only: bool = False, order: bool = False, slots: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: Any = None, /, *, kw_only: bool = False, order: bool = False, slots: bool = True) -> Any:
    """Make a class of annotated names one of frozen values, as dataclass(frozen=True, slots=True) would.

    `kw_only` takes fields by name alone; `order` lets values be sorted by their fields; `slots=False` leaves room for cached
    properties. Raises TypeError, as dataclasses do, for fields that are missing or not known.
    """
    if cls is None:
        return lambda plain: _make(plain, kw_only, order, slots)
    return _make(cls, kw_only, order, slots)


def fields(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a record, or of its class, in order."""
    names: tuple[str, ...] = kind.__record_fields__
    return names


def defaults(kind: Any) -> dict[str, Any]:
    """The fields that need not be given, and what they are then."""
    found: dict[str, Any] = {}
    for name, value in kind.__record_defaults__.items():
        found[name] = value.factory() if isinstance(value, Field) and value.factory else value
    return found


def replace(value: T, **changes: Any) -> T:
    """A copy of a record with some fields changed. Raises TypeError for a name that is no field."""
    given = {name: getattr(value, name) for name in fields(value)}
    return type(value)(**(given | changes))


def _make(cls: type[Any], kw_only: bool, order: bool, slots: bool) -> type[Any]:
    names: list[str] = []
    defaults: dict[str, Any] = {}
    hidden: set[str] = set()
    apart: set[str] = set()
    for base in reversed(cls.__mro__[1:-1]):
        known = base.__dict__
        if "__record_own__" in known:
            names += [name for name in known["__record_own__"] if name not in names]
            defaults |= known["__record_defaults__"]
            hidden |= known["__record_hidden__"]
            apart |= known["__record_apart__"]
    own = [name for name, kind in cls.__dict__.get("__annotations__", {}).items() if not _is_class_level(kind)]  # noqa: RUF063 - inherited ones must not count
    space: dict[str, Any] = {
        key: value for key, value in cls.__dict__.items() if key not in ("__dict__", "__weakref__")
    }
    for name in own:
        if name not in names:
            names.append(name)
        if name in space:
            default = space.pop(name)
            defaults[name] = default
            if isinstance(default, Field):
                if not default.shown:
                    hidden.add(name)
                if not default.compared:
                    apart.add(name)
                if default.default is not _NO:
                    defaults[name] = default.default
                elif default.factory is None:
                    del defaults[name]
    setters: list[Setter] = []
    home: list[Any] = []
    space |= {
        "__record_own__": tuple(own),
        "__record_fields__": tuple(names),
        "__record_defaults__": defaults,
        "__record_hidden__": hidden,
        "__record_apart__": apart,
        "__record_compared__": tuple(name for name in names if name not in apart),
        "__match_args__": () if kw_only else tuple(names),
        "__init__": _init(tuple(names), defaults, kw_only, hasattr(cls, "__post_init__"), setters, home),
    }
    if "__eq__" in space:
        space.setdefault("__hash__", _hash)
    if order:
        space["__lt__"] = _lt
        space["__le__"] = _le
        space["__gt__"] = _gt
        space["__ge__"] = _ge
    if slots:
        inherited = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
        space["__slots__"] = tuple(name for name in own if name not in inherited)
    meta: Any = type(cls)
    # The shared methods are inherited: entering them into every class took most of the time that making one takes.
    made: Any = meta(cls.__name__, _bases(cls), space)
    home.append(made)
    setters += [getattr(made, name).__set__ if slots else partial(_put, name) for name in names]
    made.__qualname__ = cls.__qualname__
    _rebind(cls, made, space)
    return cast("type[Any]", made)


def _bases(cls: type[Any]) -> tuple[type[Any], ...]:
    bases = cls.__bases__
    if any(issubclass(base, _Shared) for base in bases):
        return bases
    return (_Shared,) if bases == (object,) else (_Shared, *bases)


class _Shared:
    """What all records can."""

    __slots__ = ()

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name!r} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name!r} cannot be changed")

    def __eq__(self, other: object) -> Any:
        if self is other:
            return True
        return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self) -> int:
        return hash(_values(self))

    def __repr__(self) -> str:
        kind: Any = type(self)
        shown = [name for name in kind.__record_fields__ if name not in kind.__record_hidden__]
        return f"{kind.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def __reduce__(self) -> tuple[Any, ...]:
        kind: Any = type(self)
        return _restore, (kind, {name: getattr(self, name) for name in kind.__record_fields__})


def _rebind(old: type[Any], new: type[Any], space: dict[str, Any]) -> None:
    """Methods that say super() or __class__ hold the first class in a cell; they must mean the new one."""
    for value in space.values():
        function = getattr(value, "__func__", value)
        for cell in getattr(function, "__closure__", None) or ():
            try:
                if cell.cell_contents is old:
                    cell.cell_contents = new
            except ValueError:  # an empty cell
                continue


def _is_class_level(kind: Any) -> bool:
    return "ClassVar" in kind if kind.__class__ is str else kind is ClassVar or "ClassVar" in str(kind)


def _init(
    names: tuple[str, ...], defaults: dict[str, Any], kw_only: bool, after: bool, setters: list[Setter], home: list[Any]
) -> Callable[..., None]:
    """The constructor of a record; `setters` are filled in once the class is there, and `home` with the class."""
    count = -1 if kw_only else len(names)
    left = OFTEN

    usual: list[Any] = []
    asked: list[int] = []
    made_anew: list[tuple[int, Any]] = []
    at_of: dict[str, int] = {}

    def __init__(self: Any, *args: Any, **given: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0 and (kw_only or _ordered(names, defaults)):
            home[0].__init__ = _compiled(names, defaults, kw_only, after, setters)
        if given or len(args) != count:
            if not at_of:  # most classes never come here in a run
                usual.extend([defaults.get(name, _NO) for name in names])
                asked.extend([at for at, value in enumerate(usual) if value is _NO])
                made_anew.extend([(at, value) for at, value in enumerate(usual) if isinstance(value, Field)])
                at_of.update({name: at for at, name in enumerate(names)})
            values: Any = usual.copy()
            number = len(args)
            values[:number] = args
            try:
                if kw_only and number:
                    raise LookupError
                for name, value in given.items():
                    at = at_of[name]
                    if at < number:
                        raise LookupError
                    values[at] = value
                for at in asked:
                    if values[at] is _NO:
                        raise LookupError
                if len(values) > len(names):
                    raise LookupError
            except LookupError:
                _refuse(self, names, defaults, kw_only, args, given)
            for at, default in made_anew:
                if values[at] is default:
                    values[at] = default.factory()
            args = values
        for put, value in zip(setters, args):  # noqa: B905 - as many as names; strict costs in the hottest loop there is
            put(self, value)
        if after:
            self.__post_init__()

    return __init__


def _ordered(names: tuple[str, ...], defaults: dict[str, Any]) -> bool:
    """Whether all fields that must be given come first: code cannot say anything else."""
    order = [name in defaults for name in names]
    return order == sorted(order)


def _compiled(
    names: tuple[str, ...], defaults: dict[str, Any], kw_only: bool, after: bool, setters: list[Setter]
) -> Callable[..., None]:
    """The same constructor as code of its own, several times as fast. Only names of fields become part of its text."""
    space: dict[str, Any] = {"_no": _NO}
    asked: list[str] = []
    body: list[str] = []
    for number, name in enumerate(names):
        space[f"_put{number}"] = setters[number]
        value = name
        if name in defaults:
            default = defaults[name]
            if isinstance(default, Field) and default.factory:
                space[f"_make{number}"] = default.factory
                asked.append(f"{name}=_no")
                value = f"_make{number}() if {name} is _no else {name}"
            else:
                space[f"_default{number}"] = default
                asked.append(f"{name}=_default{number}")
        else:
            asked.append(name)
        body.append(f"    _put{number}(self, {value})")
    if after:
        body.append("    self.__post_init__()")
    arguments = ", ".join(["self", *(["*"] if kw_only else []), *asked])
    exec("\n".join([f"def __init__({arguments}):", *body]), space)
    made: Callable[..., None] = space["__init__"]
    return made


def _refuse(
    self: Any,
    names: tuple[str, ...],
    defaults: dict[str, Any],
    kw_only: bool,
    args: tuple[Any, ...],
    given: dict[str, Any],
) -> None:
    """Raise TypeError for what is wrong with the arguments of a constructor."""
    kind = type(self).__name__
    if args and (kw_only or len(args) > len(names)):
        raise TypeError(f"{kind} takes {0 if kw_only else len(names)} positional fields, not {len(args)}")
    for name in names[: len(args)]:
        if name in given:
            raise TypeError(f"{kind}: {name!r} is given twice")
    for name in names[len(args) :]:
        if name not in given and name not in defaults:
            raise TypeError(f"{kind} needs {name!r}")
    raise TypeError(f"{kind} has no field {min(set(given) - set(names))!r}")


def _put(name: str, self: Any, value: Any) -> None:
    self.__dict__[name] = value


def _values(self: Any) -> tuple[Any, ...]:
    return tuple([getattr(self, name) for name in self.__record_compared__])


def _hash(self: Any) -> int:
    return hash(_values(self))


def _lt(self: Any, other: object) -> Any:
    return _values(self) < _values(other) if other.__class__ is self.__class__ else NotImplemented


def _le(self: Any, other: object) -> Any:
    return _values(self) <= _values(other) if other.__class__ is self.__class__ else NotImplemented


def _gt(self: Any, other: object) -> Any:
    return _values(self) > _values(other) if other.__class__ is self.__class__ else NotImplemented


def _ge(self: Any, other: object) -> Any:
    return _values(self) >= _values(other) if other.__class__ is self.__class__ else NotImplemented


def _restore(kind: type[Any], given: dict[str, Any]) -> Any:
    return kind(**given)
