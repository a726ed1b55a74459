"""SHA-256 without OpenSSL: `hashlib` loads it, which is the dearest import that a check would make."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from policylint.hints import Any


def _find() -> Callable[[bytes], Any]:
    for name in ("_sha2", "_sha256", "hashlib"):  # CPython 3.12 and later, 3.11, any other Python
        try:
            found: Callable[[bytes], Any] = import_module(name).sha256
        except ImportError:
            continue
        return found
    raise ImportError("no SHA-256")


sha256 = _find()
"""sha256(bytes) with .hexdigest(), as hashlib gives it."""
