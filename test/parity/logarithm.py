"""Natural logarithms rounded correctly from 60 decimal digits: the figures of test/fixtures/logarithm.json.

Run with any Python 3: python3 test/parity/logarithm.py
"""

import decimal
import json
import pathlib
import random
import struct

decimal.getcontext().prec = 60
random.seed(5)


def double(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


arguments = [5e-324, 2.0**-1022, 2.0**-1022 - 5e-324, 1.0 - 2.0**-53, 1.0, 1.0 + 2.0**-52, 2.0, 10.0, 0.1]
arguments += [2.0**0.5, 2.0**-0.5, 1.7976931348623157e308]
for _ in range(400):
    arguments.append(random.random())
    arguments.append(1 + (random.random() - 0.5) * 2.0 ** -random.randint(1, 50))
    arguments.append(double(random.randrange(1, 0x7FF0000000000000)))
    arguments.append(double(random.randrange(1, 1 << random.randint(1, 53))))

figures = [[x, float(decimal.Decimal(x).ln())] for x in arguments]
path = pathlib.Path(__file__).parent.parent / "fixtures" / "logarithm.json"
path.write_text("[\n" + ",\n".join(json.dumps(pair) for pair in figures) + "\n]\n")
