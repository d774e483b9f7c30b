"""A page of ruled forms drawn for a test."""

from collections.abc import Sequence

from ..layout.board import Board

LEFT, WIDTH, LINE = 30.0, 540.0, 14.0
Row = Sequence[str | tuple[str, float]]


class Form(Board):
    """Rows of cells from the page's top. "#名" is a shaded label; (text, n) is n parts wide, a text alone one part."""

    at: float = 60.0

    def rows(self, *rows: Row, gap: float = 0.0) -> "Form":
        self.at += gap
        for row in rows:
            cells = [(cell, 1.0) if isinstance(cell, str) else cell for cell in row]
            part = WIDTH / sum(width for _, width in cells)
            height = LINE * max(text.count("\n") + 1 for text, _ in cells) + 6
            x = LEFT
            for text, width in cells:
                self.cell(x, self.at, x + part * width, self.at + height, text)
                x += part * width
            self.at += height
        return self

    def beside(self, label: str, *rows: Row) -> "Form":
        """A label set over the height of these rows, which stand right of it."""
        top, left = self.at, LEFT + WIDTH / 6
        for row in rows:
            part = WIDTH * 5 / 6 / len(row)
            for k, text in enumerate(row):
                self.cell(left + k * part, self.at, left + (k + 1) * part, self.at + LINE + 6, str(text))
            self.at += LINE + 6
        self.cell(LEFT, top, left, self.at, label)
        return self

    def cell(self, x0: float, top: float, x1: float, bottom: float, text: str) -> None:
        self.box(x0, top, x1, bottom)
        if text.startswith("#"):
            self.fill(x0, top, x1, bottom)
        for k, line in enumerate(text.lstrip("#").split("\n")):
            self.text(x0 + 4, top + LINE * (k + 1), line, 9.0)

    def head(self, text: str, size: float = 12.0) -> "Form":
        """A line of text; what follows stands below it."""
        self.text(LEFT, self.at + size, text, size)
        self.at += 2 * size
        return self
