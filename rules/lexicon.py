"""The lexicon: a label as printed → the canonical field, with its type. The words stand in lexicon.yaml.

Labels are compared by match key. The key function comes from the caller (rules imports nothing of normalize): a
pure function that drops spaces and line breaks.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import regex

from plansheets.errors import RuleError
from plansheets.rules.labels import bare_forms, label_ends, label_start, without_notes_and_year
from plansheets.rules.lexicon_file import (
    Entry,
    Field,
    Key,
    LexiconFile,
    RuleModel,
    SpellingModel,
    Stage,
    Type,
    ValueType,
    entries_of,
)
from plansheets.rules.nearest import did_you_mean
from plansheets.rules.yaml_lines import load_model

__all__ = [
    "Entry", "Field", "Key", "LabelSplit", "Lexicon", "LexiconFile", "RuleModel", "Stage", "Type", "ValueType",
    "load_lexicon", "plain_key",
]  # fmt: skip

Word = TypeVar("Word", bound=str)
Asked = TypeVar("Asked")
Given = TypeVar("Given")
REMEMBERED = 1 << 14
"""Match keys that are remembered, and labels with what a lexicon has for them."""
JOINTS = regex.compile("[・／/]|及び|並びに")
"""What joins two labels."""
LONGEST = 100
"""Characters of a label with its frame and notes; a longer text is none."""
BUILT_IN: Traversable = files("plansheets.rules") / "lexicon.yaml"


class LabelSplit(NamedTuple):
    """Where a label stands at the head of a text: text[start:end] is the label, text[value:] what it labels."""

    start: int
    end: int
    value: int
    entry: Entry


def plain_key(text: str) -> str:
    """NFKC without spaces: the key for checking rule files on their own. The reader passes its own."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class Lexicon:
    """All labels of the lexicon, and of a family where `with_labels` gave them."""

    def __init__(self, entries: Mapping[str, tuple[Entry, ...]], words: LexiconFile, key: Key) -> None:
        self._key = key
        self._entries = dict(entries)
        self._file = words
        self._value_types = _words(words.value_types, key)
        self._stages = _words(words.stages, key)
        self._kinds = {key(word) for word in words.kinds}
        self._found: dict[str, tuple[Entry, ...]] = {}
        self._named: dict[tuple[int, str], tuple[Any]] = {}

    @property
    def key(self) -> Key:
        """The match key; what it gave is remembered, for the same labels come on every sheet."""
        return _remembering(self._key)

    def lookup(self, label: str) -> Entry | None:
        """The field of a label as printed; of a weak label of several fields, the first in order. None when unknown.

        Where the label is not known as it stands, its frame is left out: 【目的】, １ 目的, 目的：, 目的（何のために）.
        """
        return next(iter(self.candidates(label)), None)

    def candidates(self, label: str) -> tuple[Entry, ...]:
        """All fields of a label, in order: 目標 is `goal`, then `target_value`. No label is as long as a text."""
        if len(label) > LONGEST:
            return ()
        found = self._found.get(label)
        if found is None:
            found = _keep(self._found, label, self._candidates(label))
        return found

    def _candidates(self, label: str) -> tuple[Entry, ...]:
        key = self.key
        for form in bare_forms(label):
            if found := self._entries.get(key(form)):
                return found
        return self._joint(label)

    def _joint(self, label: str) -> tuple[Entry, ...]:
        """The fields of two labels in one (課題・今後の対応): those of the last, where both are sure."""
        parts = JOINTS.split(bare_forms(label)[-1])
        if len(parts) != 2:
            return ()
        first, last = (self._entries.get(self.key(part), ()) for part in parts)
        return last if first and last and not (first[0].weak or last[0].weak) else ()

    def split_label(self, text: str) -> LabelSplit | None:
        """The known label that a text begins with, where a colon, a bracket or a space ends it; None otherwise.

        担当課：協働推進課 and 【目的】… are split; 目的を達成する is not. Of several ends the longest label wins.
        """
        start = label_start(text)
        for end, value, is_sure in reversed(list(label_ends(text, start))):
            label = text[start:end]
            if found := self.candidates(label) if is_sure else self._entries.get(self.key(label), ()):
                return LabelSplit(start, end, value, found[0])
        return None

    def entries(self) -> Iterator[Entry]:
        """Every label, in the order of the files."""
        return (entry for found in self._entries.values() for entry in found)

    def fields(self) -> dict[str, Field]:
        """Every field, by its canonical name."""
        return dict(self._file.fields)

    def with_labels(
        self, extra: Mapping[str, Sequence[str]], *, rule: str = "family", fields: Mapping[str, Field] | None = None
    ) -> "Lexicon":
        """A lexicon in which these labels win over those it has. `fields` declares fields that it does not know.

        Raises RuleError for a field that nobody declares.
        """
        known = {**self._file.fields, **(fields or {})}
        for name in extra:
            if name not in known:
                raise RuleError(f"{rule}: key 'labels.{name}': unknown field{did_you_mean(name, sorted(known))}")
        own = [
            known[name].entry(name, SpellingModel(text=label), rule)
            for name, labels in extra.items()
            for label in labels
        ]
        return self._under(own, self._file.model_copy(update={"fields": known}))

    def with_file(self, more: LexiconFile, *, rule: str) -> "Lexicon":
        """A lexicon in which the fields, labels and words of a user's lexicon.yaml win over those it has."""
        words = LexiconFile(
            fields={**self._file.fields, **more.fields},
            value_types=_joined(self._file.value_types, more.value_types),
            kinds=(*self._file.kinds, *more.kinds),
            stages=_joined(self._file.stages, more.stages),
        )
        return self._under(entries_of(more, rule), words)

    def _under(self, own: Iterable[Entry], words: LexiconFile) -> "Lexicon":
        """These entries, and of the others those whose label is not among them."""
        mine = _by_key(own, self.key)
        return Lexicon(
            {**mine, **{key: found for key, found in self._entries.items() if key not in mine}}, words, self._key
        )

    def value_type_of(self, word: str) -> ValueType | None:
        """What stands under this column head, when the head is such a word and nothing else: 実績 → actual."""
        return self._word(self._value_types, word)

    def value_type_in(self, head: str) -> ValueType | None:
        """The same for a head with a year, a note or more words around: 平成28年度実績, 目標（令和10年度）, 29年度以降.

        The word must end the head: 目標達成率 is no target.
        """
        return self._word(self._value_types, head) or self._at_end(self._value_types, head)

    def stage_of(self, word: str) -> Stage | None:
        """The stage that a label or a column head names, when it is such a word: 年度評価 → yearly."""
        return self._word(self._stages, word)

    def stage_in(self, head: str) -> Stage | None:
        """The same for a head with a year or more words around: 令和5年度 中間評価 → interim."""
        return self._word(self._stages, head) or self._at_end(self._stages, head)

    def is_kind(self, word: str) -> bool:
        """Is this what a cell for the kind holds: 新規, 継続, 拡充?"""
        return any(self.key(form) in self._kinds for form in bare_forms(word))

    def _word(self, words: Mapping[str, Word], text: str) -> Word | None:
        """The first form of a text that is one of the words; remembered, as what `candidates` gives."""
        if len(text) > LONGEST:
            return self._first(words, text)
        known = id(words), text
        found: tuple[Word | None] = self._named.get(known) or _keep(self._named, known, (self._first(words, text),))
        return found[0]

    def _first(self, words: Mapping[str, Word], text: str) -> Word | None:
        keys = map(self.key, bare_forms(text))
        return next((words[key] for key in keys if key in words), None)

    def _at_end(self, words: Mapping[str, Word], text: str) -> Word | None:
        bare = self.key(without_notes_and_year(text))
        if not bare.endswith(tuple(words)):
            return None
        return words[max((word for word in words if bare.endswith(word)), key=len)]


@lru_cache(maxsize=8)
def _remembering(key: Key) -> Key:
    return lru_cache(maxsize=REMEMBERED)(key)


def _keep(known: dict[Asked, Given], asked: Asked, given: Given) -> Given:
    """Remember an answer; all are forgotten when there are too many."""
    if len(known) >= REMEMBERED:
        known.clear()
    known[asked] = given
    return given


def _words(words: Mapping[Word, Sequence[str]], key: Key) -> dict[str, Word]:
    """Match key of a word → what it stands for."""
    return {key(word): meaning for meaning, spelled in words.items() for word in spelled}


def _by_key(entries: Iterable[Entry], key: Key) -> dict[str, tuple[Entry, ...]]:
    """Match key → its entries, one per field, the lowest order first."""
    found: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        found.setdefault(key(entry.spelling), {}).setdefault(entry.field, entry)
    return {each: tuple(sorted(fields.values(), key=lambda entry: entry.order)) for each, fields in found.items()}


def _joined(first: Mapping[Word, tuple[str, ...]], more: Mapping[Word, tuple[str, ...]]) -> dict[Word, tuple[str, ...]]:
    return {name: (*first.get(name, ()), *more.get(name, ())) for name in (*first, *more)}


def load_lexicon(key: Key = plain_key, dirs: Sequence[Path] = ()) -> Lexicon:
    """The built-in lexicon, under the lexicon.yaml of a user's folders where they have one (the last wins).

    Raises RuleError that names file, line and key.
    """
    lexicon = _built_in(key)
    for folder in dirs:
        if (folder / "lexicon.yaml").exists():
            lexicon = lexicon.with_file(load_model(folder / "lexicon.yaml", LexiconFile), rule=str(folder / "lexicon"))
    return lexicon


@lru_cache(maxsize=4)
def _built_in(key: Key) -> Lexicon:
    content = load_model(BUILT_IN, LexiconFile)
    return Lexicon(_by_key(entries_of(content, "lexicon"), key), content, key)
