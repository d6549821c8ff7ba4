"""What whole experiments draw, step by step as their definition says: test/fixtures/draws.json.

Run with NumPy 1.24: /usr/bin/python3 test/parity/draws.py
"""

import json
import pathlib

import numpy as np

ACTIVATIONS = {
    "linear": lambda z: z,
    "square": lambda z: z * z,
    "relu": lambda z: np.maximum(z, 0),
}


def draw_matrix(random, draw, shape):
    kind = draw["kind"]
    if kind == "uniform":
        return random.uniform(draw["low"], draw["high"], shape)
    if kind == "rand":
        return random.rand(*shape)
    if kind == "normal":
        return random.normal(draw["mean"], draw["sd"], shape)
    if kind == "randint":
        return random.randint(draw["low"], draw["high"], shape).astype(float)
    if kind == "randn":
        return draw["sd"] * random.randn(*shape) + draw["mean"]
    raise ValueError(kind)


def draw_network(random, network, features, draw):
    layers = []
    for layer in network["layers"]:
        W = draw_matrix(random, draw, (features, layer["units"]))
        b = draw_matrix(random, draw, (layer["units"],)) if network["bias"] else None
        layers.append((W, b))
        features = layer["units"]
    return layers


def output(X, network, layers):
    H = X
    for plan, (W, b) in zip(network["layers"], layers):
        Z = np.dot(H, W)
        H = ACTIVATIONS[plan["activation"]](Z if b is None else Z + b)
    return H


def draw(experiment):
    random = np.random.RandomState(experiment["seed"])
    data, network, weights = (experiment[key] for key in ("data", "network", "weights"))
    X = draw_matrix(random, data["draw"], (data["samples"], data["features"]))
    if weights["kind"] == "given":
        if "draw" in weights:
            draw_network(random, network, data["features"], weights["draw"])
        layers = [(np.array(layer["W"], float), layer["b"] and np.array(layer["b"], float)) for layer in weights["layers"]]
        teacher = weights.get("draw", {"kind": "uniform", "low": -1, "high": 1})
    else:
        layers = draw_network(random, network, data["features"], weights)
        teacher = weights
    if data["target"]["kind"] == "linear":
        Y = np.dot(X, np.array(data["target"]["coefficients"]).reshape(-1, 1))
    else:
        Y = output(X, network, draw_network(random, network, data["features"], teacher))
    return {
        "experiment": experiment,
        "X": X.tolist(),
        "Y": Y.tolist(),
        "parameters": [{"W": W.tolist(), "b": None if b is None else np.array(b).tolist()} for W, b in layers],
        "next": random.rand(2).tolist(),
        "permutation": random.permutation(data["samples"]).tolist(),
    }


def experiment(seed, data_draw, target, bias, layers, weights, samples=5, features=3):
    return {
        "format": "rematrix",
        "version": 1,
        "seed": seed,
        "data": {"kind": "generate", "samples": samples, "features": features, "draw": data_draw, "target": target},
        "network": {"bias": bias, "layers": [{"units": units, "activation": name} for units, name in layers]},
        "weights": weights,
        "training": {"stop": None},
    }


teacher = {"kind": "teacher"}
uniform = {"kind": "uniform", "low": -0.5, "high": 2}
normal = {"kind": "normal", "mean": 1, "sd": 0.5}
given = {"kind": "given", "layers": [{"W": [[1, 2], [3, 4], [5, 6]], "b": None}, {"W": [[0.5], [-1]], "b": None}]}
figures = [
    draw(experiment(7, {"kind": "rand"}, teacher, True, [(4, "relu"), (2, "linear")], uniform)),
    draw(experiment(8, {"kind": "randint", "low": -3, "high": 50}, teacher, True, [(3, "square"), (1, "linear")], normal)),
    draw(experiment(9, {"kind": "randn", "mean": 2, "sd": 4}, teacher, False, [(3, "relu"), (2, "relu")], {"kind": "rand"}, 1, 1)),
    draw(experiment(10, {"kind": "randn", "mean": 0, "sd": 1}, {"kind": "linear", "coefficients": [1, -2, 0.5]}, True, [(1, "linear")], normal)),
    draw(experiment(11, {"kind": "rand"}, teacher, False, [(2, "relu"), (1, "linear")], {**given, "draw": normal})),
    draw(experiment(11, {"kind": "rand"}, teacher, False, [(2, "relu"), (1, "linear")], given)),
]
path = pathlib.Path(__file__).parent.parent / "fixtures" / "draws.json"
path.write_text("[\n" + ",\n".join(json.dumps(figure) for figure in figures) + "\n]\n")
