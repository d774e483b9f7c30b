"""Print the layout samples.

python samples/make/layouts                    # samples/layouts/<name>/: the document and truth.json
python samples/make/layouts FOLDER [NAME ...]  # FOLDER/<name>/
"""

from __future__ import annotations

import sys
from pathlib import Path

MAKE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(MAKE))


def main() -> None:
    from layouts import booktabs, digest, headrow, listing, pipes, slides, stacked, supply, unruled

    makers = {
        "dxkouteihyo-shiomihara.pdf": slides.write,
        "gyokakusheet-yunoki.pdf": headrow.write,
        "jisshilist-kirigasawa.pdf": listing.write,
        "kenkoshihyo-nagisa.pdf": booktabs.write,
        "kobetsujigyo-utagahama.pdf": unruled.write,
        "kodomokeikaku-hinatano.pdf": supply.write,
        "shinchoku-mineoka.pdf": stacked.write,
        "shisakuichiran-akanezawa.md": pipes.write,
        "yosangaiyo-tsuzurahara.pdf": digest.write,
    }
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else MAKE.parent / "layouts"
    for file, write in makers.items():
        name = file.partition(".")[0]
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        path = folder / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path).save(path)
        print(name, flush=True)


main()
