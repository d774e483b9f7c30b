"""pdfium's functions as fresh ctypes objects that take plain addresses: results land in numpy memory, unboxed.

`PyDLL` keeps the interpreter lock during a call: pdfium is not made for threads, and a call costs a third less.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from ctypes import c_char_p, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw
from pypdfium2_raw import bindings

Doubles = NDArray[np.float64]
_LIBRARY: Final = bindings._libs["pdfium"]
_FAST: Final = ctypes.PyDLL(_LIBRARY._name, handle=_LIBRARY._handle)
_P: Final = c_void_p


def _function(name: str, result: Any, *arguments: Any) -> Any:
    function = _FAST[name]
    function.argtypes, function.restype = arguments, result
    return function


def _undeclared(name: str, result: Any) -> Any:
    """Called with `handle(address)`, never an address, and an int: a third faster than with declared arguments."""
    function = _FAST[name]
    function.restype = result
    return function


EVEN_ODD: Final = raw.FPDF_FILLMODE_ALTERNATE
NOT_PRINTED: Final = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)
"""Kinds of annotations that leave nothing on the page."""
PATH, TEXT, IMAGE, SHADING, FORM = (
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_TEXT,
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_SHADING,
    raw.FPDF_PAGEOBJ_FORM,
)

load_document = _function("FPDF_LoadMemDocument64", _P, _P, c_size_t, c_char_p)
close_document = _function("FPDF_CloseDocument", None, _P)
last_error = _function("FPDF_GetLastError", c_ulong)
has_valid_xref = _function("FPDF_DocumentHasValidCrossReferenceTable", c_int, _P)
page_count = _function("FPDF_GetPageCount", c_int, _P)
load_page = _function("FPDF_LoadPage", _P, _P, c_int)
close_page = _function("FPDF_ClosePage", None, _P)
page_box = _function("FPDF_GetPageBoundingBox", c_int, _P, _P)
page_rotation = _function("FPDFPage_GetRotation", c_int, _P)
page_width = _function("FPDF_GetPageWidthF", c_float, _P)
page_height = _function("FPDF_GetPageHeightF", c_float, _P)
annotation_count = _function("FPDFPage_GetAnnotCount", c_int, _P)
annotation = _function("FPDFPage_GetAnnot", _P, _P, c_int)
annotation_subtype = _function("FPDFAnnot_GetSubtype", c_int, _P)
close_annotation = _function("FPDFPage_CloseAnnot", None, _P)
flatten = _function("FPDFPage_Flatten", c_int, _P, c_int)
new_bitmap = _function("FPDFBitmap_CreateEx", _P, c_int, c_int, c_int, _P, c_int)
free_bitmap = _function("FPDFBitmap_Destroy", None, _P)
render_bitmap = _function("FPDF_RenderPageBitmap", None, _P, _P, c_int, c_int, c_int, c_int, c_int, c_int)
count_objects = _function("FPDFPage_CountObjects", c_int, _P)
page_object = _undeclared("FPDFPage_GetObject", _P)
object_type = _function("FPDFPageObj_GetType", c_int, _P)
object_matrix = _undeclared("FPDFPageObj_GetMatrix", c_int)
object_bounds = _undeclared("FPDFPageObj_GetBounds", c_int)
fill_color = _undeclared("FPDFPageObj_GetFillColor", c_int)
stroke_color = _undeclared("FPDFPageObj_GetStrokeColor", c_int)
stroke_width = _function("FPDFPageObj_GetStrokeWidth", c_int, _P, _P)
dash_count = _function("FPDFPageObj_GetDashCount", c_int, _P)
clip_path = _function("FPDFPageObj_GetClipPath", _P, _P)
clip_count = _function("FPDFClipPath_CountPaths", c_int, _P)
clip_segments = _function("FPDFClipPath_CountPathSegments", c_int, _P, c_int)
clip_segment = _function("FPDFClipPath_GetPathSegment", _P, _P, c_int, c_int)
draw_mode = _undeclared("FPDFPath_GetDrawMode", c_int)
segment_count = _function("FPDFPath_CountSegments", c_int, _P)
path_segment = _function("FPDFPath_GetPathSegment", _P, _P, c_int)
segment_point = _function("FPDFPathSegment_GetPoint", c_int, _P, _P, _P)
segment_type = _function("FPDFPathSegment_GetType", c_int, _P)
segment_closes = _function("FPDFPathSegment_GetClose", c_int, _P)
new_path = _function("FPDFPageObj_CreateNewPath", _P, c_float, c_float)
line_to = _function("FPDFPath_LineTo", c_int, _P, c_float, c_float)
bezier_to = _function("FPDFPath_BezierTo", c_int, _P, *(c_float,) * 6)
close_path = _function("FPDFPath_Close", c_int, _P)
free_object = _function("FPDFPageObj_Destroy", None, _P)
form_count = _function("FPDFFormObj_CountObjects", c_int, _P)
form_object = _function("FPDFFormObj_GetObject", _P, _P, c_ulong)
mark_count = _function("FPDFPageObj_CountMarks", c_int, _P)
mark = _function("FPDFPageObj_GetMark", _P, _P, c_ulong)
mark_bytes = _function("FPDFPageObjMark_GetParamBlobValue", c_int, _P, c_char_p, _P, c_ulong, _P)
remove_mark = _function("FPDFPageObj_RemoveMark", c_int, _P, _P)

load_text = _function("FPDFText_LoadPage", _P, _P)
close_text = _function("FPDFText_ClosePage", None, _P)
count_chars = _function("FPDFText_CountChars", c_int, _P)
all_text = _function("FPDFText_GetText", c_int, _P, c_int, c_int, _P)
char_code = _undeclared("FPDFText_GetUnicode", c_uint)
char_object = _undeclared("FPDFText_GetTextObject", c_size_t)
char_unmapped = _undeclared("FPDFText_HasUnicodeMapError", c_int)
char_loose_box = _undeclared("FPDFText_GetLooseCharBox", c_int)
char_origin = _undeclared("FPDFText_GetCharOrigin", c_int)
char_matrix = _undeclared("FPDFText_GetMatrix", c_int)
char_generated = _function("FPDFText_IsGenerated", c_int, _P, c_int)
text_font = _function("FPDFTextObj_GetFont", c_size_t, _P)
text_size = _undeclared("FPDFTextObj_GetFontSize", c_int)
set_text_mode = _function("FPDFTextObj_SetTextRenderMode", c_int, _P, c_int)
set_stroke_width = _function("FPDFPageObj_SetStrokeWidth", c_int, _P, c_float)
transform_object = _function("FPDFPageObj_TransformF", c_int, _P, _P)
text_mode = _function("FPDFTextObj_GetTextRenderMode", c_int, _P)
font_base_name = _function("FPDFFont_GetBaseFontName", c_size_t, _P, c_char_p, c_size_t)
font_family = _function("FPDFFont_GetFamilyName", c_size_t, _P, c_char_p, c_size_t)
font_flags = _function("FPDFFont_GetFlags", c_int, _P)
font_ascent = _function("FPDFFont_GetAscent", c_int, _P, c_float, _P)
font_descent = _function("FPDFFont_GetDescent", c_int, _P, c_float, _P)


def handle(address: int) -> Any:
    """An address as the undeclared functions take it."""
    return c_void_p(address)


def each(function: Callable[..., Any], *columns: Iterable[Any]) -> None:
    """Call for every row, results written by address; the quickest loop that Python has."""
    deque(map(function, *columns), maxlen=0)


def rows(array: NDArray[Any], offset: int = 0) -> range:
    """The addresses of an array's rows, `offset` bytes in."""
    start, step = array.ctypes.data + offset, array.strides[0] or 1  # an empty array has strides of 0
    return range(start, start + step * len(array), step)
