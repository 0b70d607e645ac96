"""Sets the desk up and opens it: ``python3 packaging/start.py`` (on Windows ``py packaging\\start.py``).

Options go to the desk: ``--sample`` opens the sample desk, ``--desk FILE`` another desk. With no display it
says so and plays the tour into ./tour. Python 3.11 or newer is all that has to be there.
"""

import sys

import _oldest_python  # noqa: F401 - says so and stops where Python is too old
import _starting

if __name__ == "__main__":
    sys.exit(_starting.main(sys.argv[1:]))
