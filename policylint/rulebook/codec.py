"""Rules and laws to plain JSON data and back, exactly.

An instance is an object whose "$" names its class, without the fields that have their default; a tuple is a list; a
mapping is an object; dates and severities are instances with one value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from policylint.finding import Severity
from policylint.hints import Any
from policylint.record import defaults, fields
from policylint.rule import (
    Change,
    Citation,
    Comparison,
    Conflict,
    Cue,
    Example,
    Forbid,
    Gate,
    Gather,
    PythonCheck,
    Require,
    Rule,
    Selector,
    Weigh,
)
from policylint.rulebook.regimes import Answer, ChildAge, RegimeFile


def _date(value: str) -> dt.date:
    return dt.date.fromisoformat(value)


CLASSES: dict[str, Callable[..., Any]] = {
    c.__name__: c
    for c in (
        Answer,
        Change,
        ChildAge,
        Citation,
        Comparison,
        Conflict,
        Cue,
        Example,
        Forbid,
        Gate,
        Gather,
        PythonCheck,
        RegimeFile,
        Require,
        Rule,
        Selector,
        Weigh,
    )
}
"""The classes of rules and laws by name."""
_MAKERS = CLASSES | {"date": _date, "Severity": Severity}


def encode(value: Any) -> Any:
    """Plain data for a value of rules. Raises TypeError for one that has no form here."""
    if isinstance(value, Severity):
        return {"$": "Severity", "value": int(value)}
    if isinstance(value, dt.date):
        return {"$": "date", "value": value.isoformat()}
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping) and "$" not in value:
        return {str(key): encode(item) for key, item in value.items()}
    if type(value).__name__ in CLASSES:
        data: dict[str, Any] = {"$": type(value).__name__}
        usual = defaults(value)
        for name in fields(value):
            item = getattr(value, name)
            if name not in usual or item != usual[name]:
                data[name] = encode(item)
        return data
    raise TypeError(f"no form in a pack: {type(value).__name__}")


def decode(data: Any) -> Any:
    """The value that `encode` gave `data` for. Raises KeyError or TypeError for data of another form."""
    kind = type(data)
    if kind is list:
        if data and type(data[0]) is str:  # most lists are phrases
            return tuple(data)
        return tuple([decode(item) for item in data])
    if kind is dict:
        name = data.pop("$", None)
        for key, item in data.items():
            if type(item) in _NESTED:
                data[key] = decode(item)
        return data if name is None else _MAKERS[name](**data)
    return data


_NESTED = frozenset({list, dict})
