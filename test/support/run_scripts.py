"""Runs Python scripts one after the other in one process: a JSON object of texts in, what became of each out.

For each: its last line of output, and every array or tensor that has one of the names asked for. Numbers that
are not finite come out as texts.
"""

import contextlib
import io
import json
import math
import sys
import traceback
import warnings

warnings.simplefilter("ignore")


def plain(value):
    """Arrays and tensors as lists of numbers that JSON can hold."""
    if hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    return value


def run(text, names):
    scope = {"__name__": "__main__"}
    output = io.StringIO()
    try:
        with contextlib.redirect_stdout(output):
            exec(compile(text, "script.py", "exec"), scope)
    except Exception:
        return {"error": traceback.format_exc(limit=-3)}
    lines = output.getvalue().splitlines()
    return {"last": lines[-1] if lines else "", "values": {name: plain(scope[name]) for name in names if name in scope}}


request = json.load(sys.stdin)
answers = {key: run(text, request["names"]) for key, text in request["scripts"].items()}
json.dump(answers, sys.stdout, allow_nan=False)
