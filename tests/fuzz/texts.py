"""Texts to break a reader with: noise, plan sheets cut and shuffled, lines built from the words of the lexicon."""

from functools import lru_cache
from pathlib import Path

from hypothesis import strategies as st

from plansheets.conversion import load_rules

SAMPLES = Path(__file__).parents[2] / "samples"
ODD = (
    "\t\n\r\f\v\u2028\u0085 　\u200b\ufeff\u3099\U000e0100\ud7ff👩\u200d🔧■□◎○→↓〃｜|-－―～()（）「【①Ⅳ㎡㍻ｱﾞ"
    "�￥\\%％,，.。年度令和R6８１"
)
YEARS = ["R6", "R7", "R8", "令和6年度", "令和７年度", "H31", "平成28年度", "平成29年度", "29年度", "30年度", "元年度",
         "31年度以降", "2024", "2025年度", "現状(令和4年度)", "目標（R10）", "令和6～8年度", "㋿7年度", "7", "8", "9",
         "R6年度計画", "令和5年度実績"]  # fmt: skip
MARKS = ["→", "⇒", "➡", "〃", "同上", "■", "□", "◎", "○", "●", "☑", "-", "―", "×", "■市民 □事業者", "☑ 行政 ☐ NPO",
         "□", "■", "↓", "実施 →", "→ 実施", "検討・実施"]  # fmt: skip
NUMBERS = ["1,234千円", "約１００人", "△5.0%", "5～10", "10以上", "未定", "皆増", "0", "３件", "930（見込み）", "1/2",
           "継続実施", "100", "12", "3", "-5", "1e999", "９" * 30, "∞", "①"]  # fmt: skip
ENUMERATORS = ["１ ", "第１ ", "第1章 ", "(1) ", "（２）", "①", "② ", "ア ", "(ア) ", "a. ", "・", "○", "※", "- ",
               "## ", "1-1 ", "Ⅰ ", "第１条 ", "一 ", "⑴", "第３回 "]  # fmt: skip
LEGENDS = ["◎は先導的に取り組む主体、○は参加する主体", "（○第１回 ●第２回）", "凡例 ◎：主担当 ○：関係課",
           "※◎＝実施 △＝検討",
           "（◎中心 ○協力）"]  # fmt: skip
DATES = ["令和6年4月1日", "4月", "10月上旬", "令和７年３月末 ", "2024年12月 パブリックコメント", "５月～７月",
         "11月 素案の作成",
         "平成30年度", "R6.4.1", "13月 32日", "令和0年0月", "1月 条例の施行（予定）", "9999年12月",
         "0000年1月"]  # fmt: skip
WORDS = ["地域づくりの拠点を整備し、市民の活動を支援します。", "(仮称)つどいの館・関係課", "窓口改善課●", "目次",
         "附 則", "I - (1) - ①",
         "事業1", "28", "- 3 -", "12", "計画", "実績", "青 空", "市", "参考資料１", "進捗に遅れあり", "A", "評価",
         "指標", "単位", "人",
         "東京都世田谷区", "山口市", "計画期間 令和6年度から令和10年度", "第１回", "<br>", "|---|---|", "年", "度",
         "以", "降"]  # fmt: skip
SEPARATORS = ["\t", "\t\t", " ", "  ", "     ", "　", "　　", "|", " | ", "：", ":", "・", "", "\n"]
ENDS = ["\n", "\n", "\n", "\n\n", "\n\n\n", "\r\n", "\f", "\n\f", " \n", "\t\n", "", "\v", "\u2028"]


@lru_cache
def sheets() -> list[list[str]]:
    """The lines of every sample, with their ends."""
    found = [path.read_text(encoding="utf-8").splitlines(keepends=True) for path in sorted(SAMPLES.glob("*/*.txt"))]
    if not found:
        raise FileNotFoundError(f"{SAMPLES}: no samples to start from")
    return found


@lru_cache
def labels() -> list[str]:
    """Every label of the lexicon and of the families."""
    rules = load_rules()
    own = [label for family in rules.families for label in family.recognise.all + family.recognise.any]
    return sorted({entry.spelling for entry in rules.lexicon.entries()}) + own


def noise() -> st.SearchStrategy[str]:
    """Any text at all, or one of the characters that layouts are made of."""
    return st.text(max_size=300) | st.text(alphabet=ODD, max_size=300)


@st.composite
def built(draw: st.DrawFn) -> str:
    """Lines of labels, years, marks, numbers, enumerators and prose; often as a table of one width."""
    cell = st.one_of(
        st.sampled_from(labels()), *map(st.sampled_from, (YEARS, MARKS, NUMBERS, LEGENDS, DATES, WORDS)),
        st.builds(str.__add__, st.sampled_from(ENUMERATORS), st.sampled_from(WORDS + labels()[:40])), st.just(""),
    )  # fmt: skip
    lines = []
    for _ in range(draw(st.integers(1, 5))):
        if draw(st.booleans()):
            lines += draw(table(cell))
        else:
            separator = draw(st.sampled_from(SEPARATORS))
            lines += draw(st.lists(st.lists(cell, min_size=1, max_size=4).map(separator.join), max_size=6))
    return "".join(line + draw(st.sampled_from(ENDS)) for line in lines)


@st.composite
def table(draw: st.DrawFn, cell: st.SearchStrategy[str]) -> list[str]:
    """Rows of cells under a head of years, under labels, or under both; parted in one way."""
    separator = draw(st.sampled_from(["\t", "\t", "  ", "     ", "|"]))
    width = draw(st.integers(2, 6))
    years = draw(st.integers(0, 10))
    heads = [YEARS[(years + i) % len(YEARS)] for i in range(width)]
    head = draw(st.sampled_from([["年次計画"], ["指標", "単位"], ["取組"], ["No.", "指標名"], ["実施主体"], []]))
    rows = [[*head, *heads]] if draw(st.booleans()) else [draw(st.lists(st.sampled_from(labels()), max_size=width))]
    if draw(st.booleans()):
        rows.append([""] * len(head) + ["計画", "実績"] * width)
    values = st.one_of(cell, st.sampled_from(MARKS), st.sampled_from(NUMBERS), st.just(""))
    rows += draw(st.lists(st.lists(values, max_size=width + 2), max_size=5))
    bar = separator if separator == "|" else ""
    return [bar + separator.join(row) + bar for row in rows]


@st.composite
def mutated(draw: st.DrawFn, longest: int = 60) -> str:
    """Pieces of sample sheets: cut, joined, shuffled; lines dropped, doubled; separators and characters replaced."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        sheet = draw(st.sampled_from(sheets()))
        start = draw(st.integers(0, len(sheet) - 1))
        lines += sheet[start : start + draw(st.integers(1, longest))]
    for _ in range(draw(st.integers(0, 6))):
        lines = _line_change(draw, lines)
    text = "".join(lines)
    for _ in range(draw(st.integers(0, 4))):
        text = _text_change(draw, text)
    return text


def _line_change(draw: st.DrawFn, lines: list[str]) -> list[str]:
    if not lines:
        return lines
    at = draw(st.integers(0, len(lines) - 1))
    other = draw(st.integers(0, len(lines) - 1))
    low, high = min(at, other), max(at, other) + 1
    match draw(
        st.sampled_from(["drop", "double", "shuffle", "move", "swap", "join", "blank", "insert", "run", "half"])
    ):
        case "drop":
            return lines[:at] + lines[at + 1 :]
        case "double":
            return lines[:at] + [lines[at]] * draw(st.integers(2, 4)) + lines[at + 1 :]
        case "shuffle":
            return lines[:low] + draw(st.permutations(lines[low:high])) + lines[high:]
        case "move":
            rest = lines[:at] + lines[at + 1 :]
            return [*rest[:other], lines[at], *rest[other:]]
        case "swap":
            lines = list(lines)
            lines[at], lines[other] = lines[other], lines[at]
            return lines
        case "join":
            return [*lines[:at], "".join(line.rstrip("\r\n") for line in lines[at : at + 2]) + "\n", *lines[at + 2 :]]
        case "blank":
            return lines[:at] + [draw(st.sampled_from(ENDS))] * draw(st.integers(1, 3)) + lines[at:]
        case "insert":
            return [*lines[:at], draw(built()), *lines[at:]]
        case "run":
            return lines[:low] + lines[high:]
        case _:
            cut = len(lines[at]) // 2
            return [*lines[:at], lines[at][:cut], *lines[at + 1 :]]


def _text_change(draw: st.DrawFn, text: str) -> str:
    if not text:
        return text
    at = draw(st.integers(0, len(text) - 1))
    match draw(
        st.sampled_from(["pipes", "blanks", "comma", "cut", "odd", "insert", "widths", "strip", "crlf", "same"])
    ):
        case "pipes":
            return "".join("|" + line.rstrip("\n").replace("\t", "|") + "|\n" for line in text.splitlines())
        case "blanks":
            return text.replace("\t", " " * draw(st.integers(1, 12)))
        case "comma":
            return text.replace("\t", draw(st.sampled_from(["、", "　", "｜", "\t\t", "\n"])))
        case "cut":
            return text[:at]
        case "odd":
            return text[:at] + draw(st.sampled_from(ODD)) + text[at + 1 :]
        case "insert":
            return text[:at] + draw(st.text(alphabet=ODD, max_size=8)) + text[at:]
        case "widths":
            return text.translate({c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)})
        case "strip":
            return text.replace("\n\n", "\n")
        case "crlf":
            return text.replace("\n", "\r\n")
        case _:
            return text.replace(text[at], draw(st.sampled_from(ODD)))


def texts(longest: int = 60) -> st.SearchStrategy[str]:
    """All of them; `longest` is the number of lines of one piece of a sample."""
    return st.one_of(noise(), built(), mutated(longest), st.lists(built() | mutated(12), max_size=4).map("".join))
