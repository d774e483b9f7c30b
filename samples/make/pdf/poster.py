"""The programmes of tama.py as a poster: boxes for issues and years with arrows between them; articles overleaf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from common import load
from tama import Programme

from pdf.cells import wrapped
from pdf.fonts import font
from pdf.model import Block, Board, Box, Break, Flow, Look, Text

GAP, BAND = 26.0, 22.0
COLORS = ("#c55a11", "#c55a11", "#c55a11", "#538135", "#1f4e79")


class Poster:
    """A board in three columns: issues and first year, second year, later years and what stands beside them."""

    def __init__(self, programme: Programme, look: Look, size: float = 9.5) -> None:
        self.programme, self.look, self.size = programme, look, size
        self.data = load("tama")
        self.width = look.wide[0] - 2 * look.margin - 8
        self.column = (self.width - 2 * GAP) / 3

    def blocks(self) -> list[Block]:
        programme = self.programme
        blocks: list[Block] = [
            Break(landscape=True),
            Text(programme.title, "title"),
            Text(programme.subtitle, "centre"),
        ]
        blocks += [Text(text) for text in programme.intro]
        blocks.append(self._board())
        if programme.articles:
            blocks += [Break(), *self._rules()]
        return blocks

    def _board(self) -> Board:
        """Boxes one under another in each column; the years go on from column to column."""
        columns: list[list[Box]] = [self._first(), [], []]
        years = [self._year(at) for at in range(len(self.programme.years))]
        columns[0].append(years[0])
        columns[1] += years[1:2] if len(years) < 5 else years[1:3]
        columns[2] += years[2:] if len(years) < 5 else years[3:]
        items: list[Box | Flow] = []
        height = 0.0
        for number, boxes in enumerate(columns):
            x, y = number * (self.column + GAP), 0.0
            for i, box in enumerate(boxes):
                if i:
                    items.append(Flow(x + self.column / 2, y - GAP + 3, x + self.column / 2, y - 3, block=True))
                items.append(self._at(box, x, y))
                y += box.height + GAP
            if number:
                items.append(Flow(x - GAP + 2, 150, x - 2, 150))
            height = max(height, y)
            if number == 2:
                height = max(height, y + self._side(items, x, y))
        return Board(self.width, height, items, size=self.size)

    @staticmethod
    def _at(box: Box, x: float, y: float) -> Box:
        return Box(x, y, box.width, box.height, box.lines, box.title, box.color, box.round, box.dashed)

    def _box(self, title: str, lines: Sequence[str], color: str, *, dashed: bool = False) -> Box:
        name = font("IPAexGothic")
        count = sum(len(wrapped(line, self.column - 16, name, self.size)) for line in lines)
        height = count * self.size * 1.65 + (BAND if title else 0) + 14
        return Box(0, 0, self.column, height, lines, title, color, dashed=dashed)

    def _first(self) -> list[Box]:
        programme = self.programme
        issues = [f"{programme.wide_mark(f'({n})')} {programme.fill(text)}"
                  for n, text in enumerate(self.data["issues"][: programme.issues], 1)]  # fmt: skip
        boxes = [self._box(f"{programme.ward}における現状と課題", issues, "#1f4e79")]
        if programme.before:
            period, _, text = programme.before
            boxes.append(self._box(period, [text], "#538135"))
        return boxes

    def _year(self, at: int) -> Box:
        programme = self.programme
        box: dict[str, Any] = self.data["boxes"][programme.boxes[at]]
        lines = []
        for first, *rest in box["bullets"]:
            lines += [
                "○ " + programme.fill(first),
                *("　　" + programme.fill(text).strip(" -*").replace("**", "") for text in rest),
            ]
        lines += [programme.fill(text).strip(" -") for text in box.get("after", [])]
        return self._box(programme.years[at][0], lines, COLORS[at])

    def _side(self, items: list[Box | Flow], x: float, y: float) -> float:
        """A label set downwards, and beside it each year, set downwards too, with its line of text."""
        programme = self.programme
        if not programme.side:
            return 0.0
        row = 92.0
        height = row * len(programme.side)
        items.append(Box(x, y, 26, height, [programme.vertical], color="#595959", vertical=True))
        for i, (year, text) in enumerate(programme.side):
            items.append(Box(x + 26, y + i * row, 22, row, [year], color="#595959", vertical=True))
            items.append(Box(x + 48, y + i * row, self.column - 48, row, [text], color="#595959", centred=True))
        return height

    def _rules(self) -> Iterator[Block]:
        programme = self.programme
        yield Text(f"{programme.meeting}開催運営要綱", "title")
        for number, at in enumerate(programme.articles, 1):
            yield from self._article(self.data["articles"][at], number)
        for rule in [programme.rule, *programme.amendments]:
            yield Text("附　則", "centre")
            yield Text(rule)

    def _article(self, article: dict[str, Any], number: int) -> Iterator[Block]:
        programme = self.programme
        mark = programme.wide_mark
        yield Text(mark(f"({article['caption']})"), "h3")
        yield Text(f"{mark(f'第{number}条')}　{programme.fill(article['text'])}", "item")
        for no, paragraph in enumerate(article.get("paragraphs", []), 2):
            yield Text(f"{mark(str(no))}　{programme.fill(paragraph)}", "item")
        for no, item in enumerate(article.get("items", []), 1):
            yield Text(f"　{mark(f'({no})')}　{programme.fill(item)}", "item")
            if programme.sub_items and article["caption"] == "組織" and no == 2:
                yield from (
                    Text(f"　　{kana}　{sub}", "item")
                    for kana, sub in zip("アイ", ("自治会の代表者", "商店会の代表者"), strict=True)
                )
