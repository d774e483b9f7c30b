"""A pattern that comes from a rule file: compiled when the file is loaded, and never run without a timeout.

A rule must not hang a batch. `regex` measures the processor's time of the process, not the clock on the wall, so a busy
machine does not change what a pattern finds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import regex
from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from plansheets.errors import RuleError

TIMEOUT = 0.25
"""Seconds that one call may take."""

Found = TypeVar("Found")
Match = regex.Match[str]


class Located(str):
    """A string that knows where it stands in a rule file: `where` is "path:line"."""

    __slots__ = ("where",)
    where: str

    def __new__(cls, text: str, where: str = "") -> "Located":
        """A string with its place."""
        made = super().__new__(cls, text)
        made.where = where
        return made


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression (module `regex`, version 0 syntax, Unicode). In a pydantic model it is written as a string.

    Raises ValueError when it does not compile, RuleError (names the pattern and its place) when it takes too long.
    """

    source: str
    where: str = field(default="", compare=False)
    _compiled: regex.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            compiled = regex.compile(self.source)
        except regex.error as error:
            raise ValueError(f"pattern {self.source!r} does not compile: {error}") from error
        object.__setattr__(self, "_compiled", compiled)

    @property
    def groups(self) -> frozenset[str]:
        """Names of the groups."""
        return frozenset(self._compiled.groupindex)

    def search(self, text: str, *, timeout: float = TIMEOUT) -> Match | None:
        """The first match anywhere in the text."""
        return self._run(lambda: self._compiled.search(text, timeout=timeout), timeout)

    def match(self, text: str, *, timeout: float = TIMEOUT) -> Match | None:
        """The match at the text's beginning."""
        return self._run(lambda: self._compiled.match(text, timeout=timeout), timeout)

    def fullmatch(self, text: str, *, timeout: float = TIMEOUT) -> Match | None:
        """The match of the whole text."""
        return self._run(lambda: self._compiled.fullmatch(text, timeout=timeout), timeout)

    def finditer(self, text: str, *, timeout: float = TIMEOUT) -> Iterator[Match]:
        """All matches, in order; found before the first is handed out, so the caller's work does not count."""
        return iter(self._run(lambda: list(self._compiled.finditer(text, timeout=timeout)), timeout))

    def _run(self, call: Callable[[], Found], timeout: float) -> Found:
        try:
            return call()
        except TimeoutError:
            place = f"{self.where}: " if self.where else ""
            raise RuleError(
                f"{place}pattern {self.source!r}: took longer than {timeout:g} s; "
                "anchor it, or take out a repeat inside a repeat such as (a+)+"
            ) from None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A string in, a Pattern out; a Pattern stays one."""
        return core_schema.with_info_plain_validator_function(
            cls._validate, serialization=core_schema.plain_serializer_function_ser_schema(lambda made: made.source)
        )

    @classmethod
    def _validate(cls, value: object, info: ValidationInfo) -> "Pattern":
        if isinstance(value, Pattern):
            return value
        if not isinstance(value, str):
            raise ValueError("a pattern is a string; put it in single quotes")
        return cls(str(value), getattr(value, "where", ""))
