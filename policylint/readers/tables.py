"""Tables: which headers a cell stands under, and which <table> holds data at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from policylint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from policylint.readers.outline import Draft
    from policylint.readers.tags import Token


def headers_of(columns: Sequence[str], column: int, row_header: str) -> tuple[str, ...]:
    """The headers of a cell, its column's first; '' stands for a column without one."""
    head = columns[column] if column < len(columns) else ""
    if column and row_header:
        return (head, row_header)
    return (head,) if head else ()


class Table:
    """An HTML table while it is read, cell by cell."""

    def __init__(self, data: bool) -> None:
        self.data = data  # its cells are cells, not the layout of a page
        self.cell = self.row = -1  # where the open ones stand on the reader's stack
        self.drafts: list[Draft] = []  # of the cell being read
        self._row_drafts: list[Draft] = []
        self._columns: list[str] = []  # texts of the header row
        self._heads: list[str] | None = None  # texts of the row being read, as long as all its cells are headers
        self._row_header = ""
        self._column = 0
        self._head = False
        self._width = 1
        self._covered: dict[int, tuple[int, str]] = {}  # column -> rows that a cell above still covers, and its text

    def open_row(self, place: int) -> None:
        """A <tr>, at `place` on the stack."""
        self.row = place
        self._column, self._row_header = 0, ""
        self._heads, self._row_drafts, self.drafts = [], [], []

    def open_cell(self, place: int, head: bool, given: Mapping[str, str]) -> None:
        """A <td> or <th> with its attributes, at `place` on the stack."""
        self.cell = place
        while self._column in self._covered:
            left, text = self._covered[self._column]
            if self._column == 0:
                self._row_header = text
            if left > 1:
                self._covered[self._column] = (left - 1, text)
            else:
                del self._covered[self._column]
            self._column += 1
        self._head = head
        self._width = _count(given.get("colspan", ""))
        rows = _count(given.get("rowspan", ""))
        if rows > 1:
            self._covered[self._column] = (rows - 1, "")
        self.drafts = []

    def close_cell(self, row: int) -> None:
        """Gives the cell's drafts the number of their row and their headers."""
        drafts, self.drafts = self.drafts, []
        text = " ".join(draft.flat.text for draft in drafts)
        if self._heads is not None:
            bold = bool(drafts) and not self._columns and all(draft.bold for draft in drafts)
            if self._head or bold or not text:
                self._heads.extend([text] * self._width)
            else:
                self._heads = None
        self._row_drafts += drafts
        for draft in drafts:
            draft.row = row
            draft.headers = headers_of(self._columns, self._column, self._row_header)
        if self._column == 0:
            self._row_header = text
        if self._column in self._covered:
            self._covered[self._column] = (self._covered[self._column][0], text)
        self._column += self._width
        self.cell = -1

    def close_row(self) -> None:
        """The first row of nothing but headers gives the columns theirs."""
        if self._heads and any(self._heads) and not self._columns:
            self._columns = self._heads
            for draft in self._row_drafts:
                draft.headers = ()
        self.row, self._heads = -1, None


def _count(written: str) -> int:
    return min(max(int(written), 1), 100) if written.isascii() and written.isdigit() and len(written) < 5 else 1


def data_tables(tokens: Iterable[Token]) -> dict[int, bool]:
    """For each <table> by its place: whether it holds data. One with headings, tables or single cells in it is layout."""
    found: dict[int, bool] = {}
    opened: list[list[int]] = []  # place, cells in this row, most cells in a row, signs of layout
    for token in tokens:
        if token.kind == "open":
            if token.name == "table":
                if opened:
                    opened[-1][3] = 1
                opened.append([token.start, 0, 0, int("presentation" in token.attributes)])
            elif opened:
                table = opened[-1]
                if token.name in ("td", "th"):
                    table[1] += 1
                    table[2] = max(table[1:3])
                elif token.name == "tr":
                    table[1] = 0
                elif token.name in ("h1", "h2", "h3"):
                    table[3] = 1
        elif token.kind == "close" and token.name == "table" and opened:
            place, _, most, layout = opened.pop()
            found[place] = most > 1 and not layout
    for place, _, most, layout in opened:
        found[place] = most > 1 and not layout
    return found
