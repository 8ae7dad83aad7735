"""`pip install -r requirements.txt && pytest` works on a clean clone: only what needs more waits.

The tests that drive a browser need requirements-dev.txt, those of the printed paper qpdf and
poppler-utils, those of the queue redis-server (`script/test` installs them); without them they are
not collected, rather than skipped.
"""

from importlib.util import find_spec
from shutil import which

NEEDS = {
    "tests/browser": find_spec("pytest_playwright"),
    "tests/poles/test_paper.py": which("qpdf") and which("pdfinfo"),
    "tests/breakdowns/test_broker.py": which("redis-server"),
}
collect_ignore = [path for path, there in NEEDS.items() if not there]
