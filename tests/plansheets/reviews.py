"""Documents for the tests of the review page: a hostile one, one of 200 pages, one with a value over a page break."""

from pathlib import Path

from tests.extract.readers.pdfs import Sheet, pdf

HOSTILE = (
    "</script><script>hit()</script>",
    "<img src=x onerror=hit()>",
    '"><svg onload=hit()>',
    "\u202e逆\u2028行\u2029<!--",
)
SHEET = """\
基本方針 I {0}

整理番号\tI - (1) - ①\t種 別\t新規\t担当課\t窓口改善課{1}
推進項目\t① {2}
対象主体\t■市民 □事業者 ■行政
目 的\t{3}だれでも立ち寄れる場をつくります。𠮷野家の隣です。
年次計画\tR6\tR7\tR8
\t検討\t→\t実施
"""


def hostile(folder: Path) -> Path:
    """A text file that would run, were anything of it, its name included, taken for HTML."""
    path = folder / "<img src=x onerror=hit()>'\".txt"
    path.write_text(SHEET.format(*HOSTILE), encoding="utf-8")
    return path


def _line(x: int, y: int, text: str) -> bytes:
    return b"BT /J 9 Tf %d %d Td <%s> Tj ET\n" % (x, y, text.encode("utf-16-be").hex().encode())


def _form(number: int) -> bytes:
    """A form of four cells: 整理番号, 事業名, each with its value."""
    level = b"0.5 w 10 20 m 190 20 l 10 50 m 190 50 l 10 80 m 190 80 l "
    rules = level + b"10 20 m 10 80 l 70 20 m 70 80 l 190 20 m 190 80 l S\n"
    return (rules + _line(14, 60, "整理番号") + _line(76, 60, str(number)) + _line(14, 30, "事業名")
            + _line(76, 30, f"第{number}の事業"))  # fmt: skip


def long_pdf(folder: Path, pages: int = 200) -> Path:
    """A PDF with a form on each of many small pages."""
    path = folder / "long.pdf"
    path.write_bytes(pdf(*(Sheet(_form(number)) for number in range(1, pages + 1))))
    return path
