"""A cell of a schedule row: an arrow that goes on, stages with arrows between, a ditto, a dash, plain text, nothing."""

from dataclasses import dataclass

import regex

from plansheets.normalize.clean import clean_text
from plansheets.normalize.remember import remembered

# Wingdings arrows come as private use U+F0E0, U+F0E8, U+F0F0; Word also leaves the bare letter à of that font.
HEADS = "→⇒⟶➡⇨➔➜➝➞➙➛➟➠⟹⇛⭢🡒🡆🠖￫↦⇾⇢⤏↠⇥⇀⟼➤≫\uf0e0\uf0e8\uf0f0\uf0f2"
BLOCKS = "▶►▷▸▻＞>"
LEFT_HEADS = "←⇐⟵⬅⇦⇠￩⟸\uf0df\uf0e7\uf0ef"
BOTH = "↔⇔⟷⬌⇄⇆⟺⬄"
DOWN = "↓⇓⬇⇩⇣\uf0e2\uf0ea\uf0f2"
DRAWN = "─━═┄┅┈┉╌╍╾╼"
DASH = "‐‑‒–—―−－ｰ\\-=＝"
SHAFT = rf"(?:[{DRAWN}{DASH}]|(?<![ァ-ヺｦ-ﾝー])ー+|(?<=[{DRAWN}{DASH}]ー*)ー)"
DOTS = "…‥⋯・･.．·"
# From its first dot on and all of it, so that a long row of dots is read once.
DOTTED = rf"(?<![{DOTS}])(?:[{DOTS}]{{2,}}+|[…‥⋯])"
ARROW = regex.compile(
    rf"(?:[◀◁◄<＜]{SHAFT}+[{BLOCKS}{HEADS}]?|[{LEFT_HEADS}]{SHAFT}*[{BLOCKS}{HEADS}]?"
    rf"|(?:{DOTTED}|{SHAFT})*+[{HEADS}]|{SHAFT}+[{BLOCKS}]|{DOTTED}[▶►]"
    rf"|[{BOTH}]|[{DRAWN}]{{2,}}|(?<=\s|^)[{DOWN}](?=\s|$)|(?<=\S\s*)[▶►▸](?=\s*$)|(?<=[\p{{Han}}\p{{Hiragana}}]\s?)à(?=\s*(?:$|\p{{Han}})))"
    rf"[\ufe0e\ufe0f]?"
)
ALONE = regex.compile(rf"(?:{ARROW.pattern}|[▶►▷▸▻＞>{DOWN}↑⇑à]|[―—ー]{{4,}}|\s)+")
LONE_DASH = regex.compile(rf"[{DASH}ー─━\s]+")
DITTO = regex.compile(
    r"(?:[〃″”“\"＂々仝ゝヽ]|''|´´|//|／／|同\s*上|同\s*左|同右|同前|同様|同じ|[上左前]に同じ|[上左]記?に同じ|[上左前]に?同様|同上同左|\s)+"
)
BRACKETED = regex.compile(r"[（(\[［]\s*(.*?)\s*[)）\]］]", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class Arrow:
    """What a cell says about going on: `kind` is continues, stages, text, ditto, dash or blank.

    `text` is what stands beside the arrows, `text_start` and `text_end` its offsets in the input (first stage to
    last); `continues_before`: an arrow arrives in front of the text, `continues_after`: one leaves behind it.
    """

    kind: str
    stages: tuple[str, ...] = ()
    text: str | None = None
    continues_after: bool = False
    continues_before: bool = False
    text_start: int = 0
    text_end: int = 0

    def as_dict(self) -> dict[str, object]:
        """The keys of the normalize cases."""
        return {
            "kind": self.kind,
            "stages": list(self.stages),
            "text": self.text,
            "continues_after": self.continues_after,
            "continues_before": self.continues_before,
        }


@remembered
def parse_arrow(text: str) -> Arrow:
    """Read the arrows of one cell. A drawn line of two or more box signs counts as an arrow; a lone dash does not."""
    said = text.strip()
    inner = BRACKETED.fullmatch(said)
    if inner and inner[1] and ALONE.fullmatch(inner[1]):
        return Arrow("continues")
    if not said:
        return Arrow("blank")
    if DITTO.fullmatch(said):
        return Arrow("ditto")
    if ALONE.fullmatch(said):
        return Arrow("continues")
    if LONE_DASH.fullmatch(said):
        return Arrow("dash")
    return _beside(text)


def _beside(text: str) -> Arrow:
    """A text with arrows before, between or behind its parts."""
    spans, before, after, at = [], False, False, 0
    for found in [*ARROW.finditer(text), None]:
        start, end = at, found.start() if found else len(text)
        part = text[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        if end > start:
            spans.append((start, end))
            after = found is not None
        elif not spans and found:
            before = True
        at = found.end() if found else at
    if not spans:
        return Arrow("continues")
    stages = tuple(clean_text(text[start:end]) for start, end in spans)
    first, last = spans[0][0], spans[-1][1]
    if len(spans) > 1:
        return Arrow("stages", stages, None, after, before, first, last)
    return Arrow("text", (), stages[0], after, before, first, last)
