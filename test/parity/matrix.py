"""Products and sums by NumPy over the reference BLAS: the figures of test/fixtures/matrix.json.

The last bits depend on the BLAS. Run with Debian's NumPy 1.24, which uses the reference one, without
libopenblas installed: /usr/bin/python3 test/parity/matrix.py
"""

import json
import pathlib

import numpy as np

rng = np.random.RandomState(6)


def product(m, k, n):
    a, b = (rng.randn(*shape) * 10 ** rng.uniform(-2, 2, shape) for shape in [(m, k), (k, n)])
    return {"a": a.tolist(), "b": b.tolist(), "product": np.dot(a, b).tolist()}


def totals(rows, columns):
    a = rng.randn(rows, columns) * 10 ** rng.uniform(-2, 2, (rows, columns))
    a = np.round(a, 3)
    return {"a": a.tolist(), "sum": a.sum(), "columns": a.sum(axis=0).tolist(), "mean": a.mean()}


figures = {
    "products": [product(*sizes) for sizes in [(1, 1, 1), (10, 3, 4), (10, 4, 1), (1, 7, 5), (9, 11, 6), (5, 40, 8)]],
    "totals": [totals(*shape) for shape in [(1, 1), (1, 7), (2, 4), (10, 3), (1, 128), (3, 43), (43, 30)]],
}
path = pathlib.Path(__file__).parent.parent / "fixtures" / "matrix.json"
path.write_text(json.dumps(figures, separators=(",", ":")).replace('{"a"', '\n{"a"') + "\n")
