"""A cell of office names cut at its separators: 、 and line breaks, ・ after an office, and the signs ● ◎ ○."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from plansheets.normalize.chars import HYPHENS
from plansheets.normalize.clean import clean_text
from plansheets.normalize.organisation_words import (
    COMMON_NOUN,
    COMPLETE,
    COMPLETE_BODY,
    FRAGMENT,
    SECTION,
    rank,
    scope_of,
)

LEAD_SIGNS = "●◎◉★"
SIGNS = LEAD_SIGNS + "○〇◯☆"
HARD = "、，,;；/／|｜。"
OPEN, CLOSE = "（([［【〔", "）)]］】〕"
AND = regex.compile(
    r"及び|および|並びに|ならびに|と(?=\P{Hiragana})|[&＆+＋]|→|⇒|[>＞]|(?:その他|ほか|他)の?(?=関係|関連|各|全)"
)
NUMBERED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
STARTS = frozenset(HARD + SIGNS + NUMBERED + "・･:：及おなと並&＆+＋→⇒>＞そほ他")
OTHERS = regex.compile(
    r"(?:、|・)?\s*(?:その他|ほか|他|など|等|外)(?:\s*の?\s*[0-9一二三四五六七八九十]+\s*(?:課|部|室|局|所属|団体|機関|係|校|園|館|所|者))?$"
)
LABEL = regex.compile(r"(?:主|主管|主担当|担当|所管|実施|事業|推進)?(?:部局?|部署|主体|所属)名?")
LEGAL_FORM = regex.compile(r"(?:法人|会社)$")
NEXT = regex.compile(rf"[^\s{regex.escape(HARD + SIGNS)}]*")
CHUNK = regex.compile(rf"[^{regex.escape(HARD)}]*")
OFFICE_END = regex.compile(r"(?:課|室|局|部|センター|館|署|所|係|委員会|校|園|機構|担当)(?=[\s・(（●◎○]|$)")
BRACKETS = regex.compile(r"[（(\[［【〔][^（()）\[\]［］【】〔〕]*[）)\]］】〕]")
BEFORE_NAME = regex.compile(r"[（(\[［【〔](?:仮称?|主\p{Han}*|副)[）)\]］】〕](?=\s*\P{P})")
CHAR = regex.compile(rf"[ｦ-ﾝ][ﾞﾟ]?|(?<=[ァ-ヺー])[{HYPHENS}ｰ](?![0-9A-Za-z])|.", regex.DOTALL)
KANA = regex.compile(r"[ァ-ヺーｦ-ﾟ]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text whose characters remember where they stood: cuts and joins keep the offsets in the input."""

    chars: str
    at: tuple[int, ...]

    def cut(self, start: int, end: int) -> "Text":
        """The part between two positions, without blanks at its ends."""
        part = self.chars[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        return Text(self.chars[start:end], self.at[start:end])

    def joined(self, other: "Text") -> "Text":
        """This text with another set behind it, no blank between."""
        return Text(self.chars + other.chars, self.at + other.at)

    def closed(self) -> "Text":
        """This text without its blanks."""
        held = [i for i, char in enumerate(self.chars) if not char.isspace()]
        return Text("".join(self.chars[i] for i in held), tuple(self.at[i] for i in held))


def folded(raw: str) -> Text:
    """The input repaired character by character: half-width kana, radicals, full-width letters, long vowels."""
    chars: list[str] = []
    at: list[int] = []
    for found in CHAR.finditer(raw):
        piece = found[0]
        if piece in HYPHENS + "ｰ":
            piece = "ー" if found.start() and KANA.match(raw, found.start() - 1) else piece
        elif not piece.isspace() and not "\u3041" <= piece <= "\u9fff":
            piece = clean_text(piece)
        chars.extend(piece)
        at.extend([found.start()] * len(piece))
    return Text("".join(chars), tuple(at))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch between separators and the separator before it: a character, blanks, or nothing."""

    text: Text
    before: str


def bare(name: str) -> str:
    """A piece without brackets, signs and the words for others, to see how the name ends."""
    return OTHERS.sub("", BRACKETS.sub("", name).strip(SIGNS + " \u3000\n")).strip()


def pieces(text: Text) -> list[Piece]:
    """Cut a text at the separators that stand outside brackets."""
    return list(_cut(text))


def _cut(text: Text) -> Iterator[Piece]:
    """The pieces as `pieces` gives them."""
    chars, before, depth, at = text.chars, "", 0, 0
    held: list[int] = []
    balanced = sum(chars.count(char) for char in OPEN) == sum(chars.count(char) for char in CLOSE)
    prefixed = chars.lstrip()[:1] in tuple(SIGNS)
    while at < len(chars):
        char = chars[at]
        depth += balanced * ((char in OPEN) - (char in CLOSE))
        width, cuts = 0, False
        # Only these characters, and any behind a sign, can end a name.
        may_end = char in STARTS or char.isspace() or (held and chars[held[-1]] in SIGNS)
        if may_end and depth <= 0 and char not in CLOSE:
            width, cuts = _separator(chars, at, "".join(chars[i] for i in held), prefixed)
        if cuts:
            yield Piece(_pick(text, held), before)
            held, before = [], chars[at : at + width]
        if not width:
            held.append(at)
        at += max(width, 1)
    yield Piece(_pick(text, held), before)


def _pick(text: Text, held: list[int]) -> Text:
    """The characters at some places of a text."""
    return Text("".join(text.chars[i] for i in held), tuple(text.at[i] for i in held))


def _separator(chars: str, at: int, left: str, prefixed: bool) -> tuple[int, bool]:
    """How many characters at this place are no part of a name, and whether a name ends before them."""
    char, said = chars[at], left.strip()
    if char in HARD:
        return 1, True
    if char.isspace():
        width = len(chars[at:]) - len(chars[at:].lstrip())
        return width, bool(said) and _ends(said, chars[at + width :])
    if char in "・･":
        follows = NEXT.match(chars, at + 1)
        if (
            scope_of(said)
            and scope_of(said + "・" + (follows[0] if follows else ""))
            and not scope_of(follows[0] if follows else "")
        ):
            return 0, False
        return (1, bool(said)) if not said or _complete(said, chars[at + 1 :], COMPLETE) else (0, False)
    joint = AND.match(chars, at)
    if joint and said and _complete(said, chars[joint.end() :], COMPLETE_BODY):
        return joint.end() - at, True
    if char in ":：" and (rank(bare(said)) or 0) > 1 and not LABEL.fullmatch(said):
        return 1, True
    if char in NUMBERED:
        return 0, COMPLETE_BODY.search(bare(said)) is not None
    if char in SIGNS and said.strip(SIGNS) and prefixed and chars[at : at + 2] not in ("○○", "〇〇", "◯◯"):
        return 0, True
    # A sign behind a name ends it: 市民協働課●中央公民館.
    if not prefixed and said[-1:] in tuple(SIGNS) and said.strip(SIGNS) and char not in OPEN + SIGNS:
        return 0, COMPLETE_BODY.search(bare(said)) is not None
    return 0, False


def _complete(left: str, right: str, pattern: regex.Pattern[str]) -> bool:
    """Whether a name ends here: it ends like an office, and is no common noun that a longer name goes on from."""
    name = bare(left)
    if scope_of(name):
        return True
    if COMMON_NOUN.fullmatch(name.rpartition("・")[2]):
        follows = NEXT.match(right)
        return not (follows and SECTION.search(bare(follows[0])))
    return pattern.search(name) is not None


def _ends(left: str, right: str) -> bool:
    """Whether a name ends at a blank or line break; else the blank is a wrap within the name."""
    found, chunk = NEXT.match(right), CHUNK.match(right)
    follows, name = found[0] if found else "", bare(left)
    if right[:1] in tuple(OPEN):
        return BEFORE_NAME.match(right) is not None and COMPLETE_BODY.search(name) is not None
    if not name:
        return False
    if right[:1] in tuple(SIGNS) and not right[1:2].strip(HARD + " \u3000\n"):
        return False
    if FRAGMENT.fullmatch(follows) or LEGAL_FORM.search(name) or (follows.startswith("事務局") and name.endswith("会")):
        return follows == "事務局" and not name.endswith("会")
    if _complete(left, right, COMPLETE_BODY) or OTHERS.match(follows + "") or right[:1] in tuple("・･" + SIGNS):
        return True
    return not (chunk and OFFICE_END.search(chunk[0]))
