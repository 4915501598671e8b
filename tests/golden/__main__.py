"""Judge the golden cases here and print the results as JSON: `python -m tests.golden`.

In a process of its own, since a browser test has an event loop running in its own.
"""

import json
import sys

from tests.golden import judged, load

if __name__ == "__main__":
    sys.stdout.write(json.dumps({case["id"]: judged(case) for case in load()}))
