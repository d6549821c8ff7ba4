"""Elementary functions rounded correctly from 1600 bits: the figures of test/fixtures/functions.json.

Run with a Python that has mpmath: /usr/bin/python3 test/parity/functions.py
"""

import json
import math
import pathlib
import random
import struct

import mpmath

mpmath.mp.prec = 1600
random.seed(7)


def double(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def any_double():
    """Any finite double, each exponent as likely as any other."""
    return random.choice((1, -1)) * double(random.randrange(1, 0x7FF0000000000000))


def near(center, spread):
    return [center + (random.random() * 2 - 1) * spread for _ in range(60)]


def signed(values):
    return [sign * value for value in values for sign in (1, -1)]


tiny = signed([5e-324, 2.0**-1022, 1e-300, 1e-20, 2.0**-54, 2.0**-53, 1e-8, 1e-5])
plain = tiny + near(0, 0.01) + near(0, 1) + near(0, 3) + near(0, 30)
# Neighbours of (n + 1/2) ln 2 and of n pi/2, where the reduction of the argument changes over.
edges = [double(struct.unpack("<Q", struct.pack("<d", abs(n + 0.5) * math.log(2)))[0] + d) for n in range(8) for d in (-1, 0, 1)]
wide = near(0, 700) + [709.0, 709.78, -708.0, -708.39]
unit = signed([1.0, 1.0 - 2.0**-53, 1.0 + 2.0**-52, 2.0, 0.5])
positive = [abs(any_double()) for _ in range(80)] + [abs(x) for x in near(1, 1)] + [1 + x for x in near(0, 1e-6)]
positive += [2.0**0.5, 2.0**-0.5, 1.7976931348623157e308, 1.0 - 2.0**-53, 1.0 + 2.0**-52, 2.0**-1022 - 5e-324]
turns = [n * math.pi / 2 for n in list(range(-8, 9)) + [100, 1e4, 1e5, 2.0**20, 2.0**21, 1e8, 1e15]]
angles = plain + near(0, 1000) + near(0, 1e6) + turns + [any_double() for _ in range(80)]
# Doubles next to a multiple of pi/2, where most digits cancel.
angles += [6381956970095103.0 * 2.0**797, 5.497787143782138, 1e22, 2.0**1023, 1.7976931348623157e308]

one = mpmath.mpf(1)
functions = {
    "exp": (mpmath.exp, plain + signed(edges) + wide + [-720.5, -744.0, -745.0]),
    "expm1": (mpmath.expm1, plain + signed(edges) + wide),
    "log": (mpmath.log, positive),
    "log1p": (mpmath.log1p, [x for x in plain if x > -1] + positive + [-1 + 2.0**-53, -0.5]),
    "sigmoid": (lambda x: one / (1 + mpmath.exp(-x)), plain + signed(edges) + wide + [-744.0]),
    "tanh": (mpmath.tanh, plain + signed(edges) + unit),
    "softplus": (lambda x: mpmath.log1p(mpmath.exp(x)), plain + signed(edges) + wide + [-744.0]),
    "sinh": (mpmath.sinh, plain + signed(edges) + wide + [710.4, -710.0]),
    "cosh": (mpmath.cosh, plain + signed(edges) + wide + [710.4, -710.0]),
    "sin": (mpmath.sin, angles),
    "cos": (mpmath.cos, angles),
    "tan": (mpmath.tan, angles),
    "arctan": (mpmath.atan, plain + [any_double() for _ in range(80)] + signed([0.4375, 0.6875, 1.1875, 2.4375])),
}


def nearest(value):
    """The double next to a number of 1600 bits, subnormals included."""
    if value == 0:
        return 0.0
    mantissa, exponent = int(value.man), int(value.exp)
    result = mantissa * 2**exponent if exponent >= 0 else mantissa / 2 ** (-exponent)
    return float(result) * (-1 if value < 0 and result > 0 else 1)


bases = [random.random() * 10.0 ** random.randint(-3, 3) for _ in range(120)] + [1 + x for x in near(0, 1e-3)]
powers = [(a, random.uniform(-30, 30)) for a in bases] + [(a, random.choice((0.5, -0.5, 1.5, 7.0, 1 / 3))) for a in bases]
powers += [(1 + 2.0**-52, 1e17), (1 - 2.0**-53, -3e18), (1.5, 1750.0), (0.5, 1070.5), (-2.5, 3.0), (-2.5, 4.0)]

figures = {
    name: [[x, nearest(function(mpmath.mpf(x)))] for x in arguments]
    for name, (function, arguments) in functions.items()
}
figures["power"] = [[x, y, nearest(mpmath.mpf(x) ** mpmath.mpf(y))] for x, y in powers]
path = pathlib.Path(__file__).parent.parent / "fixtures" / "functions.json"
lines = [f'  {json.dumps(name)}: [\n' + ",\n".join("    " + json.dumps(p) for p in pairs) + "\n  ]" for name, pairs in figures.items()]
path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
