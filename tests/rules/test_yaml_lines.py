"""YAML with lines: every fault names file, line, key and the nearest right key."""

from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from plansheets.errors import RuleError
from plansheets.rules.families import Family
from plansheets.rules.nearest import did_you_mean, keys_at
from plansheets.rules.yaml_lines import dotted, load_model, read_yaml, validate


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    level: int = Field(default=1, le=3)
    kind: Literal["heading", "item"] = "heading"


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    headings: list[Inner] = []
    named: dict[str, Inner] = {}
    either: Inner | None = None
    flag: bool = False


def faults(text: str) -> list[str]:
    document = read_yaml(text, "f.yaml")
    assert validate(document, Outer) is None
    return [str(fault) for fault in document.faults]


def test_unknown_key_names_file_line_key_and_the_nearest() -> None:
    assert faults("id: a\nheadngs: []\n") == ["f.yaml:2: key 'headngs': unknown; did you mean 'headings'?"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id: a\nheadings:\n  - level: 1\n    knd: x\n", "4: key 'headings[0].knd': unknown; did you mean 'kind'?"),
        ("id: a\nnamed:\n  x: {levl: 1}\n", "3: key 'named.x.levl': unknown; did you mean 'level'?"),
        ("id: a\nzzz: 1\n", "2: key 'zzz': unknown; known: either, flag, headings, id, named"),
        ("headings: []\n", "1: key 'id': is missing"),
        ("id: a\nheadings:\n- kind: headin\n",
         "3: key 'headings[0].kind': 'headin' is not one of 'heading' or 'item'; did you mean 'heading'?"),
        ("id: a\nheadings:\n- level: 4\n", "3: key 'headings[0].level': input should be less than or equal to 3"),
        ("id: a\nflag: on\nid: b\n", "3: key 'id': stands twice; first in line 1"),
        ("named:\n  x: {level: 1}\n  y: {}\n  x: {}\nid: a\n", "4: key 'named.x': stands twice; first in line 2"),
        ("id: a\nheadings: [", "2: not YAML: expected the node content, but found '<stream end>'"),
        ("id: &x a\nnamed: *x\n", "2: not YAML: anchors and aliases are not read; write the value out"),
        ("", "1: input should be a valid dictionary or instance of Outer"),
    ],
)  # fmt: skip
def test_one_fault(text: str, fault: str) -> None:
    assert faults(text) == [f"f.yaml:{fault}"]


def test_all_faults_of_a_file_in_its_order() -> None:
    found = faults("flg: 1\nheadings:\n  - {level: 9}\n  - {kind: x}\n")
    assert [fault.split(": key ")[0] for fault in found] == ["f.yaml:1", "f.yaml:1", "f.yaml:3", "f.yaml:4"]


def test_scalars_are_what_was_written() -> None:
    """YAML 1.1 would make False of No and 5249 of 012201."""
    document = read_yaml("id: No\nnamed: {012201: {level: 2}}\nflag: true\neither: ~\n", "f.yaml")
    made = validate(document, Outer)
    assert made is not None
    assert (made.id, type(made.id), made.flag, made.either) == ("No", str, True, None)
    assert made.named == {"012201": Inner(level=2)}


def test_a_python_tag_is_refused() -> None:
    """Nothing is ever made of one; a tag on a list or a mapping has no effect at all."""
    tag = "tag:yaml.org,2002:python/name:os.getcwd"
    found = faults("id: !!python/name:os.getcwd x\n")
    assert found == [f"f.yaml:1: key 'id': the tag {tag!r} is not read; write a plain value"]


def test_load_model_lists_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("flg: 1\nheadngs: []\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_model(path, Outer)
    assert str(caught.value).splitlines() == [
        f"{path}:1: key 'flg': unknown; did you mean 'flag'?",
        f"{path}:1: key 'id': is missing",
        f"{path}:2: key 'headngs': unknown; did you mean 'headings'?",
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_an_unreadable_file_is_a_rule_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RuleError, match="cannot be read"):
        load_model(path, Outer)


def test_dotted_and_keys_at() -> None:
    assert dotted(("headings", 0, "pattern")) == "headings[0].pattern"
    assert keys_at(Outer, ("named", "headings")) == ["kind", "level"]
    assert keys_at(Outer, ("either", "Inner")) == ["kind", "level"]
    assert did_you_mean("levle", ["level", "kind"]) == "; did you mean 'level'?"
    assert did_you_mean("x", []) == ""


@given(st.text(alphabet="id: \n-[]{}&*!|>#'\"a1年\t?,", max_size=80))
def test_any_text_gives_a_model_or_faults(text: str) -> None:
    document = read_yaml(text, "f.yaml")
    made = validate(document, Family)
    assert (made is None) == bool(document.faults)
