"""What a review is made of, without a browser: files found, data, images, what may be written where."""

import hashlib
import json
import re
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import plansheets
from plansheets.cli import main
from plansheets.errors import InputError, OutputError, UsageError
from plansheets.reviewer import html
from plansheets.reviewer.data import document_data
from plansheets.reviewer.files import Files, Noted
from plansheets.reviewer.images import page_images
from plansheets.reviewer.problems import counts_of, need
from plansheets.reviewer.scans import as_recognised
from plansheets.reviewer.text import pieces
from plansheets.stored import DocumentName, Stored
from tests.extract.readers.pdf_lock import Lock
from tests.extract.readers.pdfs import Sheet, pdf
from tests.plansheets.reviews import hostile

SAMPLES = Path(__file__).parents[2] / "samples"
ASSETS = Path(html.__file__).parent / "assets"
WORDS = b"BT /L 10 Tf 20 80 Td (value) Tj ET"


def converted(folder: Path, **files: bytes) -> Path:
    sources = folder / "in"
    sources.mkdir()
    for name, data in files.items():
        (sources / name.replace("_", ".")).write_bytes(data)
    plansheets.convert(sources, folder / "out")
    return folder / "out"


def data_of(page: Path) -> dict[str, Any]:
    [text] = re.findall(r'<script type="application/json" id="data-\w+">(.*?)</script>', page.read_text("utf-8"))
    found: dict[str, Any] = json.loads(text)
    return found


@given(st.recursive(st.text() | st.integers() | st.none(), st.lists))
def test_json_in_a_page_is_what_it_was_and_ends_no_element(data: Any) -> None:
    block = html.json_block("x", data)
    text = block.removeprefix('<script type="application/json" id="x">').removesuffix("</script>\n")
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == data


def test_every_word_that_the_program_says_has_both_languages() -> None:
    words = yaml.safe_load((ASSETS / "words.yaml").read_text("utf-8"))
    said = {word for path in ASSETS.glob("*.js") for word in re.findall(r'\bt\("([\w-]+)"', path.read_text("utf-8"))}
    kinds = re.findall(r'"(\w+)"', re.findall(r"const KINDS = (.*);", (ASSETS / "model.js").read_text("utf-8"))[0])
    codes = {name for path in Path(html.__file__).parent.glob("*.py")
             for name in re.findall(r'"((?:source|not|no)-[a-z]+)"', path.read_text("utf-8"))}  # fmt: skip
    assert len(said) > 50
    assert (said | set(kinds) | codes) - words.keys() == {"no-referrer"}
    assert [name for name, both in words.items() if len(both) != 2 or not all(both)] == []


def test_the_program_never_makes_elements_of_text() -> None:
    program = "".join(path.read_text("utf-8") for path in ASSETS.glob("*.js"))
    makers = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://(?!www\.w3\.org/2000/svg)"
    assert re.findall(makers, program) == []


def test_the_policy_lets_only_the_page_itself_run(tmp_path: Path) -> None:
    out = converted(tmp_path, a_pdf=pdf(WORDS))
    made = plansheets.review(out, tmp_path / "a.html", sources=[tmp_path / "in"])
    folder = plansheets.review(out, tmp_path / "folder", sources=[tmp_path / "in"])
    for file, own in ((made.path, "'sha256-"), (folder.path, "'self' file:; script-src")):
        policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', file.read_text("utf-8"))[0]
        assert policy.startswith(f"default-src 'none'; img-src 'self' data: file:; style-src {own}")
        assert "unsafe" not in policy


def test_pages_of_a_folder_share_style_and_program(tmp_path: Path) -> None:
    out = converted(tmp_path, a_pdf=pdf(WORDS))
    assets = out / "review" / "assets"
    assets.mkdir(parents=True)
    (assets / "review-0123456789ab.js").write_text("of a version before")
    (assets / "mine.js").write_text("mine")
    made = plansheets.review(out, sources=[tmp_path / "in"])
    linked = set(re.findall(r'(?:src|href)="assets/([^"]+)"', made.path.read_text("utf-8")))
    assert {file.name for file in assets.iterdir()} == linked | {"mine.js"}
    [page] = (out / "review" / "documents").glob("*.html")
    assert linked == set(re.findall(r'(?:src|href)="\.\./assets/([^"]+)"', page.read_text("utf-8")))
    assert page.stat().st_size < 10_000


def test_a_file_is_found_by_its_name_its_other_names_and_anywhere_below(tmp_path: Path) -> None:
    data = b"page"
    document = DocumentName("c1d0e46fdd39ac8a", "ca/が.txt", ("b/copy.txt",))
    below = tmp_path / "moved" / "deep"
    below.mkdir(parents=True)
    assert Files([tmp_path]).find(document).why == "source-missing"
    (below / unicodedata.normalize("NFD", "が.txt")).write_bytes(b"another")
    assert Files([tmp_path]).find(document).why == "source-changed"
    document = DocumentName(hashlib.sha256(data).hexdigest()[:16], "a/が.txt", ("b/copy.txt",))
    (below / "copy.txt").write_bytes(data)
    assert Files([tmp_path]).find(document).data == data
    with pytest.raises(UsageError, match="--sources"):
        Files([tmp_path / "none"])


def test_a_file_is_found_where_the_run_read_it(tmp_path: Path) -> None:
    place = tmp_path / "elsewhere" / "計画.txt"
    place.parent.mkdir()
    place.write_bytes(b"plan")
    document = DocumentName(hashlib.sha256(b"plan").hexdigest()[:16], "計画.txt")
    assert not Noted(tmp_path)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as ledger:
        ledger.execute("CREATE TABLE files (place TEXT, source TEXT, document_id TEXT)")
        ledger.execute("INSERT INTO files VALUES (?, ?, ?)", (str(place), "計画.txt", document.document_id))
        ledger.execute("INSERT INTO files VALUES ('zip://a.txt::none.zip', 'a.txt', ?)", (document.document_id,))
        ledger.commit()
    assert Files([], Noted(tmp_path)).find(document).data == b"plan"
    (tmp_path / "ledger.sqlite").write_bytes(b"no database")
    assert Files([], Noted(tmp_path)).find(document).why == "source-missing"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_boxes_stand_on_the_ink_of_the_image(tmp_path: Path, rotate: int) -> None:
    """A page that is cut to a part of itself and turned: what is black in its image is in the box of its word."""
    sheet = Sheet(b"BT /L 30 Tf 60 40 Td (H) Tj ET", box=(0, 0, 400, 300), crop=(30, 20, 230, 120), rotate=rotate)
    out = converted(tmp_path, a_pdf=pdf(sheet))
    made = plansheets.review(out, tmp_path / "review", sources=[tmp_path / "in"])
    document = data_of(next((made.path.parent / "documents").glob("*.html")))
    [page], [[number, *box, _]] = document["pages"], document["places"]
    assert (number, sorted((page["w"], page["h"]))) == (1, [100, 200])
    image = np.asarray(Image.open(made.path.parent / "documents" / page["src"]).convert("L"))
    scale = image.shape[1] / page["w"]
    ys, xs = np.nonzero(image < 128)
    assert len(xs) > 50
    inside = (
        (xs >= box[0] * scale - 2)
        & (xs <= box[2] * scale + 2)
        & (ys >= box[1] * scale - 2)
        & (ys <= box[3] * scale + 2)
    )
    assert inside.all()


def test_a_scan_that_was_turned_is_shown_as_it_was_read() -> None:
    pixels = np.full((300, 200, 3), 255, np.uint8)
    pixels[40:50, 20:120] = 0  # a line of text on the page as it stood when it was read
    box = np.array([[20.0, 40.0, 120.0, 50.0]])
    for quarters in range(4):
        shown = np.ascontiguousarray(np.rot90(pixels, quarters))
        height, width = shown.shape[:2]
        image, turned = as_recognised(shown, width, height, box)
        assert turned == quarters
        assert image.shape[:2] == (300, 200)


def test_a_page_that_cannot_be_drawn_is_left_white() -> None:
    whole = pdf(WORDS, WORDS)
    [first, second] = page_images(whole.replace(b"/Type /Page ", b"/Type /Pxge ", 1), "a.pdf", None)
    assert second.image
    assert (first.width, first.image) in [(0.0, None), (200.0, first.image)]


def test_a_locked_file_needs_its_password(tmp_path: Path) -> None:
    data = pdf(WORDS, lock=Lock(b"secret"))
    (tmp_path / "a.pdf").write_bytes(data)
    plansheets.convert(tmp_path / "a.pdf", tmp_path / "out", password="secret")
    for password, notices in ((None, ["not-drawn"]), ("secret", [])):
        made = plansheets.review(tmp_path / "out", tmp_path / "a.html", sources=[tmp_path], password=password)
        assert data_of(made.path)["notices"] == notices


def test_pieces_of_a_text_begin_at_lines() -> None:
    text = "a\n" * 150
    assert pieces(text) == [0, 120, 240]
    assert pieces("") == [0]
    assert pieces("x" * 10_000) == [0]


def test_documents_are_in_order_of_need() -> None:
    good = {"status": "ok", "characters": 1000}
    none = dict.fromkeys(("errors", "warnings", "notes", "unread", "checks", "failed", "values", "low"), 0) | {
        "values": 100
    }
    worse = ({"errors": 1}, {"unread": 200}, {"failed": 1}, {"warnings": 1}, {"low": 1}, {})
    scores = [need(good | {"status": "failed"}, none), *(need(good, none | each) for each in worse)]
    assert scores == sorted(scores, reverse=True)
    assert (scores[0], scores[-1], len(set(scores))) == (100, 0, 7)


def test_what_the_page_counts_is_what_the_tables_hold(tmp_path: Path) -> None:
    plansheets.convert(SAMPLES / "tama-poster", tmp_path / "out")
    stored = Stored(tmp_path / "out")
    [name] = stored.documents()
    tables = plansheets.load(tmp_path / "out")
    counts = counts_of(document_data(stored, name))
    places = tables["provenance"]
    values = places.groupby(["table", "row_key", "column"])["confidence"].min()
    assert (counts["values"], counts["low"]) == (len(values), int((values < 0.8).sum()))
    assert counts["failed"] == int((~tables["checks"]["passed"]).sum()) == 1
    assert counts["notes"] == 0  # the note on the failed check says nothing more


def test_what_is_no_review_is_not_replaced(tmp_path: Path) -> None:
    out = converted(tmp_path, a_pdf=pdf(WORDS))
    mine = tmp_path / "mine.html"
    mine.write_text("<html>my own page</html>")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("my own")
    for target in (mine, tmp_path / "site"):
        with pytest.raises(OutputError, match="no review"):
            plansheets.review(out, target)
    with pytest.raises(OutputError, match="cannot be written"):
        plansheets.review(out, mine / "below")
    assert mine.read_text() == "<html>my own page</html>"


def test_documents_that_left_the_output_leave_the_review(tmp_path: Path) -> None:
    out = converted(tmp_path, a_pdf=pdf(WORDS), b_pdf=pdf(WORDS, WORDS))
    folder = plansheets.review(out, sources=[tmp_path / "in"]).path.parent
    assert folder == out / "review"
    assert len(list((folder / "documents").rglob("*.png"))) == 3
    (tmp_path / "in" / "b.pdf").unlink()
    plansheets.convert(tmp_path / "in", out, overwrite=True)
    plansheets.review(out, sources=[tmp_path / "in"])
    assert sorted(p.suffix for p in (folder / "documents").iterdir()) == ["", ".html"]
    assert [p for p in folder.rglob("*") if p.name.endswith(".part")] == []


def test_images_that_are_there_are_taken_as_they_are(tmp_path: Path) -> None:
    out = converted(tmp_path, a_pdf=pdf(WORDS))
    folder = plansheets.review(out, sources=[tmp_path / "in"]).path.parent
    [image] = folder.rglob("0001.png")
    [page] = folder.rglob("documents/*.html")
    before, made = page.read_bytes(), image.stat().st_mtime_ns
    (tmp_path / "in" / "a.pdf").unlink()
    assert plansheets.review(out, sources=[tmp_path / "in"]).missing == []
    assert (page.read_bytes(), image.stat().st_mtime_ns) == (before, made)
    image.unlink()
    assert plansheets.review(out, sources=[tmp_path / "in"]).missing == ["a.pdf"]


def test_same_output_same_review(tmp_path: Path) -> None:
    out = converted(tmp_path, a_pdf=pdf(WORDS))
    pages = [plansheets.review(out, tmp_path / f"{n}.html", sources=[tmp_path / "in"]).path.read_bytes() for n in "ab"]
    assert pages[0] == pages[1]


def test_files_that_failed_have_a_page_too(tmp_path: Path) -> None:
    out = converted(tmp_path, broken_pdf=b"%PDF-1.7\n", good_pdf=pdf(WORDS))
    made = plansheets.review(out, tmp_path / "all.html", sources=[tmp_path / "in"])
    text = made.path.read_text("utf-8")
    [archive] = re.findall(r'id="archive">(.*?)</script>', text)
    entries = json.loads(archive)["documents"]
    assert [entries[0][name] for name in ("source", "need", "status")] == ["broken.pdf", 100, "failed"]
    assert "not-drawn" in text


def test_a_review_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="plansheets convert"):
        plansheets.review(tmp_path)
    out = converted(tmp_path, a_pdf=pdf(WORDS))
    with pytest.raises(UsageError, match=r"documents\.source"):
        plansheets.review(out, document="b.pdf")


def test_the_command_says_what_it_wrote_and_what_it_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    source = hostile(folder)
    plansheets.convert(folder, tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(main, ["review", "out", "-o", "r.html", "--lang", "en"])
    assert (run.exit_code, run.stdout, run.stderr) == (0, "r.html: 1 document; open it in a browser\n", "")
    assert '<html lang="en"' in Path("r.html").read_text("utf-8")
    source.unlink()
    run = CliRunner().invoke(main, ["review", "out", "--no-images"])
    assert run.stderr == ""
    run = CliRunner().invoke(main, ["review", "out"])
    assert run.exit_code == 0
    assert "shown without pages" in run.stderr
    assert "--sources" in run.stderr
