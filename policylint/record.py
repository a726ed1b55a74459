"""Frozen, slotted values, made without generating code until it pays.

A class becomes one by its base, `Record`, or by `@record` before it, which makes it twice and so takes longer.

`dataclasses` compiles four methods for every class and imports `inspect`: with some hundred kinds of value that is a third of the
time that a check of one policy may take. These classes share their methods instead, and a constructor is compiled only for a class
of which many values are made. They compare by their fields, cannot be changed, and may stand in sets where their fields may. Type
checkers read them as dataclasses (PEP 681).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from policylint.hints import Any, ClassVar, TypeVar, cast, dataclass_transform, overload

T = TypeVar("T")
Setter = Callable[[Any, Any], None]


class Field:
    """A default that is made anew for every value, or a field that is left out of the representation."""

    __slots__ = ("compared", "default", "factory", "shown")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, shown: bool, compared: bool) -> None:
        self.default, self.factory, self.shown, self.compared = default, factory, shown, compared


_NO = object()
OFTEN = 500  # values of a class, after which compiling its constructor has cost less than it saves


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
    if "__record_own__" in cls.__dict__:  # its base is a record, so it is one
        return cls
    space = {key: value for key, value in cls.__dict__.items() if key not in ("__dict__", "__weakref__")}
    bases = (Record,) if cls.__bases__ == (object,) else (*cls.__bases__, Record)
    meta: Any = _Making
    made = meta(cls.__name__, bases, space, kw_only=kw_only, order=order, slots=slots)
    made.__qualname__ = cls.__qualname__
    _rebind(cls, made, space)
    return cast("type[Any]", made)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class _Making(type):
    """Makes records: what is annotated in the body of a class becomes its fields."""

    def __new__(
        meta,
        name: str,
        bases: tuple[type, ...],
        space: dict[str, Any],
        kw_only: bool | None = None,
        order: bool = False,
        slots: bool = True,
    ) -> Any:
        if not bases:
            return super().__new__(meta, name, bases, space)
        names: list[str] = []
        defaults: dict[str, Any] = {}
        hidden: set[str] = set()
        apart: set[str] = set()
        taken: set[str] = set()
        named = False  # as the nearest base has it, where the class does not say
        for base in reversed(bases[0].__mro__[:-1] if len(bases) == 1 else _lineage(bases)):
            known = base.__dict__
            if "__record_own__" in known:
                names += [name for name in known["__record_own__"] if name not in names]
                defaults |= known["__record_defaults__"]
                hidden |= known["__record_hidden__"]
                apart |= known["__record_apart__"]
                named = known["__record_named__"]
            taken.update(known.get("__slots__", ()))
        kw_only = named if kw_only is None else kw_only
        own = [name for name, kind in space.get("__annotations__", {}).items() if not _is_class_level(kind)]
        for field_name in own:
            if field_name not in names:
                names.append(field_name)
            if field_name in space:
                default = space.pop(field_name)
                defaults[field_name] = default
                if isinstance(default, Field):
                    if not default.shown:
                        hidden.add(field_name)
                    if not default.compared:
                        apart.add(field_name)
                    if default.default is not _NO:
                        defaults[field_name] = default.default
                    elif default.factory is None:
                        del defaults[field_name]
        fields = tuple(names)
        home: list[Any] = []
        after = "__post_init__" in space or any(hasattr(base, "__post_init__") for base in bases)
        space |= {
            "__record_own__": tuple(own),
            "__record_fields__": fields,
            "__record_defaults__": defaults,
            "__record_hidden__": hidden,
            "__record_apart__": apart,
            "__record_named__": kw_only,
            "__record_compared__": fields if not apart else tuple([name for name in names if name not in apart]),
            "__match_args__": () if kw_only else fields,
            "__init__": _init(fields, defaults, kw_only, after, slots, home),
        }
        if "__eq__" in space:
            space.setdefault("__hash__", _hash)
        if order:
            space |= {"__lt__": _lt, "__le__": _le, "__gt__": _gt, "__ge__": _ge}
        if slots:
            space["__slots__"] = tuple([name for name in own if name not in taken])
        made = super().__new__(meta, name, bases, space)
        home.append(made)
        return made


def _lineage(bases: tuple[type, ...]) -> list[type]:
    """The classes that several bases bring, each once, the nearest first."""
    return list(dict.fromkeys(kind for base in bases for kind in base.__mro__[:-1]))


class Record(metaclass=_Making):
    """What all records can, and the base of a class that is to be one: `class Span(Record)`, `class Fact(Record, kw_only=True)`."""

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
    names: tuple[str, ...], defaults: dict[str, Any], kw_only: bool, after: bool, slots: bool, home: list[Any]
) -> Callable[..., None]:
    """The constructor of a record; `home` is filled with its class once that is there."""
    count = -1 if kw_only else len(names)
    left = OFTEN

    setters: list[Setter] = []
    puts: dict[str, Setter] = {}

    def __init__(self: Any, *args: Any, **given: Any) -> None:
        nonlocal left
        left -= 1
        if not setters:  # of most classes no value is ever made in a run
            setters.extend([getattr(home[0], name).__set__ if slots else partial(_put, name) for name in names])
            puts.update(zip(names, setters, strict=True))
        if left == 0 and (kw_only or _ordered(names, defaults)):
            home[0].__init__ = _compiled(names, defaults, kw_only, after, setters)
        if given or len(args) != count:
            if args:
                number = len(args)
                if kw_only or number > count or not given.keys().isdisjoint(names[:number]):
                    _refuse(self, names, defaults, kw_only, args, given)
                given.update(zip(names, args))  # noqa: B905 - those that are given by their place
            try:
                rest: list[tuple[Setter, Any]] = [(puts[name], defaults[name]) for name in names if name not in given]
                if len(given) + len(rest) > len(names):
                    raise LookupError
            except LookupError:
                _refuse(self, names, defaults, kw_only, (), given)
            for name, value in given.items():
                puts[name](self, value)
            for put, value in rest:
                put(self, value.factory() if isinstance(value, Field) and value.factory else value)
            if after:
                self.__post_init__()
            return
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
