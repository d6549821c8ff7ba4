"""Values of formulas in x by NumPy: the figures of test/fixtures/formulas.json.

Run with a Python that has NumPy: /usr/bin/python3 test/parity/formulas.py
"""

import json
import pathlib

import numpy as np

points = np.array([-30.0, -3.7, -1.0, -0.25, -1e-9, 0.0, 1e-9, 0.3, 0.5, 1.0, 2.0, 3.7, 30.0])
texts = [
    "x*exp(-x**2)", "x/(1 + exp(-x))", "sin(x)*cos(2*x)", "x + sin(x)**2", "where(x > 0, x, 0.01*x)",
    "where(x != 0, sin(x)/where(x != 0, x, 1), 1)", "maximum(-1, minimum(1, x))", "maximum(x, 0)**2",
    "log1p(exp(-abs(x))) + maximum(x, 0)", "tanh(x/2) - arctan(pi*x)", "sqrt(1 + x**2) - 1", "2**x - x**3/e",
    "abs(x)**1.5", "exp(-x**2/2)/sqrt(2*pi)", "sign(x)*log1p(abs(x))", "sinh(x/10) + cosh(x/10)", "tan(x/30)",
    "expm1(x/3)", "log(x**2 + 1e-3)", "(1 + x**2)**-0.5", "x**2/(1 + x**2)", "-x**4 + 3*x**-0", "5", "x**20",
    "0.5*x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x**3)))", "(x**2 + 1)**x", "-(-x - 1)", "x",
]
names = "exp log log1p expm1 sqrt sin cos tan tanh sinh cosh arctan abs sign maximum minimum where pi e".split()
scope = {name: getattr(np, name) for name in names}
figures = []
with np.errstate(all="ignore"):
    for text in texts:
        values = eval(text, {**scope, "x": points}) + np.zeros_like(points)
        figures.append({"formula": text, "values": [repr(float(v)) for v in values]})
path = pathlib.Path(__file__).parent.parent / "fixtures" / "formulas.json"
lines = [json.dumps(one) for one in figures]
path.write_text('{\n  "x": ' + json.dumps(points.tolist()) + ',\n  "formulas": [\n    ' + ",\n    ".join(lines) + "\n  ]\n}\n")
