"""Runs the cases of one client, and prints a line for each: PASS, FAIL or SKIP, the feature and why, tabs between."""

import sys
import time

WITHIN_S = 60


class Skipped(Exception):
    """Raised by a case that cannot be tried here; its text says why."""


def expect(expected, actual):
    if expected != actual:
        raise AssertionError(f"expected {expected!r}, got {actual!r}"[:250])


def soon(what, condition):
    """Asks until the condition holds; conditions poll a consumer or ask the broker, which is what takes the time."""
    deadline = time.monotonic() + WITHIN_S
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"expected within {WITHIN_S} s: {what}")
        time.sleep(0.02)


def run(version, cases):
    print("VERSION", version, sep="\t", flush=True)
    for feature, case in cases:
        try:
            case()
            report("PASS", feature)
        except Skipped as skipped:
            report("SKIP", feature, str(skipped))
        except Exception as error:  # whatever a client throws is an answer
            report("FAIL", feature, f"{type(error).__name__}: {error}")
    print("END", flush=True)


def report(verdict, feature, why=None):
    parts = [verdict, feature]
    if why is not None:
        parts.append(" ".join(why.split())[:300])
    print("\t".join(parts), flush=True)


def bootstrap():
    return sys.argv[1]


def name(what):
    """A name nobody else uses."""
    return f"{sys.argv[2]}-{what}"
