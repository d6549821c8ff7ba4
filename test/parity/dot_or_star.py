"""np.dot(a, b) and a * b for many pairs of shapes: the figures of test/fixtures/dot-or-star.json.

/usr/bin/python3 test/parity/dot_or_star.py
"""

import itertools
import json
import pathlib

import numpy as np

rng = np.random.RandomState(11)


def outcome(operation, a, b):
    try:
        result = operation(a, b)
    except ValueError as error:
        return {"error": str(error).strip()}
    return {"shape": list(np.shape(result)), "values": np.asarray(result, dtype=float).ravel().tolist()}


def compare(left, right):
    a, b = (rng.randint(-9, 10, shape) for shape in (left, right))
    return {
        "left": {"shape": list(left), "values": a.ravel().tolist()},
        "right": {"shape": list(right), "values": b.ravel().tolist()},
        "dot": outcome(np.dot, a, b),
        "star": outcome(np.multiply, a, b),
    }


shapes = [(1, 1), (2, 3), (3, 2), (3, 3), (3, 4), (3, 1), (1, 3), (4, 1), (1, 2)]
figures = [compare(*pair) for pair in itertools.product(shapes, shapes)]
figures += [compare((3,), (3,)), compare((1,), (1,))]
path = pathlib.Path(__file__).parent.parent / "fixtures" / "dot-or-star.json"
path.write_text("[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in figures) + "\n]\n")
