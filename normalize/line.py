"""One printed line of a cell: its marker, its width, whether it ends a sentence."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

NEWLINE = regex.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
BLANKS = " \t\u3000\xa0\u200b\ufeff"

MARKER = regex.compile(
    r"""
    [・･•●◎■□◆◇▲△▼▽▶▷►★☆▪▫◦‣⁃➢➤❖✓✔☑☐☒◉⇒→⇨➡➔➩◯](?![0-9０-９\s]*[%％]|\Z)(?!(?<=[△▲▼▽])[0-9０-９.])
    | [・●■□◆◇]\Z
    | [○〇](?![○〇一二三四五六七八九十年月日]|\Z)
    | [⓪①-⑳㉑-㊿❶-❿⓫-⓴➀-➓⑴-⒇⒈-⒛⒜-⒵Ⓐ-ⓩ⓵-⓾㈠-㈩㊀-㊉]
    | [(（](?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2}|[ア-ン]|[a-zA-Zａ-ｚＡ-Ｚ]|[ivxⅰ-ⅹⅠ-Ⅻ]{1,4})[)）]
    | (?:[0-9０-９]{1,2}|[ア-ン]|[a-zA-Zａ-ｚＡ-Ｚ])(?:[)）．]|\.(?![0-9A-Za-z]))
    | (?:[0-9０-９]{1,2}|[アイウエオカキクケコサシスセソ]|[ａ-ｚＡ-Ｚ])\u3000
    | [アイウエオカキクケコサシスセソ]\ (?=[\p{Han}\p{Hiragana}\p{Katakana}])
    | [0-9０-９]{1,2}[-－‐][0-9０-９]{1,2}[ \u3000.．)）](?![0-9])
    | [Ⅰ-Ⅻⅰ-ⅻ][ \u3000.．、・)）]?(?=[\p{Han}\p{Hiragana}\p{Katakana}])
    | [-‐–—―－*＊+][ \u3000]+(?=\S)
    | [*＊](?=[\p{Han}\p{Hiragana}\p{Katakana}])
    | 第[0-9０-９一二三四五六七八九十]{1,3}[条章節項]?[ \u3000](?=\S)
    """,
    regex.VERBOSE,
)
NOTE = regex.compile(r"※|(?:注|備考)[0-9０-９]*[)）：:]|[（(]注[0-9０-９]*[)）]|[*＊][0-9０-９]{1,2}(?![0-9０-９])")
HEAD = regex.compile(
    r"(?:≪[^≪≫]*≫|【[^【】]*】|＜[^＜＞]*＞|《[^《》]*》|〈[^〈〉]*〉|〔[^〔〕]*〕|［[^［］]*］|<[^<>]*>)"
)
HEAD_START = regex.compile(r"[≪【＜《]")
SENTENCE_END = regex.compile(r"[。．！？!?｡][」』）)”\"]*\Z")
ANNOUNCES = regex.compile(r"(?:[：:]|とおり|次の[^。]{0,8}|以下の[^。]{0,8})\Z")
CANNOT_START = regex.compile(
    r"[、。，．,.！？!?：；:;）)」』】〕］≫＞》〉々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ゛゜ﾞﾟ\u3099\u309a｡､･ｰ％%](?<!･)"
)
FIRST_WORD = regex.compile(r"[\p{Latin}\p{Nd}.,%&/:+\-]+|.", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it. `width` is in half-width columns, the indentation included."""

    text: str
    width: int
    is_indented: bool
    after_blank: bool

    def with_text(self, text: str) -> "Line":
        """The same line with its text mended."""
        return self if text == self.text else replace(self, text=text)

    def closed_up(self) -> "Line":
        """The same line as if no blank line stood before it."""
        return replace(self, after_blank=False)

    @property
    def has_marker(self) -> bool:
        """Whether the line starts with a bullet, a number or a letter that sets off an item."""
        return MARKER.match(self.text) is not None

    @property
    def is_note(self) -> bool:
        """Whether the line is a note (※, 注）)."""
        return NOTE.match(self.text) is not None

    @property
    def is_head(self) -> bool:
        """Whether the line is a heading in brackets, whole."""
        return HEAD.fullmatch(self.text) is not None

    @property
    def opens_head(self) -> bool:
        """Whether the line starts with a bracket that sets off headings."""
        return self.is_head or HEAD_START.match(self.text) is not None

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends with a full stop, brackets after it or not."""
        return SENTENCE_END.search(self.text) is not None

    @property
    def announces(self) -> bool:
        """Whether the line ends by announcing what follows (次のとおり, a colon)."""
        return ANNOUNCES.search(self.text) is not None

    @property
    def cannot_start(self) -> bool:
        """Whether the first character never starts a line in Japanese typesetting: the line before goes on."""
        return CANNOT_START.match(self.text) is not None

    @property
    def first_word_width(self) -> int:
        """Columns of what had to fit on the line before: a Latin word or one character."""
        found = FIRST_WORD.match(self.text)
        return text_width(found[0]) if found else 0


def read_lines(text: str) -> list[Line]:
    """The lines of a cell that hold something, in order."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    """The lines as `read_lines` gives them."""
    after_blank = False
    for raw in NEWLINE.split(text):
        bare = raw.strip(BLANKS)
        if bare:
            yield Line(bare, text_width(raw.rstrip(BLANKS)), raw.startswith("\u3000"), after_blank)
        after_blank = not bare


class _Columns(dict[str, int]):
    """Half-width columns that a character takes; ambiguous ones (○, ①) are full-width in Japanese fonts."""

    def __missing__(self, character: str) -> int:
        wide = 2 if unicodedata.east_asian_width(character) in "WFA" else 1
        self[character] = 0 if unicodedata.combining(character) else wide
        return self[character]


_columns = _Columns().__getitem__


def text_width(text: str) -> int:
    """Half-width columns of a text: a kanji takes two."""
    return sum(map(_columns, text))
