"""Print the samples, or the measuring set.

python samples/make/pdf                          # samples/<name>/<name>.pdf and truth.json
python samples/make/pdf FOLDER [NAME ...]        # FOLDER/<name>.pdf and FOLDER/truth/<name>.json
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))


def main() -> None:
    from pdf.prints import Print

    prints = [Print(**one) for one in yaml.safe_load((HERE / "prints.yaml").read_text(encoding="utf-8"))]
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    names = sys.argv[2:]
    for one in prints:
        if names and one.name not in names:
            continue
        if folder is not None:
            one.write(folder, folder / "truth" / f"{one.name}.json")
        elif one.sample:
            home = HERE.parents[1] / one.name
            one.write(home, home / "truth.json")
        else:
            continue
        print(one.name, flush=True)


main()
