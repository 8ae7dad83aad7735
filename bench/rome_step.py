"""One import of job titles, measured in a process of its own: `python -m bench.rome_step memory F`

Started by bench/rome.py on a database that is migrated and has the codes. Prints JSON.
"""

import json
import os
import resource
import sys
import time
import tracemalloc
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibefe.settings")
django.setup()

from poles.imports import import_rome  # noqa: E402


def memory(titles):
    """What Python allocates at most for the import. The meter slows everything: no time here."""
    tracemalloc.start()
    import_rome([titles])
    return {"peak": tracemalloc.get_traced_memory()[1]}


def clock(titles):
    """Seconds of a first and of a second import; peak of the whole process, in bytes."""
    began = time.perf_counter()
    [tally] = import_rome([titles])
    first = time.perf_counter() - began
    import_rome([titles])
    again = time.perf_counter() - began - first
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"rows": tally.added, "first": first, "again": again, "rss": kilobytes * 1024}


if __name__ == "__main__":
    step = {"memory": memory, "clock": clock}[sys.argv[1]]
    print(json.dumps(step(Path(sys.argv[2]))))
