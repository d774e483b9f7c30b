"""Look-alike characters in running text, as OCR and hasty typing leave them: a neighbour decides, or they stay."""

import re
import unicodedata
from collections.abc import Callable, Iterable

import regex

from plansheets.normalize.fold import any_of

KATAKANA_FOR = str.maketrans("二力口工卜夕八才千三匕厶", "ニカロエトタハオチミヒム")
"""Kanji printed like a katakana letter."""
KANA = "ァ-ヺー"
SMALL = "ァィゥェォッャュョヮ"
HAN = r"\p{Han}々"
UNITS = (
    "[カヵケヶ][所月年国村条]|[ツッ](?![ァ-ヺー])|ッ?[ヶケノ](?=[\\p{Han}])|トン|キロ|メートル|センチ|ミリ|ヘクタール|アール|クラス|コース"
    "|ブロック|グループ|チーム|パターン|セット|ケース|ページ|ポイント|パーセント|リットル|セク|ワット|タイプ|ステップ|テーマ|エリア|ゾーン"
    "|シーズン|レーン|ランク|プラン|ステージ|カ国|ユニット|ルート|ライン|レベル|サイクル|フロア|ジャンル|コマ|ドル|ヘルツ|バイト|ポスト"
)
"""What is counted: after a numeral kanji these do not make it katakana (二カ所, 三セク)."""

# A long vowel mark or a small letter never follows a kanji; between two katakana a lone kanji is one of them.
BEFORE_MARK = regex.compile(rf"[二力口工卜夕八才千三匕厶](?=ー|[{SMALL}](?![{HAN}]))")
BETWEEN = regex.compile(
    rf"(?<=[{KANA}])(?:[卜夕匕厶口工才]|力(?!アップ|レベル|テスト|チェック)|[二八千三](?!{UNITS}))(?=[{KANA}])"
)
AT_START = regex.compile(
    rf"(?<![{HAN}{KANA}0-9０-９])(?:[卜夕匕厶工才]|口(?!コミ|ケア|パク|ゲンカ)|力(?!アップ|レベル|ワザ|コブ)|[二八千三](?!{UNITS}))(?=[{KANA}])"
)
AT_END = regex.compile(
    rf"(?<=[{KANA}])卜|(?<=[ァ-ヺ]ー|[ァ-ヺ]{{2}})(?:夕(?![{HAN}])|二(?=[、。・）)」』]|\s|\Z))|(?<=(?<![{HAN}{KANA}])[ァ-ヺ])口(?![{HAN}])"
)
ONE_OF = (
    "部覧体般人次括元回度件本種定方緒時日月年個名貫層斉律角級流番致歩連環式号点階台棟"
    "冊社校区町丁条項章節期世例同新所帯面画円杯家変市県組万億千百十段任因"
)
"""Kanji that follow the numeral 一 (一覧, 一元化), so that 一 after katakana stays."""
LONG_VOWEL = regex.compile(
    rf"(?<=[ァ-ヺ])一(?!{UNITS})(?=[卜夕匕厶工才力]?[{KANA}])|(?<=(?<![{HAN}{KANA}0-9])[二力口工卜夕八才])一(?!{UNITS})(?=[{KANA}])"
    rf"|(?<=[ァ-ヺ])一(?!つ|ずつ)(?=[\p{{Hiragana}}、。・）)」』]|\s|\Z)|(?<=[ァ-ヺ]{{2}})一(?![{ONE_OF}])(?=[{HAN}])"
)
# ー where no kana stands before it, beside a kanji, is the kanji 一; at the end only after words that end in it.
KANJI_ONE = regex.compile(
    rf"(?<![\p{{Hiragana}}{KANA}0-9０-９A-Za-zＡ-Ｚａ-ｚー])ー(?=[{HAN}])|(?<=[第統唯随専逐択均単同万])ー(?![{KANA}0-9０-９])"
)

# Katakana alone among kanji, in compounds that only the kanji makes.
KANJI_IN_COMPOUND = (
    (
        regex.compile(
            r"エ(?=事(?!業)|業(?![務種者界態績])|場|程|房|夫(?!婦)|学|芸|期|具|賃|務店|作(?!成)|法)|(?<=[加商施着竣完大図陶鉄土細電機理重起])エ(?![ァ-ヺー])"
        ),
        "工",
    ),
    (regex.compile(r"(?<=[人窓入出河戸糸間坑火蛇裏降改])ロ(?![ァ-ヺー])|(?<![ァ-ヺー])ロ(?=座|頭(?!部)|腔|述)"), "口"),
    (
        regex.compile(
            r"(?<=[協能努体学火電水風原労権効魅尽戦実有圧視聴脚助引武魄動])カ(?![ァ-ヺー所月年国村条])|(?<![ァ-ヺー\p{Nd}])カ(?=量|点|説|士)"
        ),
        "力",
    ),
    (regex.compile(r"(?<=[第十])ニ(?![ァ-ヺー])"), "二"),
    (regex.compile(r"(?<=[第十])ハ(?![ァ-ヺー])"), "八"),
    (regex.compile(r"(?<=[第十])ミ(?![ァ-ヺー])"), "三"),
)

# へ ヘ and their kin, and り リ: the script of the neighbours.
TO_HIRAGANA = regex.compile(
    r"ヘ(?=\p{Hiragana})|(?<=[\p{L}ー])ヘ(?![ァ-ヺー])(?<![アイウエオイロハニホ]ヘ(?=\Z))"
    r"|(?<![ァ-ヺー])[ベペリ](?=\p{Hiragana})|(?<=\p{Hiragana})[ベペリ](?![ァ-ヺー])"
)
TO_KATAKANA = regex.compile(
    r"(?<![\p{L}ー])[へべぺ](?=[ァ-ヺー])|(?<=[ァ-ヺー])[べぺり](?=[ァ-ヺー])|(?<=[ァ-ヺー])へ(?=ー|[ァィゥェォッャュョ]|ル(?:パー|プ|ス|メット))"
    r"|[べぺ](?=ー)|(?<![\p{Hiragana}])り(?=ー)"
)
KANA_SHIFT = ord("ヘ") - ord("へ")

VOICING = regex.compile(
    r"([かきくけこさしすせそたちつてとはひふへほウカキクケコサシスセソタチツテトハヒフヘホ])[ \u3000]?[゛ﾞ\u3099]"
)
HALF_VOICING = regex.compile(r"([はひふへほハヒフヘホ])[ \u3000]?(?:[゜ﾟ\u309a˚º]|°(?![CcFf0-9]))")
FIXED = str.maketrans("巿戶黑靑黃亙敎", "市戸黒青黄亘教")
"""Characters of no Japanese text of today, one stroke from a common one."""
WHOLE = (
    (regex.compile(r"(?<=[0-9０-９])曰|曰(?=曜)"), "日"),
    (regex.compile(r"(?<=[0-9０-９])干(?=[円人件部])"), "千"),
    (regex.compile(r"未(?=尾|端|日)|(?<=[月年期週]|年度)未(?=[\s、。）)までにの]|\Z)"), "末"),
)

FOLD = str.maketrans(
    "ァィゥェォッャュョヮヵヶー二力口工卜夕八才千三匕厶一へべぺり",
    "アイウエオツヤユヨワカケーニカロエトタハオチミヒムーヘベペリ",
)


Repair = str | Callable[[regex.Match[str]], str]


def _shifted(by: int) -> Callable[[regex.Match[str]], str]:
    return lambda found: chr(ord(found[0]) + by)


def _joined(mark: str) -> Callable[[regex.Match[str]], str]:
    """A kana and a voicing mark that is set as a character of its own (カ゛, ハ°) as one character."""
    return lambda found: unicodedata.normalize("NFC", found[1] + mark)


def _katakana(found: regex.Match[str]) -> str:
    return found[0].translate(KATAKANA_FOR)


KANJI, OLD = ("".join(map(chr, table)) for table in (KATAKANA_FOR, FIXED))
REPAIRS: tuple[tuple[frozenset[str], regex.Pattern[str], Repair], ...] = tuple(
    (frozenset(suspects), pattern, repair)
    for suspects, pattern, repair in (
        ("゛ﾞ\u3099", VOICING, _joined("\u3099")),
        ("゜ﾟ\u309a˚º°", HALF_VOICING, _joined("\u309a")),
        (OLD, regex.compile(f"[{OLD}]"), lambda found: found[0].translate(FIXED)),
        *zip("曰干未", *zip(*WHOLE, strict=True), strict=True),
        *zip("エロカニハミ", *zip(*KANJI_IN_COMPOUND, strict=True), strict=True),
        ("ー", KANJI_ONE, "一"),
        ("一", LONG_VOWEL, "ー"),
        *((KANJI, pattern, _katakana) for pattern in (BEFORE_MARK, BETWEEN, AT_START, AT_END)),
        ("ヘベペリ", TO_HIRAGANA, _shifted(-KANA_SHIFT)),
        ("へべぺり", TO_KATAKANA, _shifted(KANA_SHIFT)),
    )
)
"""What is put right, in this order: characters without which a text has nothing of it, pattern, replacement."""
BESIDE_KATAKANA = (LONG_VOWEL, BEFORE_MARK, BETWEEN, AT_START, AT_END)
"""Patterns that find nothing where no katakana stands."""
ANYWHERE = tuple(each for each in REPAIRS if each[1] not in BESIDE_KATAKANA)
KATAKANA = re.compile(f"[{KANA}]")
SUSPECT = any_of(sign for suspects, _, _ in REPAIRS for sign in suspects)


def repair_lookalikes(text: str, lexicon: Iterable[str] = ()) -> str:
    """The text with look-alikes put right where a neighbour decides; words of `lexicon` are restored as spelled."""
    if found := set(SUSPECT.findall(text)):
        for suspects, pattern, repair in REPAIRS if KATAKANA.search(text) else ANYWHERE:
            if not suspects.isdisjoint(found) and (repaired := pattern.sub(repair, text)) != text:
                text, found = repaired, set(SUSPECT.findall(repaired))
    return _with_lexicon(text, lexicon)


def _with_lexicon(text: str, lexicon: Iterable[str]) -> str:
    """Words that differ from a lexicon word only by small letters and look-alikes, spelled as in the lexicon."""
    for word in lexicon:
        # A word of one or two letters would match inside others.
        if len(word) < 3 or word in text:
            continue
        folded, wanted = text.translate(FOLD), word.translate(FOLD)
        start = folded.find(wanted)
        while start >= 0:
            text = text[:start] + word + text[start + len(word) :]
            start = folded.find(wanted, start + len(word))
    return text
