"""Measures 2,500 pasted invitations, 5 % wrong (P-09): `python -m bench.invitations`

In a process of its own, on a fresh SQLite database unless DATABASE_URL names another. Fails above
1 s and 30 queries for the request, 60 s for the work.
"""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main():
    with tempfile.TemporaryDirectory(prefix="bench-invitations-") as folder:
        environment = {
            "SECRET_KEY": secrets.token_hex(32),
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            **os.environ,
            "VAR_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "ibefe.settings_test",
        }
        for command in (["manage.py", "migrate", "-v", "0"], ["-m", "bench.invitations_step"]):
            done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment)
            if done.returncode:
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
