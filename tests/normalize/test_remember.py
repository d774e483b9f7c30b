"""A remembered function is asked once for a short text, and every time for a long one."""

from plansheets.normalize.remember import SHORT, remembered


def test_short_texts_are_asked_once() -> None:
    asked: list[str] = []

    @remembered
    def length(text: str) -> int:
        """Its length."""
        asked.append(text)
        return len(text)

    short, long = "計画", "計" * (SHORT + 1)
    assert [length(short), length(short), length(long), length(long)] == [2, 2, SHORT + 1, SHORT + 1]
    assert asked == [short, long, long]
    assert length.__doc__ == "Its length."
