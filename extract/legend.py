"""Legends: what a document itself says of its marks (○第１回 ●第２回; ◎は先導的に取り組む主体、○は参加する主体)."""

import regex

from plansheets.extract.reading import Reading
from plansheets.normalize import clean_text
from plansheets.normalize.fold import any_of

MARK = "◎○〇◯●□■△▲▽▼◇◆☆★※×"
SIGN = any_of(MARK)
ENTRY = regex.compile(rf"(?P<mark>[{MARK}])\s*(?P<is>は|が|…+|：|:|＝|=|－|―)?\s*[、,]?\s*(?P<text>[^{MARK}]+)")
BRACKETED = regex.compile(rf"[（(\[［]\s*(?P<inside>[{MARK}][^（）()\[\]]+)[）)\]］]")
NOTE = regex.compile(r"凡例|注|※|記号|[◎○●][：:＝=は]")
LEAD = regex.compile(r"先導|主体的|中心|主導|主管|主たる|主として|責任|実施主体")
PARTNER = regex.compile(r"参加|協力|支援|連携|関係|補助|協働")
TRIM = "、。,，. 　)）]］・／/"


def legend_in(text: str) -> dict[str, str]:
    """Mark → meaning, where a text explains at least two different marks. Empty where it does not.

    Either inside brackets, parted by spaces (（○第１回 ●第２回）), or in a note, with は, ： or ＝ after each mark.
    """
    if len(set(SIGN.findall(text))) < 2:
        return {}
    for found in BRACKETED.finditer(text):
        entries = _entries(found["inside"], loose=True)
        if len(entries) >= 2:
            return entries
    if NOTE.search(text):
        return _entries(text, loose="凡例" in text)
    return {}


def roles(reading: Reading, text: str) -> dict[str, str]:
    """Mark → lead or partner, for the marks that a legend printed in the text explains.

    What a mark stands for says the family; where it does not, the words of the legend do.
    """
    given = dict(reading.family.legend_of("actors.role")) if reading.family else {}
    printed = next(
        (
            legend
            for line in text.split("\n")
            if (legend := legend_in(line)) and any(given.get(mark) or _role(words) for mark, words in legend.items())
        ),
        {},
    )
    return {mark: code for mark, words in printed.items() if (code := given.get(mark) or _role(words))}


def _role(words: str) -> str | None:
    """lead or partner, by what the legend says the actor does."""
    if LEAD.search(words):
        return "lead"
    return "partner" if PARTNER.search(words) else None


def _entries(text: str, *, loose: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in ENTRY.finditer(text):
        if not (loose or entry["is"]) or entry["mark"] in found:
            continue
        mark = "○" if entry["mark"] in "〇◯" else entry["mark"]
        words = clean_text(entry["text"].strip(TRIM).replace("\n", ""))
        if words and len(words) <= 40:
            found[mark] = words
    return found if len(found) >= 2 else {}
