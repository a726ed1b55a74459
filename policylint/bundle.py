"""The bytecode of all modules that a command imports, in one file: finding and opening a hundred files takes a tenth of a check.

The file lies beside the bytecode files that Python writes, is written when they are (never with PYTHONDONTWRITEBYTECODE, nor where the
folder cannot be written), and holds to a source as they do: a module whose source has another time or size than when its code
was kept is imported the usual way, and the file is written anew. Without the file, or with another Python, all is as ever.

The file begins with a table of what it holds, whose length its first eight bytes tell; the code of a module is read when that is imported,
since a command needs half of all modules.
"""

from __future__ import annotations

import marshal
import os
import sys
from types import ModuleType

from policylint.hints import Any, BinaryIO, cast

Known = tuple[int, int, bool]
"""Of a module: its source's time of change (nanoseconds) and size (bytes), and whether it is a package."""
Place = tuple[int, int]
"""Where the marshalled code of a module begins in the file, and its length, in bytes."""
_PACKAGE = "policylint"
_HEAD = 8  # bytes that tell the length of the table


class Bundle:
    """A file of code under reading, and a finder of modules for `sys.meta_path`."""

    def __init__(self, top: ModuleType) -> None:
        """`top` is the package; its loader and the form of its specification are those of all modules."""
        spec: Any = top.__spec__
        self._folder = os.path.dirname(os.path.dirname(spec.origin))
        self._cache = os.path.dirname(spec.cached)
        self._path = os.path.join(self._cache, f"{_PACKAGE}.{sys.implementation.cache_tag}.bundle")
        self._first = f"{sys.version} {sys.flags.optimize} {self._folder}".encode("utf-8", "surrogateescape")
        self._spec, self._loader = type(spec), _loader(type(spec.loader))
        self._file: BinaryIO | None = None
        self._entries = self._read()
        self.passed: set[str] = set()  # modules that were found

    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:
        """The specification of a module whose code was kept and whose source has not changed since; else None."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        (changed, size, package), place = entry
        source = self._source(name, package)
        try:
            state = os.stat(source)
        except OSError:
            return None
        if state.st_mtime_ns != changed or state.st_size != size:
            return None
        code = self._code(place)
        if code is None:
            return None
        self.passed.add(name)
        spec = self._spec(name, self._loader(name, source, code), origin=source, is_package=package)
        if package:
            spec.submodule_search_locations.append(os.path.dirname(source))
        spec.has_location = True
        spec.cached = self._cached(source)
        return spec

    def keep(self) -> None:
        """Write the file anew if a module was imported that it does not have as it is; what fails is left."""
        names = [name for name in sys.modules if name.startswith(f"{_PACKAGE}.") and name not in self.passed]
        fresh = {name: entry for name in names if (entry := self._entry(sys.modules[name]))}
        if sys.dont_write_bytecode or all(
            name in self._entries and self._entries[name][0] == known for name, (known, _) in fresh.items()
        ):
            return
        codes = dict(fresh)
        for name, (known, place) in self._entries.items():
            if name not in codes and (code := self._code(place)) is not None:
                codes[name] = known, code
        table: dict[str, tuple[Known, Place]] = {}
        begin = 0
        for name, (known, code) in codes.items():
            table[name] = known, (begin, len(code))
            begin += len(code)
        head = marshal.dumps((self._first, begin, table))
        if self._file is not None:
            self._file.close()  # some systems replace no file that is open
        partial = f"{self._path}.{os.getpid()}"
        try:
            with open(partial, "wb") as file:
                file.writelines((len(head).to_bytes(_HEAD, "little"), head, *[code for _, code in codes.values()]))
            os.replace(partial, self._path)
        except OSError:
            pass

    def _read(self) -> dict[str, tuple[Known, Place]]:
        """The table of the file, which stays open; {} where the file is not there, not whole, or of another Python."""
        try:
            file = open(self._path, "rb", buffering=0)  # noqa: SIM115 - it is read until the process ends
        except OSError:
            return {}
        try:
            length = int.from_bytes(file.read(_HEAD), "little")
            whole = os.fstat(file.fileno()).st_size
            first, codes, table = marshal.loads(file.read(length)) if length < whole else (b"", 0, {})
            if first == self._first and whole == _HEAD + length + codes:
                self._file, self._begin = file, _HEAD + length
                found: dict[str, tuple[Known, Place]] = table
                return found
        except (OSError, EOFError, ValueError, TypeError):
            pass
        file.close()
        return {}

    def _code(self, place: Place) -> bytes | None:
        """The code of a module; None where it cannot be read."""
        begin, length = place
        if self._file is None or self._file.closed:
            return None
        try:
            self._file.seek(self._begin + begin)
            code = self._file.read(length)
        except OSError:
            return None
        return code if len(code) == length else None

    def _source(self, name: str, package: bool) -> str:
        path = f"{self._folder}{os.sep}{name.replace('.', os.sep)}"
        return f"{path}{os.sep}__init__.py" if package else f"{path}.py"

    @staticmethod
    def _cached(source: str) -> str:
        folder, _, name = source.rpartition(os.sep)
        return f"{folder}{os.sep}__pycache__{os.sep}{name[:-3]}.{sys.implementation.cache_tag}.pyc"

    def _entry(self, module: ModuleType) -> tuple[Known, bytes] | None:
        """What to keep of a module that Python imported: the code that it wrote, where that belongs to the source as it is now."""
        spec: Any = module.__spec__
        try:
            state = os.stat(spec.origin)
            with open(spec.cached, "rb") as file:
                head, code = file.read(16), file.read()
        except (OSError, TypeError, AttributeError):
            return None
        package = spec.submodule_search_locations is not None
        told = int.from_bytes(head[8:12], "little"), int.from_bytes(head[12:16], "little")
        if any(head[4:8]) or told != (int(state.st_mtime) & 0xFFFFFFFF, state.st_size & 0xFFFFFFFF):
            return None
        if spec.origin != self._source(spec.name, package) or spec.cached != self._cached(spec.origin):
            return None
        return (state.st_mtime_ns, state.st_size, package), code


def _loader(usual: Any) -> Any:
    """The usual loader of sources, with the code at hand."""
    kind = type(sys)

    class Loader(usual):  # type: ignore[misc]
        def __init__(self, name: str, path: str, code: bytes) -> None:
            super().__init__(name, path)
            self._code = code

        def create_module(self, spec: Any) -> ModuleType:
            # Importing asks a new module for these two, and a module's way of saying that it has none is a long one.
            module: Any = kind(spec.name)
            module.__file__, module.__cached__ = spec.origin, spec.cached
            return cast("ModuleType", module)

        def get_code(self, fullname: str) -> Any:
            return marshal.loads(self._code)

    return Loader


def use() -> Bundle | None:
    """Find our modules in the bundle from now on; None where Python keeps no bytecode of sources in files."""
    top = sys.modules[_PACKAGE]
    spec: Any = top.__spec__
    if not spec or not spec.has_location or not spec.cached or not os.path.isabs(spec.origin or ""):
        return None
    found = Bundle(top)
    sys.meta_path.insert(0, found)
    return found
