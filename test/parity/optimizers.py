"""Trainings by PyTorch's optimizers and schedulers: the figures of test/fixtures/optimizers.json.

Every case is the Python that the lab writes for it. The PyTorch text makes the figures, in float64; the NumPy
lines run beside it, on gradients written out by hand, and must come to the same to 1e-12.

Run with Debian's python3-torch (1.13.1): /usr/bin/python3 test/parity/optimizers.py
"""

import json
import pathlib

import numpy as np
import torch

STEPS = 60
LISTED = [0, 1, 2, 3, 5, 10, 20, 29, 30, 31, 40, 50, 60]

rng = np.random.RandomState(7)
X, Y = rng.randn(8, 3), rng.randn(8, 2)
start = {"W1": rng.randn(3, 4) / 2, "b1": rng.randn(4) / 2, "W2": rng.randn(4, 2) / 2, "b2": rng.randn(2) / 2}
# A weight of 0, where |W| has a kink.
start["W1"][1, 2] = 0.0

SGD = {"kind": "sgd", "learningRate": 0.05}
SGD_TORCH = "torch.optim.SGD(parameters, lr=0.05)"
SGD_NUMPY = {"memory": [], "update": ["W -= rate * dW"]}
ADAM_MEMORY = ["mW = np.zeros_like(W)", "sW = np.zeros_like(W)"]

optimizers = [
    {"plan": SGD, "torch": SGD_TORCH, "numpy": SGD_NUMPY},
    {
        "plan": {"kind": "momentum", "learningRate": 0.05, "momentum": 0.9},
        "torch": "torch.optim.SGD(parameters, lr=0.05, momentum=0.9)",
        "numpy": {"memory": ["vW = np.zeros_like(W)"], "update": ["vW = 0.9 * vW + dW", "W -= rate * vW"]},
    },
    {
        "plan": {"kind": "nesterov", "learningRate": 0.05, "momentum": 0.8},
        "torch": "torch.optim.SGD(parameters, lr=0.05, momentum=0.8, nesterov=True)",
        "numpy": {
            "memory": ["vW = np.zeros_like(W)"],
            "update": ["vW = 0.8 * vW + dW", "W -= rate * (dW + 0.8 * vW)"],
        },
    },
    {
        "plan": {"kind": "nesterov", "learningRate": 0.05, "momentum": 0},
        "torch": "torch.optim.SGD(parameters, lr=0.05)",
        "numpy": {
            "memory": ["vW = np.zeros_like(W)"],
            "update": ["vW = 0 * vW + dW", "W -= rate * (dW + 0 * vW)"],
        },
    },
    {
        "plan": {"kind": "adagrad", "learningRate": 0.1, "epsilon": 1e-10},
        "torch": "torch.optim.Adagrad(parameters, lr=0.1, eps=1e-10)",
        "numpy": {
            "memory": ["sW = np.zeros_like(W)"],
            "update": ["sW = sW + dW * dW", "W -= rate * dW / (np.sqrt(sW) + 1e-10)"],
        },
    },
    {
        "plan": {"kind": "rmsprop", "learningRate": 0.01, "alpha": 0.99, "epsilon": 1e-8},
        "torch": "torch.optim.RMSprop(parameters, lr=0.01, alpha=0.99, eps=1e-8)",
        "numpy": {
            "memory": ["sW = np.zeros_like(W)"],
            "update": ["sW = 0.99 * sW + (1 - 0.99) * dW * dW", "W -= rate * dW / (np.sqrt(sW) + 1e-8)"],
        },
    },
    {
        "plan": {"kind": "adam", "learningRate": 0.02, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
        "torch": "torch.optim.Adam(parameters, lr=0.02, betas=(0.9, 0.999), eps=1e-8)",
        "numpy": {
            "memory": ADAM_MEMORY,
            "update": [
                "mW = 0.9 * mW + (1 - 0.9) * dW",
                "sW = 0.999 * sW + (1 - 0.999) * dW * dW",
                "W -= rate / (1 - 0.9**(step + 1)) * mW / (np.sqrt(sW) / np.sqrt(1 - 0.999**(step + 1)) + 1e-8)",
            ],
        },
    },
    {
        "plan": {"kind": "adam", "learningRate": 0.02, "beta1": 0, "beta2": 0.5, "epsilon": 0.01},
        "torch": "torch.optim.Adam(parameters, lr=0.02, betas=(0, 0.5), eps=0.01)",
        "numpy": {
            "memory": ADAM_MEMORY,
            "update": [
                "mW = 0 * mW + (1 - 0) * dW",
                "sW = 0.5 * sW + (1 - 0.5) * dW * dW",
                "W -= rate / (1 - 0**(step + 1)) * mW / (np.sqrt(sW) / np.sqrt(1 - 0.5**(step + 1)) + 0.01)",
            ],
        },
    },
]
momentum, adam = optimizers[1], optimizers[6]

step = {
    "plan": {"kind": "step", "every": 7, "factor": 0.8},
    "torch": {
        "scheduler": "torch.optim.lr_scheduler.StepLR(optimizer, step_size=7, gamma=0.8)",
        "advance": "scheduler.step()",
    },
    "numpy": "rate * 0.8**(step // 7)",
}
exponential = {
    "plan": {"kind": "exponential", "factor": 0.97},
    "torch": {
        "scheduler": "torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.97)",
        "advance": "scheduler.step()",
    },
    "numpy": "rate * 0.97**step",
}
cosine = {
    "plan": {"kind": "cosine", "steps": 30, "lowest": 0.001},
    "torch": {
        "scheduler": "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=30, eta_min=0.001)",
        "advance": "if step < 30: scheduler.step()",
    },
    "numpy": "0.001 + (rate - 0.001) * (1 + np.cos(np.pi * min(step, 30) / 30)) / 2",
}
constant = {"plan": {"kind": "constant"}, "torch": None, "numpy": "rate"}

PENALTY = {"l1": 0.01, "l2": 0.03}
cases = [
    *({"optimizer": optimizer} for optimizer in optimizers),
    *({"optimizer": optimizers[0], "schedule": schedule} for schedule in [constant, step, exponential, cosine]),
    {"optimizer": momentum, "schedule": step},
    {"optimizer": adam, "schedule": cosine},
    {"optimizer": optimizers[0], "penalty": PENALTY},
    {"optimizer": optimizers[0], "penalty": {"l1": 0, "l2": 0.1}},
    {"optimizer": adam, "schedule": exponential, "penalty": {"l1": 0.02, "l2": 0}},
]


def by_torch(case):
    """Cost before each step and after the last, penalty, rates, and the weights at the end."""
    W1, b1, W2, b2 = parameters = [torch.tensor(value, requires_grad=True) for value in start.values()]
    penalty = case.get("penalty", {"l1": 0, "l2": 0})
    schedule = (case.get("schedule") or constant)["torch"]
    names = {"torch": torch, "parameters": parameters}
    names["optimizer"] = optimizer = eval(case["optimizer"]["torch"], names)
    if schedule:
        names["scheduler"] = eval(schedule["scheduler"], names)
    costs, penalties, rates = [], [], []
    for names["step"] in range(STEPS + 1):
        output = torch.tanh(torch.tensor(X) @ W1 + b1) @ W2 + b2
        term = penalty["l1"] * (W1.abs().sum() + W2.abs().sum()) + penalty["l2"] * ((W1**2).sum() + (W2**2).sum())
        cost = torch.nn.functional.mse_loss(output, torch.tensor(Y)) + term
        costs.append(cost.item())
        penalties.append(float(term))
        rates.append(optimizer.param_groups[0]["lr"])
        if names["step"] == STEPS:
            break
        optimizer.zero_grad()
        cost.backward()
        optimizer.step()
        if schedule:
            exec(schedule["advance"], names)
    return costs, penalties, rates, [p.detach().numpy().ravel().tolist() for p in parameters]


def by_numpy(case):
    """The weights at the end, with the lab's NumPy lines and gradients written out by hand."""
    penalty = case.get("penalty", {"l1": 0, "l2": 0})
    lines, schedule = case["optimizer"]["numpy"], (case.get("schedule") or constant)["numpy"]
    spaces = {name: {"np": np, "W": value.copy()} for name, value in start.items()}
    for space in spaces.values():
        exec("\n".join(lines["memory"]), space)
    for at in range(STEPS):
        W1, b1, W2, b2 = (space["W"] for space in spaces.values())
        H = np.tanh(X @ W1 + b1)
        G = -2 / Y.size * (Y - (H @ W2 + b2))
        G1 = G @ W2.T * (1 - H**2)
        gradients = {"W1": X.T @ G1, "b1": G1.sum(axis=0), "W2": H.T @ G, "b2": G.sum(axis=0)}
        for name in ["W1", "W2"]:
            W = spaces[name]["W"]
            gradients[name] = gradients[name] + penalty["l1"] * np.sign(W) + 2 * penalty["l2"] * W
        typed = case["optimizer"]["plan"]["learningRate"]
        rate = eval(schedule, {"np": np, "rate": typed, "step": at})
        for name, space in spaces.items():
            space.update(dW=gradients[name], rate=rate, step=at)
            exec("\n".join(lines["update"]), space)
    return [space["W"].ravel().tolist() for space in spaces.values()]


figures = []
for case in cases:
    costs, penalties, rates, end = by_torch(case)
    for ours, theirs in zip(by_numpy(case), end):
        assert np.allclose(ours, theirs, rtol=1e-12, atol=1e-13), (case, ours, theirs)
    listed = [[at, costs[at], penalties[at], rates[at]] for at in LISTED]
    figures.append({**case, "steps": STEPS, "step, cost, penalty, rate": listed, "parameters at the end": end})

path = pathlib.Path(__file__).parent.parent / "fixtures" / "optimizers.json"
setting = {"X": X.tolist(), "Y": Y.tolist(), "start": [value.ravel().tolist() for value in start.values()]}
text = json.dumps({**setting, "cases": figures}, separators=(",", ":"))
path.write_text(text.replace('{"optimizer"', '\n{"optimizer"').replace('"start"', '\n"start"') + "\n")
