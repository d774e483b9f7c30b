"""What plansheets promises of any input, as one check: a broken promise is an AssertionError that names it."""

import unicodedata
from itertools import pairwise

from plansheets.conversion import Converted, convert_bytes, load_rules
from plansheets.gate import gate

NAME = "a.txt"
NO_INK = {"Cc", "Cf", "Zs", "Zl", "Zp", "Cs"}


def has_ink(char: str) -> bool:
    """Printed: no space, control or format character, no variation selector."""
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return not (char.isspace() or selector or unicodedata.category(char) in NO_INK)


def ink(text: str) -> int:
    """Printed characters of a text."""
    return sum(map(has_ink, text))


def check_bytes(data: bytes, name: str = NAME) -> Converted:
    """Every promise that holds for any bytes. An error that leaves convert_bytes is a broken one too."""
    rules = load_rules()
    done = convert_bytes(data, name, rules)
    gate(done.rows)
    assert done.rows == convert_bytes(data, name, rules).rows, "two runs differ"
    document = done.rows["documents"][0]
    if done.reading is None:
        assert document["status"] == "failed", "not read and not failed"
        assert len(done.rows["problems"]) == 1, "a failed file has one problem"
    else:
        check_places(done, done.reading.source.text)
    assert document["characters_used"] + document["characters_left"] == document["characters"], "used + left"
    return done


def check_text(text: str) -> Converted:
    """The promises for a text as a UTF-8 file, which is read as it stands."""
    text = text.removeprefix("\ufeff")
    done = check_bytes(text.encode("utf-8", "surrogatepass"))
    if done.reading is not None and "\0" not in text and not text.startswith("\ufeff"):
        assert done.reading.source.text == text, "the text is not that of the file"
    return done


def check_places(done: Converted, text: str) -> None:
    """Raw texts are the source at their offsets; values and residue share no character and make up the whole."""
    rows = done.rows
    document = rows["documents"][0]
    assert document["characters"] == ink(text), "characters are not those of the source"
    for row in rows["provenance"] + rows["residue"]:
        assert 0 <= row["char_from"] < row["char_to"] <= len(text), "a place outside the source"
        assert text[row["char_from"] : row["char_to"]] == row["raw"], "raw is not the source at its offsets"
    left = sorted((row["char_from"], row["char_to"]) for row in rows["residue"])
    assert all(a[1] <= b[0] for a, b in pairwise(left)), "two pieces of residue share a character"
    assert sum(ink(row["raw"]) for row in rows["residue"]) == document["characters_left"], "left is not the residue"
    unread = {at for start, stop in left for at in range(start, stop) if has_ink(text[at])}
    for row in rows["provenance"]:
        places = range(row["char_from"], row["char_to"])
        whose = "documents" if row["table"] == "documents" else "a table"
        assert unread.isdisjoint(places), f"a value of {whose} stands in residue"
        assert 0 <= row["confidence"] <= 1, "confidence outside 0 to 1"
