"""Quantiles as numpy has them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansheets.extract.quantile import quantile


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=30), st.floats(0, 1))
def test_as_numpy(values: list[float], share: float) -> None:
    assert quantile(values, share) == pytest.approx(float(np.quantile(values, share)), abs=1e-6)


def test_between_two() -> None:
    assert quantile([30.0, 10.0, 20.0], 0.25) == 15.0
    assert quantile(iter([7.0]), 0.95) == 7.0
