"""The documentation is true: its sessions are run, its links resolve, its lists are those of the code.

`python -P tests/test_docs.py` writes what is shown now into both READMEs, the cookbook and docs/cli.md;
then read the diff.
"""

import ast
import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pandas as pd
import pytest

from plansheets.cli import main
from plansheets.errors import PlanSheetsError
from plansheets.rules.lint import check_all
from plansheets.tables import tables

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.ja.md"]
COOKBOOK = ROOT / "docs" / "cookbook.md"
REFERENCE = ROOT / "docs" / "cli.md"
PAGES = [*READMES, *(ROOT / "docs").glob("*.md"), *(ROOT / room / "README.md" for room in ("rules", "samples"))]
ENTERED = {"console": re.compile(r"^\$ .+\n", re.M), "pycon": re.compile(r"^>>> .*\n(?:\.\.\. .*\n)*", re.M)}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
UPDATE = "run: .venv/bin/python -P tests/test_docs.py"
WIDTH = 100


def replay(text: str) -> str:
    """A page with the outputs that its `console` and `pycon` blocks have now; the working folder holds samples/."""
    names: dict[str, Any] = {}

    def again(block: re.Match[str]) -> str:
        kind, body = block.groups()
        if kind not in ENTERED:
            return block.group()
        shown = ""
        for entered in ENTERED[kind].findall(body):
            shown += entered + (shell(entered[2:]) if kind == "console" else python(entered, names))
        return f"```{kind}\n{shown}```"

    return BLOCK.sub(again, text)


def shell(command: str) -> str:
    """What a call of plansheets prints."""
    name, *args = shlex.split(command)
    assert name == "plansheets", f"{command}: only calls of plansheets are run here"
    call = [sys.executable, "-c", "from plansheets.cli import main; main(prog_name='plansheets')", *args]
    done = subprocess.run(call, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
                          env=os.environ | {"PYTHONUTF8": "1"})  # fmt: skip
    return tidy(done.stdout)


def python(entered: str, names: dict[str, Any]) -> str:
    """What Python shows after `>>> entered`."""
    source = "".join(line[4:] for line in entered.splitlines(keepends=True))
    with contextlib.redirect_stdout(io.StringIO()) as shown:
        exec(compile(ast.Interactive(ast.parse(source).body), "<README>", "single"), names)
    return tidy(shown.getvalue())


def tidy(output: str) -> str:
    lines = [line.rstrip() for line in output.rstrip().splitlines()]
    return "".join(f"{line}\n" for line in lines)


def commands(group: click.Group, parent: click.Context) -> Iterator[click.Context]:
    """The group and all commands under it."""
    yield parent
    for name, command in sorted(group.commands.items()):
        context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH)
        if isinstance(command, click.Group):
            yield from commands(command, context)
        else:
            yield context


def reference() -> str:
    """The command reference: the help of every command."""
    head = "<!-- Made from plansheets/cli.py: python -P tests/test_docs.py -->\n# The commands\n"
    top = click.Context(main, info_name="plansheets", terminal_width=WIDTH, **main.context_settings)
    parts = [f"## {c.command_path}\n\n```text\n{tidy(c.get_help())}```\n" for c in commands(main, top)]
    return "\n".join([head, *parts])


@contextlib.contextmanager
def playground() -> Iterator[None]:
    """A fresh working folder with samples/ in it; pandas' options as they were."""
    options = ("display.unicode.east_asian_width", "display.width", "display.max_columns")
    before = [(option, pd.get_option(option)) for option in options]
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("samples").symlink_to(ROOT / "samples")
        try:
            yield
        finally:
            for option, value in before:
                pd.set_option(option, value)


def blocks(page: Path) -> list[tuple[str, str]]:
    return [match.groups() for match in BLOCK.finditer(page.read_text(encoding="utf-8"))]


def test_the_sessions_show_what_happens() -> None:
    text = READMES[0].read_text(encoding="utf-8")
    with playground():
        assert text == replay(text), UPDATE


def test_the_cookbook_shows_what_happens() -> None:
    text = COOKBOOK.read_text(encoding="utf-8")
    with playground():
        assert text == replay(text), UPDATE
        picture = Path("late.png").read_bytes()
    assert {kind for kind, _ in blocks(COOKBOOK)} == {"console", "pycon"}
    assert picture.startswith(b"\x89PNG")


def test_both_readmes_hold_the_same_blocks() -> None:
    first, second = map(blocks, READMES)
    assert first == second, UPDATE
    assert {kind for kind, _ in first} == {"sh", "console", "pycon"}


def test_the_command_reference_is_that_of_the_program() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference(), UPDATE


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_resolve(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    assert not [link for link in links if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", READMES, ids=lambda p: p.name)
def test_exit_codes_are_those_of_the_errors(page: Path) -> None:
    rows = re.findall(r"^\| (\d+) \| (?:`(\w+)`)? ?\|", page.read_text(encoding="utf-8"), re.MULTILINE)
    known = {c.__name__: c.exit_code for c in PlanSheetsError.__subclasses__()}
    assert {name: int(code) for code, name in rows} == {"": 0} | known


@pytest.mark.parametrize("page", READMES, ids=lambda p: p.name)
def test_the_tables_are_those_of_the_contract(page: Path) -> None:
    assert re.findall(r"^\| `([a-z]+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE) == list(tables())


@pytest.mark.parametrize("page", READMES, ids=lambda p: p.name)
def test_what_is_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)) <= set(targets)
    options = {option for context in commands(main, click.Context(main)) for parameter in context.command.params
               for option in parameter.opts}  # fmt: skip
    assert set(re.findall(r"`(--[a-z]+)", text)) <= options


@pytest.mark.parametrize("page", ["rules/README.md", "docs/adding-a-family.md"])
def test_the_families_shown_are_right(page: str, tmp_path: Path) -> None:
    [shown] = re.findall(
        r"^ *```yaml\n(.*?)^ *```$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    family = textwrap.dedent("".join(line for line in shown.splitlines(keepends=True) if "'…'" not in line))
    [name] = re.findall(r"^id: ([a-z-]+)", family, re.MULTILINE)
    path = tmp_path / f"{name}.yaml"
    path.write_text(family, encoding="utf-8")
    assert check_all([path], []) == (1, [])


def test_a_broken_pdf_is_a_row_in_problems(tmp_path: Path) -> None:
    from plansheets import convert, load

    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "plan.txt").write_text("整理番号 1\n", encoding="utf-8")
    summary = convert(tmp_path, tmp_path / "out")
    assert (summary.files, summary.failed) == (2, 1)
    problems = load(tmp_path / "out")["problems"]
    assert problems[problems["source"] == "plan.pdf"]["code"].tolist() == ["broken-pdf"]


def test_the_demo_walks_through_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    from plansheets import convert, demo

    with playground():
        convert("samples", "out")
        demo.main(Path("out"))
    shown = capsys.readouterr().out
    first_seen = ("documents", "sheets", "offices", "schedule", "indicators", "provenance", "problems")
    assert [name for name in first_seen if f"· {name}" not in shown] == []
    assert max(map(len, shown.splitlines())) < 160


def update() -> None:
    """Write the pages anew."""
    REFERENCE.write_text(reference(), encoding="utf-8")
    with playground():
        english = replay(READMES[0].read_text(encoding="utf-8"))
    READMES[0].write_text(english, encoding="utf-8")
    with playground():
        COOKBOOK.write_text(replay(COOKBOOK.read_text(encoding="utf-8")), encoding="utf-8")
    fresh = iter([match.group() for match in BLOCK.finditer(english)])
    japanese = BLOCK.sub(lambda _: next(fresh), READMES[1].read_text(encoding="utf-8"))
    READMES[1].write_text(japanese, encoding="utf-8")


if __name__ == "__main__":
    update()
