"""Matrix expressions evaluated by NumPy itself: the figures of test/fixtures/typed.json.

`cases` are written by hand and hold whole values; `random` are made by chance, half of them of shapes that do not
fit, and hold NumPy's shape and sum, or its error; `errors` hold NumPy's words. /usr/bin/python3 test/parity/typed.py
"""

import json
import pathlib
import warnings

import numpy as np

rng = np.random.RandomState(11)


def draw(*shape):
    return np.round(rng.uniform(-1, 1, shape), 4)


names = {
    "X": draw(10, 3),
    "Y": draw(10, 1),
    "W1": draw(3, 4),
    "W2": draw(4, 1),
    "b1": draw(1, 4),
    "b2": draw(1, 1),
    "A": draw(4, 4),
    "B": draw(4, 4),
    "P": np.round(rng.uniform(0.2, 1.2, (4, 4)), 4),
    "L": np.round(rng.uniform(0.2, 1.2, (40, 30)), 4),
    "Z": draw(10, 4) * 20,
    "mu": draw(1, 1),
    "lam": draw(1, 1),
}


def sigmoid(x):
    return np.where(x < 0, np.exp(x) / (1 + np.exp(x)), 1 / (1 + np.exp(-x)))


functions = {
    "np": np,
    "sigmoid": sigmoid,
    "relu": lambda x: np.maximum(x, 0),
    "softplus": lambda x: np.logaddexp(0, x),
    "f": lambda x: x**2,
    "f1": np.tanh,
    "f2": lambda x: x**3,
    "g": np.sin,
}
# Single numbers are numbers, not matrices of one element.
scope = {**functions, **{name: value[0, 0] if name in ("mu", "lam") else value for name, value in names.items()}}

texts = """
np.sum((Y - f2(f1(X @ W1) @ W2))**2)
np.mean((Y - f2(f1(X @ W1 + b1) @ W2 + b2))**2)
(Y - X @ W1 @ W2).T @ (Y - X @ W1 @ W2)
np.sum((Y - X @ W1 @ W2)**2) + lam * (np.sum(W1**2) + np.sum(W2**2))
2 * X.T @ (Y - X @ W1 @ W2) @ W2.T
X @ W1 + b1
b1 + X @ W1
X - X.mean(axis=0)
(X - np.mean(X, axis=0)) / np.sqrt(np.mean((X - np.mean(X, axis=0))**2, axis=0))
np.exp(Z / 20) / np.sum(np.exp(Z / 20), axis=1, keepdims=True)
-np.mean(np.sum(np.log(P) * B**2, axis=1))
np.sum(L)
np.sum(L, axis=0)
np.sum(L, axis=1)
np.sum(L, axis=0, keepdims=True)
np.sum(L, axis=1, keepdims=True)
np.sum(L, keepdims=True)
np.mean(L)
np.mean(L, axis=0)
np.mean(L, axis=1)
L.sum(0) @ L.T
L @ L.sum(axis=0)
X @ X.mean(axis=0)
X.mean(axis=0) @ X.mean(axis=0)
X.sum(axis=1).T @ X
np.trace(A @ B)
np.trace(A.T @ B) - np.sum(A * B)
A @ B - B @ A
A * B - B.T
A / P
A / 3 - 2 / P
1 / P
-A**2
(-A)**2
A**3
P**0.5
P**-1
P**-2
P**(1/2)
P**2.5
A**0
2**3 * mu**2
mu * A - lam
np.exp(A)
np.expm1(A)
np.log(P)
np.log1p(P)
np.sqrt(P)
np.sin(A) * np.cos(A)
np.tan(A)
np.arctan(Z)
np.sinh(A) - np.cosh(A)
np.tanh(Z)
np.abs(A) + np.sign(A)
np.square(A)
np.maximum(A, 0)
np.minimum(0.25, A)
sigmoid(Z)
relu(Z)
softplus(Z)
f(g(A)) @ B
np.dot(X, W1)
np.matmul(X, W1).dot(W2)
np.transpose(X) @ Y
np.pi * A + np.e
np.multiply(A, np.subtract(B, 1))
np.power(A, 2) + np.negative(B) + np.reciprocal(P)
Y * X
np.sum(Y * X, axis=0, keepdims=True).T
W2.T * W2
""".split("\n")


def figure(text):
    value = np.asarray(eval(text, scope))
    return {"text": text, "shape": list(value.shape), "value": value.tolist()}


def refusal(text):
    try:
        eval(text, scope)
    except ValueError as error:
        return {"text": text, "message": str(error).strip()}
    raise AssertionError(text)


class Maker:
    """Expressions by chance, with their value, or None for what NumPy refuses."""

    small = {"A": draw(2, 3), "B": draw(3, 2), "C": draw(2, 2), "D": draw(3, 3), "b": draw(1, 3), "V": draw(2, 1), "k": draw(1, 1)}

    def make(self, depth):
        if depth == 0 or rng.rand() < 0.12:
            name = rng.choice(list(self.small))
            return name, self.small[name][0, 0] if name == "k" else self.small[name]
        kind = rng.randint(9)
        if kind < 5:
            sign = ["@", "@", "+", "*", "-"][kind]
            (left, a), (right, b) = self.make(depth - 1), self.make(depth - 1)
            text = f"({left}) {sign} ({right})"
            if a is None or b is None:
                return text, None
            try:
                return text, {"@": np.matmul, "+": np.add, "*": np.multiply, "-": np.subtract}[sign](a, b)
            except ValueError:
                return text, None
        inner, value = self.make(depth - 1)
        if kind < 7:
            return f"({inner}).T", None if value is None else value.T
        if value is None or np.ndim(value) == 0:
            return f"-({inner})", None if value is None else -value
        axis = rng.choice([None, *range(np.ndim(value))])
        keepdims = bool(rng.randint(2))
        name = "sum" if kind == 7 else "mean"
        text = f"np.{name}({inner}, axis={axis}, keepdims={keepdims})"
        return text, getattr(np, name)(value, axis=axis, keepdims=keepdims)


def chance():
    made = Maker()
    fits, others, seen = [], [], set()
    while len(fits) < 250 or len(others) < 100:
        text, value = made.make(rng.randint(2, 5))
        into = others if value is None else fits
        if text in seen or len(into) >= (100 if value is None else 250):
            continue
        seen.add(text)
        figures = {} if value is None else {"shape": list(np.shape(value)), "sum": float(np.sum(value)), "size": float(np.sum(np.abs(value)))}
        into.append({"text": text, "fits": value is not None, **figures})
    return fits + others


warnings.simplefilter("error")
figures = {
    "names": {name: value.tolist() for name, value in names.items()},
    "cases": [figure(text) for text in texts if text],
    "errors": [
        refusal(text)
        for text in [
            "np.dot(X, Y)",
            "np.dot(W1, X)",
            "np.dot(X, X.sum(axis=1))",
            "np.dot(X.sum(axis=0), X)",
            "X + W1",
            "X * W1",
            "X - b1",
            "X / X.sum(axis=1)",
            "X.sum(axis=1) - X",
        ]
    ],
    "smallNames": {name: value.tolist() for name, value in Maker.small.items()},
    "random": chance(),
}
path = pathlib.Path(__file__).parent.parent / "fixtures" / "typed.json"
path.write_text(json.dumps(figures, separators=(",", ":")).replace('{"text"', '\n{"text"') + "\n")
