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


def draw_layer(random, draw, inputs, units):
    if draw["kind"] == "xavier":
        bound = np.sqrt(6 / (inputs + units))
        return random.uniform(-bound, bound, (inputs, units)), np.zeros(units)
    if draw["kind"] == "he":
        return random.normal(0, np.sqrt(2 / inputs), (inputs, units)), np.zeros(units)
    if draw["kind"] == "zeros":
        return np.zeros((inputs, units)), np.zeros(units)
    W = draw_matrix(random, draw, (inputs, units))
    return W, None


def draw_network(random, network, features, draw):
    layers = []
    for layer in network["layers"]:
        W, b = draw_layer(random, draw, features, layer["units"])
        if not network["bias"]:
            b = None
        elif b is None:
            b = draw_matrix(random, draw, (layer["units"],))
        layers.append((W, b))
        features = layer["units"]
    return layers


def draw_pattern(random, name, m, noise):
    kind = np.arange(m) % 2
    if name == "xor":
        X = random.uniform(-1, 1, (m, 2))
        y = (X[:, 0] < 0) != (X[:, 1] < 0)
    elif name == "circles":
        t = 2 * np.pi * random.rand(m)
        X = np.where(kind == 0, 1, 0.5)[:, None] * np.column_stack([np.cos(t), np.sin(t)])
        y = kind
    elif name == "spiral":
        u = random.rand(m)
        t = 3.5 * np.pi * u
        X = np.where(kind == 0, u, -u)[:, None] * np.column_stack([np.sin(t), np.cos(t)])
        y = kind
    elif name == "moons":
        t = np.pi * random.rand(m)
        upper = np.column_stack([np.cos(t), np.sin(t)])
        lower = np.column_stack([1 - np.cos(t), 0.5 - np.sin(t)])
        X = np.where(kind[:, None] == 0, upper, lower)
        y = kind
    elif name == "gauss":
        X = np.where(kind[:, None] == 0, -1.0, 1.0) * np.ones(2)
        y = kind
    elif name == "plane":
        X = random.uniform(-1, 1, (m, 2))
        y = (X[:, 0] + X[:, 1]) / 2
    elif name == "sine":
        X = random.uniform(-1, 1, (m, 1))
        y = np.sin(np.pi * X[:, 0])
    else:
        raise ValueError(name)
    Y = y.astype(float).reshape(m, 1)
    if name in ("plane", "sine"):
        return X, Y + random.normal(0, noise, Y.shape)
    return X + random.normal(0, noise, X.shape), Y


def product(A, B):
    """A @ B, added in one fixed order: what BLAS gives differs in the last bit from machine to machine."""
    C = np.zeros((len(A), B.shape[1]))
    for k in range(len(B)):
        C += A[:, [k]] * B[[k], :]
    return C


def output(X, network, layers):
    H = X
    for plan, (W, b) in zip(network["layers"], layers):
        Z = product(H, W)
        H = ACTIVATIONS[plan["activation"]](Z if b is None else Z + b)
    return H


def fit_scaling(X, scaling):
    """What is subtracted from every column, and what it is divided by."""
    shift, scale = (X.mean(axis=0), X.std(axis=0)) if scaling == "standardise" else (X.min(axis=0), np.ptp(X, axis=0))
    same = np.ptp(X, axis=0) == 0
    return np.where(same, X[0], shift), np.where(same, 1, scale)


def draw(experiment):
    random = np.random.RandomState(experiment["seed"])
    data, network, weights = (experiment[key] for key in ("data", "network", "weights"))
    Y = None
    if data["kind"] == "generate":
        X = draw_matrix(random, data["draw"], (data["samples"], data["features"]))
        if data["target"]["kind"] == "linear":
            Y = product(X, np.array(data["target"]["coefficients"]).reshape(-1, 1))
    elif data["kind"] == "pattern":
        X, Y = draw_pattern(random, data["id"], data["samples"], data["noise"])
    else:
        X, Y = np.array(data["X"], float), np.array(data["Y"], float)
    m, features = X.shape

    uniform = {"kind": "uniform", "low": -1, "high": 1}
    if weights["kind"] == "given":
        if "draw" in weights:
            draw_network(random, network, features, weights["draw"])
        layers = [(np.array(layer["W"], float), layer["b"] and np.array(layer["b"], float)) for layer in weights["layers"]]
        teacher = weights.get("draw", uniform)
    else:
        layers = draw_network(random, network, features, weights)
        teacher = weights
    if teacher["kind"] == "zeros":
        teacher = uniform
    if Y is None:
        teacher_layers = draw_network(random, network, features, teacher)

    training, test = np.arange(m), np.arange(0)
    if experiment.get("split"):
        order = random.permutation(m)
        kept = int(np.floor(m * experiment["split"]["test"] + 0.5))
        training, test = np.sort(order[: m - kept]), np.sort(order[m - kept :])
    raw = X
    scaling = experiment.get("scaling", "none")
    if scaling != "none":
        shift, scale = fit_scaling(raw[training], scaling)
        X = (raw - shift) / scale
    if Y is None:
        Y = output(X, network, teacher_layers)
    return {
        "experiment": experiment,
        "X": X[training].tolist(),
        "Y": Y[training].tolist(),
        "test": {"X": X[test].tolist(), "Y": Y[test].tolist()} if len(test) else None,
        "raw": None if scaling == "none" else raw[training].tolist(),
        "scaling": None if scaling == "none" else {"shift": shift.tolist(), "scale": scale.tolist()},
        "parameters": [{"W": W.tolist(), "b": None if b is None else np.array(b).tolist()} for W, b in layers],
        "next": random.rand(2).tolist(),
        "permutation": random.permutation(len(training)).tolist(),
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


def variant(experiment, **changes):
    return {**experiment, **changes}


def pattern(name, samples, noise, seed=3):
    network = {"bias": True, "layers": [{"units": 3, "activation": "relu"}, {"units": 1, "activation": "linear"}]}
    data = {"kind": "pattern", "id": name, "samples": samples, "noise": noise}
    return {**experiment(seed, None, None, True, [], normal), "data": data, "network": network}


def table(X, scaling, split=None):
    data = {"kind": "table", "X": X, "Y": [[i] for i in range(len(X))]}
    base = experiment(5, None, None, False, [(1, "linear")], uniform)
    return variant(base, data=data, scaling=scaling, split=split)


randint = {"kind": "randint", "low": -3, "high": 50}
wide = experiment(12, randint, teacher, True, [(4, "relu"), (2, "linear")], {"kind": "he"}, 20)
deep = [(4, "relu"), (3, "square"), (2, "linear")]
uneven = [[0.1, 5, -2e6], [0.1, 6, 1e-3], [0.1, 5, 4e5], [0.1, 7, 0], [0.1, 5, 12]]
figures = [
    draw(experiment(7, {"kind": "rand"}, teacher, True, [(4, "relu"), (2, "linear")], uniform)),
    draw(experiment(8, {"kind": "randint", "low": -3, "high": 50}, teacher, True, [(3, "square"), (1, "linear")], normal)),
    draw(experiment(9, {"kind": "randn", "mean": 2, "sd": 4}, teacher, False, [(3, "relu"), (2, "relu")], {"kind": "rand"}, 1, 1)),
    draw(experiment(10, {"kind": "randn", "mean": 0, "sd": 1}, {"kind": "linear", "coefficients": [1, -2, 0.5]}, True, [(1, "linear")], normal)),
    draw(experiment(11, {"kind": "rand"}, teacher, False, [(2, "relu"), (1, "linear")], {**given, "draw": normal})),
    draw(experiment(11, {"kind": "rand"}, teacher, False, [(2, "relu"), (1, "linear")], given)),
    *(draw(experiment(13, {"kind": "rand"}, teacher, bias, deep, {"kind": kind})) for kind in ("xavier", "he", "zeros") for bias in (False, True)),
    *(draw(pattern(name, 25, 0.1)) for name in ("xor", "circles", "spiral", "moons", "gauss", "plane", "sine")),
    *(draw(pattern(name, 6, 0, 4)) for name in ("xor", "circles", "spiral", "moons", "gauss", "plane", "sine")),
    *(draw(pattern(name, 1, 2)) for name in ("xor", "spiral", "sine")),
    *(draw(variant(wide, scaling=scaling, split=split)) for scaling in ("none", "standardise", "range") for split in (None, {"test": 0.25})),
    draw(variant(experiment(14, randint, {"kind": "linear", "coefficients": [1, -2, 0.5]}, True, [(1, "linear")], normal, 9), scaling="standardise", split={"test": 0.5})),
    *(draw(variant(pattern("moons", 11, 0.2), scaling=scaling, split={"test": 0.3})) for scaling in ("none", "standardise", "range")),
    *(draw(table(uneven, scaling, split)) for scaling in ("standardise", "range") for split in (None, {"test": 0.6})),
    draw(table([[3, -4]], "standardise")),
    draw(table([[7], [9]], "range", {"test": 0.5})),
]
path = pathlib.Path(__file__).parent.parent / "fixtures" / "draws.json"
path.write_text("[\n" + ",\n".join(json.dumps(figure) for figure in figures) + "\n]\n")
