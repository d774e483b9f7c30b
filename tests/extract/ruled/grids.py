"""Ruled tables for tests, written as text: a line a row, | between cells."""

from .forms import LINE, Form

LEFT, WIDTH = 30.0, 540.0


def ruled(form: Form, text: str, widths: str = "", gap: float = 4.0) -> Form:
    """Draw a table below what is on the form.

    ^ is a cell that goes on with the one above it, < with the one left of it; / breaks a line, # shades, _ is empty.
    `widths` are the columns' parts of the whole width, one figure each; all alike where none is given.
    """
    cells = [[cell.strip() for cell in row.split("|")] for row in text.strip().split("\n")]
    parts = [int(w) for w in widths.split()] or [1] * len(cells[0])
    edges = [LEFT + WIDTH * sum(parts[:k]) / sum(parts) for k in range(len(parts) + 1)]
    heights = [LINE * max(cell.count("/") + 1 for cell in row) + 6 for row in cells]
    top = form.at + gap
    tops = [top + sum(heights[:k]) for k in range(len(heights) + 1)]
    for i, row in enumerate(cells):
        for j, cell in enumerate(row):
            if cell in "^<" and cell:
                continue
            below, right = i + 1, j + 1
            while right < len(row) and row[right] == "<":
                right += 1
            while below < len(cells) and cells[below][j] == "^":
                below += 1
            said = "" if cell == "_" else cell.replace("/", "\n")
            form.cell(edges[j], tops[i], edges[right], tops[below], said)
    form.at = tops[-1]
    return form


def named(form: Form, title: str = "見守りの事業") -> Form:
    """The head of a sheet, so that what follows belongs to one."""
    return form.rows(["#事業名", title, "#担当課", "福祉課"])
