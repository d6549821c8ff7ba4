"""NumPy in the race: float64, written as one writes a network in NumPy. Speaks host.mjs's language."""
import json
import sys
import time

import numpy as np

ACTIVATIONS = {
    "linear": (lambda Z: Z, lambda G, Z, H: G),
    "square": (lambda Z: Z * Z, lambda G, Z, H: G * (2 * Z)),
    "cube": (lambda Z: Z * Z * Z, lambda G, Z, H: G * (3 * Z * Z)),
    "tanh": (np.tanh, lambda G, Z, H: G * (1 - H * H)),
    "relu": (lambda Z: np.maximum(Z, 0), lambda G, Z, H: G * (Z > 0)),
}
CHUNK_SECONDS = 0.01


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


class Network:
    def __init__(self, problem):
        workload = problem["workload"]
        self.kinds = [layer["activation"] for layer in workload["layers"]]
        self.cost_name, self.rate = workload["cost"], workload["learningRate"]
        units = [workload["features"]] + [layer["units"] for layer in workload["layers"]]
        self.W = [
            np.array(p["W"]).reshape(units[l], units[l + 1]) for l, p in enumerate(problem["parameters"])
        ]
        self.b = [None if p["b"] is None else np.array(p["b"]) for p in problem["parameters"]]
        self.X = np.array(problem["X"]).reshape(-1, units[0])
        self.Y = np.array(problem["Y"]).reshape(-1, units[-1])
        order, samples = problem["order"], workload["samples"]
        size = samples if workload["batch"] == "full" else workload["batch"]
        self.batches = [
            (self.X[order[i : i + size]], self.Y[order[i : i + size]]) for i in range(0, samples, size)
        ]
        self.step = 0

    def forward(self, X):
        H, Zs, Hs = X, [], [X]
        for W, b, kind in zip(self.W, self.b, self.kinds):
            Z = H @ W
            if b is not None:
                Z += b
            H = softmax(Z) if kind == "softmax" else ACTIVATIONS[kind][0](Z)
            Zs.append(Z)
            Hs.append(H)
        return Zs, Hs

    def run(self, steps):
        for _ in range(steps):
            X, Y = self.batches[self.step % len(self.batches)]
            self.step += 1
            Zs, Hs = self.forward(X)
            G = Hs[-1] - Y
            if self.cost_name == "cross-entropy":  # with softmax: the gradient at Z
                G /= len(Y)
            else:
                G *= 2 if self.cost_name == "sse" else 2 / Y.size
                G = ACTIVATIONS[self.kinds[-1]][1](G, Zs[-1], Hs[-1])
            for l in reversed(range(len(self.W))):
                dW, db = Hs[l].T @ G, G.sum(axis=0)
                if l > 0:
                    G = ACTIVATIONS[self.kinds[l - 1]][1](G @ self.W[l].T, Zs[l - 1], Hs[l])
                dW *= self.rate
                self.W[l] -= dW
                if self.b[l] is not None:
                    self.b[l] -= self.rate * db

    def cost(self):
        Zs, Hs = self.forward(self.X)
        if self.cost_name == "cross-entropy":
            Z = Zs[-1] - Zs[-1].max(axis=1, keepdims=True)
            return float((np.log(np.exp(Z).sum(axis=1)) - (self.Y * Z).sum(axis=1)).mean())
        squares = ((self.Y - Hs[-1]) ** 2).sum()
        return float(squares if self.cost_name == "sse" else squares / self.Y.size)


class Product:
    """A (m,k) · B (k,n) alone."""

    def __init__(self, sizes):
        m, k, n = sizes
        random = np.random.RandomState(1)
        self.A, self.B, self.out = random.rand(m, k), random.rand(k, n), np.empty((m, n))

    def run(self, steps):
        for _ in range(steps):
            np.matmul(self.A, self.B, out=self.out)

    def cost(self):
        return float(self.out.sum())


def blas():
    """The BLAS library that is loaded, by its real path; None where the system does not tell."""
    import os

    np.ones((64, 64)) @ np.ones((64, 64))
    try:
        with open("/proc/self/maps") as maps:
            files = {line.split()[-1] for line in maps if "blas" in line.split()[-1]}
    except OSError:
        return None
    return sorted(os.path.realpath(file) for file in files) or None


def measure(network, seconds, chunk):
    begun, cpu = time.perf_counter(), time.process_time()
    steps = elapsed = 0
    while elapsed < seconds:
        before = elapsed
        network.run(chunk)
        steps += chunk
        elapsed = time.perf_counter() - begun
        if elapsed - before < CHUNK_SECONDS:
            chunk *= 2
    return {"steps": steps, "seconds": elapsed, "cpu": time.process_time() - cpu}, chunk


def main():
    network, chunk = None, 1
    for line in sys.stdin:
        order = json.loads(line)
        try:
            if order["do"] == "setup":
                with open(order["problem"]) as file:
                    problem = json.load(file)
                network = Product(problem["product"]) if "product" in problem else Network(problem)
                answer = {"ready": True, "version": np.__version__, "blas": blas()}
            elif order["do"] == "run":
                network.run(order["steps"])
                answer = {"steps": order["steps"]}
            elif order["do"] == "cost":
                answer = {"cost": network.cost()}
            else:
                answer, chunk = measure(network, order["seconds"], chunk)
        except Exception as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)


main()
