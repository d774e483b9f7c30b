"""How often values are right, by their confidence: `python bench/confidence.py OUT TRUTH [TRUTH ...]`.

OUT is the output of a run, TRUTH folders of true tables as ../shared/score describes them; the scorer there says which
row of the output stands for which true row. A value is judged where the truth lists its cell, or where the truth lists
every row of its table and has none like it (then it is wrong). Its confidence is the least of its places in provenance.
"""

import argparse
import importlib.util
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import plansheets
from plansheets.provenance import row_key

SCORER = Path(__file__).parents[2] / "shared" / "score" / "score.py"
BANDS = (1.0, 0.95, 0.9, 0.8, 0.6, 0.0)
"""The least confidence of each band."""
Place = tuple[str, str, str, str]
"""document_id, table, row_key, column."""


def scorer(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer; name it with --scorer")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def judged(score: ModuleType, out: Path, truths: list[dict[str, Any]]) -> Iterator[tuple[Place, bool]]:
    """Each value that the truth judges, and whether it is right."""
    output = score.Output(out)
    ids = output.document_ids([truth["file"] for truth in truths])
    for truth in truths:
        document_id = ids.get(truth["file"])
        if document_id is None:
            continue
        for table, true in truth["tables"].items():
            if table == "documents":
                continue
            rows = output.rows(table, document_id)
            chosen = score.align(table, true, rows)
            for at, to in chosen.items():
                got = rows[to]
                for column in true[at]:
                    named = score.identity_columns(table, true[at])
                    right = column in named or score.cell_same(table, true[at], got, column)
                    yield (document_id, table, row_key(table, got), column), right
            if table not in truth.get("complete", ()):
                continue
            tolerated = truth.get("tolerated", {}).get(table, [])
            columns = {column for row in true for column in row}
            for at in set(range(len(rows))) - set(chosen.values()):
                if any(all(score.same(v, rows[at].get(c), c) for c, v in each.items()) for each in tolerated):
                    continue
                for column in columns:
                    yield (document_id, table, row_key(table, rows[at]), column), False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("truth", type=Path, nargs="+")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="show N wrong values of 0.9 and above")
    options = parser.parse_args()
    score = scorer(options.scorer)
    truths = [truth for path in options.truth for truth in score.load_truth(path)]
    places = plansheets.load(options.out)["provenance"]
    keys = zip(places["document_id"], places["table"], places["row_key"], places["column"], strict=True)
    confidence: dict[Place, float] = {}
    for key, value in zip(keys, places["confidence"], strict=True):
        confidence[key] = min(value, confidence.get(key, 1.0))
    found: dict[float, Counter[bool]] = defaultdict(Counter)
    wrong = []
    for place, right in judged(score, options.out, truths):
        if place in confidence:
            given = round(confidence[place], 4)
            found[next(band for band in BANDS if given >= band)][right] += 1
            if not right and given >= 0.9:
                wrong.append((given, *place))
    print("| confidence | values judged | right | share |\n|---|---:|---:|---:|")
    for low, high in zip(BANDS, ("", *BANDS), strict=False):
        n = found[low].total()
        if n:
            band = f"{low:g}" if high == "" else f"{low:g} to {high:g}"
            print(f"| {band} | {n} | {found[low][True]} | {found[low][True] / n:.3f} |")
    for each in wrong[: options.wrong]:
        print(*each)


if __name__ == "__main__":
    main()
