"""Pages read from their image, for scans and for text layers that cannot be believed. Needs `plansheets[ocr]`.

Nothing here is imported before a page is recognised: a run without scans neither loads nor needs the models.
"""

from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from plansheets.errors import InputError
from plansheets.extract.readers.page import PageContent

NEEDED = ("rapidocr", "onnxruntime", "cv2")
INSTALL = "pip install 'plansheets[ocr]'"


def is_installed() -> bool:
    """Can pages be recognised? Looks without importing anything."""
    return all(find_spec(name) is not None for name in NEEDED)


def recognise_page(image: NDArray[np.uint8], number: int, width: float, height: float, dpi: float) -> PageContent:
    """What stands on the image (h, w, 3), RGB, of a page of `width` by `height` points as shown, drawn at `dpi`.

    Coordinates are those of the page turned straight: a scan that lies askew by 1 degree is off by 5 points at its
    edges. A page that lies on its side or upside down is turned, `rotation` says by how many degrees clockwise, and
    its width and height change places. Same image, same result, on any number of cores.
    Raises InputError `no-ocr` where a package that is needed is missing.
    """
    if not is_installed():
        missing = ", ".join(name for name in NEEDED if find_spec(name) is None)
        raise InputError(f"page {number}: its image cannot be read without {missing}; {INSTALL}", "no-ocr")
    from plansheets.extract.readers.ocr.page import read_image

    return read_image(image, number, width, height)
