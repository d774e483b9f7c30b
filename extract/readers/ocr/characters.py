"""Which of the recogniser's characters a Japanese sheet of today holds: it also knows Chinese, Korean and others."""

import unicodedata
from functools import lru_cache
from typing import Final

import numpy as np

from plansheets.extract.source import Floats

SAME: Final = {
    "·": "・",
    "•": "・",
    "･": "・",
    "█": "■",
    "▇": "■",
    "〜": "～",
    "∶": "：",
    "∇": "▽",
    "◯": "○",
    "￨": "｜",
    "﹣": "－",
    "–": "－",
    "—": "―",
}
"""Characters that a Japanese print does not tell apart from the one meant."""
BEYOND: Final = set("①②③④⑤⑥⑦⑧⑨⑩☐☑☒✓✔➡➔⇨►◉⑴⑵⑶㎡m²塡剝頰𠮟—–·•･█〜½¼¾é")
"""Used in print although they are not in the Japanese code pages."""
OLD: Final = 0.02
"""Weight of a character given up in 1946, against its new form: names still hold it."""
OLD_FORMS: Final = frozenset(
    "亞惡壓圍爲醫壹稻飮隱營榮衞驛圓艷鹽奧應歐毆穩假價畫會壞懷繪擴殼覺學嶽樂勸卷歡罐觀關陷巖顏歸氣龜僞戲犧舊據擧峽挾狹曉"
    "區驅勳徑惠溪經繼莖螢輕鷄藝缺儉劍圈檢權獻縣險顯驗嚴效廣恆鑛號國濟碎齋劑雜參慘棧蠶贊殘絲齒兒辭濕實舍寫釋壽收從澁獸縱"
    "肅處敍奬將燒稱證乘剩壤孃條淨疊穰讓釀囑觸寢愼晉眞盡圖粹醉隨髓數樞瀨聲靜齊攝竊專戰淺潛纖踐錢禪雙壯搜插巢爭總聰莊裝騷臟"
    "藏屬續墮體對帶滯臺瀧擇澤單擔膽團彈斷癡遲晝蟲鑄廳聽敕鎭遞鐵轉點傳黨盜燈當鬪德獨讀屆繩貳惱腦霸廢拜賣麥發髮拔蠻祕濱甁"
    "拂佛竝變邊辯瓣舖穗寶襃豐沒飜萬滿默彌藥譯豫餘與譽搖樣謠來賴亂覽兩獵綠壘勵禮靈齡戀爐勞樓郞祿灣增歲內產單淸敎黃黑况决冲"
)


@lru_cache(maxsize=4)
def weights(known: tuple[str, ...]) -> Floats:
    """By how much each class (n,) is believed: 0 for what no Japanese sheet holds, less than 1 for old forms."""
    return np.array([_weight(char) for char in known], np.float32)


def _weight(char: str) -> float:
    if not char:
        return 1.0
    if char in OLD_FORMS:
        return OLD
    if char in BEYOND or _is_japanese(char):
        return 1.0
    return 0.0


def _is_japanese(char: str) -> bool:
    try:
        char.encode("cp932")
    except UnicodeEncodeError:
        return False
    return not (unicodedata.name(char, "").startswith(("CYRILLIC", "GREEK")) and char not in "ΑΒΓΔαβγδμΩΣσ")
