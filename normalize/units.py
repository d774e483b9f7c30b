"""Units of a number cell: the printed forms, their one canonical spelling, and scale words in front (千円, 百万円).

Canonical: ㎡ m² 平方メートル → m2 · か所 ヶ所 ヵ所 → 箇所 · ポイント pt → pt · ㌫ パーセント → % · トン → t ·
counters as printed. 割 and 厘 are percent with a factor (1割 = 10 %, not divided by 100). Input is width-folded.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from plansheets.normalize.numerals import scan_numeral

ALIASES = {
    "m2": "㎡ m2 m² m^2 平方メートル 平米 平方ｍ",
    "km2": "k㎡ ㎢ km2 km² km^2 平方キロメートル 平方キロ",
    "m3": "㎥ m3 m³ m^3 立方メートル 立米",
    "箇所": "か所 ヶ所 ヵ所 カ所 ケ所 個所 箇所 ヵ処",
    "か月": "か月 ヶ月 ヵ月 カ月 ケ月 箇月 個月 か月間 ヶ月間 カ月間",
    "か国": "か国 ヶ国 ヵ国 カ国 ケ国 箇国",
    "か年": "か年 ヶ年 ヵ年 カ年 ケ年 箇年 か年間 ヶ年間",
    "pt": "ポイント pt Pt PT ﾎﾟｲﾝﾄ %ポイント パーセントポイント ㌽ ppt %pt",
    "%": "% ㌫ パーセント ﹪ 百分率",
    "‰": "‰ パーミル",
    "ha": "ha ㏊ ㌶ ヘクタール",
    "a": "a アール ㌃",
    "km": "km ㎞ ㌖ キロメートル Km KM",
    "m": "m ㍍ メートル ｍ",
    "cm": "cm ㎝ ㌢ センチ センチメートル",
    "mm": "mm ㎜ ㍉ ミリ ミリメートル",
    "kg": "kg ㎏ ㌕ キログラム Kg KG",
    "g": "g ㌘ グラム",
    "mg": "mg ㎎ ミリグラム",
    "t": "t ㌧ トン ton",
    "L": "L l ℓ ㍑ リットル ㍔",
    "W": "W ワット",
    "kW": "kW KW キロワット",
    "mL": "mL ml ミリリットル",
    "cc": "cc CC",
    "kL": "kL kl ㎘ キロリットル",
    "ドル": "㌦ ドル USドル $",
    "℃": "℃ °C 度C",
    "円": "円 ¥ 圓 ㌆",
    "ページ": "ページ 頁 ㌻",
    "t-CO2": "t-CO2 tCO2 t-CO₂ tCO₂ トンCO2 トン-CO2",
    "kg-CO2": "kg-CO2 kgCO2 kg-CO₂ kgCO₂",
}
COUNTERS = """
    人 名 件 回 館 区 園 校 世帯 団体 台 基 棟 戸 冊 部 種類 種 事業 店舗 店 品目 品 口座 口 頭 羽 匹 本 枚 組
    隻 社 講座 教室 式 点 施設 年 日 時間 分 秒 週 週間 年間 日間 分間 秒間 泊 倍 地区 学級 市 町 村 市町村
    自治体 自治会 町内会 区画 区間 路線 路 系統 便 機 器 面 床 室 席 番組 作品 題 問 項目 議題 議案 案 施策 取組
    取り組み 事例 企業 事業所 事業者 法人 組織 グループ サークル クラブ チーム クラス コース コマ 単位 箱 袋 缶
    個 個人 株 輪 体 着 足 膳 杯 両 丁 坪 畳 反 町歩 段階 階 階建 階建て 層 歳 才 か寺 寺 社寺 か村 か町 か市 か校
    か園 か店 商店街 橋 箇条 条件 人日 人回 人時間 人月 人年 延人 人泊 人分 世代 家族 組合 協会 支部 分団 隊
    拠点 会場 会 議席 字 文字 語 言語 曲 巻 号棟 通 票 件数 人数 回数 世帯数 冊数 か所数 アクセス ダウンロード
    フォロワー ビュー PV 再生 位 つ 歩 行 列 往復 周 食 皿 粒 滴 束 把 株式会社 小学校 中学校 小学校区 中学校区
    学区 校区 診療所 病院 保育所 保育園 幼稚園 公民館 図書館 公園 集落 農家 経営体 圏域 ゾーン エリア スポット
    kWh MW MWh GW GWh Wh MJ GJ TJ PJ kJ J kcal cal MB GB TB KB bps kbps Mbps Gbps dB ppm ppb Hz hPa Pa mSv
    μSv Bq V A kVA km/h m/s 度 ポスト ベッド 病床 床数 床室 枠 ユニット セット パック ケース ロット トラック
    バス 灯 燈 個体 種目 競技 局 課 係 班 人口 両編成 筆 区分 分野 分類 領域 業種 職種 校種 類型 視点 柱 目標
    指標 計画 制度 制度数 団 部会 委員会 協議会 ブロック 県 都道府県
"""

PER_WORDS = {
    "年": "年",
    "年間": "年",
    "年額": "年",
    "毎年": "年",
    "毎年度": "年",
    "年度": "年",
    "月": "月",
    "月間": "月",
    "月額": "月",
    "毎月": "月",
    "か月": "月",
    "ヶ月": "月",
    "週": "週",
    "週間": "週",
    "毎週": "週",
    "日": "日",
    "日額": "日",
    "毎日": "日",
    "毎時": "時間",
    "隔年": "隔年",
    "隔月": "隔月",
    "隔週": "隔週",
    "四半期": "四半期",
    "半期": "半期",
    "半年": "半年",
    "学期": "学期",
    "毎学期": "学期",
}
"""What stands in front of a count (年2回, 毎月1回) or after a slash (2回/年), and the period it names."""

NAMES_AND_DATES = """
    対 番目 年計画 か年計画 カ年計画 ヶ年計画 ヵ年計画 年度 年度末 年度中 年度当初 年生 年次 年目 年末 年度分 月
    月末 月中 月頃 月分 月号 号 号線 丁目 番 番地 番線 条 項 号室 時 時頃 次 学年 年代 世紀 回目 人目 件目 年前
    年後 期目 月期 日目 期 年頃 年以降 年度以降 月以降 歳児 代 等 等級 級 類 種別 者
"""
NOT_A_QUANTITY = frozenset(NAMES_AND_DATES.split())
"""After a number these make a name, an ordinal or a date, not an amount."""

TIME_UNITS = frozenset(["年", "年間", "か月", "週", "週間", "日", "日間", "時間", "分", "秒"])


def _squared() -> dict[str, str]:
    """The square forms (㌧ ㎾ ㏄) whose letters spell a listed unit; hours, days and eras in that block are none."""
    forms = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x3300, 0x3400)}
    return {char: UNITS[form] for char, form in forms.items() if form in UNITS and char not in UNITS}


FACTORS: dict[str, float] = {"割": 10, "厘": 0.1}
CANONICAL = {form: name for name, forms in ALIASES.items() for form in forms.split()}
UNITS = {word: word for word in COUNTERS.split()} | CANONICAL | {"割": "%", "厘": "%"}
UNITS |= _squared()
LONGEST = max(map(len, UNITS))
HEADING = re.compile(r"^[(（\[【]?\s*(?:単位)?\s*[:：]?\s*(.*?)\s*[)）\]】]?$")
LATIN_RUNS_ON = re.compile(r"[A-Za-z][A-Za-z0-9]")
OTHER_UNIT = re.compile(
    r"[\u4e00-\u9fff々]{1,3}(?![\u4e00-\u9fffぁ-ゖ])"
    r"|[ァ-ヺー]{2,10}(?![ァ-ヺーぁ-ゖ\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `scale` times `name`, `per` period or thing when one is named. 千円/年 is (1000, 円, 年)."""

    name: str | None
    scale: float = 1
    per: str | None = None


NO_UNIT = Unit(None)


def plain_unit(text: str) -> str | None:
    """The canonical unit of a whole text: "" for none, None when it is not listed or carries a factor (割)."""
    return "" if not text else None if text in FACTORS else UNITS.get(text)


def canonical_unit(text: str) -> str:
    """The canonical spelling of a printed unit; an unknown one comes back as it is."""
    return UNITS.get(text, text)


def unit_factor(text: str) -> float:
    """What a count in the printed unit is multiplied by: 割 → 10 (of %), others 1."""
    return FACTORS.get(text, 1)


def scan_unit(text: str, pos: int) -> int:
    """End of the longest known unit at `pos`; `pos` itself when none stands there."""
    for end in range(min(len(text), pos + LONGEST), pos, -1):
        if text[pos:end] in UNITS and not LATIN_RUNS_ON.match(text, end - 1):
            return end
    return pos


def scan_other_unit(text: str, pos: int) -> int:
    """End of a short unlisted counter (kanji up to three, or one katakana word) at `pos`; `pos` when none."""
    match = OTHER_UNIT.match(text, pos)
    return match.end() if match else pos


def is_unit(text: str) -> bool:
    """Whether the whole text is a listed unit, with or without a scale word (件, 千円), and no figure."""
    if text in UNITS:
        return True
    numeral = scan_numeral(text)
    return numeral is not None and numeral.kanji and text[numeral.end :] in UNITS


@lru_cache(maxsize=512)
def heading_unit(text: str) -> Unit:
    """A heading's unit: 千円 → 1000 × 円, （単位：百万円） → 1000000 × 円, 人/年 → 人 per 年. Never raises."""
    match = HEADING.match(text)
    body = (match[1] if match else text).replace("（", "(").partition("(")[0].rstrip()
    if not body:
        return NO_UNIT
    head, slash, per = body.partition("/")
    if slash and body not in UNITS:
        inner = heading_unit(head)
        return Unit(inner.name, inner.scale, PER_WORDS.get(per, per) or None)
    numeral = scan_numeral(body)
    if numeral is None or numeral.value <= 1 or body[numeral.end :].strip() not in UNITS:
        # 千円・% and 千人率 are no one unit with a scale: their figures are taken as they stand.
        return Unit(canonical_unit(body), unit_factor(body))
    name = body[numeral.end :].strip()
    return Unit(canonical_unit(name), numeral.value * unit_factor(name))
