"""Runs lines of Python as the lab writes them: cases as JSON in, every named array after every round out."""

import json
import sys

import numpy as np


class Ordered(np.ndarray):
    """An array whose products are summed from the first term to the last, each one rounded, as the lab does."""

    def __matmul__(self, other):
        total = np.zeros((self.shape[0], other.shape[1])).view(Ordered)
        for k in range(self.shape[1]):
            total = total + np.asarray(self)[:, k, None] * np.asarray(other)[None, k, :]
        return total


def run(case):
    def array(values):
        made = np.array(values, dtype=float)
        return made.view(Ordered) if case["ordered"] else made

    names = {"np": np, **{name: array(values) for name, values in case["given"].items()}}
    exec("\n".join(case["memory"]), names)
    rounds = []
    for lines in case["rounds"]:
        exec("\n".join(lines), names)
        rounds.append({name: np.asarray(names[name]).ravel().tolist() for name in case["keep"]})
    return rounds


print(json.dumps([run(case) for case in json.load(sys.stdin)]))
