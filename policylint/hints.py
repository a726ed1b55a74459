"""What annotations are made of, without `typing`: importing that takes as long as thirty modules of ours.

Type checkers see the names of `typing`. At run time, where annotations are not evaluated, a name only has to be there.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any as Any
    from typing import BinaryIO as BinaryIO
    from typing import ClassVar as ClassVar
    from typing import Literal as Literal
    from typing import NoReturn as NoReturn
    from typing import ParamSpec as ParamSpec
    from typing import TextIO as TextIO
    from typing import TypeVar as TypeVar
    from typing import cast as cast
    from typing import dataclass_transform as dataclass_transform
    from typing import overload as overload
else:

    class _Form:
        """Stands for any type; what is made of it (`Literal["a"]`, `Any | None`) stands for any type too."""

        def __getitem__(self, key):
            return self

        def __or__(self, other):
            return self

        __ror__ = __or__

    Any = BinaryIO = ClassVar = Literal = NoReturn = TextIO = _Form()

    def TypeVar(name, *bounds, **more):
        """A type that is told later."""
        return Any

    ParamSpec = TypeVar

    def cast(kind, value):
        """The value as it is."""
        return value

    def overload(function):
        """The function as it is; the last of that name stays."""
        return function

    def dataclass_transform(**said):
        """A decorator that leaves classes as they are."""
        return overload
