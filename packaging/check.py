"""The one gate, for people and for machines: ``python3 packaging/check.py``.

``--fast`` is the inner loop: no coverage, nothing slow. ``--long`` adds the tests that run for minutes.
``--bench`` runs the benchmarks alone, on desks of up to 100,000 notes, and prints what it measured.
Python 3.11 or newer is all that has to be there.
"""

import sys  # noqa: I001 - an older Python must stop before it reads the gate

import _oldest_python  # noqa: F401 - says so and stops where Python is too old
import _gate

if __name__ == "__main__":
    sys.exit(_gate.main(sys.argv[1:]))
