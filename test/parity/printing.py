"""What NumPy prints: the figures of test/fixtures/printing.json.

Run with NumPy 1.24: /usr/bin/python3 test/parity/printing.py
"""

import json
import pathlib

import numpy as np

rng = np.random.RandomState(20)
inf, nan = np.inf, np.nan

arrays = {
    "no rows": np.zeros((0, 3)),
    "no columns": np.zeros((3, 0)),
    "zeros": np.zeros((2, 3)),
    "one number": np.array([[0.1]]),
    "minus zero": np.array([[-0.0, 0.0, 1.5]]),
    "whole numbers": np.array([[1.0, 2, 3], [2, 4, 6]]),
    "article product": np.array([[26.0, 34, 32, 29], [52, 68, 64, 58]]),
    "mixed lengths": np.array([[1.0, 0.25, 123.456], [-1.5, 10, 0.125]]),
    "rand": rng.rand(10, 3),
    "weights": 2 * rng.rand(3, 4) - 1,
    "normal": 4 * rng.randn(10, 3) + 2,
    "one column": rng.randn(12, 1),
    "sum of decimals": np.array([[0.1 + 0.2, 0.3, 1 / 3]]),
    "halves at the ninth digit": np.array([[1 / 512, 3 / 512, 5 / 512, 7 / 512, -1 / 512]]),
    "halves at the ninth digit of a large number": np.array([[1000 + 1 / 512, 1000 + 3 / 512]]),
    "halves in scientific notation": np.array([[1 + 1 / 512, 1 + 3 / 512, 1e9], [2e-5, 1 + 5 / 512, 3.0]]),
    "carry": np.array([[0.999999999, 9.9999999996, 99.9999999951]]),
    "carry in scientific notation": np.array([[0.99999999961e9, 9.9999999996e-5, 1]]),
    "ratio of exactly 1000": np.array([[1.0, 1000.0]]),
    "ratio above 1000": np.array([[1.0, 1000.5]]),
    "smallest without exponent": np.array([[1e-4, 2e-4, 0.0]]),
    "below 1e-4": np.array([[9.9e-5, 2e-4, 0.0]]),
    "largest without exponent": np.array([[99999999.0, 99999998.5]]),
    "1e8": np.array([[1e8, 2e8]]),
    "long exponents": np.array([[1e100, -1e-100], [1e5, 3.25]]),
    "denormal": np.array([[5e-324, 1.5e-323], [2.2250738585072014e-308, 1e-310]]),
    "largest double": np.array([[1.7976931348623157e308, -1.7976931348623157e308]]),
    "overflowing ratio": np.array([[1e308, 1e-308]]),
    "nan": np.array([[nan, 1.0], [0.5, 12.25]]),
    "only nan": np.array([[nan, nan]]),
    "inf": np.array([[inf, 1.0], [0.0, 2.0]]),
    "minus inf": np.array([[-inf, 1.0], [inf, nan]]),
    "only inf": np.array([[inf, -inf]]),
    "inf in scientific notation": np.array([[inf, 1e-9], [-2e10, nan]]),
    "negative column": np.array([[-1.0], [-22.5], [3.0]]),
    "wrapped": rng.rand(2, 9),
    "wrapped twice": rng.randn(2, 16) * 100,
    "wrapped scientific": rng.randn(2, 9) * np.logspace(-8, 8, 9),
    "words as wide as the line": np.full((2, 7), 1234567.25),
    "exactly 1000 elements": np.arange(1000.0).reshape(100, 10),
    "1001 elements": np.round(rng.rand(77, 13), 2),
    "more than 1000 elements": np.arange(1200.0).reshape(100, 12),
    "summarised rows only": np.round(rng.rand(500, 3), 2),
    "summarised columns only": np.round(rng.randn(4, 300), 1),
    "six columns stay": np.round(rng.randn(200, 6), 3),
    "the hidden middle does not count": np.where(np.arange(2000).reshape(50, 40) == 1000, 1e20, 1.0),
    "summarised and wrapped": np.round(rng.randn(40, 40)) * 1e-9,
    "iris": np.array([[5.1, 3.5, 1.4, 0.2], [4.9, 3.0, 1.4, 0.2], [6.3, 3.3, 6.0, 2.5]]),
}
for number in range(60):
    rows, columns = rng.randint(1, 6, 2)
    decimals = rng.randint(0, 12)
    spread = rng.choice([0, 0, 1, 3, 12])
    drawn = rng.randn(rows, columns) * 10.0 ** rng.uniform(-spread, spread, (rows, columns))
    arrays[f"drawn {number}"] = np.round(drawn, decimals)
vectors = {
    "empty": np.zeros(0),
    "bias": rng.randn(4),
    "wrapped": rng.randn(24),
    "1001 numbers": np.round(rng.rand(1001), 2),
    "nan": np.array([nan, 1.0]),
}


def text_of(x):
    """JSON has no NaN and no infinity: those are written as strings."""
    return x if np.isfinite(x) else str(x)


def figure(name, array):
    return {
        "name": name,
        "shape": array.shape,
        "values": [text_of(x) for x in array.ravel().tolist()],
        "printed": str(array),
    }


figures = {
    "matrices": [figure(name, array) for name, array in arrays.items()],
    "vectors": [figure(name, array) for name, array in vectors.items()],
}
path = pathlib.Path(__file__).parent.parent / "fixtures" / "printing.json"
path.write_text(json.dumps(figures, indent=None, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")
