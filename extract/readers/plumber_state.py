"""pdfminer's interpreter with what it passes over: clip paths, transparency, and what a form XObject inherits."""

import math
from typing import TYPE_CHECKING, Any, Final

from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFStackT
from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import MATRIX_IDENTITY, Matrix, PathSegment, Rect, apply_matrix_pt, apply_matrix_rect

if TYPE_CHECKING:
    from plansheets.extract.readers.plumber_device import RecordingDevice

EVERYTHING: Final[Rect] = (-math.inf, -math.inf, math.inf, math.inf)


def overlap(a: Rect, b: Rect) -> Rect:
    """What two boxes share; x1 < x0 or y1 < y0 where that is nothing."""
    return (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


class State(PDFGraphicState):
    """A graphics state that knows its clip (the box of it) and its alpha, 0 to 1."""

    def __init__(self) -> None:
        super().__init__()
        self.clip: Rect = EVERYTHING
        self.fill_alpha = 1.0
        self.stroke_alpha = 1.0

    def copy(self) -> "State":
        """A copy, for `q` and for each string."""
        found = State()
        found.__dict__.update(self.__dict__)
        return found


class Interpreter(PDFPageInterpreter):
    """Runs a page's operators. Circular forms are refused by pdfminer."""

    device: "RecordingDevice"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._inherited = State()
        self._alphas: dict[object, Any] = {}

    def subinterp(self) -> "Interpreter":
        """The interpreter of a form XObject: starts from this one's graphics state (ISO 32000-1 8.10.1)."""
        found = super().subinterp()
        assert isinstance(found, Interpreter)
        found._inherited = self.graphicstate.copy()  # type: ignore[assignment]
        return found

    def render_contents(self, resources: dict[object, object], streams: Any, ctm: Matrix = MATRIX_IDENTITY) -> None:
        """A page's or a form's operators; a form is clipped to its box."""
        box = streams[0].get("BBox") if len(streams) == 1 and isinstance(streams[0], PDFStream) else None
        if box is not None:
            x0, y0, x1, y1 = (float(resolve1(n)) for n in resolve1(box))
            self._inherited.clip = overlap(self._inherited.clip, apply_matrix_rect(ctm, (x0, y0, x1, y1)))
        super().render_contents(resources, streams, ctm)

    def init_resources(self, resources: dict[object, object]) -> None:
        """Also the named graphics states, which pdfminer does not read."""
        super().init_resources(resources)
        self._alphas = dict_value(resources.get("ExtGState", {})) if resources else {}

    def init_state(self, ctm: Matrix) -> None:
        """Starts from what was inherited."""
        super().init_state(ctm)
        self.graphicstate = self._inherited.copy()

    def do_gs(self, name: PDFStackT) -> None:
        """Takes alpha and line width from a named graphics state."""
        key = name.name if isinstance(name, PSLiteral) else name
        found = dict_value(self._alphas.get(key, {}))
        state = self._state()
        state.fill_alpha = float(resolve1(found.get("ca", state.fill_alpha)))
        state.stroke_alpha = float(resolve1(found.get("CA", state.stroke_alpha)))
        if "LW" in found:
            self.do_w(resolve1(found["LW"]))

    def do_BDC(self, tag: PDFStackT, props: PDFStackT) -> None:  # noqa: N802
        """Opens a marked sequence; a property list may be named in the resources, where pdfminer does not look."""
        if isinstance(props, PSLiteral):
            props = resolve1(dict_value(self.resources.get("Properties", {})).get(props.name))
        super().do_BDC(tag, props)

    def do_W(self) -> None:  # noqa: N802
        """Clips to the box of the current path.

        At once, though it holds from after the path is painted: a path is within its own box.
        """
        corners = [apply_matrix_pt(self.ctm, (x, y)) for x, y in _ends(self.curpath)]
        box = _bounds(corners)
        self._state().clip = overlap(self._state().clip, box)

    def do_W_a(self) -> None:  # noqa: N802
        """The same by the even-odd rule."""
        self.do_W()

    def do__w(self, aw: PDFStackT, ac: PDFStackT, s: PDFStackT) -> None:
        """The `"` operator: on the next line, which pdfminer leaves out (ISO 32000-1 9.4.3)."""
        self.do_T_a()
        super().do__w(aw, ac, s)

    def do_F(self) -> None:  # noqa: N802
        """Fill: the obsolete name of `f`."""
        self.do_f()

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802
        """Paints a form or an image."""
        self.device.use(self._state())
        super().do_Do(xobjid_arg)
        self.device.set_ctm(self.ctm)

    def do_EI(self, obj: PDFStackT) -> None:  # noqa: N802
        """Paints an inline image."""
        self.device.use(self._state())
        super().do_EI(obj)

    def _state(self) -> State:
        assert isinstance(self.graphicstate, State)
        return self.graphicstate


def _ends(path: list[PathSegment]) -> list[tuple[float, float]]:
    """All points of a path, the control points too: its curve is within their hull."""
    return [(float(x), float(y)) for _, *numbers in path for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _bounds(points: list[tuple[float, float]]) -> Rect:
    """The box of some points; an empty one for none, as an empty clip path hides all."""
    if not points:
        return (math.inf, math.inf, -math.inf, -math.inf)
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))
