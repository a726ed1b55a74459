"""Values that compare by meaning."""

from __future__ import annotations

from policylint.patterns import lazy
from policylint.record import Record

_DAYS = {
    "hour": (1 / 24, 1 / 24),
    "day": (1, 1),
    "business-day": (1, 1.6),
    "week": (7, 7),
    "month": (28, 31),
    "quarter": (89, 92),
    "year": (365, 366),
}
_ISO_FORM = lazy(r"P(?:(\d+)([DWMY])|T(\d+)H)")
_ISO = {"day": "P{}D", "business-day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y", "hour": "PT{}H"}


class Duration(Record):
    """A length of time as a range of days, so that '30 days' and '1 month' agree and '30 days' and '2 years' do not.

    `count` and `unit` keep what was written (30, 'day'); units are hour, day, business-day, week, month, quarter, year.
    """

    count: float
    unit: str

    @property
    def days(self) -> tuple[float, float]:
        """The fewest and the most days that it may last."""
        low, high = _DAYS[self.unit]
        return self.count * low, self.count * high

    def agrees(self, other: Duration) -> bool:
        """Whether the two may be the same length (a working day and a calendar day may, 30 days and 2 years may not)."""
        (a, b), (c, d) = self.days, other.days
        slack = 0.02 * max(b, d)
        return a <= d + slack and c <= b + slack

    @property
    def iso(self) -> str:
        """ISO 8601: P30D, P2W, P18M, PT48H; half years become months, quarters three months."""
        count, unit = self.count, self.unit
        if unit == "quarter":
            count, unit = count * 3, "month"
        if count != int(count):
            finer = {
                "year": (12, "month"),
                "month": (30, "day"),
                "week": (7, "day"),
                "day": (24, "hour"),
                "business-day": (24, "hour"),
            }
            factor, unit = finer.get(unit, (1, unit))
            count = round(count * factor)
        return _ISO[unit].format(int(count))

    @classmethod
    def parse_iso(cls, text: str) -> Duration:
        """The duration that `iso` writes (one unit only); ValueError for anything else."""
        match = _ISO_FORM.fullmatch(text)
        if not match:
            raise ValueError(f"no duration: {text!r}; allowed: P30D, P2W, P6M, P1Y, PT48H")
        if match[3]:
            return cls(int(match[3]), "hour")
        return cls(int(match[1]), {"D": "day", "W": "week", "M": "month", "Y": "year"}[match[2]])

    def __str__(self) -> str:
        count = int(self.count) if self.count == int(self.count) else self.count
        name = "business day" if self.unit == "business-day" else self.unit
        return f"{count} {name}{'' if count == 1 else 's'}"
