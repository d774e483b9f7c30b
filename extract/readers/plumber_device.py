"""What pdfplumber's device leaves out of a page: render mode, clip, transparency, and the order of painting."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pdfminer.layout import LTChar, LTImage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFTextState
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import (
    Matrix,
    PathSegment,
    Point,
    Rect,
    apply_matrix_pt,
    apply_matrix_rect,
    decode_text,
    mult_matrix,
    translate_matrix,
)
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from plansheets.extract.readers.plumber_codes import read_codes
from plansheets.extract.readers.plumber_color import rgb
from plansheets.extract.readers.plumber_state import State

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
"""What an unmapped glyph reads as."""


@dataclass(slots=True)
class Char:
    """One character code as shown.

    `text` is what its font maps it to, `actual` what the page says it stands for instead (/ActualText). `box` is
    pdfplumber's (x0, bottom, x1, top; y upwards), `origin` is on the base line. A font size below 0 turns
    the glyph round.
    """

    text: str
    actual: str
    mapped: bool
    font: PDFFont
    matrix: Matrix
    box: Rect
    origin: Point
    size: float
    turned: bool
    mode: int
    color: int
    alpha: float
    clip: Rect
    order: int


@dataclass(slots=True)
class Path:
    """One painted path, its points on the page (y upwards). `width` is in points, 0 for a hairline."""

    segments: list[tuple[str, list[Point]]]
    stroke: bool
    fill: bool
    even_odd: bool
    width: float
    dashed: bool
    stroke_color: int
    fill_color: int
    stroke_alpha: float
    fill_alpha: float
    clip: Rect
    order: int


@dataclass(slots=True)
class Recorded:
    """All that one page paints, in the order of painting."""

    chars: list[Char] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    images: list[tuple[Rect, Rect, int]] = field(default_factory=list)
    """Box, clip, order."""


class RecordingDevice(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device, that also notes what its objects do not carry."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recorded = Recorded()
        self._order = 0
        self._mode = 0
        self._mapped = True
        self._said: str | None = None
        self._state = State()
        self._tags: list[tuple[int, str]] = []

    def use(self, state: State) -> None:
        """The graphics state that an image is painted with: pdfminer hands over none."""
        self._state = state

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        """A marked sequence opens; it may say which text its glyphs stand for."""
        super().begin_tag(tag, props)
        said = resolve1(props.get("ActualText")) if isinstance(props, dict) else None
        self._tags.append((len(self.recorded.chars), decode_text(said) if isinstance(said, bytes) else ""))

    def end_tag(self) -> None:
        """A marked sequence closes."""
        super().end_tag()
        if self._tags:
            start, said = self._tags.pop()
            _replace(self.recorded.chars, start, said)

    def _next(self) -> int:
        self._order += 1
        return self._order

    def render_string(  # type: ignore[override]
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: State
    ) -> None:
        """As pdfminer's, with the character spacing after every character and not only between two of one string."""
        assert self.ctm is not None and textstate.font is not None
        matrix = mult_matrix(textstate.matrix, self.ctm)
        font, size = textstate.font, textstate.fontsize
        vertical = font.is_vertical()
        scaling = 1.0 if vertical else textstate.scaling * 0.01
        self._mode = textstate.render
        x, y = textstate.linematrix
        for item in seq:
            if isinstance(item, bytes):
                for cid, self._said in read_codes(font, item):
                    at = translate_matrix(matrix, (x, y))
                    step = self.render_char(at, font, size, scaling, textstate.rise, cid, ncs, graphicstate)
                    step += textstate.charspace * scaling
                    if cid == 32 and not font.is_multibyte():
                        step += textstate.wordspace * scaling
                    x, y = (x, y + step) if vertical else (x + step, y)
            elif isinstance(item, int | float):
                step = -item * 0.001 * size * scaling
                x, y = (x, y + step) if vertical else (x + step, y)
        textstate.linematrix = (x, y)

    def render_char(  # type: ignore[override]
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: State,
    ) -> float:
        """One character; returns how far the pen moves."""
        self._mapped = True
        said = self._said
        advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
        item = self.cur_item._objs[-1]
        assert isinstance(item, LTChar)
        text = (said or item.get_text()).strip("\0")
        a, b, c, d = matrix[:4]
        box, origin = item.bbox, apply_matrix_pt(matrix, (0, rise))
        if font.is_vertical():
            box, origin = _vertical(matrix, font, fontsize, rise, cid)
        self.recorded.chars.append(
            Char(
                text=text or REPLACEMENT,
                actual=text or REPLACEMENT,
                mapped=bool(text) and (bool(said) or self._mapped),
                font=font,
                matrix=matrix,
                box=box,
                origin=origin,
                size=abs(fontsize * (a * d - b * c)) / max(math.hypot(a, b), 1e-9),
                turned=fontsize < 0,
                mode=self._mode,
                color=_text_color(self._mode, graphicstate),
                alpha=graphicstate.stroke_alpha if self._mode % 4 == 1 else graphicstate.fill_alpha,
                clip=graphicstate.clip,
                order=self._next(),
            )
        )
        return advance

    def handle_undefined_char(self, font: PDFFont, cid: int) -> str:
        """A code that the file maps to no character."""
        self._mapped = False
        return REPLACEMENT

    def paint_path(  # type: ignore[override]
        self, gstate: State, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        """A path as a whole; pdfplumber's own lines, rectangles and curves are its pieces and not needed here."""
        segments = [(str(command), _points(self.ctm, numbers)) for command, *numbers in path]
        self.recorded.paths.append(
            Path(
                segments=segments,
                stroke=stroke,
                fill=fill,
                even_odd=evenodd,
                width=gstate.linewidth,
                dashed=_is_dashed(gstate.dash),
                stroke_color=rgb(gstate.scolor, gstate.scs),
                fill_color=rgb(gstate.ncolor, gstate.ncs),
                stroke_alpha=gstate.stroke_alpha,
                fill_alpha=gstate.fill_alpha,
                clip=gstate.clip,
                order=self._next(),
            )
        )

    def render_image(self, name: str, stream: PDFStream) -> None:
        """An image: its box only."""
        super().render_image(name, stream)
        item = self.cur_item._objs[-1]
        assert isinstance(item, LTImage)
        self.recorded.images.append((item.bbox, self._state.clip, self._next()))


def _replace(chars: list[Char], start: int, said: str) -> None:
    """Gives the glyphs from `start` on the text that was said of them (ISO 32000-1 14.9.4).

    One by one where there are as many; else all of it stands in the box around them.
    """
    glyphs = chars[start:]
    if not said or not glyphs:
        return
    if len(said) == len(glyphs):
        for glyph, character in zip(glyphs, said, strict=True):
            glyph.actual, glyph.mapped = character, True
        return
    first = glyphs[0]
    x0, y0, x1, y1 = zip(*(glyph.box for glyph in glyphs), strict=True)
    first.box, first.actual, first.mapped = (min(x0), min(y0), max(x1), max(y1)), said, True
    del chars[start + 1 :]


def _vertical(matrix: Matrix, font: PDFFont, fontsize: float, rise: float, cid: int) -> tuple[Rect, Point]:
    """The em square of a glyph of a vertical font, and its origin on the base line.

    The pen is at (vx, vy) from that origin, in 1/1000 em (ISO 32000-1 9.7.4.3). pdfminer's box stands too high, by what
    the font reaches below its base line.
    """
    displacement = font.char_disp(cid)
    vx, vy = displacement if isinstance(displacement, tuple) else (None, 880)
    x, y = -fontsize * (0.5 if vx is None else vx * 0.001), rise - fontsize * vy * 0.001
    low = y + font.get_descent() * fontsize
    return apply_matrix_rect(matrix, (x, low, x + fontsize, low + fontsize)), apply_matrix_pt(matrix, (x, y))


def _text_color(mode: int, state: State) -> int:
    """The colour that a glyph is seen in: of its outline where only that is drawn."""
    return rgb(state.scolor, state.scs) if mode % 4 == 1 else rgb(state.ncolor, state.ncs)


def _points(ctm: Matrix, numbers: Sequence[float]) -> list[Point]:
    """The points of one path segment, on the page."""
    return [apply_matrix_pt(ctm, (float(x), float(y))) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _is_dashed(dash: tuple[object, object] | None) -> bool:
    """Is there a dash pattern with a gap in it?"""
    return dash is not None and isinstance(dash[0], list) and any(isinstance(n, int | float) and n for n in dash[0])
