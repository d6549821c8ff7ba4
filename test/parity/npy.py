"""Arrays as NumPy saves them, byte by byte: the files of test/fixtures/npy/.

Run with Debian's NumPy 1.24: /usr/bin/python3 test/parity/npy.py
"""

import pathlib

import numpy as np
from numpy.lib import format as npy

folder = pathlib.Path(__file__).parent.parent / "fixtures" / "npy"
folder.mkdir(exist_ok=True)

rng = np.random.RandomState(7)
special = np.array([0.0, -0.0, 1 / 3, -1e308, 5e-324, np.inf, -np.inf, np.nan])


def save(name, array, version=None):
    with open(folder / f"{name}.npy", "wb") as file:
        if version is None:
            np.save(file, array)
        else:
            npy.write_array(file, np.asanyarray(array), version=version)


# What the lab writes.
save("scalar", np.float64(2.5))
save("empty", np.zeros(0))
save("vector", special)
save("long-vector", np.arange(1000.0))
save("matrix", rng.randn(3, 4))
save("column", rng.randn(5, 1))
save("no-rows", np.zeros((0, 3)))
# What it reads, too.
save("fortran", np.asfortranarray(np.arange(12.0).reshape(3, 4)))
save("version-2", np.arange(6.0).reshape(2, 3), (2, 0))
save("version-3", np.arange(6.0).reshape(2, 3), (3, 0))
# What it refuses.
save("float32", np.arange(4, dtype="<f4"))
save("big-endian", np.arange(4, dtype=">f8"))
save("whole-numbers", np.arange(4))
save("three-dimensions", np.zeros((2, 2, 2)))
save("record", np.zeros(2, dtype=[("step", "<i8"), ("cost", "<f8")]))
