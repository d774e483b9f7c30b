"""The recogniser: the model that the wheel of rapidocr carries, run by onnxruntime itself.

Running it directly gives the place of every character in the line, one line a call (so that a line's reading does
not depend on its neighbours in a batch), and can never download anything.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from plansheets.errors import InputError
from plansheets.extract.readers.ocr.decode import Reading, decode
from plansheets.extract.readers.ocr.ink import Grey
from plansheets.extract.source import Floats

LINE_HEIGHT: Final = 48
"""Pixels of a line's height that the recogniser is made for."""
COLUMN: Final = 8
"""Pixels of the line's width for which the recogniser gives one answer."""
THREADS: Final = 1
"""More cores are used by reading more files at once."""
MODEL: Final = "*rec*.onnx"


@lru_cache(maxsize=1)
def _model() -> tuple[Any, tuple[str, ...]]:
    """The session, and the character of each class; class 0 is "nothing"."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # Every line has a width of its own: memory kept for the last one is of no use to the next.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    session = onnxruntime.InferenceSession(str(_path(MODEL)), options, providers=["CPUExecutionProvider"])
    known = session.get_modelmeta().custom_metadata_map.get("character", "")
    if not known:
        raise InputError("rapidocr: its model does not say which characters it knows; install >= 3.10", "no-ocr")
    return session, ("", *known.split("\n"), " ")


def _path(pattern: str) -> Path:
    spec = find_spec("rapidocr")
    folders = (spec.submodule_search_locations or []) if spec else []
    found = sorted(path for folder in folders for path in Path(folder, "models").glob(pattern))
    if not found:
        raise InputError(f"rapidocr holds no model {pattern}; reinstall it: its wheel carries the models", "no-ocr")
    return found[-1]


def recognise(line: Grey, em: float) -> Reading:
    """A line (h, w), dark on light, of letters `em` pixels high, as characters from left to right.

    Raises InputError `no-ocr`.
    """
    session, known = _model()
    height, width = line.shape
    wide = max(COLUMN, round(LINE_HEIGHT * width / height))
    how = cv2.INTER_AREA if height > LINE_HEIGHT else cv2.INTER_LINEAR
    scaled = cv2.resize(line, (wide, LINE_HEIGHT), interpolation=how)
    pixels = (scaled.astype(np.float32) / 127.5 - 1.0)[None, None]
    answer: Floats = session.run(None, {session.get_inputs()[0].name: np.repeat(pixels, 3, axis=1)})[0][0]
    return decode(answer, known, COLUMN / wide, em / width)
