"""What the words at the left of a row and the texts of its cells say: its kind of value, numbers or a plan."""

from collections.abc import Sequence

import regex

from plansheets.extract.heads import plain_head
from plansheets.extract.ruled.own_year import without_year
from plansheets.normalize import clean_text, match_key, parse_arrow, unwrap
from plansheets.normalize.remember import remembered
from plansheets.rules import Lexicon
from plansheets.rules.lexicon import ValueType

LONGEST = 16
"""Characters of a word for a kind of value, with its notes."""
MANY = 10
"""Rows among which one may be read badly."""
RATE = regex.compile(
    r"(?:目標|計画)?(?:達成|進捗|執行|実施|充足|不用|増減|伸び?|進行)(?:率|度)|(?:対)?前年度?(?:比|差|増減)|(?:増減|差引|過不足|乖離)(?:額|数|量|値)?|差(?:異|額|分|引き)?|(?:計画|目標|見込量?|予算)?(?:と実績)?(?:との?|対比?の?)(?:差|差異|乖離|比較)"
    r"|過不足|(?:計画|目標|対計画|対目標|対見込)(?:比|差)"
)
"""Measures of the item beside its 計画 and 実績."""
RATIO = regex.compile(r".*(?:率|度|比|伸び?)")
"""Those in a unit of their own; a difference is in the item's unit."""
MEANS = regex.compile(r".*確保(?:方策|の?内容|量)")
"""What a plan sets against the need that it foresees, as every plan for children's services does."""
COUNTED = regex.compile(r"[①-⑳]|[（(]?[A-Za-zＡ-Ｚａ-ｚア-ン][)）]?$")
"""What marks a row for reckoning with it: 計画①, 実績（A）."""
AMOUNT_OF = regex.compile(
    r"(?P<kind>目標|実績|予定|見込)(?!達成|設定|未達)(?:\p{Han}{0,4}(?:効果|削減|増収|事業|節減|収入|利用|実施|参加|整備))?"
    r"(?:額|数|量|値|費|件数|人数|回数|者数|箇所数)"
)
"""A word for an amount that says of what kind it is at its front."""
TOKENS = regex.compile(r"[\s　・･（(）)\[\]［］【】:：/／]|(?<=.)(?<!確保)の(?=.)")
NUMBER = regex.compile(
    r"[▲△\-－+±約(（]*\s*[0-9０-９][0-9０-９,，.．]*\s*[)）]?\s*[^\s0-9０-９をにでへがは]{0,6}(?:[(（].*[)）])?"
)
"""A number with what it counts; a unit holds none of the particles that a step of a plan does (６社を選定)."""
AMOUNT = regex.compile(r"[▲△\-－+±約(（]*\s*[0-9０-９][0-9０-９,，.．]*\s*(?:[)）]|[%％]|(?:百万|千|万|億)?円)?")
"""A number that counts nothing by name, as no step of a plan is: 1,800 or 12.5%, not ２橋."""
MONEY = regex.compile(r".*(?:費|額|予算|決算|コスト|支出金|債|財源|歳出|歳入|経費)")
"""What names an amount of money."""
NOTHING = regex.compile(r"[-－―ー—–‐─〜～*＊…・]+|未定|調整中|検討中|未設定|(?:該当)?なし|無し")
"""A cell that says that there is no value; it is of no kind."""


def kind_word(lexicon: Lexicon, raw: str) -> ValueType | None:
    """The kind of value that a text names, and nothing beside it: 計画, 実績（A）, 目標値."""
    text = match_key(plain_head(raw)) if len(raw) <= LONGEST else ""
    return (lexicon.value_type_of(text) or lexicon.value_type_of(COUNTED.sub("", text))) if text else None


def name_kinds(lexicon: Lexicon, texts: Sequence[str]) -> bool:
    """Do the texts of a column say what kind of value each row holds, or which measure it is (達成率)?"""
    kinds = [kind_word(lexicon, text) for text in texts]
    others = sum(kind is None and not is_rate(text) for kind, text in zip(kinds, texts, strict=True))
    return any(kinds) and others * MANY <= len(texts)


def kind_of_name(lexicon: Lexicon, name: str) -> ValueType | None:
    """The kind of value that the end of a row's name says: 量の見込み①, 来場者数（実績）, 歳入増加見込額."""
    plain = COUNTED.sub("", plain_head(name))
    tokens = [token for token in TOKENS.split(plain) if token]
    if not tokens:
        return None
    front = lexicon.value_type_of(tokens[0]) if plain[:1] in "【[(（［" else None
    return kind_at_end(lexicon, tokens[-1]) or front or _kind_in_front(lexicon, tokens[0])


def _kind_in_front(lexicon: Lexicon, word: str) -> ValueType | None:
    """The kind of value that a word for an amount begins with: 目標効果額, 実績件数; not 目標達成件数."""
    found = AMOUNT_OF.fullmatch(word)
    return lexicon.value_type_of(found["kind"]) if found else None


def kind_at_end(lexicon: Lexicon, word: str) -> ValueType | None:
    """The kind of value that a word ends with: 利用実績, 増収見込額; not the 計画 of a plan's name."""
    found: ValueType | None = "plan" if MEANS.fullmatch(word) else lexicon.value_type_of(word)
    return found or (None if word.endswith("計画") else lexicon.value_type_in(word))


@remembered
def is_rate(text: str) -> bool:
    """Is it a measure of the item (達成率), and no kind of its value?"""
    return RATE.fullmatch(COUNTED.sub("", match_key(plain_head(text)))) is not None


def is_ratio(text: str) -> bool:
    """Is it such a measure in a unit of its own (%), and no difference?"""
    return is_rate(text) and RATIO.fullmatch(COUNTED.sub("", match_key(plain_head(text)))) is not None


def is_number(raw: str) -> bool:
    """Is the text one number, perhaps with its unit?"""
    return NUMBER.fullmatch(clean_text(unwrap(raw))) is not None


def said(texts: Sequence[str]) -> list[str]:
    """The texts that say what kind of row it is: no dash, no 未定, no arrow alone."""
    plain = (clean_text(unwrap(without_year(text))) for text in texts)
    return [t for t in plain if t and not NOTHING.fullmatch(t) and parse_arrow(t).kind not in ("continues", "ditto")]


def holds_numbers(texts: Sequence[str], others: bool | None) -> bool | None:
    """Do the texts of a row hold numbers rather than a plan? None where they do not say.

    `others`: what most cells of the table hold. A count of things (２橋) among texts is what the others are.
    """
    plain = said(texts)
    if not plain:
        return None
    amounts = sum(AMOUNT.fullmatch(text) is not None for text in plain)
    if amounts * 2 > len(plain):
        return True
    numbers = sum(NUMBER.fullmatch(text) is not None for text in plain)
    if numbers * 2 <= len(plain):
        return False
    return others is not False
