"""A real browser for the tests of the review page: Chromium, as the machine has it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
WAIT = 8000
"""Milliseconds after which something that does not come is taken as missing."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window; skips where there is none, but in CI that is a failure."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        missing = "no Chromium on this machine; as root: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Tab:
    """A page that is open, what it asked for, and what it complained of."""

    def __init__(self, browser: Browser, file: Path, anchor: str = "", **options: object) -> None:
        settings = {"viewport": {"width": 1300, "height": 800}, "locale": "ja-JP", **options}
        self.context = browser.new_context(**settings)  # type: ignore[arg-type]
        self.context.set_default_timeout(WAIT)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console", lambda message: self.complaints.append(message.text) if message.type == "error" else None
        )
        self.page.on("dialog", lambda dialog: (self.complaints.append("dialog " + dialog.message), dialog.dismiss()))
        self.page.goto(file.as_uri() + anchor)

    def __enter__(self) -> Page:
        return self.page

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert self.complaints == []

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
