"""What holds for any input at all: nothing is lost, every value can be pointed at, only our own errors leave."""

import copy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import plansheets
from plansheets.errors import ClaimError, InputError, PlanSheetsError, TableError

from ..fuzz.promises import check_bytes, check_text, ink
from ..fuzz.texts import built, mutated, noise, sheets

SAMPLES = Path(__file__).parents[2] / "samples"
checked = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@checked
@given(noise())
@example("目的")
@example("\t\t\n|\n")
@example("1\n\f2\n\f3")
@example("か\u3099👩\u200d🔧\U000e0100")
def test_noise(text: str) -> None:
    check_text(text)


@checked
@given(built())
def test_lines_of_the_lexicon(text: str) -> None:
    check_text(text)


@checked
@given(mutated(40))
def test_broken_samples(text: str) -> None:
    check_text(text)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=120))
def test_any_bytes(data: bytes) -> None:
    check_bytes(data)


@settings(max_examples=30, deadline=None)
@given(built(), st.sampled_from(["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "iso2022_jp"]))
def test_any_encoding(text: str, encoding: str) -> None:
    check_bytes(text.encode(encoding, "replace"))


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=12), noise())
def test_any_name(name: str, text: str) -> None:
    check_bytes(text.encode("utf-8", "replace"), name)


@pytest.mark.parametrize("at", range(5))
def test_every_sample_whole_halved_and_doubled(at: int) -> None:
    text = "".join(sheets()[at])
    whole = check_text(text)
    assert whole.rows["documents"][0]["characters"] == ink(text)
    check_text(text[: len(text) // 2])
    check_text(text[len(text) // 2 :])
    if whole.reading is not None and whole.reading.family and whole.reading.family.layout != "dump":
        check_text(text + text)  # a dump of four pages takes seconds


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(5)), st.sampled_from(["", "\n", "\f", "\n\n\n\n"]))
def test_samples_of_all_families_in_one_file(order: list[int], between: str) -> None:
    check_text(between.join("".join(sheets()[at][:40]) for at in order[:3]))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=60), built().map(str.encode)))
def test_only_our_errors_leave_the_api(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    try:
        document = plansheets.read(path)
    except PlanSheetsError as error:
        assert isinstance(error, InputError)
        assert "a.txt" in str(error)
    else:
        assert document.row["characters_used"] + document.row["characters_left"] == document.row["characters"]


def test_the_check_sees_a_broken_promise() -> None:
    """The check itself, on rows that were tampered with."""
    from ..fuzz.promises import check_places

    text = "".join(sheets()[0])
    done = check_text(text)
    for table, column, value in (("provenance", "raw", "別"), ("residue", "char_to", len(text) + 1),
                                 ("provenance", "char_from", -1), ("provenance", "confidence", 1.5)):  # fmt: skip
        broken = copy.copy(done)
        broken.rows = dict(done.rows) | {table: [done.rows[table][0] | {column: value}, *done.rows[table][1:]]}
        with pytest.raises(AssertionError):
            check_places(broken, text)
    assert issubclass(ClaimError, PlanSheetsError)
    assert issubclass(TableError, PlanSheetsError)
