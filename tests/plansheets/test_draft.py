"""A family drafted from the general reading, and what a family changes against it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from plansheets.cli import main
from plansheets.conversion import Rules, load_rules
from plansheets.draft import draft, family_id, labels_seen, signs_of, start_field
from plansheets.errors import InputError, UsageError
from plansheets.extract.readers.options import DEFAULTS
from plansheets.rules.families import load_families
from plansheets.rules.lint import check_file
from plansheets.trial import compare, load_family, read_with, try_family

SAMPLES = Path(__file__).parents[2] / "samples"
YAMAGUCHI = SAMPLES / "yamaguchi-browser" / "yamaguchi-browser.pdf"
NIIGATA = SAMPLES / "niigata-calc" / "niigata-calc.pdf"


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(load_rules().lexicon, ())


def written(text: str, folder: Path, name: str = "my-city") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def run(*args: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(map(str, args)))
    return done.exit_code, done.output


@pytest.mark.parametrize("sample", [YAMAGUCHI, NIIGATA], ids=lambda p: p.stem)
def test_a_draft_is_right_knows_its_document_and_changes_nothing(sample: Path, tmp_path: Path, rules: Rules) -> None:
    path = written(draft(sample, rules, "my-city"), tmp_path)
    assert check_file(path) == []
    last = list(try_family(load_family(path, rules), sample, rules))[-1]
    assert last.startswith("  my-city against the general reading: 0 added, 0 lost, 0 changed; ")


def test_a_draft_says_what_the_document_shows(tmp_path: Path, rules: Rules) -> None:
    text = draft(YAMAGUCHI, rules, "my-city")
    family = load_family(written(text, tmp_path), rules)
    assert family.id == "my-city"
    assert family.title == {"ja": "年度別実行計画"}
    assert family.municipality is None
    assert set(family.recognise.all) == {"完了の目安", "整理番号", "推進項目", "対象主体"}
    assert family.sheet.start is not None
    assert family.sheet.start.field == "number"
    assert [heading.level for heading in family.headings] == [1, 2]
    found = family.headings[1].pattern.fullmatch("推進施策(1)　水辺の拠点づくり")
    assert found is not None
    assert found.group("label", "number", "title") == ("推進施策", "1", "水辺の拠点づくり")
    assert "#   schedule, on 7 sheets: R6 (plan), R7 (plan), R8 (plan), R9 (plan), R10 (plan)\n" in text
    assert text == draft(YAMAGUCHI, rules, "my-city")


def test_the_start_is_the_label_that_opens_a_line_on_every_sheet(rules: Rules) -> None:
    general = read_with(NIIGATA, rules, (), DEFAULTS)
    start = start_field(general, labels_seen(general))
    assert start is not None
    assert (start.text, start.entry.field) == ("改革実施項目名称（細項目）", "title")


SHEET = """市民会議室の貸出
事業名\t市民会議室の貸出
担当課\t地域振興課
市民の声の{0}\t窓口で集めた意見を月ごとにまとめ、次の年の改善に使う。
事業目的\t市民の活動の場所をふやす。
"""


def test_a_label_that_nobody_knows_is_left_to_the_maintainer(tmp_path: Path, rules: Rules) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(SHEET.format("生かし方") + SHEET.format("生かし方"), encoding="utf-8")
    path = written(draft(source, rules, "my-city"), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert "#   # unknown label, on 2 sheets: '市民の声の生かし方' - put it under a field:\n" in text
    assert "#   FIELD: ['市民の声の生かし方']\n" in text
    given = text.replace("# labels:", "labels:").replace("#   FIELD: ['市民", "  improvement: ['市民")
    family = load_family(written(given, tmp_path), rules)
    general, ours = (read_with(source, rules, each, DEFAULTS) for each in ((), (family,)))
    [change] = compare(general, ours).tables
    assert change.name == "fields"
    assert (change.counts.added, change.counts.lost, change.counts.changed) == (2, 0, 0)
    assert change.lines[0].endswith("field: (none) -> improvement")


def test_no_text_of_a_document_breaks_the_yaml(tmp_path: Path, rules: Rules) -> None:
    source = tmp_path / "plan.txt"
    label = "市民の'声'\x07#: {活用}"
    source.write_text("".join(SHEET.replace("市民の声の{0}", label) for _ in range(2)), encoding="utf-8")
    assert check_file(written(draft(source, rules, "my-city"), tmp_path)) == []


def test_a_label_given_to_another_field_is_a_change_of_each_sheet(tmp_path: Path, rules: Rules) -> None:
    text = draft(YAMAGUCHI, rules, "my-city") + "labels:\n  background: [推進内容]\n"
    lines = list(try_family(load_family(written(text, tmp_path), rules), YAMAGUCHI, rules))
    assert lines[1] == "  fields: 0 added, 0 lost, 7 changed"
    assert lines[2] == "    ~ 0001/2 field: content -> background"
    assert lines[-1].startswith("  my-city against the general reading: 0 added, 0 lost, 7 changed")


def test_a_family_that_does_not_know_a_file_says_which_sign_it_lacks(tmp_path: Path, rules: Rules) -> None:
    family = load_family(written(draft(YAMAGUCHI, rules, "my-city"), tmp_path), rules)
    lines = list(try_family(family, NIIGATA, rules))
    assert len(lines) == 2
    assert lines[1].startswith("  my-city does not recognise this file: it lacks '")
    assert "'整理番号'" in lines[1]


def test_a_family_with_more_signs_is_named(tmp_path: Path) -> None:
    known = Rules(load_rules().lexicon, tuple(load_families()))
    family = load_family(written("id: my-city\nrecognise: {all: [整理番号]}\n", tmp_path), known)
    assert "'yamaguchi-form' reads this file" in list(try_family(family, YAMAGUCHI, known))[1]


def test_signs_hold_no_year_and_are_no_part_of_one_another(rules: Rules) -> None:
    general = read_with(NIIGATA, rules, (), DEFAULTS)
    signs = signs_of(general, labels_seen(general))
    assert 2 <= len(signs) <= 4
    assert not [sign for sign in signs if any(char.isdigit() for char in sign)]
    assert not [(a, b) for a in signs for b in signs if a != b and a in b]


@pytest.mark.parametrize(("stem", "name"), [
    ("Kyoto R6_001", "kyoto-r6-001"), ("ｐｌａｎ２", "plan2"), ("実施計画", "my-city"), ("--a--", "a"),
])  # fmt: skip
def test_an_id_is_made_of_the_stem(stem: str, name: str) -> None:
    assert family_id(stem) == name


def test_what_cannot_be_drafted_is_an_error(tmp_path: Path, rules: Rules) -> None:
    with pytest.raises(UsageError, match=r"try my-plan\.yaml"):
        draft(YAMAGUCHI, rules, "My plan")
    with pytest.raises(InputError, match="cannot be opened"):
        draft(tmp_path / "nowhere.pdf", rules)
    (tmp_path / "prose.txt").write_text("きょうは晴れて、風が強い。\n", encoding="utf-8")
    with pytest.raises(InputError, match="no label was found"):
        draft(tmp_path / "prose.txt", rules)


def test_the_commands(tmp_path: Path) -> None:
    path = tmp_path / "my-city.yaml"
    assert run("rules", "draft", YAMAGUCHI, "-o", path)[0] == 0
    assert run("rules", "check", path)[0] == 0
    code, shown = run("rules", "try", path, YAMAGUCHI, NIIGATA)
    assert code == 0
    assert shown.splitlines()[0] == str(YAMAGUCHI)
    code, shown = run("rules", "draft", YAMAGUCHI, "-o", path)
    assert (code, "--overwrite" in shown) == (4, True)
    assert run("rules", "draft", YAMAGUCHI, "-o", path, "--overwrite")[0] == 0
    assert run("rules", "draft", YAMAGUCHI)[1].splitlines()[2] == "id: yamaguchi-browser"


def test_a_broken_file_is_named_with_line_and_key(tmp_path: Path) -> None:
    path = written("id: my-city\nrecognise: {all: [整理番号]}\nheadngs: []\n", tmp_path)
    code, shown = run("rules", "try", path, YAMAGUCHI)
    assert code == 5
    assert f"{path}:3: key 'headngs': unknown; did you mean 'headings'?" in shown
