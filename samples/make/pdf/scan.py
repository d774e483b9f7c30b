"""A print as a scanner gives it back: one grey picture a page, a little askew, with noise."""

from __future__ import annotations

import io
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Scanner:
    """`angle` in degrees against the clock, `noise` and `fade` in grey levels, `quality` of the JPEG."""

    dpi: int = 150
    angle: float = 0.7
    noise: float = 4
    fade: int = 12
    blur: float = 0.4
    quality: int = 40
    pages: int = 0
    fax: bool = False


def scan(path: Path, scanner: Scanner) -> None:
    """Replace the PDF by pictures of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        last = ["-l", str(scanner.pages)] if scanner.pages else []
        command = ["pdftoppm", "-gray", "-r", str(scanner.dpi), *last, str(path), f"{folder}/page"]
        subprocess.run(command, check=True, capture_output=True)
        pictures = [Image.open(file) for file in sorted(Path(folder).glob("page*"))]
        canvas = Canvas(str(path), invariant=1)
        canvas.setProducer("")
        canvas.setCreator("scanner")
        for number, picture in enumerate(pictures):
            width, height = (side * 72 / scanner.dpi for side in picture.size)
            canvas.setPageSize((width, height))
            canvas.drawImage(_copied(picture, scanner, number), 0, 0, width, height)
            canvas.showPage()
        canvas.save()


def _copied(picture: Image.Image, scanner: Scanner, seed: int) -> ImageReader:
    angle = scanner.angle * (1 if seed % 2 == 0 else -0.6)
    turned = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).filter(
        ImageFilter.GaussianBlur(scanner.blur)
    )
    grey = np.asarray(turned, np.float64)
    random = np.random.default_rng(seed)
    grey = scanner.fade + grey * (255 - 2 * scanner.fade) / 255 + random.normal(0, scanner.noise, grey.shape)
    image = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    if scanner.fax:
        return ImageReader(image.point(lambda level: 255 if level > 150 else 0).convert("1"))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=scanner.quality)
    buffer.seek(0)
    return ImageReader(buffer)
