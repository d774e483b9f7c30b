"""Two readers that share no code must see the same: glyph by glyph, line by line. docs/readers.md says where not."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from numpy.typing import NDArray

from plansheets.extract.readers.page import CLIPPED, PageContent
from plansheets.extract.readers.plumber import PlumberFile
from tests.conftest import ROOT, shared
from tests.readers_agree import Comparison, compare, compare_file

from .raw_pdf import japanese, raw_pdf, stream

UNDERSTOOD = {"unnamed weight": 0.1}
"""Kinds of docs/readers.md that may occur in documents, and in which part of their glyphs at most."""

FOLDERS = ("pdf", "real", "unseen")
KNOWN = sorted(path for folder in FOLDERS for path in (ROOT.parent / "shared" / folder).glob("*.pdf"))
SAMPLES = sorted((ROOT / "samples").rglob("*.pdf"))


def check(found: Comparison) -> None:
    """Only understood kinds, and few of them."""
    strange = {kind: places[:5] for kind, places in found.places.items() if kind not in UNDERSTOOD}
    assert not strange
    for kind, share in UNDERSTOOD.items():
        assert found.kinds[kind] <= share * found.glyphs, (kind, found.places[kind][:5])


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_shared_documents_are_there(folder: str) -> None:
    shared(folder)


@pytest.mark.parametrize("path", KNOWN, ids=lambda path: path.name)
def test_both_readers_see_the_same_in_real_documents(path: Path) -> None:
    check(compare_file(path))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_both_readers_see_the_same_in_the_samples(path: Path) -> None:
    check(compare_file(path))


TEXT = "BT /F 10 Tf 20 30 Td (Plan 2030) Tj ET"
BOX = " 0.5 w 10 20 150 40 re S 0.9 g 10 60 150 10 re f 0 g"
ACTUAL = "/Span<</ActualText(Q)>>BDC BT /F 10 Tf 20 30 Td (A) Tj ET EMC"
FORM_KEYS = "/Type/XObject/Subtype/Form/BBox[0 0 90 90]/Matrix[.5 0 0 .5 30 10]/Resources<</Font<</F 3 0 R>>>>"
FORM = stream(TEXT + BOX, FORM_KEYS)
IMAGE = stream("\x00", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")
JAPANESE = "/Resources<</Font<</V 100 0 R>>>>"
PAGES: dict[str, dict[str, Any]] = {
    "plain": {"content": TEXT + BOX},
    "rotated by 90": {"content": TEXT + BOX, "page": "/Rotate 90"},
    "rotated by 180": {"content": TEXT + BOX, "page": "/Rotate 180"},
    "rotated by 270": {"content": TEXT + BOX, "page": "/Rotate 270"},
    "cropped": {"content": TEXT + BOX, "page": "/MediaBox[-10 5 300 200]/CropBox[5 10 155 90]"},
    "cropped and rotated": {"content": TEXT + BOX, "page": "/MediaBox[-10 5 300 200]/CropBox[5 10 155 90]/Rotate 90"},
    "crop box larger than the page": {"content": TEXT + BOX, "page": "/CropBox[-50 -50 500 500]"},
    "boxes upside down": {"content": TEXT + BOX, "page": "/MediaBox[200 100 0 0]"},
    "scaled and flipped": {"content": "q .8 0 0 -.8 10 90 cm BT /F 10 Tf 1 0 0 -1 20 30 Tm (Plan) Tj ET" + BOX + " Q"},
    "turned text": {"content": "BT /F 10 Tf 0 1 -1 0 40 10 Tm (Plan) Tj 0 -1 1 0 80 90 Tm (2030) Tj ET"},
    "slanted text": {"content": "BT /F 10 Tf 1 0 .3 1 20 30 Tm (Plan) Tj ET"},
    "narrowed, spaced and raised": {
        "content": "BT /F 10 Tf 60 Tz 2 Tc 4 Tw 3 Ts 20 30 Td (A b c) Tj [(d) -500 (e)] TJ ET"
    },
    "negative size": {"content": "BT /F -10 Tf -1 0 0 -1 20 30 Tm (Plan) Tj ET"},
    "lines by quotes": {"content": "BT /F 10 Tf 12 TL 20 60 Td (A) Tj (B) ' 1 2 (C D) \" T* (E) Tj ET"},
    "invisible": {"content": TEXT + " BT 3 Tr /F 10 Tf 20 60 Td (Plan) Tj ET"},
    "white on paper": {"content": TEXT + " 1 g BT /F 10 Tf 20 60 Td (Plan) Tj ET"},
    "white on black": {"content": "0 0 100 50 re f 1 g " + TEXT},
    "transparent": {"content": "/G gs " + TEXT, "resources": "/ExtGState<</G<</ca 0/CA 0>>>>"},
    "clipped away": {"content": "q 0 0 45 100 re W n " + TEXT + BOX + " Q BT /F 10 Tf 20 80 Td (B) Tj ET"},
    "printed twice": {"content": TEXT + TEXT.replace("20 30", "20.2 30")},
    "outside": {"content": TEXT + " BT /F 10 Tf 500 30 Td (Plan) Tj ET 300 10 m 400 10 l S"},
    "in a form": {"content": "/X Do" + BOX, "resources": "/XObject<</X 100 0 R>>", "objects": {100: FORM}},
    "in a form in a form": {
        "content": "q .9 0 0 .9 3 4 cm /Y Do Q",
        "resources": "/XObject<</Y 101 0 R>>",
        "objects": {
            100: FORM,
            101: stream(
                "q 1 0 0 1 5 25 cm /X Do Q " + TEXT,
                "/Type/XObject/Subtype/Form/BBox[0 0 150 90]/Resources<</Font<</F 3 0 R>>/XObject<</X 100 0 R>>>>",
            ),
        },
    },
    "an image": {
        "content": "q 40 0 0 20 100 30 cm /I Do Q BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI\n",
        "resources": "/XObject<</I 100 0 R>>",
        "objects": {100: IMAGE},
    },
    "an arrow": {"content": "1 w 20 50 m 80 50 l S 80 46 m 90 50 l 80 54 l h f [2 2] 0 d 20 20 m 180 20 l S"},
    "curves": {"content": "20 20 m 20 60 60 60 60 20 c S 80 20 m 90 60 100 20 v 110 60 120 20 y B"},
    "a table of hairlines": {
        "content": "0 w " + " ".join(f"20 {y} m 180 {y} l S {20 + y} 10 m {20 + y} 90 l S" for y in range(10, 90, 8))
    },
    "Japanese, not embedded": {
        "content": "BT /V 10 Tf 20 30 Td <8A08 753B FF5E 301C 2460> Tj ET",
        "page": JAPANESE,
        "objects": japanese("UniJIS-UCS2-H"),
    },
    "Shift JIS": {
        "content": "BT /V 10 Tf 20 30 Td <8C764182A0> Tj ET",
        "page": JAPANESE,
        "objects": japanese("90ms-RKSJ-H"),
    },
    "vertical": {
        "content": "BT /V 10 Tf 100 80 Td <8A08 753B 30FC> Tj ET",
        "page": JAPANESE,
        "objects": japanese("UniJIS-UTF16-V"),
    },
    "no Unicode": {
        "content": "BT /V 10 Tf 20 30 Td <00410042> Tj ET",
        "page": JAPANESE,
        "objects": japanese("Identity-H", ordering="Identity"),
    },
    "a character that no font at hand has": {
        "content": "BT /V 10 Tf 20 30 Td <8A08> Tj ET BT /V 10 Tf 40 30 Td <27F6> Tj ET",
        "page": JAPANESE,
        "objects": japanese("UniJIS-UCS2-H"),
    },
    "an actual text": {"content": ACTUAL},
    "an actual text in a form": {
        "content": "/X Do",
        "resources": "/XObject<</X 100 0 R>>",
        "objects": {100: stream(ACTUAL, FORM_KEYS)},
    },
    "an actual text of several strings": {
        "content": "/Span<</ActualText(Qed)>>BDC BT /F 10 Tf 20 30 Td (A) Tj 10 0 Td (B) Tj 10 0 Td (C) Tj ET EMC"
    },
    "an actual text said twice": {
        "content": "/Span/P BDC BT /F 10 Tf 20 30 Td (A) Tj ET EMC /Span/P BDC BT /F 10 Tf 40 30 Td (A) Tj ET EMC",
        "resources": "/Properties<</P<</ActualText(Q)>>>>",
    },
    "a border of two rectangles": {"content": "10 10 150 80 re 12 12 146 76 re f* " + TEXT},
    "a border by two ways round": {
        "content": "10 10 m 160 10 l 160 90 l 10 90 l h 12 12 m 12 88 l 158 88 l 158 12 l h f " + TEXT
    },
    "rectangles one way round": {"content": "0 g 10 10 150 80 re 20 20 100 60 re f 1 g " + TEXT},
    "a slanted bar beside text": {"content": "10 10 m 12 10 l 150 90 l 148 90 l f " + TEXT.replace("20 30", "60 40")},
    "stems that are wide": {
        "content": "BT /V 10 Tf 20 30 Td <8A08> Tj ET",
        "page": JAPANESE,
        "objects": {
            number: body.replace("StemV 80", "StemV 146") for number, body in japanese("UniJIS-UCS2-H").items()
        },
    },
}


DIFFERENT = {"slanted text": {"advance"}}
"""What the readers do not agree on in odd pages, as docs/readers.md explains."""
DRAWN_ONLY = ("an image", "an arrow", "curves", "a table of hairlines", "transparent")


@pytest.mark.parametrize("name", PAGES)
def test_both_readers_see_the_same_in_odd_pages(name: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(
        raw_pdf(PAGES[name]["content"], **{key: value for key, value in PAGES[name].items() if key != "content"})
    )
    found = compare_file(path)
    assert bool(found.glyphs) != (name in DRAWN_ONLY)
    assert set(found.places) <= DIFFERENT.get(name, set())


def made() -> PageContent:
    """A page of eight glyphs and a box, by one reader."""
    file = PlumberFile(raw_pdf(TEXT + BOX), "made.pdf")
    try:
        return file.page(1)
    finally:
        file.close()


def moved(page: PageContent, **columns: object) -> PageContent:
    """The page with other columns of its glyphs."""
    return replace(page, glyphs=replace(page.glyphs, **columns))


def first(column: NDArray[Any], value: float) -> NDArray[Any]:
    """The column with another value of the first glyph."""
    changed = column.copy()
    changed[0] = value
    return changed


def test_a_page_agrees_with_itself() -> None:
    found = compare(made(), made())
    assert (found.glyphs, found.places) == (8, {})
    assert found.rulings == pytest.approx(2 * 150 + 2 * 40)


def test_each_kind_of_disagreement_is_found() -> None:
    page = made()
    glyphs, drawn = page.glyphs, page.drawn
    others = {
        "page": replace(page, width=300.0),
        "code": replace(page, codes=first(page.codes, ord("X"))),
        "only pdfplumber": moved(page, x=first(glyphs.x, 150)),
        "hidden by pdfplumber": replace(page, flags=first(page.flags, CLIPPED)),
        "place": moved(page, y=first(glyphs.y, glyphs.y[0] + 1)),
        "advance": moved(page, x1=first(glyphs.x1, glyphs.x1[0] + 2)),
        "height": moved(page, top=first(glyphs.top, glyphs.top[0] - 3)),
        "size": moved(page, size=first(glyphs.size, 10.5)),
        "angle": moved(page, angle=first(glyphs.angle, 2)),
        "weight": moved(page, weight=first(glyphs.weight, 700)),
        "ruling": replace(page, drawn=replace(drawn, lines=drawn.lines[1:])),
        "fill": replace(page, drawn=replace(drawn, fills=drawn.fills[:0])),
        "image": replace(page, drawn=replace(drawn, images=drawn.fills)),
        "shape": replace(page, drawn=replace(drawn, shapes=(drawn.fills.reshape(-1, 2),))),
    }
    assert {kind: set(compare(page, other).places) for kind, other in others.items()} == {
        kind: {kind} for kind in others
    }
    assert compare(page, others["ruling"]).kinds["ruling"] == 150
